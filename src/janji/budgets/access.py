"""Who may do what to an office's budget."""

from datetime import date

from janji.orgs import access
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission


def may_keep(user: access.Someone, org_unit: OrgUnit, *, on: date) -> bool:
    """Whether a page may offer to change the budget; actions check again. One query."""
    return access.may(user, Permission.KEEP_BUDGET, org_unit=org_unit, on=on)


def may_see_history(user: access.Someone, org_unit: OrgUnit, *, on: date) -> bool:
    """Whether a page may show who did what. One query."""
    return access.may(user, Permission.SEE_HISTORY, org_unit=org_unit, on=on)


def require_keeping(user: User, org_unit: OrgUnit, *, on: date) -> None:
    """Refuses with `not-allowed` whoever may not change the budget."""
    access.require(user, Permission.KEEP_BUDGET, org_unit=org_unit, on=on)
