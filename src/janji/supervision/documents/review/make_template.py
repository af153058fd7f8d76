"""Draws `review.docx`, the template that offices restyle in a word processor.

`python -m janji.supervision.documents.review.make_template` writes it anew; a test keeps the
committed file equal to what this draws.
"""

from pathlib import Path

from docx.document import Document

from janji.documents.drawing import ALIGN, RIGHT, begun, each_line, figures, letterhead, line

TEMPLATE = Path(__file__).with_name("review.docx")


def drawn() -> Document:
    """The template, ready to be saved."""
    document = begun()
    letterhead(document)
    line(document, "{{ heading }}", style="Heading 1", align=ALIGN.CENTER)
    line(document, "{{ office }}", align=ALIGN.CENTER, after=0)
    line(document, "{{ quarter }}", align=ALIGN.CENTER, after=10)
    figures(document, (40, 125), ("Rapat", "Keterangan"), "facts", ("label", "text"))
    _figures(document)
    _open(document)
    for title, name in (
        ("Faktor pendorong", "driving"),
        ("Faktor penghambat", "hindering"),
        ("Tindak lanjut yang disepakati", "agreed"),
    ):
        line(document, title, style="Heading 2")
        each_line(document, name)
    _people(document)
    return document


def _figures(document: Document) -> None:
    line(document, "Indikator", style="Heading 2")
    figures(
        document,
        (8, 45, 19, 19, 20, 17, 19, 20),
        (
            "No",
            "Indikator",
            "Target setahun",
            "Target s.d. TW",
            "Realisasi s.d. TW",
            "Capaian",
            "Perkiraan",
            "Keadaan",
        ),
        "indicators",
        (
            "number",
            "text",
            "year_target",
            "target",
            "actual",
            "achievement",
            "forecast",
            "risk",
        ),
        numeric=(2, 3, 4, 5, 6),
    )
    line(document, "{{ note }}", points=9)


def _open(document: Document) -> None:
    line(document, "Pertanyaan dan instruksi", style="Heading 2")
    line(document, "{%p if threads %}")
    figures(
        document,
        (75, 25, 32, 33),
        ("Pokok", "Jenis", "Batas", "Keadaan"),
        "threads",
        ("text", "kind", "due", "state"),
    )
    line(document, "{%p else %}")
    line(document, "Tidak ada.")
    line(document, "{%p endif %}")
    line(document, "Temuan", style="Heading 2")
    line(document, "{%p if findings %}")
    figures(
        document,
        (62, 18, 32, 25, 28),
        ("Temuan", "Bobot", "Penanggung jawab", "Batas", "Keadaan"),
        "findings",
        ("text", "severity", "owner", "due", "state"),
    )
    line(document, "{%p else %}")
    line(document, "Tidak ada.")
    line(document, "{%p endif %}")


def _people(document: Document) -> None:
    line(document, "Daftar hadir", style="Heading 2")
    figures(
        document,
        (12, 80, 73),
        ("No", "Nama dan jabatan", "Tanda tangan"),
        "present",
        ("number", "name", "post"),
    )
    line(document, "{{ place_date }}", align=RIGHT, after=14)
    figures(document, (65, 100), ("Pihak", "Nama dan tanda tangan"), "signatures", ("role", "name"))


if __name__ == "__main__":
    drawn().save(str(TEMPLATE))
