"""sakip-rules §2 (2.3): the second party monitors, evaluates and supervises; the table of what follows what."""

from datetime import date
from itertools import product

import pytest

from janji.core.refusals import Refused
from janji.core.supervision_life import (
    AWAITING_OFFICE,
    AWAITING_SUPERIOR,
    FINDING_MOVES,
    THREAD_MOVES,
    FindingDeed,
    FindingState,
    ThreadDeed,
    ThreadState,
    finding_after,
    is_overdue,
    thread_after,
)

THREADS = {
    ("open", "ask"): "open",
    ("open", "answer"): "answered",
    ("open", "close"): "closed",
    ("answered", "ask"): "open",
    ("answered", "answer"): "answered",
    ("answered", "close"): "closed",
    ("closed", "ask"): None,
    ("closed", "answer"): None,
    ("closed", "close"): None,
}
FINDINGS = {
    ("open", "follow_up"): "followed_up",
    ("open", "accept"): None,
    ("open", "return"): None,
    ("open", "withdraw"): "withdrawn",
    ("followed_up", "follow_up"): None,
    ("followed_up", "accept"): "accepted",
    ("followed_up", "return"): "returned",
    ("followed_up", "withdraw"): "withdrawn",
    ("returned", "follow_up"): "followed_up",
    ("returned", "accept"): None,
    ("returned", "return"): None,
    ("returned", "withdraw"): "withdrawn",
    **{(state, deed): None for state in ("accepted", "withdrawn") for deed in FindingDeed},
}


def after(move, state, deed):
    try:
        return move(state, deed).value
    except Refused:
        return None


def test_every_move_of_a_thread():
    found = {
        (state.value, deed.value): after(thread_after, state, deed)
        for state, deed in product(ThreadState, ThreadDeed)
    }
    assert found == THREADS


def test_every_move_of_a_finding():
    found = {
        (state.value, deed.value): after(finding_after, state, deed)
        for state, deed in product(FindingState, FindingDeed)
    }
    assert found == {(state, str(deed)): to for (state, deed), to in FINDINGS.items()}


def test_every_state_waits_for_one_side_or_is_the_end():
    ends = {ThreadState.CLOSED, FindingState.ACCEPTED, FindingState.WITHDRAWN}
    every = {*ThreadState, *FindingState}
    assert every == AWAITING_OFFICE | AWAITING_SUPERIOR | ends
    assert not AWAITING_OFFICE & AWAITING_SUPERIOR
    assert {state for state, _ in (*THREAD_MOVES, *FINDING_MOVES)} == every - ends


@pytest.mark.parametrize(
    ("state", "day", "overdue"),
    [
        (ThreadState.OPEN, 15, False),
        (ThreadState.OPEN, 16, True),
        (ThreadState.ANSWERED, 16, False),
        (ThreadState.CLOSED, 16, False),
        (FindingState.OPEN, 15, False),
        (FindingState.OPEN, 16, True),
        (FindingState.RETURNED, 16, True),
        (FindingState.FOLLOWED_UP, 16, False),
        (FindingState.ACCEPTED, 16, False),
    ],
)
def test_overdue_is_what_the_office_owes_after_the_day(state, day, overdue):
    assert is_overdue(state, date(2019, 7, 15), date(2019, 7, day)) is overdue
