"""Doors to community bodies: the list, the matrix, expiring terms, one body and its forms."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from janji.core.communities import tenure_state
from janji.kit import audit, conflicts, refusals
from janji.kit.conflicts import EditForm
from janji.kit.editions import afresh
from janji.kit.files import attachment
from janji.kit.tables import csv_response, xlsx_response
from janji.orgs import access
from janji.orgs.http import SignedInRequest
from janji.orgs.models import OrgUnit
from janji.orgs.place import office_here, seen_or_404, stand_at
from janji.orgs.roles import Permission
from janji.registers.communities import actions, lists, queries
from janji.registers.communities.conditions import USUAL, criteria_of
from janji.registers.communities.forms import (
    FIRST_YEAR,
    LAST_YEAR,
    ActivityForm,
    ChangeForm,
    CommunityForm,
    CommunitySearch,
    EndForm,
    OfficerForm,
    PlanForm,
    SettleForm,
    StatusForm,
)
from janji.registers.communities.models import Activity, Community, CommunityStatus, Tenure

PAGE = 25
post_or_get = require_http_methods(["GET", "POST"])


def _may_keep(request: SignedInRequest, org_unit: OrgUnit) -> bool:
    return access.may(
        request.user, Permission.KEEP_RECORDS, org_unit=org_unit, on=timezone.localdate()
    )


def _require(request: SignedInRequest, org_unit: OrgUnit) -> None:
    access.require(
        request.user, Permission.KEEP_RECORDS, org_unit=org_unit, on=timezone.localdate()
    )


def _community(request: SignedInRequest, pk: int) -> Community:
    rows = queries.community_by_key().ask(pk)
    found = seen_or_404(request, rows, lambda one: one.org_unit)
    stand_at(request, found.org_unit)
    return found


@require_GET
def communities(request: SignedInRequest, slug: str) -> HttpResponse:
    """The bodies of an office and all below it: searched, filtered, sorted, taken away."""
    org_unit, now = office_here(request, slug), timezone.now()
    today = timezone.localdate(now)
    villages = queries.villages_of(org_unit)
    form = CommunitySearch(request.GET, villages=villages)
    search = form.search()
    year = queries.year_shown(org_unit, form.year_asked, today)
    window = queries.window_of(year, today)
    rows = queries.communities_of(org_unit, search, window, order=request.GET.get("urut", ""))
    name = f"lembaga-{org_unit.slug}-{year}"
    taken = request.GET.get("unduh")
    if taken == "xlsx":
        table = lists.communities_table(rows, org_unit, window, now)
        return xlsx_response(name, [table, lists.agenda_table(rows, window)])
    if taken == "csv":
        return csv_response(name, lists.communities_table(rows, org_unit, window, now))
    page = Paginator(rows, PAGE).get_page(request.GET.get("halaman"))
    standings = queries.standings(page, window)
    context = {
        "office": org_unit,
        "form": form.showing(year),
        "asked": bool(search),
        "page": page,
        "rows": [(one, standings[one.pk]) for one in page],
        "window": window,
        "may_keep": _may_keep(request, org_unit),
    }
    return render(request, "communities/communities.html", context)


@require_GET
def matrix(request: SignedInRequest, slug: str) -> HttpResponse:
    """Villages by kinds: how many there are, how many of them are active."""
    org_unit, today = office_here(request, slug), timezone.localdate()
    form = CommunitySearch(request.GET, villages=queries.villages_of(org_unit))
    year = queries.year_shown(org_unit, form.year_asked, today)
    window = queries.window_of(year, today)
    context = {
        "office": org_unit,
        "form": form.showing(year),
        "window": window,
        "matrix": queries.matrix(org_unit, window),
    }
    return render(request, "communities/matrix.html", context)


@require_GET
def expiring(request: SignedInRequest, slug: str) -> HttpResponse:
    """Terms of office that are over or end soon."""
    org_unit, today = office_here(request, slug), timezone.localdate()
    rows = queries.expiring(org_unit, today)
    page = Paginator(rows, PAGE).get_page(request.GET.get("halaman"))
    context = {
        "office": org_unit,
        "page": page,
        "rows": [
            queries.Served(one, tenure_state(one.ends_on, one.ended_on, today)) for one in page
        ],
    }
    return render(request, "communities/expiring.html", context)


@require_GET
def community(request: SignedInRequest, pk: int) -> HttpResponse:
    """One body in a year: what it lacks, its officers, its plan and agenda, its presence at forums."""
    found, today = _community(request, pk), timezone.localdate()
    form = CommunitySearch(request.GET, villages=OrgUnit.objects.none())
    year = queries.year_shown(found.org_unit, form.year_asked, today)
    window = queries.window_of(year, today)
    stand_at(request, found.org_unit, year)
    plan = queries.plan_of(found, year)
    criteria = criteria_of(USUAL)
    context = {
        "one": found,
        "office": found.org_unit,
        "form": form.showing(year),
        "deadline": criteria.deadline(year),
        "least_share": criteria.share * 100,
        "window": window,
        "standing": queries.standings([found], window)[found.pk],
        "served": queries.served(found, today),
        "plan": plan,
        "activities": plan.activities.all() if plan else [],
        "forums": found.attendances.filter(forum__day__year=year).select_related("forum"),
        "statuses": found.statuses.select_related("changed_by"),
        "members": found.members.order_by("name_key"),
        "history": audit.history(found)[:20],
        "may_keep": _may_keep(request, found.org_unit)
        and found.status != CommunityStatus.DISSOLVED,
        "may_change": _may_keep(request, found.org_unit),
    }
    return render(request, "communities/community.html", context)


@post_or_get
def new_community(request: SignedInRequest, slug: str) -> HttpResponse:
    """A body enters the register."""
    org_unit = office_here(request, slug)
    _require(request, org_unit)
    form = CommunityForm(request.POST or None, villages=queries.villages_of(org_unit))
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            made = actions.add_community(
                org_unit=form.cleaned_data["village"],
                body=form.body(),
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, f"{made.name} tercatat.")
            return redirect("communities:community", made.pk)
    return _form_page(request, form, office=org_unit, title="Lembaga baru", button="Simpan lembaga")


def _form_page(request: SignedInRequest, form: forms.Form, **words: Any) -> HttpResponse:
    context = {"form": form, **words}
    status = conflicts.status_of(form)
    return render(request, "communities/form.html", context, status=status)


def _shown(form: forms.Form, now: Callable[[], EditForm] | None) -> AbstractContextManager[None]:
    """A refusal on the form; on one that changes a record, also what stands now."""
    if isinstance(form, EditForm) and now is not None:
        return conflicts.shown_on(form, now=now)
    return refusals.shown_on(form)


def _about(
    request: SignedInRequest,
    one: Community,
    form: forms.Form,
    deed: Callable[[], object],
    *,
    title: str,
    button: str,
    done: str,
    now: Callable[[], EditForm] | None = None,
    year: int | None = None,
) -> HttpResponse:
    """A form about a body: shown, or its deed done."""
    _require(request, one.org_unit)
    if request.method == "POST" and form.is_valid():
        with _shown(form, now):
            deed()
            messages.success(request, done)
            answer = redirect("communities:community", one.pk)
            if year:
                answer["Location"] += f"?year={year}"
            return answer
    return _form_page(request, form, one=one, office=one.org_unit, title=title, button=button)


@post_or_get
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was written down of a body is put right."""
    one = _community(request, pk)
    parents = queries.parents_in(one.org_unit)
    form = ChangeForm.of(one, parents, request.POST or None)
    return _about(
        request,
        one,
        form,
        lambda: actions.change_community(
            community=one,
            body=form.body(),
            based_on=form.cleaned_data["based_on"],
            by=request.user,
            at=timezone.now(),
        ),
        title="Betulkan data lembaga",
        button="Simpan perubahan",
        done="Perubahan tersimpan.",
        now=lambda: ChangeForm.of(afresh(one), parents),
    )


