"""What a cell of a performance report prints: a number as written, or why it holds none.

Sources: 1,500 cells of published tables (documents in the wild, sections 2.3 and 2.4).
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from janji.core.numbers import clean, read_number
from janji.core.ordinals import scale_of
from janji.core.refusals import Refused
from janji.core.targets import WORD_GRADES

PERCENT = "%"


class Unreadable(StrEnum):
    """Why a cell holds no number to compute with."""

    MISSING = "missing"
    """Empty, a dash, `N/A`."""
    WORDS = "words"
    """Prose, a grade, a share, an estimate."""
    RANGE = "range"
    """Two bounds."""
    SEVERAL = "several"
    """More than one number, of which nobody says which belongs to what."""


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number with the decimals it was printed with, and its unit in lower case.

    `values` holds what it may mean, the likeliest first: a single dot before three digits stands
    between thousands in counts, but some tables write their decimals so.
    """

    values: tuple[Decimal, ...]
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Rank:
    """A grade by its place in the order it belongs to."""

    scale: str
    height: Fraction


_NUMBER = r"[-−]?\s?\d[\d.,]*"
_LIMIT = re.compile(r"(?:[≥≤<>=]+|min(?:imal)?\b\.?|maks(?:imal)?\b\.?)\s*", re.IGNORECASE)
_SAID = re.compile(rf"(rp\s*\.?\s*)?({_NUMBER})\s*(%|\(?persen\)?)?\s*(.*)", re.IGNORECASE)
_RANGE = re.compile(rf"{_NUMBER}\s*%?\s*(?:-|–|—|s\.?\s?d\.?|sampai|hingga)\s*\d", re.IGNORECASE)
_SEVERAL = re.compile(rf"{_NUMBER}\s*%?(?:\s+{_NUMBER}\s*%?)+")
_NOTHING = re.compile(
    r"[-–—.\s]*|n\s?/\s?a|n\.a\.?|tidak ada|nihil|nan|none|#\w+[/!?0]*", re.IGNORECASE
)
_CUT = re.compile(r"(?<=\d[.,])\s+(?=\d)")
_NOTE = re.compile(r"\([^()]*\)\s*$")
_UNIT = re.compile(r"[a-z]+\.?(?:(?:\s+|\s?/\s?)[a-z]+\.?){0,3}")
_ESTIMATE = re.compile(r"\b(?:lebih|kurang|sekitar|hampir)\b", re.IGNORECASE)
_EITHER = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")
_LEVEL = re.compile(r"LEVEL\s*([1-5])\s*(PLUS|\+)?")
_BELOW_ZERO = re.compile(r"\(\s*(\d[\d.,]*)\s*(%?)\s*\)\s*(%?)")
_MARK = re.compile(r"(?<=[\d%)])\s*\*+\)?$|(?<!\b10)(?:(?<=[\d.,]\d)|(?<=%))\s*\^\(?\d\)?$")
"""A raised note after a figure; ten with a note may be a power of it."""
_GRADED = re.compile(
    rf"(?P<before>[a-z][a-z ]*?)\s*\(\s*(?P<in>{_NUMBER})\s*\)|(?P<first>{_NUMBER})\s*/\s*(?P<behind>[a-z][a-z ]*)",
    re.IGNORECASE,
)
_SCALES_OF_TEN = {"ribu": 3, "juta": 6, "miliar": 9, "milyar": 9, "triliun": 12}
_SHORT_SCALES = {"rb": 3, "jt": 6, "m": 9, "t": 12}


@lru_cache(maxsize=4096)
def printed_number(text: str) -> PrintedNumber | Unreadable:
    """The number that a cell prints, without its unit, bracketed note, or sign of a limit.

    `(2,07)` is below zero, as in accounts; `1,5 juta orang` is a million and a half of them.
    """
    plain = _CUT.sub("", " ".join(clean(text).split()))
    if _NOTHING.fullmatch(plain):
        return Unreadable.MISSING
    plain = _without_grade(_MARK.sub("", plain))
    plain = _BELOW_ZERO.sub(r"-\1\2\3", plain) if _BELOW_ZERO.fullmatch(plain) else plain
    plain = _LIMIT.sub("", plain, count=1) if _LIMIT.match(plain) else plain
    if _RANGE.match(plain):
        return Unreadable.RANGE
    if _SEVERAL.fullmatch(plain):
        return Unreadable.SEVERAL
    found = _SAID.fullmatch(plain)
    return _understood(*found.groups()) if found else Unreadable.WORDS


def _without_grade(plain: str) -> str:
    """`BB (75)` and `75 / BB` are the number that the grade stands for."""
    found = _GRADED.fullmatch(plain)
    if found is None:
        return plain
    grade = found["before"] or found["behind"]
    known = rank_of(grade) is not None or grade.upper().strip() in WORD_GRADES
    return (found["in"] or found["first"]) if known else plain


def _understood(
    money: str | None, digits: str, percent: str | None, rest: str
) -> PrintedNumber | Unreadable:
    unit = _NOTE.sub("", rest).strip(" .,-–").lower()
    if unit and (not _UNIT.fullmatch(unit) or _ESTIMATE.search(unit)):
        return Unreadable.WORDS
    values = _meanings(digits.replace(" ", "").replace("−", "-").rstrip(".,"))
    if not values:
        return Unreadable.WORDS
    first, _, behind = unit.partition(" ")
    short = _SHORT_SCALES.get(first, 0)
    power = _SCALES_OF_TEN.get(first, short if money else 0)
    # `1,25 M` may be metres, or thousands of millions.
    powers = (power,) if power or not short else (0, short)
    unit = behind if power else unit
    unit_said = PERCENT if percent else "rp" if money else unit or None
    return PrintedNumber(
        tuple(times_ten(value, one) for one in powers for value in values), unit_said
    )


def _meanings(digits: str) -> tuple[Decimal, ...]:
    try:
        first = read_number(digits).value
    except Refused:
        return ()
    return (first, Decimal(digits)) if _EITHER.fullmatch(digits) else (first,)


def decimals_of(value: Decimal) -> int:
    """How many decimals a number is printed with."""
    exponent = value.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def times_ten(value: Decimal, power: int) -> Decimal:
    """The number with its decimal sign moved; exact however many digits there are."""
    sign, digits, exponent = value.as_tuple()
    return Decimal((sign, digits, int(exponent) + power)) if power else value


def rank_of(text: str) -> Rank | None:
    """A grade, an opinion or a level in its order; `Level 3 Plus` stands above `Level 3`."""
    plain = " ".join(clean(text).upper().split())
    if level := _LEVEL.fullmatch(plain):
        return Rank("level", Fraction(level[1]) + (Fraction(1, 2) if level[2] else 0))
    scale = scale_of(plain)
    height = scale.rank(plain) if scale else None
    return Rank(scale.code, Fraction(height)) if scale and height else None
