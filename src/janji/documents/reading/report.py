"""Performance reports: every indicator's target, actual and printed achievement, year by year.

Tables are found by what their headings say. A heading repeated on the next page is read anew, a
table that goes on there without one by the heading before it. Three figures are put together only
where the heading says that they belong together.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from janji.core.origins import Place
from janji.core.printed_achievement import Triple, Verdict, check_printed
from janji.core.printed_numbers import PrintedNumber, printed_number, rank_of
from janji.documents.reading.content import Block, Paragraph, Table, one_line
from janji.documents.reading.report_headings import (
    Layout,
    is_numbering,
    layout_at,
    looks_like_heading,
    names_columns,
    names_something_else,
)
from janji.documents.reading.report_pairing import Choice, Columns

_PERIOD = re.compile(r"\b(20\d\d)\s*(?:-|–|—|s\.?\s?d\.?|sampai(?: dengan)?|hingga)\s*(20\d\d)\b")
_PLAN = re.compile(r"renstra|rpjmd|rencana strategis", re.IGNORECASE)
_YEAR = re.compile(r"\b20\d\d\b")
_WORD = re.compile(r"[^\W\d_]{4}")
_LEVELS = re.compile(r"(?<=\d),(?=\d)")
_LISTED = re.compile(r"(\d{1,2})[.)]\s+(.+)")
_WHOLE = re.compile(r"[\[(]?(\d{1,6})\s?[.)\]]{0,2}")

MOST_AROUND = 40
"""Lines of running text in which the period of a table is looked for."""
MOST_ROWS_ASKED = 200
MOST_OPEN = 12
"""Rows asked which of so many columns are meant, where the heading does not say it."""
MOST_ABOVE = 6
"""Rows in which a table's heading must begin, where the table may go on without one."""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One indicator in one year as the report prints it.

    `number` is what the table's own column says; `line` is the same for all years of an indicator.
    `year` is a year, or which year of a period (1, 2, …) where no period is stated; `part` a half
    of the year, a month or a plan. `unclear` where one of the three cells is.
    """

    number: int | str | None
    indicator: str
    triple: Triple
    place: Place
    line: tuple[int, int]
    year: int | None = None
    quarter: int | None = None
    part: str | None = None
    unclear: bool = False

    @property
    def time(self) -> tuple[int | None, int | None, str | None]:
        """What the figures are about; the same for what may be added up."""
        return self.year, self.quarter, self.part


@dataclass(frozen=True, slots=True)
class _Read:
    """A layout with the first year of its period, where one is stated.

    `doubted` are achievements of which neither heading nor rows tell whose they are.
    """

    layout: Layout
    begins: int | None = None
    doubted: frozenset[int] = frozenset()


def report_rows(blocks: Sequence[Block]) -> list[ReportRow]:
    """All rows of all tables that print an achievement; none where there is no such table."""
    found: list[ReportRow] = []
    before: _Read | None = None
    width = tables = 0
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            continue
        tables += 1
        reader = _TableReader(block, tables, _said_around(blocks, at), len(found))
        rows = list(reader.rows(before if _width(block) == width else None))
        if rows or reader.read or len(block.rows) > 1:
            # Another table in between ends the one before; a letterhead does not.
            before, width = reader.read, _width(block)
        found += rows
    return found


def _width(table: Table) -> int:
    return max(map(len, table.rows), default=0)


def _said_around(blocks: Sequence[Block], at: int) -> list[str]:
    """Running text near a table, the nearest above it first, then what follows."""
    above: list[str] = []
    for block in reversed(blocks[:at]):
        if isinstance(block, Table):
            break
        above.append(block.text)
    below: list[str] = []
    for block in blocks[at + 1 :]:
        if isinstance(block, Table):
            break
        below.append(block.text)
    return above + below


class _TableReader:
    """Reads one table from top to bottom; `read` is how its last rows were understood."""

    def __init__(self, table: Table, place: int, around: Sequence[str], lines: int) -> None:
        self.table, self.place, self.around = table, place, around
        self.read: _Read | None = None
        self._line = lines
        self._number: int | str | None = None
        self._indicator = ""

    def rows(self, before: _Read | None) -> Iterator[ReportRow]:
        """The rows; `before` is how the table on the page before was read."""
        rows = self.table.rows
        at = 0
        while at < len(rows):
            layout = self._heading(at)
            if layout:
                self.read = self._settled(self._with_period(layout, before))
                at = layout.below
                continue
            if self.read and self._begins_another(rows[at]):
                self.read = None  # another table's: of money, or of something else
            elif self.read is None and at == 0 and self._goes_on(before):
                self.read = before
            if self.read:
                yield from self._row(at, self.read)
            at += 1

    def _heading(self, at: int) -> Layout | None:
        if self.read and not looks_like_heading(self.table.rows[at]):
            return None
        return layout_at(self.table.rows, at)

    def _goes_on(self, before: _Read | None) -> bool:
        """Whether a table continues the one before: among its first rows figures stand where
        those stood. A page may begin with a goal, the rest of a row, or words instead of figures."""
        rows = self.table.rows[:MOST_ABOVE]
        if before is None or any(layout_at(rows, at) for at in range(len(rows))):
            return False
        columns = before.layout.columns
        if names_something_else(rows[0]) or _are_years(rows[0], columns):
            return False
        return any(_is_whole(_triple(row, one)) for row in rows for one in columns)

    def _begins_another(self, row: Sequence[str]) -> bool:
        """Whether a row is the heading of another table: of money, or of something else."""
        number = self.read.layout.number if self.read else None
        columns = self.read.layout.columns if self.read else ()
        return _are_years(row, columns) or looks_like_heading(row) or names_columns(row, number)

    def _with_period(self, layout: Layout, before: _Read | None) -> _Read:
        count = max((one.when.ordinal or 0 for one in layout.columns), default=0)
        if not count:
            return _Read(layout)
        titles = [
            one_line(cell) for row in self.table.rows[: layout.below][:MOST_AROUND] for cell in row
        ]
        said = _period(titles + list(self.around[:MOST_AROUND]), count)
        earlier = before or self.read
        if earlier and earlier.layout.same_columns(layout) and earlier.begins:
            return _Read(layout, earlier.begins)
        return _Read(layout, said)

    def _settled(self, read: _Read) -> _Read:
        """Where the heading leaves several columns open, those by which most rows are right."""
        below = self.table.rows[read.layout.below :][:MOST_ROWS_ASKED]
        below = tuple(takewhile(lambda row: not looks_like_heading(row), below))
        settled, doubted = [], set()
        for choice in read.layout.choices:
            if len(choice.among) == 1:
                settled.append(choice)
                continue
            votes = {one: _explained(below, one) for one in choice.among[:MOST_OPEN]}
            best = max(votes, key=votes.__getitem__)  # the likeliest of equals
            settled.append(Choice((best,)))
            if not votes[best] and not choice.preferred:
                doubted.add(best.printed)
        layout = replace(read.layout, choices=tuple(settled))
        return _Read(layout, read.begins, frozenset(doubted))

    def _row(self, at: int, read: _Read) -> Iterator[ReportRow]:
        row, layout = self.table.rows[at], read.layout
        number, indicator = _cell(row, layout.number), one_line(_cell(row, layout.indicator))
        if _WORD.search(number):  # `Jumlah` below the numbers is a name
            number, indicator = "", one_line(f"{number} {indicator}")
        if is_numbering(row, layout.indicator):
            return
        self._turn_to(_number(number), indicator, by_year=layout.year is not None)
        for one in layout.columns:
            triple = _triple(row, one)
            year = _year(one, read.begins, _cell(row, layout.year))
            cut = self._is_unclear(at, one)
            unclear = cut or one.printed in read.doubted
            if one.partial:
                # Quarters may have to be added up or not: only what fits is sure.
                unclear = unclear or check_printed(triple).verdict is not Verdict.OK
            said = any(triple.cells) or cut
            kept = self._kept(at, one)
            for place, part in enumerate(_parts(triple) if said else ()):
                yield ReportRow(
                    number=self._number,
                    indicator=self._indicator,
                    triple=replace(part, exact=kept) if kept and part is triple else part,
                    place=self._place_of(at, one),
                    line=(self._line, place),
                    year=year,
                    quarter=one.when.quarter,
                    part=one.when.part,
                    unclear=unclear,
                )

    def _kept(self, at: int, columns: Columns) -> tuple[str, str, str] | None:
        """The figures as the sheet computes with them, where it shows one of them rounded."""
        row, kept = self.table.rows[at], self.table.kept
        places = (columns.target, columns.actual, columns.printed)
        if not any((at, one) in kept for one in places):
            return None
        target, actual, printed = (kept.get((at, one), _cell(row, one)) for one in places)
        return target, actual, printed

    def _is_unclear(self, at: int, columns: Columns) -> bool:
        places = {(at, columns.target), (at, columns.actual), (at, columns.printed)}
        return not places.isdisjoint(self.table.unclear)

    def _turn_to(self, number: int | str | None, indicator: str, *, by_year: bool) -> None:
        """A row without number and indicator belongs to the indicator above it."""
        known = (self._number, self._indicator)
        if number is not None or indicator:
            self._number, self._indicator = number, indicator
        # Where every year has a row of its own, they are still one indicator.
        if not by_year or known != (self._number, self._indicator):
            self._line += 1

    def _place_of(self, at: int, columns: Columns) -> Place:
        table = self.table
        row = table.numbers[at] if table.numbers else at + 1
        cell = table.columns[columns.printed] if table.columns else columns.printed + 1
        return Place(table.page, self.place, row, cell)


def _cell(row: Sequence[str], column: int | None) -> str:
    return row[column].strip() if column is not None and column < len(row) else ""


def _triple(row: Sequence[str], columns: Columns) -> Triple:
    return Triple(
        _cell(row, columns.target), _cell(row, columns.actual), _cell(row, columns.printed)
    )


def _explained(rows: Sequence[Sequence[str]], columns: Columns) -> int:
    """Rows whose achievement comes from the target and the actual in these columns."""
    triples = (_triple(row, columns) for row in rows)
    return sum(1 for one in triples if check_printed(one).verdict is Verdict.OK)


def _parts(triple: Triple) -> list[Triple]:
    """Several indicators in one cell, paired in their order where all three have as many lines."""
    lines = [_unnumbered(text.splitlines()) for text in triple.cells]
    counts = {len(one) for one in lines}
    whole = all(isinstance(printed_number(line), PrintedNumber) for one in lines for line in one)
    if len(counts) == 1 and max(counts) > 1 and whole:
        return [Triple(*three) for three in zip(*lines, strict=True)]
    return [triple]


def _unnumbered(lines: list[str]) -> list[str]:
    """Lines without the numbers `1.`, `2.` that only say which indicator each belongs to."""
    parts = [_LISTED.fullmatch(line) for line in lines]
    numbers = [int(part[1]) for part in parts if part]
    if len(lines) > 1 and numbers == list(range(1, len(lines) + 1)):
        return [part[2] for part in parts if part]
    return lines


def _are_years(row: Sequence[str], columns: Sequence[Columns]) -> bool:
    """Whether years stand where the figures did: they name the columns of another table."""
    return any(all(map(_YEAR.fullmatch, _triple(row, one).cells)) for one in columns)


def _is_whole(triple: Triple) -> bool:
    """Whether all three are figures."""
    return all(
        isinstance(printed_number(cell), PrintedNumber) or rank_of(cell) for cell in triple.cells
    )


def _number(said: str) -> int | str | None:
    """`1.` and `(1)` are 1; `1.2` or `IV` stays as it is; nothing is `None`.

    A sheet writes a numbering of two levels with the comma of its numbers.
    """
    text = _LEVELS.sub(".", one_line(said))
    whole = _WHOLE.fullmatch(text)
    return int(whole[1]) if whole else text or None


def _year(columns: Columns, begins: int | None, said: str) -> int | None:
    when = columns.when
    if when.year:
        return when.year
    if when.ordinal:
        return begins + when.ordinal - 1 if begins else when.ordinal
    found = _YEAR.search(said)
    return int(found[0]) if found else None


def _period(texts: Sequence[str], years: int) -> int | None:
    """The first year of a stated period of so many years; one of a plan only if there is no other."""
    for plans in (False, True):
        for text in texts:
            for found in _PERIOD.finditer(text) if bool(_PLAN.search(text)) == plans else ():
                first, last = int(found[1]), int(found[2])
                if last - first + 1 == years:
                    return first
    return None
