"""The land and building tax (PBB-P2) of villages: what a recap may say, how far it is, what is still needed.

Money is whole rupiah. A share is what was paid of what was assessed, pooled over villages: rupiah
over rupiah, never a mean of percentages.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from janji.core.numbers import rounded, written, written_exactly
from janji.core.periods import months_after
from janji.core.refusals import Problem

DAYS_IN_WEEK = 7
MONTHS_IN_YEAR = 12


@dataclass(frozen=True, slots=True)
class Assessed:
    """What was assessed for a village's tax year: rupiah (baku) and how many SPPT."""

    amount: int
    bills: int


@dataclass(frozen=True, slots=True)
class Recap:
    """How far a village is on a day, added up since the year began; what a sheet leaves out is `None`.

    `remaining`, `percent` and `assessed` are what the recap itself prints. Penalties are kept apart.
    """

    paid: int
    bills_paid: int | None = None
    penalties: int = 0
    remaining: int | None = None
    percent: Decimal | None = None
    assessed: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A recap known already: the day it stands on, rupiah and SPPT paid by then."""

    as_of: date
    paid: int
    bills_paid: int | None = None


def share(parts: Iterable[tuple[int, int]]) -> Fraction | None:
    """Percent paid over all (paid, assessed) together; `None` when nothing was assessed."""
    pairs = list(parts)
    assessed = sum(one for _, one in pairs)
    return Fraction(sum(one for one, _ in pairs) * 100, assessed) if assessed else None


def is_settled(paid: int, assessed: int) -> bool:
    """Whether a village is *lunas*: something was assessed and nothing of it remains."""
    return 0 < assessed <= paid


@dataclass(frozen=True, slots=True)
class Need:
    """What is still to come in to reach an aim: in all, and in each of the whole weeks left.

    Without a whole week left `weekly` is all of it.
    """

    missing: int
    weeks: int
    weekly: int


def needed(*, aim: int, paid: int, on: date, due_on: date) -> Need:
    """What must still be paid by the due date, and how much a week that is, rounded up to a rupiah."""
    missing = max(aim - paid, 0)
    weeks = max((due_on - on).days, 0) // DAYS_IN_WEEK
    return Need(missing, weeks, -(-missing // weeks) if weeks else missing)


def aim_of(amount: int, percent: Decimal) -> int:
    """Rupiah that reach some percent of an amount, rounded up."""
    part = Fraction(percent) * amount / 100
    return -(-part.numerator // part.denominator)


@dataclass(frozen=True, slots=True)
class PenaltyRule:
    """What paying late costs for tax years from one on, and how well its source is known."""

    from_year: int
    percent_a_month: Decimal
    most_months: int
    source: str
    evidence: str


@cache
def penalty_rules() -> tuple[PenaltyRule, ...]:
    """All rules, the newest first."""
    raw: list[dict[str, Any]] = _parameters()["penalty"]
    rules = [PenaltyRule(**one | {"percent_a_month": _percent(one)}) for one in raw]
    return tuple(sorted(rules, key=lambda one: one.from_year, reverse=True))


def _percent(rule: Mapping[str, Any]) -> Decimal:
    return Decimal(rule["percent_a_month"])


@cache
def _parameters() -> Mapping[str, Any]:
    raw = (files("janji.core.parameters") / "land_tax.toml").read_text("utf-8")
    return tomllib.loads(raw)


def penalty_rule(tax_year: int) -> PenaltyRule:
    """The rule for a tax year."""
    return next(one for one in penalty_rules() if one.from_year <= tax_year)


def months_late(due_on: date, paid_on: date) -> int:
    """Months begun after the due date until a payment; part of a month counts as one.

    Months run from the due date's day; of a due date at the end of its month, from month to month.
    """
    if paid_on <= due_on:
        return 0
    months = (paid_on.year - due_on.year) * MONTHS_IN_YEAR + paid_on.month - due_on.month
    ends_month = (due_on + timedelta(days=1)).day == 1
    return months + (not ends_month and paid_on.day > due_on.day)


@dataclass(frozen=True, slots=True)
class PenaltyAccount:
    """How a penalty comes about: months begun, those that count, the percent they make, and rupiah."""

    rule: PenaltyRule
    months_begun: int
    months: int
    percent: Decimal
    amount: int

    @property
    def is_capped(self) -> bool:
        """Whether more months have begun than count."""
        return self.months < self.months_begun


def penalty_account(
    principal: int, *, tax_year: int, due_on: date, paid_on: date
) -> PenaltyAccount:
    """What is owed for paying late, with its arithmetic."""
    rule = penalty_rule(tax_year)
    begun = months_late(due_on, paid_on)
    months = min(begun, rule.most_months)
    percent = rule.percent_a_month * months
    amount = int(rounded(Fraction(principal) * Fraction(percent) / 100, 0))
    return PenaltyAccount(rule, begun, months, percent, amount)


def penalty(principal: int, *, tax_year: int, due_on: date, paid_on: date) -> int:
    """What is owed for paying late, in whole rupiah."""
    return penalty_account(principal, tax_year=tax_year, due_on=due_on, paid_on=paid_on).amount


@dataclass(frozen=True, slots=True)
class DueRule:
    """How long after sending a bill may fall due, and how well the source is known."""

    most_months: int
    source: str
    evidence: str


@cache
def due_rule() -> DueRule:
    """The rule of today."""
    return DueRule(**_parameters()["due"])


def latest_due(sent_on: date) -> date:
    """The last day on which a bill sent on a day may fall due."""
    return months_after(sent_on, due_rule().most_months)


def contradictions(
    recap: Recap,
    assessed: Assessed,
    *,
    before: Standing | None = None,
    after: Standing | None = None,
) -> Iterator[Problem]:
    """What cannot be true of a recap at once, with its arithmetic.

    `before` and `after` are the village's recaps next to it in time. `where` names the part that is wrong.
    """
    yield from _within(recap, assessed)
    if before is not None:
        yield from _not_below(recap, before)
    if after is not None:
        yield from _not_above(recap, after)


def _within(recap: Recap, assessed: Assessed) -> Iterator[Problem]:
    said = {"paid": rp(recap.paid), "assessed": rp(assessed.amount)}
    if recap.assessed is not None and recap.assessed != assessed.amount:
        printed = {
            "printed": rp(recap.assessed),
            "difference": rp(recap.assessed - assessed.amount),
        }
        yield Problem("land-tax-other-assessment", "assessed", said | printed)
    if recap.paid > assessed.amount:
        above = {"above": rp(recap.paid - assessed.amount)}
        yield Problem("land-tax-above-assessment", "paid", said | above)
    if recap.bills_paid is not None and recap.bills_paid > assessed.bills:
        bills = {"paid": written(recap.bills_paid, 0), "bills": written(assessed.bills, 0)}
        yield Problem("land-tax-bills-above", "bills_paid", bills)
    yield from _prints(recap, assessed.amount)


def printed_alone(recap: Recap) -> Iterator[Problem]:
    """What a recap's own figures contradict when nobody says what was assessed: it is what is paid and left."""
    if recap.remaining is not None:
        yield from _prints(replace(recap, assessed=None), recap.paid + recap.remaining)


