"""What the doors of this register begin with: the record of an address, who may, what is taken away."""

from collections.abc import Callable
from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from janji.kit.tables import Table, csv_response, xlsx_response
from janji.orgs.http import SignedInRequest
from janji.orgs.models import OrgUnit
from janji.orgs.place import seen_or_404, stand_at
from janji.orgs.roles import Permission
from janji.registers.village_budgets import queries
from janji.registers.village_budgets.models import BudgetCycle, HandedIn, Visit
from janji.registers.villages import access

PAGE = 25
Row = TypeVar("Row", bound=Model)
post_or_get = require_http_methods(["GET", "POST"])


def village_here(request: SignedInRequest, slug: str) -> OrgUnit:
    """The village of an address, to those who may see it."""
    found = seen_or_404(request, queries.village_by_slug().ask(slug), lambda one: one)
    stand_at(request, found)
    return found


def cycle_here(request: SignedInRequest, pk: int) -> BudgetCycle:
    """The draft of an address, to those who may see its village."""
    found = seen_or_404(request, queries.cycle_by_key().ask(pk), lambda one: one.org_unit)
    stand_at(request, found.org_unit)
    return found


def visit_here(request: SignedInRequest, pk: int) -> Visit:
    """The visit of an address, to those who may see its village."""
    found = seen_or_404(request, queries.visit_by_key().ask(pk), lambda one: one.org_unit)
    stand_at(request, found.org_unit)
    return found


def handed_in_here(request: SignedInRequest, pk: int) -> HandedIn:
    """What was handed in, to those who may see its village."""
    found = seen_or_404(request, queries.handed_in_by_key().ask(pk), lambda one: one.org_unit)
    stand_at(request, found.org_unit)
    return found


def may(request: SignedInRequest, permission: Permission, village: OrgUnit) -> bool:
    """Whether the person may do something about a village's budget."""
    return access.may(request.user, permission, village, on=timezone.localdate())


def require(request: SignedInRequest, village: OrgUnit) -> None:
    """Refuses with `not-allowed` unless the person keeps records in the office above the village."""
    access.require(request.user, Permission.KEEP_RECORDS, village, on=timezone.localdate())


def taken_away(
    request: SignedInRequest, name: str, table: Callable[[], Table]
) -> HttpResponse | None:
    """The table as a file, when the address asks for one."""
    asked = request.GET.get("unduh")
    if asked == "xlsx":
        return xlsx_response(name, [table()])
    return csv_response(name, table()) if asked == "csv" else None


def page_of(request: SignedInRequest, rows: "QuerySet[Row]") -> "Page[Row]":
    """The part of a list that the address asks for."""
    return Paginator(rows, PAGE).get_page(request.GET.get("halaman"))
