"""Doors to the land tax register."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from janji.core.land_tax import penalty_rule
from janji.core.refusals import Refused
from janji.kit import conflicts, refusals
from janji.kit.dates import day as written_day
from janji.kit.editions import afresh
from janji.kit.tables import csv_response, xlsx_response
from janji.orgs import access
from janji.orgs.http import SignedInRequest
from janji.orgs.models import OrgUnit
from janji.orgs.place import office_here, stand_at
from janji.orgs.roles import Permission
from janji.registers.land_tax import actions, charts, intake, lists, queries
from janji.registers.land_tax.forms import (
    AssessmentForm,
    DayChoice,
    LineForm,
    RankingSearch,
    RecapForm,
    VillageAssessmentForm,
    WeekForm,
    YearForm,
)
from janji.registers.land_tax.models import Recap, TaxYear
from janji.registers.land_tax.queries import Known, Place

PAGE = 25
post_or_get = require_http_methods(["GET", "POST"])


def _may(request: SignedInRequest, permission: Permission, org_unit: OrgUnit) -> bool:
    return access.may(request.user, permission, org_unit=org_unit, on=timezone.localdate())


def _require(request: SignedInRequest, permission: Permission, org_unit: OrgUnit) -> None:
    access.require(request.user, permission, org_unit=org_unit, on=timezone.localdate())


def _tax_year(request: SignedInRequest, pk: int) -> TaxYear:
    seen = queries.tax_years_seen_by(request.user, on=timezone.localdate())
    found = get_object_or_404(seen, pk=pk)
    stand_at(request, found.org_unit, found.year)
    return found


@require_GET
def ranking(request: SignedInRequest, slug: str) -> HttpResponse:
    """The villages of an office by share: rupiah, percent, what remains, what came in, what is needed."""
    org_unit = office_here(request, slug)
    years = queries.years_of(org_unit)
    form = RankingSearch(request.GET, years=years)
    form.is_valid()
    asked = form.cleaned_data
    today = timezone.localdate()
    year = asked.get("year") or (years[0] if years else today.year)
    stand_at(request, org_unit, year)
    on = min(asked.get("on") or today, date(year, 12, 31))
    percent: Decimal = asked.get("percent") or queries.WHOLE
    found = _narrowed(queries.places(org_unit, year, on), asked)
    found = lists.sorted_places(
        found, request.GET.get("urut", ""), lambda one: one.need(percent, on).weekly
    )
    added = queries.together(found, percent, on)
    if (kind := request.GET.get("unduh")) in ("xlsx", "csv"):
        table = lists.ranking_table(found, added, year, on, percent)
        name = f"pbb-{org_unit.slug}-{year}"
        return xlsx_response(name, [table]) if kind == "xlsx" else csv_response(name, table)
    page = Paginator(found, PAGE).get_page(request.GET.get("halaman"))
    context = {
        "office": org_unit,
        "form": form,
        "year": year,
        "years": years,
        "on": on,
        "percent": percent,
        "added": added,
        "page": page,
        "rows": [(one, one.need(percent, on)) for one in page],
        "asked": any(asked.get(name) for name in ("q", "state", "on")),
        "query": _without_page(request),
        "rule": penalty_rule(year),
        "may_keep": _may(request, Permission.KEEP_RECORDS, org_unit),
        "may_check": _may(request, Permission.CHECK_RECORDS, org_unit),
    }
    return render(request, "land_tax/ranking.html", context)


def _narrowed(found: list[Place], asked: dict[str, Any]) -> list[Place]:
    text, state = (asked.get("q") or "").casefold(), asked.get("state") or ""
    states: dict[str, Callable[[Place], bool]] = {
        "": lambda _: True,
        "lunas": lambda one: one.is_settled,
        "belum": lambda one: not one.is_settled,
        "tanpa": lambda one: one.recap is None,
    }
    fits = states[state]
    return [one for one in found if text in one.org_unit.name.casefold() and fits(one)]


def _without_page(request: SignedInRequest) -> str:
    """The filters of the address, for links that keep them."""
    query = request.GET.copy()
    for name in ("halaman", "unduh"):
        query.pop(name, None)
    return query.urlencode()


@require_GET
def village(request: SignedInRequest, pk: int) -> HttpResponse:
    """A village's year: its course to the due date, what was assessed, every recap."""
    tax_year = _tax_year(request, pk)
    assessments = list(tax_year.assessments.select_related("org_unit", "recorded_by"))
    rows = queries.course(tax_year, assessments)
    if (kind := request.GET.get("unduh")) in ("xlsx", "csv"):
        table = lists.course_table(tax_year, rows)
        name = f"pbb-{tax_year.org_unit.slug}-{tax_year.year}"
        return xlsx_response(name, [table]) if kind == "xlsx" else csv_response(name, table)
    on = min(timezone.localdate(), date(tax_year.year, 12, 31))
    found = queries.places(tax_year.org_unit, tax_year.year, on)
    place = next((one for one in found if one.assessment.tax_year_id == tax_year.pk), None)
    held = place.assessment if place else assessments[0]
    context = {
        "office": tax_year.org_unit,
        "tax_year": tax_year,
        "sub": f"PBB-P2 tahun pajak {tax_year.year}",
        "until": f"Per {written_day(on)}",
        "assessments": assessments,
        "held": held,
        "place": place,
        "need": place.need(queries.WHOLE, on) if place else None,
        "page": Paginator(rows[::-1], PAGE).get_page(request.GET.get("halaman")),
        "chart": charts.course(rows, held),
        "has_way": bool(rows) and rows[-1].recap.as_of < held.due_on,
        "rule": penalty_rule(tax_year.year),
        "may_keep": _may(request, Permission.KEEP_RECORDS, tax_year.org_unit),
        "may_check": _may(request, Permission.CHECK_RECORDS, tax_year.org_unit),
    }
    return render(request, "land_tax/village.html", context)


