"""What to look at among the rows of this register."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from janji.core.service_life import Punctuality
from janji.registers.checks import Check, FlawKind, Look
from janji.registers.services.models import Complaint, RequestCorrection, ServiceRequest
from janji.registers.services.queries import RUNNING
from janji.registers.services.rows import COMPLAINT_ROWS, REQUEST_ROWS

COMPLAINT_DAYS = 14
"""How long a complaint may stay open, as the usual definition of well served says it."""


def _requests(look: Look, where: Q) -> QuerySet[ServiceRequest]:
    return ServiceRequest.objects.filter(look.offices, where)


def _corrected(look: Look) -> QuerySet[ServiceRequest]:
    late = look.afterwards("request__counted_on", "recorded_at")
    corrections = RequestCorrection.objects.filter(late, request=OuterRef("pk"))
    return _requests(look, Q(Exists(corrections), counted_on__year=look.year))


def _open_complaints(look: Look) -> QuerySet[Complaint]:
    long_ago = look.on - timedelta(days=COMPLAINT_DAYS)
    return Complaint.objects.filter(look.offices, resolved_on=None, received_on__lt=long_ago)


CHECKS = (
    Check(
        code="permohonan-lewat",
        kind=FlawKind.LATE,
        title="Permohonan belum selesai padahal tenggatnya lewat",
        remedy="Selesaikan, atau catat jeda dan penyelesaiannya bila sudah terjadi.",
        rows=lambda look: _requests(look, RUNNING & Q(due_at__lt=look.moment)),
        row_view=REQUEST_ROWS,
    ),
    Check(
        code="pengaduan-terbuka",
        kind=FlawKind.LATE,
        title=f"Pengaduan terbuka lebih dari {COMPLAINT_DAYS} hari",
        remedy="Periksa pengaduannya dan catat penyelesaiannya.",
        rows=_open_complaints,
        row_view=COMPLAINT_ROWS,
    ),
    Check(
        code="waktu-selesai-hilang",
        kind=FlawKind.MISSING,
        title="Permohonan selesai tanpa waktu selesai yang diketahui",
        remedy="Cari waktunya pada buku atau produk layanan; tanpa itu permohonan tidak dihitung tepat waktu.",
        rows=lambda look: _requests(
            look,
            Q(punctuality=Punctuality.UNKNOWN.value, received_at__year=look.year),
        ),
        row_view=REQUEST_ROWS,
    ),
    Check(
        code="permohonan-susulan",
        kind=FlawKind.CHANGED,
        title="Permohonan dicatat setelah batas penyampaian triwulannya",
        remedy="Angka triwulan itu berubah karenanya; periksa laporan yang sudah disampaikan.",
        rows=lambda look: _requests(
            look, look.afterwards("received_at", "recorded_at", is_moment=True)
        ),
        row_view=REQUEST_ROWS,
    ),
    Check(
        code="permohonan-dibetulkan",
        kind=FlawKind.CHANGED,
        title="Permohonan dibetulkan setelah batas penyampaian triwulannya",
        remedy="Alasannya tertulis pada permohonan; periksa laporan yang sudah disampaikan.",
        rows=_corrected,
        row_view=REQUEST_ROWS,
    ),
)
