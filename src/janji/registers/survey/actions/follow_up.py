"""Changes that follow from a survey: publication, the plan, what becomes of suggestions."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from janji.core.refusals import Refused
from janji.core.satisfaction import NoIndex
from janji.core.survey_life import PeriodDeed, PeriodState, after
from janji.kit import audit
from janji.kit.editions import held_as_seen, held_row, require_seen
from janji.orgs import access
from janji.orgs.models import User
from janji.orgs.roles import Permission
from janji.registers.survey import results
from janji.registers.survey.actions.periods import locked, move_to
from janji.registers.survey.models import (
    FollowUpPlan,
    FollowUpState,
    Period,
    Publication,
    Response,
    SuggestionFollowUp,
)


@transaction.atomic
def publish_period(
    *, period: Period, place: str, based_on: int | None, by: User, at: datetime
) -> Publication:
    """Publishes the result as it stands; from then on its responses do not change."""
    period = locked(period)
    access.require(by, Permission.MANAGE_SURVEY, org_unit=period.org_unit, on=at.date())
    require_seen(period, based_on)
    to = after(PeriodState(period.state), PeriodDeed.PUBLISH)
    result = results.result_of(period)
    if isinstance(result.index, NoIndex):
        raise Refused("survey-nothing-to-publish", name=period.name)
    if result.waiting:
        raise Refused("survey-still-waiting", count=result.waiting)
    before = audit.values(period, ["state"])
    move_to(period, to)
    made = Publication.objects.create(
        period=period,
        result=results.as_json(result),
        place=place,
        published_by=by,
        published_at=at,
    )
    told = {"respondents": result.tally.respondents} | audit.changed(period, before)
    audit.note("publish-survey", period, by=by, at=at, **told)
    return made


@transaction.atomic
def withdraw_publication(
    *, period: Period, reason: str, based_on: int | None, by: User, at: datetime
) -> Period:
    """Takes a published result back, with its reason; the publication itself is kept."""
    period = locked(period)
    access.require(by, Permission.MANAGE_SURVEY, org_unit=period.org_unit, on=at.date())
    require_seen(period, based_on)
    if not reason.strip():
        raise Refused("survey-reason-missing", field="reason")
    to = after(PeriodState(period.state), PeriodDeed.WITHDRAW)
    Publication.objects.filter(period=period, withdrawn_at=None).update(
        withdrawn_by=by, withdrawn_at=at, withdrawn_reason=reason.strip()
    )
    before = audit.values(period, ["state"])
    move_to(period, to)
    changed = audit.changed(period, before)
    audit.note("withdraw-survey", period, by=by, at=at, why=reason.strip(), **changed)
    return period


@dataclass(frozen=True, slots=True)
class Activity:
    """A line of the plan: what is done about an element, by when, by whom."""

    element: str
    activity: str
    due_year: int
    due_quarter: int
    responsible: str


@transaction.atomic
def add_plan(*, period: Period, activity: Activity, by: User, at: datetime) -> FollowUpPlan:
    """A line at the end of the plan."""
    period = locked(period)
    access.require(by, Permission.MANAGE_SURVEY, org_unit=period.org_unit, on=at.date())
    if period.state == PeriodState.DRAFT:
        raise Refused("survey-not-begun", name=period.name)
    made = FollowUpPlan.objects.create(
        period=period,
        priority=period.plans.count() + 1,
        element=activity.element,
        activity=activity.activity,
        due_year=activity.due_year,
        due_quarter=activity.due_quarter,
        responsible=activity.responsible,
        changed_by=by,
        changed_at=at,
    )
    audit.note("add-plan", made, by=by, at=at, element=activity.element)
    return made


@transaction.atomic
def update_plan(
    *,
    plan: FollowUpPlan,
    state: str,
    evidence: str | None,
    based_on: int | None,
    by: User,
    at: datetime,
) -> FollowUpPlan:
    """How far a line of the plan is; what is done needs what shows it."""
    access.require(by, Permission.MANAGE_SURVEY, org_unit=plan.period.org_unit, on=at.date())
    plan = held_as_seen(FollowUpPlan.objects.select_related("period"), plan.pk, based_on)
    if state == FollowUpState.DONE and not evidence:
        raise Refused("plan-evidence-missing", field="evidence")
    before = audit.values(plan, ("state", "evidence"))
    plan.state, plan.evidence = state, evidence
    plan.edition += 1
    plan.changed_by, plan.changed_at = by, at
    plan.save()
    changed = audit.changed(plan, before)
    audit.note("update-plan", plan, by=by, at=at, **changed)
    return plan


@transaction.atomic
def handle_suggestion(
    *,
    response: Response,
    element: str | None,
    state: str,
    notes: str,
    based_on: int | None,
    by: User,
    at: datetime,
) -> SuggestionFollowUp:
    """What is done about a suggestion."""
    access.require(by, Permission.MANAGE_SURVEY, org_unit=response.org_unit, on=at.date())
    if not response.suggestion:
        raise Refused("suggestion-missing")
    if not notes.strip():
        raise Refused("survey-reason-missing", field="notes")
    # The response is held: what is done about it may not have a row yet.
    held_row(Response.objects, response.pk)
    known = SuggestionFollowUp.objects.filter(response=response).first()
    require_seen(known, based_on)
    said = known or SuggestionFollowUp(response=response, edition=0)
    before = audit.values(known, ("element", "state", "notes"))
    said.element, said.state, said.notes = element, state, notes.strip()
    said.handled_by, said.handled_at = by, at
    said.edition += 1
    said.save()
    audit.note("handle-suggestion", said, by=by, at=at, **audit.changed(said, before))
    return said
