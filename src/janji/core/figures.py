"""Figures that offices define and enter themselves: their periods, when they are due, their digits.

No regulation settles these; they are design, and a definition says which of them it uses.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from janji.core.formulas.nodes import WORDS, Function
from janji.core.numbers import clean, written
from janji.core.refusals import Refused
from janji.core.written_days import MONTHS

MOST_DECIMALS: Final = 6
MOST_DIGITS: Final = 15
"""Digits of a number with its decimals: thousands of such numbers still add up in a database's column."""
MOST_DUE_DAYS: Final = 90
LONGEST_CODE: Final = 48
SHOWN: Final = 40


class Kind(StrEnum):
    """How numbers of several periods go together."""

    FLOW = "flow"
    """They add up: births, visits, rupiah spent."""
    STATE = "state"
    """The last one counts: inhabitants, bridges in good repair."""


class Frequency(StrEnum):
    """How long a period is."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"

    @property
    def months(self) -> int:
        """How many months a period has."""
        return _MONTHS[self]


_MONTHS = {
    Frequency.MONTHLY: 1,
    Frequency.QUARTERLY: 3,
    Frequency.HALF_YEARLY: 6,
    Frequency.YEARLY: 12,
}
_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Some whole months of one year: what one number is about."""

    last_day: date
    first_day: date

    @property
    def name(self) -> str:
        """`Maret 2026`, `TW I 2026`, `Semester I 2026`, `2026`."""
        place, year = self.place, self.last_day.year
        match self.last_day.month - self.first_day.month + 1:
            case 1:
                return f"{MONTHS[place - 1][0].capitalize()} {year}"
            case 3:
                return f"TW {_ROMAN[place - 1]} {year}"
            case 6:
                return f"Semester {_ROMAN[place - 1]} {year}"
            case _:
                return str(year)

    @property
    def place(self) -> int:
        """Which one of its year it is, from 1."""
        return self.last_day.month // (self.last_day.month - self.first_day.month + 1)

    def is_over(self, on: date) -> bool:
        """Whether it lies in the past on a day."""
        return self.last_day < on


def period_of(frequency: Frequency, day: date) -> Period:
    """The period a day lies in."""
    first = (day.month - 1) // frequency.months * frequency.months + 1
    last = first + frequency.months - 1
    until = date(day.year, last, monthrange(day.year, last)[1])
    return Period(until, date(day.year, first, 1))


def before(frequency: Frequency, period: Period) -> Period:
    """The period before."""
    return period_of(frequency, period.first_day - timedelta(days=1))


def periods(frequency: Frequency, first: date, last: date) -> Iterator[Period]:
    """The periods whose last day lies between two days, in their order."""
    found = period_of(frequency, first)
    while found.last_day <= last:
        yield found
        if found.last_day == date.max:
            return
        found = period_of(frequency, found.last_day + timedelta(days=1))


def periods_of_year(frequency: Frequency, year: int) -> list[Period]:
    """All periods of a year."""
    return list(periods(frequency, date(year, 1, 1), date(year, 12, 31)))


_YEAR = re.compile(r"\d{4}")
_NUMBERED = re.compile(r"(\d{4})[-/. ](\d{1,2})|(\d{1,2})[-/. ](\d{4})")
_NAMED = re.compile(r"([a-z]+)[-/. ]*(\d{4})|(\d{4})[-/. ]*([a-z]+)")
_PARTS = re.compile(
    r"(?P<word>triwulan|tw|semester|smt|sem)[-/. ]*(?P<place>iv|i{1,3}|[1-4])[-/., ]*(?:tahun )?(?P<year>\d{4})"
    r"|(?P<year2>\d{4})[-/. ]*(?P<word2>triwulan|tw|semester|smt|sem)[-/. ]*(?P<place2>iv|i{1,3}|[1-4])"
)
_PLACES = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_MONTH_PLACES = {name: place for place, names in enumerate(MONTHS, start=1) for name in names}


def read_period(frequency: Frequency, text: str) -> Period:
    """The period that `text` writes: `2026-03`, `Maret 2026`, `TW I 2026`, `Semester 1 2026`, `2026`.

    A month may also name the period that ends with it. Refuses with `period-unreadable`, or with
    `period-unfit` when what is written is no period of this frequency.
    """
    said = " ".join(clean(text).casefold().split())
    if _YEAR.fullmatch(said):
        found: Period | None = _fitting(frequency, Frequency.YEARLY, int(said), 1)
    elif parts := _PARTS.fullmatch(said):
        word = parts["word"] or parts["word2"]
        written_as = Frequency.QUARTERLY if word[0] == "t" else Frequency.HALF_YEARLY
        place = _PLACES[parts["place"] or parts["place2"]]
        found = _fitting(frequency, written_as, int(parts["year"] or parts["year2"]), place)
    else:
        year, month = _month(said, text)
        found = _ending(frequency, year, month)
    if found is None:
        raise Refused("period-unfit", text=text[:SHOWN])
    return found


