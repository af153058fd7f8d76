"""The desk: how offices stand, what is wrong with them, and that many cost as much as one."""

import io
from dataclasses import replace
from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook

from janji.agreements import actions as agreement_actions
from janji.agreements import queries as agreement_queries
from janji.core.forecasting import Method, Risk
from janji.core.measurement_life import Awaited
from janji.kit.remembering import forget_all
from janji.measurements.queries import year_of
from janji.orgs import actions as orgs
from janji.orgs.models import OrgUnit, OrgUnitKind
from janji.orgs.roles import Role
from janji.supervision import queries
from janji.supervision.contradictions import contradictions_in_records
from janji.supervision.standing import runs_of
from tests.agreements import stories as agreements
from tests.cast import AT
from tests.measurements import quarters
from tests.registers import community_stories as communities
from tests.supervision import stories

DESK = "/pengawasan/"
TODAY = date(2019, 8, 1)


@pytest.fixture(autouse=True)
def first_of_august(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: stories.NOW)


def standing(cast):
    return next(
        one
        for one in queries.standings([cast.district, cast.other_district], 2019, now=stories.NOW)
        if one.org_unit == cast.district
    )


def test_what_is_foreseen_of_each_indicator(cast):
    targets = stories.measured(cast)
    runs = runs_of(year_of(targets[0].objective.agreement, on=TODAY), year=2019)
    assert [(one.forecast.value, one.forecast.method, one.risk) for one in runs] == [
        (87.5, Method.PLANNED_STEPS, Risk.ON_TRACK),
        (80, Method.PLANNED_STEPS, Risk.AT_RISK),
        (None, None, Risk.UNKNOWN),
        (80, Method.PLANNED_STEPS, Risk.UNLIKELY),
    ]


def test_a_quarter_that_is_not_over_is_not_taken_for_a_whole_one(cast):
    targets = stories.measured(cast)
    stories.record(cast, targets[1], 3, "99", at=stories.NOW)
    run = runs_of(year_of(targets[0].objective.agreement, on=TODAY), year=2019)[1]
    assert (run.forecast.value, run.forecast.through) == (80, 2)


def test_a_row_counts_what_is_wrong(cast):
    stories.measured(cast)
    stories.ask(cast)
    answered = stories.ask(cast)
    stories.answer(cast, answered)
    stories.raise_finding(cast, at=AT, due_on=date(2019, 7, 1))
    row = standing(cast)
    figures = row.figures
    assert (figures.unfilled, figures.at_risk, figures.unlikely, figures.indicators) == (1, 1, 1, 4)
    assert [one.quarter for one in row.overdue] == [1, 2]
    assert (row.late, row.returned) == ([], [])
    assert (row.threads.open, row.threads.overdue, row.threads.awaiting) == (2, 0, 1)
    assert (row.findings.open, row.findings.overdue, row.findings.awaiting) == (1, 1, 0)


def test_what_cannot_be_true_at_once_is_contradictory(cast):
    targets = stories.measured(cast)
    stories.record(cast, targets[0], 2, "130", "100", at=stories.NOW)
    assert standing(cast).figures.contradictory == 1


def test_progress_that_falls_is_contradictory(cast):
    """sakip-rules §8, example 5."""
    plans = [*agreements.PLANS]
    plans[1] = replace(plans[1], year_end="progressive")
    agreement = agreements.draft(cast)
    targets = agreement_queries.targets_of(agreement)
    agreement = agreement_actions.set_measuring_plans(
        agreement=agreement,
        plans={target.pk: one for target, one in zip(targets, plans, strict=True)},
        based_on=agreement.edition,
        by=cast.perencana,
        at=AT,
    )
    agreements.sign(agreement, cast)
    stories.record(cast, targets[1], 1, "40")
    stories.record(cast, targets[1], 2, "39")
    assert standing(cast).figures.contradictory == 1


