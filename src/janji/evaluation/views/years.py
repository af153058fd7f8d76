"""Doors to what is read: offices side by side, an office's year, its signals."""

from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from janji.agreements.models import Agreement
from janji.core.accumulation import LAST_QUARTER
from janji.core.efficiency import formula_sheet
from janji.core.measurement_life import time_to_submit
from janji.core.measuring import QUARTERS
from janji.core.periods import has_begun
from janji.core.signals import SignalKind, SignalSheet, signal_sheets
from janji.evaluation import access as evaluation_access
from janji.evaluation import queries
from janji.evaluation.forms import OfficesForm
from janji.evaluation.freezing import moved_since, scores_of
from janji.evaluation.tables import offices_table, year_table
from janji.evaluation.wording import LIMITS, SIGNALS
from janji.kit import refusals
from janji.kit.tables import csv_response, xlsx_response
from janji.measurements.account import number
from janji.measurements.wording import EVIDENCE_STATES
from janji.orgs import access
from janji.orgs.http import SignedInRequest
from janji.orgs.models import OrgUnit
from janji.orgs.place import office_here
from janji.orgs.roles import Permission

PAGE = 25
YEARS = range(2000, 2101)
UNTIL = {1: "sampai TW I", 2: "sampai TW II", 3: "sampai TW III", 4: "setahun"}


def _today() -> date:
    return timezone.localdate()


@require_GET
def offices(request: SignedInRequest) -> HttpResponse:
    """All offices someone sees, side by side."""
    years = queries.years_evaluated(request.user, on=_today())
    form = OfficesForm(request.GET or None, years=years)
    asked = form.cleaned_data if form.is_valid() else {}
    newest = years[0] if years else _today().year
    year, quarter = asked.get("tahun") or newest, asked.get("quarter") or LAST_QUARTER
    order = request.GET.get("urut", "")
    agreements = queries.agreements_evaluated(
        request.user, year, text=asked.get("teks", ""), on=_today()
    )
    wanted = request.GET.get("unduh")
    page: Page[Any]
    if wanted in {"xlsx", "csv"} or order:
        listed = queries.office_rows(agreements, quarter, order=order, on=_today())
        page = Paginator(listed, PAGE).get_page(request.GET.get("halaman"))
        rows = list(page)
    else:
        # Names alone decide which page is shown, so the others need no judging.
        page = Paginator(agreements, PAGE).get_page(request.GET.get("halaman"))
        listed = rows = queries.office_rows(list(page), quarter, order="", on=_today())
    if wanted in {"xlsx", "csv"}:
        table = offices_table(listed, year=year, until=UNTIL[quarter])
        name = f"evaluasi-{year}"
        return xlsx_response(name, [table]) if wanted == "xlsx" else csv_response(name, table)
    context = {
        "form": form if years else None,
        "page": page,
        "rows": rows,
        "year": year,
        "until": UNTIL[quarter],
        "quarter": quarter,
        "asked": bool(asked.get("teks")),
    }
    return render(request, "evaluation/offices.html", context)


def office_in(request: SignedInRequest, slug: str, year: int) -> OrgUnit:
    """The office and year of an address."""
    if year not in YEARS:
        raise Http404
    return office_here(request, slug, year)


def _quarter(request: SignedInRequest) -> int:
    asked = request.GET.get("quarter", "")
    return int(asked) if asked in {"1", "2", "3"} else LAST_QUARTER


def _without_agreement(request: SignedInRequest, org_unit: OrgUnit, year: int) -> HttpResponse:
    context = {"office": org_unit, "year": year}
    return render(request, "evaluation/no_agreement.html", context)


@require_GET
def year(request: SignedInRequest, slug: str, year: int) -> HttpResponse:
    """How well an office kept its promise in a year, or up to one of its quarters."""
    org_unit = office_in(request, slug, year)
    agreement = queries.promised_by(org_unit, year)
    if agreement is None:
        return _without_agreement(request, org_unit, year)
    quarter = _quarter(request)
    found = queries.evaluated(agreement, _today(), quarter=quarter)
    wanted = request.GET.get("unduh")
    if wanted in {"xlsx", "csv"}:
        name, table = f"evaluasi-{slug}-{year}", year_table(found)
        return xlsx_response(name, [table]) if wanted == "xlsx" else csv_response(name, table)
    efficiency = queries.efficiency_for(found)
    published = queries.published_of([agreement], quarter).get(agreement.pk)
    moved = (
        list(moved_since(published.scores, scores_of(found, efficiency)))
        if published and published.scores
        else []
    )
    context = {
        "office": org_unit,
        "year": year,
        "agreement": agreement,
        "found": found,
        "efficiency": efficiency,
        "money": queries.money_of(found),
        "sheet": formula_sheet(efficiency.formula),
        "quarter": quarter,
        "until": UNTIL[quarter],
        "quarters": [one for one in QUARTERS[:-1] if has_begun(year, one, _today())],
        "published": published,
        "moved": moved,
        "evaluations": [one for one in queries.evaluations_of(agreement) if one.published_at],
        "now": timezone.now(),
        **_rights(request, agreement),
    }
    return render(request, "evaluation/year.html", context)


def _rights(request: SignedInRequest, agreement: Agreement) -> dict[str, Any]:
    permissions = access.permissions_in(request.user, agreement.org_unit, on=_today())
    evaluates = Permission.EVALUATE in permissions
    refusal = evaluation_access.why_not(request.user, agreement) if evaluates else None
    return {
        "may_evaluate": evaluates and refusal is None,
        "why_not": refusals.sentence(refusal) if refusal else "",
        "may_explain": Permission.EXPLAIN_ACHIEVEMENT in permissions,
        "may_draft": Permission.DRAFT_AGREEMENT in permissions,
        "may_record": Permission.RECORD_ACTUAL in permissions,
        "may_settle": evaluation_access.may_settle(request.user, agreement, on=_today()),
    }


@require_GET
def signals(request: SignedInRequest, slug: str, year: int) -> HttpResponse:
    """What to ask about an office's year, with the numbers behind each question."""
    org_unit = office_in(request, slug, year)
    agreement = queries.promised_by(org_unit, year)
    if agreement is None:
        return _without_agreement(request, org_unit, year)
    quarter = _quarter(request)
    found = queries.evaluated(agreement, _today(), quarter=quarter)
    context = {
        "office": org_unit,
        "year": year,
        "agreement": agreement,
        "found": found,
        "quarter": quarter,
        "until": UNTIL[quarter],
        "asked_about": [one for one in found.indicators if one.signals],
        "limits": [_limits(sheet, year) for sheet in signal_sheets().values()],
    }
    return render(request, "evaluation/signals.html", context)


def _limits(sheet: SignalSheet, year: int) -> tuple[str, str, str]:
    """The name of a signal, from where on it speaks, and how well that is known."""
    said = [f"{LIMITS[name]}: {number(value)}" for name, value in sheet.limits.items()]
    sources = [f"{sheet.source}. Status: {EVIDENCE_STATES[sheet.evidence]}."]
    if sheet.kind is SignalKind.LATE_CHANGE:
        time = time_to_submit(year)
        said.append(f"tenggat: {time.days} hari setelah triwulan berakhir")
        sources.append(f"Tenggat: {time.source}. Status: {EVIDENCE_STATES[time.evidence]}.")
    return SIGNALS[sheet.kind][0], "; ".join(said), " ".join(sources)
