"""Who reads what concerns an office, who proposes, who decides.

Rewards and sanctions concern a person: they are read by who heads the office, who decides and supervises,
and who may read the history; never by everyone who may read figures, and on no public page.
"""

from datetime import date

from django.db.models import QuerySet

from janji.core.refusals import Refused
from janji.orgs import access
from janji.orgs.models import OrgUnit
from janji.orgs.roles import Permission

READS = frozenset(
    {
        Permission.OBJECT,
        Permission.PROPOSE_REWARD,
        Permission.DECIDE_REWARD,
        Permission.KEEP_REWARD_RULES,
        Permission.SEE_HISTORY,
    }
)
KEEP_RULES = Permission.KEEP_REWARD_RULES
PROPOSE = Permission.PROPOSE_REWARD
DECIDE = Permission.DECIDE_REWARD
OBJECT = Permission.OBJECT
ACTIVATE = frozenset({KEEP_RULES, DECIDE})
"""Whoever keeps rules or decides may bring one into force, if somebody else wrote it."""


def may_read(user: access.Someone, org_unit: OrgUnit, *, on: date) -> bool:
    """Whether someone may read rewards and sanctions of an office; one query."""
    return bool(READS & access.permissions_in(user, org_unit, on=on))


def offices_read_by(user: access.Someone, *, on: date) -> QuerySet[OrgUnit]:
    """All offices of which someone may read them; one query for the roles."""
    found: QuerySet[OrgUnit] = OrgUnit.objects.none()
    for permission in sorted(READS):
        found |= access.org_units_permitting(user, permission, on=on)
    return found


def require_any(
    user: access.Someone, permissions: frozenset[Permission], *, org_unit: OrgUnit, on: date
) -> None:
    """Refuses with `not-allowed` unless one of some permissions holds."""
    if not permissions & access.permissions_in(user, org_unit, on=on):
        deed = min(permissions).value
        raise Refused("not-allowed", deed=deed, org_unit=org_unit.name)
