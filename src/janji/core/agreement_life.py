"""The states of an agreement and the deeds that move it, as one table."""

from enum import StrEnum

from janji.core.refusals import Refused


class State(StrEnum):
    """Where an agreement stands."""

    DRAFT = "draft"
    SIGNED_BY_FIRST = "signed_by_first"
    IN_FORCE = "in_force"


class Deed(StrEnum):
    """What a party may do to an agreement."""

    SIGN_AS_FIRST = "sign_as_first"
    SIGN_AS_SECOND = "sign_as_second"
    RETURN = "return"


MOVES: dict[tuple[State, Deed], State] = {
    (State.DRAFT, Deed.SIGN_AS_FIRST): State.SIGNED_BY_FIRST,
    (State.SIGNED_BY_FIRST, Deed.SIGN_AS_SECOND): State.IN_FORCE,
    (State.SIGNED_BY_FIRST, Deed.RETURN): State.DRAFT,
}
"""Two signatures bring an agreement into force; before the second one it can go back to draft."""


def after(state: State, deed: Deed) -> State:
    """The state after a deed; refuses with `deed-not-now` when the table has no such move."""
    if (state, deed) not in MOVES:
        raise Refused("deed-not-now", state=state.value, deed=deed.value)
    return MOVES[state, deed]


def deeds_now(state: State) -> frozenset[Deed]:
    """What can be done in a state."""
    return frozenset(deed for from_state, deed in MOVES if from_state is state)
