"""The register's spreadsheets: lists of attendance and lists of proposals, one or both in a workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms

from janji.core.cells import Row
from janji.core.refusals import Refused
from janji.kit.tables import Table
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission
from janji.registers.communities import queries as bodies
from janji.registers.imports.headings import Headings, find_headings
from janji.registers.imports.layouts import Column, Options, SheetRows
from janji.registers.musrenbang.sheets import attendance, proposals
from janji.registers.musrenbang.sheets.attendance import (
    AttendanceReader,
    NewPresence,
    read_attendance,
    store_attendance,
)
from janji.registers.musrenbang.sheets.proposals import (
    NewProposal,
    ProposalReader,
    store_proposals,
)

__all__ = ["LAYOUT", "NewPresence", "NewProposal", "Options"]


class YearOption(forms.Form):
    """For which year proposals without a year of their own are."""

    plan_year = forms.IntegerField(
        label="Tahun rencana usulan",
        required=False,
        min_value=2000,
        max_value=2100,
        help_text="Untuk lembar usulan tanpa kolom tahun; daftar hadir tidak memerlukannya",
    )


@dataclass(frozen=True, slots=True)
class MusrenbangSheets:
    """The layout of lists of attendance and of proposals; which one a sheet is, its headings say."""

    title: str = "Impor daftar hadir dan usulan"
    about: str = (
        "Daftar hadir: satu baris satu orang pada forum yang sudah tercatat; baru dihitung setelah orang kedua"
        " mencocokkannya pada halaman forumnya. Usulan: satu baris satu usulan, dengan kolom sendiri, kolom daftar"
        " panjang RW (No, Prioritas, Jenis Kegiatan, Lokasi RT/RW, Volume, Potensi Partisipasi, Bidang Usulan), atau"
        " unduhan SIPD dengan ID-nya; yang sudah ada tidak digandakan dan tidak diubah."
    )
    permission: Permission = Permission.KEEP_RECORDS
    columns: Sequence[Column] = (*attendance.COLUMNS, *proposals.COLUMNS)
    options_form: type[forms.Form] | None = YearOption

    def template(self, org_unit: OrgUnit) -> Sequence[Table]:
        """The sheets to fill in, each with an example row, and the names of villages to copy from."""
        villages = [[one.name, one.region_id] for one in bodies.villages_of(org_unit)]
        return [
            _example("Daftar hadir", attendance.COLUMNS),
            _example("Usulan", proposals.COLUMNS),
            Table("Nama desa", ["Nama desa yang dikenal", "Kode Kemendagri"], villages),
        ]

    def read(
        self, org_unit: OrgUnit, tables: Mapping[str, Sequence[Row]], options: Options
    ) -> SheetRows:
        """New people and new proposals; what is there already is only counted."""
        people = AttendanceReader(org_unit)
        wishes = ProposalReader(org_unit, options.get("plan_year"))
        found = 0
        for sheet, table in tables.items():
            if headings := _headings(sheet, table, attendance.WORDS, attendance.REQUIRED):
                read_attendance(people, headings, table)
                found += 1
            elif headings := _proposal_headings(sheet, table):
                wishes.read_all(headings, table)
                found += 1
        if not found:
            # The refusal over attendance says best what is missing.
            find_headings(tables, attendance.WORDS, attendance.REQUIRED)
        rows: list[Any] = [*people.rows, *wishes.rows]
        problems = [*people.problems, *wishes.problems]
        known = people.known + wishes.known
        if not (rows or problems or known):
            raise Refused("sheet-without-rows")
        return SheetRows(rows, known=known, problems=problems)

    def store(
        self, org_unit: OrgUnit, rows: Sequence[Any], *, source: str, by: User, at: datetime
    ) -> int:
        """Keeps the rows: people in lists that wait for a check, proposals as proposed."""
        del org_unit
        people = [one for one in rows if isinstance(one, NewPresence)]
        wishes = [one for one in rows if isinstance(one, NewProposal)]
        added = store_proposals(wishes, source=source, by=by, at=at) if wishes else 0
        return added + store_attendance(people, source=source, by=by, at=at)


def _example(title: str, columns: Sequence[Column]) -> Table:
    return Table(title, [one.heading for one in columns], [[one.example for one in columns]])


def _headings(
    sheet: str, table: Sequence[Row], words: Mapping[str, Sequence[str]], required: Sequence[str]
) -> Headings | None:
    try:
        return find_headings({sheet: table}, words, required)
    except Refused:
        return None


def _proposal_headings(sheet: str, table: Sequence[Row]) -> Headings | None:
    found = _headings(sheet, table, proposals.WORDS, proposals.REQUIRED)
    return found if found and proposals.TELLING & found.columns.keys() else None


LAYOUT = MusrenbangSheets()
