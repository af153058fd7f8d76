"""Drafts on their way, their sums and evaluation, visits, reports: what is taken and what is refused."""

from datetime import date, datetime, time
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from janji.calendars import actions as calendars
from janji.calendars.models import DayKind
from janji.core.refusals import Refused
from janji.core.village_budgets import Course, Lapse, Stage
from janji.kit import refusals
from janji.orgs.models import OrgUnitKind
from janji.registers.checks import Look
from janji.registers.village_budgets import actions, queries
from janji.registers.village_budgets.actions import Brought
from janji.registers.village_budgets.checks import CHECKS
from janji.registers.village_budgets.models import BudgetCycle, Evaluation, HandedIn, Visit
from tests.registers.budget_stories import (
    AMOUNTS,
    ANSWERED,
    NOW,
    PDF,
    RECEIVED,
    answers,
    brought,
    course,
    cycle,
    evaluate,
    happened,
    summary,
    upload,
    visit,
)
from tests.registers.village_books import listed, office, set_days, village_clerk

pytestmark = pytest.mark.django_db
TODAY = date(2020, 1, 15)


def refused(deed, *arguments, **named):
    """The sentence of a refusal, and its code."""
    with pytest.raises(Refused) as caught, transaction.atomic():
        deed(*arguments, **named)
    return caught.value.code, refusals.sentence(caught.value)


def test_a_draft_goes_its_way(cast):
    draft = cycle(cast, **RECEIVED)
    assert (draft.kind, draft.result_due_on) == ("PERUBAHAN 1", date(2019, 9, 4))
    draft = course(
        cast,
        draft,
        result_on=date(2019, 8, 20),
        outcome="TIDAK_SESUAI",
        letter_number="900/77/2019",
        correct_until=date(2019, 8, 27),
    )
    page = queries.cycle_page(draft, date(2019, 8, 21))
    assert (page.stage, page.used, page.lapses) == (Stage.TO_CORRECT, 9, ())
    assert page.dues.corrected == date(2019, 9, 9)
    draft = course(
        cast,
        draft,
        corrected_on=date(2019, 8, 26),
        enacted_on=date(2019, 9, 2),
        regulation_number="6/2019",
        reported_on=date(2019, 9, 30),
    )
    page = queries.cycle_page(draft, TODAY)
    assert (page.stage, page.lapses) == (Stage.REPORTED, (Lapse.REPORTED_LATE,))


def test_silence_shows_as_the_districts_failure(cast):
    draft = cycle(cast, **RECEIVED)
    page = queries.cycle_page(draft, date(2019, 9, 5))
    assert (page.stage, page.lapses) == (Stage.SILENT, (Lapse.SILENT,))
    assert list(queries.silences_of(cast.district, 2019, TODAY)) == [draft]
    assert not queries.silences_of(cast.district, 2019, date(2019, 9, 4))


@pytest.mark.parametrize(
    ("days", "code", "said"),
    [
        (
            {"sent_on": date(2019, 8, 4)},
            "budget-days-reversed",
            "Dikirim desa (04-08-2019) tidak dapat mendahului Disepakati BPD (05-08-2019).",
        ),
        (
            {"result_on": date(2019, 8, 1), "outcome": "SESUAI", "letter_number": "1"},
            "budget-days-reversed",
            "Tanggal surat hasil (01-08-2019) tidak dapat mendahului Diterima kecamatan (07-08-2019).",
        ),
        ({"result_on": date(2019, 8, 9)}, "budget-result-incomplete", "Isi “Hasil”."),
        ({"enacted_on": date(2019, 9, 9)}, "budget-enacted-incomplete", "Isi “Nomor Perdes”."),
        ({"corrected_on": date(2019, 9, 9)}, "budget-correction-unasked", "“Diperbaiki” hanya"),
        ({"received_on": date(2020, 1, 16)}, "budget-day-ahead", "16-01-2020 belum tiba"),
        ({"reported_on": date(2019, 9, 9)}, "budget-not-enacted", "“Perdes disampaikan” hanya"),
        ({"agreed_on": date(2018, 8, 5)}, "budget-year-unfit", "tahun anggaran 2019"),
    ],
)
def test_impossible_days_are_refused_with_a_sentence(cast, days, code, said):
    found = refused(cycle, cast, **RECEIVED | days)
    assert found[0] == code
    assert said in found[1]
    assert not BudgetCycle.objects.exists()


