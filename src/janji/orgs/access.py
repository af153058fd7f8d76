"""Who may do what, and where. A role holds in its office and everything below."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.db import connection
from django.db.models import Q, QuerySet

from janji.core.delegation import Capacity
from janji.core.refusals import Refused
from janji.kit.statements import KEY, Statement
from janji.orgs.models import OrgUnit, RoleAssignment
from janji.orgs.roles import Permission, Role

Someone = AbstractUser | AnonymousUser
"""Signed in or not."""


def subtree(org_unit: OrgUnit, *, office: str = "") -> Q:
    """The office and all below it, as one range of the path index.

    `office` names the column with the office, for rows that belong to one.
    """
    return below(org_unit.path, office=office)


MOST_NAMED = 1000
"""Offices that one condition names; a statement can hold a few tens of thousands of values."""


def rows_below(org_unit: OrgUnit) -> Q:
    """Rows of a register that belong to the office or one below it; one query.

    Named one by one, because a database that knows the offices finds their rows by index; a range
    of paths in another table makes PostgreSQL read millions. Only a country has too many to name.
    Within `offices_asked_once` an office is asked for once.
    """
    known = _offices_below.get()
    if known is None or org_unit.path not in known:
        offices = OrgUnit.objects.filter(subtree(org_unit)).values_list("pk", flat=True)
        keys = list(offices[: MOST_NAMED + 1])
        if known is not None:
            known[org_unit.path] = keys
    else:
        keys = known[org_unit.path]
    return Q(org_unit__in=keys) if len(keys) <= MOST_NAMED else subtree(org_unit, office="org_unit")


_offices_below: ContextVar[dict[str, list[int]] | None] = ContextVar("offices_below", default=None)


@contextmanager
def offices_asked_once() -> Iterator[None]:
    """While a page is read: which offices lie below which is asked once and remembered to the end."""
    token = _offices_below.set({})
    try:
        yield
    finally:
        _offices_below.reset(token)


def below(start: str, *, office: str = "") -> Q:
    """All offices whose path begins so, as one range of the path index."""
    path = f"{office}__path" if office else "path"
    if connection.vendor == "postgresql":
        # Its order of words is that of a language, in which a range of bytes means nothing;
        # a prefix has an index of its own. SQLite has no index for a prefix, but orders by bytes.
        return Q(**{f"{path}__startswith": start})
    return Q(**{f"{path}__gte": start, f"{path}__lt": start + "\x7f"})


@cache
def _roles_of_someone() -> Statement[RoleAssignment]:
    found = RoleAssignment.objects.filter(user=KEY).select_related("org_unit")
    return Statement(found.order_by("starts_on", "pk"))


def held_roles(user: Someone, on: date) -> Sequence[RoleAssignment]:
    """The role assignments that hold on a day, the longest held first; none for nobody.

    One query, and only one within a request.
    `AskedOnceMiddleware` gives the account of a request a place to remember them: a page asks at
    many doors who may what. The next request asks anew.
    """
    remembered: dict[date, list[RoleAssignment]] | None = getattr(user, "remembered_roles", None)
    if remembered is None:
        remembered = {}
    if on not in remembered:
        assigned = _roles_of_someone().ask(user.pk) if user.is_authenticated else []
        remembered[on] = [
            one
            for one in assigned
            if one.starts_on <= on and (one.ends_on is None or one.ends_on >= on)
        ]
    return remembered[on]


def permissions_in(user: Someone, org_unit: OrgUnit, *, on: date) -> frozenset[Permission]:
    """Everything the user may do in an office; one query."""
    held = (
        permitted_by(assignment)
        for assignment in held_roles(user, on)
        if org_unit.path.startswith(assignment.org_unit.path)
    )
    return frozenset().union(*held)


def permitted_by(assignment: RoleAssignment) -> frozenset[Permission]:
    """What a role permits as it is held: whoever acts for another cannot pass it on."""
    permissions = Role(assignment.role).permissions
    if Capacity(assignment.capacity).is_acting:
        return permissions - {Permission.DELEGATE}
    return permissions


def capacity_for(
    user: Someone, permission: Permission, *, org_unit: OrgUnit, on: date
) -> Capacity | None:
    """As what someone may do something in an office; `None` when they may not.

    In their own right where they have it, otherwise in another's place.
    """
    found = [
        Capacity(one.capacity)
        for one in held_roles(user, on)
        if org_unit.path.startswith(one.org_unit.path) and permission in permitted_by(one)
    ]
    return min(found, key=list(Capacity).index, default=None)


def may(user: Someone, permission: Permission, *, org_unit: OrgUnit, on: date) -> bool:
    """Whether a role on the way from the office up to the root permits it; one query."""
    return permission in permissions_in(user, org_unit, on=on)


def require(user: Someone, permission: Permission, *, org_unit: OrgUnit, on: date) -> None:
    """Refuses with `not-allowed` unless the user may."""
    if not may(user, permission, org_unit=org_unit, on=on):
        raise Refused("not-allowed", deed=permission.value, org_unit=org_unit.name)


def may_everywhere(user: Someone, needs: Collection[Permission], *, on: date) -> bool:
    """Whether any of it is permitted in every government of the house; two queries.

    For what is about all of them at once: one regency reads nothing of another.
    """
    tops = OrgUnit.objects.filter(depth=1)
    return all(not permissions_in(user, one, on=on).isdisjoint(needs) for one in tops)


def org_units_permitting(user: Someone, permission: Permission, *, on: date) -> QuerySet[OrgUnit]:
    """All offices in which the user may; two queries."""
    reach = Q(pk__in=[])
    for assignment in held_roles(user, on):
        if permission in permitted_by(assignment):
            reach |= subtree(assignment.org_unit)
    found: QuerySet[OrgUnit] = OrgUnit.objects.filter(reach)
    return found


def org_units_seen_by(user: Someone, *, on: date) -> QuerySet[OrgUnit]:
    """All offices whose data the user may read."""
    return org_units_permitting(user, Permission.VIEW, on=on)
