"""Doors to proposals: the list, one proposal, its way, its files."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from janji.core.musrenbang import RANKED, SCORED, ProposalState, next_states
from janji.kit import audit, conflicts, refusals
from janji.kit.editions import afresh
from janji.kit.files import attachment
from janji.kit.tables import csv_response, xlsx_response
from janji.orgs import access
from janji.orgs.http import SignedInRequest
from janji.orgs.models import OrgUnit
from janji.orgs.place import office_here, seen_or_404
from janji.orgs.roles import Permission
from janji.registers.musrenbang import actions, lists
from janji.registers.musrenbang.access import deciding, require_decider
from janji.registers.musrenbang.forms.proposals import (
    BecauseForm,
    FilesForm,
    MoveForm,
    ProposalCorrectionForm,
    ProposalFilter,
    ProposalForm,
)
from janji.registers.musrenbang.models import Proposal, ProposalFile, State
from janji.registers.musrenbang.queries import proposals as queries
from janji.registers.musrenbang.views.finding import (
    PAGE,
    decides,
    form_page,
    may,
    post_or_get,
    proposal_or_404,
    require,
)

KEEP, CHECK = Permission.KEEP_RECORDS, Permission.CHECK_RECORDS


@require_GET
def proposals(request: SignedInRequest, slug: str) -> HttpResponse:
    """The proposals of an office and all below it: searched, filtered, sorted, taken away."""
    org_unit = office_here(request, slug)
    form = ProposalFilter(request.GET)
    search = form.search()
    rows = queries.proposals_of(org_unit, search, order=request.GET.get("urut", ""))
    name = f"usulan-{org_unit.slug}"
    if request.GET.get("unduh") == "xlsx":
        return xlsx_response(name, [lists.proposals_table(rows)])
    if request.GET.get("unduh") == "csv":
        return csv_response(name, lists.proposals_table(rows))
    context = {
        "office": org_unit,
        "tab": "proposals",
        "form": form,
        "asked": bool(search),
        "page": Paginator(rows, PAGE).get_page(request.GET.get("halaman")),
        "may_keep": may(request, KEEP, org_unit),
    }
    return render(request, "musrenbang/proposals.html", context)


@require_GET
def proposal(request: SignedInRequest, pk: int) -> HttpResponse:
    """One proposal: what it says, its way so far, its scores, its files, what to do next."""
    one = proposal_or_404(request, pk)
    state = ProposalState(one.state)
    may_decide = one.struck_at is None and decides(request, KEEP, one.org_unit)
    may_check = one.struck_at is None and decides(request, CHECK, one.org_unit)
    context = {
        "one": one,
        "office": one.org_unit,
        "district": deciding(one.org_unit),
        "steps": queries.steps_of(one),
        "sheet": queries.score_sheet(one),
        "files": one.files.order_by("pk"),
        "carried_to": queries.carried_to(one),
        "history": audit.history(one)[:10],
        "may_keep": _may_keep(request, one),
        "may_move": may_decide and bool(next_states(state)),
        "may_retract": may_decide and state is not ProposalState.PROPOSED,
        "may_score": may_check and state in SCORED,
        "may_place": may_check and state in RANKED,
        "is_ranked": one.struck_at is None and state in RANKED,
    }
    return render(request, "musrenbang/proposal.html", context)


def _may_keep(request: SignedInRequest, one: Proposal) -> bool:
    if one.struck_at is not None:
        return False
    if one.state == State.PROPOSED.value:
        return may(request, KEEP, one.org_unit)
    return decides(request, KEEP, one.org_unit)


def _require_keeping(request: SignedInRequest, one: Proposal) -> None:
    if one.state == State.PROPOSED.value:
        require(request, one.org_unit)
    else:
        _require_deciding(request, one)


def _require_deciding(
    request: SignedInRequest, one: Proposal, permission: Permission = KEEP
) -> None:
    require_decider(request.user, permission, one.org_unit, on=timezone.localdate())


@post_or_get
def new_proposal(request: SignedInRequest, slug: str) -> HttpResponse:
    """Something that an office proposes."""
    org_unit = office_here(request, slug)
    require(request, org_unit)
    offices = OrgUnit.objects.filter(access.subtree(org_unit)).order_by("path")
    form = ProposalForm(
        request.POST or None, offices=offices, org_unit=org_unit, today=timezone.localdate()
    )
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            made = actions.add_proposal(
                org_unit=form.cleaned_data["office"],
                plan_year=form.cleaned_data["plan_year"],
                wish=form.wish(),
                day=form.cleaned_data["day"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, f"Usulan {made.code} tercatat.")
            return redirect("musrenbang:proposal", made.pk)
    return form_page(request, form, office=org_unit, title="Usulan baru", button="Simpan usulan")


@post_or_get
def correct_proposal(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was written down of a proposal is put right."""
    one = proposal_or_404(request, pk)
    _require_keeping(request, one)
    form = ProposalCorrectionForm.of(one, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: ProposalCorrectionForm.of(afresh(one))):
            actions.correct_proposal(
                proposal=one,
                wish=form.wish(),
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Pembetulan tersimpan.")
            return redirect("musrenbang:proposal", one.pk)
    words = {"title": "Betulkan usulan", "button": "Simpan pembetulan"}
    return form_page(request, form, one=one, **words)


@post_or_get
def move(request: SignedInRequest, pk: int) -> HttpResponse:
    """What became of a proposal."""
    one, today = proposal_or_404(request, pk), timezone.localdate()
    _require_deciding(request, one)
    form = MoveForm.of(one, request.POST or None, today)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: MoveForm.of(afresh(one), today=today)):
            moved = actions.move_proposal(
                proposal=one,
                to=ProposalState(form.cleaned_data["to"]),
                day=form.cleaned_data["day"],
                reason=form.cleaned_data["reason"],
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, f"Keadaan sekarang: {moved.get_state_display()}.")
            return redirect("musrenbang:proposal", one.pk)
    words = {"title": "Langkah berikutnya", "button": "Simpan langkah"}
    return form_page(request, form, one=one, **words)


