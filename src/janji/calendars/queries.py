"""Reads: the calendar that holds for an office, and its days for a page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache

from django.db.models import QuerySet

from janji.calendars.models import CalendarDay, CounterHours, DayKind
from janji.core.workdays import Calendar, Hours
from janji.kit.statements import Statement, text_keys
from janji.orgs.models import OrgUnit
from janji.orgs.queries import ancestry

DEFAULT_WEEK: dict[int, tuple[Hours, ...]] = dict.fromkeys(range(5), (Hours(time(8), time(15)),))
"""Until an office sets its own hours: Monday to Friday, 08.00–15.00. A setting, not a rule."""


def calendar_for(org_unit: OrgUnit) -> Calendar:
    """The calendar of an office: its own days and hours, then those of the offices above; two queries."""
    above = ancestry(org_unit)
    days = _days_at(len(above)).ask(*above)
    nearest = {day: (kind, opens, closes) for day, kind, opens, closes in days}
    return Calendar(
        weekly=week_of(org_unit)[0],
        closed=frozenset(day for day, (kind, _, _) in nearest.items() if kind != DayKind.OPEN),
        special={
            day: (Hours(opens, closes),)
            for day, (_, opens, closes) in nearest.items()
            if opens is not None and closes is not None
        },
    )


@lru_cache
def _days_at(count: int) -> Statement[tuple[date, str, time | None, time | None]]:
    """Days as bare values: years of days off are read for every page with a deadline."""
    found = _days_above(text_keys(count)).values_list("day", "kind", "opens", "closes")
    return Statement(found, count)


def _days_upwards(org_unit: OrgUnit) -> QuerySet[CalendarDay]:
    """Root first, so that the nearest office has the last word on a day."""
    return _days_above(ancestry(org_unit))


def _days_above(paths: Sequence[str]) -> QuerySet[CalendarDay]:
    return (
        CalendarDay.objects.filter(org_unit__path__in=paths)
        .select_related("org_unit", "verified_by")
        .order_by("org_unit__depth", "day")
    )


def week_of(org_unit: OrgUnit) -> tuple[dict[int, tuple[Hours, ...]], OrgUnit | None]:
    """The counter's week and the office that set it; `None` when nobody did."""
    above = ancestry(org_unit)
    by_office: dict[OrgUnit, dict[int, tuple[Hours, ...]]] = {}
    for one in _hours_at(len(above)).ask(*above):
        week = by_office.setdefault(one.org_unit, {})
        week[one.weekday] = (Hours(one.opens, one.closes),)
    if not by_office:
        return DEFAULT_WEEK, None
    office = next(iter(by_office))
    return by_office[office], office


@lru_cache
def _hours_at(count: int) -> Statement[CounterHours]:
    found = CounterHours.objects.filter(org_unit__path__in=text_keys(count))
    found = found.select_related("org_unit").order_by("-org_unit__depth", "weekday")
    return Statement(found, count)


def newest_hours(org_unit: OrgUnit) -> CounterHours | None:
    """The row an office wrote last of its own week: every change writes the whole week anew."""
    return CounterHours.objects.filter(org_unit=org_unit).order_by("-pk").first()


def own_day(org_unit: OrgUnit, day: date | None) -> CalendarDay | None:
    """What an office itself says of a day."""
    return CalendarDay.objects.filter(org_unit=org_unit, day=day).first() if day else None


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """One year of an office's calendar: the days that hold, and what is still to be checked."""

    year: int
    days: tuple[CalendarDay, ...]
    working_days: int

    @property
    def unverified(self) -> int:
        """How many days nobody has compared with their decree."""
        return sum(one.verified_at is None for one in self.days)


def calendar_year(org_unit: OrgUnit, year: int) -> CalendarYear:
    """A year's special days, those of the nearest office; three queries."""
    nearest = {one.day: one for one in _days_upwards(org_unit).filter(day__year=year)}
    calendar = calendar_for(org_unit)
    worked = sum(calendar.is_work(day) for day in _every_day(year))
    return CalendarYear(year, tuple(sorted(nearest.values(), key=lambda one: one.day)), worked)


def _every_day(year: int) -> Iterable[date]:
    first = date(year, 1, 1).toordinal()
    return map(date.fromordinal, range(first, date(year + 1, 1, 1).toordinal()))


def last_known_day(org_unit: OrgUnit) -> date | None:
    """The last special day on record: deadlines beyond its year are guesses. One query."""
    days = CalendarDay.objects.filter(org_unit__path__in=ancestry(org_unit))
    return days.order_by("-day").values_list("day", flat=True).first()
