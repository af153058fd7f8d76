"""Whose word decides about a proposal: the district's, never that of the village that proposes."""

from datetime import date

from janji.orgs import access
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission
from janji.registers.communities.intake import VILLAGES


def deciding(org_unit: OrgUnit) -> OrgUnit:
    """The office that decides about proposals of an office; one query for a village's."""
    if org_unit.kind not in VILLAGES:
        return org_unit
    found: OrgUnit | None = OrgUnit.objects.get_parent(org_unit)
    return found or org_unit


def may_decide(user: User, permission: Permission, org_unit: OrgUnit, *, on: date) -> bool:
    """Whether someone may decide about proposals of an office."""
    return access.may(user, permission, org_unit=deciding(org_unit), on=on)


def require_decider(user: User, permission: Permission, org_unit: OrgUnit, *, on: date) -> None:
    """Refuses with `not-allowed` unless the right holds in the deciding office."""
    access.require(user, permission, org_unit=deciding(org_unit), on=on)
