"""Spreadsheets as rows of exact cells: CSV, XLSX, XLS and ODS, the kind decided by what is in them.

Needs no framework and no database. A spreadsheet's binary numbers become exact before any rule
sees them.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from janji.core.cells import Cell, Row
from janji.core.refusals import Refused

MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
_PACKAGE = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_SEPARATORS = ",;\t"


def tables_of_file(path: Path) -> Mapping[str, Sequence[Row]]:
    """The sheets of a file by name. Refuses as `tables` does, and with `document-missing`."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as wrong:
        raise Refused("document-missing", name=str(path)) from wrong
    return tables(data, path.name)


def tables(data: bytes, name: str) -> Mapping[str, Sequence[Row]]:
    """The sheets of a workbook or a CSV by name, every row from the first on.

    Refuses with `file-empty`, `sheet-file-kind` and `document-…`.
    """
    if not data.strip():
        raise Refused("file-empty", name=name)
    if len(data) > MOST_BYTES:
        raise Refused("document-too-large", name=name, most=MOST_BYTES // 1024**2)
    if data.startswith((_PACKAGE, _OLD_OFFICE)):
        return _workbook(data, name)
    return {name: _comma_separated(_decoded(data, name), name)}


def _decoded(data: bytes, name: str) -> str:
    if b"\x00" in data or data.startswith(b"%PDF-"):
        raise Refused("sheet-file-kind", name=name)
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("document-encoding", name=name)


def _comma_separated(text: str, name: str) -> Sequence[Row]:
    """Rows by the separator that parts the text into the most cells."""
    try:
        readings = [
            list(csv.reader(io.StringIO(text, newline=""), delimiter=mark)) for mark in _SEPARATORS
        ]
    except csv.Error as wrong:
        raise Refused("document-broken", name=name) from wrong
    return max(readings, key=lambda rows: sum(map(len, rows)) - len(rows))


def _workbook(data: bytes, name: str) -> Mapping[str, Sequence[Row]]:
    from python_calamine import (  # noqa: PLC0415 -- only workbooks need it
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
    )

    _require_small(data, name)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            names = [one.name for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
            # From the very first row on, so that row numbers are those people see.
            return {
                name: [
                    _exact(row)
                    for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                ]
                for name in names
            }
    except PasswordError as wrong:
        raise Refused("document-locked", name=name) from wrong
    except (CalamineError, OSError, ValueError) as wrong:
        raise Refused("document-broken", name=name) from wrong


def _require_small(data: bytes, name: str) -> None:
    """A small package can unpack into more than the machine holds."""
    if not data.startswith(_PACKAGE):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            unpacked = sum(part.file_size for part in package.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as wrong:
        raise Refused("document-broken", name=name) from wrong
    if unpacked > MOST_UNPACKED:
        raise Refused("document-too-complex", name=name)


def _exact(row: Iterable[object]) -> list[Cell]:
    return [_exact_cell(cell) for cell in row]


def _exact_cell(cell: object) -> Cell:
    """A cell without binary numbers: a whole number, or the decimals that were typed."""
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else Decimal(repr(cell))
    if cell is None or isinstance(cell, str | int | date):
        return cell
    return str(cell)
