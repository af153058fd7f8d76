"""The life of a service request, and how its timeliness is judged.

The chain counter → section head → secretary → head → counter is what offices describe; which
of its steps an office uses is its own affair, so any later step may follow an earlier one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from janji.core.workdays import (
    Calendar,
    Limit,
    LimitUnit,
    Pause,
    deadline,
    open_minutes,
    working_days,
)


class Stage(StrEnum):
    """Where a request is. The values are what the register keeps."""

    RECEIVED = "received"
    CHECKING = "checking"
    INCOMPLETE = "incomplete"
    IN_PROGRESS = "in_progress"
    AT_SECTION_HEAD = "at_section_head"
    AT_SECRETARY = "at_secretary"
    AT_HEAD = "at_head"
    FORWARDED = "forwarded"
    FINISHED = "finished"
    HANDED_OVER = "handed_over"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


_WORK = (
    Stage.RECEIVED,
    Stage.CHECKING,
    Stage.IN_PROGRESS,
    Stage.AT_SECTION_HEAD,
    Stage.AT_SECRETARY,
    Stage.AT_HEAD,
)
OPEN = frozenset({*_WORK, Stage.INCOMPLETE})
"""Stages in which the office still owes something."""
_ENDS_OF_WORK = (Stage.FORWARDED, Stage.FINISHED, Stage.REFUSED)
NOT_COUNTED = frozenset({Stage.WITHDRAWN, Stage.LAPSED})
"""The applicant took the request back or fell silent: nobody was late."""


def moves(stage: Stage) -> frozenset[Stage]:
    """Where a request may go from a stage; the same table for every service."""
    if stage in _WORK:
        later = _WORK[_WORK.index(stage) + 1 :]
        return frozenset({*later, Stage.INCOMPLETE, *_ENDS_OF_WORK, Stage.WITHDRAWN})
    return {
        Stage.INCOMPLETE: frozenset({Stage.CHECKING, Stage.WITHDRAWN, Stage.LAPSED}),
        Stage.FORWARDED: frozenset({Stage.FINISHED, Stage.REFUSED, Stage.WITHDRAWN}),
        Stage.FINISHED: frozenset({Stage.HANDED_OVER}),
    }.get(stage, frozenset())


class Punctuality(StrEnum):
    """What can be said of a request's time."""

    RUNNING = "running"
    ON_TIME = "on_time"
    LATE = "late"
    UNKNOWN = "unknown"
    NOT_COUNTED = "not_counted"


@dataclass(frozen=True, slots=True)
class Timing:
    """The facts a request's timeliness is judged by; moments are in the office's time zone.

    `settled_at` is when the office's own part was done: the product signed, or sent on to the
    agency that issues it. `finish_unknown` marks books that never wrote it down.
    """

    stage: Stage
    started_at: datetime
    limit: Limit
    pauses: tuple[Pause, ...] = ()
    settled_at: datetime | None = None
    finish_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """A request's deadline, what is to be said of it, and the day it counts on.

    A request counts once: on the day it was settled in time, or on its deadline when it was not.
    `counted_on` is `None` while a pause goes on and there is no deadline.
    """

    due_at: datetime | None
    punctuality: Punctuality
    counted_on: date | None


def judge(timing: Timing, calendar: Calendar, *, at_least: datetime | None = None) -> Verdict:
    """The verdict as far as the facts go; whether a running request is overdue depends on the day.

    `at_least` is a deadline already given: a calendar that changes may extend it, never shorten it.
    """
    return judge_by(timing, _due(timing, calendar, at_least))


def judge_by(timing: Timing, due: datetime | None) -> Verdict:
    """The verdict over a deadline that is already known, which spares many rows the same search."""
    if timing.stage in NOT_COUNTED:
        return Verdict(due, Punctuality.NOT_COUNTED, None)
    if timing.finish_unknown:
        return Verdict(due, Punctuality.UNKNOWN, timing.started_at.date())
    if timing.settled_at is None:
        return Verdict(due, Punctuality.RUNNING, due.date() if due else None)
    if due is None or timing.settled_at <= due:
        return Verdict(due, Punctuality.ON_TIME, timing.settled_at.date())
    return Verdict(due, Punctuality.LATE, due.date())