def test_what_was_found_is_remembered_until_something_changes(cast, django_assert_max_num_queries):
    targets = stories.measured(cast)
    assert standing(cast).figures.unfilled == 1
    with django_assert_max_num_queries(10):
        assert standing(cast).figures.unfilled == 1
    stories.record(cast, targets[2], 2, "1", at=stories.NOW)
    assert standing(cast).figures.unfilled == 0


def many(cast, count, begin=0):
    """More districts, each with an agreement in force and somebody to sign it."""
    for number in range(begin, begin + count):
        district = orgs.create_org_unit(
            name=f"Kecamatan {number:02}",
            kind=OrgUnitKind.DISTRICT,
            parent=cast.government,
            region=None,
            address=None,
            contact=None,
            by=cast.admin,
            at=AT,
        )
        for user, role in ((cast.camat, Role.HEAD), (cast.perencana, Role.PLANNER)):
            orgs.assign_role(
                user=user, role=role, org_unit=district, starts_on=AT.date(), by=cast.admin, at=AT
            )
        agreements.in_force(replace(cast, district=district))


def queries_of(client):
    """How many queries the desk takes once nothing is remembered."""
    forget_all()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(DESK).status_code == 200
    return len(asked)


def test_twelve_offices_cost_as_many_queries_as_three(cast, as_user):
    stories.measured(cast)
    many(cast, 1)
    client = as_user(cast.bupati)
    assert "3 kantor, tahun 2019" in client.get(DESK).content.decode()
    three = queries_of(client)
    many(cast, 9, begin=1)
    client = as_user(cast.bupati)
    assert "12 kantor, tahun 2019" in client.get(DESK).content.decode()
    assert queries_of(client) == three <= 48


def test_a_quarter_says_whose_turn_it_is_and_how_late_it_came(cast, as_user):
    """Q1 was handed in on 12 April, two days late, and returned; nobody handed in Q2, due on 10 July."""
    targets = stories.measured(cast)
    handed_in = datetime(2019, 4, 12, 9, 0, tzinfo=AT.tzinfo)
    stages = (
        ("submit", "menunggu verifikator", "menunggu-verifikator"),
        ("verify", "menunggu kepala kantor", "menunggu-kepala"),
        ("approve", "menunggu atasan", "menunggu-anda"),
        ("accept", "diterima", "terlambat"),
    )
    client = as_user(cast.bupati)
    for deed, word, problem in stages:
        if deed == "submit":
            quarters.submit(cast, at=handed_in, reasons={targets[2].pk: "Belum ada dokumennya"})
        else:
            quarters.move(cast, deed, at=handed_in)
        page = " ".join(client.get(f"{DESK}?masalah={problem}").content.decode().split())
        assert word in page
        assert "terlambat 2 hari" in page
        assert "lewat batas 22 hari" in page
    quarters.move(cast, "reopen", at=stories.NOW)
    page = client.get(f"{DESK}?masalah=dikembalikan").content.decode()
    assert "dibuka kembali" in page
    assert [one.quarter for one in standing(cast).overdue] == [2]
    rows = CalamineWorkbook.from_filelike(
        io.BytesIO(client.get(f"{DESK}?unduh=xlsx&q=ajibarang").content)
    )
    heading, row = rows.get_sheet_by_index(0).to_python()
    said = dict(zip(heading, row, strict=True))
    assert said["TW I"] == "dibuka kembali; terlambat 2 hari"
    assert said["TW II"] == "lewat batas 22 hari"
    assert (said["Triwulan lewat batas"], said["Triwulan dikembalikan"]) == (1, 1)


def test_who_was_in_time_is_not_late_because_it_came_back(cast):
    targets = stories.measured(cast)
    reasons = {targets[2].pk: "Belum ada dokumennya"}
    quarters.submit(cast, reasons=reasons)
    quarters.move(cast, "return")
    quarters.submit(cast, reasons=reasons, at=stories.NOW)
    row = standing(cast)
    assert (row.late, [one.quarter for one in row.awaiting(Awaited.VERIFIER)]) == ([], [1])


