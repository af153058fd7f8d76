"""Village budgets (APB Desa): the course of a draft, its clocks, whether its sums are right.

Source: registers section 10; the regulations' own texts where they were read. Clocks, deadlines and
the questions of an evaluation are dated data with their source (`parameters/village_budgets.toml`).
Money is whole rupiah.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from enum import StrEnum
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from janji.core.workdays import Calendar, Limit, LimitUnit, deadline, working_days

WHOLE = 100


class Outcome(StrEnum):
    """What an evaluation says of a draft."""

    CONFORMS = "SESUAI"
    DIFFERS = "TIDAK_SESUAI"


class Duty(StrEnum):
    """What a village hands in for a budget year."""

    PLAN = "RKPDES"
    BUDGET = "APBDES"
    FIRST_HALF = "SEMESTER_1"
    SECOND_HALF = "REALISASI"
    ACCOUNT = "LPPD"


class Stage(StrEnum):
    """Where a draft is on its way."""

    PREPARED = "prepared"
    AGREED = "agreed"
    SENT = "sent"
    WAITING = "waiting"
    SILENT = "silent"
    CONFORMS = "conforms"
    TO_CORRECT = "to-correct"
    CORRECTED = "corrected"
    ENACTED = "enacted"
    REPORTED = "reported"
    CANCELLED = "cancelled"
    REVOKED = "revoked"


class Lapse(StrEnum):
    """What went wrong on the way, and by whom it can be put right: the village, but for the silence."""

    AGREED_LATE = "agreed-late"
    SENT_LATE = "sent-late"
    SILENT = "silent"
    CORRECTED_LATE = "corrected-late"
    ENACTED_EARLY = "enacted-early"
    ENACTED_UNCORRECTED = "enacted-uncorrected"
    ENACTED_LATE = "enacted-late"
    REPORTED_LATE = "reported-late"
    STOPPED_LATE = "stopped-late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The days and numbers of a draft on its way; what has not happened is `None`.

    `correct_until` is what the letter asks, which may be sooner than the law.
    """

    agreed_on: date | None = None
    sent_on: date | None = None
    received_on: date | None = None
    result_on: date | None = None
    outcome: str | None = None
    letter_number: str | None = None
    correct_until: date | None = None
    corrected_on: date | None = None
    enacted_on: date | None = None
    regulation_number: str | None = None
    reported_on: date | None = None
    cancelled_on: date | None = None
    cancel_number: str | None = None
    revoked_on: date | None = None

    @property
    def days(self) -> Mapping[str, date]:
        """The days that are known, by their names, in the order of a course."""
        found = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: value for name, value in found.items() if isinstance(value, date)}


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What cannot be: a code, the detail that is wrong, and the one it contradicts."""

    code: str
    field: str
    other: str | None = None


# Of two days the first cannot come after the second.
_ORDER = (
    ("agreed_on", "sent_on"),
    ("agreed_on", "received_on"),
    ("sent_on", "received_on"),
    ("received_on", "result_on"),
    ("result_on", "correct_until"),
    ("result_on", "corrected_on"),
    ("agreed_on", "enacted_on"),
    ("enacted_on", "reported_on"),
    ("enacted_on", "cancelled_on"),
    ("cancelled_on", "revoked_on"),
)
# What the second detail needs: the first.
_NEEDS = (
    ("received_on", "result_on", "budget-result-unreceived"),
    ("outcome", "result_on", "budget-result-incomplete"),
    ("letter_number", "result_on", "budget-result-incomplete"),
    ("result_on", "outcome", "budget-result-incomplete"),
    ("result_on", "letter_number", "budget-result-incomplete"),
    ("regulation_number", "enacted_on", "budget-enacted-incomplete"),
    ("enacted_on", "regulation_number", "budget-enacted-incomplete"),
    ("enacted_on", "reported_on", "budget-not-enacted"),
    ("enacted_on", "cancelled_on", "budget-not-enacted"),
    ("cancel_number", "cancelled_on", "budget-cancelled-incomplete"),
    ("cancelled_on", "cancel_number", "budget-cancelled-incomplete"),
    ("cancelled_on", "revoked_on", "budget-not-cancelled"),
)


def contradiction(
    course: Course, *, budget_year: int, change: int, today: date
) -> Contradiction | None:
    """The first thing that cannot be true of a course, or nothing.

    `change` is 0 for the budget of the year (MURNI), else which amendment (PERUBAHAN) it is.
    """
    return next(_contradictions(course, budget_year, change, today), None)


def _contradictions(
    course: Course, budget_year: int, change: int, today: date
) -> Iterator[Contradiction]:
    known = course.days
    for name, day in known.items():
        if day > today and name != "correct_until":
            yield Contradiction("budget-day-ahead", name)
    yield from _lacking(course)
    for earlier, later in _ORDER:
        if earlier in known and later in known and known[later] < known[earlier]:
            yield Contradiction("budget-days-reversed", later, earlier)
    first_year = budget_year if change else budget_year - 1
    for name in ("agreed_on", "sent_on", "received_on"):
        if name in known and not first_year <= known[name].year <= budget_year:
            yield Contradiction("budget-year-unfit", name)


def _lacking(course: Course) -> Iterator[Contradiction]:
    """What is said of a step whose ground is not."""
    for needed, name, code in _NEEDS:
        if getattr(course, name) is not None and getattr(course, needed) is None:
            yield Contradiction(code, needed, name)
    if course.outcome != Outcome.DIFFERS:
        for name in ("correct_until", "corrected_on"):
            if getattr(course, name) is not None:
                yield Contradiction("budget-correction-unasked", name)


@dataclass(frozen=True, slots=True)
class Clock:
    """How long something may take, and how well its source is known (`seen`, `memory`, `design`).

    One that is not `standing` is another reading of the rule, kept to be shown.
    """

    code: str
    title: str
    limit: Limit
    standing: bool
    source: str
    status: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """The day of a budget year by which something is to be there."""

    code: str
    title: str
    month: int
    day: int
    years_after: int
    standing: bool
    source: str
    status: str

    def of(self, budget_year: int) -> date:
        """The day for a budget year."""
        return date(budget_year + self.years_after, self.month, self.day)


@cache
def _parameters() -> Mapping[str, Any]:
    raw = (files("janji.core.parameters") / "village_budgets.toml").read_text("utf-8")
    return tomllib.loads(raw)


@cache
def clocks() -> tuple[Clock, ...]:
    """Every clock, those we go by and other readings of them."""
    return tuple(
        Clock(
            one["code"],
            one["title"],
            Limit(one["value"], LimitUnit(one["unit"])),
            one["standing"],
            one["source"],
            one["status"],
        )
        for one in _parameters()["clock"]
    )


@cache
def clock(code: str) -> Clock:
    """The clock we go by."""
    return next(one for one in clocks() if one.code == code and one.standing)


@cache
def deadlines() -> tuple[Deadline, ...]:
    """Every deadline, those we go by and other readings of them."""
    return tuple(Deadline(**one) for one in _parameters()["deadline"])


@cache
def deadline_of(code: str) -> Deadline:
    """The deadline we go by."""
    return next(one for one in deadlines() if one.code == code and one.standing)


def due_on(start: date, limit: Limit, calendar: Calendar) -> date:
    """The last day of a limit; the day it starts on is day 0."""
    found = deadline(datetime.combine(start, time.min), limit, (), calendar)
    assert found is not None  # noqa: S101 -- nothing pauses
    return found.date()


def result_due(received_on: date, calendar: Calendar) -> date:
    """The last day on which a result is in time."""
    return due_on(received_on, clock("result").limit, calendar)


def days_used(received_on: date, until: date, calendar: Calendar) -> int:
    """Working days used of an evaluation's time."""
    return working_days(received_on, until, calendar)


