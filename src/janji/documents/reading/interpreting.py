"""What a document's content means: from paragraphs and tables to an agreement."""

from collections.abc import Iterator, Sequence

from janji.core.agreement import MOST_ROWS, AgreementText, ObjectiveText, ProgrammeLine
from janji.core.refusals import Problem, Refused
from janji.documents.reading.annex import Annex
from janji.documents.reading.budget import Budget, begins_budget
from janji.documents.reading.content import Block, Paragraph, Table, one_line
from janji.documents.reading.statement import Statement, read_statement


def interpret(blocks: Sequence[Block], name: str) -> AgreementText:
    """The agreement in a document's content.

    Refuses with `document-without-table` an agreement whose annex was not found, with
    `document-too-many-rows` one beyond `MOST_ROWS`, and with `document-other` what is no
    agreement at all.
    """
    annex, budget = Annex(), Budget()
    lines = list(_lines_beside(blocks, annex, budget))
    statement = read_statement(lines)
    if not statement.says_agreement:
        raise Refused("document-other", name=name)
    if annex.is_empty:
        raise Refused("document-without-table", name=name)
    first, second = statement.parties()
    objectives, programmes = annex.objectives(), budget.programmes()
    _require_few(objectives, programmes, name)
    return AgreementText(
        year=statement.year,
        revision=statement.revision,
        org_unit=statement.org_unit,
        region=statement.region,
        place=statement.place,
        date_text=statement.date_text,
        first_party=first,
        second_party=second,
        objectives=objectives,
        programmes=programmes,
        total=budget.total(),
        problems=(
            *_unread(statement),
            *statement.problems,
            *annex.problems(),
            *budget.problems(),
        ),
    )


def _require_few(
    objectives: Sequence[ObjectiveText], programmes: Sequence[ProgrammeLine], name: str
) -> None:
    indicators = sum(len(objective.indicators) for objective in objectives)
    counts = {
        "objectives": len(objectives),
        "indicators": indicators,
        "programmes": len(programmes),
    }
    if max(counts.values()) > MOST_ROWS:
        raise Refused("document-too-many-rows", name=name, most=MOST_ROWS, **counts)


def _lines_beside(blocks: Sequence[Block], annex: Annex, budget: Budget) -> Iterator[str]:
    """The lines of running text; tables that are neither annex nor budget read as text too."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif (begins_budget(block) or not annex.takes(block)) and not budget.takes(block):
            yield from _as_lines(block)


def _as_lines(table: Table) -> Iterator[str]:
    """A table used for layout: `Nama | : …` across, blocks of signatures downwards."""
    labelled = any(one_line(row[0]).lower() in {"nama", "jabatan"} for row in table.rows if row)
    if labelled:
        for row in table.rows:
            yield one_line(" ".join(cell for cell in row if cell))
        return
    width = max((len(row) for row in table.rows), default=0)
    for place in range(width):
        for row in table.rows:
            cell = row[place] if place < len(row) else ""
            yield from (one_line(line) for line in cell.splitlines() if line.strip())


def _unread(statement: Statement) -> Iterator[Problem]:
    if statement.year is None:
        yield Problem("year-unreadable", "year")
    if statement.org_unit is None:
        yield Problem("office-unreadable", "org_unit")
    if statement.place is None:
        yield Problem("place-unreadable", "place")
    for where, party in (("first_party", statement.first), ("second_party", statement.second)):
        if party.name is None:
            yield Problem("party-unreadable", f"{where}.name")
