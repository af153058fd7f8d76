"""Text that came from a document: cells parted by tabs, by spaces, or one on each line."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from janji.documents.reading.columns import blocks_of_lines, is_laid_out
from janji.documents.reading.content import Block, Paragraph, Table
from janji.documents.reading.laid_out import LaidLine, Word

_WORD = re.compile(r"\S+")
_PAGE = "\f"
_APART = re.compile(
    r"[^\W\d]\W{0,2} {8,}(?!(?:januari|februari|maret|april|mei|juni|juli|agustus|sept|okt|nov|des))[A-Z]",
    re.I,
)
"""Two blocks side by side, as signatures stand."""


def blocks_of_text(text: str) -> list[Block]:
    """Lines with tabs are rows, and rows that follow each other a table; lines with columns of
    spaces are parted at them; the rest is paragraphs, an empty line one without words."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return list(_blocks(lines))


def laid_out(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks, where paragraphs that follow each other were laid out by spaces or tabs
    read as a text of that kind is."""
    read: list[Block] = []
    for is_table, run in groupby(blocks, key=lambda block: isinstance(block, Table)):
        own = list(run)
        lines = [block.text for block in own if isinstance(block, Paragraph)]
        read += own if is_table else _blocks(lines)
    return read


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    for tabbed, run in groupby(lines, key=_is_row):
        if tabbed:
            yield Table(tuple(tuple(cell.strip() for cell in line.split("\t")) for line in run))
            continue
        own = list(run)
        laid = _laid(own)
        if is_laid_out(laid):
            yield from blocks_of_lines(laid)
            continue
        signed = next((k for k, line in enumerate(own) if _APART.search(line)), len(own))
        yield from (Paragraph(line.replace(_PAGE, " ").strip()) for line in own[:signed])
        yield from blocks_of_lines(_laid(own[signed:]))


def _is_row(line: str) -> bool:
    return "\t" in line and bool(line.strip())


def _laid(lines: Sequence[str]) -> list[LaidLine]:
    laid: list[LaidLine] = []
    empty, page = 0, 1
    for line in lines:
        page += line.count(_PAGE)
        words = [
            Word(found[0], found.start(), found.end())
            for found in _WORD.finditer(line.replace(_PAGE, "").expandtabs(8))
        ]
        if not words:
            empty += 1
            continue
        laid.append(LaidLine(words, float(empty), page))
        empty = 0
    return laid
