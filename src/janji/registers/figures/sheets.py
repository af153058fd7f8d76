"""Numbers as offices keep them in spreadsheets: one row an answer, or one row a figure with periods beside it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from janji.core import figures as rules
from janji.core.cells import Cell, Row, column_letter
from janji.core.figures import Frequency, Period, period_of, read_period, scaled
from janji.core.numbers import read_number
from janji.core.refusals import Problem, Refused
from janji.kit.tables import Table
from janji.orgs import access
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission
from janji.registers.figures import intake, queries
from janji.registers.figures.intake import Answer, NewEntry
from janji.registers.figures.models import Entry, Figure
from janji.registers.imports.headings import WITHIN, Headings, find_headings
from janji.registers.imports.layouts import Column, Options, SheetRows

COLUMNS = (
    Column("Kode", "Kode angka seperti pada daftar angka", "jumlah_ibu_hamil", required=True),
    Column("Periode", "Menurut frekuensi angkanya", "Maret 2026", required=True),
    Column("Nilai", "Kosong bila belum ada; baris itu dilewati", "1.250", required=True),
    Column("Keterangan", "Boleh kosong", "menurut register kohort"),
    Column("Kantor", "Kosong bila kantor ini sendiri yang mengisi", "Desa Kracak"),
    Column("Tidak tersedia karena", "Hanya bila tidak ada nilainya", "alat rusak"),
)
WORDS = {
    "code": ("kode", "kode angka", "kode variabel"),
    "period": ("periode", "bulan", "triwulan", "masa"),
    "number": ("nilai", "angka", "jumlah", "realisasi"),
    "notes": ("keterangan", "ket", "catatan"),
    "office": ("kantor", "unit", "desa", "nama kantor", "perangkat daerah"),
    "unavailable": ("tidak tersedia karena", "sebab tidak tersedia"),
}
REQUIRED = ("code", "period", "number")
SHOWN = 60
_PREFIXES = {"desa", "ds", "kelurahan", "kel", "kecamatan", "kec"}


class _Wrong(Exception):
    """A cell that cannot be used: its column, and the problem's code and facts."""

    def __init__(self, column: int, code: str, **said: object) -> None:
        super().__init__(code)
        self.column, self.code, self.said = column, code, said


@dataclass(frozen=True, slots=True)
class _Cells:
    """What a sheet says of one answer, with the columns its parts stand in."""

    line: int
    columns: Mapping[str, int]
    code: Cell
    period: Cell
    number: Cell
    notes: Cell
    office: Cell
    unavailable: Cell

    @property
    def is_empty(self) -> bool:
        """Whether nothing is answered."""
        return not _is_filled(self.number) and not _is_filled(self.unavailable)


