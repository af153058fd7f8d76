"""Tables that lost their shape: one cell on each line, the names of the columns first.

Where empty cells are empty lines, the cells can be counted off again. Where they are not, or a
cell has several lines, the targets tell the rows apart, and everything is unclear.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from janji.core.agreement import TargetKind
from janji.core.targets import any_money, read_target
from janji.documents.reading.budget import SOURCE_OF_MONEY
from janji.documents.reading.content import Row, Said
from janji.documents.reading.explaining import BARE_ITEM, starts_paragraph
from janji.documents.reading.headings import Heading, annex_heading, budget_heading
from janji.documents.reading.kinds import ends_table
from janji.documents.reading.roles import is_column_count, is_heading

_MOST_COLUMNS = 10
_NUMBER = re.compile(r"(?:\d{1,2}|[a-z])(?:\.\d{1,2})*[.)]?", re.IGNORECASE)
_SOURCE = re.compile(SOURCE_OF_MONEY, re.IGNORECASE)
_TOTAL = re.compile(r"(?:jumlah|total)\b", re.IGNORECASE)

Part = Said | tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    heading: Heading
    names: Row
    is_budget: bool


def with_tables(parts: Sequence[Part]) -> list[Part]:
    """The parts of a document with its flat tables as tables again."""
    return list(_regrouped(parts))


def _regrouped(parts: Sequence[Part]) -> Iterator[Part]:
    place = 0
    while place < len(parts):
        found = _heading_at(parts, place)
        if found is None:
            yield parts[place]
            place += 1
            continue
        body, place = _body(parts, place + found.heading.width)
        yield (found.names, *_rows(found, body))


def _heading_at(parts: Sequence[Part], place: int) -> _Found | None:
    """The names of columns on lines of their own: as many as follow each other."""
    names: list[Said] = []
    for part in parts[place : place + _MOST_COLUMNS]:
        if not isinstance(part, Said) or not (
            _names_column(part.line) or (names and not part.line)
        ):
            break
        names.append(part)
    while names and not names[-1].line:
        names.pop()
    for width in range(len(names), 1, -1):
        texts = [[one.line for one in names[:width]]]
        annex, budget = annex_heading(texts, None), budget_heading(texts)
        if annex is not None and "target" in annex.roles:
            return _Found(annex, tuple(names[:width]), is_budget=False)
        if budget is not None and annex is None and width <= 5:
            return _Found(budget, tuple(names[:width]), is_budget=True)
    return None


def _names_column(line: str) -> bool:
    return is_heading(line, whole=True)


def _body(parts: Sequence[Part], place: int) -> tuple[list[Said], int]:
    body: list[Said] = []
    while place < len(parts):
        part = parts[place]
        if not isinstance(part, Said) or ends_table(part.line) or _heading_at(parts, place):
            break
        body.append(part)
        place += 1
    while body and not body[-1].line:
        body.pop()
    return body, place


def _rows(found: _Found, body: Sequence[Said]) -> list[Row]:
    width = found.heading.width
    while body and not body[0].line:
        body = body[1:]
    if is_column_count([one.line for one in body[:width]]):
        body = body[width:]
    counted = _counted_off(found, body) or _counted_off(found, _joined(found, body))
    if counted is not None:
        return counted
    return list(_budget_rows(found, body) if found.is_budget else _annex_rows(found, body))


def _counted_off(found: _Found, body: Sequence[Said]) -> list[Row] | None:
    """Every so many lines a row, if every row then looks like one."""
    width = found.heading.width
    missing = -len(body) % width
    whole = [*body, *(Said("") for _ in range(missing))]
    rows = [tuple(whole[k : k + width]) for k in range(0, len(whole), width)]
    return rows if rows and all(_looks_right(found, row) for row in rows) else None


def _joined(found: _Found, body: Sequence[Said]) -> list[Said]:
    """Lines of one cell put together: labelled parts of an explanation with their items, numbered
    indicators below each other, and as many targets and units as there were indicators."""
    cells: list[Said] = []
    items = 0
    column = 0
    roles = {place: role for role, place in found.heading.roles.items()}
    place = 0
    while place < len(body):
        role = roles.get(column % found.heading.width)
        taken = _lines_of_cell(body, place, role, items)
        lines = body[place : place + taken]
        if role == "indicator":
            items = taken
        text = "\n".join(one.line for one in lines)
        cells.append(Said(text, lines[0].origin, lines[0].unclear))
        place, column = place + taken, column + 1
    return cells


def _lines_of_cell(body: Sequence[Said], place: int, role: str | None, items: int) -> int:
    """How many lines the cell of a column takes."""
    if role == "indicator":
        return _run(body, place, BARE_ITEM.match) or 1
    if role in {"target", "unit"} and items > 1:
        return min(items, len(body) - place)
    if role in {"explanation", "formula"} and starts_paragraph(body[place].line):
        return _run(body, place, lambda line: starts_paragraph(line) or None)
    return 1


def _run(body: Sequence[Said], place: int, wanted: Callable[[str], object | None]) -> int:
    """How many lines from a place on are of a sort."""
    return sum(1 for _ in takewhile(lambda one: wanted(one.line), body[place:]))


def _looks_right(found: _Found, row: Row) -> bool:
    roles = found.heading.roles
    number = roles.get("number")
    if number is not None and row[number].line and not _NUMBER.fullmatch(row[number].line):
        return bool(found.is_budget and _TOTAL.match(row[number].line))
    if found.is_budget:
        amount, name = row[roles["amount"]].line, row[roles["programme"]].line
        numbered = number is not None and bool(row[number].line)
        return any_money(name) is None and (not amount or numbered or any_money(amount) is not None)
    targets, indicator = row[roles["target"]].lines, row[roles["indicator"]].line
    return bool(indicator) and not _is_target(indicator) and all(map(_is_target, targets))


def _is_target(text: str) -> bool:
    said = text.strip()
    return (
        len(said) < 60
        and (read_target(said).kind is not TargetKind.NONE or said in {"-", "–", "N/A"})
        and not starts_paragraph(said)
    )


def _unclear(said: Sequence[Said]) -> Said:
    """Lines put together as one cell that a person must look at."""
    filled = [one for one in said if one.line]
    if not filled:
        return Said("")
    return Said("\n".join(one.line for one in filled), filled[0].origin, unclear=True)


def _annex_rows(found: _Found, body: Sequence[Said]) -> Iterator[Row]:
    """Rows told apart by their targets: what stands before one belongs to it."""
    roles = found.heading.roles
    before: list[Said] = []
    for place, one in enumerate(body):
        begins_next = place + 1 >= len(body) or not starts_paragraph(body[place + 1].line)
        if before and _is_target(one.line) and not _NUMBER.fullmatch(before[-1].line):
            row = _row_before(found, before, one)
            before = []
            if row is not None:
                yield row
        elif one.line or begins_next:
            before.append(one)
    if any(one.line for one in before):
        cells = [Said("") for _ in found.heading.texts]
        place = roles.get("explanation", roles["indicator"])
        cells[place] = _unclear(before)
        yield tuple(cells)


def _row_before(found: _Found, before: Sequence[Said], target: Said) -> Row | None:
    roles = found.heading.roles
    filled = [one for one in before if one.line]
    cells = [Said("") for _ in found.heading.texts]
    cells[roles["target"]] = _unclear([target])
    if filled and _NUMBER.fullmatch(filled[0].line) and "number" in roles:
        cells[roles["number"]] = filled[0]
        filled = filled[1:]
    labels = [k for k, one in enumerate(filled) if starts_paragraph(one.line)]
    explained = filled[labels[0] :] if labels else []
    plain = filled[: labels[0]] if labels else filled
    if "unit" in roles and roles["unit"] < roles["target"] and len(plain) > 1 and not explained:
        cells[roles["unit"]] = _unclear([plain[-1]])
        plain = plain[:-1]
    if not plain:
        return None
    cells[roles["indicator"]] = _unclear([plain[-1]])
    if "objective" in roles and len(plain) > 1:
        cells[roles["objective"]] = _unclear(plain[:-1])
    if "explanation" in roles:
        cells[roles["explanation"]] = _unclear(explained)
    return tuple(cells)


def _budget_rows(found: _Found, body: Sequence[Said]) -> Iterator[Row]:
    """Names until an amount; `Rp` may stand on a line before its figure."""
    roles = found.heading.roles
    names: list[Said] = []
    sign = ""
    for one in body:
        line = one.line
        if re.fullmatch(r"rp\s*\.?", line, re.IGNORECASE):
            sign = line
            continue
        amount = f"{sign} {line}".strip()
        numbered = not names and _NUMBER.fullmatch(line) and not sign
        if line and names and not numbered and any_money(amount) is not None:
            cells = [Said("") for _ in found.heading.texts]
            filled = [name for name in names if not _NUMBER.fullmatch(name.line)]
            text = " ".join(name.line for name in filled)
            joined = Said(text, names[0].origin, unclear=len(filled) != 1)
            cells[roles["programme"]] = joined
            cells[roles["amount"]] = Said(amount, one.origin)
            yield tuple(cells)
            names, sign = [], ""
        elif line and not (not names and _SOURCE.fullmatch(line)):
            names.append(one)
    if names:
        cells = [Said("") for _ in found.heading.texts]
        cells[roles["programme"]] = _unclear(names)
        yield tuple(cells)
