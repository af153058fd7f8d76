"""The spreadsheet of this register: the checklist that an inspector carried."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django import forms
from django.utils import timezone

from janji.core.cells import Row
from janji.core.refusals import Problem, Refused
from janji.core.village_books import Seen
from janji.kit import refusals
from janji.kit.editions import held
from janji.kit.tables import Table
from janji.orgs.access import subtree
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission
from janji.registers.imports.layouts import Column, Options, SheetRows
from janji.registers.villages import intake, queries
from janji.registers.villages.checklist import Checked, Reader, tables_of
from janji.registers.villages.queries import Standing

COLUMNS = (
    Column("Kode", "Kode buku; juga baris Tanggal dan Pemeriksa", "A.1", required=True),
    Column("Buku", "Nama buku, untuk dibaca", "Peraturan di Desa"),
    Column("(nama desa) Ada", "ya, tidak, atau “tidak berlaku: alasannya”", "ya", required=True),
    Column("Diisi", "ya, tidak, atau nihil", "ya"),
    Column("Mutakhir", "Tanggal sampai mana buku tercatat", "31-05-2019"),
    Column("TTD", "Ditandatangani: ya atau tidak", "ya"),
    Column("Kolom", "Kolom sesuai ketentuan: ya atau tidak; boleh kosong", "ya"),
)


@dataclass(frozen=True, slots=True)
class Checklist:
    """The layout of checklists."""

    title: str = "Impor daftar periksa buku desa"
    about: str = (
        "Satu baris satu buku, beberapa kolom untuk setiap desa: ada, diisi, mutakhir, ttd. Satu desa satu pemeriksaan"
        " pada tanggal di baris “Tanggal”. Desa yang kolomnya kosong dilewati."
    )
    permission: Permission = Permission.KEEP_RECORDS
    columns: Sequence[Column] = COLUMNS
    options_form: type[forms.Form] | None = None

    def template(self, org_unit: OrgUnit) -> Sequence[Table]:
        """An empty checklist with the villages of the office."""
        rows = [Standing(one, None, queries.judged(None)) for one in _villages(org_unit)]
        return tables_of(rows, {}) or [Table("Buku Desa", ["Kode", "Buku"], [])]

    def read(
        self, org_unit: OrgUnit, tables: Mapping[str, Sequence[Row]], options: Options
    ) -> SheetRows:
        """One inspection for every village that has something in its columns."""
        del options
        # A sheet is read for a person who looks at it now: what lies ahead of today is a slip.
        today = timezone.localdate()
        reader = Reader(_villages(org_unit))
        rows: list[Checked] = []
        problems: list[Problem] = []
        for name, cells in tables.items():
            for one in reader.read(name, cells):
                if isinstance(one, Problem):
                    problems.append(one)
                    continue
                try:
                    intake.check_sheet(one.village, one.sheet, today)
                except Refused as refusal:
                    facts = {
                        "village": one.village.name,
                        "sentence": refusals.sentence(refusal),
                    }
                    problems.append(Problem("checklist-refused", one.where, facts))
                else:
                    rows.append(one)
        if not rows and not problems:
            raise Refused("sheet-without-rows")
        fresh = _unknown(rows)
        return SheetRows(fresh, known=len(rows) - len(fresh), problems=problems)

    def store(
        self, org_unit: OrgUnit, rows: Sequence[Any], *, source: str, by: User, at: datetime
    ) -> int:
        """Keeps the inspections; those that came meanwhile are not doubled."""
        del org_unit
        checked: Sequence[Checked] = rows
        keys = sorted({one.village.pk for one in checked})
        list(held(OrgUnit.objects.filter(pk__in=keys).order_by("pk")))
        fresh = _unknown(checked)
        today = timezone.localdate(at)
        for one in fresh:
            name = f"{source}:{one.village.pk}:{one.sheet.fingerprint}"
            intake.keep(
                one.village,
                one.sheet,
                client_key=uuid5(NAMESPACE_URL, name),
                by=by,
                at=at,
                today=today,
                source=source,
            )
        return len(fresh)


def _villages(org_unit: OrgUnit) -> list[OrgUnit]:
    """The villages below the office, never the office itself: nobody inspects the own books."""
    found = queries.every_village().filter(subtree(org_unit)).exclude(pk=org_unit.pk)
    return list(found.select_related("village_record").order_by("path"))


def _unknown(rows: Sequence[Checked]) -> list[Checked]:
    """Those that say something the register does not have of that village and day; two queries."""
    found = queries.standing_inspections().filter(
        org_unit__in=[one.village.pk for one in rows],
        inspected_on__in={one.sheet.inspected_on for one in rows},
    )
    known = {
        (
            one.org_unit_id,
            one.inspected_on,
            frozenset((item.book, _brief(item)) for item in one.items.all()),
        )
        for one in found.prefetch_related("items")
    }
    return [one for one in rows if _key(one) not in known]


def _key(one: Checked) -> tuple[Any, ...]:
    books = frozenset((code, _brief(look.seen)) for code, look in one.sheet.books.items())
    return one.village.pk, one.sheet.inspected_on, books


def _brief(seen: Seen | Any) -> tuple[Any, ...]:
    """What counts of a book; notes and columns do not make another inspection."""
    free = seen.not_applicable is not None
    return seen.exists, seen.is_filled, seen.current_until, seen.is_signed, seen.is_nil, free


LAYOUT = Checklist()
