"""Doors to documents that are read: uploading many, the source beside the reading, habits of an office."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from janji.agreements import actions, habits, queries
from janji.agreements.comparing import corrections
from janji.agreements.editor import AgreementEditor
from janji.agreements.forms import OfficeForm, UploadForm
from janji.agreements.models import Reading, ReadingHabit, ReadingState
from janji.agreements.reviewing import Review
from janji.agreements.shown_source import Source
from janji.agreements.views.drafting import (
    answer,
    editor_of,
    offices_for_drafting,
    require_drafting,
    wants_saving,
)
from janji.core.agreement_json import from_json
from janji.core.refusals import Refused
from janji.documents.reading.sources import MOST_BYTES
from janji.kit import refusals
from janji.kit.files import attachment
from janji.orgs.http import SignedInRequest
from janji.orgs.place import office_here, seen_or_404

PAGE = 50
post_or_get = require_http_methods(["GET", "POST"])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one uploaded document: kept, known already, or refused with its sentence."""

    name: str
    reading: Reading | None = None
    is_known: bool = False
    sentence: str = ""


@post_or_get
def read_document(request: SignedInRequest) -> HttpResponse:
    """Upload documents; what could be read waits for review, each document by itself.

    The page's script sends them one by one and asks for a line instead of a page.
    """
    require_drafting(request)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    outcomes: list[Outcome] = []
    if form.is_valid():
        at = timezone.now()
        outcomes = [_outcome(request, one, at) for one in form.cleaned_data["document"]]
    is_wrong = bool(form.errors) or any(one.sentence for one in outcomes)
    status = 422 if is_wrong else 200
    if request.headers.get("HX-Request"):
        context = {"form": form, "outcomes": outcomes}
        return render(request, "agreements/_outcomes.html", context, status=status)
    if [one.reading for one in outcomes if one.reading] and len(outcomes) == 1:
        return _to_review(request, outcomes[0])
    context = {"form": form, "outcomes": outcomes}
    return render(request, "agreements/read.html", context, status=status)


def _outcome(request: SignedInRequest, upload: "UploadedFile[bytes]", at: datetime) -> Outcome:
    name = upload.name or "berkas"
    # One byte too many is enough for the reader to refuse it.
    data = upload.read(MOST_BYTES + 1)
    known = queries.reading_known(request.user, hashlib.sha256(data).hexdigest())
    if known is not None:
        return Outcome(name, known, is_known=True)
    try:
        reading = actions.keep_reading(name=name, data=data, by=request.user, at=at)
    except Refused as refusal:
        return Outcome(name, sentence=refusals.sentence(refusal))
    return Outcome(name, reading)


def _to_review(request: SignedInRequest, outcome: Outcome) -> HttpResponse:
    """A single document is reviewed at once."""
    assert outcome.reading is not None  # noqa: S101 -- tells mypy what the caller knows
    if outcome.is_known:
        messages.info(
            request,
            f"Berkas “{outcome.name}” sudah pernah Anda unggah. Ini hasil bacaannya.",
        )
    return redirect("agreements:review", outcome.reading.pk)


@require_GET
def reading_list(request: SignedInRequest) -> HttpResponse:
    """All documents that wait for one's review, with order and pages."""
    found = queries.waiting_readings(request.user, request.GET.get("urut", ""))
    page = Paginator(found, PAGE).get_page(request.GET.get("halaman"))
    context = {"page": page}
    return render(request, "agreements/readings.html", context)


def _reading(request: SignedInRequest, pk: int) -> Reading:
    return get_object_or_404(queries.readings_of(request.user), pk=pk)


@post_or_get
def review(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was read beside where it was read, with its problems; stored only when a person says so."""
    reading = _reading(request, pk)
    if reading.state != ReadingState.WAITING:
        return _reviewed(request, reading)
    offices = offices_for_drafting(request)
    suggested = habits.suggested(from_json(reading.content), offices)
    read = suggested.text
    office_form = OfficeForm(
        request.POST or None,
        initial={"org_unit": suggested.org_unit, "year": read.year, "revision": read.revision},
        offices=offices,
    )
    editor = editor_of(request, lambda: AgreementEditor.from_text(read))
    if wants_saving(request) and office_form.is_valid() and editor.is_valid():
        with refusals.shown_on(office_form):
            agreement = actions.store_reading(
                reading=reading,
                org_unit=office_form.cleaned_data["org_unit"],
                text=editor.text(**office_form.said()),
                moved=editor.moved(),
                by=request.user,
                at=timezone.now(),
            )
            messages.success(
                request,
                "Draf tersimpan. Lengkapi cara ukur dan target triwulan sebelum ditandatangani.",
            )
            return redirect("agreements:agreement", agreement.pk)
    sheet = Review(editor, office_form, read, _source_of(reading))
    remarks = sheet.remarks(refusals.problem_sentence)
    context = {
        "reading": reading,
        "read": read,
        "office_form": office_form,
        "office": suggested.org_unit,
        "editor": editor,
        "review": sheet,
        "remarks": remarks,
        "done": sum(one.is_done for one in remarks),
    }
    return answer(request, "agreements/review.html", context, office_form, editor)


def _source_of(reading: Reading) -> Source | None:
    return Source(reading.source) if reading.source else None


def _reviewed(request: SignedInRequest, reading: Reading) -> HttpResponse:
    """What became of a reading, and what a person corrected in it."""
    stored = from_json(reading.stored) if reading.stored else None
    context: dict[str, Any] = {
        "reading": reading,
        "corrections": corrections(from_json(reading.content), stored) if stored else [],
        "source": _source_of(reading),
    }
    return render(request, "agreements/reviewed.html", context)


@require_GET
def source(request: SignedInRequest, pk: int) -> FileResponse:
    """The uploaded document itself."""
    reading = _reading(request, pk)
    return attachment(reading.file, reading.name, "application/octet-stream")


@require_POST
def discard_reading(request: SignedInRequest, pk: int) -> HttpResponse:
    """Puts a reading aside; its page offers to take that back."""
    reading = _reading(request, pk)
    actions.discard_reading(reading=reading, by=request.user, at=timezone.now())
    messages.success(request, f"Hasil bacaan “{reading.name}” dibuang.")
    return redirect("agreements:review", reading.pk)


@require_POST
def restore_reading(request: SignedInRequest, pk: int) -> HttpResponse:
    """Takes back that a reading was put aside."""
    reading = _reading(request, pk)
    actions.restore_reading(reading=reading, by=request.user, at=timezone.now())
    messages.success(request, f"Hasil bacaan “{reading.name}” menunggu pemeriksaan lagi.")
    return redirect("agreements:review", reading.pk)


@require_GET
def habit_list(request: SignedInRequest, slug: str) -> HttpResponse:
    """What is remembered of an office's documents, with order and pages."""
    org_unit = office_here(request, slug)
    page = Paginator(habits.of_office(org_unit), PAGE).get_page(request.GET.get("halaman"))
    context = {"org_unit": org_unit, "page": page}
    return render(request, "agreements/habits.html", context)


@require_POST
def forget_habit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Removes a remembered correction."""
    found = list(ReadingHabit.objects.select_related("org_unit").filter(pk=pk))
    habit = seen_or_404(request, found, lambda one: one.org_unit)
    actions.forget_habit(habit=habit, by=request.user, at=timezone.now())
    messages.success(
        request,
        "Koreksi itu dilupakan. Janji mengingatnya lagi bila Anda mengoreksi hal yang sama.",
    )
    return redirect("agreements:habits", habit.org_unit.slug)
