"""PDF with text: tables from their ruling lines, the rest as lines, side by side read apart."""

import io
from collections.abc import Iterator
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from janji.core.refusals import Refused
from janji.documents.reading.content import Block, Paragraph, Table, one_line, tidy
from janji.documents.reading.explaining import starts_paragraph

MOST_PAGES = 300
COLUMN_GAP = 3.0
"""A gap wider than this many letters separates two columns."""

_SETTINGS = {"vertical_strategy": "lines", "horizontal_strategy": "lines", "snap_tolerance": 3}


def blocks_of_pdf(data: bytes, name: str) -> list[Block]:
    """The content of all pages; refuses scans, locked, damaged and endless files."""
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            _require_few(len(document.pages), name)
            blocks = [block for page in document.pages for block in _page(page)]
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


def _require_few(pages: int, name: str) -> None:
    if pages > MOST_PAGES:
        raise Refused("document-too-complex", name=name)


def _page(page: Page) -> Iterator[Block]:
    """Tables and the lines around them, from top to bottom."""
    tables = sorted(page.find_tables(_SETTINGS), key=lambda one: one.bbox[1])
    tables = [
        one for one in tables if len(one.rows) > 1 and max(len(r.cells) for r in one.rows) > 1
    ]
    rest = page
    for table in tables:
        rest = rest.outside_bbox(_inside(page, table.bbox))
    lines = _lines(rest)
    for table in tables:
        above = [line for line in lines if line[0]["top"] < table.bbox[1]]
        lines = lines[len(above) :]
        yield from _paragraphs(above, page)
        yield Table(tuple(tuple(_cell(cell) for cell in row) for row in table.extract()))
    yield from _paragraphs(lines, page)


def _inside(
    page: Page, box: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    left, top, right, bottom = page.bbox
    return max(box[0], left), max(box[1], top), min(box[2], right), min(box[3], bottom)


Segment = dict[str, Any]


def _lines(page: Page) -> list[list[Segment]]:
    """Lines from top to bottom, each as segments that stand apart."""
    words = page.extract_words(use_text_flow=False, keep_blank_chars=False)
    lines: list[list[Segment]] = []
    for word in sorted(words, key=lambda one: (round(one["bottom"]), one["x0"])):
        if lines and abs(lines[-1][0]["bottom"] - word["bottom"]) < 3:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [_segments(sorted(line, key=lambda one: one["x0"])) for line in lines]


def _segments(words: list[Segment]) -> list[Segment]:
    joined: list[Segment] = []
    for word in words:
        letter = (word["x1"] - word["x0"]) / max(len(word["text"]), 1)
        if joined and word["x0"] - joined[-1]["x1"] < COLUMN_GAP * max(letter, 4):
            joined[-1]["text"] += f" {word['text']}"
            joined[-1]["x1"] = word["x1"]
        else:
            joined.append(dict(word))
    return joined


def _paragraphs(lines: list[list[Segment]], page: Page) -> Iterator[Paragraph]:
    """Lines as paragraphs; where two blocks stand side by side, the left one first."""
    middle = (page.bbox[0] + page.bbox[2]) / 2
    right: list[str] = []
    for line in lines:
        apart = len(line) > 1 and line[1]["x0"] > middle - 60
        alone_right = len(line) == 1 and line[0]["x0"] > middle - 60
        if apart:
            yield Paragraph(one_line(line[0]["text"]))
            right.append(" ".join(part["text"] for part in line[1:]))
        elif alone_right:
            right.append(line[0]["text"])
        elif right and line[0]["x1"] <= middle + 20:
            yield Paragraph(one_line(line[0]["text"]))
        else:
            yield from (Paragraph(one_line(text)) for text in right)
            right = []
            yield Paragraph(one_line(" ".join(part["text"] for part in line)))
    yield from (Paragraph(one_line(text)) for text in right)


def _cell(text: str | None) -> str:
    """A cell's lines joined where they were only wrapped."""
    paragraphs: list[str] = []
    for line in tidy(text or "").splitlines():
        if paragraphs and not starts_paragraph(line):
            paragraphs[-1] += f" {line}"
        else:
            paragraphs.append(line)
    return "\n".join(paragraphs)
