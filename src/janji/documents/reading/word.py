"""DOCX: paragraphs and tables in reading order, as the page shows them.

Read from the XML itself: accepted insertions count and deletions do not, hidden text is not seen,
content controls and text boxes are. Headers and footers of pages are left out.
"""

import re
import zipfile
from collections.abc import Iterator

from janji.core.refusals import Refused
from janji.documents.reading.content import MOST_PIECES, Block, Paragraph, Table, one_line
from janji.documents.reading.packages import DAMAGE, Element, parts_named_in, xml_in
from janji.documents.reading.plain_text import laid_out
from janji.documents.reading.word_lists import Lists, lists_of

NARROW = 120
"""Twentieths of a point. Columns of two millimetres come from edges that were dragged past each
other, not from cells."""

_MAIN = "officeDocument"
_WRAPPERS = {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "hyperlink"}
_WRAPPERS |= {"fldSimple", "AlternateContent", "Choice", "r", "drawing", "pict", "inline", "dir"}
_WRAPPERS |= {"anchor", "graphic", "graphicData", "wsp", "wgp", "wpc", "txbx", "shape", "textbox"}
_WRAPPERS |= {"rect", "roundrect", "group", "oMathPara", "bdo", "object", "grpSp"}
_BEGINS_LIST = re.compile(r"\(?\w{1,3}[.)]|[-–•]")
_LEVEL = "0"
_SYMBOLS = {"F0B3": "≥", "F0A3": "≤", "F0B1": "±", "F03E": ">", "F03C": "<"}
_MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def blocks_of_docx(package: zipfile.ZipFile, name: str) -> list[Block]:
    """The content of the body. The package must have been looked through before."""
    try:
        main = next(p for kind, p in parts_named_in(package, "").values() if kind == _MAIN)
        others = dict(parts_named_in(package, main).values())
        root = xml_in(package, main)
        numbering, styles = (
            xml_in(package, others[kind]) if kind in others else None
            for kind in ("numbering", "styles")
        )
        lists = lists_of(numbering, styles)
        return laid_out(list(_Body(name, lists).blocks_of(root.find("{*}body"))))
    except Refused:
        raise
    except DAMAGE as wrong:
        raise Refused("document-broken", name=name) from wrong


class _Body:
    """The body of a document, read once from its beginning to its end."""

    def __init__(self, name: str, lists: Lists) -> None:
        self._name = name
        self._lists = lists
        self._pieces = 0

    def blocks_of(self, parent: Element) -> Iterator[Block]:
        """Paragraphs and tables directly in an element."""
        for one in _unwrapped(parent, {"p", "tbl"}):
            if _kind(one) == "p":
                yield from self._paragraph(one)
            elif _only_arranges(one):
                for cell in one.iterfind("{*}tr/{*}tc"):
                    yield from self.blocks_of(cell)
            else:
                yield self._table(one)

    def _count(self, pieces: int) -> None:
        self._pieces += pieces
        if self._pieces > MOST_PIECES:
            raise Refused("document-too-complex", name=self._name)

    def _paragraph(self, paragraph: Element) -> Iterator[Block]:
        self._count(1)
        number = self._lists.number_of(paragraph)
        text = f"{number} {_text(paragraph)}" if number else _text(paragraph)
        yield from (Paragraph(line) for line in map(_parted, text.splitlines()) if line.strip())
        for box in _unwrapped(paragraph, {"txbxContent"}):
            yield from self.blocks_of(box)

    def _table(self, table: Element) -> Table:
        column_at = _columns(table)
        rows: list[dict[int, str]] = []
        open_below: set[int] = set()
        for row in _unwrapped(table, {"tr"}):
            if _property(row, "trPr", "del") is None:
                rows.append(self._row(row, column_at, open_below))
        wide = max((max(row, default=-1) + 1 for row in rows), default=0)
        return Table(tuple(tuple(row.get(k, "") for k in range(wide)) for row in rows))

    def _row(self, row: Element, column_at: list[int], open_below: set[int]) -> dict[int, str]:
        """Cells by their columns; a cell that continues the one above or at its left is empty."""
        places: dict[int, str] = {}
        edge = _number(_property(row, "trPr", "gridBefore"), 0)
        for cell in _unwrapped(row, {"tc"}):
            span = max(_number(_property(cell, "tcPr", "gridSpan"), 1), 1)
            self._count(span)
            column = _at(column_at, edge)
            text = "" if self._continues(cell, column, open_below) else self._cell(cell)
            places[column] = "\n".join(filter(None, (places.get(column, ""), text)))
            edge += span
            places |= dict.fromkeys(range(column + 1, _at(column_at, edge)), "")
        return places

    def _continues(self, cell: Element, column: int, open_below: set[int]) -> bool:
        merged = _property(cell, "tcPr", "vMerge")
        if merged is None:
            open_below.discard(column)
            return False
        goes_on = _value(merged) != "restart" and column in open_below
        open_below.add(column)
        return goes_on

    def _cell(self, cell: Element) -> str:
        """The lines of a cell; a row of a table inside it is one line."""
        lines = []
        for block in self.blocks_of(cell):
            if isinstance(block, Paragraph):
                lines.append(one_line(block.text))
            else:
                lines += [" ".join(map(one_line, filter(None, row))) for row in block.rows]
        return "\n".join(filter(None, lines))


