"""Changes of responses: entered, answered, looked at again. Nothing is ever deleted."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from janji.core.refusals import Refused
from janji.core.service_life import Stage
from janji.core.survey_life import Doubt, PeriodState
from janji.kit import audit
from janji.kit.editions import held_as_seen, held_row
from janji.orgs import access
from janji.orgs.models import User
from janji.orgs.roles import Permission
from janji.registers.facts import keeping as facts
from janji.registers.services import actions as services
from janji.registers.services.models import ServiceRequest
from janji.registers.survey import intake, queries
from janji.registers.survey.actions.periods import locked, random_word
from janji.registers.survey.intake import Filled, Origin
from janji.registers.survey.models import (
    REGISTER,
    Channel,
    Invitation,
    Period,
    Response,
    Review,
)

UNDONE = "Dibatalkan oleh pencatatnya"
TOKEN_LENGTH = 20
DONE_STAGES = (Stage.FINISHED.value, Stage.HANDED_OVER.value)


@transaction.atomic
def enter_paper(*, period: Period, filled: Filled, by: User, at: datetime) -> Response:
    """A paper form typed in by an official. Too many blanks wait for a second look."""
    period = locked(period)
    access.require(by, Permission.ENTER_SURVEY, org_unit=period.org_unit, on=at.date())
    paper = replace(filled, channel=Channel.PAPER.value)
    doubt = intake.doubt_about_form(paper.answers, period)
    made = _keep(period, paper, doubt, Origin(by, at))
    audit.note("enter-paper", made, by=by, at=at, number=made.number)
    return made


@transaction.atomic
def undo_entry(*, response: Response, by: User, at: datetime) -> Response:
    """Sets aside what someone has just typed in; only their own newest paper form of the period."""
    period = locked(response.period)
    access.require(by, Permission.ENTER_SURVEY, org_unit=period.org_unit, on=at.date())
    _require_running(period)
    last = queries.last_entry(period, by)
    if last is None or last.pk != response.pk:
        raise Refused("survey-undo-not-last")
    changed = _settle(last, Review.SET_ASIDE, UNDONE, by, at)
    audit.note("undo-entry", last, by=by, at=at, number=last.number, **changed)
    return last


@transaction.atomic
def answer_survey(
    *,
    period: Period,
    filled: Filled,
    draft: str,
    repeated: bool,
    at: datetime,
    by: User | None = None,
) -> Response:
    """An answer through the open form; `draft` names the filling, so that sending twice keeps one."""
    period = locked(period)
    known = Response.objects.filter(org_unit=period.org_unit, fingerprint=draft).first()
    if known is not None:
        return known
    doubt = intake.doubt_about_open(filled, period, repeated=repeated, at=at)
    made = _keep(period, filled, doubt, Origin(by, at, fingerprint=draft))
    audit.note("answer-survey", made, by=by, at=at, number=made.number)
    return made


@transaction.atomic
def answer_invitation(
    *, invitation: Invitation, filled: Filled, at: datetime, by: User | None = None
) -> Response:
    """An answer through someone's one-time address; refuses with `invitation-used` the next time."""
    invitation = held_row(Invitation.objects.select_related("request__org_unit"), invitation.pk)
    if invitation.used_on is not None:
        raise Refused("invitation-used")
    period = queries.running_period(invitation.request.org_unit, timezone.localdate(at))
    if period is None:
        raise Refused("survey-not-running", office=invitation.request.org_unit.name)
    period = locked(period)
    doubt = intake.doubt_about_form(filled.answers, period)
    invited = replace(filled, channel=Channel.INVITATION.value)
    made = _keep(period, invited, doubt, Origin(by, at, invitation=invitation))
    invitation.used_on = made.filled_on
    invitation.save(update_fields=["used_on"])
    _tell_request(invitation.request, filled, at)
    audit.note("answer-invitation", made, by=by, at=at, number=made.number)
    return made


