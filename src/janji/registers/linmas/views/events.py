"""Events, who came to them, and attendance that waits for a person."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from janji.kit import conflicts, refusals
from janji.kit.editions import afresh
from janji.kit.files import attachment
from janji.kit.tables import csv_response, xlsx_response
from janji.orgs.http import SignedInRequest
from janji.orgs.place import office_here
from janji.registers.linmas import actions, lists, queries
from janji.registers.linmas.forms import (
    CancelForm,
    EventCorrectionForm,
    EventFileForm,
    EventForm,
    EventSearch,
    RestoreForm,
    ResultsForm,
    TickForm,
    WithdrawFileForm,
)
from janji.registers.linmas.models import Event, EventKind, Organiser
from janji.registers.linmas.views.place import (
    PAGE,
    attendance_here,
    event_here,
    file_here,
    may_keep,
    post_or_get,
    require_keeping,
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
        "may_restore": may_keep(request, found.org_unit) and found.cancelled_at is not None,
        "files": queries.files_of(found),
        "file_form": EventFileForm(auto_id="berkas_%s"),
        "is_training": found.kind == EventKind.TRAINING,
    }
    if village is None or not context["may_keep"]:
        if request.method == "POST":
            require_keeping(request, found.org_unit)
        context["names"] = lists.names(came, village)
        context["results"] = {
            one.attendance.pk: one.standing for one in queries.results_of(found, village)
        }
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
        " Pembatalan yang keliru dapat ditarik dengan alasannya."
    )
    return _form_page(
        request, found, form, title="Batalkan kegiatan", intro=intro, button="Batalkan kegiatan"
    )


@post_or_get
def restore_event(request: SignedInRequest, pk: int) -> HttpResponse:
    """An event cancelled by mistake counts again."""
    found = event_here(request, pk)
    require_keeping(request, found.org_unit)
    form = RestoreForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: RestoreForm.of(afresh(found))):
            actions.restore_event(
                event=found,
                reason=form.cleaned_data["reason"],
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Pembatalan ditarik; kehadirannya dihitung lagi.")
            return redirect("linmas:event", found.pk)
    intro = f"Dibatalkan karena: {found.cancelled_because or 'tidak lagi dibatalkan'}. Riwayat menyimpan keduanya."
    return _form_page(
        request, found, form, title="Tarik pembatalan", intro=intro, button="Tarik pembatalan"
    )


@post_or_get
def results(request: SignedInRequest, pk: int, slug: str) -> HttpResponse:
    """Scores and certificates of those of a village who came to a training."""
    found = event_here(request, pk)
    require_keeping(request, found.org_unit)
    village = next(
        (one for one in queries.villages_below(found.org_unit) if one.slug == slug), None
    )
    if village is None or found.kind != EventKind.TRAINING:
        raise Http404
    rows = queries.results_of(found, village)

    def asked(data: object = None) -> ResultsForm:
        return ResultsForm.of(afresh(found), queries.results_of(found, village), data)

    form = ResultsForm.of(found, rows, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=asked):
            count = actions.set_results(
                event=found,
                village=village,
                results=form.results(),
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, f"{village.name}: {count} nilai atau sertifikat tercatat.")
            page = redirect("linmas:event", found.pk)
            page["Location"] += f"?desa={village.slug}#hadir"
            return page
    context = {"one": found, "office": found.org_unit, "village": village, "form": form}
    return render(request, "linmas/results.html", context, status=conflicts.status_of(form))


@require_POST
def add_file(request: SignedInRequest, pk: int) -> HttpResponse:
    """A file that shows that an event was held."""
    found = event_here(request, pk)
    require_keeping(request, found.org_unit)
    form = EventFileForm(request.POST, request.FILES)
    if form.is_valid():
        with refusals.shown_on(form):
            actions.add_event_file(
                event=found, by=request.user, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, "Berkas tersimpan.")
    for said in [one for several in form.errors.values() for one in several]:
        messages.error(request, str(said))
    return redirect("linmas:event", pk)


@require_GET
def file(request: SignedInRequest, pk: int) -> FileResponse:
    """A file of an event, to those who may see its office."""
    found = file_here(request, pk)
    return attachment(found.file, found.name, found.content_type)


@post_or_get
def withdraw_file(request: SignedInRequest, pk: int) -> HttpResponse:
    """A file is not shown any more, with the reason."""
    found = file_here(request, pk)
    event = found.event
    require_keeping(request, event.org_unit)
    form = WithdrawFileForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            actions.withdraw_event_file(
                file=found, by=request.user, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, "Berkas ditarik; alasannya tetap terbaca.")
            return redirect("linmas:event", event.pk)
    context = {
        "one": event,
        "office": event.org_unit,
        "form": form,
        "title": "Tarik berkas",
        "intro": f"{found.name} tidak dapat dilihat siapa pun lagi.",
        "button": "Tarik berkas",
    }
    status = 422 if form.errors else 200
    return render(request, "linmas/event_form.html", context, status=status)


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
