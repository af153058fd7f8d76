"""Doors to what villages hand in: the matrix, and when something came."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from janji.core.village_budgets import days_late, deadline_of
from janji.kit import audit, conflicts, refusals
from janji.kit.editions import afresh
from janji.orgs.http import SignedInRequest
from janji.orgs.place import office_here
from janji.orgs.roles import Permission
from janji.registers.village_budgets import actions, lists, queries
from janji.registers.village_budgets.forms import CorrectHandedInForm, DutiesSearch, HandedInForm
from janji.registers.village_budgets.models import DutyKind
from janji.registers.village_budgets.views.cycles import require_entering
from janji.registers.village_budgets.views.place import (
    PAGE,
    handed_in_here,
    may,
    post_or_get,
    require,
    taken_away,
)
from janji.registers.village_budgets.views.villages import may_keep


@require_GET
def duties(request: SignedInRequest, slug: str) -> HttpResponse:
    """Villages against what they owe for a budget year: received or not, by whom, how late."""
    office, today = office_here(request, slug), timezone.localdate()
    form = DutiesSearch(request.GET)
    said: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    year = said.get("tahun") or queries.last_year(office, today)
    rows = queries.duties_of(
        office, year, today, text=said.get("q") or "", state=said.get("state") or ""
    )
    name = f"laporan-desa-{office.slug}-{year}"
    if file := taken_away(request, name, lambda: lists.duties_table(rows, year)):
        return file
    dues = [(label, deadline_of(code).of(year)) for code, label in DutyKind.choices]
    cells = [[row.cells[place] for row in rows] for place in range(len(dues))]
    context = {
        "office": office,
        "form": form,
        "asked": bool(said.get("q") or said.get("state")),
        "year": year,
        "today": today,
        "dues": dues,
        "page": Paginator(rows, PAGE).get_page(request.GET.get("halaman")),
        "counts": [
            (label, sum(one.received_on is not None for one in column), len(column))
            for (label, _), column in zip(dues, cells, strict=True)
        ],
        "may_keep": may_keep(request, office),
    }
    return render(request, "village_budgets/duties.html", context)


@post_or_get
def receive(request: SignedInRequest, slug: str) -> HttpResponse:
    """Something that a village owes came."""
    office, today = office_here(request, slug), timezone.localdate()
    require_entering(request, office)
    villages = queries.villages_below(office)
    begin = {
        "received_on": today,
        "budget_year": request.GET.get("tahun") or queries.last_year(office, today),
        "duty": request.GET.get("laporan", ""),
        "village": request.GET.get("desa", ""),
    }
    form = HandedInForm(request.POST or None, villages=villages, initial=begin)
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            made = actions.note_handed_in(
                village=form.cleaned_data["village"],
                budget_year=form.cleaned_data["budget_year"],
                duty=form.cleaned_data["duty"],
                said=form.said(),
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, f"{made} tercatat diterima.")
            answer = redirect("village_budgets:duties", office.slug)
            answer["Location"] += f"?tahun={made.budget_year}"
            return answer
    context = {
        "office": office,
        "form": form,
        "title": "Catat laporan diterima",
        "button": "Simpan",
        "has_villages": villages.exists(),
    }
    return render(
        request, "village_budgets/duty_form.html", context, status=conflicts.status_of(form)
    )


@post_or_get
def handed_in(request: SignedInRequest, pk: int) -> HttpResponse:
    """When something came; and that put right."""
    found = handed_in_here(request, pk)
    due = deadline_of(found.duty).of(found.budget_year)
    if request.method == "POST":
        require(request, found.org_unit)
    form = CorrectHandedInForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: CorrectHandedInForm.of(afresh(found))):
            actions.correct_handed_in(
                handed_in=found,
                said=form.said(),
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Pembetulan tersimpan.")
            return redirect("village_budgets:handed-in", pk)
    context = {
        "one": found,
        "office": found.org_unit,
        "form": form,
        "due": due,
        "late": days_late(due, found.received_on, found.received_on),
        "history": audit.history(found)[:10],
        "may_keep": may(request, Permission.KEEP_RECORDS, found.org_unit),
    }
    return render(
        request, "village_budgets/handed_in.html", context, status=conflicts.status_of(form)
    )