def _tell_request(request: ServiceRequest, filled: Filled, at: datetime) -> None:
    """The services register learns how satisfied its applicant was: a sum and a count, no more."""
    given = [answer for answer in filled.answers if answer is not None]
    note_satisfaction: Any = getattr(services, "note_satisfaction", None)
    if note_satisfaction is not None and given:
        note_satisfaction(request=request, total=sum(given), count=len(given), by=None, at=at)


def _keep(period: Period, filled: Filled, doubt: Doubt | None, origin: Origin) -> Response:
    """The response with its number; call it with the period's row held."""
    _require_running(period)
    require_day(period, filled.filled_on, timezone.localdate(origin.recorded_at))
    if intake.is_empty(filled.answers):
        raise Refused("survey-nothing-answered")
    period.last_number += 1
    period.save(update_fields=["last_number"])
    made = intake.row(filled, period, period.last_number, doubt, origin)
    made.save(force_insert=True)
    facts.mark_changed(REGISTER, period.org_unit, [made.filled_on])
    return made


def _require_running(period: Period) -> None:
    if period.state != PeriodState.RUNNING:
        raise Refused("survey-not-running", office=period.org_unit.name)


def require_day(period: Period, day: date, today: date) -> None:
    """Refuses with `survey-day-outside` what was not filled in during the survey and by today."""
    if not period.starts_on <= day <= min(period.ends_on, today):
        raise Refused(
            "survey-day-outside",
            field="filled_on",
            first=f"{period.starts_on:%d-%m-%Y}",
            last=f"{min(period.ends_on, today):%d-%m-%Y}",
        )


@transaction.atomic
def settle_review(
    *,
    response: Response,
    accept: bool,
    reason: str,
    based_on: int | None,
    by: User,
    at: datetime,
) -> Response:
    """A person says whether a response counts. It stays in the register either way.

    Something already settled may be settled anew until the result is published; a response that
    was never in doubt may be set aside too. Setting aside needs a reason.
    """
    period = locked(response.period)
    access.require(by, Permission.MANAGE_SURVEY, org_unit=period.org_unit, on=at.date())
    if period.state == PeriodState.PUBLISHED:
        raise Refused("survey-settled", name=period.name)
    found = held_as_seen(Response.objects.select_related("period__org_unit"), response.pk, based_on)
    if not accept and not reason.strip():
        raise Refused("survey-reason-missing", field="reason")
    why = reason.strip()
    changed = _settle(found, Review.ACCEPTED if accept else Review.SET_ASIDE, why, by, at)
    audit.note("settle-review", found, by=by, at=at, number=found.number, why=why, **changed)
    return found


def _settle(
    response: Response, review: Review, reason: str, by: User, at: datetime
) -> audit.Changes:
    """Whether it counts, for a reason; what changed by that."""
    before = audit.values(response, ("review", "is_valid"))
    response.review = review.value
    response.is_valid = review is Review.ACCEPTED
    response.review_reason = reason or None
    response.reviewed_by, response.reviewed_at = by, at
    response.edition += 1
    response.save()
    facts.mark_changed(REGISTER, response.period.org_unit, [response.filled_on])
    return audit.changed(response, before)


@transaction.atomic
def give_invitation(*, request: ServiceRequest, by: User, at: datetime) -> Invitation:
    """A one-time address for someone whose request is finished; asked again, it is the same."""
    access.require(by, Permission.ENTER_SURVEY, org_unit=request.org_unit, on=at.date())
    if request.stage not in DONE_STAGES:
        raise Refused("invitation-not-finished", number=request.number)
    # Held, so that asked for twice at once it is given once.
    held_row(ServiceRequest.objects, request.pk)
    known = Invitation.objects.filter(request=request).first()
    if known is not None:
        return known
    made = Invitation.objects.create(
        request=request, token=random_word(TOKEN_LENGTH), given_by=by, given_at=at
    )
    audit.note("give-invitation", made, by=by, at=at)
    return made
