"""Doors to signing in, one's own password, and the settings of offices and accounts."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from janji.kit import audit, audit_export, conflicts, refusals, telling
from janji.kit.editions import edition_of
from janji.kit.models import Anchor, AuditEntry
from janji.kit.tables import xlsx_response
from janji.orgs import access, actions, queries
from janji.orgs.forms import (
    AccountForm,
    AppointmentForm,
    HistoryForm,
    OfficeEditForm,
    OfficeForm,
    PasswordForm,
    PositionForm,
    RoleForm,
    SearchForm,
    SignInForm,
)
from janji.orgs.http import SignedInRequest
from janji.orgs.models import OrgUnit, OrgUnitKind, Position, RoleAssignment, User
from janji.orgs.place import office_here, stand_at
from janji.orgs.roles import Permission
from janji.orgs.sheets import history_table

PAGE = 50
SHOWN = 20
"""Entries of the audit chain beside the record they tell of; all of them are on the history page."""
post_or_get = require_http_methods(["GET", "POST"])


def _today() -> date:
    return timezone.localdate()


def _page(request: SignedInRequest, found: Any) -> Any:
    return Paginator(found, PAGE).get_page(request.GET.get("halaman"))


def _searched(request: SignedInRequest) -> tuple[SearchForm, str]:
    form = SearchForm(request.GET)
    return form, form.cleaned_data["q"] if form.is_valid() else ""


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@post_or_get
def sign_in(request: HttpRequest) -> HttpResponse:
    """The way in. The same sentence for a wrong name and a wrong password."""
    if request.user.is_authenticated:
        return redirect(_next_page(request))
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = authenticate(request, **form.cleaned_data)
        if user is not None:
            login(request, user)
            return redirect(_next_page(request))
        form.add_error(None, "Nama akun atau kata sandi salah. Periksa keduanya, lalu coba lagi.")
    context = {"form": form, "next": request.GET.get("next", request.POST.get("next", ""))}
    return render(request, "orgs/sign_in.html", context, status=422 if form.errors else 200)


def _next_page(request: HttpRequest) -> str:
    """Where the person was going, as long as it is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else "/"


@require_POST
def sign_out(request: SignedInRequest) -> HttpResponse:
    """The way out."""
    logout(request)
    return redirect("orgs:sign-in")


@never_cache
@sensitive_post_parameters()
@post_or_get
def change_password(request: SignedInRequest) -> HttpResponse:
    """One's own password; other sessions end, this one stays."""
    user = request.user
    form = PasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            changed = actions.change_own_password(
                password=form.cleaned_data["new"], by=user, at=timezone.now()
            )
            update_session_auth_hash(request, changed)
            messages.success(request, "Kata sandi Anda sudah diganti.")
            return redirect("/")
    context = {"form": form, "must": user.must_change_password}
    return render(request, "orgs/password.html", context, status=422 if form.errors else 200)


@require_GET
def settings_home(request: SignedInRequest) -> HttpResponse:
    """What can be set here, as far as one's roles reach."""
    permitted = {
        permission: access.org_units_permitting(request.user, permission, on=_today()).exists()
        for permission in (
            Permission.MANAGE_ORGS,
            Permission.MANAGE_ACCOUNTS,
        )
    }
    sees = access.org_units_permitting(request.user, Permission.SEE_HISTORY, on=_today())
    context = {
        "accounts": permitted[Permission.MANAGE_ACCOUNTS],
        "manages": permitted[Permission.MANAGE_ORGS],
        "history": sees.exists(),
    }
    return render(request, "orgs/settings.html", context)


@require_GET
def offices(request: SignedInRequest) -> HttpResponse:
    """The tree of offices one sees."""
    form, text = _searched(request)
    managed = access.org_units_permitting(request.user, Permission.MANAGE_ORGS, on=_today())
    context = {
        "form": form,
        "text": text,
        "page": _page(request, queries.office_rows(request.user, text=text, on=_today())),
        "manages": managed.exists(),
    }
    return render(request, "orgs/offices.html", context)


@post_or_get
def new_office(request: SignedInRequest) -> HttpResponse:
    """A new office below one that the person manages."""
    managed = access.org_units_permitting(request.user, Permission.MANAGE_ORGS, on=_today())
    if not managed.exists():
        raise Http404
    initial = {"parent": managed.filter(slug=request.GET.get("induk", "")).first()}
    form = OfficeForm(request.POST or None, initial=initial, offices=managed.order_by("path"))
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            fields = form.cleaned_data
            made = actions.create_org_unit(
                name=fields["name"],
                kind=OrgUnitKind(fields["kind"]),
                parent=fields["parent"],
                region=fields["region"],
                address=fields["address"] or None,
                contact=fields["contact"] or None,
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, f"{made.name} ditambahkan.")
            return redirect("orgs:office", made.slug)
    return render(
        request, "orgs/new_office.html", {"form": form}, status=422 if form.errors else 200
    )


