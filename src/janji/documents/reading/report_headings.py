"""Headings of a performance report's table: which columns hold which year's three figures.

A heading may have several lines: groups above (`Target`, `Realisasi`, `Rasio Capaian`) with years
below, or a year above with the three below it. Each column is known by all that stands over it.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from janji.documents.reading.content import one_line
from janji.documents.reading.report_pairing import (
    FIGURES,
    Choice,
    Columns,
    Field,
    When,
    choices,
)

Rows = Sequence[Sequence[str]]
LONGEST_HEADING = 90
MOST_LINES = 4
"""Lines of one heading, without its years and its numbering."""

_RANGE_OF_YEARS = re.compile(r"20\d\d\s*(?:-|–|s\.?\s?d\.?|sampai|/)\s*(?:20)?\d\d", re.IGNORECASE)
_YEAR = re.compile(r"\b20\d\d\b")
_CUT_YEAR = re.compile(r"\b(2)\s?(0)\s?(\d)\s?(\d)\b")
_ORDINAL = re.compile(r"(?:tahun\s*)?(?:ke\s*-?\s*)?([1-9])", re.IGNORECASE)
_QUARTER = re.compile(r"(?:triwulan|tw\.?|q)\s*-?\s*(iv|i{1,3}|[1-4])\b", re.IGNORECASE)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_NUMBERING = re.compile(r"[\"“”']?\(?\s?\d{1,2}[a-z]?\s?\)?")
_LETTER = re.compile(r"\(?[a-z]\)?", re.IGNORECASE)
_BENEATH = re.compile(r"\(?(?:%|rp|k|persen|satuan|ribu|juta|tahun)\.?\)?|\(?%\)?", re.IGNORECASE)


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


_FIGURE = re.compile(r"(?!20\d\d$|\d$)\(?-?\d[\d.,]*\)?\s*%?")
"""A cell of a row of values, whatever words stand beside it; years and ordinals may head columns."""


def looks_like_heading(row: Sequence[str]) -> bool:
    """Whether a row among others names at least two of the three figures, and holds none."""
    if any(_FIGURE.fullmatch(cell.strip()) for cell in row):
        return False
    return len({role_of(cell) for cell in row} & set(FIGURES)) > 1


def _highest(rows: Rows, first: int) -> int:
    """Lines above that name what stands beside the figures, or whose groups they are."""
    top = first
    while top > 0 and first - top < MOST_LINES and _belongs_above(rows[top - 1], rows[top]):
        top -= 1
    return top


def _belongs_above(above: Sequence[str], below: Sequence[str]) -> bool:
    named = {role_of(cell) for cell in above}
    gaps = any(role_of(cell) in {"number", "indicator", "objective"} for cell in below)
    return bool(named & {"number", "indicator", "objective"}) and not gaps


def _completed(rows: Rows, top: int, last: int) -> Layout | None:
    """Takes in the lines below that only name years, and passes over a numbering of the columns."""
    fields = _fields(rows[top : last + 1])
    beside = {field.column for field in fields if field.role not in FIGURES}
    below = last + 1
    while below < len(rows) and _names_times(rows[below], beside):
        below += 1
    fields = _fields(rows[top:below])
    places = {field.role: field.column for field in reversed(fields)}
    indicator = places.get("indicator", places.get("objective"))
    while below < len(rows) and is_numbering(rows[below], indicator):
        below += 1
    found = choices(fields)
    if not found:
        return None
    numbers = [one.column for one in fields if one.role == "number"]
    before = [one for one in numbers if indicator is None or one < indicator] or numbers
    return Layout(below, found, max(before, default=None), indicator, places.get("year"))


def is_numbering(row: Sequence[str], indicator: int | None) -> bool:
    """`(1) (2) (3)` or `a b c`: an indicator is never called by a number alone."""
    filled = [one_line(cell) for cell in row if cell]
    if len(filled) > 2 and all(_LETTER.fullmatch(cell) for cell in filled):
        return True
    if indicator is not None and indicator < len(row) and row[indicator]:
        return _NUMBERING.fullmatch(one_line(row[indicator])) is not None
    bracketed = sum(1 for cell in filled if re.fullmatch(r"[\"“”']?\(\d{1,2}\)", cell))
    return len(filled) > 2 and bracketed * 2 > len(filled)


def _names_times(row: Sequence[str], beside: set[int]) -> bool:
    filled = {place: one_line(cell) for place, cell in enumerate(row) if cell.strip()}
    if len(filled) < 2 or beside & filled.keys():
        return False
    return all(map(_may_stand_beneath, filled.values()))


def _may_stand_beneath(label: str) -> bool:
    """What parts a figure's column: times, a total of them, performance and money, units."""
    said = label.lower().strip(" .:()")
    parting = said in (*_words()["performance"]["words"], *_words()["whole"]["words"])
    figure = bool(_when_of([label])) or role_of(label) in FIGURES
    return parting or figure or bool(_BENEATH.fullmatch(label)) or _never(said)


