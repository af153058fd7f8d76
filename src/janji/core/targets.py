"""What a printed target says: its kind, its exact value, its unit; the words are always kept.

Kinds and writings are those found in real agreements (documents in the wild, section 3).
Nothing is guessed: what is not understood has kind `NONE` and keeps its words.
"""

import re
from decimal import Decimal

from janji.core.agreement import TargetKind, TargetText
from janji.core.numbers import clean, read_number, written_exactly
from janji.core.ordinals import normal, scale_of
from janji.core.refusals import Refused

_NUMBER = r"[-−]?\d[\d.,]*"
_PERCENT = re.compile(rf"({_NUMBER})\s*(?:%|persen)", re.IGNORECASE)
_MONEY = re.compile(r"rp\s*\.?\s*(.*)", re.IGNORECASE)
_SHARE = re.compile(r"\d[\d.]*\s*(?:dari|/)\s*\d[\d.]*(?:\s+\w[\w ]*)?", re.IGNORECASE)
_LEVEL = re.compile(r"level\s*([1-5](?:[.,]\d{1,9})?)", re.IGNORECASE)
_COUNT = re.compile(rf"({_NUMBER})\s+([^\W\d].*)")
_NOTHING = re.compile(r"[-–—.]*|n/?a|tidak ada|nihil", re.IGNORECASE)
_MONEY_END = re.compile(r",-+$|\.-+$")

_UNITS_WITHOUT_COUNT = {"indeks", "nilai", "skor", "angka", "poin"}


def read_target(raw: str) -> TargetText:
    """The target that a cell prints."""
    text = " ".join(clean(raw).split())
    if _NOTHING.fullmatch(text):
        return TargetText(raw, TargetKind.NONE)
    return _measured(raw, text) or _worded(raw, text) or TargetText(raw, TargetKind.NONE)


def _measured(raw: str, text: str) -> TargetText | None:
    if found := _PERCENT.fullmatch(text):
        return _with_value(raw, TargetKind.PERCENT, found[1], "%")
    if _MONEY.fullmatch(text):
        amount = read_money(text)
        return None if amount is None else TargetText(raw, TargetKind.MONEY, amount, "Rp")
    if _SHARE.fullmatch(text):
        return TargetText(raw, TargetKind.SHARE)
    if re.fullmatch(_NUMBER, text):
        return _with_value(raw, TargetKind.NUMBER, text, None)
    if found := _COUNT.fullmatch(text):
        plain = found[2].strip().lower() in _UNITS_WITHOUT_COUNT
        kind = TargetKind.NUMBER if plain else TargetKind.COUNT
        return _with_value(raw, kind, found[1], found[2].strip())
    return None


def _with_value(raw: str, kind: TargetKind, number: str, unit: str | None) -> TargetText | None:
    try:
        value = read_number(number).value
    except Refused:
        return None
    return TargetText(raw, kind, value, unit)


def _worded(raw: str, text: str) -> TargetText | None:
    if found := _LEVEL.fullmatch(text):
        return TargetText(raw, TargetKind.LEVEL, Decimal(found[1].replace(",", ".")))
    scale = scale_of(normal(text))
    if scale is None:
        return None
    kinds = {"opini": TargetKind.OPINION, "level": TargetKind.LEVEL}
    return TargetText(raw, kinds.get(scale.code, TargetKind.GRADE))


def read_money(text: str) -> Decimal | None:
    """An amount in rupiah: `Rp -` is nothing at all, 0; what cannot be read is `None`."""
    plain = " ".join(clean(text).split())
    found = _MONEY.fullmatch(plain)
    digits = (found[1] if found else plain).strip()
    if re.fullmatch(r"[-–—]+(?:,-+)?", digits):
        return Decimal(0)
    digits = _MONEY_END.sub("", digits).strip()
    if not digits:
        return None
    try:
        return read_number(digits.replace(" ", "")).value
    except Refused:
        return None


def restated(text: TargetText, value: Decimal) -> TargetText:
    """The same promise with another number, in the same writing."""
    number = written_exactly(value)
    words = {TargetKind.PERCENT: f"{number}%", TargetKind.MONEY: f"Rp {number}"}
    usual = f"{number} {text.unit_of_measure}" if text.unit_of_measure else number
    return TargetText(words.get(text.kind, usual), text.kind, value, text.unit_of_measure)
