"""What else happens at a counter: pauses, corrections, returned files, complaints, answers."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from janji.core.periods import through
from janji.core.refusals import Refused
from janji.core.service_life import Punctuality, Stage
from janji.core.workdays import Limit, LimitUnit
from janji.kit import audit
from janji.orgs.models import Region
from janji.registers.catalogue import variables
from janji.registers.facts import keeping
from janji.registers.facts.keeping import Wanted
from janji.registers.services import actions
from janji.registers.services.models import Channel, Complaint, ReturnedFile, ServiceRequest
from janji.registers.services.queries import pulse
from tests.registers.counter import NOW, OPENED, ZONE, at, finish, move, receive, service

OUTAGE = actions.PauseReason("central_system", "Pengumuman gangguan SIAK 2 Juli 2019")
NEW_YEAR = date(2020, 1, 1)
DEFAULTS = {term.code: term.default for one in variables().values() for term in one.terms}


def value(cast, code, *, as_of=NEW_YEAR, **terms):
    wanted = Wanted(variables()[code], DEFAULTS | terms)
    return keeping.read(cast.district, 2019, [wanted], as_of=as_of).of(wanted, through(2019, 4))


def pause(cast, request, starts, ends=None, reason=OUTAGE, **more):
    return actions.pause_request(
        request=request,
        reason=reason,
        starts_at=starts,
        ends_at=ends,
        based_on=request.edition,
        by=more.pop("by", cast.operator),
        at=NOW,
    )


def correct(cast, request, by=None, reason="Salah ketik", **details):
    return actions.correct_request(
        request=request,
        details=details,
        reason=reason,
        based_on=request.edition,
        by=by or cast.kasi,
        at=NOW,
    )


def complain(cast, request=None, on=date(2019, 7, 8), **more):
    return actions.record_complaint(
        org_unit=more.pop("org_unit", cast.district),
        request=request,
        channel=more.pop("channel", "counter"),
        content="Menunggu terlalu lama",
        received_on=on,
        by=more.pop("by", cast.operator),
        at=NOW,
    )


def edition_now(complaint):
    """What someone carries who has just opened the page."""
    return Complaint.objects.get(pk=complaint.pk).edition


def decide(cast, complaint, is_justified=True):
    return actions.decide_complaint(
        complaint=complaint,
        is_justified=is_justified,
        based_on=edition_now(complaint),
        by=cast.kasi,
        at=NOW,
    )


def resolve(cast, complaint, on):
    return actions.resolve_complaint(
        complaint=complaint,
        resolution="Diganti",
        resolved_on=on,
        based_on=edition_now(complaint),
        by=cast.kasi,
        at=NOW,
    )


def test_an_outage_stops_the_clock_and_its_end_starts_it_again(cast):
    """Due 4 July; an outage from 2 to 5 July covers 3, 4 and 5 July: due 9 July."""
    paused = pause(cast, receive(cast, service(cast), at(7, 1)), at(7, 2))
    assert (paused.due_at, paused.counted_on, paused.stage) == (None, None, Stage.RECEIVED)
    resumed = actions.resume_request(
        request=paused, ends_at=at(7, 5), based_on=paused.edition, by=cast.operator, at=NOW
    )
    assert resumed.due_at.astimezone(ZONE).date() == date(2019, 7, 9)
    done = finish(cast, resumed, at(7, 9))
    assert done.punctuality == Punctuality.ON_TIME


def test_a_pause_may_be_written_down_afterwards_and_ends_with_the_next_step(cast):
    offered = service(cast)
    whole = pause(cast, receive(cast, offered, at(7, 1)), at(7, 2), at(7, 5))
    assert whole.due_at.astimezone(ZONE).date() == date(2019, 7, 9)
    open_one = pause(cast, receive(cast, offered, at(7, 1)), at(7, 2))
    done = finish(cast, open_one, at(7, 8))
    assert done.pauses.get().ends_at == at(7, 8)
    assert done.punctuality == Punctuality.ON_TIME


@pytest.mark.parametrize(
    ("starts", "ends", "reason", "code"),
    [
        (at(7, 2), None, actions.PauseReason("force_majeure", " "), "pause-evidence-missing"),
        (at(7, 2), None, actions.PauseReason("shortfall", "KTP"), "pause-is-a-step"),
        (at(6, 30), None, OUTAGE, "pause-before-receipt"),
        (at(7, 3), at(7, 2), OUTAGE, "pause-ends-before-start"),
        (NOW + timedelta(hours=1), None, OUTAGE, "step-in-future"),
    ],
)
def test_pauses_that_are_none(cast, starts, ends, reason, code):
    request = receive(cast, service(cast), at(7, 1))
    with pytest.raises(Refused, match=code):
        pause(cast, request, starts, ends, reason)
    assert not request.pauses.exists()


def test_one_pause_at_a_time_and_none_after_the_end(cast):
    offered = service(cast)
    paused = pause(cast, receive(cast, offered, at(7, 1)), at(7, 2))
    with pytest.raises(Refused, match="pause-runs-already"):
        pause(cast, paused, at(7, 3))
    done = finish(cast, receive(cast, offered, at(7, 1)), at(7, 2))
    with pytest.raises(Refused, match="pause-not-running"):
        pause(cast, done, at(7, 1, 10))
    with pytest.raises(Refused, match="pause-not-running"):
        actions.resume_request(
            request=done, ends_at=at(7, 3), based_on=done.edition, by=cast.operator, at=NOW
        )


def test_a_file_found_wanting_during_an_outage_has_one_pause_running(cast):
    paused = pause(cast, receive(cast, service(cast), at(7, 1)), at(7, 2))
    reason = actions.PauseReason("shortfall", "KTP belum ada")
    waiting = move(cast, paused, Stage.INCOMPLETE, at(7, 3), pause=reason)
    assert [one.ends_at for one in waiting.pauses.all()] == [at(7, 3), None]


def test_only_what_another_agency_issues_is_forwarded(cast):
    own = receive(cast, service(cast), at(7, 1))
    with pytest.raises(Refused, match="service-not-forwarded"):
        move(cast, own, Stage.FORWARDED, at(7, 2))
    civil = service(cast, "Kartu keluarga", kind="civil_registration")
    sent = move(
        cast, receive(cast, civil, at(7, 1)), Stage.FORWARDED, at(7, 2), agency_number="A-17"
    )
    assert (sent.ended_at, sent.agency_number) == (at(7, 2), "A-17")
    back = move(cast, sent, Stage.FINISHED, at(7, 30), product_number="KK-9")
    assert (back.ended_at, back.punctuality) == (at(7, 2), Punctuality.ON_TIME)


def test_a_wrong_name_is_corrected_and_stays_readable(cast):
    request = receive(cast, service(cast), at(7, 1), name="Wrga Cntoh")
    village = Region.objects.create(code="33.02.14.2010", name="Kracak")
    fixed = correct(cast, request, cast.operator, applicant="Warga Contoh", village=village)
    assert (fixed.applicant, fixed.village, fixed.edition) == ("Warga Contoh", village, 2)
    found = [(one.field, one.before, one.after) for one in fixed.corrections.all()]
    assert found == [
        ("applicant", "Wrga Cntoh", "Warga Contoh"),
        ("village", "kosong", "Kracak"),
    ]
    noted = audit.history(fixed).first()
    assert noted.deed == "correct-request"
    assert "Warga" not in str(noted.facts)


def test_correcting_the_time_takes_who_answers_for_the_services(cast):
    """Due 4 July when received on the 1st, 5 July when it was the 2nd."""
    request = receive(cast, service(cast), at(7, 1))
    with pytest.raises(Refused, match="not-allowed"):
        correct(cast, request, cast.operator, received_at=at(7, 2))
    fixed = correct(cast, request, received_at=at(7, 2))
    assert fixed.complete_at == at(7, 2)
    assert fixed.due_at.astimezone(ZONE).date() == date(2019, 7, 5)
    back = correct(cast, fixed, received_at=at(7, 1))
    assert back.due_at.astimezone(ZONE).date() == date(2019, 7, 4)


def test_a_wrong_service_brings_the_standard_it_should_have_had(cast):
    slow, quick = service(cast), service(cast, "Legalisasi", limit=Limit(1, LimitUnit.WORKING_DAYS))
    done = finish(cast, receive(cast, slow, at(7, 1)), at(7, 4))
    assert value(cast, "layanan_tepat_waktu") == 1
    fixed = correct(cast, done, service=quick)
    assert (fixed.standard.service, fixed.punctuality) == (quick, Punctuality.LATE)
    assert value(cast, "layanan_tepat_waktu") == 0
    settled = correct(cast, fixed, finished_at=at(7, 2))
    assert (settled.punctuality, settled.ended_at) == (Punctuality.ON_TIME, at(7, 2))
    assert value(cast, "layanan_tepat_waktu") == 1


@pytest.mark.parametrize(
    ("details", "code"),
    [
        ({}, "nothing-corrected"),
        ({"applicant": "Warga Contoh"}, "nothing-corrected"),
        ({"stage": "finished"}, "nothing-corrected"),
        ({"finished_at": at(6, 30)}, "step-before-last"),
        ({"finished_at": NOW + timedelta(days=1)}, "step-in-future"),
        ({"received_at": at(7, 3)}, "step-before-last"),
    ],
)
def test_corrections_that_are_none(cast, details, code):
    done = finish(cast, receive(cast, service(cast), at(7, 1)), at(7, 2))
    with pytest.raises(Refused, match=code):
        correct(cast, done, **details)
    done.refresh_from_db()
    assert (done.edition, done.stage, done.finished_at) == (2, Stage.FINISHED, at(7, 2))


def test_a_correction_needs_a_reason_and_the_newest_edition(cast):
    request = receive(cast, service(cast), at(7, 1))
    with pytest.raises(Refused, match="correction-reason-missing"):
        correct(cast, request, reason=" ", applicant="Lain")
    stale = ServiceRequest.objects.get(pk=request.pk)
    finish(cast, request, at(7, 2))
    with pytest.raises(Refused, match="changed-meanwhile") as refusal:
        correct(cast, stale, applicant="Lain")
    assert refusal.value.facts["name"] == "Sri Lestari"


def test_minute_services_are_served_at_once_and_others_are_not(cast):
    quick = service(cast, "Legalisasi", limit=Limit(15, LimitUnit.MINUTES))

    def serve(offered, moment):
        return actions.serve_at_once(
            service=offered,
            applicant=actions.Applicant("Warga"),
            received_at=moment,
            by=cast.operator,
            at=NOW,
        )

    done = serve(quick, NOW)
    assert (done.stage, done.punctuality) == (Stage.FINISHED, Punctuality.ON_TIME)
    assert [step.recorded_at for step in done.steps.all()] == [NOW, NOW]
    assert serve(quick, at(12, 31, 9)).punctuality == Punctuality.LATE
    with pytest.raises(Refused, match="not-served-at-once"):
        serve(service(cast), NOW)


def test_a_returned_file_is_counted_and_is_no_request(cast):
    offered = service(cast)
    actions.return_file(
        service=offered,
        village=None,
        missing="KTP asli",
        happened_at=at(7, 1),
        by=cast.operator,
        at=NOW,
    )
    assert ReturnedFile.objects.get().missing == "KTP asli"
    assert not ServiceRequest.objects.exists()
    assert (value(cast, "penolakan_loket"), value(cast, "permohonan_masuk")) == (1, 0)
    assert value(cast, "penolakan_loket", jenis_layanan=("licence",)) == 0
    with pytest.raises(Refused, match="missing-not-said"):
        actions.return_file(
            service=offered,
            village=None,
            missing=" ",
            happened_at=at(7, 1),
            by=cast.operator,
            at=NOW,
        )


@pytest.mark.parametrize(
    ("is_justified", "resolved", "as_of", "well"),
    [
        (True, None, date(2019, 7, 22), 1),  # day 14: there is still time
        (True, None, date(2019, 7, 23), 0),  # still open when the fourteen days are over
        (True, date(2019, 7, 22), NEW_YEAR, 1),  # resolved on the fourteenth day
        (True, date(2019, 7, 23), NEW_YEAR, 0),  # resolved a day too late
        (False, None, NEW_YEAR, 1),  # not justified
        (None, None, NEW_YEAR, 1),  # nobody has decided yet
    ],
)
def test_a_justified_complaint_must_not_stay_open(cast, is_justified, resolved, as_of, well):
    """registers.md R2.14; the complaint comes on 8 July 2019 and may stay open for 14 days."""
    request = finish(cast, receive(cast, service(cast), at(7, 1)), at(7, 2))
    complaint = complain(cast, request)
    if is_justified is not None:
        decide(cast, complaint, is_justified)
    if resolved:
        resolve(cast, complaint, resolved)
    assert value(cast, "permohonan_terlayani_baik", as_of=as_of) == well


def test_served_well_is_on_time_also_when_lawfully_refused(cast):
    offered = service(cast)
    move(cast, receive(cast, offered, at(7, 1)), Stage.REFUSED, at(7, 2), notes="Bukan penduduk")
    finish(cast, receive(cast, offered, at(7, 1)), at(7, 9))
    receive(cast, offered, at(7, 1))
    assert value(cast, "layanan_jatuh_tempo") == 3
    assert value(cast, "permohonan_terlayani_baik") == 1


@pytest.mark.parametrize(
    ("total", "asks", "least", "well"),
    [
        (23, True, "2.60", 0),  # 23 ÷ 9 = 2,556
        (24, True, "2.60", 1),  # 24 ÷ 9 = 2,667
        (23, False, "2.60", 1),  # the definition does not ask
        (24, True, "2.67", 0),  # compared exactly: 2,6666… is less than 2,67
        (None, True, "2.60", 1),  # nobody answered
    ],
)
def test_answers_of_the_applicant_count_when_the_definition_says_so(cast, total, asks, least, well):
    request = finish(cast, receive(cast, service(cast), at(7, 1)), at(7, 2))
    assert value(cast, "permohonan_terlayani_baik") == 1
    if total is not None:
        actions.note_satisfaction(request=request, total=total, count=9, by=None, at=NOW)
    terms = {"syarat_survei": asks, "ambang_jawaban": Decimal(least)}
    assert value(cast, "permohonan_terlayani_baik", **terms) == well


@pytest.mark.parametrize(("total", "count"), [(0, 0), (8, 9), (37, 9), (4, 0)])
def test_answers_that_cannot_be(cast, total, count):
    request = receive(cast, service(cast), at(7, 1))
    with pytest.raises(Refused, match="answers-impossible"):
        actions.note_satisfaction(request=request, total=total, count=count, by=None, at=NOW)


def test_complaints_are_counted_by_when_they_came_and_ended(cast):
    complaint = decide(cast, complain(cast))
    assert (value(cast, "pengaduan_masuk"), value(cast, "pengaduan_selesai")) == (1, 0)
    done = resolve(cast, complaint, date(2019, 7, 18))
    assert done.days_open == 10
    assert (value(cast, "pengaduan_masuk"), value(cast, "pengaduan_selesai")) == (1, 1)


def test_a_complaint_is_decided_before_it_is_resolved_and_then_left_alone(cast):
    complaint = complain(cast)
    with pytest.raises(Refused, match="complaint-undecided"):
        resolve(cast, complaint, date(2019, 7, 9))
    decide(cast, complaint, is_justified=False)
    decide(cast, complaint, is_justified=True)
    for day, code in ((date(2019, 7, 7), "resolved-before"), (date(2020, 1, 1), "step-in-future")):
        with pytest.raises(Refused, match=code):
            resolve(cast, complaint, day)
    resolve(cast, complaint, date(2019, 7, 9))
    for again in (lambda: decide(cast, complaint), lambda: resolve(cast, complaint, NOW.date())):
        with pytest.raises(Refused, match="complaint-resolved"):
            again()


def test_who_may_write_and_who_may_judge_complaints(cast):
    complaint = complain(cast)
    with pytest.raises(Refused, match="not-allowed"):
        actions.decide_complaint(
            complaint=complaint, is_justified=True, based_on=1, by=cast.operator, at=NOW
        )
    for person in (cast.stranger, cast.bupati):
        with pytest.raises(Refused, match="not-allowed"):
            complain(cast, by=person)


def test_a_citizen_complains_about_their_own_request_only(cast):
    request = receive(cast, service(cast), at(7, 1))
    for wrong in ({"channel": "letter", "request": request}, {"channel": Channel.PORTAL}):
        with pytest.raises(Refused, match="complaint-needs-request"):
            complain(cast, by=None, **wrong)
    for _ in range(3):
        complain(cast, request, channel=Channel.PORTAL, by=None)
    with pytest.raises(Refused, match="complaints-waiting"):
        complain(cast, request, channel=Channel.PORTAL, by=None)
    with pytest.raises(Refused, match="complaint-elsewhere"):
        complain(cast, request, org_unit=cast.village)


def test_the_database_keeps_complaints_whole(cast):
    complaint = complain(cast)
    for wrong in (
        {"finding": "justified"},
        {"resolved_on": date(2019, 7, 9)},
        {"recorded_by": None},
        {"channel": "drum"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Complaint.objects.filter(pk=complaint.pk).update(**wrong)


def test_a_share_of_kinds_is_compared_without_rounding(cast):
    """One of three on time is 33,3 %, which does not reach 50 % or 34 % but reaches 33 %."""
    offered = service(cast)
    finish(cast, receive(cast, offered, at(7, 1)), at(7, 2))
    for _ in range(2):
        finish(cast, receive(cast, offered, at(7, 1)), at(7, 9))
    reached = {
        share: value(cast, "jenis_layanan_tepat_waktu", ambang_jenis_layanan=Decimal(share))
        for share in ("33", "33.3", "34", "50")
    }
    assert reached == {"33": 1, "33.3": 1, "34": 0, "50": 0}


def test_a_closed_service_opens_again(cast):
    offered = service(cast)
    offered = actions.close_service(
        service=offered, until=OPENED, based_on=offered.edition, by=cast.kasi, at=NOW
    )
    with pytest.raises(Refused, match="service-closed"):
        receive(cast, offered, at(7, 1))
    offered = actions.reopen_service(
        service=offered, based_on=offered.edition, by=cast.kasi, at=NOW
    )
    assert receive(cast, offered, at(7, 1)).stage == Stage.RECEIVED


def test_the_pulse_says_how_the_register_stands(cast):
    offered = service(cast)
    assert pulse(cast.district, NOW) == "0 permohonan berjalan, tidak ada yang lewat tenggat."
    receive(cast, offered, at(12, 31))
    receive(cast, offered, at(7, 1))
    complain(cast)
    assert pulse(cast.district, NOW) == (
        "2 permohonan berjalan, 1 lewat tenggat. 1 pengaduan menunggu jawaban."
    )


def test_a_request_of_new_years_eve_is_a_fact_of_its_own_year(cast):
    """Early on 1 January in Jakarta it is still 31 December in Greenwich."""
    moment = at(1, 1, 3)
    receive(cast, service(cast), moment)
    assert value(cast, "permohonan_masuk") == 1
