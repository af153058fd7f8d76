"""Deadlines and elapsed working time over a given calendar.

The calendar is a value: who computes says which days are off and when the counter is open, so
the same facts give the same answer years later. Day 0 is the day a clock starts; a limit of n
working days ends with the n-th working day after it. Minutes and hours count only while the
counter is open. Time inside a pause never counts.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from janji.core.refusals import Refused

ONE_DAY = timedelta(days=1)
END_OF_DAY = time(23, 59, 59)
FARTHEST = 3660
"""Days a deadline may lie ahead; beyond it the calendar has no working day worth the name."""


class LimitUnit(StrEnum):
    """What a time limit is counted in."""

    MINUTES = "minutes"
    HOURS = "hours"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"

    @property
    def is_clock_time(self) -> bool:
        """Whether the limit counts open counter minutes rather than days."""
        return self in {LimitUnit.MINUTES, LimitUnit.HOURS}


@dataclass(frozen=True, slots=True)
class Limit:
    """How long something may take; `value` is a whole number of `unit`."""

    value: int
    unit: LimitUnit

    def __post_init__(self) -> None:
        if self.value < 1:
            raise Refused("limit-not-positive", value=self.value)

    @property
    def minutes(self) -> int:
        """The limit in open minutes; only for limits in clock time."""
        return self.value * (60 if self.unit is LimitUnit.HOURS else 1)


@dataclass(frozen=True, slots=True)
class Hours:
    """A stretch of a day during which the counter is open."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise Refused("hours-reversed", opens=self.opens, closes=self.closes)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are worked and when the counter is open.

    `weekly` has the hours of each working weekday (0 is Monday); a weekday without hours is not
    worked. `closed` are days off. `special` are days with hours of their own, which are worked
    even when they would be off.
    """

    weekly: Mapping[int, tuple[Hours, ...]]
    closed: frozenset[date] = frozenset()
    special: Mapping[date, tuple[Hours, ...]] = field(default_factory=dict)

    def is_work(self, day: date) -> bool:
        """Whether the office works on a day."""
        return bool(self.hours(day))

    def hours(self, day: date) -> tuple[Hours, ...]:
        """When the counter is open on a day; nothing on a day off."""
        if day in self.special:
            return self.special[day]
        return () if day in self.closed else self.weekly.get(day.weekday(), ())


@dataclass(frozen=True, slots=True)
class Pause:
    """A time during which the clock stands still; one that goes on has no end."""

    starts: datetime
    ends: datetime | None


def days_after(start: date, through: date) -> Iterator[date]:
    """The days after `start` up to and including `through`."""
    day = start + ONE_DAY
    while day <= through:
        yield day
        day += ONE_DAY


def working_days(start: date, through: date, calendar: Calendar) -> int:
    """How many working days lie after `start` up to and including `through`.

    Counted by whole weeks, then set right by the days that are not like their week: a request
    that nobody closed may be years old, and a list shows fifty of them.
    """
    weeks, rest = divmod(max(0, (through - start).days), 7)
    worked = {weekday for weekday, hours in calendar.weekly.items() if hours}
    usual = weeks * len(worked)
    usual += sum((start.weekday() + 1 + day) % 7 in worked for day in range(rest))
    unlike = {day for day in (*calendar.closed, *calendar.special) if start < day <= through}
    return usual + sum(calendar.is_work(day) - (day.weekday() in worked) for day in unlike)


def elapsed_working_days(
    start: date, finish: date, pauses: Iterable[Pause], calendar: Calendar
) -> int:
    """Working days used from `start` to `finish`, those inside a pause left out."""
    still = {
        day
        for low, high in _paused_days(pauses, finish)
        for day in days_after(max(low, start), min(high, finish))
    }
    return working_days(start, finish, calendar) - sum(map(calendar.is_work, still))


def _paused_days(pauses: Iterable[Pause], until: date) -> list[tuple[date, date]]:
    """Days of each pause as (after, through); one that goes on lasts to `until`."""
    return [
        (pause.starts.date(), pause.ends.date() if pause.ends else max(until, pause.starts.date()))
        for pause in pauses
    ]


def open_minutes(
    start: datetime, finish: datetime, pauses: Iterable[Pause], calendar: Calendar
) -> int:
    """Whole open counter minutes from `start` to `finish`, those inside a pause left out."""
    total = sum(
        (ends - begins for begins, ends in _open(start, finish, pauses, calendar)), timedelta()
    )
    return int(total.total_seconds() // 60)


def _open(
    start: datetime, finish: datetime, pauses: Iterable[Pause], calendar: Calendar
) -> Iterator[tuple[datetime, datetime]]:
    """The stretches between two moments in which the clock runs."""
    still = [(pause.starts, pause.ends or finish) for pause in pauses]
    day = start.date()
    while day <= finish.date():
        for hours in calendar.hours(day):
            opens = datetime.combine(day, hours.opens, tzinfo=start.tzinfo)
            closes = datetime.combine(day, hours.closes, tzinfo=start.tzinfo)
            yield from _without(max(opens, start), min(closes, finish), still)
        day += ONE_DAY


def _without(
    begins: datetime, ends: datetime, still: Iterable[tuple[datetime, datetime]]
) -> Iterator[tuple[datetime, datetime]]:
    """What is left of a stretch when the pauses are cut out."""
    for low, high in sorted(still):
        if high > begins and low < ends:
            if low > begins:
                yield begins, low
            begins = high
    if begins < ends:
        yield begins, ends


def deadline(
    start: datetime, limit: Limit, pauses: Iterable[Pause], calendar: Calendar
) -> datetime | None:
    """The last moment that is still on time; `None` while a pause goes on.

    `start` is in the office's own time zone. A limit in days ends with its day. Refuses with
    `calendar-without-work` when the calendar holds no working time for it.
    """
    stopped = list(pauses)
    if any(pause.ends is None for pause in stopped):
        return None
    if limit.unit.is_clock_time:
        return _deadline_in_minutes(start, limit.minutes, stopped, calendar)
    return datetime.combine(
        _deadline_in_days(start.date(), limit, stopped, calendar), END_OF_DAY, tzinfo=start.tzinfo
    )


def _deadline_in_days(start: date, limit: Limit, pauses: list[Pause], calendar: Calendar) -> date:
    left, day = limit.value, start
    still = _paused_days(pauses, start)
    for _ in range(FARTHEST):
        day += ONE_DAY
        counts = limit.unit is LimitUnit.CALENDAR_DAYS or calendar.is_work(day)
        if counts and not any(low < day <= high for low, high in still):
            left -= 1
        if not left:
            return day
    raise Refused("calendar-without-work", start=start)


def _deadline_in_minutes(
    start: datetime, minutes: int, pauses: list[Pause], calendar: Calendar
) -> datetime:
    left = timedelta(minutes=minutes)
    day_end = datetime.combine(start.date(), END_OF_DAY, tzinfo=start.tzinfo)
    begins = start
    for _ in range(FARTHEST):
        for opens, closes in _open(begins, day_end, pauses, calendar):
            if closes - opens >= left:
                return opens + left
            left -= closes - opens
        begins = datetime.combine(day_end.date() + ONE_DAY, time.min, tzinfo=start.tzinfo)
        day_end = datetime.combine(begins.date(), END_OF_DAY, tzinfo=start.tzinfo)
    raise Refused("calendar-without-work", start=start.date())