def test_a_draft_is_kept_once_and_amendments_come_in_order(cast):
    cycle(cast, change=0, **RECEIVED | {"agreed_on": None, "sent_on": None})
    assert refused(cycle, cast, change=0)[0] == "budget-cycle-known"
    code, said = refused(cycle, cast, change=2)
    assert (code, "memerlukan Perubahan 1 lebih dahulu" in said) == (
        "budget-order-of-changes",
        True,
    )
    cycle(cast, change=1)
    cycle(cast, change=2)


def test_a_kelurahan_has_no_budget(cast):
    office(cast, "Kelurahan Sokanegara", OrgUnitKind.WARD)
    ward = listed(cast)["Kelurahan Sokanegara"]
    assert refused(cycle, cast, ward)[0] == "budget-without-village"
    assert refused(visit, cast, ward)[0] == "budget-without-village"
    assert refused(brought, cast, ward)[0] == "budget-without-village"


def test_a_visit_lies_within_the_days_of_its_village(cast):
    """Split off in April, merged at the end of June."""
    first, last = date(2019, 4, 1), date(2019, 6, 30)
    set_days(cast, cast.village, since=first, until=last, reason="Digabung")
    for day in (date(2019, 3, 31), date(2019, 7, 1)):
        assert refused(visit, cast, day=day)[0] == "village-not-kept-on-day"
    made = [visit(cast, day=day) for day in (first, last)]
    found = refused(
        actions.correct_visit,
        visit=made[0],
        said=happened(day=date(2019, 7, 1)),
        based_on=1,
        by=cast.operator,
        at=NOW,
    )
    assert found[0] == "village-not-kept-on-day"


def test_nobody_looks_after_the_own_budget(cast):
    village = cast.village
    clerk = village_clerk(cast)
    for deed in (cycle, visit, brought):
        assert refused(deed, cast, village, by=clerk)[0] == "not-allowed"
        assert refused(deed, cast, village, by=cast.stranger)[0] == "not-allowed"


def test_who_was_faster_is_told(cast):
    draft = cycle(cast, **RECEIVED)
    seen = draft.edition
    course(cast, draft, **ANSWERED)
    found = refused(
        actions.set_course,
        cycle=draft,
        course=Course(**RECEIVED),
        based_on=seen,
        by=cast.kasi,
        at=NOW,
    )
    assert found[0] == "changed-meanwhile"
    assert "Sri Lestari" in found[1]


def test_the_calendar_moves_a_limit_and_never_shortens_it(cast):
    draft = cycle(cast, **RECEIVED)
    done = cycle(cast, change=2, **ANSWERED)
    made = calendars.set_day(
        org_unit=cast.district,
        day=date(2019, 8, 19),
        kind=DayKind.COLLECTIVE_LEAVE,
        name="Cuti bersama tambahan",
        opens=None,
        closes=None,
        basis="SKB",
        based_on=None,
        by=cast.admin,
        at=NOW,
    )
    draft.refresh_from_db()
    done.refresh_from_db()
    assert draft.result_due_on == date(2019, 9, 5)
    assert done.result_due_on == date(2019, 9, 4)
    calendars.set_day(
        org_unit=cast.district,
        day=date(2019, 8, 19),
        kind=DayKind.OPEN,
        name="Tetap masuk",
        opens=time(8),
        closes=time(15),
        basis=None,
        based_on=made.pk,
        by=cast.admin,
        at=NOW,
    )
    draft.refresh_from_db()
    assert draft.result_due_on == date(2019, 9, 5)


def test_sums_are_kept_and_one_that_does_not_balance_cannot_conform(cast):
    draft = cycle(cast, **RECEIVED)
    kept = summary(cast, draft, income_own=19_999_999)
    assert kept.sums.balance == -1
    code, said = refused(course, cast, draft, **ANSWERED)
    assert code == "budget-unbalanced-conforms"
    assert "pendapatan Rp\xa01.419.999.999 − belanja Rp\xa01.455.000.000" in said
    assert "= −Rp\xa01" in said
    course(cast, draft, **ANSWERED | {"outcome": "TIDAK_SESUAI"})
    kept = summary(cast, draft, based_on=kept.edition)
    assert (kept.sums.balance, kept.edition) == (0, 2)
    draft.refresh_from_db()
    course(cast, draft, outcome="SESUAI")
    found = refused(summary, cast, draft, based_on=kept.edition, financing_in=0)
    assert found[0] == "budget-unbalanced-conforms"
    with pytest.raises(Refused, match="changed-meanwhile"):
        summary(cast, draft, based_on=1)


