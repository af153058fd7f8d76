"""Grades in words: their order, and how far a reached grade is from the promised one.

The scores are those of systems in use (sakip-rules 3a, PRED): the rank from the bottom, so that
WDP against WTP is 3 of 4. No regulation prints them; the page says so.
"""

from dataclasses import dataclass
from fractions import Fraction

from janji.core.achievement import HUNDRED, Undefined
from janji.core.numbers import clean


@dataclass(frozen=True, slots=True)
class Scale:
    """Grades from the lowest to the highest."""

    code: str
    grades: tuple[str, ...]

    def rank(self, word: str) -> int | None:
        """1 for the lowest grade; `None` for a word that is not in the scale."""
        wanted = normal(word)
        return self.grades.index(wanted) + 1 if wanted in self.grades else None


SCALES = (
    Scale("sakip", ("D", "C", "CC", "B", "BB", "A", "AA")),
    Scale("opini", ("TMP", "TW", "WDP", "WTP")),
    Scale("level", ("LEVEL 1", "LEVEL 2", "LEVEL 3", "LEVEL 4", "LEVEL 5")),
    Scale("kualitas", ("SANGAT KURANG", "KURANG", "CUKUP", "BAIK", "SANGAT BAIK")),
)

_FULL_WORDS = {
    "WAJAR TANPA PENGECUALIAN": "WTP",
    "WAJAR DENGAN PENGECUALIAN": "WDP",
    "TIDAK WAJAR": "TW",
    "TIDAK MEMBERIKAN PENDAPAT": "TMP",
    "DISCLAIMER": "TMP",
}


def normal(word: str) -> str:
    """A grade as the scales write it: `wajar tanpa pengecualian` is `WTP`."""
    plain = " ".join(clean(word).upper().rstrip(".").split())
    return _FULL_WORDS.get(plain, plain)


def scale_of(word: str) -> Scale | None:
    """The scale a word belongs to."""
    return next((scale for scale in SCALES if scale.rank(word) is not None), None)


def grade_achievement(target: str | None, actual: str | None) -> Fraction | Undefined:
    """Percent of the promised grade's rank; a typed reason where a word is missing or unknown."""
    if not target or not clean(target):
        return Undefined.NO_TARGET
    if not actual or not clean(actual):
        return Undefined.NOT_MEASURED
    scale = scale_of(target)
    promised = scale.rank(target) if scale else None
    reached = scale.rank(actual) if scale else None
    if promised is None or reached is None:
        return Undefined.NOT_IN_SCALE
    return Fraction(reached, promised) * HUNDRED
