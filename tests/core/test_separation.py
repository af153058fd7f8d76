"""Z-06: no sequence of six deeds of three people, who each hold every role, lets one person enter or
approve a figure and evaluate it as well. The search is exhaustive, over the pure rules."""

from dataclasses import dataclass, replace
from itertools import product

import pytest

from janji.core import evaluation_life
from janji.core.evaluation_life import may_evaluate
from janji.core.measurement_life import WRITABLE, Deed, State, Taken, after, require_apart
from janji.core.refusals import Refused

PEOPLE = ("a", "b", "c")
ENTER, EVALUATE = "enter", "evaluate"
DEEDS = (ENTER, EVALUATE, *Deed)
OF_FIGURES = {Deed.SUBMIT, Deed.VERIFY, Deed.APPROVE, Deed.ACCEPT}


@dataclass(frozen=True)
class World:
    """A quarter on its way, what was done since it was last submitted, and ever; who evaluated when."""

    state: State = State.OPEN
    entered: frozenset = frozenset()
    turn: tuple = ()
    ever: frozenset = frozenset()
    broken: frozenset = frozenset()
    evaluated: frozenset = frozenset()


def done(world, deed, by):
    """The world after a deed, or `None` where it is refused."""
    if deed == ENTER:
        if world.state not in WRITABLE:
            return None
        return replace(world, entered=world.entered | {by})
    if deed == EVALUATE:
        if not may_evaluate(by, entered=world.entered, taken=tuple(world.ever)):
            return None
        hands = world.entered | {one.by for one in world.ever if one.deed in OF_FIGURES}
        broken = world.broken | ({by} & hands)
        return replace(world, evaluated=world.evaluated | {by}, broken=broken)
    try:
        state = after(world.state, deed)
        require_apart(deed, by, entered=world.entered, taken=world.turn)
    except Refused:
        return None
    step = Taken(deed, by)
    turn = (step,) if deed is Deed.SUBMIT else (*world.turn, step)
    return replace(world, state=state, turn=turn, ever=world.ever | {step})


def explored(steps=6):
    """All worlds that so many deeds lead to."""
    worlds = reached = {World()}
    for _ in range(steps):
        worlds = {
            found
            for world in worlds
            for deed, by in product(DEEDS, PEOPLE)
            if (found := done(world, deed, by)) is not None
        }
        reached = reached | worlds
    return reached


def test_nobody_evaluates_a_figure_that_they_had_a_hand_in():
    found = explored()
    assert [world for world in found if world.broken] == []
    whole = [world for world in found if world.state is State.APPROVED and world.entered]
    assert any(world.evaluated for world in found if world.ever)
    assert whole


def test_nobody_enters_and_approves_the_same_turn():
    approved = [
        (world, {one.deed: one.by for one in world.turn})
        for world in explored()
        if world.state is State.APPROVED
    ]
    assert approved
    for world, by in approved:
        assert by[Deed.APPROVE] not in world.entered
        assert len({by[Deed.SUBMIT], by[Deed.VERIFY], by[Deed.APPROVE]}) == 3


def test_without_the_rule_the_search_finds_the_evaluator_who_approved(monkeypatch):
    monkeypatch.setitem(evaluation_life.__dict__, "_HANDS", {})
    found = [world for world in explored(5) if world.broken]
    assert any(Taken(Deed.APPROVE, one) in world.ever for world in found for one in world.broken)


@pytest.mark.parametrize("deed", [Deed.SUBMIT, Deed.VERIFY, Deed.APPROVE, Deed.ACCEPT])
def test_every_deed_that_speaks_for_figures_keeps_from_evaluating(deed):
    assert not may_evaluate("a", entered=(), taken=(Taken(deed, "a"),))
    assert may_evaluate("b", entered=(), taken=(Taken(deed, "a"),))
