"""Doors to the register of figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from janji.core import figures as rules
from janji.core.figures import Frequency, Period, periods_of_year
from janji.core.refusals import Refused
from janji.kit import conflicts, refusals
from janji.kit.editions import afresh
from janji.kit.files import attachment
from janji.kit.tables import csv_response, xlsx_response
from janji.orgs import access
from janji.orgs.http import SignedInRequest
from janji.orgs.models import OrgUnit
from janji.orgs.place import office_here, seen_or_404, stand_at
from janji.orgs.roles import Permission
from janji.registers.figures import actions, charts, lists, queries
from janji.registers.figures.forms import (
    EndForm,
    EntryForm,
    EvidenceForm,
    FigureForm,
    FigureSearch,
    LineForm,
    PeriodChoice,
)
from janji.registers.figures.models import Entry, Figure, Kind
from janji.registers.figures.queries import FigureYear, Line, PeriodSum
from janji.registers.figures.templatetags.figures import period_key

PAGE = 25
ROWS = 50
"""Rows of the page to fill in; more than a regency's districts."""
post_or_get = require_http_methods(["GET", "POST"])


def _today() -> date:
    return timezone.localdate()


def _may(request: SignedInRequest, permission: Permission, org_unit: OrgUnit) -> bool:
    return access.may(request.user, permission, org_unit=org_unit, on=_today())


def _require(request: SignedInRequest, permission: Permission, org_unit: OrgUnit) -> None:
    access.require(request.user, permission, org_unit=org_unit, on=_today())


def _rights(request: SignedInRequest, org_unit: OrgUnit) -> dict[str, bool]:
    return {
        "may_keep": _may(request, Permission.KEEP_RECORDS, org_unit),
        "may_check": _may(request, Permission.CHECK_RECORDS, org_unit),
    }


def _figure_in_line(org_unit: OrgUnit, key: str | int) -> Figure:
    """A figure that concerns an office."""
    said = str(key)
    found = queries.figure_by_key().ask(int(said)) if said.isdecimal() else []
    if not found or not queries.concerns(found[0], org_unit):
        raise Http404
    return found[0]


@require_GET
def figures(request: SignedInRequest, slug: str) -> HttpResponse:
    """The figures of an office with how their year stands."""
    org_unit = office_here(request, slug)
    form = FigureSearch(request.GET)
    form.is_valid()
    asked = form.cleaned_data
    year = asked.get("year") or queries.last_year(org_unit, _today())
    stand_at(request, org_unit, year)
    of_below = asked.get("of") == "bawah"
    found = list(
        queries.figures_of(org_unit, text=(asked.get("q") or "").strip(), of_below=of_below)
    )
    stood = queries.years(found, org_unit, year, on=_today())
    rows = [stood[one.pk] for one in found]
    if state := asked.get("state"):
        rows = [one for one in rows if one.state == state]
    rows = _sorted(rows, request.GET.get("urut", ""))
    if (kind := request.GET.get("unduh")) in ("xlsx", "csv"):
        table, name = lists.years_table(rows, year), f"angka-{org_unit.slug}-{year}"
        return xlsx_response(name, [table]) if kind == "xlsx" else csv_response(name, table)
    if (kind := request.GET.get("isian")) in ("xlsx", "csv"):
        entries = queries.entries_below(org_unit, [one.figure for one in rows], year)
        table = lists.entries_table(entries.iterator(chunk_size=2000), "Isian")
        name = f"isian-angka-{org_unit.slug}-{year}"
        return xlsx_response(name, [table]) if kind == "xlsx" else csv_response(name, table)
    context = {
        "office": org_unit,
        "form": form,
        "year": year,
        "page": Paginator(rows, PAGE).get_page(request.GET.get("halaman")),
        "asked": any(asked.get(name) for name in ("q", "state", "of", "year")),
        **_rights(request, org_unit),
    }
    return render(request, "figures/figures.html", context)


