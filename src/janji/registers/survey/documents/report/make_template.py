"""Draws `report.docx`, the template that offices restyle in a word processor.

`python -m janji.registers.survey.documents.report.make_template` writes it anew; a test keeps
the committed file equal to what this draws.
"""

from collections.abc import Sequence
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

TEMPLATE = Path(__file__).with_name("report.docx")
SERIF, SANS = "Times New Roman", "Arial"
RIGHT, LEFT = ALIGN.RIGHT, ALIGN.LEFT
ELEMENTS = 9


def drawn() -> Document:
    """The template, ready to be saved."""
    document = docx.Document()
    for name in ("title", "author", "comments", "keywords", "last_modified_by"):
        setattr(document.core_properties, name, "")
    _set_styles(document)
    _set_page(document)
    _cover(document)
    _summary(document)
    _analysis(document)
    _follow_up(document)
    _annexes(document)
    _poster(document)
    return document


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


def _field(paragraph: Paragraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = paragraph.add_run("1")
    field.append(run._r)  # noqa: SLF001 -- python-docx has no fields
    paragraph._p.append(field)  # noqa: SLF001


def _line(
    document: Document,
    text: str,
    *,
    style: str | None = None,
    align: ALIGN | None = None,
    points: float | None = None,
    bold: bool | None = None,
    after: float | None = None,
) -> Paragraph:
    paragraph = document.add_paragraph(style=style)
    run = paragraph.add_run(text)
    run.bold = bold
    run.font.size = Pt(points) if points else None
    if align is not None:
        paragraph.alignment = align
    if after is not None:
        paragraph.paragraph_format.space_after = Pt(after)
    return paragraph


def _new_page(document: Document) -> None:
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _cover(document: Document) -> None:
    _line(document, "{{ letterhead.government }}", align=ALIGN.CENTER, points=14, after=0)
    _line(document, "{{ letterhead.org_unit }}", align=ALIGN.CENTER, points=17, bold=True, after=0)
    for part in ("address", "contact"):
        _line(document, f"{{%p if letterhead.{part} %}}")
        _line(document, f"{{{{ letterhead.{part} }}}}", align=ALIGN.CENTER, points=9.5, after=0)
        _line(document, "{%p endif %}")
    _line(document, "", after=120)
    _line(document, "{{ heading }}", style="Heading 1", align=ALIGN.CENTER, points=20)
    _line(document, "{{ period }}", align=ALIGN.CENTER, points=15)
    _line(document, "{{ office }}", align=ALIGN.CENTER, points=13, after=40)
    _line(document, "Indeks Kepuasan Masyarakat", align=ALIGN.CENTER, points=10, after=0)
    _line(document, "{{ summary.index }}", align=ALIGN.CENTER, points=34, bold=True, after=0)
    _line(document, "{{ summary.grade }}", align=ALIGN.CENTER, points=12)
    _new_page(document)


def _summary(document: Document) -> None:
    _line(document, "Ringkasan eksekutif", style="Heading 1")
    _line(document, "{{ summary.sentence }}")
    _labelled(document, "summary.rows")
    _line(document, "")
    _line(document, "I. Pendahuluan", style="Heading 1")
    _each_line(document, "introduction")
    _line(document, "Metode", style="Heading 2")
    _labelled(document, "method")
    _new_page(document)


def _each_line(document: Document, name: str) -> None:
    _line(document, f"{{%p for line in {name} %}}")
    _line(document, "{{ line }}")
    _line(document, "{%p endfor %}")


def _analysis(document: Document) -> None:
    _line(document, "II. Analisis", style="Heading 1")
    _line(document, "Responden", style="Heading 2")
    _line(document, "{%p for profile in profiles %}")
    _line(document, "{{ profile.title }}", bold=True, after=0)
    _figures(
        document,
        (105, 30, 30),
        ("Kelompok", "Orang", "Bagian"),
        "profile.rows",
        ("label", "count", "share"),
        numeric=(1, 2),
    )
    _line(document, "")
    _line(document, "{%p endfor %}")
    _line(document, "Nilai setiap unsur", style="Heading 2")
    _figures(
        document,
        (10, 57, 16, 18, 14, 20, 13, 17),
        ("", "Unsur", "Jumlah", "Jawaban", "NRR", "NRR tertimbang", "Mutu", "Rank"),
        "elements",
        ("number", "name", "total", "filled", "mean", "weighted", "grade", "rank"),
        numeric=(2, 3, 4, 5, 7),
    )
    _line(document, "{{ formula }}", points=9.5)
    _picture(document, "chart")
    _each_line(document, "analysis")
    _line(document, "{%p if services %}")
    _line(document, "Setiap layanan", style="Heading 2")
    _line(document, "{%p endif %}")
    _with_grade(document, "Layanan", "services")
    _note(document, "services_note")
    _line(document, "Tren dengan kuesioner yang sama", style="Heading 2")
    _with_grade(document, "Survei", "trend")
    _picture(document, "trend_chart")
    _line(document, "Tiga unsur terlemah dan saran responden", style="Heading 2")
    _line(document, "{%p for one in weakest %}")
    _line(document, "{{ loop.index }}. {{ one.name }}, nilai {{ one.mean }}", after=0)
    _line(document, "{%p endfor %}")
    _line(document, "")
    _figures(document, (105, 60), ("Saran", "Tindak lanjut"), "suggestions", ("text", "done"))
    _note(document, "suggestions_note")


def _with_grade(document: Document, title: str, rows: str) -> None:
    _figures(
        document,
        (85, 26, 20, 34),
        (title, "Responden", "Indeks", "Mutu"),
        rows,
        ("name", "respondents", "index", "grade"),
        numeric=(1, 2),
    )


def _picture(document: Document, name: str) -> None:
    _line(document, f"{{%p if {name} %}}")
    _line(document, f"{{{{ {name} }}}}")
    _line(document, "{%p endif %}")


def _note(document: Document, name: str) -> None:
    _line(document, f"{{%p if {name} %}}")
    _line(document, f"{{{{ {name} }}}}", points=9.5)
    _line(document, "{%p endif %}")


def _follow_up(document: Document) -> None:
    _line(document, "Rencana tindak lanjut", style="Heading 2")
    _figures(
        document,
        (10, 35, 62, 22, 36),
        ("No", "Prioritas unsur", "Program/kegiatan", "Waktu", "Penanggung jawab"),
        "plans",
        ("number", "element", "activity", "due", "responsible"),
    )
    _line(document, "Tindak lanjut survei sebelumnya", style="Heading 2")
    _line(document, "{{ before or 'Belum ada survei sebelumnya.' }}")
    _figures(
        document,
        (65, 35, 30, 35),
        ("Kegiatan", "Unsur", "Keadaan", "Bukti"),
        "plans_before",
        ("activity", "element", "state", "evidence"),
    )
    _line(document, "")
    _line(document, "III. Penutup", style="Heading 1")
    _each_line(document, "closing")
    _line(document, "{{ place_date }}", align=RIGHT, after=0)
    _line(document, "Kepala {{ office }}", align=RIGHT, after=60)
    _line(document, "…" * 24, align=RIGHT)
    _new_page(document)


def _annexes(document: Document) -> None:
    _line(document, "Lampiran 1. Kuesioner", style="Heading 1")
    _line(document, "{%p for one in questions %}")
    _line(document, "{{ one.number }}. {{ one.text }}", after=0)
    _line(document, "{{ one.options }}", points=9.5)
    _line(document, "{%p endfor %}")
    _new_page(document)
    _line(document, "Lampiran 2. Tabulasi jawaban", style="Heading 1")
    _line(document, "Nomor urut menggantikan nama; tanda – berarti tidak dijawab.")
    codes = [f"{{{{ codes[{place}] }}}}" for place in range(ELEMENTS)]
    table = _table(document, (21, *(16,) * ELEMENTS))
    _header(table, ("Nomor", *codes), numeric=range(1, ELEMENTS + 1))
    _rows(
        table,
        "tabulation",
        ("row.number", *(f"row.answers[{place}]" for place in range(ELEMENTS))),
        range(1, ELEMENTS + 1),
    )
    _rows(
        table,
        "totals",
        ("row.label", *(f"row['values'][{place}]" for place in range(ELEMENTS))),
        range(1, ELEMENTS + 1),
    )
    _new_page(document)


def _poster(document: Document) -> None:
    _line(document, "Indeks Kepuasan Masyarakat", style="Heading 1", align=ALIGN.CENTER, points=20)
    _line(document, "{{ office }}", align=ALIGN.CENTER, points=15, after=0)
    _line(document, "{{ period }}", align=ALIGN.CENTER, points=13)
    _line(document, "{{ poster.index }}", align=ALIGN.CENTER, points=80, bold=True, after=0)
    _line(document, "{{ poster.grade }}", align=ALIGN.CENTER, points=18, bold=True, after=24)
    _labelled(document, "poster.rows")
    _line(document, "")
    _line(document, "{{ poster.thanks }}", align=ALIGN.CENTER, points=13, bold=True)


def _labelled(document: Document, rows: str) -> None:
    table = _table(document, (50, 115), ruled=False)
    _rows(table, rows, ("row.label", "row.text"), ())


def _figures(
    document: Document,
    widths: Sequence[float],
    titles: Sequence[str],
    rows: str,
    fields: Sequence[str],
    *,
    numeric: Sequence[int] = (),
) -> None:
    table = _table(document, widths)
    _header(table, titles, numeric=numeric)
    _rows(table, rows, [f"row.{field}" for field in fields], numeric)


def _table(document: Document, widths: Sequence[float], *, ruled: bool = True) -> Table:
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


def _header(table: Table, titles: Sequence[str], *, numeric: Sequence[int]) -> None:
    row = _row(table)
    _add(row._tr.get_or_add_trPr(), "w:tblHeader")  # noqa: SLF001
    for place, title in enumerate(titles):
        _cell(row, place, title, bold=True, align=RIGHT if place in numeric else LEFT)


def _rows(table: Table, rows: str, fields: Sequence[str], numeric: Sequence[int]) -> None:
    _tag_row(table, f"{{%tr for row in {rows} %}}")
    row = _row(table)
    for place, field in enumerate(fields):
        _cell(row, place, f"{{{{ {field} }}}}", align=RIGHT if place in numeric else LEFT)
    _tag_row(table, "{%tr endfor %}")


def _cell(row: _Row, place: int, text: str, *, align: ALIGN, bold: bool | None = None) -> None:
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


if __name__ == "__main__":
    drawn().save(str(TEMPLATE))
