"""A request at the counter: its number, its clock, its steps, its pauses."""

from datetime import date, datetime

import pytest

from janji.calendars import actions as calendars
from janji.core.refusals import Refused
from janji.core.service_life import Punctuality, Stage
from janji.core.workdays import Limit, LimitUnit
from janji.kit import audit
from janji.kit.persons import person_number
from janji.registers.services import actions
from janji.registers.services.models import RequestPause, ServiceRequest
from tests.registers.counter import NOW, OPENED, ZONE, at, finish, move, receive, service

MISSING_KTP = actions.PauseReason("shortfall", "Fotokopi KTP belum ada")


def test_a_request_gets_a_number_a_code_and_a_deadline(cast):
    """Monday 1 July 2019, three working days: due Thursday 4 July."""
    first = receive(cast, service(cast), at(7, 1))
    second = receive(cast, first.service, at(7, 1))
    assert (first.number, second.number) == ("2019/000001", "2019/000002")
    assert first.due_at == datetime(2019, 7, 4, 23, 59, 59, tzinfo=ZONE)
    assert (first.punctuality, first.counted_on) == (Punctuality.RUNNING, date(2019, 7, 4))
    assert len(first.follow_code) == 8
    assert first.follow_code != second.follow_code


def test_finishing_in_time_and_late(cast):
    one = finish(cast, receive(cast, service(cast), at(7, 1)), at(7, 4, 15))
    other = finish(cast, receive(cast, one.service, at(7, 1)), at(7, 5, 8))
    assert (one.punctuality, one.counted_on) == (Punctuality.ON_TIME, date(2019, 7, 4))
    assert (other.punctuality, other.counted_on) == (Punctuality.LATE, date(2019, 7, 4))


def test_a_pause_needs_evidence_and_stops_the_clock(cast):
    request = receive(cast, service(cast), at(7, 1))
    for reason in (None, actions.PauseReason("shortfall", "  ")):
        with pytest.raises(Refused, match="pause-evidence-missing"):
            move(cast, request, Stage.INCOMPLETE, at(7, 2), pause=reason)
    paused = move(cast, request, Stage.INCOMPLETE, at(7, 2), pause=MISSING_KTP)
    assert (paused.due_at, paused.counted_on) == (None, None)
    again = move(cast, paused, Stage.CHECKING, at(7, 8))
    # 3, 4, 5 and 8 July were inside the pause: the clock has used 2 July only
    assert again.due_at.astimezone(ZONE).date() == date(2019, 7, 10)
    assert RequestPause.objects.get().ends_at == at(7, 8)


def test_what_waits_for_another_agency_is_not_this_offices_time(cast):
    """registers.md R3.7: sent on within a day; issued three weeks later by the agency."""
    civil = service(cast, "Kartu keluarga", "civil_registration", Limit(1, LimitUnit.WORKING_DAYS))
    request = move(cast, receive(cast, civil, at(7, 1)), Stage.FORWARDED, at(7, 2))
    issued = finish(cast, request, at(7, 22))
    assert (issued.punctuality, issued.counted_on) == (Punctuality.ON_TIME, date(2019, 7, 2))


def test_refusing_and_withdrawing_need_a_reason(cast):
    request = receive(cast, service(cast), at(7, 1))
    for stage in (Stage.REFUSED, Stage.WITHDRAWN):
        with pytest.raises(Refused, match="reason-missing"):
            move(cast, request, stage, at(7, 2))
    gone = move(cast, request, Stage.WITHDRAWN, at(7, 2), notes="Pemohon pindah")
    assert (gone.punctuality, gone.counted_on) == (Punctuality.NOT_COUNTED, None)


@pytest.mark.parametrize(
    ("when", "code"),
    [(at(6, 30), "step-before-last"), (datetime(2020, 1, 2, tzinfo=ZONE), "step-in-future")],
)
def test_steps_follow_each_other_in_time(cast, when, code):
    request = receive(cast, service(cast), at(7, 1))
    with pytest.raises(Refused, match=code):
        finish(cast, request, when)
    request.refresh_from_db()
    assert request.stage == Stage.RECEIVED


