"""Headings of a performance report's table: which columns hold which year's three figures.

A heading may have several lines: groups above (`Target`, `Realisasi`, `Rasio Capaian`) with years
below, or a year above with the three below it. Each column is known by all that stands over it.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from janji.documents.reading.content import one_line
from janji.documents.reading.report_labels import (
    is_aside,
    is_of_money,
    is_share,
    may_be_actual,
    may_stand_beneath,
    role_of,
    role_under,
    speaks_of_quarters,
    when_of,
)
from janji.documents.reading.report_pairing import FIGURES, Choice, Columns, Field, choices

Rows = Sequence[Sequence[str]]
MOST_LINES = 4
"""Lines of one heading, without its years and its numbering."""

_COUNTED = re.compile(r"[\"“”']?\(?\s?(\d{1,2}|[a-z])[a-z]?\s?\)?(?:\s*[=(:].*)?", re.IGNORECASE)
_COMPUTED = re.compile(r"[\d()\s.,+%=-]*[/:*x][\d()\s/:*x=.,%+-]*", re.IGNORECASE)
_BRACKETED = re.compile(r"[\"“”']?\(\d{1,2}\)")
_NUMBER_ALONE = re.compile(r"\(?\d{1,2}(?:\.\d{1,2})?\s?[.)]?|[a-z][.)]", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3}")
_VALUE = re.compile(r"[-−(]?\s?\d[\d.,]*\s?\)?\s*%?")
_BESIDE = {"number", "indicator", "objective"}
MOST_ASKED = 60
"""Rows, a page or two, that tell which of several columns under one heading holds the figures."""
_FIGURE = re.compile(r"(?!20\d\d$|\d$)\(?-?\d[\d.,]*\)?\s*%?")
"""A cell of a row of values, whatever words stand beside it; years and ordinals may head columns."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How to read the rows below a heading; `below` is the first of them."""

    below: int
    choices: tuple[Choice, ...]
    number: int | None = None
    indicator: int | None = None
    year: int | None = None

    @property
    def columns(self) -> tuple[Columns, ...]:
        """The likeliest columns of every choice."""
        return tuple(one.among[0] for one in self.choices)

    def same_columns(self, other: "Layout") -> bool:
        """Whether another heading says the same, whatever its rows decided."""
        mine, others = ([(one.printed, one.when) for one in x.columns] for x in (self, other))
        return mine == others and self.indicator == other.indicator


def layout_at(rows: Rows, last: int) -> Layout | None:
    """The heading whose line with the three figures is `rows[last]`; `None` where it is none."""
    if not any(role_of(cell) in FIGURES for cell in rows[last]):
        return None
    for first in range(last, max(last - MOST_LINES, -1), -1):
        if choices(_fields(rows[first : last + 1])):
            top = _highest(rows, first)
            return _completed(rows, top, last)
    return None


def looks_like_heading(row: Sequence[str]) -> bool:
    """Whether a row among others names at least two of the three figures, and holds none."""
    if any(_FIGURE.fullmatch(cell.strip()) for cell in row):
        return False
    return len({role_of(cell) for cell in row} & set(FIGURES)) > 1


def names_something_else(row: Sequence[str]) -> bool:
    """Whether words alone, side by side, name the columns of another table."""
    filled = [one_line(cell) for cell in row if cell.strip()]
    return len(filled) > 2 and not any(re.search(r"\d", cell) for cell in filled)


def names_columns(row: Sequence[str], number: int | None) -> bool:
    """Whether a row is the heading of another table: `No` where the numbers stood, and no figure."""
    said = row[number] if number is not None and number < len(row) else ""
    filled = [cell for cell in row if cell.strip()]
    return (
        role_of(said) == "number"
        and len(filled) > 2
        and not any(_FIGURE.fullmatch(cell.strip()) for cell in filled)
    )


