"""HTML: saved pages and print views, read in the order in which they are seen.

Nothing is fetched and nothing is run; what a page points to stays where it is.
"""

import email
import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from typing import Any

from lxml import etree, html

from janji.core.refusals import Refused
from janji.documents.reading.content import MOST_PIECES, Block, Paragraph, Table, tidy
from janji.documents.reading.page_styles import give_styles, is_hidden, is_raised
from janji.documents.reading.plain_text import laid_out

MOST_TAGS = 400_000
WIDEST_SPAN = 1000
"""Columns that one cell may cover; browsers stop there as well."""

_BEGINS = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|meta|title|style|body|table|div|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)
_HOLDS_TABLE = re.compile(r"<table\b[^>]*>\s*(?:<[^>]*>\s*)*?<t[rhd]\b", re.IGNORECASE)
_SAVED_WHOLE = re.compile(
    rb"^content-type:\s*(?:multipart/related|text/html)", re.IGNORECASE | re.MULTILINE
)
_CHARSET = re.compile(rb"<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*[\"']?([\w-]+)", re.I)
_UNSEEN = {
    "script",
    "style",
    "head",
    "nav",
    "noscript",
    "template",
    "svg",
    "button",
    "iframe",
    "del",
    "s",
    "strike",
}
_UNSEEN |= {"object", "audio", "video", "math", "datalist"}
_LINES = {"p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "hr"}
_LINES |= {"section", "article", "header", "footer", "main", "aside", "address", "blockquote"}
_LINES |= {"center", "fieldset", "form", "figure", "figcaption", "caption", "details", "summary"}
_LINES |= {"table", "thead", "tbody", "tfoot", "tr", "td", "th", "br", "pre", "body"}
_ROWS = "./tr|./thead/tr|./tbody/tr|./tfoot/tr"
_NUMBERED = re.compile(r"\(?(?:\d+|[a-zA-Z])[.)]")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_SPACED_STYLE = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)

Element = Any
"""lxml has no types of its own."""


def is_page(text: str) -> bool:
    """Whether a text is HTML, not running text in which a few tags were left."""
    start = text[:100_000]
    return bool(_BEGINS.match(start) or _HOLDS_TABLE.search(start))


def is_saved_whole(data: bytes) -> bool:
    """Whether bytes are a page that a browser saved together with its pictures (MHTML)."""
    head = data[:4096]
    return b"mime-version:" in head.lower() and bool(_SAVED_WHOLE.search(head))


def declared_charset(data: bytes) -> str | None:
    """The encoding that a page names at its beginning."""
    found = _CHARSET.search(data[:4096])
    return found[1].decode("ascii") if found else None


def page_in(data: bytes, name: str) -> bytes:
    """The HTML inside a page that was saved whole."""
    try:
        message = email.message_from_bytes(data, policy=policy.default)
        for part in message.walk():
            if part.get_content_type() == "text/html":
                return _with_charset(part)
    except (RecursionError, LookupError, ValueError, AttributeError, TypeError) as wrong:
        raise Refused("document-broken", name=name) from wrong
    raise Refused("document-kind", name=name)


def _with_charset(part: EmailMessage) -> bytes:
    """The part's bytes; an encoding that only the message names is written in front."""
    page = part.get_payload(decode=True)
    data = page if isinstance(page, bytes) else b""
    charset = part.get_content_charset()
    if charset and declared_charset(data) is None:
        return b'<meta charset="%s">' % charset.encode("ascii", "ignore") + data
    return data


def blocks_of_page(text: str, name: str) -> list[Block]:
    """The lines and data tables of a page; refuses what is nested or spread without measure."""
    if text.count("<") > MOST_TAGS:
        raise Refused("document-too-complex", name=name)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_pis=True)
    data = text.replace("\x00", "").encode("utf-8", "replace")
    try:
        root = html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as wrong:
        raise Refused("document-broken", name=name) from wrong
    # The parser stops without a word where a page goes too deep, and half a page is no page.
    if any(one.level == etree.ErrorLevels.FATAL for one in parser.error_log):
        raise Refused("document-too-complex", name=name)
    give_styles(root)
    return laid_out(_Seen(name).blocks_of(root))


