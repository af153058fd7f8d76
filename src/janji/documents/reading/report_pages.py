"""Pages of a PDF as a report's tables need them: ruled cells, wrapped figures whole again.

Coloured backgrounds have edges too; taken for rules they cut a table to pieces, so only thin
lines and outlined boxes count. A narrow column wraps `0,75%` after any digit; the pieces are put
together where the first one fills its cell, and nowhere else.
"""

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

import pdfplumber
from pdfplumber.page import Page
from pdfplumber.table import Table as RuledTable
from pdfplumber.utils.text import extract_words

from janji.documents.reading.content import Block, Paragraph, Table, one_line, tidy
from janji.documents.reading.pdf import TABLES, mark_raised, may_rule

PADDING = 12.0
"""Points that a cell keeps free at its sides, both together, at most."""

_SIGN = re.compile(r"[.,]")

Box = tuple[float, float, float, float]
Piece = dict[str, Any]


def ruled_tables(data: bytes) -> list[Block]:
    """Tables with rules and the lines of text around them, page by page.

    The file must have been found readable before.
    """
    blocks: list[Block] = []
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            blocks += _page(page)
            page.close()  # a page keeps all its letters until then
    return blocks


def _page(page: Page) -> Iterator[Block]:
    mark_raised(page)
    tables = sorted(_tables(page), key=lambda one: one.bbox[1])
    lines = page.extract_text_lines(return_chars=False)
    for table in tables:
        _, top, _, bottom = table.bbox
        above = [one for one in lines if one["top"] < top]
        lines = [one for one in lines if one["bottom"] > bottom]
        yield from (Paragraph(one_line(one["text"]), page.page_number) for one in above)
        yield Table(tuple(_rows(page, table)), page.page_number)
    yield from (Paragraph(one_line(one["text"]), page.page_number) for one in lines)


def _tables(page: Page) -> list[RuledTable]:
    found = page.filter(may_rule).find_tables(TABLES)
    # The last row of a table may stand alone on its page.
    return [one for one in found if len(one.rows[0].cells) > 3]


def _rows(page: Page, table: RuledTable) -> Iterator[tuple[str, ...]]:
    for row in table.rows:
        _, top, _, bottom = row.bbox
        letters = [one for one in page.chars if top <= _middle(one, "top", "bottom") < bottom]
        yield tuple("" if cell is None else _text(letters, cell) for cell in row.cells)


def _middle(letter: Piece, low: str, high: str) -> float:
    return float(letter[low] + letter[high]) / 2


def _text(letters: Sequence[Piece], cell: Box) -> str:
    left, top, right, bottom = cell
    inside = [
        one
        for one in letters
        if left <= _middle(one, "x0", "x1") < right
        and top <= _middle(one, "top", "bottom") < bottom
    ]
    return tidy(_joined(_lines(inside), right - left))


def _lines(letters: Sequence[Piece]) -> list[list[Piece]]:
    """The words of a cell by lines; figures set on their side are read along their own way."""
    turned = [one for one in letters if not one["upright"]]
    if turned:
        downwards = turned[0]["matrix"][1] < 0
        along, across = ("ttb", "rtl") if downwards else ("btt", "ltr")
        words = extract_words(turned, line_dir_rotated=across, char_dir_rotated=along)
        return [[word] for word in words]
    lines: list[list[Piece]] = []
    for word in extract_words(list(letters)):
        if lines and abs(lines[-1][0]["bottom"] - word["bottom"]) < 3:
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def _joined(lines: Sequence[Sequence[Piece]], width: float) -> str:
    """Lines one below the other, without the breaks that fall inside a figure."""
    text = ""
    for place, line in enumerate(lines):
        words = " ".join(word["text"] for word in line)
        if place and _goes_on(text, words, lines[place - 1], width):
            text += words
        else:
            text += f"\n{words}" if text else words
    return text


def _goes_on(text: str, words: str, above: Sequence[Piece], width: float) -> bool:
    last = text.rpartition("\n")[2]
    if not (last[-1].isdigit() or last[-1] in ".,") or words[0] not in "0123456789.,%":
        return False
    if words.startswith("%") or last[-1] in ".,":
        return True
    free = width - (above[-1]["x1"] - above[0]["x0"])
    letter = (above[-1]["x1"] - above[0]["x0"]) / max(len(last), 1)
    # `85` above `90` may be two figures; `0,7` above `5%` can only be one.
    signed = [bool(_SIGN.search(one)) for one in (last, words)]
    return (free < PADDING + letter and signed[0] != signed[1]) or words[0] in ".,"
