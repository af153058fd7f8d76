"""How an office stands in a year, as its superior looks at it: what is missing, contradictory, at risk.

Judging an agreement takes milliseconds and a desk shows eighty; what was found is remembered as long
as everything it is made from stays as it is (`measurements.standing`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from threading import Lock

from janji.agreements.models import Agreement
from janji.core.accumulation import YearEnd
from janji.core.achievement import Achievement, Direction, LowerVariant, Undefined, achievement
from janji.core.agreement import TargetKind
from janji.core.forecasting import (
    Forecast,
    NoForecast,
    Risk,
    forecast,
    risk_of,
    risk_rule,
)
from janji.kit.remembering import Memory
from janji.measurements.queries import IndicatorYear, ObjectiveYear, QuarterCell, years_of
from janji.measurements.standing import stamps_of


@dataclass(frozen=True, slots=True)
class IndicatorRun:
    """An indicator's year with what is foreseen of its end."""

    year: IndicatorYear
    forecast: Forecast
    foreseen: Achievement
    risk: Risk
    reason: Undefined | None

    @property
    def unfilled(self) -> list[QuarterCell]:
        """Quarters that are over and say nothing."""
        return [one for one in self.year.cells if one.is_due and not one.is_filled]

    @property
    def contradictions(self) -> list[str]:
        """Codes of what cannot be true at once, each with its quarter: `part-above-whole:2`."""
        return list(_contradictions(self.year))


def _contradictions(year: IndicatorYear) -> Iterator[str]:
    for cell in year.cells:
        said = cell.measurement
        if said is None or said.numerator is None or said.denominator is None:
            continue
        if said.numerator > said.denominator:
            yield f"part-above-whole:{cell.quarter}"
    if year.plan.year_end != YearEnd.PROGRESSIVE or year.plan.direction != Direction.HIGHER:
        return
    known = [(one.quarter, one.to_date.value) for one in year.cells if one.has_figure]
    # sakip-rules §8, example 5: what has been completed cannot become less.
    for (_, before), (quarter, after) in pairwise(known):
        if before is not None and after is not None and after < before:
            yield f"progress-fell:{quarter}"


def run_of(one: IndicatorYear, *, year: int) -> IndicatorRun:
    """An indicator's year with its forecast; no query."""
    plan, target = one.plan, one.promised
    if not TargetKind(target.kind).is_numeric and plan.direction != Direction.RANGE:
        foreseen = Forecast(None, reason=NoForecast.NOT_A_NUMBER)
    else:
        reported = {
            cell.quarter: cell.to_date for cell in one.cells if cell.is_due and cell.has_figure
        }
        year_end = YearEnd(plan.year_end or YearEnd.STOCK_LAST)
        foreseen = forecast(reported, year_end, plan.quarter_targets)
    reached = achievement(
        target=target.value,
        actual=foreseen.value,
        direction=Direction(plan.direction),
        low=plan.low,
        high=plan.high,
        lower_variant=LowerVariant(plan.lower_variant or LowerVariant.MIRROR),
    )
    if foreseen.value is None:
        return IndicatorRun(one, foreseen, reached, Risk.UNKNOWN, None)
    risk, reason = risk_of(reached, risk_rule(year))
    return IndicatorRun(one, foreseen, reached, risk, reason)


def runs_of(objectives: Sequence[ObjectiveYear], *, year: int) -> list[IndicatorRun]:
    """All indicators of an agreement's year; no query."""
    return [run_of(one, year=year) for block in objectives for one in block.indicators]


@dataclass(frozen=True, slots=True)
class FigureStanding:
    """What a desk says of an agreement's figures."""

    unfilled: int = 0
    at_risk: int = 0
    unlikely: int = 0
    contradictory: int = 0
    indicators: int = 0


def _counted(runs: Sequence[IndicatorRun]) -> FigureStanding:
    risks = [one.risk for one in runs]
    return FigureStanding(
        unfilled=sum(len(one.unfilled) for one in runs),
        at_risk=risks.count(Risk.AT_RISK),
        unlikely=risks.count(Risk.UNLIKELY),
        contradictory=sum(len(one.contradictions) for one in runs),
        indicators=len(runs),
    )


_remembered: Memory[FigureStanding] = Memory()
_judging = Lock()


def figure_standings(agreements: Sequence[Agreement], *, on: date) -> dict[int, FigureStanding]:
    """The standing of agreements by their keys; a constant number of queries."""
    stamps = stamps_of(agreements, on)
    found = _remembered.recall(stamps)
    if len(found) < len(agreements):
        # One at a time: whoever waited finds what the first has judged.
        with _judging:
            found |= _remembered.recall(stamps)
            missing = [one for one in agreements if one.pk not in found]
            years = years_of(missing, on=on)
            for one in missing:
                found[one.pk] = _counted(runs_of(years[one.pk], year=one.year))
                _remembered.keep(one.pk, stamps[one.pk], found[one.pk])
    return found
