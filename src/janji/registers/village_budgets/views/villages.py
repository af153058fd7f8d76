"""Doors to villages: the list, one village, the indicator under both settings, the clocks."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from janji.core.village_budgets import checklists, clocks, deadlines, spending_limit
from janji.orgs import access as orgs_access
from janji.orgs.http import SignedInRequest
from janji.orgs.models import OrgUnit
from janji.orgs.place import office_here
from janji.orgs.roles import Permission
from janji.registers.village_budgets import indicator, lists, queries
from janji.registers.village_budgets.forms import VillagesSearch, YearForm
from janji.registers.village_budgets.queries import CycleSearch, VisitSearch
from janji.registers.village_budgets.views.place import (
    may,
    page_of,
    taken_away,
    village_here,
)
from janji.registers.villages.queries import days_of


def may_keep(request: SignedInRequest, office: OrgUnit) -> bool:
    """Whether the person may enter something for a village below an office."""
    if office.kind == "village":
        return may(request, Permission.KEEP_RECORDS, office)
    on = timezone.localdate()
    return orgs_access.may(request.user, Permission.KEEP_RECORDS, org_unit=office, on=on)


@require_GET
def villages(request: SignedInRequest, slug: str) -> HttpResponse:
    """Villages with what they had in a year, and what is still missing."""
    office = office_here(request, slug)
    today = timezone.localdate()
    form = VillagesSearch(request.GET)
    search = form.search()
    year = form.year() or queries.last_year(office, today)
    until = queries.last_day_of(year, today)
    rows = queries.villages_of(office, year, until, search, request.GET.get("urut", ""))
    name = f"pembinaan-apbdes-{office.slug}-{year}"
    if file := taken_away(request, name, lambda: lists.villages_table(rows, year)):
        return file
    context = {
        "office": office,
        "form": form,
        "asked": bool(search.text or search.state),
        "year": year,
        "until": until,
        "page": page_of(request, rows),
        "silences": queries.silences_of(office, year, until)[:10],
        "may_keep": may_keep(request, office),
    }
    return render(request, "village_budgets/villages.html", context)


@require_GET
def village(request: SignedInRequest, slug: str) -> HttpResponse:
    """One village: its drafts, visits, and what it handed in."""
    office, today = village_here(request, slug), timezone.localdate()
    year = queries.last_year(office, today)
    cycles = queries.cycles_of(office, CycleSearch(), today=today)[:12]
    duties = queries.duties_of(office, year, today)
    context = {
        "office": office,
        "counted": days_of(office),
        "today": today,
        "year": year,
        "rows": queries.standings(cycles, today),
        "visits": queries.visits_of(office, VisitSearch(), today=today)[:12],
        "duties": duties[0].cells if duties else [],
        "may_keep": may(request, Permission.KEEP_RECORDS, office),
    }
    return render(request, "village_budgets/village.html", context)


@require_GET
def indicator_page(request: SignedInRequest, slug: str) -> HttpResponse:
    """The indicator quarter by quarter under the strict and the loose setting, printed beside it."""
    office = office_here(request, slug)
    today = timezone.localdate()
    form = YearForm(request.GET)
    asked = form.cleaned_data.get("tahun") if form.is_valid() else None
    year = asked or queries.last_year(office, today)
    table = indicator.table_of(office, year, today)
    if file := taken_away(
        request, f"terbina-apbdes-{office.slug}-{year}", lambda: indicator.export(table)
    ):
        return file
    context = {
        "office": office,
        "form": form,
        "year": year,
        "table": table,
        "lacking": indicator.lacking(office, year, today),
    }
    return render(request, "village_budgets/indicator.html", context)


@require_GET
def limits(request: SignedInRequest, slug: str) -> HttpResponse:
    """Every clock and deadline with its source and how well it is known."""
    office = office_here(request, slug)
    context = {
        "office": office,
        "clocks": clocks(),
        "deadlines": deadlines(),
        "limit": spending_limit(),
        "checklists": checklists().values(),
    }
    return render(request, "village_budgets/limits.html", context)
