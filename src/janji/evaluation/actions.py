"""Everything that changes what evaluation is held against, what is explained, and what is evaluated."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from janji.agreements.models import Agreement, Target
from janji.core.efficiency import formula_sheet
from janji.core.evaluation import WhenUndefined, require_weights
from janji.core.evaluation_life import Deed, State, after
from janji.core.numbers import written_exactly
from janji.core.periods import has_begun, is_over
from janji.core.refusals import Refused
from janji.core.target_grids import SCORES, grid_of
from janji.evaluation import access as evaluation_access
from janji.evaluation.freezing import digest_of, scores_of
from janji.evaluation.models import (
    Evaluation,
    EvaluationChoice,
    Explanation,
    GridPoint,
    MidTermTarget,
    ReachedDay,
    TargetGrid,
    Weight,
    WeightSet,
)
from janji.evaluation.queries import (
    blocks_of,
    days_of,
    efficiency_for,
    evaluated,
    explanations_of,
)
from janji.indicators.models import Indicator
from janji.kit import audit
from janji.kit.editions import held_as_seen, held_row, require_seen
from janji.orgs import access
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission

Point = Decimal | date
WORDS = "target__indicator_version"
MID_TERM = ("year", "value", "reached_before", "reached_until")


def _held_agreement(key: int) -> Agreement:
    return held_row(Agreement.objects.select_related("org_unit"), key)


@transaction.atomic
def settle_weights(
    *,
    agreement: Agreement,
    targets: Mapping[int, Decimal | None],
    objectives: Mapping[int, Decimal | None],
    reason: str | None,
    based_on: int | None,
    by: User,
    at: datetime,
) -> WeightSet:
    """All weights of an agreement at once, by keys; none at all means that everything weighs the same.

    Those of an objective's targets come to 100 percent together, and so do those of the objectives.
    """
    agreement = _held_agreement(agreement.pk)
    evaluation_access.require_settling(by, agreement, reason=reason, on=at.date())
    last = WeightSet.objects.filter(agreement=agreement, is_latest=True).first()
    require_seen(last, based_on)
    rows = _weights(agreement, targets, objectives)
    WeightSet.objects.filter(agreement=agreement, is_latest=True).update(is_latest=False)
    made = WeightSet.objects.create(
        agreement=agreement, reason=reason, settled_by=by, settled_at=at
    )
    for one in rows:
        one.weight_set = made
    Weight.objects.bulk_create(rows)
    audit.note(
        "settle-weights",
        made,
        by=by,
        at=at,
        agreement=agreement.pk,
        why=reason,
        **audit.changes(_said(last.weights.select_related(WORDS) if last else ()), _said(rows)),
    )
    return made


def _weights(
    agreement: Agreement,
    targets: Mapping[int, Decimal | None],
    objectives: Mapping[int, Decimal | None],
) -> list[Weight]:
    blocks = blocks_of(agreement)
    require_weights([objectives.get(one.pk) for one, _ in blocks], about="Sasaran")
    rows = []
    for place, (objective, some) in enumerate(blocks, 1):
        about = f"Sasaran {objective.number or place}"
        require_weights([targets.get(one.pk) for one in some], about=about)
        above = objectives.get(objective.pk)
        if above is not None:
            rows.append(Weight(objective_text=objective.text, percent=above))
        rows += [
            Weight(target=one, percent=percent)
            for one in some
            if (percent := targets.get(one.pk)) is not None
        ]
    return rows


def _said(weights: Iterable[Weight]) -> dict[str, str]:
    return {
        str(one.target.indicator_version if one.target else one.objective_text): said
        for one in weights
        for said in [f"{written_exactly(one.percent)} %"]
    }


@transaction.atomic
def settle_grid(
    *,
    target: Target,
    points: Sequence[Point | None],
    reason: str | None,
    based_on: int | None,
    by: User,
    at: datetime,
) -> TargetGrid | None:
    """The five values of a target that earn 100 to 60, best first; all empty takes the grid away."""
    agreement = _held_agreement(target.objective.agreement_id)
    evaluation_access.require_settling(by, agreement, reason=reason, on=at.date())
    last = TargetGrid.objects.filter(target=target, ended_at__isnull=True).first()
    require_seen(last, based_on)
    wanted = any(one is not None for one in points)
    if wanted:
        grid_of(points)
    elif last is None:
        raise Refused("grid-incomplete")
    before = _points(last.points.all() if last else ())
    TargetGrid.objects.filter(target=target, ended_at__isnull=True).update(ended_by=by, ended_at=at)
    if not wanted and last is not None:
        said = audit.changes(before, {})
        audit.note("end-grid", last, by=by, at=at, target=target.pk, why=reason, **said)
        return None
    made = TargetGrid.objects.create(target=target, reason=reason, settled_by=by, settled_at=at)
    rows = [
        GridPoint(grid=made, score=score, day=one)
        if isinstance(one, date)
        else GridPoint(grid=made, score=score, value=one)
        for score, one in zip(SCORES, points, strict=True)
    ]
    GridPoint.objects.bulk_create(rows)
    audit.note(
        "settle-grid",
        made,
        by=by,
        at=at,
        target=target.pk,
        why=reason,
        **audit.changes(before, _points(rows)),
    )
    return made


def _points(points: Iterable[GridPoint]) -> dict[str, str]:
    """What earns each score, in words."""
    return {
        f"nilai {one.score}": str(one.day) if one.value is None else written_exactly(one.value)
        for one in points
    }


@transaction.atomic
def record_reached_day(
    *,
    target: Target,
    day: date,
    document: str,
    based_on: int | None,
    by: User,
    at: datetime,
) -> ReachedDay:
    """The day on which what a grid of days asks for was done, with the document that shows it."""
    agreement = _held_agreement(target.objective.agreement_id)
    access.require(by, Permission.RECORD_ACTUAL, org_unit=agreement.org_unit, on=at.date())
    if not evaluation_access.is_promised(agreement):
        raise Refused("evaluation-needs-agreement")
    if not GridPoint.objects.filter(
        grid__target=target, grid__ended_at__isnull=True, day__isnull=False
    ).exists():
        raise Refused("grid-of-numbers")
    if day > timezone.localdate(at):
        raise Refused("day-in-future", field="day")
    standing = days_of(target).filter(is_latest=True)
    last = standing.first()
    require_seen(last, based_on)
    standing.update(is_latest=False)
    made = ReachedDay.objects.create(
        target=target, day=day, document=document, recorded_by=by, recorded_at=at
    )
    audit.note(
        "record-reached-day",
        made,
        by=by,
        at=at,
        target=target.pk,
        **audit.changed(made, audit.values(last, ("day", "document"))),
    )
    return made


@transaction.atomic
def settle_mid_term_target(
    *,
    indicator: Indicator,
    year: int,
    value: Decimal,
    reached_before: Decimal | None,
    reached_until: int | None,
    document: str,
    based_on: int | None,
    by: User,
    at: datetime,
) -> MidTermTarget:
    """What an indicator should come to in a later year, and what it came to before, by a document."""
    indicator = held_row(Indicator.objects.select_related("org_unit"), indicator.pk)
    access.require(by, Permission.DRAFT_AGREEMENT, org_unit=indicator.org_unit, on=at.date())
    if (reached_before is None) != (reached_until is None):
        raise Refused("mid-term-reached-half", field="reached_until")
    if reached_until is not None and year <= reached_until:
        raise Refused("mid-term-year-early", field="year", year=reached_until + 1)
    last = MidTermTarget.objects.filter(indicator=indicator, is_latest=True).first()
    require_seen(last, based_on)
    MidTermTarget.objects.filter(indicator=indicator, is_latest=True).update(is_latest=False)
    made = MidTermTarget.objects.create(
        indicator=indicator,
        year=year,
        value=value,
        reached_before=reached_before,
        reached_until=reached_until,
        document=document,
        settled_by=by,
        settled_at=at,
    )
    audit.note(
        "settle-mid-term-target",
        made,
        by=by,
        at=at,
        indicator=indicator.pk,
        why=document,
        **audit.changed(made, audit.values(last, MID_TERM)),
    )
    return made


@transaction.atomic
def write_explanation(
    *,
    target: Target,
    quarter: int,
    causes: str,
    obstacles: str | None,
    remedies: str | None,
    based_on: int | None,
    by: User,
    at: datetime,
) -> Explanation:
    """Why a figure came out so; what was written before stays readable."""
    agreement = _held_agreement(target.objective.agreement_id)
    access.require(by, Permission.EXPLAIN_ACHIEVEMENT, org_unit=agreement.org_unit, on=at.date())
    if not evaluation_access.is_promised(agreement):
        raise Refused("evaluation-needs-agreement")
    if not has_begun(agreement.year, quarter, timezone.localdate(at)):
        raise Refused("explanation-too-early", quarter=f"TW {quarter}", year=agreement.year)
    if not causes.strip():
        raise Refused("causes-missing", field="causes")
    standing = explanations_of(target, quarter).filter(is_latest=True)
    last = standing.first()
    require_seen(last, based_on)
    standing.update(is_latest=False)
    made = Explanation.objects.create(
        target=target,
        quarter=quarter,
        causes=causes,
        obstacles=obstacles,
        remedies=remedies,
        written_by=by,
        written_at=at,
    )
    changed = audit.changed(made, audit.values(last, ("causes", "obstacles", "remedies")))
    audit.note(
        "write-explanation", made, by=by, at=at, target=target.pk, quarter=quarter, **changed
    )
    return made


@transaction.atomic
def settle_evaluation_choice(
    *,
    org_unit: OrgUnit,
    from_year: int,
    formula: str,
    undefined: str,
    based_on: int | None,
    by: User,
    at: datetime,
) -> EvaluationChoice:
    """What evaluations of an office and all below it are made by, from a year on."""
    org_unit = held_row(OrgUnit.objects, org_unit.pk)
    access.require(by, Permission.SET_SCORING, org_unit=org_unit, on=at.date())
    formula_sheet(formula)
    standing = EvaluationChoice.objects.filter(
        org_unit=org_unit, from_year=from_year, is_latest=True
    )
    last = standing.first()
    # Another year than the one on screen begins anew.
    if last is not None:
        require_seen(last, based_on)
    standing.update(is_latest=False)
    made = EvaluationChoice.objects.create(
        org_unit=org_unit,
        from_year=from_year,
        formula=formula,
        undefined=WhenUndefined(undefined).value,
        settled_by=by,
        settled_at=at,
    )
    audit.note(
        "settle-evaluation-choice",
        made,
        by=by,
        at=at,
        from_year=from_year,
        **audit.changed(made, audit.values(last, ("formula", "undefined"))),
    )
    return made


@transaction.atomic
def write_evaluation(
    *,
    agreement: Agreement,
    quarter: int,
    notes: str,
    recommendations: str | None,
    based_on: int | None,
    by: User,
    at: datetime,
) -> Evaluation:
    """Begins the evaluation of an agreement up to a quarter, or rewrites its draft."""
    agreement = _held_agreement(agreement.pk)
    _require_evaluating(agreement, by, at)
    standing = agreement.evaluations.filter(quarter=quarter)
    draft = standing.filter(state=State.DRAFT.value).first()
    before = audit.values(draft, ("notes", "recommendations"))
    if draft is not None:
        draft = held_as_seen(Evaluation.objects, draft.pk, based_on)
        draft.state = after(State(draft.state), Deed.REWRITE).value
        draft.notes, draft.recommendations = notes, recommendations
        draft.written_by, draft.written_at = by, at
        draft.edition += 1
        draft.save()
    else:
        require_seen(None, based_on)
        if standing.exists():
            raise Refused("evaluation-stands", quarter=f"TW {quarter}")
        draft = Evaluation.objects.create(
            agreement=agreement,
            quarter=quarter,
            notes=notes,
            recommendations=recommendations,
            written_by=by,
            written_at=at,
        )
    changed = audit.changed(draft, before)
    audit.note(
        "write-evaluation",
        draft,
        by=by,
        at=at,
        agreement=agreement.pk,
        quarter=quarter,
        **changed,
    )
    return draft


def _require_evaluating(agreement: Agreement, by: User, at: datetime) -> None:
    evaluation_access.require_evaluator(by, agreement, on=at.date())
    if not evaluation_access.is_promised(agreement):
        raise Refused("evaluation-needs-agreement")


@transaction.atomic
def publish_evaluation(
    *,
    evaluation: Evaluation,
    seen: str,
    based_on: int | None,
    by: User,
    at: datetime,
) -> Evaluation:
    """Freezes the scores as they stand and publishes the evaluation, which never changes again.

    `seen` is the digest of the scores that were on screen, so that nobody publishes other numbers.
    """
    agreement = _held_agreement(evaluation.agreement_id)
    _require_evaluating(agreement, by, at)
    evaluation = held_as_seen(Evaluation.objects, evaluation.pk, based_on)
    before = audit.values(evaluation, ["state"])
    evaluation.state = after(State(evaluation.state), Deed.PUBLISH).value
    today = timezone.localdate(at)
    if not is_over(agreement.year, evaluation.quarter, today):
        raise Refused(
            "evaluation-too-early", quarter=f"TW {evaluation.quarter}", year=agreement.year
        )
    found = evaluated(agreement, today, quarter=evaluation.quarter)
    if found.weighted.shown.value is None:
        raise Refused("evaluation-says-nothing")
    scores = scores_of(found, efficiency_for(found))
    digest = digest_of(scores)
    if digest != seen:
        raise Refused("scores-moved")
    evaluation.scores, evaluation.digest = scores, digest
    evaluation.published_by, evaluation.published_at = by, at
    evaluation.edition += 1
    evaluation.save()
    audit.note(
        "publish-evaluation",
        evaluation,
        by=by,
        at=at,
        agreement=agreement.pk,
        quarter=evaluation.quarter,
        digest=digest,
        **audit.changed(evaluation, before),
    )
    return evaluation


@transaction.atomic
def correct_evaluation(
    *, evaluation: Evaluation, reason: str, by: User, at: datetime
) -> Evaluation:
    """Opens a new draft that corrects a published evaluation; the published one stays as it is."""
    agreement = _held_agreement(evaluation.agreement_id)
    _require_evaluating(agreement, by, at)
    evaluation = held_row(Evaluation.objects, evaluation.pk)
    if evaluation.state != State.PUBLISHED:
        raise Refused("evaluation-not-published")
    if evaluation.corrected_by.exists():
        raise Refused("evaluation-already-corrected")
    made = Evaluation.objects.create(
        agreement=agreement,
        quarter=evaluation.quarter,
        number=evaluation.number + 1,
        notes=evaluation.notes,
        recommendations=evaluation.recommendations,
        corrects=evaluation,
        correction_reason=reason,
        written_by=by,
        written_at=at,
    )
    audit.note("correct-evaluation", made, by=by, at=at, corrects=evaluation.pk, why=reason)
    return made
