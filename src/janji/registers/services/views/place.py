"""What every door here begins with: the office, and what one may."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from janji.orgs import access
from janji.orgs.http import SignedInRequest
from janji.orgs.models import OrgUnit
from janji.orgs.place import seen_or_404, stand_at
from janji.orgs.roles import Permission
from janji.registers.services import queries
from janji.registers.services.models import Complaint, Service, ServiceRequest

PAGE = 25
post_or_get = require_http_methods(["GET", "POST"])


def request_here(request: SignedInRequest, pk: int) -> ServiceRequest:
    """The request of an address, to those who may see its office."""
    rows = queries.request_by_key().ask(pk)
    found = seen_or_404(request, rows, lambda one: one.org_unit)
    stand_at(request, found.org_unit)
    return found


def service_here(request: SignedInRequest, pk: int) -> Service:
    """The service of an address, to those who may see its office."""
    found = get_object_or_404(
        queries.services_seen_by(request.user, on=timezone.localdate()), pk=pk
    )
    stand_at(request, found.org_unit)
    return found


def complaint_here(request: SignedInRequest, pk: int) -> Complaint:
    """The complaint of an address, to those who may see its office."""
    found = get_object_or_404(
        queries.complaints_seen_by(request.user, on=timezone.localdate()), pk=pk
    )
    stand_at(request, found.org_unit)
    return found


def may(request: SignedInRequest, permission: Permission, org_unit: OrgUnit) -> bool:
    """Whether the person may do something in an office."""
    return access.may(request.user, permission, org_unit=org_unit, on=timezone.localdate())


def require(request: SignedInRequest, permission: Permission, org_unit: OrgUnit) -> None:
    """Refuses a page to those who could not use it."""
    access.require(request.user, permission, org_unit=org_unit, on=timezone.localdate())
