"""registers.md §8.1, §8.2, R8.8, R8.12: numbers of objects, bills that leave, partial payments, money held."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.collectors import (
    Held,
    Movement,
    deposit_rule,
    first_overdrawn,
    held_on,
    is_overdue,
)
from janji.core.land_tax import Assessed
from janji.core.refusals import Refused
from janji.core.tax_objects import (
    BillCourse,
    Paid,
    Position,
    assessed_by_day,
    positions_by_day,
    read_nop,
    read_village_code,
    village_code,
    written_nop,
    written_village_code,
)

JANUARY, MAY, JUNE = date(2019, 1, 15), date(2019, 5, 6), date(2019, 6, 3)


@pytest.mark.parametrize(
    "text",
    [
        # as OpenDesa's template writes it (S:PBB-app)
        "11.11.110.004.010-0289.0",
        "111111000401002890",
        "11 11 110 004 010 0289 0",
        " 11.11.110.004.010.0289.0 ",
        "11.11.110.004.010–0289.0",
    ],
)
def test_a_nop_is_read_however_it_is_separated(text):
    assert read_nop(text) == "111111000401002890"


def test_a_nop_is_written_with_its_parts():
    assert written_nop("330214001101002890") == "33.02.140.011.010-0289.0"
    assert village_code("330214001101002890") == "3302140011"
    assert written_village_code(read_village_code("33.02.140.011")) == "33.02.140.011"


@pytest.mark.parametrize(
    "text",
    ["", "33.02", "11.11.110.004.010-0289", "1" * 19, "1" * 17 + "x", "1111.1100.04010-0289.0"],
)
def test_what_has_not_eighteen_digits_is_no_nop(text):
    with pytest.raises(Refused) as refused:
        read_nop(text)
    assert (refused.value.code, refused.value.facts["digits"]) == ("nop-unreadable", 18)


@pytest.mark.parametrize("text", ["", "33.02.14.2011", "3302140"])
def test_a_village_code_has_ten_digits(text):
    with pytest.raises(Refused) as refused:
        read_village_code(text)
    assert refused.value.code == "tax-code-unreadable"


@given(st.text("0123456789", min_size=18, max_size=18))
def test_what_is_written_is_read_back(digits):
    assert read_nop(written_nop(digits)) == digits


def test_a_bill_leaves_on_the_day_of_its_decision_and_may_come_back():
    bills = [
        BillCourse(600, JANUARY),
        BillCourse(400, JANUARY, ((MAY, False), (JUNE, True))),
        BillCourse(50, MAY),
    ]
    assert assessed_by_day(bills, [date(2019, 1, 1), date(2019, 9, 1)]) == {
        JANUARY: Assessed(1_000, 2),
        MAY: Assessed(650, 2),
        JUNE: Assessed(1_050, 3),
        date(2019, 9, 1): Assessed(1_050, 3),
    }
    assert assessed_by_day([], [MAY]) == {}
    # One decision after another that says the same takes nothing away twice.
    twice = BillCourse(400, JANUARY, ((MAY, False), (JUNE, False)))
    assert assessed_by_day([twice])[MAY] == Assessed(0, 0)


def test_partial_payments_make_a_bill_paid_in_full_once():
    paid = [
        Paid(1, MAY, 250),
        Paid(1, JUNE, 350, 7),
        Paid(2, JUNE, 100),
    ]
    assert positions_by_day({1: 600, 2: 400}, paid, [date(2019, 5, 20)]) == {
        MAY: Position(250, 0, 0),
        date(2019, 5, 20): Position(250, 0, 0),
        JUNE: Position(700, 1, 7),
    }


def test_money_is_held_since_its_oldest_rupiah():
    moved = [
        Movement(date(2019, 6, 1), 500),
        Movement(date(2019, 6, 5), 300),
        Movement(date(2019, 6, 8), -600),
    ]
    assert held_on(moved, date(2019, 6, 7)) == Held(800, 0, date(2019, 6, 1))
    later = held_on(moved, date(2019, 6, 13))
    assert (later.amount, later.since, later.days(date(2019, 6, 13))) == (200, date(2019, 6, 5), 8)
    assert is_overdue(later, date(2019, 6, 13))
    assert not is_overdue(later, date(2019, 6, 12))
    nothing = held_on([*moved, Movement(date(2019, 6, 9), -200)], date(2019, 6, 30))
    assert (nothing.amount, nothing.since, nothing.days(date(2019, 6, 30))) == (0, None, 0)
    assert not is_overdue(nothing, date(2019, 12, 31))


def test_the_days_allowed_are_our_own_choice_and_say_so():
    assert (deposit_rule().most_days, deposit_rule().evidence) == (7, "design")


def test_nobody_deposits_what_nobody_received():
    moved = [Movement(JUNE, 500), Movement(JUNE, -500), Movement(date(2019, 6, 9), -1)]
    assert first_overdrawn(moved[:2]) is None
    assert first_overdrawn(moved) == (date(2019, 6, 9), 1)


@given(
    st.lists(st.tuples(st.integers(1, 300), st.integers(-500, 500)), max_size=12),
    st.integers(1, 300),
)
def test_what_is_held_is_received_less_deposited(steps, until):
    moved = [Movement(date.fromordinal(737_060 + day), amount) for day, amount in steps]
    on = date.fromordinal(737_060 + until)
    held = held_on(moved, on)
    assert held.amount == sum(one.amount for one in moved if one.on <= on)
    if first_overdrawn(moved) is None:
        assert (held.since is None) == (held.amount == 0)
