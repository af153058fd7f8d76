"""What a quarter lacks before it can be submitted without a word."""

from collections.abc import Sequence
from dataclasses import dataclass

from janji.core.accumulation import LAST_QUARTER, YearEnd
from janji.measurements.kept import windows_of
from janji.measurements.models import GapKind
from janji.measurements.queries import IndicatorYear


@dataclass(frozen=True, slots=True)
class Gap:
    """An indicator without a whole figure; `reason` is there when one was given with the figure."""

    year: IndicatorYear
    kind: GapKind
    reason: str | None = None


def gaps_in(years: Sequence[IndicatorYear], quarter: int) -> list[Gap]:
    """What a quarter lacks, indicator by indicator; no query."""
    return [gap for one in years if (gap := _gap(one, quarter)) is not None]


def _gap(year: IndicatorYear, quarter: int) -> Gap | None:
    if year.plan.year_end == YearEnd.YEAR_ONLY and quarter < LAST_QUARTER:
        return None  # nothing is due before the year's end
    cell = year.cells[quarter - 1]
    if cell.counted is not None:
        return Gap(year, GapKind.INCOMPLETE) if _waits(year, quarter) else None
    if cell.measurement is None:
        return Gap(year, GapKind.NO_FIGURE)
    if because := cell.measurement.not_measured_because:
        return Gap(year, GapKind.NOT_MEASURED, because)
    return None


def _waits(year: IndicatorYear, quarter: int) -> bool:
    """Whether a number behind a counted figure is made from fewer answers than are owed."""
    counted = year.counted
    if counted is None:
        return False
    return any(
        not cover.is_whole
        for window in windows_of(counted, quarter)
        for cover in counted.counting.covers_in(counted.facts, window).values()
    )
