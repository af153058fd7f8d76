"""Doors to the list of registers."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from janji.orgs.http import SignedInRequest
from janji.orgs.place import office_here
from janji.orgs.queries import home_office
from janji.registers.catalogue import registers


@require_GET
def home(request: SignedInRequest) -> HttpResponse:
    """The registers of one's own office."""
    office = home_office(request.user, on=timezone.localdate())
    if office is None:
        raise Http404
    return redirect("overview:office", office.slug)


@require_GET
def registers_of(request: SignedInRequest, slug: str) -> HttpResponse:
    """Every register with what it is for and how it stands; the queries of each register's pulse."""
    org_unit = office_here(request, slug)
    now = timezone.now()
    found = [(one, one.pulse(org_unit, now) if one.pulse else "") for one in registers().values()]
    return render(request, "overview/office.html", {"office": org_unit, "registers": found})