@dataclass(slots=True)
class _Reader:
    """Turns cells into answers, and remembers what was wrong with the others."""

    org_unit: OrgUnit
    sheet: str
    figures: Mapping[str, list[Figure]]
    offices: Mapping[str, OrgUnit]
    today: date
    problems: list[Problem] = field(default_factory=list)
    known_rows: int = 0

    def rows(self, cells: Sequence[_Cells]) -> list[NewEntry]:
        """Answers that are new and sound."""
        found = [(one, entry) for one in cells if (entry := self._sound(one)) is not None]
        known = queries.known_entries(
            {entry.figure.pk for _, entry in found},
            {entry.org_unit.pk for _, entry in found},
            {entry.period.last_day for _, entry in found},
        )
        return list(self._new(found, known))

    def _new(
        self,
        found: Sequence[tuple[_Cells, NewEntry]],
        known: Mapping[tuple[int, int, date], Entry],
    ) -> Iterator[NewEntry]:
        seen: dict[tuple[int, int, date], int] = {}
        for one, entry in found:
            key = (entry.figure.pk, entry.org_unit.pk, entry.period.last_day)
            there = known.get(key)
            if key in seen:
                self._tell(one, one.columns["number"], "figure-row-twice", row=seen[key])
                continue
            seen[key] = one.line
            if there is not None and there.number == entry.answer.number:
                self.known_rows += 1
            elif there is not None:
                self._tell_differs(one, entry, there)
            elif self._may_stand(one, entry):
                yield entry

    def _may_stand(self, one: _Cells, entry: NewEntry) -> bool:
        problem = next(intake.problems_of(entry, None, today=self.today), None)
        if problem is None:
            return True
        places = {"org_unit": "office", "period": "period"}
        place = places.get(problem.where, "number")
        self._tell(one, one.columns.get(place, one.columns["code"]), problem.code, **problem.facts)
        return False

    def _tell_differs(self, one: _Cells, entry: NewEntry, there: Entry) -> None:
        facts = {
            "office": entry.org_unit.name,
            "figure": entry.figure.title,
            "period": entry.period.name,
            "other": _said(entry.figure, there.number),
            "typed": _said(entry.figure, entry.answer.number),
        }
        self._tell(one, one.columns["number"], "figure-entry-differs", **facts)

    def _tell(self, one: _Cells, column: int, code: str, **facts: object) -> None:
        """A problem with its cell as people name it."""
        self.problems.append(
            Problem(code, f"{self.sheet}!{column_letter(column)}{one.line}", facts)
        )

    def _sound(self, one: _Cells) -> NewEntry | None:
        try:
            return self._entry(one)
        except _Wrong as wrong:
            self._tell(one, wrong.column, wrong.code, **wrong.said)
            return None

    def _entry(self, one: _Cells) -> NewEntry:
        candidates = self._candidates(one)
        office = self._office(one, candidates)
        figure = next((each for each in candidates if each.is_asked_of(office)), candidates[0])
        return NewEntry(figure, office, self._period(one, figure), self._answer(one, figure))

    def _candidates(self, one: _Cells) -> list[Figure]:
        if not _is_filled(one.code):
            raise _Wrong(one.columns["code"], "figure-code-missing")
        found = self.figures.get(str(one.code).strip().casefold(), [])
        if not found:
            said = str(one.code)[:SHOWN]
            raise _Wrong(one.columns["code"], "figure-code-unknown", said=said)
        return found

    def _office(self, one: _Cells, figures: Sequence[Figure]) -> OrgUnit:
        if not _is_filled(one.office):
            if any(each.is_asked_of(self.org_unit) for each in figures):
                return self.org_unit
            column = one.columns.get("office", one.columns["code"])
            raise _Wrong(column, "figure-office-missing")
        found = self.offices.get(_plain(str(one.office)))
        if found is None:
            said = str(one.office)[:SHOWN]
            raise _Wrong(one.columns["office"], "figure-office-unknown", said=said)
        return found

    def _period(self, one: _Cells, figure: Figure) -> Period:
        if not _is_filled(one.period):
            raise _Wrong(one.columns["period"], "figure-period-missing")
        try:
            return read_period(figure.rhythm.frequency, _period_text(one.period))
        except Refused as refusal:
            raise _Wrong(one.columns["period"], refusal.code, **refusal.facts) from None

    def _answer(self, one: _Cells, figure: Figure) -> Answer:
        notes = str(one.notes).strip()[:500] if _is_filled(one.notes) else None
        unavailable = str(one.unavailable).strip()[:300] if _is_filled(one.unavailable) else None
        if not _is_filled(one.number):
            return Answer(None, unavailable, notes)
        try:
            said = one.number
            number = (
                Decimal(said) if isinstance(said, int | Decimal) else read_number(str(said)).value
            )
            return Answer(scaled(number, figure.decimals), unavailable, notes)
        except Refused as refusal:
            code, column = refusal.code, one.columns["number"]
            if code in ("figure-decimals", "figure-too-long"):
                raise _Wrong(column, code, **refusal.facts) from None
            said_text = str(one.number)[:SHOWN]
            raise _Wrong(column, "figure-number-unreadable", said=said_text) from None


def _said(figure: Figure, number: int | None) -> str:
    return "tidak tersedia" if number is None else rules.said(number, figure.decimals)


def _is_filled(cell: Cell) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def _period_text(cell: Cell) -> str:
    """A period as text: a spreadsheet makes a day of `Mar-2026`."""
    return f"{cell:%Y-%m}" if isinstance(cell, date) else str(cell)


def _plain(text: str) -> str:
    """Words in small letters, without what is put before names of offices."""
    words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
    return " ".join(words[1:] if words[:1] and words[0] in _PREFIXES else words)


def _offices(org_unit: OrgUnit) -> dict[str, OrgUnit]:
    """Offices by name and by code; a name that two of them share means neither. One query."""
    found: dict[str, OrgUnit] = {}
    twice = set()
    for one in OrgUnit.objects.filter(access.subtree(org_unit)).order_by("path"):
        name = _plain(one.name)
        if name in found:
            twice.add(name)
        found[name] = one
        if one.region_id is not None:
            found[_plain(one.region_id)] = one
    return {name: one for name, one in found.items() if name not in twice}


def _cells_of(headings: Headings, table: Sequence[Row]) -> Iterator[_Cells]:
    """One answer a row."""
    for line, row in enumerate(table[headings.first :], start=headings.first + 1):
        said = {name: _at(row, column) for name, column in headings.columns.items()}
        if any(_is_filled(one) for one in said.values()):
            yield _Cells(line, headings.columns, *(said.get(name) for name in _PARTS))


_PARTS = ("code", "period", "number", "notes", "office", "unavailable")


def _at(row: Row, column: int) -> Cell:
    return row[column] if column < len(row) else None


@dataclass(frozen=True, slots=True)
class _Wide:
    """A sheet with a row for each figure: where its headings end, its columns, its columns of periods."""

    sheet: str
    first: int
    columns: Mapping[str, int]
    periods: Mapping[int, str]

    def cells(self, table: Sequence[Row]) -> Iterator[_Cells]:
        """One answer a cell; `2026-03` above it says of what."""
        for line, row in enumerate(table[self.first :], start=self.first + 1):
            if not _is_filled(_at(row, self.columns["code"])):
                continue
            office = _at(row, self.columns["office"]) if "office" in self.columns else None
            for column, period in self.periods.items():
                places = {**self.columns, "number": column, "period": column}
                code = _at(row, self.columns["code"])
                yield _Cells(line, places, code, period, _at(row, column), None, office, None)


