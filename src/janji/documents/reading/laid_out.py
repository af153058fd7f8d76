"""Lines of words at their places, as on a page of text: what stands beside and below each other.

Positions are in letters: a column of text laid out by spaces counts them itself, words of a PDF
are measured by the mean width of a letter.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

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
        for phrase in line.phrases():
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


def _overlap(band: Band, phrase: Word) -> float:
    return min(band.right, phrase.right) - max(band.left, phrase.left)


def side_by_side(lines: Sequence[LaidLine], width: float) -> Iterator[str]:
    """Running text; where two blocks stand side by side, the left one first."""
    middle = width / 2
    right: list[str] = []
    for line in lines:
        parts = line.phrases(apart=4)
        if len(parts) > 1 and parts[1].left > middle * 0.75:
            yield parts[0].text
            right.append(" ".join(part.text for part in parts[1:]))
        elif len(parts) == 1 and parts[0].left > middle * 0.8:
            right.append(parts[0].text)
        elif right and line.right <= middle * 1.1:
            yield line.text
        else:
            yield from right
            right = []
            yield line.text
    yield from right
