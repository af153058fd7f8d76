"""Everything that moves a quarter: submitting, and what the people after that do with it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from janji.agreements.models import Agreement
from janji.core.agreement_life import State as AgreementState
from janji.core.delegation import Capacity
from janji.core.measurement_life import NEED_A_REASON, Deed, State, after, days_late
from janji.core.periods import is_over
from janji.core.refusals import Refused
from janji.kit import audit
from janji.kit.editions import held, held_as_seen, held_row, require_seen
from janji.measurements.models import AcceptedGap, OfficeQuarter, QuarterStep
from janji.measurements.quarters.access import require_other_eyes, require_right, right_for
from janji.measurements.quarters.freezing import freeze
from janji.measurements.quarters.gaps import Gap, gaps_in
from janji.measurements.queries import year_of
from janji.orgs import access
from janji.orgs.models import OrgUnit, User


@transaction.atomic
def submit_quarter(
    *,
    org_unit: OrgUnit,
    year: int,
    quarter: int,
    reasons: Mapping[int, str],
    based_on: int | None,
    by: User,
    at: datetime,
) -> OfficeQuarter:
    """Freezes all figures of a quarter that is over and sends them to the verifier.

    `reasons` say, by the target's key, why an indicator has no whole figure; one that was recorded as
    not measured has said so already. `based_on` is the quarter's edition on screen, `None` before it
    was ever submitted. Refuses with `quarter-not-over`, `agreement-not-in-force`, `gap-without-reason`.
    """
    today = timezone.localdate(at)
    # Whoever types a figure holds the agreement too: one of both comes first.
    agreement = _held_agreement(org_unit, year)
    access.require(by, right_for(Deed.SUBMIT, State.OPEN), org_unit=org_unit, on=at.date())
    if not is_over(year, quarter, today):
        raise Refused("quarter-not-over", quarter=quarter, year=year)
    row = _held_quarter(org_unit, year, quarter, based_on)
    before, state = row.state, after(State(row.state), Deed.SUBMIT)
    years = [one for block in year_of(agreement, on=today) for one in block.indicators]
    gaps = gaps_in(years, quarter)
    _require_reasons(gaps, reasons)
    row.turn += 1
    row.state = state.value
    row.edition += 1
    row.save()
    digest = freeze(row, years, at=at)
    AcceptedGap.objects.bulk_create(
        AcceptedGap(
            office_quarter=row,
            turn=row.turn,
            target=gap.year.target,
            kind=gap.kind,
            reason=gap.reason or reasons[gap.year.target.pk],
            declared_by=by,
            declared_at=at,
        )
        for gap in gaps
    )
    said = [
        f"{one.year.target.indicator_version.text}: {one.reason or reasons[one.year.target.pk]}"
        for one in gaps
    ]
    return _stepped(
        row,
        Deed.SUBMIT,
        before,
        by=by,
        at=at,
        digest=digest,
        late=days_late(year, quarter, today),
        gaps=len(gaps),
        why="; ".join(said) or None,
    )


def _held_agreement(org_unit: OrgUnit, year: int) -> Agreement:
    in_force = Agreement.objects.filter(
        org_unit=org_unit, year=year, state=AgreementState.IN_FORCE.value
    )
    found = list(held(in_force.select_related("org_unit").order_by("pk")))
    if not found:
        raise Refused("agreement-not-in-force")
    return max(found, key=lambda one: one.revision)


def _held_quarter(
    org_unit: OrgUnit, year: int, quarter: int, based_on: int | None
) -> OfficeQuarter:
    """The row of a quarter in the edition that was seen, or a new one that waits to be saved."""
    rows = OfficeQuarter.objects.select_related("org_unit")
    row = held(rows).filter(org_unit=org_unit, year=year, quarter=quarter).first()
    require_seen(row, based_on)
    if row is not None:
        return row
    return OfficeQuarter(org_unit=org_unit, year=year, quarter=quarter, edition=0)


def _require_reasons(gaps: Sequence[Gap], reasons: Mapping[int, str]) -> None:
    silent = [
        one for one in gaps if not one.reason and not reasons.get(one.year.target.pk, "").strip()
    ]
    if silent:
        target = silent[0].year.target
        text = target.indicator_version.text
        field = f"gap_{target.pk}"
        raise Refused("gap-without-reason", field=field, count=len(silent), indicator=text)


@transaction.atomic
def verify_quarter(
    *,
    office_quarter: OfficeQuarter,
    remark: str | None,
    based_on: int | None,
    by: User,
    at: datetime,
) -> OfficeQuarter:
    """Someone who neither entered nor submitted the figures has compared them with their evidence."""
    return _moved(office_quarter, Deed.VERIFY, based_on, by=by, at=at, reason=remark)


@transaction.atomic
def approve_quarter(
    *,
    office_quarter: OfficeQuarter,
    accept_gaps: Collection[int],
    remark: str | None,
    based_on: int | None,
    by: User,
    at: datetime,
) -> OfficeQuarter:
    """The head stands for the figures; from now on the frozen ones are the official ones.

    `accept_gaps` are the keys of the gaps that are accepted with their reasons: all there are, for
    what is not accepted is returned instead. Refuses with `gaps-not-accepted`.
    """
    row = held_row(OfficeQuarter.objects.select_related("org_unit"), office_quarter.pk)
    require_right(row, Deed.APPROVE, by=by, on=at.date())
    gaps = list(held(AcceptedGap.objects.filter(office_quarter=row, turn=row.turn).order_by("pk")))
    left = [one for one in gaps if one.pk not in accept_gaps]
    if left and row.state == State.VERIFIED:
        raise Refused("gaps-not-accepted", count=len(left))
    AcceptedGap.objects.filter(pk__in=[one.pk for one in gaps]).update(
        accepted_by=by, accepted_at=at
    )
    return _moved(
        office_quarter, Deed.APPROVE, based_on, by=by, at=at, reason=remark, gaps=len(gaps)
    )


@transaction.atomic
def accept_quarter(
    *,
    office_quarter: OfficeQuarter,
    remark: str | None,
    based_on: int | None,
    by: User,
    at: datetime,
) -> OfficeQuarter:
    """The second party, or someone of its staff, receives the approved figures."""
    return _moved(office_quarter, Deed.ACCEPT, based_on, by=by, at=at, reason=remark)


@transaction.atomic
def lock_quarter(
    *, office_quarter: OfficeQuarter, based_on: int | None, by: User, at: datetime
) -> OfficeQuarter:
    """The period is closed: only a reasoned reopening leads back."""
    return _moved(office_quarter, Deed.LOCK, based_on, by=by, at=at)


@transaction.atomic
def return_quarter(
    *, office_quarter: OfficeQuarter, reason: str, based_on: int | None, by: User, at: datetime
) -> OfficeQuarter:
    """Whoever is next in line sends the quarter back to those who enter figures, and says why."""
    return _moved(office_quarter, Deed.RETURN, based_on, by=by, at=at, reason=reason)


@transaction.atomic
def reopen_quarter(
    *, office_quarter: OfficeQuarter, reason: str, based_on: int | None, by: User, at: datetime
) -> OfficeQuarter:
    """What was accepted or locked is opened again, with a reason; its frozen figures stay readable."""
    return _moved(office_quarter, Deed.REOPEN, based_on, by=by, at=at, reason=reason)


def _moved(
    office_quarter: OfficeQuarter,
    deed: Deed,
    based_on: int | None,
    *,
    by: User,
    at: datetime,
    reason: str | None = None,
    **facts: Any,
) -> OfficeQuarter:
    rows = OfficeQuarter.objects.select_related("org_unit")
    seen = held_row(rows, office_quarter.pk)
    # A right depends on where the quarter stands; who has none is not told that others were faster.
    require_right(seen, deed, by=by, on=at.date())
    row = held_as_seen(rows, office_quarter.pk, based_on)
    before, state = row.state, after(State(row.state), deed)
    if deed in NEED_A_REASON and not (reason or "").strip():
        raise Refused("quarter-reason-missing", field="reason")
    require_other_eyes(row, deed, by=by)
    row.state = state.value
    row.edition += 1
    row.save()
    return _stepped(row, deed, before, by=by, at=at, reason=reason, why=reason, **facts)


def _stepped(
    row: OfficeQuarter,
    deed: Deed,
    before: str,
    *,
    by: User,
    at: datetime,
    why: str | None,
    reason: str | None = None,
    digest: str | None = None,
    **facts: Any,
) -> OfficeQuarter:
    """Writes down who did it and as what, and notes it in the chain."""
    right = right_for(deed, State(before))
    capacity = access.capacity_for(by, right, org_unit=row.org_unit, on=at.date())
    QuarterStep.objects.create(
        office_quarter=row,
        turn=row.turn,
        deed=deed.value,
        done_by=by,
        done_at=at,
        capacity=(capacity or Capacity.DEFINITIVE).value,
        reason=reason or None,
        digest=digest,
    )
    told = {"turn": row.turn, "digest": digest, "capacity": capacity} | facts
    changed = audit.changed(row, {"state": before})
    audit.note(f"{deed.value}-quarter", row, by=by, at=at, why=why, **told, **changed)
    return row
