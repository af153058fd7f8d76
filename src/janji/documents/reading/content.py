"""What stands in a document, whatever kind of file it came from."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from janji.core.origins import Confidence, Origin, Place

MOST_PIECES = 20_000
"""Paragraphs and cells in one document; the longest agreement seen has some 2,000."""

NOWHERE = Origin(Place())
_PARAGRAPH_END = re.compile(r"<\s*/\s*(?:p|li|div)\s*>|<\s*br\s*/?\s*>", re.IGNORECASE)
_TAG = re.compile(
    r"<\s*/?\s*(?:p|br|b|i|u|strong|em|li|ul|ol|div|span|td|tr|th|table)\b[^<>]*>", re.I
)
_LINK = re.compile(r"<(https?://[^<>\s]*|[^<>\s@]+@[^<>\s]+)>")
_SHORT = 200
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
    cells that may hold a word of their neighbour or miss one of their own. `kept` has the numbers
    that a sheet keeps where it shows them rounded, by the same places, written like those shown.
    """

    rows: tuple[tuple[str, ...], ...]
    page: int | None = None
    numbers: tuple[int, ...] = ()
    columns_sure: bool = True
    letters_sure: bool = True
    unclear: frozenset[tuple[int, int]] = frozenset()
    columns: tuple[int, ...] = ()
    kept: Mapping[tuple[int, int], str] = field(default_factory=dict)


Block = Paragraph | Table


def tidy(text: str) -> str:
    """Text with single spaces; line ends stay, empty lines and invisible marks go."""
    # Every rule looks at a cell anew.
    return _tidy_again(text) if len(text) < _SHORT else _tidy(text)


def _tidy(text: str) -> str:
    plain = text.replace("\u00ad", "").replace("\u200b", "").replace("\ufeff", "")
    lines = (_SPACE.sub(" ", line).strip() for line in plain.splitlines())
    return "\n".join(line for line in lines if line)


_tidy_again = lru_cache(maxsize=4096)(_tidy)


def one_line(text: str) -> str:
    """The same on a single line."""
    return tidy(text).replace("\n", " ")


def letters(text: str) -> str:
    """Letters and figures alone, in small letters: what is written alike is the same."""
    return "".join(c for c in text.lower() if c.isalnum())


def untagged(text: str) -> str:
    """Text without the tags of a web page that were left over in it; their paragraphs are lines."""
    if "<" not in text and "&" not in text and "\\" not in text:
        return text
    wrapped = text.replace("\\r\\n", " ").replace("\\n", " ")
    parted = _TAG.sub(" ", _PARAGRAPH_END.sub("\n", _LINK.sub(r"\1", wrapped)))
    return tidy(html.unescape(parted))


@dataclass(frozen=True, slots=True)
class Said:
    """Text with the place it stands at; `unclear` where a neighbour's word may be in it."""

    text: str
    origin: Origin = NOWHERE
    unclear: bool = False

    @property
    def line(self) -> str:
        """The text on a single line."""
        return one_line(self.text)

    @property
    def lines(self) -> list[str]:
        """The paragraphs of the text, empty ones left out."""
        return [line for line in tidy(self.text).splitlines() if line]


Row = tuple[Said, ...]


def placed(blocks: Sequence[Block]) -> Iterator[Said | tuple[Row, ...]]:
    """Every paragraph and every table's rows, each text with its place."""
    lines = tables = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            lines += 1
            sure = Confidence.HIGH if block.sure else Confidence.LOW
            yield Said(
                one_line(untagged(block.text)), Origin(Place(page=block.page, line=lines), sure)
            )
        else:
            tables += 1
            yield tuple(_row(block, tables, order) for order in range(len(block.rows)))


def _row(table: Table, number: int, order: int) -> Row:
    row = table.numbers[order] if table.numbers else order + 1
    names = table.columns or range(1, len(table.rows[order]) + 1)
    return tuple(
        Said(
            untagged(text),
            Origin(
                Place(page=table.page, table=number, row=row, cell=names[column]),
                _confidence(table, order, column),
            ),
            (order, column) in table.unclear,
        )
        for column, text in enumerate(table.rows[order])
    )


def _confidence(table: Table, order: int, column: int) -> Confidence:
    if not table.letters_sure or (order, column) in table.unclear:
        return Confidence.LOW
    return Confidence.HIGH if table.columns_sure else Confidence.MEDIUM
