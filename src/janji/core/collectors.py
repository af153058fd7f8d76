"""Money that collectors of a village took from taxpayers and have not deposited yet.

Deposits pay off what was received longest ago, so that the days held are those of the oldest rupiah.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Movement:
    """Rupiah received from taxpayers on a day, or deposited when negative."""

    on: date
    amount: int


@dataclass(frozen=True, slots=True)
class Held:
    """What is held on a day: how much, and since when the oldest of it."""

    received: int
    deposited: int
    since: date | None

    @property
    def amount(self) -> int:
        """Rupiah received and not deposited."""
        return self.received - self.deposited

    def days(self, on: date) -> int:
        """Days for which the oldest rupiah has been held."""
        return (on - self.since).days if self.since else 0


def held_on(movements: Iterable[Movement], on: date) -> Held:
    """What is held at the end of a day."""
    known = sorted((one for one in movements if one.on <= on), key=lambda one: one.on)
    received = sum(one.amount for one in known if one.amount > 0)
    deposited = -sum(one.amount for one in known if one.amount < 0)
    since, covered = None, deposited
    for one in known:
        if one.amount <= 0:
            continue
        if one.amount > covered:
            since = one.on
            break
        covered -= one.amount
    return Held(received, deposited, since)


def first_overdrawn(movements: Iterable[Movement]) -> tuple[date, int] | None:
    """The first day on which more was deposited than received until then, and by how much."""
    by_day: dict[date, int] = {}
    for one in movements:
        by_day[one.on] = by_day.get(one.on, 0) + one.amount
    balance = 0
    for day in sorted(by_day):
        balance += by_day[day]
        if balance < 0:
            return day, -balance
    return None


@dataclass(frozen=True, slots=True)
class DepositRule:
    """For how many days money may be held before it is overdue, and how well the source is known."""

    most_days: int
    source: str
    evidence: str


@cache
def deposit_rule() -> DepositRule:
    """The rule that the overdue mark follows."""
    raw = (files("janji.core.parameters") / "land_tax.toml").read_text("utf-8")
    return DepositRule(**tomllib.loads(raw)["deposit"])


def is_overdue(held: Held, on: date) -> bool:
    """Whether the oldest rupiah has been held for longer than the rule allows."""
    return held.amount > 0 and held.days(on) > deposit_rule().most_days
