"""Draws `report.docx`, the template that offices restyle in a word processor.

`python -m janji.registers.survey.documents.report.make_template` writes it anew; a test keeps
the committed file equal to what this draws.
"""

from pathlib import Path

from docx.document import Document
from docx.enum.text import WD_BREAK

from janji.documents.drawing import (
    CENTER,
    RIGHT,
    add_each,
    add_figures,
    add_header,
    add_labelled,
    add_letterhead,
    add_line,
    add_note,
    add_rows,
    add_table,
    begun,
)

TEMPLATE = Path(__file__).with_name("report.docx")
ELEMENTS = 9


def drawn() -> Document:
    """The template, ready to be saved."""
    document = begun()
    _cover(document)
    _summary(document)
    _analysis(document)
    _follow_up(document)
    _annexes(document)
    _poster(document)
    return document


def _new_page(document: Document) -> None:
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _cover(document: Document) -> None:
    add_letterhead(document)
    add_line(document, "", after=120)
    add_line(document, "{{ heading }}", style="Heading 1", align=CENTER, points=20)
    add_line(document, "{{ period }}", align=CENTER, points=15)
    add_line(document, "{{ office }}", align=CENTER, points=13, after=40)
    add_line(document, "Indeks Kepuasan Masyarakat", align=CENTER, points=10, after=0)
    add_line(document, "{{ summary.index }}", align=CENTER, points=34, bold=True, after=0)
    add_line(document, "{{ summary.grade }}", align=CENTER, points=12)
    _new_page(document)


def _summary(document: Document) -> None:
    add_line(document, "Ringkasan eksekutif", style="Heading 1")
    add_line(document, "{{ summary.sentence }}")
    add_labelled(document, "summary.rows")
    add_line(document, "")
    add_line(document, "I. Pendahuluan", style="Heading 1")
    add_each(document, "introduction")
    add_line(document, "Metode", style="Heading 2")
    add_labelled(document, "method")
    _new_page(document)


def _analysis(document: Document) -> None:
    add_line(document, "II. Analisis", style="Heading 1")
    add_line(document, "Responden", style="Heading 2")
    add_line(document, "{%p for profile in profiles %}")
    add_line(document, "{{ profile.title }}", bold=True, after=0)
    add_figures(
        document,
        (105, 30, 30),
        ("Kelompok", "Orang", "Bagian"),
        "profile.rows",
        ("label", "count", "share"),
        numeric=(1, 2),
    )
    add_line(document, "")
    add_line(document, "{%p endfor %}")
    add_line(document, "Nilai setiap unsur", style="Heading 2")
    add_figures(
        document,
        (10, 57, 16, 18, 14, 20, 13, 17),
        ("", "Unsur", "Jumlah", "Jawaban", "NRR", "NRR tertimbang", "Mutu", "Rank"),
        "elements",
        ("number", "name", "total", "filled", "mean", "weighted", "grade", "rank"),
        numeric=(2, 3, 4, 5, 7),
    )
    add_line(document, "{{ formula }}", points=9.5)
    _picture(document, "chart")
    add_each(document, "analysis")
    add_line(document, "{%p if services %}")
    add_line(document, "Setiap layanan", style="Heading 2")
    add_line(document, "{%p endif %}")
    _with_grade(document, "Layanan", "services")
    add_note(document, "services_note")
    add_line(document, "Tren dengan kuesioner yang sama", style="Heading 2")
    _with_grade(document, "Survei", "trend")
    _picture(document, "trend_chart")
    add_line(document, "Tiga unsur terlemah dan saran responden", style="Heading 2")
    add_line(document, "{%p for one in weakest %}")
    add_line(document, "{{ loop.index }}. {{ one.name }}, nilai {{ one.mean }}", after=0)
    add_line(document, "{%p endfor %}")
    add_line(document, "")
    add_figures(document, (105, 60), ("Saran", "Tindak lanjut"), "suggestions", ("text", "done"))
    add_note(document, "suggestions_note")


def _with_grade(document: Document, title: str, rows: str) -> None:
    add_figures(
        document,
        (85, 26, 20, 34),
        (title, "Responden", "Indeks", "Mutu"),
        rows,
        ("name", "respondents", "index", "grade"),
        numeric=(1, 2),
    )


def _picture(document: Document, name: str) -> None:
    add_line(document, f"{{%p if {name} %}}")
    add_line(document, f"{{{{ {name} }}}}")
    add_line(document, "{%p endif %}")


def _follow_up(document: Document) -> None:
    add_line(document, "Rencana tindak lanjut", style="Heading 2")
    add_figures(
        document,
        (10, 35, 62, 22, 36),
        ("No", "Prioritas unsur", "Program/kegiatan", "Waktu", "Penanggung jawab"),
        "plans",
        ("number", "element", "activity", "due", "responsible"),
    )
    add_line(document, "Tindak lanjut survei sebelumnya", style="Heading 2")
    add_line(document, "{{ before or 'Belum ada survei sebelumnya.' }}")
    add_figures(
        document,
        (65, 35, 30, 35),
        ("Kegiatan", "Unsur", "Keadaan", "Bukti"),
        "plans_before",
        ("activity", "element", "state", "evidence"),
    )
    add_line(document, "")
    add_line(document, "III. Penutup", style="Heading 1")
    add_each(document, "closing")
    add_line(document, "{{ place_date }}", align=RIGHT, after=0)
    add_line(document, "Kepala {{ office }}", align=RIGHT, after=60)
    add_line(document, "…" * 24, align=RIGHT)
    _new_page(document)


def _annexes(document: Document) -> None:
    add_line(document, "Lampiran 1. Kuesioner", style="Heading 1")
    add_line(document, "{%p for one in questions %}")
    add_line(document, "{{ one.number }}. {{ one.text }}", after=0)
    add_line(document, "{{ one.options }}", points=9.5)
    add_line(document, "{%p endfor %}")
    _new_page(document)
    add_line(document, "Lampiran 2. Tabulasi jawaban", style="Heading 1")
    add_line(document, "Nomor urut menggantikan nama; tanda – berarti tidak dijawab.")
    codes = [f"{{{{ codes[{place}] }}}}" for place in range(ELEMENTS)]
    table = add_table(document, (21, *(16,) * ELEMENTS))
    add_header(table, ("Nomor", *codes), numeric=range(1, ELEMENTS + 1))
    add_rows(
        table,
        "tabulation",
        ("row.number", *(f"row.answers[{place}]" for place in range(ELEMENTS))),
        range(1, ELEMENTS + 1),
    )
    add_rows(
        table,
        "totals",
        ("row.label", *(f"row['values'][{place}]" for place in range(ELEMENTS))),
        range(1, ELEMENTS + 1),
    )
    _new_page(document)


def _poster(document: Document) -> None:
    add_line(document, "Indeks Kepuasan Masyarakat", style="Heading 1", align=CENTER, points=20)
    add_line(document, "{{ office }}", align=CENTER, points=15, after=0)
    add_line(document, "{{ period }}", align=CENTER, points=13)
    add_line(document, "{{ poster.index }}", align=CENTER, points=80, bold=True, after=0)
    add_line(document, "{{ poster.grade }}", align=CENTER, points=18, bold=True, after=24)
    add_labelled(document, "poster.rows")
    add_line(document, "")
    add_line(document, "{{ poster.thanks }}", align=CENTER, points=13, bold=True)


if __name__ == "__main__":
    drawn().save(str(TEMPLATE))
