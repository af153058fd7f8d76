"""Doors to supervision: the desk, an office, questions, findings, the quarterly review."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from janji.core.measuring import QUARTERS
from janji.core.supervision_life import (
    FINDING_MOVES,
    THREAD_MOVES,
    FindingDeed,
    FindingState,
    ThreadDeed,
    ThreadState,
    finding_after,
    thread_after,
)
from janji.kit import audit, conflicts, refusals
from janji.kit.editions import afresh, edition_of
from janji.kit.files import attachment, made
from janji.kit.tables import Table, csv_response, xlsx_response
from janji.orgs import access
from janji.orgs import queries as org_queries
from janji.orgs.http import SignedInRequest
from janji.orgs.models import OrgUnit
from janji.orgs.place import office_here, seen_or_404, stand_at
from janji.orgs.roles import Permission
from janji.supervision import actions, lists, queries
from janji.supervision.documents.review.content import as_docx, as_pdf
from janji.supervision.documents.review.record import sheet_of
from janji.supervision.forms import (
    AcceptForm,
    AnswerForm,
    AskAgainForm,
    DeskFilter,
    FindingForm,
    FollowUpForm,
    ListFilter,
    ReturnForm,
    ReviewForm,
    ThreadForm,
    WithdrawForm,
)
from janji.supervision.models import Finding, FollowUpFile, Thread

PAGE = 25
YEARS = range(2000, 2101)
SUPERVISE, ANSWER = Permission.SUPERVISE, Permission.ANSWER_SUPERIOR
post_or_get = require_http_methods(["GET", "POST"])


def _today() -> date:
    return timezone.localdate()


def _may(request: SignedInRequest, permission: Permission, org_unit: OrgUnit) -> bool:
    return access.may(request.user, permission, org_unit=org_unit, on=_today())


def _require(request: SignedInRequest, permission: Permission, org_unit: OrgUnit) -> None:
    access.require(request.user, permission, org_unit=org_unit, on=_today())


def _office(request: SignedInRequest, slug: str, year: int) -> OrgUnit:
    if year not in YEARS:
        raise Http404
    return office_here(request, slug, year)


def _thread(request: SignedInRequest, pk: int) -> Thread:
    found = seen_or_404(request, queries.thread_by_key().ask(pk), lambda one: one.org_unit)
    stand_at(request, found.org_unit, found.year)
    return found


def _finding(request: SignedInRequest, pk: int) -> Finding:
    found = seen_or_404(request, queries.finding_by_key().ask(pk), lambda one: one.org_unit)
    stand_at(request, found.org_unit, found.year)
    return found


@require_GET
def desk(request: SignedInRequest) -> HttpResponse:
    """All offices someone supervises; who supervises none is led to their own office."""
    form = DeskFilter(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    year = said.get("tahun") or queries.last_year(request.user, on=_today())
    offices = list(queries.supervised(request.user, year=year, on=_today()))
    if not offices and not _supervises(request):
        own = org_queries.home_office(request.user, on=_today())
        if own is not None:
            return redirect("supervision:office", own.slug, queries.year_of_office(own, _today()))
    every = queries.standings(offices, year, now=timezone.now())
    text, problem = said.get("q") or "", said.get("masalah") or ""
    rows = queries.narrowed(every, text=text, problem=problem, order=request.GET.get("urut", ""))
    table = lists.desk_table(rows, year)
    if (taken := _taken_away(request, f"pengawasan-{year}", table)) is not None:
        return taken
    context = {
        "form": form,
        "year": year,
        "every": every,
        "asked": bool(text or problem),
        "page": Paginator(rows, PAGE).get_page(request.GET.get("halaman")),
    }
    return render(request, "supervision/desk.html", context)


def _taken_away(request: SignedInRequest, name: str, table: Table) -> HttpResponse | None:
    """The list as a file, when the address asks for one."""
    wanted = request.GET.get("unduh")
    if wanted == "xlsx":
        return xlsx_response(name, [table])
    return csv_response(name, table) if wanted == "csv" else None


def _supervises(request: SignedInRequest) -> bool:
    return access.org_units_permitting(request.user, SUPERVISE, on=_today()).exists()


@require_GET
def office(request: SignedInRequest, slug: str, year: int) -> HttpResponse:
    """One office: its figures with what is foreseen, questions, findings, reviews."""
    org_unit = _office(request, slug, year)
    context = {
        "office": org_unit,
        "year": year,
        "page": queries.office_page(org_unit, year, now=timezone.now()),
        "may_supervise": _may(request, SUPERVISE, org_unit),
        "may_answer": _may(request, ANSWER, org_unit),
    }
    return render(request, "supervision/office.html", context)


def _listed(
    request: SignedInRequest,
    rows: "QuerySet[Any]",
    *,
    kind: str,
    title: str,
    table: Callable[[Any], Table],
) -> HttpResponse:
    form = ListFilter(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    found = queries.listed(
        rows,
        request.user,
        text=said.get("q") or "",
        state=said.get("keadaan") or "",
        year=said.get("tahun"),
        on=_today(),
    )
    if (taken := _taken_away(request, kind, table(found))) is not None:
        return taken
    context = {
        "form": form,
        "kind": kind,
        "title": title,
        "asked": any(said.values()),
        "page": Paginator(found, PAGE).get_page(request.GET.get("halaman")),
    }
    return render(request, "supervision/list.html", context)


@require_GET
def threads(request: SignedInRequest) -> HttpResponse:
    """Questions and instructions of all offices someone sees."""
    return _listed(
        request,
        Thread.objects.all(),
        kind="pertanyaan",
        title="Pertanyaan dan instruksi",
        table=lists.threads_table,
    )


@require_GET
def findings(request: SignedInRequest) -> HttpResponse:
    """Findings of all offices someone sees."""
    return _listed(
        request,
        Finding.objects.select_related("owner"),
        kind="temuan",
        title="Temuan pengawasan",
        table=lists.findings_table,
    )


def _form_page(
    request: SignedInRequest, form: forms.Form, *, org_unit: OrgUnit, year: int, **words: Any
) -> HttpResponse:
    words.setdefault("parent_url", reverse("supervision:office", args=[org_unit.slug, year]))
    context = {"form": form, "office": org_unit, "year": year, **words}
    status = conflicts.status_of(form)
    return render(request, "supervision/form.html", context, status=status)


def _initial(request: SignedInRequest) -> dict[str, str]:
    """Which figure and quarter the page that led here was about."""
    return {
        field: request.GET[name]
        for name, field in (("indikator", "target"), ("tw", "quarter"))
        if request.GET.get(name, "").isdigit() and len(request.GET[name]) < 18
    }


@post_or_get
def new_thread(request: SignedInRequest, slug: str, year: int) -> HttpResponse:
    """A question or an instruction to an office."""
    org_unit = _office(request, slug, year)
    _require(request, SUPERVISE, org_unit)
    form = ThreadForm(
        request.POST or None,
        initial=_initial(request) | {"kind": "question"},
        org_unit=org_unit,
        year=year,
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with refusals.shown_on(form):
            thread = actions.open_thread(
                about=form.about(),
                kind=said["kind"],
                subject=said["subject"],
                text=said["text"],
                due_on=said["due_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Terkirim. Kantornya sudah diberi tahu.")
            return redirect("supervision:thread", thread.pk)
    return _form_page(
        request,
        form,
        org_unit=org_unit,
        year=year,
        title="Pertanyaan atau instruksi",
        button="Kirim",
    )


def _thread_deeds(request: SignedInRequest, thread: Thread) -> dict[str, bool]:
    """What the person may do in a thread now."""
    now = {deed for state, deed in THREAD_MOVES if state is ThreadState(thread.state)}
    superior = _may(request, SUPERVISE, thread.org_unit)
    return {
        "may_supervise": superior,
        "may_answer": ThreadDeed.ANSWER in now and _may(request, ANSWER, thread.org_unit),
        "may_ask": ThreadDeed.ASK in now and superior,
        "may_close": ThreadDeed.CLOSE in now and superior,
    }


@require_GET
def thread(request: SignedInRequest, pk: int) -> HttpResponse:
    """A question or an instruction with everything that was written."""
    found = _thread(request, pk)
    context = {
        "one": found,
        "office": found.org_unit,
        "year": found.year,
        "written": queries.messages_of(found),
        "findings": found.findings.all(),
        "history": audit.history(found)[:10],
        "edition": edition_of(found),
        **_thread_deeds(request, found),
    }
    return render(request, "supervision/thread.html", context)


@post_or_get
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """The office's answer."""
    found = _thread(request, pk)
    _require(request, ANSWER, found.org_unit)
    form = AnswerForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: AnswerForm.of(afresh(found))):
            actions.answer_thread(
                thread=found, by=request.user, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, "Jawaban terkirim.")
            return redirect("supervision:thread", found.pk)
    return _about_thread(
        request, form, found, ThreadDeed.ANSWER, title="Jawab", button="Kirim jawaban"
    )


