"""The register's spreadsheets: groups, their members, what they did, and a unit's monthly recap."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone

from janji.core.cells import Row
from janji.core.refusals import Refused
from janji.kit.editions import held
from janji.kit.fields import DayField
from janji.kit.tables import Table
from janji.orgs.access import rows_below
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission
from janji.registers.communities.queries import villages_of
from janji.registers.imports.layouts import Column, Options, SheetRows
from janji.registers.self_help import intake, lists, queries
from janji.registers.self_help.models import Group, GroupMember, Loan, Officer, Record
from janji.registers.self_help.reading import (
    NewGroup,
    NewMember,
    NewPayment,
    NewRecord,
    Place,
    Reader,
    groups_in,
    members_in,
    posts_in,
    records_in,
    rows_of,
    sheets_of,
)

AT_ONCE = 500
COLUMNS = (
    Column("Desa", "Nama atau kode Kemendagri; kosong pada lembar satu desa", "Kracak"),
    Column("KSM", "Satu nama satu kali di setiap desa", "Mekar Sari", required=True),
    Column("Jenis", "Ekonomi, Infrastruktur, Sosial", "Ekonomi", required=True),
    Column("Program asal", "P2KP, PNPM, KOTAKU, Lainnya", "P2KP"),
    Column("Dibentuk", "Kosong bila tidak diketahui", "01-03-2017"),
)
MEMBER_COLUMNS = (
    ("Desa", "Kracak"),
    ("KSM", "Mekar Sari"),
    ("Nama anggota", "Painem Raharjo"),
    ("NIK", ""),
    ("L/P", "P"),
    ("Miskin", "Ya"),
    ("Masuk", "01-03-2017"),
    ("Jabatan", "Ketua"),
)
RECORD_COLUMNS = (
    ("Desa", "Kracak"),
    ("KSM", "Mekar Sari"),
    ("Tanggal", "05-06-2019"),
    ("Kegiatan", "Simpanan"),
    ("Jumlah", "150.000"),
    ("Bukti", "Buku simpanan halaman 4"),
)


class RecapOptions(forms.Form):
    """What a monthly recap itself does not say for certain."""

    day = DayField(
        label="Posisi rekap UPK",
        required=False,
        help_text="Hari terakhir bulannya, misalnya 30-06-2019; hanya untuk lembar rekap UPK",
    )

    def clean_day(self) -> str:
        """As JSON keeps it; empty for other sheets."""
        day: date | None = self.cleaned_data["day"]
        return day.isoformat() if day else ""


@dataclass(frozen=True, slots=True)
class SelfHelpSheets:
    """How the register reads and keeps lists of groups and monthly recaps."""

    title: str = "Impor KSM dan rekap UPK"
    about: str = (
        "Lembar KSM, anggota, dan kegiatan; atau rekap bulanan UPK (saldo, target angsuran, realisasi, tunggakan)."
        " Rekap yang bertentangan dengan register ditolak dengan hitungannya; yang sudah ada tidak digandakan."
    )
    permission: Permission = Permission.KEEP_RECORDS
    columns: Sequence[Column] = COLUMNS
    options_form: type[forms.Form] | None = RecapOptions

    def template(self, org_unit: OrgUnit) -> Sequence[Table]:
        """The sheets to fill in with an example row each, and every running loan for the next recap."""
        villages = [[one.name, one.region_id] for one in villages_of(org_unit)]
        return [
            Table("KSM", [one.heading for one in COLUMNS], [[one.example for one in COLUMNS]]),
            *(
                Table(title, [heading for heading, _ in columns], [[said for _, said in columns]])
                for title, columns in (("Anggota", MEMBER_COLUMNS), ("Kegiatan", RECORD_COLUMNS))
            ),
            Table("Rekap UPK", (*lists.MONTHLY_HEADINGS, "Jasa"), _running(org_unit)),
            Table("Nama desa", ["Nama desa yang dikenal", "Kode Kemendagri"], villages),
        ]

    def read(
        self, org_unit: OrgUnit, tables: Mapping[str, Sequence[Row]], options: Options
    ) -> SheetRows:
        """What is new, groups first; what is there is only counted."""
        day = date.fromisoformat(options["day"]) if options.get("day") else None
        if day is not None and day > timezone.localdate():
            raise Refused("ksm-day-ahead", field="day", day=f"{day:%d-%m-%Y}")
        reader = Reader(org_unit, day)
        for words, headings in sheets_of(tables):
            reader.read(words, headings, tables[headings.sheet])
        rows = rows_of(reader)
        if not (rows or reader.problems or reader.known):
            raise Refused("sheet-without-rows")
        return SheetRows(rows, known=reader.known, problems=reader.problems)

    def store(
        self, org_unit: OrgUnit, rows: Sequence[Any], *, source: str, by: User, at: datetime
    ) -> int:
        """Keeps the rows; those that came meanwhile are not doubled."""
        # Held, so that nobody else writes down the same group at once.
        places = {org_unit.pk, *(one.village.pk for one in rows if isinstance(one, NewGroup))}
        list(held(OrgUnit.objects.filter(pk__in=places).order_by("pk")))
        who = {"by": by, "at": at, "source": source}
        added = _store_groups([one for one in rows if isinstance(one, NewGroup)], who)
        added += _store_members([one for one in rows if isinstance(one, NewMember)], who)
        added += _store_records([one for one in rows if isinstance(one, NewRecord)], who)
        return added + _store_payments([one for one in rows if isinstance(one, NewPayment)], who)


def _running(org_unit: OrgUnit) -> list[list[Any]]:
    """Every running loan with what is left of it, for the next recap."""
    today = timezone.localdate()
    found = queries.loans_on(rows_below(org_unit), today)
    keys = [one.pk for one, loan in found if loan.outstanding]
    named = Loan.objects.filter(pk__in=keys).select_related("group", "org_unit").in_bulk()
    rows: list[list[Any]] = []
    for one, loan in found:
        if loan.outstanding:
            row = named[one.pk]
            office, group = row.org_unit.name, row.group.name
            rows.append(
                [office, group, row.number, loan.outstanding, None, None, loan.arrears, None]
            )
    return rows


def _store_groups(rows: Sequence[NewGroup], who: Mapping[str, Any]) -> int:
    kept = groups_in({one.village.pk for one in rows})
    fresh = [one for one in rows if one.place not in kept]
    made = [intake.group(one.said, one.village, **who) for one in fresh]
    Group.objects.bulk_create(made, batch_size=AT_ONCE)
    _mark((one.village, one.said.formed_on) for one in fresh)
    return len(made)


def _groups(places: Iterable[Place]) -> dict[Place, Group]:
    """The groups that rows refer to, held."""
    wanted = set(places)
    found = groups_in({village for village, _ in wanted})
    asked = {place: one for place, one in found.items() if place in wanted}
    keys = [one.pk for one in asked.values()]
    list(held(Group.objects.filter(pk__in=keys).order_by("pk")))
    return asked


def _store_members(rows: Sequence[NewMember], who: Mapping[str, Any]) -> int:
    groups = _groups(one.place for one in rows)
    there, posts = members_in(groups), posts_in(groups)
    fresh = []
    for one in rows:
        if not one.keys & there:
            there |= one.keys
            fresh.append(one)
    made = [intake.member(one.said, groups[one.place], **who) for one in fresh]
    GroupMember.objects.bulk_create(made, batch_size=AT_ONCE)
    officers = [
        intake.officer(member, one.post, one.said.joined_on, **who)
        for member, one in zip(made, fresh, strict=True)
        if one.post and (one.place, one.post) not in posts
    ]
    Officer.objects.bulk_create(officers, batch_size=AT_ONCE)
    _mark((groups[one.place].org_unit, one.said.joined_on) for one in fresh)
    return len(made)


def _store_records(rows: Sequence[NewRecord], who: Mapping[str, Any]) -> int:
    groups = _groups(one.place for one in rows)
    there = records_in(groups)
    fresh = [one for one in rows if one.key not in there]
    made = [intake.record(one.said, groups[one.place], **who) for one in fresh]
    Record.objects.bulk_create(made, batch_size=AT_ONCE)
    _mark((groups[one.place].org_unit, one.said.day) for one in fresh)
    return len(made)


def _store_payments(rows: Sequence[NewPayment], who: Mapping[str, Any]) -> int:
    """What the recap says was paid, unless something was written down for the month meanwhile."""
    keys = [one.loan_id for one in rows]
    loans = {
        one.pk: one
        for one in held(Loan.objects.filter(pk__in=keys).order_by("pk")).select_related(
            "group", "org_unit"
        )
    }
    made, marks = [], []
    for one in rows:
        loan, day = loans[one.loan_id], one.said.day
        standing = loan.payments.filter(withdrawn_reason=None)
        if standing.filter(day__range=(one.first, day)).exists():
            continue
        paid = sum(amount or 0 for amount in standing.values_list("amount", flat=True))
        if paid + (one.said.amount or 0) > loan.principal:
            continue
        made.append(intake.record(one.said, loan.group, loan=loan, **who))
        marks.append((loan.org_unit, day))
    Record.objects.bulk_create(made, batch_size=AT_ONCE)
    _mark(marks)
    return len(made)


def _mark(changed: Iterable[tuple[OrgUnit, date | None]]) -> None:
    """Each village's years from its earliest day on, in the order in which ledgers are held."""
    days: dict[int, tuple[OrgUnit, list[date | None]]] = {}
    for office, day in changed:
        days.setdefault(office.pk, (office, []))[1].append(day)
    for key in sorted(days):
        office, own = days[key]
        intake.mark(office, *own)


LAYOUT = SelfHelpSheets()
