"""PDF with text: tables from their ruling lines, the rest from the places of its words."""

import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from statistics import median
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfplumber.table import Table as RuledTable
from pdfplumber.utils.exceptions import PdfminerException

from janji.core.refusals import Refused
from janji.documents.reading.columns import blocks_of_lines
from janji.documents.reading.content import Block, Table, tidy
from janji.documents.reading.explaining import unwrapped
from janji.documents.reading.laid_out import LaidLine, Word

MOST_PAGES = 300
TABLES = {"vertical_strategy": "lines", "horizontal_strategy": "lines", "snap_tolerance": 3}
_EDGE = 0.08
_PAGE_NUMBER = re.compile(
    r"(?:[-–(]\s*)?\d{1,3}(?:\s*[-–)])?|(?:hal(?:aman)?\.?|page)\s*\d+.*", re.I
)
_SMALL = 0.8
"""Of the size of the letter before it, and less, a digit is a note."""
THIN = 3.0
"""Points: a filled box this thin is a line that was drawn as one."""


def blocks_of_pdf(data: bytes, name: str) -> list[Block]:
    """The content of all pages; refuses scans, locked, damaged and endless files."""
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            _require_few(document, name)
            blocks = list(_blocks(document.pages))
    except Refused:
        raise
    except PdfminerException as wrong:
        locked = isinstance(wrong.args[0] if wrong.args else None, PDFPasswordIncorrect)
        raise Refused("document-locked" if locked else "document-broken", name=name) from wrong
    except Exception as wrong:
        raise Refused("document-broken", name=name) from wrong
    if not blocks:
        raise Refused("document-scanned", name=name)
    return blocks


def _require_few(document: PDF, name: str) -> None:
    """Counts the pages only as far as it must: thousands take seconds to lay out."""
    pages = islice(PDFPage.create_pages(document.doc), MOST_PAGES + 1)
    if sum(1 for _ in pages) > MOST_PAGES:
        raise Refused("document-too-complex", name=name)


def _blocks(pages: list[Page]) -> Iterator[Block]:
    """Ruled tables, and between them lines that may go on over a page's end."""
    loose: list[LaidLine] = []
    for page in pages:
        for part in _page(page):
            if isinstance(part, Table):
                yield from blocks_of_lines(loose)
                loose = []
                yield part
            else:
                loose.append(part)
        page.close()  # a page keeps all its letters until then
    yield from blocks_of_lines(loose)


def _page(page: Page) -> Iterator[Table | LaidLine]:
    """Tables and the lines around them, from top to bottom."""
    mark_raised(page)
    tables = sorted(page.filter(may_rule).find_tables(TABLES), key=lambda one: one.bbox[1])
    tables = [one for one in tables if max(len(row.cells) for row in one.rows) > 1]
    rest = page
    for table in tables:
        rest = rest.outside_bbox(_inside(page, table.bbox))
    lines = _lines(rest)
    for table in tables:
        above = [line for top, line in lines if top < table.bbox[1]]
        lines = lines[len(above) :]
        yield from above
        beside = [top for top, _line in lines if top < table.bbox[3] - THIN]
        lines = lines[len(beside) :]
        yield _table(page, table, beside)
    yield from (line for _top, line in lines)


def _table(page: Page, table: RuledTable, beside: Sequence[float]) -> Table:
    """A ruled table; a row from which letters reach out over the rules is unclear."""
    rows = tuple(tuple(_cell(cell) for cell in row) for row in table.extract())
    unclear = frozenset(
        (order, column)
        for order, row in enumerate(table.rows)
        for column in range(len(rows[order]))
        if any(row.bbox[1] - THIN <= top < row.bbox[3] for top in beside)
    )
    return Table(rows, page.page_number, unclear=unclear)


def mark_raised(page: Page) -> None:
    """A raised or lowered note right after a figure must not become its last digit."""
    for before, letter in pairwise(page.chars):
        note = letter["text"].isdigit() and before["text"].isdigit()
        small = letter["size"] < _SMALL * before["size"]
        beside = abs(letter["x0"] - before["x1"]) < before["size"]
        on_line = letter["top"] < before["bottom"] and before["top"] < letter["bottom"]
        if note and small and beside and on_line:
            letter["text"] = f"^{letter['text']}"


def may_rule(drawn: dict[str, Any]) -> bool:
    """Whether something drawn may be a ruling line: coloured backgrounds have edges, too."""
    if drawn["object_type"] != "rect" or drawn["stroke"]:
        return True
    return bool(min(drawn["width"], drawn["height"]) < THIN)


def _inside(
    page: Page, box: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    left, top, right, bottom = page.bbox
    return max(box[0], left), max(box[1], top), min(box[2], right), min(box[3], bottom)


def _lines(page: Page) -> list[tuple[float, LaidLine]]:
    """Lines from top to bottom with their upper edges; places count spaces, half a letter wide."""
    words = page.extract_words(x_tolerance=1.5, use_text_flow=False, keep_blank_chars=False)
    if not words:
        return []
    space = median((w["x1"] - w["x0"]) / max(len(w["text"]), 1) for w in words) / 2 or 1
    height = median(w["bottom"] - w["top"] for w in words) or 1
    grouped: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda one: (round(one["bottom"]), one["x0"])):
        if grouped and abs(grouped[-1][0]["bottom"] - word["bottom"]) < 3:
            grouped[-1].append(word)
        else:
            grouped.append([word])
    lines, below = [], None
    for group in grouped:
        if _is_page_number(group, page):
            continue
        top = min(word["top"] for word in group)
        gap = 0.0 if below is None else max(0.0, (top - below) / height)
        below = max(word["bottom"] for word in group)
        placed = sorted(group, key=lambda one: one["x0"])
        laid = [Word(w["text"], w["x0"] / space, w["x1"] / space) for w in placed]
        lines.append((top, LaidLine(laid, gap, page.page_number)))
    return lines


def _is_page_number(words: Sequence[dict[str, Any]], page: Page) -> bool:
    """Whether a line at the edge of a page only says which page it is."""
    said = " ".join(word["text"] for word in words)
    top, bottom = (words[0]["top"] - page.bbox[1]), (page.bbox[3] - words[0]["bottom"])
    return min(top, bottom) < _EDGE * page.height and _PAGE_NUMBER.fullmatch(said) is not None


def _cell(text: str | None) -> str:
    """A cell's lines joined where they were only wrapped."""
    return unwrapped(tidy(text or "").splitlines())
