"""Files from pieces: the same document in every format."""

import html
import io
from collections.abc import Callable, Sequence
from random import Random

import docx
from docx.document import Document

from tests.documents.wild.flat import as_cells, as_columns, as_tabs, as_tags
from tests.documents.wild.pieces import Cell, Grid, Line, NewPage, Piece, Written
from tests.documents.wild.sheets import as_ods, as_xlsx
from tests.documents.wild.typeset import as_bare, as_ruled


def made(document: Written, format_name: str, seed: int) -> bytes:
    """The document's file."""
    return FORMATS[format_name](document.pieces, Random(f"{format_name} {seed}"))


def _as_docx(pieces: Sequence[Piece], chance: Random) -> bytes:
    """A Word file, merged cells merged."""
    document = docx.Document()
    for piece in pieces:
        if isinstance(piece, Line):
            document.add_paragraph(piece.text)
        elif isinstance(piece, NewPage):
            document.add_page_break()
        else:
            _word_table(document, piece)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _word_table(document: Document, grid: Grid) -> None:
    width = max(len(row) for row in grid.rows)
    table = document.add_table(len(grid.rows), width)
    cells = [row.cells for row in table.rows]
    for down, row in enumerate(grid.rows):
        for across, cell in enumerate(row):
            if cell is None:
                continue
            place = cells[down][across]
            if cell.across > 1 or cell.down > 1:
                place = place.merge(cells[down + cell.down - 1][across + cell.across - 1])
            place.text = cell.text


def _as_html(pieces: Sequence[Piece], chance: Random) -> bytes:
    """A saved page."""
    return _page("".join(_html_piece(piece) for piece in pieces), chance)


def _as_print(pieces: Sequence[Piece], chance: Random) -> bytes:
    """The print view of an application: everything inside tables that only lay out."""
    inner = "".join(f"<tr><td>{_html_piece(piece)}</td></tr>" for piece in pieces)
    frame = f"<table width='100%'><tr><td><table class='isi'>{inner}</table></td></tr></table>"
    return _page(frame + "<script>window.print()</script>", chance)


def _page(body: str, chance: Random) -> bytes:
    head = "<title>Perjanjian Kinerja</title><style>td { border: 1px solid }</style>"
    menu = (
        "<nav><a href='/'>Beranda</a> <a href='/masuk'>Masuk</a></nav>"
        if chance.random() < 0.3
        else ""
    )
    return f"<!DOCTYPE html><html lang='id'><head><meta charset='utf-8'>{head}</head><body>{menu}{body}</body></html>".encode()


def _html_piece(piece: Piece) -> str:
    if isinstance(piece, NewPage):
        return "<div style='page-break-after: always'></div>"
    if isinstance(piece, Line):
        return f"<p style='white-space: pre'>{html.escape(piece.text) or '&nbsp;'}</p>\n"
    rows = "".join(
        "<tr>" + "".join(_html_cell(cell) for cell in row if cell is not None) + "</tr>\n"
        for row in piece.rows
    )
    return f"<table border='{int(piece.ruled)}'>{rows}</table>\n"


def _html_cell(cell: Cell) -> str:
    spans = "".join(
        f" {name}='{size}'"
        for name, size in (("colspan", cell.across), ("rowspan", cell.down))
        if size > 1
    )
    lines = [html.escape(line) for line in cell.text.split("\n")]
    inside = lines[0] if len(lines) == 1 else "".join(f"<p>{line}</p>" for line in lines)
    return f"<td{spans}>{inside}</td>"


FORMATS: dict[str, Callable[[Sequence[Piece], Random], bytes]] = {
    "docx": _as_docx,
    "html": _as_html,
    "print": _as_print,
    "xlsx": as_xlsx,
    "ods": as_ods,
    "ruled": as_ruled,
    "bare": as_bare,
    "tabs": as_tabs,
    "tags": as_tags,
    "cells": as_cells,
    "columns": as_columns,
}
"""Two of HTML (a saved page, a print view), two of sheets, two of PDF, four of text."""

TEXTS = ("tabs", "tags", "cells", "columns")
