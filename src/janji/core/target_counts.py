"""What a percentage promised means in counts: 95 % of 15 villages is all 15 of them."""

from dataclasses import dataclass
from fractions import Fraction

from janji.core.achievement import Direction
from janji.core.numbers import Exact

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class TargetCounts:
    """The whole count at which a target is just reached, of how many, and the one that just misses it.

    `missed` is `None` when no count there is misses the target.
    """

    needed: int
    of: int
    missed: int | None

    @property
    def share(self) -> Fraction:
        """What the count that reaches it comes to, in percent."""
        return Fraction(self.needed * HUNDRED, self.of)

    @property
    def missed_share(self) -> Fraction | None:
        """What the count that just misses it comes to, in percent."""
        return None if self.missed is None else Fraction(self.missed * HUNDRED, self.of)


def target_counts(
    target: Exact | None, denominator: Fraction | None, direction: Direction = Direction.HIGHER
) -> TargetCounts | None:
    """A target in percent as counts of a denominator that is a whole number above zero.

    Where more is better it is the smallest count that reaches it, where less is better the largest
    that keeps it. `None` for a range, without a target, and for a target that no count there reaches.
    """
    if target is None or denominator is None or direction is Direction.RANGE:
        return None
    if denominator.denominator != 1 or denominator <= 0:
        return None
    of, exact = int(denominator), Fraction(target) * denominator / HUNDRED
    if direction is Direction.HIGHER:
        needed, step = -(-exact.numerator // exact.denominator), -1
    else:
        needed, step = exact.numerator // exact.denominator, 1
    if not 0 <= needed <= of:
        return None
    missed = needed + step
    return TargetCounts(needed, of, missed if 0 <= missed <= of else None)