@post_or_get
def ask_again(request: SignedInRequest, pk: int) -> HttpResponse:
    """The superior's side writes once more."""
    found = _thread(request, pk)
    _require(request, SUPERVISE, found.org_unit)
    form = AskAgainForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: AskAgainForm.of(afresh(found))):
            actions.ask_again(thread=found, by=request.user, at=timezone.now(), **form.cleaned_data)
            messages.success(request, "Terkirim.")
            return redirect("supervision:thread", found.pk)
    return _about_thread(request, form, found, ThreadDeed.ASK, title="Tulis lagi", button="Kirim")


def _about_thread(
    request: SignedInRequest, form: forms.Form, found: Thread, deed: ThreadDeed, **words: Any
) -> HttpResponse:
    if not form.is_valid():
        thread_after(ThreadState(found.state), deed)
    return _form_page(
        request,
        form,
        org_unit=found.org_unit,
        year=found.year,
        about=found.subject,
        parent_url=reverse("supervision:thread", args=[found.pk]),
        **words,
    )


@require_POST
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    """The superior's side is content."""
    found = _thread(request, pk)
    actions.close_thread(
        thread=found,
        based_on=conflicts.based_on(request.POST),
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, "Pertanyaan ditutup.")
    return redirect("supervision:thread", found.pk)


