"""Ages and requirements of members, half-years of their report."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.linmas import (
    RULES,
    AgeState,
    Education,
    Entrant,
    HalfYear,
    Issuer,
    Training,
    age_on,
    age_state,
    birthday,
    half_year_of,
    latest_birth,
    look_at,
    months_after,
    rule_on,
    trained,
)

BORN = date(1960, 3, 10)
DAYS = st.dates(date(1930, 1, 1), date(2100, 12, 31))


def test_every_rule_says_where_it_stands():
    assert {one.status for one in RULES} == {"seen"}
    assert all("Permendagri" in one.source for one in RULES)
    assert rule_on(date(2020, 6, 1)).least_education is Education.LOWER_SECONDARY
    assert rule_on(date(2020, 6, 2)).least_education is Education.PRIMARY


@pytest.mark.parametrize(
    ("day", "extended_until", "state"),
    [
        (date(2019, 9, 10), None, AgeState.WITHIN),  # the rule of 2014 ends nobody by age
        (date(2020, 3, 10), None, AgeState.WITHIN),
        (date(2020, 6, 2), None, AgeState.PAST_USUAL),  # sixty already when the new rule came
        (date(2020, 6, 2), date(2022, 12, 31), AgeState.EXTENDED),
        (date(2022, 12, 31), date(2022, 12, 31), AgeState.EXTENDED),  # through its last day
        (date(2023, 1, 1), date(2022, 12, 31), AgeState.PAST_USUAL),
        (date(2025, 3, 9), date(2025, 3, 9), AgeState.EXTENDED),
        (date(2025, 3, 10), date(2026, 1, 1), AgeState.PAST_LONGEST),  # 65: nothing prolongs it
    ],
)
def test_age_ends_a_membership_at_60_or_at_65(day, extended_until, state):
    assert age_state(BORN, extended_until, day) is state


def test_six_months_ahead_people_are_told():
    born = date(1962, 3, 10)
    assert age_state(born, None, date(2021, 9, 9)) is AgeState.WITHIN
    assert age_state(born, None, date(2021, 9, 10)) is AgeState.NEAR
    assert age_state(born, None, date(2022, 3, 9)) is AgeState.NEAR
    assert age_state(born, None, date(2022, 3, 10)) is AgeState.PAST_USUAL
    assert age_state(None, None, date(2022, 3, 10)) is AgeState.UNKNOWN


@pytest.mark.parametrize(
    ("entrant", "day", "found"),
    [
        (
            Entrant(date(1990, 1, 1), Education.PRIMARY, Issuer.VILLAGE_HEAD, is_ward=False),
            date(2021, 1, 4),
            [],
        ),
        (
            Entrant(date(1990, 1, 1), Education.PRIMARY, Issuer.POLICE_HEAD, is_ward=False),
            date(2019, 1, 4),
            ["member-schooling"],
        ),
        (
            Entrant(date(1990, 1, 1), Education.NONE, Issuer.VILLAGE_HEAD, is_ward=False),
            date(2021, 1, 4),
            ["member-schooling"],
        ),
        (
            Entrant(date(2003, 1, 5), Education.PRIMARY, Issuer.VILLAGE_HEAD, is_ward=True),
            date(2021, 1, 4),
            ["member-young", "member-issuer"],
        ),
        (
            Entrant(date(2003, 1, 4), None, Issuer.DISTRICT_HEAD, is_ward=True),
            date(2021, 1, 4),
            [],
        ),
        (Entrant(None, None, Issuer.REGENT, is_ward=False), date(2021, 1, 4), ["member-issuer"]),
    ],
)
def test_what_a_person_should_look_at(entrant, day, found):
    assert [one.code for one in look_at(entrant, day)] == found


@given(DAYS, DAYS, st.integers(18, 65))
def test_the_latest_birth_is_where_an_age_begins(born, day, age):
    assert (age_on(born, day) >= age) == (born <= latest_birth(day, age))


@given(DAYS, st.integers(18, 65))
def test_on_the_birthday_the_age_is_reached_and_not_before(born, age):
    reached = birthday(born, age)
    assert age_on(born, reached) == age
    assert age_on(born, date.fromordinal(reached.toordinal() - 1)) == age - 1


def test_months_ahead_when_there_is_no_such_day():
    assert months_after(date(2021, 8, 31), 6) == date(2022, 3, 1)
    assert months_after(date(2021, 6, 30), 6) == date(2021, 12, 30)
    assert months_after(date(2021, 12, 31), 6) == date(2022, 7, 1)


def test_half_years_follow_each_other():
    first, second = HalfYear(2019, 1), HalfYear(2019, 2)
    assert (first.last_day, second.last_day) == (date(2019, 6, 30), date(2019, 12, 31))
    assert half_year_of(date(2019, 6, 30)) == first
    assert half_year_of(date(2019, 7, 1)) == second
    assert (first.after, second.before) == (second, first)
    assert (second.after, first.before) == (HalfYear(2020, 1), HalfYear(2018, 2))


ATTENDANCES = st.lists(st.builds(Training, st.integers(1, 12), st.integers(0, 8)), max_size=40)


@given(st.frozensets(st.integers(1, 8)), ATTENDANCES, st.integers(0, 16))
def test_never_more_are_trained_than_there_are_members(members, attended, least_hours):
    assert trained(members, attended, least_hours=least_hours) <= len(members)
    once = list({one.member: one for one in attended}.values())
    assert trained(members, once * 3, least_hours=0) == trained(members, once, least_hours=0)
