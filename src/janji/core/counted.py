"""What a formula comes to over the windows that a year-end rule gives.

Kumulatif counts from January, non kumulatif the quarter alone. A ratio's parts are counted over
the whole window and divided once: neither quarters nor offices are ever averaged.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from janji.core.accumulation import QuarterFigure, ToDate, YearEnd, to_date
from janji.core.achievement import Undefined
from janji.core.formulas import evaluating
from janji.core.formulas.evaluating import Value, evaluate
from janji.core.formulas.explaining import ratio_of
from janji.core.formulas.nodes import Binary, Node, Operator, children
from janji.core.periods import Window, single, through
from janji.core.refusals import Refused

HUNDRED = 100
_FROM_JANUARY = frozenset(
    {YearEnd.FLOW_SUM, YearEnd.RATIO_OF_SUMS, YearEnd.PROGRESSIVE, YearEnd.YEAR_ONLY}
)
"""Rules whose figure up to a quarter is counted over all days since January."""
_ITSELF_FROM_JANUARY = frozenset({YearEnd.PROGRESSIVE, YearEnd.YEAR_ONLY})
"""Rules by which even a single quarter's figure reaches back to January."""

ValuesIn = Callable[[Window], Mapping[str, Fraction | None]]
"""What every name of a formula comes to in a window; nothing where it is not known yet."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A formula's result in a window, with the numbers in place of its names.

    `numerator` and `denominator` are there when the formula is a ratio in percent.
    """

    window: Window
    values: Mapping[str, Fraction | None]
    result: Value
    numerator: Fraction | None = None
    denominator: Fraction | None = None

    @property
    def value(self) -> Fraction | None:
        """The number; `None` when there is none."""
        return self.result.value

    @property
    def reason(self) -> Undefined | None:
        """Why there is none."""
        if self.result.undefined is None:
            return None
        if self.result.undefined is evaluating.Undefined.ZERO_DENOMINATOR:
            return Undefined.ZERO_DENOMINATOR
        return Undefined.NOT_MEASURED

    def as_figure(self) -> QuarterFigure:
        """The result as one quarter's figure."""
        if self.numerator is not None:
            return QuarterFigure(self.window.last, None, self.numerator, self.denominator)
        return QuarterFigure(self.window.last, self.value)

    def as_to_date(self) -> ToDate:
        """The result as the figure up to the end of its window."""
        quarters = tuple(self.window.quarters)
        return ToDate(self.value, self.numerator, self.denominator, quarters, self.reason)


def count_in(tree: Node, window: Window, values: Mapping[str, Fraction | None]) -> Counted:
    """The formula's result with these values of its names."""
    parts = percent_ratio(tree)
    if parts is None:
        return Counted(window, values, evaluate(tree, values))
    above, below = (evaluate(part, values).value for part in parts)
    return Counted(window, values, evaluate(tree, values), above, below)


def percent_ratio(tree: Node) -> tuple[Node, Node] | None:
    """Numerator and denominator of a formula `A ÷ B × 100`; `None` when it is no such ratio."""
    parts = ratio_of(tree)
    if parts is None or parts[2] != HUNDRED:
        return None
    return parts[0], parts[1]


def require_fit(tree: Node, year_end: YearEnd) -> None:
    """Refuses with `average-of-ratios` a rule that would average what was divided."""
    if year_end is YearEnd.AVERAGE and _divides(tree):
        raise Refused("average-of-ratios", field="formula")


def _divides(node: Node) -> bool:
    if isinstance(node, Binary) and node.operator is Operator.DIVIDED:
        return True
    return any(map(_divides, children(node)))


def own_window(year_end: YearEnd, year: int, quarter: int) -> Window:
    """What a single quarter's figure is counted over."""
    if year_end in _ITSELF_FROM_JANUARY:
        return through(year, quarter)
    return single(year, quarter)


def windows(year_end: YearEnd, year: int, quarters: int) -> set[Window]:
    """Every window that a year with so many quarters begun asks for."""
    begun = range(1, quarters + 1)
    own = {own_window(year_end, year, quarter) for quarter in begun}
    if year_end in _FROM_JANUARY:
        own |= {through(year, quarter) for quarter in begun}
    return own


@dataclass(frozen=True, slots=True)
class CountedYear:
    """All results of one formula in a year, by window; `begun` quarters have been counted."""

    year: int
    year_end: YearEnd
    begun: int
    by_window: Mapping[Window, Counted]

    @property
    def runs_from_january(self) -> bool:
        """Whether a figure up to a quarter is counted over all days since January."""
        return self.year_end in _FROM_JANUARY

    def own(self, quarter: int) -> Counted | None:
        """A quarter's own result; `None` before it begins."""
        return self.by_window.get(own_window(self.year_end, self.year, quarter))

    def to_date(self, quarter: int) -> ToDate:
        """The figure up to a quarter, or up to the last one that has begun."""
        last = min(quarter, self.begun)
        if last < 1 or (self.year_end is YearEnd.YEAR_ONLY and last < 4):
            return ToDate(None, reason=Undefined.NOT_MEASURED)
        if self.year_end in _FROM_JANUARY:
            return self.by_window[through(self.year, last)].as_to_date()
        results = self._own_results(last)
        measured = [one.as_figure() for one in results if one.value is not None]
        if not measured:
            return ToDate(None, reason=results[-1].reason)
        return to_date(measured, self.year_end, through=last)

    def _own_results(self, last: int) -> list[Counted]:
        return [one for q in range(1, last + 1) if (one := self.own(q)) is not None]

    def deciding(self, quarter: int) -> Counted | None:
        """The one result that the figure up to a quarter is; `None` when several make it."""
        last = min(quarter, self.begun)
        if last < 1:
            return None
        if self.year_end in _FROM_JANUARY:
            return self.by_window[through(self.year, last)]
        if self.year_end is not YearEnd.STOCK_LAST:
            return None
        results = self._own_results(last)
        measured = [one for one in results if one.value is not None]
        return (measured or results)[-1]


def counted_year(
    tree: Node, year_end: YearEnd, year: int, begun: int, values_in: ValuesIn
) -> CountedYear:
    """The whole year of a formula, as far as its quarters have begun."""
    asked = windows(year_end, year, begun)
    results = {window: count_in(tree, window, values_in(window)) for window in asked}
    return CountedYear(year, year_end, begun, results)