def _highest(rows: Rows, first: int) -> int:
    """The line that names what stands beside the figures; lines between it and them group them."""
    if _named(rows[first]) & {"number"}:
        return first
    for top in range(first - 1, max(first - MOST_LINES, -1), -1):
        if any(_FIGURE.fullmatch(cell.strip()) for cell in rows[top]):
            break
        named = _named(rows[top])
        if "number" in named or (named & _BESIDE and not _named(rows[first]) & _BESIDE):
            return top
    return first


def _named(row: Sequence[str]) -> set[str | None]:
    return {role_of(cell) for cell in row}


def _completed(rows: Rows, top: int, last: int) -> Layout | None:
    """Takes in the lines below that only part the figures, and passes over a numbering."""
    beside = {field.column for field in _fields(rows[top : last + 1]) if field.role not in FIGURES}
    below = last + 1
    parts: set[int] = set()
    while below < len(rows) and _parts_figures(rows[below], beside):
        if not all(map(may_stand_beneath, filter(None, map(one_line, rows[below])))):
            parts.add(below - top)
        below += 1
    fields = _fields(rows[top:below], parts)
    some = rows[below:][:MOST_ASKED]
    nameless = {column for column, said in enumerate(_headings(rows[top:below])) if not said}
    number, indicator = _beside(fields, nameless, some)
    while below < len(rows) and is_numbering(rows[below], indicator):
        below += 1
    found = choices(_with_values(fields, nameless, some))
    if not found:
        return None
    year = next((one.column for one in fields if one.role == "year"), None)
    return Layout(below, found, number, indicator, year)


def _beside(
    fields: Sequence[Field], nameless: Collection[int], some: Rows
) -> tuple[int | None, int | None]:
    """The columns of numbers and of indicators; one heading may stand over both."""
    columns: dict[str, list[int]] = {}
    for field in fields:
        columns.setdefault(field.role, []).append(field.column)
    called = columns.get("indicator") or columns.get("objective") or []
    called = [*called, *(one + 1 for one in called if one + 1 in nameless)]
    worded = {one: sum(1 for row in some if _WORD.search(_cell(row, one))) for one in called}
    indicator = max(worded, key=worded.__getitem__, default=None)
    if indicator is None:
        return max(columns.get("number", []), default=None), None
    own = [one for one in called if one < indicator and _are_numbers(some, one)]
    numbers = own or [one for one in columns.get("number", []) if one < indicator]
    return max(numbers or columns.get("number", []), default=None), indicator


def _are_numbers(rows: Rows, column: int) -> bool:
    filled = [said for row in rows if (said := _cell(row, column))]
    return bool(filled) and all(map(_NUMBER_ALONE.fullmatch, filled))


def _with_values(fields: Sequence[Field], nameless: Collection[int], some: Rows) -> list[Field]:
    """A figure's heading may stand over its unit and itself: `% | 80`."""
    found = []
    for field in fields:
        right = field.column + 1
        moved = (
            field.role in FIGURES
            and right in nameless
            and _values(some, field.column) < _values(some, right)
        )
        found.append(replace(field, column=right) if moved else field)
    return found


def _values(rows: Rows, column: int) -> int:
    return sum(1 for row in rows if _VALUE.match(_cell(row, column)))


def _cell(row: Sequence[str], column: int) -> str:
    return one_line(row[column]) if column < len(row) else ""


def is_numbering(row: Sequence[str], indicator: int | None) -> bool:
    """`(1) (2) (3)`, `a b c` or `1 2 3 (4=3/2)`: counted columns, and no word for an indicator."""
    filled = [one_line(cell) for cell in row if cell.strip()]
    filled = [cell for cell in filled if not _COMPUTED.fullmatch(cell)]
    if len(filled) < 3:
        return False
    said = _cell(row, indicator) if indicator is not None else ""
    if said and not _COUNTED.fullmatch(said):
        return False
    if sum(1 for cell in filled if _BRACKETED.fullmatch(cell)) * 2 > len(filled):
        return True
    counted = [found[1] for cell in filled if (found := _COUNTED.fullmatch(cell))]
    places = [int(one) if one.isdigit() else ord(one.lower()) - ord("a") + 1 for one in counted]
    steps = [later - earlier for earlier, later in pairwise(places)]
    return len(counted) == len(filled) and places[0] == 1 and all(1 <= step <= 2 for step in steps)


