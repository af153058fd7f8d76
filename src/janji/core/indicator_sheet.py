"""The sheet of an indicator (kamus indikator): what is still missing on it, and what looks wrong.

The fields are those that offices and their systems use (sakip-rules 7, evidence "memory" and
"used"); the warnings follow the review lists seen there. They never forbid, they ask.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files

from janji.core.accumulation import YearEnd
from janji.core.achievement import Direction
from janji.core.measuring import Shape
from janji.core.numbers import Exact, written, written_exactly
from janji.core.refusals import Problem

NOT_ASKED = frozenset({"text", "shape", "year_end"})
"""Fields that the way of measuring settles; the sheet only looks at them."""


@dataclass(frozen=True, slots=True)
class IndicatorSheet:
    """What the dictionary says of an indicator; `None` where nothing was written."""

    text: str
    definition: str | None = None
    reason: str | None = None
    formula_text: str | None = None
    direction: str | None = None
    unit_of_measure: str | None = None
    accumulation: str | None = None
    data_source: str | None = None
    owner: str | None = None
    frequency: str | None = None
    baseline: Decimal | None = None
    shape: str | None = None
    year_end: str | None = None


def sheet_fields() -> tuple[str, ...]:
    """The fields a complete sheet has, in order."""
    return tuple(one.name for one in fields(IndicatorSheet) if one.name not in NOT_ASKED)


def gaps(sheet: IndicatorSheet) -> tuple[str, ...]:
    """The fields that nobody has written yet. A baseline of zero is written."""
    return tuple(name for name in sheet_fields() if getattr(sheet, name) in (None, ""))


def lint(
    sheet: IndicatorSheet, *, target: Decimal | None = None, last: Exact | None = None
) -> tuple[Problem, ...]:
    """What a reader should ask about; `last` is last year's actual."""
    return (*_wording(sheet), *_year_end(sheet), *_target(sheet, target, last))


def _wording(sheet: IndicatorSheet) -> Iterator[Problem]:
    words = sheet.text.casefold().split()
    for word in words:
        bare = word.strip(".,;:()")
        if bare in activity_words():
            yield Problem("activity-wording", "text", {"word": bare})
            break
    unit = (sheet.unit_of_measure or "").strip().casefold()
    if unit in activity_units():
        yield Problem("activity-unit", "unit_of_measure", {"unit": unit})


def _year_end(sheet: IndicatorSheet) -> Iterator[Problem]:
    percent = sheet.shape == Shape.RATIO or (sheet.unit_of_measure or "").strip() in {
        "%",
        "persen",
        "Persen",
    }
    if percent and sheet.year_end in {YearEnd.FLOW_SUM, YearEnd.AVERAGE}:
        yield Problem("sum-over-percentages", "year_end")


def _target(sheet: IndicatorSheet, target: Decimal | None, last: Exact | None) -> Iterator[Problem]:
    if target is None:
        return
    if sheet.shape == Shape.RATIO and target > 100:
        yield Problem("percent-above-hundred", "target", {"target": written_exactly(target)})
    if last is None:
        if sheet.baseline is None:
            yield Problem("baseline-missing", "baseline")
        return
    said = {"target": written_exactly(target), "last": written(last, 2)}
    if sheet.direction == Direction.HIGHER and Fraction(target) < Fraction(last):
        yield Problem("target-below-last", "target", said)
    if sheet.direction == Direction.LOWER and Fraction(target) > Fraction(last):
        yield Problem("target-above-last", "target", said)


@cache
def activity_words() -> frozenset[str]:
    """Words that name a doing rather than what came of it."""
    return frozenset(_activity()["words"])


@cache
def activity_units() -> frozenset[str]:
    """Units in which doings are counted."""
    return frozenset(_activity()["units"])


def _activity() -> dict[str, list[str]]:
    raw = (files("janji.core.parameters") / "indicator_sheet.toml").read_text("utf-8")
    found: dict[str, list[str]] = tomllib.loads(raw)["activity"]
    return found
