"""What remains of a year's target for the official who comes in the middle of it.

The indicator's year runs on; the first agreement ends with its official and a complement agreement
takes what is left, so that the two together give the year (sakip-rules 2, example 3; the
calculation types of 3d). Our design: no regulation says how a target is divided.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from janji.core.accumulation import ToDate, YearEnd
from janji.core.achievement import Direction
from janji.core.measuring import QUARTERS
from janji.core.numbers import Exact

DECIMALS = 2
"""Where a remaining target has no end, it is written with so many, never short of the year's."""


class Division(StrEnum):
    """How a year's target is divided between two officials."""

    SUM = "sum"
    AVERAGE = "average"
    RATIO = "ratio"
    POSITION = "position"


_DIVISIONS = {
    YearEnd.FLOW_SUM: Division.SUM,
    YearEnd.AVERAGE: Division.AVERAGE,
    YearEnd.RATIO_OF_SUMS: Division.RATIO,
}


def division_of(year_end: YearEnd) -> Division:
    """Sums and averages leave a rest, pooled counts a rest of counts; a position stays what it is."""
    return _DIVISIONS.get(year_end, Division.POSITION)


@dataclass(frozen=True, slots=True)
class Remaining:
    """What the newcomer promises: the target, the path of the quarters (`None` before theirs).

    `reached` is what the first part came to by its last quarter; unknown where nothing was measured.
    `used_up` says that a sum was reached already: nothing remains to be reached, or may still be.
    """

    division: Division
    target: Decimal
    path: tuple[Decimal | None, ...]
    reached: ToDate
    used_up: bool = False


def remaining_target(
    target: Decimal,
    path: Sequence[Decimal | None],
    reached: ToDate,
    year_end: YearEnd,
    *,
    first_quarter: int,
    direction: Direction = Direction.HIGHER,
) -> Remaining:
    """What is left of a year's target from a quarter on; `reached` is the figure up to the one before.

    What is measured in that quarter and later is the newcomer's own.
    """
    division = division_of(year_end)
    left = tuple(path[first_quarter - 1 :])
    if division is Division.SUM:
        rest = Fraction(target) - (reached.value or 0)
        used_up = rest <= 0
        own = Decimal(0) if used_up else _written(rest, direction)
        parts: tuple[Decimal | None, ...] = _shared(own, left)
    elif division is Division.AVERAGE:
        own, used_up = _written(_level(target, reached, len(left)), direction), False
        parts = (own,) * len(left)
    else:
        own, parts, used_up = target, left, False
    before = (None,) * (len(QUARTERS) - len(left))
    return Remaining(division, own, (*before, *parts), reached, used_up)


def _level(target: Decimal, reached: ToDate, quarters: int) -> Fraction:
    """What each remaining quarter must be so that the mean of all measured ones is the target."""
    before = len(reached.quarters)
    known = (reached.value or Fraction(0)) * before
    return (Fraction(target) * (before + quarters) - known) / quarters


def _written(value: Fraction, direction: Direction) -> Decimal:
    """Exactly where decimals can say it, else rounded to the side that keeps the year's target."""
    places = _decimals(value)
    scaled = value * 10**places
    whole = scaled.numerator // scaled.denominator
    if direction is not Direction.LOWER:
        whole = -(-scaled.numerator // scaled.denominator)
    return Decimal(f"{whole}e-{places}") if places else Decimal(whole)


def _decimals(value: Fraction) -> int:
    """How many decimals write it exactly, or `DECIMALS` where none do."""
    for places in range(13):
        if (value * 10**places).denominator == 1:
            return places
    return DECIMALS


def _shared(total: Decimal, path: Sequence[Decimal | None]) -> tuple[Decimal, ...]:
    """A sum over the remaining quarters, in the proportions of the old path; the last takes the rest.

    Parts of a whole number are whole.
    """
    weights = [Fraction(one) if one is not None and one > 0 else Fraction(0) for one in path]
    if not sum(weights):
        weights = [Fraction(1)] * len(path)
    step = Decimal(1) if total == total.to_integral_value() else Decimal("0.01")
    parts = []
    for weight in weights[:-1]:
        exact = Fraction(total) * weight / sum(weights) / Fraction(step)
        parts.append(step * (exact.numerator // exact.denominator))
    return (*parts, total - sum(parts, Decimal(0)))


def counts_needed(
    target: Exact, reached: ToDate, denominator: Exact, direction: Direction = Direction.HIGHER
) -> int | None:
    """How many of a further `denominator` must count so that all counts together meet a percentage.

    Where less is better: how many may count at most. `None` where the first part has no counts; a
    number outside 0 … denominator says that the year's target can no longer be met, or missed.
    """
    if reached.numerator is None or reached.denominator is None:
        known, out_of = Fraction(0), Fraction(0)
    else:
        known, out_of = reached.numerator, reached.denominator
    needed = Fraction(target) * (out_of + Fraction(denominator)) / 100 - known
    if direction is Direction.LOWER:
        return needed.numerator // needed.denominator
    return -(-needed.numerator // needed.denominator)
