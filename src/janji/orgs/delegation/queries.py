"""Reads: which roles someone may give away for a time, to whom, and which were given."""

from datetime import date

from django.db.models import Q, QuerySet

from janji.core.delegation import Capacity
from janji.orgs import access
from janji.orgs.models import OrgUnit, RoleAssignment, User
from janji.orgs.roles import Permission


def roles_to_delegate(user: access.Someone, *, on: date) -> list[RoleAssignment]:
    """Roles someone holds in their own right and may have another hold for a time; one query."""
    return [
        one
        for one in access.held_roles(user, on)
        if Permission.DELEGATE in access.permitted_by(one)
        and Capacity(one.capacity) is Capacity.DEFINITIVE
    ]


def those_who_may_act(org_unit: OrgUnit, *, on: date) -> QuerySet[User]:
    """Accounts with a role in an office or one below it, of which one may act for its head."""
    holds = RoleAssignment.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on),
        access.subtree(org_unit, office="org_unit"),
        starts_on__lte=on,
    )
    return User.objects.filter(pk__in=holds.values("user"), is_active=True).order_by("first_name")


def acting_in(org_unit: OrgUnit) -> QuerySet[RoleAssignment]:
    """Roles of an office that were ever given for a time, newest first."""
    found = RoleAssignment.objects.filter(org_unit=org_unit, granted_by__isnull=False)
    return found.select_related("user", "granted_by", "org_unit").order_by("-starts_on", "-pk")
