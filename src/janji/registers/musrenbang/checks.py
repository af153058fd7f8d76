"""What to look at among the rows of this register."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from janji.core.attendance import Check as CheckState
from janji.registers.checks import Check, FlawKind, Look
from janji.registers.musrenbang.models import Attendance, Forum, PaperList
from janji.registers.musrenbang.rows import ATTENDANCE_ROWS, FORUM_ROWS
from janji.registers.variables import RowView

LIST_ROWS = RowView(
    headings=("Daftar hadir", "Forum", "Kantor", "Tanggal"),
    cells=lambda one: (one.name, str(one.forum), one.forum.org_unit.name, one.forum.day),
    address=lambda one: reverse("musrenbang:forum", args=[one.forum_id]),
    related=("forum__org_unit",),
    order=("forum__day", "pk"),
)


def _forums(look: Look) -> QuerySet[Forum]:
    return Forum.objects.filter(look.offices, day__range=look.days)


def _unattended(look: Look) -> QuerySet[Forum]:
    came = Attendance.objects.filter(forum=OuterRef("pk"), struck_at__isnull=True)
    # The list of a forum of today is still being written.
    return _forums(look).filter(~Exists(came), day__lt=look.on - timedelta(days=1))


def _afterwards(look: Look) -> QuerySet[Attendance]:
    return Attendance.objects.filter(
        look.offices, look.afterwards("forum__day", "recorded_at"), struck_at__isnull=True
    )


CHECKS = (
    Check(
        code="daftar-hadir-belum-diperiksa",
        kind=FlawKind.LATE,
        title="Daftar hadir dari kertas yang belum diperiksa orang kedua",
        remedy="Cocokkan dengan kertasnya, lalu nyatakan benar atau sisihkan.",
        rows=lambda look: PaperList.objects.filter(
            forum__in=_forums(look), check_state=CheckState.WAITING.value
        ),
        row_view=LIST_ROWS,
    ),
    Check(
        code="forum-tanpa-hadir",
        kind=FlawKind.MISSING,
        title="Forum musyawarah tanpa daftar hadir",
        remedy="Masukkan daftar hadirnya; tanpa itu kehadiran ketua lembaga tidak dapat dihitung.",
        rows=_unattended,
        row_view=FORUM_ROWS,
    ),
    Check(
        code="hadir-forum-susulan",
        kind=FlawKind.CHANGED,
        title="Kehadiran forum dicatat setelah batas penyampaian triwulannya",
        remedy="Angka triwulan itu berubah karenanya; periksa laporan yang sudah disampaikan.",
        rows=_afterwards,
        row_view=ATTENDANCE_ROWS,
    ),
)
