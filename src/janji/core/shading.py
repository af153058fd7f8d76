"""Steps of a shaded map: the values themselves when they are few, else equal parts between them."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final

MOST_STEPS: Final = 5


@dataclass(frozen=True, slots=True)
class Step:
    """Values from `low` up to `high`; its upper end belongs to the last step and to a single value."""

    number: int
    low: Fraction
    high: Fraction


def steps(values: Iterable[Fraction]) -> tuple[Step, ...]:
    """At most five steps, numbered from 1: one for each of few values, else of equal width."""
    known = sorted(set(values))
    if len(known) <= MOST_STEPS:
        return tuple(Step(place, one, one) for place, one in enumerate(known, start=1))
    width = (known[-1] - known[0]) / MOST_STEPS
    ends = [known[0] + width * place for place in range(MOST_STEPS)] + [known[-1]]
    return tuple(
        Step(place, low, high) for place, (low, high) in enumerate(pairwise(ends), start=1)
    )


def step_of(value: Fraction, found: Iterable[Step]) -> Step | None:
    """The step a value lies in; `None` outside all of them."""
    listed = list(found)
    for one in listed:
        has_upper_end = one.low == one.high or one is listed[-1]
        if one.low <= value < one.high or (has_upper_end and value == one.high):
            return one
    return None
