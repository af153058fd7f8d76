"""What stands in a document, kept and shown beside what was read of it.

Every line, row and cell has an address on the page, so that a field can lead to where it was read
without any script.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from janji.core.origins import Place
from janji.documents.reading.content import Block, Paragraph

Json = dict[str, Any]

MOST_SHOWN = 4000
"""Lines and cells of a document that are kept for its page; the longest agreement seen has some 2,000."""
MOST_LETTERS = 400_000


def kept(blocks: Sequence[Block]) -> Json:
    """A document as plain data: its first lines and tables, and how many pieces it has in all."""
    plain: list[Json] = []
    room = _Room()
    for block in blocks:
        if isinstance(block, Paragraph):
            if room.takes([block.text]):
                plain.append({"text": block.text, "page": block.page})
            continue
        rows = [list(row) for row in block.rows if room.takes(row)]
        if rows:
            numbers = list(block.numbers[: len(rows)])
            plain.append({"rows": rows, "page": block.page, "numbers": numbers})
    return {"blocks": plain, "shown": room.shown, "pieces": room.pieces}


@dataclass(slots=True)
class _Room:
    """How much is left; once something found no room, nothing after it does."""

    shown: int = 0
    pieces: int = 0
    letters: int = 0

    def takes(self, texts: Sequence[str]) -> bool:
        full = self.shown < self.pieces
        self.pieces += len(texts)
        self.letters += sum(map(len, texts))
        if full or self.pieces > MOST_SHOWN or self.letters > MOST_LETTERS:
            return False
        self.shown = self.pieces
        return True


@dataclass(slots=True)
class Piece:
    """A line or a cell with its address; `fields` are those that were read here: address and name."""

    id: str
    text: str
    fields: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, with its number on the sheet where it has one."""

    id: str
    number: int | None
    cells: list[Piece]


@dataclass(frozen=True, slots=True)
class Part:
    """A line or a table of a document. `heading` names the page or sheet that begins with it."""

    id: str
    heading: str | None
    line: Piece | None
    rows: list[Row]

    @property
    def label(self) -> str:
        """What a table is called, for whoever moves it by keyboard."""
        return f"Tabel {self.id.removeprefix('asal-t')}"


class Source:
    """A document as its page shows it."""

    def __init__(self, plain: Mapping[str, Any]) -> None:
        self.shown: int = plain["shown"]
        self.pieces: int = plain["pieces"]
        self.parts = list(_parts(plain["blocks"]))
        self._pieces = {piece.id: piece for piece in _pieces(self.parts)}
        self._places = {
            one for part in self.parts for one in (part.id, *(row.id for row in part.rows))
        } | self._pieces.keys()

    @property
    def is_cut(self) -> bool:
        """Whether the document goes on behind what is shown."""
        return self.shown < self.pieces

    def find(self, place: Place) -> str | None:
        """The address of a place, as exactly as it is shown; `None` where it is not."""
        return next((one for one in _addresses(place) if one in self._places), None)

    def led_from(self, address: str, field_id: str, name: str) -> None:
        """Lets a line or cell lead back to a field that was read there."""
        if piece := self._pieces.get(address):
            piece.fields.append((field_id, name))


def _addresses(place: Place) -> Iterator[str]:
    """The address of a place, then of what it lies in."""
    if place.line is not None:
        yield f"asal-l{place.line}"
    if place.table is not None:
        table, row, cell = f"asal-t{place.table}", place.row, place.cell
        if row is not None and cell is not None:
            yield f"{table}-r{row}-c{cell}"
        if row is not None:
            yield f"{table}-r{row}"
        yield table


def _parts(blocks: Sequence[Mapping[str, Any]]) -> Iterator[Part]:
    word = "Lembar" if any(block.get("numbers") for block in blocks) else "Halaman"
    lines, tables, page = 0, 0, None
    for block in blocks:
        here = block["page"]
        heading = f"{word} {here}" if here is not None and here != page else None
        page = here
        if "text" in block:
            lines += 1
            address = f"asal-l{lines}"
            yield Part(address, heading, Piece(address, block["text"]), [])
        else:
            tables += 1
            yield Part(f"asal-t{tables}", heading, None, list(_rows(f"asal-t{tables}", block)))


def _rows(table: str, block: Mapping[str, Any]) -> Iterator[Row]:
    numbers = block["numbers"]
    for order, cells in enumerate(block["rows"]):
        number = numbers[order] if order < len(numbers) else None
        address = f"{table}-r{order + 1 if number is None else number}"
        pieces = [Piece(f"{address}-c{place}", text) for place, text in enumerate(cells, start=1)]
        yield Row(address, number, pieces)


def _pieces(parts: Sequence[Part]) -> Iterator[Piece]:
    for part in parts:
        if part.line is not None:
            yield part.line
        for row in part.rows:
            yield from row.cells
