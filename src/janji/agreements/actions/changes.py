"""What becomes of an agreement in force: a revision takes its place, or it ends and another completes the year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from janji.agreements import drafting, queries
from janji.agreements.actions.holding import locked, next_edition
from janji.agreements.models import (
    Agreement,
    BasisFile,
    PartyRole,
    QuarterTarget,
    Target,
)
from janji.calendars.queries import calendar_for
from janji.core import agreement_life
from janji.core.agreement import TargetKind, TargetText
from janji.core.agreement_changes import Reason, due_for_newcomer, lawful_reason, reasons
from janji.core.agreement_life import Deed, State
from janji.core.complement import Remaining
from janji.core.measuring import QUARTERS
from janji.core.periods import quarter_of
from janji.core.refusals import Refused
from janji.core.targets import restated
from janji.kit import audit
from janji.kit.editions import held_row, require_seen
from janji.kit.files import CheckedFile
from janji.orgs import access
from janji.orgs.models import OrgUnit, User
from janji.orgs.queries import head_of
from janji.orgs.roles import Permission

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Basis:
    """What a revision rests on: the kind of document, its number and day."""

    kind: str
    number: str
    date: date


@transaction.atomic
def revise_agreement(
    *,
    agreement: Agreement,
    reason: str,
    basis: Basis,
    file: CheckedFile,
    by: User,
    at: datetime,
) -> Agreement:
    """A new draft that will take the place of an agreement in force, for one of three reasons.

    It says what the agreement says, until it is changed. Refuses any other reason with
    `reason-unlawful`.
    """
    access.require(by, Permission.DRAFT_AGREEMENT, org_unit=agreement.org_unit, on=at.date())
    lawful = lawful_reason(reason)
    agreement = locked(agreement)
    agreement_life.after(State(agreement.state), Deed.SUPERSEDE)
    _require_basis(basis, at)
    _require_no_successor(agreement)
    made = _successor(agreement, by=by, at=at)
    made.revises, made.completes, made.reason = agreement, agreement.completes, lawful.value
    made.basis_kind, made.basis_number, made.basis_date = basis.kind, basis.number, basis.date
    made.first_quarter = agreement.first_quarter
    if agreement.completes_id is not None:
        made.starts_on = agreement.starts_on
    made.save()
    drafting.copy_into(made, agreement)
    BasisFile.keep(file, by=by, at=at, agreement=made)
    facts = {"why": reasons()[lawful].title, "basis": basis.number, "revises": agreement.pk}
    audit.note("revise-agreement", made, by=by, at=at, sha256=file.sha256, **facts)
    return made


def _require_basis(basis: Basis, at: datetime) -> None:
    if basis.date > at.date():
        raise Refused("basis-day-ahead", field="basis_date")


def _require_no_successor(agreement: Agreement) -> None:
    """One change after the other: what is being prepared is finished or deleted first."""
    if agreement.revisions.exists() or agreement.complements.exists():
        raise Refused("change-under-way")


def _successor(agreement: Agreement, *, by: User, at: datetime) -> Agreement:
    """The next agreement of the same office and year, still empty."""
    office = held_row(OrgUnit.objects, agreement.org_unit_id)
    newest = queries.agreements_of_year(office, agreement.year)[0]
    return Agreement(
        org_unit=office,
        year=agreement.year,
        revision=newest.revision + 1,
        place=agreement.place,
        printed_total=agreement.printed_total,
        is_example=agreement.is_example,
        created_by=by,
        created_at=at,
    )


@transaction.atomic
def end_agreement(
    *,
    agreement: Agreement,
    ends_on: date,
    reason: str,
    based_on: int | None,
    by: User,
    at: datetime,
) -> Agreement:
    """Ends an agreement in force on a day, as when its official leaves. Its figures stay readable."""
    access.require(by, Permission.END_AGREEMENT, org_unit=agreement.org_unit, on=at.date())
    agreement = locked(agreement)
    require_seen(agreement, based_on)
    state = agreement_life.after(State(agreement.state), Deed.END)
    if agreement.revisions.exists():
        raise Refused("change-under-way")
    first = agreement.starts_on or date(agreement.year, 1, 1)
    if not first <= ends_on <= min(date(agreement.year, 12, 31), at.date()):
        raise Refused("end-outside-year", field="ends_on", first=f"{first:%d-%m-%Y}")
    before = audit.values(agreement, ("state", "ends_on"))
    agreement.state, agreement.ends_on = state.value, ends_on
    agreement.ended_by, agreement.ended_at, agreement.end_reason = by, at, reason
    next_edition(agreement)
    changed = audit.changed(agreement, before)
    audit.note("end-agreement", agreement, by=by, at=at, why=reason, **changed)
    return agreement


@transaction.atomic
def draft_complement(
    *,
    agreement: Agreement,
    starts_on: date,
    remaining: Mapping[int, Remaining],
    by: User,
    at: datetime,
) -> Agreement:
    """A draft for the official who comes in the middle of the year: what remains of every target.

    `remaining` by the key of the ended agreement's targets; one without it stays as it is.
    """
    access.require(by, Permission.DRAFT_AGREEMENT, org_unit=agreement.org_unit, on=at.date())
    agreement = locked(agreement)
    if agreement.state != State.ENDED or agreement.ends_on is None:
        raise Refused("not-ended")
    _require_no_successor(agreement)
    last = date(agreement.year, 12, 31)
    if not agreement.ends_on < starts_on <= last:
        first = agreement.ends_on + ONE_DAY
        raise Refused("start-outside-year", field="starts_on", first=f"{first:%d-%m-%Y}")
    made = _successor(agreement, by=by, at=at)
    made.completes, made.starts_on = agreement, starts_on
    made.reason = Reason.OFFICIAL_CHANGED.value
    made.first_quarter = quarter_of(starts_on)
    made.due_on = due_for_newcomer(starts_on, calendar_for(made.org_unit))
    made.save()
    drafting.copy_into(made, agreement)
    _name_newcomer(made)
    before = queries.targets_of(agreement)
    for source, target in zip(before, queries.targets_of(made), strict=True):
        _leave_remaining(target, source, remaining.get(source.pk), made.first_quarter)
    audit.note("draft-complement", made, by=by, at=at, completes=agreement.pk, starts_on=starts_on)
    return made


def _name_newcomer(made: Agreement) -> None:
    """The head in office now promises; where the house does not know one, the draft says so."""
    head = head_of(made.org_unit)
    who = head.official if head else None
    made.parties.filter(role=PartyRole.FIRST).update(
        name=who.name if who else None,
        nip=who.nip if who else None,
        rank=who.rank if who else None,
    )


def _leave_remaining(
    target: Target, source: Target, rest: Remaining | None, first_quarter: int
) -> None:
    target.whole = source.whole or source
    path: tuple[object, ...]
    if rest is None:
        known = {one.quarter: one.value for one in source.quarter_targets.all()}
        path = tuple(
            known.get(quarter) if quarter >= first_quarter else None for quarter in QUARTERS
        )
    else:
        path, target.remaining = rest.path, rest.target
        if target.value != rest.target:
            said = TargetText(
                target.raw or "", TargetKind(target.kind), target.value, target.unit_of_measure
            )
            target.raw, target.value = restated(said, rest.target).raw, rest.target
    target.save()
    target.quarter_targets.all().delete()
    QuarterTarget.objects.bulk_create(
        QuarterTarget(target=target, quarter=quarter, value=value)
        for quarter, value in zip(QUARTERS, path, strict=True)
        if value is not None
    )