def test_what_sums_cannot_be(cast):
    draft = cycle(cast, **RECEIVED)
    assert refused(summary, cast, draft, income_own=-1)[0] == "budget-amount-negative"
    found = refused(summary, cast, draft, limited=2_000_000_000)
    assert found[0] == "budget-limited-above"
    # What was realised by a day need not balance: what is left over is next year's.
    half = summary(cast, draft, as_of=date(2019, 6, 30), income_transfer=700_000_000)
    assert half.sums.balance != 0
    assert refused(summary, cast, draft, as_of=date(2020, 1, 16))[0] == "realised-day-ahead"
    assert refused(summary, cast, draft, as_of=date(2018, 6, 30))[0] == "realised-early"
    assert draft.summaries.count() == 1
    assert AMOUNTS["limited"] == half.limited


def test_every_question_is_answered_and_a_no_says_what_is_wrong(cast):
    draft = cycle(cast, **RECEIVED)
    made = evaluate(cast, draft, A3="ADD melebihi pagu")
    found = {one.item: one for one in made.answers.all()}
    assert (len(found), found["A3"].notes, found["A3"].account) == (
        11,
        "ADD melebihi pagu",
        "4.1.1",
    )
    again = evaluate(cast, draft, based_on=made.edition)
    assert again.answers.filter(answer="TIDAK").count() == 0
    assert again.answers.count() == 11

    def record(said, **more):
        return actions.record_answers(
            cycle=draft,
            evaluator="Bambang",
            answers=said,
            based_on=again.edition,
            by=cast.operator,
            at=NOW,
        )

    few = {code: one for code, one in answers().items() if code != "A5"}
    code, said = refused(record, few)
    assert (code, "1 pertanyaan tanpa jawaban: A5" in said) == ("questions-unanswered", True)
    assert refused(record, answers() | {"B1": answers()["A1"]})[0] == "question-unknown"
    assert refused(record, answers(A1=None))[0] == "question-note-missing"
    assert Evaluation.objects.count() == 1


def test_the_same_visit_sent_twice_is_kept_once(cast):
    key = uuid4()
    first = visit(cast, key=key, files={"foto": [upload()]})
    assert visit(cast, key=key, files={"foto": [upload()]}) == first
    assert refused(visit, cast, key=key, subject="Lain")[0] == "budget-visit-differs"
    assert Visit.objects.get().files.count() == 1


def test_what_a_visit_cannot_say(cast):
    assert refused(visit, cast, day=date(2020, 1, 16))[0] == "budget-visit-ahead"
    found = refused(visit, cast, follow_up_due_on=date(2019, 5, 1))
    assert found[0] == "follow-up-due-early"
    assert not Visit.objects.exists()


def test_what_a_visit_asked_for_is_followed_up(cast):
    made = visit(cast, findings="Kuitansi belum ada", follow_up_due_on=date(2019, 6, 1))

    def settle(day, visited=made):
        return actions.settle_follow_up(
            visit=visited,
            followed_up_on=day,
            follow_up="Kuitansi lengkap, dilihat 28 Mei",
            based_on=visited.edition,
            by=cast.operator,
            at=NOW,
        )

    assert refused(settle, date(2019, 5, 1))[0] == "follow-up-outside"
    assert settle(date(2019, 5, 28)).followed_up_on == date(2019, 5, 28)
    made.refresh_from_db()
    assert refused(settle, date(2019, 5, 29))[0] == "follow-up-done"
    assert refused(settle, date(2019, 5, 29), visit(cast))[0] == "follow-up-unwanted"


def test_a_visit_is_corrected_with_a_trace_or_withdrawn_with_a_reason(cast):
    made = visit(cast)
    said = happened(day=date(2019, 5, 15))
    made = actions.correct_visit(
        visit=made, said=said, based_on=made.edition, by=cast.operator, at=NOW
    )
    assert (made.day, made.edition) == (date(2019, 5, 15), 2)

    def withdraw(by, reason):
        return actions.withdraw_visit(
            visit=made, reason=reason, based_on=made.edition, by=by, at=NOW
        )

    assert refused(withdraw, cast.operator, "Salah")[0] == "not-allowed"
    assert refused(withdraw, cast.kasi, "  ")[0] == "budget-visit-reason-missing"
    withdraw(cast.kasi, "Salah desa")
    made.refresh_from_db()
    assert refused(withdraw, cast.kasi, "Salah")[0] == "budget-visit-withdrawn"
    found = refused(
        actions.attach_files, visit=made, kind="foto", files=[upload()], by=cast.operator, at=NOW
    )
    assert found[0] == "budget-visit-withdrawn"


def test_a_file_is_attached_once(cast):
    made = visit(cast)

    def attach():
        return actions.attach_files(
            visit=made,
            kind="berita_acara",
            files=[upload("ba.pdf", PDF)],
            by=cast.operator,
            at=NOW,
        )

    attach()
    assert refused(attach)[0] == "visit-file-known"
    assert isinstance(upload(), type(upload("a.pdf", PDF)))
    assert SimpleUploadedFile("a.pdf", PDF).size == len(PDF)


