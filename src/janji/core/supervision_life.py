"""Questions, instructions and findings of the second party: their states and who may move them."""

from datetime import date
from enum import StrEnum

from janji.core.refusals import Refused


class ThreadState(StrEnum):
    """Where a question or an instruction stands."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


class ThreadDeed(StrEnum):
    """What happens in a thread."""

    ASK = "ask"
    ANSWER = "answer"
    CLOSE = "close"


THREAD_MOVES: dict[tuple[ThreadState, ThreadDeed], ThreadState] = {
    (ThreadState.OPEN, ThreadDeed.ASK): ThreadState.OPEN,
    (ThreadState.OPEN, ThreadDeed.ANSWER): ThreadState.ANSWERED,
    (ThreadState.OPEN, ThreadDeed.CLOSE): ThreadState.CLOSED,
    (ThreadState.ANSWERED, ThreadDeed.ASK): ThreadState.OPEN,
    (ThreadState.ANSWERED, ThreadDeed.ANSWER): ThreadState.ANSWERED,
    (ThreadState.ANSWERED, ThreadDeed.CLOSE): ThreadState.CLOSED,
}
"""The office answers, the superior's side asks again or closes; what is closed stays closed."""


class FindingState(StrEnum):
    """Where a finding stands."""

    OPEN = "open"
    FOLLOWED_UP = "followed_up"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


class FindingDeed(StrEnum):
    """What happens to a finding."""

    FOLLOW_UP = "follow_up"
    ACCEPT = "accept"
    RETURN = "return"
    WITHDRAW = "withdraw"


FINDING_MOVES: dict[tuple[FindingState, FindingDeed], FindingState] = {
    (FindingState.OPEN, FindingDeed.FOLLOW_UP): FindingState.FOLLOWED_UP,
    (FindingState.OPEN, FindingDeed.WITHDRAW): FindingState.WITHDRAWN,
    (FindingState.FOLLOWED_UP, FindingDeed.ACCEPT): FindingState.ACCEPTED,
    (FindingState.FOLLOWED_UP, FindingDeed.RETURN): FindingState.RETURNED,
    (FindingState.FOLLOWED_UP, FindingDeed.WITHDRAW): FindingState.WITHDRAWN,
    (FindingState.RETURNED, FindingDeed.FOLLOW_UP): FindingState.FOLLOWED_UP,
    (FindingState.RETURNED, FindingDeed.WITHDRAW): FindingState.WITHDRAWN,
}
"""The office follows up, the superior's side accepts or returns it, or takes the finding back."""

OF_SUPERIOR = frozenset(
    {
        ThreadDeed.ASK,
        ThreadDeed.CLOSE,
        FindingDeed.ACCEPT,
        FindingDeed.RETURN,
        FindingDeed.WITHDRAW,
    }
)
"""Deeds of the superior's side; the others are the office's."""
AWAITING_OFFICE = frozenset({ThreadState.OPEN, FindingState.OPEN, FindingState.RETURNED})
"""States in which the office has to do something, so that it can be overdue."""
AWAITING_SUPERIOR = frozenset({ThreadState.ANSWERED, FindingState.FOLLOWED_UP})
"""States in which the superior's side has to look."""


def thread_after(state: ThreadState, deed: ThreadDeed) -> ThreadState:
    """The state of a thread after a deed; refuses with `thread-deed-not-now`."""
    if (state, deed) not in THREAD_MOVES:
        raise Refused("thread-deed-not-now")
    return THREAD_MOVES[state, deed]


def finding_after(state: FindingState, deed: FindingDeed) -> FindingState:
    """The state of a finding after a deed; refuses with `finding-deed-not-now`."""
    if (state, deed) not in FINDING_MOVES:
        raise Refused("finding-deed-not-now")
    return FINDING_MOVES[state, deed]


def is_overdue(state: ThreadState | FindingState, due_on: date, on: date) -> bool:
    """Whether the office still owes something on a day after the due date."""
    return state in AWAITING_OFFICE and on > due_on
