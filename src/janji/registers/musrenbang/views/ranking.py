"""Doors to the order of proposals: criteria, scores, ranking, and what became of a year's proposals."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from janji.core.musrenbang import ANSWERED
from janji.kit import conflicts, refusals
from janji.kit.editions import afresh
from janji.kit.tables import csv_response, xlsx_response
from janji.orgs.http import SignedInRequest
from janji.orgs.place import office_here
from janji.orgs.roles import Permission
from janji.registers.musrenbang import actions, lists
from janji.registers.musrenbang.access import deciding, require_decider
from janji.registers.musrenbang.forms.proposals import (
    CRITERIA,
    CriteriaForm,
    PlaceForm,
    ScoreForm,
    YearForm,
)
from janji.registers.musrenbang.models import Proposal, Sector
from janji.registers.musrenbang.queries import proposals as queries
from janji.registers.musrenbang.queries.proposals import ProposalSearch
from janji.registers.musrenbang.views.finding import (
    PAGE,
    form_page,
    may,
    post_or_get,
    proposal_or_404,
    require,
)

KEEP, CHECK = Permission.KEEP_RECORDS, Permission.CHECK_RECORDS


@require_GET
def ranking(request: SignedInRequest, slug: str) -> HttpResponse:
    """The accepted proposals of a plan year in their order, by all fields of development or one."""
    org_unit = office_here(request, slug)
    form = YearForm(request.GET or None)
    usual = queries.newest_plan_year(org_unit) or timezone.localdate().year + 1
    plan_year, sector = form.asked(usual)
    form.initial["plan_year"] = plan_year
    rows = [
        one
        for one in queries.ranked(org_unit, plan_year)
        if not sector or one.proposal.sector == sector
    ]
    name = f"peringkat-usulan-{org_unit.slug}-{plan_year}"
    if request.GET.get("unduh") == "xlsx":
        return xlsx_response(name, [lists.ranking_table(rows, plan_year)])
    if request.GET.get("unduh") == "csv":
        return csv_response(name, lists.ranking_table(rows, plan_year))
    district = deciding(org_unit)
    criteria = queries.criteria_of(district, plan_year)
    weights = queries.weights_of(criteria)
    context = {
        "office": org_unit,
        "district": district,
        "tab": "ranking",
        "form": form,
        "plan_year": plan_year,
        "sector": Sector(sector).label if sector in Sector.values else "",
        "criteria": [(one, weights[one.pk] * 100) for one in criteria.entries.all()]
        if criteria
        else [],
        "page": Paginator(rows, PAGE).get_page(request.GET.get("halaman")),
        "unscored": sum(1 for one in rows if one.place.points is None),
        "may_check": may(request, CHECK, district),
    }
    return render(request, "musrenbang/ranking.html", context)


@post_or_get
def criteria(request: SignedInRequest, slug: str, plan_year: int) -> HttpResponse:
    """By what the district scores a plan year, with weights."""
    org_unit = deciding(office_here(request, slug))
    require(request, org_unit, CHECK)
    if not 2000 <= plan_year <= 2100:
        raise Http404
    found = queries.criteria_of(org_unit, plan_year)
    in_use = found is not None and queries.is_in_use(found)
    form = CriteriaForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(
            form, now=lambda: CriteriaForm.of(queries.criteria_of(org_unit, plan_year))
        ):
            actions.set_criteria(
                org_unit=org_unit,
                plan_year=plan_year,
                weighed=form.weighed(),
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, f"Kriteria {plan_year} tersimpan.")
            answer = redirect("musrenbang:ranking", slug)
            answer["Location"] += f"?plan_year={plan_year}"
            return answer
    context = {
        "office": org_unit,
        "plan_year": plan_year,
        "form": form,
        "in_use": in_use,
        "pairs": [
            (form[f"name_{place}"], form[f"weight_{place}"]) for place in range(1, CRITERIA + 1)
        ],
        "criteria": found,
    }
    status = conflicts.status_of(form)
    return render(request, "musrenbang/criteria.html", context, status=status)


def _require_checking(request: SignedInRequest, one: Proposal) -> None:
    require_decider(request.user, CHECK, one.org_unit, on=timezone.localdate())


@post_or_get
def score(request: SignedInRequest, pk: int) -> HttpResponse:
    """An assessor's own scores of a proposal."""
    one = proposal_or_404(request, pk)
    _require_checking(request, one)
    sheet = queries.score_sheet(one)
    form = ScoreForm(request.POST or None, sheet=sheet, by=request.user)
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            actions.score_proposal(
                proposal=one, scores=form.scores(), by=request.user, at=timezone.now()
            )
            messages.success(request, "Nilai tersimpan.")
            return redirect("musrenbang:proposal", one.pk)
    return form_page(request, form, one=one, title="Nilai usulan", button="Simpan nilai")


@post_or_get
def place(request: SignedInRequest, pk: int) -> HttpResponse:
    """People put a proposal elsewhere in the order, with the reason."""
    one = proposal_or_404(request, pk)
    _require_checking(request, one)
    form = PlaceForm.of(one, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: PlaceForm.of(afresh(one))):
            actions.place_proposal(
                proposal=one,
                place=form.cleaned_data["place"],
                reason=form.cleaned_data["reason"],
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Urutan tersimpan.")
            return redirect("musrenbang:proposal", one.pk)
    return form_page(request, form, one=one, title="Atur urutan", button="Simpan urutan")


@post_or_get
def follow_up(request: SignedInRequest, slug: str) -> HttpResponse:
    """What became of a plan year's proposals; those without an answer may be proposed again."""
    org_unit, today = office_here(request, slug), timezone.localdate()
    form = YearForm(request.GET or None)
    usual = queries.newest_plan_year(org_unit, states=ANSWERED) or today.year
    plan_year, sector = form.asked(usual)
    form.initial["plan_year"] = plan_year
    if request.method == "POST":
        keys = [int(key) for key in request.POST.getlist("usulan") if key.isdecimal()][:500]
        chosen = queries.to_carry_over(org_unit, plan_year, keys)
        made = actions.carry_over(
            proposals=chosen, plan_year=plan_year + 1, day=today, by=request.user, at=timezone.now()
        )
        messages.success(request, f"{len(made)} usulan dibawa ke {plan_year + 1}.")
        answer = redirect("musrenbang:proposals", slug)
        answer["Location"] += f"?plan_year={plan_year + 1}"
        return answer
    search = ProposalSearch(plan_year=plan_year, sector=sector)
    rows = queries.with_carried(queries.proposals_of(org_unit, search))
    name = f"tindak-lanjut-usulan-{org_unit.slug}-{plan_year}"
    if request.GET.get("unduh") == "xlsx":
        return xlsx_response(name, [lists.proposals_table(rows)])
    context = {
        "office": org_unit,
        "tab": "follow-up",
        "form": form,
        "plan_year": plan_year,
        "next_year": plan_year + 1,
        "found": queries.follow_up(org_unit, plan_year),
        "answered": sorted(ANSWERED),
        "page": Paginator(rows, PAGE).get_page(request.GET.get("halaman")),
        "may_keep": may(request, KEEP, org_unit),
    }
    return render(request, "musrenbang/follow_up.html", context)
