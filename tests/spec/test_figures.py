"""Figures that offices define themselves: periods, what is owed when, exact digits (design, decision 17)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.figures import (
    Frequency,
    Kind,
    Rhythm,
    State,
    code_from,
    period_of,
    periods_of_year,
    read_period,
    require_code,
    said,
    scaled,
    state_of,
    unscaled,
)
from janji.core.refusals import Refused

MONTHLY, QUARTERLY = Frequency.MONTHLY, Frequency.QUARTERLY
HALF, YEARLY = Frequency.HALF_YEARLY, Frequency.YEARLY


@pytest.mark.parametrize(
    ("frequency", "names"),
    [
        (QUARTERLY, ["TW I 2026", "TW II 2026", "TW III 2026", "TW IV 2026"]),
        (HALF, ["Semester I 2026", "Semester II 2026"]),
        (YEARLY, ["2026"]),
    ],
)
def test_the_periods_of_a_year(frequency, names):
    assert [one.name for one in periods_of_year(frequency, 2026)] == names


def test_months_end_on_their_last_day():
    months = periods_of_year(MONTHLY, 2024)
    assert (months[1].name, months[1].last_day) == ("Februari 2024", date(2024, 2, 29))
    assert len(months) == 12


@pytest.mark.parametrize(
    ("frequency", "text", "name"),
    [
        (MONTHLY, "2026-03", "Maret 2026"),
        (MONTHLY, "03/2026", "Maret 2026"),
        (MONTHLY, "maret 2026", "Maret 2026"),
        (MONTHLY, "Nop 2026", "November 2026"),
        (QUARTERLY, "TW I 2026", "TW I 2026"),
        (QUARTERLY, "2026-TW3", "TW III 2026"),
        (QUARTERLY, "Triwulan IV Tahun 2026", "TW IV 2026"),
        (QUARTERLY, "Juni 2026", "TW II 2026"),
        (HALF, "Semester 2 2026", "Semester II 2026"),
        (HALF, "2026-12", "Semester II 2026"),
        (YEARLY, "2026", "2026"),
    ],
)
def test_a_period_as_people_write_it(frequency, text, name):
    assert read_period(frequency, text).name == name


@pytest.mark.parametrize(
    ("frequency", "text", "code"),
    [
        (MONTHLY, "TW I 2026", "period-unfit"),
        (QUARTERLY, "Mei 2026", "period-unfit"),
        (MONTHLY, "2026", "period-unfit"),
        (HALF, "Semester 3 2026", "period-unfit"),
        (MONTHLY, "2026-13", "period-unreadable"),
        (MONTHLY, "kemarin", "period-unreadable"),
        (YEARLY, "", "period-unreadable"),
    ],
)
def test_what_is_no_period(frequency, text, code):
    with pytest.raises(Refused, match=code):
        read_period(frequency, text)


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.sampled_from(Frequency))
def test_a_period_is_read_back_from_its_name(day, frequency):
    found = period_of(frequency, day)
    assert found.first_day <= day <= found.last_day
    assert read_period(frequency, found.name) == found


@pytest.mark.parametrize(
    ("kind", "frequency", "since", "until", "window", "on", "owed"),
    [
        # A flow owes every period that is over; the running one is not owed yet.
        (Kind.FLOW, MONTHLY, (1, 1), None, ((1, 1), (3, 31)), (4, 1), 3),
        (Kind.FLOW, MONTHLY, (1, 1), None, ((1, 1), (3, 31)), (3, 31), 2),
        (Kind.FLOW, MONTHLY, (2, 10), None, ((1, 1), (3, 31)), (4, 1), 2),
        (Kind.FLOW, MONTHLY, (1, 1), (2, 28), ((1, 1), (12, 31)), (12, 31), 2),
        (Kind.FLOW, HALF, (1, 1), None, ((1, 1), (3, 31)), (7, 1), 0),
        (Kind.FLOW, HALF, (1, 1), None, ((4, 1), (6, 30)), (7, 1), 1),
        # A state owes the last period that is over by the window's last day.
        (Kind.STATE, MONTHLY, (1, 1), None, ((1, 1), (12, 31)), (12, 31), 1),
        (Kind.STATE, QUARTERLY, (1, 1), None, ((1, 1), (3, 31)), (3, 31), 0),
        (Kind.STATE, QUARTERLY, (1, 1), None, ((1, 1), (3, 31)), (4, 1), 1),
    ],
)
def test_what_an_office_owes(kind, frequency, since, until, window, on, owed):
    rhythm = Rhythm(kind, frequency, date(2026, *since), until and date(2026, *until))
    first, last = (date(2026, *one) for one in window)
    assert rhythm.owed(first, last, on=date(2026, *on)) == owed


def test_a_yearly_state_of_last_year_holds_in_this_one():
    """The inhabitants of 31 December 2025 are those one divides by in March 2026."""
    rhythm = Rhythm(Kind.STATE, YEARLY, date(2025, 1, 1))
    assert rhythm.newest(date(2026, 4, 1)) == period_of(YEARLY, date(2025, 6, 1))
    assert rhythm.owed(date(2026, 1, 1), date(2026, 3, 31), on=date(2026, 4, 1)) == 1


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ((3, 31), State.RUNNING),
        ((4, 1), State.AWAITED),
        ((4, 10), State.AWAITED),
        ((4, 11), State.LATE),
    ],
)
def test_when_an_answer_is_late(on, state):
    rhythm, march = (
        Rhythm(Kind.FLOW, MONTHLY, date(2026, 1, 1)),
        period_of(MONTHLY, date(2026, 3, 1)),
    )
    found = state_of(rhythm, march, on=date(2026, *on), is_answered=False, has_number=False)
    assert found is state


def test_an_answer_is_never_late_and_no_number_is_an_answer():
    rhythm = Rhythm(Kind.FLOW, MONTHLY, date(2026, 2, 1))
    january, march = (period_of(MONTHLY, date(2026, month, 1)) for month in (1, 3))
    later = {"on": date(2027, 1, 1)}
    answered = {"is_answered": True, **later}
    assert state_of(rhythm, march, has_number=True, **answered) is State.ENTERED
    assert state_of(rhythm, march, has_number=False, **answered) is State.UNAVAILABLE
    nothing = {"is_answered": False, "has_number": False, **later}
    assert state_of(rhythm, january, **nothing) is State.NOT_ASKED


@pytest.mark.parametrize(
    ("value", "decimals", "number"),
    [("12.5", 2, 1250), ("12", 0, 12), ("-0.05", 2, -5), ("1E+3", 1, 10000), ("0", 6, 0)],
)
def test_a_number_is_kept_as_a_whole_number_of_its_smallest_part(value, decimals, number):
    assert scaled(Decimal(value), decimals) == number


@pytest.mark.parametrize(
    ("value", "decimals", "code"),
    [
        ("12.345", 2, "figure-decimals"),
        ("0.5", 0, "figure-decimals"),
        ("1000000000000000", 0, "figure-too-long"),
        ("10000000000", 5, "figure-too-long"),
        ("1E+400", 0, "figure-too-long"),
    ],
)
def test_a_number_that_would_be_changed_is_refused(value, decimals, code):
    with pytest.raises(Refused, match=code):
        scaled(Decimal(value), decimals)


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 6))
def test_a_number_comes_back_as_it_was(number, decimals):
    assert scaled(unscaled(number, decimals), decimals) == number


def test_a_number_is_written_with_all_its_decimals():
    assert said(-123450, 2) == "-1.234,50"


@pytest.mark.parametrize("code", ["jumlah_ibu_hamil", "km2", "a"])
def test_a_code_that_formulas_can_use(code):
    assert require_code(code) == code


@pytest.mark.parametrize(
    "code", ["", "Jumlah", "2km", "jumlah__x", "_x", "x_", "ibu hamil", "é", "a" * 49]
)
def test_a_code_that_no_formula_can_use(code):
    with pytest.raises(Refused, match="figure-code-unfit"):
        require_code(code)


@pytest.mark.parametrize("code", ["jika", "minimum", "rata_rata", "dan", "bukan"])
def test_words_of_the_formula_language_are_no_codes(code):
    with pytest.raises(Refused, match="figure-code-reserved"):
        require_code(code)


def test_a_title_suggests_its_code():
    assert code_from("Jumlah ibu hamil (K4)") == "jumlah_ibu_hamil_k4"
    assert code_from("3 jembatan") == "jembatan"
    assert len(code_from("pemeliharaan " * 9)) <= 48
