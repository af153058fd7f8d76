"""The states of an office's quarter, the deeds that move it, and who may not do two of them.

Figures are typed or counted while a quarter is open or returned. Submitting freezes them; from then on
they wait for one person after another. An office has few people, so the rule asks for as few as keep
every figure under other eyes: whoever entered figures may also submit them, because a planner gathers
what others typed. But nobody verifies, approves or accepts what they entered or submitted themselves,
and nobody does two of these three. So a figure passes through four people at least: one who enters and
submits, one who verifies, one who approves, one who accepts.

To return a quarter, to lock it and to open it again says nothing of a figure being right; the right to
do so is enough.
"""

import tomllib
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files

from janji.core.periods import is_over, last_day
from janji.core.refusals import Refused


class State(StrEnum):
    """Where an office's quarter stands."""

    OPEN = "open"
    SUBMITTED = "submitted"
    VERIFIED = "verified"
    APPROVED = "approved"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    LOCKED = "locked"


class Deed(StrEnum):
    """What may be done to an office's quarter."""

    SUBMIT = "submit"
    VERIFY = "verify"
    APPROVE = "approve"
    ACCEPT = "accept"
    LOCK = "lock"
    RETURN = "return"
    REOPEN = "reopen"


MOVES: dict[tuple[State, Deed], State] = {
    (State.OPEN, Deed.SUBMIT): State.SUBMITTED,
    (State.RETURNED, Deed.SUBMIT): State.SUBMITTED,
    (State.SUBMITTED, Deed.VERIFY): State.VERIFIED,
    (State.VERIFIED, Deed.APPROVE): State.APPROVED,
    (State.APPROVED, Deed.ACCEPT): State.ACCEPTED,
    (State.ACCEPTED, Deed.LOCK): State.LOCKED,
    (State.SUBMITTED, Deed.RETURN): State.RETURNED,
    (State.VERIFIED, Deed.RETURN): State.RETURNED,
    (State.APPROVED, Deed.RETURN): State.RETURNED,
    (State.ACCEPTED, Deed.REOPEN): State.OPEN,
    (State.LOCKED, Deed.REOPEN): State.OPEN,
}
"""Whoever is next in line may return; what was accepted is opened again instead, with a reason."""

NEXT_IN_LINE = {
    State.SUBMITTED: Deed.VERIFY,
    State.VERIFIED: Deed.APPROVE,
    State.APPROVED: Deed.ACCEPT,
}
"""The deed a state waits for; who may do it may return the quarter instead."""

WRITABLE = frozenset({State.OPEN, State.RETURNED})
"""States in which figures are typed."""
OFFICIAL = frozenset({State.APPROVED, State.ACCEPTED, State.LOCKED})
"""States in which the frozen figures are the official ones."""
NEED_A_REASON = frozenset({Deed.RETURN, Deed.REOPEN})
"""Deeds that say why."""


def after(state: State, deed: Deed) -> State:
    """The state after a deed; refuses with `quarter-deed-not-now` when the table has no such move."""
    if (state, deed) not in MOVES:
        raise Refused("quarter-deed-not-now", state=state.value, deed=deed.value)
    return MOVES[state, deed]


