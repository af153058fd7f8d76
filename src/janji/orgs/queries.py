"""Reads: offices, people and accounts, as far as someone may see them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from janji.kit.models import AuditEntry
from janji.orgs import access
from janji.orgs.models import (
    Appointment,
    OrgUnit,
    OrgUnitKind,
    Position,
    Region,
    RoleAssignment,
    User,
)
from janji.orgs.roles import Permission

MOST_OFFICES = 30

ACCOUNT_ORDERS = {
    "akun": ("username",),
    "-akun": ("-username",),
    "nama": ("first_name", "username"),
    "-nama": ("-first_name", "username"),
}


def home_office(user: access.Someone, *, on: date) -> OrgUnit | None:
    """The office where the account's earliest current role stands; one query."""
    roles = access.held_roles(user, on)
    return roles[0].org_unit if roles else None


def ancestry(org_unit: OrgUnit) -> list[str]:
    """The paths from the root to the office; no query."""
    step = OrgUnit.steplen
    return [org_unit.path[:end] for end in range(step, len(org_unit.path) + 1, step)]


def villages_below(org_unit: OrgUnit) -> list[OrgUnit]:
    """The villages of an office's tree by their region's code; one query."""
    found = OrgUnit.objects.filter(access.subtree(org_unit), kind=OrgUnitKind.VILLAGE)
    return list(found.order_by("region", "path"))


def government_of(org_unit: OrgUnit) -> OrgUnit:
    """The government at the root of an office's tree; one query."""
    root: OrgUnit = OrgUnit.objects.get(path=org_unit.path[: OrgUnit.steplen])
    return root


def head_of(org_unit: OrgUnit) -> Appointment | None:
    """Who heads an office now, with post and person; one query."""
    held = Appointment.objects.filter(
        position__org_unit=org_unit, position__is_head=True, ends_on__isnull=True
    )
    return held.select_related("position", "official").first()


def holding(position: Position) -> Appointment | None:
    """Who holds a post now; one query."""
    return position.appointments.filter(ends_on__isnull=True).select_related("official").first()


def offices_to_switch_to(user: access.Someone, *, on: date) -> list[tuple[str, str]]:
    """Slug and name of offices that may have an agreement, at most `MOST_OFFICES`, as in the tree."""
    kinds = [OrgUnitKind.GOVERNMENT, OrgUnitKind.AGENCY, OrgUnitKind.DISTRICT]
    seen = access.org_units_seen_by(user, on=on).filter(kind__in=kinds)
    return list(seen.order_by("path").values_list("slug", "name")[:MOST_OFFICES])


def office_rows(user: access.Someone, *, text: str, on: date) -> QuerySet[OrgUnit]:
    """The tree of offices someone sees, in order, or those whose name holds the text."""
    seen = access.org_units_seen_by(user, on=on).select_related("region").order_by("path")
    return seen.filter(name__icontains=text) if text else seen


def positions_of(org_unit: OrgUnit) -> QuerySet[Position]:
    """Posts of an office with who holds them now; two queries."""
    now = Appointment.objects.filter(ends_on__isnull=True).select_related("official")
    posts = Position.objects.filter(org_unit=org_unit)
    return posts.order_by("-is_head", "title").prefetch_related(
        Prefetch("appointments", queryset=now, to_attr="holders")
    )


def account_rows(user: access.Someone, *, text: str, order: str, on: date) -> QuerySet[User]:
    """Accounts with a role in the offices whose accounts one manages, or without any role."""
    reach = access.org_units_permitting(user, Permission.MANAGE_ACCOUNTS, on=on)
    holds = RoleAssignment.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    here = Q(pk__in=holds.filter(org_unit__in=reach).values("user"))
    roleless = ~Q(pk__in=holds.values("user"))
    found = User.objects.filter(here | roleless).prefetch_related(
        Prefetch(
            "role_assignments",
            queryset=holds.select_related("org_unit").order_by("starts_on"),
            to_attr="current_roles",
        )
    )
    if text:
        found = found.filter(Q(username__icontains=text) | Q(first_name__icontains=text))
    return found.order_by(*ACCOUNT_ORDERS.get(order, ACCOUNT_ORDERS["akun"]))


def region_rows(text: str) -> QuerySet[Region]:
    """Regions by code or name."""
    found = Region.objects.order_by("code")
    if text:
        found = found.filter(Q(code__startswith=text) | Q(name__icontains=text))
    return found


@dataclass(frozen=True, slots=True)
class HistoryAsked:
    """What of the audit chain someone wants to see; empty where it does not matter."""

    office: OrgUnit | None = None
    deed: str = ""
    person: str = ""
    subject: str = ""
    first: date | None = None
    last: date | None = None

    @classmethod
    def of(cls, cleaned: Mapping[str, Any]) -> "HistoryAsked":
        """From the cleaned data of the page's form; empty where the form is not valid."""
        return cls(
            office=cleaned.get("kantor"),
            deed=cleaned.get("tindakan") or "",
            person=cleaned.get("q") or "",
            subject=cleaned.get("rekam") or "",
            first=cleaned.get("dari"),
            last=cleaned.get("sampai"),
        )


def history_rows(
    permitted: QuerySet[OrgUnit], asked: HistoryAsked, *, whole: bool
) -> QuerySet[AuditEntry]:
    """Entries about things of the permitted offices, newest first.

    What belongs to no office, such as accounts, is seen by those who see the `whole` house.
    """
    found = AuditEntry.objects.select_related("by").order_by("-number")
    if not whole:
        found = found.filter(home__in=permitted.values("pk"))
    if asked.office:
        below = OrgUnit.objects.filter(access.subtree(asked.office))
        found = found.filter(home__in=below.values("pk"))
    if asked.deed:
        found = found.filter(deed=asked.deed)
    if asked.person:
        found = found.filter(
            Q(by__username__icontains=asked.person) | Q(by__first_name__icontains=asked.person)
        )
    if asked.subject:
        found = found.filter(subject=asked.subject)
    if asked.first:
        found = found.filter(at__gte=_beginning(asked.first))
    if asked.last:
        found = found.filter(at__lt=_beginning(asked.last + timedelta(1)))
    return found


def _beginning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def names_of_homes(entries: Iterable[AuditEntry]) -> dict[int, str]:
    """The names of the offices that entries belong to, by key; one query."""
    keys = {one.home for one in entries if one.home is not None}
    return dict(OrgUnit.objects.filter(pk__in=keys).values_list("pk", "name"))
