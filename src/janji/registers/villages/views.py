"""Doors of the register of village administration."""

from collections.abc import Callable, Sequence
from importlib.resources import files
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from janji.core.village_books import Semester, Verdict, regulations
from janji.kit import conflicts, refusals
from janji.kit.editions import afresh, edition_of
from janji.kit.files import attachment
from janji.kit.tables import Table, csv_response, xlsx_response
from janji.orgs.http import SignedInRequest
from janji.orgs.models import OrgUnit
from janji.orgs.place import office_here, seen_or_404, stand_at
from janji.orgs.roles import Permission
from janji.registers.villages import access, actions, checklist, intake, lists, queries
from janji.registers.villages.forms import (
    FindingForm,
    FindingSearch,
    InspectionForm,
    PhotoForm,
    SettleForm,
    VillageDaysForm,
    VillageSearch,
    WithdrawForm,
    WithdrawPhotoForm,
)
from janji.registers.villages.models import Finding, Inspection, Photo
from janji.registers.villages.queries import Standing

PAGE = 25
_WORKER = files("janji.registers.villages").joinpath("static", "villages", "worker.js")
post_or_get = require_http_methods(["GET", "POST"])


def village_here(request: SignedInRequest, slug: str) -> OrgUnit:
    """The village of an address, to those who may see it."""
    found = seen_or_404(request, queries.village_by_slug().ask(slug), lambda one: one)
    stand_at(request, found)
    return found


def inspection_here(request: SignedInRequest, pk: int) -> Inspection:
    """The inspection of an address, to those who may see its village."""
    found = seen_or_404(request, queries.inspection_by_key().ask(pk), lambda one: one.org_unit)
    stand_at(request, found.org_unit)
    return found


def finding_here(request: SignedInRequest, pk: int) -> Finding:
    """The finding of an address, to those who may see its village."""
    found = seen_or_404(request, queries.finding_by_key().ask(pk), lambda one: one.org_unit)
    stand_at(request, found.org_unit)
    return found


def may(request: SignedInRequest, permission: Permission, village: OrgUnit) -> bool:
    """Whether the person may do something about a village's books."""
    return access.may(request.user, permission, village, on=timezone.localdate())


ORDERS: dict[str, Callable[[Standing], Any]] = {
    "desa": lambda one: one.village.name,
    "diperiksa": lambda one: (
        one.inspection is not None,
        one.inspection.inspected_on if one.inspection else None,
    ),
    "keadaan": lambda one: list(Verdict).index(one.judgement.verdict),
}


def _sorted(rows: Sequence[Standing], order: str) -> Sequence[Standing]:
    key = ORDERS.get(order.removeprefix("-"))
    return sorted(rows, key=key, reverse=order.startswith("-")) if key else rows


def _taken_away(request: SignedInRequest, name: str, table: Table) -> HttpResponse | None:
    """The list as a file, when the address asks for one."""
    wanted = request.GET.get("unduh")
    if wanted == "xlsx":
        return xlsx_response(name, [table])
    return csv_response(name, table) if wanted == "csv" else None


