"""Doors to collectors' money, and to the penalty worked out."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from janji.core.collectors import deposit_rule
from janji.core.land_tax import penalty_account, penalty_rules
from janji.kit import conflicts, refusals
from janji.orgs.http import SignedInRequest
from janji.orgs.models import OrgUnit
from janji.orgs.place import office_here, stand_at
from janji.orgs.roles import Permission
from janji.registers.land_tax import actions, lists, queries
from janji.registers.land_tax.forms.collectors import MoneyForm, OnDay, PenaltyForm
from janji.registers.land_tax.forms.objects import DepositForm, ReasonForm
from janji.registers.land_tax.models import CollectorMoney
from janji.registers.land_tax.views.place import PAGE, may, post_or_get, require, taken_away


@require_GET
def collectors(request: SignedInRequest, slug: str) -> HttpResponse:
    """What collectors of an office's villages received, deposited and hold, and for how many days."""
    org_unit = office_here(request, slug)
    form = OnDay(request.GET)
    today = timezone.localdate()
    asked = form.cleaned_data.get("per") if form.is_valid() else None
    on = min(asked or today, today)
    standings = queries.collectors_of(org_unit, on)
    table = lists.collectors_table(standings, on)
    if file := taken_away(request, f"petugas-pbb-{org_unit.slug}", [table]):
        return file
    return _collectors(request, org_unit, form, on, DepositForm(initial={"deposited_on": today}))


def _collectors(
    request: SignedInRequest, org_unit: OrgUnit, form: OnDay, on: date, deposit: DepositForm
) -> HttpResponse:
    standings = queries.collectors_of(org_unit, on)
    money = queries.money_of(org_unit)
    context: dict[str, Any] = {
        "office": org_unit,
        "form": form,
        "deposit": deposit,
        "on": on,
        "standings": standings,
        "held": sum(one.held.amount for one in standings),
        "overdue": [one for one in standings if one.is_overdue],
        "page": Paginator(money, PAGE).get_page(request.GET.get("halaman")),
        "payments": queries.held_payments(org_unit)[:MOST_SHOWN],
        "rule": deposit_rule(),
        "may_keep": may(request, Permission.KEEP_RECORDS, org_unit),
        "may_check": may(request, Permission.CHECK_RECORDS, org_unit),
    }
    return render(request, "land_tax/collectors.html", context, status=conflicts.status_of(deposit))


MOST_SHOWN = 200
"""Held payments that one page offers for a deposit; the rest follow once these are deposited."""


@require_POST
def deposit(request: SignedInRequest, slug: str) -> HttpResponse:
    """Collectors' payments reached the treasury."""
    org_unit = office_here(request, slug)
    require(request, Permission.KEEP_RECORDS, org_unit)
    form = DepositForm(request.POST)
    if form.is_valid():
        with refusals.shown_on(form):
            found = actions.deposit_payments(
                org_unit=org_unit,
                payments=[int(one) for one in request.POST.getlist("payment") if one.isdigit()],
                deposited_on=form.cleaned_data["deposited_on"],
                receipt=form.cleaned_data["receipt"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, f"Setoran {len(found)} pembayaran tersimpan.")
            return redirect("land_tax:collectors", slug)
    return _collectors(request, org_unit, OnDay(), timezone.localdate(), form)


@post_or_get
def new_money(request: SignedInRequest, slug: str) -> HttpResponse:
    """Money that a collector received or deposited."""
    org_unit = office_here(request, slug)
    require(request, Permission.KEEP_RECORDS, org_unit)
    villages = queries.villages_below(org_unit)
    form = MoneyForm(
        request.POST or None,
        villages=villages,
        initial={"moved_on": timezone.localdate(), "village": org_unit.pk},
    )
    back = reverse("land_tax:collectors", args=[slug])
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            actions.record_money(
                org_unit=form.cleaned_data["village"],
                text=form.text(),
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Catatan uang petugas tersimpan.")
            return redirect(back)
    context = {
        "office": org_unit,
        "form": form,
        "back": back,
        "parent": "Uang petugas",
        "title": "Catat uang petugas",
        "button": "Simpan catatan",
        "intro": "Yang dicatat jabatan dan wilayahnya, bukan namanya. Setoran tidak dapat melebihi uang yang diterima sampai hari itu.",
    }
    return render(request, "land_tax/form.html", context, status=conflicts.status_of(form))


@post_or_get
def withdraw_money(request: SignedInRequest, pk: int) -> HttpResponse:
    """A row that was written down wrongly."""
    seen = queries.money_seen_by(request.user, on=timezone.localdate())
    found: CollectorMoney = get_object_or_404(seen, pk=pk)
    stand_at(request, found.org_unit)
    require(request, Permission.KEEP_RECORDS, found.org_unit)
    form = ReasonForm(request.POST or None)
    back = reverse("land_tax:collectors", args=[found.org_unit.slug])
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            actions.withdraw_money(
                money=found,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Catatan dibatalkan; isinya tetap terbaca.")
            return redirect(back)
    context = {
        "office": found.org_unit,
        "form": form,
        "back": back,
        "about": found,
        "parent": "Uang petugas",
        "title": "Batalkan catatan uang petugas",
        "button": "Batalkan catatan",
        "intro": "Untuk yang salah tulis. Catatannya tetap terbaca dan tidak dihitung lagi.",
    }
    return render(request, "land_tax/form.html", context, status=conflicts.status_of(form))


@require_GET
def penalty(request: SignedInRequest, slug: str) -> HttpResponse:
    """What paying late costs: the arithmetic for a bill or for typed figures. Nothing is recorded."""
    org_unit = office_here(request, slug)
    asked = any(name in request.GET for name in PenaltyForm.base_fields)
    form = PenaltyForm(request.GET if asked else None)
    account = None
    if asked and form.is_valid():
        fields = form.cleaned_data
        account = penalty_account(
            fields["principal"],
            tax_year=fields["year"],
            due_on=fields["due_on"],
            paid_on=fields["paid_on"],
        )
    context = {
        "office": org_unit,
        "form": form,
        "account": account,
        "said": form.cleaned_data if account else None,
        "rules": penalty_rules(),
        "may_keep": may(request, Permission.KEEP_RECORDS, org_unit),
        "may_check": may(request, Permission.CHECK_RECORDS, org_unit),
    }
    return render(request, "land_tax/penalty.html", context, status=conflicts.status_of(form))
