"""Checklists as spreadsheets: a row for each book, some columns for each village.

What is written and what is read has one shape, so that what was taken away can be brought back.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from janji.core.cells import Cell, Row, column_letter
from janji.core.refusals import Problem
from janji.core.village_books import Regulation, Seen
from janji.kit.tables import Cell as Written
from janji.kit.tables import Table
from janji.orgs.models import OrgUnit
from janji.registers.villages import queries
from janji.registers.villages.intake import Look, Sheet, books_of
from janji.registers.villages.models import InspectedBook
from janji.registers.villages.queries import Standing

COLUMNS = {
    "ada": ("ada", "keberadaan"),
    "diisi": ("diisi", "terisi", "isi"),
    "mutakhir": ("mutakhir", "mutakhir s d", "mutakhir sampai", "tercatat sampai"),
    "ttd": ("ttd", "tanda tangan", "ditandatangani"),
    "kolom": ("kolom", "kolom sesuai", "sesuai kolom"),
}
SHOWN = ("Ada", "Diisi", "Mutakhir", "TTD", "Kolom")
YES = {"ya", "y", "v", "1", "ada", "x", "sudah"}
NO = {"tidak", "t", "0", "belum", "tdk"}
NIL = {"nihil", "nil"}
FREE = re.compile(r"(?:tidak berlaku|tb)\s*[:,(-]?\s*(.*?)\)?", re.IGNORECASE)
DAYS = ("%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d")
WITHIN = 30
"""Rows from the top in which the headings are looked for."""
NOBODY = "tidak disebut"


def tables_of(
    rows: Sequence[Standing], seen: Mapping[int, Mapping[str, InspectedBook]]
) -> list[Table]:
    """Villages with their last inspections, a sheet for each list of books."""
    made = []
    for kind in sorted({one.village.kind for one in rows}, reverse=True):
        here = [one for one in rows if one.village.kind == kind]
        found = [(one, seen.get(one.inspection.pk, {}) if one.inspection else {}) for one in here]
        made.append(_table(queries.newest_regulation(kind), found))
    return made


def _table(
    regulation: Regulation, rows: Sequence[tuple[Standing, Mapping[str, InspectedBook]]]
) -> Table:
    blank = [""] * (len(SHOWN) - 1)
    header = ["Kode", "Buku"]
    days: list[Written] = ["Tanggal", "Hari pemeriksaan"]
    people: list[Written] = ["Pemeriksa", "Nama pemeriksa"]
    for one, _ in rows:
        header += [one.village.name, *blank]
        days += [one.inspection.inspected_on if one.inspection else None, *blank]
        people += [one.inspection.inspector if one.inspection else None, *blank]
    columns: list[Written] = ["", "", *(SHOWN * len(rows))]
    books: list[list[Written]] = [
        [
            book.code,
            book.name,
            *(cell for _, items in rows for cell in _cells(items.get(book.code))),
        ]
        for book in regulation.books
    ]
    kind = "Desa" if regulation.kind.value == "village" else "Kelurahan"
    return Table(f"Buku {kind}", header, [columns, days, people, *books])


def _cells(item: InspectedBook | None) -> list[Written]:
    if item is None:
        return [None] * len(SHOWN)
    if item.not_applicable is not None:
        return [f"tidak berlaku: {item.not_applicable}", None, None, None, None]
    filled = "nihil" if item.is_nil else _said(item.is_filled)
    signed, fit = _said(item.is_signed), _said(item.columns_fit)
    return [_said(item.exists), filled, item.current_until, signed, fit]


def _said(value: bool) -> str:
    return "ya" if value else "tidak"


@dataclass(frozen=True, slots=True)
class Checked:
    """An inspection read from a sheet, and the cell that names its village."""

    village: OrgUnit
    sheet: Sheet
    where: str


@dataclass(slots=True)
class _Block:
    """The columns of one village."""

    said: str
    place: int
    columns: dict[str, int] = field(default_factory=dict)


class Reader:
    """Reads the sheets of one office."""

    def __init__(self, villages: Sequence[OrgUnit]) -> None:
        self.by_word: dict[str, list[OrgUnit]] = {}
        for one in villages:
            for word in {_bare(one.name), str(one.region_id or "")} - {""}:
                self.by_word.setdefault(word, []).append(one)
        self.seen: set[int] = set()

    def read(self, name: str, rows: Sequence[Row]) -> Iterator[Checked | Problem]:
        """The inspections of one sheet; nothing when it has no headings of ours."""
        place = next((n for n, row in enumerate(rows[:WITHIN]) if _is_heading(row)), None)
        if place is None:
            return
        first, blocks = _blocks(rows, place)
        for block in blocks:
            where = f"{name}!{column_letter(block.place)}{place + 1}"
            named = self.by_word.get(_bare(block.said), [])
            if len(named) != 1:
                if any(_text(row, at) for row in rows[first:] for at in block.columns.values()):
                    yield Problem("checklist-village-unknown", where, {"said": block.said})
                continue
            yield from self._village(name, rows, first, block, named[0], where)

    def _village(
        self,
        name: str,
        rows: Sequence[Row],
        first: int,
        block: _Block,
        village: OrgUnit,
        where: str,
    ) -> Iterator[Checked | Problem]:
        try:
            made = _Column(name, rows, first, block, village).sheet()
        except _Unreadable as found:
            yield found.problem
            return
        if made is None:
            return
        if village.pk in self.seen:
            yield Problem("checklist-village-twice", where, {"said": village.name})
            return
        self.seen.add(village.pk)
        yield Checked(village, made, where)


class _Unreadable(Exception):
    def __init__(self, code: str, where: str, **facts: object) -> None:
        super().__init__(code)
        self.problem = Problem(code, where, facts)


class _Column:
    """What the columns of one village say, row by row."""

    def __init__(
        self, name: str, rows: Sequence[Row], first: int, block: _Block, village: OrgUnit
    ) -> None:
        self.name, self.rows, self.first = name, rows, first
        self.block, self.village = block, village

    def sheet(self) -> Sheet | None:
        """The inspection; nothing when nobody filled anything in."""
        lines = {
            _plain(self._cell(row, 0)): number
            for number, row in enumerate(self.rows[self.first :], start=self.first)
        }
        books = {
            code: number for code, number in lines.items() if re.fullmatch(r"[a-z]\.?\d+", code)
        }
        if not any(self._anything(number) for number in books.values()):
            return None
        day = self._day(lines.get("tanggal"))
        regulation = books_of(self.village, day)
        looks = {}
        for said, number in books.items():
            if not self._anything(number):
                continue
            code = f"{said[0].upper()}.{said[1:].lstrip('.')}"
            if code not in {one.code for one in regulation.books}:
                raise _Unreadable(
                    "checklist-book-unknown",
                    f"{self.name}!A{number + 1}",
                    said=code,
                    regulation=regulation.title,
                )
            looks[code] = Look(self._seen(number))
        who = lines.get("pemeriksa")
        inspector = _text(self.rows[who], self.block.columns["ada"]) if who is not None else ""
        return Sheet(day, inspector[:160] or NOBODY, looks)

    def _seen(self, number: int) -> Seen:
        there = self._text("ada", number)
        if _plain(there) not in YES | NO and (free := FREE.fullmatch(there)):
            return Seen(not_applicable=free[1][:300])
        exists = self._yes("ada", number)
        nil = _plain(self._text("diisi", number)) in NIL
        return Seen(
            exists=exists,
            is_filled=not nil and self._yes("diisi", number),
            current_until=self._until(number),
            is_signed=self._yes("ttd", number),
            columns_fit=self._yes("kolom", number),
            is_nil=nil,
        )

    def _yes(self, column: str, number: int) -> bool:
        said = self._text(column, number)
        word = _plain(said)
        if not word or word in NO:
            return False
        if word not in YES:
            raise _Unreadable(
                "checklist-word-unreadable", self._where(column, number), said=said[:60]
            )
        return True

    def _until(self, number: int) -> date | None:
        if "mutakhir" not in self.block.columns:
            return None
        cell = self._cell(self.rows[number], self.block.columns["mutakhir"])
        return self._date(cell, self._where("mutakhir", number)) if cell not in {None, ""} else None

    def _day(self, number: int | None) -> date:
        place = self.block.columns["ada"]
        cell = self._cell(self.rows[number], place) if number is not None else None
        if cell in {None, ""}:
            line = (number if number is not None else self.first) + 1
            raise _Unreadable(
                "checklist-day-missing",
                f"{self.name}!{column_letter(place)}{line}",
                village=self.village.name,
            )
        return self._date(cell, f"{self.name}!{column_letter(place)}{(number or 0) + 1}")

    def _date(self, cell: Cell, where: str) -> date:
        if isinstance(cell, datetime):
            return cell.date()
        if isinstance(cell, date):
            return cell
        for form in DAYS:
            try:
                return datetime.strptime(str(cell).strip(), form).date()  # noqa: DTZ007 -- a day has no zone
            except ValueError:
                continue
        raise _Unreadable("checklist-date-unreadable", where, said=str(cell)[:60])

    def _anything(self, number: int) -> bool:
        return any(_text(self.rows[number], place) for place in self.block.columns.values())

    def _text(self, column: str, number: int) -> str:
        place = self.block.columns.get(column)
        return _text(self.rows[number], place) if place is not None else ""

    def _where(self, column: str, number: int) -> str:
        return f"{self.name}!{column_letter(self.block.columns[column])}{number + 1}"

    @staticmethod
    def _cell(row: Row, place: int) -> Cell:
        return row[place] if place < len(row) else None


def _is_heading(row: Row) -> bool:
    return any(_plain(cell) in {"kode", "kode buku"} for cell in row[:3])


def _blocks(rows: Sequence[Row], place: int) -> tuple[int, list[_Block]]:
    """Where the rows begin, and each village's columns.

    Either the village stands above its columns, or every heading names both: `Kracak ada`.
    """
    above = rows[place]
    below = rows[place + 1] if place + 1 < len(rows) else ()
    if any(_column(cell) for cell in below):
        blocks = []
        for at in range(2, max(len(above), len(below))):
            if _text(above, at):
                blocks.append(_Block(_text(above, at), at))
            word = _column(below[at]) if at < len(below) else None
            if word and blocks:
                blocks[-1].columns.setdefault(word, at)
        return place + 2, [one for one in blocks if "ada" in one.columns]
    named: dict[str, _Block] = {}
    for at, cell in enumerate(above):
        village, word = _both(cell)
        if word:
            named.setdefault(village, _Block(village, at)).columns.setdefault(word, at)
    return place + 1, [one for one in named.values() if "ada" in one.columns]


def _column(cell: Cell) -> str | None:
    said = _plain(cell)
    return next((name for name, words in COLUMNS.items() if said in words), None)


def _both(cell: Cell) -> tuple[str, str | None]:
    said = _plain(cell)
    for name, words in COLUMNS.items():
        for word in words:
            if said.endswith(f" {word}"):
                return said.removesuffix(f" {word}"), name
    return "", None


def _bare(said: str) -> str:
    """A village's name without the word before it; a code stays as it is."""
    word = " ".join(said.casefold().split())
    return word.removeprefix("desa ").removeprefix("kelurahan ").removeprefix("kel ")


def _plain(cell: Cell) -> str:
    said = "" if cell is None else str(cell)
    return " ".join(re.sub(r"[^a-z0-9.]+", " ", said.casefold()).split()).rstrip(".")


def _text(row: Row, place: int) -> str:
    cell = row[place] if place < len(row) else None
    return "" if cell is None else str(cell).strip()
