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
from janji.kit.tables import xlsx_response
from janji.orgs import access
from janji.orgs import queries as org_queries
from janji.orgs.http import SignedInRequest
from janji.orgs.place import office_here
from janji.reports import charts, queries

PAGE = 30


def _today() -> date:
    return timezone.localdate()


@require_GET
def home(request: SignedInRequest) -> HttpResponse:
    """Where someone's work is: their own office's newest year in force, or the offices below."""
    in_force = Q(state=State.IN_FORCE.value)
    seen = agreements_seen_by(request.user, on=_today()).order_by(
        Case(When(in_force, then=0), default=1), "-year", "-revision"
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
    if agreement.state != State.IN_FORCE:
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
    if agreement is None or agreement.state != State.IN_FORCE:
        raise Http404
    page = queries.year_page(agreement, on=_today())
    return xlsx_response(f"capaian-{slug}-{year}", queries.as_table(page))
