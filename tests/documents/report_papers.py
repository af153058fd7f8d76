"""Tables of performance reports as files of every kind, for stories about checking them."""

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import docx
import typst
from openpyxl import Workbook

from janji.documents.printable import FONTS

MADE = {}
"""What makes the bytes of a file from pages, by the ending of its name."""


@dataclass(frozen=True)
class Span:
    """A cell over several columns or rows; what it covers is left out of its row."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class PageOfReport:
    """A title above a table. Rows hold texts, or spans."""

    title: str
    rows: Sequence[Sequence[str | Span]]


def placed(rows):
    """Every cell with its row and column, covered places skipped."""
    covered = set()
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            while (at, column) in covered:
                column += 1
            span = cell if isinstance(cell, Span) else Span(cell)
            yield at, column, span
            covered |= {
                (at + down, column + right)
                for down in range(span.rows)
                for right in range(span.columns)
            }
            column += span.columns


def width_of(rows):
    return max(column + span.columns for _, column, span in placed(rows))


def made_by(ending):
    def keep(maker):
        MADE[ending] = maker
        return maker

    return keep


@made_by("docx")
def as_docx(pages):
    document = docx.Document()
    for page in pages:
        document.add_paragraph(page.title)
        table = document.add_table(len(page.rows), width_of(page.rows))
        grid = [row.cells for row in table.rows]
        for at, column, span in placed(page.rows):
            cell = grid[at][column]
            if span.columns > 1 or span.rows > 1:
                cell = cell.merge(grid[at + span.rows - 1][column + span.columns - 1])
            cell.text = span.text
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


@made_by("html")
def as_html(pages):
    parts = []
    for page in pages:
        lines = [[] for _ in page.rows]
        for at, _, span in placed(page.rows):
            lines[at].append(
                f'<td colspan="{span.columns}" rowspan="{span.rows}">{escape(span.text)}</td>'
            )
        table = "".join(f"<tr>{''.join(line)}</tr>" for line in lines)
        parts.append(f"<p>{escape(page.title)}</p><table border=1>{table}</table>")
    return f"<!DOCTYPE html><html><body>{''.join(parts)}</body></html>".encode()


@made_by("xlsx")
def as_xlsx(pages, *, top=1, left=1):
    book = Workbook()
    book.remove(book.active)
    for number, page in enumerate(pages, 1):
        sheet = book.create_sheet(f"Lembar {number}")
        sheet.cell(top, left, page.title)
        for at, column, span in placed(page.rows):
            row, place = top + 2 + at, left + column
            sheet.cell(row, place, span.text or None).data_type = "s" if span.text else "n"
            if span.columns > 1 or span.rows > 1:
                sheet.merge_cells(
                    start_row=row,
                    end_row=row + span.rows - 1,
                    start_column=place,
                    end_column=place + span.columns - 1,
                )
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


_TYPST = """
#set page(width: 420mm, height: 297mm, margin: 10mm)
#set text(font: "Liberation Sans", size: 8pt)
#for page in json(bytes(sys.inputs.pages)) [
  #page.title
  #table(columns: page.width, ..page.cells.map(one => table.cell(
    x: one.x, y: one.y, colspan: one.columns, rowspan: one.rows, one.text)))
]
"""


@made_by("pdf")
def as_pdf(pages):
    told = [
        {
            "title": page.title,
            "width": width_of(page.rows),
            "cells": [
                {"x": x, "y": y, "columns": one.columns, "rows": one.rows, "text": one.text}
                for y, x, one in placed(page.rows)
            ],
        }
        for page in pages
    ]
    return typeset(_TYPST, pages=json.dumps(told))


def typeset(source, **inputs):
    """A PDF from typesetting source, in our own fonts."""
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
    return typst.Compiler(font_paths=fonts).compile(
        source.encode(), format="pdf", sys_inputs=inputs
    )


ONE_YEAR = ("No", "Sasaran", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)")
YEARS = (2020, 2021, 2022, 2023, 2024)


def one_year_page(triples, title="Capaian Kinerja Tahun 2024"):
    """A row for every (target, actual, printed)."""
    rows = [
        (str(number), "Sasaran", f"Indikator ke-{number}", "Satuan", *triple)
        for number, triple in enumerate(triples, 1)
    ]
    return PageOfReport(title, [ONE_YEAR, *rows])


def years_page(indicators, *, ordinals=False, title="Pencapaian Kinerja Tahun 2020-2024"):
    """A row for every mapping from years to (target, actual, printed), years side by side."""
    years = [str(place if ordinals else year) for place, year in enumerate(YEARS, 1)]
    heading = [
        [
            Span("No", rows=2),
            Span("Indikator Kinerja sesuai Tugas dan Fungsi", rows=2),
            Span("Target IKK", rows=2),
            Span("Target Renstra Tahun ke-", columns=5),
            Span("Realisasi Capaian Tahun ke-", columns=5),
            Span("Rasio Capaian pada Tahun ke-", columns=5),
        ],
        years * 3,
        [f"({number})" for number in range(1, 19)],
    ]
    rows = [
        [
            str(number),
            f"Indikator ke-{number}",
            "-",
            *(indicator.get(year, ("", "", ""))[part] for part in range(3) for year in YEARS),
        ]
        for number, indicator in enumerate(indicators, 1)
    ]
    return PageOfReport(title, [*heading, *rows])
