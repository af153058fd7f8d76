"""The weekly recap as offices keep it in spreadsheets: read, checked against itself, kept once.

A sheet has one row a village and no taxpayer. Its row of totals is checked and never kept.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms
from django.db.models import Q

from janji.core.cells import Cell, Row, column_letter
from janji.core.land_tax import (
    DAYS_IN_WEEK,
    Assessed,
    contradictions,
    is_printed,
    printed_alone,
    rp,
    share,
)
from janji.core.land_tax import Recap as RecapFigures
from janji.core.numbers import read_number, rounded, written
from janji.core.refusals import Problem, Refused
from janji.kit.fields import DayField
from janji.kit.tables import Table
from janji.orgs import access
from janji.orgs.models import OrgUnit, User
from janji.registers.imports.headings import WITHIN, Headings, find_headings
from janji.registers.imports.layouts import Column, SheetRows
from janji.registers.land_tax import intake, queries
from janji.registers.land_tax.models import Recap
from janji.registers.land_tax.queries import Known
from janji.registers.land_tax.sheets.cells import SHOWN, Wrong, is_filled, whole

COLUMNS = (
    Column("No", "Boleh kosong", "1"),
    Column("Desa", "Nama atau kode desa", "Kracak", required=True),
    Column("SPPT", "Jumlah SPPT; diperiksa terhadap ketetapan", "1.240"),
    Column("Pokok (baku)", "Ketetapan; diperiksa terhadap ketetapan yang berlaku", "62.500.000"),
    Column("Realisasi s.d. minggu lalu", "Diperiksa bila diisi", "31.000.000"),
    Column("Minggu ini", "Diperiksa bila diisi", "2.500.000"),
    Column("S.d. minggu ini", "Pokok terbayar sejak awal tahun", "33.500.000", required=True),
    Column("%", "Diperiksa bila diisi", "53,60"),
    Column("Sisa", "Diperiksa bila diisi", "29.000.000"),
    Column("Peringkat", "Tidak dibaca", "4"),
    Column("SPPT lunas", "Boleh kosong", "655"),
    Column("Denda", "Disimpan terpisah dari pokok", "120.000"),
)
WORDS = {
    "village": (
        "desa",
        "nama desa",
        "desa kelurahan",
        "kelurahan",
        "desa kel",
        "nama desa kelurahan",
    ),
    "paid": (
        *("s d minggu ini", "sd minggu ini", "sampai dengan minggu ini", "sampai minggu ini"),
        *("realisasi s d minggu ini", "realisasi sd minggu ini"),
        *("jumlah realisasi", "realisasi pokok", "pokok terbayar"),
    ),
    "number": ("no", "nomor", "no urut"),
    "bills": ("sppt", "jumlah sppt", "jml sppt", "lembar sppt"),
    "assessed": (
        *("pokok baku", "baku", "pokok", "pokok ketetapan", "ketetapan", "pagu", "pokok pbb"),
        *("ketetapan baku", "baku pbb"),
    ),
    "before": (
        *("realisasi s d minggu lalu", "realisasi sd minggu lalu", "s d minggu lalu"),
        *("sd minggu lalu", "sampai dengan minggu lalu", "minggu lalu"),
    ),
    "gain": ("minggu ini", "realisasi minggu ini", "penerimaan minggu ini"),
    "percent": ("persen", "prosentase", "persentase", "capaian"),
    "remaining": ("sisa", "sisa pokok", "sisa baku", "tunggakan baku", "kurang"),
    "bills_paid": ("sppt lunas", "sppt terbayar", "lembar lunas"),
    "penalties": ("denda",),
}
ALONE = ("realisasi", "terbayar")
REQUIRED = ("village", "paid")
TOTALS = (["jumlah"], ["total"])
AMOUNTS = ("bills", "assessed", "before", "gain", "paid", "remaining", "bills_paid", "penalties")
COUNTS = ("bills", "bills_paid")
NAMES = {"bills": "SPPT", "assessed": "pokok", "before": "s.d. minggu lalu", "gain": "minggu ini"}
NAMES |= {"paid": "s.d. minggu ini", "remaining": "sisa", "bills_paid": "SPPT lunas"}
NAMES |= {"penalties": "denda"}


class SheetOptions(forms.Form):
    """What the sheet itself does not say for certain."""

    day = DayField(
        label="Posisi per, atau hari SPPT terbit",
        help_text="Hari yang tertulis pada judul lembar, misalnya 24-06-2019",
    )

    def clean_day(self) -> str:
        """As JSON keeps it."""
        day: date = self.cleaned_data["day"]
        return day.isoformat()


@dataclass(frozen=True, slots=True)
class NewRow:
    """A village's recap that the register does not have yet."""

    village: OrgUnit
    day: date
    figures: RecapFigures


