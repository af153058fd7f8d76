"""The parts of a document, each where it belongs: rows to the annex and the budget, the rest to
the lines of the statement."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum

from janji.documents.reading.annex import Annex, is_signed, looks_promised
from janji.documents.reading.budget import Budget
from janji.documents.reading.content import Row, Said
from janji.documents.reading.headings import Heading, annex_heading, budget_heading, plan_heading
from janji.documents.reading.kinds import Seen, begins_action_plan, begins_agreement
from janji.documents.reading.report_headings import layout_at
from janji.documents.reading.roles import is_heading
from janji.documents.reading.titles import is_title, title_year, year_in_title

MOST_ASKED = 20
"""Rows that tell a report from an agreement whose columns for it are still empty."""
_PARTS = re.compile(r"[:.\s]*$")


class _Goes(Enum):
    """Where the rows below a heading belong."""

    ANNEX = "annex"
    BUDGET = "budget"
    NOWHERE = "nowhere"


class DocumentParts:
    """Goes through a document once: rows to the annex and the budget, the rest to the lines.

    `left` are rows that look like the annex's and stand in a table of another shape;
    `of_another_year` says that tables below a title of another year were left out.
    """

    def __init__(self, parts: Sequence[Said | tuple[Row, ...]]) -> None:
        self.annex, self.budget, self.seen = Annex(), Budget(), Seen()
        self.lines: list[Said] = []
        self.left: list[str] = []
        self.of_another_year = False
        self._in_plan = self._plan_titled = False
        self._is_titled = self._is_of_another_year = False
        self._untitled = self.annex, self.budget
        self._year = title_year([one for part in parts for one in _lines_of(part)])
        for part in parts:
            if isinstance(part, Said):
                self._line(part)
            else:
                self._table(part)
        if self.annex.is_empty:
            self.annex, earlier = self._untitled
            self.budget = self.budget if self.budget.lines else earlier

    def _line(self, said: Said) -> None:
        if not said.line:
            return
        if begins_action_plan(said.line):
            self._in_plan = self._plan_titled = True
        elif self._in_plan and begins_agreement(said.line):
            self._in_plan = False
        self._hear_title(said.line)
        self.budget.hear(said.line)
        if self._in_plan or not self.budget.takes_line(said):
            self.lines.append(said)

    def _hear_title(self, line: str) -> None:
        """What stands above the first title, or below one of another year, is another paper's."""
        if not is_title(line):
            return
        if not self._is_titled:
            self._is_titled = True
            if not self.annex.is_empty:
                self._untitled = self.annex, self.budget
                self.annex, self.budget = Annex(), Budget()
        year = year_in_title(line)
        if year is not None:
            other = self._year is not None and year != self._year
            self._is_of_another_year = other and not self.annex.is_empty

    def _table(self, rows: tuple[Row, ...]) -> None:
        """Rows go where the last heading above them belongs; a table without one may go on."""
        goes = self._going_on(rows[0]) if rows else None
        begins, place, left = True, 0, []
        while place < len(rows):
            heading = self._heading(rows[place:])
            if heading is not None:
                goes, height = heading
                place, begins = place + height, True
                continue
            row = rows[place]
            if goes is _Goes.ANNEX and is_signed(row):
                goes = None
            alone = [cell.line for cell in row if cell.line]
            if len(alone) == 1 and begins_action_plan(alone[0]):
                self._in_plan = self._plan_titled = True
                goes = _Goes.NOWHERE
            if goes is None:
                left.append(row)
                if not self._in_plan and not self.annex.is_empty and looks_promised(row):
                    self.left.append(" ".join(cell.line for cell in row if cell.line))
            else:
                self._give(row, goes, begins_table=begins)
            place, begins = place + 1, False
        if not self._in_plan:
            self.lines += _as_lines(left)

    def _heading(self, rows: Sequence[Row]) -> tuple[_Goes, int] | None:
        """Where the rows below belong, and how many rows of heading begin here."""
        texts = [[cell.text for cell in row] for row in rows[:2]]
        annex = annex_heading(texts, self._year)
        if annex is not None:
            return self._annex_heading(annex, rows), annex.height
        budget = budget_heading(texts)
        if budget is not None and self._is_of_another_year and self.budget.lines:
            self.of_another_year = True
            return _Goes.NOWHERE, budget.height
        # A plan that only its quarters show ends where a budget begins.
        if budget is not None and not (self._in_plan and self._plan_titled):
            self._in_plan = False
            self.budget.begin(budget)
            return _Goes.BUDGET, budget.height
        if plan_heading(texts):
            self.seen.plan_tables += 1
            return _Goes.NOWHERE, 1
        return None

    def _annex_heading(self, heading: Heading, rows: Sequence[Row]) -> _Goes:
        if self._is_of_another_year:
            self.of_another_year = True
            return _Goes.NOWHERE
        if heading.is_of_person:
            self.seen.person_tables += 1
            return _Goes.NOWHERE
        if _is_reported(rows[:MOST_ASKED]):
            self.seen.report_tables += 1
            return _Goes.NOWHERE
        if self._in_plan or (heading.is_of_plan and not self.annex.is_empty):
            self.seen.plan_tables += 1
            self._in_plan = True
            return _Goes.NOWHERE
        self.annex.begin(heading)
        if heading.has_budget:
            self.budget.begin(heading)
        return _Goes.ANNEX

    def _going_on(self, row: Row) -> _Goes | None:
        if self._in_plan:
            return _Goes.NOWHERE
        if self.budget.goes_on_in(row):
            return _Goes.BUDGET
        if any(is_heading(cell.line, whole=True) for cell in row):
            return None
        return _Goes.ANNEX if self.annex.goes_on_in(row) else None

    def _give(self, row: Row, goes: _Goes, *, begins_table: bool) -> None:
        if goes is _Goes.BUDGET:
            self.budget.add(row)
        elif goes is _Goes.ANNEX:
            self.annex.add(row, begins_table=begins_table)
            if self.annex.heading is not None and self.annex.heading.has_budget:
                self.budget.add(row)


