"""Doors to the public survey: nine questions, a few words about oneself, thanks, and the result."""

from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from janji.core.refusals import Refused
from janji.core.satisfaction import HIGHEST_ANSWER, LOWEST_ANSWER
from janji.core.survey_life import PeriodState
from janji.kit import refusals
from janji.orgs.models import OrgUnit
from janji.portal.surveys import filling as fillings
from janji.portal.surveys.filling import Filling
from janji.portal.surveys.forms import RespondentForm
from janji.portal.surveys.published import published_page
from janji.registers.survey import actions, queries
from janji.registers.survey.intake import Filled, Respondent
from janji.registers.survey.models import Channel, Period, Question, Response

post_or_get = require_http_methods(["GET", "POST"])
CHANNELS = {"qr": Channel.QR.value}
"""What the address of a QR code says of how someone came."""


def _period(slug: str) -> Period:
    period = queries.open_period(slug)
    if period is None:
        raise Http404
    return period


def _is_open(period: Period, today: date) -> bool:
    running = period.state == PeriodState.RUNNING
    return running and period.starts_on <= today <= period.ends_on


def _shut(request: HttpRequest, period: Period) -> HttpResponse:
    """Kindly says that nothing can be answered now."""
    context = {
        "office": period.org_unit,
        "period": period,
        "is_ahead": period.state == PeriodState.RUNNING and timezone.localdate() < period.starts_on,
        "publication": queries.latest_publication(period.org_unit),
    }
    return render(request, "portal/surveys/shut.html", context, status=410)


def _no_more(request: HttpRequest, office: OrgUnit, sentence: str) -> HttpResponse:
    context = {
        "office": office,
        "sentence": sentence,
        "publication": queries.latest_publication(office),
    }
    return render(request, "portal/surveys/no_more.html", context, status=410)


@login_not_required
@never_cache
@require_GET
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """The first question, with what this is about above it."""
    period = _period(slug)
    if not _is_open(period, timezone.localdate()):
        return _shut(request, period)
    if fillings.is_kiosk(request.session, slug):
        # The respondent before may have walked away half way.
        fillings.forget(request.session)
    filling = fillings.current(request.session, slug)
    channel = CHANNELS.get(request.GET.get("lewat", ""))
    if channel and filling.channel == Channel.LINK:
        filling.channel = channel
        fillings.keep(request.session, filling)
    return _ask(request, period, filling, 1)


@login_not_required
@never_cache
@post_or_get
def question(request: HttpRequest, slug: str, place: int) -> HttpResponse:
    """One question; an answer leads to the next."""
    period = _period(slug)
    if not _is_open(period, timezone.localdate()):
        return _shut(request, period)
    filling = fillings.current(request.session, slug)
    if request.method == "GET":
        return _ask(request, period, filling, place)
    asked = get_object_or_404(period.instrument.questions, place=place)
    _take(filling, asked, request.POST.get("nilai", ""))
    fillings.keep(request.session, filling)
    following = period.instrument.questions.filter(place__gt=place).first()
    if following is None:
        return redirect("public-surveys:finish", slug)
    return redirect("public-surveys:question", slug, following.place)


def _take(filling: Filling, asked: Question, said: str) -> None:
    """An answer from 1 to 4; anything else leaves the question unanswered."""
    known = {str(number): number for number in range(LOWEST_ANSWER, HIGHEST_ANSWER + 1)}
    filling.answers.pop(asked.element, None)
    if said in known:
        filling.answers[asked.element] = known[said]


def _ask(request: HttpRequest, period: Period, filling: Filling, place: int) -> HttpResponse:
    questions = list(period.instrument.questions.all())
    asked = next((one for one in questions if one.place == place), None)
    if asked is None:
        raise Http404
    context = {
        "office": period.org_unit,
        "period": period,
        "question": asked,
        "options": list(enumerate(asked.options, start=1)),
        "chosen": filling.answers.get(asked.element),
        "count": len(questions),
        "before": max((one.place for one in questions if one.place < place), default=None),
        "is_invited": filling.token is not None,
    }
    return render(request, "portal/surveys/question.html", context)