@require_GET
def office(request: SignedInRequest, slug: str) -> HttpResponse:
    """One office: its place in the tree, its posts and who holds them."""
    org_unit = office_here(request, slug)
    may = access.permissions_in(request.user, org_unit, on=_today())
    positions = queries.positions_of(org_unit)
    context = {
        "office": org_unit,
        "above": OrgUnit.objects.get_ancestors(org_unit),
        "below": OrgUnit.objects.get_children(org_unit),
        "positions": positions,
        "manages": Permission.MANAGE_ORGS in may,
        "history": audit.history_of([org_unit, *positions])[:SHOWN]
        if Permission.SEE_HISTORY in may
        else (),
    }
    return render(request, "orgs/office.html", context)


@post_or_get
def edit_office(request: SignedInRequest, slug: str) -> HttpResponse:
    """Name and letterhead."""
    org_unit = office_here(request, slug)
    form = OfficeEditForm.of(org_unit, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: OfficeEditForm.of(office_here(request, slug))):
            fields = form.cleaned_data
            actions.edit_org_unit(
                org_unit=org_unit,
                name=fields["name"],
                address=fields["address"] or None,
                contact=fields["contact"] or None,
                based_on=fields["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Perubahan tersimpan.")
            return redirect("orgs:office", org_unit.slug)
    return _office_form(request, org_unit, form, "Ubah kantor", "Simpan")


@post_or_get
def new_position(request: SignedInRequest, slug: str) -> HttpResponse:
    """A new post in an office."""
    org_unit = office_here(request, slug)
    form = PositionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            actions.create_position(
                org_unit=org_unit, by=request.user, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, "Jabatan ditambahkan.")
            return redirect("orgs:office", org_unit.slug)
    return _office_form(request, org_unit, form, "Tambah jabatan", "Tambah jabatan")


@post_or_get
def appoint(request: SignedInRequest, pk: int) -> HttpResponse:
    """Someone takes up a post."""
    seen = access.org_units_seen_by(request.user, on=_today())
    position = get_object_or_404(
        Position.objects.filter(org_unit__in=seen).select_related("org_unit"), pk=pk
    )
    stand_at(request, position.org_unit)
    initial = {"starts_on": _today(), "based_on": edition_of(queries.holding(position))}
    form = AppointmentForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: AppointmentForm.of(queries.holding(position))):
            actions.appoint_official(
                position=position, by=request.user, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, "Pejabat ditetapkan.")
            return redirect("orgs:office", position.org_unit.slug)
    return _office_form(
        request, position.org_unit, form, f"Tetapkan pejabat: {position.title}", "Tetapkan"
    )


def _office_form(
    request: SignedInRequest, org_unit: OrgUnit, form: Any, title: str, button: str
) -> HttpResponse:
    context = {"office": org_unit, "form": form, "title": title, "button": button}
    return render(request, "orgs/office_form.html", context, status=conflicts.status_of(form))


@require_GET
def accounts(request: SignedInRequest) -> HttpResponse:
    """Accounts of the offices one manages."""
    _require_some(request, Permission.MANAGE_ACCOUNTS)
    form, text = _searched(request)
    found = queries.account_rows(
        request.user, text=text, order=request.GET.get("urut", ""), on=_today()
    )
    context = {"form": form, "text": text, "page": _page(request, found)}
    return render(request, "orgs/accounts.html", context)


def _require_some(request: SignedInRequest, permission: Permission) -> Any:
    """Offices where the person may; elsewhere the page does not exist."""
    permitted = access.org_units_permitting(request.user, permission, on=_today())
    if not permitted.exists():
        raise Http404
    return permitted.order_by("path")


@never_cache
@post_or_get
def new_account(request: SignedInRequest) -> HttpResponse:
    """A new account with its first role; the one-time password is shown once."""
    managed = _require_some(request, Permission.MANAGE_ACCOUNTS)
    form = AccountForm(request.POST or None, offices=managed, today=_today())
    if request.method == "POST" and form.is_valid():
        fields, by, at = form.cleaned_data, request.user, timezone.now()
        with refusals.shown_on(form):
            made = actions.create_account(
                username=fields["username"],
                full_name=fields["full_name"],
                official=None,
                password=None,
                by=by,
                at=at,
            )
            actions.assign_role(
                user=made.user,
                role=fields["role"],
                org_unit=fields["org_unit"],
                starts_on=fields["starts_on"],
                by=by,
                at=at,
            )
            return _password_once(request, made.user, made.password)
    return render(
        request, "orgs/new_account.html", {"form": form}, status=422 if form.errors else 200
    )