def is_silent(result_due_on: date | None, result_on: date | None, on: date) -> bool:
    """Whether a draft took effect by itself by a day: its time ran out without a result.

    A letter that comes later changes nothing of it. It is the district's failure, not an evaluation.
    """
    if result_due_on is None or on <= result_due_on:
        return False
    return result_on is None or result_on > result_due_on


def is_evaluated(result_due_on: date | None, result_on: date | None) -> bool:
    """Whether there is a result, and in time."""
    return result_on is not None and result_due_on is not None and result_on <= result_due_on


@dataclass(frozen=True, slots=True)
class Dues:
    """The last days that the law leaves to the steps of a course; `None` where none runs yet."""

    sent: date | None
    result: date | None
    corrected: date | None
    corrected_otherwise: date | None
    reported: date | None
    stopped: date | None


def dues(course: Course, calendar: Calendar, *, result_due_on: date | None) -> Dues:
    """When the next steps have to be taken. `result_due_on` is as it was kept with the draft."""
    differs = course.outcome == Outcome.DIFFERS

    def after(start: date | None, limit: Limit) -> date | None:
        return due_on(start, limit, calendar) if start is not None else None

    result_on = course.result_on if differs else None
    return Dues(
        sent=after(course.agreed_on, clock("sending").limit),
        result=result_due_on,
        corrected=after(result_on, clock("correction").limit),
        corrected_otherwise=after(result_on, _other_reading("correction").limit),
        reported=after(course.enacted_on, clock("reporting").limit),
        stopped=after(course.cancelled_on, clock("stopping").limit),
    )


