"""Tables to take away: XLSX and CSV. What a cell says can never become a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils import timezone

from janji.core.numbers import rounded, written_exactly

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DECIMALS = 4
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

Cell = str | int | Decimal | Fraction | date | datetime | None


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart beside a table: which column is drawn, how, and between which values."""

    column: int
    kind: str = "bar"
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of a workbook: its heading row, its rows, notes below them, a chart beside them."""

    title: str
    header: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    notes: Sequence[str] = ()
    chart: Chart | None = None


def xlsx(tables: Sequence[Table]) -> bytes:
    """A workbook with one sheet a table; rows stream through, so their number does not matter."""
    import xlsxwriter  # noqa: PLC0415 -- slow to load

    made = io.BytesIO()
    options = {"constant_memory": True, "default_date_format": "dd-mm-yyyy"}
    with xlsxwriter.Workbook(made, options) as book:
        heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for table in tables:
            sheet = book.add_worksheet(_sheet_name(table.title))
            last = _fill(sheet, table, heading, wrapped)
            if table.chart and last:
                _draw(book, sheet, table, table.chart, last)
    return made.getvalue()


def _sheet_name(title: str) -> str:
    return "".join(c for c in title if c not in "[]:*?/\\'")[:31] or "Tabel"


def _draw(book: Any, sheet: "Worksheet", table: Table, chart: Chart, last: int) -> None:
    """A chart of one column by the first, right of the table."""
    name = _sheet_name(table.title)
    drawn = book.add_chart({"type": chart.kind})
    drawn.add_series(
        {
            "name": [name, 0, chart.column],
            "categories": [name, 1, 0, last, 0],
            "values": [name, 1, chart.column, last, chart.column],
            "data_labels": {"value": True, "num_format": "0.00"},
        }
    )
    drawn.set_legend({"none": True})
    drawn.set_title({"name": table.header[chart.column]})
    scale = {"min": chart.least, "max": chart.most}
    if chart.kind == "bar":
        drawn.set_y_axis({"reverse": True})
        drawn.set_x_axis(scale)
    else:
        drawn.set_y_axis(scale)
    description = f"{table.header[chart.column]}: angkanya pada kolom di sebelah kiri"
    sheet.insert_chart(1, len(table.header) + 1, drawn, {"description": description})


def _fill(sheet: "Worksheet", table: Table, heading: object, wrapped: object) -> int:
    """Writes a table; the line of its last row."""
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 0, 48)
    sheet.set_column(1, max(len(table.header) - 1, 1), 16)
    for place, word in enumerate(table.header):
        sheet.write_string(0, place, word, heading)
    line = 0
    for line, row in enumerate(table.rows, start=1):
        for place, cell in enumerate(row):
            _write(sheet, line, place, cell, wrapped)
    for shift, note in enumerate(table.notes, start=2):
        sheet.write_string(line + shift, 0, note)
    return line


def _write(sheet: "Worksheet", line: int, place: int, cell: Cell, wrapped: object) -> None:
    if cell is None:
        return
    if isinstance(cell, datetime):
        sheet.write_datetime(line, place, timezone.localtime(cell).replace(tzinfo=None))
    elif isinstance(cell, date):
        sheet.write_datetime(line, place, datetime(cell.year, cell.month, cell.day))  # noqa: DTZ001 -- a day has no zone
    elif isinstance(cell, Decimal | Fraction | int):
        # A spreadsheet counts in 15 digits; longer numbers go as text rather than be changed.
        exact = cell if isinstance(cell, int) else rounded(cell, DECIMALS)
        if len(str(abs(int(exact)))) > 14 - DECIMALS:
            sheet.write_string(line, place, written_exactly(Decimal(exact)))
        else:
            sheet.write_number(line, place, int(exact) if exact == int(exact) else exact)
    else:
        sheet.write_string(line, place, cell, wrapped)


def xlsx_response(name: str, tables: Sequence[Table]) -> HttpResponse:
    """The workbook as a download; `name` without an ending."""
    return _download(xlsx(tables), XLSX, f"{name}.xlsx")


def csv_text(table: Table) -> str:
    """The table as CSV: semicolons, as spreadsheets here expect, and Indonesian decimals."""
    made = io.StringIO()
    writer = csv.writer(made, delimiter=";", lineterminator="\r\n")
    writer.writerow(table.header)
    writer.writerows([_as_text(cell) for cell in row] for row in table.rows)
    return made.getvalue()


def _as_text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Fraction):
        cell = rounded(cell, DECIMALS)
    if isinstance(cell, Decimal):
        return written_exactly(cell).replace(".", "")
    if isinstance(cell, datetime):
        return f"{timezone.localtime(cell):%d-%m-%Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d-%m-%Y}"
    said = str(cell)
    return f"'{said}" if isinstance(cell, str) and said.startswith(_FORMULA_STARTS) else said


def csv_response(name: str, table: Table) -> HttpResponse:
    """The CSV as a download, with the mark by which spreadsheets know it is UTF-8."""
    data = b"\xef\xbb\xbf" + csv_text(table).encode()
    return _download(data, "text/csv; charset=utf-8", f"{name}.csv")


def _download(data: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