def _parts_figures(row: Sequence[str], beside: set[int]) -> bool:
    """Whether a line only parts the figures above it: by times, or by labels said under each."""
    filled = {place: one_line(cell) for place, cell in enumerate(row) if cell.strip()}
    if len(filled) < 2 or beside & filled.keys():
        return False
    if all(map(may_stand_beneath, filled.values())):
        return True
    labels = [said.casefold() for said in filled.values()]
    wordy = not any(_VALUE.fullmatch(said) for said in labels)
    return wordy and all(labels.count(said) > 1 or may_stand_beneath(said) for said in labels)


def _fields(lines: Rows, parts: Collection[int] = ()) -> list[Field]:
    """The columns that have a role; one that no line names has none. `parts` are lines whose
    labels part the figures above them."""
    fields: list[Field] = []
    others: list[Field] = []
    headings = _headings(lines)
    quarterly = any(map(speaks_of_quarters, headings))
    of_money = False
    for column, heading in enumerate(headings):
        labels = [label for place in parts if (label := _cell(lines[place], column))]
        bare = tuple(label for label in heading if label not in labels)
        role = role_under(bare)
        found = {one.role for one in fields}
        if is_of_money(bare):
            of_money = found >= set(FIGURES)  # what was spent of it follows
        elif role not in {"actual", "printed"}:
            of_money = False
        if role and not of_money:
            when = when_of(heading)
            part = next((one.casefold() for one in labels), when.part)
            if quarterly and when.ordinal:
                when = replace(when, ordinal=None, quarter=when.ordinal)
            when = when if when.quarter or when.ordinal else replace(when, part=part)
            fields.append(Field(column, role, when, heading, is_aside(role, heading)))
        elif not role and role_under(bare, whosever=True) == "target":
            others.append(Field(column, "target", when_of(heading), heading, aside=True))
    has_target = any(one.role == "target" for one in fields)
    return _with_all_three(fields if has_target else fields + others)


def _headings(lines: Rows) -> list[tuple[str, ...]]:
    """For every column what stands over it, the highest line first.

    A group names its first column only: what is empty beside it belongs to it where the line below
    goes on.
    """
    width = max(map(len, lines), default=0)
    padded = [[one_line(cell) for cell in line] + [""] * (width - len(line)) for line in lines]
    for place, line in enumerate(padded):
        for column in range(1, width):
            goes_on = any(lower[column] for lower in padded[place + 1 :])
            if not line[column] and goes_on and not _starts_anew(padded[:place], column):
                line[column] = line[column - 1]
    return [tuple(filter(None, one)) for one in zip(*padded, strict=True)]


def _starts_anew(higher: Rows, column: int) -> bool:
    """Whether a line above already begins another group here."""
    return any(one[column] != one[column - 1] for one in higher)


def _with_all_three(fields: list[Field]) -> list[Field]:
    """`Target | Capaian | %`: the achievement that is no percentage is what was reached;
    `Target | Realisasi | Realisasi (%)`: the actual that is one is the achievement."""
    roles = [field.role for field in fields]
    if "actual" not in roles and roles.count("printed") > 1:
        return [
            replace(one, role="actual")
            if one.role == "printed" and may_be_actual(one.heading)
            else one
            for one in fields
        ]
    if "printed" not in roles and roles.count("actual") > 1:
        return [
            replace(one, role="printed") if one.role == "actual" and is_share(one.heading) else one
            for one in fields
        ]
    return fields