def _sorted(rows: list[FigureYear], order: str) -> list[FigureYear]:
    keys = {
        "angka": lambda one: one.figure.title.casefold(),
        "kantor": lambda one: one.figure.org_unit.path,
        "isian": lambda one: (one.answers - one.owed, one.figure.title.casefold()),
    }
    key = keys.get(order.removeprefix("-"))
    return sorted(rows, key=key, reverse=order.startswith("-")) if key else rows


@require_GET
def figure(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """One figure as an office sees it: its year by period, who has answered, how it was put right."""
    org_unit = office_here(request, slug)
    found = _figure_in_line(org_unit, pk)
    year = _year_asked(request, found, org_unit)
    stand_at(request, org_unit, year)
    stood = queries.years([found], org_unit, year, on=_today())[found.pk]
    if (kind := request.GET.get("unduh")) in ("xlsx", "csv"):
        entries = queries.entries_below(org_unit, [found], year)
        table, name = lists.entries_table(entries, found.title), f"{found.code}-{year}"
        return xlsx_response(name, [table]) if kind == "xlsx" else csv_response(name, table)
    chosen = _chosen(request, stood)
    offices = queries.asked_offices(found, org_unit)
    page = Paginator(offices, PAGE).get_page(request.GET.get("halaman"))
    listed = list(page.object_list)
    context = {
        "office": org_unit,
        "figure": found,
        "year": year,
        "stood": stood,
        "chosen": chosen,
        "answers": queries.answers(found, listed, chosen.period, on=_today()) if chosen else [],
        "page": page,
        "chart": charts.course(found, list(stood.periods)),
        "corrections": queries.corrections_of(found, org_unit)[:PAGE],
        "changes": queries.changes_of(found),
        "is_usable": queries.is_usable(found, org_unit),
        "may_define": _may(request, Permission.CHECK_RECORDS, found.org_unit),
        **_rights(request, org_unit),
    }
    return render(request, "figures/figure.html", context)


def _year_asked(request: SignedInRequest, found: Figure, org_unit: OrgUnit) -> int:
    said = request.GET.get("tahun", "")
    if said.isdecimal() and len(said) == 4:
        return max(int(said), 1990)
    newest = Entry.objects.filter(access.rows_below(org_unit), figure=found).first()
    return newest.last_day.year if newest else max(found.since.year, _today().year)


def _chosen(request: SignedInRequest, stood: FigureYear) -> PeriodSum | None:
    """The period whose offices are listed: the one asked for, else the newest that is over."""
    said = request.GET.get("periode", "")
    asked = next((one for one in stood.periods if period_key(one.period) == said), None)
    return asked or next(reversed(stood.over), None)


# ── filling in


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The page to fill in: what it is about, its rows, and the pages around it."""

    period: Period
    lines: Sequence[Line]
    figure: Figure | None
    page: Any = None


@post_or_get
def fill(request: SignedInRequest, slug: str) -> HttpResponse:
    """The numbers of one period: all figures of an office, or one figure of all offices below."""
    org_unit = office_here(request, slug)
    _require(request, Permission.KEEP_RECORDS, org_unit)
    about = request.GET.get("angka")
    found = _figure_in_line(org_unit, about) if about else None
    frequency = found.rhythm.frequency if found else Frequency.MONTHLY
    choice = PeriodChoice(request.GET, frequency=frequency)
    choice.is_valid()
    period = choice.cleaned_data.get("periode") or _usual(found, frequency)
    stand_at(request, org_unit, period.last_day.year)
    sheet = _sheet(request, org_unit, found, period)
    data = request.POST if request.method == "POST" else None
    lines = [LineForm(data, line=one) for one in sheet.lines if one.entry is None]
    form = EvidenceForm(data, request.FILES if data is not None else None)
    if data is not None and all([form.is_valid(), *(one.is_valid() for one in lines)]):
        typed = [one.entry() for one in lines if one.has_changed()]
        try:
            actions.record_entries(
                org_unit=org_unit,
                entries=typed,
                evidence=form.cleaned_data["evidence"] or [],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            _show(refusal, form, lines)
        else:
            messages.success(request, f"{len(typed)} isian untuk {period.name} tersimpan.")
            return redirect(_back(org_unit, found, period))
    by_line = {id(one.line): one for one in lines}
    context = {
        "office": org_unit,
        "figure": found,
        "choice": choice if choice.errors else _choice_of(period, frequency),
        "period": period,
        "key": period_key(period),
        "before": period_key(rules.before(frequency, period)),
        "after": period_key(rules.period_of(frequency, period.last_day + timedelta(days=1))),
        "is_ahead": period.last_day >= _today(),
        "form": form,
        "rows": [(one, by_line.get(id(one))) for one in sheet.lines],
        "page": sheet.page,
        "open": len(lines),
        "others": [] if found else _for_offices_below(org_unit),
        "wrong": [one for one in lines if one.errors],
        **_rights(request, org_unit),
    }
    status = conflicts.status_of(form, *lines)
    return render(request, "figures/fill.html", context, status=status)


def _for_offices_below(org_unit: OrgUnit) -> list[Figure]:
    """Figures whose numbers offices below answer; who may enter here may enter for them."""
    return [one for one in queries.figures_of(org_unit, text="") if one.kinds and one.until is None]


def _choice_of(period: Period, frequency: Frequency) -> PeriodChoice:
    return PeriodChoice(initial={"periode": period.name}, frequency=frequency)


def _usual(found: Figure | None, frequency: Frequency) -> Period:
    """The newest period that is over; of a figure that has ended its last one."""
    newest = found.rhythm.newest(_today()) if found else None
    return newest or rules.before(frequency, rules.period_of(frequency, _today()))


def _sheet(
    request: SignedInRequest, org_unit: OrgUnit, found: Figure | None, period: Period
) -> _Sheet:
    if found is None:
        lines = queries.lines_of_office(org_unit, period.last_day, on=_today())
        return _Sheet(period, lines, None)
    offices = queries.asked_offices(found, org_unit)
    page = Paginator(offices, ROWS).get_page(request.GET.get("halaman"))
    listed = list(page.object_list) if found.rhythm.asks_for(period) else []
    return _Sheet(period, queries.lines_of_figure(found, listed, period, on=_today()), found, page)


def _show(refusal: Refused, form: EvidenceForm, lines: Sequence[LineForm]) -> None:
    """A refusal at the row it is about, or above."""
    about = refusal.facts.get("figure_key"), refusal.facts.get("office_key")
    here = [one for one in lines if (one.figure.pk, one.line.org_unit.pk) == about]
    refusals.show(refusal, here[0] if here else form)


def _back(org_unit: OrgUnit, found: Figure | None, period: Period) -> str:
    if found is not None:
        address = reverse("figures:figure", args=[org_unit.slug, found.pk])
        return f"{address}?tahun={period.last_day.year}&periode={period_key(period)}"
    return f"{reverse('figures:figures', args=[org_unit.slug])}?year={period.last_day.year}"


# ── definitions


@post_or_get
def define(request: SignedInRequest, slug: str) -> HttpResponse:
    """A new figure, with how it will read in a formula."""
    org_unit = office_here(request, slug)
    _require(request, Permission.CHECK_RECORDS, org_unit)
    today = _today()
    form = FigureForm(request.POST or None, initial={"since": date(today.year, 1, 1)})
    if request.method == "POST" and form.is_valid() and "keep" in request.POST:
        with refusals.shown_on(form):
            made = actions.define_figure(
                org_unit=org_unit, sheet=form.sheet(), by=request.user, at=timezone.now()
            )
            messages.success(request, f"Angka “{made.title}” ditambahkan.")
            return redirect("figures:figure", org_unit.slug, made.pk)
    context = {"office": org_unit, "form": form, "told": _told(form), **_rights(request, org_unit)}
    return render(request, "figures/define.html", context, status=conflicts.status_of(form))


@dataclass(frozen=True, slots=True)
class _Told:
    """How a definition reads: in a formula, over a quarter, and when it is late."""

    code: str
    quarter: str
    late: str


def _told(form: FigureForm) -> _Told | None:
    if not form.is_bound or form.errors:
        return None
    sheet = form.sheet()
    frequency = Frequency(sheet.frequency)
    parts = [one.name for one in periods_of_year(frequency, sheet.since.year)]
    months = Frequency.QUARTERLY.months
    of_quarter = parts[: max(1, months // frequency.months)]
    if frequency.months > months:
        quarter = f"Diketahui sesudah {parts[0]} berakhir."
    elif sheet.kind == Kind.FLOW:
        quarter = f"TW I = {' + '.join(of_quarter)}."
    else:
        quarter = f"TW I = keadaan {of_quarter[-1]}."
    return _Told(
        sheet.code,
        quarter,
        f"{parts[0]} terlambat bila belum diisi {sheet.due_days} hari sesudah berakhir.",
    )


def _own_figure(request: SignedInRequest, pk: int) -> Figure:
    found = seen_or_404(request, queries.figure_by_key().ask(pk), lambda one: one.org_unit)
    _require(request, Permission.CHECK_RECORDS, found.org_unit)
    stand_at(request, found.org_unit)
    return found


@post_or_get
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    """A figure put right: all of it before anyone relies on it, its words afterwards."""
    found = _own_figure(request, pk)
    form = FigureForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: FigureForm.of(afresh(found))):
            actions.change_figure(
                figure=found,
                sheet=form.sheet(),
                reason=form.cleaned_data["reason"],
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Definisi angka tersimpan.")
            return redirect("figures:figure", found.org_unit.slug, found.pk)
    context = {"office": found.org_unit, "figure": found, "form": form}
    return render(request, "figures/change.html", context, status=conflicts.status_of(form))


@post_or_get
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """A figure is asked for no longer."""
    found = _own_figure(request, pk)
    form = EndForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: EndForm.of(afresh(found))):
            actions.end_figure(
                figure=found,
                until=form.cleaned_data["until"],
                reason=form.cleaned_data["reason"],
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Angka berakhir; isiannya tetap terbaca dan terhitung.")
            return redirect("figures:figure", found.org_unit.slug, found.pk)
    context = {"office": found.org_unit, "figure": found, "form": form}
    return render(request, "figures/end.html", context, status=conflicts.status_of(form))


# ── one entry


@post_or_get
def entry(request: SignedInRequest, pk: int) -> HttpResponse:
    """One answer with its evidence, how it was put right, and the form to do so."""
    found = seen_or_404(request, queries.entry_by_key().ask(pk), lambda one: one.org_unit)
    stand_at(request, found.org_unit, found.last_day.year)
    posted = request.method == "POST"
    form = EntryForm.of(found, request.POST if posted else None, request.FILES if posted else None)
    if posted and form.is_valid():
        with conflicts.shown_on(form, now=lambda: EntryForm.of(afresh(found))):
            actions.correct_entry(
                entry=found,
                answer=form.answer(),
                evidence=form.cleaned_data["evidence"] or [],
                reason=form.cleaned_data["reason"],
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Isian dibetulkan; yang lama tetap terbaca.")
            return redirect("figures:entry", found.pk)
    context = {
        "office": found.org_unit,
        "one": found,
        "figure": found.figure,
        "evidence": found.evidence.select_related("recorded_by"),
        "corrections": found.corrections.select_related("recorded_by"),
        "form": form,
        "may_keep": _may(request, Permission.KEEP_RECORDS, found.org_unit),
    }
    return render(request, "figures/entry.html", context, status=conflicts.status_of(form))


@require_GET
def evidence(request: SignedInRequest, pk: int) -> FileResponse:
    """A file, to those who may see the data of the office it comes from."""
    one = seen_or_404(request, queries.evidence_by_key().ask(pk), lambda each: each.entry.org_unit)
    return attachment(one.file, one.name, one.content_type)
