"""The stages of a request and the verdict on its time."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from janji.core.service_life import (
    NOT_COUNTED,
    OPEN,
    Answers,
    Clock,
    ClockState,
    Complaint,
    Punctuality,
    Stage,
    Timing,
    clock,
    is_due,
    is_on_time,
    is_served_well,
    judge,
    moves,
)
from janji.core.workdays import Calendar, Hours, Limit, LimitUnit, Pause

ZONE = ZoneInfo("Asia/Jakarta")
WEEK = Calendar(dict.fromkeys(range(5), (Hours(time(8), time(15)),)))
THREE_DAYS = Limit(3, LimitUnit.WORKING_DAYS)


def at(day, hour=9, month=7):
    return datetime(2019, month, day, hour, tzinfo=ZONE)


def timing(stage=Stage.IN_PROGRESS, settled=None, pauses=(), **more):
    """A request complete on Monday 1 July 2019 with three working days: due Thursday 4 July."""
    return Timing(stage, at(1), THREE_DAYS, pauses, settled, **more)


@pytest.mark.parametrize(
    ("facts", "said", "counted_on"),
    [
        (timing(), Punctuality.RUNNING, date(2019, 7, 4)),
        (timing(Stage.FINISHED, at(3)), Punctuality.ON_TIME, date(2019, 7, 3)),
        (timing(Stage.FINISHED, at(4, 23)), Punctuality.ON_TIME, date(2019, 7, 4)),
        # late: it counts where its deadline fell, not where it was finished at last
        (timing(Stage.FINISHED, at(5, 8)), Punctuality.LATE, date(2019, 7, 4)),
        (timing(Stage.HANDED_OVER, at(3)), Punctuality.ON_TIME, date(2019, 7, 3)),
        # a lawful refusal with its reason is an answer in time
        (timing(Stage.REFUSED, at(2)), Punctuality.ON_TIME, date(2019, 7, 2)),
        # sent on to the agency that issues it: the rest is not this office's time
        (timing(Stage.FORWARDED, at(2)), Punctuality.ON_TIME, date(2019, 7, 2)),
        (timing(Stage.WITHDRAWN), Punctuality.NOT_COUNTED, None),
        (timing(Stage.LAPSED), Punctuality.NOT_COUNTED, None),
        (timing(Stage.FINISHED, finish_unknown=True), Punctuality.UNKNOWN, date(2019, 7, 1)),
        (timing(Stage.INCOMPLETE, pauses=(Pause(at(2), None),)), Punctuality.RUNNING, None),
        # the pause of 2 to 5 July covers 3, 4, 5 July
        (
            timing(Stage.FINISHED, at(9), pauses=(Pause(at(2), at(5)),)),
            Punctuality.ON_TIME,
            date(2019, 7, 9),
        ),
    ],
)
def test_verdicts(facts, said, counted_on):
    verdict = judge(facts, WEEK)
    assert (verdict.punctuality, verdict.counted_on) == (said, counted_on)


def test_a_running_request_is_due_the_day_after_its_deadline():
    verdict = judge(timing(), WEEK)
    assert [is_due(verdict, date(2019, 7, day)) for day in (3, 4, 5)] == [False, False, True]
    assert not is_on_time(verdict)


def test_what_is_unknown_or_taken_back_is_never_due():
    for facts in (timing(Stage.WITHDRAWN), timing(Stage.FINISHED, finish_unknown=True)):
        assert not is_due(judge(facts, WEEK), date(2020, 1, 1))


def test_a_deadline_once_given_is_extended_but_never_shortened():
    longer = Calendar(WEEK.weekly, frozenset({date(2019, 7, 3)}))
    assert judge(timing(), longer, at_least=judge(timing(), WEEK).due_at).due_at.day == 5
    assert judge(timing(), WEEK, at_least=judge(timing(), longer).due_at).due_at.day == 5


def test_every_stage_can_be_left_or_is_an_end():
    ends = {stage for stage in Stage if not moves(stage)}
    assert ends == {Stage.HANDED_OVER, Stage.REFUSED, *NOT_COUNTED}
    assert all(moves(stage) for stage in OPEN)


@pytest.mark.parametrize(
    ("before", "after", "may"),
    [
        (Stage.RECEIVED, Stage.FINISHED, True),
        (Stage.AT_HEAD, Stage.CHECKING, False),
        (Stage.INCOMPLETE, Stage.FINISHED, False),
        (Stage.INCOMPLETE, Stage.CHECKING, True),
        (Stage.IN_PROGRESS, Stage.LAPSED, False),
        (Stage.FORWARDED, Stage.IN_PROGRESS, False),
        (Stage.FINISHED, Stage.HANDED_OVER, True),
        (Stage.REFUSED, Stage.FINISHED, False),
    ],
)
def test_moves(before, after, may):
    assert (after in moves(before)) is may


ON_TIME = judge(timing(Stage.FINISHED, at(3)), WEEK)
JUSTIFIED = Complaint(date(2019, 7, 8), is_justified=True, resolved_on=None)


@pytest.mark.parametrize(
    ("resolved_on", "as_of", "well"),
    [
        (None, date(2019, 7, 22), True),
        (None, date(2019, 7, 23), False),
        (date(2019, 7, 22), date(2019, 12, 1), True),
        (date(2019, 7, 23), date(2019, 12, 1), False),
        (date(2019, 7, 23), date(2019, 7, 22), True),
    ],
)
def test_a_justified_complaint_must_end_within_its_days(resolved_on, as_of, well):
    """registers.md R2.14: fourteen days from 8 July end with the 22nd."""
    complaint = Complaint(date(2019, 7, 8), is_justified=True, resolved_on=resolved_on)
    unfounded = Complaint(date(2019, 7, 8), is_justified=False, resolved_on=resolved_on)
    assert is_served_well(ON_TIME, [complaint], days=14, as_of=as_of) is well
    assert is_served_well(ON_TIME, [unfounded], days=14, as_of=as_of)


def test_what_is_late_is_never_served_well():
    late = judge(timing(Stage.FINISHED, at(5)), WEEK)
    running = judge(timing(), WEEK)
    for verdict in (late, running):
        assert not is_served_well(verdict, days=14, as_of=date(2020, 1, 1))


@pytest.mark.parametrize(
    ("answers", "least", "well"),
    [
        (Answers(23, 9), "2.60", False),
        (Answers(24, 9), "2.60", True),
        (Answers(24, 9), "2.67", False),
        (Answers(13, 5), "2.60", True),
        (None, "2.60", True),
        (Answers(9, 9), None, True),
    ],
)
def test_answers_reach_the_threshold_exactly_or_not(answers, least, well):
    asked = Decimal(least) if least else None
    more = {"days": 14, "as_of": date(2020, 1, 1), "answers": answers, "least": asked}
    assert is_served_well(ON_TIME, **more) is well


CLOCKS = [
    # due Thursday 4 July, end of day
    (Stage.RECEIVED, LimitUnit.WORKING_DAYS, at(1), Clock(ClockState.LEFT, 3)),
    (Stage.RECEIVED, LimitUnit.WORKING_DAYS, at(4, 20), Clock(ClockState.LEFT, 0)),
    (Stage.RECEIVED, LimitUnit.WORKING_DAYS, at(8), Clock(ClockState.OVERDUE, 2)),
    (
        Stage.RECEIVED,
        LimitUnit.CALENDAR_DAYS,
        at(8),
        Clock(ClockState.OVERDUE, 4, LimitUnit.CALENDAR_DAYS),
    ),
    (Stage.FINISHED, LimitUnit.WORKING_DAYS, at(8), Clock(ClockState.STOPPED)),
]


@pytest.mark.parametrize(("stage", "unit", "now", "shown"), CLOCKS)
def test_what_a_clock_shows(stage, unit, now, shown):
    due = judge(timing(), WEEK).due_at
    assert clock(stage, due, unit, now, WEEK) == shown
    assert clock(Stage.INCOMPLETE, None, unit, now, WEEK) == Clock(ClockState.PAUSED)


def test_a_clock_in_minutes_counts_the_open_ones():
    """The counter closes at 15.00 and opens at 08.00; due Tuesday 08.10."""
    due = at(2) - timedelta(minutes=50)

    def shown(now):
        return clock(Stage.RECEIVED, due, LimitUnit.MINUTES, now, WEEK)

    left = shown(at(1, 14))
    assert (left.state, left.amount, left.unit) == (ClockState.LEFT, 70, LimitUnit.MINUTES)
    assert shown(at(2)).amount == 50
    assert shown(at(2)).state is ClockState.OVERDUE
    assert shown(at(5)) == Clock(ClockState.OVERDUE, 3)