def template(org_unit: OrgUnit) -> Table:
    """A sheet to fill in, with the villages and what is assessed in the newest year."""
    years = queries.years_of(org_unit)
    assessed = {}
    if years:
        last = date(years[0], 12, 31)
        assessed = {
            one.org_unit.pk: one.assessment for one in queries.places(org_unit, years[0], last)
        }
    rows: list[list[Any]] = []
    for number, one in enumerate(queries.villages_below(org_unit), start=1):
        known = assessed.get(one.pk)
        rows.append(
            [number, one.name, known.bills if known else None, known.amount if known else None]
        )
    example = [one.example for one in COLUMNS]
    notes = ("Contoh baris: " + "; ".join(example),)
    return Table("Rekap", [one.heading for one in COLUMNS], rows or [example], notes)


def read(org_unit: OrgUnit, tables: Mapping[str, Sequence[Row]], day: date) -> SheetRows:
    """The villages of the first sheet that is a recap; what is kept already is only counted."""
    headings, rows = _headings(tables)
    reader = _Reader(org_unit, headings, day)
    found = list(reader.rows(rows))
    if not (found or reader.problems or reader.known_rows):
        raise Refused("sheet-without-rows")
    return SheetRows(found, known=reader.known_rows, problems=reader.problems)


def store(recaps: Sequence[NewRow], *, source: str, by: User, at: datetime) -> int:
    """The rows as recaps; those that came meanwhile are not doubled."""
    day = recaps[0].day
    intake.require_day(day.year, day, at, field="day")
    villages = [one.village.pk for one in recaps]
    intake.hold_years(villages, day.year)
    known = queries.known_around(Q(org_unit__in=villages), day.year, day)
    fresh = [one for one in recaps if _is_fresh(known.get(one.village.pk))]
    made = []
    for one in fresh:
        there = known.get(one.village.pk)
        for problem in intake.problems_of(
            one.figures, there, office=one.village, year=day.year, day=day
        ):
            raise intake.refuse(problem, one.village)
        if there is not None:
            made.append(intake.row(there.tax_year, day, one.figures, source=source, by=by, at=at))
    Recap.objects.bulk_create(made)
    intake.mark(day.year, [one.village for one in fresh])
    return len(made)


def _is_fresh(known: Known | None) -> bool:
    return known is None or known.same is None


def _headings(tables: Mapping[str, Sequence[Row]]) -> tuple[Headings, Sequence[Row]]:
    """Where the columns are; headings may take two rows, as under one word over three columns."""
    spelled = {name: [_spelled(row) for row in rows] for name, rows in tables.items()}
    merged = {name: _merged(rows) for name, rows in spelled.items()}
    # `Realisasi` alone may stand over three columns, so it is taken for the sum only at the last.
    loose = WORDS | {"paid": (*WORDS["paid"], *ALONE)}
    found = None
    for read, words in ((spelled, WORDS), (merged, WORDS)):
        try:
            found = find_headings(read, words, REQUIRED)
            break
        except Refused:
            continue
    if found is None:
        found = find_headings(spelled, loose, REQUIRED)
    return found, tables[found.sheet]


def _spelled(row: Row) -> Row:
    """The row with its percent sign as a word, by which a heading is known."""
    return [
        "persen" if isinstance(cell, str) and cell.strip() in {"%", "(%)"} else cell for cell in row
    ]


def _merged(rows: Sequence[Row]) -> list[Row]:
    """Each row with the words of the row above where it has none itself."""
    merged: list[Row] = []
    above: Row = ()
    for row in rows[: WITHIN + 1]:
        filled = [
            cell if is_filled(cell) else (above[place] if place < len(above) else None)
            for place, cell in enumerate(row)
        ]
        merged.append(filled)
        above = row
    return merged


@dataclass(slots=True)
class _Sums:
    """The columns added up, and whether every row could be added."""

    amounts: dict[str, int] = field(default_factory=dict)
    whole: set[str] = field(default_factory=lambda: set(AMOUNTS))

    def add(self, name: str, amount: int | None) -> None:
        if amount is None:
            self.whole.discard(name)
        else:
            self.amounts[name] = self.amounts.get(name, 0) + amount