def _fields(lines: Rows) -> list[Field]:
    """The columns that have a role; one that no line names has none."""
    fields = []
    for column, heading in enumerate(_headings(lines)):
        role = _role_under(heading)
        if role:
            fields.append(Field(column, role, _when_of(heading), heading, _is_aside(role, heading)))
    return _with_an_actual(fields)


def _is_aside(role: str, heading: tuple[str, ...]) -> bool:
    """Whether another figure than the year's own is meant, if there is one."""
    said = " ".join(heading).lower()
    named = role != "printed" or "capai" in said
    return not named or any(word in said for word in _words()["aside"]["words"])


def _headings(lines: Rows) -> list[tuple[str, ...]]:
    """For every column what stands over it, the highest line first.

    A group names its first column only: what is empty beside it belongs to it where the line below
    goes on.
    """
    width = max(map(len, lines), default=0)
    padded = [[one_line(cell) for cell in line] + [""] * (width - len(line)) for line in lines]
    for line, following in pairwise(padded):
        for column in range(1, width):
            if not line[column] and following[column] and not _starts_anew(padded, line, column):
                line[column] = line[column - 1]
    return [tuple(filter(None, one)) for one in zip(*padded, strict=True)]


def _starts_anew(padded: Rows, line: Sequence[str], column: int) -> bool:
    """Whether a line above already begins another group here."""
    higher = padded[: next(place for place, one in enumerate(padded) if one is line)]
    return any(one[column] != one[column - 1] for one in higher)


def _role_under(heading: tuple[str, ...]) -> str | None:
    """The lowest line that names a role decides; money is passed over, performance is not."""
    for label in reversed(heading):
        said = label.lower().strip(" .:()")
        if said in _words()["performance"]["words"]:
            break
        if _never(said):
            return None
    roles = list(filter(None, map(role_of, reversed(heading))))
    # `(%)` or `Tahun` below a figure's name says nothing new.
    telling = (role_of(label) for label in reversed(heading) if not _BENEATH.fullmatch(label))
    return next(filter(None, telling), roles[0] if roles else None)


def _never(said: str) -> bool:
    return any(re.search(rf"\b{re.escape(word)}", said) for word in _words()["never"]["words"])


def role_of(label: str) -> str | None:
    """What a single heading says its column is for."""
    said = one_line(label).lower().strip(" .:")
    if not said or len(said) > LONGEST_HEADING:
        return None
    bare = re.sub(r"[().:]", " ", said)
    exact = [role for role, words in _words()["is"].items() if " ".join(bare.split()) in words]
    if exact:
        return str(exact[0])
    fitting = [
        (len(word), str(role))
        for role, words in _words()["begins"].items()
        for word in words
        if said.removeprefix("(").startswith(word)
    ]
    return max(fitting)[1] if fitting else None


@cache
def _words() -> dict[str, Any]:
    raw = (files("janji.documents.reading") / "report_words.toml").read_text("utf-8")
    return tomllib.loads(raw)


def _when_of(heading: Sequence[str]) -> When:
    """The lowest line that names a time decides."""
    year = ordinal = quarter = None
    for label in reversed(heading):
        text = _CUT_YEAR.sub(r"\1\2\3\4", label)
        found = _QUARTER.search(text)
        quarter = quarter or (_quarter(found[1]) if found else None)
        years = [] if _RANGE_OF_YEARS.search(text) else _YEAR.findall(text)
        year = year or (int(years[-1]) if years else None)
        alone = _ORDINAL.fullmatch(text.strip(" .()"))
        ordinal = ordinal or (int(alone[1]) if alone else None)
    return When(year, None if year else ordinal, quarter)


def _quarter(said: str) -> int:
    return _ROMAN.get(said.lower()) or int(said)


def _with_an_actual(fields: list[Field]) -> list[Field]:
    """`Target | Capaian | %`: the achievement that is no percentage is what was reached."""
    roles = [field.role for field in fields]
    if "actual" in roles or roles.count("printed") < 2:
        return fields
    return [replace(one, role="actual") if _may_be_actual(one) else one for one in fields]


def _may_be_actual(field: Field) -> bool:
    said = " ".join(field.heading).lower()
    begins = any(
        label.lower().startswith(tuple(_words()["either"]["actual"])) for label in field.heading
    )
    return field.role == "printed" and begins and not re.search(r"%|persen|rasio|tingkat", said)
