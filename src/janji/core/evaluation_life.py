"""The states of an evaluation and the deeds that move it, as one table."""

from enum import StrEnum

from janji.core.refusals import Refused


class State(StrEnum):
    """Where an evaluation stands."""

    DRAFT = "draft"
    PUBLISHED = "published"


class Deed(StrEnum):
    """What an evaluator may do to an evaluation."""

    REWRITE = "rewrite"
    PUBLISH = "publish"


MOVES: dict[tuple[State, Deed], State] = {
    (State.DRAFT, Deed.REWRITE): State.DRAFT,
    (State.DRAFT, Deed.PUBLISH): State.PUBLISHED,
}
"""What is published never changes: a correction is a new evaluation that names the one it corrects."""


def after(state: State, deed: Deed) -> State:
    """The state after a deed; refuses with `evaluation-published` when nothing may change any more."""
    if (state, deed) not in MOVES:
        raise Refused("evaluation-published")
    return MOVES[state, deed]
