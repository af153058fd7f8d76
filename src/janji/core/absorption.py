"""How much of an amount was spent: exact, by month, and undefined where there is nothing to divide by.

Source: sakip-rules 11a (SERAP) and 4c; §8 example 3 and §11 example 6. What was spent is kept *to
date*: all that was spent from January to the end of a month, as the budget's own reports print it. So
a month nobody wrote down leaves no hole, and money paid back lowers a figure without a negative one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache
from importlib.resources import files

from janji.core.bands import Band, BandSet, band_of, read_sets
from janji.core.refusals import Refused

MONTHS = range(1, 13)
MOST_DECIMALS = 2
MOST_MONEY = Decimal(10) ** 15


class Undefined(StrEnum):
    """Why there is no percentage."""

    NO_AMOUNT = "no-amount"
    NOT_RECORDED = "not-recorded"


@dataclass(frozen=True, slots=True)
class Absorption:
    """What was spent of an amount, in rupiah.

    `spent` is `None` as long as nothing was recorded: missing is not zero. `lines` says of how many
    lines the amount is made that can be spent from, `recorded` of how many spending is known.
    """

    amount: Decimal
    spent: Decimal | None
    lines: int = 1
    recorded: int = 1

    @property
    def percent(self) -> Fraction | None:
        """Spent in percent of the amount, exact; `None` where `undefined` says why."""
        if self.spent is None or not self.amount:
            return None
        return Fraction(self.spent) * 100 / Fraction(self.amount)

    @property
    def undefined(self) -> Undefined | None:
        """Why there is no percentage; an amount of zero has none, whatever was spent."""
        if not self.amount:
            return Undefined.NO_AMOUNT
        return Undefined.NOT_RECORDED if self.spent is None else None

    @property
    def remaining(self) -> Decimal | None:
        """What is left; below zero where more was spent."""
        return None if self.spent is None else self.amount - self.spent

    @property
    def is_over(self) -> bool:
        """Whether more was spent than the amount, also where the amount is zero."""
        return self.spent is not None and self.spent > self.amount

    @property
    def is_whole(self) -> bool:
        """Whether spending is known of every line; otherwise the true percentage may be higher."""
        return self.recorded == self.lines

    @property
    def band(self) -> Band | None:
        """The class of the percentage on the scale of absorption."""
        return band_of(absorption_scale(), self.percent)


def absorption(amount: Decimal, spent: Decimal | None) -> Absorption:
    """The absorption of one line. A line without money is not asked what was spent of it."""
    if not amount:
        return Absorption(amount, spent, lines=int(bool(spent)), recorded=int(bool(spent)))
    return Absorption(amount, spent, recorded=int(spent is not None))


def together(parts: Iterable[Absorption]) -> Absorption:
    """The absorption of several lines or programmes: sums divided by sums, never a mean of percentages."""
    listed = list(parts)
    known = [one.spent for one in listed if one.spent is not None]
    return Absorption(
        amount=sum((one.amount for one in listed), Decimal(0)),
        spent=sum(known, Decimal(0)) if known else None,
        lines=sum(one.lines for one in listed),
        recorded=sum(one.recorded for one in listed),
    )


def spent_by(to_date: Mapping[int, Decimal], month: int) -> Decimal | None:
    """What was spent by the end of a month: the last that is known until then."""
    known = [one for one in to_date if one <= month]
    return to_date[max(known)] if known else None


def within_months(to_date: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """What was spent since the month recorded before, by month; negative where money came back."""
    found, before = {}, Decimal(0)
    for month in sorted(to_date):
        found[month] = to_date[month] - before
        before = to_date[month]
    return found


def require_money(amount: Decimal, *, field: str) -> Decimal:
    """The amount, if it is rupiah that can be kept.

    Refuses with `money-negative`, `money-decimals` or `money-too-large`; `field` says where it was typed.
    """
    if amount < 0:
        raise Refused("money-negative", field=field)
    if amount > MOST_MONEY:
        raise Refused("money-too-large", field=field)
    if (Fraction(amount) * 10**MOST_DECIMALS).denominator != 1:
        raise Refused("money-decimals", field=field)
    return amount


class Contradiction(StrEnum):
    """What spending says that needs a reason before it is believed."""

    OVER_AMOUNT = "spending-over-amount"
    FALLS = "spending-falls"
    RISES_BEYOND_LATER = "spending-beyond-later"


def contradictions(
    amount: Decimal, month: int, spent: Decimal, to_date: Mapping[int, Decimal]
) -> tuple[Contradiction, ...]:
    """What a figure to date contradicts: its amount, or the months before and after it."""
    before = [to_date[one] for one in MONTHS if one < month and one in to_date]
    after = [to_date[one] for one in MONTHS if one > month and one in to_date]
    found = []
    if spent > amount:
        found.append(Contradiction.OVER_AMOUNT)
    if before and spent < before[-1]:
        found.append(Contradiction.FALLS)
    if after and spent > after[0]:
        found.append(Contradiction.RISES_BEYOND_LATER)
    return tuple(found)


@cache
def absorption_scale() -> BandSet:
    """The scale by which absorption is coloured; a local practice, shown with its source."""
    raw = (files("janji.core.parameters") / "absorption.toml").read_text("utf-8")
    return next(iter(read_sets(raw)))
