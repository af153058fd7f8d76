"""The states of an agreement and the deeds that move it, as one table."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol, TypeVar

from janji.core.refusals import Refused


class State(StrEnum):
    """Where an agreement stands."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    SIGNED_BY_FIRST = "signed_by_first"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    ENDED = "ended"


class Deed(StrEnum):
    """What may be done to an agreement."""

    PROPOSE = "propose"
    SIGN_AS_FIRST = "sign_as_first"
    SIGN_AS_SECOND = "sign_as_second"
    RETURN = "return"
    SUPERSEDE = "supersede"
    END = "end"


MOVES: dict[tuple[State, Deed], State] = {
    (State.DRAFT, Deed.PROPOSE): State.PROPOSED,
    (State.PROPOSED, Deed.SIGN_AS_FIRST): State.SIGNED_BY_FIRST,
    (State.PROPOSED, Deed.RETURN): State.DRAFT,
    (State.SIGNED_BY_FIRST, Deed.SIGN_AS_SECOND): State.IN_FORCE,
    (State.SIGNED_BY_FIRST, Deed.RETURN): State.DRAFT,
    (State.IN_FORCE, Deed.SUPERSEDE): State.SUPERSEDED,
    (State.IN_FORCE, Deed.END): State.ENDED,
}
"""A text is fixed once it is proposed; two signatures bring it into force, and until the second one
it can go back to draft. What was in force is changed by another agreement or ended, never undone."""

SIGNED_BY_BOTH = frozenset({State.IN_FORCE, State.SUPERSEDED, State.ENDED})
"""The states of what was in force once, and stays readable with its figures."""


def after(state: State, deed: Deed) -> State:
    """The state after a deed; refuses with `deed-not-now` when the table has no such move."""
    if (state, deed) not in MOVES:
        raise Refused("deed-not-now", state=state.value, deed=deed.value)
    return MOVES[state, deed]


def deeds_now(state: State) -> frozenset[Deed]:
    """What can be done in a state."""
    return frozenset(deed for from_state, deed in MOVES if from_state is state)


class Revised(Protocol):
    """An agreement as far as it matters which one speaks for a year."""

    state: str
    revision: int


Kind = TypeVar("Kind", bound=Revised)


def speaking_for_year(agreements: Iterable[Kind]) -> Kind | None:
    """Of an office's agreements of one year the one whose figures are the year's.

    The one in force; where none is, the newest that was. `None` where nothing was ever in force.
    """
    signed = [one for one in agreements if State(one.state) in SIGNED_BY_BOTH]
    return max(signed, key=lambda one: (one.state == State.IN_FORCE, one.revision), default=None)
