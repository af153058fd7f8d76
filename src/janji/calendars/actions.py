"""Everything that changes the working calendar."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Protocol

import holidays
from django.db import transaction

from janji.calendars.models import CalendarDay, CounterHours, DayKind
from janji.core.refusals import Refused
from janji.core.workdays import Hours
from janji.kit import audit
from janji.orgs import access
from janji.orgs.models import OrgUnit, User
from janji.orgs.queries import ancestry
from janji.orgs.roles import Permission


class Follower(Protocol):
    """Something that recomputes what it keeps after the calendar of an office changed."""

    def __call__(self, *, org_unit: OrgUnit, by: User | None, at: datetime) -> None: ...


followers: list[Follower] = []
"""Rooms above that keep something computed from the calendar; told inside the same transaction."""

SEED_BASIS = "Daftar bawaan, belum dibandingkan dengan SKB"


def _require(by: User | None, org_unit: OrgUnit, at: datetime) -> None:
    """The command line (`by` is nobody) may; an account needs the permission."""
    if by is not None:
        access.require(by, Permission.MANAGE_CALENDAR, org_unit=org_unit, on=at.date())


def _tell(org_unit: OrgUnit, by: User | None, at: datetime) -> None:
    for follower in followers:
        follower(org_unit=org_unit, by=by, at=at)


@transaction.atomic
def seed_calendar(
    *, org_unit: OrgUnit, first_year: int, last_year: int, by: User | None, at: datetime
) -> int:
    """Adds national holidays and cuti bersama of some years; days already there stay as they are.

    The list comes from the `holidays` library (categories public and government) and waits to be
    compared with the decree of each year. What an office above already has is not repeated. Gives the number of days added.
    """
    _require(by, org_unit, at)
    above = CalendarDay.objects.filter(org_unit__path__in=ancestry(org_unit))
    known = set(above.values_list("day", flat=True))
    made = [
        CalendarDay(org_unit=org_unit, day=day, kind=kind, name=name, basis=SEED_BASIS)
        for day, (kind, name) in sorted(_listed(first_year, last_year).items())
        if day not in known
    ]
    CalendarDay.objects.bulk_create(made)
    if made:
        audit.note(
            "seed-calendar",
            org_unit,
            by=by,
            at=at,
            first=first_year,
            last=last_year,
            added=len(made),
        )
        _tell(org_unit, by, at)
    return len(made)


def _listed(first_year: int, last_year: int) -> Mapping[date, tuple[DayKind, str]]:
    """Leave first, so that a day that is both counts as the holiday it is."""
    found: dict[date, tuple[DayKind, str]] = {}
    for category, kind in (
        ("government", DayKind.COLLECTIVE_LEAVE),
        ("public", DayKind.NATIONAL),
    ):
        listed = holidays.country_holidays(
            "ID", years=range(first_year, last_year + 1), categories=(category,), language="id"
        )
        found |= {day: (kind, name[:160]) for day, name in listed.items()}
    return found


@transaction.atomic
def set_day(
    *,
    org_unit: OrgUnit,
    day: date,
    kind: str,
    name: str,
    opens: time | None,
    closes: time | None,
    basis: str | None,
    by: User,
    at: datetime,
) -> CalendarDay:
    """Says that a day is off, or open at hours of its own; what was said before gives way."""
    _require(by, org_unit, at)
    if kind == DayKind.OPEN:
        if opens is None or closes is None:
            raise Refused("open-day-without-hours", field="opens")
        Hours(opens, closes)
    else:
        opens = closes = None
    one, _ = CalendarDay.objects.update_or_create(
        org_unit=org_unit,
        day=day,
        defaults={
            "kind": kind,
            "name": name,
            "opens": opens,
            "closes": closes,
            "basis": basis,
            "verified_by": by,
            "verified_at": at,
        },
    )
    audit.note("set-calendar-day", one, by=by, at=at, day=day, kind=kind, name=name)
    _tell(org_unit, by, at)
    return one


@transaction.atomic
def remove_day(*, calendar_day: CalendarDay, by: User, at: datetime) -> None:
    """The day is like its weekday again. Deadlines already given stay."""
    _require(by, calendar_day.org_unit, at)
    audit.note(
        "remove-calendar-day",
        calendar_day,
        by=by,
        at=at,
        day=calendar_day.day,
        name=calendar_day.name,
    )
    calendar_day.delete()


@transaction.atomic
def verify_year(*, org_unit: OrgUnit, year: int, basis: str, by: User, at: datetime) -> int:
    """Someone has compared a year's days with their decree; gives how many days that settles."""
    _require(by, org_unit, at)
    waiting = CalendarDay.objects.filter(org_unit=org_unit, day__year=year, verified_at=None)
    count = waiting.update(verified_at=at, verified_by=by, basis=basis)
    audit.note("verify-calendar", org_unit, by=by, at=at, year=year, basis=basis, days=count)
    return count


@transaction.atomic
def set_hours(*, org_unit: OrgUnit, week: Mapping[int, Hours], by: User, at: datetime) -> None:
    """When the counter is open, weekday by weekday; a weekday left out is not worked."""
    _require(by, org_unit, at)
    if not week:
        raise Refused("week-empty")
    CounterHours.objects.filter(org_unit=org_unit).delete()
    CounterHours.objects.bulk_create(
        CounterHours(org_unit=org_unit, weekday=weekday, opens=one.opens, closes=one.closes)
        for weekday, one in sorted(week.items())
    )
    said = {str(weekday): f"{one.opens:%H:%M}-{one.closes:%H:%M}" for weekday, one in week.items()}
    audit.note("set-counter-hours", org_unit, by=by, at=at, week=said)
    _tell(org_unit, by, at)
