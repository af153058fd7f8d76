"""Doors to survey periods: the list, a new one, one as it runs, its settings and its states."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from janji.core.sampling import methods
from janji.core.satisfaction import NoIndex, cutoffs, weighting
from janji.core.survey_life import LEAST_SHOWN, PeriodDeed, PeriodState, deeds_now
from janji.kit import conflicts, refusals
from janji.kit.conflicts import EditForm
from janji.kit.editions import afresh
from janji.orgs.http import SignedInRequest
from janji.orgs.place import office_here
from janji.registers.survey import actions, charts, queries, results
from janji.registers.survey.forms import (
    InstrumentForm,
    MoveForm,
    PeriodForm,
    PublishForm,
    SamplingEditForm,
    ScoringForm,
)
from janji.registers.survey.models import Period
from janji.registers.survey.questionnaire import standard_questions
from janji.registers.survey.views.finding import (
    PAGE,
    period_or_404,
    permits,
    post_or_get,
)
from janji.registers.survey.wording import PERIOD_DEEDS, SAMPLE_FORMULAS

MOVABLE = (PeriodDeed.OPEN, PeriodDeed.CLOSE, PeriodDeed.REOPEN)
IN_TREND = 8


@require_GET
def periods(request: SignedInRequest, slug: str) -> HttpResponse:
    """The surveys of an office, newest first, with the index from survey to survey."""
    org_unit = office_here(request, slug)
    seen = queries.periods_seen_by(request.user, on=timezone.localdate())
    page = Paginator(seen.filter(org_unit=org_unit), PAGE).get_page(request.GET.get("halaman"))
    rows = results.period_rows(list(page))
    context = {
        "office": org_unit,
        "page": page,
        "rows": rows,
        "chart": charts.trend(_comparable(rows)),
        **permits(request, org_unit),
    }
    return render(request, "survey/periods.html", context)


def _comparable(rows: list[results.PeriodRow]) -> list[results.PeriodRow]:
    """The last surveys with the questionnaire of the newest, oldest first."""
    same = [one for one in rows if one.period.instrument_id == rows[0].period.instrument_id]
    return same[:IN_TREND][::-1]


@post_or_get
def new_period(request: SignedInRequest, slug: str) -> HttpResponse:
    """A draft of a survey."""
    org_unit = office_here(request, slug)
    form = PeriodForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with refusals.shown_on(form):
            made = actions.create_period(
                org_unit=org_unit,
                name=said["name"],
                starts_on=said["starts_on"],
                ends_on=said["ends_on"],
                frequency=said["frequency"],
                sampling=form.sampling(),
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, f"{made.name} dibuat sebagai draf.")
            return redirect("survey:period", made.pk)
    context = {"office": org_unit, "form": form, **permits(request, org_unit)}
    return render(request, "survey/new_period.html", context, status=422 if form.errors else 200)


@require_GET
def period(request: SignedInRequest, pk: int) -> HttpResponse:
    """One survey as it stands now."""
    return _period_page(request, period_or_404(request, pk))


def _period_page(
    request: SignedInRequest, found: Period, sent: EditForm | None = None
) -> HttpResponse:
    """The survey; `sent` is a form of the page that could not be kept, with what was typed."""
    tallies = results.tallies_of_services(found)
    result = results.result_of(found, tallies)
    services, hidden = results.by_service(found, tallies)
    rows = results.trend(found)
    suggestions, new_suggestions = queries.count_suggestions(found)
    context = {
        "office": found.org_unit,
        "period": found,
        "result": result,
        "has_index": not isinstance(result.index, NoIndex),
        "elements": result.elements,
        "chart": charts.elements(result.elements),
        "trend": rows,
        "trend_chart": charts.trend(rows),
        "services": services,
        "services_hidden": hidden,
        "least_shown": LEAST_SHOWN,
        "suggestions": suggestions,
        "new_suggestions": new_suggestions,
        "plans": queries.plans_of(found),
        "publication": queries.publication_of(found),
        "weighting": weighting(found.weighting),
        "cutoffs": cutoffs(found.cutoffs),
        "sample_method": methods()[found.sample_method],
        "sample_formula": SAMPLE_FORMULAS[found.sample_method],
        "scoring_form": sent if isinstance(sent, ScoringForm) else ScoringForm.of(found),
        "sampling_form": sent if isinstance(sent, SamplingEditForm) else SamplingEditForm.of(found),
        "is_open": found.state in {PeriodState.DRAFT, PeriodState.RUNNING},
        "deeds": [
            (deed.value, PERIOD_DEEDS[deed], deed is PeriodDeed.REOPEN)
            for deed in MOVABLE
            if deed in deeds_now(PeriodState(found.state))
        ],
        "may_publish": found.state == PeriodState.CLOSED,
        "publish_form": sent
        if isinstance(sent, PublishForm)
        else PublishForm(initial={"based_on": found.edition}),
        "edition": EditForm.carrying(found),
        "move_form": sent if isinstance(sent, MoveForm) else None,
        "sent": sent,
        **permits(request, found.org_unit),
    }
    status = conflicts.status_of(sent) if sent else 200
    return render(request, "survey/period.html", context, status=status)


@require_POST
def move(request: SignedInRequest, pk: int) -> HttpResponse:
    """Opens, closes or reopens a survey."""
    found, form = period_or_404(request, pk), MoveForm(request.POST)
    if form.is_valid():
        with conflicts.shown_on(form, now=lambda: EditForm.carrying(afresh(found))):
            actions.move_period(
                period=found,
                deed=form.cleaned_data["deed"],
                based_on=form.cleaned_data["based_on"],
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Keadaan survei tersimpan.")
            return redirect("survey:period", pk)
    return _period_page(request, period_or_404(request, pk), form)


@require_POST
def scoring(request: SignedInRequest, pk: int) -> HttpResponse:
    """Another weighting or other cut-offs."""
    found, form = period_or_404(request, pk), ScoringForm(request.POST)
    if form.is_valid():
        with conflicts.shown_on(form, now=lambda: ScoringForm.of(afresh(found))):
            actions.set_scoring(
                period=found,
                weighting_code=form.cleaned_data["weighting"],
                cutoffs_code=form.cleaned_data["cutoffs"],
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Bobot dan batas mutu tersimpan.")
            return redirect("survey:period", pk)
    return _period_page(request, period_or_404(request, pk), form)


@require_POST
def sampling(request: SignedInRequest, pk: int) -> HttpResponse:
    """Another population or another way to the sample."""
    found, form = period_or_404(request, pk), SamplingEditForm(request.POST)
    if form.is_valid():
        with conflicts.shown_on(form, now=lambda: SamplingEditForm.of(afresh(found))):
            actions.set_population(
                period=found,
                sampling=form.sampling(),
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Populasi dan cara sampel tersimpan.")
            return redirect("survey:period", pk)
    return _period_page(request, period_or_404(request, pk), form)


@require_POST
def publish(request: SignedInRequest, pk: int) -> HttpResponse:
    """Publishes the result."""
    found, form = period_or_404(request, pk), PublishForm(request.POST)
    if form.is_valid():
        with conflicts.shown_on(form, now=lambda: EditForm.carrying(afresh(found))):
            actions.publish_period(
                period=found,
                place=form.cleaned_data["place"],
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Hasil survei diterbitkan pada halaman publik.")
            return redirect("survey:period", pk)
    return _period_page(request, period_or_404(request, pk), form)


@require_POST
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Takes a published result back."""
    found, form = period_or_404(request, pk), MoveForm(request.POST)
    if form.is_valid():
        with conflicts.shown_on(form, now=lambda: EditForm.carrying(afresh(found))):
            actions.withdraw_publication(
                period=found,
                reason=form.cleaned_data["reason"],
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Penerbitan ditarik; alasannya tercatat.")
            return redirect("survey:period", pk)
    return _period_page(request, period_or_404(request, pk), form)


@require_GET
def instruments(request: SignedInRequest, slug: str) -> HttpResponse:
    """The versions of an office's questionnaire."""
    org_unit = office_here(request, slug)
    context = {
        "office": org_unit,
        "instruments": queries.instruments_of(org_unit),
        "standard": standard_questions(),
        **permits(request, org_unit),
    }
    return render(request, "survey/instruments.html", context)


@post_or_get
def new_instrument(request: SignedInRequest, slug: str) -> HttpResponse:
    """Another version, beginning with the newest or with the regulation's."""
    org_unit = office_here(request, slug)
    form = InstrumentForm.after(queries.newest_instrument(org_unit), request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with conflicts.shown_on(
            form, now=lambda: InstrumentForm.after(queries.newest_instrument(org_unit))
        ):
            made = actions.set_instrument(
                org_unit=org_unit,
                name=said["name"],
                source=said["source"],
                status=said["status"],
                max_blank=said["max_blank"],
                questions=form.questions(),
                based_on=said["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, f"Kuesioner versi {made.version} tersimpan.")
            return redirect("survey:instruments", org_unit.slug)
    context = {"office": org_unit, "form": form, **permits(request, org_unit)}
    status = conflicts.status_of(form)
    return render(request, "survey/new_instrument.html", context, status=status)