def _other_reading(code: str) -> Clock:
    return next(one for one in clocks() if one.code == code and not one.standing)


def stage(course: Course, result_due_on: date | None, on: date) -> Stage:
    """Where a draft is by a day."""
    steps = (
        (course.revoked_on, Stage.REVOKED),
        (course.cancelled_on, Stage.CANCELLED),
        (course.reported_on, Stage.REPORTED),
        (course.enacted_on, Stage.ENACTED),
        (course.corrected_on, Stage.CORRECTED),
    )
    for day, reached in steps:
        if day is not None:
            return reached
    if is_silent(result_due_on, course.result_on, on):
        return Stage.SILENT
    if course.result_on is not None:
        return Stage.CONFORMS if course.outcome == Outcome.CONFORMS else Stage.TO_CORRECT
    if course.received_on is not None:
        return Stage.WAITING
    if course.sent_on is not None:
        return Stage.SENT
    return Stage.AGREED if course.agreed_on is not None else Stage.PREPARED


def lapses(
    course: Course, limits: Dues, *, budget_year: int, change: int, on: date
) -> tuple[Lapse, ...]:
    """What was late or out of turn by a day, in the order of a course."""
    found = {
        Lapse.SENT_LATE: _late(limits.sent, course.sent_on or course.received_on, on),
        Lapse.SILENT: is_silent(limits.result, course.result_on, on),
        Lapse.CORRECTED_LATE: _late(limits.corrected, course.corrected_on, on),
        Lapse.ENACTED_EARLY: _enacted_early(course, limits),
        Lapse.ENACTED_UNCORRECTED: _enacted_uncorrected(course),
        Lapse.REPORTED_LATE: _late(limits.reported, course.reported_on, on),
        Lapse.STOPPED_LATE: _late(limits.stopped, course.revoked_on, on),
    }
    if not change:
        agreed, enacted = (deadline_of(one).of(budget_year) for one in ("AGREED", "APBDES"))
        found[Lapse.AGREED_LATE] = course.agreed_on is not None and course.agreed_on > agreed
        found[Lapse.ENACTED_LATE] = course.enacted_on is not None and course.enacted_on > enacted
    return tuple(one for one in Lapse if found.get(one))


def _late(due: date | None, done: date | None, on: date) -> bool:
    return due is not None and (done or on) > due


def _enacted_early(course: Course, limits: Dues) -> bool:
    """Enacted before there was a result, and before the time for one had run out."""
    if course.enacted_on is None:
        return False
    if course.result_on is not None and course.result_on <= course.enacted_on:
        return False
    return limits.result is None or course.enacted_on <= limits.result


def _enacted_uncorrected(course: Course) -> bool:
    if course.enacted_on is None or course.outcome != Outcome.DIFFERS:
        return False
    return course.corrected_on is None or course.corrected_on > course.enacted_on


