"""What a register finds wrong among its own rows: late, missing, contradictory, or changed afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from janji.core.measurement_life import submit_until
from janji.core.measuring import QUARTERS
from janji.core.periods import Window, single
from janji.orgs.access import rows_below, subtree
from janji.orgs.models import OrgUnit
from janji.registers.variables import RowView


class FlawKind(StrEnum):
    """What sort of flaw it is."""

    LATE = "late"
    MISSING = "missing"
    CONTRADICTORY = "contradictory"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Look:
    """Where and when one looks: an office with all below it, a year, and from when it is seen.

    It is seen from now, or from the year's end once it is over; `now` is the moment itself, for what
    falls due after the year. `offices` finds the rows that belong
    to the office or one below it.
    """

    org_unit: OrgUnit
    year: int
    on: date
    moment: datetime
    now: datetime
    offices: Q

    @classmethod
    def at(cls, org_unit: OrgUnit, year: int, now: datetime) -> "Look":
        """A look at a year; one query."""
        last = date(year, 12, 31)
        on = min(timezone.localdate(now), last)
        moment = min(now, _begin(last + timedelta(days=1)))
        return cls(org_unit, year, on, moment, now, rows_below(org_unit))

    @property
    def tree(self) -> Q:
        """The office and all below it, of offices themselves."""
        return subtree(self.org_unit)

    @property
    def days(self) -> tuple[date, date]:
        """From the year's first day to the day of the look, for `range`."""
        return date(self.year, 1, 1), self.on

    def afterwards(self, day: str, recorded: str, *, is_moment: bool = False) -> Q:
        """Rows of a day in a quarter of the year, written down once its figures were to be handed in.

        `day` names the column with the day, or the moment, it is about; `recorded` the moment at
        which it was written down.
        """
        found = Q(pk__in=[])
        for quarter in QUARTERS:
            window = single(self.year, quarter)
            if is_moment:
                begins, ends = _begin(window.first_day), _begin(_after(window))
                within = Q(**{f"{day}__gte": begins, f"{day}__lt": ends})
            else:
                within = Q(**{f"{day}__range": (window.first_day, window.last_day)})
            found |= within & Q(**{f"{recorded}__gte": grace_ends(window)})
        return found


def grace_ends(window: Window) -> datetime:
    """The moment from which writing down something of a window is no longer in time: its figures were due."""
    return _begin(submit_until(window.year, window.last) + timedelta(days=1))


def _after(window: Window) -> date:
    return window.last_day + timedelta(days=1)


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One sort of flaw a register looks for. `rows` are the very rows it is about; `remedy` says what to do.

    `code` is a word of its address, alone in the house. `office` names the column that leads from a
    row to its office, for whoever counts the rows of many offices at once.
    """

    code: str
    kind: FlawKind
    title: str
    remedy: str
    rows: Callable[[Look], QuerySet[Any]]
    row_view: RowView
    office: str = "org_unit"
