"""Doors to self-help groups: the list, the recap of villages, one group, its loans, and their forms."""

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
from janji.registers.communities.queries import villages_of
from janji.registers.self_help import actions, lists, queries
from janji.registers.self_help.forms import (
    CloseForm,
    CorrectGroupForm,
    CorrectMemberForm,
    CorrectRecordForm,
    EndForm,
    GroupForm,
    GroupSearch,
    LoanForm,
    MemberForm,
    MonthForm,
    OfficerForm,
    PaymentForm,
    ReasonForm,
    RecordForm,
    RequirementForm,
    UnitForm,
)
from janji.registers.self_help.models import (
    Closing,
    Group,
    GroupMember,
    Loan,
    Officer,
    Record,
    RecordKind,
    Requirement,
)

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


def _group(request: SignedInRequest, pk: int) -> Group:
    found = seen_or_404(request, queries.group_by_key().ask(pk), lambda one: one.org_unit)
    stand_at(request, found.org_unit)
    return found


def _loan(request: SignedInRequest, pk: int) -> Loan:
    found = seen_or_404(request, queries.loan_by_key().ask(pk), lambda one: one.org_unit)
    stand_at(request, found.org_unit)
    return found


@require_GET
def groups(request: SignedInRequest, slug: str) -> HttpResponse:
    """The groups of an office and all below it: searched, filtered, sorted, taken away."""
    org_unit, now = office_here(request, slug), timezone.now()
    form = GroupSearch(request.GET, villages=villages_of(org_unit))
    search, today = form.search(), timezone.localdate(now)
    point = queries.shown(org_unit, form.asked("year"), form.asked("quarter"), today)
    rows = queries.groups_of(org_unit, search, point, order=request.GET.get("urut", ""))
    name = f"ksm-{org_unit.slug}-{point.day:%Y-%m-%d}"
    taken = request.GET.get("unduh")
    if taken == "xlsx":
        return xlsx_response(name, [lists.groups_table(rows, org_unit, point, now)])
    if taken == "csv":
        return csv_response(name, lists.groups_table(rows, org_unit, point, now))
    page = Paginator(rows, PAGE).get_page(request.GET.get("halaman"))
    standings = queries.standings(page, point)
    context = {
        "office": org_unit,
        "form": form.showing(year=point.newest[0], quarter=point.newest[1]),
        "asked": bool(search),
        "page": page,
        "rows": [(one, standings[one.pk]) for one in page],
        "point": point,
        "may_keep": _may_keep(request, org_unit),
    }
    return render(request, "self_help/groups.html", context)


@require_GET
def recap(request: SignedInRequest, slug: str) -> HttpResponse:
    """The monthly recap: every village's groups, savings and loans, and all together."""
    org_unit, now = office_here(request, slug), timezone.now()
    usual = queries.shown(org_unit, None, None, timezone.localdate(now)).day
    year, month = MonthForm(request.GET).chosen(usual)
    point = queries.at_month(year, month, timezone.localdate(now))
    rows, total = queries.recap(org_unit, point)
    table = lists.recap_table(rows, total, org_unit, point, now)
    name = f"rekap-upk-{org_unit.slug}-{year}-{month:02}"
    taken = request.GET.get("unduh")
    if taken == "xlsx":
        return xlsx_response(name, [table, lists.monthly_table(org_unit, point)])
    if taken == "csv":
        return csv_response(name, table)
    context = {
        "office": org_unit,
        "form": MonthForm.showing(year, month),
        "rows": rows,
        "total": total,
        "point": point,
        "may_keep": _may_keep(request, org_unit),
    }
    return render(request, "self_help/recap.html", context)