@post_or_get
def status(request: SignedInRequest, pk: int) -> HttpResponse:
    """A body is frozen, dissolved or registered again."""
    one = _community(request, pk)
    form = StatusForm.of(one, request.POST or None)
    return _about(
        request,
        one,
        form,
        lambda: actions.set_status(
            community=one, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
        title="Ubah keadaan",
        button="Simpan keadaan",
        done="Keadaan lembaga tersimpan.",
        now=lambda: StatusForm.of(afresh(one)),
    )


@post_or_get
def new_officer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Someone takes up a post."""
    one = _community(request, pk)
    form = OfficerForm(request.POST or None)
    return _about(
        request,
        one,
        form,
        lambda: actions.appoint_officer(
            community=one, officer=form.officer(), by=request.user, at=timezone.now()
        ),
        title="Pengurus baru",
        button="Simpan pengurus",
        done="Pengurus tercatat.",
    )


@post_or_get
def end_tenure(request: SignedInRequest, pk: int) -> HttpResponse:
    """A term of office ends."""
    tenure = get_object_or_404(Tenure, pk=pk)
    one = _community(request, tenure.community_id)
    form = EndForm.of(tenure, request.POST or None)
    return _about(
        request,
        one,
        form,
        lambda: actions.end_tenure(
            tenure=tenure, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
        title=f"Akhiri masa bakti {tenure.name}",
        button="Akhiri masa bakti",
        done="Masa bakti diakhiri.",
        now=lambda: EndForm.of(afresh(tenure)),
    )


@post_or_get
def plan(request: SignedInRequest, pk: int, year: int) -> HttpResponse:
    """The plan of a year is set, or put right."""
    one = _community(request, pk)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    form = PlanForm.of(queries.plan_of(one, year), request.POST or None, request.FILES or None)
    return _about(
        request,
        one,
        form,
        lambda: actions.set_work_plan(
            community=one,
            planned=form.planned(year),
            based_on=form.cleaned_data["based_on"],
            by=request.user,
            at=timezone.now(),
        ),
        title=f"Program kerja {year}",
        button="Simpan program kerja",
        done=f"Program kerja {year} tersimpan.",
        now=lambda: PlanForm.of(queries.plan_of(one, year)),
        year=year,
    )


@post_or_get
def new_activity(request: SignedInRequest, pk: int, year: int) -> HttpResponse:
    """Something on the agenda of a year."""
    one = _community(request, pk)
    found = queries.plan_of(one, year)
    if found is None:
        raise Http404
    form = ActivityForm(request.POST or None)
    return _about(
        request,
        one,
        form,
        lambda: actions.add_activity(
            plan=found, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
        title=f"Agenda baru {year}",
        button="Simpan agenda",
        done="Agenda tersimpan.",
        year=year,
    )


@post_or_get
def activity(request: SignedInRequest, pk: int) -> HttpResponse:
    """What became of an activity."""
    found = get_object_or_404(Activity.objects.select_related("plan__community__org_unit"), pk=pk)
    one = _community(request, found.plan.community_id)
    form = SettleForm.of(found, request.POST or None, timezone.localdate(), request.FILES or None)
    return _about(
        request,
        one,
        form,
        lambda: actions.settle_activity(
            activity=found, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
        title=found.name,
        button="Simpan hasil",
        done="Hasil agenda tersimpan.",
        now=lambda: SettleForm.of(afresh(found)),
        year=found.plan.year,
    )


@require_GET
def activity_file(request: SignedInRequest, pk: int) -> FileResponse:
    """The evidence of an activity, to those who may see the office's data."""
    found = seen_or_404(
        request,
        queries.activity_file_by_key().ask(pk),
        lambda one: one.activity.plan.community.org_unit,
    )
    return attachment(found.file, found.name, found.content_type)


@require_GET
def plan_file(request: SignedInRequest, pk: int, year: int) -> FileResponse:
    """The document of a plan, to take away."""
    found = queries.plan_of(_community(request, pk), year)
    if found is None or not found.file:
        raise Http404
    return attachment(found.file, found.file_name or "program", found.content_type or "")
