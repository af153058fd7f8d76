"""Proposals of yearly planning: their life, how they are scored and ranked (registers.md §5).

Which states there are is the register's own model [D]; what becomes of a proposal after the
district's forum comes from the region's planning system and is only written down here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from janji.core.numbers import Exact, written
from janji.core.refusals import Refused

LOWEST, HIGHEST = 1, 5
"""Scores a criterion takes."""


class ProposalState(StrEnum):
    """Where a proposal stands. The values are what the register keeps."""

    PROPOSED = "DIUSULKAN"
    VERIFYING = "VERIFIKASI_KEC"
    ACCEPTED = "DITERIMA"
    TURNED_DOWN = "DITOLAK"
    PRIORITISED = "PRIORITAS_KEC"
    AGENCY_FORUM = "FORUM_OPD"
    WORK_PLAN = "RKPD"
    BUDGET = "APBD"
    LEFT_OUT = "TIDAK_TERAKOMODASI"


_S = ProposalState
MOVES: Mapping[ProposalState, tuple[ProposalState, ...]] = {
    _S.PROPOSED: (_S.VERIFYING,),
    _S.VERIFYING: (_S.ACCEPTED, _S.TURNED_DOWN),
    _S.ACCEPTED: (_S.PRIORITISED, _S.LEFT_OUT),
    _S.TURNED_DOWN: (),
    _S.PRIORITISED: (_S.AGENCY_FORUM, _S.LEFT_OUT),
    _S.AGENCY_FORUM: (_S.WORK_PLAN, _S.BUDGET, _S.LEFT_OUT),
    _S.WORK_PLAN: (_S.BUDGET, _S.LEFT_OUT),
    _S.BUDGET: (),
    _S.LEFT_OUT: (),
}
"""Where a proposal may go from each state; every other move is refused."""

WITH_REASON = frozenset({_S.TURNED_DOWN, _S.LEFT_OUT})
"""States that say no: whoever proposed is told why."""
DECIDED_BY_CHECKER = frozenset({_S.ACCEPTED, _S.TURNED_DOWN})
"""States that a second person decides, and not whoever writes down what others decided."""
SCORED = frozenset({_S.VERIFYING, _S.ACCEPTED, _S.PRIORITISED})
"""States in which a proposal may be scored."""
RANKED = frozenset(_S) - {_S.PROPOSED, _S.VERIFYING, _S.TURNED_DOWN}
"""States of proposals that the district accepted; they are ranked."""
ACCOMMODATED = frozenset({_S.WORK_PLAN, _S.BUDGET})
ANSWERED = frozenset({_S.TURNED_DOWN, _S.WORK_PLAN, _S.BUDGET, _S.LEFT_OUT})
"""States in which someone who proposed has an answer; all others may be carried over."""


def next_states(state: ProposalState) -> tuple[ProposalState, ...]:
    """Where a proposal may go from a state."""
    return MOVES[state]


def require_move(
    state: ProposalState, to: ProposalState, *, since: date, day: date, reason: str | None
) -> None:
    """Refuses with `proposal-move`, `proposal-day-before` or `proposal-reason-missing`.

    `since` is the day of the state it stands in: nothing becomes of a proposal before that.
    """
    if to not in MOVES[state]:
        raise Refused("proposal-move", state=state.value, to=to.value, field="to")
    if day < since:
        raise Refused("proposal-day-before", since=f"{since:%d-%m-%Y}", field="day")
    if to in WITH_REASON and not reason:
        raise Refused("proposal-reason-missing", field="reason")


# Weights, scores and the order of proposals (R5.6).

USUAL_WEIGHTS: Sequence[tuple[str, Fraction]] = (
    ("Urgensi", Fraction(4, 10)),
    ("Manfaat", Fraction(3, 10)),
    ("Kesiapan", Fraction(2, 10)),
    ("Swadaya", Fraction(1, 10)),
)
"""What a new year's criteria begin with: the example of §5.3. Status `design`: no text names criteria."""


def settled_weights(weights: Sequence[Exact]) -> list[Fraction]:
    """The weights as parts of one. They are given as parts of one or as percent, and sum to all of it.

    Refuses with `weights-not-positive` or `weights-sum`.
    """
    exact = [Fraction(one) for one in weights]
    if not exact or min(exact) <= 0:
        raise Refused("weights-not-positive", field="weight_1")
    whole = sum(exact)
    if whole not in (1, 100):
        raise Refused("weights-sum", found=written(whole, 4), field="weight_1")
    return [one / whole for one in exact]


def require_score(value: int) -> None:
    """Refuses with `score-unfit` what is not a whole number from 1 to 5."""
    if not LOWEST <= value <= HIGHEST:
        raise Refused("score-unfit", least=LOWEST, most=HIGHEST)


def points(weights: Mapping[int, Fraction], scores: Iterable[tuple[int, int]]) -> Fraction | None:
    """The sum of weight × score over all criteria; `None` while a criterion has no score.

    `scores` are pairs of a criterion and a score. Several assessors of a criterion count by their
    exact mean.
    """
    given: dict[int, list[int]] = {}
    for criterion, value in scores:
        given.setdefault(criterion, []).append(value)
    if not weights or not weights.keys() <= given.keys():
        return None
    return sum(
        (
            weight * Fraction(sum(given[criterion]), len(given[criterion]))
            for criterion, weight in weights.items()
        ),
        Fraction(0),
    )


@dataclass(frozen=True, slots=True)
class Candidate:
    """What of a proposal decides its place. `place` is where people put it, when they did."""

    key: int
    points: Fraction | None
    beneficiaries: int | None
    priority: int | None
    number: int
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A proposal's place, and the one its points alone would give."""

    key: int
    rank: int
    computed: int
    points: Fraction | None

    @property
    def is_moved(self) -> bool:
        """Whether it stands elsewhere than its points say."""
        return self.rank != self.computed


def ranking(candidates: Iterable[Candidate]) -> list[Ranked]:
    """Proposals from the first to the last.

    More points first; then more beneficiaries, the village's own earlier priority, the lower number.
    Without points a proposal comes last. One that people put somewhere stands there, the
    others close up around it.
    """
    by_points = sorted(candidates, key=_merit)
    computed = {one.key: place for place, one in enumerate(by_points, start=1)}
    order = [one for one in by_points if one.place is None]
    put = [one for one in by_points if one.place is not None]
    # The sort keeps the order of points where two were put in the same place.
    for one in sorted(put, key=lambda one: one.place or 0):
        order.insert(max(one.place or 1, 1) - 1, one)
    return [
        Ranked(one.key, place, computed[one.key], one.points)
        for place, one in enumerate(order, start=1)
    ]


def _merit(one: Candidate) -> tuple[object, ...]:
    return (
        one.points is None,
        -(one.points or 0),
        -(one.beneficiaries or 0),
        one.priority is None,
        one.priority or 0,
        one.number,
        one.key,
    )
