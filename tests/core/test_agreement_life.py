"""From draft to force and beyond: every move of the table, and no other."""

from itertools import product
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.agreement_life import (
    SIGNED_BY_BOTH,
    Deed,
    State,
    after,
    deeds_now,
    speaking_for_year,
)
from janji.core.refusals import Refused

ALLOWED = {
    (State.DRAFT, Deed.PROPOSE): State.PROPOSED,
    (State.PROPOSED, Deed.SIGN_AS_FIRST): State.SIGNED_BY_FIRST,
    (State.PROPOSED, Deed.RETURN): State.DRAFT,
    (State.SIGNED_BY_FIRST, Deed.SIGN_AS_SECOND): State.IN_FORCE,
    (State.SIGNED_BY_FIRST, Deed.RETURN): State.DRAFT,
    (State.IN_FORCE, Deed.SUPERSEDE): State.SUPERSEDED,
    (State.IN_FORCE, Deed.END): State.ENDED,
}


@pytest.mark.parametrize(("state", "deed"), list(product(State, Deed)))
def test_a_deed_moves_the_agreement_or_is_refused(state, deed):
    assert (deed in deeds_now(state)) == ((state, deed) in ALLOWED)
    if (state, deed) in ALLOWED:
        assert after(state, deed) is ALLOWED[state, deed]
        return
    with pytest.raises(Refused, match="deed-not-now") as refusal:
        after(state, deed)
    assert refusal.value.facts == {"state": state.value, "deed": deed.value}


@pytest.mark.parametrize("state", [State.SUPERSEDED, State.ENDED])
def test_what_is_over_stays_over(state):
    assert deeds_now(state) == frozenset()


@given(st.lists(st.sampled_from(Deed), max_size=12))
def test_only_a_proposal_and_two_signatures_in_order_and_not_taken_back_bring_force(deeds):
    state, done = State.DRAFT, []
    for deed in deeds:
        if deed in deeds_now(state):
            state = after(state, deed)
            done.append(deed)
    signed = done[-3:] == [Deed.PROPOSE, Deed.SIGN_AS_FIRST, Deed.SIGN_AS_SECOND]
    assert (state is State.IN_FORCE) == signed
    # Nothing that both have signed ever becomes a draft again.
    once = any(done[i : i + 1] == [Deed.SIGN_AS_SECOND] for i in range(len(done)))
    assert once == (state in SIGNED_BY_BOTH)


def one(state, revision):
    return SimpleNamespace(state=state, revision=revision)


@pytest.mark.parametrize(
    ("agreements", "speaks"),
    [
        ([], None),
        ([("draft", 0), ("proposed", 1)], None),
        ([("in_force", 0)], 0),
        ([("superseded", 0), ("in_force", 1)], 1),
        ([("superseded", 0), ("in_force", 1), ("draft", 2)], 1),
        ([("superseded", 0), ("ended", 1)], 1),
        ([("ended", 0), ("signed_by_first", 1)], 0),
        ([("ended", 0), ("in_force", 1)], 1),
        ([("ended", 0), ("superseded", 1), ("ended", 2)], 2),
    ],
)
def test_the_one_in_force_speaks_for_the_year_else_the_newest_that_was(agreements, speaks):
    found = speaking_for_year(one(*said) for said in agreements)
    assert (found and found.revision) == speaks