@post_or_get
def new_finding(request: SignedInRequest, slug: str, year: int) -> HttpResponse:
    """A finding; `utas` in the address names the thread it came from."""
    org_unit = _office(request, slug, year)
    _require(request, SUPERVISE, org_unit)
    thread = _thread_of(request, org_unit)
    initial = _initial(request)
    if thread is not None:
        initial |= {"target": thread.target_id, "quarter": thread.quarter}  # type: ignore[dict-item]
    form = FindingForm(
        request.POST or None, initial=initial, org_unit=org_unit, year=year, today=_today()
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with refusals.shown_on(form):
            finding = actions.raise_finding(
                about=form.about(),
                text=said["text"],
                severity=said["severity"],
                owner=said["owner"],
                due_on=said["due_on"],
                thread=thread,
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Temuan dicatat. Penanggung jawabnya sudah diberi tahu.")
            return redirect("supervision:finding", finding.pk)
    return _form_page(
        request,
        form,
        org_unit=org_unit,
        year=year,
        title="Temuan baru",
        about=thread.subject if thread else "",
        button="Catat temuan",
    )


def _thread_of(request: SignedInRequest, org_unit: OrgUnit) -> Thread | None:
    key = request.GET.get("utas", "")
    if not key.isdigit() or len(key) > 17:
        return None
    return Thread.objects.filter(pk=int(key), org_unit=org_unit).first()


def _finding_deeds(request: SignedInRequest, finding: Finding) -> dict[str, bool]:
    """What the person may do about a finding now."""
    now = {deed for state, deed in FINDING_MOVES if state is FindingState(finding.state)}
    superior = _may(request, SUPERVISE, finding.org_unit)
    office = _may(request, ANSWER, finding.org_unit)
    return {
        "may_follow_up": FindingDeed.FOLLOW_UP in now and office,
        "may_decide": FindingDeed.ACCEPT in now and superior,
        "may_withdraw": FindingDeed.WITHDRAW in now and superior,
    }


@require_GET
def finding(request: SignedInRequest, pk: int) -> HttpResponse:
    """A finding with what was done about it."""
    found = _finding(request, pk)
    context = {
        "one": found,
        "office": found.org_unit,
        "year": found.year,
        "follow_ups": queries.follow_ups_of(found),
        "history": audit.history(found)[:10],
        **_finding_deeds(request, found),
    }
    return render(request, "supervision/finding.html", context)


def _about_finding(
    request: SignedInRequest, form: forms.Form, found: Finding, deed: FindingDeed, **words: Any
) -> HttpResponse:
    if not form.is_valid():
        finding_after(FindingState(found.state), deed)
    return _form_page(
        request,
        form,
        org_unit=found.org_unit,
        year=found.year,
        about=found.text,
        parent_url=reverse("supervision:finding", args=[found.pk]),
        **words,
    )


@post_or_get
def follow_up(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the office did about a finding."""
    found = _finding(request, pk)
    _require(request, ANSWER, found.org_unit)
    form = FollowUpForm.of(found, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: FollowUpForm.of(afresh(found))):
            actions.follow_up_finding(
                finding=found, by=request.user, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, "Tindak lanjut terkirim.")
            return redirect("supervision:finding", found.pk)
    return _about_finding(
        request,
        form,
        found,
        FindingDeed.FOLLOW_UP,
        title="Tindak lanjut",
        button="Kirim tindak lanjut",
    )


@post_or_get
def accept(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was done is enough."""
    found = _finding(request, pk)
    _require(request, SUPERVISE, found.org_unit)
    form = AcceptForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: AcceptForm.of(afresh(found))):
            actions.accept_follow_up(
                finding=found, by=request.user, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, "Tindak lanjut diterima.")
            return redirect("supervision:finding", found.pk)
    return _about_finding(
        request, form, found, FindingDeed.ACCEPT, title="Terima tindak lanjut", button="Terima"
    )


@post_or_get
def return_follow_up(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was done is not enough."""
    found = _finding(request, pk)
    _require(request, SUPERVISE, found.org_unit)
    form = ReturnForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: ReturnForm.of(afresh(found))):
            actions.return_follow_up(
                finding=found, by=request.user, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, "Tindak lanjut dikembalikan.")
            return redirect("supervision:finding", found.pk)
    return _about_finding(
        request,
        form,
        found,
        FindingDeed.RETURN,
        title="Kembalikan tindak lanjut",
        button="Kembalikan",
    )


@post_or_get
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """A finding is taken back."""
    found = _finding(request, pk)
    _require(request, SUPERVISE, found.org_unit)
    form = WithdrawForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: WithdrawForm.of(afresh(found))):
            actions.withdraw_finding(
                finding=found, by=request.user, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, "Temuan ditarik.")
            return redirect("supervision:finding", found.pk)
    return _about_finding(
        request, form, found, FindingDeed.WITHDRAW, title="Tarik temuan", button="Tarik temuan"
    )


@require_GET
def file(request: SignedInRequest, pk: int) -> FileResponse:
    """A file that shows what was done."""
    found = FollowUpFile.objects.filter(pk=pk).select_related("follow_up__finding__org_unit")
    kept: FollowUpFile = seen_or_404(
        request, list(found), lambda one: one.follow_up.finding.org_unit
    )
    return attachment(kept.file, kept.name, kept.content_type)


def _quarter(quarter: int) -> int:
    if quarter not in QUARTERS:
        raise Http404
    return quarter


@post_or_get
def review(request: SignedInRequest, slug: str, year: int, quarter: int) -> HttpResponse:
    """What the meeting about a quarter said."""
    org_unit = _office(request, slug, year)
    if not _may(request, SUPERVISE, org_unit):
        _require(request, ANSWER, org_unit)
    found = queries.review_of(org_unit, year, _quarter(quarter))
    form = ReviewForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(
            form, now=lambda: ReviewForm.of(queries.review_of(org_unit, year, quarter))
        ):
            actions.write_review(
                org_unit=org_unit,
                year=year,
                quarter=quarter,
                review=form.review(),
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Catatan rapat disimpan.")
            return redirect("supervision:office", slug, year)
    return _form_page(
        request,
        form,
        org_unit=org_unit,
        year=year,
        title=f"Rapat evaluasi TW {quarter} {year}",
        button="Simpan catatan",
    )


@require_GET
def review_paper(
    request: SignedInRequest, slug: str, year: int, quarter: int, kind: str
) -> HttpResponse:
    """The sheet of a quarter's meeting, to be printed, filled in and signed."""
    org_unit = _office(request, slug, year)
    sheet = sheet_of(org_unit, year, _quarter(quarter), at=timezone.now())
    if sheet is None:
        raise Http404
    data = as_pdf(sheet) if kind == "pdf" else as_docx(sheet)
    return made(data, f"rapat-evaluasi-{slug}-{year}-tw{quarter}.{kind}")
