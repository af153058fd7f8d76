"""What someone may do to an agreement now: by role in its office, and by its state."""

from datetime import date
from enum import StrEnum

from janji.agreements.models import Agreement, PartyRole
from janji.core.agreement_life import Deed, State, deeds_now
from janji.orgs import access
from janji.orgs.roles import Permission


class Door(StrEnum):
    """What a page may offer."""

    EDIT = "edit"
    SIGN_AS_FIRST = "sign_as_first"
    SIGN_AS_SECOND = "sign_as_second"
    RETURN = "return"
    SEE_HISTORY = "see_history"


def doors(user: access.Someone, agreement: Agreement, *, on: date) -> frozenset[Door]:
    """The deeds to offer to someone; actions check again. One query, two when it awaits a signature."""
    permissions = access.permissions_in(user, agreement.org_unit, on=on)
    state = State(agreement.state)
    possible = deeds_now(state)
    open_doors = set()
    if Permission.DRAFT_AGREEMENT in permissions and state is State.DRAFT:
        open_doors.add(Door.EDIT)
    if Permission.SIGN_AS_FIRST in permissions and Deed.SIGN_AS_FIRST in possible:
        open_doors.add(Door.SIGN_AS_FIRST)
    if Deed.SIGN_AS_SECOND in possible and Permission.SIGN_AS_SECOND in permissions:
        signed_it = agreement.signatures.filter(role=PartyRole.FIRST, signed_by=user.pk).exists()
        if not signed_it:
            open_doors.add(Door.SIGN_AS_SECOND)
    signs = {Permission.SIGN_AS_FIRST, Permission.SIGN_AS_SECOND} & permissions
    if signs and Deed.RETURN in possible:
        open_doors.add(Door.RETURN)
    if Permission.SEE_HISTORY in permissions:
        open_doors.add(Door.SEE_HISTORY)
    return frozenset(open_doors)
