"""Quarters and their days."""

from datetime import date

import pytest

from janji.core.periods import first_day, has_begun, is_over, last_day


@pytest.mark.parametrize(
    ("quarter", "first", "last"),
    [
        (1, date(2024, 1, 1), date(2024, 3, 31)),
        (2, date(2024, 4, 1), date(2024, 6, 30)),
        (3, date(2024, 7, 1), date(2024, 9, 30)),
        (4, date(2024, 10, 1), date(2024, 12, 31)),
    ],
)
def test_a_quarter_runs_from_its_first_to_its_last_day(quarter, first, last):
    assert (first_day(2024, quarter), last_day(2024, quarter)) == (first, last)
    assert has_begun(2024, quarter, first)
    assert not is_over(2024, quarter, last)  # a figure is due only when the last day has passed
