"""Doors to figures: the year's table, entering a quarter, the account of a number, scoring."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from janji.agreements.models import Agreement, Target
from janji.agreements.queries import plan_of, targets_of, targets_seen_by
from janji.core.agreement_life import State
from janji.core.bands import DEFAULT, band_sets
from janji.core.measuring import QUARTERS
from janji.core.periods import has_begun
from janji.core.refusals import Refused
from janji.kit import refusals
from janji.kit.files import attachment
from janji.measurements import account, actions, queries
from janji.measurements.forms import FigureForm, ScoringForm
from janji.measurements.models import Scoring
from janji.measurements.wording import EVIDENCE_STATES
from janji.orgs import access
from janji.orgs.http import SignedInRequest
from janji.orgs.models import OrgUnit
from janji.orgs.place import stand_at
from janji.orgs.roles import Permission

post_or_get = require_http_methods(["GET", "POST"])


def _today() -> date:
    return timezone.localdate()


@require_GET
def places(request: SignedInRequest) -> HttpResponse:
    """Where figures can be entered or read; straight on when there is one place only."""
    found = list(queries.agreements_in_force(request.user, on=_today()).order_by("-year"))
    if len(found) == 1:
        return redirect("measurements:year", found[0].org_unit.slug, found[0].year)
    return render(request, "measurements/places.html", {"agreements": found})


def _agreement(request: SignedInRequest, slug: str, year: int) -> Agreement:
    agreement = queries.agreement_in_force(request.user, slug, year, on=_today())
    if agreement is None:
        raise Http404
    stand_at(request, agreement.org_unit, agreement.year)
    return agreement


@require_GET
def year(request: SignedInRequest, slug: str, year: int) -> HttpResponse:
    """Indicators by quarters, to see what is filled and to fill the rest."""
    agreement = _agreement(request, slug, year)
    context = {
        "agreement": agreement,
        "objectives": queries.year_of(agreement, on=_today()),
        "begun": [q for q in QUARTERS if has_begun(agreement.year, q, _today())],
        "may_record": access.may(
            request.user, Permission.RECORD_ACTUAL, org_unit=agreement.org_unit, on=_today()
        ),
    }
    return render(request, "measurements/year.html", context)


def _target(request: SignedInRequest, pk: int) -> Target:
    target = get_object_or_404(targets_seen_by(request.user, on=_today()), pk=pk)
    agreement = target.objective.agreement
    stand_at(request, agreement.org_unit, agreement.year)
    return target


@post_or_get
def enter(request: SignedInRequest, pk: int, quarter: int) -> HttpResponse:
    """A quarter's figure with its evidence."""
    target = _target(request, pk)
    agreement = target.objective.agreement
    if quarter not in QUARTERS:
        raise Http404
    access.require(request.user, Permission.RECORD_ACTUAL, org_unit=agreement.org_unit, on=_today())
    if agreement.state != State.IN_FORCE:
        raise Refused("agreement-not-in-force")
    plan = plan_of(target)
    last = target.measurements.filter(quarter=quarter, is_latest=True).first()
    form = FigureForm(
        request.POST or None, request.FILES or None, target=target, plan=plan, last=last
    )
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            actions.record_actual(
                target=target,
                quarter=quarter,
                figure=form.figure(),
                notes=form.cleaned_data["notes"] or None,
                evidence=form.new_files(),
                keep_evidence=form.kept(),
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            said = target.indicator_version.text
            messages.success(request, f"Realisasi tersimpan: {said}.")
            return redirect(_after_saving(request, target, quarter))
    context = {
        "target": target,
        "agreement": agreement,
        "quarter": quarter,
        "aim": plan.quarter_targets[quarter - 1],
        "form": form,
        "last": last,
        "following": _following(target),
    }
    return render(request, "measurements/enter.html", context, status=422 if form.errors else 200)


def _following(target: Target) -> Target | None:
    """The next indicator of the same agreement."""
    listed = targets_of(target.objective.agreement)
    keys = [one.pk for one in listed]
    place = keys.index(target.pk) + 1
    return listed[place] if place < len(listed) else None


def _after_saving(request: SignedInRequest, target: Target, quarter: int) -> str:
    """On to the next indicator when asked, otherwise back to the table."""
    following = _following(target) if "onward" in request.POST else None
    if following is not None:
        return reverse("measurements:enter", args=[following.pk, quarter])
    agreement = target.objective.agreement
    return reverse("measurements:year", args=[agreement.org_unit.slug, agreement.year])


@require_GET
def indicator(request: SignedInRequest, pk: int) -> HttpResponse:
    """The proof page: one figure, opened down to what was recorded."""
    target = _target(request, pk)
    shown, rule = queries.indicator_of(target, on=_today())
    agreement = target.objective.agreement
    context = {
        "target": target,
        "version": target.indicator_version,
        "agreement": agreement,
        "shown": shown,
        "rule": rule,
        "steps": account.steps(shown, rule),
        "equation": account.equation(shown),
        "history": queries.history_of(target),
        "may_record": agreement.state == State.IN_FORCE
        and access.may(
            request.user, Permission.RECORD_ACTUAL, org_unit=agreement.org_unit, on=_today()
        ),
        "begun": [q for q in QUARTERS if has_begun(agreement.year, q, _today())],
    }
    return render(request, "measurements/indicator.html", context)


@require_GET
def evidence(request: SignedInRequest, pk: int) -> FileResponse:
    """A file, to those who may see the office's data."""
    seen = queries.evidence_seen_by(request.user, on=_today())
    one = get_object_or_404(seen, pk=pk)
    return attachment(one.file, one.name, one.content_type)


@post_or_get
def scoring(request: SignedInRequest, slug: str) -> HttpResponse:
    """Cap and scale of an office, with where each scale comes from."""
    seen = access.org_units_seen_by(request.user, on=_today())
    org_unit = get_object_or_404(OrgUnit.objects.filter(pk__in=seen), slug=slug)
    stand_at(request, org_unit)
    may_set = access.may(request.user, Permission.SET_SCORING, org_unit=org_unit, on=_today())
    rule = queries.scoring_for(org_unit, _today().year)
    form = ScoringForm(request.POST or None, initial=_as_set(rule))
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            actions.set_scoring(
                org_unit=org_unit, by=request.user, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, "Penilaian tersimpan.")
            return redirect("measurements:scoring", org_unit.slug)
    context = {
        "office": org_unit,
        "form": form,
        "may_set": may_set,
        "rule": rule,
        "scales": [(one, EVIDENCE_STATES[one.evidence]) for one in band_sets().values()],
        "default": DEFAULT,
        "settings": Scoring.objects.filter(org_unit=org_unit),
    }
    return render(request, "measurements/scoring.html", context, status=422 if form.errors else 200)


def _as_set(rule: queries.ScoringRule) -> dict[str, Any]:
    return {"from_year": _today().year, "cap": rule.cap, "band_set": rule.scale.code}
