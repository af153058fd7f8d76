"""What a document consists of before it has a format: lines, tables, new pages."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from janji.core.agreement import AgreementText


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; where it is `typed`, the spaces inside put its words into columns."""

    text: str = ""
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, its paragraphs as lines; `figure` is its number where a sheet would hold one."""

    text: str = ""
    across: int = 1
    down: int = 1
    figure: Decimal | None = None
    shape: str = "General"
    """How a sheet shows the figure: a number format."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; `None` stands where a cell from above or from the left reaches.

    `ruled` is false for a table that only puts things side by side. The first `heading` rows are
    repeated where the table is broken across pages. `widths` are shares of the page.
    """

    rows: tuple[tuple[Cell | None, ...], ...]
    ruled: bool = True
    heading: int = 0
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NewPage:
    """The paper goes on on the next page."""


Piece = Line | Grid | NewPage


@dataclass(frozen=True, slots=True)
class Written:
    """A document, and what a reader should make of it.

    `unsure` are paths of the agreement where even the right value needs a problem beside it, since
    the paper leaves it open. `refused` says that the whole document must be refused: it is none.
    """

    pieces: Sequence[Piece]
    wanted: AgreementText
    unsure: frozenset[str] = field(default_factory=frozenset)
    refused: bool = False


def lines_of(text: str) -> list[Piece]:
    """A line for every line of the text."""
    return [Line(one) for one in text.split("\n")]


def row(*texts: str) -> tuple[Cell, ...]:
    """A row of plain cells."""
    return tuple(Cell(text) for text in texts)
