"""What a document's content means: from paragraphs and tables to an agreement."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from janji.core.agreement import MOST_ROWS, AgreementText, ObjectiveText, ProgrammeLine
from janji.core.origins import Confidence
from janji.core.refusals import Problem, Refused
from janji.documents.reading.annex import Annex
from janji.documents.reading.budget import Budget, unread_amounts
from janji.documents.reading.content import Block, Said, placed
from janji.documents.reading.document_parts import DocumentParts
from janji.documents.reading.explaining import speaks_of_indicator
from janji.documents.reading.flat import with_tables
from janji.documents.reading.kinds import (
    require_agreement,
)
from janji.documents.reading.parting import first_agreement
from janji.documents.reading.promised import annex_problems, annex_values
from janji.documents.reading.statement import Statement, read_statement
from janji.documents.reading.titles import office_of_position


def interpret(blocks: Sequence[Block], name: str) -> AgreementText:
    """The agreement in a document's content.

    Refuses with `document-individual`, `document-action-plan`, `document-blank-form` and
    `document-other` what is no agreement, with `document-without-table` one of which nothing
    but the title was found, and with `document-too-many-rows` one beyond `MOST_ROWS`. A letter
    without an annex is an agreement with the problem `annex-missing`; of several agreements in one
    file the first is read, with the problem `several-agreements`.
    """
    parts, count = first_agreement(with_tables(list(placed(blocks))))
    document = DocumentParts(parts)
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


def _of_another_year(document: DocumentParts) -> Iterator[Problem]:
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
