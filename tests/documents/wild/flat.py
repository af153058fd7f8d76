"""Text formats: what remains of a table where there is none."""

import re
import textwrap
from collections.abc import Iterator, Sequence
from random import Random

from tests.documents.wild.pieces import Cell, Grid, Line, NewPage, Piece

PAGE = 128
"""Letters on a line of text laid out by spaces."""


def texts_of(grid: Grid) -> Iterator[list[str]]:
    """The words of every row; where a merged cell reaches there are none."""
    for row in grid.rows:
        yield ["" if cell is None else cell.text for cell in row]


def _has_blocks(grid: Grid) -> bool:
    return any("\n" in text for texts in texts_of(grid) for text in texts)


def as_tabs(pieces: Sequence[Piece], chance: Random) -> bytes:
    """Tabs between cells; paragraphs of a cell flow together, or keep their tags."""
    return _tabbed(pieces, keeps_tags=False)


def as_tags(pieces: Sequence[Piece], chance: Random) -> bytes:
    """Tabs between cells, and the tags of a web page left over inside them."""
    return _tabbed(pieces, keeps_tags=True)


def _tabbed(pieces: Sequence[Piece], *, keeps_tags: bool) -> bytes:
    lines: list[str] = []
    for piece in pieces:
        if isinstance(piece, Grid) and not piece.ruled and _has_blocks(piece):
            lines += [text for texts in texts_of(piece) for text in texts]
        elif isinstance(piece, Grid):
            for texts in texts_of(piece):
                lines.append("\t".join(_tab_cell(text, keeps_tags=keeps_tags) for text in texts))
        else:
            lines.append(piece.text if isinstance(piece, Line) else "")
    return "\n".join(lines).encode()


def _tab_cell(text: str, *, keeps_tags: bool) -> str:
    parts = text.split("\n")
    if len(parts) == 1:
        return text
    # Where no label says what begins, only the tags tell the paragraphs apart.
    if keeps_tags or not any(sign in text for sign in (" : ", " = ", ": ")):
        return " ".join(f"<p>{part}</p>" for part in parts)
    return " ".join(parts)


def cell_lines(grid: Grid) -> list[str]:
    """One cell a line; an empty cell is an empty line."""
    return [line for texts in texts_of(grid) for text in texts for line in text.split("\n")]


def as_cells(pieces: Sequence[Piece], chance: Random) -> bytes:
    """Text drawn out of a DOCX: every cell on its own line."""
    lines: list[str] = []
    for piece in pieces:
        lines += cell_lines(piece) if isinstance(piece, Grid) else [_plain(piece)]
    return "\n".join(lines).encode()


def _plain(piece: Line | NewPage) -> str:
    return piece.text if isinstance(piece, Line) else ""


def as_columns(pieces: Sequence[Piece], chance: Random) -> bytes:
    """Text drawn out of a PDF with its layout: columns told apart by spaces, pages by form feeds."""
    lines: list[str] = []
    for piece in pieces:
        if isinstance(piece, Grid):
            lines += spaced_lines(piece, chance)
        elif isinstance(piece, NewPage):
            lines.append("\f")
        else:
            lines += textwrap.wrap(piece.text, PAGE, replace_whitespace=False) or [""]
    return "\n".join(lines).encode()


def spaced_lines(grid: Grid, chance: Random) -> list[str]:
    """The lines of a table by position; a gap between columns is one space or more."""
    wide = max(len(row) for row in grid.rows)
    shares = grid.widths if len(grid.widths) == wide else (1,) * wide
    gap = chance.choice((1, 2, 2, 4))
    middle = chance.random() < 0.4
    sizes = [max(4, PAGE * share // sum(shares)) for share in shares]
    lines: list[str] = []
    open_cells: dict[int, list[str]] = {}
    for place, row in enumerate(grid.rows):
        last = place + 1 == len(grid.rows)
        columns = [_column(row, k, sizes, gap, open_cells) for k in range(wide)]
        whole = [
            len(lines_of) for k, lines_of in enumerate(columns)
            if last or not _goes_on(grid.rows[place + 1], k)
        ]  # fmt: skip
        height = max([1, *whole])
        for k, said in enumerate(columns):
            goes_on = not last and _goes_on(grid.rows[place + 1], k)
            if goes_on:
                open_cells[k] = said[height:]
            above = (height - len(said)) // 2 if middle and not goes_on else 0
            columns[k] = ([""] * above + said)[:height]
        lines += [
            _joined([said[n] if n < len(said) else "" for said in columns], sizes)
            for n in range(height)
        ]
        if chance.random() < 0.3:
            lines.append("")
    return lines


def _goes_on(below: Sequence[Cell | None], place: int) -> bool:
    return place < len(below) and below[place] is None


def _column(
    row: Sequence[Cell | None],
    place: int,
    sizes: list[int],
    gap: int,
    open_cells: dict[int, list[str]],
) -> list[str]:
    """The wrapped lines of a cell; where a merged one reaches, what is left of it."""
    cell = row[place] if place < len(row) else Cell()
    if cell is None:
        return open_cells.pop(place, [])
    size = sum(sizes[place : place + cell.across]) - gap
    return (
        [
            line
            for text in cell.text.split("\n")
            for line in (textwrap.wrap(text, max(size, 3), break_on_hyphens=False) or [""])
        ]
        if cell.text
        else []
    )


def _joined(parts: Sequence[str], sizes: Sequence[int]) -> str:
    line, start = "", 0
    for part, size in zip(parts, sizes, strict=True):
        if part:
            # A long word reaches into the next column: that one begins a space later.
            line = line.ljust(start) if len(line) < start or not line else f"{line} "
            line += part
        start += size
    return re.sub(r"\s+$", "", line)
