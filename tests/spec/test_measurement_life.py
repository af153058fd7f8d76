"""Section 8 of the SAKIP rules, "What software must do": the window in which a quarter is handed in."""

from datetime import date

import pytest

from janji.core.measurement_life import days_late, submit_until, time_to_submit


@pytest.mark.parametrize(
    ("year", "quarter", "on", "late"),
    [
        (2019, 1, date(2019, 4, 12), 2),  # example 6: 12 days after the end, window 10
        (2019, 1, date(2019, 4, 10), 0),
        (2019, 1, date(2019, 4, 11), 1),
        (2019, 1, date(2019, 4, 1), 0),
        (2019, 4, date(2020, 1, 10), 0),
        (2019, 4, date(2020, 2, 10), 31),
        (2020, 1, date(2020, 3, 1), 0),  # of a quarter that still runs nothing is late
    ],
)
def test_8_example_6_late_by_calendar_days_after_the_window(year, quarter, on, late):
    assert days_late(year, quarter, on) == late


def test_8_the_window_is_a_dated_setting_that_says_it_is_ours():
    known = time_to_submit(2019)
    assert (known.days, known.evidence) == (10, "design")
    assert known.source.startswith("Pilihan Janji")
    assert submit_until(2019, 4) == date(2020, 1, 10)
