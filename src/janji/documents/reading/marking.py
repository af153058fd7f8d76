"""A copy of a report's workbook in which the wrong achievements are marked."""

import io
import secrets
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from janji.core.numbers import written
from janji.core.origins import Place
from janji.core.printed_achievement import Verdict
from janji.core.refusals import Refused
from janji.documents.reading.check_sentences import VERDICTS, place, sentences
from janji.documents.reading.checking import SHOWN_DECIMALS, CheckedRow

SUMMARY = "Pemeriksaan"
WRONG = PatternFill("solid", fgColor="FFC7CE")
_HEADINGS = (
    *("No", "Tahun", "Indikator", "Target", "Realisasi", "Capaian tercetak"),
    *("Hitungan ulang", "Hasil", "Keterangan", "Letak"),
)
_WIDTHS = (6, 8, 48, 14, 14, 16, 16, 20, 56, 28)


def require_workbook(data: bytes, name: str) -> None:
    """Refuses with `report-copy-kind` what is no XLSX."""
    if not data.startswith(b"PK\x03\x04") or b"xl/workbook.xml" not in data:
        raise Refused("report-copy-kind", name=name)


def write_marked(data: bytes, rows: Sequence[CheckedRow], *, source: Path, copy: Path) -> None:
    """Writes the marked copy, whole or not at all; the source itself is never written.

    Refuses with `report-copy-…`, and with `document-broken` what cannot be opened as a workbook.
    """
    require_workbook(data, source.name)
    if copy.exists() and copy.samefile(source):
        raise Refused("report-copy-same", name=str(copy))
    marked = marked_copy(data, rows, source.name)
    growing = copy.with_name(f".{copy.name}-{secrets.token_hex(4)}")
    try:
        with growing.open("xb") as file:
            file.write(marked)
        growing.replace(copy)
    except OSError as wrong:
        raise Refused("report-copy-unwritable", name=str(copy)) from wrong
    finally:
        with suppress(OSError):
            growing.unlink()


def marked_copy(data: bytes, rows: Sequence[CheckedRow], name: str) -> bytes:
    """The workbook with wrong cells coloured and commented, and a sheet that lists every row."""
    try:
        book = load_workbook(io.BytesIO(data))
    except Exception as wrong:  # openpyxl has no common base for what it cannot open
        raise Refused("document-broken", name=name) from wrong
    # Readers count the sheets that are seen.
    sheets = [one for one in book.worksheets if one.sheet_state == "visible"]
    for checked in rows:
        if checked.found.verdict is Verdict.WRONG:
            _mark(_cell(sheets, checked.row.place), sentences(checked))
    _list(book, rows)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _cell(sheets: Sequence[Worksheet], where: Place) -> Cell:
    sheet = sheets[(where.page or 1) - 1]
    cell = sheet.cell(where.row or 1, where.cell or 1)
    if isinstance(cell, MergedCell):
        spans = (one for one in sheet.merged_cells.ranges if cell.coordinate in one)
        corner = next(spans)
        return sheet.cell(corner.min_row, corner.min_col)
    return cell


def _mark(cell: Cell, said: str) -> None:
    cell.fill = WRONG
    before = f"{cell.comment.text}\n\n" if cell.comment else ""
    cell.comment = Comment(before + _plain(said), "Janji", height=110, width=280)


def _list(book: Workbook, rows: Sequence[CheckedRow]) -> None:
    sheet = book.create_sheet(SUMMARY)  # a name that is taken gets a number behind it
    for line, texts in enumerate((_HEADINGS, *map(_texts, rows)), 1):
        for column, text in enumerate(texts, 1):
            cell = sheet.cell(line, column, _plain(text))
            cell.data_type = "s"  # text of the report is never a formula, whatever it begins with
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=line == 1)
    for column, width in zip(sheet.iter_cols(1, len(_WIDTHS)), _WIDTHS, strict=True):
        sheet.column_dimensions[column[0].column_letter].width = width
    sheet.freeze_panes = "A2"


def _texts(checked: CheckedRow) -> Iterator[str]:
    row, found = checked.row, checked.found
    yield "" if row.number is None else str(row.number)
    yield "" if row.year is None else str(row.year)
    yield from (row.indicator, row.triple.target, row.triple.actual, row.triple.printed)
    yield "" if found.recomputed is None else written(found.recomputed, SHOWN_DECIMALS)
    yield VERDICTS[found.verdict].capitalize()
    yield sentences(checked)
    yield place(row.place)


def _plain(text: str) -> str:
    return str(ILLEGAL_CHARACTERS_RE.sub("", text))
