"""How well an agreement was kept: achievements joined by weight, and how many of them count.

No regulation prints how achievements of several indicators become one number (sakip-rules 3d says
only what must not be done: a missing one is never averaged in as zero). Weights are what the
parties agree; without them all weigh the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from janji.core.achievement import Achievement
from janji.core.numbers import Exact
from janji.core.refusals import Refused

WHOLE = Fraction(100)
"""What the weights of one level come to together, in percent."""


class WhenUndefined(StrEnum):
    """What becomes of an indicator without an achievement."""

    LEFT_OUT = "left_out"
    """It does not count, and the others share its weight: the default."""
    AS_ZERO = "as_zero"
    """It counts as zero. A policy that an office has to choose, and that is said."""


@dataclass(frozen=True, slots=True)
class Mean:
    """A weighted mean: of how many of how many, and of how much of the weight, in percent.

    `value` is `None` exactly when nothing counts.
    """

    value: Fraction | None
    counted: int
    total: int
    weight: Fraction

    @property
    def is_whole(self) -> bool:
        """Whether everything counts; otherwise what counts shares the weight of the rest."""
        return self.counted == self.total


@dataclass(frozen=True, slots=True)
class Weighted:
    """One number for several achievements: without cap (`raw`), and as each is shown (`shown`).

    An achievement without a raw value that is shown at the cap counts in `shown` only, so the two
    may count differently.
    """

    raw: Mean
    shown: Mean


@dataclass(frozen=True, slots=True)
class Part:
    """What takes part in a mean: an indicator in its objective, or an objective in the agreement."""

    weight: Fraction
    reached: Weighted


def alone(reached: Achievement, *, undefined: WhenUndefined = WhenUndefined.LEFT_OUT) -> Weighted:
    """One achievement; what is undefined stays so unless the policy says zero."""
    if reached.shown is None and undefined is WhenUndefined.AS_ZERO:
        nothing = _single(Fraction(0))
        return Weighted(nothing, nothing)
    return Weighted(_single(reached.raw), _single(reached.shown))


def _single(value: Fraction | None) -> Mean:
    return Mean(value, 0, 1, Fraction(0)) if value is None else Mean(value, 1, 1, WHOLE)


def weighted(parts: Sequence[Part]) -> Weighted:
    """The means of some parts; undefined ones are left out and the rest shares their weight."""
    return Weighted(
        _mean([(one.weight, one.reached.raw) for one in parts]),
        _mean([(one.weight, one.reached.shown) for one in parts]),
    )


def _mean(parts: Sequence[tuple[Fraction, Mean]]) -> Mean:
    total = sum(mean.total for _, mean in parts)
    known = [(weight, mean, mean.value) for weight, mean in parts if mean.value is not None]
    weight_known = sum((weight for weight, _, _ in known), Fraction(0))
    if not weight_known:
        return Mean(None, 0, total, Fraction(0))
    return Mean(
        value=sum((weight * value for weight, _, value in known), Fraction(0)) / weight_known,
        counted=sum(mean.counted for _, mean, _ in known),
        total=total,
        weight=sum((weight * mean.weight for weight, mean, _ in known), Fraction(0))
        / sum((weight for weight, _ in parts), Fraction(0)),
    )


def equal_weights(count: int) -> tuple[Fraction, ...]:
    """Everything weighs the same: nobody settled anything else."""
    return (WHOLE / count,) * count


def weights_or_equal(settled: Sequence[Exact | None]) -> tuple[Fraction, ...]:
    """The settled weights in percent when every one is there, else equal ones.

    A part that was added later would otherwise weigh nothing, or take from the others unseen.
    """
    known = [Fraction(one) for one in settled if one is not None]
    if len(known) < len(settled) or sum(known) != WHOLE or any(one <= 0 for one in known):
        return equal_weights(len(settled)) if settled else ()
    return tuple(known)


def require_weights(settled: Iterable[Exact | None], *, about: str) -> None:
    """Refuses weights that do not come to 100 percent together, or that say nothing.

    Refuses with `weight-missing`, `weight-not-positive` or `weights-not-whole`. Nothing at all is
    fine: then all weigh the same.
    """
    given = list(settled)
    known = [Fraction(one) for one in given if one is not None]
    if not known:
        return
    if len(known) < len(given):
        raise Refused("weight-missing", about=about)
    if any(one <= 0 for one in known):
        raise Refused("weight-not-positive", about=about)
    total = sum(known, Fraction(0))
    if total != WHOLE:
        raise Refused("weights-not-whole", about=about, total=total)


@dataclass(frozen=True, slots=True)
class Change:
    """An actual beside that of the year before: how much more, in its unit and in percent of it."""

    before: Fraction
    amount: Fraction
    percent: Fraction | None


def change_since(before: Exact | None, now: Exact | None) -> Change | None:
    """How an actual moved; from zero there is no percentage. `None` when either is missing."""
    if before is None or now is None:
        return None
    then = Fraction(before)
    amount = Fraction(now) - then
    return Change(then, amount, amount / abs(then) * 100 if then else None)
