"""Achievements joined by weight: sakip-rules 3b, 3d (never average with null) and the conformance table."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.achievement import (
    Achievement,
    Direction,
    LowerVariant,
    Undefined,
    achievement,
    judged,
)
from janji.core.evaluation import (
    Part,
    WhenUndefined,
    alone,
    change_since,
    equal_weights,
    require_weights,
    weighted,
    weights_or_equal,
)
from janji.core.evaluation_life import may_evaluate, require_no_hand
from janji.core.measurement_life import Deed, Taken
from janji.core.numbers import rounded
from janji.core.refusals import Refused

NOTHING = judged(Undefined.NOT_MEASURED, None)


def reached(*raws, cap=None):
    """Achievements in percent; `None` is one that cannot be said."""
    return [NOTHING if raw is None else judged(Fraction(raw), cap) for raw in raws]


def joined(achievements, weights=None, undefined=WhenUndefined.LEFT_OUT):
    weights = weights or equal_weights(len(achievements))
    return weighted(
        [
            Part(Fraction(weight), alone(one, undefined=undefined))
            for weight, one in zip(weights, achievements, strict=True)
        ]
    )


def said(mean):
    value = None if mean.value is None else f"{rounded(mean.value, 2)}"
    return value, f"{mean.counted} dari {mean.total}"


@pytest.mark.parametrize(
    ("raws", "cap", "raw", "shown"),
    [
        (("95", "125"), None, "110.00", "110.00"),
        (("95", "125"), 120, "110.00", "107.50"),
        (("95", "125"), 100, "110.00", "97.50"),
        (("-50", "100"), None, "25.00", "50.00"),
        (("80", "90", "100"), None, "90.00", "90.00"),
    ],
)
def test_means_are_taken_raw_and_as_shown(raws, cap, raw, shown):
    """3b: an average of an objective uses capped values; the raw one stands beside it."""
    found = joined(reached(*raws, cap=cap))
    count = f"{len(raws)} dari {len(raws)}"
    assert said(found.raw) == (raw, count)
    assert said(found.shown) == (shown, count)


@pytest.mark.parametrize(
    ("raws", "weights", "expected"),
    [
        (("100", "50"), (80, 20), "90.00"),
        (("100", "50"), (20, 80), "60.00"),
        (("100", None), (20, 80), "100.00"),
        (("100", None, "50"), (60, 20, 20), "87.50"),
        ((None, None), (50, 50), None),
    ],
)
def test_weights_are_shared_by_those_that_count(raws, weights, expected):
    found = joined(reached(*raws), weights)
    counted = len([one for one in raws if one is not None])
    assert said(found.shown) == (expected, f"{counted} dari {len(raws)}")
    assert found.shown.is_whole == (counted == len(raws))


def test_how_much_of_the_weight_counts_is_said():
    assert joined(reached("100", None, "50"), (60, 20, 20)).shown.weight == 80
    assert joined(reached(None), (100,)).shown.weight == 0


def test_a_missing_one_is_never_zero_unless_the_policy_says_so():
    some = reached("100", None)
    assert said(joined(some).shown) == ("100.00", "1 dari 2")
    assert said(joined(some, undefined=WhenUndefined.AS_ZERO).shown) == ("50.00", "2 dari 2")


def test_zero_itself_counts():
    """Trap 9: reached 0 is not the same as nothing written down."""
    assert said(joined(reached("100", "0")).shown) == ("50.00", "2 dari 2")


def test_what_is_shown_at_the_cap_without_a_raw_value_counts_only_as_shown():
    inverse = achievement(
        target=1,
        actual=0,
        direction=Direction.LOWER,
        lower_variant=LowerVariant.INVERSE,
        cap=120,
    )
    found = joined([inverse, *reached("80", cap=120)])
    assert said(found.shown) == ("100.00", "2 dari 2")
    assert said(found.raw) == ("80.00", "1 dari 2")


CONFORMANCE = [
    (Direction.HIGHER, 82, 80),
    (Direction.HIGHER, 100, 120),
    (Direction.HIGHER, 0, 0),
    (Direction.HIGHER, 0, 5),
    (Direction.LOWER, 10, 10),
    (Direction.LOWER, 10, 8),
    (Direction.LOWER, 10, 12),
    (Direction.LOWER, 10, 25),
    (Direction.LOWER, 10, 0),
    (Direction.LOWER, 0, 0),
    (Direction.LOWER, 0, 2),
    (Direction.HIGHER, 80, None),
    (Direction.HIGHER, 100, Decimal("86.5")),
]
"""Direction, target, actual: the table on which five live systems give five answers."""


@pytest.mark.parametrize(
    ("variant", "cap", "expected", "counted"),
    [
        (LowerVariant.MIRROR, None, "90.41", 10),
        (LowerVariant.MIRROR, 120, "82.41", 10),
        (LowerVariant.MIRROR, 100, "76.41", 10),
        (LowerVariant.INVERSE, None, "83.60", 9),
        (LowerVariant.INVERSE, 120, "86.74", 10),
    ],
)
def test_the_conformance_table_as_one_agreement(variant, cap, expected, counted):
    """Three of the thirteen have no achievement and are left out; a fourth where zero ÷ stands uncapped."""
    all_of_it = [
        achievement(target=target, actual=actual, direction=way, lower_variant=variant, cap=cap)
        for way, target, actual in CONFORMANCE
    ]
    by_hand = [one.shown for one in all_of_it if one.shown is not None]
    assert said(joined(all_of_it).shown) == (expected, f"{counted} dari 13")
    assert rounded(sum(by_hand) / len(by_hand), 2) == Decimal(expected)


def test_objectives_carry_the_count_of_their_indicators():
    """Two objectives of 75 and 25 percent; of five indicators four count."""
    first = joined(reached("100", "80"))
    second = joined(reached("60", None, "40"), (50, 30, 20))
    whole = weighted([Part(Fraction(75), first), Part(Fraction(25), second)])
    # 90 × 75 % and (60 × 50 + 40 × 20) ÷ 70 × 25 %
    assert said(whole.shown) == ("81.07", "4 dari 5")
    assert rounded(whole.shown.weight, 2) == Decimal("92.50")


@pytest.mark.parametrize(
    ("settled", "expected"),
    [
        ((None, None, None, None), (25, 25, 25, 25)),
        ((60, 40), (60, 40)),
        ((60, None), (50, 50)),
        ((60, 60), (50, 50)),
        ((100, 0), (50, 50)),
        ((), ()),
    ],
)
def test_incomplete_weights_fall_back_to_equal_ones(settled, expected):
    assert weights_or_equal(settled) == expected


@pytest.mark.parametrize(
    ("settled", "code"),
    [
        ((60, None), "weight-missing"),
        ((120, -20), "weight-not-positive"),
        ((100, 0), "weight-not-positive"),
        ((60, 30), "weights-not-whole"),
    ],
)
def test_weights_come_to_a_hundred(settled, code):
    with pytest.raises(Refused) as refusal:
        require_weights(settled, about="Sasaran 1")
    assert refusal.value.code == code


@pytest.mark.parametrize("settled", [(None, None), (60, 40), ("33.33", "33.33", "33.34")])
def test_weights_that_stand(settled):
    require_weights([one and Decimal(one) for one in settled], about="Sasaran 1")


@pytest.mark.parametrize(
    ("before", "now", "amount", "percent"),
    [("80", "82", "2.00", "2.50"), ("0", "5", "5.00", None), ("-4", "-2", "2.00", "50.00")],
)
def test_change_since_last_year(before, now, amount, percent):
    found = change_since(Decimal(before), Decimal(now))
    assert f"{rounded(found.amount, 2)}" == amount
    assert (None if found.percent is None else f"{rounded(found.percent, 2)}") == percent


def test_no_change_without_both():
    assert change_since(None, 5) is None
    assert change_since(5, None) is None


raws = st.lists(st.none() | st.fractions(0, 200, max_denominator=50), min_size=1, max_size=9)


@given(raws)
def test_a_mean_lies_between_what_it_is_made_from(values):
    found = joined(reached(*values)).shown
    known = [one for one in values if one is not None]
    assert found.counted == len(known)
    assert found.value is None if not known else min(known) <= found.value <= max(known)


@given(raws, st.integers(0, 8), st.fractions(0, 50, max_denominator=20))
def test_a_better_achievement_never_lowers_the_mean(values, place, more):
    place %= len(values)
    better = [
        one + more if number == place and one is not None else one
        for number, one in enumerate(values)
    ]
    before, now = joined(reached(*values)).shown.value, joined(reached(*better)).shown.value
    assert before is None or now >= before


@given(raws)
def test_all_at_a_hundred_is_a_hundred(values):
    full = [None if one is None else Achievement(Fraction(100), Fraction(100)) for one in values]
    found = joined([one or NOTHING for one in full]).shown.value
    assert found in {None, 100}


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        (Deed.SUBMIT, "evaluator-submitted-figures"),
        (Deed.VERIFY, "evaluator-verified-figures"),
        (Deed.APPROVE, "evaluator-approved-figures"),
        (Deed.ACCEPT, "evaluator-accepted-figures"),
        (Deed.RETURN, None),
        (Deed.LOCK, None),
        (Deed.REOPEN, None),
    ],
)
def test_whoever_had_a_hand_in_a_figure_does_not_evaluate_it(deed, code):
    """One step of any turn is enough; what says nothing of a figure being right is no hand in it."""
    taken = [Taken(deed, "her"), Taken(Deed.REOPEN, "another")]
    assert may_evaluate("her", entered=set(), taken=taken) == (code is None)
    assert may_evaluate("another", entered={"her"}, taken=taken)
    assert not may_evaluate("her", entered={"her"}, taken=[])
    if code:
        with pytest.raises(Refused, match=code):
            require_no_hand("her", entered=set(), taken=taken)
    with pytest.raises(Refused, match="evaluator-entered-figures"):
        require_no_hand("her", entered={"her"}, taken=taken)
