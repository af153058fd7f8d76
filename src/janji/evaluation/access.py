"""Who settles what evaluation is held against, who explains, and who evaluates."""

from datetime import date

from django.db.models import QuerySet

from janji.agreements.models import Agreement
from janji.core import evaluation_life
from janji.core.agreement_life import SIGNED_BY_BOTH, State
from janji.core.evaluation_life import State as EvaluationState
from janji.core.measurement_life import Taken
from janji.core.refusals import Refused
from janji.evaluation.models import Evaluation, ReachedDay
from janji.measurements.quarters.access import entered_in_year, taken_in_year
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


def _hands(by: User, agreement: Agreement) -> tuple[set[int], list[Taken]]:
    """Whether someone entered a figure of the office's year, and every step in its quarters."""
    days = ReachedDay.objects.filter(
        target__objective__agreement__org_unit=agreement.org_unit_id,
        target__objective__agreement__year=agreement.year,
        recorded_by=by,
    )
    entered = days.exists() or entered_in_year(agreement.org_unit, agreement.year, by)
    return {by.pk} if entered else set(), taken_in_year(agreement.org_unit, agreement.year)


def may_evaluate(user: User, agreement: Agreement, *, on: date) -> bool:
    """Whether someone may evaluate: the right to, and no hand in the figures of the year; at most seven queries."""
    return has_right(user, agreement, on=on) and why_not(user, agreement) is None


def has_right(user: access.Someone, agreement: Agreement, *, on: date) -> bool:
    """Whether someone evaluates offices like this one at all."""
    return access.may(user, Permission.EVALUATE, org_unit=agreement.org_unit, on=on)


def why_not(user: User, agreement: Agreement) -> Refused | None:
    """What hand someone had in the figures of the year, if any."""
    entered, taken = _hands(user, agreement)
    try:
        evaluation_life.require_no_hand(user.pk, entered=entered, taken=taken)
    except Refused as refusal:
        return refusal
    return None


def require_evaluator(by: User, agreement: Agreement, *, on: date) -> None:
    """Refuses with `not-allowed`, or with `evaluator-…-figures` who had a hand in the figures."""
    access.require(by, Permission.EVALUATE, org_unit=agreement.org_unit, on=on)
    entered, taken = _hands(by, agreement)
    evaluation_life.require_no_hand(by.pk, entered=entered, taken=taken)


def evaluations_seen_by(user: access.Someone, *, on: date) -> QuerySet[Evaluation]:
    """Evaluations that someone may read: published ones of what they see, drafts of evaluators only."""
    seen = Evaluation.objects.filter(agreement__org_unit__in=access.org_units_seen_by(user, on=on))
    own = access.org_units_permitting(user, Permission.EVALUATE, on=on)
    drafts = seen.filter(state=EvaluationState.DRAFT.value, agreement__org_unit__in=own)
    return seen.filter(state=EvaluationState.PUBLISHED.value) | drafts
