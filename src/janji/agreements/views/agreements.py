"""Doors to agreements: the list, drafting, measuring plans, signing, papers."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_GET, require_http_methods

from janji.agreements import access, actions, budgeting, queries, timing
from janji.agreements.access import Door
from janji.agreements.completeness import missing_among, missing_in
from janji.agreements.documents.agreement import content
from janji.agreements.documents.agreement.record import paper_of
from janji.agreements.editor import AgreementEditor
from janji.agreements.forms import (
    AgreementFilterForm,
    OfficeForm,
    ReturnForm,
    SignForm,
)
from janji.agreements.models import Agreement, PartyRole
from janji.agreements.plans import PlanSheet
from janji.agreements.templatetags.agreements import agreement_name
from janji.agreements.views.drafting import (
    answer,
    editor_of,
    offices_for_drafting,
    require_drafting,
    wants_saving,
)
from janji.agreements.views.place import agreement_here, behind, edition_of, today
from janji.agreements.wording import STATES
from janji.core.agreement_changes import days_for_newcomer, months_after_budget
from janji.core.agreement_life import SIGNED_BY_BOTH, State
from janji.core.refusals import Refused
from janji.documents.sheets import Sheet
from janji.kit import audit, conflicts, refusals
from janji.kit.conflicts import EditForm
from janji.kit.editions import afresh
from janji.kit.files import kept_bytes, made
from janji.kit.panels import panels_beside
from janji.kit.tables import Table, xlsx_response
from janji.orgs.http import SignedInRequest
from janji.orgs.place import seen_or_404

PAGE = 50
MOST_WAITING = 5
post_or_get = require_http_methods(["GET", "POST"])


@require_GET
def agreement_list(request: SignedInRequest) -> HttpResponse:
    """All agreements one may see, with search, filters, order and pages."""
    form = AgreementFilterForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    found = queries.agreement_rows(
        queries.agreements_seen_by(request.user, on=today()),
        text=chosen.get("q") or "",
        year=chosen.get("tahun"),
        state=chosen.get("keadaan") or "",
        order=request.GET.get("urut", ""),
    )
    if request.GET.get("unduh") == "xlsx":
        return xlsx_response("perjanjian", [_as_table(found)])
    context = {
        "form": form,
        "page": Paginator(found, PAGE).get_page(request.GET.get("halaman")),
        "filtered": any(chosen.values()),
        "waiting": queries.waiting_readings(request.user)[:MOST_WAITING],
        "most_waiting": MOST_WAITING,
        "may_draft": offices_for_drafting(request).exists(),
        "states": STATES,
    }
    return render(request, "agreements/list.html", context)


def _as_table(found: Any) -> Table:
    return Table(
        title="Perjanjian",
        header=[
            *("Tahun", "Naskah", "Kantor", "Indikator", "Keadaan", "Tenggat", "Terlambat (hari)")
        ],
        rows=[
            [
                one.year,
                agreement_name(one),
                one.org_unit.name,
                one.indicator_count,
                STATES[State(one.state)][1],
                one.due_on,
                timing.days_late(one.due_on, one.signed_at, on=today()),
            ]
            for one in found
        ],
    )


@post_or_get
def new(request: SignedInRequest) -> HttpResponse:
    """A draft written from nothing."""
    offices = require_drafting(request)
    # Whoever drafts for several offices chooses one in the address, or starts with the first.
    office = offices.filter(slug=request.GET.get("kantor", "")).first() or offices.first()
    initial = {"org_unit": office, "year": today().year, "revision": 0}
    office_form = OfficeForm(request.POST or None, initial=initial, offices=offices)
    editor = editor_of(request, lambda: AgreementEditor.from_text(queries.blank_text(office)))
    if wants_saving(request) and office_form.is_valid() and editor.is_valid():
        with refusals.shown_on(office_form):
            agreement = actions.draft_agreement(
                org_unit=office_form.cleaned_data["org_unit"],
                text=editor.text(**office_form.said()),
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Draf tersimpan.")
            return redirect("agreements:agreement", agreement.pk)
    context = {"office_form": office_form, "editor": editor}
    return answer(request, "agreements/new.html", context, office_form, editor)


@post_or_get
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Changing the text of a draft."""
    agreement = behind(request, pk, Door.EDIT)
    from_budget = "anggaran" in request.GET
    editor = editor_of(request, lambda: _stored(agreement, from_budget=from_budget))
    edition = edition_of(request, agreement)
    if wants_saving(request) and edition.is_valid() and editor.is_valid():
        text = editor.text(
            year=agreement.year, revision=agreement.revision, org_unit=agreement.org_unit.name
        )
        with conflicts.shown_on(
            edition,
            now=lambda: EditForm.carrying(afresh(agreement)),
            beside=lambda: editor.differences(_stored(agreement)),
        ):
            actions.rewrite_draft(
                agreement=agreement,
                text=text,
                kept=editor.kept(),
                based_on=edition.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Naskah tersimpan.")
            return redirect("agreements:agreement", agreement.pk)
    context = {
        "agreement": agreement,
        "editor": editor,
        "edition": edition,
        "has_budget": budgeting.has_budget(agreement),
        "from_budget": from_budget and request.method == "GET",
    }
    return answer(request, "agreements/edit.html", context, edition, editor)


def _stored(agreement: Agreement, *, from_budget: bool = False) -> AgreementEditor:
    """The editor as it is opened; its programmes may be taken from the approved budget."""
    keys = [target.pk for target in queries.targets_of(agreement)]
    text = queries.agreement_text(agreement)
    return AgreementEditor.from_text(
        budgeting.with_budget(agreement, text) if from_budget else text, keys
    )


@require_GET
def agreement_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """The agreement, reading like its paper, with its state, its gaps and its history."""
    agreement = agreement_here(request, pk)
    open_doors = access.doors(request.user, agreement, on=today())
    rows = queries.target_rows(agreement)
    text = queries.agreement_text(agreement, [row.target for row in rows])
    is_draft = agreement.state == State.DRAFT
    gaps = missing_among(agreement, text, rows) if is_draft else ()
    differs = budgeting.differences(agreement, text)
    context = {
        "agreement": agreement,
        "text": text,
        "objectives": queries.objective_blocks(rows),
        "form": content.FORM,
        "title": f"Perjanjian Kinerja {agreement.org_unit} {agreement.year}",
        "state": STATES[State(agreement.state)],
        "doors": {door.value for door in open_doors},
        "gaps": [
            {
                "sentence": refusals.problem_sentence(gap),
                "href": _where_to_mend(agreement, gap.code),
            }
            for gap in (*gaps, *(differs if is_draft else ()))
        ],
        "budget_differences": () if is_draft else map(refusals.problem_sentence, differs),
        "signatures": {one.role: one for one in agreement.signatures.select_related("signed_by")},
        "history": audit.history(agreement)[:20] if Door.SEE_HISTORY in open_doors else [],
        "readings": agreement.readings.all(),
        "timeliness": timing.timeliness_of(agreement, on=today()),
        "change": queries.change_of(agreement),
        "name": capfirst(agreement_name(agreement)),
        "period": timing.period_of(agreement),
        "has_figures": State(agreement.state) in SIGNED_BY_BOTH,
        "budget_limit": months_after_budget(),
        "newcomer_limit": days_for_newcomer(),
        "edition": EditForm.carrying(agreement),
        "kept": queries.signed_paper(agreement),
        "panels": panels_beside("agreement", agreement, user=request.user, on=today()),
    }
    return render(request, "agreements/agreement.html", context)


PLAN_GAPS = {
    "owner-missing",
    "year-end-missing",
    "quarters-missing",
    "path-misses-target",
    "range-missing",
}


def _where_to_mend(agreement: Agreement, code: str) -> str:
    name = "agreements:plans" if code in PLAN_GAPS else "agreements:edit"
    return reverse(name, args=[agreement.pk])


@post_or_get
def plans(request: SignedInRequest, pk: int) -> HttpResponse:
    """How each target is measured and the path of its quarters, on one sheet."""
    agreement = behind(request, pk, Door.EDIT)
    sheet = PlanSheet(
        queries.target_rows(agreement),
        request.POST or None,
        first_quarter=agreement.first_quarter,
    )
    edition = edition_of(request, agreement)
    if request.method == "POST" and edition.is_valid() and sheet.is_valid():
        with conflicts.shown_on(
            edition,
            now=lambda: EditForm.carrying(afresh(agreement)),
            beside=lambda: sheet.differences(queries.target_rows(agreement)),
        ):
            actions.set_measuring_plans(
                agreement=agreement,
                plans=sheet.plans(),
                based_on=edition.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Cara ukur dan target triwulan tersimpan.")
            return redirect("agreements:agreement", agreement.pk)
    context = {"agreement": agreement, "sheet": sheet, "edition": edition}
    return answer(request, "agreements/plans.html", context, edition, sheet)


@require_GET
def plan(request: SignedInRequest, pk: int) -> HttpResponse:
    """From one target to its place on the sheet."""
    target = seen_or_404(request, queries.target_by_key().ask(pk), queries.office_of_target)
    address = reverse("agreements:plans", args=[target.objective.agreement_id])
    return redirect(f"{address}#t{target.pk}")


@post_or_get
def sign(request: SignedInRequest, pk: int) -> HttpResponse:
    """A party's yes, given to exactly the content shown."""
    agreement = agreement_here(request, pk)
    open_doors = access.doors(request.user, agreement, on=today())
    deeds = {
        Door.SIGN_AS_FIRST: (PartyRole.FIRST, actions.sign_as_first),
        Door.SIGN_AS_SECOND: (PartyRole.SECOND, actions.sign_as_second),
    }
    role, deed = next((deeds[door] for door in deeds if door in open_doors), (None, None))
    if role is None or deed is None:
        raise Refused("door-closed", state=STATES[State(agreement.state)][1].lower())
    form = _sign_form(agreement, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: _sign_form(agreement), beside=tuple):
            deed(
                agreement=agreement,
                digest=form.cleaned_data["digest"],
                by=request.user,
                at=timezone.now(),
                **({"house": _house(request)} if role is PartyRole.SECOND else {}),
            )
            messages.success(request, "Perjanjian sudah Anda tanda tangani.")
            return redirect("agreements:agreement", agreement.pk)
    context = {
        "agreement": agreement,
        "text": queries.agreement_text(agreement),
        "role": role,
        "promise": content.FORM["first_promise" if role is PartyRole.FIRST else "second_promise"],
        "form": form,
        "missing": len(missing_in(agreement)),
    }
    return render(request, "agreements/sign.html", context, status=conflicts.status_of(form))


def _sign_form(agreement: Agreement, data: QueryDict | None = None) -> SignForm:
    return SignForm(data, initial={"digest": queries.content_digest(agreement)})


@post_or_get
def send_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Back to draft, with the reason."""
    agreement = behind(request, pk, Door.RETURN)
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            actions.return_to_draft(
                agreement=agreement,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Perjanjian dikembalikan ke draf.")
            return redirect("agreements:agreement", agreement.pk)
    context = {"agreement": agreement, "form": form}
    return render(request, "agreements/return.html", context, status=422 if form.errors else 200)


@post_or_get
def delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Removes a draft, after a page that says what goes."""
    agreement = behind(request, pk, Door.EDIT)
    if request.method == "POST":
        actions.delete_draft(
            agreement=agreement,
            based_on=conflicts.based_on(request.POST),
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, f"Draf perjanjian {agreement.org_unit} {agreement.year} dihapus.")
        return redirect("agreements:list")
    return render(request, "agreements/delete.html", {"agreement": agreement})


@require_GET
def as_pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    """The paper as PDF, shown in the browser; once both have signed, the very file that was kept."""
    agreement = agreement_here(request, pk)
    sheet = _sheet(request)
    kept = queries.kept_paper(agreement, sheet)
    if kept is not None:
        name = f"{_file_name(agreement)}.pdf"
        return made(kept_bytes(kept.file, name), name)
    paper = content.as_pdf(paper_of(agreement, sheet=sheet, house=_house(request)))
    return made(paper, f"{_file_name(agreement)}.pdf")


def _house(request: SignedInRequest) -> str:
    """The address under which Janji is reached, for the code on a paper."""
    return request.build_absolute_uri("/")


@require_GET
def as_docx(request: SignedInRequest, pk: int) -> HttpResponse:
    """The paper as DOCX, to download."""
    agreement = agreement_here(request, pk)
    paper = content.as_docx(paper_of(agreement, sheet=_sheet(request), house=_house(request)))
    return made(paper, f"{_file_name(agreement)}.docx")


def _sheet(request: SignedInRequest) -> Sheet:
    return Sheet.F4 if request.GET.get("kertas") == Sheet.F4.value else Sheet.A4


def _file_name(agreement: Agreement) -> str:
    revised = f"-perubahan-{agreement.revision}" if agreement.revision else ""
    return f"perjanjian-kinerja-{agreement.org_unit.slug}-{agreement.year}{revised}"
