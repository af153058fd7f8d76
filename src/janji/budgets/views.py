"""Doors to budgets: the offices, a year's tree, its documents, the spending of a month."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from janji.budgets import access, actions, charts, queries, tables
from janji.budgets.forms import (
    ApprovedOnForm,
    CorrectionForm,
    DocumentForm,
    LineForm,
    MonthChoice,
    NewDocumentForm,
    NewLineForm,
    NodeForm,
    ReasonForm,
    SpendingGrid,
    YearFilter,
)
from janji.budgets.models import BudgetDocument, BudgetLine, BudgetNode, DocumentState, Spending
from janji.core.absorption import absorption_scale, within_months
from janji.core.budget_codes import read_code, width_of, written_code
from janji.core.budget_nomenclature import nomenclature_source
from janji.core.refusals import Refused
from janji.kit import audit, conflicts, refusals
from janji.kit.conflicts import EditForm
from janji.kit.editions import afresh
from janji.kit.tables import csv_response, xlsx_response
from janji.orgs.http import SignedInRequest
from janji.orgs.models import OrgUnit
from janji.orgs.place import office_here

PAGE = 25
FIRST_YEAR, LAST_YEAR = 2000, 2100
post_or_get = require_http_methods(["GET", "POST"])


def _today() -> date:
    return timezone.localdate()


def _office(request: SignedInRequest, slug: str, year: int) -> OrgUnit:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    return office_here(request, slug, year)


def _may_keep(request: SignedInRequest, org_unit: OrgUnit) -> bool:
    return access.may_keep(request.user, org_unit, on=_today())


def _keeping(request: SignedInRequest, slug: str, year: int) -> OrgUnit:
    """The office, to those who keep its budget; others who see it are told why not."""
    org_unit = _office(request, slug, year)
    access.require_keeping(request.user, org_unit, on=_today())
    return org_unit


def _document(org_unit: OrgUnit, year: int, change: int) -> BudgetDocument:
    found = BudgetDocument.objects.select_related("org_unit", "created_by", "settled_by")
    return get_object_or_404(found, org_unit=org_unit, year=year, change=change)


@require_GET
def offices(request: SignedInRequest) -> HttpResponse:
    """The offices one sees that have a budget of a year, with their absorption."""
    form = YearFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    year = chosen.get("tahun") or queries.last_year_seen(request.user, on=_today())
    found = queries.offices_with_budget(
        request.user, year or _today().year, text=chosen.get("q") or "", on=_today()
    )
    page = Paginator(found, PAGE).get_page(request.GET.get("halaman"))
    shown = list(found) if request.GET.get("unduh") else list(page)
    absorbed = queries.absorptions_of(shown, year or _today().year, 12)
    rows = [(one, absorbed[one.pk]) for one in shown]
    if request.GET.get("unduh") == "xlsx":
        return xlsx_response(f"anggaran-{year}", [tables.office_table(rows, year or 0)])
    context = {"form": form, "page": page, "rows": rows, "year": year or _today().year}
    return render(request, "budgets/offices.html", context)


@require_GET
def office(request: SignedInRequest, slug: str) -> HttpResponse:
    """To the newest year an office has a budget of."""
    org_unit = office_here(request, slug)
    years = queries.years_of(org_unit)
    return redirect("budgets:year", slug, years[0] if years else _today().year)


def _month(request: SignedInRequest, org_unit: OrgUnit, year: int) -> int:
    """The month that is asked for; otherwise the last that was recorded."""
    form = MonthChoice(request.GET)
    asked = form.cleaned_data.get("bulan") if form.is_valid() else None
    return asked or queries.last_month_recorded(org_unit, year) or 12


@require_GET
def year(request: SignedInRequest, slug: str, year: int) -> HttpResponse:
    """The tree of a year's approved budget with its sums and what was spent."""
    org_unit = _office(request, slug, year)
    documents = queries.documents_of(org_unit, year)
    standing = queries.standing_among(documents)
    month = _month(request, org_unit, year)
    context: dict[str, Any] = {
        "office": org_unit,
        "year": year,
        "documents": documents,
        "standing": standing,
        "may_keep": _may_keep(request, org_unit),
        "sees_history": access.may_see_history(request.user, org_unit, on=_today()),
    }
    if standing is None:
        return render(request, "budgets/year.html", context)
    standing.org_unit = org_unit
    tree = queries.tree_of(standing, month=month)
    if asked := request.GET.get("unduh"):
        return _downloads(tree, asked, f"anggaran-{org_unit.slug}-{year}")
    totals = queries.totals_by_month({one.code.key: one.to_date for one in tree.lines})
    context |= {
        "tree": tree,
        "month": month,
        "choice": MonthChoice(initial={"bulan": month}),
        "months": [(one, totals[one], since) for one, since in within_months(totals).items()],
        "chart": charts.spending_chart(tree.absorbed.amount, totals, year),
        "scale": absorption_scale(),
        "over": [one for one in tree.lines if one.absorbed.is_over],
    }
    return render(request, "budgets/year.html", context)


