"""How a door finds the agreement it is about."""

from datetime import date

from django.utils import timezone

from janji.agreements import access, queries
from janji.agreements.access import Door
from janji.agreements.models import Agreement
from janji.agreements.wording import STATES
from janji.core.agreement_life import State
from janji.core.refusals import Refused
from janji.kit.conflicts import EditForm
from janji.orgs.http import SignedInRequest
from janji.orgs.place import seen_or_404, stand_at


def today() -> date:
    """The office's own day."""
    return timezone.localdate()


def agreement_here(request: SignedInRequest, pk: int) -> Agreement:
    """The agreement, to those who may see its office; the shell stands there."""
    found = queries.agreement_by_key().ask(pk)
    agreement = seen_or_404(request, found, lambda one: one.org_unit)
    stand_at(request, agreement.org_unit, agreement.year)
    return agreement


def behind(request: SignedInRequest, pk: int, door: Door) -> Agreement:
    """The agreement, if this door is open; otherwise the reason why not."""
    agreement = agreement_here(request, pk)
    if door not in access.doors(request.user, agreement, on=today()):
        raise Refused("door-closed", state=STATES[State(agreement.state)][1].lower())
    return agreement


def edition_of(request: SignedInRequest, agreement: Agreement) -> EditForm:
    """What the page carries: as it was sent, or as it stands."""
    if request.method == "POST":
        return EditForm(request.POST)
    return EditForm.carrying(agreement)
