"""Draws `minutes.docx`, the template that offices restyle in a word processor.

`python -m janji.registers.musrenbang.documents.minutes.make_template` writes it anew; a test keeps
the committed file equal to what this draws.
"""

from pathlib import Path

from docx.document import Document

from janji.documents.drawing import (
    ALIGN,
    RIGHT,
    begun,
    each_line,
    figures,
    letterhead,
    line,
    new_page,
)

TEMPLATE = Path(__file__).with_name("minutes.docx")


def drawn() -> Document:
    """The template, ready to be saved."""
    document = begun()
    _minutes(document)
    _attendance(document)
    _ranking(document)
    _turned_down(document)
    _before(document)
    return document


def _minutes(document: Document) -> None:
    letterhead(document)
    line(document, "{{ heading }}", style="Heading 1", align=ALIGN.CENTER)
    line(document, "{{ year }}", align=ALIGN.CENTER, after=0)
    line(document, "{{ number }}", align=ALIGN.CENTER, after=14)
    each_line(document, "opening")
    line(document, "{{ place_date }}", align=RIGHT, after=14)
    figures(
        document, (65, 100), ("Jabatan", "Nama dan tanda tangan"), "signatures", ("role", "name")
    )
    new_page(document)


def _attendance(document: Document) -> None:
    line(document, "{{ recap_title }}", style="Heading 1")
    figures(
        document,
        (85, 25, 25, 30),
        ("Unsur", "Laki-laki", "Perempuan", "Jumlah"),
        "recap",
        ("label", "men", "women", "people"),
        numeric=(1, 2, 3),
    )
    line(document, "{{ recap_said }}", points=9.5)


def _ranking(document: Document) -> None:
    line(document, "{{ ranking_title }}", style="Heading 1")
    line(document, "{{ ranking_note }}", points=9.5)
    line(document, "{%p for group in ranking %}")
    line(document, "{{ group.title }}", style="Heading 2")
    figures(
        document,
        (12, 62, 26, 30, 14, 21),
        ("No", "Usulan", "Desa", "Lokasi", "Nilai", "Perkiraan biaya"),
        "group.lines",
        ("rank", "title", "village", "where", "points", "cost"),
        numeric=(4, 5),
    )
    line(document, "{%p endfor %}")
    line(document, "{%p if not ranking %}")
    line(document, "Belum ada usulan yang diterima.")
    line(document, "{%p endif %}")


def _turned_down(document: Document) -> None:
    line(document, "{{ turned_down_title }}", style="Heading 1")
    line(document, "{%p if turned_down %}")
    figures(
        document,
        (22, 58, 30, 55),
        ("Nomor", "Usulan", "Desa", "Alasan"),
        "turned_down",
        ("number", "title", "village", "reason"),
    )
    line(document, "{%p else %}")
    line(document, "Tidak ada usulan yang ditolak.")
    line(document, "{%p endif %}")


def _before(document: Document) -> None:
    line(document, "{{ before_title }}", style="Heading 1")
    line(document, "{{ before_said }}")
    line(document, "{%p if before %}")
    figures(document, (85, 30), ("Keadaan", "Usulan"), "before", ("state", "count"), numeric=(1,))
    line(document, "")
    figures(
        document,
        (20, 55, 27, 30, 33),
        ("Nomor", "Usulan", "Desa", "Keadaan", "Alasan"),
        "rows_before",
        ("number", "title", "village", "state", "reason"),
    )
    line(document, "{%p endif %}")


if __name__ == "__main__":
    drawn().save(str(TEMPLATE))
