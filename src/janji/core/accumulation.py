"""From quarters to the year: kumulatif, non kumulatif, and the year-end rules behind the words.

An agreement prints one of two words (sakip-rules 3d). What the year's figure is needs a
rule: quarters are summed, pooled, or the last position counts. A mean of percentages is
never taken: percentages of different denominators do not average.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from janji.core.achievement import Direction, Undefined
from janji.core.agreement import Accumulation
from janji.core.measuring import Shape
from janji.core.numbers import Exact
from janji.core.refusals import Refused

LAST_QUARTER = 4


class YearEnd(StrEnum):
    """How the year's figure comes from its quarters."""

    FLOW_SUM = "flow_sum"
    RATIO_OF_SUMS = "ratio_of_sums"
    PROGRESSIVE = "progressive"
    STOCK_LAST = "stock_last"
    AVERAGE = "average"
    HIGHEST = "highest"
    LOWEST = "lowest"
    YEAR_ONLY = "year_only"


@dataclass(frozen=True, slots=True)
class QuarterFigure:
    """What was measured in a quarter: two counts, or one value."""

    quarter: int
    value: Exact | None = None
    numerator: Exact | None = None
    denominator: Exact | None = None

    @property
    def is_ratio(self) -> bool:
        """Whether it was entered as two counts."""
        return self.numerator is not None and self.denominator is not None


@dataclass(frozen=True, slots=True)
class ToDate:
    """The figure up to a quarter; a ratio's value is in percent.

    `quarters` are those it was made from. `value` is `None` exactly when there is a `reason`.
    """

    value: Fraction | None
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    quarters: tuple[int, ...] = ()
    reason: Undefined | None = None


def default_year_end(accumulation: Accumulation, shape: Shape) -> YearEnd:
    """The rule proposed for a printed calculation type; a person confirms it (our design)."""
    if accumulation is Accumulation.CUMULATIVE:
        return YearEnd.RATIO_OF_SUMS if shape is Shape.RATIO else YearEnd.FLOW_SUM
    return YearEnd.STOCK_LAST


def choices_for(shape: Shape) -> tuple[YearEnd, ...]:
    """The rules that make sense for what is entered."""
    if shape is Shape.RATIO:
        barred = {YearEnd.FLOW_SUM, YearEnd.AVERAGE}
    else:
        barred = {YearEnd.RATIO_OF_SUMS}
    return tuple(rule for rule in YearEnd if rule not in barred)


def figure_value(figure: QuarterFigure) -> Fraction | Undefined:
    """The value of one quarter, a ratio in percent."""
    if figure.is_ratio:
        return _percent(Fraction(figure.numerator or 0), Fraction(figure.denominator or 0))
    return Undefined.NOT_MEASURED if figure.value is None else Fraction(figure.value)


def to_date(
    figures: Iterable[QuarterFigure], year_end: YearEnd, *, through: int = LAST_QUARTER
) -> ToDate:
    """The figure from January to the end of a quarter.

    Quarters without a figure are left out, never counted as zero. Refuses the mean of ratios
    (`average-of-ratios`) and the pooling of what is no ratio (`sums-need-counts`).
    """
    measured = sorted(
        (one for one in figures if one.quarter <= through and _is_measured(one)),
        key=lambda one: one.quarter,
    )
    if year_end is YearEnd.YEAR_ONLY:
        measured = [one for one in measured if one.quarter == LAST_QUARTER]
    if not measured:
        return ToDate(None, reason=Undefined.NOT_MEASURED)
    if year_end is YearEnd.RATIO_OF_SUMS:
        return _pooled(measured)
    if year_end is YearEnd.FLOW_SUM:
        return _of(sum((_plain(one) for one in measured), Fraction(0)), measured)
    if year_end is YearEnd.AVERAGE:
        total = sum((_plain(one) for one in measured), Fraction(0))
        return _of(total / len(measured), measured)
    if year_end in {YearEnd.HIGHEST, YearEnd.LOWEST}:
        return _extreme(measured, highest=year_end is YearEnd.HIGHEST)
    return _single(measured[-1])


def _is_measured(figure: QuarterFigure) -> bool:
    return figure.is_ratio or figure.value is not None


def _percent(numerator: Fraction, denominator: Fraction) -> Fraction | Undefined:
    return numerator / denominator * 100 if denominator else Undefined.ZERO_DENOMINATOR


