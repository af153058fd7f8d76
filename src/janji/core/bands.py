"""Predicate scales: which class an achievement falls into, with open and closed edges.

A scale covers everything from zero up without gap or overlap; the regulation's own table is
written for whole numbers and leaves 90,5 without a class (sakip-rules 4b).
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from janji.core.numbers import Exact, rounded
from janji.core.refusals import Refused

DEFAULT = "permendagri-54-2010"
"""Regencies measure their plans by this scale; see decision 5."""

TONES = frozenset({"good", "warn", "bad", "none"})


@dataclass(frozen=True, slots=True)
class Band:
    """One class: from `low` to `high` percent; without `high` it has no upper end."""

    code: str
    label: str
    low: Decimal
    high: Decimal | None
    low_open: bool
    high_open: bool
    tone: str

    def holds(self, value: Fraction) -> bool:
        """Whether a value in percent belongs to this class."""
        above = value > self.low if self.low_open else value >= self.low
        if self.high is None:
            return above
        return above and (value < self.high if self.high_open else value <= self.high)


@dataclass(frozen=True, slots=True)
class BandSet:
    """A scale with its source and how well that source is known.

    `valid_from` is the year of the regulation, `None` for a local practice without a date.
    `rounds_first` reads a table of whole numbers as printed: the value is rounded half up before.
    """

    code: str
    title: str
    source: str
    evidence: str
    valid_from: int | None
    bands: tuple[Band, ...]
    rounds_first: bool = False


def band_of(scale: BandSet, value: Exact | None) -> Band | None:
    """The class of an achievement; below zero counts as zero, `None` stays `None`."""
    if value is None:
        return None
    at = max(Fraction(value), Fraction(0))
    if scale.rounds_first:
        at = Fraction(rounded(at, 0))
    return next(band for band in scale.bands if band.holds(at))


def checked(bands: Sequence[Band]) -> tuple[Band, ...]:
    """The bands of a scale, if together they cover everything from zero up exactly once.

    Refuses with `bands-empty`, `bands-not-from-zero`, `bands-not-to-the-end`, `bands-gap`,
    `bands-overlap` or `bands-tone`.
    """
    if not bands:
        raise Refused("bands-empty")
    first, last = bands[0], bands[-1]
    if first.low != 0 or first.low_open:
        raise Refused("bands-not-from-zero", low=first.low)
    if last.high is not None:
        raise Refused("bands-not-to-the-end", high=last.high)
    for band in bands:
        if band.tone not in TONES:
            raise Refused("bands-tone", tone=band.tone)
    for lower, upper in pairwise(bands):
        _require_joint(lower, upper)
    return tuple(bands)


def _require_joint(lower: Band, upper: Band) -> None:
    """Two neighbours share one edge, and exactly one of them owns it."""
    if lower.high is None or lower.high > upper.low or lower.high <= lower.low:
        raise Refused("bands-overlap", low=upper.low, high=lower.high)
    if lower.high < upper.low or (lower.high_open and upper.low_open):
        raise Refused("bands-gap", low=lower.high, high=upper.low)
    if not lower.high_open and not upper.low_open:
        raise Refused("bands-overlap", low=upper.low, high=lower.high)


def band_set(code: str) -> BandSet:
    """A shipped scale by its code; refuses with `band-set-unknown`."""
    if code not in band_sets():
        raise Refused("band-set-unknown", code=code)
    return band_sets()[code]


@cache
def band_sets() -> Mapping[str, BandSet]:
    """All shipped scales by code."""
    raw = (files("janji.core.parameters") / "bands.toml").read_text("utf-8")
    return MappingProxyType({one.code: one for one in read_sets(raw)})


def read_sets(raw: str) -> Iterable[BandSet]:
    """The scales of a file of parameters, each checked to cover everything once."""
    entries: list[dict[str, Any]] = tomllib.loads(raw)["set"]
    for entry in entries:
        bands = checked([_band(one) for one in entry["bands"]])
        named = {key: entry[key] for key in ("code", "title", "source", "evidence")}
        yield BandSet(
            **named,
            valid_from=entry.get("valid_from"),
            bands=bands,
            rounds_first=entry.get("rounds_first", False),
        )


def _band(entry: Mapping[str, Any]) -> Band:
    high = entry.get("high")
    return Band(
        code=entry["code"],
        label=entry["label"],
        low=Decimal(entry["low"]),
        high=None if high is None else Decimal(high),
        low_open=entry.get("low_open", False),
        high_open=entry.get("high_open", False),
        tone=entry["tone"],
    )
