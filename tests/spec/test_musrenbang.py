"""Proposals of planning forums: registers.md §5.1, §5.2 R5.6 and every worked example of §5.3.

Example 3 (attendance) stands in `test_attendance.py` too, where its rule is.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.attendance import share
from janji.core.musrenbang import (
    ACCOMMODATED,
    ANSWERED,
    MOVES,
    USUAL_WEIGHTS,
    WITH_REASON,
    Candidate,
    ProposalState,
    next_states,
    points,
    ranking,
    require_move,
    require_score,
    settled_weights,
)
from janji.core.numbers import written
from janji.core.refusals import Refused

WEIGHTS = {place: weight for place, (_, weight) in enumerate(USUAL_WEIGHTS)}
S = ProposalState


def scored(*values):
    return points(WEIGHTS, enumerate(values))


@pytest.mark.parametrize(
    ("scores", "expected"),
    [((5, 4, 3, 2), "4,00"), ((4, 5, 4, 3), "4,20")],
    ids=["example 1", "example 2"],
)
def test_points_are_the_sum_of_weight_times_score(scores, expected):
    assert written(scored(*scores), 2) == expected


def test_the_usual_weights_are_those_of_example_1():
    assert [str(name) for name, _ in USUAL_WEIGHTS] == ["Urgensi", "Manfaat", "Kesiapan", "Swadaya"]
    assert settled_weights([weight for _, weight in USUAL_WEIGHTS]) == [
        Fraction(2, 5),
        Fraction(3, 10),
        Fraction(1, 5),
        Fraction(1, 10),
    ]


def test_the_second_proposal_ranks_above():
    """§5.3 example 2."""
    first, second = (
        Candidate(1, scored(5, 4, 3, 2), 900, 1, 1),
        Candidate(2, scored(4, 5, 4, 3), 10, 9, 2),
    )
    assert [one.key for one in ranking([first, second])] == [2, 1]


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(14, 15, "93,33"), (62, 180, "34,44"), (48, 165, "29,09")],
    ids=["example 3: villages", "example 3: women", "example 4: 48 of 165 reached RKPD"],
)
def test_shares(part, whole, expected):
    assert written(share(part, whole), 2) == expected


TIED = Candidate(1, Fraction(4), 100, 2, 7)


@pytest.mark.parametrize(
    "other",
    [
        replace(TIED, key=2, points=Fraction(401, 100)),
        replace(TIED, key=2, beneficiaries=101),
        replace(TIED, key=2, priority=1),
        replace(TIED, key=2, number=6),
        replace(TIED, key=2, beneficiaries=101, priority=9, number=9),
        replace(TIED, key=2, priority=1, number=9),
    ],
    ids=[
        "points",
        "beneficiaries",
        "priority",
        "number",
        "people before priority",
        "before number",
    ],
)
def test_ties_are_broken_in_their_order(other):
    """R5.6: beneficiaries, then the village's earlier priority number, then the number."""
    assert [one.key for one in ranking([TIED, other])] == [2, 1]


@pytest.mark.parametrize("lacking", ["points", "beneficiaries", "priority"])
def test_what_is_not_known_comes_after_what_is(lacking):
    assert [
        one.key for one in ranking([replace(TIED, **{lacking: None}), replace(TIED, key=2)])
    ] == [
        2,
        1,
    ]


def test_people_may_put_a_proposal_elsewhere_and_it_shows():
    merits = [Candidate(key, Fraction(6 - key), None, None, key) for key in range(1, 5)]
    moved = ranking([*merits[:3], replace(merits[3], place=2)])
    assert [(one.key, one.rank, one.computed) for one in moved] == [
        (1, 1, 1),
        (4, 2, 4),
        (2, 3, 2),
        (3, 4, 3),
    ]
    assert [one.is_moved for one in moved] == [False, True, True, True]


candidates = st.lists(
    st.builds(
        Candidate,
        key=st.integers(1, 99),
        points=st.none() | st.fractions(1, 5, max_denominator=60),
        beneficiaries=st.none() | st.integers(0, 5),
        priority=st.none() | st.integers(1, 3),
        number=st.integers(1, 3),
        place=st.none() | st.integers(1, 20),
    ),
    unique_by=lambda one: one.key,
    max_size=12,
)


