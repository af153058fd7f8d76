"""Draws `letter.docx`, the template that offices restyle in a word processor.

`python -m janji.registers.village_budgets.documents.letter.make_template` writes it anew; a test keeps
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
    labelled,
    letterhead,
    line,
    new_page,
    note,
)

TEMPLATE = Path(__file__).with_name("letter.docx")


def drawn() -> Document:
    """The template, ready to be saved."""
    document = begun()
    letterhead(document)
    line(document, "", after=6)
    line(document, "{{ place_date }}", align=RIGHT)
    labelled(document, "heads")
    line(document, "")
    line(document, "Yth. {{ addressee }}", after=0)
    line(document, "di tempat")
    line(document, "{{ opening }}")
    line(document, "{{ verdict }}", style="Heading 1", align=ALIGN.CENTER)
    labelled(document, "sums")
    _findings(document)
    each_line(document, "closing")
    _signed(document)
    _answers(document)
    return document


def _findings(document: Document) -> None:
    line(document, "{%p if findings %}")
    line(document, "Yang harus diperbaiki", style="Heading 2")
    figures(
        document,
        (10, 60, 60, 35),
        ("No", "Yang diperiksa", "Catatan", "Mata anggaran"),
        "findings",
        ("number", "question", "notes", "account"),
    )
    line(document, "{%p endif %}")
    note(document, "findings_note")
    line(document, "")


def _signed(document: Document) -> None:
    line(document, "{{ signer.title }}", align=RIGHT, after=60)
    line(document, "{{ signer.name }}", align=RIGHT, bold=True, after=0)
    line(document, "{%p if signer.nip %}")
    line(document, "{{ signer.nip }}", align=RIGHT)
    line(document, "{%p endif %}")
    line(document, "Tembusan:", points=9.5, after=0)
    line(document, "{%p for one in copies %}")
    line(document, "{{ loop.index }}. {{ one }}", points=9.5, after=0)
    line(document, "{%p endfor %}")


def _answers(document: Document) -> None:
    line(document, "{%p if answers %}")
    new_page(document)
    line(document, "Lampiran. Daftar periksa", style="Heading 1")
    figures(
        document,
        (15, 65, 25, 60),
        ("Kode", "Yang diperiksa", "Jawaban", "Catatan"),
        "answers",
        ("code", "question", "answer", "notes"),
    )
    line(document, "{%p endif %}")


if __name__ == "__main__":
    drawn().save(str(TEMPLATE))
