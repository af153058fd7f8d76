"""What a document's content means: from paragraphs and tables to an agreement."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from enum import Enum

from janji.core.agreement import MOST_ROWS, AgreementText, ObjectiveText, ProgrammeLine
from janji.core.origins import Confidence
from janji.core.refusals import Problem, Refused
from janji.documents.reading.annex import Annex, is_signed, looks_promised
from janji.documents.reading.budget import Budget, unread_amounts
from janji.documents.reading.content import Block, Row, Said, placed
from janji.documents.reading.explaining import speaks_of_indicator
from janji.documents.reading.flat import with_tables
from janji.documents.reading.headings import Heading, annex_heading, budget_heading, plan_heading
from janji.documents.reading.kinds import (
    Seen,
    begins_action_plan,
    begins_agreement,
    require_agreement,
)
from janji.documents.reading.parting import first_agreement
from janji.documents.reading.promised import annex_problems, annex_values
from janji.documents.reading.report_headings import layout_at
from janji.documents.reading.roles import is_heading
from janji.documents.reading.statement import Statement, read_statement
from janji.documents.reading.titles import is_title, office_of_position, title_year, year_in_title

MOST_ASKED = 20
"""Rows that tell a report from an agreement whose columns for it are still empty."""
_PARTS = re.compile(r"[:.\s]*$")


def interpret(blocks: Sequence[Block], name: str) -> AgreementText:
    """The agreement in a document's content.

    Refuses with `document-individual`, `document-action-plan`, `document-blank-form` and
    `document-other` what is no agreement, with `document-without-table` one of which nothing
    but the title was found, and with `document-too-many-rows` one beyond `MOST_ROWS`. A letter
    without an annex is an agreement with the problem `annex-missing`; of several agreements in one
    file the first is read, with the problem `several-agreements`.
    """
    parts, count = first_agreement(with_tables(list(placed(blocks))))
    document = _Document(parts)
    statement = read_statement(document.lines)
    annex, budget = document.annex, document.budget
    require_agreement(statement, document.lines, document.seen, name, has_annex=not annex.is_empty)
    annex.settle()
    values = annex_values(annex)
    programmes = budget.programmes()
    _require_few(values.objectives, programmes, name)
    first, second = statement.parties()
    text = AgreementText(
        year=statement.year,
        revision=statement.revision,
        org_unit=statement.org_unit,
        region=statement.region,
        place=statement.place,
        date_text=statement.date_text,
        first_party=first,
        second_party=second,
        objectives=values.objectives,
        programmes=programmes,
        total=budget.total(),
        problems=(
            *_several(count),
            *_missing(statement, annex),
            *statement.problems,
            *_left(document.lines, document.left),
            *_of_another_year(document),
            *annex_problems(annex, values),
            *budget.problems(),
            *_lone_amounts(annex),
            *unread_amounts(document.lines, has_total=budget.total_cell is not None),
        ),
    )
    found = {**dict(statement.places()), **values.cells, **dict(_budget_cells(budget))}
    return _with_origins(_with_office(text), found)


class _Goes(Enum):
    """Where the rows below a heading belong."""

    ANNEX = "annex"
    BUDGET = "budget"
    NOWHERE = "nowhere"


class _Document:
    """Goes through a document once: rows to the annex and the budget, the rest to the lines."""

    def __init__(self, parts: Sequence[Said | tuple[Row, ...]]) -> None:
        self.annex, self.budget, self.seen = Annex(), Budget(), Seen()
        self.lines: list[Said] = []
        self._in_plan = self._plan_titled = False
        self._is_titled = self._is_of_another_year = False
        self._untitled = self.annex, self.budget
        self.left: list[str] = []
        self.of_another_year = False
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


def _missing(statement: Statement, annex: Annex) -> Iterator[Problem]:
    if statement.year is None:
        yield Problem("year-range" if statement.year_is_range else "year-unreadable", "year")
    if statement.org_unit is None:
        yield Problem("office-unreadable", "org_unit")
    if statement.place is None:
        yield Problem("place-unreadable", "place")
    for where, party in (("first_party", statement.first), ("second_party", statement.second)):
        if party.name is None:
            yield Problem("party-unreadable", f"{where}.name")
        elif party.position is None:
            yield Problem("position-unreadable", f"{where}.position")
    if annex.is_empty:
        yield Problem("annex-missing", "objectives")


def _lone_amounts(annex: Annex) -> Iterator[Problem]:
    """A column of money beside the indicators, without one of programmes."""
    roles = annex.heading.roles if annex.heading else {}
    if "amount" in roles and "programme" not in roles and annex.heading:
        head = annex.heading.texts[roles["amount"]]
        yield Problem("amounts-unread", "programmes", {"said": head})


def _several(count: int) -> Iterator[Problem]:
    if count > 1:
        yield Problem("several-agreements", "first_party", {"count": count})


def _left(lines: Sequence[Said], rows: Sequence[str]) -> Iterator[Problem]:
    """A row of the annex that was read as running text, or stands in a table of another shape."""
    found = [line.line for line in lines if speaks_of_indicator(line.line)] + list(rows)
    if found:
        yield Problem("rows-left", "objectives", {"said": found[0][:120]})


def _of_another_year(document: _Document) -> Iterator[Problem]:
    if document.of_another_year:
        yield Problem("tables-of-another-year", "objectives")


def _with_office(text: AgreementText) -> AgreementText:
    """An office that is printed nowhere by itself is taken from the position of its head."""
    office = office_of_position(text.first_party.position)
    if text.org_unit is not None or office is None:
        return text
    problems = tuple(
        Problem("office-from-position", "org_unit", {"office": office})
        if one.code == "office-unreadable"
        else one
        for one in text.problems
    )
    return replace(text, org_unit=office, problems=problems)


def _budget_cells(budget: Budget) -> Iterator[tuple[str, Said]]:
    for order, line in enumerate(budget.lines):
        yield f"programmes[{order}].name", line.cell
        if line.amount is not None:
            yield f"programmes[{order}].amount", line.amount
    if budget.total_cell is not None:
        yield "total", budget.total_cell


def _with_origins(text: AgreementText, cells: Mapping[str, Said]) -> AgreementText:
    """Where every value stands; what a problem speaks of is not sure, wherever it stands."""
    asked = {problem.where for problem in text.problems}
    origins = {
        path: replace(cell.origin, confidence=Confidence.LOW) if path in asked else cell.origin
        for path, cell in cells.items()
    }
    pictured = any(
        origin.confidence is Confidence.LOW and not cells[path].unclear and path not in asked
        for path, origin in origins.items()
    )
    problems = (Problem("read-from-picture"), *text.problems) if pictured else text.problems
    return replace(text, origins=origins, problems=problems)


def _require_few(
    objectives: Sequence[ObjectiveText], programmes: Sequence[ProgrammeLine], name: str
) -> None:
    """Refuses what is too long before anything is compared with everything else."""
    counts = {
        "objectives": len(objectives),
        "indicators": sum(len(objective.indicators) for objective in objectives),
        "programmes": len(programmes),
    }
    if max(counts.values()) > MOST_ROWS:
        raise Refused("document-too-many-rows", name=name, most=MOST_ROWS, **counts)
