"""Indonesian numbers: reading what people write, exact arithmetic, rounding once.

A comma is always a decimal sign, also before three digits (`104,319` is a little over
a hundred). A dot stands between thousands when every group behind it has exactly three
digits (`10.400`), otherwise it is a decimal sign (`76.15`). Source: the reading rules
drawn from 1,500 cells of published tables (documents in the wild, section 2.4).
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from janji.core.refusals import Refused

Exact = Decimal | Fraction | int
"""A number without rounding loss. Binary floating point is never used."""

MOST_DIGITS = 30


class Style(StrEnum):
    """Which habit of writing a number shows."""

    PLAIN = "plain"
    INDONESIAN = "indonesian"
    ENGLISH = "english"


@dataclass(frozen=True, slots=True)
class ReadNumber:
    """A number as understood, with the habit it was written in."""

    value: Decimal
    style: Style


_PLAIN = re.compile(r"\d+")
_INDONESIAN = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?")
_ENGLISH = re.compile(r"(\d{1,3}(?:,\d{3})+)\.(\d+)|(\d{1,3}(?:,\d{3}){2,})|(\d+)\.(\d+)")


def clean(text: str) -> str:
    """Text with full-width digits made plain and invisible marks and outer spaces removed."""
    return "".join(_plain(c) for c in unicodedata.normalize("NFC", text)).strip()


def _plain(character: str) -> str:
    if character.isnumeric() and not character.isdecimal():
        # A raised figure marks a note or a power: made plain, `97,5¹` would become 97,51.
        return character
    plain = unicodedata.normalize("NFKC", character)
    return "".join(c for c in plain if unicodedata.category(c) != "Cf")


def read_number(text: str) -> ReadNumber:
    """The number that `text` writes, and nothing else; refuses what it cannot tell.

    Refuses with `number-empty`, `number-unreadable` or `number-too-long`.
    """
    cleaned = clean(text)
    if not cleaned:
        raise Refused("number-empty")
    negative = cleaned[0] in "-−"
    digits = cleaned[1:].strip() if negative else cleaned
    if sum(c.isdigit() for c in digits) > MOST_DIGITS:
        raise Refused("number-too-long", text=text[:60], most=MOST_DIGITS)
    found = _unsigned(digits)
    if found is None:
        raise Refused("number-unreadable", text=text[:60])
    value = found.value.copy_negate() if negative and found.value else found.value
    return ReadNumber(value, found.style)


def _unsigned(digits: str) -> ReadNumber | None:
    if not digits.isascii():
        return None
    if _PLAIN.fullmatch(digits):
        return ReadNumber(Decimal(digits), Style.PLAIN)
    leading_zero = re.match(r"0\.\d", digits) is not None
    if not leading_zero and (found := _INDONESIAN.fullmatch(digits)):
        whole = found[1].replace(".", "")
        value = Decimal(f"{whole}.{found[2]}" if found[2] else whole)
        return ReadNumber(value, Style.INDONESIAN)
    if found := _ENGLISH.fullmatch(digits):
        return ReadNumber(Decimal(digits.replace(",", "")), Style.ENGLISH)
    return None


def as_fraction(value: Exact) -> Fraction:
    """The same number as a fraction, for arithmetic without loss."""
    return Fraction(value)


def rounded(value: Exact, decimals: int) -> Decimal:
    """Half away from zero at `decimals`: the one rounding, done when a number is shown."""
    exact = Fraction(value)
    scaled = abs(exact) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    # Built from its digits: decimal arithmetic would cut what its context does not hold.
    sign = 1 if exact < 0 and whole else 0
    return Decimal((sign, tuple(map(int, str(whole))), -decimals))


def written(value: Exact, decimals: int) -> str:
    """A number in Indonesian writing with fixed decimals: `1.045.988.000`, `93,33`."""
    text = f"{rounded(value, decimals):,.{decimals}f}"
    return text.translate(str.maketrans(",.", ".,"))


def written_exactly(value: Decimal) -> str:
    """A decimal in Indonesian writing with the decimals it has, at least none: `0,35`."""
    digits_behind = f"{value:f}".partition(".")[2].rstrip("0")
    return written(value, len(digits_behind))
