"""How long someone may hold another's role."""

from datetime import date

import pytest

from janji.core.delegation import MOST_DAYS, Capacity, days_held, require_sound
from janji.core.refusals import Refused

TODAY = date(2019, 4, 1)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "code"),
    [
        (date(2019, 4, 1), date(2019, 4, 1), None),
        (date(2019, 4, 1), date(2019, 6, 29), None),  # ninety days, both ends among them
        (date(2019, 4, 1), date(2019, 6, 30), "delegation-too-long"),
        (date(2019, 4, 2), date(2019, 4, 1), "delegation-ends-early"),
        (date(2019, 3, 31), date(2019, 4, 5), "delegation-in-the-past"),
    ],
)
def test_a_time_is_neither_past_nor_backwards_nor_too_long(starts_on, ends_on, code):
    if code is None:
        require_sound(starts_on, ends_on, on=TODAY)
        return
    with pytest.raises(Refused, match=code):
        require_sound(starts_on, ends_on, on=TODAY)


def test_both_ends_are_held():
    assert days_held(TODAY, TODAY) == 1
    assert days_held(date(2019, 4, 1), date(2019, 6, 29)) == MOST_DAYS


def test_who_acts_for_another_is_told_apart():
    assert [one.is_acting for one in Capacity] == [False, True, True]
