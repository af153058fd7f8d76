"""The counter: a request after the other, each with its receipt."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from janji.kit import refusals
from janji.kit.qr_codes import qr_code
from janji.orgs.http import SignedInRequest
from janji.orgs.models import OrgUnit
from janji.orgs.place import office_here
from janji.orgs.roles import Permission
from janji.registers.services import actions, queries
from janji.registers.services.forms.counter import CounterForm, Deed
from janji.registers.services.forms.fields import meant
from janji.registers.services.models import ServiceRequest
from janji.registers.services.views.place import may, post_or_get, request_here

SHOWN = 12
"""Running requests beside the form; the register has them all."""


@post_or_get
def counter(request: SignedInRequest, slug: str) -> HttpResponse:
    """A new request; afterwards its receipt, and one key back to the next."""
    org_unit = office_here(request, slug)
    now = timezone.now()
    offers = queries.offers_on(org_unit, timezone.localdate(now))
    villages = queries.villages_of(org_unit)
    form = CounterForm(request.POST or None, offers=offers, villages=villages)
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            return _done(request, org_unit, form)
    ticking, count = queries.running(org_unit, now=now, most=SHOWN)
    context = {
        "office": org_unit,
        "form": form,
        "offers": offers,
        "offer": form.shown if form.is_bound else None,
        "ticked": form.ticked if form.is_bound else set(),
        "running": ticking,
        "running_count": count,
        "may_serve": may(request, Permission.SERVE_COUNTER, org_unit),
    }
    return render(request, "services/counter.html", context, status=422 if form.errors else 200)


def _done(request: SignedInRequest, org_unit: OrgUnit, form: CounterForm) -> HttpResponse:
    now = timezone.now()
    offer, moment = form.cleaned_data["service"], form.cleaned_data["received_at"] or now
    who: dict[str, Any] = {"service": offer.service, "by": request.user, "at": now}
    if form.deed is Deed.RETURN:
        returned = actions.return_file(
            village=form.cleaned_data["village"],
            missing=form.what_is_missing(),
            happened_at=moment,
            **who,
        )
        messages.success(request, f"Berkas dikembalikan dan dihitung. Kurang: {returned.missing}.")
        return redirect("services:counter", org_unit.slug)
    if form.deed is Deed.AT_ONCE:
        made = actions.serve_at_once(applicant=form.who(), received_at=moment, **who)
    else:
        made = actions.receive_request(
            applicant=form.who(), received_at=moment, complete_at=moment, **who
        )
    return redirect("services:receipt", made.pk)


@require_GET
def requirements(request: SignedInRequest, slug: str) -> HttpResponse:
    """The requirements of the service typed so far, to tick one by one."""
    offers = queries.offers_on(office_here(request, slug), timezone.localdate())
    found = meant(offers, request.GET.get("service", ""))
    context: dict[str, Any] = {"offer": found[0] if len(found) == 1 else None, "ticked": ()}
    return render(request, "services/_requirements.html", context)


@require_GET
def receipt(request: SignedInRequest, pk: int) -> HttpResponse:
    """The receipt: number, code, deadline, and a QR code by which the citizen follows the request."""
    found = request_here(request, pk)
    address = follow_address(request, found)
    context = {
        "one": found,
        "qr": qr_code(address),
        "address": request.build_absolute_uri(reverse("public-requests:follow")),
        "may_serve": may(request, Permission.SERVE_COUNTER, found.org_unit),
    }
    return render(request, "services/receipt.html", context)


def follow_address(request: HttpRequest, one: ServiceRequest) -> str:
    """Where a citizen follows a request; the address is their own secret."""
    asked = urlencode({"nomor": one.number, "kode": one.follow_code})
    return request.build_absolute_uri(f"{reverse('public-requests:follow')}?{asked}")