@post_or_get
def week(request: SignedInRequest, slug: str) -> HttpResponse:
    """A recap of one day for all villages of an office on one page."""
    org_unit = office_here(request, slug)
    _require(request, Permission.KEEP_RECORDS, org_unit)
    choice = DayChoice(request.GET if "posisi" in request.GET else None)
    form = WeekForm(request.POST or None)
    day = _usual_day(org_unit)
    if choice.is_valid():
        day = choice.cleaned_data["posisi"]
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["as_of"]
    stand_at(request, org_unit, day.year)
    known = queries.known_around(access.rows_below(org_unit), day.year, day)
    lines = _lines(org_unit, known, request)
    if request.method == "POST" and form.is_valid() and _lines_sound(lines, day):
        typed = [(one, one.figures()) for one, _ in lines if one.is_typed]
        try:
            actions.record_week(
                org_unit=org_unit,
                year=day.year,
                as_of=day,
                lines=[actions.Line(one.village, figures) for one, figures in typed],
                source=form.cleaned_data["source"],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            _show(refusal, form, [one for one, _ in lines])
        else:
            messages.success(request, f"Posisi {day:%d-%m-%Y} tersimpan untuk {len(typed)} desa.")
            return redirect("land_tax:ranking", org_unit.slug)
    shown = [one for one, _ in lines]
    if request.method == "GET":
        form = WeekForm(initial={"as_of": f"{day:%Y-%m-%d}", "source": _last_source(org_unit)})
    if not choice.is_bound:
        choice = DayChoice(initial={"posisi": day})
    context = {
        "office": org_unit,
        "choice": choice,
        "form": form,
        "day": day,
        "lines": lines,
        "without": _without_year(org_unit, known),
        "wrong": [one for one in shown if one.errors],
        "may_check": _may(request, Permission.CHECK_RECORDS, org_unit),
    }
    status = conflicts.status_of(form, *shown)
    return render(request, "land_tax/week.html", context, status=status)


def _usual_day(org_unit: OrgUnit) -> date:
    """Today; in a register whose newest year is over, its last day."""
    years = queries.years_of(org_unit)
    today = timezone.localdate()
    return min(today, date(years[0], 12, 31)) if years else today


def _last_source(org_unit: OrgUnit) -> str:
    last = Recap.objects.filter(access.rows_below(org_unit)).order_by("-pk").first()
    return last.source if last else ""


def _lines(
    org_unit: OrgUnit, known: dict[int, Known], request: SignedInRequest
) -> list[tuple[LineForm, Known]]:
    """A line for every village whose tax year has begun by the day."""
    data = request.POST if request.method == "POST" else None
    return [
        (LineForm(data, village=one), known[one.pk])
        for one in queries.villages_below(org_unit)
        if one.pk in known and known[one.pk].assessment is not None
    ]


def _without_year(org_unit: OrgUnit, known: dict[int, Known]) -> list[OrgUnit]:
    return [
        one
        for one in queries.villages_below(org_unit)
        if one.pk not in known or known[one.pk].assessment is None
    ]


def _lines_sound(lines: list[tuple[LineForm, Known]], day: date) -> bool:
    """Whether every typed line can be true; all that cannot are told at once."""
    for form, there in lines:
        if not form.is_valid() or not form.is_typed:
            continue
        found = intake.problems_of(
            form.figures(), there, office=form.village, year=day.year, day=day
        )
        for problem in found:
            where = problem.where if problem.where in form.fields else None
            form.add_error(where, refusals.problem_sentence(problem))
    return not any(form.errors for form, _ in lines)


def _show(refusal: Refused, form: forms.Form, lines: list[Any]) -> None:
    """A refusal at the village it is about, or above."""
    here = [one for one in lines if one.village.pk == refusal.facts.get("village")]
    refusals.show(refusal, here[0] if here else form)


@post_or_get
def assessments(request: SignedInRequest, slug: str) -> HttpResponse:
    """What was assessed for the villages of an office: the tax year begins."""
    org_unit = office_here(request, slug)
    _require(request, Permission.CHECK_RECORDS, org_unit)
    today = timezone.localdate()
    form = YearForm(request.POST or None, initial={"year": today.year})
    data = request.POST if request.method == "POST" else None
    rows = [VillageAssessmentForm(data, village=one) for one in queries.villages_below(org_unit)]
    # Every row is looked at, so that all that is wrong is told at once.
    wrong = [one for one in rows if not one.is_valid()] if data is not None else []
    if data is not None and form.is_valid() and not wrong:
        typed = {one.village: one.figures(form.cleaned_data) for one in rows if one.is_typed}
        try:
            made = actions.open_tax_years(
                org_unit=org_unit,
                year=form.cleaned_data["year"],
                figures=typed,
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            _show(refusal, form, rows)
        else:
            messages.success(request, f"Ketetapan tersimpan untuk {len(made)} desa.")
            return redirect("land_tax:ranking", org_unit.slug)
    context = {
        "office": org_unit,
        "form": form,
        "rows": rows,
        "wrong": [one for one in rows if one.errors],
    }
    return render(
        request, "land_tax/assessments.html", context, status=conflicts.status_of(form, *rows)
    )


@post_or_get
def correct_assessment(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was assessed changes, by a decision of the tax office."""
    tax_year = _tax_year(request, pk)
    _require(request, Permission.CHECK_RECORDS, tax_year.org_unit)

    def now(data: Any = None) -> AssessmentForm:
        return AssessmentForm.of(tax_year, tax_year.assessments.latest("version"), data)

    form = now(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: (afresh(tax_year), now())[1]):
            actions.correct_assessment(
                tax_year=tax_year,
                figures=form.figures(),
                reason=form.cleaned_data["reason"],
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Ketetapan diubah; yang lama tetap terbaca.")
            return redirect("land_tax:village", tax_year.pk)
    context = {"office": tax_year.org_unit, "tax_year": tax_year, "form": form}
    return render(
        request, "land_tax/correct_assessment.html", context, status=conflicts.status_of(form)
    )


@post_or_get
def recap(request: SignedInRequest, pk: int) -> HttpResponse:
    """One recap of a village, how it was put right, and the form to do so."""
    seen = queries.recaps_seen_by(request.user, on=timezone.localdate())
    found = get_object_or_404(seen.select_related("recorded_by"), pk=pk)
    stand_at(request, found.org_unit, found.tax_year.year)
    form = RecapForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: RecapForm.of(afresh(found))):
            actions.correct_recap(
                recap=found,
                figures=form.figures(),
                reason=form.cleaned_data["reason"],
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Posisi dibetulkan; yang lama tetap terbaca.")
            return redirect("land_tax:recap", found.pk)
    before, after = queries.neighbours(found.tax_year, found.as_of)
    context = {
        "office": found.org_unit,
        "one": found,
        "held": queries.assessment_by(found.tax_year, found.as_of),
        "before": before,
        "after": after,
        "corrections": found.corrections.select_related("recorded_by"),
        "form": form,
        "may_keep": _may(request, Permission.KEEP_RECORDS, found.org_unit),
    }
    return render(request, "land_tax/recap.html", context, status=conflicts.status_of(form))
