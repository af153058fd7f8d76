"""Worked examples of sakip-rules on deadlines (1, 2), revisions (2) and verification, and our division of targets (3d)."""

from datetime import date, time
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from janji.core.accumulation import QuarterFigure, YearEnd, path_end, to_date
from janji.core.achievement import Direction
from janji.core.agreement_changes import (
    Reason,
    days_for_newcomer,
    due_after_budget,
    due_for_newcomer,
    lawful_reason,
    months_after_budget,
    reasons,
    timeliness,
)
from janji.core.complement import Division, counts_needed, division_of, remaining_target
from janji.core.periods import months_before
from janji.core.refusals import Refused
from janji.core.workdays import Calendar, Hours

WEEK = dict.fromkeys(range(5), (Hours(time(8), time(15)),))


@pytest.mark.parametrize(
    ("year", "months", "due"),
    [(2026, 2, "2027-02-28"), (2027, 2, "2028-02-29"), (2026, 3, "2027-03-31")],
)
def test_1_examples_1_to_3_months_after_the_year_end_with_its_month(year, months, due):
    assert months_before(date(year, 12, 31), -months) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("approved", "due"),
    [
        ("2026-01-05", "2026-02-05"),  # 2, example 1
        ("2025-12-31", "2026-01-31"),  # 2, example 2
        ("2026-01-31", "2026-02-28"),  # 2, example 2: clipped to the month's end
        ("2028-01-31", "2028-02-29"),
        ("2025-12-30", "2026-01-30"),
    ],
)
def test_2_examples_1_and_2_one_month_after_the_budget(approved, due):
    assert due_after_budget(date.fromisoformat(approved)) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("signed", "on", "late"),
    [
        ("2026-02-05", "2026-03-01", 0),
        ("2026-02-06", "2026-03-01", 1),  # 2, example 1: late 1 day
        (None, "2026-02-05", 0),
        (None, "2026-02-08", 3),
    ],
)
def test_2_example_1_lateness(signed, on, late):
    day = date.fromisoformat(signed) if signed else None
    said = timeliness(date(2026, 2, 5), day, on=date.fromisoformat(on))
    assert (said.days_late, said.signed_on) == (late, day)


def test_2_6_the_three_lawful_reasons_and_2_example_4_no_other():
    assert [one.value for one in reasons()] == [
        "official-changed",
        "strategy-or-budget-changed",
        "priority-or-assumption-changed",
    ]
    assert {text.status for text in reasons().values()} == {"seen"}
    assert lawful_reason("official-changed") is Reason.OFFICIAL_CHANGED
    with pytest.raises(Refused, match="reason-unlawful"):
        lawful_reason("other")


def test_what_is_law_and_what_is_ours_says_so():
    assert (months_after_budget().amount, months_after_budget().status) == (1, "seen")
    assert (days_for_newcomer().amount, days_for_newcomer().status) == (10, "design")


def test_a_newcomer_has_ten_working_days():
    closed = frozenset({date(2026, 7, 17)})
    assert due_for_newcomer(date(2026, 7, 15), Calendar(WEEK, frozenset(), {})) == date(2026, 7, 29)
    assert due_for_newcomer(date(2026, 7, 15), Calendar(WEEK, closed, {})) == date(2026, 7, 30)


def values(*said):
    return [QuarterFigure(q, Decimal(one)) for q, one in enumerate(said, 1) if one is not None]


def path(*said):
    return tuple(None if one is None else Decimal(one) for one in said)


