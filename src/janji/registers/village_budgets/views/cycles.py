"""Doors to drafts: the list, one draft, its days, its sums, its evaluation, its letter."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from janji.core.village_budgets import checklist_on, checklists, clock, spending_limit
from janji.kit import audit, conflicts, dates, refusals
from janji.kit.editions import afresh
from janji.kit.files import made
from janji.orgs.http import SignedInRequest
from janji.orgs.place import office_here
from janji.orgs.roles import Permission
from janji.registers.village_budgets import actions, intake, lists, queries
from janji.registers.village_budgets.documents.letter.content import as_docx, as_pdf
from janji.registers.village_budgets.documents.letter.record import letter_of
from janji.registers.village_budgets.forms import (
    AnswersForm,
    CourseForm,
    CyclesSearch,
    OpenCycleForm,
    RealisedForm,
    SummaryForm,
    labelled,
)
from janji.registers.village_budgets.models import (
    FINANCING,
    INCOME,
    SOURCES,
    SPENDING,
    BudgetCycle,
    BudgetSummary,
    Evaluation,
)
from janji.registers.village_budgets.views.place import (
    cycle_here,
    may,
    page_of,
    post_or_get,
    require,
    taken_away,
)
from janji.registers.village_budgets.views.villages import may_keep


@require_GET
def cycles(request: SignedInRequest, slug: str) -> HttpResponse:
    """Drafts of an office and all below it: searched, filtered, sorted, taken away."""
    office, today = office_here(request, slug), timezone.localdate()
    form = CyclesSearch(request.GET)
    search = form.search()
    rows = queries.cycles_of(office, search, today=today, order=request.GET.get("urut", ""))
    name = f"rancangan-apbdes-{office.slug}"
    if file := taken_away(
        request, name, lambda: lists.cycles_table(queries.standings(rows, today))
    ):
        return file
    page = page_of(request, rows)
    context = {
        "office": office,
        "form": form,
        "asked": bool(search),
        "page": page,
        "rows": queries.standings(page.object_list, today),
        "may_keep": may_keep(request, office),
    }
    return render(request, "village_budgets/cycles.html", context)


@post_or_get
def new_cycle(request: SignedInRequest, slug: str) -> HttpResponse:
    """A draft that the register does not have yet."""
    office, today = office_here(request, slug), timezone.localdate()
    require_entering(request, office)
    villages = queries.villages_below(office)
    form = OpenCycleForm(request.POST or None, villages=villages, today=today)
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            draft = actions.open_cycle(
                village=form.cleaned_data["village"],
                budget_year=form.cleaned_data["budget_year"],
                change=form.cleaned_data["change"],
                course=form.course(),
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Rancangan tercatat.")
            return redirect("village_budgets:cycle", draft.pk)
    context = {"office": office, "form": form, "has_villages": villages.exists()}
    return render(
        request, "village_budgets/new_cycle.html", context, status=conflicts.status_of(form)
    )


def require_entering(request: SignedInRequest, office: Any) -> None:
    """Refuses whoever may enter nothing for the villages below an office."""
    if not may_keep(request, office):
        require(request, office)


@require_GET
def cycle(request: SignedInRequest, pk: int) -> HttpResponse:
    """One draft: where it is, its clocks, its sums with their arithmetic, its evaluation."""
    found, today = cycle_here(request, pk), timezone.localdate()
    summaries = list(found.summaries.all())
    evaluation = Evaluation.objects.filter(cycle=found).prefetch_related("answers").first()
    answers = {one.item: one for one in evaluation.answers.all()} if evaluation else {}
    items = checklists()[evaluation.checklist].items if evaluation else ()
    context = {
        "one": found,
        "office": found.org_unit,
        "state": queries.cycle_page(found, today),
        "budget": next((_shown(one) for one in summaries if one.as_of is None), None),
        "realised": [_shown(one) for one in summaries if one.as_of is not None],
        "evaluation": evaluation,
        "questions": [(item, answers.get(item.code)) for item in items],
        "clocks": {name: clock(name) for name in ("sending", "result", "correction", "reporting")},
        "limit": spending_limit(),
        "history": audit.history(found)[:10],
        "may_keep": may(request, Permission.KEEP_RECORDS, found.org_unit),
    }
    return render(request, "village_budgets/cycle.html", context)


def _shown(summary: BudgetSummary) -> dict[str, Any]:
    """A summary with its parts by name and its arithmetic."""
    sums = summary.sums
    return {
        "one": summary,
        "sums": sums,
        "arithmetic": intake.arithmetic(sums),
        "parts": (
            ("Pendapatan", labelled(INCOME, summary), sums.all_income),
            ("Belanja", labelled(SPENDING, summary), sums.all_spending),
            ("Pembiayaan", labelled(FINANCING, summary), sums.financing),
        ),
        "sources": labelled(SOURCES, summary) if any(sums.sources) else [],
        "sources_total": sum(sums.sources),
    }


@post_or_get
def change_course(request: SignedInRequest, pk: int) -> HttpResponse:
    """How far a draft has come."""
    found = cycle_here(request, pk)
    require(request, found.org_unit)
    form = CourseForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: CourseForm.of(afresh(found))):
            actions.set_course(
                cycle=found,
                course=form.course(),
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Tanggal dan hasil tersimpan.")
            return redirect("village_budgets:cycle", pk)
    words = {"title": "Tanggal dan hasil", "button": "Simpan tanggal dan hasil"}
    return form_page(request, form, found, **words)


def form_page(
    request: SignedInRequest, form: Any, found: BudgetCycle, **words: Any
) -> HttpResponse:
    """A form about a draft."""
    context = {"form": form, "one": found, "office": found.org_unit, **words}
    return render(
        request, "village_budgets/cycle_form.html", context, status=conflicts.status_of(form)
    )


@post_or_get
def change_summary(request: SignedInRequest, pk: int) -> HttpResponse:
    """The sums of a draft."""
    found = cycle_here(request, pk)
    require(request, found.org_unit)
    return _summary(request, found, None, "Ringkasan anggaran")


def _summary(
    request: SignedInRequest, found: BudgetCycle, as_of: date | None, title: str
) -> HttpResponse:
    def stands() -> BudgetSummary | None:
        return BudgetSummary.objects.filter(cycle=found, as_of=as_of).first()

    form = SummaryForm.of(stands(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: SummaryForm.of(stands())):
            actions.keep_summary(
                cycle=found,
                as_of=as_of,
                amounts=form.amounts(),
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, f"{title} tersimpan.")
            return redirect("village_budgets:cycle", found.pk)
    return form_page(request, form, found, title=title, button="Simpan ringkasan")


@post_or_get
def realised(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was realised of a budget: first by which day (`?per=`), then the sums."""
    found = cycle_here(request, pk)
    require(request, found.org_unit)
    form = RealisedForm(request.GET or None)
    if form.is_valid():
        day: date = form.cleaned_data["per"]
        return _summary(request, found, day, f"Realisasi per {dates.day(day)}")
    context = {"form": form, "one": found, "office": found.org_unit}
    return render(request, "village_budgets/realised.html", context)


