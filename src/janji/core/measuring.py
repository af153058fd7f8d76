"""How an indicator is measured: what an agreement must settle before figures can be judged."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

QUARTERS = (1, 2, 3, 4)


class Shape(StrEnum):
    """What is entered each quarter: two counts that make a percentage, or one value."""

    RATIO = "ratio"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class RatioLabels:
    """What is counted above and below the line."""

    numerator: str
    denominator: str


@dataclass(frozen=True, slots=True)
class MeasuringPlan:
    """What a drafter settles for one indicator; `quarter_targets` has four places.

    `owner` is who answers for its data: a post or a section, never a name.
    """

    direction: str
    shape: Shape
    labels: RatioLabels | None = None
    year_end: str | None = None
    lower_variant: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    quarter_targets: tuple[Decimal | None, ...] = (None, None, None, None)
    owner: str | None = None


_DIVISION = re.compile(
    r"(?P<numerator>.+?)\s+dibagi(?:\s+dengan)?\s+(?P<denominator>.+?)\s*"
    r"(?:[xX×*]\s*100\s*%?)?\s*\.?",
)


def ratio_labels(formula_text: str) -> RatioLabels | None:
    """The two counts of a formula written as `A dibagi B X 100%`; `None` when it is not one.

    A suggestion for the person who sets up the indicator, who sees and may change it.
    """
    found = _DIVISION.fullmatch(" ".join(formula_text.split())[:2000])
    if found is None:
        return None
    return RatioLabels(_sentence_case(found["numerator"]), _sentence_case(found["denominator"]))


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def suggested_path(promised: Decimal, *, summed: bool) -> tuple[Decimal, ...]:
    """Four quarter targets to start from: the year's value each time, or its parts when they add up.

    Parts of a whole number are whole and the larger ones come last, so that the sum is exact.
    """
    if not summed:
        return (promised,) * len(QUARTERS)
    if promised != promised.to_integral_value():
        return (promised / len(QUARTERS),) * len(QUARTERS)
    part, left_over = divmod(int(promised), len(QUARTERS))
    return tuple(
        Decimal(part + (1 if quarter > len(QUARTERS) - left_over else 0)) for quarter in QUARTERS
    )
