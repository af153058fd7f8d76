"""The spreadsheets of a budget: amounts by sub-activity, and what was spent of them to date."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from janji.budgets import intake, queries
from janji.budgets.intake import NewLine, NewSpending, money
from janji.budgets.models import BudgetDocument
from janji.core.absorption import require_money
from janji.core.budget_codes import BudgetCode, Level, line_code, read_code, written_code
from janji.core.cells import Cell, Row, column_letter
from janji.core.figures import Frequency, read_period
from janji.core.numbers import read_number
from janji.core.refusals import Problem, Refused
from janji.kit import audit
from janji.kit.dates import MONTHS as MONTH_NAMES
from janji.kit.editions import held_row
from janji.kit.tables import Table
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission
from janji.registers.imports.headings import Headings, find_headings
from janji.registers.imports.layouts import Column, Options, SheetRows

LINE_COLUMNS = (
    Column("Kode", "Program, kegiatan, atau sub-kegiatan; sebagai teks", "7.01.02.2.01.0001"),
    Column("Uraian", "Namanya seperti pada DPA", "Peningkatan pelayanan di kecamatan"),
    Column("Pagu", "Rupiah; pada program dan kegiatan boleh kosong", "25.000.000"),
)
SPENDING_COLUMNS = (
    Column("Bulan", "Untuk realisasi; boleh dipilih di atas", "Maret"),
    Column("Realisasi s.d. bulan ini", "Rupiah sejak Januari; kosong dilewati", "12.500.000"),
    Column("Alasan", "Bila melebihi pagu atau berkurang", "pengembalian belanja"),
)
WORDS = {
    "code": ("kode", "kode rekening", "kode sub kegiatan", "kode kegiatan", "kode program"),
    "name": ("uraian", "nama", "nama sub kegiatan", "program kegiatan sub kegiatan"),
    "amount": ("pagu", "anggaran", "pagu anggaran", "jumlah anggaran", "jumlah"),
    "spent": (
        *("realisasi s d bulan ini", "realisasi sampai bulan ini", "realisasi s d"),
        *("realisasi", "realisasi anggaran", "realisasi kumulatif"),
    ),
    "month": ("bulan",),
    "reason": ("alasan", "keterangan"),
}
LINES, SPENDING = "pagu", "realisasi"
REQUIRED = {LINES: ("code", "name", "amount"), SPENDING: ("code", "spent")}
SHOWN = 60
# Accounts of expenditure (`5.1.02.01`) stand below sub-activities in many reports; theirs is a one-digit second part.
_ACCOUNT = re.compile(r"[4-6]\.\d(\.|$)")
_TOTAL = re.compile(r"(jumlah|total)\b", re.IGNORECASE)
_NOTHING = {"-", "–"}


class SheetOptions(forms.Form):
    """What a sheet holds, and for which year."""

    content = forms.ChoiceField(
        label="Isi lembar",
        choices=[
            (LINES, "Pagu sub-kegiatan, ke dalam draf anggaran"),
            (SPENDING, "Realisasi sampai suatu bulan"),
        ],
    )
    year = forms.IntegerField(label="Tahun anggaran", min_value=2000, max_value=2100)
    month = forms.TypedChoiceField(
        label="Bulan",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "Menurut kolom Bulan"), *enumerate(MONTH_NAMES, start=1)],
        help_text="Untuk realisasi tanpa kolom Bulan",
    )


class _Wrong(Exception):
    """A cell that cannot be used: its column, and the problem's code and facts."""

    def __init__(self, column: str, code: str, **said: object) -> None:
        super().__init__(code)
        self.column, self.code, self.said = column, code, said


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A sub-activity of a sheet on its way into the draft of a year."""

    year: int
    line: NewLine


@dataclass(frozen=True, slots=True)
class SheetSpending:
    """A figure of a sheet on its way into the spending of a year."""

    year: int
    entry: NewSpending


@dataclass(slots=True)
class _Sheet:
    """The rows beneath the headings, and what was wrong in them."""

    headings: Headings
    table: Sequence[Row]
    problems: list[Problem] = field(default_factory=list)

    def cell(self, line: int, column: str) -> Cell:
        place = self.headings.columns.get(column)
        row = self.table[line]
        return row[place] if place is not None and place < len(row) else None

    def text(self, line: int, column: str) -> str:
        cell = self.cell(line, column)
        return "" if cell is None else str(cell).strip()

    def lines(self) -> Iterator[int]:
        """Rows in which something stands, those of expenditure accounts and remarks left out."""
        for line in range(self.headings.first, len(self.table)):
            filled = sum(map(_is_filled, self.table[line]))
            code = self.text(line, "code")
            # A remark below a table stands alone in its row.
            is_remark = filled == 1 and code and not code[0].isdigit()
            if filled and not is_remark and not _ACCOUNT.match(code):
                yield line

    def tell(self, line: int, column: str, code: str, **facts: object) -> None:
        place = self.headings.columns.get(column, self.headings.columns["code"])
        where = f"{self.headings.sheet}!{column_letter(place)}{line + 1}"
        self.problems.append(Problem(code, where, facts))

    def code(self, line: int) -> BudgetCode:
        cell = self.cell(line, "code")
        if isinstance(cell, date):
            raise _Wrong("code", "budget-code-became-date", said=f"{cell:%d-%m-%Y}")
        if isinstance(cell, int | Decimal):
            raise _Wrong("code", "budget-code-became-number", said=cell)
        try:
            return read_code(str(cell or ""))
        except Refused as refusal:
            raise _Wrong("code", refusal.code, **refusal.facts) from None

    def money(self, line: int, column: str, *, dash_is_zero: bool = False) -> Decimal | None:
        cell = self.cell(line, column)
        if not _is_filled(cell):
            return None
        said = re.sub(r"^rp\.?\s*", "", str(cell).strip(), flags=re.IGNORECASE)
        if dash_is_zero and said in _NOTHING:
            return Decimal(0)
        try:
            number = Decimal(cell) if isinstance(cell, int | Decimal) else read_number(said).value
            return require_money(number, field=column)
        except Refused as refusal:
            if refusal.code.startswith("money"):
                raise _Wrong(column, refusal.code) from None
            raise _Wrong(column, "budget-money-unreadable", said=str(cell)[:SHOWN]) from None


def _is_filled(cell: Cell) -> bool:
    return cell is not None and bool(str(cell).strip())


@dataclass(slots=True)
class _LineReader:
    """Amounts of a sheet for the draft of a year."""

    sheet: _Sheet
    document: BudgetDocument
    found: dict[BudgetCode, int] = field(default_factory=dict)
    names: dict[BudgetCode, str] = field(default_factory=dict)
    amounts: dict[BudgetCode, Decimal] = field(default_factory=dict)
    sums: list[tuple[int, BudgetCode | None, Decimal]] = field(default_factory=list)

    def read(self) -> SheetRows:
        """New lines; those that stand there alike are only counted."""
        for line in self.sheet.lines():
            try:
                self._read(line)
            except _Wrong as wrong:
                self.sheet.tell(line, wrong.column, wrong.code, **wrong.said)
        if not self.sheet.problems:
            self._check_sums()
        stands = {one.code: one for one in self.document.lines.all()}
        named = set(self.document.nodes.values_list("code", flat=True))
        rows, known = [], 0
        for code, line in self.found.items():
            name, amount = self.names[code], self.amounts[code]
            there = stands.get(code.key)
            if there is None:
                rows += self._new(line, code, named)
            elif (there.name, there.amount) == (name, amount):
                known += 1
            else:
                facts = {
                    "said": self._written(code),
                    "there": f"{there.name}, {money(there.amount)}",
                }
                self.sheet.tell(line, "amount", "budget-line-differs", **facts)
        return SheetRows(rows, known=known, problems=self.sheet.problems)

    def _written(self, code: BudgetCode) -> str:
        return written_code(code, self.document.year)

    def _read(self, line: int) -> None:
        if not self.sheet.text(line, "code") and _TOTAL.match(self.sheet.text(line, "name")):
            total = self.sheet.money(line, "amount", dash_is_zero=True)
            if total is not None:
                self.sums.append((line, None, total))
            return
        code = self.sheet.code(line)
        name = self.sheet.text(line, "name")[:300]
        amount = self.sheet.money(line, "amount", dash_is_zero=True)
        if code.level is not Level.SUB_ACTIVITY:
            if name:
                self.names.setdefault(code, name)
            if amount is not None:
                self.sums.append((line, code, amount))
            return
        try:
            line_code(code.key, self.document.year)
        except Refused as refusal:
            raise _Wrong("code", refusal.code, **refusal.facts) from None
        if not name:
            raise _Wrong("name", "budget-line-nameless", said=self._written(code))
        if amount is None:
            raise _Wrong("amount", "budget-amount-missing", said=self._written(code))
        if code in self.found:
            row = self.found[code] + 1
            raise _Wrong("code", "budget-row-twice", said=self._written(code), row=row)
        self.found[code], self.names[code], self.amounts[code] = line, name, amount

    def _check_sums(self) -> None:
        """What a sheet prints of a programme, an activity or the whole is the sum of its lines, to the rupiah."""
        for line, above, printed in self.sums:
            depth = len(above.parts) if above else 0
            below = [
                amount
                for code, amount in self.amounts.items()
                if above is None or code.parts[:depth] == above.parts
            ]
            if (computed := sum(below, Decimal(0))) != printed:
                said = self._written(above) if above else "Jumlah"
                facts = {"said": said, "printed": money(printed), "computed": money(computed)}
                self.sheet.tell(line, "amount", "budget-sum-differs", **facts)

    def _new(self, line: int, code: BudgetCode, named: set[str]) -> list[SheetLine]:
        activity = code.parent
        assert activity is not None  # noqa: S101 -- a line is a sub-activity
        for above in (code.programme, activity):
            known = above.key in named or above in self.names
            if not known and intake.suggested_name(above, self.document.year) is None:
                self.sheet.tell(line, "code", "budget-name-missing", said=self._written(above))
                return []
        new = NewLine(
            code=code,
            name=self.names[code],
            amount=self.amounts[code],
            programme_name=self.names.get(code.programme),
            activity_name=self.names.get(activity),
        )
        return [SheetLine(self.document.year, new)]


@dataclass(slots=True)
class _SpendingReader:
    """What a sheet says was spent, held against the approved budget of the year."""

    sheet: _Sheet
    book: intake.SpendingBook
    month: int | None
    seen: dict[tuple[str, int], int] = field(default_factory=dict)
    known: int = 0

    def read(self) -> SheetRows:
        """New figures; those that stand there alike are only counted."""
        rows = []
        for line in self.sheet.lines():
            try:
                entry = self._entry(line)
            except _Wrong as wrong:
                self.sheet.tell(line, wrong.column, wrong.code, **wrong.said)
                continue
            if entry is not None and self._may_stand(line, entry):
                rows.append(SheetSpending(self.book.document.year, entry))
        return SheetRows(rows, known=self.known, problems=self.sheet.problems)

    def _entry(self, line: int) -> NewSpending | None:
        """The figure of a row; `None` where nothing is asked of it."""
        if not self.sheet.text(line, "code") and _TOTAL.match(self.sheet.text(line, "name")):
            return None
        code = self.sheet.code(line)
        if code.level is not Level.SUB_ACTIVITY:
            return None
        amount = self.sheet.money(line, "spent")
        if amount is None:
            return None
        reason = self.sheet.text(line, "reason")[:300] or None
        return NewSpending(code, self._month(line), amount, reason)

    def _month(self, line: int) -> int:
        cell, year = self.sheet.cell(line, "month"), self.book.document.year
        if not _is_filled(cell):
            if self.month is None:
                raise _Wrong("month", "spending-month-missing")
            return self.month
        said = str(cell).strip()
        text = f"{cell:%Y-%m}" if isinstance(cell, date) else said
        if said.isdecimal():
            text = f"{year}-{int(said):02d}"
        elif not re.search(r"\d{4}", text):
            text = f"{said} {year}"
        try:
            day = read_period(Frequency.MONTHLY, text).last_day
        except Refused:
            raise _Wrong("month", "spending-month-unreadable", said=said[:SHOWN]) from None
        if day.year != year:
            raise _Wrong("month", "spending-other-year", said=said[:SHOWN], year=year)
        return day.month

    def _may_stand(self, line: int, entry: NewSpending) -> bool:
        key = (entry.code.key, entry.month)
        written = written_code(entry.code, self.book.document.year)
        if key in self.seen:
            self.sheet.tell(line, "code", "budget-row-twice", said=written, row=self.seen[key] + 1)
            return False
        self.seen[key] = line
        if self.book.spending.get(entry.code.key, {}).get(entry.month) == entry.amount:
            self.known += 1
            return False
        places = {"code": "code", "month": "month"}
        if (problem := next(self.book.problems_of(entry), None)) is not None:
            column = places.get(problem.where, "spent")
            self.sheet.tell(line, column, problem.code, **problem.facts)
            return False
        spending = {one: dict(to_date) for one, to_date in self.book.spending.items()}
        spending.setdefault(entry.code.key, {})[entry.month] = entry.amount
        self.book = self.book.with_spending(spending)
        return True


@dataclass(frozen=True, slots=True)
class BudgetLayout:
    """How a budget reads and keeps its spreadsheets; what a sheet holds, the person says."""

    title: str = "Impor anggaran"
    about: str = (
        "Pagu: satu baris satu sub-kegiatan, masuk ke draf anggaran tahun itu; baris program dan kegiatan memberi namanya,"
        " dan jumlahnya dicocokkan sampai rupiah. Realisasi: jumlah sejak Januari sampai akhir bulan, terhadap anggaran yang"
        " sudah ditetapkan. Kode dibaca dengan dua atau empat angka di belakang, juga tanpa titik (7.01.01.201.06); baris"
        " rekening belanja (5.1…) dilewati. Yang sudah ada tidak digandakan dan tidak diubah."
    )
    permission: Permission = Permission.KEEP_BUDGET
    columns: Sequence[Column] = (*LINE_COLUMNS, *SPENDING_COLUMNS)
    options_form: type[forms.Form] | None = SheetOptions

    def template(self, org_unit: OrgUnit) -> Sequence[Table]:
        """A sheet of amounts and one of spending, each with an example."""
        del org_unit
        code, *_ = LINE_COLUMNS
        spending = (code, *SPENDING_COLUMNS)
        return [
            Table(title, [one.heading for one in columns], [[one.example for one in columns]])
            for title, columns in (("Pagu", LINE_COLUMNS), ("Realisasi", spending))
        ]

    def read(
        self, org_unit: OrgUnit, tables: Mapping[str, Sequence[Row]], options: Options
    ) -> SheetRows:
        """New rows of the first sheet with the headings of what is asked for.

        Refuses with `budget-no-draft` or `budget-not-approved` where there is nothing to hold them against.
        """
        year, content = int(options["year"]), str(options["content"])
        headings = find_headings(tables, WORDS, REQUIRED[content])
        sheet = _Sheet(headings, tables[headings.sheet])
        if content == LINES:
            draft = queries.draft_of(org_unit, year)
            if draft is None:
                raise Refused("budget-no-draft", org_unit=org_unit.name, year=year)
            read = _LineReader(sheet, draft).read()
        else:
            book = intake.spending_book(org_unit, year, today=timezone.localdate())
            read = _SpendingReader(sheet, book, options.get("month")).read()
        if not (read.rows or read.known or read.problems):
            raise Refused("sheet-without-rows")
        return read

    def store(
        self, org_unit: OrgUnit, rows: Sequence[Any], *, source: str, by: User, at: datetime
    ) -> int:
        """Keeps the rows; those that came meanwhile are not doubled."""
        lines = [one for one in rows if isinstance(one, SheetLine)]
        if lines:
            return _store_lines(org_unit, lines, source=source, by=by, at=at)
        spending = [one for one in rows if isinstance(one, SheetSpending)]
        return _store_spending(org_unit, spending, source=source, by=by, at=at) if spending else 0


def _store_lines(
    org_unit: OrgUnit, rows: Sequence[SheetLine], *, source: str, by: User, at: datetime
) -> int:
    year = rows[0].year
    draft = queries.draft_of(org_unit, year)
    if draft is None:
        raise Refused("budget-no-draft", org_unit=org_unit.name, year=year)
    document = intake.held_draft(draft)
    known = set(document.lines.values_list("code", flat=True))
    made = intake.keep_lines(document, [one.line for one in rows if one.line.code.key not in known])
    intake.next_edition(document)
    amounts = {one.code: one.amount for one in made}
    audit.note("add-budget-lines", document, by=by, at=at, after=amounts, source=source)
    return len(made)


def _store_spending(
    org_unit: OrgUnit, rows: Sequence[SheetSpending], *, source: str, by: User, at: datetime
) -> int:
    office = held_row(OrgUnit.objects, org_unit.pk)
    book = intake.spending_book(office, rows[0].year, today=timezone.localdate(at))
    new = [
        one.entry
        for one in rows
        if one.entry.month not in book.spending.get(one.entry.code.key, {})
    ]
    made = intake.keep_spending(book, new, source=source[:40], by=by, at=at)
    after = {f"{one.code} {one.month:02d}": one.amount for one in made}
    audit.note("record-spending", book.document, by=by, at=at, after=after, source=source)
    return len(made)


LAYOUT = BudgetLayout()
