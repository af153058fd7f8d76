"""What to look at among the rows of this register."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from janji.registers.checks import Check, FlawKind, Look
from janji.registers.self_help.conditions import (
    USUAL,
    at_risk,
    closed,
    officers_on,
    registered,
    running,
)
from janji.registers.self_help.models import Group, Loan, Post, Record
from janji.registers.self_help.rows import GROUP_ROWS, LOAN_ROWS, SAVING_ROWS


def _registered(look: Look) -> QuerySet[Group]:
    return Group.objects.filter(look.offices, registered(USUAL, look.on))


def _long_overdue(look: Look) -> QuerySet[Loan]:
    return Loan.objects.filter(look.offices, at_risk(USUAL, look.on))


def _without_officers(look: Look) -> QuerySet[Group]:
    vacant = Q()
    for post in Post.values:
        held = officers_on(look.on).filter(member__group=OuterRef("pk"), post=post)
        vacant |= ~Q(Exists(held))
    return _registered(look).filter(vacant)


def _without_records(look: Look) -> QuerySet[Group]:
    found = Record.objects.filter(
        group=OuterRef("pk"), day__range=look.days, withdrawn_reason__isnull=True
    )
    return _registered(look).filter(~Exists(found))


def _owing_though_closed(look: Look) -> QuerySet[Loan]:
    gone = closed(look.on).filter(group=OuterRef("group"))
    return Loan.objects.filter(Exists(gone), look.offices, running(look.on))


def _afterwards(look: Look) -> QuerySet[Record]:
    return Record.objects.filter(
        look.offices, look.afterwards("day", "recorded_at"), withdrawn_reason__isnull=True
    )


CHECKS = (
    Check(
        code="ksm-menunggak-lama",
        kind=FlawKind.LATE,
        title="Pinjaman KSM yang angsurannya menunggak lebih dari 3 bulan",
        remedy="Catat angsuran yang sudah dibayar, atau bicarakan tunggakannya dengan UPK.",
        rows=_long_overdue,
        row_view=LOAN_ROWS,
    ),
    Check(
        code="ksm-tanpa-pengurus",
        kind=FlawKind.MISSING,
        title="KSM yang ketua, sekretaris, atau bendaharanya belum tercatat",
        remedy="Catat pengurusnya; tanpa itu KSM tidak dihitung aktif menurut syarat bawaan.",
        rows=_without_officers,
        row_view=GROUP_ROWS,
    ),
    Check(
        code="ksm-tanpa-kegiatan",
        kind=FlawKind.MISSING,
        title="KSM tanpa satu pun kegiatan tahun ini",
        remedy="Catat kegiatannya, atau tutup KSM-nya dengan berita acara BKM bila sudah bubar.",
        rows=_without_records,
        row_view=GROUP_ROWS,
    ),
    Check(
        code="ksm-ditutup-berutang",
        kind=FlawKind.CONTRADICTORY,
        title="KSM yang sudah ditutup masih mempunyai saldo pinjaman",
        remedy="Catat pelunasannya, atau periksa apakah KSM-nya memang sudah ditutup.",
        rows=_owing_though_closed,
        row_view=LOAN_ROWS,
    ),
    Check(
        code="ksm-kegiatan-susulan",
        kind=FlawKind.CHANGED,
        title="Kegiatan KSM dicatat setelah batas penyampaian triwulannya",
        remedy="Angka triwulan itu berubah karenanya; periksa laporan yang sudah disampaikan.",
        rows=_afterwards,
        row_view=SAVING_ROWS,
    ),
)
