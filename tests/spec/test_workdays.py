"""registers.md §2.4 and §12: deadlines, pauses, counter minutes."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.refusals import Refused
from janji.core.workdays import (
    Calendar,
    Hours,
    Limit,
    LimitUnit,
    Pause,
    deadline,
    elapsed_working_days,
    open_minutes,
    working_days,
)

ZONE = ZoneInfo("Asia/Jakarta")
OFFICE = (Hours(time(8), time(14)),)
WEEK = dict.fromkeys(range(5), OFFICE)
# Sampung: Monday to Thursday 08–14, Friday 08–10.30.
SAMPUNG = Calendar({**dict.fromkeys(range(4), OFFICE), 4: (Hours(time(8), time(10, 30)),)})
INDEPENDENCE = date(2026, 8, 17)
IDUL_FITRI_2026 = [date(2026, 3, day) for day in (18, 19, 20, 21, 22, 23, 24)]
NATIONAL_2026 = [date(2026, 3, day) for day in (19, 21, 22)]
LEBARAN_2019 = [date(2019, 6, day) for day in (3, 4, 5, 6, 7)]
NATIONAL_2019 = [date(2019, 6, day) for day in (1, 5, 6)]


def at(year, month, day, hour=9, minute=0):
    return datetime(year, month, day, hour, minute, tzinfo=ZONE)


def days(value):
    return Limit(value, LimitUnit.WORKING_DAYS)


def calendar(*closed):
    return Calendar(WEEK, frozenset(closed))


@pytest.mark.parametrize(
    ("start", "limit", "off", "due"),
    [
        # §2.4 example 1: Independence Day on a Monday
        (at(2026, 8, 14), 5, [INDEPENDENCE], date(2026, 8, 24)),
        # example 2: with cuti bersama, and without it: four days of false lateness
        (at(2026, 3, 17), 3, IDUL_FITRI_2026, date(2026, 3, 27)),
        (at(2026, 3, 17), 3, NATIONAL_2026, date(2026, 3, 23)),
        # example 3: Lebaran 2019 with cuti bersama, and without it
        (at(2019, 5, 31), 5, LEBARAN_2019, date(2019, 6, 14)),
        (at(2019, 5, 31), 5, NATIONAL_2019, date(2019, 6, 11)),
    ],
)
def test_deadlines_in_working_days(start, limit, off, due):
    assert deadline(start, days(limit), [], calendar(*off)).date() == due


def test_a_deadline_in_days_ends_with_its_day():
    due = deadline(at(2026, 8, 10), days(1), [], calendar())
    assert due == at(2026, 8, 11, 23, 59).replace(second=59)


def test_a_pause_does_not_count():
    """§2.4 example 4: complete 10 Aug, shortfall 12 to 19 Aug, issued 21 Aug, limit 5."""
    off = calendar(INDEPENDENCE)
    pause = Pause(at(2026, 8, 12), at(2026, 8, 19))
    start, finish = date(2026, 8, 10), date(2026, 8, 21)
    assert working_days(start, finish, off) == 8
    assert elapsed_working_days(start, finish, [pause], off) == 4
    assert deadline(at(2026, 8, 10), days(5), [pause], off).date() == date(2026, 8, 24)


def test_pauses_that_overlap_count_once():
    once = Pause(at(2026, 8, 3), at(2026, 8, 6))
    twice = [once, Pause(at(2026, 8, 4), at(2026, 8, 6))]
    span = (date(2026, 8, 3), date(2026, 8, 10))
    assert elapsed_working_days(*span, twice, calendar()) == 2
    assert elapsed_working_days(*span, [once], calendar()) == 2


def test_minutes_count_only_while_the_counter_is_open():
    """§2.4 example 5: Thursday 13.50, counter closes 14.00, issued Friday 08.15, limit 30."""
    start, finish = at(2026, 8, 13, 13, 50), at(2026, 8, 14, 8, 15)
    assert open_minutes(start, finish, [], SAMPUNG) == 25
    limit = Limit(30, LimitUnit.MINUTES)
    assert deadline(start, limit, [], SAMPUNG) == at(2026, 8, 14, 8, 20)


def test_minutes_inside_a_pause_do_not_count():
    start, finish = at(2026, 8, 13, 9, 0), at(2026, 8, 13, 10, 0)
    pause = Pause(at(2026, 8, 13, 9, 10), at(2026, 8, 13, 9, 40))
    assert open_minutes(start, finish, [pause], SAMPUNG) == 30
    hour = Limit(1, LimitUnit.HOURS)
    assert deadline(start, hour, [pause], SAMPUNG) == at(2026, 8, 13, 10, 30)


def test_while_a_pause_goes_on_there_is_no_deadline():
    assert deadline(at(2026, 8, 10), days(5), [Pause(at(2026, 8, 11), None)], calendar()) is None


def test_a_day_with_hours_of_its_own_is_worked_even_when_off():
    special = Calendar(WEEK, frozenset({INDEPENDENCE}), {INDEPENDENCE: OFFICE})
    assert deadline(at(2026, 8, 14), days(1), [], special).date() == INDEPENDENCE


def test_calendar_days_do_not_ask_the_calendar():
    limit = Limit(3, LimitUnit.CALENDAR_DAYS)
    assert deadline(at(2026, 8, 14), limit, [], calendar()).date() == date(2026, 8, 17)


@pytest.mark.parametrize("limit", [days(1), Limit(1, LimitUnit.MINUTES)])
def test_a_calendar_without_work_is_refused(limit):
    with pytest.raises(Refused, match="calendar-without-work"):
        deadline(at(2026, 8, 14), limit, [], Calendar({}))


def test_nonsense_is_refused():
    with pytest.raises(Refused, match="limit-not-positive"):
        days(0)
    with pytest.raises(Refused, match="hours-reversed"):
        Hours(time(14), time(8))


moments = st.datetimes(datetime(2019, 1, 1), datetime(2019, 12, 1)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=0, tzinfo=ZONE)
)
lengths = st.timedeltas(min_value=date.resolution * 0, max_value=date.resolution * 20)
pauses = st.lists(
    st.tuples(moments, lengths).map(lambda pair: Pause(pair[0], pair[0] + pair[1])), max_size=4
)
limits = st.builds(days, st.integers(1, 20)) | st.builds(
    Limit, st.integers(1, 600), st.sampled_from([LimitUnit.MINUTES, LimitUnit.HOURS])
)
calendars = st.frozensets(st.dates(date(2019, 1, 1), date(2020, 3, 1)), max_size=40).map(
    lambda closed: Calendar(SAMPUNG.weekly, closed)
)


@given(moments, limits, pauses, calendars)
def test_the_deadline_is_where_the_elapsed_time_reaches_the_limit(start, limit, stopped, days_off):
    due = deadline(start, limit, stopped, days_off)
    if limit.unit.is_clock_time:
        assert open_minutes(start, due, stopped, days_off) == limit.minutes
    else:
        used = elapsed_working_days(start.date(), due.date(), stopped, days_off)
        assert used == limit.value


@given(st.dates(date(2018, 12, 1), date(2020, 4, 1)), st.integers(-5, 500), calendars)
def test_working_days_are_all_days_looked_at_one_by_one(start, length, days_off):
    special = Calendar(days_off.weekly, days_off.closed, {date(2019, 6, 2): OFFICE})
    through = start + date.resolution * length
    looked_at = [start + date.resolution * (day + 1) for day in range(max(length, 0))]
    assert working_days(start, through, special) == sum(map(special.is_work, looked_at))


@given(moments, moments, pauses, calendars)
def test_a_pause_never_adds_time(start, finish, stopped, days_off):
    if finish < start:
        start, finish = finish, start
    with_pauses = open_minutes(start, finish, stopped, days_off)
    assert 0 <= with_pauses <= open_minutes(start, finish, [], days_off)


@given(moments, limits, calendars, st.dates(date(2019, 1, 1), date(2020, 3, 1)))
def test_a_day_off_more_never_shortens_a_deadline(start, limit, days_off, added):
    more = Calendar(days_off.weekly, days_off.closed | {added})
    assert deadline(start, limit, [], more) >= deadline(start, limit, [], days_off)
