"""Who may inspect: whoever keeps records in the office above, never the village itself."""

from datetime import date

from janji.orgs import access
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission


def above(village: OrgUnit) -> OrgUnit:
    """The office that looks at the books of a village; one query."""
    found: OrgUnit | None = OrgUnit.objects.get_parent(village)
    return found or village


def may(user: User, permission: Permission, village: OrgUnit, *, on: date) -> bool:
    """Whether someone may do something about a village's books."""
    return access.may(user, permission, org_unit=above(village), on=on)


def require(user: User, permission: Permission, village: OrgUnit, *, on: date) -> None:
    """Refuses with `not-allowed` unless the right holds in the office above the village."""
    access.require(user, permission, org_unit=above(village), on=on)
