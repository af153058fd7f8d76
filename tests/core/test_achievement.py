"""Properties of achievement; the figures themselves stand in tests/spec."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.achievement import (
    Direction,
    LowerVariant,
    RangeVariant,
    Undefined,
    achievement,
)

positive = st.fractions(min_value=Fraction(1, 1000), max_value=10**9)
anything = st.fractions(min_value=0, max_value=10**9)


@given(
    positive, st.sampled_from([Direction.HIGHER, Direction.LOWER]), st.sampled_from(LowerVariant)
)
def test_a_target_just_reached_is_exactly_100(target, direction, variant):
    reached = achievement(target=target, actual=target, direction=direction, lower_variant=variant)
    assert reached.raw == reached.shown == 100


@given(positive, anything, anything)
def test_more_is_better_when_higher_is_better(target, one, other):
    low, high = sorted((one, other))
    assert achievement(target=target, actual=low).raw <= achievement(target=target, actual=high).raw


@given(positive, positive, positive, st.sampled_from(LowerVariant))
def test_less_is_better_when_lower_is_better(target, one, other, variant):
    low, high = sorted((one, other))
    of = {"target": target, "direction": Direction.LOWER, "lower_variant": variant}
    assert achievement(actual=low, **of).raw >= achievement(actual=high, **of).raw


@given(anything, anything, st.sampled_from([100, 110, 120, 150]))
def test_a_cap_changes_only_what_is_shown(target, actual, cap):
    free = achievement(target=target, actual=actual)
    capped = achievement(target=target, actual=actual, cap=cap)
    assert capped.raw == free.raw
    assert capped.reason == free.reason
    if free.shown is not None:
        assert capped.shown == min(free.shown, cap)


@given(positive, positive, anything, st.sampled_from(RangeVariant))
def test_inside_a_range_is_100_and_outside_differs(one, other, actual, variant):
    low, high = sorted((one, other))
    reached = achievement(
        target=None,
        actual=actual,
        direction=Direction.RANGE,
        low=low,
        high=high,
        range_variant=variant,
    )
    assert (reached.raw == 100) == (low <= actual <= high)


def test_missing_is_never_a_number():
    assert achievement(target=80, actual=None).reason is Undefined.NOT_MEASURED
    assert achievement(target=None, actual=80).reason is Undefined.NO_TARGET
    assert achievement(target=0, actual=0).reason is Undefined.ZERO_TARGET
    assert achievement(target=None, actual=1, direction=Direction.RANGE, low=1).reason is (
        Undefined.RANGE_INCOMPLETE
    )
    assert achievement(target=-1, actual=1).reason is Undefined.NEGATIVE_TARGET


@pytest.mark.parametrize(
    ("low", "high", "actual", "reason"),
    [
        (90, 80, 85, Undefined.RANGE_REVERSED),
        (0, 5, -1, Undefined.ZERO_TARGET),
        (-2, 3, -4, Undefined.NEGATIVE_TARGET),
        (-2, 3, 0, None),
    ],
)
def test_a_range_that_cannot_be_judged(low, high, actual, reason):
    reached = achievement(target=None, actual=actual, direction=Direction.RANGE, low=low, high=high)
    assert reached.reason is reason