def _downloads(tree: queries.BudgetTree, asked: str, name: str) -> HttpResponse:
    """What is shown as a workbook; or the lines, or the spending, as the import reads them."""
    if asked == "pagu-csv":
        return csv_response(f"{name}-pagu", tables.line_table(tree))
    if asked == "realisasi-csv":
        return csv_response(f"{name}-realisasi", tables.spending_table(tree))
    found = [tables.tree_table(tree), tables.line_table(tree), tables.spending_table(tree)]
    return xlsx_response(name, found)


@require_GET
def history(request: SignedInRequest, slug: str, year: int) -> HttpResponse:
    """Who did what to the budget of a year, and every correction."""
    org_unit = _office(request, slug, year)
    if not access.may_see_history(request.user, org_unit, on=_today()):
        raise Refused("not-allowed", deed="melihat riwayat", org_unit=org_unit.name)
    corrected = queries.corrected_in(org_unit, year)
    found = audit.history_of([*queries.documents_of(org_unit, year), *corrected])
    context = {
        "office": org_unit,
        "year": year,
        "page": Paginator(found, PAGE).get_page(request.GET.get("halaman")),
        "corrected": [(one, written_code(read_code(one.code), year)) for one in corrected],
    }
    return render(request, "budgets/history.html", context)


@post_or_get
def new(request: SignedInRequest, slug: str, year: int) -> HttpResponse:
    """The first budget of a year, or its next amendment."""
    org_unit = _keeping(request, slug, year)
    form = NewDocumentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            made = actions.create_document(
                org_unit=org_unit,
                year=year,
                by=request.user,
                at=timezone.now(),
                **form.cleaned_data,
            )
            messages.success(request, f"{made} dibuat sebagai draf.")
            return redirect("budgets:document", slug, year, made.change)
    before = queries.standing_document(org_unit, year)
    context = {"office": org_unit, "year": year, "form": form, "before": before}
    return render(request, "budgets/new.html", context, status=422 if form.errors else 200)


def _of_document(request: SignedInRequest, found: BudgetDocument, **more: Any) -> dict[str, Any]:
    """What the page of a document shows, whichever of its forms was sent."""
    tree = queries.tree_of(found)
    is_draft = found.state == DocumentState.DRAFT
    computed = tree.absorbed.amount
    difference = None if found.printed_total is None else computed - found.printed_total
    return {
        "office": found.org_unit,
        "year": found.year,
        "document": found,
        "tree": tree,
        "difference": difference,
        "is_draft": is_draft,
        "may_change": is_draft and _may_keep(request, found.org_unit),
        "may_reopen": not is_draft and _may_keep(request, found.org_unit),
        "form": DocumentForm.of(found),
        "line_form": NewLineForm(year=found.year),
        "approval": ApprovedOnForm.of(found),
        "width": width_of(found.year),
        "nomenclature": nomenclature_source(),
    } | more


@post_or_get
def document(request: SignedInRequest, slug: str, year: int, change: int) -> HttpResponse:
    """A document with its lines and what it still lacks; its number and total are written here."""
    found = _document(_office(request, slug, year), year, change)
    form = DocumentForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: DocumentForm.of(afresh(found))):
            actions.describe_document(
                document=found, by=request.user, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, "Keterangan dokumen tersimpan.")
            return redirect("budgets:document", slug, year, change)
    context = _of_document(request, found, form=form)
    return render(request, "budgets/document.html", context, status=conflicts.status_of(form))


@require_POST
def add_line(request: SignedInRequest, slug: str, year: int, change: int) -> HttpResponse:
    """A sub-activity joins a draft."""
    found = _document(_office(request, slug, year), year, change)
    form = NewLineForm(request.POST, year=year)
    if form.is_valid():
        with refusals.shown_on(form):
            line = form.line()
            actions.add_lines(document=found, lines=[line], by=request.user, at=timezone.now())
            messages.success(request, f"{written_code(line.code, year)} ditambahkan.")
            return redirect("budgets:document", slug, year, change)
    context = _of_document(request, found, line_form=form)
    return render(request, "budgets/document.html", context, status=422)


@post_or_get
def approve(request: SignedInRequest, slug: str, year: int, change: int) -> HttpResponse:
    """Enters that a document was approved."""
    found = _document(_office(request, slug, year), year, change)
    form = ApprovedOnForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: ApprovedOnForm.of(afresh(found))):
            actions.approve_document(
                document=found, by=request.user, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, f"{found} ditetapkan.")
            return redirect("budgets:year", slug, year)
    context = _of_document(request, found, approval=form)
    return render(request, "budgets/document.html", context, status=conflicts.status_of(form))


def _part(found: BudgetDocument, code: str) -> BudgetLine | BudgetNode:
    """The line, the activity or the programme of a document that an address names."""
    try:
        key = read_code(code).key
    except Refused as refusal:
        raise Http404 from refusal
    line = found.lines.filter(code=key).first()
    return line or get_object_or_404(found.nodes, code=key)


def _form_of(part: BudgetLine | BudgetNode, data: Any = None) -> LineForm | NodeForm:
    return LineForm.of(part, data) if isinstance(part, BudgetLine) else NodeForm.of(part, data)


