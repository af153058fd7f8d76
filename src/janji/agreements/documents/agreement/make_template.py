"""Draws `agreement.docx`, the template that offices restyle in a word processor.

`python -m janji.agreements.documents.agreement.make_template` writes it anew; a test keeps
the committed file equal to what this draws.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

TEMPLATE = Path(__file__).with_name("agreement.docx")

SERIF = "Times New Roman"
SANS = "Arial"
ANNEX_WIDTHS = (11, 53, 57, 109, 27)
PROGRAMME_WIDTHS = (11, 126, 48)


def drawn() -> Document:
    """The template, ready to be saved."""
    document = docx.Document()
    for name in ("title", "author", "comments", "keywords", "last_modified_by"):
        setattr(document.core_properties, name, "")
    _set_styles(document)
    _set_modern(document)
    _statement(document)
    _annex(document)
    return document


def _set_styles(document: Document) -> None:
    normal = _style(document, "Normal")
    _set_font(normal, SERIF, 12)
    normal.paragraph_format.space_after = Pt(0)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "id-ID")
    normal.element.get_or_add_rPr().append(language)
    title = _style(document, "Heading 1")
    _set_font(title, SERIF, 13)
    title.font.bold = True
    title.font.color.rgb = RGBColor(0, 0, 0)
    title.paragraph_format.alignment = ALIGN.CENTER
    title.paragraph_format.space_before = title.paragraph_format.space_after = Pt(0)
    for name in ("Header", "Footer"):
        style = _style(document, name)
        _set_font(style, SANS, 7.5)
        style.paragraph_format.tab_stops.clear_all()


def _set_modern(document: Document) -> None:
    """Lay out as current word processors do: table borders, not their text, meet the margin."""
    settings = document.settings.element
    compatibility = settings.find(qn("w:compat"))
    if compatibility is None:
        raise LookupError("w:compat")
    mode = _add(compatibility, "w:compatSetting", name="compatibilityMode", val="15")
    mode.set(qn("w:uri"), "http://schemas.microsoft.com/office/word")


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


def _statement(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    _set_margins(section, top=20, bottom=22, left=25, right=20)
    _furnish(section, text_width=165)
    _letterhead(document)
    _line(document, "{{ heading }}", style="Heading 1", after=20)
    _line(document, "{%p if period %}")
    _line(document, "{{ period }}", align=ALIGN.CENTER, after=16)
    _line(document, "{%p endif %}")
    _line(document, "{{ form.opening }}", align=ALIGN.JUSTIFY, after=12)
    for who in ("first", "second"):
        _labelled(document, "Nama", f"{{{{ {who}_party.name }}}}", bold=True)
        _labelled(document, "Jabatan", f"{{{{ {who}_party.full_position }}}}")
        _line(document, f"{{{{ form.{who}_called }}}}", after=12)
    _line(document, "{{ form.first_promise }}", align=ALIGN.JUSTIFY, after=9)
    _line(document, "{{ form.second_promise }}", align=ALIGN.JUSTIFY, after=24)
    _signatures(document, side=82.5, labelled=True)
    _line(document, "{%p if check %}")
    _line(document, "{{ qr or '' }}")
    _line(document, "{{ check }}", style="Footer")
    _line(document, "{%p endif %}")


def _annex(document: Document) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    _set_margins(section, top=18, bottom=18, left=20, right=20)
    section.footer.is_linked_to_previous = False
    section.header.is_linked_to_previous = False
    _furnish(section, text_width=257)
    _letterhead(document)
    _line(document, "{{ heading }}", style="Heading 1")
    _line(document, "{{ org_unit }}", style="Heading 1", after=10)
    _annex_table(document)
    _line(document, "", after=6)
    _programmes(document)
    _line(document, "", after=12).paragraph_format.keep_with_next = True
    _signatures(document, side=128.5, labelled=False)


def _set_margins(section: Section, *, top: int, bottom: int, left: int, right: int) -> None:
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.header_distance, section.footer_distance = Mm(8), Mm(9)


def _furnish(section: Section, *, text_width: int) -> None:
    """Header with the state of the paper, footer with foot lines and page number."""
    note = section.header.paragraphs[0]
    note.alignment = ALIGN.RIGHT
    note.add_run("{% if state_note %}{{ state_note }}{% endif %}").bold = True
    first = section.footer.paragraphs[0]
    first.paragraph_format.tab_stops.add_tab_stop(Mm(text_width), WD_TAB_ALIGNMENT.RIGHT)
    first.add_run("{{ foot[0] if foot }}\thalaman ")
    _field(first, "PAGE")
    first.add_run(" dari ")
    _field(first, "NUMPAGES")
    for text in ("{%p for line in foot[1:] %}", "{{ line }}", "{%p endfor %}"):
        section.footer.add_paragraph(text, style="Footer")


def _field(paragraph: Paragraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = paragraph.add_run("1")
    field.append(run._r)  # noqa: SLF001 -- python-docx has no fields
    paragraph._p.append(field)  # noqa: SLF001


def _letterhead(document: Document) -> None:
    _line(document, "{{ letterhead.government }}", align=ALIGN.CENTER, points=14)
    _line(document, "{{ letterhead.org_unit }}", align=ALIGN.CENTER, points=17, bold=True)
    for part in ("address", "contact"):
        _line(document, f"{{%p if letterhead.{part} %}}")
        _line(document, f"{{{{ letterhead.{part} }}}}", align=ALIGN.CENTER, points=9.5)
        _line(document, "{%p endif %}")
    rule = document.add_paragraph()
    borders = _add(rule._p.get_or_add_pPr(), "w:pBdr")  # noqa: SLF001
    _add(borders, "w:bottom", val="thickThinSmallGap", sz="24", space="1", color="auto")
    rule.paragraph_format.line_spacing, rule.paragraph_format.space_after = Pt(4), Pt(14)


def _line(
    document: Document,
    text: str,
    *,
    style: str | None = None,
    align: ALIGN | None = None,
    points: float | None = None,
    bold: bool | None = None,
    after: float = 0,
) -> Paragraph:
    paragraph = document.add_paragraph(style=style)
    return _write(paragraph, text, align=align, points=points, bold=bold, after=after)


def _write(
    paragraph: Paragraph,
    text: str,
    *,
    align: ALIGN | None = None,
    points: float | None = None,
    bold: bool | None = None,
    underline: bool | None = None,
    after: float = 0,
) -> Paragraph:
    run = paragraph.add_run(text)
    run.bold, run.underline = bold, underline
    run.font.size = Pt(points) if points else None
    if align is not None:
        paragraph.alignment = align
    if after:
        paragraph.paragraph_format.space_after = Pt(after)
    return paragraph


def _labelled(document: Document, label: str, text: str, *, bold: bool | None = None) -> None:
    paragraph = document.add_paragraph(f"{label}\t: ")
    paragraph.add_run(text).bold = bold
    form = paragraph.paragraph_format
    form.tab_stops.add_tab_stop(Mm(22))
    form.left_indent, form.first_line_indent = Mm(24.5), Mm(-24.5)


def _signatures(document: Document, *, side: float, labelled: bool) -> None:
    table = _table(document, (side, side), ruled=False)
    row = _row(table)
    _write(row.cells[1].paragraphs[0], "{{ place_date }}", align=ALIGN.CENTER, after=8)
    parts: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("position", "{{ %s.position }}", {"bold": True}),
        ("room", "{{ %s.mark or '' }}", {"points": 8.5}),
        ("name", "{{ %s.name }}", {"bold": True, "underline": True}),
        ("below", "{{ %s.below|join('\\n') }}", {}),
    )
    if labelled:
        parts = (("label", "{{ %s.label }}", {}), *parts)
    for kind, text, look in parts:
        row = _row(table)
        for cell, who in zip(row.cells, ("second_party", "first_party"), strict=True):
            _write(cell.paragraphs[0], text % who, align=ALIGN.CENTER, **look)
        if kind == "room":
            row.height = Mm(21)
    _keep_with_next(table.rows[:-1])


def _keep_with_next(rows: Iterable[_Row]) -> None:
    for row in rows:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def _annex_table(document: Document) -> None:
    table = _table(document, ANNEX_WIDTHS, ruled=True)
    _header_row(table, [f"{{{{ form.columns[{k}] }}}}" for k in range(5)], bold=True, points=10)
    _header_row(table, [str(k) for k in range(1, 6)], bold=None, points=8.5)
    _tag_row(table, "{%tr for objective in objectives %}")
    _tag_row(table, "{%tr for row in objective.rows %}")
    row = _row(table)
    texts = (
        "{% vm %}{{ objective.number }}",
        "{% vm %}{{ objective.text }}",
        "{{ row.text }}",
        None,
        "{{ row.target }}",
    )
    for cell, text, align in zip(
        row.cells, texts, (ALIGN.CENTER, None, None, None, ALIGN.CENTER), strict=True
    ):
        if text is not None:
            _write(cell.paragraphs[0], text, align=align, points=10)
    _explanation(row.cells[3])
    _tag_row(table, "{%tr endfor %}")
    _tag_row(table, "{%tr endfor %}")


def _explanation(cell: _Cell) -> None:
    cell.paragraphs[0].add_run("{%p for line in row.explanation %}")
    text = "{% if line.label %}{{ line.label }} : {% endif %}{{ line.text }}"
    _write(cell.add_paragraph(), text, points=10, after=2)
    cell.add_paragraph("{%p endfor %}")


def _programmes(document: Document) -> None:
    table = _table(document, PROGRAMME_WIDTHS, ruled=True)
    _header_row(
        table, [f"{{{{ form.programme_columns[{k}] }}}}" for k in range(3)], bold=True, points=10
    )
    _tag_row(table, "{%tr for line in programmes %}")
    row = _row(table)
    texts = ("{{ line.number }}", "{{ line.name }}", "{{ line.amount }}")
    for cell, text, align in zip(row.cells, texts, (ALIGN.CENTER, None, ALIGN.RIGHT), strict=True):
        _write(cell.paragraphs[0], text, align=align, points=10)
    _tag_row(table, "{%tr endfor %}")
    row = _row(table)
    title = row.cells[0].merge(row.cells[1])
    _write(title.paragraphs[0], "{{ form.total }}", align=ALIGN.CENTER, points=10, bold=True)
    _write(row.cells[2].paragraphs[0], "{{ total }}", align=ALIGN.RIGHT, points=10, bold=True)
    _keep_with_next(table.rows)


def _table(document: Document, widths: tuple[float, ...], *, ruled: bool) -> Table:
    table: Table = document.add_table(rows=0, cols=len(widths))
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    if ruled:
        table.style = document.styles["Table Grid"]
    margins = OxmlElement("w:tblCellMar")
    for side, twips in (("top", 50), ("left", 110), ("bottom", 50), ("right", 110)):
        upright = side in {"top", "bottom"}
        _add(margins, f"w:{side}", w=str(0 if upright and not ruled else twips), type="dxa")
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)  # noqa: SLF001
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    return table


def _row(table: Table) -> _Row:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    for cell, column in zip(row.cells, table.columns, strict=True):
        cell.width = column.width or Mm(20)
    _add(row._tr.get_or_add_trPr(), "w:cantSplit")  # noqa: SLF001
    return row


def _tag_row(table: Table, tag: str) -> None:
    """A row that only carries a loop tag; it is not in the finished paper."""
    new: _Row = table.add_row()  # type: ignore[no-untyped-call]
    new.cells[0].paragraphs[0].add_run(tag)


def _header_row(table: Table, texts: list[str], *, bold: bool | None, points: float) -> None:
    row = _row(table)
    _add(row._tr.get_or_add_trPr(), "w:tblHeader")  # noqa: SLF001
    for cell, text in zip(row.cells, texts, strict=True):
        _write(cell.paragraphs[0], text, align=ALIGN.CENTER, points=points, bold=bold)


def _add(parent: BaseOxmlElement, tag: str, **attributes: str) -> BaseOxmlElement:
    child = OxmlElement(tag)
    for name, value in attributes.items():
        child.set(qn(f"w:{name}"), value)
    parent.append(child)
    return child


if __name__ == "__main__":
    drawn().save(str(TEMPLATE))
