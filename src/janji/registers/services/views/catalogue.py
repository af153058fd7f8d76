"""The catalogue: services, and the versions of what they promise."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from janji.kit import conflicts, refusals
from janji.kit.editions import afresh
from janji.kit.tables import xlsx_response
from janji.orgs.http import SignedInRequest
from janji.orgs.models import OrgUnit
from janji.orgs.place import office_here
from janji.orgs.roles import Permission
from janji.registers.services import actions, lists, queries
from janji.registers.services.forms.catalogue import (
    CatalogueSearch,
    ClosingForm,
    NextStandardForm,
    ServiceForm,
)
from janji.registers.services.models import Service
from janji.registers.services.views.place import (
    PAGE,
    may,
    post_or_get,
    require,
    service_here,
)


@require_GET
def catalogue(request: SignedInRequest, slug: str) -> HttpResponse:
    """What the counter offers, with the standard that holds today."""
    org_unit = office_here(request, slug)
    form = CatalogueSearch(request.GET)
    asked = form.cleaned_data if form.is_valid() else {"q": "", "kind": ""}
    found = queries.catalogue_rows(
        org_unit, text=asked["q"], kind=asked["kind"], order=request.GET.get("urut", "")
    )
    today = timezone.localdate()
    if request.GET.get("unduh") == "xlsx":
        return xlsx_response(f"katalog-{org_unit.slug}", [lists.catalogue_table(found, today)])
    page = Paginator(found, PAGE).get_page(request.GET.get("halaman"))
    context = {
        "office": org_unit,
        "form": form,
        "text": asked["q"] or asked["kind"],
        "page": page,
        "rows": [queries.shown_on(one, today) for one in page],
        "may_manage": may(request, Permission.MANAGE_SERVICES, org_unit),
    }
    return render(request, "services/catalogue.html", context)


@require_GET
def service(request: SignedInRequest, pk: int) -> HttpResponse:
    """One service with every version of its standard."""
    found = service_here(request, pk)
    begin = {"until": timezone.localdate(), "based_on": found.edition}
    return _service_page(request, found, ClosingForm(initial=begin))


def _service_page(request: SignedInRequest, found: Service, closing: ClosingForm) -> HttpResponse:
    today = timezone.localdate()
    versions = list(found.standards.select_related("set_by"))
    context = {
        "service": found,
        "office": found.org_unit,
        "versions": versions,
        "holding": queries.holding_on(versions, today),
        "today": today,
        "closing": closing,
        "may_manage": may(request, Permission.MANAGE_SERVICES, found.org_unit),
    }
    status = conflicts.status_of(closing)
    return render(request, "services/service.html", context, status=status)


def _form_page(
    request: SignedInRequest, office: OrgUnit, form: forms.Form, title: str
) -> HttpResponse:
    context = {"office": office, "form": form, "title": title}
    return render(request, "services/standard.html", context, status=conflicts.status_of(form))


@post_or_get
def new_service(request: SignedInRequest, slug: str) -> HttpResponse:
    """A service with its first standard."""
    org_unit = office_here(request, slug)
    require(request, Permission.MANAGE_SERVICES, org_unit)
    form = ServiceForm(request.POST or None, initial={"limit_unit": "working_days"})
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            fields = form.cleaned_data
            made = actions.open_service(
                org_unit=org_unit,
                code=fields["code"],
                name=fields["name"],
                kind=fields["kind"],
                legal_basis=fields["legal_basis"] or None,
                issued_by=fields["issued_by"] or None,
                promise=form.promise(),
                holds_from=fields["holds_from"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, f"Layanan {made.name} ditambahkan.")
            return redirect("services:service", made.pk)
    return _form_page(request, org_unit, form, "Layanan baru")


@post_or_get
def new_standard(request: SignedInRequest, pk: int) -> HttpResponse:
    """A new version of what a service promises."""
    found = service_here(request, pk)
    require(request, Permission.MANAGE_SERVICES, found.org_unit)
    form = NextStandardForm.after(found.standards.first(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: NextStandardForm.of(found.standards.first())):
            actions.set_standard(
                service=found,
                promise=form.promise(),
                holds_from=form.cleaned_data["holds_from"],
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, f"Standar baru {found.name} tersimpan.")
            return redirect("services:service", found.pk)
    return _form_page(request, found.org_unit, form, f"Standar baru: {found.name}")


@require_POST
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    """The last day on which the service can be asked for."""
    found = service_here(request, pk)
    form = ClosingForm(request.POST)
    if form.is_valid():
        until = form.cleaned_data["until"]
        with conflicts.shown_on(form, now=lambda: ClosingForm.of(afresh(found))):
            actions.close_service(
                service=found,
                until=until,
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, f"Layanan {found.name} ditutup sesudah {until:%d-%m-%Y}.")
            return redirect("services:service", found.pk)
    return _service_page(request, found, form)


@require_POST
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    """The service can be asked for again."""
    found = service_here(request, pk)
    actions.reopen_service(
        service=found,
        based_on=conflicts.based_on(request.POST),
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, f"Layanan {found.name} dibuka kembali.")
    return redirect("services:service", found.pk)