def _wide(tables: Mapping[str, Sequence[Row]]) -> _Wide | None:
    """The first sheet whose headings name codes and periods."""
    for sheet, rows in tables.items():
        for place, row in enumerate(rows[:WITHIN]):
            periods = {
                column: text
                for column, cell in enumerate(row)
                if _is_filled(cell) and _is_period(text := _period_text(cell))
            }
            named = {
                name: column
                for name in ("office", "code")
                for column, cell in enumerate(row)
                if isinstance(cell, str) and " ".join(cell.casefold().split()) in WORDS[name]
            }
            if periods and "code" in named:
                return _Wide(sheet, place + 1, named, periods)
    return None


def _is_period(text: str) -> bool:
    for frequency in Frequency:
        try:
            read_period(frequency, text)
        except Refused:
            continue
        return True
    return False


class FigureSheet:
    """How the register of figures reads and keeps spreadsheets."""

    title = "Impor angka"
    about = (
        "Satu baris satu isian: kode, periode, nilai. Boleh juga satu baris satu angka dengan periode sebagai judul kolom."
        " Nilai kosong dilewati dan tetap tampak belum masuk; yang sudah masuk tidak digandakan."
    )
    permission = Permission.KEEP_RECORDS
    columns: Sequence[Column] = COLUMNS
    options_form: type[forms.Form] | None = None

    def template(self, org_unit: OrgUnit) -> Sequence[Table]:
        """A sheet with a row for every number that is asked for the newest period, to fill in."""
        today = timezone.localdate()
        rows: list[list[Any]] = []
        figures = queries.figures_of(org_unit, text="").filter(until=None)
        for one in figures:
            newest = one.rhythm.newest(today)
            period = newest or period_of(one.rhythm.frequency, one.since)
            for office in queries.asked_offices(one, org_unit):
                rows.append([one.code, period.name, None, None, office.name, None])
        heading = [column.heading for column in COLUMNS]
        meaning = [[one.heading, one.meaning, one.example] for one in COLUMNS]
        return [
            Table("Isian", heading, rows or [[one.example for one in COLUMNS]]),
            Table("Petunjuk", ["Kolom", "Isi", "Contoh"], meaning),
        ]

    def read(
        self, org_unit: OrgUnit, tables: Mapping[str, Sequence[Row]], options: Options
    ) -> SheetRows:
        """The answers that are new."""
        del options
        sheet, cells = _read(tables)
        answered = [one for one in cells if not one.is_empty]
        codes = {str(one.code).strip().casefold() for one in answered}
        reader = _Reader(
            org_unit, sheet, _figures(org_unit, codes), _offices(org_unit), timezone.localdate()
        )
        rows = reader.rows(answered)
        return SheetRows(rows, reader.known_rows, reader.problems)

    def store(
        self, org_unit: OrgUnit, rows: Sequence[Any], *, source: str, by: User, at: datetime
    ) -> int:
        """The rows as entries; those that came meanwhile are not doubled."""
        del org_unit
        entries: Sequence[NewEntry] = rows
        if not entries:
            return 0
        intake.hold_offices(one.org_unit.pk for one in entries)
        intake.settle({one.figure for one in entries}, by=by, at=at)
        known = queries.known_entries(
            {one.figure.pk for one in entries},
            {one.org_unit.pk for one in entries},
            {one.period.last_day for one in entries},
        )
        made = []
        for one in entries:
            if (one.figure.pk, one.org_unit.pk, one.period.last_day) in known:
                continue
            today = timezone.localdate(at)
            if (problem := next(intake.problems_of(one, None, today=today), None)) is not None:
                raise intake.refuse(problem, one)
            made.append(intake.row(one, source=source[:40], by=by, at=at))
        Entry.objects.bulk_create(made)
        intake.mark(made)
        return len(made)


def _read(tables: Mapping[str, Sequence[Row]]) -> tuple[str, list[_Cells]]:
    """The cells of whichever of both ways the sheet is laid out."""
    try:
        found = find_headings(tables, WORDS, REQUIRED)
    except Refused:
        wide = _wide(tables)
        if wide is None:
            raise
        return wide.sheet, list(wide.cells(tables[wide.sheet]))
    return found.sheet, list(_cells_of(found, tables[found.sheet]))


def _figures(org_unit: OrgUnit, codes: set[str]) -> dict[str, list[Figure]]:
    """Figures with some codes that concern an office; offices below may share one. One query."""
    found: dict[str, list[Figure]] = {}
    figures = Figure.objects.filter(queries.in_line(org_unit), code__in=codes)
    for one in figures.select_related("org_unit"):
        found.setdefault(one.code, []).append(one)
    return found


LAYOUT = FigureSheet()