def _plain(figure: QuarterFigure) -> Fraction:
    """A value that may be added up; percentages may not."""
    if figure.value is None:
        raise Refused("average-of-ratios")
    return Fraction(figure.value)


def _of(value: Fraction, figures: Sequence[QuarterFigure]) -> ToDate:
    return ToDate(value, quarters=tuple(one.quarter for one in figures))


def _pooled(figures: Sequence[QuarterFigure]) -> ToDate:
    if not all(one.is_ratio for one in figures):
        raise Refused("sums-need-counts")
    numerator = sum((Fraction(one.numerator or 0) for one in figures), Fraction(0))
    denominator = sum((Fraction(one.denominator or 0) for one in figures), Fraction(0))
    return _ratio(numerator, denominator, tuple(one.quarter for one in figures))


def _ratio(numerator: Fraction, denominator: Fraction, quarters: tuple[int, ...]) -> ToDate:
    value = _percent(numerator, denominator)
    if isinstance(value, Undefined):
        return ToDate(None, numerator, denominator, quarters, value)
    return ToDate(value, numerator, denominator, quarters)


def _single(figure: QuarterFigure) -> ToDate:
    if figure.is_ratio:
        numerator, denominator = Fraction(figure.numerator or 0), Fraction(figure.denominator or 0)
        return _ratio(numerator, denominator, (figure.quarter,))
    return _of(_plain(figure), [figure])


def _extreme(figures: Sequence[QuarterFigure], *, highest: bool) -> ToDate:
    """The best or worst quarter; the earliest where several are equal."""
    known = [
        (value, one) for one in figures if not isinstance(value := figure_value(one), Undefined)
    ]
    if not known:
        return ToDate(None, reason=Undefined.ZERO_DENOMINATOR)
    best = (max if highest else min)(value for value, _ in known)
    return _single(next(one for value, one in known if value == best))


def target_to_date(
    quarter_targets: Sequence[Decimal | None],
    year_end: YearEnd,
    *,
    through: int,
    measured: Collection[int] | None = None,
) -> Fraction | None:
    """The target that the figure up to a quarter is judged against; `None` when it is not set.

    Increments are summed and levels averaged, over the quarters in `measured` if these are given:
    a sum is judged by the targets of the same quarters, or a missing one would count as zero
    (sakip-rules 3d). Otherwise the quarter's own target counts, because the path already says
    where one should stand.
    """
    so_far = quarter_targets[:through]
    if year_end in {YearEnd.FLOW_SUM, YearEnd.AVERAGE}:
        same = [
            value
            for quarter, value in enumerate(so_far, 1)
            if measured is None or quarter in measured
        ]
        known = [Fraction(value) for value in same if value is not None]
        if len(known) < len(same) or not known:
            return None
        total = sum(known, Fraction(0))
        return total if year_end is YearEnd.FLOW_SUM else total / len(known)
    if year_end is YearEnd.YEAR_ONLY and through < LAST_QUARTER:
        return None
    last = so_far[-1] if so_far else None
    return None if last is None else Fraction(last)


def path_end(quarter_targets: Sequence[Decimal], year_end: YearEnd) -> Fraction:
    """What a complete path of quarter targets comes to at the end of the year."""
    reached = target_to_date(quarter_targets, year_end, through=len(quarter_targets))
    if reached is None:
        raise Refused("path-incomplete")
    return reached


@dataclass(frozen=True, slots=True)
class Needed:
    """What is still missing to reach a target: whole counts, or an amount of the value."""

    amount: Fraction
    counted: bool


def needed_to_reach(
    target: Exact | None, figure: ToDate, direction: Direction = Direction.HIGHER
) -> Needed | None:
    """How much more is needed, the denominator staying as it is; zero when reached.

    For a ratio the answer is the smallest whole number of further counts: 14 of 15 with a target
    of 95 % needs 1. Where less is better it is how many fewer. For an average it is what the mean
    lacks. `None` when it cannot be said.
    """
    if target is None or figure.value is None or direction is Direction.RANGE:
        return None
    gap = Fraction(target) - figure.value
    if direction is Direction.LOWER:
        gap = -gap
    if figure.denominator is None:
        return Needed(max(gap, Fraction(0)), counted=False)
    counts = gap * figure.denominator / 100
    whole = -(-counts.numerator // counts.denominator)
    return Needed(Fraction(max(whole, 0)), counted=True)
