"""Figures counted from records: from the counter to the year, and back down to the rows."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from janji.agreements.queries import targets_of
from janji.core.accumulation import YearEnd
from janji.core.refusals import Refused
from janji.core.service_life import Stage
from janji.indicators import actions as indicators
from janji.indicators.counting import counting_of
from janji.indicators.models import OperationalDefinition
from janji.indicators.refreshing import differing_facts, refresh_facts
from janji.measurements import account, queries
from janji.measurements.counting import CountedIndicator, by_office, preview
from janji.measurements.rows import rows_behind, rows_missing
from janji.orgs import actions as orgs
from janji.orgs.roles import Role
from janji.registers.facts import keeping
from janji.registers.facts.models import Fact, Ledger
from janji.registers.services.models import Service, ServiceKind
from tests.agreements import stories
from tests.cast import AT
from tests.indicators.test_definitions import FORMULA, TERMS, propose, sign
from tests.measurements.test_recording import counts, record
from tests.registers.counter import ZONE, at, finish, move, receive, service

NEW_YEAR = date(2020, 1, 15)


@pytest.fixture
def target(cast):
    """The fourth indicator of the story, 95 %, pooled over the year."""
    return targets_of(stories.in_force(cast))[3]


def signed(cast, target, **more):
    return sign(cast, propose(cast, target.indicator_version, **more))


def a_book(cast):
    """Q1: two on time, one late. Q3: one on time, one overdue and open, one withdrawn."""
    offered = service(cast)
    for received, done in (((1, 7), (1, 8)), ((2, 4), (2, 6)), ((3, 4), (3, 20))):
        finish(cast, receive(cast, offered, at(*received), name=f"Warga {done}"), at(*done))
    finish(cast, receive(cast, offered, at(7, 1)), at(7, 2))
    receive(cast, offered, at(8, 1), name="Warga Menunggu")
    move(cast, receive(cast, offered, at(7, 1)), Stage.WITHDRAWN, at(7, 2), notes="Batal")
    return offered


def shown(target, on=NEW_YEAR):
    return queries.indicator_page(target, on=on).year


def test_the_year_is_counted_as_soon_as_the_definition_holds(cast, target):
    a_book(cast)
    proposed = propose(cast, target.indicator_version)
    assert shown(target).counted is None
    sign(cast, proposed)
    year = shown(target)
    assert (year.to_date.numerator, year.to_date.denominator) == (3, 5)
    assert year.to_date.value == 60
    assert [(cell.counted.numerator, cell.counted.denominator) for cell in year.cells] == [
        (2, 3),
        (0, 0),
        (1, 2),
        (0, 0),
    ]
    assert year.needed.amount == 2  # 5 of 5 reach 95 %


def test_every_figure_moves_with_its_rows(cast, target):
    offered = a_book(cast)
    signed(cast, target)
    assert shown(target).to_date.value == 60
    finish(cast, receive(cast, offered, at(10, 1)), at(10, 2))
    year = shown(target)
    assert (year.to_date.numerator, year.to_date.denominator) == (4, 6)


def test_quarters_that_have_not_begun_are_not_counted(cast, target):
    a_book(cast)
    signed(cast, target)
    year = shown(target, on=date(2019, 8, 20))
    assert [cell.is_filled for cell in year.cells] == [True, True, True, False]


def test_what_is_counted_is_not_typed(cast, target):
    signed(cast, target)
    with pytest.raises(Refused, match="counted-from-records"):
        record(target, cast.operator, counts("1", "2"), 1)


def test_a_typed_figure_from_before_stays_as_history_and_returns_with_the_end(cast, target):
    record(target, cast.operator, counts("90", "100"), 1)
    a_book(cast)
    definition = signed(cast, target)
    assert shown(target).to_date.value == 60
    indicators.end_definition(definition=definition, reason="Keliru", by=cast.camat, at=AT)
    assert shown(target).to_date.value == 90


def test_an_empty_register_is_undefined_with_its_reason(cast, target):
    signed(cast, target)
    year = shown(target)
    assert year.to_date.value is None
    assert year.achievement.reason.value == "zero-denominator"
    assert [cell.achievement.reason.value for cell in year.cells] == ["zero-denominator"] * 4


def test_the_rows_behind_each_number_are_the_number(cast, target):
    a_book(cast)
    signed(cast, target)
    year = shown(target)
    agreement = target.objective.agreement
    for one in account.numbers_used(year.counted):
        listing = rows_behind(year.counted, one.variable.code, one.window, agreement, on=NEW_YEAR)
        assert listing.rows.count() == one.value


def test_what_is_missing_to_reach_a_hundred_are_the_very_rows(cast, target):
    a_book(cast)
    signed(cast, target)
    year = shown(target)
    window = year.counted.year.deciding(4).window
    missing = rows_missing(year.counted, window, target.objective.agreement, on=NEW_YEAR)
    assert [one.applicant for one in missing.listed()] == ["Warga (3, 20)", "Warga Menunggu"]


def test_the_account_says_formula_definition_and_numbers(cast, target):
    a_book(cast)
    signed(cast, target)
    year = shown(target)
    said = {
        step.title: (step.said, step.source)
        for step in account.steps(year, queries.scoring_for(cast.district, 2019))
    }
    assert said["Rumus"][0] == FORMULA
    assert "Definisi 1, ditetapkan Wiryo Santosa" in said["Rumus"][1]
    assert said["Dengan angkanya"][0] == "3 ÷ 5 × 100"
    assert said["Realisasi"][0] == "3 ÷ 5 × 100 = 60,00\u00a0%"
    terms = account.terms_said(year.counted.definition)
    assert terms == [("Jenis layanan yang dihitung", "semua")]


def test_other_terms_give_another_figure(cast, target):
    a_book(cast)
    signed(cast, target, terms={"jenis_layanan": ("licence",)})
    assert shown(target).to_date.value is None


def test_a_regency_adds_up_the_sums_of_its_offices_never_their_percentages(cast):
    """Ajibarang 3 of 5, Cilongok 1 of 1: 4 of 6, not the mean of 60 and 100."""
    a_book(cast)
    there = replace(cast, district=cast.other_district, kasi=cast.bupati, operator=cast.bupati)
    orgs.assign_role(
        user=cast.bupati,
        role=Role.SECTION_HEAD,
        org_unit=cast.other_district,
        starts_on=AT.date(),
        by=cast.admin,
        at=AT,
    )
    finish(there, receive(there, service(there), at(2, 4)), at(2, 5))
    counting = counting_of(FORMULA, {"jenis_layanan": list(ServiceKind.values)})
    year = preview(counting, cast.government, 2019, YearEnd.RATIO_OF_SUMS, on=NEW_YEAR)
    figure = year.to_date(4)
    assert (figure.numerator, figure.denominator) == (4, 6)
    facts = keeping.read(cast.government, 2019, list(counting.wanted), as_of=NEW_YEAR)
    parts = by_office(CountedIndicator(OperationalDefinition(), counting, year, facts))
    assert [(one.org_unit, one.counted.value) for one in parts] == [
        (cast.district, 60),
        (cast.other_district, 100),
    ]


def test_a_year_costs_two_queries_more_however_many_rows(cast, target, django_assert_num_queries):
    offered = a_book(cast)
    signed(cast, target)
    agreement = target.objective.agreement
    queries.year_of(agreement, on=NEW_YEAR)
    with django_assert_num_queries(8):
        queries.year_of(agreement, on=NEW_YEAR)
    for day in range(1, 9):
        receive(cast, offered, at(5, day))
    queries.year_of(agreement, on=NEW_YEAR)
    with django_assert_num_queries(8):
        queries.year_of(agreement, on=NEW_YEAR)


def test_the_worker_keeps_facts_fresh_for_what_is_asked(cast, target):
    a_book(cast)
    signed(cast, target)
    assert refresh_facts(as_of=NEW_YEAR) == 1
    assert Fact.objects.filter(variable="layanan_tepat_waktu").count() == 4
    assert refresh_facts(as_of=NEW_YEAR) == 0
    assert list(differing_facts()) == []


def test_a_fact_changed_behind_our_back_is_found_and_put_right(cast, target):
    a_book(cast)
    signed(cast, target)
    refresh_facts(as_of=NEW_YEAR)
    Fact.objects.filter(variable="layanan_tepat_waktu", first=1, last=1).update(value=99)
    (found,) = differing_facts()
    assert (found.fact.value, found.counted) == (99, 2)
    keeping.forget()
    assert refresh_facts(as_of=NEW_YEAR) == Ledger.objects.count()
    assert list(differing_facts()) == []


days = st.dates(date(2019, 1, 2), date(2019, 11, 30))
books = st.lists(st.tuples(days, st.none() | st.integers(0, 12)), max_size=8)


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(book=books)
def test_the_figure_is_the_ratio_of_sums_of_plain_python(cast, target, book):
    """Day by day in plain Python, quarter by quarter in the database: one figure."""
    if not target.indicator_version.definitions.exists():
        signed(cast, target)
    offered = service(cast, code=f"layanan-{Service.objects.count()}")
    for day, days_later in book:
        request = receive(cast, offered, datetime(day.year, day.month, day.day, 9, tzinfo=ZONE))
        if days_later is not None:
            done = date.fromordinal(day.toordinal() + days_later)
            finish(cast, request, datetime(done.year, done.month, done.day, 10, tzinfo=ZONE))
    rows = [
        one
        for offered in Service.objects.filter(kind__in=ServiceKind.values)
        for one in offered.requests.all()
    ]
    settled = [one for one in rows if one.finished_at is not None]
    late = [one for one in settled if one.finished_at > one.due_at]
    overdue = [one for one in rows if one.finished_at is None and one.due_at.date() < NEW_YEAR]
    on_time, due = len(settled) - len(late), len(settled) + len(overdue)
    figure = shown(target).to_date
    assert (figure.numerator, figure.denominator) == (on_time, due)
    assert TERMS["jenis_layanan"]


def test_pages_open_the_figure_down_to_a_row(cast, target, as_user):
    a_book(cast)
    definition = propose(cast, target.indicator_version)
    kasi, camat = as_user(cast.kasi), as_user(cast.camat)
    listed = camat.get(f"/indikator/{target.pk}/definisi/").content.decode()
    assert "menunggu penetapan" in listed
    seen = {"based_on": definition.edition}
    answer = camat.post(f"/indikator/{target.pk}/definisi/1/tetapkan/", seen)
    assert answer.status_code == 302
    proof = kasi.get(f"/indikator/{target.pk}/").content.decode()
    assert "dihitung dari catatan" in proof
    assert f"/indikator/{target.pk}/baris/layanan_tepat_waktu/?dari=1&amp;sampai=" in proof
    page = kasi.get(f"/indikator/{target.pk}/baris/layanan_tepat_waktu/?dari=1&sampai=1")
    assert "2 baris" in page.content.decode()
    lacking = kasi.get(f"/indikator/{target.pk}/belum-memenuhi/?dari=1&sampai=4").content.decode()
    assert "2 baris" in lacking
    sheet = kasi.get(f"/indikator/{target.pk}/baris/layanan_tepat_waktu/?bentuk=xlsx")
    assert sheet.headers["Content-Disposition"].endswith('.xlsx"')
    assert kasi.get(f"/indikator/{target.pk}/baris/permohonan_masuk/").status_code == 404
    assert as_user(cast.stranger).get(f"/indikator/{target.pk}/definisi/").status_code == 404


def test_a_formula_is_checked_shown_and_kept_in_two_steps(cast, target, as_user):
    a_book(cast)
    kasi = as_user(cast.kasi)
    address = f"/indikator/{target.pk}/definisi/usul/"
    wrong = kasi.get(address, {"rumus": "layanan_tepat_waktuu ÷ layanan_jatuh_tempo × 100"})
    assert wrong.status_code == 422
    assert "Mungkin maksudnya “layanan_tepat_waktu”" in wrong.content.decode()
    page = kasi.get(address, {"rumus": FORMULA}).content.decode()
    assert "Jenis layanan yang dihitung" in page
    entry = {"rumus": FORMULA, "istilah_jenis_layanan": list(ServiceKind.values), "wording": ""}
    seen = kasi.post(address, entry | {"preview": "1"}).content.decode()
    assert "2 dari 3" in seen
    assert not target.indicator_version.definitions.exists()
    assert kasi.post(address, entry | {"keep": "1"}).status_code == 302
    assert target.indicator_version.definitions.get().formula == FORMULA
    assert as_user(cast.operator).get(address).status_code == 403