@pytest.mark.parametrize(
    ("year_end", "target", "old", "figures", "first", "own", "quarters"),
    [
        # A sum: what the first part reached is taken off.
        ("flow_sum", "100", (25, 25, 25, 25), (20, 20), 3, "60", (None, None, 30, 30)),
        ("flow_sum", "100", (25, 25, 25, 25), (25, 25), 3, "50", (None, None, 25, 25)),
        ("flow_sum", "100", (25, 25, 25, 25), (20, None), 3, "80", (None, None, 40, 40)),
        ("flow_sum", "100", (25, 25, 25, 25), (70, 40), 3, "0", (None, None, 0, 0)),
        ("flow_sum", "10", (1, 2, 3, 4), (1, 1), 3, "8", (None, None, 3, 5)),
        ("flow_sum", "10", (0, 0, 0, 10), (), 2, "10", (None, 0, 0, 10)),
        ("flow_sum", "5", (5, 0, 0, 0), (2,), 2, "3", (None, 1, 1, 1)),
        ("flow_sum", "2.5", (1, 1, "0.25", "0.25"), ("0.5",), 4, "2.0", (None, None, None, 2)),
        # A figure of the newcomer's own quarter is theirs.
        ("flow_sum", "100", (25, 25, 25, 25), (20, 20, 10), 3, "60", (None, None, 30, 30)),
        # A position stays what it is.
        ("stock_last", "85", (70, 75, 80, 85), (72, 74), 3, "85", (None, None, 80, 85)),
        ("progressive", "85", (70, 75, 80, 85), (72, 74), 4, "85", (None, None, None, 85)),
        ("year_only", "85", (None, None, None, 85), (), 3, "85", (None, None, None, 85)),
        ("highest", "85", (85, 85, 85, 85), (90,), 2, "85", (None, 85, 85, 85)),
        # An average: the rest must level it out; only measured quarters count.
        ("average", "85", (85, 85, 85, 85), (80, 84), 3, "88", (None, None, 88, 88)),
        ("average", "85", (85, 85, 85, 85), (80, None), 3, "87.5", (None, None, "87.5", "87.5")),
        ("average", "85", (85, 85, 85, 85), (84,), 2, "85.34", (None, "85.34", "85.34", "85.34")),
        # Pooled counts: the percentage stays; how many counts that takes, see below.
        ("ratio_of_sums", "95", (95, 95, 95, 95), (), 3, "95", (None, None, 95, 95)),
    ],
)
def test_what_remains_by_calculation_type(year_end, target, old, figures, first, own, quarters):
    reached = to_date(values(*figures), YearEnd(year_end), through=first - 1)
    rest = remaining_target(
        Decimal(target), path(*old), reached, YearEnd(year_end), first_quarter=first
    )
    assert (rest.target, rest.path) == (Decimal(own), path(*quarters))


def test_where_less_is_better_a_sum_leaves_how_many_may_still_be():
    said = {"year_end": YearEnd.FLOW_SUM, "first_quarter": 3, "direction": Direction.LOWER}
    for figures, left in (((2, 3), (5, False)), ((7, 5), (0, True))):
        reached = to_date(values(*figures), YearEnd.FLOW_SUM)
        rest = remaining_target(Decimal(10), path(3, 3, 2, 2), reached, **said)
        assert (rest.target, rest.used_up) == left


@pytest.mark.parametrize(
    ("target", "counts", "further", "direction", "needed"),
    [
        ("95", (14, 20), 20, Direction.HIGHER, 24),  # 38 of 40 in all: no longer possible with 20
        ("95", (19, 20), 20, Direction.HIGHER, 19),
        ("90", (14, 15), 7, Direction.HIGHER, 6),  # 19,8 of 22, rounded up
        ("10", (1, 15), 7, Direction.LOWER, 1),  # 2,2 of 22, rounded down
        ("95", None, 20, Direction.HIGHER, 19),
    ],
)
def test_how_many_counts_pooled_percentages_still_need(target, counts, further, direction, needed):
    figures = [QuarterFigure(1, None, *map(Decimal, counts))] if counts else []
    reached = to_date(figures, YearEnd.RATIO_OF_SUMS)
    assert counts_needed(Decimal(target), reached, further, direction) == needed


numbers = st.decimals(min_value=0, max_value=10**6, places=2, allow_nan=False)
quarters_before = st.lists(st.none() | numbers, min_size=1, max_size=3)


@given(
    st.sampled_from(YearEnd), numbers, quarters_before, st.lists(numbers, min_size=4, max_size=4)
)
def test_both_parts_together_give_the_year(year_end, target, before, old):
    """If the newcomer reaches exactly their path, the year reaches its target; a sum, exactly it."""
    assume(division_of(year_end) in {Division.SUM, Division.AVERAGE})
    figures = values(*before)
    first = len(before) + 1
    reached = to_date(figures, year_end)
    rest = remaining_target(target, path(*old), reached, year_end, first_quarter=first)
    own = [QuarterFigure(q, one) for q, one in enumerate(rest.path, 1) if one is not None]
    together = to_date([*figures, *own], year_end).value
    assert [one.quarter for one in own] == list(range(first, 5))
    if rest.used_up:
        assert together >= target
    elif division_of(year_end) is Division.SUM:
        assert together == Fraction(target)
        assert sum(one.value for one in own) == rest.target
    else:
        assert 0 <= together - Fraction(target) < Fraction(1, 100)
    # What the newcomer signs is whole in itself: the path comes to the target.
    assert path_end([one.value for one in own], year_end) == rest.target


@given(st.integers(1, 100), st.integers(0, 50), st.integers(0, 50), st.integers(1, 100))
def test_the_counts_needed_are_the_fewest_that_meet_the_year(target, numerator, more, further):
    reached = to_date([QuarterFigure(1, None, numerator, numerator + more)], YearEnd.RATIO_OF_SUMS)
    needed = counts_needed(target, reached, further)
    out_of = numerator + more + further
    assert Fraction(numerator + needed, out_of) * 100 >= target
    assert Fraction(numerator + needed - 1, out_of) * 100 < target
