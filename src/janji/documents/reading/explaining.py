"""The explanation of an indicator: formula, calculation type, source and notes under their labels."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from janji.core.agreement import Accumulation, TargetKind
from janji.core.targets import read_target
from janji.core.units import known_unit
from janji.documents.reading.content import Said, one_line

LABELS = {
    "formula": (
        *("formulasi", "formula", "rumus", "cara perhitungan", "formulasi perhitungan"),
        *("formulasi pengukuran", "formulasi penghitungan", "rumus perhitungan"),
    ),
    "accumulation": (
        *("tipe perhitungan", "tipe penghitungan", "jenis perhitungan", "jenis penghitungan"),
    ),
    "source": ("sumber data", "sumber"),
    "notes": (
        *("keterangan", "catatan", "penjelasan", "definisi operasional"),
        *("alasan pemilihan indikator", "alasan", "skpd penanggungjawab", "penanggung jawab"),
    ),
}
"""The words that officials put before each part."""

KEPT = {"skpd penanggungjawab", "penanggung jawab"}
"""Labels without which a note says nothing: they stay in it."""

_ROLE_OF = {word: role for role, words in LABELS.items() for word in words}
_WORDS = "|".join(sorted(map(re.escape, _ROLE_OF), key=len, reverse=True))
_LABEL = re.compile(rf"(?:(?<=\s)|^)({_WORDS})\s*[:=]\s*", re.IGNORECASE | re.MULTILINE)
_NUMBERED = re.compile(r"\d{1,2}[.)]\s+\S")
_BROKEN = re.compile(r"[^\W\d][/-]$")
BARE_ITEM = re.compile(r"(\d{1,2})[.)]?\s+[A-Z]")


def starts_paragraph(line: str) -> bool:
    """Whether a line of a wrapped cell begins something new: a label or a numbered item."""
    return bool(_LABEL.match(line) or _NUMBERED.match(line))


def unwrapped(lines: Sequence[str]) -> str:
    """The lines of a cell joined where they were only wrapped; whole targets and units stay apart."""
    if len(lines) > 1 and all(map(_stands_alone, lines)):
        return "\n".join(lines)
    paragraphs: list[str] = []
    following = 1
    for line in lines:
        item = BARE_ITEM.match(line)
        numbered = item is not None and int(item[1]) == following
        following += numbered
        if paragraphs and not (starts_paragraph(line) or (numbered and following > 2)):
            # `desa/` and `kelurahan` were one word before the line ended.
            joint = "" if _BROKEN.search(paragraphs[-1]) else " "
            paragraphs[-1] += f"{joint}{line}"
        else:
            paragraphs.append(line)
    return "\n".join(paragraphs)


def _stands_alone(line: str) -> bool:
    """Whether a line is a whole target or a whole unit."""
    said = line.strip()
    if said in {"-", "–"} or known_unit(said) is not None:
        return True
    return read_target(said).kind is not TargetKind.NONE


@dataclass(slots=True)
class Explanation:
    """The parts as they are collected; text may go on in a later row."""

    parts: dict[str, str] = field(default_factory=dict)
    cells: dict[str, Said] = field(default_factory=dict)
    last: str = "notes"

    def add(self, role: str | None, text: str, cell: Said) -> None:
        """Adds text under a label, or to what was said last; `cell` is where it stands."""
        self.last = role or self.last
        self.cells.setdefault(self.last, cell)
        before = self.parts.get(self.last)
        joint = "\n" if role or _NUMBERED.match(text) else " "
        self.parts[self.last] = f"{before}{joint}{text}" if before else text

    def said(self, role: str) -> str | None:
        """A part's text, if it was given."""
        return self.parts.get(role, "").strip() or None


def pieces(text: str) -> Iterator[tuple[str | None, str]]:
    """Label roles with their text, in order; text before the first label has none.

    Lines under a label stay lines where they are numbered items and flow together otherwise.
    """
    found = list(_LABEL.finditer(text))
    first = found[0].start() if found else len(text)
    for line in text[:first].splitlines():
        if line.strip():
            yield None, line.strip()
    ends = [*(match.start() for match in found[1:]), len(text)]
    for match, end in zip(found, ends, strict=False):
        label = match[1].lower()
        begins = match.start() if label in KEPT else match.end()
        yield _ROLE_OF[label], _flowing(text[begins:end])


def _flowing(text: str) -> str:
    lines: list[str] = []
    for line in text.splitlines():
        if lines and not _NUMBERED.match(line):
            lines[-1] += f" {line.strip()}"
        elif line.strip():
            lines.append(line.strip())
    return "\n".join(lines).strip()


def groups(text: str) -> tuple[list[tuple[str | None, str]], list[list[tuple[str | None, str]]]]:
    """What goes on from before, and one group for every formula."""
    before: list[tuple[str | None, str]] = []
    found: list[list[tuple[str | None, str]]] = []
    for role, said in pieces(text):
        if role == "formula":
            found.append([])
        (found[-1] if found else before).append((role, said))
    return before, found


def accumulation_of(text: str | None) -> Accumulation | None:
    """The calculation type a text names; `None` when it names none or says both."""
    said = one_line(text or "").lower().replace("komulatif", "kumulatif")
    non = len(re.findall(r"non\W*kumulatif|tidak kumulatif", said))
    plain = len(re.findall(r"kumulatif", said)) - non
    if bool(non) == bool(plain):
        return None
    return Accumulation.NON_CUMULATIVE if non else Accumulation.CUMULATIVE


def add_all(explanation: Explanation, said: Iterable[tuple[str | None, str]], cell: Said) -> None:
    """Adds pieces of a cell in order."""
    for role, text in said:
        explanation.add(role, text, cell)


def speaks_of_indicator(line: str) -> bool:
    """Whether a line of running text holds a formula or a calculation type under its label."""
    return any(
        _ROLE_OF[found[1].lower()] in {"formula", "accumulation"} for found in _LABEL.finditer(line)
    )