def _due(timing: Timing, calendar: Calendar, at_least: datetime | None) -> datetime | None:
    # Once the office's part is settled, a pause that nobody closed ended with it.
    pauses: Iterable[Pause] = timing.pauses
    if timing.settled_at is not None:
        pauses = [Pause(one.starts, one.ends or timing.settled_at) for one in timing.pauses]
    due = deadline(timing.started_at, timing.limit, pauses, calendar)
    return max(due, at_least) if due is not None and at_least is not None else due


def is_due(verdict: Verdict, as_of: date) -> bool:
    """Whether a request belongs into the count on a day: settled, or its deadline's day is past."""
    if verdict.punctuality in {Punctuality.ON_TIME, Punctuality.LATE}:
        return True
    overdue = verdict.counted_on is not None and verdict.counted_on < as_of
    return verdict.punctuality is Punctuality.RUNNING and overdue


def is_on_time(verdict: Verdict) -> bool:
    """Whether a request was settled within its limit."""
    return verdict.punctuality is Punctuality.ON_TIME


@dataclass(frozen=True, slots=True)
class Complaint:
    """A complaint about a request, as far as it matters for how well it was served."""

    received_on: date
    is_justified: bool
    resolved_on: date | None

    def stayed_open(self, days: int, as_of: date) -> bool:
        """Whether it was still open when its days were over, as far as a day can tell."""
        last = self.received_on + timedelta(days=days)
        return last < as_of and (self.resolved_on is None or self.resolved_on > last)


@dataclass(frozen=True, slots=True)
class Answers:
    """What an applicant answered in the satisfaction survey, added up."""

    total: int
    count: int


def is_served_well(
    verdict: Verdict,
    complaints: Iterable[Complaint] = (),
    *,
    days: int,
    as_of: date,
    answers: Answers | None = None,
    least: Decimal | None = None,
) -> bool:
    """On time, without a justified complaint that stayed open, and with answers good enough.

    `least` is the mean an applicant's answers must reach; without it, or without answers, they
    are not asked. What counts as settled (issued, sent on, lawfully refused) says the verdict.
    """
    if not is_on_time(verdict):
        return False
    if any(one.is_justified and one.stayed_open(days, as_of) for one in complaints):
        return False
    return answers is None or least is None or answers.total >= least * answers.count


class ClockState(StrEnum):
    """How a request's clock stands."""

    LEFT = "left"
    OVERDUE = "overdue"
    PAUSED = "paused"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Clock:
    """What a clock shows: how much working time is left, or how much too much was used."""

    state: ClockState
    amount: int = 0
    unit: LimitUnit = LimitUnit.WORKING_DAYS


def clock(
    stage: Stage, due_at: datetime | None, unit: LimitUnit, now: datetime, calendar: Calendar
) -> Clock:
    """The clock of a request at a moment; both moments are in the office's time zone.

    Limits in minutes and hours show open minutes while less than a day is at stake, else days.
    """
    if stage not in OPEN:
        return Clock(ClockState.STOPPED)
    if due_at is None:
        return Clock(ClockState.PAUSED)
    state = ClockState.OVERDUE if due_at < now else ClockState.LEFT
    low, high = sorted((due_at, now))
    if unit.is_clock_time and (high.date() - low.date()).days <= 1:
        return Clock(state, open_minutes(low, high, (), calendar), LimitUnit.MINUTES)
    if unit is LimitUnit.CALENDAR_DAYS:
        return Clock(state, (high.date() - low.date()).days, LimitUnit.CALENDAR_DAYS)
    return Clock(state, working_days(low.date(), high.date(), calendar))
