"""Cells of spreadsheets as values: villages, days, months, short texts; and what is wrong with them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from janji.core.cells import Cell, Row, column_letter
from janji.core.refusals import Problem
from janji.core.written_days import read_when
from janji.orgs.models import OrgUnit
from janji.registers.communities import queries
from janji.registers.communities.intake import VILLAGES, key_of
from janji.registers.imports.headings import Headings

SHOWN = 60
"""Letters of a cell that a problem repeats."""
BEFORE_NAMES = ("desa", "ds", "kelurahan", "kel")


class Wrong(Exception):
    """A cell that cannot be used: which column, and the problem's code and facts."""

    def __init__(self, column: str, code: str, **said: object) -> None:
        super().__init__(code)
        self.column, self.code, self.said = column, code, said

    def problem(self, headings: Headings, line: int) -> Problem:
        """The problem with its cell as people name it: `Lembaga!C12`."""
        place = headings.columns.get(self.column, 0)
        return Problem(self.code, f"{headings.sheet}!{column_letter(place)}{line}", self.said)


Cells = Mapping[str, Cell]


def rows_beneath(
    headings: Headings, table: Sequence[Row], needed: Sequence[str]
) -> Iterator[tuple[int, Cells]]:
    """The cells of every row by column, with the row's line; rows without anything needed are passed."""
    for line, row in enumerate(table[headings.first :], start=headings.first + 1):
        cells = {
            name: row[place] if place < len(row) else None
            for name, place in headings.columns.items()
        }
        if any(text(cells.get(name)) for name in needed):
            yield line, cells


def text(cell: Cell) -> str:
    """What a cell says, with single blanks."""
    return " ".join(str(cell).split()) if cell is not None else ""


def said(cell: Cell) -> str:
    """As much of a cell as a problem repeats."""
    return text(cell)[:SHOWN]


def day(cells: Cells, column: str, problem: str) -> date | None:
    """A day, or nothing when the cell is empty."""
    cell = cells.get(column)
    if not text(cell):
        return None
    found = read_when(cell, timezone.get_current_timezone())
    if found is None:
        raise Wrong(column, problem, said=said(cell))
    return found.at.date()


def short(cells: Cells, column: str, most: int, problem: str) -> str | None:
    """A text of so many letters at most, or nothing."""
    found = text(cells.get(column))
    if len(found) > most:
        raise Wrong(column, problem, most=most)
    return found or None


def plain(name: str) -> str:
    """A village's name without what is put before it."""
    words = key_of(name).split()
    return " ".join(words[1:] if words[:1] and words[0] in BEFORE_NAMES else words)


class Villages:
    """The villages of an office by name and by code; a village's own sheet need not name it."""

    def __init__(self, org_unit: OrgUnit) -> None:
        self.own = org_unit if org_unit.kind in VILLAGES else None
        self.every = list(queries.villages_of(org_unit))
        self.known: dict[str, Any] = {plain(one.name): one for one in self.every}
        self.known |= {str(one.region_id): one for one in self.every if one.region_id}

    def named(self, cells: Cells, problem: str) -> OrgUnit | None:
        """The village of a row; the sheet's own where none is named."""
        written = text(cells.get("village"))
        if not written:
            return self.own
        found: OrgUnit | None = self.known.get(written) or self.known.get(plain(written))
        if found is None:
            raise Wrong("village", problem, said=said(cells.get("village")))
        return found
