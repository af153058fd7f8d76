"""What a printed target says: its kind, its exact value, its unit; the words are always kept.

Kinds and writings are those found in real agreements (documents in the wild, section 2.3).
Nothing is guessed: what is not understood has kind `NONE`, and what could mean something else
comes with the code of a doubt.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from janji.core.agreement import TargetKind, TargetText
from janji.core.numbers import clean, read_number, written_exactly
from janji.core.ordinals import normal, scale_of
from janji.core.refusals import Refused
from janji.core.units import is_clear, known_unit, unit_of

_NUMBER = r"[-−]?\d[\d.,]*"
_BARE = re.compile(_NUMBER)
_PERCENT = re.compile(rf"({_NUMBER})\s*(%|persen\b|prosen\b)", re.IGNORECASE)
_MONEY = re.compile(r"(?:rp\s*\.?\s*)+(.*)", re.IGNORECASE)
_SHARE = re.compile(
    r"\d[\d.]*\s*(?:dari|/)\s*\d[\d.]*(?:\s+\w[\w ]*)?|\d[\d.]*\s+\w[\w ]*\s+dari\s+\d.*",
    re.IGNORECASE,
)
_LEVEL = re.compile(r"level\s*([1-5](?:[.,]\d{1,9})?)", re.IGNORECASE)
_LEVEL_PLUS = re.compile(r"level\s*[1-5]\s*(?:plus|\+)", re.IGNORECASE)
_COUNT = re.compile(rf"({_NUMBER})\s*([^\W\d_]\D*\d?)")
_SWAPPED = re.compile(rf"([^\W\d_][^\d(]*?)\s*({_NUMBER})")
_BRACKET = re.compile(r"(.*\S)\s*\(([^()]*\d[^()]*)\)")
_NOTHING = re.compile(r"[-–—.]*|n/?a|tidak ada|nihil", re.IGNORECASE)
_MONEY_END = re.compile(r",-+$|\.-+$|=$")
_ROUGH_MONEY = re.compile(
    rf"({_NUMBER})\s*(triliun|trilyun|miliar|milyar|juta|ribu)(\s+(?:lebih|rupiah))*", re.IGNORECASE
)
_MORE = re.compile(r"lebih|sekitar|±|kurang", re.IGNORECASE)
_SCALES = {
    "ribu": 10**3,
    "juta": 10**6,
    "miliar": 10**9,
    "milyar": 10**9,
    "triliun": 10**12,
    "trilyun": 10**12,
}
_SCALE_IN_NAME = re.compile(
    r"(?:rp|rupiah)\W{0,3}(?:ribu|juta|miliar|milyar|triliun|trilyun)", re.IGNORECASE
)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
WORD_GRADES = {
    *("SANGAT RENDAH", "RENDAH", "SEDANG", "TINGGI", "SANGAT TINGGI"),
    *("MEMUASKAN", "SANGAT MEMUASKAN", "CUKUP BAIK", "INFORMATIF", "TERCAPAI"),
}
"""Grades in words that no scale of ours orders; a person compares them."""


@dataclass(frozen=True, slots=True)
class ReadTarget:
    """A target with the codes of what a person should look at; none where it is plain."""

    text: TargetText
    doubts: tuple[str, ...] = ()


def read_target(raw: str) -> TargetText:
    """The target that a text writes, its unit inside it."""
    return understood(raw).text


def understood(raw: str, unit: str | None = None, indicator: str = "") -> ReadTarget:
    """The target in a cell, beside a column of units if there is one, with its doubts.

    Doubts: `target-absent` (nothing is promised), `target-unreadable`, `target-zero`,
    `target-share` (`100 dari 110`), `target-two-numbers` (`140 Kelompok (1400 orang)`),
    `target-swapped` (`Persen 88`), `target-level-plus`, `target-rough` (`Rp4,2 miliar`),
    `target-scale-in-name` (an indicator in billions), `number-ambiguous` (a dot before three
    digits where no things or money are counted), `target-fraction` (`0,95` beside percent),
    `unit-unclear`, `unit-differs`.
    """
    text = " ".join(clean(raw).split())
    if _NOTHING.fullmatch(text):
        return ReadTarget(TargetText(raw, TargetKind.NONE), ("target-absent",))
    read = _read(raw, text)
    doubts = list(read.doubts)
    found = read.text
    if unit and unit.strip(" -–.:"):
        found, more = _with_unit(found, unit)
        doubts += more
    elif (said := _unit_said(found)) and not is_clear(said):
        doubts.append("unit-unclear")
    if _is_fraction(found):
        doubts.append("target-fraction")
    if found.kind is TargetKind.SHARE:
        doubts.append("target-share")
    if _is_ambiguous(text, found):
        doubts.append("number-ambiguous")
        found = _as_decimal(text, found)
    if found.value == 0 and found.kind is not TargetKind.NONE:
        doubts.append("target-zero")
    if found.value is not None and _SCALE_IN_NAME.search(indicator):
        doubts.append("target-scale-in-name")
    return ReadTarget(found, tuple(doubts))


def _unit_said(read: TargetText) -> str | None:
    """The unit as it is written behind a number; an unknown one is called as it is written."""
    counted = read.unit_of_measure if read.kind is TargetKind.COUNT else None
    return read.unit_text or counted


def _read(raw: str, text: str) -> ReadTarget:
    read = _measured(raw, text) or _worded(raw, text)
    if read is not None:
        return ReadTarget(read)
    return _unusual(raw, text) or ReadTarget(
        TargetText(raw, TargetKind.NONE), ("target-unreadable",)
    )


def _measured(raw: str, text: str) -> TargetText | None:
    if found := _PERCENT.fullmatch(text):
        return _with_value(raw, TargetKind.PERCENT, found[1], "%", found[2])
    if _MONEY.fullmatch(text):
        amount = read_money(text)
        return None if amount is None else TargetText(raw, TargetKind.MONEY, amount, "Rp")
    if _SHARE.fullmatch(text):
        return TargetText(raw, TargetKind.SHARE)
    if _BARE.fullmatch(text):
        return _with_value(raw, TargetKind.NUMBER, text, None, None)
    if (found := _COUNT.fullmatch(text)) and found[2][0].isalpha() and "(" not in text:
        unit = unit_of(found[2])
        return _with_value(raw, unit.kind, found[1], unit.name, found[2].strip())
    return None


def _with_value(
    raw: str, kind: TargetKind, number: str, unit: str | None, unit_text: str | None
) -> TargetText | None:
    try:
        value = read_number(number).value
    except Refused:
        return None
    return TargetText(raw, kind, value, unit, unit_text if unit_text != unit else None)


def _worded(raw: str, text: str) -> TargetText | None:
    if found := _LEVEL.fullmatch(text):
        return TargetText(raw, TargetKind.LEVEL, Decimal(found[1].replace(",", ".")))
    scale = scale_of(normal(text))
    if scale is None:
        known = normal(text) in WORD_GRADES
        return TargetText(raw, TargetKind.GRADE) if known else None
    kinds = {"opini": TargetKind.OPINION, "level": TargetKind.LEVEL}
    return TargetText(raw, kinds.get(scale.code, TargetKind.GRADE))


def _unusual(raw: str, text: str) -> ReadTarget | None:
    """Writings that say something, but not only that."""
    if _LEVEL_PLUS.fullmatch(text):
        return ReadTarget(TargetText(raw, TargetKind.LEVEL), ("target-level-plus",))
    if (rough := rough_money(text)) is not None:
        return ReadTarget(TargetText(raw, TargetKind.MONEY, rough, "Rp"), ("target-rough",))
    if found := _BRACKET.fullmatch(text):
        read = _measured(raw, found[1])
        return ReadTarget(read, ("target-two-numbers",)) if read else None
    if (found := _SWAPPED.fullmatch(text)) and (unit := known_unit(found[1])):
        read = _with_value(raw, unit.kind, found[2], unit.name, found[1])
        return ReadTarget(read, ("target-swapped",)) if read else None
    return None


def _with_unit(read: TargetText, said: str) -> tuple[TargetText, list[str]]:
    """A target beside a column of units: a bare number takes its unit from there."""
    unit = unit_of(said)
    written_so = " ".join(said.split())
    doubts = [] if is_clear(said) else ["unit-unclear"]
    if read.kind is TargetKind.NUMBER and read.unit_of_measure is None:
        kind = unit.kind if unit.kind is not TargetKind.GRADE else TargetKind.NUMBER
        text = written_so if written_so != unit.name else None
        return TargetText(read.raw, kind, read.value, unit.name, text), doubts
    if read.unit_of_measure is not None and read.unit_of_measure != unit.name:
        return read, [*doubts, "unit-differs"]
    return read, doubts


def _is_fraction(read: TargetText) -> bool:
    """`0,95` beside a column that says percent: often 95 %, as sheets keep it."""
    bare = "%" not in read.raw and "persen" not in read.raw.lower()
    between = read.value is not None and 0 < read.value < 1
    return read.kind is TargetKind.PERCENT and bare and between


def _is_ambiguous(text: str, read: TargetText) -> bool:
    """`10.400` people are ten thousand; `10.400` percent or points are not."""
    counted = {TargetKind.COUNT, TargetKind.MONEY}
    found = re.search(_NUMBER, text)
    if found is not None and read.kind is TargetKind.COUNT:
        return re.fullmatch(r"\d{1,3},\d{3}", found[0]) is not None
    return (
        read.value is not None
        and read.kind not in counted
        and found is not None
        and _THOUSANDS.fullmatch(found[0]) is not None
    )


def _as_decimal(text: str, read: TargetText) -> TargetText:
    """A percentage or index with a dot before three digits: the dot is a decimal sign."""
    if read.unit_of_measure is None or read.kind is TargetKind.COUNT:
        return read
    found = re.search(_NUMBER, text)
    value = Decimal(found[0]) if found else read.value
    return TargetText(read.raw, read.kind, value, read.unit_of_measure, read.unit_text)


def rough_money(text: str) -> Decimal | None:
    """An amount told in words (`Rp4,295 miliar`), in rupiah; `None` where it is told otherwise."""
    plain = _MORE.sub("", " ".join(clean(text).split())).strip()
    found = _ROUGH_MONEY.fullmatch(re.sub(r"^rp\s*\.?\s*", "", plain, flags=re.IGNORECASE))
    if found is None:
        return None
    try:
        return read_number(found[1]).value * _SCALES[found[2].lower()]
    except Refused:
        return None


def any_money(text: str) -> Decimal | None:
    """An amount in rupiah, in figures or told in words."""
    amount = read_money(text)
    return rough_money(text) if amount is None else amount


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
    raw = words.get(text.kind, usual)
    return TargetText(raw, text.kind, value, text.unit_of_measure, text.unit_text)
