"""Doors to what concerns one office: its rules, proposals and decisions, its papers with a deadline."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from janji.core.reward_parameters import paper, papers
from janji.kit import conflicts
from janji.kit.dates import day
from janji.orgs import access
from janji.orgs.http import SignedInRequest
from janji.orgs.models import OrgUnit
from janji.rewards import actions, queries
from janji.rewards.access import PROPOSE
from janji.rewards.facts import published_facts
from janji.rewards.forms import DeliveryForm
from janji.rewards.models import PaperDelivery
from janji.rewards.saying import other_facts
from janji.rewards.views.finding import (
    YEARS,
    form_page,
    may,
    post_or_get,
    read_office_or_404,
    tabs,
    today,
)


@require_GET
def office(request: SignedInRequest, slug: str) -> HttpResponse:
    """What concerns an office: decisions and proposals, and how every rule that reaches it stands."""
    year = _year(request)
    org_unit = read_office_or_404(request, slug, year)
    known = published_facts(org_unit, year, on=today())
    context = {
        "office": org_unit,
        "year": year,
        "previous": year - 1,
        "following": year + 1 if year < today().year else None,
        "quarters": known.facts.quarters,
        "others": other_facts(known.facts),
        "agreement": known.agreement,
        "examined": queries.examined_for(org_unit, known, on=today()),
        "proposals": queries.proposals_of(org_unit),
        "deliveries": queries.deliveries_of(org_unit),
        "papers": papers().values(),
        "may_note": may(request, PROPOSE, org_unit),
        "now": timezone.now(),
        **tabs(request, "office"),
    }
    return render(request, "rewards/office.html", context)


def _year(request: SignedInRequest) -> int:
    said = request.GET.get("tahun", "")
    asked = int(said) if said.isascii() and said.isdigit() and len(said) == 4 else 0
    return asked if asked in YEARS else today().year


@post_or_get
def delivery(request: SignedInRequest, slug: str, year: int, code: str) -> HttpResponse:
    """When a paper of an office's year came, or that it has not."""
    org_unit = read_office_or_404(request, slug, year)
    known = paper(code)
    if known is None or year not in YEARS:
        raise Http404
    access.require(request.user, PROPOSE, org_unit=org_unit, on=today())
    row = _delivery(org_unit, year, code)
    form = DeliveryForm.of(row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: DeliveryForm.of(_delivery(org_unit, year, code))):
            actions.record_delivery(
                org_unit=org_unit,
                year=year,
                paper=code,
                delivered_on=form.cleaned_data["delivered_on"],
                letter_number=form.cleaned_data["letter_number"] or None,
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Penyampaian dokumen tercatat.")
            return redirect("rewards:office", org_unit.slug)
    return form_page(
        request,
        form,
        title=f"{known.title} {year}",
        sub=org_unit.name,
        note=f"Batas penyampaian {day(known.due_on(year))}. {known.source}.",
        button="Simpan",
        parent="Kantor",
        parent_url=reverse("rewards:office", args=[org_unit.slug]),
    )


def _delivery(org_unit: OrgUnit, year: int, code: str) -> PaperDelivery | None:
    return PaperDelivery.objects.filter(org_unit=org_unit, year=year, paper=code).first()
