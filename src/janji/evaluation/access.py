"""Who settles what evaluation is held against, who explains, and who evaluates."""

from datetime import date

from django.db.models import QuerySet

from janji.agreements.models import Agreement
from janji.core.agreement_life import SIGNED_BY_BOTH, State
from janji.core.evaluation_life import State as EvaluationState
from janji.core.refusals import Refused
from janji.evaluation.models import Evaluation, ReachedDay
from janji.indicators.models import IndicatorVersion
from janji.measurements.models import Measurement
from janji.orgs import access
from janji.orgs.models import User
from janji.orgs.roles import Permission

SIGNED = frozenset(state.value for state in SIGNED_BY_BOTH)
"""States of an agreement that was promised; before them there is nothing to evaluate."""


def is_promised(agreement: Agreement) -> bool:
    """Whether both parties signed, also when the agreement is over by now."""
    return agreement.state in SIGNED


def settles_weights(agreement: Agreement) -> Permission:
    """What someone needs who settles weights and grids.

    In a draft whoever drafts it: they are part of what the parties agree. From the first signature
    on only the one to whom it was promised (decision 23).
    """
    is_draft = agreement.state == State.DRAFT
    return Permission.DRAFT_AGREEMENT if is_draft else Permission.SET_SCORING


def is_settled(agreement: Agreement) -> bool:
    """Whether an evaluation was published, after which weights and grids stay; one query."""
    return agreement.evaluations.filter(state=EvaluationState.PUBLISHED.value).exists()


def may_settle(user: access.Someone, agreement: Agreement, *, on: date) -> bool:
    """Whether someone may settle weights and grids now; a query, and one more where they may."""
    needed = settles_weights(agreement)
    return access.may(user, needed, org_unit=agreement.org_unit, on=on) and not is_settled(
        agreement
    )


def require_settling(by: User, agreement: Agreement, *, reason: str | None, on: date) -> None:
    """Refuses with `not-allowed`, `weights-settled` or `settling-reason-missing`."""
    access.require(by, settles_weights(agreement), org_unit=agreement.org_unit, on=on)
    if is_settled(agreement):
        raise Refused("weights-settled")
    if agreement.state != State.DRAFT and not reason:
        raise Refused("settling-reason-missing", field="reason")


def entered_figures(user: access.Someone, agreement: Agreement) -> bool:
    """Whether someone wrote down, or settled, a figure of the agreement; two queries.

    What was corrected since counts as well, and what was recorded under an earlier agreement of the
    year: an indicator's year runs on through revisions.
    """
    versions = IndicatorVersion.objects.filter(targets__objective__agreement=agreement)
    own = {"target__indicator_version__in": versions, "recorded_by_id": user.pk}
    return Measurement.objects.filter(**own).exists() or ReachedDay.objects.filter(**own).exists()


def may_evaluate(user: access.Someone, agreement: Agreement, *, on: date) -> bool:
    """Whether someone may evaluate: the right to, and no hand in the figures."""
    allowed = access.may(user, Permission.EVALUATE, org_unit=agreement.org_unit, on=on)
    return allowed and not entered_figures(user, agreement)


def require_evaluator(by: User, agreement: Agreement, *, on: date) -> None:
    """Refuses with `not-allowed` or `evaluator-entered-figures`."""
    access.require(by, Permission.EVALUATE, org_unit=agreement.org_unit, on=on)
    if entered_figures(by, agreement):
        raise Refused("evaluator-entered-figures", name=str(by))


def evaluations_seen_by(user: access.Someone, *, on: date) -> QuerySet[Evaluation]:
    """Evaluations that someone may read: published ones of what they see, drafts of evaluators only."""
    seen = Evaluation.objects.filter(agreement__org_unit__in=access.org_units_seen_by(user, on=on))
    own = access.org_units_permitting(user, Permission.EVALUATE, on=on)
    drafts = seen.filter(state=EvaluationState.DRAFT.value, agreement__org_unit__in=own)
    return seen.filter(state=EvaluationState.PUBLISHED.value) | drafts