@post_or_get
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """The questions of the list that held when the draft came."""
    found = cycle_here(request, pk)
    require(request, found.org_unit)

    def stands() -> Evaluation | None:
        return Evaluation.objects.filter(cycle=found).prefetch_related("answers").first()

    kept = stands()
    questions = (
        checklists()[kept.checklist]
        if kept
        else checklist_on(found.received_on or timezone.localdate())
    )
    form = AnswersForm.of(kept, questions, request.POST or None, str(request.user))
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: AnswersForm.of(stands(), questions)):
            actions.record_answers(
                cycle=found,
                evaluator=form.cleaned_data["evaluator"],
                answers=form.answers(),
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Daftar periksa tersimpan.")
            return redirect("village_budgets:cycle", pk)
    context = {"form": form, "one": found, "office": found.org_unit, "questions": questions}
    return render(
        request, "village_budgets/answers.html", context, status=conflicts.status_of(form)
    )


@require_GET
def letter_pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    """The letter with the result as PDF, shown in the browser."""
    return made(as_pdf(letter_of(cycle_here(request, pk))), f"hasil-evaluasi-{pk}.pdf")


@require_GET
def letter_docx(request: SignedInRequest, pk: int) -> HttpResponse:
    """The letter with the result as DOCX."""
    return made(as_docx(letter_of(cycle_here(request, pk))), f"hasil-evaluasi-{pk}.docx")