def _is_reported(rows: Sequence[Row]) -> bool:
    """Whether targets, actuals and achievements stand side by side, and the actuals are there."""
    texts = [[cell.line for cell in row] for row in rows]
    layout = layout_at(texts, 0)
    return layout is not None and any(
        one.actual < len(row) and row[one.actual]
        for row in texts[layout.below :]
        for one in layout.columns
    )


def _lines_of(part: Said | tuple[Row, ...]) -> Iterator[Said]:
    if isinstance(part, Said):
        yield part
        return
    for row in part:
        filled = [cell for cell in row if cell.line]
        if len(filled) == 1:
            yield from _parted(filled[0])


def _parted(cell: Said) -> Iterator[Said]:
    return (Said(line, cell.origin, cell.unclear) for line in cell.lines)


def _as_lines(rows: Sequence[Row]) -> Iterator[Said]:
    """A table used for layout: `Nama | : …` across, blocks of signatures downwards."""
    labels = {"nama", "jabatan", "nama pegawai", "nip"}
    labelled = any(
        cell.line.lower().rstrip(" :") in labels
        or re.match(r"(?:nama|jabatan)\s*:", cell.line, re.I)
        for row in rows
        for cell in row[:2]
    )
    if labelled:
        for row in rows:
            filled = [cell for cell in row if cell.line]
            if len(filled) > 1 or (filled and not _PARTS.match(filled[0].line)):
                first = filled[0]
                yield Said(" ".join(cell.line for cell in filled), filled[-1].origin, first.unclear)
        return
    for column in range(max((len(row) for row in rows), default=0)):
        for row in rows:
            if column < len(row):
                yield from _parted(row[column])
