"""XLSX: the sheets of a workbook as they are seen, read from the parts of its package.

The parts are read here and not by a library for workbooks, because what counts is what a reader
sees: formats laid over numbers, merged cells, what is hidden. Pictures, comments, drawings and
formulas are never opened; of a formula the value that was kept is read.
"""

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils.cell import column_index_from_string

from janji.core.refusals import Refused
from janji.documents.reading.content import MOST_PIECES
from janji.documents.reading.number_formats import GENERAL, behind, exact, is_scaled, shown
from janji.documents.reading.packages import DAMAGE, Element, parts_named_in, xml_in
from janji.documents.reading.spreadsheet import Merged, Sheet, Spot

_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LAST_COLUMN = 16_384
_LOGICAL = {"1": "TRUE", "0": "FALSE", "true": "TRUE", "false": "FALSE"}


@dataclass(frozen=True, slots=True)
class _Book:
    """What all sheets of a workbook share."""

    strings: Sequence[str]
    formats: Sequence[str]
    since_1904: bool


def sheets_of_xlsx(package: zipfile.ZipFile, name: str) -> list[Sheet]:
    """The visible sheets in their order; refuses with `document-broken` what holds together no more.

    The package must have been looked through before.
    """
    try:
        return list(_sheets(package, name))
    except Refused:
        raise
    except DAMAGE as wrong:
        raise Refused("document-broken", name=name) from wrong


def _sheets(package: zipfile.ZipFile, name: str) -> Iterator[Sheet]:
    top = parts_named_in(package, "")
    workbook = next(one for kind, one in top.values() if kind == "officeDocument")
    parts = parts_named_in(package, workbook)
    by_kind = dict(parts.values())
    root = xml_in(package, workbook)
    book = _Book(
        strings=_strings(package, by_kind.get("sharedStrings")),
        formats=_formats(package, by_kind.get("styles")),
        since_1904=any(
            one.get("date1904") in {"1", "true"} for one in root.iterfind("{*}workbookPr")
        ),
    )
    cells = 0
    for sheet in root.iterfind("{*}sheets/{*}sheet"):
        kind, part = parts[next(value for key, value in sheet.items() if key.endswith("}id"))]
        if kind == "worksheet" and sheet.get("state", "visible") == "visible":
            read = _Reading(book, name, cells).sheet_of(package, part)
            cells += len(read.cells)
            yield read


def _strings(package: zipfile.ZipFile, part: str | None) -> list[str]:
    if part is None:
        return []
    with package.open(part) as file:
        strings = []
        for _, element in _each(file, "si"):
            strings.append(_text(element))
            element.clear()
    return strings


def _each(file: Any, *names: str) -> Iterator[tuple[str, Element]]:
    tags = [f"{{*}}{name}" for name in names]
    return etree.iterparse(  # type: ignore[no-any-return]
        file, events=("end",), tag=tags, resolve_entities=False, no_network=True, huge_tree=False
    )


def _text(element: Element) -> str:
    """Text with its runs together; how it is pronounced and what is struck out is left out."""
    if element is None:
        return ""
    said = ""
    for one in element.iter("{*}t"):
        struck = one.getparent().find("{*}rPr/{*}strike")
        if one.getparent().tag.endswith("}rPh") or (
            struck is not None and struck.get("val", "1") not in {"0", "false"}
        ):
            continue
        # A raised note after a figure must not become its last digit.
        raised = (
            said[-1:].isdigit()
            and one.getparent().find("{*}rPr/{*}vertAlign[@val='superscript']") is not None
        )
        said += f"{'^' if raised else ''}{one.text or ''}"
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), said)


def _formats(package: zipfile.ZipFile, part: str | None) -> list[str]:
    """The number formats by the number of a cell's style."""
    if part is None:
        return []
    root = xml_in(package, part)
    known = dict(BUILTIN_FORMATS)
    for one in root.iterfind("{*}numFmts/{*}numFmt"):
        known[int(one.get("numFmtId", "0"))] = one.get("formatCode", GENERAL)
    styles = root.iterfind("{*}cellXfs/{*}xf")
    return [known.get(int(one.get("numFmtId", "0")), GENERAL) for one in styles]


class _Reading:
    """One sheet being read, row by row; nothing of the rows before is kept but their text."""

    def __init__(self, book: _Book, name: str, cells: int) -> None:
        self._book = book
        self._name = name
        self._before = cells
        self._row = -1
        self._sheet = Sheet()

    def sheet_of(self, package: zipfile.ZipFile, part: str) -> Sheet:
        """The sheet in a part of the package."""
        takes = {"col": self._take_columns, "row": self._take_row, "mergeCell": self._take_merged}
        with package.open(part) as file:
            for _, element in _each(file, *takes):
                takes[etree.QName(element).localname](element)
                element.clear()
        return self._sheet

    def _take_columns(self, element: Element) -> None:
        if element.get("hidden") in {"1", "true"} or element.get("width") == "0":
            first, last = int(element.get("min")), int(element.get("max"))
            self._sheet.hidden_columns |= set(range(first - 1, min(last, _LAST_COLUMN)))

    def _take_merged(self, element: Element) -> None:
        first, _, last = element.get("ref", "").partition(":")
        self._sheet.merged.append(Merged(_spot(first), _spot(last or first)))

    def _take_row(self, element: Element) -> None:
        # A writer may leave out where a row or cell stands: then it follows the one before.
        self._row = int(element.get("r", self._row + 2)) - 1
        if element.get("hidden") in {"1", "true"}:
            self._sheet.hidden_rows.add(self._row)
        column = -1
        for cell in element.iterfind("{*}c"):
            address = cell.get("r")
            column = _spot(address)[1] if address else column + 1
            self._take_cell((self._row, column), cell)
        if self._before + len(self._sheet.cells) > MOST_PIECES:
            raise Refused("document-too-complex", name=self._name)

    def _take_cell(self, spot: Spot, cell: Element) -> None:
        value = cell.find("{*}v")
        kind = cell.get("t", "n")
        text = value.text or "" if value is not None else ""
        # A formula that gives an empty text is of the kind `str`; others always give a value.
        without_value = not text.strip() and kind != "str" and cell.find("{*}f") is not None
        if kind == "e" or without_value:
            self._sheet.unclear.add(spot)
        elif (seen := self._seen(kind, text, cell)).strip():
            self._sheet.cells[spot] = seen
            if kind == "n" and text.strip():
                self._keep(spot, seen, exact(text.strip()))
                if is_scaled(self._format(cell)):
                    self._sheet.unclear.add(spot)

    def _seen(self, kind: str, text: str, cell: Element) -> str:
        if kind == "inlineStr":
            return _text(cell.find("{*}is"))
        if not text.strip():
            return ""
        match kind:
            case "s":
                return self._book.strings[int(text)]
            case "b":
                return _LOGICAL[text.strip()]
            case "n":
                return self._number(exact(text.strip()), cell)
            case _:
                return text

    def _number(self, value: Decimal, cell: Element) -> str:
        return shown(value, self._format(cell), since_1904=self._book.since_1904)

    def _format(self, cell: Element) -> str:
        style = int(cell.get("s", "0"))
        return self._book.formats[style] if self._book.formats else GENERAL

    def _keep(self, spot: Spot, seen: str, value: Decimal) -> None:
        if kept := behind(seen, value):
            self._sheet.kept[spot] = kept


def _spot(address: str) -> Spot:
    found = _ADDRESS.fullmatch(address)
    if not found:
        raise ValueError(address)
    return int(found[2]) - 1, column_index_from_string(found[1]) - 1
