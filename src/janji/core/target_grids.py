"""Five-point target grids: what earns 100, 90, 80, 70 and 60, for numbers and for days.

An option beside a single target, as performance agreements elsewhere use it: the parties say what is
excellent and what is poor before anyone knows the result. Between two points the score is interpolated
in a straight line. Better than the first point is 100, worse than the last one is 0 (our design).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from janji.core.numbers import Exact
from janji.core.refusals import Refused

SCORES = (100, 90, 80, 70, 60)
BEST, WORST = Fraction(100), Fraction(0)

Point = Exact | date


@dataclass(frozen=True, slots=True)
class Grid:
    """The value that earns each of `SCORES`, in their order; made by `grid_of`."""

    points: tuple[Fraction, ...]

    @property
    def ascending(self) -> bool:
        """Whether more is better; of days, whether later is."""
        return self.points[0] > self.points[-1]


def grid_of(points: Sequence[Point | None]) -> Grid:
    """A grid from its five values, best first, all numbers or all days.

    Refuses with `grid-incomplete`, `grid-mixed` or `grid-not-in-order`.
    """
    known = [one for one in points if one is not None]
    if len(known) != len(SCORES) or len(points) != len(SCORES):
        raise Refused("grid-incomplete")
    if len({isinstance(one, date) for one in known}) > 1:
        raise Refused("grid-mixed")
    values = tuple(_place(one) for one in known)
    steps = [later - earlier for earlier, later in pairwise(values)]
    if not (all(step < 0 for step in steps) or all(step > 0 for step in steps)):
        raise Refused("grid-not-in-order")
    return Grid(values)


def _place(point: Point) -> Fraction:
    """Where a value lies on a line; days are counted."""
    return Fraction(point.toordinal() if isinstance(point, date) else point)


def grid_score(grid: Grid, reached: Point | None) -> Fraction | None:
    """What a value earns; `None` when nothing was reached yet."""
    if reached is None:
        return None
    at = _place(reached)
    # Turned so that more is always better, best first.
    sign = 1 if grid.ascending else -1
    at, points = at * sign, [one * sign for one in grid.points]
    if at >= points[0]:
        return BEST
    for (better, upper), (worse, lower) in pairwise(zip(points, SCORES, strict=True)):
        if at >= worse:
            return lower + (at - worse) / (better - worse) * (upper - lower)
    return WORST
