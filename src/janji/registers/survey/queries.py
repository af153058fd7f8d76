"""Reads: questionnaires, survey periods, responses in doubt, suggestions, invitations."""

from datetime import date
from functools import cache

from django.db.models import Count, F, Q, QuerySet

from janji.core.service_life import Stage
from janji.core.survey_life import PeriodState
from janji.kit.statements import KEY, Statement
from janji.orgs import access
from janji.orgs.models import OrgUnit, User
from janji.registers.services.models import Service, ServiceRequest
from janji.registers.survey.models import (
    Channel,
    FollowUpPlan,
    Instrument,
    Invitation,
    Period,
    Publication,
    Response,
    Review,
    SuggestionFollowUp,
)

SERVED = (Stage.FINISHED.value, Stage.HANDED_OVER.value)
"""Stages in which someone has received what they asked for."""
MOST_OFFERED = 50


def newest_instrument(org_unit: OrgUnit) -> Instrument | None:
    """The questionnaire an office would use for its next survey; one query."""
    return Instrument.objects.filter(org_unit=org_unit).first()


def instruments_of(org_unit: OrgUnit) -> QuerySet[Instrument]:
    """All versions of an office's questionnaire with their questions, newest first; two queries."""
    found = Instrument.objects.filter(org_unit=org_unit).select_related("set_by")
    return found.prefetch_related("questions").annotate(used=Count("periods"))


def periods_seen_by(user: access.Someone, *, on: date) -> QuerySet[Period]:
    """Surveys of offices whose data someone may read."""
    offices = access.org_units_seen_by(user, on=on)
    return Period.objects.filter(org_unit__in=offices).select_related("org_unit", "instrument")


@cache
def period_by_key() -> Statement[Period]:
    """Asks for a survey with its office and questionnaire."""
    return Statement(Period.objects.filter(pk=KEY).select_related("org_unit", "instrument"))


def running_period(org_unit: OrgUnit, day: date) -> Period | None:
    """The survey an office runs on a day; one query."""
    found = Period.objects.filter(
        org_unit=org_unit,
        state=PeriodState.RUNNING.value,
        starts_on__lte=day,
        ends_on__gte=day,
    )
    return found.select_related("org_unit", "instrument").first()


def open_period(slug: str) -> Period | None:
    """The survey at a public address, whatever its state but draft; one query."""
    found = Period.objects.exclude(state=PeriodState.DRAFT.value).filter(slug=slug)
    return found.select_related("org_unit", "instrument").first()


def count_population(period: Period) -> int:
    """Requests of the office that were finished during the period (our design); one query."""
    return ServiceRequest.objects.filter(
        org_unit=period.org_unit_id,
        stage__in=SERVED,
        finished_at__date__range=(period.starts_on, period.ends_on),
    ).count()


def population_of(period: Period) -> int | None:
    """How many were served: as kept, or counted now while the survey is not closed."""
    return count_population(period) if period.population is None else period.population


def last_entry(period: Period, by: User) -> Response | None:
    """The newest paper form someone typed in that still stands; one query."""
    mine = Response.objects.filter(period=period, channel=Channel.PAPER, recorded_by=by)
    return mine.exclude(review=Review.SET_ASIDE).order_by("-number").first()


def responses_of(period: Period) -> QuerySet[Response]:
    """All responses of a survey in the order they came."""
    return Response.objects.filter(period=period).select_related("service").order_by("number")


def queue_of(period: Period, state: str) -> QuerySet[Response]:
    """Responses in doubt, waiting ones unless settled ones are asked for."""
    settled = state in {Review.ACCEPTED.value, Review.SET_ASIDE.value}
    found = responses_of(period).filter(review=state if settled else Review.WAITING)
    return found.select_related("service", "reviewed_by")


