"""Doors to imports: bring a sheet, look at what was read, keep it or put it aside."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from janji.core.numbers import written
from janji.kit import refusals
from janji.kit.tables import Table, xlsx_response
from janji.orgs import access
from janji.orgs.http import SignedInRequest
from janji.orgs.place import office_here, stand_at
from janji.registers.imports import actions, queries
from janji.registers.imports.forms import SheetForm
from janji.registers.imports.layouts import layout_or_404
from janji.registers.imports.models import Batch

PAGE = 50
MOST_AT_ONCE = 2000
"""Rows for which a person waits; more are stored by the worker, while the page shows how far it is."""
post_or_get = require_http_methods(["GET", "POST"])


@post_or_get
def bring(request: SignedInRequest, register: str, slug: str) -> HttpResponse:
    """A spreadsheet to read, the template, and earlier imports."""
    layout, org_unit = layout_or_404(register), office_here(request, slug)
    form = SheetForm(request.POST or None, request.FILES or None)
    choices = layout.options_form(request.POST or None) if layout.options_form else None
    if form.is_valid() and (choices is None or choices.is_valid()):
        name, data = form.content()
        with refusals.shown_on(form):
            made = actions.keep_batch(
                register=register,
                org_unit=org_unit,
                name=name,
                data=data,
                options=choices.cleaned_data if choices else {},
                by=request.user,
                at=timezone.now(),
            )
            return redirect("imports:batch", made.pk)
    seen = queries.batches_seen_by(request.user, on=timezone.localdate())
    context = {
        "layout": layout,
        "register": register,
        "office": org_unit,
        "form": form,
        "choices": choices,
        "page": Paginator(queries.batches_of(seen, register, org_unit), PAGE).get_page(
            request.GET.get("halaman")
        ),
        "may_import": access.may(
            request.user, layout.permission, org_unit=org_unit, on=timezone.localdate()
        ),
    }
    return render(request, "imports/bring.html", context, status=422 if form.errors else 200)


@require_GET
def template(request: SignedInRequest, register: str, slug: str) -> HttpResponse:
    """The workbook to fill in."""
    layout, org_unit = layout_or_404(register), office_here(request, slug)
    return xlsx_response(f"contoh-{register}-{org_unit.slug}", layout.template(org_unit))


def _batch(request: SignedInRequest, pk: int) -> Batch:
    seen = queries.batches_seen_by(request.user, on=timezone.localdate())
    found = get_object_or_404(seen, pk=pk)
    stand_at(request, found.org_unit)
    return found


@require_GET
def batch(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was read, with what is wrong, waiting for a person to agree."""
    found = _batch(request, pk)
    layout = layout_or_404(found.register)
    page = Paginator(queries.problems_of(found), PAGE).get_page(request.GET.get("halaman"))
    context = {
        "batch": found,
        "layout": layout,
        "page": page,
        "problems": [(one.where, refusals.problem_sentence(one)) for one in page],
        "stopped_because": queries.why_stopped(found),
        "may_import": access.may(
            request.user, layout.permission, org_unit=found.org_unit, on=timezone.localdate()
        ),
    }
    return render(request, "imports/batch.html", context)


@require_GET
def problems(request: SignedInRequest, pk: int) -> HttpResponse:
    """The problems as a workbook, to mend the sheet beside it."""
    found = _batch(request, pk)
    rows = [[one.where, refusals.problem_sentence(one)] for one in queries.problems_of(found)]
    return xlsx_response(f"masalah-impor-{pk}", [Table("Masalah", ["Sel", "Masalah"], rows)])


@require_POST
def store(request: SignedInRequest, pk: int) -> HttpResponse:
    """The good rows enter the register: few at once, many in the background."""
    found = _batch(request, pk)
    if found.good > MOST_AT_ONCE:
        actions.agree_to_batch(batch=found, by=request.user, at=timezone.now())
        messages.info(request, "Penyimpanan berjalan di latar belakang. Halaman ini boleh ditutup.")
    else:
        done = actions.store_batch(batch=found, by=request.user, at=timezone.now())
        messages.success(request, f"{written(done.added or 0, 0)} baris tersimpan.")
    return redirect("imports:batch", pk)


@require_POST
def discard(request: SignedInRequest, pk: int) -> HttpResponse:
    """The sheet is put aside."""
    actions.discard_batch(batch=_batch(request, pk), by=request.user, at=timezone.now())
    messages.success(request, "Lembar dibuang; tidak ada lagi barisnya yang disimpan.")
    return redirect("imports:batch", pk)
