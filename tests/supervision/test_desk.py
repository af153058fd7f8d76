"""The desk: how offices stand, what is wrong with them, and that many cost as much as one."""

import io
from dataclasses import replace
from datetime import date

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from janji.agreements import actions as agreement_actions
from janji.agreements import queries as agreement_queries
from janji.core.forecasting import Method, Risk
from janji.measurements.queries import year_of
from janji.orgs import actions as orgs
from janji.orgs.models import OrgUnitKind
from janji.orgs.roles import Role
from janji.supervision import queries
from janji.supervision.standing import runs_of
from tests.agreements import stories as agreements
from tests.cast import AT
from tests.supervision import stories

DESK = "/pengawasan/"
TODAY = date(2019, 8, 1)


@pytest.fixture(autouse=True)
def first_of_august(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: stories.NOW)


def standing(cast):
    return next(
        one
        for one in queries.standings([cast.district, cast.other_district], 2019, on=TODAY)
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
    assert row.late == 1
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
    with django_assert_max_num_queries(9):
        assert standing(cast).figures.unfilled == 1
    stories.record(cast, targets[2], 2, "1", at=stories.NOW)
    assert standing(cast).figures.unfilled == 0


def many(cast, count):
    """More districts, each with an agreement in force and somebody to sign it."""
    for number in range(count):
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


def test_many_offices_cost_as_many_queries_as_few(cast, as_user, django_assert_max_num_queries):
    stories.measured(cast)
    client = as_user(cast.bupati)
    with django_assert_max_num_queries(34):
        client.get(DESK)
    many(cast, 6)
    client = as_user(cast.bupati)
    with django_assert_max_num_queries(34):
        page = client.get(DESK).content.decode()
    assert "8 kantor, tahun 2019" in page


def test_offices_are_searched_filtered_and_sorted(cast, as_user):
    stories.measured(cast)
    client = as_user(cast.pengawas)
    assert "2 kantor" in client.get(DESK).content.decode()
    found = client.get(f"{DESK}?q=cilong").content.decode()
    assert "1 kantor" in found
    assert "Kecamatan Cilongok" in found
    for word in ("belum-diisi", "terlambat", "berisiko"):
        page = client.get(f"{DESK}?masalah={word}").content.decode()
        assert "1 kantor" in page
        assert "Kecamatan Ajibarang</a>" in page
    for word in ("bertentangan", "utas", "temuan", "menunggu-anda"):
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
