"""Who is still untrained, and the report of a half-year."""

import re

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from janji.core.linmas import HalfYear, half_year_of, rule_on
from janji.kit.tables import csv_response, xlsx_response
from janji.orgs.http import SignedInRequest
from janji.orgs.models import OrgUnitKind
from janji.orgs.place import office_here
from janji.registers.linmas import lists, queries
from janji.registers.linmas.forms import DayChoice
from janji.registers.linmas.models import Squad
from janji.registers.linmas.views.place import PAGE, may_keep
from janji.registers.linmas.wording import SQUADS_IN_SHORT

_ASKED = re.compile(r"(\d{4})-([12])")


@require_GET
def untrained(request: SignedInRequest, slug: str) -> HttpResponse:
    """Members nobody trained in the year up to a day, village by village."""
    org_unit = office_here(request, slug)
    form = DayChoice(request.GET or None)
    day = form.day(timezone.localdate()) if request.GET else timezone.localdate()
    rows = queries.untrained_rows(org_unit, day)
    name = f"linmas-belum-dibina-{org_unit.slug}"
    if request.GET.get("unduh") == "xlsx":
        return xlsx_response(name, [lists.untrained_table(rows, org_unit, day)])
    if request.GET.get("unduh") == "csv":
        return csv_response(name, lists.untrained_table(rows, org_unit, day))
    context = {
        "office": org_unit,
        "form": form,
        "day": day,
        "page": Paginator(rows, PAGE).get_page(request.GET.get("halaman")),
        "report": queries.report_on(org_unit, day),
    }
    return render(request, "linmas/untrained.html", context)


@require_GET
def composition(request: SignedInRequest, slug: str) -> HttpResponse:
    """How the Satlinmas of every village is made up on a day, and what it lacks."""
    org_unit = office_here(request, slug)
    form = DayChoice(request.GET or None)
    day = form.day(timezone.localdate()) if request.GET else timezone.localdate()
    rows = lists.composed(queries.compositions(org_unit, day), day)
    name = f"susunan-satlinmas-{org_unit.slug}"
    if request.GET.get("unduh") == "xlsx":
        return xlsx_response(name, [lists.composition_table(rows, org_unit, day)])
    if request.GET.get("unduh") == "csv":
        return csv_response(name, lists.composition_table(rows, org_unit, day))
    context = {
        "office": org_unit,
        "form": form,
        "day": day,
        "rule": rule_on(day),
        "rows": rows,
        "task_forces": lists.task_forces(queries.task_forces(org_unit, day), day),
        "may_add": org_unit.kind == OrgUnitKind.DISTRICT and may_keep(request, org_unit),
        "squads": [(SQUADS_IN_SHORT[code], label) for code, label in Squad.choices],
        "whole": sum(not one.gaps for one in rows),
    }
    return render(request, "linmas/composition.html", context)


@require_GET
def report(request: SignedInRequest, slug: str) -> HttpResponse:
    """Members, trained and untrained of every village at the end of a half-year."""
    org_unit, today = office_here(request, slug), timezone.localdate()
    asked = _ASKED.fullmatch(request.GET.get("semester", ""))
    running = half_year_of(today)
    half = HalfYear(int(asked[1]), int(asked[2])) if asked else running
    # A half-year that runs is told as it stands today; one that lies ahead is not told at all.
    half = min(half, running) if half.year >= 1945 else running
    day = min(half.last_day, today)
    found = queries.report_on(org_unit, day)
    name = f"laporan-linmas-{org_unit.slug}-{half.year}-{half.half}"
    if request.GET.get("unduh") == "xlsx":
        rows = queries.untrained_rows(org_unit, day)
        tables = [lists.report_table(found, half), lists.untrained_table(rows, org_unit, day)]
        return xlsx_response(name, tables)
    if request.GET.get("unduh") == "csv":
        return csv_response(name, lists.report_table(found, half))
    context = {
        "office": org_unit,
        "half": half,
        "report": found,
        "is_over": day == half.last_day,
        "earlier": half.before,
        "later": half.after if half < running else None,
    }
    return render(request, "linmas/report.html", context)
