"""Worked examples of sakip-rules 8 (1, 2 and 4): the year within a plan of several years."""

from decimal import Decimal

import pytest

from janji.core.accumulation import QuarterFigure, YearEnd, to_date
from janji.core.achievement import Direction, achievement
from janji.core.mid_term import NoProgress, mid_term
from janji.core.numbers import rounded


def year(quarters, rule):
    figures = [
        QuarterFigure(number, value=None if value is None else Decimal(value))
        for number, value in enumerate(quarters, 1)
    ]
    return to_date(figures, rule)


def shown(value):
    return f"{rounded(value, 2)}"


def test_8_1_a_sum():
    now = year(("5", "6", "7", "4"), YearEnd.FLOW_SUM).value
    assert now == 22
    assert shown(achievement(target=25, actual=now).raw) == "88.00"
    found = mid_term(target=100, before=40, now=now, year_end=YearEnd.FLOW_SUM)
    assert (found.reached, shown(found.progress)) == (62, "62.00")


def test_8_2_a_position_is_not_added_up():
    now = year(("78", "78.5", "79", "79.6"), YearEnd.STOCK_LAST).value
    assert shown(achievement(target=80, actual=now).raw) == "99.50"
    found = mid_term(target=85, before=78, now=now, year_end=YearEnd.STOCK_LAST)
    assert (shown(found.reached), shown(found.progress)) == ("79.60", "93.65")


def test_8_4_the_last_filled_quarter_counts():
    found = year(("10", None, "12", None), YearEnd.STOCK_LAST)
    assert (found.value, found.quarters) == (12, (3,))


@pytest.mark.parametrize(
    ("before", "now", "rule", "reason"),
    [
        (40, None, YearEnd.FLOW_SUM, NoProgress.NOT_MEASURED),
        (None, 22, YearEnd.FLOW_SUM, NoProgress.NOT_BEFORE),
    ],
)
def test_what_is_missing_is_said(before, now, rule, reason):
    found = mid_term(target=100, before=before, now=now, year_end=rule)
    assert (found.progress, found.reason) == (None, reason)


def test_less_is_better():
    found = mid_term(
        target=10, before=None, now=12, year_end=YearEnd.STOCK_LAST, direction=Direction.LOWER
    )
    assert shown(found.progress) == "80.00"


def test_a_target_of_nothing_has_no_progress():
    found = mid_term(target=0, before=None, now=5, year_end=YearEnd.STOCK_LAST)
    assert found.reason is NoProgress.NOT_COMPUTABLE
