"""Draws `letter.docx`, the template that offices restyle in a word processor.

`python -m janji.rewards.documents.letter.make_template` writes it anew; a test keeps the committed
file equal to what this draws.
"""

from pathlib import Path

from docx.document import Document

from janji.documents.drawing import (
    ALIGN,
    begun,
    empty_table,
    figures,
    letterhead,
    line,
    new_page,
    repeated_row,
)

TEMPLATE = Path(__file__).with_name("letter.docx")


def drawn() -> Document:
    """The template, ready to be saved."""
    document = begun()
    letterhead(document)
    line(document, "", after=6)
    line(document, "{{ heading }}", style="Heading 1", align=ALIGN.CENTER)
    for name in ("number", "about"):
        line(document, f"{{{{ {name} }}}}", align=ALIGN.CENTER, after=2)
    line(document, "{{ subject }}", align=ALIGN.CENTER, bold=True, after=12)
    _part(document, "Menimbang", "considering", 15)
    _part(document, "Mengingat", "recalling", 15)
    line(document, "Memperhatikan", style="Heading 2")
    line(document, "{{ noting }}")
    line(document, "{{ deciding }}", align=ALIGN.CENTER, bold=True)
    _part(document, "Menetapkan", "articles", 30)
    _signed(document)
    _annex(document)
    return document


def _part(document: Document, title: str, rows: str, width: float) -> None:
    line(document, title, style="Heading 2")
    table = empty_table(document, (width, 165 - width), ruled=False)
    repeated_row(table, rows, ("row.label", "row.text"), ())


def _signed(document: Document) -> None:
    line(document, "", after=6)
    for text in ("{{ place_date }}", "{{ on }}"):
        line(document, text, align=ALIGN.RIGHT, after=0)
    line(document, "{{ signer.title }}", align=ALIGN.RIGHT, after=60)
    line(document, "{{ signer.name }}", align=ALIGN.RIGHT, bold=True)


def _annex(document: Document) -> None:
    new_page(document)
    line(document, "Lampiran", style="Heading 1")
    line(document, "{{ annex }}")
    figures(
        document,
        (10, 60, 20, 75),
        ("No", "Data", "Triwulan", "Nilai yang dipublikasikan"),
        "facts",
        ("number", "label", "quarter", "said"),
    )


if __name__ == "__main__":
    drawn().save(str(TEMPLATE))
