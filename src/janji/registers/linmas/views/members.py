"""The list of members, and one of them: decrees, corrections, the end."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from janji.core.linmas import AgeState, Education, Entrant, Issuer, age_on, age_state, look_at
from janji.core.refusals import Problem
from janji.kit import conflicts, refusals
from janji.kit.editions import afresh
from janji.kit.tables import csv_response, xlsx_response
from janji.orgs.http import SignedInRequest
from janji.orgs.models import OrgUnitKind
from janji.orgs.place import office_here
from janji.registers.linmas import actions, lists, queries
from janji.registers.linmas.forms import (
    CorrectionForm,
    DecreeForm,
    EndForm,
    MemberForm,
    MemberSearch,
    TaskForceForm,
    WithdrawalForm,
)
from janji.registers.linmas.models import Decree, Member, Post
from janji.registers.linmas.views.place import (
    PAGE,
    decree_here,
    may_keep,
    member_here,
    post_or_get,
    require_keeping,
)
from janji.registers.linmas.wording import AGE_ADVICE, ISSUERS, SCHOOLS


@require_GET
def members(request: SignedInRequest, slug: str) -> HttpResponse:
    """Members of an office and all below it: searched, filtered, sorted, taken away."""
    org_unit = office_here(request, slug)
    form = MemberSearch(request.GET, villages=queries.villages_below(org_unit))
    search = form.search()
    day = search.day or timezone.localdate()
    rows = queries.member_rows(org_unit, search, order=request.GET.get("urut", ""), day=day)
    name = f"anggota-linmas-{org_unit.slug}"
    if request.GET.get("unduh") == "xlsx":
        return xlsx_response(name, [lists.members_table(rows, org_unit, day)])
    if request.GET.get("unduh") == "csv":
        return csv_response(name, lists.members_table(rows, org_unit, day))
    page = Paginator(rows, PAGE).get_page(request.GET.get("halaman"))
    context = {
        "office": org_unit,
        "form": form,
        "asked": bool(search),
        "page": page,
        "rows": [lists.shown(one, day) for one in page],
        "year": day.year,
        "may_keep": may_keep(request, org_unit),
    }
    return render(request, "linmas/members.html", context)


@post_or_get
def new_member(request: SignedInRequest, slug: str) -> HttpResponse:
    """Someone enters the list of a village."""
    org_unit = office_here(request, slug)
    require_keeping(request, org_unit)
    villages = queries.villages_below(org_unit)
    initial = {"village": org_unit.pk if org_unit.kind in queries.VILLAGES else None}
    form = MemberForm(request.POST or None, villages=villages, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            made = actions.add_member(
                org_unit=form.cleaned_data["village"],
                person=form.person(),
                decree=form.decree(),
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, f"{made.name} tercatat sebagai anggota.")
            return redirect("linmas:member", made.pk)
    context = {
        "office": org_unit,
        "form": form,
        "title": "Anggota baru",
        "intro": "Anggota dihitung selama SK-nya berlaku. Banyak anggota sekaligus: pakai impor.",
        "button": "Simpan anggota",
        "back": "linmas:members",
    }
    status = 422 if form.errors else 200
    return render(request, "linmas/entry.html", context, status=status)


@post_or_get
def new_in_task_force(request: SignedInRequest, slug: str) -> HttpResponse:
    """Someone enters the task force of a district."""
    org_unit = office_here(request, slug)
    require_keeping(request, org_unit)
    if org_unit.kind != OrgUnitKind.DISTRICT:
        raise Http404
    initial = {"issuer": Issuer.REGENT.value, "post": Post.MEMBER.value}
    form = TaskForceForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            made = actions.add_member(
                org_unit=org_unit,
                person=form.person(),
                decree=form.decree(),
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, f"{made.name} tercatat dalam Satgas kecamatan.")
            return redirect("linmas:member", made.pk)
    context = {
        "office": org_unit,
        "form": form,
        "title": "Anggota Satgas kecamatan",
        "intro": "Satgas kecamatan dibentuk bupati (Permendagri 26/2020 Pasal 9 dan 10). Anggotanya tidak dihitung sebagai anggota Satlinmas desa.",
        "button": "Simpan anggota Satgas",
        "back": "linmas:composition",
    }
    return render(request, "linmas/entry.html", context, status=422 if form.errors else 200)


@require_GET
def member(request: SignedInRequest, pk: int) -> HttpResponse:
    """One member: decrees, what they attended, what a person should look at."""
    found, today = member_here(request, pk), timezone.localdate()
    decrees = list(found.decrees.select_related("recorded_by", "withdrawn_by"))
    state = age_state(found.born_on, queries.extended_until(decrees), today)
    came = list(queries.attended_by(found))
    context = {
        "one": found,
        "office": found.org_unit,
        "age": age_on(found.born_on, today) if found.born_on else None,
        "state": state,
        "advice": None if found.ends_on else AGE_ADVICE.get(AgeState(state)),
        "decrees": decrees,
        "holds": any(lists.holds(one, today) for one in decrees),
        "today": today,
        "remarks": [refusals.problem_sentence(one) for one in _remarks(found, decrees)],
        "came": [
            (one, queries.may_see(request.user, one.event.org_unit, on=today)) for one in came
        ],
        "results": queries.results_for(found),
        "corrections": found.corrections.select_related("recorded_by"),
        "may_keep": may_keep(request, found.org_unit),
    }
    return render(request, "linmas/member.html", context)


def _remarks(member: Member, decrees: list[Decree]) -> list[Problem]:
    """What to look at, by the rule of the day of the first decree that stands."""
    first = next((one for one in decrees if one.withdrawn_at is None), None)
    if first is None:
        return []
    entrant = Entrant(
        born=member.born_on,
        education=Education(member.education) if member.education else None,
        issuer=Issuer(first.issuer),
        is_ward=member.org_unit.kind == OrgUnitKind.WARD,
        is_in_task_force=member.org_unit.kind == OrgUnitKind.DISTRICT,
    )
    return [_in_words(one) for one in look_at(entrant, first.holds_from)]


def _in_words(problem: Problem) -> Problem:
    """The same, with words for what the rule keeps as codes."""
    said: dict[str, Any] = dict(problem.facts)
    said |= {"least": SCHOOLS.get(str(said.get("least")), "")} if "least" in said else {}
    said |= {"usual": ISSUERS.get(str(said.get("usual")), "")} if "usual" in said else {}
    return Problem(problem.code, problem.where, said)


def _form_page(
    request: SignedInRequest, found: Member, form: conflicts.EditForm, **words: str
) -> HttpResponse:
    context = {"one": found, "office": found.org_unit, "form": form, **words}
    return render(request, "linmas/member_form.html", context, status=conflicts.status_of(form))


@post_or_get
def correct(request: SignedInRequest, pk: int) -> HttpResponse:
    """A wrong detail is put right; what stood there stays readable."""
    found = member_here(request, pk)
    require_keeping(request, found.org_unit)
    form = CorrectionForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: CorrectionForm.of(afresh(found))):
            actions.correct_member(
                member=found,
                details=form.details(),
                number=form.cleaned_data["nik"],
                reason=form.cleaned_data["reason"],
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Catatan dibetulkan; yang lama tetap terbaca.")
            return redirect("linmas:member", found.pk)
    intro = (
        "Ubah hanya yang salah. Berhentinya anggota dan SK baru dicatat pada halamannya sendiri."
    )
    return _form_page(
        request, found, form, title="Betulkan catatan", intro=intro, button="Simpan pembetulan"
    )


@post_or_get
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """From a day on someone is no member any more."""
    found = member_here(request, pk)
    require_keeping(request, found.org_unit)
    form = EndForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: EndForm.of(afresh(found))):
            actions.end_member(
                member=found,
                ends_on=form.cleaned_data["ends_on"],
                reason=form.cleaned_data["reason"],
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Berhentinya anggota tercatat.")
            return redirect("linmas:member", found.pk)
    intro = (
        "Anggota tetap tercatat untuk tahun-tahun sebelumnya. Pemberhentian ditetapkan kepala desa"
        " dan disampaikan kepada bupati melalui camat (Permendagri 26/2020 Pasal 25)."
    )
    return _form_page(
        request, found, form, title="Catat berhenti", intro=intro, button="Simpan berhenti"
    )


@post_or_get
def new_decree(request: SignedInRequest, pk: int) -> HttpResponse:
    """A further decree about a member."""
    found = member_here(request, pk)
    require_keeping(request, found.org_unit)
    form = DecreeForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: DecreeForm.of(afresh(found))):
            actions.add_decree(
                member=found,
                decree=form.decree(form.cleaned_data["kind"]),
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "SK tercatat.")
            return redirect("linmas:member", found.pk)
    intro = (
        "SK lama tetap terbaca. Perpanjangan sesudah usia 60 berlaku paling lama sampai usia 65."
    )
    return _form_page(request, found, form, title="SK baru", intro=intro, button="Simpan SK")


@post_or_get
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """A decree that was written down wrongly."""
    decree = decree_here(request, pk)
    found = decree.member
    require_keeping(request, found.org_unit)
    form = WithdrawalForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: WithdrawalForm.of(afresh(found))):
            actions.withdraw_decree(
                decree=decree,
                reason=form.cleaned_data["reason"],
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, f"SK {decree.number} ditarik; tetap terbaca, tidak dihitung.")
            return redirect("linmas:member", found.pk)
    intro = (
        f"SK {decree.number} salah catat dan tidak dihitung lagi. Catat yang benar sesudahnya:"
        " anggota tanpa SK yang berlaku tidak dihitung."
    )
    return _form_page(request, found, form, title="Tarik SK", intro=intro, button="Tarik SK")
