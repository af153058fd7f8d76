"""A formula over the windows that a year-end rule gives."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.accumulation import QuarterFigure, YearEnd, to_date
from janji.core.achievement import Undefined
from janji.core.counted import counted_year, percent_ratio, require_fit
from janji.core.formulas.parsing import parse
from janji.core.refusals import Refused

RATIO = parse("tepat ÷ semua × 100")
COUNT = parse("tepat")
INDEX = parse("indeks_survei(1 ÷ 2; tepat ÷ semua; tepat ÷ semua)")


def flows(tepat, semua):
    """Values of a window as sums of its quarters, the way a register gives them."""

    def values_in(window):
        chosen = [quarter - 1 for quarter in window.quarters]
        return {
            "tepat": Fraction(sum(tepat[one] for one in chosen)),
            "semua": Fraction(sum(semua[one] for one in chosen)),
        }

    return values_in


def year(tree, rule, tepat, semua, begun=4):
    return counted_year(tree, YearEnd(rule), 2019, begun, flows(tepat, semua))


REGISTERS = ([180, 210, 195, 220], [184, 212, 201, 220])
"""The worked example of registers section 0.3."""


@pytest.mark.parametrize(
    ("rule", "by_quarter"),
    [
        ("ratio_of_sums", ["97.83", "98.48", "97.99", "98.53"]),
        ("progressive", ["97.83", "98.48", "97.99", "98.53"]),
        ("stock_last", ["97.83", "99.06", "97.01", "100.00"]),
        ("highest", ["97.83", "99.06", "99.06", "100.00"]),
        ("lowest", ["97.83", "97.83", "97.01", "97.01"]),
        ("year_only", [None, None, None, "98.53"]),
    ],
)
def test_the_worked_example_of_section_0_3(rule, by_quarter):
    counted = year(RATIO, rule, *REGISTERS)
    found = [counted.to_date(quarter).value for quarter in (1, 2, 3, 4)]
    shown = [
        None if one is None else str(round(Decimal(one.numerator) / one.denominator, 2))
        for one in found
    ]
    assert shown == by_quarter


def test_numerator_and_denominator_are_those_of_the_whole_window():
    figure = year(RATIO, "ratio_of_sums", *REGISTERS).to_date(3)
    assert (figure.numerator, figure.denominator) == (585, 597)
    assert figure.quarters == (1, 2, 3)


def test_a_count_is_summed_and_a_quarter_stands_alone():
    counted = year(COUNT, "flow_sum", [1, 2, 3, 4], [0, 0, 0, 0])
    assert [counted.own(q).value for q in (1, 2, 3, 4)] == [1, 2, 3, 4]
    assert [counted.to_date(q).value for q in (1, 2, 3, 4)] == [1, 3, 6, 10]


def test_a_quarter_that_has_not_begun_gives_nothing_and_changes_nothing():
    counted = year(RATIO, "ratio_of_sums", *REGISTERS, begun=2)
    assert counted.own(3) is None
    assert counted.to_date(4).value == counted.to_date(2).value
    nothing = year(RATIO, "ratio_of_sums", *REGISTERS, begun=0)
    assert nothing.to_date(1).reason is Undefined.NOT_MEASURED


def test_a_quarter_without_rows_has_its_reason_and_the_position_stays():
    counted = year(RATIO, "stock_last", [3, 0, 0, 0], [4, 0, 0, 0])
    assert counted.own(2).reason is Undefined.ZERO_DENOMINATOR
    assert counted.own(2).value is None
    assert counted.to_date(2).value == 75
    assert counted.deciding(2).window.last == 1


def test_nothing_at_all_is_undefined_and_never_zero():
    counted = year(RATIO, "stock_last", [0] * 4, [0] * 4)
    assert counted.to_date(4).value is None
    assert counted.to_date(4).reason is Undefined.ZERO_DENOMINATOR


def test_an_index_is_counted_over_the_whole_window_not_averaged():
    """Two equal elements: 25 × the pooled mean."""
    counted = year(INDEX, "progressive", [10, 30, 0, 0], [4, 8, 0, 0], begun=2)
    assert counted.to_date(1).value == Fraction(10, 4) * 25
    assert counted.to_date(2).value == Fraction(40, 12) * 25
    assert counted.to_date(2).numerator is None


@pytest.mark.parametrize(
    ("formula", "is_percent"),
    [
        ("a ÷ b × 100", True),
        ("100 × a ÷ b", True),
        ("(a + b) ÷ (b + c) × 100", True),
        ("a ÷ b", False),
        ("a ÷ b × 1000", False),
        ("a + b", False),
    ],
)
def test_what_is_a_ratio_in_percent(formula, is_percent):
    assert (percent_ratio(parse(formula)) is not None) is is_percent


@pytest.mark.parametrize("formula", ["a ÷ b × 100", "maksimum(a; b ÷ c)", "jika(a > b; c ÷ a; c)"])
def test_what_was_divided_is_never_averaged(formula):
    with pytest.raises(Refused, match="average-of-ratios"):
        require_fit(parse(formula), YearEnd.AVERAGE)
    require_fit(parse(formula), YearEnd.RATIO_OF_SUMS)
    require_fit(parse("a + b"), YearEnd.AVERAGE)


counts = st.lists(
    st.tuples(st.integers(0, 500), st.integers(0, 500)).map(sorted), min_size=4, max_size=4
)


@given(
    counts,
    st.sampled_from(["ratio_of_sums", "stock_last", "highest", "lowest", "year_only"]),
    st.integers(1, 4),
)
def test_counting_rows_and_typing_their_counts_give_the_same_year(rows, rule, quarter):
    """What is counted equals what the same counts, typed by hand, would come to."""
    tepat, semua = [one[0] for one in rows], [one[1] for one in rows]
    counted = year(RATIO, rule, tepat, semua).to_date(quarter)
    typed = to_date(
        [
            QuarterFigure(q, None, Decimal(above), Decimal(below))
            for q, (above, below) in enumerate(rows, 1)
            if below or rule in {"ratio_of_sums", "year_only"}
        ],
        YearEnd(rule),
        through=quarter,
    )
    if rule == "year_only" and counted.value is not None:
        # By hand the fourth quarter holds the whole year; from rows it is counted over all of it.
        assert counted.value == Fraction(sum(tepat), sum(semua)) * 100
    elif rule != "year_only":
        assert counted.value == typed.value