def deeds_now(state: State) -> frozenset[Deed]:
    """What can be done in a state."""
    return frozenset(deed for from_state, deed in MOVES if from_state is state)


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that someone took since the figures were last submitted, that step included."""

    deed: Deed
    by: Hashable


_APART: dict[Deed, tuple[Deed, ...]] = {
    Deed.VERIFY: (Deed.SUBMIT,),
    Deed.APPROVE: (Deed.SUBMIT, Deed.VERIFY),
    Deed.ACCEPT: (Deed.SUBMIT, Deed.VERIFY, Deed.APPROVE),
}
"""Deeds that say a figure is right, and those their doer must have left to others."""

_TOGETHER = {
    Deed.SUBMIT: "apart-from-submitter",
    Deed.VERIFY: "apart-from-verifier",
    Deed.APPROVE: "apart-from-approver",
}


def speaks_for_figures(deed: Deed) -> bool:
    """Whether a deed says that the figures are right, so that other people have to do it."""
    return deed in _APART


def require_apart(
    deed: Deed, by: Hashable, *, entered: Collection[Hashable], taken: Sequence[Taken]
) -> None:
    """Refuses a person who entered a figure of the quarter, or already spoke for it, to speak for it.

    `entered` are those who typed or recorded any of its figures, whether that one still counts or not.
    Refuses with `apart-from-…`.
    """
    if not speaks_for_figures(deed):
        return
    if by in entered:
        raise Refused("apart-from-enterer")
    for one in taken:
        if one.deed in _APART[deed] and one.by == by:
            raise Refused(_TOGETHER[one.deed])


@dataclass(frozen=True, slots=True)
class TimeToSubmit:
    """How many days after a quarter's end figures are handed in, and how well that is known."""

    from_year: int
    days: int
    source: str
    evidence: str


def time_to_submit(year: int) -> TimeToSubmit:
    """What holds for the quarters of a year."""
    return next(one for one in _times() if one.from_year <= year)


def submit_until(year: int, quarter: int) -> date:
    """The last day on which handing in a quarter's figures is in time."""
    return last_day(year, quarter) + timedelta(days=time_to_submit(year).days)


def days_late(year: int, quarter: int, on: date) -> int:
    """How many days a quarter that is handed in on a day comes late; it counts all the same."""
    return max(0, (on - submit_until(year, quarter)).days)


class Awaited(StrEnum):
    """Whose turn it is with a quarter that is over."""

    OFFICE = "office"
    VERIFIER = "verifier"
    HEAD = "head"
    SUPERIOR = "superior"


_AWAITED = {
    State.OPEN: Awaited.OFFICE,
    State.RETURNED: Awaited.OFFICE,
    State.SUBMITTED: Awaited.VERIFIER,
    State.VERIFIED: Awaited.HEAD,
    State.APPROVED: Awaited.SUPERIOR,
}


@dataclass(frozen=True, slots=True)
class QuarterStanding:
    """How an office's quarter looks on a day: whose turn it is, and whether it came in time.

    What counts is when it was handed in for the first time. A quarter that was returned or opened again
    is not late by that: its figures were there, and the office is awaited once more.
    """

    year: int
    quarter: int
    state: State
    handed_in: date | None
    on: date

    @property
    def until(self) -> date:
        """The last day on which handing it in is in time."""
        return submit_until(self.year, self.quarter)

    @property
    def is_over(self) -> bool:
        """Whether its figures are due."""
        return is_over(self.year, self.quarter, self.on)

    @property
    def awaits(self) -> Awaited | None:
        """Whose turn it is; nobody's before the quarter ends and after it was accepted."""
        return _AWAITED.get(self.state) if self.is_over else None

    @property
    def is_overdue(self) -> bool:
        """Whether it was never handed in and its last day has passed."""
        return self.handed_in is None and self.days_late > 0

    @property
    def is_late(self) -> bool:
        """Whether it was handed in after its last day; it counts all the same."""
        return self.handed_in is not None and self.days_late > 0

    @property
    def is_returned(self) -> bool:
        """Whether it was sent back or opened again, so that the office has to hand it in once more."""
        return self.handed_in is not None and self.awaits is Awaited.OFFICE

    @property
    def days_late(self) -> int:
        """How many days it came too late, or is waited for too long."""
        return days_late(self.year, self.quarter, self.handed_in or self.on)


@cache
def _times() -> tuple[TimeToSubmit, ...]:
    raw = (files("janji.core.parameters") / "measurement_life.toml").read_text("utf-8")
    found = (TimeToSubmit(**one) for one in tomllib.loads(raw)["time"])
    return tuple(sorted(found, key=lambda one: -one.from_year))
