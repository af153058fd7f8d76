"""When a self-help group (KSM) may borrow, when it is active, and how its loans stand.

Rules: registers.md §9. What makes a group eligible is seen in the guide of the revolving funds. No text
says when a group is *active*, so every number of that is a choice that a definition settles. Arrears are
arrears of principal: the monthly recaps of the finance units (UPK) keep the service charge apart.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from janji.core.numbers import written
from janji.core.periods import first_day, last_day, months_before
from janji.core.refusals import Problem


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number from a day on with where it comes from; `status` is `seen`, `memory` or `design`."""

    value: int
    source: str
    status: str
    holds_from: date = date(1999, 1, 1)


GUIDE = "Pedoman pinjaman bergulir UPK (P2KP)"
DESIGN = "Naskah perjanjian tidak menyebutnya; rancangan, pastikan bersama BKM dan dinas"
LEAST_MEMBERS = Parameter(5, GUIDE, "seen")
LEAST_WOMEN_PERCENT = Parameter(30, GUIDE, "seen")
LEAST_SAVING_MONTHS = Parameter(3, GUIDE, "seen")
FIRST_STAGE_PER_PERSON = Parameter(
    1_000_000, f"{GUIDE}, tahap pertama, disesuaikan dengan kemampuan", "seen"
)
ACTIVE_QUARTERS = Parameter(2, DESIGN, "design")
RECORDS_A_QUARTER = Parameter(1, DESIGN, "design")
OVERDUE_MONTHS = Parameter(3, DESIGN, "design")


class Condition(StrEnum):
    """What a group needs before it may borrow (R9.1)."""

    VOLUNTARY = "voluntary"
    MEMBERS = "members"
    WOMEN = "women"
    POOR = "poor"
    BOOKS = "books"
    LIABILITY = "liability"
    TRAINING = "training"
    SAVING = "saving"


STATED = (Condition.VOLUNTARY, Condition.BOOKS, Condition.LIABILITY, Condition.TRAINING)
"""Conditions that are facts someone states; the others are counted from members and savings."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known of a group on a day: its members, what is stated, how many months it saved in a row."""

    members: int = 0
    women: int = 0
    poor: int = 0
    stated: frozenset[Condition] = frozenset()
    saved_months: int = 0


def enough_women(women: int, members: int) -> bool:
    """At least 30 %, in whole numbers: `10 * women >= 3 * members`."""
    return members > 0 and 100 * women >= LEAST_WOMEN_PERCENT.value * members


def unmet(known: Candidate) -> tuple[Condition, ...]:
    """Every condition of R9.1 that is not met, in the order in which people name them."""
    met = {condition: condition in known.stated for condition in STATED} | {
        Condition.MEMBERS: known.members >= LEAST_MEMBERS.value,
        Condition.WOMEN: enough_women(known.women, known.members),
        Condition.POOR: known.members > 0 and known.poor == known.members,
        Condition.SAVING: known.saved_months >= LEAST_SAVING_MONTHS.value,
    }
    return tuple(one for one in Condition if not met[one])


def months_in_a_row(days: Iterable[date]) -> int:
    """The longest row of months, each with a day of its own."""
    months = sorted({one.year * 12 + one.month for one in days})
    longest = row = 0
    last = None
    for month in months:
        row = row + 1 if last is not None and month == last + 1 else 1
        longest, last = max(longest, row), month
    return longest


def above_first_stage(principal: int, persons: int) -> bool:
    """Whether a first loan is more than the first stage has for so many persons (R9.2)."""
    return principal > FIRST_STAGE_PER_PERSON.value * persons


def left_to_lend(grant: int, works: int) -> int:
    """What a grant leaves for lending once physical works were paid from it."""
    return grant - works


@dataclass(frozen=True, slots=True)
class Due:
    """An instalment as it was agreed: whole rupiah of principal and of service charge."""

    number: int
    day: date
    principal: int
    service: int


def schedule(principal: int, service: int, months: int, first: date) -> tuple[Due, ...]:
    """Equal instalments, a month apart; what does not divide goes into the last one.

    Their sums are exactly the principal and the service charge.
    """
    each, charge = principal // months, service // months
    found = []
    for place in range(months):
        is_last = place == months - 1
        found.append(
            Due(
                place + 1,
                months_before(first, -place),
                principal - each * place if is_last else each,
                service - charge * place if is_last else charge,
            )
        )
    return tuple(found)


