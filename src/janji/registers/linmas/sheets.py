"""The spreadsheets of the Linmas register: lists of members and lists of attendance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import F
from django.utils import timezone

from janji.core.cells import Row
from janji.core.refusals import Problem, Refused
from janji.kit import audit
from janji.kit.editions import held
from janji.kit.tables import Table
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission
from janji.registers.facts import keeping as facts
from janji.registers.imports.headings import Headings, find_headings
from janji.registers.imports.layouts import Column, Options, SheetRows
from janji.registers.linmas import queries
from janji.registers.linmas.books import (
    ATTENDANCE_REQUIRED,
    ATTENDANCE_WORDS,
    MEMBER_REQUIRED,
    MEMBER_WORDS,
    NewAttendance,
    NewMember,
    Read,
    Reader,
)
from janji.registers.linmas.intake import decree_columns, member_columns
from janji.registers.linmas.models import REGISTER, Attendance, Decree, Event, Member

BATCH = 500
MEMBER_COLUMNS = (
    Column("Desa", "Nama atau kode desa anggotanya", "Kracak", required=True),
    Column("Nama", "Nama anggota", "Sutarmi Wiyono", required=True),
    Column("NIK", "Sebagai teks; yang disimpan hanya sandi dan empat digit terakhir", "3302…0003"),
    Column("L/P", "L atau P", "L", required=True),
    Column("Tanggal lahir", "Untuk batas usia 60 dan 65", "17-05-1980"),
    Column("Pendidikan", "SD, SLTP, SLTA, Diploma, Sarjana", "SLTA"),
    Column("Nomor SK", "Keputusan pengangkatannya", "141/07/2020", required=True),
    Column("Tanggal SK", "SK berlaku sejak hari ini", "06-07-2020", required=True),
    Column("Ditetapkan oleh", "Kepala desa, camat, kepala Satpol PP, atau bupati", "Kepala desa"),
    Column("Jabatan", "Kosong: anggota", "Komandan regu"),
    Column("Regu", "Salah satu dari lima regu", "Pengamanan"),
    Column("Nomor KTA", "Kartu tanda anggota", "KTA-0141"),
    Column("Mulai", "Anggota sejak; kosong: sejak tanggal SK", "06-07-2020"),
)
ATTENDANCE_HEADINGS = ("Tanggal", "Kegiatan", "Nama", "NIK", "Desa")
ATTENDANCE_EXAMPLE = ("14-03-2019", "Pembinaan Satlinmas", "Sutarmi Wiyono", "", "Kracak")


@dataclass(frozen=True, slots=True)
class LinmasLayout:
    """How the register reads and keeps its spreadsheets; a workbook may have sheets of both sorts."""

    title: str = "Impor Linmas"
    about: str = (
        "Daftar anggota, satu baris satu anggota; dan daftar hadir dengan kolom tanggal, kegiatan, nama atau NIK,"
        " dan desa. Kegiatannya dicatat dahulu. Kehadiran dengan NIK dihitung; yang hanya bernama menunggu"
        " dipastikan orangnya. Yang bukan anggota pada hari kegiatan tidak dihitung."
    )
    permission: Permission = Permission.KEEP_RECORDS
    columns: Sequence[Column] = MEMBER_COLUMNS
    options_form: type[forms.Form] | None = None

    def template(self, org_unit: OrgUnit) -> Sequence[Table]:
        """Both sheets to fill in, each with an example row, and the names of villages to copy from."""
        example = [one.example if one.heading != "NIK" else "" for one in self.columns]
        villages = [[one.name, one.region_id] for one in queries.villages_below(org_unit)]
        return [
            Table("Anggota", [one.heading for one in self.columns], [example]),
            Table("Daftar hadir", ATTENDANCE_HEADINGS, [ATTENDANCE_EXAMPLE]),
            Table("Nama desa", ["Nama", "Kode"], villages),
        ]

    def read(
        self, org_unit: OrgUnit, tables: Mapping[str, Sequence[Row]], options: Options
    ) -> SheetRows:
        """The rows of all sheets that are lists of members or of attendance; known ones are counted."""
        del options
        # Read for a person who looks at it now: what lies ahead of today is a slip.
        reader = Reader(org_unit, timezone.localdate())
        rows: list[Read] = []
        problems: list[Problem] = []
        for headings, is_members in _lists(tables):
            read = reader.members if is_members else reader.attendances
            for one in read(headings, tables[headings.sheet]):
                if isinstance(one, Problem):
                    problems.append(one)
                else:
                    rows.append(one)
        if not rows and not problems:
            raise Refused("sheet-without-rows")
        fresh = _fresh(rows)
        return SheetRows(fresh, known=len(rows) - len(fresh), problems=problems)

    def store(
        self, org_unit: OrgUnit, rows: Sequence[Any], *, source: str, by: User, at: datetime
    ) -> int:
        """Keeps members with their decrees, and attendance; what came meanwhile is not doubled."""
        del org_unit
        # Villages are held as for a single member, events as for their boxes, always in one order.
        offices = {one.village.pk for one in rows if isinstance(one, NewMember)}
        list(held(OrgUnit.objects.order_by("pk")).filter(pk__in=offices))
        keys = {one.event.pk for one in rows if isinstance(one, NewAttendance)}
        events = list(held(Event.objects.order_by("pk")).filter(pk__in=keys))
        fresh = _fresh(rows)
        origin = {"recorded_by": by, "recorded_at": at}
        members = [one for one in fresh if isinstance(one, NewMember)]
        came = [one for one in fresh if isinstance(one, NewAttendance)]
        _keep_members(members, origin | {"source": source})
        _keep_attendance(came, origin | {"source": source})
        # Whoever has an event's boxes on screen has not seen these.
        Event.objects.filter(pk__in=keys).update(edition=F("edition") + 1)
        _mark(members, came)
        for event in events:
            count = sum(one.event == event for one in came)
            audit.note("import-attendance", event, by=by, at=at, added=count)
        return len(fresh)


def _lists(tables: Mapping[str, Sequence[Row]]) -> list[tuple[Headings, bool]]:
    """The headings of every sheet that is a list, and whether it is one of members."""
    found: list[tuple[Headings, bool]] = []
    for sheet, rows in tables.items():
        for words, required, is_members in (
            (MEMBER_WORDS, MEMBER_REQUIRED, True),
            (ATTENDANCE_WORDS, ATTENDANCE_REQUIRED, False),
        ):
            try:
                found.append((find_headings({sheet: rows}, words, required), is_members))
            except Refused:
                continue
            break
    # Without any, the refusal over all sheets says best what is missing.
    return found or [(find_headings(tables, MEMBER_WORDS, MEMBER_REQUIRED), True)]


def _fresh(rows: Sequence[Read]) -> list[Read]:
    """Rows the register does not have; two queries."""
    villages = {one.village.pk for one in rows if isinstance(one, NewMember)}
    events = {one.event.pk for one in rows if isinstance(one, NewAttendance)}
    listed = Member.objects.filter(org_unit__in=villages).order_by()
    numbers: set[tuple[int, str]] = set()
    unnumbered: set[tuple[int, str, Any]] = set()
    named: set[tuple[int, str, Any]] = set()
    for office, digest, name, born in listed.values_list(
        "org_unit", "nik_digest", "name", "born_on"
    ):
        named.add((office, name.casefold(), born))
        if digest:
            numbers.add((office, digest))
        else:
            unnumbered.add((office, name.casefold(), born))
    standing = Attendance.objects.filter(event__in=events, withdrawn_at=None).order_by()
    came = set(standing.values_list("event", "member"))

    def is_known(one: Read) -> bool:
        if isinstance(one, NewAttendance):
            return (one.event.pk, one.member.pk) in came
        office, person = one.village.pk, one.person
        same = (office, person.name.casefold(), person.born_on)
        if person.number is None:
            return same in named
        # Two numbers that differ are two people, whatever they are called.
        return (office, person.number.digest) in numbers or same in unnumbered

    return [one for one in rows if not is_known(one)]


def _keep_members(rows: Sequence[NewMember], origin: Mapping[str, Any]) -> None:
    made = Member.objects.bulk_create(
        [Member(org_unit=one.village, **member_columns(one.person), **origin) for one in rows],
        batch_size=BATCH,
    )
    recorded = {name: said for name, said in origin.items() if name != "source"}
    Decree.objects.bulk_create(
        [
            Decree(member=member, **decree_columns(one.decree), **recorded)
            for member, one in zip(made, rows, strict=True)
        ],
        batch_size=BATCH,
    )


def _keep_attendance(rows: Sequence[NewAttendance], origin: Mapping[str, Any]) -> None:
    sure = {"confirmed_by": origin["recorded_by"], "confirmed_at": origin["recorded_at"]}
    Attendance.objects.bulk_create(
        [
            Attendance(
                event=one.event, member=one.member, **origin, **(sure if one.is_sure else {})
            )
            for one in rows
        ],
        batch_size=BATCH,
    )


def _mark(members: Sequence[NewMember], came: Sequence[NewAttendance]) -> None:
    """What is to be counted anew, office by office in the order of their keys."""
    since: dict[int, Any] = {}
    days: dict[int, set[Any]] = {}
    offices: dict[int, OrgUnit] = {}
    for one in members:
        offices[one.village.pk] = one.village
        first = min(one.person.starts_on, one.decree.first_day)
        since[one.village.pk] = min(first, since.get(one.village.pk, first))
    for each in came:
        office = each.member.org_unit
        offices[office.pk] = office
        days.setdefault(office.pk, set()).add(each.event.held_on)
    for key in sorted(offices):
        if key in since:
            facts.mark_changed_from(REGISTER, offices[key], since[key])
        facts.mark_changed(REGISTER, offices[key], days.get(key, ()))


LAYOUT = LinmasLayout()
