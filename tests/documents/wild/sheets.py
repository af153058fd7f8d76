"""Workbooks from pieces: XLSX by openpyxl, ODS as the bare file its standard describes."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from random import Random
from xml.sax.saxutils import escape, quoteattr

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests.documents.wild.pieces import Cell, Line, NewPage, Piece

Placed = tuple[int, int, Cell]
"""A cell with its row and column on a sheet, from zero."""


def _sheets(pieces: Sequence[Piece], chance: Random) -> list[list[Placed]]:
    """What stands where, on one sheet or on one for each page."""
    apart = chance.random() < 0.4
    sheets: list[list[Placed]] = [[]]
    down = 0
    for piece in pieces:
        if isinstance(piece, NewPage):
            if apart and sheets[-1]:
                sheets.append([])
                down = 0
        elif isinstance(piece, Line):
            sheets[-1].append((down, 0, Cell(piece.text)))
            down += 1
        else:
            sheets[-1] += [
                (down + k, place, cell)
                for k, row in enumerate(piece.rows)
                for place, cell in enumerate(row)
                if cell is not None
            ]
            down += len(piece.rows)
    return sheets


def as_xlsx(pieces: Sequence[Piece], chance: Random) -> bytes:
    """A workbook; in some the figures are numbers with a format, in others text."""
    typed = chance.random() < 0.6
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, placed in enumerate(_sheets(pieces, chance), 1):
        _fill(book.create_sheet(f"Lembar {number}"), placed, typed=typed)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(sheet: Worksheet, placed: Sequence[Placed], *, typed: bool) -> None:
    for down, across, cell in placed:
        place = sheet.cell(down + 1, across + 1)
        if typed and cell.figure is not None:
            place.value, place.number_format = float(cell.figure), cell.shape
        elif cell.text:
            place.value = cell.text
            # Text that begins like a formula is text all the same.
            place.data_type = "s"
        if cell.across > 1 or cell.down > 1:
            sheet.merge_cells(
                start_row=down + 1, start_column=across + 1,
                end_row=down + cell.down, end_column=across + cell.across,
            )  # fmt: skip


_NAMESPACES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)
_KIND = "application/vnd.oasis.opendocument.spreadsheet"


def as_ods(pieces: Sequence[Piece], chance: Random) -> bytes:
    """The same as an OpenDocument sheet."""
    typed = chance.random() < 0.6
    tables = "".join(
        f'<table:table table:name="Lembar {number}">{"".join(_rows(placed, typed=typed))}</table:table>'
        for number, placed in enumerate(_sheets(pieces, chance), 1)
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{_NAMESPACES} office:version="1.2">'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (("/", _KIND), ("content.xml", "text/xml"))
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", _KIND, zipfile.ZIP_STORED)
        package.writestr("content.xml", content)
        package.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{manifest}" manifest:version="1.2">{entries}</manifest:manifest>',
        )
    return file.getvalue()


def _rows(placed: Sequence[Placed], *, typed: bool) -> Iterator[str]:
    cells = {(down, across): cell for down, across, cell in placed}
    covered = {
        (down + k, across + m)
        for down, across, cell in placed
        for k in range(cell.down)
        for m in range(cell.across)
    } - cells.keys()
    for down in range(max((down for down, _ in cells), default=-1) + 1):
        wide = (
            max((across for row, across in cells.keys() | covered if row == down), default=-1) + 1
        )
        inside = "".join(
            "<table:covered-table-cell/>" if (down, across) in covered
            else _ods_cell(cells.get((down, across), Cell()), typed=typed)
            for across in range(wide)
        )  # fmt: skip
        yield f"<table:table-row>{inside or '<table:table-cell/>'}</table:table-row>"


def _ods_cell(cell: Cell, *, typed: bool) -> str:
    spans = "".join(
        f' table:number-{name}-spanned="{size}"'
        for name, size in (("columns", cell.across), ("rows", cell.down))
        if max(cell.across, cell.down) > 1
    )
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in cell.text.split("\n"))
    if not cell.text:
        return f"<table:table-cell{spans}/>"
    kind = ' office:value-type="string"'
    if typed and cell.figure is not None:
        name = "percentage" if cell.shape.endswith("%") else "float"
        kind = f" office:value-type={quoteattr(name)} office:value={quoteattr(str(cell.figure))}"
    return f"<table:table-cell{kind}{spans}>{lines}</table:table-cell>"
