"""Lines of words at their places, as on a page of text: what stands beside and below each other.

Positions count spaces: text laid out by spaces counts them itself, on a page of PDF a space is
half as wide as the usual letter.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_LABEL = re.compile(r"(?:nama(?:\s+pegawai)?|jabatan|pangkat\S*)\s*:?", re.IGNORECASE)
_FIGURE = re.compile(r"\d|(?:[a-z]+\s+)?20\d\d$", re.IGNORECASE)
_BEGINS = re.compile(r"(?:lampiran|perjanjian|program|no|nama|jabatan)\b", re.IGNORECASE)
APART = 2.0
"""Words this far apart do not belong to one phrase."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word from its left to its right edge."""

    text: str
    left: float
    right: float


@dataclass(slots=True)
class LaidLine:
    """A line; `gap` is how many empty lines stand above it."""

    words: list[Word]
    gap: float = 0.0
    page: int | None = None

    @property
    def text(self) -> str:
        """The words as running text."""
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        """Where the line begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where the line ends."""
        return self.words[-1].right

    def phrases(self, apart: float = APART) -> list[Word]:
        """Words that stand close together, as one."""
        joined: list[Word] = []
        for word in self.words:
            if joined and word.left - joined[-1].right < apart:
                text = f"{joined[-1].text} {word.text}"
                joined[-1] = Word(text, joined[-1].left, word.right)
            else:
                joined.append(word)
        return joined


@dataclass(slots=True)
class Band:
    """A column of a heading: its words, from the leftmost to the rightmost letter."""

    left: float
    right: float
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The heading's words."""
        return " ".join(self.texts)

    @property
    def middle(self) -> float:
        """Half way."""
        return (self.left + self.right) / 2


def bands(lines: Sequence[LaidLine]) -> list[Band]:
    """The columns that the phrases of some lines make, where they lie above each other."""
    found: list[Band] = []
    for line in lines:
        for phrase in _names(line):
            over = [one for one in found if _overlap(one, phrase) > 0]
            if len(over) == 1:
                band = over[0]
                band.left, band.right = min(band.left, phrase.left), max(band.right, phrase.right)
                band.texts.append(phrase.text)
            elif not over:
                found.append(Band(phrase.left, phrase.right, [phrase.text]))
            else:
                return []
    return sorted(found, key=lambda one: one.left)


def _names(line: LaidLine) -> Iterator[Word]:
    """The phrases of a heading; `No.` is a name of its own however close the next one stands."""
    for phrase in line.phrases():
        first, _, rest = phrase.text.partition(" ")
        if not rest or first.lower().strip(".") not in {"no", "n0", "nomor"} or rest == "urut":
            yield phrase
            continue
        edge = phrase.left + len(first)
        yield Word(first, phrase.left, edge)
        begins = next(word.left for word in line.words if word.left > phrase.left)
        yield Word(rest, begins, phrase.right)


def _overlap(band: Band, phrase: Word) -> float:
    return min(band.right, phrase.right) - max(band.left, phrase.left)


def side_by_side(lines: Sequence[LaidLine], width: float) -> Iterator[tuple[str, int | None]]:
    """Running text with its pages; where two blocks stand side by side, the left one first."""
    middle, edge = width / 2, width * 0.4
    right: list[tuple[str, int | None]] = []
    page = lines[0].page if lines else None
    for line in lines:
        parts = line.phrases(apart=4)
        if line.page != page or _BEGINS.match(line.text):
            yield from right
            right, edge, page = [], width * 0.4, line.page
        if len(parts) > 1 and parts[1].left > middle * 0.6 and not _is_labelled(parts):
            edge = parts[1].left if not right else min(edge, parts[1].left)
            yield parts[0].text, page
            right.append((" ".join(part.text for part in parts[1:]), page))
        elif len(parts) == 1 and parts[0].left >= edge - 4:
            right.append((parts[0].text, page))
        elif right and line.right <= middle * 1.1:
            yield line.text, page
        else:
            yield from right
            right, edge = [], width * 0.4
            yield line.text, page
    yield from right


def _is_labelled(parts: Sequence[Word]) -> bool:
    """`Nama      : …` and `Rp.      5.000` are one line, however far their halves stand apart."""
    rest = parts[1].text
    return (
        rest.startswith(":")
        or _LABEL.fullmatch(parts[0].text) is not None
        or _FIGURE.match(rest) is not None
    )
