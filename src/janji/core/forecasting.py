"""What a year comes to if it goes on as it has gone so far, and how sure its target is.

No regulation prints a method (sakip-rules 8 asks for monitoring through the year); these are our
design, and each forecast says which one it is. Only quarters that are over and reported count. Two
ideas carry all of them:

- a total (a sum, or what has been completed so far) is a share of its path: whoever reached half of
  what was planned until now reaches half of the year;
- a level (a position, a rate, a mean) stays where it is and still makes the steps that are planned.

So whoever reaches every quarter's target exactly is foreseen to reach the year's target exactly, and
a better actual never makes a worse forecast.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache
from importlib.resources import files

from janji.core.accumulation import LAST_QUARTER, ToDate, YearEnd
from janji.core.achievement import Achievement, Undefined

HUNDRED = Fraction(100)
_TOTALS = frozenset({YearEnd.FLOW_SUM, YearEnd.PROGRESSIVE})
_PATH_END_IS_MEAN = frozenset({YearEnd.FLOW_SUM, YearEnd.AVERAGE})


class Method(StrEnum):
    """How a forecast came about."""

    FINAL = "final"
    SHARE_OF_PATH = "share-of-path"
    EVEN_RATE = "even-rate"
    PLANNED_STEPS = "planned-steps"
    MEAN_STEP = "mean-step"
    STAYS = "stays"


class NoForecast(StrEnum):
    """Why nothing can be foreseen."""

    NOT_REPORTED = "not-reported"
    TOO_FEW = "too-few-quarters"
    NOTHING_PLANNED_YET = "nothing-planned-yet"
    ONCE_A_YEAR = "once-a-year"
    NOT_A_NUMBER = "not-a-number"
    NO_VALUE = "no-value"


class Risk(StrEnum):
    """What a forecast means for the year's target."""

    ON_TRACK = "on-track"
    AT_RISK = "at-risk"
    UNLIKELY = "unlikely"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Forecast:
    """The year's figure as foreseen. `value` is `None` exactly when there is a `reason`.

    `through` is the last quarter that was taken into account, `quarters` those with a figure.
    """

    value: Fraction | None
    method: Method | None = None
    through: int | None = None
    quarters: tuple[int, ...] = ()
    reason: NoForecast | None = None


@dataclass(frozen=True, slots=True)
class RiskRule:
    """From which achievement on a forecast is on track, or at risk; below it is unlikely."""

    on_track_from: Fraction
    at_risk_from: Fraction
    source: str
    evidence: str


@dataclass(frozen=True, slots=True)
class LeastQuarters:
    """How many reported quarters a forecast needs."""

    with_path: int
    without_path: int


@cache
def _parameters() -> Mapping[str, object]:
    text = files("janji.core.parameters").joinpath("forecasting.toml").read_text()
    return tomllib.loads(text)


@cache
def risk_rule(year: int) -> RiskRule:
    """What holds for a year."""
    rules: list[dict[str, object]] = _parameters()["risk"]  # type: ignore[assignment]
    found = max(
        (one for one in rules if int(str(one["from_year"])) <= year),
        key=lambda one: int(str(one["from_year"])),
    )
    return RiskRule(
        Fraction(str(found["on_track_from"])),
        Fraction(str(found["at_risk_from"])),
        str(found["source"]),
        str(found["evidence"]),
    )


@cache
def least_quarters() -> LeastQuarters:
    """How many quarters must be reported."""
    found: dict[str, int] = _parameters()["least_quarters"]  # type: ignore[assignment]
    return LeastQuarters(found["with_path"], found["without_path"])


def forecast(
    reported: Mapping[int, ToDate],
    year_end: YearEnd,
    path: Sequence[Decimal | None],
    *,
    least: LeastQuarters | None = None,
) -> Forecast:
    """The year as foreseen from the figures up to each reported quarter that is over.

    `path` are the four quarter targets. Percentages of a part in a whole stay within 0 and 100 when
    all reported ones do, and no total falls below zero when none did.
    """
    least = least or least_quarters()
    if not reported:
        return _unknown(NoForecast.NOT_REPORTED)
    through = max(reported)
    so_far = reported[through]
    if year_end is YearEnd.YEAR_ONLY and through < LAST_QUARTER:
        return _unknown(NoForecast.ONCE_A_YEAR)
    if so_far.value is None:
        return _unknown(NoForecast.NO_VALUE)
    quarters = _counted(reported, so_far, year_end)
    if _is_final(year_end, through, quarters):
        return Forecast(so_far.value, Method.FINAL, through, quarters)
    whole = all(one is not None for one in path) and len(path) == LAST_QUARTER
    if len(quarters) < (least.with_path if whole else least.without_path):
        return _unknown(NoForecast.TOO_FEW)
    planned = [Fraction(one) for one in path if one is not None]
    run = _Run(reported, so_far, so_far.value, year_end, through, quarters)
    found = run.along(planned) if whole else run.alone()
    if isinstance(found, NoForecast):
        return _unknown(found)
    value, method = found
    end = _path_end(planned, year_end) if whole else None
    return Forecast(run.within_reason(value, end), method, through, quarters)