@login_not_required
@never_cache
@post_or_get
def finish(request: HttpRequest, slug: str) -> HttpResponse:
    """A few words about oneself, a suggestion, and sending."""
    period, today = _period(slug), timezone.localdate()
    filling = fillings.current(request.session, slug)
    if not filling.answers:
        # Sent already, or nothing answered: the page after sending may be asked for again.
        answered = fillings.is_repeated(request.session, slug)
        return redirect(f"public-surveys:{'thanks' if answered else 'start'}", slug)
    if not _is_open(period, today):
        return _shut(request, period)
    invited = queries.invitation_by(filling.token) if filling.token else None
    initial = {"service": invited.request.service_id} if invited else {}
    said = request.POST if request.method == "POST" else None
    form = RespondentForm(said, office=period.org_unit, day=today, initial=initial)
    if form.is_valid():
        try:
            _send(request, period, filling, form.respondent(), form.said_suggestion())
        except Refused as refusal:
            fillings.forget(request.session)
            return _no_more(request, period.org_unit, refusals.sentence(refusal))
        fillings.sent(request.session, slug)
        return redirect("public-surveys:thanks", slug)
    context = {
        "office": period.org_unit,
        "period": period,
        "form": form,
        "last": period.instrument.questions.last(),
        "unanswered": period.instrument.questions.count() - len(filling.answers),
        "is_invited": invited is not None,
    }
    status = 422 if form.errors else 200
    return render(request, "portal/surveys/finish.html", context, status=status)


def _send(
    request: HttpRequest,
    period: Period,
    filling: Filling,
    respondent: Respondent,
    suggestion: str | None,
) -> Response:
    now = timezone.now()
    day = timezone.localdate(now)
    filled = Filled(filling.in_order, day, filling.channel, respondent, suggestion)
    if filling.token:
        invitation = queries.invitation_by(filling.token)
        if invitation is None:
            raise Http404
        return actions.answer_invitation(invitation=invitation, filled=filled, at=now)
    return actions.answer_survey(
        period=period,
        filled=filled,
        draft=filling.draft,
        repeated=fillings.is_repeated(request.session, period.slug),
        at=now,
    )


@login_not_required
@never_cache
@require_GET
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    """Thanks, with what others said before."""
    period = _period(slug)
    context = {
        "office": period.org_unit,
        "period": period,
        "is_kiosk": fillings.is_kiosk(request.session, slug),
        "publication": queries.latest_publication(period.org_unit),
    }
    return render(request, "portal/surveys/thanks.html", context)


@login_not_required
@never_cache
@require_GET
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """A one-time address from a finished request; used once, it says so kindly."""
    invited = queries.invitation_by(token)
    if invited is None:
        raise Http404
    office = invited.request.org_unit
    if invited.used_on is not None:
        return _no_more(request, office, refusals.sentence(Refused("invitation-used")))
    period = queries.running_period(office, timezone.localdate())
    if period is None:
        refusal = Refused("survey-not-running", office=office.name)
        return _no_more(request, office, refusals.sentence(refusal))
    filling = fillings.current(request.session, period.slug)
    if filling.token != token:
        fillings.forget(request.session)
        filling = fillings.current(request.session, period.slug)
    filling.token, filling.channel = token, Channel.INVITATION.value
    fillings.keep(request.session, filling)
    return redirect("public-surveys:start", period.slug)


@login_not_required
@never_cache
@require_GET
def kiosk(request: HttpRequest, key: str) -> HttpResponse:
    """Makes this browser one that stands in the service room for everyone."""
    period = get_object_or_404(Period.objects.exclude(state=PeriodState.DRAFT), kiosk_key=key)
    fillings.begin_kiosk(request.session, period.slug)
    return redirect("public-surveys:start", period.slug)


@login_not_required
@require_GET
def office(request: HttpRequest, office: str) -> HttpResponse:
    """What an office has published, newest first."""
    found = get_object_or_404(OrgUnit, slug=office)
    context = {"office": found, "publications": queries.publications_of(found)}
    return render(request, "portal/surveys/office.html", context)


@login_not_required
@require_GET
def result(request: HttpRequest, slug: str) -> HttpResponse:
    """The published result with its method and what follows from it."""
    return _published(request, slug, "portal/surveys/result.html")


@login_not_required
@require_GET
def poster(request: HttpRequest, slug: str) -> HttpResponse:
    """The result on one sheet for the wall of the service room."""
    return _published(request, slug, "portal/surveys/poster.html")


def _published(request: HttpRequest, slug: str, template: str) -> HttpResponse:
    period = _period(slug)
    publication = queries.publication_of(period)
    if publication is None:
        raise Http404
    return render(request, template, published_page(period, publication))
