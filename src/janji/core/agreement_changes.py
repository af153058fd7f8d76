"""Why an agreement may be changed, and by when one has to be signed.

PermenPANRB 53/2014, Lampiran I: the three conditions of a revision, and one month after the budget
document is approved (sakip-rules 2.4, 2.6). How long a new official has is a setting of ours.
"""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from janji.core.periods import months_before
from janji.core.refusals import Refused
from janji.core.workdays import Calendar, Limit, LimitUnit, deadline


class Reason(StrEnum):
    """The lawful reasons for changing an agreement; their words and source stand in the parameters."""

    OFFICIAL_CHANGED = "official-changed"
    STRATEGY_OR_BUDGET_CHANGED = "strategy-or-budget-changed"
    PRIORITY_OR_ASSUMPTION_CHANGED = "priority-or-assumption-changed"


@dataclass(frozen=True, slots=True)
class ReasonText:
    """A reason in the regulation's words, and what such a change is usually based on."""

    title: str
    basis: str
    source: str
    status: str


@cache
def _parameters() -> dict[str, Any]:
    raw = (files("janji.core") / "parameters" / "agreements.toml").read_text("utf-8")
    return tomllib.loads(raw)


@cache
def reasons() -> dict[Reason, ReasonText]:
    """The three reasons with their words, in the order of the regulation."""
    return {
        Reason(one["code"]): ReasonText(one["title"], one["basis"], one["source"], one["status"])
        for one in _parameters()["reason"]
    }


def lawful_reason(said: str) -> Reason:
    """The reason that is named; refuses any other with `reason-unlawful`."""
    try:
        return Reason(said)
    except ValueError as wrong:
        raise Refused("reason-unlawful", field="reason") from wrong


@dataclass(frozen=True, slots=True)
class SetLimit:
    """How long something may take, where that stands, and whether it is law (`seen`) or ours (`design`)."""

    amount: int
    source: str
    status: str


@cache
def months_after_budget() -> SetLimit:
    """Months from the approval of the budget document to a signed agreement."""
    said = _parameters()["deadline"]
    return SetLimit(said["months"], said["source"], said["status"])


@cache
def days_for_newcomer() -> SetLimit:
    """Working days from a new official's first day to a signed complement agreement."""
    said = _parameters()["complement"]
    return SetLimit(said["working_days"], said["source"], said["status"])


def due_after_budget(approved_on: date) -> date:
    """The last day to sign: the same day of the month after, or that month's last where it has none."""
    return months_before(approved_on, -months_after_budget().amount)


def due_for_newcomer(starts_on: date, calendar: Calendar) -> date:
    """The last day to sign a complement agreement, counted in working days after the first day."""
    limit = Limit(days_for_newcomer().amount, LimitUnit.WORKING_DAYS)
    due = deadline(datetime.combine(starts_on, time.min), limit, (), calendar)
    assert due is not None  # noqa: S101 -- only a pause that goes on leaves it open
    return due.date()


@dataclass(frozen=True, slots=True)
class Timeliness:
    """A deadline and how it was kept: days late so far, or until it was signed; zero is on time."""

    due_on: date
    signed_on: date | None
    days_late: int


def timeliness(due_on: date, signed_on: date | None, *, on: date) -> Timeliness:
    """How a deadline stands on a day; what is not signed yet grows later every day."""
    reached = signed_on or on
    return Timeliness(due_on, signed_on, max((reached - due_on).days, 0))
