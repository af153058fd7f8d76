"""Text that came from a document: cells separated by tabs, leftover tags inside them."""

import html
import re
from collections.abc import Iterator

from janji.documents.reading.content import Block, Paragraph, Table, tidy

_PARAGRAPH_END = re.compile(r"</p>|<br\s*/?>|</li>|</div>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:p|br|b|i|u|strong|em|li|ul|ol|div|span|td|tr|th|table)\b[^<>]*>", re.I)
_LINK = re.compile(r"<(https?://[^<>\s]*|[^<>\s@]+@[^<>\s]+)>")


def blocks_of_text(text: str) -> list[Block]:
    """Lines with tabs are rows, and rows that follow each other a table; the rest is paragraphs."""
    return list(_blocks(text))


def _blocks(text: str) -> Iterator[Block]:
    rows: list[tuple[str, ...]] = []
    for line in text.splitlines():
        if "\t" in line and line.strip():
            rows.append(tuple(_cell(cell) for cell in line.split("\t")))
            continue
        if rows:
            yield Table(tuple(rows))
            rows = []
        if said := _cell(line):
            yield Paragraph(said.replace("\n", " "))
    if rows:
        yield Table(tuple(rows))


def _cell(text: str) -> str:
    """A cell without tags, its paragraphs as lines."""
    parted = _TAG.sub(" ", _PARAGRAPH_END.sub("\n", _LINK.sub(r"\1", text)))
    return tidy(html.unescape(parted))
