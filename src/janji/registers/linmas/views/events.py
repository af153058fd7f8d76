"""Events, who came to them, and attendance that waits for a person."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from janji.kit import conflicts, refusals
from janji.kit.editions import afresh
from janji.kit.tables import csv_response, xlsx_response
from janji.orgs.http import SignedInRequest
from janji.orgs.place import office_here
from janji.registers.linmas import actions, lists, queries
from janji.registers.linmas.forms import (
    CancelForm,
    EventCorrectionForm,
    EventForm,
    EventSearch,
    TickForm,
)
from janji.registers.linmas.models import Event, Organiser
from janji.registers.linmas.views.place import (
    PAGE,
    attendance_here,
    event_here,
    may_keep,
    post_or_get,
    require_keeping,
    without_page,
)


@require_GET
def events(request: SignedInRequest, slug: str) -> HttpResponse:
    """Events of an office and all below it, the newest first."""
    org_unit = office_here(request, slug)
    form = EventSearch(request.GET)
    asked = form.asked()
    rows = queries.event_rows(org_unit, **asked)
    name = f"kegiatan-linmas-{org_unit.slug}"
    if request.GET.get("unduh") == "xlsx":
        return xlsx_response(name, [lists.events_table(rows)])
    if request.GET.get("unduh") == "csv":
        return csv_response(name, lists.events_table(rows))
    context = {
        "office": org_unit,
        "form": form,
        "asked": any(asked.values()),
        "query": without_page(request),
        "page": Paginator(rows, PAGE).get_page(request.GET.get("halaman")),
        "waits": queries.waiting_below(org_unit).count(),
        "may_keep": may_keep(request, org_unit),
    }
    return render(request, "linmas/events.html", context)


@post_or_get
def new_event(request: SignedInRequest, slug: str) -> HttpResponse:
    """Something was held."""
    org_unit = office_here(request, slug)
    require_keeping(request, org_unit)
    offices = queries.holding_below(org_unit)
    is_village = org_unit.kind in queries.VILLAGES
    organiser = Organiser.VILLAGE if is_village else Organiser.DISTRICT
    initial = {"office": org_unit.pk, "organiser": organiser}
    form = EventForm(request.POST or None, offices=offices, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            made = actions.add_event(
                org_unit=form.cleaned_data["office"],
                text=form.text(),
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Kegiatan tercatat. Centang yang hadir.")
            return redirect("linmas:event", made.pk)
    context = {
        "office": org_unit,
        "form": form,
        "title": "Kegiatan baru",
        "intro": "Catat kegiatan yang sudah berlangsung, lalu centang anggota yang hadir desa demi desa.",
        "button": "Simpan kegiatan",
        "back": "linmas:events",
    }
    status = 422 if form.errors else 200
    return render(request, "linmas/entry.html", context, status=status)


@post_or_get
def event(request: SignedInRequest, pk: int) -> HttpResponse:
    """One event: what it was, who came by village, and the boxes of one village."""
    found = event_here(request, pk)
    came = list(queries.came_to(found))
    lines = lists.came_by_village(queries.villages_below(found.org_unit), came)
    village = lists.village_asked(lines, request.GET.get("desa", ""))
    context = {
        "one": found,
        "office": found.org_unit,
        "lines": lines,
        "village": village,
        "total": sum(line.came for line in lines),
        "waits": sum(line.waits for line in lines),
        "may_keep": may_keep(request, found.org_unit) and found.cancelled_at is None,
    }
    if village is None or not context["may_keep"]:
        if request.method == "POST":
            require_keeping(request, found.org_unit)
        context["names"] = lists.names(came, village)
        return render(request, "linmas/event.html", context)
    members = list(queries.may_attend(found, village))
    names = {one.pk: lists.called(one) for one in members}

    def boxes(event: Event, data: object = None) -> TickForm:
        standing = queries.came_to(event).filter(
            member__org_unit=village, confirmed_at__isnull=False
        )
        is_all = request.method == "GET" and "semua" in request.GET
        ticked = names if is_all else standing.values_list("member", flat=True)
        return TickForm.of(event, names, ticked, data)

    form = boxes(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: boxes(afresh(found))):
            added, withdrawn = actions.set_attendance(
                event=found,
                village=village,
                present=form.keys(),
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            said = f"{village.name}: {added} kehadiran ditambahkan, {withdrawn} ditarik."
            messages.success(request, said)
            following = lists.following(lines, village)
            target = following or village
            page = redirect("linmas:event", found.pk)
            page["Location"] += f"?desa={target.slug}#hadir"
            return page
    context |= {"form": form, "boxes": lists.marked(form, members, came)}
    return render(request, "linmas/event.html", context, status=conflicts.status_of(form))


def _form_page(
    request: SignedInRequest, found: Event, form: conflicts.EditForm, **words: str
) -> HttpResponse:
    context = {"one": found, "office": found.org_unit, "form": form, **words}
    return render(request, "linmas/event_form.html", context, status=conflicts.status_of(form))


@post_or_get
def correct_event(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is said of an event, put right."""
    found = event_here(request, pk)
    require_keeping(request, found.org_unit)
    form = EventCorrectionForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: EventCorrectionForm.of(afresh(found))):
            actions.correct_event(
                event=found,
                text=form.text(),
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Kegiatan dibetulkan; yang lama ada pada riwayat.")
            return redirect("linmas:event", found.pk)
    intro = "Kehadiran yang sudah tercatat ikut pindah bila tanggalnya dibetulkan."
    return _form_page(
        request, found, form, title="Betulkan kegiatan", intro=intro, button="Simpan pembetulan"
    )


@post_or_get
def cancel_event(request: SignedInRequest, pk: int) -> HttpResponse:
    """An event counts for nobody."""
    found = event_here(request, pk)
    require_keeping(request, found.org_unit)
    form = CancelForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: CancelForm.of(afresh(found))):
            actions.cancel_event(
                event=found,
                reason=form.cleaned_data["reason"],
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Kegiatan dibatalkan; tidak dihitung bagi siapa pun.")
            return redirect("linmas:event", found.pk)
    intro = (
        "Kegiatan tetap tercatat dengan sebabnya, tetapi kehadirannya tidak dihitung lagi."
        " Pembatalan tidak dapat ditarik."
    )
    return _form_page(
        request, found, form, title="Batalkan kegiatan", intro=intro, button="Batalkan kegiatan"
    )


@require_GET
def waiting(request: SignedInRequest, slug: str) -> HttpResponse:
    """Attendance that an import knew by name only."""
    org_unit = office_here(request, slug)
    rows = queries.waiting_below(org_unit)
    context = {
        "office": org_unit,
        "page": Paginator(rows, PAGE).get_page(request.GET.get("halaman")),
        "may_keep": may_keep(request, org_unit),
    }
    return render(request, "linmas/waiting.html", context)


@post_or_get
def settle(request: SignedInRequest, pk: int) -> HttpResponse:
    """It was this member, or it was not."""
    found = attendance_here(request, pk)
    if request.method == "POST":
        is_sure = request.POST.get("verdict") == "benar"
        actions.settle_attendance(
            attendance=found, is_sure=is_sure, by=request.user, at=timezone.now()
        )
        said = "dihitung hadir" if is_sure else "tidak dihitung hadir"
        messages.success(request, f"{found.member.name} {said}.")
    return redirect("linmas:waiting", found.event.org_unit.slug)