@given(candidates)
def test_every_proposal_has_one_place_whatever_order_they_come_in(found):
    made = ranking(found)
    assert [one.rank for one in made] == list(range(1, len(found) + 1))
    assert {one.key for one in made} == {one.key for one in found}
    assert ranking(reversed(found)) == made
    plain = ranking([replace(one, place=None) for one in found])
    assert not any(one.is_moved for one in plain)
    assert {one.key: one.computed for one in made} == {one.key: one.rank for one in plain}


@given(candidates)
def test_whoever_has_a_place_of_their_own_stands_there(found):
    asked = [one.place for one in found if one.place]
    if len(asked) != len(set(asked)) or any(place > len(found) for place in asked):
        return
    rank = {one.key: one.rank for one in ranking(found)}
    assert all(rank[one.key] == one.place for one in found if one.place)


@pytest.mark.parametrize(
    ("weights", "code"),
    [
        ([Decimal("0.4"), Decimal("0.5")], "weights-sum"),
        ([Decimal("33.33")] * 3, "weights-sum"),
        ([Decimal(100), Decimal(0)], "weights-not-positive"),
        ([Decimal(110), Decimal(-10)], "weights-not-positive"),
        ([], "weights-not-positive"),
    ],
)
def test_weights_sum_to_all_of_it(weights, code):
    with pytest.raises(Refused) as refused:
        settled_weights(weights)
    assert refused.value.code == code


def test_percent_and_parts_of_one_are_the_same():
    percent = [Decimal(40), Decimal("32.5"), Decimal("27.5")]
    assert settled_weights(percent) == settled_weights([one / 100 for one in percent])
    assert settled_weights([Fraction(1, 3)] * 3) == [Fraction(1, 3)] * 3


def test_several_assessors_count_by_their_exact_mean():
    three = [(0, 5), (0, 4), (0, 4), (1, 4), (2, 3), (3, 2)]
    assert points(WEIGHTS, three) == Fraction(2, 5) * Fraction(13, 3) + Fraction(2)


def test_a_criterion_without_a_score_leaves_no_points():
    assert scored(5, 4, 3) is None
    assert points({}, []) is None


@pytest.mark.parametrize("value", [0, 6, -1])
def test_scores_go_from_1_to_5(value):
    with pytest.raises(Refused) as refused:
        require_score(value)
    assert refused.value.code == "score-unfit"
    for fit in range(1, 6):
        require_score(fit)


def test_the_life_of_a_proposal():
    """§5.1: one way to the work plan or the budget; a no has its reason."""
    way = [
        S.PROPOSED,
        S.VERIFYING,
        S.ACCEPTED,
        S.PRIORITISED,
        S.AGENCY_FORUM,
        S.WORK_PLAN,
        S.BUDGET,
    ]
    day = date(2019, 2, 1)
    for state, to in pairwise(way):
        require_move(state, to, since=day, day=day, reason=None)
    assert set(MOVES) == set(S)
    assert {one for one in S if not next_states(one)} == ANSWERED - {S.WORK_PLAN}
    assert ACCOMMODATED < ANSWERED
    assert {to for moves in MOVES.values() for to in moves} == set(S) - {S.PROPOSED}


@pytest.mark.parametrize(
    ("state", "to", "day", "reason", "code"),
    [
        (S.PROPOSED, S.ACCEPTED, date(2019, 2, 1), None, "proposal-move"),
        (S.TURNED_DOWN, S.VERIFYING, date(2019, 2, 1), None, "proposal-move"),
        (S.VERIFYING, S.ACCEPTED, date(2019, 1, 31), None, "proposal-day-before"),
        *[
            (state, to, date(2019, 2, 1), "", "proposal-reason-missing")
            for state, moves in MOVES.items()
            for to in moves
            if to in WITH_REASON
        ],
    ],
)
def test_other_moves_are_refused(state, to, day, reason, code):
    with pytest.raises(Refused) as refused:
        require_move(state, to, since=date(2019, 2, 1), day=day, reason=reason)
    assert refused.value.code == code
