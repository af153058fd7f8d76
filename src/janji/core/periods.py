"""Months and quarters of a calendar year and their days."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from janji.core.measuring import QUARTERS

MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
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


def quarter_of(day: date) -> int:
    """The quarter a day lies in."""
    return (day.month - 1) // MONTHS_IN_QUARTER + 1


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the first of the month after when there is none."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        return date(year, month + 2, 1)


def months_before(day: date, months: int) -> date:
    """The same day some months earlier, later when negative; the month's last day where there is none such."""
    place = day.year * 12 + day.month - 1 - months
    year, month = divmod(place, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """Some quarters of one year in a row: what a figure is counted over."""

    year: int
    first: int
    last: int

    @property
    def quarters(self) -> range:
        """The quarters in it."""
        return range(self.first, self.last + 1)

    @property
    def first_day(self) -> date:
        """The day it begins."""
        return first_day(self.year, self.first)

    @property
    def last_day(self) -> date:
        """The day it ends."""
        return last_day(self.year, self.last)


def single(year: int, quarter: int) -> Window:
    """One quarter alone."""
    return Window(year, quarter, quarter)


def through(year: int, quarter: int) -> Window:
    """The year up to and including a quarter."""
    return Window(year, QUARTERS[0], quarter)
