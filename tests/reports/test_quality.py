"""What is wrong with the records of an office: each flaw opens to its rows."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from janji.core.service_life import Stage
from janji.registers.catalogue import checks
from janji.registers.checks import Look
from janji.registers.services import actions
from janji.reports.quality import quality_of, source_called, sources
from tests.registers.counter import at, move, receive, service

LATER = datetime(2020, 2, 3, 8, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
PAGE = "/mutu/kecamatan-ajibarang/2019/"


@pytest.fixture
def office(cast):
    """One request finished in time, one still open long after its deadline, one written down late."""
    of = service(cast)
    done = receive(cast, of, at(5, 6), name="Sutarno")
    move(cast, done, Stage.FINISHED, at(5, 7))
    receive(cast, of, at(12, 2), name="Wagiyem")
    return of


def flaws(org_unit, now=LATER):
    found = quality_of(org_unit, 2019, now=now)
    return {one.source.check.code: one.count for section in found.sections for one in section.flaws}


def test_an_open_request_past_its_deadline_is_late(cast, office):
    assert flaws(cast.district)["permohonan-lewat"] == 1


def test_what_is_written_down_long_after_its_quarter_is_told(cast, office):
    # The counter wrote both down on 31 December 2019: the one of May long after the quarter.
    assert flaws(cast.district)["permohonan-susulan"] == 1


def test_a_complaint_open_for_two_weeks_is_late(cast, office):
    for day in (15, 20):
        actions.record_complaint(
            org_unit=cast.district,
            request=None,
            channel="counter",
            complainant=None,
            content="Loket tutup sebelum waktunya.",
            received_on=date(2019, 12, day),
            by=cast.operator,
            at=at(12, 31),
        )
    on = datetime(2019, 12, 31, 16, 0, tzinfo=LATER.tzinfo)
    assert flaws(cast.district, now=on)["pengaduan-terbuka"] == 1


def test_an_office_sees_what_lies_below_it_and_no_other(cast, office):
    assert flaws(cast.government)["permohonan-lewat"] == 1
    assert flaws(cast.other_district).get("permohonan-lewat") is None


def test_the_page_opens_every_flaw_to_its_rows(cast, office, as_user):
    client = as_user(cast.camat)
    page = client.get(PAGE).content.decode()
    assert "Permohonan belum selesai padahal tenggatnya lewat" in page
    rows = client.get(f"{PAGE}permohonan-lewat/").content.decode()
    assert "Wagiyem" in rows
    assert "Sutarno" not in rows


def test_a_year_without_a_flaw_says_so(cast, as_user):
    page = as_user(cast.stranger).get("/mutu/kecamatan-cilongok/2019/").content.decode()
    assert "Tidak ada yang perlu diperiksa" in page


def test_another_office_is_not_there(cast, as_user):
    assert as_user(cast.stranger).get(PAGE).status_code == 404
    assert as_user(cast.stranger).get(f"{PAGE}permohonan-lewat/").status_code == 404


def test_an_unknown_check_or_year_is_not_there(cast, as_user):
    client = as_user(cast.camat)
    assert client.get(f"{PAGE}apa-saja/").status_code == 404
    assert client.get("/mutu/kecamatan-ajibarang/1019/").status_code == 404


def test_both_pages_leave_as_sheets(cast, office, as_user):
    client = as_user(cast.camat)
    for address in (PAGE, f"{PAGE}permohonan-lewat/"):
        answer = client.get(address, {"bentuk": "xlsx"})
        assert answer.headers["Content-Disposition"].endswith('.xlsx"')


def test_every_check_has_a_word_of_its_own():
    codes = [one.check.code for one in sources()]
    assert len(codes) == len(set(codes))
    assert source_called(codes[0]) is not None


def test_every_register_looks_for_something():
    assert {register.code for register, _ in checks()} >= {"services", "survey"}


@pytest.mark.parametrize("code", [one.check.code for one in sources()])
def test_the_rows_of_a_check_can_be_listed(code, cast):
    check = source_called(code).check
    rows = check.rows(Look.at(cast.government, 2019, LATER))
    # Nothing is written down yet, so at most villages that nobody looked at are doubted.
    names = [cells[0] for _, cells in check.row_view.lines(check.row_view.listed(rows))]
    assert names == (["Desa Kracak"] if code == "desa-belum-diperiksa" else [])
