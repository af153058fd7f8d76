"""Papers as DOCX: a template made in a word processor, and data.

Offices restyle templates, so template code runs in a sandbox and a name that the data
lack is an error, never a silent gap. Text is data: it is escaped, and what XML cannot
hold is left out. The same input gives the same bytes.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from janji.documents.sheets import Sheet

_UNWRITABLE = re.compile(
    "[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"  # not in XML 1.0
    "|[\u202a-\u202e\u2066-\u2069]"  # reverses what a reader sees
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the text, with the words for those who do not see it."""

    png: bytes
    width: int
    """In millimetres."""
    description: str


def docx(
    template: Path,
    data: Mapping[str, object],
    *,
    made_at: datetime,
    sheet: Sheet = Sheet.A4,
    pictures: Mapping[str, Picture] = MappingProxyType({}),
) -> bytes:
    """The filled template. `data` hold at least `title` and `author`, kept as properties too.

    `pictures` stand beside the data under their names. Templates are drawn for A4; another sheet
    takes pages and tables with it.
    """
    from janji.documents.filling import filled  # noqa: PLC0415 -- slow to load

    clean = {key: writable(value) for key, value in data.items()}
    return filled(template, clean, made_at=made_at, sheet=sheet, pictures=pictures)


def writable(value: object) -> object:
    """A JSON-like value without the characters that XML forbids or that reverse reading."""
    if isinstance(value, str):
        return _UNWRITABLE.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    if isinstance(value, Mapping):
        return {key: writable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [writable(inner) for inner in value]
    return value
