"""Doors to forums: the list, one forum, its lists of attendance."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from janji.core.attendance import Check
from janji.kit import audit, conflicts, refusals
from janji.kit.editions import afresh
from janji.kit.files import attachment
from janji.kit.tables import csv_response, xlsx_response
from janji.orgs import access
from janji.orgs.http import SignedInRequest
from janji.orgs.models import OrgUnit
from janji.orgs.place import office_here, seen_or_404, stand_at
from janji.orgs.roles import Permission
from janji.registers.musrenbang import actions, lists
from janji.registers.musrenbang.forms.forums import (
    LIVE,
    PAPER,
    AttendanceForm,
    CorrectionForm,
    ForumForm,
    ForumSearch,
    ImageForm,
    ReasonForm,
)
from janji.registers.musrenbang.models import Attendance, Forum, PaperImage, PaperList
from janji.registers.musrenbang.queries import forums as queries
from janji.registers.musrenbang.views.finding import (
    PAGE,
    form_page,
    forum_or_404,
    may,
    post_or_get,
    require,
)


@require_GET
def forums(request: SignedInRequest, slug: str) -> HttpResponse:
    """The forums of an office and all below it: searched, filtered, sorted, taken away."""
    org_unit = office_here(request, slug)
    form = ForumSearch(request.GET)
    search = form.search()
    rows = queries.forums_of(org_unit, search, order=request.GET.get("urut", ""))
    name = f"musrenbang-{org_unit.slug}"
    if request.GET.get("unduh") == "xlsx":
        return xlsx_response(name, [lists.forums_table(rows)])
    if request.GET.get("unduh") == "csv":
        return csv_response(name, lists.forums_table(rows))
    context = {
        "office": org_unit,
        "tab": "forums",
        "form": form,
        "asked": bool(search),
        "page": Paginator(rows, PAGE).get_page(request.GET.get("halaman")),
        "may_keep": may(request, Permission.KEEP_RECORDS, org_unit),
    }
    return render(request, "musrenbang/forums.html", context)


@require_GET
def forum(request: SignedInRequest, pk: int) -> HttpResponse:
    """One forum: who came, the recap, lists that wait for a second person."""
    found = forum_or_404(request, pk)
    if request.GET.get("unduh") == "xlsx":
        return xlsx_response(f"daftar-hadir-{found.pk}", [lists.attendance_table(found)])
    if request.GET.get("unduh") == "csv":
        return csv_response(f"daftar-hadir-{found.pk}", lists.attendance_table(found))
    return _forum_page(request, found, ReasonForm())


def _forum_page(request: SignedInRequest, found: Forum, refused: ReasonForm) -> HttpResponse:
    rows = queries.attendances_of(found)
    context = {
        "one": found,
        "office": found.org_unit,
        "page": Paginator(rows, PAGE).get_page(request.GET.get("halaman")),
        "lists": queries.lists_of(found),
        "recap": queries.recap_of(found),
        "history": audit.history(found)[:10],
        "form": refused,
        "waiting": Check.WAITING.value,
        "check_in": queries.open_check_in(found, timezone.now()),
        "may_keep": may(request, Permission.KEEP_RECORDS, found.org_unit),
        "may_check": may(request, Permission.CHECK_RECORDS, found.org_unit),
    }
    status = conflicts.status_of(refused)
    return render(request, "musrenbang/forum.html", context, status=status)


@post_or_get
def new_forum(request: SignedInRequest, slug: str) -> HttpResponse:
    """A forum that was held."""
    org_unit = office_here(request, slug)
    require(request, org_unit)
    offices = OrgUnit.objects.filter(access.subtree(org_unit)).order_by("path")
    form = ForumForm(request.POST or None, offices=offices, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            made = actions.add_forum(
                org_unit=form.cleaned_data["office"],
                said=form.said(),
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Forum tercatat. Isi daftar hadirnya.")
            return redirect("musrenbang:forum", made.pk)
    return form_page(request, form, office=org_unit, title="Forum baru", button="Simpan forum")


@post_or_get
def correct(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was written down of a forum is put right."""
    found = forum_or_404(request, pk)
    require(request, found.org_unit)
    form = CorrectionForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: CorrectionForm.of(afresh(found))):
            actions.correct_forum(
                forum=found,
                said=form.said(),
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Pembetulan tersimpan.")
            return redirect("musrenbang:forum", found.pk)
    words = {"title": "Betulkan catatan forum", "button": "Simpan pembetulan"}
    return form_page(request, form, one=found, **words)


@post_or_get
def attend(request: SignedInRequest, pk: int) -> HttpResponse:
    """The entry page: one person after another, in the way the last one was entered."""
    found = forum_or_404(request, pk)
    require(request, found.org_unit)
    source = PAPER if request.GET.get("cara") == PAPER else LIVE
    form = AttendanceForm(request.POST or None, forum=found, source=source)
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            chosen = form.cleaned_data["source"]
            made = actions.enter_attendance(
                forum=found,
                present=form.present(),
                from_paper=chosen == PAPER,
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, f"{made.name} tercatat. Isi orang berikutnya.")
            answer = redirect("musrenbang:attend", found.pk)
            answer["Location"] += f"?cara={chosen}"
            return answer
    words = {"title": "Catat kehadiran", "button": "Simpan dan lanjut"}
    return form_page(request, form, one=found, **words)


def _paper_list(request: SignedInRequest, pk: int) -> PaperList:
    found = seen_or_404(
        request, queries.paper_list_by_key().ask(pk), lambda one: one.forum.org_unit
    )
    stand_at(request, found.forum.org_unit)
    return found


@post_or_get
def add_images(request: SignedInRequest, pk: int) -> HttpResponse:
    """The scanned paper joins a copied list."""
    paper_list = _paper_list(request, pk)
    found = paper_list.forum
    require(request, found.org_unit)
    form = ImageForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            actions.add_images(
                paper_list=paper_list,
                files=form.cleaned_data["uploads"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Pindaian tersimpan. Orang kedua mencocokkannya.")
            return redirect("musrenbang:forum", found.pk)
    words = {"title": f"Pindaian {paper_list.name}", "button": "Simpan pindaian"}
    return form_page(request, form, one=found, **words)


@require_GET
def image(request: SignedInRequest, pk: int) -> FileResponse:
    """A scanned list, to those who may see the office's data."""
    found: PaperImage = seen_or_404(
        request, queries.image_by_key().ask(pk), lambda one: one.paper_list.forum.org_unit
    )
    return attachment(found.file, found.name, found.content_type)


@require_POST
def settle(request: SignedInRequest, pk: int) -> HttpResponse:
    """A second person confirms a copied list, or sets it aside."""
    paper_list = _paper_list(request, pk)
    found = paper_list.forum
    form = ReasonForm(request.POST)
    form.fields["reason"].required = False
    if form.is_valid():
        with refusals.shown_on(form):
            actions.settle_list(
                paper_list=paper_list,
                accept="confirm" in request.POST,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, f"Pemeriksaan {paper_list.name} tersimpan.")
            return redirect("musrenbang:forum", found.pk)
    return _forum_page(request, found, form)


@post_or_get
def strike(request: SignedInRequest, pk: int) -> HttpResponse:
    """A row that was written down wrongly no longer counts."""
    row = get_object_or_404(Attendance, pk=pk)
    found = forum_or_404(request, row.forum_id)
    require(request, found.org_unit)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            actions.strike_attendance(
                attendance=row,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, f"{row.name} dicoret.")
            return redirect("musrenbang:forum", found.pk)
    words = {"title": f"Coret {row.name}", "button": "Coret"}
    return form_page(request, form, one=found, **words)
