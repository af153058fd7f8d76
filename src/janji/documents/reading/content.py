"""What stands in a document, whatever kind of file it came from."""

import re
from dataclasses import dataclass

MOST_PIECES = 20_000
"""Paragraphs and cells in one document; the longest agreement seen has some 2,000."""

_SPACE = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells. Paragraphs inside a cell are separated by newlines; a cell that continues
    a merged one is empty."""

    rows: tuple[tuple[str, ...], ...]


Block = Paragraph | Table


def tidy(text: str) -> str:
    """Text with single spaces; line ends stay, empty lines and invisible marks go."""
    plain = text.replace("\u00ad", "").replace("\u200b", "").replace("\ufeff", "")
    lines = (_SPACE.sub(" ", line).strip() for line in plain.splitlines())
    return "\n".join(line for line in lines if line)


def one_line(text: str) -> str:
    """The same on a single line."""
    return tidy(text).replace("\n", " ")
