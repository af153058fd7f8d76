"""Section 8 of the SAKIP rules, "What software must do": the window in which a quarter is handed in."""

from datetime import date

import pytest

from janji.core.measurement_life import (
    Awaited,
    QuarterStanding,
    State,
    days_late,
    submit_until,
    time_to_submit,
)


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


@pytest.mark.parametrize(
    ("state", "handed_in", "on", "awaits", "said"),
    [
        (State.OPEN, None, date(2019, 3, 31), None, ""),
        (State.OPEN, None, date(2019, 4, 10), Awaited.OFFICE, ""),
        (State.OPEN, None, date(2019, 4, 12), Awaited.OFFICE, "overdue 2"),
        (State.SUBMITTED, date(2019, 4, 12), date(2019, 6, 1), Awaited.VERIFIER, "late 2"),
        (State.VERIFIED, date(2019, 4, 10), date(2019, 6, 1), Awaited.HEAD, ""),
        (State.APPROVED, date(2019, 4, 10), date(2019, 6, 1), Awaited.SUPERIOR, ""),
        (State.RETURNED, date(2019, 4, 10), date(2019, 6, 1), Awaited.OFFICE, "returned 0"),
        (State.OPEN, date(2019, 4, 12), date(2019, 6, 1), Awaited.OFFICE, "late 2 returned 2"),
        (State.ACCEPTED, date(2019, 4, 10), date(2019, 6, 1), None, ""),
        (State.LOCKED, date(2019, 4, 12), date(2019, 6, 1), None, "late 2"),
    ],
)
def test_8_whose_turn_it_is_with_the_first_quarter(state, handed_in, on, awaits, said):
    one = QuarterStanding(2019, 1, state, handed_in, on)
    assert one.awaits is awaits
    shown = [
        f"{word} {one.days_late}"
        for word, holds in (
            ("overdue", one.is_overdue),
            ("late", one.is_late),
            ("returned", one.is_returned),
        )
        if holds
    ]
    assert " ".join(shown) == said
