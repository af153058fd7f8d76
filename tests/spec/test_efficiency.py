"""Worked examples of sakip-rules 11a (1–4 and 6), and of 8 where they are about money."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.efficiency import (
    Formula,
    NoEfficiency,
    Output,
    Status,
    absorption,
    e_214,
    e_249,
    efficiency_of,
    formula_sheet,
    formula_sheets,
    known_limits,
    ratio,
    rest,
    simple,
    status_of,
    value_of_efficiency,
)
from janji.core.numbers import rounded
from janji.core.refusals import Refused

OFFICIAL = (
    Output(4 * 10**9, 3_800_000_000, 100, 122),
    Output(10**9, 975_000_000, 100, 80),
    Output(5 * 10**9, 4_725_000_000, 100, 142),
)
"""The data that PMK 214/2017 works out: budget, spent, achievement as 1,22 · 0,80 · 1,42."""


def shown(value):
    return f"{rounded(value, 2)}"


@pytest.mark.parametrize(
    ("achievement", "absorbed", "difference", "status"),
    [
        ("95.00", "85.00", "10.00", Status.EFFICIENT),
        ("90", "94", "-4.00", Status.FAIR),
        ("80", "92", "-12.00", Status.INEFFICIENT),
        ("90", "85", "5.00", Status.FAIR),
        ("85", "90", "-5.00", Status.FAIR),
        ("90.01", "85", "5.01", Status.EFFICIENT),
    ],
)
def test_11a_1_achievement_less_absorption(achievement, absorbed, difference, status):
    found = simple(Decimal(achievement), Decimal(absorbed))
    assert (shown(found.value), found.status) == (difference, status)


def test_11a_2_the_official_data():
    found = e_214(OFFICIAL)
    assert shown(found.value) == "25.67"
    assert shown(found.unbounded) == "114.16"
    assert found.value_of_efficiency == 100


@pytest.mark.parametrize(
    ("saved", "expected"),
    [("0", 50), ("10", 75), ("20", 100), ("-12", 20), ("-20", 0), ("74.03", 100), ("-90", 0)],
)
def test_11a_3_the_value_of_efficiency_is_bounded(saved, expected):
    """One report printed 235 from 74,03."""
    assert value_of_efficiency(Decimal(saved)) == expected


def test_11a_4_output_by_input():
    assert shown(ratio(Decimal("106.52"), Decimal("97.80")).value) == "108.92"


def test_11a_6_of_no_budget_there_is_no_share():
    assert absorption(0, 0) is NoEfficiency.ZERO_BUDGET
    assert absorption(None, 0) is NoEfficiency.NO_BUDGET
    assert absorption(100, None) is NoEfficiency.NOT_SPENT


@pytest.mark.parametrize("formula", Formula)
def test_without_a_budget_no_formula_says_anything(formula):
    for budget, reason in ((0, NoEfficiency.ZERO_BUDGET), (None, NoEfficiency.NO_BUDGET)):
        found = efficiency_of(formula, achievement=95, budget=budget, spent=0)
        assert (found.value, found.reason) == (None, reason)


def test_8_3_the_official_absorption():
    assert shown(absorption(855_830_897_000, 734_881_464_333)) == "85.87"


@pytest.mark.parametrize(
    ("achievement", "absorbed", "expected", "reason"),
    [
        (100, 85, "15.00", None),
        (120, 97, "3.00", None),
        ("99.99", 85, None, NoEfficiency.TARGET_MISSED),
    ],
)
def test_what_is_left_counts_once_the_target_is_reached(achievement, absorbed, expected, reason):
    found = rest(Decimal(achievement), absorbed)
    assert (found.value and shown(found.value), found.reason) == (expected, reason)


def test_unit_costs_over_outputs():
    """Planned 10 for 1.000.000, made 12 for 900.000: 75.000 instead of 100.000 each; the other as planned."""
    outputs = [Output(1_000_000, 900_000, 10, 12), Output(500_000, 500_000, 5, 5)]
    assert e_249(outputs).value == Fraction(25, 2)
    assert shown(e_249(outputs).value_of_efficiency) == "81.25"


@pytest.mark.parametrize(
    ("outputs", "reason"),
    [
        ([], NoEfficiency.ZERO_BUDGET),
        ([Output(0, 0, 10, 10)], NoEfficiency.ZERO_BUDGET),
        ([Output(100, 50, 0, 10)], NoEfficiency.NO_ACHIEVEMENT),
        ([Output(100, 50, 10, 0)], NoEfficiency.ZERO_OUTPUT),
    ],
)
def test_outputs_that_say_nothing(outputs, reason):
    for found in (e_214(outputs), e_249(outputs)):
        assert (found.value, found.reason) == (None, reason)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (Formula.SERAP, "80.00"),
        (Formula.EFF_SIMPLE, "30.00"),
        (Formula.EFF_REST, "20.00"),
        (Formula.EFF_RATIO, "137.50"),
        (Formula.E_214, "27.27"),
        (Formula.E_249, "27.27"),
    ],
)
def test_an_office_as_a_whole(formula, expected):
    """Achievement 110, budget 1.000.000, spent 800.000."""
    found = efficiency_of(formula, achievement=110, budget=1_000_000, spent=800_000)
    assert shown(found.value) == expected


def test_an_office_that_spent_nothing():
    assert efficiency_of(Formula.SERAP, achievement=90, budget=100, spent=0).value == 0
    found = efficiency_of(Formula.EFF_RATIO, achievement=90, budget=100, spent=0)
    assert found.reason is NoEfficiency.NOT_SPENT


def test_every_formula_says_where_it_comes_from():
    sheets = formula_sheets()
    assert set(sheets) == {one.value for one in Formula}
    assert {one.evidence for one in sheets.values()} <= {"seen", "used", "memory", "design"}
    assert {code for code, one in sheets.items() if one.borrowed} == {"E-214", "E-249"}
    assert all(("dipinjam" in one.title) == one.borrowed for one in sheets.values())
    assert [one["evidence"] for one in known_limits()] == ["used", "memory"]


def test_an_unknown_formula_is_refused():
    with pytest.raises(Refused) as refusal:
        formula_sheet("NEG-C")
    assert refusal.value.code == "formula-unknown"


saved = st.fractions(-500, 100, max_denominator=100)


@given(saved, saved)
def test_the_value_of_efficiency_stays_within_bounds_and_in_order(one, other):
    low, high = sorted([one, other])
    assert 0 <= value_of_efficiency(low) <= value_of_efficiency(high) <= 100


@given(st.fractions(-50, 50, max_denominator=100))
def test_every_difference_has_one_status(difference):
    fair = abs(difference) <= 5
    assert (status_of(difference) is Status.FAIR) == fair