class _Reader:
    """Turns the rows of a sheet into recaps, and remembers what was wrong with the others."""

    def __init__(self, org_unit: OrgUnit, headings: Headings, day: date) -> None:
        self.headings, self.day = headings, day
        self.problems: list[Problem] = []
        self.known_rows = 0
        self.villages = _villages(org_unit)
        here = access.rows_below(org_unit)
        self.known = queries.known_around(here, day.year, day)
        self.seen: dict[int, int] = {}
        self.sums = _Sums()

    def rows(self, table: Sequence[Row]) -> Iterator[NewRow]:
        """Villages that are new and sound, up to the row of totals."""
        for line, row in enumerate(table[self.headings.first :], start=self.headings.first + 1):
            cells = {
                name: row[column] if column < len(row) else None
                for name, column in self.headings.columns.items()
            }
            if _is_total(row, cells):
                self._check_totals(line, cells)
                return
            if _is_numbering(cells["village"]) or not any(
                is_filled(cell) for name, cell in cells.items() if name != "number"
            ):
                continue
            try:
                found = self._row(line, cells)
            except Wrong as wrong:
                self._tell(line, Problem(wrong.code, wrong.column, wrong.said))
                continue
            if found is not None:
                yield found

    def _tell(self, line: int, problem: Problem) -> None:
        """A problem with its cell as people name it."""
        columns = self.headings.columns
        column = columns.get(problem.where, columns["village"])
        where = f"{self.headings.sheet}!{column_letter(column)}{line}"
        self.problems.append(Problem(problem.code, where, problem.facts))

    def _row(self, line: int, cells: Mapping[str, Cell]) -> NewRow | None:
        amounts = self._amounts(line, cells)
        village = self._village(line, cells["village"])
        if amounts is None:
            return None
        paid = amounts["paid"]
        if paid is None:
            raise Wrong("paid", "land-tax-paid-missing")
        known = self.known.get(village.pk)
        if known is None or known.assessment is None:
            raise Wrong(
                "village", "land-tax-year-missing", village=village.name, year=self.day.year
            )
        if known.tax_year.by_objects:
            raise Wrong("village", "land-tax-by-objects", office=village.name, year=self.day.year)
        figures = RecapFigures(
            paid,
            amounts["bills_paid"],
            amounts["penalties"] or 0,
            amounts["remaining"],
            _percent(cells.get("percent"), paid, known.assessment.amount),
            amounts["assessed"],
        )
        found = [*self._of_week(amounts, known), *self._contradicting(figures, known)]
        for problem in found:
            self._tell(line, problem)
        if found:
            return None
        if known.same is not None:
            self.known_rows += 1
            return None
        return NewRow(village, self.day, figures)

    def _amounts(self, line: int, cells: Mapping[str, Cell]) -> dict[str, int | None] | None:
        """The whole numbers of a row; `None` when one of them cannot be read."""
        found: dict[str, int | None] = {}
        sound = True
        for name in AMOUNTS:
            try:
                found[name] = _whole(name, cells.get(name))
            except Wrong as wrong:
                self._tell(line, Problem(wrong.code, wrong.column, wrong.said))
                found[name], sound = None, False
            self.sums.add(name, found[name])
        return found if sound else None

    def _village(self, line: int, cell: Cell) -> OrgUnit:
        if not is_filled(cell):
            raise Wrong("village", "land-tax-village-missing")
        village = self.villages.get(_plain(str(cell)))
        if village is None:
            raise Wrong("village", "land-tax-village-unknown", said=str(cell)[:SHOWN])
        if village.pk in self.seen:
            row = self.seen[village.pk]
            raise Wrong("village", "land-tax-village-twice", village=village.name, row=row)
        self.seen[village.pk] = line
        return village

    def _of_week(self, amounts: Mapping[str, int | None], known: Known) -> Iterator[Problem]:
        """What a row says of the week before and of this one."""
        paid, before, gain = amounts["paid"] or 0, amounts["before"], amounts["gain"]
        if before is not None and gain is not None and before + gain != paid:
            said = {"before": rp(before), "gain": rp(gain), "total": rp(before + gain)}
            yield Problem("land-tax-week-differs", "paid", {**said, "paid": rp(paid)})
        bills = amounts["bills"]
        held = known.assessment
        if bills is not None and held is not None and bills != held.bills:
            counted = {"printed": written(bills, 0), "bills": written(held.bills, 0)}
            yield Problem("land-tax-other-bills", "bills", counted)
        if before is not None and known.before is not None and self._differs(before, known.before):
            day = f"{known.before.as_of:%d-%m-%Y}"
            other = {"printed": rp(before), "day": day, "other": rp(known.before.paid)}
            yield Problem("land-tax-other-before", "before", other)

    def _differs(self, printed: int, before: Recap) -> bool:
        """Last week's figure is the recap of that week; of an older recap it may only be more."""
        is_last_week = before.as_of >= self.day - timedelta(days=DAYS_IN_WEEK)
        return printed < before.paid or (is_last_week and printed != before.paid)

    def _contradicting(self, figures: RecapFigures, known: Known) -> Iterator[Problem]:
        if known.assessment is None:
            return
        if known.same is not None and known.same.paid != figures.paid:
            said = {
                "day": f"{self.day:%d-%m-%Y}",
                "village": known.tax_year.org_unit.name,
                "other": rp(known.same.paid),
                "paid": rp(figures.paid),
            }
            yield Problem("land-tax-recap-differs", "paid", said)
            return
        yield from contradictions(
            figures,
            known.assessment.figures,
            before=known.before.standing if known.before else None,
            after=known.after.standing if known.after else None,
        )

    def _check_totals(self, line: int, cells: Mapping[str, Cell]) -> None:
        """The row of totals against the rows above it: amounts added up, percent of rupiah over rupiah."""
        sums = self.sums.amounts
        for name in AMOUNTS:
            try:
                printed = _whole(name, cells.get(name))
            except Wrong as wrong:
                self._tell(line, Problem(wrong.code, wrong.column, wrong.said))
                continue
            if printed is None or name not in self.sums.whole or printed == sums.get(name, 0):
                continue
            shown = (lambda one: written(one, 0)) if name in COUNTS else rp
            said = {
                "printed": shown(printed),
                "column": NAMES[name],
                "total": shown(sums.get(name, 0)),
            }
            self._tell(line, Problem("land-tax-total-differs", name, said))
        self._check_total_percent(line, cells)

    def _check_total_percent(self, line: int, cells: Mapping[str, Cell]) -> None:
        """Rupiah over rupiah; where no column has the assessments, they are what is paid and what is left."""
        sums, whole = self.sums.amounts, self.sums.whole
        if not {"paid", "assessed"} <= whole and not {"paid", "remaining"} <= whole:
            return
        paid, remaining = sums.get("paid", 0), sums.get("remaining")
        assessed = sums["assessed"] if "assessed" in whole else paid + (remaining or 0)
        try:
            percent = _percent(cells.get("percent"), paid, assessed)
        except Wrong as wrong:
            self._tell(line, Problem(wrong.code, wrong.column, wrong.said))
            return
        if "assessed" in whole:
            found = contradictions(RecapFigures(paid, percent=percent), Assessed(assessed, 0))
        else:
            found = printed_alone(RecapFigures(paid, remaining=remaining, percent=percent))
        for problem in found:
            self._tell(line, problem)


