"""From open to locked: every move of the table, no other, and never one person for two parts."""

from dataclasses import dataclass, replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core import measurement_life
from janji.core.measurement_life import (
    NEXT_IN_LINE,
    OFFICIAL,
    WRITABLE,
    Deed,
    State,
    Taken,
    after,
    deeds_now,
    require_apart,
)
from janji.core.refusals import Refused

ALLOWED = {
    (State.OPEN, Deed.SUBMIT): State.SUBMITTED,
    (State.RETURNED, Deed.SUBMIT): State.SUBMITTED,
    (State.SUBMITTED, Deed.VERIFY): State.VERIFIED,
    (State.SUBMITTED, Deed.RETURN): State.RETURNED,
    (State.VERIFIED, Deed.APPROVE): State.APPROVED,
    (State.VERIFIED, Deed.RETURN): State.RETURNED,
    (State.APPROVED, Deed.ACCEPT): State.ACCEPTED,
    (State.APPROVED, Deed.RETURN): State.RETURNED,
    (State.ACCEPTED, Deed.LOCK): State.LOCKED,
    (State.ACCEPTED, Deed.REOPEN): State.OPEN,
    (State.LOCKED, Deed.REOPEN): State.OPEN,
}


@pytest.mark.parametrize(("state", "deed"), list(product(State, Deed)))
def test_a_deed_moves_the_quarter_or_is_refused(state, deed):
    assert (deed in deeds_now(state)) == ((state, deed) in ALLOWED)
    if (state, deed) in ALLOWED:
        assert after(state, deed) is ALLOWED[state, deed]
        return
    with pytest.raises(Refused, match="quarter-deed-not-now") as refusal:
        after(state, deed)
    assert refusal.value.facts == {"state": state.value, "deed": deed.value}


def test_who_is_next_in_line_may_go_on_or_return():
    for state, deed in NEXT_IN_LINE.items():
        assert deeds_now(state) == {deed, Deed.RETURN}


@given(st.lists(st.sampled_from(Deed), max_size=20))
def test_what_is_official_was_verified_after_it_was_last_submitted(deeds):
    state, done = State.OPEN, []
    for deed in deeds:
        if deed in deeds_now(state):
            state = after(state, deed)
            done.append(deed)
    if state in OFFICIAL:
        last = len(done) - 1 - done[::-1].index(Deed.SUBMIT)
        assert done[last : last + 3] == [Deed.SUBMIT, Deed.VERIFY, Deed.APPROVE]
    assert not (state in OFFICIAL and state in WRITABLE)


def test_the_planner_may_submit_what_the_planner_typed():
    require_apart(Deed.SUBMIT, "planner", entered={"planner"}, taken=[])


@pytest.mark.parametrize(
    ("deed", "by", "code"),
    [
        (Deed.VERIFY, "operator", "apart-from-enterer"),
        (Deed.APPROVE, "operator", "apart-from-enterer"),
        (Deed.ACCEPT, "operator", "apart-from-enterer"),
        (Deed.VERIFY, "planner", "apart-from-submitter"),
        (Deed.APPROVE, "planner", "apart-from-submitter"),
        (Deed.ACCEPT, "planner", "apart-from-submitter"),
        (Deed.APPROVE, "verifier", "apart-from-verifier"),
        (Deed.ACCEPT, "verifier", "apart-from-verifier"),
        (Deed.ACCEPT, "head", "apart-from-approver"),
    ],
)
def test_nobody_does_two_parts(deed, by, code):
    taken = [
        Taken(Deed.SUBMIT, "planner"),
        Taken(Deed.VERIFY, "verifier"),
        Taken(Deed.APPROVE, "head"),
    ]
    with pytest.raises(Refused, match=code):
        require_apart(deed, by, entered={"operator"}, taken=taken)
    require_apart(deed, "someone else", entered={"operator"}, taken=taken)


PEOPLE = ("a", "b", "c")
ENTER = "enter"
DEEDS = (ENTER, *Deed)


@dataclass(frozen=True)
class World:
    """A quarter on its way. Everyone of it holds every role; nothing but the rule keeps them apart."""

    state: State = State.OPEN
    entered: frozenset = frozenset()
    taken: tuple = ()


def done(world, deed, by):
    """The world after a deed, or `None` where it is refused."""
    if deed == ENTER:
        if world.state not in WRITABLE:
            return None
        return replace(world, entered=world.entered | {by})
    try:
        state = after(world.state, deed)
        require_apart(deed, by, entered=world.entered, taken=world.taken)
    except Refused:
        return None
    step = Taken(deed, by)
    taken = (step,) if deed is Deed.SUBMIT else (*world.taken, step)
    return replace(world, state=state, taken=taken)


def broken(world):
    """Whether one person entered, and approved or accepted, the figures that stand; or did both."""
    if world.state not in OFFICIAL:
        return False
    by = {one.deed: one.by for one in world.taken}
    approved, accepted = by.get(Deed.APPROVE), by.get(Deed.ACCEPT)
    return bool({approved, accepted, by.get(Deed.VERIFY)} & world.entered) or approved == accepted


def explored(steps, *, people=PEOPLE):
    """All worlds that sequences of so many deeds lead to; what is refused changes nothing."""
    worlds = reached = {World()}
    for _ in range(steps):
        worlds = {
            next_one
            for world in worlds
            for deed, by in product(DEEDS, people)
            if (next_one := done(world, deed, by)) is not None
        }
        reached = reached | worlds
    return reached


def test_no_sequence_of_six_deeds_lets_one_person_enter_approve_and_accept():
    """Z-06, with people who each hold every role; four are needed to bring a figure to the end."""
    found = explored(6, people=("a", "b", "c", "d"))
    assert [world for world in found if broken(world)] == []
    assert any(world.state is State.ACCEPTED and world.entered for world in found)


def test_three_people_never_bring_a_typed_figure_to_its_end():
    typed = [world for world in explored(9) if world.entered and world.taken]
    assert {world.state for world in typed} >= {State.APPROVED, State.RETURNED}
    assert not any(world.state is State.ACCEPTED for world in typed)


def test_without_the_rule_the_search_finds_the_one_who_did_it_all(monkeypatch):
    monkeypatch.setitem(measurement_life.__dict__, "_APART", {})
    found = [world for world in explored(6, people=("a", "b")) if broken(world)]
    assert any({one.by for one in world.taken} == world.entered == {"a"} for world in found)