def shared_out(dues: Sequence[Due], paid: int) -> tuple[tuple[Due, int], ...]:
    """Each instalment with the principal paid of it: the oldest is paid first."""
    found = []
    for one in dues:
        part = min(one.principal, paid)
        paid -= part
        found.append((one, part))
    return tuple(found)


def overdue_before(on: date, months: int) -> date:
    """An instalment due before this day is overdue by more than so many months."""
    return months_before(on, months)


@dataclass(frozen=True, slots=True)
class LoanOn:
    """A loan seen from a day: principal lent, fallen due, fallen due long ago, and paid by then."""

    principal: int
    due: int
    long_due: int
    paid: int

    @property
    def outstanding(self) -> int:
        """Principal that is still with the group."""
        return self.principal - self.paid

    @property
    def arrears(self) -> int:
        """Principal that should have been paid by the day and was not."""
        return max(0, self.due - self.paid)

    @property
    def is_at_risk(self) -> bool:
        """Whether some of an instalment is overdue for longer than is borne."""
        return self.long_due > self.paid


def loan_on(
    principal: int, dues: Iterable[Due], payments: Mapping[date, int], on: date, months: int
) -> LoanOn:
    """How a loan stands at the end of a day; payments go to the oldest instalment first."""
    dues = tuple(dues)
    long_ago = overdue_before(on, months)
    return LoanOn(
        principal,
        due=sum(one.principal for one in dues if one.day <= on),
        long_due=sum(one.principal for one in dues if one.day < long_ago),
        paid=sum(amount for day, amount in payments.items() if day <= on),
    )


class Undefined(StrEnum):
    """Why a share cannot be computed: there is nothing to divide by."""

    NO_GROUPS = "no_groups"
    NO_MEMBERS = "no_members"
    NOTHING_OUTSTANDING = "nothing_outstanding"
    NOTHING_DUE = "nothing_due"
    NO_BORROWERS = "no_borrowers"


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, and why there is no percentage where the whole is nothing."""

    part: int
    whole: int
    without: Undefined

    @property
    def percent(self) -> Fraction | None:
        """In percent, exactly."""
        return Fraction(self.part * 100, self.whole) if self.whole else None

    @property
    def reason(self) -> Undefined | None:
        """Why there is none."""
        return None if self.whole else self.without


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Loans added up: rupiah with rupiah, groups with groups, never percentages."""

    outstanding: int = 0
    at_risk: int = 0
    due: int = 0
    paid_of_due: int = 0
    borrowers: int = 0
    borrowers_at_risk: int = 0

    def __add__(self, other: "Portfolio") -> "Portfolio":
        """Both together."""
        return Portfolio(
            self.outstanding + other.outstanding,
            self.at_risk + other.at_risk,
            self.due + other.due,
            self.paid_of_due + other.paid_of_due,
            self.borrowers + other.borrowers,
            self.borrowers_at_risk + other.borrowers_at_risk,
        )

    @property
    def par(self) -> Share:
        """Portfolio at risk: what is outstanding of loans long overdue, of all that is outstanding."""
        return Share(self.at_risk, self.outstanding, Undefined.NOTHING_OUTSTANDING)

    @property
    def lar(self) -> Share:
        """Loans at risk: borrowing groups long overdue, of all that borrow."""
        return Share(self.borrowers_at_risk, self.borrowers, Undefined.NO_BORROWERS)

    @property
    def repayment(self) -> Share:
        """Repayment rate: what was paid of instalments that fell due."""
        return Share(self.paid_of_due, self.due, Undefined.NOTHING_DUE)

    @property
    def arrears(self) -> int:
        """What fell due and was not paid."""
        return self.due - self.paid_of_due


def portfolio_of(loans: Iterable[LoanOn]) -> Portfolio:
    """The loans of one group."""
    loans = [one for one in loans if one.due or one.outstanding]
    running = [one for one in loans if one.outstanding]
    risky = [one for one in running if one.is_at_risk]
    return Portfolio(
        outstanding=sum(one.outstanding for one in running),
        at_risk=sum(one.outstanding for one in risky),
        due=sum(one.due for one in loans),
        paid_of_due=sum(min(one.due, one.paid) for one in loans),
        borrowers=1 if running else 0,
        borrowers_at_risk=1 if risky else 0,
    )


