"""registers.md §10.3: every worked example; §10.2 with checked-against-texts.md (f) for the clocks."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.numbers import written
from janji.core.village_budgets import (
    Course,
    Duty,
    Lapse,
    Outcome,
    Stage,
    Sums,
    checklist_on,
    clock,
    clocks,
    contradiction,
    days_late,
    days_used,
    deadline_of,
    deadlines,
    due_on,
    dues,
    is_evaluated,
    is_guided,
    is_silent,
    lapses,
    result_due,
    share,
    stage,
)
from janji.core.workdays import Calendar
from tests.spec.test_workdays import WEEK

MILLION = 1_000_000
# Christmas and New Year; the days of cuti bersama beside them.
NATIONAL_2019 = [date(2019, 12, 25), date(2020, 1, 1)]
NATIONAL_2025 = [date(2025, 12, 25), date(2026, 1, 1)]
JOINT_2019, JOINT_2025 = date(2019, 12, 24), date(2025, 12, 26)
RECEIVED, ANSWERED = date(2019, 12, 19), date(2019, 12, 23)


def calendar(*closed):
    return Calendar(WEEK, frozenset(closed))


WITH_JOINT = calendar(*NATIONAL_2019, JOINT_2019)


@pytest.mark.parametrize(
    ("received_on", "off", "limit"),
    [
        # §10.3 example 1, Gondosari: with cuti bersama 24 December, and without
        (RECEIVED, [*NATIONAL_2019, JOINT_2019], date(2020, 1, 21)),
        (RECEIVED, NATIONAL_2019, date(2020, 1, 20)),
        # §10.3 example 2: 26 December is cuti bersama; and if it is ignored
        (date(2025, 12, 15), [*NATIONAL_2025, JOINT_2025], date(2026, 1, 15)),
        (date(2025, 12, 15), NATIONAL_2025, date(2026, 1, 14)),
    ],
)
def test_a_result_is_given_within_twenty_working_days(received_on, off, limit):
    assert result_due(received_on, calendar(*off)) == limit


def test_gondosari_was_answered_after_two_of_twenty_working_days():
    """§10.3 example 1: the letter asks for correction within 7 days and cites the statutory 20."""
    assert days_used(RECEIVED, ANSWERED, WITH_JOINT) == 2
    assert is_evaluated(result_due(RECEIVED, WITH_JOINT), ANSWERED)
    course = Course(
        received_on=RECEIVED,
        result_on=ANSWERED,
        outcome=Outcome.DIFFERS.value,
        letter_number="900/512",
        correct_until=ANSWERED + timedelta(days=7),
    )
    found = dues(course, WITH_JOINT, result_due_on=result_due(RECEIVED, WITH_JOINT))
    assert course.correct_until == date(2019, 12, 30)
    # UU 6/2014 art. 69(7) says days; the letter, after Permendagri 20/2018, working days.
    assert found.corrected == date(2020, 1, 12)
    assert found.corrected_otherwise == date(2020, 1, 23)


def test_seventy_thirty_in_whole_numbers():
    """§10.3 example 3: 432 of 1,500 million are 28.80 percent."""
    found = Sums((0, 0, 0), (1500 * MILLION, 0, 0, 0, 0), limited=432 * MILLION)
    assert written(found.limited_share, 2) == "28,80"
    assert found.is_within_limit


@pytest.mark.parametrize(
    ("spending", "limited", "land", "within"),
    [
        (1000, 300, 0, True),
        (1000, 301, 0, False),
        # Salary land is left out of what the rule looks at (PP 47/2015 art. 100(2)).
        (1100, 300, 100, True),
        (1100, 301, 100, False),
        (0, 0, 0, None),
        (1000, None, 0, None),
    ],
)
def test_thirty_percent_to_the_rupiah(spending, limited, land, within):
    found = Sums((0, 0, 0), (spending, 0, 0, 0, 0), limited=limited, salary_land=land)
    assert found.is_within_limit is within


def test_a_budget_balances_to_the_rupiah():
    """§10.3 example 4: 1,420 − 1,455 + (60 − 25) = 0."""
    found = Sums(
        (20 * MILLION, 1400 * MILLION, 0),
        (432 * MILLION, 823 * MILLION, 100 * MILLION, 80 * MILLION, 20 * MILLION),
        financing_in=60 * MILLION,
        financing_out=25 * MILLION,
    )
    assert (found.all_income, found.all_spending) == (1420 * MILLION, 1455 * MILLION)
    assert (found.financing, found.balance) == (35 * MILLION, 0)


def test_fifteen_villages_under_both_settings():
    """§10.3 example 5: 15 evaluated, 13 with monitoring: 86.67 percent strictly, 100 loosely."""
    villages = [(True, place < 13) for place in range(15)]
    strict, loose = (
        sum(is_guided(evaluated=one, monitored=other, strictly=how) for one, other in villages)
        for how in (True, False)
    )
    assert (strict, loose) == (13, 15)
    assert [written(share(one, 15), 2) for one in (strict, loose)] == ["86,67", "100,00"]
    assert share(0, 0) is None


def test_silence_takes_effect_and_is_never_an_evaluation():
    """R10.6 and R10.14; a letter after the limit changes nothing of it."""
    due = date(2020, 1, 21)
    assert not is_silent(due, None, due)
    assert is_silent(due, None, date(2020, 1, 22))
    assert is_silent(due, date(2020, 1, 22), date(2020, 1, 22))
    assert not is_silent(due, due, date(2020, 2, 1))
    assert is_evaluated(due, due)
    assert not is_evaluated(due, date(2020, 1, 22))
    assert not is_evaluated(due, None)
    assert not is_silent(None, None, due)


@given(
    due=st.integers(0, 400),
    answered=st.none() | st.integers(0, 400),
    on=st.integers(0, 400),
)
def test_no_draft_is_both_evaluated_and_silent(due, answered, on):
    day = date(2019, 1, 1).__add__
    result = None if answered is None else day(timedelta(answered))
    silent = is_silent(day(timedelta(due)), result, day(timedelta(on)))
    evaluated = is_evaluated(day(timedelta(due)), result)
    assert not (silent and evaluated)
    if on > due:
        assert silent or evaluated


def test_clocks_say_where_they_come_from():
    """checked-against-texts.md (f): what the texts say wins; another reading stands beside it."""
    assert (clock("result").limit.value, clock("result").limit.unit) == (20, "working_days")
    assert (clock("correction").limit.value, clock("correction").limit.unit) == (
        20,
        "calendar_days",
    )
    assert clock("sending").limit.value == 3
    assert clock("stopping").limit.value == 7
    for one in (*clocks(), *deadlines()):
        assert one.source
        assert one.status in {"seen", "memory", "design"}
    assert {one.status for one in clocks() if not one.standing} == {"memory"}


@pytest.mark.parametrize(
    ("duty", "due"),
    [
        (Duty.PLAN, date(2018, 9, 30)),
        (Duty.BUDGET, date(2018, 12, 31)),
        (Duty.FIRST_HALF, date(2019, 7, 31)),
        (Duty.SECOND_HALF, date(2020, 1, 31)),
        (Duty.ACCOUNT, date(2020, 3, 31)),
    ],
)
def test_deadlines_of_a_budget_year(duty, due):
    assert deadline_of(duty).of(2019) == due


def test_days_late_end_when_it_came():
    due = date(2019, 7, 31)
    assert days_late(due, date(2019, 7, 31), date(2019, 12, 1)) == 0
    assert days_late(due, date(2019, 8, 5), date(2019, 12, 1)) == 5
    assert days_late(due, None, date(2019, 8, 2)) == 2
    assert days_late(due, None, date(2019, 7, 1)) == 0


FULL = {
    "agreed_on": date(2018, 10, 29),
    "sent_on": date(2018, 11, 1),
    "received_on": date(2018, 11, 1),
    "result_on": date(2018, 11, 20),
    "outcome": "TIDAK_SESUAI",
    "letter_number": "900/1",
    "correct_until": date(2018, 11, 27),
    "corrected_on": date(2018, 11, 26),
    "enacted_on": date(2018, 12, 3),
    "regulation_number": "5/2018",
    "reported_on": date(2018, 12, 6),
}


def judged(today=date(2019, 6, 1), *, change=0, year=2019, **other):
    found = contradiction(Course(**FULL | other), budget_year=year, change=change, today=today)
    return None if found is None else (found.code, found.field, found.other)


def test_a_course_in_order_is_taken():
    assert judged() is None
    assert contradiction(Course(), budget_year=2019, change=0, today=date(2019, 1, 1)) is None


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"sent_on": date(2018, 10, 28)}, ("budget-days-reversed", "sent_on", "agreed_on")),
        ({"received_on": date(2018, 10, 31)}, ("budget-days-reversed", "received_on", "sent_on")),
        ({"result_on": date(2018, 10, 31)}, ("budget-days-reversed", "result_on", "received_on")),
        (
            {"corrected_on": date(2018, 11, 2)},
            ("budget-days-reversed", "corrected_on", "result_on"),
        ),
        ({"enacted_on": date(2018, 10, 28)}, ("budget-days-reversed", "enacted_on", "agreed_on")),
        ({"reported_on": date(2018, 12, 2)}, ("budget-days-reversed", "reported_on", "enacted_on")),
        ({"reported_on": date(2020, 1, 1)}, ("budget-day-ahead", "reported_on", None)),
        ({"outcome": None}, ("budget-result-incomplete", "outcome", "result_on")),
        ({"received_on": None}, ("budget-result-unreceived", "received_on", "result_on")),
        ({"outcome": "SESUAI"}, ("budget-correction-unasked", "correct_until", None)),
        (
            {"regulation_number": None},
            ("budget-enacted-incomplete", "regulation_number", "enacted_on"),
        ),
        ({"revoked_on": date(2019, 1, 2)}, ("budget-not-cancelled", "cancelled_on", "revoked_on")),
        (
            {"cancelled_on": date(2018, 12, 1), "cancel_number": "1"},
            ("budget-days-reversed", "cancelled_on", "enacted_on"),
        ),
    ],
)
def test_what_cannot_be_is_named(other, said):
    assert judged(**other) == said


def test_a_draft_belongs_to_its_year():
    assert judged(year=2021)[0] == "budget-year-unfit"
    assert judged(change=1)[0] == "budget-year-unfit"


def known(today=date(2019, 6, 1), **other):
    course = Course(**FULL | other)
    due = result_due(course.received_on, calendar()) if course.received_on else None
    limits = dues(course, calendar(), result_due_on=due)
    return (
        stage(course, due, today),
        lapses(course, limits, budget_year=2019, change=0, on=today),
    )


NONE_YET = dict.fromkeys(
    (
        "result_on",
        "outcome",
        "letter_number",
        "correct_until",
        "corrected_on",
        "enacted_on",
        "regulation_number",
        "reported_on",
    )
)


def test_the_way_of_a_draft():
    assert known() == (Stage.REPORTED, ())
    assert known(date(2018, 11, 29), **NONE_YET) == (Stage.WAITING, ())
    assert known(date(2018, 11, 30), **NONE_YET) == (Stage.SILENT, (Lapse.SILENT,))
    ignored = known(corrected_on=None)
    assert ignored[0] is Stage.REPORTED
    assert Lapse.ENACTED_UNCORRECTED in ignored[1]
    assert Lapse.CORRECTED_LATE in ignored[1]
    early = known(**NONE_YET | {"enacted_on": date(2018, 11, 5), "regulation_number": "4/2018"})
    assert Lapse.ENACTED_EARLY in early[1]
    late = known(sent_on=date(2018, 11, 2), received_on=date(2018, 11, 2))
    assert late[1] == (Lapse.SENT_LATE,)


def test_bupati_cancels_what_was_ignored_and_the_village_stops_within_seven_working_days():
    """R10.8."""
    cancelled = {"cancelled_on": date(2019, 1, 7), "cancel_number": "188/1"}
    assert dues(Course(**FULL | cancelled), calendar(), result_due_on=None).stopped == date(
        2019, 1, 16
    )
    assert known(corrected_on=None, **cancelled)[0] is Stage.CANCELLED
    revoked = known(corrected_on=None, revoked_on=date(2019, 1, 17), **cancelled)
    assert revoked[0] is Stage.REVOKED
    assert Lapse.STOPPED_LATE in revoked[1]


def test_the_questions_of_an_evaluation_are_dated_data():
    found = checklist_on(date(2019, 12, 23))
    assert (found.code, found.status, len(found.items)) == ("2014", "design", 11)
    assert len({one.code for one in found.items}) == 11
    assert checklist_on(date(2000, 1, 1)) == found
    assert due_on(date(2019, 1, 1), clock("correction").limit, calendar()) == date(2019, 1, 21)
