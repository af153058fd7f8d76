"""Quarters of a calendar year and their days."""

from datetime import date, timedelta

from janji.core.measuring import QUARTERS

MONTHS_IN_QUARTER = 3


def first_day(year: int, quarter: int) -> date:
    """The day a quarter begins."""
    return date(year, (quarter - 1) * MONTHS_IN_QUARTER + 1, 1)


def last_day(year: int, quarter: int) -> date:
    """The day a quarter ends."""
    following = first_day(year, quarter + 1) if quarter < len(QUARTERS) else date(year + 1, 1, 1)
    return following - timedelta(days=1)


def has_begun(year: int, quarter: int, on: date) -> bool:
    """Whether a quarter has begun on a day."""
    return on >= first_day(year, quarter)


def is_over(year: int, quarter: int, on: date) -> bool:
    """Whether a quarter lies in the past on a day, so that its figure is due."""
    return on > last_day(year, quarter)