def _password_once(request: SignedInRequest, user: User, password: str) -> HttpResponse:
    """Shown in the answer itself, kept nowhere."""
    return render(request, "orgs/password_once.html", {"account": user, "password": password})


def _account(request: SignedInRequest, pk: int) -> User:
    _require_some(request, Permission.MANAGE_ACCOUNTS)
    found = queries.account_rows(request.user, text="", order="", on=_today())
    return get_object_or_404(found, pk=pk)


@post_or_get
def account(request: SignedInRequest, pk: int) -> HttpResponse:
    """One account: its roles, and a form for one more."""
    user = _account(request, pk)
    managed = _require_some(request, Permission.MANAGE_ACCOUNTS)
    form = RoleForm(request.POST or None, offices=managed, today=_today())
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            actions.assign_role(user=user, by=request.user, at=timezone.now(), **form.cleaned_data)
            messages.success(request, "Peran diberikan.")
            return redirect("orgs:account", user.pk)
    context = {"account": user, "form": form, "history": audit.history(user)[:SHOWN]}
    return render(request, "orgs/account.html", context, status=422 if form.errors else 200)


@require_POST
def end_role(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ends a role."""
    managed = _require_some(request, Permission.MANAGE_ACCOUNTS)
    roles = RoleAssignment.objects.filter(org_unit__in=managed).select_related("user", "org_unit")
    assignment = get_object_or_404(roles, pk=pk)
    user = assignment.user
    actions.end_role(assignment=assignment, by=request.user, at=timezone.now())
    messages.success(request, "Peran diakhiri.")
    return redirect("orgs:account", user.pk)


@never_cache
@require_POST
def reset_password(request: SignedInRequest, pk: int) -> HttpResponse:
    """A one-time password for someone who forgot theirs."""
    user = _account(request, pk)
    password = actions.reset_password(
        user=user, based_on=conflicts.based_on(request.POST), by=request.user, at=timezone.now()
    )
    return _password_once(request, user, password)


@require_POST
def switch_account(request: SignedInRequest, pk: int) -> HttpResponse:
    """Deactivates an active account and the other way round."""
    user = _account(request, pk)
    switch = actions.deactivate_account if user.is_active else actions.reactivate_account
    switched = switch(
        user=user, based_on=conflicts.based_on(request.POST), by=request.user, at=timezone.now()
    )
    said = "diaktifkan" if switched.is_active else "dinonaktifkan"
    messages.success(request, f"Akun {switched.username} {said}.")
    return redirect("orgs:account", user.pk)


@require_GET
def regions(request: SignedInRequest) -> HttpResponse:
    """The regions in this installation."""
    form, text = _searched(request)
    context = {"form": form, "text": text, "page": _page(request, queries.region_rows(text))}
    return render(request, "orgs/regions.html", context)


@require_GET
def history(request: SignedInRequest) -> HttpResponseBase:
    """The audit chain as far as one may see it: of one's offices, or all of it at the top of every tree."""
    permitted = _require_some(request, Permission.SEE_HISTORY)
    form = HistoryForm(request.GET, offices=permitted)
    asked = form.cleaned_data if form.is_valid() else {}
    whole = access.may_everywhere(request.user, {Permission.SEE_HISTORY}, on=_today())
    found = queries.history_rows(permitted, queries.HistoryAsked.of(asked), whole=whole)
    match request.GET.get("unduh"):
        case "xlsx":
            return xlsx_response("riwayat", [history_table(found)])
        case "jsonl":
            return _as_lines(found)
    page = _page(request, found)
    offices = queries.names_of_homes(page)
    context = {
        "form": form,
        "asked": any(asked.values()),
        "page": page,
        "rows": [(telling.told(one), offices.get(one.home or 0, "–")) for one in page],
        "whole": whole,
    }
    return render(request, "orgs/history.html", context)


def _as_lines(found: QuerySet[AuditEntry]) -> StreamingHttpResponse:
    """What is listed as an export that can be checked without Janji, streamed."""
    lines = audit_export.lines(found, made_at=timezone.now(), whole=False)
    response = StreamingHttpResponse(lines, content_type="application/x-ndjson; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="riwayat.jsonl"'
    return response


@require_GET
def chain_end(request: SignedInRequest) -> HttpResponse:
    """Where the chain ends now and ended on each day: a page to print and to keep elsewhere."""
    if not access.may_everywhere(request.user, {Permission.SEE_HISTORY}, on=_today()):
        raise Http404
    context = {
        "end": audit.head_end(),
        "now": timezone.now(),
        "page": _page(request, Anchor.objects.order_by("-day")),
    }
    return render(request, "orgs/chain_end.html", context)