@require_GET
def group(request: SignedInRequest, pk: int) -> HttpResponse:
    """One group: what it lacks, its people, what it did and saved, its loans."""
    found, today = _group(request, pk), timezone.localdate()
    form = GroupSearch(request.GET, villages=OrgUnit.objects.none())
    asked = form.asked("year"), form.asked("quarter")
    point = queries.shown(found.org_unit, *asked, today)
    records = Paginator(found.records.select_related("loan"), PAGE)
    closing = found.closings.first()
    is_closed = closing is not None and closing.reopened_on is None
    may_keep = _may_keep(request, found.org_unit)
    context = {
        "one": found,
        "office": found.org_unit,
        "form": form.showing(year=point.newest[0], quarter=point.newest[1]),
        "point": point,
        "standing": queries.standings([found], point)[found.pk],
        "eligibility": queries.eligibility(found, today),
        "members": queries.members_of(found),
        "officers": queries.officers_of(found),
        "requirements": found.requirements.all(),
        "page": records.get_page(request.GET.get("halaman")),
        "savings": queries.savings(queries.of_group(found), today, "group").get(found.pk, 0),
        "loans": queries.loans_on(queries.of_group(found), today),
        "withdrawn_loans": found.loans.exclude(withdrawn_reason=None),
        "closings": found.closings.select_related("recorded_by"),
        "closing": closing if is_closed else None,
        "history": audit.history(found)[:20],
        "may_keep": may_keep and not is_closed,
        "may_change": may_keep,
        "today": today,
    }
    return render(request, "self_help/group.html", context)


@require_GET
def loan(request: SignedInRequest, pk: int) -> HttpResponse:
    """One loan: its schedule by day, and what was paid."""
    found, today = _loan(request, pk), timezone.localdate()
    standing = next(iter(queries.loans_on(queries.of_loan(found), today)), None)
    is_kept = found.withdrawn_reason is None
    context = {
        "loan": found,
        "one": found.group,
        "office": found.org_unit,
        "standing": standing[1] if standing else None,
        "dues": queries.instalments_on(found, standing[1].paid if standing else 0, today),
        "payments": found.payments.all(),
        "service": queries.service_paid(found),
        "today": today,
        "may_keep": is_kept and _may_keep(request, found.org_unit),
    }
    return render(request, "self_help/loan.html", context)


