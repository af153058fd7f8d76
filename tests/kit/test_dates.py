"""How days and moments read: as Django writes them in Indonesian."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.utils import formats
from hypothesis import given
from hypothesis import strategies as st

from janji.kit import dates

ZONE = ZoneInfo("Asia/Jakarta")


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_day(day):
    assert dates.day(day) == formats.date_format(day, "j F Y")


@given(st.datetimes(datetime(1950, 1, 1), datetime(2100, 12, 31), timezones=st.just(UTC)))  # noqa: DTZ001
def test_a_moment_is_that_of_the_office(moment):
    here = moment.astimezone(ZONE)
    assert dates.moment(moment) == formats.date_format(here, r"j F Y \p\u\k\u\l H.i")
    assert dates.day(moment) == dates.day(here.date())


def test_the_hour_has_two_digits():
    assert dates.moment(datetime(2026, 8, 14, 9, 5, tzinfo=ZONE)) == "14 Agustus 2026 pukul 09.05"
