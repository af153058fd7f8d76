"""What to look at among the rows of this register: answers, never a person."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from janji.core.periods import quarter_of
from janji.registers.checks import Check, FlawKind, Look
from janji.registers.survey.models import FollowUpPlan, FollowUpState, Period, Response, Review
from janji.registers.survey.rows import RESPONSE_ROWS
from janji.registers.variables import RowView

PERIOD_ROWS = RowView(
    headings=("Survei", "Kantor", "Mulai", "Berakhir"),
    cells=lambda one: (one.name, one.org_unit.name, one.starts_on, one.ends_on),
    address=lambda one: reverse("survey:period", args=[one.pk]),
    related=("org_unit",),
    order=("starts_on", "pk"),
)
PLAN_ROWS = RowView(
    headings=("Kegiatan", "Survei", "Penanggung jawab", "Tahun", "Triwulan"),
    cells=lambda one: (
        one.activity,
        one.period.name,
        one.responsible,
        one.due_year,
        one.due_quarter,
    ),
    address=lambda one: reverse("survey:period", args=[one.period_id]),
    related=("period",),
    order=("due_year", "due_quarter", "pk"),
)


def _waiting(look: Look) -> QuerySet[Response]:
    return Response.objects.filter(
        look.offices, review=Review.WAITING.value, is_valid=True, filled_on__range=look.days
    )


def _unanswered(look: Look) -> QuerySet[Period]:
    counted = Response.objects.filter(period=OuterRef("pk"), is_valid=True)
    ended = Q(ends_on__year=look.year, ends_on__lt=look.on)
    return Period.objects.filter(look.offices, ended, ~Exists(counted))


def _afterwards(look: Look) -> QuerySet[Response]:
    return Response.objects.filter(
        look.offices, look.afterwards("filled_on", "recorded_at"), is_valid=True
    )


def _overdue(look: Look) -> QuerySet[FollowUpPlan]:
    open_states = [FollowUpState.PLANNED.value, FollowUpState.RUNNING.value]
    quarter = quarter_of(look.on)
    past = Q(due_year__lt=look.on.year) | Q(due_year=look.on.year, due_quarter__lt=quarter)
    periods = Period.objects.filter(look.offices, ends_on__year__lte=look.year)
    return FollowUpPlan.objects.filter(past, period__in=periods, state__in=open_states)


CHECKS = (
    Check(
        code="jawaban-menunggu",
        kind=FlawKind.LATE,
        title="Jawaban survei yang meragukan belum diputuskan",
        remedy="Terima atau sisihkan jawabannya; selama menunggu ia tidak dihitung.",
        rows=_waiting,
        row_view=RESPONSE_ROWS,
    ),
    Check(
        code="tindak-lanjut-survei",
        kind=FlawKind.LATE,
        title="Rencana tindak lanjut survei lewat waktunya",
        remedy="Catat keadaannya beserta bukti, atau tulis mengapa tidak dilanjutkan.",
        rows=_overdue,
        row_view=PLAN_ROWS,
    ),
    Check(
        code="survei-kosong",
        kind=FlawKind.MISSING,
        title="Survei berakhir tanpa satu jawaban pun",
        remedy="Masukkan jawaban dari kertas, atau adakan survei susulan.",
        rows=_unanswered,
        row_view=PERIOD_ROWS,
    ),
    Check(
        code="jawaban-susulan",
        kind=FlawKind.CHANGED,
        title="Jawaban dicatat setelah batas penyampaian triwulannya",
        remedy="Indeks triwulan itu berubah karenanya; periksa laporan yang sudah disampaikan.",
        rows=_afterwards,
        row_view=RESPONSE_ROWS,
    ),
)