def _fitting(frequency: Frequency, written_as: Frequency, year: int, place: int) -> Period | None:
    last = place * written_as.months
    return _ending(frequency, year, last) if frequency is written_as and last <= 12 else None


def _ending(frequency: Frequency, year: int, month: int) -> Period | None:
    """The period whose last month this is."""
    if not 1 <= year <= 9998:
        return None
    found = period_of(frequency, date(year, month, 1))
    return found if found.last_day.month == month else None


def _month(said: str, text: str) -> tuple[int, int]:
    year, month = 0, 0
    if found := _NUMBERED.fullmatch(said):
        year, month = int(found[1] or found[4]), int(found[2] or found[3])
    elif found := _NAMED.fullmatch(said):
        year, month = int(found[2] or found[3]), _MONTH_PLACES.get(found[1] or found[4], 0)
    if not 1 <= month <= 12:
        raise Refused("period-unreadable", text=text[:SHOWN])
    return year, month


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When a figure is asked for: from the period of `since` on, until one that ends after `until`."""

    kind: Kind
    frequency: Frequency
    since: date
    until: date | None = None
    due_days: int = 10

    def asks_for(self, period: Period) -> bool:
        """Whether a number is asked for of a period at all."""
        begins = period_of(self.frequency, self.since).first_day
        return period.first_day >= begins and (self.until is None or period.last_day <= self.until)

    def owed(self, first: date, last: date, *, on: date) -> int:
        """How many answers an office owes on a day for what lies between two days.

        Of a flow every period that is over; of a state the last period that is over by then.
        """
        last = min(last, on - timedelta(days=1))
        if self.kind is Kind.FLOW:
            return sum(map(self.asks_for, periods(self.frequency, first, last)))
        return 1 if self.newest(last + timedelta(days=1)) is not None else 0

    def newest(self, on: date) -> Period | None:
        """The newest period asked for that is over on a day."""
        until = on if self.until is None else min(on, self.until + timedelta(days=1))
        found = before(self.frequency, period_of(self.frequency, until))
        return found if self.asks_for(found) else None


class State(StrEnum):
    """How it stands with one office's number of one period."""

    NOT_ASKED = "not-asked"
    RUNNING = "running"
    AWAITED = "awaited"
    LATE = "late"
    ENTERED = "entered"
    UNAVAILABLE = "unavailable"


def state_of(
    rhythm: Rhythm, period: Period, *, on: date, is_answered: bool, has_number: bool
) -> State:
    """Entered, answered without a number, not asked for, running, awaited, or late."""
    if is_answered:
        return State.ENTERED if has_number else State.UNAVAILABLE
    if not rhythm.asks_for(period):
        return State.NOT_ASKED
    if not period.is_over(on):
        return State.RUNNING
    late = on > period.last_day + timedelta(days=rhythm.due_days)
    return State.LATE if late else State.AWAITED


def scaled(value: Decimal, decimals: int) -> int:
    """A number as a whole number of its smallest part: 12,5 with two decimals is 1250.

    Refuses with `figure-decimals` what has more decimals, and with `figure-too-long` what has too
    many digits.
    """
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)  # noqa: S101 -- numbers that people write are finite
    number = int("".join(map(str, digits)) or "0")
    shift = exponent + decimals
    if shift < 0:
        number, rest = divmod(number, 10**-shift)
        if rest:
            raise Refused("figure-decimals", decimals=decimals)
    else:
        number *= int(10 ** min(shift, MOST_DIGITS * 4))
    if number >= 10**MOST_DIGITS:
        raise Refused("figure-too-long", most=MOST_DIGITS - decimals)
    return -number if sign else number


def unscaled(number: int, decimals: int) -> Decimal:
    """The number that `scaled` made whole."""
    sign, digits = (1, -number) if number < 0 else (0, number)
    return Decimal((sign, tuple(map(int, str(digits))), -decimals))


def said(number: int, decimals: int) -> str:
    """A scaled number in Indonesian writing, with all its decimals."""
    return written(unscaled(number, decimals), decimals)


_CODE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
RESERVED: Final = frozenset({*map(str, Function), *map(str, WORDS)})


def require_code(code: str) -> str:
    """A name that formulas can use; refuses with `figure-code-unfit` or `figure-code-reserved`."""
    if not _CODE.fullmatch(code) or len(code) > LONGEST_CODE:
        raise Refused("figure-code-unfit", field="code", most=LONGEST_CODE)
    if code in RESERVED:
        raise Refused("figure-code-reserved", field="code", code=code)
    return code


def code_from(title: str) -> str:
    """A code that a title suggests: `jumlah_ibu_hamil_diperiksa`."""
    words = re.findall(r"[a-z0-9]+", title.casefold())
    while words and not words[0][0].isalpha():
        words = words[1:]
    made = ""
    for word in words:
        longer = f"{made}_{word}" if made else word
        if len(longer) > LONGEST_CODE:
            break
        made = longer
    return made
