"""Doors to the services register: the counter, the register, a request, the catalogue."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from janji.core.service_life import Stage, moves
from janji.kit import refusals
from janji.orgs import access
from janji.orgs.http import SignedInRequest
from janji.orgs.models import OrgUnit
from janji.orgs.place import stand_at
from janji.orgs.roles import Permission
from janji.registers.services import actions, queries
from janji.registers.services.forms import (
    CounterForm,
    MoveForm,
    RegisterSearch,
    ServiceForm,
    StandardForm,
)
from janji.registers.services.models import Service

PAGE = 50
post_or_get = require_http_methods(["GET", "POST"])


def _office(request: SignedInRequest, slug: str) -> OrgUnit:
    seen = access.org_units_seen_by(request.user, on=timezone.localdate())
    org_unit: OrgUnit = get_object_or_404(OrgUnit.objects.filter(pk__in=seen), slug=slug)
    stand_at(request, org_unit)
    return org_unit


def _may(request: SignedInRequest, permission: Permission, org_unit: OrgUnit) -> bool:
    return access.may(request.user, permission, org_unit=org_unit, on=timezone.localdate())


@require_GET
def register(request: SignedInRequest, slug: str) -> HttpResponse:
    """Requests of an office, what is due first."""
    org_unit = _office(request, slug)
    form = RegisterSearch(request.GET)
    asked = form.cleaned_data if form.is_valid() else {"q": "", "state": ""}
    seen = queries.requests_seen_by(request.user, on=timezone.localdate())
    rows = queries.request_rows(
        seen.filter(org_unit=org_unit),
        text=asked["q"],
        state=asked["state"],
        order=request.GET.get("urut", ""),
        now=timezone.now(),
    )
    context = {
        "office": org_unit,
        "form": form,
        "text": asked["q"] or asked["state"],
        "page": Paginator(rows, PAGE).get_page(request.GET.get("halaman")),
        "now": timezone.now(),
        "may_serve": _may(request, Permission.SERVE_COUNTER, org_unit),
    }
    return render(request, "services/register.html", context)


@post_or_get
def counter(request: SignedInRequest, slug: str) -> HttpResponse:
    """A new request; afterwards the same screen waits for the next."""
    org_unit = _office(request, slug)
    now = timezone.now()
    services = queries.services_on(org_unit, timezone.localdate(now))
    form = CounterForm(request.POST or None, services=services, region=org_unit.region)
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            moment = form.cleaned_data["received_at"] or now
            made = actions.receive_request(
                service=form.cleaned_data["service"],
                applicant=form.who(),
                received_at=moment,
                complete_at=moment,
                by=request.user,
                at=now,
            )
            said = f"Permohonan {made.number} diterima, kode {made.follow_code}."
            messages.success(request, said)
            return redirect("services:request", made.pk)
    context = {
        "office": org_unit,
        "form": form,
        "services": services,
        "may_serve": _may(request, Permission.SERVE_COUNTER, org_unit),
    }
    return render(request, "services/counter.html", context, status=422 if form.errors else 200)


@post_or_get
def one_request(request: SignedInRequest, pk: int) -> HttpResponse:
    """One request: its facts, its steps, and the next one."""
    now = timezone.now()
    seen = queries.requests_seen_by(request.user, on=timezone.localdate(now))
    found = get_object_or_404(seen, pk=pk)
    stand_at(request, found.org_unit)
    form = MoveForm(request.POST or None, request=found, now=now)
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            fields = form.cleaned_data
            actions.move_request(
                request=found,
                to=Stage(fields["to"]),
                happened_at=fields["happened_at"],
                based_on=fields["based_on"],
                notes=fields.get("notes") or None,
                pause=form.pause(),
                handed_to=fields.get("handed_to") or None,
                product_number=fields.get("product_number") or None,
                by=request.user,
                at=now,
            )
            messages.success(request, f"Langkah permohonan {found.number} tersimpan.")
            return redirect("services:request", found.pk)
    context = {
        "one": found,
        "now": now,
        "form": form,
        "steps": found.steps.select_related("recorded_by"),
        "pauses": found.pauses.all(),
        "may_move": bool(moves(Stage(found.stage)))
        and _may(request, Permission.SERVE_COUNTER, found.org_unit),
    }
    return render(request, "services/request.html", context, status=422 if form.errors else 200)


@require_GET
def catalogue(request: SignedInRequest, slug: str) -> HttpResponse:
    """What the counter offers, with the standard of each service."""
    org_unit = _office(request, slug)
    context = {
        "office": org_unit,
        "services": queries.services_of(org_unit),
        "may_manage": _may(request, Permission.MANAGE_SERVICES, org_unit),
    }
    return render(request, "services/catalogue.html", context)


@post_or_get
def new_service(request: SignedInRequest, slug: str) -> HttpResponse:
    """A service with its first standard."""
    org_unit = _office(request, slug)
    form = ServiceForm(request.POST or None, initial={"limit_unit": "working_days"})
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            fields = form.cleaned_data
            made = actions.open_service(
                org_unit=org_unit,
                code=fields["code"],
                name=fields["name"],
                kind=fields["kind"],
                promise=form.promise(),
                holds_from=fields["holds_from"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, f"Layanan {made.name} ditambahkan.")
            return redirect("services:catalogue", org_unit.slug)
    context = {"office": org_unit, "form": form, "title": "Layanan baru"}
    return render(request, "services/standard.html", context, status=422 if form.errors else 200)


@post_or_get
def new_standard(request: SignedInRequest, pk: int) -> HttpResponse:
    """A new version of what a service promises."""
    offices = access.org_units_seen_by(request.user, on=timezone.localdate())
    service = get_object_or_404(Service.objects.filter(org_unit__in=offices), pk=pk)
    stand_at(request, service.org_unit)
    last = service.standards.first()
    form = StandardForm(request.POST or None, initial=_as_set(last) if last else {})
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            actions.set_standard(
                service=service,
                promise=form.promise(),
                holds_from=form.cleaned_data["holds_from"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, f"Standar baru {service.name} tersimpan.")
            return redirect("services:catalogue", service.org_unit.slug)
    context = {"office": service.org_unit, "form": form, "title": f"Standar baru: {service.name}"}
    return render(request, "services/standard.html", context, status=422 if form.errors else 200)


def _as_set(standard: object) -> dict[str, object]:
    names = ("limit_value", "limit_unit", "clock_start", "product", "fee", "decree")
    set_now = {name: getattr(standard, name) for name in names}
    return set_now | {"requirements": "\n".join(getattr(standard, "requirements", []))}
