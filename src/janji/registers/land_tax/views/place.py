"""What every door here begins with: the office, what one may, and how a list is taken away."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from janji.kit.tables import Table, csv_response, xlsx_response
from janji.orgs import access
from janji.orgs.http import SignedInRequest
from janji.orgs.models import OrgUnit
from janji.orgs.place import stand_at
from janji.orgs.roles import Permission
from janji.registers.land_tax import queries
from janji.registers.land_tax.models import TaxYear

PAGE = 25
post_or_get = require_http_methods(["GET", "POST"])


def may(request: SignedInRequest, permission: Permission, org_unit: OrgUnit) -> bool:
    """Whether the person may do something in an office."""
    return access.may(request.user, permission, org_unit=org_unit, on=timezone.localdate())


def require(request: SignedInRequest, permission: Permission, org_unit: OrgUnit) -> None:
    """Refuses a page to those who could not use it."""
    access.require(request.user, permission, org_unit=org_unit, on=timezone.localdate())


def tax_year_here(request: SignedInRequest, pk: int) -> TaxYear:
    """The tax year of an address, to those who may see its village."""
    seen = queries.tax_years_seen_by(request.user, on=timezone.localdate())
    found = get_object_or_404(seen, pk=pk)
    stand_at(request, found.org_unit, found.year)
    return found


def taken_away(request: SignedInRequest, name: str, tables: Sequence[Table]) -> HttpResponse | None:
    """A list as a file, when the address asks for one; a CSV holds the first table only."""
    wanted = request.GET.get("unduh")
    if wanted == "xlsx":
        return xlsx_response(name, tables)
    return csv_response(name, tables[0]) if wanted == "csv" else None
