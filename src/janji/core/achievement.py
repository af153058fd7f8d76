"""Achievement (capaian): what was reached of a target, in percent, exact and uncapped.

PermenPANRB 53/2014 prints no formula; agencies use the ones below (sakip-rules 3a). They
disagree where it hurts, so the variant is chosen per indicator, and what has no answer gets
a typed reason instead of an invented number.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from janji.core.numbers import Exact

HUNDRED = Fraction(100)


class Direction(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"
    RANGE = "range"


class LowerVariant(StrEnum):
    """How a target that should not be exceeded is judged; both are in use and differ."""

    MIRROR = "mirror"
    """(2T − R) ÷ T, the default: reports of regencies and PermenPANRB 8/2021."""
    INVERSE = "inverse"
    """T ÷ R: monitoring tools on SIPD."""


class RangeVariant(StrEnum):
    """How an actual outside a range is judged against the bound it missed."""

    STABLE = "stable"
    """Below: R ÷ low. Above: (2 × high − R) ÷ high. By our design from the two below."""
    HIGHER = "higher"
    """R ÷ the missed bound (PermenPANRB 8/2021, range where more is better)."""
    LOWER = "lower"
    """(2 × bound − R) ÷ bound (PermenPANRB 8/2021, range where less is better)."""


class Undefined(StrEnum):
    """Why there is no achievement."""

    NO_TARGET = "no-target"
    ZERO_TARGET = "zero-target"
    NOT_MEASURED = "not-measured"
    ZERO_DENOMINATOR = "zero-denominator"
    ZERO_ACTUAL = "zero-actual"
    RANGE_INCOMPLETE = "range-incomplete"
    RANGE_REVERSED = "range-reversed"
    NEGATIVE_TARGET = "negative-target"
    NOT_IN_SCALE = "not-in-scale"


@dataclass(frozen=True, slots=True)
class Achievement:
    """A judged actual, in percent.

    `raw` is never capped. `shown` lies between 0 and the cap. Both are `None` exactly when
    there is a `reason`, except that an inverse of zero is shown at the cap without a raw value.
    """

    raw: Fraction | None
    shown: Fraction | None
    cap: Fraction | None = None
    reason: Undefined | None = None

    @property
    def is_capped(self) -> bool:
        """Whether the shown value is less than what was computed."""
        return self.raw is not None and self.cap is not None and self.raw > self.cap


def achievement(
    *,
    target: Exact | None,
    actual: Exact | None,
    direction: Direction = Direction.HIGHER,
    low: Exact | None = None,
    high: Exact | None = None,
    lower_variant: LowerVariant = LowerVariant.MIRROR,
    range_variant: RangeVariant = RangeVariant.STABLE,
    cap: Exact | None = None,
) -> Achievement:
    """The achievement of `actual` against `target` (or `low` to `high` for a range), in percent."""
    if direction is Direction.RANGE:
        raw = _in_range(low, high, actual, range_variant)
    else:
        raw = _against(target, actual, direction, lower_variant)
    return judged(raw, cap)


def judged(raw: Fraction | Undefined, cap: Exact | None) -> Achievement:
    """A raw percentage, or the reason why there is none, with the cap applied for showing."""
    limit = None if cap is None else Fraction(cap)
    if isinstance(raw, Undefined):
        if raw is Undefined.ZERO_ACTUAL and limit is not None:
            return Achievement(None, limit, limit)
        return Achievement(None, None, limit, raw)
    shown = max(raw, Fraction(0))
    return Achievement(raw, shown if limit is None else min(shown, limit), limit)


def _against(
    target: Exact | None, actual: Exact | None, direction: Direction, variant: LowerVariant
) -> Fraction | Undefined:
    if target is None:
        return Undefined.NO_TARGET
    if actual is None:
        return Undefined.NOT_MEASURED
    promised, reached = Fraction(target), Fraction(actual)
    if promised < 0:
        return Undefined.NEGATIVE_TARGET
    if direction is Direction.HIGHER:
        return reached / promised * HUNDRED if promised else Undefined.ZERO_TARGET
    if not promised:
        # A target of no incident at all: kept or broken, there is nothing between.
        return HUNDRED if reached <= 0 else Fraction(0)
    if variant is LowerVariant.INVERSE:
        return promised / reached * HUNDRED if reached > 0 else Undefined.ZERO_ACTUAL
    return (2 * promised - reached) / promised * HUNDRED


def _in_range(
    low: Exact | None, high: Exact | None, actual: Exact | None, variant: RangeVariant
) -> Fraction | Undefined:
    if low is None or high is None:
        return Undefined.RANGE_INCOMPLETE
    if actual is None:
        return Undefined.NOT_MEASURED
    reached, bottom, top = Fraction(actual), Fraction(low), Fraction(high)
    if bottom > top:
        return Undefined.RANGE_REVERSED
    if bottom <= reached <= top:
        return HUNDRED
    bound = bottom if reached < bottom else top
    if bound <= 0:
        return Undefined.NEGATIVE_TARGET if bound else Undefined.ZERO_TARGET
    mirrored = variant is RangeVariant.LOWER or (variant is RangeVariant.STABLE and reached > top)
    return (2 * bound - reached if mirrored else reached) / bound * HUNDRED
