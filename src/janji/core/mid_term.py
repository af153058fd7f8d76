"""How far a plan of several years is: what was reached up to now against its target.

A sum adds this year to what was reached before; a position, an index or a percentage stands for
itself (sakip-rules 8, columns 14 and 15 of form E.81).
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from janji.core.accumulation import YearEnd
from janji.core.achievement import Direction, LowerVariant, achievement
from janji.core.numbers import Exact


class NoProgress(StrEnum):
    """Why there is no progress."""

    NOT_MEASURED = "mid-term-not-measured"
    NOT_BEFORE = "mid-term-not-before"
    """A sum needs what the years before came to, and nobody wrote it down."""
    NOT_COMPUTABLE = "mid-term-not-computable"


@dataclass(frozen=True, slots=True)
class MidTerm:
    """What was reached so far and how much of the target that is, in percent."""

    reached: Fraction | None
    progress: Fraction | None
    reason: NoProgress | None = None


def mid_term(
    *,
    target: Exact,
    before: Exact | None,
    now: Exact | None,
    year_end: YearEnd,
    direction: Direction = Direction.HIGHER,
    lower_variant: LowerVariant = LowerVariant.MIRROR,
) -> MidTerm:
    """The progress towards a target some years ahead; `before` is what earlier years came to."""
    if now is None:
        return MidTerm(None, None, NoProgress.NOT_MEASURED)
    reached = Fraction(now)
    if year_end is YearEnd.FLOW_SUM:
        if before is None:
            return MidTerm(None, None, NoProgress.NOT_BEFORE)
        reached += Fraction(before)
    judged = achievement(
        target=target,
        actual=reached,
        direction=Direction.HIGHER if direction is Direction.RANGE else direction,
        lower_variant=lower_variant,
    )
    reason = None if judged.raw is not None else NoProgress.NOT_COMPUTABLE
    return MidTerm(reached, judged.raw, reason)
