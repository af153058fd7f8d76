"""Files that hold the agreements of several officials, one after the other."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from janji.documents.reading.content import Row, Said
from janji.documents.reading.titles import is_title, titled

_FIRST_PARTY = re.compile(
    r"disebut\s*(?:juga\s*)?(?:sebagai\s*)?\W{0,3}pihak\s+(?:pertama|kesatu)", re.IGNORECASE
)
_NAME = re.compile(r"nama(?:\s+pegawai)?\s*:?\s*:?\s*(?P<name>.*\w.*)", re.IGNORECASE)
_MOST = 100
"""Agreements are counted so far."""
_NEAR = 12
"""So many lines above `disebut Pihak Pertama` its name stands at most."""

Part = Said | tuple[Row, ...]


def first_agreement(parts: Sequence[Part]) -> tuple[Sequence[Part], int]:
    """The parts of the first agreement in a file, and how many agreements it holds.

    A second one begins where another first party is named, or the same one below a title of
    another year or of a revision; named again on a cover or in a copy, it begins none.
    """
    begins: list[tuple[_Called, int]] = []
    said: list[str] = []
    title = 0
    for place, part in enumerate(parts):
        for line in _texts(part):
            if is_title(line):
                title = len(said)
            if _FIRST_PARTY.search(line):
                called = _Called(_named_above(said), *titled(said[max(title - 1, 0) : title + 5]))
                if len(begins) < _MOST and not any(called.may_be(one) for one, _ in begins):
                    begins.append((called, place))
            said.append(line)
    if len(begins) < 2:
        return parts, 1
    second = begins[1][1]
    above = [k for k in range(second) if any(map(is_title, _texts(parts[k])))]
    return parts[: above[-1] if above else second], len(begins)


@dataclass(frozen=True, slots=True)
class _Called:
    """Whose agreement it is, and what its title says."""

    name: str
    year: int | None
    revised: bool

    def may_be(self, other: "_Called") -> bool:
        """Whether two statements may be copies of one."""
        same_year = self.year is None or other.year is None or self.year == other.year
        return self.name == other.name and same_year and self.revised == other.revised


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