def _because(one: Proposal, data: object = None) -> BecauseForm:
    return BecauseForm(data, initial={"based_on": one.edition})  # type: ignore[arg-type]


@post_or_get
def retract(request: SignedInRequest, pk: int) -> HttpResponse:
    """The last step was written down wrongly."""
    one = proposal_or_404(request, pk)
    _require_deciding(request, one)
    form = _because(one, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: _because(afresh(one))):
            moved = actions.retract_step(
                proposal=one,
                reason=form.cleaned_data["reason"],
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(
                request, f"Langkah ditarik. Keadaan sekarang: {moved.get_state_display()}."
            )
            return redirect("musrenbang:proposal", one.pk)
    words = {"title": f"Tarik langkah: {one.get_state_display()}", "button": "Tarik langkah"}
    return form_page(request, form, one=one, **words)


@post_or_get
def strike_proposal(request: SignedInRequest, pk: int) -> HttpResponse:
    """A proposal that was written down wrongly or twice counts nowhere."""
    one = proposal_or_404(request, pk)
    _require_keeping(request, one)
    form = _because(one, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            actions.strike_proposal(
                proposal=one,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Usulan dicoret; alasannya tetap terbaca.")
            return redirect("musrenbang:proposal", one.pk)
    return form_page(request, form, one=one, title="Coret usulan", button="Coret")


@post_or_get
def add_files(request: SignedInRequest, pk: int) -> HttpResponse:
    """Photos and papers join a proposal."""
    one = proposal_or_404(request, pk)
    _require_keeping(request, one)
    form = FilesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            actions.add_files(
                proposal=one,
                files=form.cleaned_data["uploads"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Berkas tersimpan.")
            return redirect("musrenbang:proposal", one.pk)
    return form_page(request, form, one=one, title="Lampirkan berkas", button="Simpan berkas")


@require_GET
def file(request: SignedInRequest, pk: int) -> FileResponse:
    """A file of a proposal, to those who may see the office's data."""
    found: ProposalFile = seen_or_404(
        request, queries.file_by_key().ask(pk), lambda one: one.proposal.org_unit
    )
    return attachment(found.file, found.name, found.content_type)
