"""The life of a proposal to reward or sanction, and the days that run in it, as one table.

proposed → granted or refused → objected to → answered → final. Nothing of it happens by itself: also
the end of the time to object is a day that someone notes.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from janji.core.refusals import Refused
from janji.core.reward_parameters import ObjectionRule
from janji.core.workdays import Calendar, Limit, deadline


class State(StrEnum):
    """Where a proposal stands."""

    PROPOSED = "proposed"
    GRANTED = "granted"
    REFUSED = "refused"
    OBJECTED = "objected"
    ANSWERED = "answered"
    FINAL = "final"


class Deed(StrEnum):
    """What is done to a proposal."""

    GRANT = "grant"
    REFUSE = "refuse"
    OBJECT = "object"
    ANSWER = "answer"
    CLOSE = "close"


MOVES: dict[tuple[State, Deed], State] = {
    (State.PROPOSED, Deed.GRANT): State.GRANTED,
    (State.PROPOSED, Deed.REFUSE): State.REFUSED,
    (State.GRANTED, Deed.OBJECT): State.OBJECTED,
    (State.REFUSED, Deed.OBJECT): State.OBJECTED,
    (State.OBJECTED, Deed.ANSWER): State.ANSWERED,
    (State.GRANTED, Deed.CLOSE): State.FINAL,
    (State.REFUSED, Deed.CLOSE): State.FINAL,
    (State.ANSWERED, Deed.CLOSE): State.FINAL,
}


class RuleState(StrEnum):
    """Where a rule stands: only an active one recommends anything."""

    DRAFT = "draft"
    ACTIVE = "active"
    ENDED = "ended"


def after(state: State, deed: Deed) -> State:
    """The state after a deed; refuses with `reward-deed-not-now` when the table has no such move."""
    if (state, deed) not in MOVES:
        raise Refused("reward-deed-not-now")
    return MOVES[state, deed]


def deeds_now(state: State) -> frozenset[Deed]:
    """What can be done in a state."""
    return frozenset(deed for begins, deed in MOVES if begins is state)


@dataclass(frozen=True, slots=True)
class Course:
    """The days of a decision so far."""

    decided_on: date
    received_on: date | None = None
    objected_on: date | None = None
    answered_on: date | None = None


def last_day(start: date, limit: Limit, calendar: Calendar) -> date:
    """The last day of a limit; the day it starts on is day 0."""
    found = deadline(datetime.combine(start, time.min), limit, (), calendar)
    assert found is not None  # noqa: S101 -- nothing pauses
    return found.date()


def objection_until(rule: ObjectionRule, course: Course, calendar: Calendar) -> date | None:
    """The last day to object; `None` while the clock has not started: the letter was not received."""
    start = course.decided_on if rule.starts == "announced" else course.received_on
    return None if start is None else last_day(start, rule.limit, calendar)


def require_in_time(rule: ObjectionRule, course: Course, on: date, calendar: Calendar) -> None:
    """Refuses an objection past its last day with `objection-late`; one before the clock starts is in time."""
    until = objection_until(rule, course, calendar)
    if until is not None and on > until:
        raise Refused("objection-late", until=f"{until:%d-%m-%Y}")


def answer_until(rule: ObjectionRule, course: Course, calendar: Calendar) -> date | None:
    """The last day to answer an objection; `None` where the text names none, or nobody objected."""
    if rule.answer_limit is None or course.objected_on is None:
        return None
    return last_day(course.objected_on, rule.answer_limit, calendar)


def is_silent(rule: ObjectionRule, course: Course, on: date, calendar: Calendar) -> bool:
    """Whether an objection stands unanswered past its day and is taken as accepted by law."""
    until = answer_until(rule, course, calendar)
    if not rule.silence_grants or until is None:
        return False
    return (course.answered_on or on) > until


def require_answerable(
    rule: ObjectionRule, course: Course, on: date, calendar: Calendar, *, accepts: bool
) -> None:
    """Past the day of silence an objection can only be accepted: refuses with `objection-granted-by-law`."""
    if not accepts and is_silent(rule, course, on, calendar):
        until = answer_until(rule, course, calendar)
        raise Refused("objection-granted-by-law", until=f"{until:%d-%m-%Y}")


def closes_from(rule: ObjectionRule, course: Course, calendar: Calendar) -> date | None:
    """The last day on which something can still change; from the day after it is final. `None`: open.

    With an answer that is the last day to appeal, and the answer's own day where the text knows none.
    """
    if course.answered_on is not None:
        if rule.appeal_limit is None:
            return course.answered_on
        return last_day(course.answered_on, rule.appeal_limit, calendar)
    if course.objected_on is not None:
        return None
    return objection_until(rule, course, calendar)


def require_closable(rule: ObjectionRule, course: Course, on: date, calendar: Calendar) -> None:
    """Refuses to close while one may still object or appeal.

    Codes: `close-before-receipt`, `close-too-early`.
    """
    until = closes_from(rule, course, calendar)
    if until is None:
        raise Refused("close-before-receipt")
    is_final_at_once = course.answered_on is not None and rule.appeal_limit is None
    if on <= until and not is_final_at_once:
        raise Refused("close-too-early", until=f"{until:%d-%m-%Y}")
