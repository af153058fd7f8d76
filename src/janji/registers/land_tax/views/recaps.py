"""Doors to the ranking, a village's year, weekly recaps and their corrections."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from janji.core.land_tax import Need, penalty_rule
from janji.core.refusals import Refused
from janji.kit import conflicts, refusals
from janji.kit.dates import day as written_day
from janji.kit.editions import afresh
from janji.orgs import access
from janji.orgs.http import SignedInRequest
from janji.orgs.models import OrgUnit
from janji.orgs.place import office_here, stand_at
from janji.orgs.roles import Permission
from janji.registers.land_tax import actions, charts, intake, lists, queries
from janji.registers.land_tax.forms.collectors import ReversalForm
from janji.registers.land_tax.forms.recaps import (
    AssessmentForm,
    DayChoice,
    LineForm,
    RankingSearch,
    RecapForm,
    VillageAssessmentForm,
    WeekForm,
    YearForm,
)
from janji.registers.land_tax.models import Recap
from janji.registers.land_tax.queries import Known, Place, Together
from janji.registers.land_tax.views.place import (
    PAGE,
    may,
    post_or_get,
    require,
    taken_away,
    tax_year_here,
)

SHOWN_RECAPS = 12
"""Recaps beside the form that lowers them."""


@dataclass(frozen=True, slots=True)
class _Ranked:
    """What the address asks of the ranking, and the villages that answer."""

    form: RankingSearch
    years: Sequence[int]
    year: int
    on: date
    percent: Decimal
    found: Sequence[Place]
    added: Together

    @property
    def rows(self) -> list[tuple[Place, Need]]:
        """Each village with what it still needs."""
        return [(one, one.need(self.percent, self.on)) for one in self.found]


def _ranked(request: SignedInRequest, org_unit: OrgUnit) -> _Ranked:
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
    return _Ranked(form, years, year, on, percent, found, queries.together(found, percent, on))


@require_GET
def ranking(request: SignedInRequest, slug: str) -> HttpResponse:
    """The villages of an office by share: rupiah, percent, what remains, what came in, what is needed."""
    org_unit = office_here(request, slug)
    seen = _ranked(request, org_unit)
    table = lists.ranking_table(seen.found, seen.added, seen.year, seen.on, seen.percent)
    if file := taken_away(request, f"pbb-{org_unit.slug}-{seen.year}", [table]):
        return file
    page = Paginator(seen.rows, PAGE).get_page(request.GET.get("halaman"))
    context = _of_ranking(org_unit, seen) | {
        "page": page,
        "rows": list(page),
        "asked": any(seen.form.cleaned_data.get(name) for name in ("q", "state", "on")),
        "overdue": [one for one in queries.collectors_of(org_unit, seen.on) if one.is_overdue],
        "may_keep": may(request, Permission.KEEP_RECORDS, org_unit),
        "may_check": may(request, Permission.CHECK_RECORDS, org_unit),
    }
    return render(request, "land_tax/ranking.html", context)


def _of_ranking(org_unit: OrgUnit, seen: _Ranked) -> dict[str, Any]:
    """What the page and the paper have in common."""
    return {
        "office": org_unit,
        "form": seen.form,
        "year": seen.year,
        "years": seen.years,
        "on": seen.on,
        "percent": seen.percent,
        "added": seen.added,
        "rule": penalty_rule(seen.year),
    }


@require_GET
def paper(request: SignedInRequest, slug: str) -> HttpResponse:
    """The ranking as it is printed: all villages that the address asks for, with room to sign."""
    org_unit = office_here(request, slug)
    seen = _ranked(request, org_unit)
    context = _of_ranking(org_unit, seen) | {
        "rows": seen.rows,
        "settled": [one for one in seen.found if one.is_settled],
    }
    return render(request, "land_tax/paper.html", context)


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


@require_GET
def village(request: SignedInRequest, pk: int) -> HttpResponse:
    """A village's year: its course to the due date, what was assessed, every recap."""
    tax_year = tax_year_here(request, pk)
    assessments = list(tax_year.assessments.select_related("org_unit", "recorded_by"))
    rows = queries.course(tax_year, assessments)
    name = f"pbb-{tax_year.org_unit.slug}-{tax_year.year}"
    if file := taken_away(request, name, [lists.course_table(tax_year, rows)]):
        return file
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
        "typed": next(one for one in assessments if not one.computed),
        "rule": penalty_rule(tax_year.year),
        "may_keep": may(request, Permission.KEEP_RECORDS, tax_year.org_unit),
        "may_check": may(request, Permission.CHECK_RECORDS, tax_year.org_unit),
    }
    return render(request, "land_tax/village.html", context)


@post_or_get
def week(request: SignedInRequest, slug: str) -> HttpResponse:
    """A recap of one day for all villages of an office on one page."""
    org_unit = office_here(request, slug)
    require(request, Permission.KEEP_RECORDS, org_unit)
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
        "by_objects": [one.tax_year for one in known.values() if one.tax_year.by_objects],
        "wrong": [one for one in shown if one.errors],
        "may_check": may(request, Permission.CHECK_RECORDS, org_unit),
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
        if one.pk in known
        and known[one.pk].assessment is not None
        and not known[one.pk].tax_year.by_objects
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
    require(request, Permission.CHECK_RECORDS, org_unit)
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
    tax_year = tax_year_here(request, pk)
    require(request, Permission.CHECK_RECORDS, tax_year.org_unit)

    def now(data: Any = None) -> AssessmentForm:
        return AssessmentForm.of(
            tax_year, tax_year.assessments.filter(computed=False).latest("version"), data
        )

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
def reverse(request: SignedInRequest, pk: int) -> HttpResponse:
    """Money was booked wrongly: all recaps from a day on go down by the same amount."""
    tax_year = tax_year_here(request, pk)
    require(request, Permission.KEEP_RECORDS, tax_year.org_unit)
    form = ReversalForm.of(tax_year, request.POST or None)
    if request.method == "POST" and form.is_valid():
        fields = form.cleaned_data
        with conflicts.shown_on(form, now=lambda: ReversalForm.of(afresh(tax_year))):
            made = actions.reverse_recaps(
                tax_year=tax_year,
                since=fields["since"],
                amount=fields["amount"],
                bills=fields["bills"] or 0,
                reason=fields["reason"],
                based_on=fields["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, f"{len(made)} posisi diturunkan; yang lama tetap terbaca.")
            return redirect("land_tax:village", tax_year.pk)
    recaps = tax_year.recaps.order_by("-as_of")[:SHOWN_RECAPS]
    context = {"office": tax_year.org_unit, "tax_year": tax_year, "form": form, "recaps": recaps}
    return render(request, "land_tax/reverse.html", context, status=conflicts.status_of(form))


def _payments(request: SignedInRequest, found: Recap) -> Any:
    """What a computed recap adds up, page by page; nothing where the recap was typed."""
    if not found.tax_year.by_objects:
        return None
    rows = queries.payments_until(found)
    return Paginator(rows, PAGE).get_page(request.GET.get("halaman"))


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
        "payments": _payments(request, found),
        "form": form,
        "may_keep": may(request, Permission.KEEP_RECORDS, found.org_unit)
        and not found.tax_year.by_objects,
    }
    return render(request, "land_tax/recap.html", context, status=conflicts.status_of(form))