def test_what_a_village_hands_in(cast):
    made = brought(cast)
    code, said = refused(brought, cast)
    assert (code, "LPPD 2018 Desa Kracak sudah tercatat" in said) == ("handed-in-known", True)
    assert refused(brought, cast, year=2019, on=date(2020, 1, 16))[0] == "handed-in-ahead"
    assert refused(brought, cast, year=2012)[0] == "handed-in-early"
    made = actions.correct_handed_in(
        handed_in=made,
        said=Brought(date(2019, 4, 3), "Sekdes Ratmi", None),
        based_on=made.edition,
        by=cast.operator,
        at=NOW,
    )
    assert (made.sender, made.edition) == ("Sekdes Ratmi", 2)


def test_the_matrix_says_what_came_and_how_late(cast):
    office(cast, "Desa Banjarsari")
    villages = listed(cast)
    village = villages["Desa Kracak"]
    brought(cast, village, duty="SEMESTER_1", year=2019, on=date(2019, 8, 5))
    cycle(
        cast,
        village,
        change=0,
        agreed_on=date(2018, 10, 29),
        sent_on=date(2018, 10, 30),
        received_on=date(2018, 10, 30),
        enacted_on=date(2018, 12, 3),
        regulation_number="5/2018",
        reported_on=date(2018, 12, 6),
    )
    rows = {
        row.village.name: {one.duty: one for one in row.cells}
        for row in queries.duties_of(cast.district, 2019, TODAY)
    }
    came = rows["Desa Kracak"]
    assert (came["SEMESTER_1"].late, came["SEMESTER_1"].sender) == (5, "Kaur Keuangan Suwarno")
    assert (came["APBDES"].received_on, came["APBDES"].late) == (date(2018, 12, 6), 0)
    assert (came["RKPDES"].received_on, came["RKPDES"].is_missing) == (None, True)
    # The end of January 2020 has not come yet.
    assert (came["REALISASI"].is_missing, came["REALISASI"].late) == (False, 0)
    late = queries.duties_of(cast.district, 2019, TODAY, state="terlambat", text="krac")
    assert [one.village.name for one in late] == ["Desa Kracak"]
    assert rows["Desa Banjarsari"]["APBDES"].late == (TODAY - date(2018, 12, 31)).days


def test_the_database_itself_refuses_half_a_result(cast):
    draft = cycle(cast, **RECEIVED)
    for wrong in (
        {"outcome": "SESUAI"},
        {"result_on": date(2019, 8, 1), "outcome": "SESUAI", "letter_number": "1"},
        {"sent_on": date(2019, 8, 1)},
        {"result_due_on": None},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            BudgetCycle.objects.filter(pk=draft.pk).update(**wrong)


def test_a_visit_in_the_last_hour_of_the_day_is_of_that_day(cast):
    """The day is the office's, not the server's."""
    late = datetime(2020, 1, 15, 23, 30, tzinfo=ZoneInfo("Asia/Jakarta"))
    made = actions.record_visit(
        village=cast.village,
        said=happened(day=date(2020, 1, 15)),
        files={},
        client_key=uuid4(),
        by=cast.operator,
        at=late,
    )
    assert made.day == date(2020, 1, 15)
    assert not HandedIn.objects.exists()


def test_what_the_register_doubts_opens_to_its_rows(cast):
    """Silence, what was not followed up, villages not monitored, budgets enacted as they were."""
    silent = cycle(cast, **RECEIVED)
    ignored = cycle(
        cast,
        change=2,
        **ANSWERED
        | {
            "outcome": "TIDAK_SESUAI",
            "enacted_on": date(2019, 9, 2),
            "regulation_number": "7/2019",
        },
    )
    late = visit(cast, minutes_number=None, findings="Kuitansi", follow_up_due_on=date(2019, 6, 1))
    look = Look.at(cast.district, 2019, NOW)
    found = {one.code: list(one.rows(look)) for one in CHECKS}
    assert found == {
        "apbdes-tanpa-hasil": [silent],
        "pembinaan-apbdes-lewat": [late],
        "desa-belum-dimonitor": [cast.village],
        "apbdes-tanpa-perbaikan": [ignored],
        # Of May, and written down in January.
        "pembinaan-apbdes-susulan": [late],
    }
    for one in CHECKS:
        rows = one.row_view.listed(one.rows(look))
        assert all(address for address, _ in one.row_view.lines(rows))
