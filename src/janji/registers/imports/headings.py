"""Finding the columns of a sheet by the words of their headings."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from janji.core.cells import Row
from janji.core.refusals import Refused

WITHIN = 30
"""Rows from the top in which a heading row is looked for; books have titles above their tables."""


@dataclass(frozen=True, slots=True)
class Headings:
    """Where a sheet's columns are: `first` is the index of the first row beneath the headings."""

    sheet: str
    first: int
    columns: Mapping[str, int]


def find_headings(
    tables: Mapping[str, Sequence[Row]],
    words: Mapping[str, Sequence[str]],
    required: Sequence[str],
) -> Headings:
    """The first sheet with a row that names all required columns.

    `words` has the headings by which each column is known, in small letters. Refuses with
    `sheet-without-rows` when nothing looks like a heading, `sheet-columns-missing` when the best
    row lacks some of the required columns.
    """
    best: Headings | None = None
    for sheet, rows in tables.items():
        for place, row in enumerate(rows[:WITHIN]):
            found = Headings(sheet, place + 1, _columns(row, words))
            if set(required) <= found.columns.keys():
                return found
            if best is None or len(found.columns) > len(best.columns):
                best = found
    if best is None or not best.columns:
        raise Refused("sheet-without-rows")
    missing = [words[one][0] for one in required if one not in best.columns]
    raise Refused("sheet-columns-missing", columns=", ".join(missing), sheet=best.sheet)


def _columns(row: Row, words: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """The first column for each known heading of a row."""
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        said = _plain(cell) if isinstance(cell, str) else ""
        name = next((name for name, known in words.items() if said in known), None)
        if said and name is not None:
            found.setdefault(name, place)
    return found


def _plain(text: str) -> str:
    """A heading in small letters, without punctuation and doubled spaces."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text.casefold()).split())