Quarter = tuple[int, int]
"""A year and one of its quarters."""


def last_quarters(year: int, quarter: int, count: int) -> tuple[Quarter, ...]:
    """So many quarters in a row up to and with one, the newest first."""
    places = (year * 4 + quarter - 1 - back for back in range(count))
    return tuple((place // 4, place % 4 + 1) for place in places)


def days_of(quarter: Quarter) -> tuple[date, date]:
    """The first and the last day."""
    return first_day(*quarter), last_day(*quarter)


class Lack(StrEnum):
    """What a registered group lacks to be active (R9.6)."""

    RECORDS = "records"
    OFFICERS = "officers"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Criteria:
    """How *active* is read: records in each of the last quarters, officers known, nothing long overdue."""

    quarters: int = ACTIVE_QUARTERS.value
    records: int = RECORDS_A_QUARTER.value
    posts: frozenset[str] = frozenset({"ketua", "sekretaris", "bendahara"})
    overdue_months: int = OVERDUE_MONTHS.value


@dataclass(frozen=True, slots=True)
class GroupOn:
    """What is known of a group on a day: records by quarter, posts that are held, its loans."""

    records: Mapping[Quarter, int] = field(default_factory=dict)
    posts: frozenset[str] = frozenset()
    loans: Sequence[LoanOn] = ()


@dataclass(frozen=True, slots=True)
class Lacking:
    """One thing that is lacking: of which quarter, which posts, how many rupiah."""

    what: Lack
    quarter: Quarter | None = None
    posts: tuple[str, ...] = ()
    amount: int = 0


def lacking(known: GroupOn, newest: Quarter, criteria: Criteria) -> tuple[Lacking, ...]:
    """Everything that is lacking; nothing for an active group."""
    return tuple(_lacking(known, newest, criteria))


def _lacking(known: GroupOn, newest: Quarter, criteria: Criteria) -> Iterator[Lacking]:
    for quarter in last_quarters(*newest, criteria.quarters):
        if known.records.get(quarter, 0) < criteria.records:
            yield Lacking(Lack.RECORDS, quarter=quarter)
    if vacant := criteria.posts - known.posts:
        yield Lacking(Lack.OFFICERS, posts=tuple(sorted(vacant)))
    if late := sum(one.long_due - one.paid for one in known.loans if one.is_at_risk):
        yield Lacking(Lack.OVERDUE, amount=late)


def lowest_balance(moves: Iterable[tuple[date, int]]) -> int:
    """The least that is left at the end of any day; savings may never fall below nothing."""
    lowest = balance = 0
    by_day: dict[date, int] = {}
    for day, amount in moves:
        by_day[day] = by_day.get(day, 0) + amount
    for day in sorted(by_day):
        balance += by_day[day]
        lowest = min(lowest, balance)
    return lowest


@dataclass(frozen=True, slots=True)
class MonthlyLine:
    """A group's loan as the monthly recap of a finance unit (UPK) has it at the end of a month.

    `paid` is the principal paid in the month, `due` the instalments of the month.
    """

    paid: int
    balance: int | None = None
    due: int | None = None
    arrears: int | None = None


def contradictions(line: MonthlyLine, before: LoanOn, now: LoanOn) -> Iterator[Problem]:
    """Where a recap contradicts the register: a problem with its arithmetic each.

    `before` is the loan at the end of the month before, `now` at the end of the month without what
    the recap says was paid.
    """
    left = before.outstanding
    if line.paid > left:
        yield Problem("ksm-paid-above", "paid", _said(paid=line.paid, left=left))
        return
    if line.balance is not None and line.balance != left - line.paid:
        said = _said(balance=line.balance, left=left, paid=line.paid, result=left - line.paid)
        yield Problem("ksm-balance-differs", "balance", said)
    month = now.due - before.due
    if line.due is not None and line.due != month:
        yield Problem("ksm-due-differs", "due", _said(due=line.due, month=month))
    paid = before.paid + line.paid
    arrears = max(0, now.due - paid)
    if line.arrears is not None and line.arrears != arrears:
        said = _said(arrears=line.arrears, due=now.due, paid=paid, result=arrears)
        yield Problem("ksm-arrears-differ", "arrears", said)


def _said(**amounts: int) -> dict[str, object]:
    """Rupiah as people write them."""
    return {name: written(amount, 0) for name, amount in amounts.items()}
