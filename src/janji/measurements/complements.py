"""What remains of a year for the official who comes: each target's rest, from what was reached so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from janji.agreements.models import Agreement, Target
from janji.core.accumulation import YearEnd
from janji.core.achievement import Direction
from janji.core.agreement import TargetKind
from janji.core.complement import Division, Remaining, counts_needed, remaining_target
from janji.core.measuring import QUARTERS
from janji.core.periods import quarter_of
from janji.measurements.queries import IndicatorYear, year_of


@dataclass(frozen=True, slots=True)
class Rest:
    """One indicator: its year, and what remains of it; `None` where the promise is no number."""

    year: IndicatorYear
    remaining: Remaining | None
    further: Fraction | None = None
    needed: int | None = None

    @property
    def target(self) -> Target:
        """The target of the agreement that ended."""
        return self.year.target


def rests(agreement: Agreement, starts_on: date, *, on: date) -> Sequence[Rest]:
    """Every target of an agreement as it remains from the quarter of a day on; as many queries as its year."""
    first = quarter_of(starts_on)
    return [
        _rest(one, first) for objective in year_of(agreement, on=on) for one in objective.indicators
    ]


def _rest(year: IndicatorYear, first: int) -> Rest:
    promised, plan = year.promised, year.plan
    numeric = TargetKind(promised.kind).is_numeric and plan.direction != Direction.RANGE
    if promised.value is None or not numeric:
        return Rest(year, None)
    rule = YearEnd(plan.year_end or YearEnd.STOCK_LAST)
    direction = Direction(plan.direction)
    reached = year.reached_by(first - 1)
    remaining = remaining_target(
        promised.value,
        plan.quarter_targets,
        reached,
        rule,
        first_quarter=first,
        direction=direction,
    )
    if remaining.division is not Division.RATIO or not reached.denominator:
        return Rest(year, remaining)
    # As many more as there were in each quarter so far: a guess to start from, said as such.
    left = len(QUARTERS) - first + 1
    each = reached.denominator / len(reached.quarters)
    further = Fraction(round(each * left))
    needed = counts_needed(promised.value, reached, further, direction)
    return Rest(year, remaining, further, needed)
