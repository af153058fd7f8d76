"""Doors to the working calendar."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from janji.calendars import actions, queries
from janji.calendars.forms import DayForm, VerifyForm, WeekForm
from janji.kit import conflicts
from janji.orgs import access
from janji.orgs.http import SignedInRequest
from janji.orgs.models import OrgUnit
from janji.orgs.place import office_here
from janji.orgs.roles import Permission

post_or_get = require_http_methods(["GET", "POST"])


def _may_manage(request: SignedInRequest, org_unit: OrgUnit) -> bool:
    today = timezone.localdate()
    return access.may(request.user, Permission.MANAGE_CALENDAR, org_unit=org_unit, on=today)


@require_GET
def here(request: SignedInRequest, slug: str) -> HttpResponse:
    """The calendar of the running year."""
    return redirect("calendars:year", office_here(request, slug).slug, timezone.localdate().year)


@post_or_get
def year(request: SignedInRequest, slug: str, year: int) -> HttpResponse:
    """The days of a year, and a form to add or change one."""
    org_unit = office_here(request, slug)
    day = _day(request.GET.get("tanggal", ""))
    form = DayForm.of(queries.own_day(org_unit, day), day, request.POST or None)
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["day"]
        with conflicts.shown_on(form, now=lambda: DayForm.of(queries.own_day(org_unit, day), day)):
            made = actions.set_day(
                org_unit=org_unit, by=request.user, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, f"{made.name} tersimpan.")
            return redirect("calendars:year", org_unit.slug, made.day.year)
    week, set_by = queries.week_of(org_unit)
    shown = queries.calendar_year(org_unit, year)
    context = {
        "office": org_unit,
        "shown": shown,
        "waits_here": any(
            one.verified_at is None and one.org_unit_id == org_unit.pk for one in shown.days
        ),
        "years": range(year - 1, year + 2),
        "week": week,
        "week_set_by": set_by,
        "form": form,
        "verify_form": VerifyForm(),
        "may_manage": _may_manage(request, org_unit),
    }
    return render(request, "calendars/year.html", context, status=conflicts.status_of(form))


def _day(said: str) -> date | None:
    try:
        return parse_date(said)
    except ValueError:
        return None


@require_POST
def seed(request: SignedInRequest, slug: str, year: int) -> HttpResponse:
    """The list that comes with Janji, for one year."""
    org_unit = office_here(request, slug)
    added = actions.seed_calendar(
        org_unit=org_unit, first_year=year, last_year=year, by=request.user, at=timezone.now()
    )
    said = f"{added} hari ditambahkan." if added else "Semua hari pada daftar bawaan sudah ada."
    messages.success(request, said)
    return redirect("calendars:year", slug, year)


@require_POST
def verify(request: SignedInRequest, slug: str, year: int) -> HttpResponse:
    """A year has been compared with its decree."""
    org_unit = office_here(request, slug)
    form = VerifyForm(request.POST)
    if form.is_valid():
        count = actions.verify_year(
            org_unit=org_unit,
            year=year,
            basis=form.cleaned_data["basis"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, f"{count} hari tahun {year} ditandai sudah diperiksa.")
    else:
        messages.error(request, "Tulis dasar pemeriksaannya, misalnya nomor SKB.")
    return redirect("calendars:year", slug, year)


@require_POST
def remove(request: SignedInRequest, slug: str) -> HttpResponse:
    """The day is like its weekday again."""
    org_unit, day = office_here(request, slug), _day(request.POST.get("day", ""))
    if day is None:
        raise Http404
    actions.remove_day(
        org_unit=org_unit,
        day=day,
        based_on=conflicts.based_on(request.POST),
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, f"{day:%d-%m-%Y} dihapus dari kalender.")
    return redirect("calendars:year", slug, day.year)


@post_or_get
def hours(request: SignedInRequest, slug: str) -> HttpResponse:
    """When the counter is open."""
    org_unit = office_here(request, slug)
    form = _week(org_unit, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: _week(org_unit)):
            actions.set_hours(
                org_unit=org_unit,
                week=form.week(),
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Jam loket tersimpan.")
            return redirect("calendars:year", org_unit.slug, timezone.localdate().year)
    context = {"office": org_unit, "form": form, "may_manage": _may_manage(request, org_unit)}
    return render(request, "calendars/hours.html", context, status=conflicts.status_of(form))


def _week(org_unit: OrgUnit, data: QueryDict | None = None) -> WeekForm:
    return WeekForm.of(queries.week_of(org_unit)[0], queries.newest_hours(org_unit), data)
