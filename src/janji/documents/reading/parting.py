"""Files that hold the agreements of several officials, one after the other."""

import re
from collections.abc import Iterator, Sequence

from janji.documents.reading.content import Row, Said
from janji.documents.reading.titles import is_title

_FIRST_PARTY = re.compile(
    r"disebut\s*(?:juga\s*)?(?:sebagai\s*)?\W{0,3}pihak\s+(?:pertama|kesatu)", re.IGNORECASE
)
_NAME = re.compile(r"nama(?:\s+pegawai)?\s*:?\s*:?\s*(?P<name>.*\w.*)", re.IGNORECASE)
_NEAR = 12
"""So many lines above `disebut Pihak Pertama` its name stands at most."""

Part = Said | tuple[Row, ...]


def first_agreement(parts: Sequence[Part]) -> tuple[Sequence[Part], int]:
    """The parts of the first agreement in a file, and how many agreements it holds.

    A second one begins where another first party is named; the same one named again, on a cover
    or in a copy, begins none.
    """
    begins: dict[str, int] = {}
    said: list[str] = []
    for place, part in enumerate(parts):
        for line in _texts(part):
            if _FIRST_PARTY.search(line):
                begins.setdefault(_named_above(said), place)
            said.append(line)
    if len(begins) < 2:
        return parts, 1
    second = sorted(begins.values())[1]
    above = [k for k in range(second) if any(map(is_title, _texts(parts[k])))]
    return parts[: above[-1] if above else second], len(begins)


def _named_above(lines: Sequence[str]) -> str:
    """The letters of the last name that was given."""
    for line in reversed(lines[-_NEAR:]):
        if found := _NAME.fullmatch(line):
            return "".join(c for c in found["name"].lower() if c.isalpha())
    return ""


def _texts(part: Part) -> Iterator[str]:
    if isinstance(part, Said):
        yield part.line
        return
    for row in part:
        yield " ".join(cell.line for cell in row if cell.line)
