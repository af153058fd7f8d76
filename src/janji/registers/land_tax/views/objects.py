"""Doors to bills: the list, one bill with its payments, everything that is recorded of it; codes."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from janji.core.land_tax import latest_due, penalty_account
from janji.core.refusals import Refused
from janji.kit import conflicts, refusals
from janji.kit.editions import afresh
from janji.orgs.http import SignedInRequest
from janji.orgs.place import office_here, stand_at
from janji.orgs.roles import Permission
from janji.registers.land_tax import actions, lists, queries
from janji.registers.land_tax.forms.objects import (
    BillCorrectionForm,
    BillForm,
    BillSearch,
    CodeForm,
    DecisionForm,
    DeliveryForm,
    ModeForm,
    PaymentForm,
    ReasonForm,
)
from janji.registers.land_tax.models import Bill, Payment, TaxCode
from janji.registers.land_tax.views.place import (
    PAGE,
    may,
    post_or_get,
    require,
    taken_away,
    tax_year_here,
)


@require_GET
def bills(request: SignedInRequest, slug: str) -> HttpResponse:
    """Bills of an office and all below it in a year."""
    org_unit = office_here(request, slug)
    years = queries.years_of(org_unit)
    form = BillSearch(request.GET, years=years)
    form.is_valid()
    asked = form.cleaned_data
    year = asked.get("year") or (years[0] if years else timezone.localdate().year)
    stand_at(request, org_unit, year)
    text, state = (asked.get("q") or "").strip(), asked.get("state") or ""
    found = queries.bills_of(org_unit, year, text=text, state=state)
    if request.GET.get("unduh"):
        tables = [lists.bills_table(found, year), lists.payments_table(org_unit, year)]
        if file := taken_away(request, f"sppt-{org_unit.slug}-{year}", tables):
            return file
    context = {
        "office": org_unit,
        "form": form,
        "year": year,
        "page": Paginator(found, PAGE).get_page(request.GET.get("halaman")),
        "asked": bool(text or state),
        "own_years": queries.years_by_objects(org_unit, year),
        "may_keep": may(request, Permission.KEEP_RECORDS, org_unit),
        "may_check": may(request, Permission.CHECK_RECORDS, org_unit),
    }
    return render(request, "land_tax/bills.html", context)


def _bill_here(request: SignedInRequest, pk: int) -> Bill:
    seen = queries.bills_seen_by(request.user, on=timezone.localdate())
    found = get_object_or_404(seen, pk=pk)
    stand_at(request, found.org_unit, found.tax_year.year)
    return found


@require_GET
def bill(request: SignedInRequest, pk: int) -> HttpResponse:
    """One bill: what it owes, what was paid, what was decided. The name is shown to who keeps records."""
    found = _bill_here(request, pk)
    paid = queries.paid_of(found)
    today = timezone.localdate()
    remaining = found.principal - paid
    account = penalty_account(
        remaining, tax_year=found.tax_year.year, due_on=found.due_on, paid_on=today
    )
    context = {
        "office": found.org_unit,
        "one": found,
        "paid": paid,
        "remaining": remaining,
        "today": today,
        "account": account,
        "latest_due": latest_due(found.delivered_on) if found.delivered_on else None,
        "payments": found.payments.select_related("recorded_by", "withdrawn_by"),
        "decisions": found.decisions.select_related("recorded_by"),
        "corrections": found.corrections.select_related("recorded_by"),
        "may_keep": may(request, Permission.KEEP_RECORDS, found.org_unit),
        "may_check": may(request, Permission.CHECK_RECORDS, found.org_unit),
    }
    return render(request, "land_tax/bill.html", context)


def _form_page(
    request: SignedInRequest, form: forms.Form, *, back: str, **said: Any
) -> HttpResponse:
    """A page with one form; `title`, `button` and `intro` say what it is for."""
    context = {"form": form, "back": back, **said}
    return render(request, "land_tax/form.html", context, status=conflicts.status_of(form))


@post_or_get
def choose_mode(request: SignedInRequest, pk: int) -> HttpResponse:
    """How a village's year is kept."""
    tax_year = tax_year_here(request, pk)
    require(request, Permission.CHECK_RECORDS, tax_year.org_unit)
    form = ModeForm.of(tax_year, request.POST or None)
    back = reverse("land_tax:village", args=[pk])
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: ModeForm.of(afresh(tax_year))):
            actions.choose_mode(
                tax_year=tax_year,
                by_objects=form.cleaned_data["mode"] == "objek",
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Cara mencatat tersimpan.")
            return redirect(back)
    return _form_page(
        request,
        form,
        back=back,
        office=tax_year.org_unit,
        parent=tax_year.year,
        title=f"Cara mencatat PBB {tax_year.year}",
        button="Simpan pilihan",
        intro="Rekap adalah cara yang biasa. Per NOP dipilih sebelum ada posisi atau SPPT; sesudah itu tidak dapat diganti lagi untuk tahun ini.",
    )


@post_or_get
def new_bill(request: SignedInRequest, pk: int) -> HttpResponse:
    """A bill of a village's year."""
    tax_year = tax_year_here(request, pk)
    require(request, Permission.KEEP_RECORDS, tax_year.org_unit)
    held = tax_year.assessments.filter(computed=False).latest("version")
    initial = {"issued_on": held.holds_from, "due_on": held.due_on}
    form = BillForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            made = actions.add_bill(
                tax_year=tax_year,
                nop=form.cleaned_data["nop"],
                text=form.text(),
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "SPPT tersimpan.")
            return redirect("land_tax:bill", made.pk)
    return _form_page(
        request,
        form,
        back=reverse("land_tax:village", args=[pk]),
        office=tax_year.org_unit,
        parent=tax_year.year,
        title=f"SPPT baru {tax_year.year}",
        button="Simpan SPPT",
        intro="Banyak SPPT sekaligus diimpor dari DHKP atau templat OpenDesa pada halaman Impor.",
    )


@post_or_get
def correct_bill(request: SignedInRequest, pk: int) -> HttpResponse:
    """A bill was written down wrongly."""
    found = _bill_here(request, pk)
    require(request, Permission.KEEP_RECORDS, found.org_unit)
    form = BillCorrectionForm.of(found, request.POST or None)

    def act(fields: dict[str, Any]) -> None:
        actions.correct_bill(
            bill=found,
            text=form.text(found),
            reason=fields["reason"],
            based_on=fields["based_on"],
            by=request.user,
            at=timezone.now(),
        )

    return _of_bill(
        request,
        found,
        form,
        act,
        lambda: BillCorrectionForm.of(afresh(found)),
        title="Betulkan SPPT",
        button="Simpan pembetulan",
        intro="Untuk yang salah tulis. Pokok yang diubah Bapenda juga dibetulkan di sini, dengan nomor keputusannya sebagai alasan.",
    )


@post_or_get
def deliver_bill(request: SignedInRequest, pk: int) -> HttpResponse:
    """The taxpayer got the bill."""
    found = _bill_here(request, pk)
    require(request, Permission.KEEP_RECORDS, found.org_unit)
    form = DeliveryForm.of(found, request.POST or None)

    def act(fields: dict[str, Any]) -> None:
        actions.deliver_bill(bill=found, by=request.user, at=timezone.now(), **fields)

    return _of_bill(
        request,
        found,
        form,
        act,
        lambda: DeliveryForm.of(afresh(found)),
        title="Penyampaian SPPT",
        button="Simpan penyampaian",
        intro="Hari SPPT sampai kepada wajib pajak atau keluarganya.",
    )


@post_or_get
def decide_bill(request: SignedInRequest, pk: int) -> HttpResponse:
    """The tax office decided something of a bill."""
    found = _bill_here(request, pk)
    require(request, Permission.CHECK_RECORDS, found.org_unit)
    form = DecisionForm.of(found, request.POST or None)

    def act(fields: dict[str, Any]) -> None:
        actions.decide_bill(bill=found, by=request.user, at=timezone.now(), **fields)

    return _of_bill(
        request,
        found,
        form,
        act,
        lambda: DecisionForm.of(afresh(found)),
        title="Keputusan atas SPPT",
        button="Simpan keputusan",
        intro="SPPT batal, ganda, atau tak berobjek keluar dari ketetapan hanya dengan keputusan Bapenda, sejak tanggalnya. Kembali terbit pun dengan keputusan.",
    )


def _of_bill(
    request: SignedInRequest,
    found: Bill,
    form: Any,
    act: Callable[[dict[str, Any]], None],
    now: Callable[[], forms.Form],
    **said: str,
) -> HttpResponse:
    """A page that changes a bill: acts and goes back to it, or shows what is wrong."""
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=now):
            act(form.cleaned_data)
            messages.success(request, "Perubahan tersimpan; yang lama tetap terbaca.")
            return redirect("land_tax:bill", found.pk)
    back = reverse("land_tax:bill", args=[found.pk])
    return _form_page(
        request,
        form,
        back=back,
        parent="SPPT",
        office=found.org_unit,
        about=found.tax_object,
        **said,
    )


