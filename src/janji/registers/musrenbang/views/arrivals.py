"""Doors to attendance by QR code, for the officer at the table."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from janji.kit import conflicts, refusals
from janji.kit.qr_codes import qr_code
from janji.orgs.http import SignedInRequest
from janji.orgs.place import seen_or_404, stand_at
from janji.orgs.roles import Permission
from janji.registers.musrenbang import actions
from janji.registers.musrenbang.forms.forums import ArrivalForm, OpenForm
from janji.registers.musrenbang.models import Arrival
from janji.registers.musrenbang.queries import forums as queries
from janji.registers.musrenbang.views.finding import (
    form_page,
    forum_or_404,
    may,
    post_or_get,
    require,
)


@post_or_get
def table(request: SignedInRequest, pk: int) -> HttpResponse:
    """The officer's page at the forum: the QR code while it is open, and who waits."""
    found = forum_or_404(request, pk)
    form = OpenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            actions.open_check_in(
                forum=found, hours=form.cleaned_data["hours"], by=request.user, at=timezone.now()
            )
            messages.success(request, "Halaman kehadiran terbuka. Tampilkan kodenya.")
            return redirect("musrenbang:table", found.pk)
    opened = queries.open_check_in(found, timezone.now())
    address = (
        request.build_absolute_uri(reverse("public-attendance:arrive", args=[opened.key]))
        if opened
        else ""
    )
    context = {
        "one": found,
        "office": found.org_unit,
        "form": form,
        "check_in": opened,
        "address": address,
        "qr": qr_code(address) if opened else "",
        "waiting": queries.arrivals_of(found),
        "may_keep": may(request, Permission.KEEP_RECORDS, found.org_unit),
    }
    status = conflicts.status_of(form)
    return render(request, "musrenbang/table.html", context, status=status)


@require_POST
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    """The public page is closed before its time."""
    found = forum_or_404(request, pk)
    opened = queries.open_check_in(found, timezone.now())
    if opened:
        actions.close_check_in(check_in=opened, by=request.user, at=timezone.now())
        messages.success(request, "Halaman kehadiran ditutup.")
    return redirect("musrenbang:table", found.pk)


def _arrival(request: SignedInRequest, pk: int) -> Arrival:
    found = seen_or_404(
        request, queries.arrival_by_key().ask(pk), lambda one: one.check_in.forum.org_unit
    )
    stand_at(request, found.check_in.forum.org_unit)
    return found


@require_POST
def confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """The person stands at the table, and came for nobody whose chair counts."""
    arrival = _arrival(request, pk)
    actions.confirm_arrival(
        arrival=arrival,
        present=ArrivalForm.plainly(arrival),
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, f"{arrival.name} hadir dan dihitung.")
    return redirect("musrenbang:table", arrival.check_in.forum_id)


@post_or_get
def complete(request: SignedInRequest, pk: int) -> HttpResponse:
    """The person stands at the table; the officer says for whom they came, and as what."""
    arrival = _arrival(request, pk)
    found = arrival.check_in.forum
    require(request, found.org_unit)
    form = ArrivalForm(request.POST or None, arrival=arrival)
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            actions.confirm_arrival(
                arrival=arrival, present=form.present(), by=request.user, at=timezone.now()
            )
            messages.success(request, f"{arrival.name} hadir dan dihitung.")
            return redirect("musrenbang:table", found.pk)
    words = {"title": f"Benarkan {arrival.name}", "button": "Hadir, hitung"}
    return form_page(request, form, one=found, **words)


@require_POST
def turn_down(request: SignedInRequest, pk: int) -> HttpResponse:
    """Nobody of that name is here."""
    arrival = _arrival(request, pk)
    actions.turn_down_arrival(arrival=arrival, by=request.user, at=timezone.now())
    messages.success(request, f"Pernyataan {arrival.name} ditolak; tidak dihitung.")
    return redirect("musrenbang:table", arrival.check_in.forum_id)
