"""Five-point target grids: numbers and days, up and down, exact at their points."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.numbers import rounded
from janji.core.refusals import Refused
from janji.core.target_grids import SCORES, grid_of, grid_score

UP = (90, 85, 80, 75, 70)
DOWN = (5, 6, 8, 10, 15)
DAYS = (
    date(2026, 3, 1),
    date(2026, 3, 11),
    date(2026, 3, 21),
    date(2026, 3, 31),
    date(2026, 4, 30),
)


@pytest.mark.parametrize(
    ("points", "reached", "expected"),
    [
        (UP, "95", "100.00"),
        (UP, "90", "100.00"),
        (UP, "87.5", "95.00"),
        (UP, "85", "90.00"),
        (UP, "72", "64.00"),
        (UP, "70", "60.00"),
        (UP, "69.99", "0.00"),
        (DOWN, "0", "100.00"),
        (DOWN, "5", "100.00"),
        (DOWN, "7", "85.00"),
        (DOWN, "12", "66.00"),
        (DOWN, "15", "60.00"),
        (DOWN, "15.01", "0.00"),
    ],
)
def test_numbers(points, reached, expected):
    assert f"{rounded(grid_score(grid_of(points), Decimal(reached)), 2)}" == expected


@pytest.mark.parametrize(
    ("reached", "expected"),
    [
        (date(2026, 2, 1), "100.00"),
        (date(2026, 3, 1), "100.00"),
        (date(2026, 3, 6), "95.00"),
        (date(2026, 4, 15), "65.00"),
        (date(2026, 4, 30), "60.00"),
        (date(2026, 5, 1), "0.00"),
    ],
)
def test_days(reached, expected):
    assert f"{rounded(grid_score(grid_of(DAYS), reached), 2)}" == expected


def test_nothing_reached_is_no_score():
    assert grid_score(grid_of(UP), None) is None


@pytest.mark.parametrize(
    ("points", "code"),
    [
        ((90, 85, 80, 75), "grid-incomplete"),
        ((90, 85, None, 75, 70), "grid-incomplete"),
        ((90, 85, 85, 75, 70), "grid-not-in-order"),
        ((90, 85, 86, 75, 70), "grid-not-in-order"),
        ((date(2026, 3, 1), 85, 80, 75, 70), "grid-mixed"),
    ],
)
def test_what_is_no_grid(points, code):
    with pytest.raises(Refused) as refusal:
        grid_of(points)
    assert refusal.value.code == code


def test_which_way_is_better_follows_from_the_points():
    assert grid_of(UP).ascending
    assert not grid_of(DOWN).ascending
    assert not grid_of(DAYS).ascending


numbers = st.fractions(-1000, 1000, max_denominator=100)
grids = st.lists(numbers, min_size=5, max_size=5, unique=True).flatmap(
    lambda some: st.sampled_from([sorted(some), sorted(some, reverse=True)])
)


@given(grids)
def test_exact_at_the_points(points):
    grid = grid_of(points)
    assert [grid_score(grid, one) for one in points] == list(SCORES)


@given(grids, numbers, numbers)
def test_better_never_scores_less(points, one, other):
    grid = grid_of(points)
    worse, better = sorted([one, other], reverse=not grid.ascending)
    assert grid_score(grid, worse) <= grid_score(grid, better)


@given(grids, numbers)
def test_a_score_is_zero_or_between_sixty_and_a_hundred(points, reached):
    score = grid_score(grid_of(points), reached)
    assert score == 0 or 60 <= score <= 100


@given(grids, st.integers(0, 3))
def test_halfway_between_two_points_lies_halfway_between_their_scores(points, place):
    grid = grid_of(points)
    middle = (Fraction(points[place]) + Fraction(points[place + 1])) / 2
    assert grid_score(grid, middle) == Fraction(SCORES[place] + SCORES[place + 1], 2)
