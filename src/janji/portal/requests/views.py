"""Doors anyone may open: following one's own request, and complaining about it."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from janji.kit import refusals
from janji.portal.requests import queries
from janji.portal.requests.forms import FollowForm, SayForm
from janji.portal.requests.wording import NOT_FOUND
from janji.registers.services import actions
from janji.registers.services.models import Channel, ServiceRequest


@login_not_required
@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Number and code give one request; the QR code of a receipt carries both."""
    asked = request.POST if request.method == "POST" else request.GET
    if not asked:
        return _private(render(request, "portal/follow.html", {"form": FollowForm()}))
    form = FollowForm(asked)
    found = _found(form)
    if found is None:
        return _private(render(request, "portal/follow.html", {"form": form}, status=404))
    return _shown(request, found, SayForm(initial=form.cleaned_data))


@login_not_required
@require_POST
def complain(request: HttpRequest) -> HttpResponse:
    """A complaint about the request whose number and code one holds."""
    form = SayForm(request.POST)
    found = _found(FollowForm(request.POST))
    if found is None:
        wrong = FollowForm(request.POST)
        _found(wrong)
        return _private(render(request, "portal/follow.html", {"form": wrong}, status=404))
    if form.is_valid():
        with refusals.shown_on(form):
            now = timezone.now()
            actions.record_complaint(
                org_unit=found.org_unit,
                request=found,
                channel=Channel.PORTAL,
                content=form.cleaned_data["content"],
                received_on=timezone.localdate(now),
                by=None,
                at=now,
            )
            messages.success(request, "Pengaduan Anda sudah diterima dan akan diperiksa.")
            keep = {name: form.cleaned_data[name] for name in ("nomor", "kode")}
            form = SayForm(initial=keep)
    return _shown(request, found, form)


def _found(form: FollowForm) -> ServiceRequest | None:
    """The request, or the same sentence whatever was wrong."""
    if form.is_valid():
        found = queries.request_of(form.cleaned_data["nomor"], form.cleaned_data["kode"])
        if found is not None:
            return found
    form.errors.clear()
    form.add_error(None, NOT_FOUND)
    return None


def _shown(request: HttpRequest, found: ServiceRequest, say: SayForm) -> HttpResponse:
    shown = queries.followed(found, timezone.now())
    context: Mapping[str, Any] = {"shown": shown, "office": shown.office, "say": say}
    status = 422 if say.errors else 200
    return _private(render(request, "portal/follow.html", context, status=status))


def _private(response: HttpResponse) -> HttpResponse:
    """Neither kept by the browser nor by search engines, nor told to other sites."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    # Not `no-referrer`: with it browsers send forms without their origin, and the form is refused.
    response["Referrer-Policy"] = "same-origin"
    return response
