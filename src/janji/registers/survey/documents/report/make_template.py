"""Draws `report.docx`, the template that offices restyle in a word processor.

`python -m janji.registers.survey.documents.report.make_template` writes it anew; a test keeps
the committed file equal to what this draws.
"""

from pathlib import Path

from docx.document import Document

from janji.documents.drawing import (
    ALIGN,
    RIGHT,
    begun,
    each_line,
    empty_table,
    figures,
    header_row,
    labelled,
    letterhead,
    line,
    new_page,
    note,
    repeated_row,
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


def _cover(document: Document) -> None:
    letterhead(document)
    line(document, "", after=120)
    line(document, "{{ heading }}", style="Heading 1", align=ALIGN.CENTER, points=20)
    line(document, "{{ period }}", align=ALIGN.CENTER, points=15)
    line(document, "{{ office }}", align=ALIGN.CENTER, points=13, after=40)
    line(document, "Indeks Kepuasan Masyarakat", align=ALIGN.CENTER, points=10, after=0)
    line(document, "{{ summary.index }}", align=ALIGN.CENTER, points=34, bold=True, after=0)
    line(document, "{{ summary.grade }}", align=ALIGN.CENTER, points=12)
    new_page(document)


def _summary(document: Document) -> None:
    line(document, "Ringkasan eksekutif", style="Heading 1")
    line(document, "{{ summary.sentence }}")
    labelled(document, "summary.rows")
    line(document, "")
    line(document, "I. Pendahuluan", style="Heading 1")
    each_line(document, "introduction")
    line(document, "Metode", style="Heading 2")
    labelled(document, "method")
    new_page(document)


def _analysis(document: Document) -> None:
    line(document, "II. Analisis", style="Heading 1")
    line(document, "Responden", style="Heading 2")
    line(document, "{%p for profile in profiles %}")
    line(document, "{{ profile.title }}", bold=True, after=0)
    figures(
        document,
        (105, 30, 30),
        ("Kelompok", "Orang", "Bagian"),
        "profile.rows",
        ("label", "count", "share"),
        numeric=(1, 2),
    )
    line(document, "")
    line(document, "{%p endfor %}")
    line(document, "Nilai setiap unsur", style="Heading 2")
    figures(
        document,
        (10, 57, 16, 18, 14, 20, 13, 17),
        ("", "Unsur", "Jumlah", "Jawaban", "NRR", "NRR tertimbang", "Mutu", "Rank"),
        "elements",
        ("number", "name", "total", "filled", "mean", "weighted", "grade", "rank"),
        numeric=(2, 3, 4, 5, 7),
    )
    line(document, "{{ formula }}", points=9.5)
    _picture(document, "chart")
    each_line(document, "analysis")
    line(document, "{%p if services %}")
    line(document, "Setiap layanan", style="Heading 2")
    line(document, "{%p endif %}")
    _with_grade(document, "Layanan", "services")
    note(document, "services_note")
    line(document, "Tren dengan kuesioner yang sama", style="Heading 2")
    _with_grade(document, "Survei", "trend")
    _picture(document, "trend_chart")
    line(document, "Tiga unsur terlemah dan saran responden", style="Heading 2")
    line(document, "{%p for one in weakest %}")
    line(document, "{{ loop.index }}. {{ one.name }}, nilai {{ one.mean }}", after=0)
    line(document, "{%p endfor %}")
    line(document, "")
    figures(document, (105, 60), ("Saran", "Tindak lanjut"), "suggestions", ("text", "done"))
    note(document, "suggestions_note")


def _with_grade(document: Document, title: str, rows: str) -> None:
    figures(
        document,
        (85, 26, 20, 34),
        (title, "Responden", "Indeks", "Mutu"),
        rows,
        ("name", "respondents", "index", "grade"),
        numeric=(1, 2),
    )


def _picture(document: Document, name: str) -> None:
    line(document, f"{{%p if {name} %}}")
    line(document, f"{{{{ {name} }}}}")
    line(document, "{%p endif %}")


def _follow_up(document: Document) -> None:
    line(document, "Rencana tindak lanjut", style="Heading 2")
    figures(
        document,
        (10, 35, 62, 22, 36),
        ("No", "Prioritas unsur", "Program/kegiatan", "Waktu", "Penanggung jawab"),
        "plans",
        ("number", "element", "activity", "due", "responsible"),
    )
    line(document, "Tindak lanjut survei sebelumnya", style="Heading 2")
    line(document, "{{ before or 'Belum ada survei sebelumnya.' }}")
    figures(
        document,
        (65, 35, 30, 35),
        ("Kegiatan", "Unsur", "Keadaan", "Bukti"),
        "plans_before",
        ("activity", "element", "state", "evidence"),
    )
    line(document, "")
    line(document, "III. Penutup", style="Heading 1")
    each_line(document, "closing")
    line(document, "{{ place_date }}", align=RIGHT, after=0)
    line(document, "Kepala {{ office }}", align=RIGHT, after=60)
    line(document, "…" * 24, align=RIGHT)
    new_page(document)


def _annexes(document: Document) -> None:
    line(document, "Lampiran 1. Kuesioner", style="Heading 1")
    line(document, "{%p for one in questions %}")
    line(document, "{{ one.number }}. {{ one.text }}", after=0)
    line(document, "{{ one.options }}", points=9.5)
    line(document, "{%p endfor %}")
    new_page(document)
    line(document, "Lampiran 2. Tabulasi jawaban", style="Heading 1")
    line(document, "Nomor urut menggantikan nama; tanda – berarti tidak dijawab.")
    codes = [f"{{{{ codes[{place}] }}}}" for place in range(ELEMENTS)]
    table = empty_table(document, (21, *(16,) * ELEMENTS))
    header_row(table, ("Nomor", *codes), numeric=range(1, ELEMENTS + 1))
    repeated_row(
        table,
        "tabulation",
        ("row.number", *(f"row.answers[{place}]" for place in range(ELEMENTS))),
        range(1, ELEMENTS + 1),
    )
    repeated_row(
        table,
        "totals",
        ("row.label", *(f"row['values'][{place}]" for place in range(ELEMENTS))),
        range(1, ELEMENTS + 1),
    )
    new_page(document)


def _poster(document: Document) -> None:
    line(document, "Indeks Kepuasan Masyarakat", style="Heading 1", align=ALIGN.CENTER, points=20)
    line(document, "{{ office }}", align=ALIGN.CENTER, points=15, after=0)
    line(document, "{{ period }}", align=ALIGN.CENTER, points=13)
    line(document, "{{ poster.index }}", align=ALIGN.CENTER, points=80, bold=True, after=0)
    line(document, "{{ poster.grade }}", align=ALIGN.CENTER, points=18, bold=True, after=24)
    labelled(document, "poster.rows")
    line(document, "")
    line(document, "{{ poster.thanks }}", align=ALIGN.CENTER, points=13, bold=True)


if __name__ == "__main__":
    drawn().save(str(TEMPLATE))
