"""Doors to visits: the log, one visit, its entry on a phone, its files, what follows."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from janji.kit import audit, conflicts, refusals
from janji.kit.editions import afresh
from janji.kit.files import attachment
from janji.orgs.http import SignedInRequest
from janji.orgs.place import office_here, seen_or_404
from janji.orgs.roles import Permission
from janji.registers.village_budgets import actions, lists, queries
from janji.registers.village_budgets.forms import (
    AttachForm,
    CorrectVisitForm,
    FollowUpForm,
    VisitForm,
    VisitsSearch,
    WithdrawForm,
)
from janji.registers.village_budgets.models import Visit
from janji.registers.village_budgets.views.cycles import require_entering
from janji.registers.village_budgets.views.place import (
    may,
    page_of,
    post_or_get,
    require,
    taken_away,
    visit_here,
)
from janji.registers.village_budgets.views.villages import may_keep
from janji.registers.villages import access


@require_GET
def visits(request: SignedInRequest, slug: str) -> HttpResponse:
    """The log of an office and all below it."""
    office, today = office_here(request, slug), timezone.localdate()
    form = VisitsSearch(request.GET)
    search = form.search()
    rows = queries.visits_of(office, search, today=today, order=request.GET.get("urut", ""))
    if file := taken_away(
        request, f"pembinaan-{office.slug}", lambda: lists.visits_table(rows, today)
    ):
        return file
    context = {
        "office": office,
        "form": form,
        "asked": bool(search),
        "page": page_of(request, rows),
        "today": today,
        "may_keep": may_keep(request, office),
    }
    return render(request, "village_budgets/visits.html", context)


@post_or_get
def new_visit(request: SignedInRequest, slug: str) -> HttpResponse:
    """A visit, written down on the spot with its photos."""
    office, today = office_here(request, slug), timezone.localdate()
    require_entering(request, office)
    villages = queries.villages_below(office)
    begin = {"day": today, "team": str(request.user)}
    if request.method == "POST":
        form = VisitForm(request.POST, request.FILES, villages=villages)
    else:
        form = VisitForm(initial=begin, villages=villages)
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            made = actions.record_visit(
                village=form.cleaned_data["village"],
                said=form.said(),
                files=form.brought(),
                client_key=form.key(),
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Kunjungan tersimpan.")
            return redirect("village_budgets:visit", made.pk)
    context = {"office": office, "form": form, "has_villages": villages.exists()}
    return render(
        request, "village_budgets/new_visit.html", context, status=conflicts.status_of(form)
    )


@require_GET
def visit(request: SignedInRequest, pk: int) -> HttpResponse:
    """One visit with its files and what followed."""
    return _visit_page(request, visit_here(request, pk), AttachForm())


def _visit_page(request: SignedInRequest, found: Visit, form: AttachForm) -> HttpResponse:
    keeps = may(request, Permission.KEEP_RECORDS, found.org_unit)
    stands = found.withdrawn_at is None
    asked = bool(found.findings or found.recommendation or found.follow_up_due_on)
    files = list(found.files.select_related("added_by"))
    context = {
        "one": found,
        "office": found.org_unit,
        "files": files,
        "has_minutes": bool(found.minutes_number)
        or any(one.kind == "berita_acara" for one in files),
        "form": form,
        "today": timezone.localdate(),
        "history": audit.history(found)[:10],
        "may_keep": keeps and stands,
        "may_follow": keeps and stands and asked and found.followed_up_on is None,
        "may_withdraw": stands
        and access.may(
            request.user, Permission.CHECK_RECORDS, found.org_unit, on=timezone.localdate()
        ),
    }
    status = conflicts.status_of(form)
    return render(request, "village_budgets/visit.html", context, status=status)


@post_or_get
def attach(request: SignedInRequest, pk: int) -> HttpResponse:
    """More files of a visit."""
    found = visit_here(request, pk)
    require(request, found.org_unit)
    if request.method == "GET":
        return redirect("village_budgets:visit", pk)
    form = AttachForm(request.POST, request.FILES)
    if form.is_valid():
        with refusals.shown_on(form):
            actions.attach_files(
                visit=found,
                kind=form.cleaned_data["kind"],
                files=form.cleaned_data["attached"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Berkas terlampir.")
            return redirect("village_budgets:visit", pk)
    return _visit_page(request, found, form)


@require_GET
def file(request: SignedInRequest, pk: int) -> FileResponse:
    """A file of a visit, to those who may see the village's data."""
    office = seen_or_404(request, queries.file_by_key().ask(pk), lambda one: one.visit.org_unit)
    return attachment(office.file, office.name, office.content_type)


def _form_page(request: SignedInRequest, form: Any, found: Visit, **words: Any) -> HttpResponse:
    context = {"form": form, "one": found, "office": found.org_unit, **words}
    return render(
        request, "village_budgets/visit_form.html", context, status=conflicts.status_of(form)
    )


@post_or_get
def correct_visit(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was written down of a visit is put right."""
    found = visit_here(request, pk)
    require(request, found.org_unit)
    form = CorrectVisitForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: CorrectVisitForm.of(afresh(found))):
            actions.correct_visit(
                visit=found,
                said=form.said(),
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Pembetulan tersimpan.")
            return redirect("village_budgets:visit", pk)
    words = {"title": "Betulkan catatan kunjungan", "button": "Simpan pembetulan"}
    return _form_page(request, form, found, **words)


@post_or_get
def follow_up(request: SignedInRequest, pk: int) -> HttpResponse:
    """What a visit asked for was done."""
    found = visit_here(request, pk)
    require(request, found.org_unit)
    form = FollowUpForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: FollowUpForm.of(afresh(found))):
            actions.settle_follow_up(
                visit=found, by=request.user, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, "Tindak lanjut selesai.")
            return redirect("village_budgets:visit", pk)
    words = {"title": "Tindak lanjut", "button": "Simpan tindak lanjut"}
    return _form_page(request, form, found, **words)


@post_or_get
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """A visit no longer counts, with the reason."""
    found = visit_here(request, pk)
    on = timezone.localdate()
    access.require(request.user, Permission.CHECK_RECORDS, found.org_unit, on=on)
    form = WithdrawForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: WithdrawForm.of(afresh(found))):
            actions.withdraw_visit(
                visit=found, by=request.user, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, "Kunjungan dibatalkan; catatannya tetap dapat dibaca.")
            return redirect("village_budgets:visit", pk)
    words = {"title": "Batalkan catatan kunjungan", "button": "Batalkan kunjungan"}
    return _form_page(request, form, found, **words)
