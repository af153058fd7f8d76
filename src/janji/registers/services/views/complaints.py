"""Complaints: written down, judged, resolved."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from janji.kit import conflicts, refusals
from janji.kit.editions import afresh, edition_of
from janji.kit.tables import xlsx_response
from janji.orgs.http import SignedInRequest
from janji.orgs.place import office_here
from janji.orgs.roles import Permission
from janji.registers.services import actions, lists, queries
from janji.registers.services.forms.complaints import (
    ComplaintForm,
    ComplaintSearch,
    FindingForm,
    ResolutionForm,
)
from janji.registers.services.views.place import (
    PAGE,
    complaint_here,
    may,
    post_or_get,
    require,
)


@require_GET
def complaints(request: SignedInRequest, slug: str) -> HttpResponse:
    """Complaints of an office, what is open longest first."""
    org_unit = office_here(request, slug)
    form = ComplaintSearch(request.GET)
    asked = form.cleaned_data if form.is_valid() else {"q": "", "state": ""}
    seen = queries.complaints_seen_by(request.user, on=timezone.localdate())
    rows = queries.complaint_rows(
        seen.filter(org_unit=org_unit), state=asked["state"], text=asked["q"]
    )
    today = timezone.localdate()
    if request.GET.get("unduh") == "xlsx":
        return xlsx_response(f"pengaduan-{org_unit.slug}", [lists.complaints_table(rows, today)])
    context = {
        "office": org_unit,
        "form": form,
        "text": asked["q"] or asked["state"],
        "page": Paginator(rows, PAGE).get_page(request.GET.get("halaman")),
        "today": today,
        "may_serve": may(request, Permission.SERVE_COUNTER, org_unit),
    }
    return render(request, "services/complaints.html", context)


@post_or_get
def new_complaint(request: SignedInRequest, slug: str) -> HttpResponse:
    """A complaint as it came."""
    org_unit = office_here(request, slug)
    require(request, Permission.SERVE_COUNTER, org_unit)
    initial = {"number": request.GET.get("nomor", ""), "received_on": timezone.localdate()}
    form = ComplaintForm(request.POST or None, office=org_unit.pk, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            fields = form.cleaned_data
            made = actions.record_complaint(
                org_unit=org_unit,
                request=fields["number"],
                channel=fields["channel"],
                content=fields["content"],
                received_on=fields["received_on"],
                complainant=fields["complainant"] or None,
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Pengaduan tercatat.")
            return redirect("services:complaint", made.pk)
    context = {"office": org_unit, "form": form}
    return render(
        request, "services/new_complaint.html", context, status=422 if form.errors else 200
    )


@post_or_get
def complaint(request: SignedInRequest, pk: int) -> HttpResponse:
    """One complaint: whether it was justified, and what was done."""
    found = complaint_here(request, pk)
    posted = request.POST if request.method == "POST" else None
    deciding = posted if posted is not None and "decide" in posted else None
    resolving = posted if posted is not None and "resolve" in posted else None
    finding = FindingForm.of(found, deciding)
    begin = {"resolved_on": timezone.localdate(), "based_on": edition_of(found)}
    resolution = ResolutionForm(resolving, initial=begin)
    said: dict[str, Any] = {"complaint": found, "by": request.user, "at": timezone.now()}
    if finding.is_valid():
        with conflicts.shown_on(finding, now=lambda: FindingForm.of(afresh(found))):
            actions.decide_complaint(**finding.cleaned_data, **said)
            messages.success(request, "Hasil pemeriksaan tersimpan.")
            return redirect("services:complaint", found.pk)
    if resolution.is_valid():
        with conflicts.shown_on(resolution, now=lambda: ResolutionForm.of(afresh(found))):
            actions.resolve_complaint(**resolution.cleaned_data, **said)
            messages.success(request, "Pengaduan selesai.")
            return redirect("services:complaint", found.pk)
    context = {
        "one": found,
        "office": found.org_unit,
        "finding": finding,
        "resolution": resolution,
        "today": timezone.localdate(),
        "may_decide": may(request, Permission.MANAGE_SERVICES, found.org_unit),
    }
    status = conflicts.status_of(finding, resolution)
    return render(request, "services/complaint.html", context, status=status)
