"""DOCX: paragraphs and tables in reading order, merged cells honoured."""

import io
import zipfile
from collections.abc import Iterator
from itertools import islice

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph as DocxParagraph
from lxml.etree import LxmlError

from janji.core.refusals import Refused
from janji.documents.reading.content import MOST_PIECES, Block, Paragraph, Table, one_line, tidy

_DAMAGE = (
    PackageNotFoundError,
    LxmlError,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    KeyError,
    ValueError,
    AttributeError,
    TypeError,
    IndexError,
    OSError,
    EOFError,
    NotImplementedError,
    AssertionError,
)
"""What python-docx and its parts raise on a damaged file; there is no common base."""


def blocks_of_docx(data: bytes, name: str) -> list[Block]:
    """The content of the body; headers and footers of pages are left out."""
    try:
        document = docx.Document(io.BytesIO(data))
        _require_few(document, name)
        return list(_blocks(document))
    except Refused:
        raise
    except (*_DAMAGE, zipfile.zlib.error) as wrong:  # type: ignore[attr-defined]
        raise Refused("document-broken", name=name) from wrong


def _require_few(document: Document, name: str) -> None:
    """Counts before reading: every cell has a paragraph, and a spanning one answers many times."""
    body = document.element.body
    paragraphs = sum(1 for _ in islice(body.iter(qn("w:p")), MOST_PIECES + 1))
    spans = sum(int(one.get(qn("w:val"), "1")) for one in body.iter(qn("w:gridSpan")))
    if paragraphs + spans > MOST_PIECES:
        raise Refused("document-too-complex", name=name)


def _blocks(document: Document) -> Iterator[Block]:
    for item in document.iter_inner_content():
        if isinstance(item, DocxParagraph):
            for line in tidy(item.text).splitlines():
                yield Paragraph(one_line(line))
        else:
            yield _table(item)


def _table(table: DocxTable) -> Table:
    seen: set[object] = set()
    rows = []
    for row in table.rows:
        cells = []
        for cell in row.cells:
            # A merged cell answers at every place it covers; it is read once, at its first.
            element = cell._tc  # noqa: SLF001 -- python-docx has no other identity of a cell
            cells.append("" if element in seen else _cell(cell.text))
            seen.add(element)
        rows.append(tuple(cells))
    return Table(tuple(rows))


def _cell(text: str) -> str:
    return tidy(text)