def _unknown(reason: NoForecast) -> Forecast:
    return Forecast(None, reason=reason)


def _counted(reported: Mapping[int, ToDate], so_far: ToDate, year_end: YearEnd) -> tuple[int, ...]:
    """The quarters that a figure was made from: of sums and means all, of positions those reported."""
    if year_end in {YearEnd.FLOW_SUM, YearEnd.AVERAGE, YearEnd.RATIO_OF_SUMS} and so_far.quarters:
        return so_far.quarters
    return tuple(sorted(reported))


def _is_final(year_end: YearEnd, through: int, quarters: tuple[int, ...]) -> bool:
    """Whether nothing is left to foresee: the last position stands, or all parts are there."""
    if year_end is YearEnd.FLOW_SUM:
        return len(quarters) == LAST_QUARTER
    return through == LAST_QUARTER


@dataclass(frozen=True, slots=True)
class _Run:
    """A year as far as it was reported."""

    reported: Mapping[int, ToDate]
    so_far: ToDate
    value: Fraction
    year_end: YearEnd
    through: int
    quarters: tuple[int, ...]

    def along(self, path: Sequence[Fraction]) -> tuple[Fraction, Method] | NoForecast:
        """With a whole path of targets."""
        until_now = self._planned(path)
        end = _path_end(path, self.year_end)
        if self.year_end in _TOTALS:
            if until_now <= 0:
                return NoForecast.NOTHING_PLANNED_YET
            return self.value * end / until_now, Method.SHARE_OF_PATH
        shifted = self.value + end - until_now
        if self.year_end is YearEnd.HIGHEST:
            shifted = max(shifted, self.value)
        if self.year_end is YearEnd.LOWEST:
            shifted = min(shifted, self.value)
        return shifted, Method.PLANNED_STEPS

    def _planned(self, path: Sequence[Fraction]) -> Fraction:
        """What was planned until now, for the very quarters that have a figure."""
        if self.year_end in _PATH_END_IS_MEAN:
            parts = [path[quarter - 1] for quarter in self.quarters]
            total = sum(parts, Fraction(0))
            return total if self.year_end is YearEnd.FLOW_SUM else total / len(parts)
        return path[self.through - 1]

    def alone(self) -> tuple[Fraction, Method]:
        """Without a path: as fast as until now."""
        if self.year_end is YearEnd.FLOW_SUM:
            return self.value * LAST_QUARTER / len(self.quarters), Method.EVEN_RATE
        if self.year_end is YearEnd.PROGRESSIVE:
            return self.value * LAST_QUARTER / self.through, Method.EVEN_RATE
        if self.year_end is YearEnd.STOCK_LAST:
            known = {q: one.value for q, one in self.reported.items() if one.value is not None}
            first = min(known)
            passed = self.through - first
            step = (self.value - known[first]) / passed if passed else Fraction(0)
            return self.value + step * (LAST_QUARTER - self.through), Method.MEAN_STEP
        return self.value, Method.STAYS

    def within_reason(self, value: Fraction, planned: Fraction | None) -> Fraction:
        """No share above the whole and nothing below zero, unless one was already or is planned to be."""
        known = [one.value for one in self.reported.values() if one.value is not None]
        if min(known) >= 0:
            value = max(value, min(Fraction(0), planned or Fraction(0)))
        if self.so_far.denominator is not None and max(known) <= HUNDRED:
            value = min(value, max(HUNDRED, planned or HUNDRED))
        return value


def _path_end(path: Sequence[Fraction], year_end: YearEnd) -> Fraction:
    if year_end in _PATH_END_IS_MEAN:
        total = sum(path, Fraction(0))
        return total if year_end is YearEnd.FLOW_SUM else total / len(path)
    return path[-1]


def risk_of(foreseen: Achievement, rule: RiskRule) -> tuple[Risk, Undefined | None]:
    """The class of a forecast that was judged against the year's target, or why there is none."""
    if foreseen.raw is None:
        return Risk.UNKNOWN, foreseen.reason
    if foreseen.raw >= rule.on_track_from:
        return Risk.ON_TRACK, None
    return (Risk.AT_RISK if foreseen.raw >= rule.at_risk_from else Risk.UNLIKELY), None
