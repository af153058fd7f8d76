"""Drafts, and how their indicators are measured."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from janji.agreements import drafting, queries, saying
from janji.agreements.actions.holding import draft_for, hold_versions, locked, next_edition
from janji.agreements.models import Agreement, QuarterTarget, Target
from janji.core.agreement import AgreementText
from janji.core.agreement_changes import due_after_budget
from janji.core.agreement_life import SIGNED_BY_BOTH, State
from janji.core.measuring import QUARTERS, MeasuringPlan
from janji.core.refusals import Refused
from janji.indicators import actions as indicator_actions
from janji.kit import audit
from janji.kit.editions import held_row, require_seen
from janji.orgs import access
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission


@transaction.atomic
def draft_agreement(
    *, org_unit: OrgUnit, text: AgreementText, by: User, at: datetime, is_example: bool = False
) -> Agreement:
    """A new draft. One office has one agreement for a year and revision.

    Once one of the year was in force, it is changed by `revise_agreement` or completed, for a reason.
    """
    org_unit = held_row(OrgUnit.objects, org_unit.pk)
    access.require(by, Permission.DRAFT_AGREEMENT, org_unit=org_unit, on=at.date())
    if text.year is None:
        raise Refused("year-missing")
    facts = {"org_unit": org_unit, "year": text.year, "revision": text.revision}
    known = list(queries.agreements_of_year(org_unit, text.year))
    if any(State(one.state) in SIGNED_BY_BOTH for one in known):
        raise Refused("year-has-agreement", org_unit=org_unit.name, year=text.year)
    if any(one.revision == text.revision for one in known):
        raise Refused(
            "agreement-exists", org_unit=org_unit.name, year=text.year, revision=text.revision
        )
    agreement = Agreement.objects.create(
        **facts, is_example=is_example, created_by=by, created_at=at
    )
    drafting.write(agreement, text, kept=())
    audit.note("draft-agreement", agreement, by=by, at=at, org_unit=org_unit.pk, year=text.year)
    return agreement


@transaction.atomic
def rewrite_draft(
    *,
    agreement: Agreement,
    text: AgreementText,
    kept: Sequence[int | None],
    based_on: int | None,
    by: User,
    at: datetime,
) -> Agreement:
    """Replaces a draft's text. `kept` names, for each indicator in order, the target it was before.

    `based_on` is the edition the person had on screen; a newer one is not overwritten.
    """
    agreement = draft_for(agreement, by=by, at=at)
    require_seen(agreement, based_on)
    # Versions of the office's indicators are numbered while its row is held.
    held_row(OrgUnit.objects, agreement.org_unit_id)
    hold_versions(agreement)
    before, targets = queries.agreement_text(agreement), queries.targets_of(agreement)
    drafting.write(agreement, text, kept=kept)
    next_edition(agreement)
    keys = [one.pk for one in targets]
    changed = saying.rewritten(before, text, keys, kept)
    audit.note("rewrite-draft", agreement, by=by, at=at, **changed)
    return agreement


@transaction.atomic
def set_measuring_plans(
    *,
    agreement: Agreement,
    plans: Mapping[int, MeasuringPlan],
    based_on: int | None,
    by: User,
    at: datetime,
) -> Agreement:
    """Settles how targets of a draft are measured and the paths of their quarters.

    `plans` by the key of the target; `based_on` as in `rewrite_draft`.
    """
    agreement = draft_for(agreement, by=by, at=at)
    require_seen(agreement, based_on)
    hold_versions(agreement)
    rows = queries.target_rows(agreement)
    for row in rows:
        if row.target.pk in plans:
            _settle(row.target, plans[row.target.pk], by=by, at=at)
    next_edition(agreement)
    changed = audit.changes(saying.ways(rows), saying.ways(queries.target_rows(agreement)))
    audit.note("set-measuring-plans", agreement, by=by, at=at, **changed)
    return agreement


def _settle(target: Target, plan: MeasuringPlan, *, by: User, at: datetime) -> None:
    version = target.indicator_version
    settled = _way(queries.plan_of(target))
    if version.frozen_at is not None and settled == _way(plan) and not version.owner and plan.owner:
        indicator_actions.name_owner(version=version, owner=plan.owner, by=by, at=at)
    elif version.frozen_at is None or (settled, version.owner) != (_way(plan), plan.owner):
        # What an agreement before this one signed stays as it was signed.
        version = drafting.open_version(version)
        version.save()
        target.indicator_version = version
        indicator_actions.set_way_of_measuring(version=version, plan=plan, by=by, at=at)
    target.low, target.high = plan.low, plan.high
    target.save()
    target.quarter_targets.all().delete()
    QuarterTarget.objects.bulk_create(
        QuarterTarget(target=target, quarter=quarter, value=value)
        for quarter, value in zip(QUARTERS, plan.quarter_targets, strict=True)
        if value is not None
    )


def _way(plan: MeasuringPlan) -> MeasuringPlan:
    """How an indicator is measured, without what each agreement says for itself."""
    nothing = (None,) * len(QUARTERS)
    return replace(plan, low=None, high=None, quarter_targets=nothing, owner=None)


@transaction.atomic
def note_budget_day(
    *, agreement: Agreement, approved_on: date, based_on: int | None, by: User, at: datetime
) -> Agreement:
    """The day its budget document was approved, from which the deadline for signing runs."""
    access.require(by, Permission.DRAFT_AGREEMENT, org_unit=agreement.org_unit, on=at.date())
    agreement = locked(agreement)
    require_seen(agreement, based_on)
    if approved_on > at.date():
        raise Refused("approval-still-ahead", field="approved_on")
    if abs(agreement.year - approved_on.year) > 1:
        raise Refused("approval-far-off", field="approved_on", year=agreement.year)
    before = audit.values(agreement, ("budget_approved_on", "due_on"))
    agreement.budget_approved_on = approved_on
    if agreement.revises_id is None and agreement.completes_id is None:
        agreement.due_on = due_after_budget(approved_on)
    next_edition(agreement)
    audit.note("note-budget-day", agreement, by=by, at=at, **audit.changed(agreement, before))
    return agreement


@transaction.atomic
def delete_draft(*, agreement: Agreement, based_on: int | None, by: User, at: datetime) -> None:
    """Removes a draft that was never signed. The audit chain remembers that it was there."""
    agreement = draft_for(agreement, by=by, at=at)
    require_seen(agreement, based_on)
    said = audit.changes(saying.outline(queries.agreement_text(agreement)), {})
    Agreement.objects.filter(pk=agreement.pk).delete()
    audit.note("delete-draft", agreement, by=by, at=at, year=agreement.year, **said)
