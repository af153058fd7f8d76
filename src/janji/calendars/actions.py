"""Everything that changes the working calendar."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Protocol

from django.db import transaction
from django.db.models import QuerySet

from janji.calendars import queries
from janji.calendars.models import CalendarDay, CounterHours, DayKind
from janji.core.refusals import Refused
from janji.core.workdays import Hours
from janji.kit import audit
from janji.kit.editions import held_row, require_seen
from janji.kit.models import AuditEntry
from janji.orgs import access
from janji.orgs.models import OrgUnit, User
from janji.orgs.queries import ancestry
from janji.orgs.roles import Permission


class Follower(Protocol):
    """Something that recomputes what it keeps after the calendar of an office changed."""

    def __call__(self, *, org_unit: OrgUnit, by: User | None, at: datetime) -> None: ...


followers: list[Follower] = []
"""Rooms above that keep something computed from the calendar; told inside the same transaction."""

SAID_OF_DAY = ("kind", "name", "opens", "closes", "basis")
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
    org_unit = held_row(OrgUnit.objects, org_unit.pk)
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
        _tell(org_unit, by, at)
        audit.note(
            "seed-calendar",
            org_unit,
            by=by,
            at=at,
            first=first_year,
            last=last_year,
            added=len(made),
        )
    return len(made)


def _listed(first_year: int, last_year: int) -> Mapping[date, tuple[DayKind, str]]:
    """Leave first, so that a day that is both counts as the holiday it is."""
    import holidays  # noqa: PLC0415 -- slow to load, and needed once a year

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
    based_on: int | None,
    by: User,
    at: datetime,
) -> CalendarDay:
    """Says that a day is off, or open at hours of its own; what was said before gives way.

    `based_on` is the entry that was on screen, whose place another row takes.
    """
    org_unit = held_row(OrgUnit.objects, org_unit.pk)
    _require(by, org_unit, at)
    if kind == DayKind.OPEN:
        if opens is None or closes is None:
            raise Refused("open-day-without-hours", field="opens")
        Hours(opens, closes)
    else:
        opens = closes = None
    _require_day_seen(org_unit, day, based_on)
    stood = CalendarDay.objects.filter(org_unit=org_unit, day=day).first()
    before = audit.values(stood, SAID_OF_DAY)
    CalendarDay.objects.filter(org_unit=org_unit, day=day).delete()
    one = CalendarDay.objects.create(
        org_unit=org_unit,
        day=day,
        kind=kind,
        name=name,
        opens=opens,
        closes=closes,
        basis=basis,
        verified_by=by,
        verified_at=at,
    )
    _tell(org_unit, by, at)
    changed = audit.changed(one, before)
    audit.note("set-calendar-day", one, by=by, at=at, day=day, **changed)
    return one


def _require_day_seen(org_unit: OrgUnit, day: date, based_on: int | None) -> None:
    own = CalendarDay.objects.filter(org_unit=org_unit)
    known = own.filter(day=day).first()
    if known is not None:
        require_seen(known, based_on, noted=_noted(known))
    elif based_on is not None and not own.filter(pk=based_on).exists():
        # It was removed meanwhile. One that is still there was opened to add another day.
        require_seen(None, based_on)


def _noted(day: CalendarDay) -> QuerySet[AuditEntry]:
    """Who last said what stands for a day; many days are said or verified at once."""
    of_many = audit.history(day.org_unit).filter(deed__in=["seed-calendar", "verify-calendar"])
    return audit.history(day) | of_many


@transaction.atomic
def remove_day(
    *, org_unit: OrgUnit, day: date, based_on: int | None, by: User, at: datetime
) -> None:
    """The day is like its weekday again. Deadlines already given stay."""
    org_unit = held_row(OrgUnit.objects, org_unit.pk)
    _require(by, org_unit, at)
    _require_day_seen(org_unit, day, based_on)
    one = queries.own_day(org_unit, day)
    if one is None:
        raise Refused("page-outdated")
    said = audit.removed(one, SAID_OF_DAY)
    CalendarDay.objects.filter(pk=one.pk).delete()
    audit.note("remove-calendar-day", one, by=by, at=at, day=day, **said)


@transaction.atomic
def verify_year(*, org_unit: OrgUnit, year: int, basis: str, by: User, at: datetime) -> int:
    """Someone has compared a year's days with their decree; gives how many days that settles."""
    org_unit = held_row(OrgUnit.objects, org_unit.pk)
    _require(by, org_unit, at)
    waiting = CalendarDay.objects.filter(org_unit=org_unit, day__year=year, verified_at=None)
    days = list(waiting)
    if not days:
        raise Refused("calendar-verified", year=year)
    stood = ", ".join(sorted({one.basis for one in days if one.basis}))
    waiting.delete()
    for one in days:
        one.pk, one.verified_at, one.verified_by, one.basis = None, at, by, basis
    CalendarDay.objects.bulk_create(days)
    changed = audit.changes({"basis": stood}, {"basis": basis})
    audit.note("verify-calendar", org_unit, by=by, at=at, year=year, days=len(days), **changed)
    return len(days)


@transaction.atomic
def set_hours(
    *,
    org_unit: OrgUnit,
    week: Mapping[int, Hours],
    based_on: int | None,
    by: User,
    at: datetime,
) -> None:
    """When the counter is open, weekday by weekday; a weekday left out is not worked."""
    org_unit = held_row(OrgUnit.objects, org_unit.pk)
    _require(by, org_unit, at)
    if not week:
        raise Refused("week-empty")
    noted = audit.history(org_unit).filter(deed="set-counter-hours")
    require_seen(queries.newest_hours(org_unit), based_on, noted=noted)
    before = {
        str(one.weekday): _hours(one) for one in CounterHours.objects.filter(org_unit=org_unit)
    }
    CounterHours.objects.filter(org_unit=org_unit).delete()
    CounterHours.objects.bulk_create(
        CounterHours(org_unit=org_unit, weekday=weekday, opens=one.opens, closes=one.closes)
        for weekday, one in sorted(week.items())
    )
    _tell(org_unit, by, at)
    # A weekday that is no longer worked has hours no more.
    now = dict.fromkeys(before) | {str(weekday): _hours(one) for weekday, one in week.items()}
    audit.note("set-counter-hours", org_unit, by=by, at=at, **audit.changes(before, now))


def _hours(one: Hours | CounterHours) -> str:
    return f"{one.opens:%H:%M}-{one.closes:%H:%M}"
