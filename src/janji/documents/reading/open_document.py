"""ODS: the sheets of an OpenDocument workbook, whose file keeps the text that its cells show."""

import re
import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from lxml import etree

from janji.core.numbers import rounded, written, written_exactly
from janji.core.periods import MONTHS
from janji.core.refusals import Refused
from janji.documents.reading.content import MOST_PIECES
from janji.documents.reading.number_formats import behind, exact
from janji.documents.reading.packages import DAMAGE, Element, xml_in
from janji.documents.reading.spreadsheet import Merged, Sheet

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_VALUE_KIND = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_GROUPS = {f"{_TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group")}
_GROUPS |= {f"{_TABLE}{name}" for name in ("table-header-columns", "table-columns")}
_GROUPS |= {f"{_TABLE}table-column-group"}
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_SAYING = {f"{_TABLE}number-columns-spanned", f"{_TABLE}number-rows-spanned", f"{_TABLE}formula"}
_UNSEEN = {f"{_OFFICE}annotation", f"{_TEXT}note", f"{_TEXT}ruby-text"}
_NUMBER = re.compile(r"\d(?:[\d.,\s]*\d)?")


def sheets_of_ods(package: zipfile.ZipFile, name: str) -> list[Sheet]:
    """The visible sheets in their order. The package must have been looked through before."""
    try:
        root = xml_in(package, "content.xml")
        hidden = {
            style.get(f"{_STYLE}name")
            for style in root.iter(f"{_STYLE}style")
            if style.find(f"{_STYLE}table-properties[@{_TABLE}display='false']") is not None
        }
        tables = root.iterfind(f"{_OFFICE}body/{_OFFICE}spreadsheet/{_TABLE}table")
        reading = _Reading(name)
        return [
            reading.sheet_of(table)
            for table in tables
            if table.get(f"{_TABLE}style-name") not in hidden
        ]
    except DAMAGE as wrong:
        raise Refused("document-broken", name=name) from wrong


