"""When a community body (RT, RW, PKK, …) is active in a year, and how long its officers serve.

Rules: registers.md §4. No regulation defines *aktif*; the founding agreement names three conditions and
leaves the rest open, so every number here is a choice that a definition settles.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from janji.core.periods import months_before


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number with where it comes from; `status` is `seen`, `memory` or `design`."""

    value: int
    source: str
    status: str


TENURE_YEARS = Parameter(5, "Permendagri 18/2018 Pasal 8 ayat (3), sejak tanggal keputusan", "seen")
MOST_TENURES = Parameter(2, "Permendagri 18/2018 Pasal 8 ayat (4)", "seen")
WARNED_DAYS = Parameter(90, "Peraturan tidak menyebut masa peringatan; rancangan", "design")


class Condition(StrEnum):
    """What the founding agreement asks of an active body."""

    PLAN = "program"
    CHAIR = "ketua"
    AGENDA = "agenda"


class Lack(StrEnum):
    """The first thing that a body lacks to be active."""

    NO_PLAN = "no_plan"
    NO_DOCUMENT = "no_document"
    NO_AGENDA = "no_agenda"
    LATE_PLAN = "late_plan"
    CHAIR_ABSENT = "chair_absent"
    TOO_LITTLE_DONE = "too_little_done"


@dataclass(frozen=True, slots=True)
class Criteria:
    """How the conditions are read. `share` is the least part of the agenda that was carried out."""

    conditions: frozenset[Condition] = frozenset(Condition)
    last_month: int = 3
    share: Fraction = Fraction(3, 5)
    counts_added: bool = False
    counts_delegates: bool = False
    newcomer_months: int = 6

    def deadline(self, year: int) -> date:
        """The last day on which a plan of the year may be set."""
        return date(year, self.last_month, monthrange(year, self.last_month)[1])


@dataclass(frozen=True, slots=True)
class Agenda:
    """Activities of a year's plan: those planned when it was set, and those added later."""

    planned: int = 0
    done: int = 0
    added: int = 0
    added_done: int = 0

    def counted(self, *, with_added: bool) -> tuple[int, int]:
        """Carried out and planned; later ones count in both or in neither (R4.14)."""
        if with_added:
            return self.done + self.added_done, self.planned + self.added
        return self.done, self.planned


@dataclass(frozen=True, slots=True)
class BodyYear:
    """What is known of a body and a year, as seen from a day.

    `chair_came` and `delegate_came` speak of forums that are allowed for its kind.
    """

    plan_set_on: date | None = None
    has_document: bool = False
    agenda: Agenda = Agenda()
    chair_came: bool = False
    delegate_came: bool = False


def enough_done(done: int, planned: int, share: Fraction) -> bool:
    """Whether the share was reached, in whole numbers: for 60 % `5 * done >= 3 * planned`."""
    return planned > 0 and share.denominator * done >= share.numerator * planned


def lacking(known: BodyYear, year: int, criteria: Criteria) -> Lack | None:
    """The first condition that fails, in the order of the agreement; `None` for an active body."""
    if Condition.PLAN in criteria.conditions and (lack := _of_plan(known, year, criteria)):
        return lack
    came = known.chair_came or (criteria.counts_delegates and known.delegate_came)
    if Condition.CHAIR in criteria.conditions and not came:
        return Lack.CHAIR_ABSENT
    if Condition.AGENDA in criteria.conditions:
        done, planned = known.agenda.counted(with_added=criteria.counts_added)
        if not enough_done(done, planned, criteria.share):
            return Lack.TOO_LITTLE_DONE
    return None


def _of_plan(known: BodyYear, year: int, criteria: Criteria) -> Lack | None:
    """R4.12: a plan of the year with an activity and a document, set in time."""
    if known.plan_set_on is None:
        return Lack.NO_PLAN
    if known.plan_set_on > criteria.deadline(year):
        return Lack.LATE_PLAN
    if known.agenda.planned == 0:
        return Lack.NO_AGENDA
    return None if known.has_document else Lack.NO_DOCUMENT


def still_to_do(agenda: Agenda, criteria: Criteria) -> int:
    """Activities that are missing until the share is reached."""
    done, planned = agenda.counted(with_added=criteria.counts_added)
    needed = -(-criteria.share.numerator * planned // criteria.share.denominator)
    return max(0, needed - done)


def newest_counted(last_day: date, months: int) -> date:
    """The latest day of foundation with which a body is no newcomer any more (R4.15)."""
    return months_before(last_day, months)


def last_day_of_tenure(starts_on: date, years: int = TENURE_YEARS.value) -> date:
    """The last day of a term of office (R4.4)."""
    return months_before(starts_on, -12 * years) - timedelta(days=1)


class TenureState(StrEnum):
    """How a term of office stands on a day."""

    RUNNING = "running"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    ENDED = "ended"


def tenure_state(ends_on: date, ended_on: date | None, on: date) -> TenureState:
    """Expiring from 90 days ahead; expired once its last day is past (R4.16)."""
    if ended_on is not None and ended_on <= on:
        return TenureState.ENDED
    if ends_on < on:
        return TenureState.EXPIRED
    soon = ends_on - timedelta(days=WARNED_DAYS.value) <= on
    return TenureState.EXPIRING if soon else TenureState.RUNNING


def is_one_too_many(tenures_before: int) -> bool:
    """Whether another term would be more than a person may serve, in a row or not (R4.4)."""
    return tenures_before >= MOST_TENURES.value
