"""What stands in a document, whatever kind of file it came from."""

import re
from dataclasses import dataclass

MOST_PIECES = 20_000
"""Paragraphs and cells in one document; the longest agreement seen has some 2,000."""

_SPACE = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of running text; `sure` is false where its letters were recognised on a picture."""

    text: str
    page: int | None = None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells. Paragraphs inside a cell are separated by newlines; a cell that continues
    a merged one is empty.

    `page` is the page of a PDF or the sheet of a workbook, from one; `numbers` and `columns` are
    the rows' and columns' numbers on a sheet, where they are not simply counted. `columns_sure` is
    false where columns were told apart by their positions and not by the file; `letters_sure` where
    letters were recognised on a picture. `unclear` holds the places (row and column, from zero) of
    cells that may hold a word of their neighbour or miss one of their own.
    """

    rows: tuple[tuple[str, ...], ...]
    page: int | None = None
    numbers: tuple[int, ...] = ()
    columns_sure: bool = True
    letters_sure: bool = True
    unclear: frozenset[tuple[int, int]] = frozenset()
    columns: tuple[int, ...] = ()


Block = Paragraph | Table


def tidy(text: str) -> str:
    """Text with single spaces; line ends stay, empty lines and invisible marks go."""
    plain = text.replace("\u00ad", "").replace("\u200b", "").replace("\ufeff", "")
    lines = (_SPACE.sub(" ", line).strip() for line in plain.splitlines())
    return "\n".join(line for line in lines if line)


def one_line(text: str) -> str:
    """The same on a single line."""
    return tidy(text).replace("\n", " ")
