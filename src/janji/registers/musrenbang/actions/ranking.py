"""Changes of how proposals are scored and in which order they stand."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from janji.core.musrenbang import RANKED, SCORED, require_score, settled_weights
from janji.core.refusals import Refused
from janji.kit import audit
from janji.kit.editions import held_row, require_seen
from janji.orgs import access
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission
from janji.registers.musrenbang.access import deciding, require_decider
from janji.registers.musrenbang.models import Criteria, Criterion, Proposal, Score

CHECK = Permission.CHECK_RECORDS


@transaction.atomic
def set_criteria(
    *,
    org_unit: OrgUnit,
    plan_year: int,
    weighed: Sequence[tuple[str, Decimal]],
    based_on: int | None,
    by: User,
    at: datetime,
) -> Criteria:
    """By what an office scores the proposals of a plan year; once something is scored it holds."""
    access.require(by, CHECK, org_unit=org_unit, on=at.date())
    held_row(OrgUnit.objects.all(), org_unit.pk)
    criteria = Criteria.objects.filter(org_unit=org_unit, plan_year=plan_year).first()
    require_seen(criteria, based_on)
    if Score.objects.filter(criterion__criteria=criteria).exists():
        raise Refused("criteria-in-use", year=plan_year)
    settled_weights([weight for _, weight in weighed])
    if len({name.casefold() for name, _ in weighed}) < len(weighed):
        raise Refused("criteria-alike", field="name_1")
    if criteria is None:
        criteria = Criteria(org_unit=org_unit, plan_year=plan_year)
    else:
        criteria.edition += 1
    criteria.changed_by, criteria.changed_at = by, at
    criteria.save()
    before = {one.name: str(one.weight) for one in criteria.entries.all()}
    # Nothing is scored by them yet: the year's criteria are rewritten as a whole.
    criteria.entries.all().delete()
    Criterion.objects.bulk_create(
        Criterion(criteria=criteria, place=place, name=name, weight=weight)
        for place, (name, weight) in enumerate(weighed, start=1)
    )
    now = dict.fromkeys(before) | {name: str(weight) for name, weight in weighed}
    changed = audit.changes(before, now)
    audit.note("set-criteria", criteria, by=by, at=at, plan_year=plan_year, **changed)
    return criteria


@transaction.atomic
def score_proposal(
    *, proposal: Proposal, scores: Mapping[int, int], by: User, at: datetime
) -> Proposal:
    """An assessor's own scores of a proposal, by the criteria of the district's plan year.

    Whoever scores again changes their own scores and nobody else's.
    """
    proposal = held_row(Proposal.objects.select_related("org_unit"), proposal.pk)
    require_decider(by, CHECK, proposal.org_unit, on=at.date())
    if proposal.struck_at is not None:
        raise Refused("proposal-struck", title=proposal.title)
    if proposal.state not in SCORED:
        raise Refused("proposal-not-scored-now", title=proposal.title)
    district = deciding(proposal.org_unit)
    entries = Criterion.objects.filter(
        criteria__org_unit=district, criteria__plan_year=proposal.plan_year
    )
    known = set(entries.values_list("pk", flat=True))
    if not known or set(scores) != known:
        raise Refused("scores-incomplete")
    for value in scores.values():
        require_score(value)
    given = {one.criterion_id: one for one in proposal.scores.filter(given_by=by)}
    called = dict(entries.values_list("pk", "name"))
    before = {called[key]: one.value for key, one in given.items() if key in called}
    for criterion, value in sorted(scores.items()):
        row = given.get(criterion) or Score(proposal=proposal, criterion_id=criterion, given_by=by)
        row.value, row.given_at = value, at
        row.save()
    changed = audit.changes(before, {called[key]: value for key, value in scores.items()})
    audit.note("score-proposal", proposal, by=by, at=at, **changed)
    return proposal


@transaction.atomic
def place_proposal(
    *,
    proposal: Proposal,
    place: int | None,
    reason: str,
    based_on: int | None,
    by: User,
    at: datetime,
) -> Proposal:
    """People put a proposal elsewhere in the district's order, with the reason; `None` takes that back."""
    proposal = held_row(Proposal.objects.select_related("org_unit"), proposal.pk)
    require_decider(by, CHECK, proposal.org_unit, on=at.date())
    require_seen(proposal, based_on)
    if proposal.struck_at is not None:
        raise Refused("proposal-struck", title=proposal.title)
    if proposal.state not in RANKED:
        raise Refused("proposal-not-ranked", title=proposal.title)
    if not reason.strip():
        raise Refused("proposal-reason-missing", field="reason")
    changed = audit.changes({"placed": proposal.placed}, {"placed": place})
    has_place = place is not None
    proposal.placed, proposal.placed_reason = place, reason.strip() if has_place else None
    proposal.placed_by, proposal.placed_at = (by, at) if has_place else (None, None)
    proposal.edition += 1
    proposal.save()
    audit.note("place-proposal", proposal, by=by, at=at, why=reason.strip(), **changed)
    return proposal
