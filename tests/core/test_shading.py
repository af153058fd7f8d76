"""Steps of a shaded map."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.shading import MOST_STEPS, step_of, steps

fractions = st.fractions(-1000, 1000, max_denominator=97)


@pytest.mark.parametrize(
    ("values", "ends"),
    [
        ([], []),
        ([Fraction(80)], [(80, 80)]),
        ([Fraction(80), Fraction(80)], [(80, 80)]),
        ([Fraction(100), Fraction(0)], [(0, 0), (100, 100)]),
        ([Fraction(n) for n in (1, 2, 3, 4, 9)], [(1, 1), (2, 2), (3, 3), (4, 4), (9, 9)]),
        (
            [Fraction(n) for n in (0, 10, 40, 90, 95, 100)],
            [(0, 20), (20, 40), (40, 60), (60, 80), (80, 100)],
        ),
    ],
)
def test_steps(values, ends):
    assert [(one.low, one.high) for one in steps(values)] == ends


@given(st.lists(fractions, min_size=1))
def test_every_value_has_one_step_and_more_is_never_a_lower_step(values):
    found = steps(values)
    assert 1 <= len(found) <= MOST_STEPS
    placed = [step_of(value, found).number for value in sorted(values)]
    assert placed == sorted(placed)
    assert placed[0] == 1
    assert placed[-1] == len(found)
    inside = [[one for one in found if step_of(value, [one])] for value in values]
    assert all(inside)


def test_outside_there_is_no_step():
    assert step_of(Fraction(5), steps([Fraction(0), Fraction(4)])) is None
    assert step_of(Fraction(5), ()) is None
