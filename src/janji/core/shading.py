"""Steps of a shaded map: equal parts between the least and the greatest value."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final

MOST_STEPS: Final = 5


@dataclass(frozen=True, slots=True)
class Step:
    """Values from `low` up to `high`; the last step has its upper end, the others do not."""

    number: int
    low: Fraction
    high: Fraction


def steps(values: Iterable[Fraction]) -> tuple[Step, ...]:
    """At most five steps of equal width, numbered from 1; one when all values are the same."""
    known = sorted(set(values))
    if not known:
        return ()
    count = min(MOST_STEPS, len(known))
    width = (known[-1] - known[0]) / count
    ends = [known[0] + width * place for place in range(count)] + [known[-1]]
    return tuple(
        Step(place, low, high) for place, (low, high) in enumerate(pairwise(ends), start=1)
    )


def step_of(value: Fraction, found: Iterable[Step]) -> Step | None:
    """The step a value lies in; `None` outside all of them."""
    listed = list(found)
    for one in listed:
        if one.low <= value < one.high or (one is listed[-1] and value == one.high):
            return one
    return None