@post_or_get
def pay(request: SignedInRequest, pk: int) -> HttpResponse:
    """Money for a bill."""
    found = _bill_here(request, pk)
    require(request, Permission.KEEP_RECORDS, found.org_unit)
    remaining = found.principal - queries.paid_of(found)
    form = PaymentForm(request.POST or None, initial={"principal": remaining})
    back = reverse("land_tax:bill", args=[pk])
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            actions.record_payment(bill=found, text=form.text(), by=request.user, at=timezone.now())
            messages.success(request, "Pembayaran tersimpan.")
            return redirect(back)
    return _form_page(
        request,
        form,
        back=back,
        office=found.org_unit,
        about=found.tax_object,
        parent="SPPT",
        title="Pembayaran SPPT",
        button="Simpan pembayaran",
        intro="Sebagian pun dicatat. Uang yang diterima petugas desa dihitung sebagai realisasi sejak disetor ke kas daerah.",
    )


@post_or_get
def withdraw_payment(request: SignedInRequest, pk: int) -> HttpResponse:
    """A payment that was written down wrongly."""
    seen = queries.payments_seen_by(request.user, on=timezone.localdate())
    found: Payment = get_object_or_404(seen, pk=pk)
    stand_at(request, found.org_unit, found.bill.tax_year.year)
    require(request, Permission.KEEP_RECORDS, found.org_unit)
    form = ReasonForm(request.POST or None)
    back = reverse("land_tax:bill", args=[found.bill_id])
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            actions.withdraw_payment(
                payment=found,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Pembayaran dibatalkan; catatannya tetap terbaca.")
            return redirect(back)
    return _form_page(
        request,
        form,
        back=back,
        office=found.org_unit,
        about=found.bill.tax_object,
        parent="SPPT",
        title="Batalkan pembayaran",
        button="Batalkan pembayaran",
        intro="Untuk pembayaran yang salah tulis atau milik NOP lain. Posisi sejak hari itu dihitung ulang.",
    )


@post_or_get
def codes(request: SignedInRequest, slug: str) -> HttpResponse:
    """The tax office's codes of villages, and the form for another."""
    org_unit = office_here(request, slug)
    may_check = may(request, Permission.CHECK_RECORDS, org_unit)
    villages = queries.villages_below(org_unit)
    form = CodeForm(request.POST or None, villages=villages)
    if request.method == "POST":
        require(request, Permission.CHECK_RECORDS, org_unit)
        if form.is_valid():
            with refusals.shown_on(form):
                actions.record_code(
                    org_unit=form.cleaned_data["village"],
                    code=form.cleaned_data["code"],
                    by=request.user,
                    at=timezone.now(),
                )
                messages.success(request, "Kode pajak tersimpan.")
                return redirect("land_tax:codes", slug)
    rows = queries.codes_of(org_unit)
    if file := taken_away(request, f"kode-pajak-{org_unit.slug}", [lists.codes_table(rows)]):
        return file
    context = {
        "office": org_unit,
        "form": form,
        "page": Paginator(rows, PAGE).get_page(request.GET.get("halaman")),
        "may_keep": may(request, Permission.KEEP_RECORDS, org_unit),
        "may_check": may_check,
    }
    return render(request, "land_tax/codes.html", context, status=conflicts.status_of(form))


@post_or_get
def end_code(request: SignedInRequest, pk: int) -> HttpResponse:
    """A code no longer means its village."""
    seen = queries.codes_seen_by(request.user, on=timezone.localdate())
    found: TaxCode = get_object_or_404(seen, pk=pk)
    stand_at(request, found.org_unit)
    require(request, Permission.CHECK_RECORDS, found.org_unit)
    form = ReasonForm(request.POST or None)
    back = reverse("land_tax:codes", args=[found.org_unit.slug])
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_code(
                tax_code=found,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            refusals.show(refusal, form)
        else:
            messages.success(request, "Kode diakhiri; catatannya tetap terbaca.")
            return redirect(back)
    return _form_page(
        request,
        form,
        back=back,
        office=found.org_unit,
        about=found,
        parent="Kode pajak",
        title="Akhiri kode pajak",
        button="Akhiri kode",
        intro="Kode yang diakhiri tidak lagi berarti desa ini, dan dapat dicatat untuk desa lain. SPPT yang sudah ada tetap.",
    )