def test_a_finished_request_does_not_start_again(cast):
    done = finish(cast, receive(cast, service(cast), at(7, 1)), at(7, 2))
    with pytest.raises(Refused, match="move-not-possible"):
        move(cast, done, Stage.IN_PROGRESS, at(7, 3))


def test_two_at_once_the_second_is_told(cast):
    request = receive(cast, service(cast), at(7, 1))
    finish(cast, request, at(7, 2))
    with pytest.raises(Refused, match="changed-meanwhile"):
        move(cast, request, Stage.REFUSED, at(7, 2), notes="Tidak berhak", based_on=1)


def test_a_new_standard_leaves_running_requests_alone(cast):
    offered = service(cast)
    before = receive(cast, offered, at(7, 1))
    promise = actions.Promise(Limit(1, LimitUnit.WORKING_DAYS), (), "Surat keterangan")
    actions.set_standard(
        service=offered,
        promise=promise,
        holds_from=date(2019, 7, 2),
        based_on=before.standard_id,
        by=cast.kasi,
        at=NOW,
    )
    after = receive(cast, offered, at(7, 2))
    assert (before.standard.version, after.standard.version) == (1, 2)
    assert before.due_at.astimezone(ZONE).date() == date(2019, 7, 4)
    assert after.due_at.astimezone(ZONE).date() == date(2019, 7, 3)
    with pytest.raises(Refused, match="standard-not-later"):
        actions.set_standard(
            service=offered,
            promise=promise,
            holds_from=OPENED,
            based_on=after.standard_id,
            by=cast.kasi,
            at=NOW,
        )


def test_a_closed_service_is_not_offered(cast):
    offered = service(cast)
    offered = actions.close_service(
        service=offered, until=date(2019, 6, 30), based_on=1, by=cast.kasi, at=NOW
    )
    with pytest.raises(Refused, match="service-closed"):
        receive(cast, offered, at(7, 1))


def test_a_holiday_added_later_extends_running_deadlines_only(cast):
    """registers.md R2.17; a day that is removed again shortens nothing."""
    offered = service(cast)
    running, done = receive(cast, offered, at(7, 1)), receive(cast, offered, at(7, 1))
    finish(cast, done, at(7, 2))
    off = calendars.set_day(
        org_unit=cast.government,
        day=date(2019, 7, 3),
        kind="local",
        name="Hari jadi",
        opens=None,
        closes=None,
        basis=None,
        based_on=None,
        by=cast.admin,
        at=NOW,
    )
    running.refresh_from_db()
    done.refresh_from_db()
    assert running.due_at.astimezone(ZONE).date() == date(2019, 7, 5)
    assert done.due_at.astimezone(ZONE).date() == date(2019, 7, 4)
    assert audit.history(cast.district).first().facts["requests"] == 1
    calendars.remove_day(
        org_unit=cast.government, day=off.day, based_on=off.pk, by=cast.admin, at=NOW
    )
    running.refresh_from_db()
    assert running.due_at.astimezone(ZONE).date() == date(2019, 7, 5)


def test_only_the_counter_serves_and_only_its_own_office(cast):
    offered = service(cast)
    for person in (cast.bupati, cast.inspektorat, cast.stranger):
        with pytest.raises(Refused, match="not-allowed"):
            actions.receive_request(
                service=offered,
                applicant=actions.Applicant("Warga"),
                received_at=at(7, 1),
                complete_at=at(7, 1),
                by=person,
                at=NOW,
            )
    assert not ServiceRequest.objects.exists()


def test_a_nik_is_kept_as_a_keyed_digest_and_four_digits():
    kept = person_number("3302 1412 0190 0003")
    assert (kept.last_four, len(kept.digest)) == ("0003", 64)
    assert person_number("3302141201900003") == kept
    assert person_number("  ") is None
    for wrong in (
        "330214120190000",
        "33021412019000031",
        "３３０２１４１２０１９００００３",
        "abc",
    ):
        with pytest.raises(Refused, match="nik-unreadable") as refusal:
            person_number(wrong)
        assert wrong not in str(refusal.value.facts)