def _kind(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _unwrapped(parent: Element, kinds: set[str]) -> Iterator[Element]:
    """Elements of these kinds, out of what may be wrapped around them."""
    for one in parent:
        kind = _kind(one)
        if kind in kinds:
            yield one
        elif kind in _WRAPPERS:
            yield from _unwrapped(one, kinds)


def _property(element: Element, group: str, name: str) -> Element:
    return element.find(f"{{*}}{group}/{{*}}{name}")


def _value(element: Element) -> str:
    return next((value for key, value in element.items() if key.endswith("}val")), "")


def _number(element: Element, otherwise: int) -> int:
    return otherwise if element is None else int(_value(element) or otherwise)


def _text(paragraph: Element) -> str:
    said = ""
    before: str | None = None
    for one in _unwrapped(paragraph, {"t", "oMath", "sym", *_MARKS}):
        kind = _kind(one)
        if kind in _MARKS:
            said += _MARKS[kind]
        elif kind == "sym":
            said += _symbol(one)
        elif kind == "oMath":
            said += _formula(one)
        elif not _is_hidden(one):
            # A raised note after a figure must not become its last digit.
            height = _height(one)
            is_note = height not in {before, _LEVEL} and before is not None
            said += "^" if said[-1:].isdigit() and is_note else ""
            said += one.text or ""
            before = height
    return said


def _symbol(element: Element) -> str:
    """A sign that was inserted from the font Symbol."""
    code = next((value for name, value in element.items() if name.endswith("}char")), "")
    return _SYMBOLS.get(code.upper(), "")


def _parted(line: str) -> str:
    """A line with one tab between what tabs set apart; a label stays with its colon."""
    parts = list(filter(None, map(str.strip, line.split("\t"))))
    if len(parts) < 2:
        return line.replace("\t", " ").rstrip()
    labelled = len(parts) == 2 and parts[1].startswith(":")
    return (" " if labelled or _BEGINS_LIST.fullmatch(parts[0]) else "\t").join(parts)


def _is_hidden(text: Element) -> bool:
    """Whether a reader does not see a text, or sees it struck out."""
    found = (_property(text.getparent(), "rPr", one) for one in ("vanish", "strike", "dstrike"))
    return any(one is not None and _value(one) not in {"0", "false", "off"} for one in found)


def _height(text: Element) -> str:
    """Where a text stands by its line; some writers move all of it by a point."""
    place = _property(text.getparent(), "rPr", "vertAlign")
    if place is not None and _value(place) != "baseline":
        return str(_value(place))
    moved = _property(text.getparent(), "rPr", "position")
    return _LEVEL if moved is None else str(_value(moved))


def _formula(element: Element) -> str:
    """A formula on one line: what stands above a line is divided by what stands below it."""
    kind = _kind(element)
    if kind == "t":
        return element.text or ""
    if kind == "f":
        above, below = (_formula(element.find(f"{{*}}{part}")) for part in ("num", "den"))
        return f" ({above.strip()}) / ({below.strip()}) "
    if kind == "sup":
        return f"^{''.join(map(_formula, element))}"
    return "".join(map(_formula, element))


def _only_arranges(table: Element) -> bool:
    """Whether a table only puts others in their places and has no rows of its own."""
    if table.find(".//{*}tbl") is None:
        return False
    own = 0
    for row in table.iterfind("{*}tr"):
        cells = [cell for cell in row.iterfind("{*}tc") if cell.find(".//{*}tbl") is None]
        own += sum(1 for cell in cells if _has_text(cell)) > 1
    return own < 2


def _has_text(cell: Element) -> bool:
    return any((one.text or "").strip() for one in cell.iter("{*}t"))


def _columns(table: Element) -> list[int]:
    """The column that begins at each edge of the grid; edges close to each other are one."""
    widths = [
        int(next((value for key, value in one.items() if key.endswith("}w")), "0"))
        for one in table.iterfind("{*}tblGrid/{*}gridCol")
    ]
    column_at = [0]
    since = 0
    for width in widths:
        since += width
        # A width of zero says that nobody measured.
        is_new = width == 0 or since >= NARROW
        column_at.append(column_at[-1] + is_new)
        since = 0 if is_new else since
    return column_at


def _at(column_at: list[int], edge: int) -> int:
    """The column at an edge, also where a table has more cells than its grid says."""
    beyond = max(edge - len(column_at) + 1, 0)
    return column_at[edge - beyond] + beyond