class _Seen:
    """What a reader sees of a part of a page, line by line."""

    def __init__(self, name: str, *, tables: bool = True) -> None:
        self._name = name
        self._tables = tables
        self._blocks: list[Block] = []
        self._line: list[str] = []
        self._number = ""
        self._spaced = 0
        self._pieces = 0

    def blocks_of(self, element: Element) -> list[Block]:
        """Lines and tables from the beginning to the end of an element."""
        walk = etree.iterwalk(element, events=("start", "end", "comment"))
        for event, one in walk:
            if event == "start":
                if not self._enter(one):
                    walk.skip_subtree()
                continue
            if event == "end":
                self._leave(one)
            if one is not element:
                self._say(one.tail)
        self._end_line()
        return self._blocks

    def _enter(self, element: Element) -> bool:
        """Reads the beginning of an element; false where its inside is not to be walked."""
        if _is_unseen(element):
            return False
        if element.tag in _LINES:
            self._end_line()
        self._spaced += _keeps_spaces(element)
        if element.tag == "table" and self._tables and _holds_data(element):
            self._add(Table(self._rows(element)))
            return False
        if element.tag in _FIELDS:
            self._say(_FIELDS[element.tag](element))
            return False
        if element.tag == "li":
            self._number = _list_number(element)
        self._raise_mark(element)
        self._say(element.text)
        return True

    def _leave(self, element: Element) -> None:
        if element.tag in _LINES:
            self._end_line()
            self._number = ""
        self._spaced -= _keeps_spaces(element)

    def _raise_mark(self, element: Element) -> None:
        """A raised or lowered note after a figure must not become its last digit."""
        if is_raised(element) and "".join(self._line).rstrip()[-1:].isdigit():
            self._say("^")

    def _say(self, text: str | None) -> None:
        if text:
            self._line.append(text)

    def _end_line(self) -> None:
        said = "".join(self._line)
        said = said if self._spaced else _SPACES.sub(" ", said).strip(" ")
        self._line = []
        for line in filter(str.strip, said.splitlines()):
            numbered = self._number and not _NUMBERED.match(line.strip())
            self._add(Paragraph(f"{self._number} {line.strip()}" if numbered else line.rstrip()))
            self._number = ""

    def _add(self, block: Block) -> None:
        self._blocks.append(block)
        self._count(1)

    def _count(self, pieces: int) -> None:
        self._pieces += pieces
        if self._pieces > MOST_PIECES:
            raise Refused("document-too-complex", name=self._name)

    def _rows(self, table: Element) -> tuple[tuple[str, ...], ...]:
        """Rows in which every column has its place; a cell that spans several fills the first."""
        rows: list[list[str]] = []
        covered: dict[int, int] = {}
        for row in _rows_of(table):
            places: dict[int, str] = {}
            column = 0
            for cell in row.xpath("./td|./th"):
                if _is_unseen(cell):
                    continue
                while covered.get(column, 0):
                    column += 1
                width, height = self._spans(cell)
                places[column] = self._text_of(cell)
                taken = range(column, column + width)
                places |= dict.fromkeys(taken[1:], "")
                column += width
                # This row is counted off below, like those under it.
                covered |= dict.fromkeys(taken, height)
            wide = max([*places, *(place for place, left in covered.items() if left)], default=-1)
            self._count(wide + 1)
            rows.append([places.get(place, "") for place in range(wide + 1)])
            covered = {place: left - 1 for place, left in covered.items() if left > 1}
        return _even(rows)

    def _spans(self, cell: Element) -> tuple[int, int]:
        width, height = _number_in(cell, "colspan"), _number_in(cell, "rowspan")
        if width > WIDEST_SPAN:
            raise Refused("document-too-complex", name=self._name)
        # Zero rows are all that follow.
        return width or 1, height or MOST_PIECES

    def _text_of(self, cell: Element) -> str:
        inside = _Seen(self._name, tables=False)
        lines = inside.blocks_of(cell)
        return tidy("\n".join(line.text for line in lines if isinstance(line, Paragraph)))


def _is_unseen(element: Element) -> bool:
    return element.tag in _UNSEEN or element.get("hidden") is not None or is_hidden(element)


def _rows_of(table: Element) -> Iterator[Element]:
    """Rows from top to bottom as a reader sees them, without those of tables inside."""
    rows = [row for row in table.xpath(_ROWS) if not _is_unseen(row)]
    yield from sorted(rows, key=lambda row: bool(row.getparent().tag == "tfoot"))


def _holds_data(table: Element) -> bool:
    """Whether columns stand beside each other; a table that only arranges a page holds tables."""
    arranges = table.find(".//table") is not None
    full = 0
    for row in _rows_of(table):
        cells = row.xpath("./td|./th")
        own = [cell for cell in cells if cell.find(".//table") is None and _has_text(cell)]
        full += len(own) > 1
        if len(cells) > 1 and own and not arranges:
            return True
    return full > 1


def _has_text(cell: Element) -> bool:
    return bool(cell.text_content().strip()) or cell.find(".//input") is not None


def _field(element: Element) -> str:
    """What stands in a field of a form."""
    seen = element.get("type", "text").lower() in {"text", "number", "date", "search", "email"}
    return str(element.get("value", "")) if seen else ""


def _choice(element: Element) -> str:
    return " ".join(one.text_content() for one in element.xpath(".//option[@selected]"))


_FIELDS = {"input": _field, "select": _choice}


def _list_number(item: Element) -> str:
    """`1.` for an item of a numbered list, which the page's text does not hold."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return ""
    before = sum(1 for _ in item.itersiblings("li", preceding=True))
    number = _number_in(item, "value", _number_in(parent, "start", 1) + before)
    letters = parent.get("type", "1") in {"a", "A"} and 1 <= number <= 26
    return f"{chr(ord(parent.get('type')) + number - 1)}." if letters else f"{number}."


def _number_in(element: Element, attribute: str, otherwise: int = 1) -> int:
    found = re.match(r"\s*(\d{1,12})", element.get(attribute, ""))
    return int(found[1]) if found else otherwise


def _keeps_spaces(element: Element) -> bool:
    return element.tag == "pre" or bool(_SPACED_STYLE.search(element.get("style", "")))


def _even(rows: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    """Rows of one width, without columns at the right in which nothing stands."""
    wide = max((place + 1 for row in rows for place, cell in enumerate(row) if cell), default=0)
    return tuple(tuple((*row, *[""] * wide)[:wide]) for row in rows)
