"""Doors to decisions: the list of what was decided because of a measurement, deciding, objecting, answering."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from janji.core.reward_parameters import objection_rules
from janji.core.reward_rules import EffectKind
from janji.kit import refusals
from janji.kit.files import attachment, made
from janji.kit.tables import csv_response, xlsx_response
from janji.orgs import access
from janji.orgs.http import SignedInRequest
from janji.rewards import actions, lists, queries
from janji.rewards.access import DECIDE, OBJECT, may_read, offices_read_by
from janji.rewards.documents.letter.content import as_docx, limit_said
from janji.rewards.documents.letter.record import letter_of
from janji.rewards.forms import AnswerForm, DecideForm, ListFilter, ObjectForm, ReceiveForm
from janji.rewards.models import Decision, Proposal
from janji.rewards.views.finding import (
    PAGE,
    form_page,
    post_or_get,
    proposal_or_404,
    tabs,
    today,
)


@require_GET
def decisions(request: SignedInRequest) -> HttpResponse:
    """What was decided because of a measurement, each with the measurement that caused it."""
    offices = offices_read_by(request.user, on=today())
    form = ListFilter(request.GET, offices=offices)
    search = form.search()
    rows = queries.decisions_read_by(
        request.user, search, order=request.GET.get("urut", ""), on=today()
    )
    if request.GET.get("unduh") in {"xlsx", "csv"}:
        table = lists.decisions_table(rows, request.build_absolute_uri("/"))
        name = "keputusan-karena-pengukuran"
        if request.GET["unduh"] == "csv":
            return csv_response(name, table)
        return xlsx_response(name, [table])
    context = {
        "form": form,
        "asked": bool(search),
        "page": Paginator(rows, PAGE).get_page(request.GET.get("halaman")),
        "reads_any": offices.exists(),
        **tabs(request, "decisions"),
    }
    return render(request, "rewards/decisions.html", context)


def _decision_or_404(one: Proposal) -> Decision:
    decision: Decision | None = getattr(one, "decision", None)
    if decision is None:
        raise Http404
    return decision


@post_or_get
def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """A named official grants or refuses a proposal."""
    one = proposal_or_404(request, pk)
    access.require(request.user, DECIDE, org_unit=one.org_unit, on=today())
    name, title = queries.deciding(one.agreement)
    initial = {
        "decided_on": today(),
        "official_name": name,
        "official_title": title,
        "change": one.rule.change,
        "place": one.agreement.place if one.agreement else None,
    }
    with_change = one.rule.effect_kind == EffectKind.ALLOWANCE
    form = DecideForm(request.POST or None, initial=initial, with_change=with_change)
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            actions.decide(proposal=one, terms=form.terms(), by=request.user, at=timezone.now())
            messages.success(request, "Keputusan tersimpan bersama suratnya.")
            return redirect("rewards:proposal", one.pk)
    return form_page(request, form, proposal=one, title="Putuskan usulan", button="Tetapkan")


@post_or_get
def receive(request: SignedInRequest, pk: int) -> HttpResponse:
    """The letter reached who it concerns."""
    one = proposal_or_404(request, pk)
    _decision_or_404(one)
    form = ReceiveForm(request.POST or None, initial={"received_on": today()})
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            actions.receive_decision(
                proposal=one,
                received_on=form.cleaned_data["received_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Penerimaan tercatat.")
            return redirect("rewards:proposal", one.pk)
    title = "Catat penerimaan keputusan"
    return form_page(request, form, proposal=one, title=title, button="Simpan")


@post_or_get
def object_to(request: SignedInRequest, pk: int) -> HttpResponse:
    """The head concerned objects."""
    one = proposal_or_404(request, pk)
    access.require(request.user, OBJECT, org_unit=one.org_unit, on=today())
    rule = objection_rules()[_decision_or_404(one).objection_rule]
    form = ObjectForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            actions.object_to(
                proposal=one,
                reasons=form.cleaned_data["reasons"],
                files=form.cleaned_data["uploads"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Keberatan tersampaikan.")
            return redirect("rewards:proposal", one.pk)
    note = f"{rule.title}: paling lama {limit_said(rule.limit)}. {rule.source}."
    return form_page(
        request,
        form,
        proposal=one,
        note=note,
        title="Ajukan keberatan",
        button="Sampaikan keberatan",
    )


@post_or_get
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """An official answers an objection."""
    one = proposal_or_404(request, pk)
    access.require(request.user, DECIDE, org_unit=one.org_unit, on=today())
    decision = _decision_or_404(one)
    initial = {
        "official_name": decision.official_name,
        "official_title": decision.official_title,
    }
    form = AnswerForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            actions.answer_objection(
                proposal=one, terms=form.terms(), by=request.user, at=timezone.now()
            )
            messages.success(request, "Jawaban tersimpan.")
            return redirect("rewards:proposal", one.pk)
    return form_page(request, form, proposal=one, title="Jawab keberatan", button="Simpan jawaban")


@require_POST
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    """A decision is final."""
    one = proposal_or_404(request, pk)
    actions.close_proposal(proposal=one, by=request.user, at=timezone.now())
    messages.success(request, "Keputusan final.")
    return redirect("rewards:proposal", one.pk)


@require_GET
def letter_pdf(request: SignedInRequest, pk: int) -> FileResponse:
    """The letter as it was kept when it was decided."""
    paper = _decision_or_404(proposal_or_404(request, pk)).paper
    return attachment(paper.file, paper.name, paper.content_type)


@require_GET
def letter_docx(request: SignedInRequest, pk: int) -> HttpResponse:
    """The same letter for a word processor."""
    decision = _decision_or_404(proposal_or_404(request, pk))
    return made(as_docx(letter_of(decision)), f"keputusan-{decision.pk}.docx")


@require_GET
def file(request: SignedInRequest, pk: int) -> FileResponse:
    """A file of an objection."""
    for found in queries.objection_file_by_key().ask(pk):
        office = found.objection.decision.proposal.org_unit
        if may_read(request.user, office, on=today()):
            return attachment(found.file, found.name, found.content_type)
    raise Http404
