"""Signs of soft targets and inflated figures. A signal is a question, never a verdict.

Each one says what it looked at, in numbers, and from where on it speaks. No regulation names them;
they are our design, drawn from what is known of target systems: what is measured to be rewarded
bends towards the reward. Their limits are data (`parameters/signals.toml`).
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from janji.core.achievement import Direction
from janji.core.bands import BandSet, band_of
from janji.core.numbers import Exact

HUNDRED = Fraction(100)
Numbers = Mapping[str, Exact | date]


class SignalKind(StrEnum):
    """What was noticed."""

    SOFTER_TARGET = "softer-target"
    BUNCHED = "bunched"
    ALL_FULL = "all-full"
    JUMP = "jump"
    LATE_CHANGE = "late-change"


@dataclass(frozen=True, slots=True)
class Signal:
    """Something to ask about: its kind, the numbers it is made from, and the limits it was held against."""

    kind: SignalKind
    numbers: Numbers
    limits: Mapping[str, Fraction] = field(default_factory=dict)


def softer_target(
    *, target: Exact | None, last_actual: Exact | None, direction: Direction
) -> Signal | None:
    """A target that asks for less than what was reached the year before."""
    if target is None or last_actual is None or direction is Direction.RANGE:
        return None
    promised, reached = Fraction(target), Fraction(last_actual)
    easier = promised < reached if direction is Direction.HIGHER else promised > reached
    if not easier:
        return None
    return Signal(SignalKind.SOFTER_TARGET, {"target": promised, "last_actual": reached})


def bunched(achievements: Sequence[Exact], scale: BandSet) -> Signal | None:
    """Many achievements that just made it: a little above an edge of the scale, or exactly 100."""
    given = _limits("bunched")
    near = [one for one in achievements if _just_made_it(Fraction(one), scale, given["near"])]
    total = len(achievements)
    if total < given["least"] or len(near) * HUNDRED < given["share"] * total:
        return None
    numbers: Numbers = {
        "near": len(near),
        "total": total,
        "share": Fraction(len(near), total) * HUNDRED,
    }
    return Signal(SignalKind.BUNCHED, numbers, given)


def _just_made_it(achievement: Fraction, scale: BandSet, near: Fraction) -> bool:
    """Whether it is exactly 100, or lies in a class and at most `near` above where that begins."""
    if achievement == HUNDRED:
        return True
    return any(
        0 <= achievement - _edge(scale, Fraction(band.low), is_open=band.low_open) <= near
        for band in scale.bands
        if band.low > 0 and band_of(scale, achievement) is band
    )


def _edge(scale: BandSet, low: Fraction, *, is_open: bool) -> Fraction:
    """From where on a class is reached; a scale that rounds first lets in half a point earlier."""
    if not scale.rounds_first:
        return low
    return low + Fraction(1, 2) if is_open else low - Fraction(1, 2)


def all_full(achievements: Sequence[Exact]) -> Signal | None:
    """Every achievement is exactly 100: promised and reached to the last digit."""
    given = _limits("all_full")
    total = len(achievements)
    if total < given["least"] or any(one != HUNDRED for one in achievements):
        return None
    return Signal(SignalKind.ALL_FULL, {"total": total}, given)


def jump(history: Sequence[Exact], latest: Exact) -> Signal | None:
    """A figure far outside what the same indicator showed before.

    Its distance from the mean of earlier periods is held against how far those lie apart, and
    against the mean itself: a steady indicator may move a little without a question.
    """
    given = _limits("jump")
    if len(history) < given["least"]:
        return None
    before, now = [Fraction(one) for one in history], Fraction(latest)
    mean = sum(before, Fraction(0)) / len(before)
    spread = max(before) - min(before)
    distance = abs(now - mean)
    if distance <= spread * given["spreads"] or distance * HUNDRED <= given["percent"] * abs(mean):
        return None
    numbers = {"latest": now, "mean": mean, "lowest": min(before), "highest": max(before)}
    return Signal(SignalKind.JUMP, numbers, given)


@dataclass(frozen=True, slots=True)
class Revision:
    """A figure of a quarter that replaced an earlier one on a day."""

    on: date
    before: Exact
    after: Exact


def late_change(revisions: Sequence[Revision], *, due: date, direction: Direction) -> Signal | None:
    """The last change for the better in the days just before a figure was due."""
    given = _limits("late_change")
    opens = due - timedelta(days=int(given["days"]))
    late = [
        one
        for one in sorted(revisions, key=lambda one: one.on)
        if opens <= one.on <= due and _is_better(one, direction)
    ]
    if not late:
        return None
    last = late[-1]
    numbers: Numbers = {
        "before": Fraction(last.before),
        "after": Fraction(last.after),
        "days": (due - last.on).days,
        "due": due,
    }
    return Signal(SignalKind.LATE_CHANGE, numbers, given)


def _is_better(revision: Revision, direction: Direction) -> bool:
    if direction is Direction.RANGE:
        return revision.after != revision.before
    higher = Fraction(revision.after) > Fraction(revision.before)
    return higher if direction is Direction.HIGHER else revision.after < revision.before


@dataclass(frozen=True, slots=True)
class SignalSheet:
    """What is known of a kind of signal: its limits, where they come from, how well that is known."""

    kind: SignalKind
    limits: Mapping[str, Fraction]
    source: str
    evidence: str


@cache
def signal_sheets() -> Mapping[SignalKind, SignalSheet]:
    """Every kind of signal with its limits."""
    found = {}
    for kind in SignalKind:
        entry = _parameters()[kind.value.replace("-", "_")]
        limits = MappingProxyType(
            {key: Fraction(one) for key, one in entry.items() if key not in {"source", "evidence"}}
        )
        found[kind] = SignalSheet(kind, limits, entry["source"], entry["evidence"])
    return MappingProxyType(found)


def _limits(kind: str) -> Mapping[str, Fraction]:
    return signal_sheets()[SignalKind(kind.replace("_", "-"))].limits


@cache
def _parameters() -> dict[str, Any]:
    raw = (files("janji.core.parameters") / "signals.toml").read_text("utf-8")
    return tomllib.loads(raw)
