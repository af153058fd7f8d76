"""What to look at among the rows of this register."""

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from janji.registers.checks import Check, FlawKind, Look
from janji.registers.linmas.models import Attendance, Event, Member
from janji.registers.linmas.queries import ATTENDED, WAITING, belonging, listed, over_age
from janji.registers.linmas.rows import EVENT_ROWS, MEMBER_ROWS
from janji.registers.variables import RowView

ATTENDANCE_ROWS = RowView(
    headings=("Nama", "Desa", "Kegiatan", "Tanggal"),
    cells=lambda one: (
        one.member.name,
        one.member.org_unit.name,
        one.event.title,
        one.event.held_on,
    ),
    address=lambda one: reverse("linmas:member", args=[one.member_id]),
    related=("member__org_unit", "event"),
    order=("event__held_on", "pk"),
)


def _members(look: Look) -> QuerySet[Member]:
    return Member.objects.filter(look.offices, belonging(look.on))


def _attendances(look: Look) -> QuerySet[Attendance]:
    members = Member.objects.filter(look.offices)
    return Attendance.objects.filter(
        member__in=members, event__cancelled_at__isnull=True, event__held_on__range=look.days
    )


def _unattended(look: Look) -> QuerySet[Event]:
    came = Attendance.objects.filter(event=OuterRef("pk"), withdrawn_at__isnull=True)
    return Event.objects.filter(
        look.offices, ~Exists(came), cancelled_at__isnull=True, held_on__range=look.days
    )


def _afterwards(look: Look) -> QuerySet[Attendance]:
    return _attendances(look).filter(ATTENDED, look.afterwards("event__held_on", "recorded_at"))


CHECKS = (
    Check(
        code="hadir-belum-dipastikan",
        kind=FlawKind.LATE,
        title="Kehadiran dari daftar yang orangnya belum dipastikan",
        remedy="Pastikan siapa orangnya; sebelum itu kehadirannya tidak dihitung.",
        rows=lambda look: _attendances(look).filter(WAITING),
        row_view=ATTENDANCE_ROWS,
    ),
    Check(
        code="anggota-tanpa-sk",
        kind=FlawKind.MISSING,
        title="Anggota Linmas tanpa SK yang berlaku",
        remedy="Catat SK-nya; tanpa SK ia tidak dihitung sebagai anggota.",
        rows=lambda look: _members(look).exclude(listed(look.on)),
        row_view=MEMBER_ROWS,
    ),
    Check(
        code="anggota-tanpa-tanggal-lahir",
        kind=FlawKind.MISSING,
        title="Anggota Linmas tanpa tanggal lahir",
        remedy="Lengkapi tanggal lahirnya; tanpa itu batas usia tidak dapat diperiksa.",
        rows=lambda look: _members(look).filter(born_on__isnull=True),
        row_view=MEMBER_ROWS,
    ),
    Check(
        code="kegiatan-tanpa-hadir",
        kind=FlawKind.MISSING,
        title="Kegiatan Linmas tanpa daftar hadir",
        remedy="Masukkan daftar hadirnya, atau batalkan kegiatan yang tidak jadi.",
        rows=_unattended,
        row_view=EVENT_ROWS,
    ),
    Check(
        code="anggota-lewat-usia",
        kind=FlawKind.CONTRADICTORY,
        title="Anggota Linmas yang melewati batas usia tanpa perpanjangan",
        remedy="Catat perpanjangannya, atau catat bahwa ia berhenti.",
        rows=lambda look: _members(look).filter(over_age(look.on)),
        row_view=MEMBER_ROWS,
    ),
    Check(
        code="hadir-susulan",
        kind=FlawKind.CHANGED,
        title="Kehadiran dicatat setelah batas penyampaian triwulannya",
        remedy="Angka triwulan itu berubah karenanya; periksa laporan yang sudah disampaikan.",
        rows=_afterwards,
        row_view=ATTENDANCE_ROWS,
    ),
)
