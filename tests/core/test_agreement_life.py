"""From draft to force: every move of the table, and no other."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.agreement_life import Deed, State, after, deeds_now
from janji.core.refusals import Refused

ALLOWED = {
    (State.DRAFT, Deed.SIGN_AS_FIRST): State.SIGNED_BY_FIRST,
    (State.SIGNED_BY_FIRST, Deed.SIGN_AS_SECOND): State.IN_FORCE,
    (State.SIGNED_BY_FIRST, Deed.RETURN): State.DRAFT,
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


def test_what_is_in_force_stays_in_force():
    assert deeds_now(State.IN_FORCE) == frozenset()


@given(st.lists(st.sampled_from(Deed), max_size=12))
def test_only_two_signatures_in_order_and_not_taken_back_bring_force(deeds):
    state, done = State.DRAFT, []
    for deed in deeds:
        if deed in deeds_now(state):
            state = after(state, deed)
            done.append(deed)
    signed = done[-2:] == [Deed.SIGN_AS_FIRST, Deed.SIGN_AS_SECOND]
    assert (state is State.IN_FORCE) == signed