def _prints(recap: Recap, assessed: int) -> Iterator[Problem]:
    """What the recap prints of what remains, and as percent."""
    if recap.remaining is not None and recap.paid + recap.remaining != assessed:
        total = recap.paid + recap.remaining
        said = {
            "paid": rp(recap.paid),
            "remaining": rp(recap.remaining),
            "total": rp(total),
            "assessed": rp(assessed),
            "difference": rp(abs(total - assessed)),
        }
        yield Problem("land-tax-parts-differ", "remaining", said)
    found = share([(recap.paid, assessed)])
    if recap.percent is not None and found is not None and not is_printed(found, recap.percent):
        said = {
            "paid": rp(recap.paid),
            "assessed": rp(assessed),
            "found": written(found, max(2, _decimals(recap.percent))),
            "printed": written_exactly(recap.percent),
        }
        yield Problem("land-tax-percent-differs", "percent", said)


def is_printed(exact: Fraction, printed: Decimal) -> bool:
    """Whether a printed percent may stand for an exact one: rounded or cut at its last decimal."""
    return abs(exact - Fraction(printed)) < Fraction(1, 10 ** _decimals(printed))


def _decimals(number: Decimal) -> int:
    return len(f"{number:f}".partition(".")[2])


def _not_below(recap: Recap, before: Standing) -> Iterator[Problem]:
    if recap.paid < before.paid:
        yield Problem("land-tax-below-earlier", "paid", _apart(recap, before))
    if _known(recap.bills_paid, before.bills_paid) and _less(recap.bills_paid, before.bills_paid):
        yield Problem("land-tax-bills-below-earlier", "bills_paid", _bills_apart(recap, before))


def _not_above(recap: Recap, after: Standing) -> Iterator[Problem]:
    if recap.paid > after.paid:
        yield Problem("land-tax-above-later", "paid", _apart(recap, after))
    if _known(recap.bills_paid, after.bills_paid) and _less(after.bills_paid, recap.bills_paid):
        yield Problem("land-tax-bills-above-later", "bills_paid", _bills_apart(recap, after))


def _known(*counts: int | None) -> bool:
    return None not in counts


def _less(one: int | None, other: int | None) -> bool:
    return (one or 0) < (other or 0)


def _apart(recap: Recap, other: Standing) -> dict[str, object]:
    return {
        "paid": rp(recap.paid),
        "other": rp(other.paid),
        "day": f"{other.as_of:%d-%m-%Y}",
        "difference": rp(abs(recap.paid - other.paid)),
    }


def _bills_apart(recap: Recap, other: Standing) -> dict[str, object]:
    return {
        "paid": written(recap.bills_paid or 0, 0),
        "other": written(other.bills_paid or 0, 0),
        "day": f"{other.as_of:%d-%m-%Y}",
    }


def rp(amount: int) -> str:
    """`Rp 1.250.000`, with a space that does not break."""
    sign = "−" if amount < 0 else ""
    return f"{sign}Rp\u00a0{written(abs(amount), 0)}"