def _villages(org_unit: OrgUnit) -> dict[str, OrgUnit]:
    """Villages by name and by code; a name that two of them share means neither."""
    found: dict[str, OrgUnit] = {}
    twice = set()
    for one in queries.villages_below(org_unit):
        name = _plain(one.name)
        if name in found:
            twice.add(name)
        found[name] = one
        if one.region_id is not None:
            found[_plain(one.region_id)] = one
    return {name: one for name, one in found.items() if name not in twice}


def _plain(text: str) -> str:
    """Words in small letters, without what is put before names of villages."""
    words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
    return " ".join(words[1:] if words[:1] in (["desa"], ["ds"], ["kelurahan"], ["kel"]) else words)


def _is_numbering(cell: Cell) -> bool:
    """Whether the row numbers its columns, as printed forms do below their headings."""
    return str(cell).strip().isdigit()


def _is_total(row: Row, cells: Mapping[str, Cell]) -> bool:
    """Whether a row adds up the others: it says so where the village or its number would stand."""
    said = [cells.get("village"), cells.get("number"), *row[:1]]
    return any(isinstance(one, str) and _plain(one).split()[:1] in TOTALS for one in said)


def _whole(name: str, cell: Cell) -> int | None:
    """A whole number of rupiah or SPPT."""
    is_count = name in COUNTS
    code = "land-tax-count-unreadable" if is_count else "land-tax-amount-unreadable"
    return whole(name, cell, code)


def _percent(cell: Cell, paid: int, assessed: int) -> Decimal | None:
    """The percent a cell prints. A spreadsheet may hold 0,2863 for 28,63 %: what fits is meant."""
    if not is_filled(cell):
        return None
    if not isinstance(cell, int | Decimal):
        try:
            return read_number(str(cell).strip().removesuffix("%").strip()).value
        except Refused:
            raise Wrong("percent", "land-tax-percent-unreadable", said=str(cell)[:SHOWN]) from None
    found = share([(paid, assessed)])
    # Digits beyond the fourth are those of the spreadsheet's binary numbers.
    meant = [_short(Fraction(cell)), _short(Fraction(cell) * 100)]
    return next((one for one in meant if found is not None and is_printed(found, one)), meant[0])


def _short(number: Fraction) -> Decimal:
    text = f"{rounded(number, 4):f}".rstrip("0").rstrip(".")
    return Decimal(text or "0")
