"""The states of an evaluation and the deeds that move it, as one table, and who keeps their hands off.

Whoever had a hand in a figure of an office's year does not evaluate that year: who entered one, handed
it in, verified, approved or accepted it, in whatever quarter and turn, and whether it still counts or
not. To return a quarter, to lock it or to open it again says nothing of a figure being right.
"""

from collections.abc import Collection, Hashable, Sequence
from enum import StrEnum

from janji.core import measurement_life
from janji.core.measurement_life import Taken
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


_HANDS = {
    measurement_life.Deed.SUBMIT: "evaluator-submitted-figures",
    measurement_life.Deed.VERIFY: "evaluator-verified-figures",
    measurement_life.Deed.APPROVE: "evaluator-approved-figures",
    measurement_life.Deed.ACCEPT: "evaluator-accepted-figures",
}
"""Deeds in a quarter that make a figure somebody's own, and what is said to who did them."""


def may_evaluate(by: Hashable, *, entered: Collection[Hashable], taken: Sequence[Taken]) -> bool:
    """Whether a person had no hand in any figure of the year: `entered` by whom, `taken` steps of all turns."""
    return _hand(by, entered, taken) is None


def require_no_hand(by: Hashable, *, entered: Collection[Hashable], taken: Sequence[Taken]) -> None:
    """Refuses with `evaluator-…-figures` whoever had a hand in a figure of the year."""
    code = _hand(by, entered, taken)
    if code is not None:
        raise Refused(code)


def _hand(by: Hashable, entered: Collection[Hashable], taken: Sequence[Taken]) -> str | None:
    if by in entered:
        return "evaluator-entered-figures"
    own = {one.deed for one in taken if one.by == by}
    return next((code for deed, code in _HANDS.items() if deed in own), None)
