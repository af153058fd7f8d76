"""Doors to what evaluation is held against: weights, grids, reached days, mid-term targets, formulas."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from janji.agreements.models import Agreement, Target
from janji.agreements.queries import agreement_by_key, office_of_target, target_by_key
from janji.core.agreement_life import State
from janji.core.efficiency import formula_sheets, known_limits
from janji.evaluation import access as evaluation_access
from janji.evaluation import actions, queries
from janji.evaluation.forms import (
    ChoiceForm,
    GridForm,
    MidTermForm,
    ReachedDayForm,
    WeightsForm,
    initial_weights,
)
from janji.evaluation.models import EvaluationChoice, MidTermTarget
from janji.evaluation.settled import choice_for
from janji.kit import conflicts
from janji.orgs import access
from janji.orgs.http import SignedInRequest
from janji.orgs.place import office_here, seen_or_404, stand_at
from janji.orgs.roles import Permission

post_or_get = require_http_methods(["GET", "POST"])


def _today() -> date:
    return timezone.localdate()


def target_here(request: SignedInRequest, pk: int) -> Target:
    """The target of an address, to those who may see its office."""
    target = seen_or_404(request, target_by_key().ask(pk), office_of_target)
    agreement = target.objective.agreement
    stand_at(request, agreement.org_unit, agreement.year)
    return target


def year_page(agreement: Agreement) -> str:
    """The evaluation of the year that an agreement is for."""
    return reverse("evaluation:year", args=[agreement.org_unit.slug, agreement.year])


def _back(agreement: Agreement) -> str:
    """Where one goes on: the agreement while it is being written, else its evaluation."""
    if evaluation_access.is_promised(agreement):
        return year_page(agreement)
    return reverse("agreements:agreement", args=[agreement.pk])


@post_or_get
def weights(request: SignedInRequest, pk: int) -> HttpResponse:
    """How much each objective and each indicator weighs."""
    agreement = seen_or_404(request, agreement_by_key().ask(pk), lambda one: one.org_unit)
    stand_at(request, agreement.org_unit, agreement.year)
    blocks = queries.blocks_of(agreement)
    needs_reason = agreement.state != State.DRAFT
    standing = queries.weight_set_of(agreement)

    def now() -> WeightsForm:
        row = queries.weight_set_of(agreement)
        return WeightsForm.of(row, blocks, needs_reason=needs_reason)

    form = now()
    if request.method == "POST":
        form = WeightsForm(
            request.POST,
            blocks=blocks,
            needs_reason=needs_reason,
            initial=initial_weights(None, blocks),
        )
        if form.is_valid():
            with conflicts.shown_on(form, now=now):
                actions.settle_weights(
                    agreement=agreement,
                    targets=form.chosen("t"),
                    objectives=form.chosen("o"),
                    reason=form.cleaned_data["reason"] or None,
                    based_on=form.cleaned_data["based_on"],
                    by=request.user,
                    at=timezone.now(),
                )
                messages.success(request, "Bobot tersimpan.")
                return redirect(_back(agreement))
    context = {
        "agreement": agreement,
        "office": agreement.org_unit,
        "year": agreement.year,
        "form": form,
        "carried": standing if standing and standing.agreement_id != agreement.pk else None,
        "may_settle": evaluation_access.may_settle(request.user, agreement, on=_today()),
        "is_settled": evaluation_access.is_settled(agreement),
        "sets": agreement.weight_sets.select_related("settled_by"),
        "back": _back(agreement),
    }
    return render(request, "evaluation/weights.html", context, status=conflicts.status_of(form))


def answered(
    request: SignedInRequest,
    target: Target,
    form: conflicts.EditForm,
    *,
    now: Callable[[], conflicts.EditForm],
    act: Callable[[dict[str, Any]], str],
    page: dict[str, Any],
) -> HttpResponse:
    """A form about one target: `act` does what was sent and says so; `page` is what stands around it."""
    agreement = target.objective.agreement
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=now):
            messages.success(request, act(form.cleaned_data))
            return redirect(page.get("back") or _back(agreement))
    context = {
        "target": target,
        "agreement": agreement,
        "office": agreement.org_unit,
        "year": agreement.year,
        "form": form,
        "back": _back(agreement),
        **page,
    }
    return render(request, "evaluation/form.html", context, status=conflicts.status_of(form))


@post_or_get
def grid(request: SignedInRequest, pk: int) -> HttpResponse:
    """The five values that earn 100 to 60."""
    target = target_here(request, pk)
    agreement = target.objective.agreement
    needs_reason = agreement.state != State.DRAFT

    def now() -> GridForm:
        return GridForm.of(queries.grid_of_target(target), target, needs_reason=needs_reason)

    form = now()
    if request.method == "POST":
        form = GridForm(request.POST, needs_reason=needs_reason)

    def act(cleaned: dict[str, Any]) -> str:
        kept = actions.settle_grid(
            target=target,
            points=form.points(),
            reason=cleaned["reason"] or None,
            based_on=cleaned["based_on"],
            by=request.user,
            at=timezone.now(),
        )
        return "Kisi target tersimpan." if kept else "Kisi target dicabut."

    page = {
        "title": "Kisi target",
        "kind": "grid",
        "button": "Simpan kisi",
        "may": evaluation_access.may_settle(request.user, agreement, on=_today()),
        "grids": target.grids.select_related("settled_by", "ended_by").prefetch_related("points"),
    }
    return answered(request, target, form, now=now, act=act, page=page)


@post_or_get
def reached_day(request: SignedInRequest, pk: int) -> HttpResponse:
    """The day on which what a grid of days asks for was done."""
    target = target_here(request, pk)
    agreement = target.objective.agreement

    def now() -> ReachedDayForm:
        return ReachedDayForm.of(queries.days_of(target).filter(is_latest=True).first())

    form = ReachedDayForm(request.POST) if request.method == "POST" else now()

    def act(cleaned: dict[str, Any]) -> str:
        actions.record_reached_day(target=target, by=request.user, at=timezone.now(), **cleaned)
        return "Tanggal tercapai tersimpan."

    page = {
        "title": "Tanggal tercapai",
        "kind": "day",
        "button": "Simpan tanggal",
        "may": access.may(
            request.user, Permission.RECORD_ACTUAL, org_unit=agreement.org_unit, on=_today()
        ),
        "days": queries.days_of(target),
    }
    return answered(request, target, form, now=now, act=act, page=page)


@post_or_get
def mid_term(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the indicator should come to some years ahead."""
    target = target_here(request, pk)
    indicator = target.indicator_version.indicator

    def now() -> MidTermForm:
        found = MidTermTarget.objects.filter(indicator=indicator, is_latest=True)
        return MidTermForm.of(found.first())

    form = MidTermForm(request.POST) if request.method == "POST" else now()

    def act(cleaned: dict[str, Any]) -> str:
        actions.settle_mid_term_target(
            indicator=indicator, by=request.user, at=timezone.now(), **cleaned
        )
        return "Target jangka menengah tersimpan."

    page = {
        "title": "Target jangka menengah",
        "kind": "mid-term",
        "button": "Simpan target",
        "may": access.may(
            request.user,
            Permission.DRAFT_AGREEMENT,
            org_unit=target.objective.agreement.org_unit,
            on=_today(),
        ),
        "mid_terms": indicator.mid_term_targets.select_related("settled_by"),
    }
    return answered(request, target, form, now=now, act=act, page=page)