@post_or_get
def unit(request: SignedInRequest, slug: str) -> HttpResponse:
    """A village's BKM and UPK."""
    village = office_here(request, slug)
    _require(request, village)
    form = UnitForm.of(queries.unit_of(village), request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: UnitForm.of(queries.unit_of(village))):
            actions.set_finance_unit(
                org_unit=village,
                said=form.text(),
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Data BKM dan UPK tersimpan.")
            return redirect("self_help:recap", village.slug)
    return _form_page(
        request, form, office=village, title="BKM dan UPK", button="Simpan BKM dan UPK"
    )


@post_or_get
def new_group(request: SignedInRequest, slug: str) -> HttpResponse:
    """A group enters the register."""
    org_unit = office_here(request, slug)
    _require(request, org_unit)
    form = GroupForm(request.POST or None, villages=villages_of(org_unit))
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            made = actions.add_group(
                org_unit=form.cleaned_data["village"],
                said=form.text(),
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, f"KSM {made.name} tercatat.")
            return redirect("self_help:group", made.pk)
    return _form_page(request, form, office=org_unit, title="KSM baru", button="Simpan KSM")


def _form_page(request: SignedInRequest, form: forms.Form, **words: Any) -> HttpResponse:
    context = {"form": form, **words}
    status = conflicts.status_of(form)
    return render(request, "self_help/form.html", context, status=status)


def _shown(form: forms.Form, now: Callable[[], EditForm] | None) -> AbstractContextManager[None]:
    """A refusal on the form; on one that changes a record, also what stands now."""
    if isinstance(form, EditForm) and now is not None:
        return conflicts.shown_on(form, now=now)
    return refusals.shown_on(form)


def _about(
    request: SignedInRequest,
    one: Group,
    form: forms.Form,
    deed: Callable[..., object],
    *,
    title: str,
    button: str,
    done: str,
    now: Callable[[], EditForm] | None = None,
    to: Loan | None = None,
) -> HttpResponse:
    """A form about a group or one of its loans: shown, or its deed done."""
    _require(request, one.org_unit)
    if request.method == "POST" and form.is_valid():
        with _shown(form, now):
            deed(by=request.user, at=timezone.now())
            messages.success(request, done)
            if to is not None:
                return redirect("self_help:loan", to.pk)
            return redirect("self_help:group", one.pk)
    words = {"one": one, "loan": to, "office": one.org_unit, "title": title, "button": button}
    return _form_page(request, form, **words)


@post_or_get
def correct(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was written down of a group is put right."""
    one = _group(request, pk)
    form = CorrectGroupForm.of(one, request.POST or None)
    return _about(
        request,
        one,
        form,
        lambda **who: actions.correct_group(
            group=one,
            said=form.text(),
            reason=form.cleaned_data["reason"],
            based_on=form.cleaned_data["based_on"],
            **who,
        ),
        title="Betulkan data KSM",
        button="Simpan pembetulan",
        done="Pembetulan tersimpan.",
        now=lambda: CorrectGroupForm.of(afresh(one)),
    )


@post_or_get
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    """A group is closed by minutes of the BKM."""
    one = _group(request, pk)
    form = CloseForm(request.POST or None)
    return _about(
        request,
        one,
        form,
        lambda **who: actions.close_group(
            group=one,
            day=form.cleaned_data["day"],
            minutes=form.minutes(),
            reason=form.cleaned_data["reason"],
            **who,
        ),
        title="Tutup KSM",
        button="Tutup KSM",
        done=f"KSM {one.name} ditutup.",
    )


@post_or_get
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    """A closed group is one again."""
    closing = get_object_or_404(Closing, pk=pk)
    one = _group(request, closing.group_id)
    form = EndForm(request.POST or None)
    return _about(
        request,
        one,
        form,
        lambda **who: actions.reopen_group(closing=closing, **form.cleaned_data, **who),
        title="Buka kembali KSM",
        button="Buka kembali",
        done=f"KSM {one.name} dibuka kembali.",
    )


@post_or_get
def new_member(request: SignedInRequest, pk: int) -> HttpResponse:
    """Someone joins a group."""
    one = _group(request, pk)
    form = MemberForm(request.POST or None)
    return _about(
        request,
        one,
        form,
        lambda **who: actions.add_group_member(group=one, said=form.text(), **who),
        title="Anggota baru",
        button="Simpan anggota",
        done="Anggota tercatat.",
    )


@post_or_get
def correct_member(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was written down of a member is put right."""
    found = get_object_or_404(GroupMember, pk=pk)
    one = _group(request, found.group_id)
    form = CorrectMemberForm.of(found, request.POST or None)
    return _about(
        request,
        one,
        form,
        lambda **who: actions.correct_group_member(
            member=found,
            said=form.text(),
            reason=form.cleaned_data["reason"],
            based_on=form.cleaned_data["based_on"],
            **who,
        ),
        title=f"Betulkan data {found.name}",
        button="Simpan pembetulan",
        done="Pembetulan tersimpan.",
        now=lambda: CorrectMemberForm.of(afresh(found)),
    )


@post_or_get
def end_member(request: SignedInRequest, pk: int) -> HttpResponse:
    """Someone leaves a group."""
    found = get_object_or_404(GroupMember, pk=pk)
    one = _group(request, found.group_id)
    form = EndForm(request.POST or None)
    return _about(
        request,
        one,
        form,
        lambda **who: actions.end_group_member(member=found, **form.cleaned_data, **who),
        title=f"Akhiri keanggotaan {found.name}",
        button="Akhiri keanggotaan",
        done="Keanggotaan diakhiri.",
    )


@post_or_get
def new_officer(request: SignedInRequest, pk: int) -> HttpResponse:
    """A member takes up a post."""
    one = _group(request, pk)
    form = OfficerForm(request.POST or None, members=one.members.filter(left_on=None))
    return _about(
        request,
        one,
        form,
        lambda **who: actions.appoint_group_officer(**form.cleaned_data, **who),
        title="Pengurus baru",
        button="Simpan pengurus",
        done="Pengurus tercatat.",
    )


@post_or_get
def end_officer(request: SignedInRequest, pk: int) -> HttpResponse:
    """A member gives up a post."""
    found = get_object_or_404(Officer.objects.select_related("member"), pk=pk)
    one = _group(request, found.member.group_id)
    form = EndForm(request.POST or None)
    return _about(
        request,
        one,
        form,
        lambda **who: actions.end_group_officer(officer=found, **form.cleaned_data, **who),
        title=f"Akhiri jabatan {found.member.name}",
        button="Akhiri jabatan",
        done="Jabatan diakhiri.",
    )


@post_or_get
def new_requirement(request: SignedInRequest, pk: int) -> HttpResponse:
    """A condition for borrowing is met."""
    one = _group(request, pk)
    form = RequirementForm(request.POST or None)
    return _about(
        request,
        one,
        form,
        lambda **who: actions.state_requirement(group=one, **form.cleaned_data, **who),
        title="Syarat pinjaman",
        button="Simpan syarat",
        done="Syarat tercatat.",
    )


@post_or_get
def end_requirement(request: SignedInRequest, pk: int) -> HttpResponse:
    """A condition is met no longer."""
    found = get_object_or_404(Requirement, pk=pk)
    one = _group(request, found.group_id)
    form = EndForm(request.POST or None)
    return _about(
        request,
        one,
        form,
        lambda **who: actions.end_requirement(requirement=found, **form.cleaned_data, **who),
        title=f"Akhiri: {found.get_kind_display()}",
        button="Akhiri syarat",
        done="Syarat diakhiri.",
    )


@post_or_get
def new_record(request: SignedInRequest, pk: int) -> HttpResponse:
    """A group met, saved, took savings out, or worked."""
    one = _group(request, pk)
    form = RecordForm(request.POST or None, request.FILES or None)
    return _about(
        request,
        one,
        form,
        lambda **who: actions.add_record(
            group=one, said=form.text(form.cleaned_data["kind"]), **who
        ),
        title="Kegiatan baru",
        button="Simpan kegiatan",
        done="Kegiatan tercatat.",
    )


@post_or_get
def correct_record(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was written down of a record is put right."""
    found = get_object_or_404(Record, pk=pk)
    one = _group(request, found.group_id)
    form = CorrectRecordForm.of(found, request.POST or None, request.FILES or None)
    return _about(
        request,
        one,
        form,
        lambda **who: actions.correct_record(
            record=found,
            said=form.text(found.kind),
            reason=form.cleaned_data["reason"],
            based_on=form.cleaned_data["based_on"],
            **who,
        ),
        title=f"Betulkan {found.get_kind_display().lower()}",
        button="Simpan pembetulan",
        done="Pembetulan tersimpan.",
        now=lambda: CorrectRecordForm.of(afresh(found)),
    )


@post_or_get
def withdraw_record(request: SignedInRequest, pk: int) -> HttpResponse:
    """A record that was written down wrongly counts no longer."""
    found = get_object_or_404(Record, pk=pk)
    one = _group(request, found.group_id)
    form = ReasonForm(request.POST or None)
    return _about(
        request,
        one,
        form,
        lambda **who: actions.withdraw_record(record=found, **form.cleaned_data, **who),
        title=f"Batalkan {found}",
        button="Batalkan catatan",
        done="Catatan dibatalkan.",
    )


@require_GET
def record_file(request: SignedInRequest, pk: int) -> FileResponse:
    """The evidence of a record, to take away."""
    found = get_object_or_404(Record, pk=pk)
    _group(request, found.group_id)
    if not found.file:
        raise Http404
    return attachment(found.file, found.file_name or "bukti", found.content_type or "")


@post_or_get
def new_loan(request: SignedInRequest, pk: int) -> HttpResponse:
    """A group borrows."""
    one = _group(request, pk)
    form = LoanForm(request.POST or None)
    return _about(
        request,
        one,
        form,
        lambda **who: actions.lend(group=one, said=form.text(), **who),
        title="Pinjaman baru",
        button="Simpan pinjaman",
        done="Pinjaman tercatat dengan jadwal angsurannya.",
    )


@post_or_get
def pay(request: SignedInRequest, pk: int) -> HttpResponse:
    """An instalment is paid."""
    found = _loan(request, pk)
    form = PaymentForm(request.POST or None, request.FILES or None)
    return _about(
        request,
        found.group,
        form,
        lambda **who: actions.add_record(
            group=found.group, said=form.text(RecordKind.INSTALMENT.value), loan=found, **who
        ),
        title=f"Angsuran pinjaman {found.number}",
        button="Simpan angsuran",
        done="Angsuran tercatat.",
        to=found,
    )


@post_or_get
def withdraw_loan(request: SignedInRequest, pk: int) -> HttpResponse:
    """A loan that was written down wrongly counts no longer."""
    found = _loan(request, pk)
    form = ReasonForm(request.POST or None)
    return _about(
        request,
        found.group,
        form,
        lambda **who: actions.withdraw_loan(loan=found, **form.cleaned_data, **who),
        title=f"Batalkan pinjaman {found.number}",
        button="Batalkan pinjaman",
        done="Pinjaman dibatalkan.",
    )