@post_or_get
def line(request: SignedInRequest, slug: str, year: int, change: int, code: str) -> HttpResponse:
    """Changes a sub-activity of a draft, or what it calls a programme or an activity."""
    org_unit = _keeping(request, slug, year)
    found = _document(org_unit, year, change)
    if found.state != DocumentState.DRAFT:
        raise Refused("budget-not-a-draft", document=str(found))
    part = _part(found, code)
    part.document = found
    form = _form_of(part, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: _form_of(afresh(part))):
            said = form.cleaned_data | {"by": request.user, "at": timezone.now()}
            if isinstance(part, BudgetLine):
                actions.change_line(line=part, **said)
            else:
                actions.rename_node(node=part, **said)
            messages.success(request, "Perubahan tersimpan.")
            return redirect("budgets:document", slug, year, change)
    context = {
        "office": org_unit,
        "year": year,
        "document": found,
        "part": part,
        "written": written_code(read_code(part.code), year),
        "is_line": isinstance(part, BudgetLine),
        "form": form,
    }
    return render(request, "budgets/line.html", context, status=conflicts.status_of(form))


@require_POST
def remove_line(
    request: SignedInRequest, slug: str, year: int, change: int, code: str
) -> HttpResponse:
    """A sub-activity leaves a draft."""
    found = _document(_office(request, slug, year), year, change)
    part = _part(found, code)
    if not isinstance(part, BudgetLine):
        raise Http404
    part.document = found
    actions.remove_line(
        line=part, based_on=conflicts.based_on(request.POST), by=request.user, at=timezone.now()
    )
    messages.success(request, f"{written_code(read_code(part.code), year)} dikeluarkan.")
    return redirect("budgets:document", slug, year, change)


@post_or_get
def reopen(request: SignedInRequest, slug: str, year: int, change: int) -> HttpResponse:
    """An approved document becomes a draft again, with a reason."""
    org_unit = _keeping(request, slug, year)
    found = _document(org_unit, year, change)
    form = ReasonForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: ReasonForm.of(afresh(found))):
            actions.reopen_document(
                document=found, by=request.user, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, f"{found} dibuka kembali sebagai draf.")
            return redirect("budgets:document", slug, year, change)
    context = {"office": org_unit, "year": year, "document": found, "form": form}
    return render(request, "budgets/reopen.html", context, status=conflicts.status_of(form))


@require_POST
def discard(request: SignedInRequest, slug: str, year: int, change: int) -> HttpResponse:
    """A draft goes."""
    found = _document(_office(request, slug, year), year, change)
    actions.discard_document(
        document=found,
        based_on=conflicts.based_on(request.POST),
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, f"{found} dibuang.")
    return redirect("budgets:year", slug, year)


@post_or_get
def spending(request: SignedInRequest, slug: str, year: int) -> HttpResponse:
    """The grid of a month: what was spent to date of every sub-activity."""
    org_unit = _keeping(request, slug, year)
    standing = queries.standing_document(org_unit, year)
    if standing is None:
        raise Refused("budget-not-approved", org_unit=org_unit.name, year=year)
    standing.org_unit = org_unit
    month = _month(request, org_unit, year)
    tree = queries.tree_of(standing, month=month)
    grid = SpendingGrid(tree.lines, month, request.POST or None)
    form = EditForm(request.POST or None)
    if request.method == "POST" and grid.is_valid() and form.is_valid():
        try:
            made = actions.record_spending(
                org_unit=org_unit,
                year=year,
                entries=grid.entries(),
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            if not grid.show(refusal):
                refusals.show(refusal, form)
        else:
            messages.success(request, f"{len(made)} realisasi tersimpan.")
            return redirect("budgets:year", slug, year)
    context = {
        "office": org_unit,
        "year": year,
        "month": month,
        "document": standing,
        "grid": grid,
        "form": form,
        "choice": MonthChoice(initial={"bulan": month}),
    }
    wrong = request.method == "POST" and (grid.errors or form.errors)
    return render(request, "budgets/spending.html", context, status=422 if wrong else 200)


@post_or_get
def correct(request: SignedInRequest, slug: str, year: int, code: str, month: int) -> HttpResponse:
    """A figure of spending is put right; what stood there stays readable."""
    org_unit = _office(request, slug, year)
    try:
        key = read_code(code).key
    except Refused as refusal:
        raise Http404 from refusal
    found: Spending = get_object_or_404(queries.spending_by_key(org_unit, year, key, month))
    form = CorrectionForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: CorrectionForm.of(afresh(found))):
            actions.correct_spending(
                spending=found, by=request.user, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, "Realisasi dibetulkan.")
            return redirect("budgets:year", slug, year)
    context = {
        "office": org_unit,
        "year": year,
        "month": month,
        "spending": found,
        "written": written_code(read_code(found.code), year),
        "corrections": found.corrections.select_related("recorded_by"),
        "form": form,
        "may_keep": _may_keep(request, org_unit),
    }
    return render(request, "budgets/correct.html", context, status=conflicts.status_of(form))