@post_or_get
def choice(request: SignedInRequest, slug: str) -> HttpResponse:
    """The formula of efficiency of an office and all below it, with where each comes from."""
    org_unit = office_here(request, slug)
    this_year = _today().year
    holds = choice_for(org_unit, this_year)
    standing = {
        "from_year": this_year,
        "formula": holds.formula.value,
        "undefined": holds.undefined.value,
    }

    def own(year: int) -> EvaluationChoice | None:
        found = EvaluationChoice.objects.filter(org_unit=org_unit, from_year=year, is_latest=True)
        return found.first()

    form = ChoiceForm.of(own(this_year), standing)
    if request.method == "POST":
        form = ChoiceForm(request.POST)
        if form.is_valid():
            year = form.cleaned_data["from_year"]
            with conflicts.shown_on(form, now=lambda: ChoiceForm.of(own(year), standing)):
                actions.settle_evaluation_choice(
                    org_unit=org_unit, by=request.user, at=timezone.now(), **form.cleaned_data
                )
                messages.success(request, "Cara evaluasi tersimpan.")
                return redirect("evaluation:choice", org_unit.slug)
    status, value = known_limits()
    context = {
        "office": org_unit,
        "form": form,
        "holds": holds,
        "may_set": access.may(request.user, Permission.SET_SCORING, org_unit=org_unit, on=_today()),
        "formulas": list(formula_sheets().values()),
        "status": status,
        "value": value,
        "rows": EvaluationChoice.objects.filter(org_unit=org_unit).select_related("settled_by"),
    }
    return render(request, "evaluation/choice.html", context, status=conflicts.status_of(form))