def suggestions_of(period: Period, state: str) -> QuerySet[Response]:
    """Valid responses with a suggestion, newest first; new ones, settled ones, or all."""
    found = Response.objects.filter(period=period, is_valid=True, suggestion__isnull=False)
    if state == "baru":
        found = found.filter(follow_up=None)
    elif state == "ditangani":
        found = found.exclude(follow_up=None)
    return found.select_related("service", "follow_up__handled_by").order_by("-filled_on", "-pk")


def count_suggestions(period: Period) -> tuple[int, int]:
    """Suggestions, and those nobody has dealt with yet; one query."""
    found = Response.objects.filter(period=period, is_valid=True, suggestion__isnull=False)
    counted = found.aggregate(every=Count("pk"), new=Count("pk", filter=Q(follow_up=None)))
    return counted["every"], counted["new"]


def follow_up_of(response: Response) -> SuggestionFollowUp | None:
    """What is done about a suggestion; one query."""
    found = SuggestionFollowUp.objects.filter(response=response)
    return found.select_related("handled_by").first()


def plans_of(period: Period) -> list[FollowUpPlan]:
    """The plan that followed from a survey; one query."""
    return _plans_of_period().ask(period.pk)


@cache
def _plans_of_period() -> Statement[FollowUpPlan]:
    found = FollowUpPlan.objects.filter(period=KEY)
    return Statement(found.select_related("changed_by", "period"))


def period_before(period: Period) -> Period | None:
    """The office's survey before this one; one query."""
    earlier = Period.objects.filter(org_unit=period.org_unit_id, ends_on__lt=period.starts_on)
    return earlier.exclude(state=PeriodState.DRAFT.value).first()


def to_invite(period: Period, text: str) -> list[ServiceRequest]:
    """Finished requests of the period with their invitation, if they have one; one query."""
    found = ServiceRequest.objects.filter(
        org_unit=period.org_unit_id,
        stage__in=SERVED,
        finished_at__date__range=(period.starts_on, period.ends_on),
    )
    if text:
        found = found.filter(number__icontains=text)
    found = found.select_related("service", "survey_invitation")
    return list(found.order_by(F("finished_at").desc(), "-pk")[:MOST_OFFERED])


def requests_seen_by(user: access.Someone, *, on: date) -> QuerySet[ServiceRequest]:
    """Requests someone may invite for."""
    offices = access.org_units_seen_by(user, on=on)
    return ServiceRequest.objects.filter(org_unit__in=offices).select_related("org_unit")


def invitation_by(token: str) -> Invitation | None:
    """The invitation at a one-time address; one query."""
    found = Invitation.objects.filter(token=token)
    return found.select_related("request__org_unit", "request__service").first()


def invitations_seen_by(user: access.Someone, *, on: date) -> QuerySet[Invitation]:
    """Invitations of offices whose data someone may read."""
    offices = access.org_units_seen_by(user, on=on)
    return Invitation.objects.filter(request__org_unit__in=offices).select_related(
        "request__org_unit", "request__service"
    )


def publication_of(period: Period) -> Publication | None:
    """What is published of a survey now; one query."""
    return Publication.objects.filter(period=period, withdrawn_at=None).first()


def latest_publication(org_unit: OrgUnit) -> Publication | None:
    """The newest result an office has published; one query."""
    found = Publication.objects.filter(period__org_unit=org_unit, withdrawn_at=None)
    return found.select_related("period").order_by("-period__ends_on").first()


def services_offered(org_unit: OrgUnit, day: date) -> QuerySet[Service]:
    """Services a respondent may name: those open now or closed since."""
    return Service.objects.filter(org_unit=org_unit, active_from__lte=day)


def publications_of(org_unit: OrgUnit) -> QuerySet[Publication]:
    """Everything an office has published and not withdrawn, newest first."""
    found = Publication.objects.filter(period__org_unit=org_unit, withdrawn_at=None)
    return found.select_related("period").order_by("-period__ends_on")


def count_entries(period: Period) -> int:
    """Paper forms typed in that were not taken back; one query."""
    typed = Response.objects.filter(period=period, channel=Channel.PAPER)
    return typed.exclude(review=Review.SET_ASIDE).count()
