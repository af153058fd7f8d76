"""Doors to responses: paper forms typed in, doubts, suggestions, invitations, and what leaves."""

from urllib.parse import urlencode

import segno
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_GET, require_POST

from janji.core.survey_life import PeriodState
from janji.kit import conflicts, refusals
from janji.kit.editions import afresh
from janji.kit.tables import xlsx_response
from janji.orgs.http import SignedInRequest
from janji.registers.survey import actions, queries, tables
from janji.registers.survey.forms import PaperForm, ReviewForm, SuggestionForm
from janji.registers.survey.models import Period, Response, Review
from janji.registers.survey.views.finding import (
    PAGE,
    period_or_404,
    permits,
    post_or_get,
    public_address,
    response_or_404,
)

QR_SCALE = 8
MOST_DIGITS = 18


@post_or_get
def paper(request: SignedInRequest, pk: int) -> HttpResponse:
    """A paper form; afterwards the same screen waits for the next, with the last one below."""
    period, now = period_or_404(request, pk), timezone.now()
    asked = list(period.instrument.questions.all())
    today = timezone.localdate(now)
    usual = min(max(today, period.starts_on), period.ends_on)
    initial = {
        "filled_on": request.GET.get("hari") or usual,
        "service": request.GET.get("layanan"),
    }
    form = PaperForm(
        request.POST or None, office=period.org_unit, asked=asked, day=today, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            filled = form.filled()
            actions.enter_paper(period=period, filled=filled, by=request.user, at=now)
            service = filled.respondent.service
            same = {"hari": filled.filled_on, "layanan": service.pk if service else ""}
            return redirect(f"{reverse('survey:paper', args=[pk])}?{urlencode(same)}")
    last = queries.last_entry(period, request.user)
    context = {
        "office": period.org_unit,
        "period": period,
        "form": form,
        "asked": asked,
        "last": last,
        "understood": [(one.name, getattr(last, one.element.lower()), one.options) for one in asked]
        if last
        else [],
        "is_running": period.state == PeriodState.RUNNING,
        "entered": queries.count_entries(period),
        **permits(request, period.org_unit),
    }
    return render(request, "survey/paper.html", context, status=422 if form.errors else 200)


@require_POST
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    """Sets aside the paper form someone has just typed in."""
    response = response_or_404(request, pk)
    actions.undo_entry(response=response, by=request.user, at=timezone.now())
    messages.success(request, f"Isian nomor {response.number} dibatalkan dan tidak dihitung.")
    return redirect("survey:paper", response.period_id)


@require_GET
def review(request: SignedInRequest, pk: int) -> HttpResponse:
    """Responses in doubt, and those settled before."""
    return _review_page(request, period_or_404(request, pk))


def _review_page(
    request: SignedInRequest,
    period: Period,
    sent: tuple[Response, ReviewForm] | None = None,
) -> HttpResponse:
    """The list; `sent` is the response whose verdict could not be kept, above it."""
    state = request.GET.get("tampil", "")
    page = Paginator(queries.queue_of(period, state), PAGE).get_page(request.GET.get("halaman"))
    context = {
        "office": period.org_unit,
        "period": period,
        "page": page,
        "state": state,
        "states": [
            ("", "Menunggu"),
            (Review.ACCEPTED.value, "Diterima"),
            (Review.SET_ASIDE.value, "Disisihkan"),
        ],
        "is_published": period.state == PeriodState.PUBLISHED,
        "sent": sent,
        **permits(request, period.org_unit),
    }
    status = conflicts.status_of(sent[1]) if sent else 200
    return render(request, "survey/review.html", context, status=status)


@require_POST
def settle(request: SignedInRequest, pk: int) -> HttpResponse:
    """Accepts a response or sets it aside."""
    response, form = response_or_404(request, pk), ReviewForm(request.POST)
    if form.is_valid():
        accept = form.cleaned_data["verdict"] == "terima"
        with conflicts.shown_on(form, now=lambda: ReviewForm.of(afresh(response))):
            actions.settle_review(
                response=response,
                accept=accept,
                reason=form.cleaned_data["reason"],
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            said = "diterima dan dihitung" if accept else "disisihkan; tidak dihapus"
            messages.success(request, f"Jawaban nomor {response.number} {said}.")
            return redirect("survey:review", response.period_id)
    period = period_or_404(request, response.period_id)
    return _review_page(request, period, (afresh(response), form))


@require_GET
def suggestions(request: SignedInRequest, pk: int) -> HttpResponse:
    """What respondents suggest, new ones first."""
    period = period_or_404(request, pk)
    state = request.GET.get("tampil", "")
    page = Paginator(queries.suggestions_of(period, state), PAGE).get_page(
        request.GET.get("halaman")
    )
    context = {
        "office": period.org_unit,
        "period": period,
        "page": page,
        "state": state,
        "states": [("", "Semua"), ("baru", "Belum ditangani"), ("ditangani", "Ditangani")],
        **permits(request, period.org_unit),
    }
    return render(request, "survey/suggestions.html", context)


@post_or_get
def suggestion(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is done about one suggestion."""
    response = response_or_404(request, pk)
    period = period_or_404(request, response.period_id)
    known = queries.follow_up_of(response)
    form = SuggestionForm.of(known, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(
            form, now=lambda: SuggestionForm.of(queries.follow_up_of(response))
        ):
            actions.handle_suggestion(
                response=response,
                element=form.cleaned_data["element"] or None,
                state=form.cleaned_data["state"],
                notes=form.cleaned_data["notes"],
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Tindak lanjut saran tersimpan.")
            return redirect("survey:suggestions", period.pk)
    context = {
        "office": period.org_unit,
        "period": period,
        "response": response,
        "known": known,
        "form": form,
        **permits(request, period.org_unit),
    }
    return render(request, "survey/suggestion.html", context, status=conflicts.status_of(form))


def _qr(address: str) -> SafeString:
    drawn = segno.make(address, error="m")
    svg = drawn.svg_inline(scale=QR_SCALE, dark="#000", light="#fff", omitsize=True)
    return mark_safe(svg)  # noqa: S308 -- drawn by us from our own address


@require_GET
def poster(request: SignedInRequest, pk: int) -> HttpResponse:
    """A sheet for the wall with the QR code of the survey."""
    period = period_or_404(request, pk)
    plain = public_address(request, reverse("public-surveys:start", args=[period.slug]))
    context = {
        "office": period.org_unit,
        "period": period,
        "address": plain,
        "qr": _qr(f"{plain}?lewat=qr"),
        "kiosk": public_address(request, reverse("public-surveys:kiosk", args=[period.kiosk_key])),
        **permits(request, period.org_unit),
    }
    return render(request, "survey/poster.html", context)


@post_or_get
def invitations(request: SignedInRequest, pk: int) -> HttpResponse:
    """Finished requests of the period, and a one-time address for each."""
    period = period_or_404(request, pk)
    if request.method == "POST":
        key = request.POST.get("permohonan", "")
        asked = get_object_or_404(
            queries.requests_seen_by(request.user, on=timezone.localdate()).filter(
                org_unit=period.org_unit
            ),
            pk=int(key) if key.isdecimal() and len(key) <= MOST_DIGITS else 0,
        )
        made = actions.give_invitation(request=asked, by=request.user, at=timezone.now())
        return redirect("survey:invitation", period.pk, made.pk)
    text = request.GET.get("q", "").strip()[:40]
    context = {
        "office": period.org_unit,
        "period": period,
        "requests": queries.to_invite(period, text),
        "text": text,
        **permits(request, period.org_unit),
    }
    return render(request, "survey/invitations.html", context)


@require_GET
def invitation(request: SignedInRequest, pk: int, invitation: int) -> HttpResponse:
    """A slip with the one-time address, to print or to show."""
    period = period_or_404(request, pk)
    seen = queries.invitations_seen_by(request.user, on=timezone.localdate())
    found = get_object_or_404(seen.filter(request__org_unit=period.org_unit), pk=invitation)
    address = public_address(request, reverse("public-surveys:invitation", args=[found.token]))
    context = {
        "office": period.org_unit,
        "period": period,
        "invitation": found,
        "address": address,
        "qr": _qr(address),
    }
    return render(request, "survey/invitation.html", context)


@require_GET
def export(request: SignedInRequest, pk: int) -> HttpResponse:
    """All responses as a workbook, without anything about persons beyond the profile."""
    period: Period = period_or_404(request, pk)
    return xlsx_response(f"jawaban-{period.slug}", tables.responses(period))
