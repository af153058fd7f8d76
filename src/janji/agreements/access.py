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
    PROPOSE = "propose"
    SIGN_AS_FIRST = "sign_as_first"
    SIGN_AS_SECOND = "sign_as_second"
    RETURN = "return"
    NOTE_BUDGET = "note_budget"
    REVISE = "revise"
    END = "end"
    COMPLETE = "complete"
    SEE_HISTORY = "see_history"


def doors(user: access.Someone, agreement: Agreement, *, on: date) -> frozenset[Door]:
    """The deeds to offer to someone; actions check again. At most three queries."""
    permissions = access.permissions_in(user, agreement.org_unit, on=on)
    state = State(agreement.state)
    possible = deeds_now(state)
    open_doors = set()
    if Permission.DRAFT_AGREEMENT in permissions and state is State.DRAFT:
        open_doors.add(Door.EDIT)
    if Permission.PROPOSE_AGREEMENT in permissions and Deed.PROPOSE in possible:
        open_doors.add(Door.PROPOSE)
    if Permission.SIGN_AS_FIRST in permissions and Deed.SIGN_AS_FIRST in possible:
        open_doors.add(Door.SIGN_AS_FIRST)
    if Deed.SIGN_AS_SECOND in possible and Permission.SIGN_AS_SECOND in permissions:
        signed_it = agreement.signatures.filter(role=PartyRole.FIRST, signed_by=user.pk).exists()
        if not signed_it:
            open_doors.add(Door.SIGN_AS_SECOND)
    signs = {Permission.SIGN_AS_FIRST, Permission.SIGN_AS_SECOND} & permissions
    takes_back = state is State.PROPOSED and Permission.PROPOSE_AGREEMENT in permissions
    if Deed.RETURN in possible and (signs or takes_back):
        open_doors.add(Door.RETURN)
    open_doors |= _changes(agreement, state, permissions)
    if Permission.SEE_HISTORY in permissions:
        open_doors.add(Door.SEE_HISTORY)
    return frozenset(open_doors)


def _changes(
    agreement: Agreement, state: State, permissions: frozenset[Permission]
) -> frozenset[Door]:
    """What may become of an agreement that both have signed; one change after the other."""
    found = set()
    drafts = Permission.DRAFT_AGREEMENT in permissions
    if drafts:
        found.add(Door.NOTE_BUDGET)
    if state is State.IN_FORCE and not agreement.revisions.exists():
        if drafts:
            found.add(Door.REVISE)
        if Permission.END_AGREEMENT in permissions:
            found.add(Door.END)
    if state is State.ENDED and drafts and not agreement.complements.exists():
        found.add(Door.COMPLETE)
    return frozenset(found)
