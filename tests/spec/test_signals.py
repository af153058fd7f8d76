"""Signals of soft targets and inflated figures: their numbers, their limits, and when they stay silent."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.achievement import Direction
from janji.core.bands import band_set
from janji.core.measurement_life import submit_until
from janji.core.signals import (
    Revision,
    SignalKind,
    all_full,
    bunched,
    jump,
    late_change,
    signal_sheets,
    softer_target,
)

SCALE = band_set("permendagri-54-2010")
HIGHER, LOWER, RANGE = Direction.HIGHER, Direction.LOWER, Direction.RANGE


def decimals(some):
    return [Decimal(one) for one in some]


@pytest.mark.parametrize(
    ("target", "last_actual", "direction", "speaks"),
    [
        (80, 85, HIGHER, True),
        (85, 85, HIGHER, False),
        (90, 85, HIGHER, False),
        (12, 10, LOWER, True),
        (10, 10, LOWER, False),
        (8, 10, LOWER, False),
        (80, None, HIGHER, False),
        (None, 85, HIGHER, False),
        (80, 85, RANGE, False),
    ],
)
def test_a_target_softer_than_last_year(target, last_actual, direction, speaks):
    found = softer_target(target=target, last_actual=last_actual, direction=direction)
    assert (found is not None) == speaks
    if found:
        assert found.numbers == {"target": target, "last_actual": last_actual}


@pytest.mark.parametrize(
    ("achievements", "near"),
    [
        (("90.1", "75.4", "100", "40"), 3),
        (("90.5", "90.5", "20", "30"), 2),
        (("100", "100", "100", "100"), 4),
        (("90.51", "90.5", "20", "30"), None),
        (("90", "75", "65", "50"), None),
        (("90.1", "75.4", "100"), None),
        (("90.1", "97", "85", "40"), None),
    ],
)
def test_achievements_that_just_made_it(achievements, near):
    """An edge that belongs to the class below was not passed: 90 is still Tinggi."""
    found = bunched(decimals(achievements), SCALE)
    assert (found and found.numbers["near"]) == near
    if found:
        assert found.numbers["total"] == len(achievements)
        assert found.limits["near"] == Fraction(1, 2)


def test_a_scale_of_whole_numbers_lets_in_half_a_point_earlier():
    rounded_first = band_set("permendagri-54-2010-bulat")
    found = bunched(decimals(("90.5", "90.9", "20", "30")), rounded_first)
    assert found.numbers["near"] == 2


@pytest.mark.parametrize(
    ("achievements", "speaks"),
    [
        (("100", "100", "100"), True),
        (("100", "100"), False),
        (("100", "100", "100.01"), False),
        (("100", "100", "99"), False),
    ],
)
def test_everything_at_a_hundred(achievements, speaks):
    assert (all_full(decimals(achievements)) is not None) == speaks


@pytest.mark.parametrize(
    ("history", "latest", "speaks"),
    [
        (("80", "82", "81"), "110", True),
        (("80", "82", "81"), "40", True),
        (("80", "82", "81"), "100", False),
        (("80", "82", "81"), "84", False),
        (("20", "80", "50"), "120", False),
        (("80", "80", "80"), "80", False),
        (("80", "80", "80"), "101", True),
        (("80", "82"), "200", False),
    ],
)
def test_a_jump_against_its_own_history(history, latest, speaks):
    """Farther from the mean than twice the spread, and than a quarter of the mean."""
    found = jump(decimals(history), Decimal(latest))
    assert (found is not None) == speaks
    if found:
        assert found.numbers["latest"] == Decimal(latest)
        assert found.numbers["mean"] == sum(decimals(history)) / len(history)


@pytest.mark.parametrize(
    ("on", "before", "now", "direction", "speaks"),
    [
        (date(2026, 4, 9), 80, 90, HIGHER, True),
        (date(2026, 4, 7), 80, 90, HIGHER, True),
        (date(2026, 4, 6), 80, 90, HIGHER, False),
        (date(2026, 4, 11), 80, 90, HIGHER, False),
        (date(2026, 4, 9), 90, 80, HIGHER, False),
        (date(2026, 4, 9), 12, 9, LOWER, True),
        (date(2026, 4, 9), 9, 12, LOWER, False),
        (date(2026, 4, 9), 9, 12, RANGE, True),
        (date(2026, 4, 9), 80, 80, HIGHER, False),
    ],
)
def test_a_figure_that_became_better_just_before_it_was_due(on, before, now, direction, speaks):
    due = submit_until(2026, 1)
    assert due == date(2026, 4, 10)
    found = late_change([Revision(on, before, now)], due=due, direction=direction)
    assert (found is not None) == speaks
    if found:
        assert found.numbers == {
            "before": before,
            "after": now,
            "days": (due - on).days,
            "due": due,
        }


def test_limits_are_our_design_and_say_so():
    sheets = signal_sheets()
    assert set(sheets) == set(SignalKind)
    assert {one.evidence for one in sheets.values()} == {"design"}


@given(st.lists(st.fractions(0, 200, max_denominator=20), max_size=12))
def test_everything_full_is_also_bunched(achievements):
    if all_full(achievements) and len(achievements) >= 4:
        assert bunched(achievements, SCALE)


@given(
    st.lists(st.fractions(1, 100, max_denominator=20), min_size=3, max_size=8), st.integers(0, 7)
)
def test_what_was_there_before_is_no_jump(history, place):
    """A figure within a quarter of the mean never jumps, whatever the spread."""
    mean = sum(history) / len(history)
    assert jump(history, mean + mean * place / 32) is None
