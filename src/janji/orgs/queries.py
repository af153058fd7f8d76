"""Reads: offices, people and accounts, as far as someone may see them."""

from datetime import date

from django.db.models import Prefetch, Q, QuerySet

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


def history_rows(text: str) -> QuerySet[AuditEntry]:
    """The audit chain, newest first, by the person's account or the deed."""
    found = AuditEntry.objects.select_related("by").order_by("-number")
    if text:
        found = found.filter(
            Q(by__username__icontains=text)
            | Q(by__first_name__icontains=text)
            | Q(deed__icontains=text)
        )
    return found
