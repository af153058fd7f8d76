"""From a whole draft to an agreement in force: proposing, two signatures, and the way back."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from janji.agreements import papers, queries
from janji.agreements.actions.holding import hold_versions, locked, next_edition
from janji.agreements.completeness import missing_in
from janji.agreements.models import Agreement, PartyRole, Signature
from janji.core import agreement_life
from janji.core.agreement_life import Deed, State
from janji.core.refusals import Refused
from janji.indicators import actions as indicator_actions
from janji.kit import audit
from janji.kit.editions import changed_meanwhile, held_row, require_seen
from janji.orgs import access
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission


@transaction.atomic
def propose_agreement(
    *, agreement: Agreement, based_on: int | None, by: User, at: datetime
) -> Agreement:
    """Puts a draft before its parties; from now on its text is fixed. Refused while anything is missing."""
    access.require(by, Permission.PROPOSE_AGREEMENT, org_unit=agreement.org_unit, on=at.date())
    agreement = locked(agreement)
    require_seen(agreement, based_on)
    state = agreement_life.after(State(agreement.state), Deed.PROPOSE)
    _require_whole(agreement)
    _require_place(agreement)
    before = audit.values(agreement, ["state"])
    agreement.state, agreement.proposed_by, agreement.proposed_at = state.value, by, at
    next_edition(agreement)
    digest, changed = queries.content_digest(agreement), audit.changed(agreement, before)
    audit.note("propose-agreement", agreement, by=by, at=at, digest=digest, **changed)
    return agreement


@transaction.atomic
def sign_as_first(*, agreement: Agreement, digest: str, by: User, at: datetime) -> Agreement:
    """The head of the office promises. Refused while anything is missing."""
    access.require(by, Permission.SIGN_AS_FIRST, org_unit=agreement.org_unit, on=at.date())
    agreement = locked(agreement)
    state = agreement_life.after(State(agreement.state), Deed.SIGN_AS_FIRST)
    _require_whole(agreement)
    return _sign(agreement, PartyRole.FIRST, state, digest, by=by, at=at)


@transaction.atomic
def sign_as_second(
    *, agreement: Agreement, digest: str, by: User, at: datetime, house: str = ""
) -> Agreement:
    """The superior accepts: the agreement is in force, its indicators are frozen, its paper is kept.

    One that it revises is superseded with the same signature. `house` is the address under which the
    public reaches Janji, for the code on the paper.
    """
    access.require(by, Permission.SIGN_AS_SECOND, org_unit=agreement.org_unit, on=at.date())
    agreement = locked(agreement)
    state = agreement_life.after(State(agreement.state), Deed.SIGN_AS_SECOND)
    if agreement.signatures.filter(signed_by=by).exists():
        raise Refused("separate-people")
    _require_whole(agreement)
    before = locked(agreement.revises) if agreement.revises else None
    held_row(OrgUnit.objects, agreement.org_unit_id)
    _require_place(agreement)
    hold_versions(agreement)
    if before is not None:
        _supersede(before, agreement, by=by, at=at)
    agreement = _sign(agreement, PartyRole.SECOND, state, digest, by=by, at=at)
    for target in queries.targets_of(agreement):
        indicator_actions.freeze_version(version=target.indicator_version, by=by, at=at)
    papers.keep_signed(agreement, house=house, at=at)
    return agreement


@transaction.atomic
def return_to_draft(*, agreement: Agreement, reason: str, by: User, at: datetime) -> Agreement:
    """A party sends the agreement back, or the office takes its proposal back, with a reason."""
    allowed = access.permissions_in(by, agreement.org_unit, on=at.date())
    if not allowed & SIGNERS:
        access.require(by, Permission.PROPOSE_AGREEMENT, org_unit=agreement.org_unit, on=at.date())
    agreement = locked(agreement)
    before = State(agreement.state)
    agreement.state = agreement_life.after(before, Deed.RETURN).value
    if before is State.SIGNED_BY_FIRST and not allowed & SIGNERS:
        raise Refused("only-parties-return")
    agreement.proposed_by, agreement.proposed_at = None, None
    next_edition(agreement)
    agreement.signatures.all().delete()
    changed = audit.changed(agreement, {"state": before.value})
    audit.note("return-agreement", agreement, by=by, at=at, why=reason, **changed)
    return agreement


SIGNERS = {Permission.SIGN_AS_FIRST, Permission.SIGN_AS_SECOND}
"""Only a party takes back what a party has signed."""


def _require_whole(agreement: Agreement) -> None:
    missing = missing_in(agreement)
    if missing:
        raise Refused("agreement-incomplete", count=len(missing))


def _require_place(agreement: Agreement) -> None:
    """An office has one agreement in force: another one makes way only to its own revision."""
    for other in queries.agreements_of_year(agreement.org_unit, agreement.year):
        if other.state == State.IN_FORCE and other.pk != agreement.revises_id:
            raise Refused("another-in-force", org_unit=other.org_unit.name, year=other.year)
    if agreement.revises is not None and agreement.revises.state != State.IN_FORCE:
        raise Refused("revised-is-over")


def _supersede(before: Agreement, by_which: Agreement, *, by: User, at: datetime) -> None:
    """The day before the revision's first is its last."""
    stood = audit.values(before, ("state", "ends_on"))
    before.state = agreement_life.after(State(before.state), Deed.SUPERSEDE).value
    by_which.starts_on = timezone.localdate(at)
    first_day = before.starts_on or by_which.starts_on.replace(year=before.year, month=1, day=1)
    before.ends_on = max(by_which.starts_on - timedelta(days=1), first_day)
    next_edition(before)
    changed = audit.changed(before, stood)
    audit.note("supersede-agreement", before, by=by, at=at, by_which=by_which.pk, **changed)


def _sign(
    agreement: Agreement, role: PartyRole, state: State, digest: str, *, by: User, at: datetime
) -> Agreement:
    now = queries.content_digest(agreement)
    if digest != now:
        last = audit.history(agreement).exclude(deed="sign-agreement")[0]
        raise changed_meanwhile(last.by, last.at)
    before = audit.values(agreement, ["state"])
    agreement.state = state.value
    Signature.objects.create(agreement=agreement, role=role, signed_by=by, signed_at=at, digest=now)
    agreement.save()
    told = {"role": role.value, "digest": now} | audit.changed(agreement, before)
    audit.note("sign-agreement", agreement, by=by, at=at, **told)
    return agreement