@require_GET
def villages(request: SignedInRequest, slug: str) -> HttpResponse:
    """Villages of an office and all below it, with their last score and verdict in a year."""
    office = office_here(request, slug)
    form = VillageSearch(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    year = said.get("tahun") or queries.last_year(office, timezone.localdate())
    found = queries.villages_below(office, year, text=said.get("q") or "")
    rows: Sequence[Standing] = queries.standings(found)
    verdict = said.get("verdict")
    if verdict:
        rows = [one for one in rows if one.judgement.verdict == verdict]
    rows = _sorted(rows, request.GET.get("urut", ""))
    table = lists.villages_table(rows, year)
    if (file := _taken_away(request, f"administrasi-desa-{office.slug}-{year}", table)) is not None:
        return file
    context = {
        "office": office,
        "form": form,
        "year": year,
        "asked": bool(said.get("q") or verdict),
        "page": Paginator(rows, PAGE).get_page(request.GET.get("halaman")),
        "count": {one.value: sum(row.judgement.verdict == one for row in rows) for one in Verdict},
        "groups": queries.usual().groups,
        "share": queries.usual().share,
    }
    return render(request, "villages/villages.html", context)


@require_GET
def heat_map(request: SignedInRequest, slug: str) -> HttpResponse:
    """Every book of every village in its last inspection of a year."""
    office = office_here(request, slug)
    form = VillageSearch(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    year = said.get("tahun") or queries.last_year(office, timezone.localdate())
    found = queries.villages_below(office, year, text=said.get("q") or "")
    if request.GET.get("unduh") == "xlsx":
        rows = queries.standings(found)
        tables = checklist.tables_of(rows, queries.heat(rows))
        return xlsx_response(f"buku-desa-{office.slug}-{year}", tables)
    page = Paginator(found, PAGE).get_page(request.GET.get("halaman"))
    rows = queries.standings(page.object_list)
    seen = queries.heat(rows)
    parts = []
    for kind in sorted({one.village.kind for one in rows}, reverse=True):
        books = queries.books_asked([kind])
        parts.append(
            (
                queries.newest_regulation(kind),
                books,
                [_heat_row(one, books, seen) for one in rows if one.village.kind == kind],
            )
        )
    context = {
        "office": office,
        "form": form,
        "year": year,
        "page": page,
        "parts": parts,
    }
    return render(request, "villages/heat_map.html", context)


def _heat_row(one: Standing, books: Sequence[Any], seen: Any) -> tuple[Standing, list[Any]]:
    items = seen.get(one.inspection.pk, {}) if one.inspection else {}
    return one, [(book, items.get(book.code)) for book in books]


@require_GET
def trend(request: SignedInRequest, slug: str) -> HttpResponse:
    """Every village through the semesters up to the end of a year, or up to the running one."""
    office = office_here(request, slug)
    form = VillageSearch(request.GET)
    asked = form.cleaned_data.get("tahun") if form.is_valid() else None
    running = Semester.of(timezone.localdate())
    year = asked or queries.last_year(office, timezone.localdate())
    found = queries.trend_below(office, min(Semester(year, 2), running))
    table = lists.trend_table(found)
    if (file := _taken_away(request, f"tren-administrasi-desa-{office.slug}", table)) is not None:
        return file
    context = {"office": office, "form": form, "trend": found}
    return render(request, "villages/trend.html", context)


@require_GET
def village(request: SignedInRequest, slug: str) -> HttpResponse:
    """One village: its inspections, its semesters, its findings."""
    found = village_here(request, slug)
    inspections = list(queries.inspections_of(found))
    context = {
        "office": found,
        "counted": queries.days_of(found),
        "inspections": inspections,
        "trend": queries.trend(inspections),
        "groups": queries.usual().groups,
        "names": queries.group_names(),
        "findings": queries.findings_below(found).order_by("settled_on", "due_on")[:10],
        "today": timezone.localdate(),
        "may_inspect": may(request, Permission.KEEP_RECORDS, found),
        "may_set_days": may(request, Permission.CHECK_RECORDS, found),
    }
    return render(request, "villages/village.html", context)


@post_or_get
def days(request: SignedInRequest, slug: str) -> HttpResponse:
    """From when and until when a village is counted, and why."""
    found = village_here(request, slug)
    access.require(request.user, Permission.CHECK_RECORDS, found, on=timezone.localdate())
    posted = request.POST if request.method == "POST" else None
    form = VillageDaysForm(posted) if posted else VillageDaysForm.of(queries.days_of(found))
    if posted and form.is_valid():
        with conflicts.shown_on(
            form, now=lambda: VillageDaysForm.of(queries.days_of(afresh(found)))
        ):
            actions.set_village_days(
                village=found, by=request.user, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, "Masa desa tersimpan.")
            return redirect("villages:village", slug)
    context = {"office": found, "form": form}
    return render(request, "villages/days.html", context, status=conflicts.status_of(form))


@post_or_get
def inspect(request: SignedInRequest, slug: str) -> HttpResponse:
    """The books of a village one after another. Sent by the page's script it is answered in JSON."""
    found = village_here(request, slug)
    today = timezone.localdate()
    access.require(request.user, Permission.KEEP_RECORDS, found, on=today)
    regulation = intake.books_of(found, today)
    if request.method == "GET":
        form = InspectionForm.fresh(regulation, today, str(request.user))
        return render(request, "villages/inspect.html", _entry(found, form))
    form = InspectionForm(request.POST, regulation=regulation)
    if form.is_valid():
        with refusals.shown_on(form):
            made = actions.record_inspection(
                village=found,
                sheet=form.sheet(),
                client_key=form.key(),
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Pemeriksaan terkirim dan tersimpan.")
            address = reverse("villages:inspection", args=[made.pk])
            if not _by_script(request):
                return redirect(address)
            photos = reverse("villages:add-photo", args=[made.pk])
            return JsonResponse({"address": address, "photos": photos})
    if _by_script(request):
        return JsonResponse({"errors": _sentences(form)}, status=422)
    return render(request, "villages/inspect.html", _entry(found, form), status=422)


def _by_script(request: SignedInRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _sentences(form: InspectionForm) -> list[str]:
    parts = [("", form), *((f"Buku {one.book.code}: ", one) for one in form.books)]
    return [
        f"{before}{said}" for before, one in parts for all_ in one.errors.values() for said in all_
    ]


def _entry(found: OrgUnit, form: InspectionForm) -> dict[str, Any]:
    return {"office": found, "form": form, "most_photos": actions.MOST_PHOTOS}


@require_GET
def inspect_offline(request: SignedInRequest, slug: str) -> HttpResponse:
    """The same sheet for the phone to keep: without a name, a number of a form, or any record."""
    found = village_here(request, slug)
    today = timezone.localdate()
    access.require(request.user, Permission.KEEP_RECORDS, found, on=today)
    form = InspectionForm.fresh(intake.books_of(found, today), None, "")
    return render(request, "villages/inspect_offline.html", _entry(found, form))


@require_GET
def worker(request: SignedInRequest) -> HttpResponse:
    """The script that opens the kept sheet without a signal; it lies here for its reach."""
    del request
    return HttpResponse(_WORKER.read_text(), content_type="text/javascript; charset=utf-8")


@post_or_get
def inspection(request: SignedInRequest, pk: int) -> HttpResponse:
    """One inspection: every book, the sums, the verdict, its findings."""
    found = inspection_here(request, pk)
    regulation = regulations()[found.regulation]
    posted = request.POST if request.method == "POST" else None
    form = FindingForm(posted, regulation=regulation)
    if posted and form.is_valid():
        with refusals.shown_on(form):
            made = actions.record_finding(
                inspection=found,
                book=form.cleaned_data["book"] or None,
                content=form.cleaned_data["content"],
                due_on=form.cleaned_data["due_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Temuan tercatat.")
            return redirect("villages:finding", made.pk)
    items = {one.book: one for one in found.items.all()}
    photos = list(queries.photos_of(found))
    judgement = queries.judged(found)
    names = queries.group_names()
    parts = [
        (
            code,
            names[code],
            found.tally.of(code),
            [
                (book, items[book.code], [one for one in photos if one.book == book.code])
                for book in regulation.books
                if book.group == code and book.code in items
            ],
        )
        for code in regulation.groups
    ]
    context = {
        "one": found,
        "office": found.org_unit,
        "regulation": regulation,
        "judgement": judgement,
        "parts": [one for one in parts if one[3]],
        "asked": queries.usual().groups,
        "share": queries.usual().share,
        "names": names,
        "findings": found.findings.all(),
        "form": form,
        "today": timezone.localdate(),
        "photos": [one for one in photos if one.book is None or one.book not in items],
        "photo_form": PhotoForm(regulation=regulation),
        "may_find": found.withdrawn_at is None
        and may(request, Permission.KEEP_RECORDS, found.org_unit),
        "may_withdraw": found.withdrawn_at is None
        and may(request, Permission.CHECK_RECORDS, found.org_unit),
    }
    return render(request, "villages/inspection.html", context, status=422 if form.errors else 200)


def photo_here(request: SignedInRequest, pk: int) -> Photo:
    """The picture of an address, to those who may see its village."""
    rows = queries.photo_by_key().ask(pk)
    found = seen_or_404(request, rows, lambda one: one.inspection.org_unit)
    stand_at(request, found.inspection.org_unit)
    return found


@require_POST
def add_photo(request: SignedInRequest, pk: int) -> HttpResponse:
    """A picture is kept with an inspection. Sent by the page's script it is answered in JSON."""
    found = inspection_here(request, pk)
    regulation = regulations()[found.regulation]
    form = PhotoForm(request.POST, request.FILES, regulation=regulation)
    if form.is_valid():
        said = form.cleaned_data
        with refusals.shown_on(form):
            kept = actions.add_photo(
                inspection=found,
                client_key=said["client_key"],
                book=said["book"] or None,
                picture=said["picture"],
                by=request.user,
                at=timezone.now(),
            )
            if _by_script(request):
                return JsonResponse({"photo": kept.pk})
            messages.success(request, "Foto tersimpan.")
    sentences = [str(one) for several in form.errors.values() for one in several]
    if _by_script(request):
        return JsonResponse({"errors": sentences}, status=422)
    for one in sentences:
        messages.error(request, one)
    return redirect("villages:inspection", pk)


@require_GET
def photo(request: SignedInRequest, pk: int) -> FileResponse:
    """A picture, to those who may see its village."""
    found = photo_here(request, pk)
    return attachment(found.file, found.name, found.content_type)


@post_or_get
def withdraw_photo(request: SignedInRequest, pk: int) -> HttpResponse:
    """A picture is not shown any more, with the reason."""
    found = photo_here(request, pk)
    village = found.inspection.org_unit
    access.require(request.user, Permission.KEEP_RECORDS, village, on=timezone.localdate())
    form = WithdrawPhotoForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals.shown_on(form):
            actions.withdraw_photo(
                photo=found, by=request.user, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, "Foto ditarik.")
            return redirect("villages:inspection", found.inspection_id)
    context = {"one": found, "office": village, "form": form}
    status = 422 if form.errors else 200
    return render(request, "villages/withdraw_photo.html", context, status=status)


@post_or_get
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """An inspection no longer counts, with the reason."""
    found = inspection_here(request, pk)
    access.require(request.user, Permission.CHECK_RECORDS, found.org_unit, on=timezone.localdate())
    posted = request.POST if request.method == "POST" else None
    form = WithdrawForm(posted) if posted else WithdrawForm.of(found)
    if posted and form.is_valid():
        with conflicts.shown_on(form, now=lambda: WithdrawForm.of(afresh(found))):
            actions.withdraw_inspection(
                inspection=found, by=request.user, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, "Pemeriksaan dibatalkan; catatannya tetap dapat dibaca.")
            return redirect("villages:inspection", pk)
    context = {"one": found, "office": found.org_unit, "form": form}
    return render(request, "villages/withdraw.html", context, status=conflicts.status_of(form))


@require_GET
def findings(request: SignedInRequest, slug: str) -> HttpResponse:
    """Findings of an office and all below it."""
    office = office_here(request, slug)
    form = FindingSearch(request.GET)
    said = form.cleaned_data if form.is_valid() else {"q": "", "state": ""}
    today = timezone.localdate()
    rows = queries.finding_rows(
        queries.findings_below(office),
        state=said["state"],
        text=said["q"],
        today=today,
        order=request.GET.get("urut", ""),
    )
    table = lists.findings_table(rows, today)
    if (file := _taken_away(request, f"temuan-{office.slug}", table)) is not None:
        return file
    context = {
        "office": office,
        "form": form,
        "asked": bool(said["q"] or said["state"]),
        "page": Paginator(rows, PAGE).get_page(request.GET.get("halaman")),
        "overdue": queries.overdue_below(office, today).count(),
        "today": today,
    }
    return render(request, "villages/findings.html", context)


@require_GET
def evidence(request: SignedInRequest, pk: int) -> FileResponse:
    """The file that shows how a finding was put right."""
    rows = queries.evidence_by_key().ask(pk)
    found = seen_or_404(request, rows, lambda one: one.finding.org_unit)
    stand_at(request, found.finding.org_unit)
    return attachment(found.file, found.name, found.content_type)


@post_or_get
def finding(request: SignedInRequest, pk: int) -> HttpResponse:
    """One finding, and how it was put right."""
    found = finding_here(request, pk)
    posted = request.POST if request.method == "POST" else None
    begin = {"settled_on": timezone.localdate(), "based_on": edition_of(found)}
    form = SettleForm(posted, request.FILES or None, initial=begin)
    if posted and form.is_valid():
        with conflicts.shown_on(form, now=lambda: SettleForm.of(afresh(found))):
            actions.settle_finding(
                finding=found, by=request.user, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, "Temuan selesai.")
            return redirect("villages:finding", pk)
    context = {
        "one": found,
        "office": found.org_unit,
        "form": form,
        "today": timezone.localdate(),
        "photos": queries.photos_of(found.inspection).filter(book=found.book, withdrawn_at=None)
        if found.book
        else (),
        "files": found.files.all(),
        "may_settle": found.settled_on is None
        and may(request, Permission.KEEP_RECORDS, found.org_unit),
    }
    return render(request, "villages/finding.html", context, status=conflicts.status_of(form))
