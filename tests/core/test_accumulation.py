"""From quarters to the year."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.accumulation import (
    QuarterFigure,
    YearEnd,
    choices_for,
    default_year_end,
    needed_to_reach,
    path_end,
    target_to_date,
    to_date,
)
from janji.core.achievement import Direction, Undefined
from janji.core.agreement import Accumulation
from janji.core.measuring import Shape
from janji.core.refusals import Refused

counts = st.tuples(st.integers(0, 10**6), st.integers(1, 10**6))
four_counts = st.lists(counts, min_size=1, max_size=4)


def ratios(*pairs):
    return [QuarterFigure(q, numerator=n, denominator=d) for q, (n, d) in enumerate(pairs, 1)]


def values(*amounts):
    return [QuarterFigure(q, value=v) for q, v in enumerate(amounts, 1) if v is not None]


@pytest.mark.parametrize(
    ("year_end", "quarters", "value"),
    [
        (YearEnd.FLOW_SUM, (20, 30, None, None), 50),
        (YearEnd.STOCK_LAST, (72, 74, None, None), 74),
        (YearEnd.PROGRESSIVE, (10, 25, 60, None), 60),
        (YearEnd.AVERAGE, (80, 84, 88, 92), 86),
        (YearEnd.AVERAGE, (80, None, None, 92), 86),  # a missing quarter is not zero
        (YearEnd.HIGHEST, (80, 92, 88, None), 92),
        (YearEnd.LOWEST, (80, 92, 88, None), 80),
        (YearEnd.YEAR_ONLY, (80, 92, 88, 70), 70),
    ],
)
def test_values_of_quarters_make_the_year(year_end, quarters, value):
    assert to_date(values(*quarters), year_end).value == value


def test_percentages_are_pooled_never_averaged():
    # 1 of 2 and 90 of 100: the mean of percentages would be 70 %, the truth is 91 of 102.
    pooled = to_date(ratios((1, 2), (90, 100)), YearEnd.RATIO_OF_SUMS)
    assert pooled.value == Fraction(9100, 102)
    assert (pooled.numerator, pooled.denominator) == (91, 102)
    for barred in (YearEnd.AVERAGE, YearEnd.FLOW_SUM):
        with pytest.raises(Refused, match="average-of-ratios"):
            to_date(ratios((1, 2), (90, 100)), barred)


def test_what_is_no_ratio_cannot_be_pooled():
    with pytest.raises(Refused, match="sums-need-counts"):
        to_date(values(80, 90), YearEnd.RATIO_OF_SUMS)


@pytest.mark.parametrize(
    ("figures", "year_end", "reason"),
    [
        ([], YearEnd.STOCK_LAST, Undefined.NOT_MEASURED),
        (values(80, 90, 70), YearEnd.YEAR_ONLY, Undefined.NOT_MEASURED),
        (ratios((0, 0)), YearEnd.STOCK_LAST, Undefined.ZERO_DENOMINATOR),
        (ratios((0, 0), (0, 0)), YearEnd.RATIO_OF_SUMS, Undefined.ZERO_DENOMINATOR),
        (ratios((0, 0)), YearEnd.HIGHEST, Undefined.ZERO_DENOMINATOR),
    ],
)
def test_what_has_no_value_has_a_reason(figures, year_end, reason):
    result = to_date(figures, year_end)
    assert (result.value, result.reason) == (None, reason)


@given(four_counts, st.randoms())
def test_the_order_of_figures_does_not_matter(pairs, chance):
    figures = ratios(*pairs)
    shuffled = chance.sample(figures, len(figures))
    for rule in choices_for(Shape.RATIO):
        assert to_date(shuffled, rule) == to_date(figures, rule)


@given(four_counts)
def test_pooling_equals_counting_everything_at_once(pairs):
    numerator, denominator = sum(n for n, _ in pairs), sum(d for _, d in pairs)
    pooled = to_date(ratios(*pairs), YearEnd.RATIO_OF_SUMS)
    assert pooled.value == Fraction(numerator, denominator) * 100


@given(st.lists(counts, min_size=4, max_size=4), st.integers(1, 4))
def test_later_quarters_do_not_change_an_earlier_figure(pairs, through):
    whole, part = ratios(*pairs), ratios(*pairs[:through])
    for rule in choices_for(Shape.RATIO):
        assert to_date(whole, rule, through=through) == to_date(part, rule, through=through)


@given(counts, st.integers(0, 100))
def test_the_needed_count_reaches_the_target_and_one_less_does_not(pair, target):
    figure = to_date(ratios(pair), YearEnd.STOCK_LAST)
    needed = needed_to_reach(target, figure)
    assert needed.counted
    numerator, denominator = pair
    reached = Fraction(numerator + needed.amount, denominator) * 100
    assert reached >= target
    if needed.amount:
        assert reached - Fraction(100, denominator) < target


@pytest.mark.parametrize(
    ("pair", "target", "needed"),
    [((14, 15), 95, 1), ((20, 27), 100, 7), ((258, 300), 86, 0), ((0, 15), 100, 15)],
)
def test_how_many_more(pair, target, needed):
    assert needed_to_reach(target, to_date(ratios(pair), YearEnd.STOCK_LAST)).amount == needed


@given(counts, st.integers(0, 100))
def test_so_many_fewer_keep_the_limit_and_one_fewer_less_does_not(pair, target):
    numerator, denominator = pair
    figure = to_date(ratios(pair), YearEnd.STOCK_LAST)
    fewer = needed_to_reach(target, figure, Direction.LOWER).amount
    assert Fraction(numerator - fewer, denominator) * 100 <= target
    if fewer:
        assert Fraction(numerator - fewer + 1, denominator) * 100 > target


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_what_a_value_lacks_is_the_difference(target, reached):
    needed = needed_to_reach(target, to_date(values(reached), YearEnd.STOCK_LAST))
    assert (needed.amount, needed.counted) == (max(target - reached, 0), False)


def test_how_many_fewer_where_less_is_better():
    figure = to_date(ratios((12, 100)), YearEnd.STOCK_LAST)
    assert needed_to_reach(10, figure, Direction.LOWER).amount == 2
    assert needed_to_reach(None, figure) is None


@pytest.mark.parametrize(
    ("year_end", "through", "target"),
    [
        (YearEnd.FLOW_SUM, 2, 50),
        (YearEnd.STOCK_LAST, 2, 25),
        (YearEnd.AVERAGE, 4, 25),
        (YearEnd.YEAR_ONLY, 3, None),
        (YearEnd.YEAR_ONLY, 4, 25),
    ],
)
def test_the_target_up_to_a_quarter(year_end, through, target):
    path = (Decimal(25),) * 4
    assert target_to_date(path, year_end, through=through) == target


@pytest.mark.parametrize(
    ("year_end", "target"),
    [(YearEnd.FLOW_SUM, 40), (YearEnd.AVERAGE, 20), (YearEnd.STOCK_LAST, 30)],
)
def test_a_quarter_left_out_of_the_figure_is_left_out_of_its_target(year_end, target):
    path = tuple(map(Decimal, (10, 20, 30, 40)))
    figure = to_date(values(10, None, 30), year_end, through=3)
    aim = target_to_date(path, year_end, through=3, measured=figure.quarters)
    assert aim == target
    assert figure.value == aim  # every measured quarter is on its target


def test_a_measured_quarter_without_a_target_leaves_no_target():
    path = (Decimal(10), None, Decimal(30), None)
    aim = {"year_end": YearEnd.FLOW_SUM, "through": 3}
    assert target_to_date(path, measured={1, 2}, **aim) is None
    assert target_to_date(path, measured={1, 3}, **aim) == 40


def test_a_path_with_a_gap_has_no_end():
    assert target_to_date((Decimal(1), None), YearEnd.FLOW_SUM, through=2) is None
    with pytest.raises(Refused, match="path-incomplete"):
        path_end((), YearEnd.STOCK_LAST)
    assert path_end((Decimal(10), Decimal(20)), YearEnd.FLOW_SUM) == 30


@pytest.mark.parametrize(
    ("accumulation", "shape", "rule"),
    [
        (Accumulation.CUMULATIVE, Shape.RATIO, YearEnd.RATIO_OF_SUMS),
        (Accumulation.CUMULATIVE, Shape.VALUE, YearEnd.FLOW_SUM),
        (Accumulation.NON_CUMULATIVE, Shape.RATIO, YearEnd.STOCK_LAST),
        (Accumulation.NON_CUMULATIVE, Shape.VALUE, YearEnd.STOCK_LAST),
    ],
)
def test_what_is_proposed_for_a_printed_type(accumulation, shape, rule):
    assert default_year_end(accumulation, shape) is rule
    assert rule in choices_for(shape)
