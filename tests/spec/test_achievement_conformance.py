"""The conformance table for achievement: proof catalogue, "Conformance table for achievement".

Five live systems give five answers to these rows; ours are the two right columns.
"""

import pytest

from janji.core.achievement import Direction, LowerVariant, Undefined, achievement
from janji.core.numbers import read_number, rounded

HIGHER, LOWER = Direction.HIGHER, Direction.LOWER

ROWS = [
    # direction, target, actual, mirror: raw and shown, inverse: raw and shown
    (HIGHER, "82", "80", ("97.56", "97.56"), None),
    (HIGHER, "100", "120", ("120.00", "120.00"), None),
    (HIGHER, "0", "0", Undefined.ZERO_TARGET, None),
    (HIGHER, "0", "5", Undefined.ZERO_TARGET, None),
    (LOWER, "10", "10", ("100.00", "100.00"), ("100.00", "100.00")),
    (LOWER, "10", "8", ("120.00", "120.00"), ("125.00", "125.00")),
    (LOWER, "10", "12", ("80.00", "80.00"), ("83.33", "83.33")),
    (LOWER, "10", "25", ("-50.00", "0.00"), ("40.00", "40.00")),
    (LOWER, "10", "0", ("200.00", "200.00"), Undefined.ZERO_ACTUAL),
    (LOWER, "0", "0", ("100.00", "100.00"), ("100.00", "100.00")),
    (LOWER, "0", "2", ("0.00", "0.00"), ("0.00", "0.00")),
    (HIGHER, "80", None, Undefined.NOT_MEASURED, None),
    (LOWER, "80", None, Undefined.NOT_MEASURED, Undefined.NOT_MEASURED),
    (HIGHER, "100", "86,5", ("86.50", "86.50"), None),  # one system reads 865
]


def judged(direction, target, actual, variant):
    reached = achievement(
        target=read_number(target).value,
        actual=None if actual is None else read_number(actual).value,
        direction=direction,
        lower_variant=variant,
    )
    if reached.reason is not None:
        return reached.reason
    return f"{rounded(reached.raw, 2)}", f"{rounded(reached.shown, 2)}"


@pytest.mark.parametrize(("direction", "target", "actual", "mirror", "inverse"), ROWS)
def test_conformance(direction, target, actual, mirror, inverse):
    assert judged(direction, target, actual, LowerVariant.MIRROR) == mirror
    if inverse is not None:
        assert judged(direction, target, actual, LowerVariant.INVERSE) == inverse


def test_a_perfect_actual_of_the_inverse_stands_at_the_cap():
    reached = achievement(
        target=10, actual=0, direction=LOWER, lower_variant=LowerVariant.INVERSE, cap=120
    )
    assert (reached.raw, reached.shown, reached.reason) == (None, 120, None)


def test_a_cap_is_shown_beside_the_uncapped_value():
    reached = achievement(target=100, actual=120, cap=100)
    assert (reached.raw, reached.shown, reached.is_capped) == (120, 100, True)