def days_late(due: date, received_on: date | None, on: date) -> int:
    """How many days after its deadline something came; or, while it has not, how many have passed."""
    return max(((received_on or on) - due).days, 0)


@dataclass(frozen=True, slots=True)
class Sums:
    """A budget in whole rupiah: income by its three kinds, spending by its five fields, financing.

    `limited` is what the 30 percent hold: pay and allowances, operations of village and BPD,
    incentives of RT and RW. `salary_land` is income of salary land (tanah bengkok), which the rule
    leaves out of the spending it looks at. `sources` are what the spending is paid from.
    """

    income: tuple[int, int, int]
    spending: tuple[int, int, int, int, int]
    financing_in: int = 0
    financing_out: int = 0
    limited: int | None = None
    salary_land: int = 0
    sources: tuple[int, ...] = ()

    @property
    def all_income(self) -> int:
        """Income of all kinds."""
        return sum(self.income)

    @property
    def all_spending(self) -> int:
        """Spending in all fields."""
        return sum(self.spending)

    @property
    def financing(self) -> int:
        """What comes in by financing less what goes out."""
        return self.financing_in - self.financing_out

    @property
    def balance(self) -> int:
        """Income less spending and financing; a budget's is 0."""
        return self.all_income - self.all_spending + self.financing

    @property
    def sources_difference(self) -> int:
        """What the sources have more than the spending; 0 where none are given."""
        return sum(self.sources) - self.all_spending if any(self.sources) else 0

    @property
    def limit_base(self) -> int:
        """The spending that the 70/30 rule looks at."""
        return self.all_spending - self.salary_land

    @property
    def limited_share(self) -> Fraction | None:
        """How much of it the 30 percent hold, in percent; none where it is not known."""
        if self.limited is None or self.limit_base <= 0:
            return None
        return Fraction(self.limited * WHOLE, self.limit_base)

    @property
    def is_within_limit(self) -> bool | None:
        """Whether at most 30 percent; in whole numbers. None where it is not known."""
        if self.limited is None or self.limit_base <= 0:
            return None
        return self.limited * WHOLE <= spending_limit().percent * self.limit_base


@dataclass(frozen=True, slots=True)
class SpendingLimit:
    """How much of all spending what is limited may take, in percent."""

    percent: int
    source: str
    status: str


@cache
def spending_limit() -> SpendingLimit:
    """The 70/30 rule."""
    return SpendingLimit(**_parameters()["limit"])


@dataclass(frozen=True, slots=True)
class Item:
    """A question of an evaluation."""

    code: str
    question: str
    basis: str
    status: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """The questions of an evaluation, from a day on."""

    code: str
    title: str
    holds_from: date
    source: str
    status: str
    items: tuple[Item, ...]


class Answer(StrEnum):
    """To a question of an evaluation: yes, no, does not apply."""

    YES = "YA"
    NO = "TIDAK"
    NOT_APPLICABLE = "TB"


@cache
def checklists() -> Mapping[str, Checklist]:
    """All lists of questions by their codes."""
    found = [
        Checklist(
            one["code"],
            one["title"],
            one["holds_from"],
            one["source"],
            one["status"],
            tuple(Item(**item) for item in one["item"]),
        )
        for one in _parameters()["checklist"]
    ]
    return {one.code: one for one in found}


def checklist_on(day: date) -> Checklist:
    """The list that holds on a day, the oldest one before there was any."""
    newest_first = sorted(checklists().values(), key=lambda one: one.holds_from, reverse=True)
    return next((one for one in newest_first if one.holds_from <= day), newest_first[-1])


def share(count: int, of: int) -> Fraction | None:
    """Percent of villages; none without any."""
    return Fraction(count * WHOLE, of) if of else None


def is_guided(*, evaluated: bool, monitored: bool, strictly: bool) -> bool:
    """Whether a village had guidance and supervision of its budget (*terbina*).

    Strictly both an evaluation with its letter in time and a visit with minutes; else either.
    """
    return evaluated and monitored if strictly else evaluated or monitored
