"""The working calendar of an office: seeded, corrected, verified, inherited."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from janji.calendars import actions, queries
from janji.calendars.models import CalendarDay, CounterHours, DayKind
from janji.core.refusals import Refused
from janji.core.workdays import Hours, Limit, LimitUnit, deadline
from janji.kit import audit
from janji.kit.editions import edition_of
from tests.cast import AT

PAGES = "/pengaturan/kalender"


def seed(cast, first=2019, last=2019):
    return actions.seed_calendar(
        org_unit=cast.government, first_year=first, last_year=last, by=cast.admin, at=AT
    )


def day_off(cast, org_unit, day, **more):
    facts = {
        "kind": DayKind.LOCAL,
        "name": "Hari jadi",
        "opens": None,
        "closes": None,
        "basis": "SE Bupati",
    }
    said = {"by": cast.camat, "based_on": edition_of(queries.own_day(org_unit, day))}
    return actions.set_day(org_unit=org_unit, day=day, at=AT, **facts | said | more)


def working_days(org_unit, year):
    return queries.calendar_year(org_unit, year).working_days


@pytest.mark.parametrize(
    ("year", "worked"), [(2019, 246), (2024, 238), (2025, 237), (2026, 240), (2027, 242)]
)
def test_working_days_with_cuti_bersama(cast, year, worked):
    """registers.md §12.1: Monday to Friday, without national holidays and cuti bersama."""
    seed(cast, year, year)
    assert working_days(cast.district, year) == worked


def test_seeding_twice_adds_nothing_and_keeps_what_people_changed(cast):
    added = seed(cast)
    changed = day_off(
        cast,
        cast.government,
        date(2019, 6, 3),
        by=cast.admin,
        kind=DayKind.NATIONAL,
        name="Lebaran",
    )
    assert added > 15
    assert seed(cast) == 0
    again = {"first_year": 2019, "last_year": 2019, "by": cast.camat, "at": AT}
    assert actions.seed_calendar(org_unit=cast.district, **again) == 0
    assert queries.own_day(cast.government, changed.day).name == "Lebaran"


def test_the_list_waits_to_be_compared_with_its_decree(cast):
    seed(cast)
    assert queries.calendar_year(cast.district, 2019).unverified > 15
    actions.verify_year(
        org_unit=cast.government, year=2019, basis="SKB Tiga Menteri", by=cast.admin, at=AT
    )
    assert queries.calendar_year(cast.district, 2019).unverified == 0
    assert audit.history(cast.government).first().facts["after"] == {"basis": "SKB Tiga Menteri"}


def test_the_nearest_office_has_the_last_word_on_a_day(cast):
    """Registers §12.2 R12.3: a service that opens on cuti bersama says so itself."""
    seed(cast)
    leave = date(2019, 6, 3)
    assert not queries.calendar_for(cast.district).is_work(leave)
    day_off(
        cast, cast.district, leave, kind=DayKind.OPEN, opens=time(8), closes=time(11), name="Piket"
    )
    assert queries.calendar_for(cast.district).hours(leave) == (Hours(time(8), time(11)),)
    assert queries.calendar_for(cast.village).is_work(leave)
    assert not queries.calendar_for(cast.other_district).is_work(leave)


def test_a_removed_day_is_like_its_weekday_again(cast):
    one = day_off(cast, cast.district, date(2019, 2, 22))
    assert not queries.calendar_for(cast.district).is_work(one.day)
    actions.remove_day(org_unit=cast.district, day=one.day, based_on=one.pk, by=cast.camat, at=AT)
    assert queries.calendar_for(cast.district).is_work(date(2019, 2, 22))


def test_hours_come_from_the_nearest_office_that_set_them(cast):
    week, set_by = queries.week_of(cast.district)
    assert (sorted(week), set_by) == ([0, 1, 2, 3, 4], None)
    short = {0: Hours(time(8), time(14)), 4: Hours(time(8), time(10, 30))}
    actions.set_hours(org_unit=cast.government, week=short, based_on=None, by=cast.admin, at=AT)
    week, set_by = queries.week_of(cast.district)
    assert (sorted(week), set_by) == ([0, 4], cast.government)
    again = {2: Hours(time(9), time(12))}
    actions.set_hours(org_unit=cast.district, week=again, based_on=None, by=cast.camat, at=AT)
    assert sorted(queries.week_of(cast.district)[0]) == [2]
    assert CounterHours.objects.count() == 3


def test_a_deadline_over_lebaran_2019(cast):
    """registers.md §2.4 example 3, with the calendar as it is stored."""
    seed(cast)
    start = datetime(2019, 5, 31, 9, tzinfo=ZoneInfo("Asia/Jakarta"))
    limit = Limit(5, LimitUnit.WORKING_DAYS)
    due = deadline(start, limit, [], queries.calendar_for(cast.district))
    assert due.date() == date(2019, 6, 14)


def test_who_computes_from_the_calendar_is_told_of_every_change(cast, monkeypatch):
    told = []
    monkeypatch.setattr(
        actions, "followers", [lambda org_unit, by, at: told.append((org_unit, by, at))]
    )
    day_off(cast, cast.district, date(2019, 2, 22))
    assert told == [(cast.district, cast.camat, AT)]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"kind": DayKind.OPEN}, "open-day-without-hours"),
        ({"kind": DayKind.OPEN, "opens": time(9), "closes": time(8)}, "hours-reversed"),
    ],
)
def test_an_open_day_needs_sound_hours(cast, facts, code):
    with pytest.raises(Refused, match=code):
        day_off(cast, cast.district, date(2019, 2, 22), **facts)
    assert not CalendarDay.objects.exists()


def test_only_those_who_manage_a_calendar_change_it(cast):
    with pytest.raises(Refused, match="not-allowed"):
        day_off(cast, cast.district, date(2019, 2, 22), by=cast.operator)
    with pytest.raises(Refused, match="not-allowed"):
        day_off(cast, cast.government, date(2019, 2, 22), by=cast.camat)


def test_a_year_on_its_page(cast, as_user):
    client = as_user(cast.camat)
    empty = client.get(f"{PAGES}/kecamatan-ajibarang/2019/").content.decode()
    assert "Belum ada hari libur untuk tahun ini" in empty
    seed(cast)
    made = client.post(
        f"{PAGES}/kecamatan-ajibarang/2019/",
        {"day": "2019-02-22", "kind": "local", "name": "Hari Jadi Banyumas", "basis": ""},
    )
    assert made.status_code == 302
    page = client.get(made.headers["Location"]).content.decode()
    assert "Jumat, 22 Februari" in page
    assert "245 hari kerja" in page
    assert "belum dibandingkan dengan SKB" in page


def test_a_wrong_day_is_explained_and_kept(cast, as_user):
    client = as_user(cast.camat)
    answer = client.post(
        f"{PAGES}/kecamatan-ajibarang/2019/",
        {"day": "2019-13-01", "kind": "open", "name": "Piket Lebaran"},
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Masukkan tanggal yang valid" in page
    assert "Piket Lebaran" in page


def test_hours_on_their_page(cast, as_user):
    client = as_user(cast.camat)
    address = f"{PAGES}/kecamatan-ajibarang/jam/"
    half = client.post(address, {"opens_0": "08:00"})
    assert "Isi jam buka dan jam tutup hari Senin." in half.content.decode()
    turned = client.post(address, {"opens_0": "14:00", "closes_0": "08:00"})
    assert "harus lebih awal" in turned.content.decode()
    assert client.post(address, {"opens_0": ""}).status_code == 422
    fine = client.post(address, {"opens_0": "08:00", "closes_0": "14:00"})
    assert fine.status_code == 302
    assert queries.week_of(cast.district)[0] == {0: (Hours(time(8), time(14)),)}


def test_seed_verify_and_remove_by_hand(cast, as_user):
    client = as_user(cast.admin)
    base = f"{PAGES}/kabupaten-banyumas/2019"
    client.post(f"{base}/muat/")
    assert CalendarDay.objects.filter(day__year=2019).count() > 15
    client.post(f"{base}/periksa/", {"basis": ""})
    assert CalendarDay.objects.filter(verified_at=None).exists()
    client.post(f"{base}/periksa/", {"basis": "SKB Tiga Menteri"})
    assert not CalendarDay.objects.filter(verified_at=None).exists()
    one = CalendarDay.objects.first()
    assert client.post(f"{base}/periksa/", {"basis": "SKB lagi"}).status_code == 409
    sent = {"day": f"{one.day:%Y-%m-%d}", "based_on": one.pk}
    client.post(f"{PAGES}/kabupaten-banyumas/hapus/", sent)
    assert not CalendarDay.objects.filter(pk=one.pk).exists()
    assert client.post(f"{PAGES}/kabupaten-banyumas/hapus/", sent).status_code == 409


def test_a_stranger_neither_sees_nor_changes_it(cast, as_user):
    client = as_user(cast.stranger)
    assert client.get(f"{PAGES}/kecamatan-ajibarang/2019/").status_code == 404
    seed(cast)
    one = CalendarDay.objects.first()
    sent = {"day": f"{one.day:%Y-%m-%d}", "based_on": one.pk}
    assert client.post(f"{PAGES}/kabupaten-banyumas/hapus/", sent).status_code == 404
    assert CalendarDay.objects.filter(pk=one.pk).exists()
