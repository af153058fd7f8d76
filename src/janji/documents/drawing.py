"""Drawing the DOCX templates of papers: styles, pages, paragraphs, tables that repeat a row.

A room's `make_template.py` says with these what its paper looks like; offices restyle it in a word processor.
"""

from collections.abc import Sequence

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

SERIF, SANS = "Times New Roman", "Arial"
ALIGN = WD_ALIGN_PARAGRAPH
RIGHT, LEFT = ALIGN.RIGHT, ALIGN.LEFT


def begun() -> Document:
    """An empty A4 paper with our styles, its page numbers below."""
    document = docx.Document()
    for name in ("title", "author", "comments", "keywords", "last_modified_by"):
        setattr(document.core_properties, name, "")
    _set_styles(document)
    _set_page(document)
    return document


def letterhead(document: Document) -> None:
    """Centred lines: the government, the office, where it is."""
    line(document, "{{ letterhead.government }}", align=ALIGN.CENTER, points=14, after=0)
    line(document, "{{ letterhead.org_unit }}", align=ALIGN.CENTER, points=17, bold=True, after=0)
    for part in ("address", "contact"):
        line(document, f"{{%p if letterhead.{part} %}}")
        line(document, f"{{{{ letterhead.{part} }}}}", align=ALIGN.CENTER, points=9.5, after=0)
        line(document, "{%p endif %}")


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(20), Mm(22)
    section.left_margin, section.right_margin = Mm(25), Mm(20)
    note = section.header.paragraphs[0]
    note.alignment = RIGHT
    note.add_run("{% if state_note %}{{ state_note }}{% endif %}").bold = True
    foot = section.footer.paragraphs[0]
    foot.alignment = RIGHT
    foot.add_run("halaman ")
    _field(foot, "PAGE")
    foot.add_run(" dari ")
    _field(foot, "NUMPAGES")


def _set_styles(document: Document) -> None:
    normal = _style(document, "Normal")
    _set_font(normal, SERIF, 11)
    normal.paragraph_format.space_after = Pt(6)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "id-ID")
    normal.element.get_or_add_rPr().append(language)
    for name, points, before in (("Heading 1", 14, 0), ("Heading 2", 11.5, 10)):
        style = _style(document, name)
        _set_font(style, SERIF, points)
        style.font.bold = True
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(5)
    for name in ("Header", "Footer"):
        _set_font(_style(document, name), SANS, 7.5)


def _style(document: Document, name: str) -> ParagraphStyle:
    style = document.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(name)
    return style


def _set_font(style: ParagraphStyle, family: str, points: float) -> None:
    style.font.name = family
    style.font.size = Pt(points)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in [key for key in fonts.attrib if "Theme" in key]:
        del fonts.attrib[theme]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), family)


def _field(paragraph: Paragraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = paragraph.add_run("1")
    field.append(run._r)  # noqa: SLF001 -- python-docx has no fields
    paragraph._p.append(field)  # noqa: SLF001


def line(
    document: Document,
    text: str,
    *,
    style: str | None = None,
    align: WD_ALIGN_PARAGRAPH | None = None,
    points: float | None = None,
    bold: bool | None = None,
    after: float | None = None,
) -> Paragraph:
    """A paragraph of its own."""
    paragraph = document.add_paragraph(style=style)
    run = paragraph.add_run(text)
    run.bold = bold
    run.font.size = Pt(points) if points else None
    if align is not None:
        paragraph.alignment = align
    if after is not None:
        paragraph.paragraph_format.space_after = Pt(after)
    return paragraph


def new_page(document: Document) -> None:
    """What follows begins on another page."""
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def each_line(document: Document, name: str) -> None:
    """A paragraph for each text of a list."""
    line(document, f"{{%p for line in {name} %}}")
    line(document, "{{ line }}")
    line(document, "{%p endfor %}")


def note(document: Document, name: str) -> None:
    """A small paragraph, where there is something to say."""
    line(document, f"{{%p if {name} %}}")
    line(document, f"{{{{ {name} }}}}", points=9.5)
    line(document, "{%p endif %}")


def labelled(document: Document, rows: str) -> None:
    """A table of labels and texts without lines."""
    table = empty_table(document, (50, 115), ruled=False)
    repeated_row(table, rows, ("row.label", "row.text"), ())


def figures(
    document: Document,
    widths: Sequence[float],
    titles: Sequence[str],
    rows: str,
    fields: Sequence[str],
    *,
    numeric: Sequence[int] = (),
) -> None:
    """A table with a heading row and a row for each entry of a list."""
    table = empty_table(document, widths)
    header_row(table, titles, numeric=numeric)
    repeated_row(table, rows, [f"row.{field}" for field in fields], numeric)


def empty_table(document: Document, widths: Sequence[float], *, ruled: bool = True) -> Table:
    """An empty table with columns of some millimetres."""
    table: Table = document.add_table(rows=0, cols=len(widths))
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    if ruled:
        table.style = document.styles["Table Grid"]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    return table


def _row(table: Table) -> _Row:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    for cell, column in zip(row.cells, table.columns, strict=True):
        cell.width = column.width or Mm(20)
    _add(row._tr.get_or_add_trPr(), "w:cantSplit")  # noqa: SLF001
    return row


def header_row(table: Table, titles: Sequence[str], *, numeric: Sequence[int]) -> None:
    """The row of titles, repeated on every page."""
    row = _row(table)
    _add(row._tr.get_or_add_trPr(), "w:tblHeader")  # noqa: SLF001
    for place, title in enumerate(titles):
        _cell(row, place, title, bold=True, align=RIGHT if place in numeric else LEFT)


def repeated_row(table: Table, rows: str, fields: Sequence[str], numeric: Sequence[int]) -> None:
    """A row for each entry of a list."""
    _tag_row(table, f"{{%tr for row in {rows} %}}")
    row = _row(table)
    for place, field in enumerate(fields):
        _cell(row, place, f"{{{{ {field} }}}}", align=RIGHT if place in numeric else LEFT)
    _tag_row(table, "{%tr endfor %}")


def _cell(
    row: _Row, place: int, text: str, *, align: WD_ALIGN_PARAGRAPH, bold: bool | None = None
) -> None:
    paragraph = row.cells[place].paragraphs[0]
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(text)
    run.bold = bold
    run.font.size = Pt(9.5)


def _tag_row(table: Table, tag: str) -> None:
    """A row that only carries a loop tag; it is not in the finished paper."""
    new: _Row = table.add_row()  # type: ignore[no-untyped-call]
    new.cells[0].paragraphs[0].add_run(tag)


def _add(parent: BaseOxmlElement, tag: str) -> None:
    parent.append(OxmlElement(tag))
