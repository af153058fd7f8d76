"""Filling a DOCX template: rendered in a sandbox, refitted to the sheet, dated alike.

Loaded only when a paper is made: the libraries for it take longer to load than most commands to run.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm
from docx.table import Table
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from janji.documents.sheets import Sheet
from janji.documents.word import Picture, writable

LONGEST_PROPERTY = 255
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)

_TEMPLATE_MARK = re.compile(r"(?<=[{%}])_(?=[{%}])")


def filled(
    template: Path,
    data: Mapping[str, object],
    *,
    made_at: datetime,
    sheet: Sheet,
    pictures: Mapping[str, Picture],
) -> bytes:
    """The filled template as bytes, from data that XML can hold; see `word.docx`."""
    whole = DocxTemplate(template)
    placed = {name: _placed(whole, picture) for name, picture in pictures.items()}
    whole.render({**data, **placed}, jinja_env=_environment(), autoescape=True)
    document: Document = whole.docx
    _describe(document, list(pictures.values()))
    _set_properties(document, data, made_at)
    if sheet is not Sheet.A4:
        _refit(document, sheet)
    made = io.BytesIO()
    whole.save(made)
    return _without_clock(made.getvalue())


def _placed(whole: DocxTemplate, picture: Picture) -> object:
    return InlineImage(whole, io.BytesIO(picture.png), width=Mm(picture.width))


def _describe(document: Document, pictures: Sequence[Picture]) -> None:
    """Says what each picture shows, in the order they stand."""
    drawn = document.element.body.iter(qn("wp:docPr"))
    for properties, picture in zip(drawn, pictures, strict=False):
        properties.set("descr", str(writable(picture.description)))


@cache
def _environment() -> SandboxedEnvironment:
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=_as_written)


def _as_written(value: object) -> object:
    """Text in which `{_{` stays: after rendering, docxtpl reads that as an escaped brace."""
    if isinstance(value, str) and _TEMPLATE_MARK.search(value):
        return Markup(_TEMPLATE_MARK.sub("&#95;", str(escape(value))))  # noqa: S704 -- escaped here
    return value


def _set_properties(document: Document, data: Mapping[str, object], made_at: datetime) -> None:
    properties = document.core_properties
    properties.title = str(data["title"])[:LONGEST_PROPERTY]
    properties.author = str(data["author"])[:LONGEST_PROPERTY]
    properties.language = "id"
    at = made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties.created = properties.modified = at


def _refit(document: Document, sheet: Sheet) -> None:
    """Put every section on the sheet and widen its tables by as much as its text."""
    for section, tables in _tables_by_section(document):
        before = _text_width(section)
        sides = [Mm(side) for side in sheet.millimetres]
        upright = (section.page_width or 0) <= (section.page_height or 0)
        section.page_width, section.page_height = sides if upright else reversed(sides)
        for table in tables:
            _scale(table, _text_width(section) / before)


def _text_width(section: Section) -> int:
    return (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)


def _tables_by_section(document: Document) -> Iterator[tuple[Section, list[Table]]]:
    sections = iter(document.sections)
    tables: list[Table] = []
    for child in document.element.body:
        if child.tag == qn("w:tbl"):
            tables.append(Table(child, document))
        elif (
            child.tag == qn("w:sectPr") or child.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None
        ):
            yield next(sections), tables
            tables = []


def _scale(table: Table, ratio: float) -> None:
    element: BaseOxmlElement = table._tbl  # noqa: SLF001 -- python-docx has no widths of its own
    for tag in ("w:gridCol", "w:tcW", "w:tblW"):
        for width in element.iter(qn(tag)):
            key = qn("w:w")
            if width.get(qn("w:type"), "dxa") == "dxa" and key in width.attrib:
                width.set(key, str(round(int(width.get(key)) * ratio)))


def _without_clock(package: bytes) -> bytes:
    """The same package, its parts dated alike: saving writes the time of day into them."""
    fixed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as source,
        zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            part = zipfile.ZipInfo(name, date_time=_ZIP_EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(part, source.read(name))
    return fixed.getvalue()
