"""The stages of a request and the verdict on its time."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from janji.core.service_life import (
    NOT_COUNTED,
    OPEN,
    Punctuality,
    Stage,
    Timing,
    is_due,
    is_on_time,
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