def test_contradictory_rows_of_registers_are_counted_where_they_belong(cast, as_user):
    """A chair whose term ended in June still serves in a village of Ajibarang; the other district has none."""
    stories.in_force(cast)
    chair = communities.body(cast, founded_on=date(2016, 1, 2))
    communities.officer(cast, chair, starts_on=date(2016, 6, 30), ends_on=date(2019, 6, 30))
    found = contradictions_in_records(
        [cast.district, cast.other_district, cast.village], 2019, now=stories.NOW
    )
    assert found == {cast.district.pk: 1, cast.other_district.pk: 0, cast.village.pk: 1}
    page = " ".join(as_user(cast.bupati).get(DESK).content.decode().split())
    assert '<a href="/mutu/kecamatan-ajibarang/2019/">' in page
    assert "1 catatan" in page


def test_offices_of_two_regencies_are_counted_each_below_its_own(cast):
    stories.in_force(cast)
    chair = communities.body(cast, founded_on=date(2016, 1, 2))
    communities.officer(cast, chair, starts_on=date(2016, 6, 30), ends_on=date(2019, 6, 30))
    other = OrgUnit.objects.add_root(
        instance=OrgUnit(name="Kabupaten Cilacap", slug="cilacap", kind=OrgUnitKind.GOVERNMENT)
    )
    found = contradictions_in_records([cast.district, other], 2019, now=stories.NOW)
    assert found == {cast.district.pk: 1, other.pk: 0}


def test_offices_are_searched_filtered_and_sorted(cast, as_user):
    stories.measured(cast)
    client = as_user(cast.pengawas)
    assert "2 kantor" in client.get(DESK).content.decode()
    found = client.get(f"{DESK}?q=cilong").content.decode()
    assert "1 kantor" in found
    assert "Kecamatan Cilongok" in found
    for word in ("belum-diisi", "lewat-batas", "berisiko"):
        page = client.get(f"{DESK}?masalah={word}").content.decode()
        assert "1 kantor" in page
        assert "Kecamatan Ajibarang</a>" in page
    for word in ("bertentangan", "terlambat", "dikembalikan", "utas", "temuan", "menunggu-anda"):
        assert (
            "Tidak ada kantor yang cocok" in client.get(f"{DESK}?masalah={word}").content.decode()
        )
    assert "tanpa perjanjian" in client.get(f"{DESK}?masalah=tanpa-perjanjian").content.decode()
    names = [one["urut"] for one in ({"urut": "kantor"}, {"urut": "-kantor"}, {"urut": "apa"})]
    for order in names:
        assert client.get(DESK, {"urut": order}).status_code == 200


@pytest.mark.parametrize("query", ["tahun=abc", "tahun=99999", "masalah=x", "halaman=0", "q=%00"])
def test_nonsense_in_the_address_is_no_failure(cast, as_user, query):
    assert as_user(cast.bupati).get(f"{DESK}?{query}").status_code == 200


def test_it_can_be_taken_away(cast, as_user):
    stories.measured(cast)
    answer = as_user(cast.bupati).get(f"{DESK}?unduh=xlsx&q=ajibarang")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0)
    heading, row = rows.to_python()
    assert dict(zip(heading, row, strict=True))["Realisasi belum diisi"] == 1
    assert row[0] == "Kecamatan Ajibarang"


def test_who_supervises_nothing_is_led_to_their_own_office(cast, as_user):
    stories.in_force(cast)
    answer = as_user(cast.perencana).get(DESK)
    assert answer.headers["Location"] == "/pengawasan/kantor/kecamatan-ajibarang/2019/"
    assert "Tidak ada kantor yang Anda awasi" not in answer.content.decode()


def test_the_place_stands_in_the_bar_of_whoever_has_work_there(cast, as_user):
    for one, shown in ((cast.bupati, True), (cast.kasi, True), (cast.operator, False)):
        page = as_user(one).get("/perjanjian/").content.decode()
        assert ('href="/pengawasan/"' in page) is shown
