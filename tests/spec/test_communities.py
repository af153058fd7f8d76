"""Community bodies: registers.md §4.3 (worked examples) and the rules R4.4, R4.10–R4.16."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.attendance import share
from janji.core.communities import (
    Agenda,
    BodyYear,
    Criteria,
    Lack,
    TenureState,
    enough_done,
    is_one_too_many,
    lacking,
    last_day_of_tenure,
    newest_counted,
    still_to_do,
    tenure_state,
)
from janji.core.numbers import written

USUAL = Criteria()
IN_TIME = date(2019, 1, 12)


def year_of(planned, done, chair=True, document=True, set_on=IN_TIME, delegate=False, **added):
    return BodyYear(set_on, document, Agenda(planned, done, **added), chair, delegate)


@pytest.mark.parametrize(
    ("known", "criteria", "lack"),
    [
        pytest.param(year_of(5, 3), USUAL, None, id="1: RT 03/02, 3 of 5 is 60 %, inclusive"),
        pytest.param(
            year_of(7, 4), USUAL, Lack.TOO_LITTLE_DONE, id="2: Karang Taruna, 4 of 7 is 57,14 %"
        ),
        pytest.param(
            year_of(10, 10, chair=False, delegate=True),
            USUAL,
            Lack.CHAIR_ABSENT,
            id="3: LPM, the secretary came instead of the chair",
        ),
        pytest.param(
            year_of(10, 10, chair=False, delegate=True),
            Criteria(counts_delegates=True),
            None,
            id="3: the same, when delegates count",
        ),
        pytest.param(
            year_of(12, 12, document=False),
            USUAL,
            Lack.NO_DOCUMENT,
            id="4: PKK, 12 activities without a document",
        ),
        # R4.12: on or before 31 March, with at least one activity
        pytest.param(year_of(5, 5, set_on=date(2019, 3, 31)), USUAL, None, id="31 March"),
        pytest.param(
            year_of(5, 5, set_on=date(2019, 4, 1)), USUAL, Lack.LATE_PLAN, id="1 April is late"
        ),
        pytest.param(
            year_of(5, 5, set_on=date(2019, 4, 1)), Criteria(last_month=4), None, id="till April"
        ),
        pytest.param(year_of(0, 0), USUAL, Lack.NO_AGENDA, id="a plan without activities"),
        pytest.param(BodyYear(), USUAL, Lack.NO_PLAN, id="nothing at all"),
        # R4.14: later additions count in both or in neither
        pytest.param(
            year_of(5, 2, added=5, added_done=5), USUAL, Lack.TOO_LITTLE_DONE, id="added aside"
        ),
        pytest.param(
            year_of(5, 2, added=5, added_done=5), Criteria(counts_added=True), None, id="added in"
        ),
    ],
)
def test_active(known, criteria, lack):
    assert lacking(known, 2019, criteria) is lack


def test_kinds_add_up_to_the_agreement():
    """Examples 5 and 6: RT 210/245, RW 28/30, PKK 9/9, KT 5/8, LPM 6/8."""
    active, registered = (210, 28, 9, 5, 6), (245, 30, 9, 8, 8)
    assert (sum(active), sum(registered)) == (258, 300)
    assert written(share(258, 300), 2) == "86,00"
    assert written(share(257, 300), 2) == "85,67"
    by_kind = [written(share(*pair), 2) for pair in zip(active, registered, strict=True)]
    assert by_kind == ["85,71", "93,33", "100,00", "62,50", "75,00"]
    assert -(-86 * 300 // 100) == 258


@pytest.mark.parametrize(("active", "expected"), [(258, "100,00"), (257, "99,61")])
def test_achievement_of_the_share(active, expected):
    assert written(share(active, 300) / 86 * 100, 2) == expected


@given(st.integers(0, 400), st.integers(1, 400))
def test_sixty_percent_in_whole_numbers(done, planned):
    assert enough_done(done, planned, Fraction(3, 5)) == (5 * done >= 3 * planned)


@given(st.integers(1, 60), st.integers(0, 60))
def test_what_is_still_to_do_is_just_enough(planned, done):
    agenda = Agenda(planned, min(done, planned))
    more = still_to_do(agenda, USUAL)
    assert enough_done(agenda.done + more, planned, USUAL.share)
    assert more == 0 or not enough_done(agenda.done + more - 1, planned, USUAL.share)


@pytest.mark.parametrize(
    ("last_day", "newest"),
    [
        (date(2019, 12, 31), date(2019, 6, 30)),
        (date(2019, 9, 30), date(2019, 3, 30)),
        (date(2019, 8, 31), date(2019, 2, 28)),
        (date(2019, 3, 31), date(2018, 9, 30)),
        (date(2020, 2, 29), date(2019, 8, 29)),
        (date(2020, 6, 30), date(2019, 12, 30)),
    ],
)
def test_newcomers_wait_six_months(last_day, newest):
    """R4.15."""
    assert newest_counted(last_day, 6) == newest


@pytest.mark.parametrize(
    ("last_day", "is_counted"),
    [
        (date(2019, 12, 31), False),
        (date(2020, 3, 31), False),
        (date(2020, 4, 1), True),
        (date(2020, 6, 30), True),
    ],
)
def test_a_newcomer_waits_across_new_year(last_day, is_counted):
    """R4.15 for a body of 1 October: half a year is half a year, a new year does not end it sooner."""
    assert (date(2019, 10, 1) <= newest_counted(last_day, 6)) is is_counted


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        (date(2017, 4, 1), date(2022, 3, 31)),
        (date(2016, 2, 29), date(2021, 2, 27)),
        (date(2019, 1, 1), date(2023, 12, 31)),
    ],
)
def test_five_years_from_appointment(starts, ends):
    """R4.4."""
    assert last_day_of_tenure(starts) == ends


@pytest.mark.parametrize(("before", "refused"), [(0, False), (1, False), (2, True), (3, True)])
def test_at_most_two_terms(before, refused):
    """R4.4, in a row or not."""
    assert is_one_too_many(before) is refused


@pytest.mark.parametrize(
    ("on", "ended", "state"),
    [
        (date(2019, 10, 1), None, TenureState.RUNNING),
        (date(2019, 10, 2), None, TenureState.EXPIRING),
        (date(2019, 12, 31), None, TenureState.EXPIRING),
        (date(2020, 1, 1), None, TenureState.EXPIRED),
        (date(2020, 1, 1), date(2019, 6, 1), TenureState.ENDED),
    ],
)
def test_warned_ninety_days_ahead(on, ended, state):
    """§4.4: the term ends on 31 December 2019."""
    assert tenure_state(date(2019, 12, 31), ended, on) is state