class _Reading:
    """Sheets being read; what is repeated without text is only counted."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._pieces = 0
        self._sheet = Sheet()

    def sheet_of(self, table: Element) -> Sheet:
        """One sheet."""
        self._sheet = Sheet()
        column = row = 0
        for one in _inside(table, f"{_TABLE}table-column"):
            times = _times(one, "number-columns-repeated")
            if _is_hidden(one):
                # A workbook of today has 16,384 columns.
                self._sheet.hidden_columns |= set(range(column, min(column + times, 16_384)))
            column += times
        for one in _inside(table, f"{_TABLE}table-row"):
            row += self._take_rows(one, row)
        return self._sheet

    def _take_rows(self, element: Element, row: int) -> int:
        """Reads a row as often as it is repeated; how many rows that were."""
        times = _times(element, "number-rows-repeated")
        cells = [cell for cell in element if cell.tag in _CELLS]
        if not any(len(cell) or _SAYING & set(cell.keys()) for cell in cells):
            return times
        for repeated in range(times):
            self._count(1)
            if _is_hidden(element):
                self._sheet.hidden_rows.add(row + repeated)
            self._take_cells(cells, row + repeated)
        return times

    def _take_cells(self, cells: list[Element], row: int) -> None:
        column = 0
        for cell in cells:
            times = _times(cell, "number-columns-repeated")
            text, unclear = _seen(cell)
            for place in range(column, column + times) if text or unclear else ():
                self._count(1)
                if text:
                    self._sheet.cells[row, place] = text
                    if kept := _kept(cell, text):
                        self._sheet.kept[row, place] = kept
                else:
                    self._sheet.unclear.add((row, place))
            self._take_span(cell, row, column)
            column += times

    def _take_span(self, cell: Element, row: int, column: int) -> None:
        width, height = (_times(cell, f"number-{one}-spanned") for one in ("columns", "rows"))
        if width > 1 or height > 1:
            last = (row + height - 1, column + width - 1)
            self._sheet.merged.append(Merged((row, column), last))

    def _count(self, pieces: int) -> None:
        self._pieces += pieces
        if self._pieces > 2 * MOST_PIECES:
            raise Refused("document-too-complex", name=self._name)


def _inside(element: Element, tag: str) -> Iterator[Element]:
    """Rows or columns in their order, out of the groups in which they may stand."""
    for one in element:
        if one.tag == tag:
            yield one
        elif one.tag in _GROUPS:
            yield from _inside(one, tag)


def _times(element: Element, attribute: str) -> int:
    times = int(element.get(f"{_TABLE}{attribute}", "1"))
    if not 1 <= times <= 2**20:
        raise ValueError(attribute)
    return times


def _is_hidden(element: Element) -> bool:
    return bool(element.get(f"{_TABLE}visibility", "visible") != "visible")


def _seen(cell: Element) -> tuple[str, bool]:
    """The text that a cell shows, and whether it shows none although it has a value."""
    text = "\n".join(filter(str.strip, (_shown(one) for one in cell.iterfind(f"{_TEXT}p"))))
    kind = cell.get(f"{_OFFICE}value-type")
    if cell.get(_VALUE_KIND) == "error":
        return "", True
    if kind in _NUMBERS:
        value = exact(cell.get(f"{_OFFICE}value"))
        return in_indonesian(text, value, percent=kind == "percentage")
    if kind == "date" and not any(month in text for month in MONTHS):
        return _day(cell.get(f"{_OFFICE}date-value")), False
    return text, not text and kind is None and cell.get(f"{_TABLE}formula") is not None


def _kept(cell: Element, text: str) -> str | None:
    is_number = cell.get(f"{_OFFICE}value-type") in _NUMBERS
    return behind(text, exact(cell.get(f"{_OFFICE}value"))) if is_number else None


def _shown(paragraph: Element) -> str:
    """A paragraph of a cell, with the spaces that its file counts instead of writing."""
    said: list[str] = []
    walk = etree.iterwalk(paragraph, events=("start", "end"))
    for event, one in walk:
        if event == "end":
            said.append(one.tail or "" if one is not paragraph else "")
        elif one.tag in _UNSEEN:
            walk.skip_subtree()
        else:
            times = int(one.get(f"{_TEXT}c", "1"))
            said += [_MARKS.get(one.tag, "") * min(times, 1_000), one.text or ""]
    return "".join(said)


_NUMBERS = frozenset({"float", "percentage", "currency"})
_MARKS = {f"{_TEXT}s": " ", f"{_TEXT}tab": " ", f"{_TEXT}line-break": "\n"}


def in_indonesian(text: str, value: Decimal, *, percent: bool) -> tuple[str, bool]:
    """Shown text with its number written as in Indonesia, and whether that is unclear.

    An office's machine may show `45,988,000` or `45.988.000`: the exact value beside it tells
    which signs were meant. Where text and value do not belong together the value is written.
    """
    value = value * (100 if percent else 1)
    found = _NUMBER.search(text)
    if found is None:
        # `Rp -` for nothing, or a format that shows words.
        return text, not text
    digits = re.sub(r"\s", "", found[0])
    for decimals in _decimals(digits):
        if re.sub(r"[.,]", "", digits) == f"{rounded(abs(value), decimals):f}".replace(".", ""):
            grouped = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d+)?", digits) is not None
            form = written(abs(value), decimals)
            number = form if grouped and abs(value) >= 1000 else form.replace(".", "")
            return f"{text[: found.start()]}{number}{text[found.end() :]}", False
    return written_exactly(value), True


def _decimals(digits: str) -> Iterator[int]:
    """How many digits may stand behind the decimal sign: those after the last sign, or none."""
    _, sign, behind = re.sub(r",", ".", digits).rpartition(".")
    if sign:
        yield len(behind)
    yield 0


def _day(text: str) -> str:
    day = date.fromisoformat(text[:10])
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
