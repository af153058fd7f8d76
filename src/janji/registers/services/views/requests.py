"""The register, and one request: its steps, pauses, corrections, complaints."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from janji.calendars.queries import calendar_for
from janji.core.service_life import OPEN, Stage
from janji.kit import conflicts
from janji.kit.editions import afresh
from janji.kit.tables import csv_response, xlsx_response
from janji.orgs.http import SignedInRequest
from janji.orgs.place import office_here
from janji.orgs.roles import Permission
from janji.registers.services import actions, lists, queries
from janji.registers.services.forms.register import RegisterSearch
from janji.registers.services.forms.requests import (
    CorrectionForm,
    MoveForm,
    PauseForm,
    ResumeForm,
    possible_moves,
)
from janji.registers.services.models import ServiceRequest
from janji.registers.services.views.place import (
    PAGE,
    may,
    post_or_get,
    request_here,
    require,
)


@require_GET
def register(request: SignedInRequest, slug: str) -> HttpResponse:
    """Requests of an office: searched, filtered, sorted, taken away as a table."""
    org_unit = office_here(request, slug)
    now = timezone.now()
    form = RegisterSearch(
        request.GET,
        services=queries.services_of(org_unit).prefetch_related(None),
        villages=queries.villages_of(org_unit),
    )
    search = form.search()
    rows = queries.request_rows(
        queries.requests_of(org_unit), search, order=request.GET.get("urut", ""), now=now
    )
    name = f"register-layanan-{org_unit.slug}"
    if request.GET.get("unduh") == "xlsx":
        return xlsx_response(name, [lists.requests_table(rows, org_unit, now)])
    if request.GET.get("unduh") == "csv":
        return csv_response(name, lists.requests_table(rows, org_unit, now))
    page = Paginator(rows, PAGE).get_page(request.GET.get("halaman"))
    calendar = calendar_for(org_unit)
    context = {
        "office": org_unit,
        "form": form,
        "asked": bool(search),
        "page": page,
        "rows": [queries.Ticking(one, queries.clock_of(one, calendar, now)) for one in page],
        "may_serve": may(request, Permission.SERVE_COUNTER, org_unit),
    }
    return render(request, "services/register.html", context)


@post_or_get
def one_request(request: SignedInRequest, pk: int) -> HttpResponse:
    """One request: its facts, its steps, and the next one."""
    now = timezone.now()
    found = request_here(request, pk)
    form = MoveForm(request.POST or None, request=found, now=now)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: MoveForm.of(afresh(found), now)):
            fields = form.cleaned_data
            actions.move_request(
                request=found,
                to=Stage(fields["to"]),
                happened_at=fields["happened_at"],
                based_on=form.cleaned_data["based_on"],
                notes=fields.get("notes") or None,
                pause=form.pause(),
                handed_to=fields.get("handed_to") or None,
                product_number=fields.get("product_number") or None,
                agency_number=fields.get("agency_number") or None,
                by=request.user,
                at=now,
            )
            messages.success(request, f"Langkah permohonan {found.number} tersimpan.")
            return redirect("services:request", found.pk)
    calendar = calendar_for(found.org_unit)
    may_serve = may(request, Permission.SERVE_COUNTER, found.org_unit)
    pauses = list(found.pauses.select_related("recorded_by"))
    context = {
        "one": found,
        "now": now,
        "form": form,
        "clock": queries.clock_of(found, calendar, now),
        "used": queries.used(found, pauses, calendar, now),
        "steps": found.steps.select_related("recorded_by"),
        "pauses": pauses,
        "pause_runs": any(one.ends_at is None for one in pauses)
        and found.stage != Stage.INCOMPLETE,
        "corrections": found.corrections.select_related("recorded_by"),
        "complaints": found.complaints.all(),
        "may_serve": may_serve,
        "may_move": bool(possible_moves(found)) and may_serve,
        "is_open": Stage(found.stage) in OPEN,
    }
    return render(request, "services/request.html", context, status=conflicts.status_of(form))


def _form_page(
    request: SignedInRequest, one: ServiceRequest, form: forms.Form, **words: str
) -> HttpResponse:
    context: dict[str, Any] = {"one": one, "form": form, **words}
    return render(request, "services/request_form.html", context, status=conflicts.status_of(form))


@post_or_get
def pause(request: SignedInRequest, pk: int) -> HttpResponse:
    """The clock stands still for a cause outside the office."""
    now, found = timezone.now(), request_here(request, pk)
    require(request, Permission.SERVE_COUNTER, found.org_unit)
    form = PauseForm(
        request.POST or None,
        initial={"starts_at": timezone.localtime(now), "based_on": found.edition},
    )
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: PauseForm.of(afresh(found))):
            actions.pause_request(
                request=found,
                reason=form.reason(),
                starts_at=form.cleaned_data["starts_at"],
                ends_at=form.cleaned_data["ends_at"],
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=now,
            )
            messages.success(request, "Jeda tercatat; waktu jeda tidak dihitung.")
            return redirect("services:request", found.pk)
    intro = (
        "Waktu berhenti hanya karena sebab di luar kantor, dengan buktinya."
        " Pejabat yang tidak di tempat bukan sebab jeda."
    )
    return _form_page(request, found, form, title="Jeda", intro=intro, button="Simpan jeda")


@post_or_get
def resume(request: SignedInRequest, pk: int) -> HttpResponse:
    """What stopped the clock is over."""
    now, found = timezone.now(), request_here(request, pk)
    require(request, Permission.SERVE_COUNTER, found.org_unit)
    form = ResumeForm(
        request.POST or None,
        initial={"ends_at": timezone.localtime(now), "based_on": found.edition},
    )
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: ResumeForm.of(afresh(found))):
            actions.resume_request(
                request=found,
                ends_at=form.cleaned_data["ends_at"],
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=now,
            )
            messages.success(request, "Jeda berakhir; waktu dihitung lagi.")
            return redirect("services:request", found.pk)
    intro = "Tenggat dihitung ulang: waktu di dalam jeda tidak ikut dihitung."
    return _form_page(request, found, form, title="Akhiri jeda", intro=intro, button="Akhiri jeda")


@post_or_get
def correct(request: SignedInRequest, pk: int) -> HttpResponse:
    """A wrong detail is put right; what stood there stays readable."""
    now, found = timezone.now(), request_here(request, pk)
    require(request, Permission.SERVE_COUNTER, found.org_unit)
    form = _correction(request, found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: _correction(request, afresh(found))):
            actions.correct_request(
                request=found,
                details=form.details(),
                reason=form.cleaned_data["reason"],
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=now,
            )
            messages.success(request, "Catatan dibetulkan; yang lama tetap terbaca.")
            return redirect("services:request", found.pk)
    intro = (
        "Ubah hanya yang salah. Layanan dan waktu dibetulkan oleh pengelola layanan,"
        " karena tenggatnya ikut dihitung ulang."
    )
    return _form_page(
        request, found, form, title="Betulkan catatan", intro=intro, button="Simpan pembetulan"
    )


def _correction(
    request: SignedInRequest, one: ServiceRequest, data: QueryDict | None = None
) -> CorrectionForm:
    return CorrectionForm(
        data,
        request=one,
        villages=queries.villages_of(one.org_unit),
        services=queries.services_of(one.org_unit).prefetch_related(None),
        may_time=may(request, Permission.MANAGE_SERVICES, one.org_unit),
    )
