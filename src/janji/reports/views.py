"""Doors to the pages across agreements."""

from datetime import date

from django.core.paginator import Paginator
from django.db.models import Case, Q, When
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from janji.agreements.queries import (
    agreements_by_keys,
    agreements_seen_by,
    budget_of,
    parties_of,
)
from janji.agreements.wording import STATES
from janji.core.agreement_life import State
from janji.kit.files import made
from janji.kit.tables import xlsx_response
from janji.measurements.documents.account.content import as_pdf
from janji.measurements.documents.account.record import account_of
from janji.measurements.queries import scoring_for
from janji.orgs import access
from janji.orgs import queries as org_queries
from janji.orgs.http import SignedInRequest
from janji.orgs.models import OrgUnit
from janji.orgs.place import office_here
from janji.registers.checks import Look
from janji.reports import charts, queries
from janji.reports import quality as data_quality

PAGE = 30
ROWS = 25
YEARS = range(2000, 2101)


def _today() -> date:
    return timezone.localdate()


@require_GET
def home(request: SignedInRequest) -> HttpResponse:
    """Where someone's work is: their own office's newest year in force, or the offices below."""
    in_force = Q(state=State.IN_FORCE.value)
    is_over = Q(state__in=[State.SUPERSEDED.value, State.ENDED.value])
    seen = agreements_seen_by(request.user, on=_today()).order_by(
        Case(When(in_force, then=0), When(is_over, then=1), default=2), "-year", "-revision"
    )
    own = org_queries.home_office(request.user, on=_today())
    newest = seen.filter(org_unit=own).first() if own else None
    if newest is None and seen.values("org_unit").distinct().count() == 1:
        newest = seen.first()
    if newest is not None:
        return redirect("reports:year", newest.org_unit.slug, newest.year)
    return redirect("reports:offices")


@require_GET
def offices(request: SignedInRequest) -> HttpResponse:
    """The offices someone sees, each with its newest agreement."""
    newest = queries.newest_of_each(request.user, on=_today())
    page = Paginator(newest, PAGE).get_page(request.GET.get("halaman"))
    context = {
        "page": page,
        "rows": list(queries.overview(agreements_by_keys(list(page)), on=_today())),
        "has_role": bool(access.held_roles(request.user, _today())),
    }
    return render(request, "reports/offices.html", context)


@require_GET
def year(request: SignedInRequest, slug: str, year: int) -> HttpResponse:
    """Beranda: an office's year at a glance."""
    org_unit = office_here(request, slug, year)
    agreement = queries.newest(org_unit, year)
    context: dict[str, object] = {"office": org_unit, "year": year, "agreement": agreement}
    if agreement is None:
        return render(request, "reports/no_agreement.html", context)
    if not queries.has_figures(agreement):
        context["state"] = STATES[State(agreement.state)][1]
        return render(request, "reports/not_in_force.html", context)
    page = queries.year_page(agreement, on=_today())
    context |= {
        "page": page,
        "parties": parties_of(agreement),
        "budget": budget_of(agreement),
        "chart": charts.achievements(queries.chart_rows(page)),
        "now": timezone.now(),
        "title": f"Tahun {year} sekilas",
    }
    return render(request, "reports/year.html", context)


@require_GET
def table(request: SignedInRequest, slug: str, year: int) -> HttpResponse:
    """The year as a workbook."""
    org_unit = office_here(request, slug, year)
    agreement = queries.newest(org_unit, year)
    if agreement is None or not queries.has_figures(agreement):
        raise Http404
    page = queries.year_page(agreement, on=_today())
    return xlsx_response(f"capaian-{slug}-{year}", queries.as_table(page))


@require_GET
def account_pdf(request: SignedInRequest, slug: str, year: int) -> HttpResponse:
    """Where every figure of the year comes from, as a paper."""
    org_unit = office_here(request, slug, year)
    agreement = queries.newest(org_unit, year)
    if agreement is None or not queries.has_figures(agreement):
        raise Http404
    page = queries.year_page(agreement, on=_today())
    rule = scoring_for(org_unit, year)
    paper = account_of(agreement, page.indicators, rule, at=timezone.now())
    return made(as_pdf(paper), f"kertas-kerja-{slug}-{year}.pdf")


@require_GET
def quality_here(request: SignedInRequest, slug: str) -> HttpResponse:
    """The newest year with records of an office, and what must be looked at."""
    org_unit = office_here(request, slug)
    newest = data_quality.year_to_look_at(org_unit, today=_today())
    return redirect("reports:quality", org_unit.slug, newest)


@require_GET
def quality(request: SignedInRequest, slug: str, year: int) -> HttpResponse:
    """What is late, missing, contradictory or changed in an office's records of a year."""
    org_unit = _office_in(request, slug, year)
    found = data_quality.quality_of(org_unit, year, now=timezone.now())
    if request.GET.get("bentuk") == "xlsx":
        return xlsx_response(f"mutu-data-{slug}-{year}", [data_quality.as_table(found)])
    context = {
        "office": org_unit,
        "year": year,
        "previous": year - 1,
        "following": year + 1 if year < _today().year else None,
        "quality": found,
        "now": timezone.now(),
    }
    return render(request, "reports/quality.html", context)


@require_GET
def flaw(request: SignedInRequest, slug: str, year: int, code: str) -> HttpResponse:
    """The very rows that one check finds."""
    org_unit = _office_in(request, slug, year)
    source = data_quality.source_called(code)
    if source is None:
        raise Http404
    view = source.check.row_view
    rows = source.check.rows(Look.at(org_unit, year, timezone.now()))
    if request.GET.get("bentuk") == "xlsx":
        return xlsx_response(f"{code}-{slug}-{year}", [view.as_table(rows)])
    page = Paginator(view.listed(rows), ROWS).get_page(request.GET.get("halaman"))
    context = {
        "office": org_unit,
        "year": year,
        "source": source,
        "page": page,
        "lines": view.lines(page),
    }
    return render(request, "reports/flaw.html", context)


def _office_in(request: SignedInRequest, slug: str, year: int) -> OrgUnit:
    if year not in YEARS:
        raise Http404
    return office_here(request, slug, year)
