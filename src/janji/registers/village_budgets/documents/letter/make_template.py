"""Draws `letter.docx`, the template that offices restyle in a word processor.

`python -m janji.registers.village_budgets.documents.letter.make_template` writes it anew; a test keeps
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
    add_labelled,
    add_letterhead,
    add_line,
    add_note,
    begun,
)

TEMPLATE = Path(__file__).with_name("letter.docx")


def drawn() -> Document:
    """The template, ready to be saved."""
    document = begun()
    add_letterhead(document)
    add_line(document, "", after=6)
    add_line(document, "{{ place_date }}", align=RIGHT)
    add_labelled(document, "heads")
    add_line(document, "")
    add_line(document, "Yth. {{ addressee }}", after=0)
    add_line(document, "di tempat")
    add_line(document, "{{ opening }}")
    add_line(document, "{{ verdict }}", style="Heading 1", align=CENTER)
    add_labelled(document, "sums")
    _findings(document)
    add_each(document, "closing")
    _signed(document)
    _answers(document)
    return document


def _findings(document: Document) -> None:
    add_line(document, "{%p if findings %}")
    add_line(document, "Yang harus diperbaiki", style="Heading 2")
    add_figures(
        document,
        (10, 60, 60, 35),
        ("No", "Yang diperiksa", "Catatan", "Mata anggaran"),
        "findings",
        ("number", "question", "notes", "account"),
    )
    add_line(document, "{%p endif %}")
    add_note(document, "findings_note")
    add_line(document, "")


def _signed(document: Document) -> None:
    add_line(document, "{{ signer.title }}", align=RIGHT, after=60)
    add_line(document, "{{ signer.name }}", align=RIGHT, bold=True, after=0)
    add_line(document, "{%p if signer.nip %}")
    add_line(document, "{{ signer.nip }}", align=RIGHT)
    add_line(document, "{%p endif %}")
    add_line(document, "Tembusan:", points=9.5, after=0)
    add_line(document, "{%p for one in copies %}")
    add_line(document, "{{ loop.index }}. {{ one }}", points=9.5, after=0)
    add_line(document, "{%p endfor %}")


def _answers(document: Document) -> None:
    add_line(document, "{%p if answers %}")
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    add_line(document, "Lampiran. Daftar periksa", style="Heading 1")
    add_figures(
        document,
        (15, 65, 25, 60),
        ("Kode", "Yang diperiksa", "Jawaban", "Catatan"),
        "answers",
        ("code", "question", "answer", "notes"),
    )
    add_line(document, "{%p endif %}")


if __name__ == "__main__":
    drawn().save(str(TEMPLATE))
