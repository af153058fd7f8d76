"""A dinas runs its agreement on figures of its own: defined, named in a formula, entered, computed, corrected."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from janji.agreements.queries import targets_of
from janji.core.refusals import Refused
from janji.indicators.refreshing import differing_facts, refresh_facts
from janji.measurements import account, queries
from janji.measurements.rows import rows_behind
from janji.measurements.standing import standings
from janji.orgs.roles import Role
from janji.registers.facts.models import Fact, Ledger
from janji.registers.figures import actions
from janji.registers.figures.models import Entry, Figure
from tests.agreements import stories
from tests.indicators.test_definitions import propose, sign
from tests.registers import figure_stories
from tests.registers.figure_stories import NOW, TODAY, WAIT, correct, define, enter, office, person

pytestmark = pytest.mark.django_db
FORMULA = "jumlah_ibu_hamil_diperiksa ÷ jumlah_ibu_hamil × 100"
SEEN, ALL = "jumlah_ibu_hamil_diperiksa", "jumlah_ibu_hamil"
QUARTERS = {
    ALL: {"tw1": "70", "tw2": "75", "tw3": "80", "tw4": "75"},
    SEEN: {"tw1": "63", "tw2": "70", "tw3": "76", "tw4": "76"},
}


@pytest.fixture
def health(cast):
    """The people of a health agency, who know nothing of the district's counter."""
    agency = office(cast, "Dinas Kesehatan")
    who = {
        "camat": person(cast, "kadis", Role.HEAD, agency),
        "operator": person(cast, "operator_dinkes", Role.RECORDER, agency),
        "kasi": person(cast, "kabid", Role.SECTION_HEAD, agency),
        "perencana": person(cast, "perencana_dinkes", Role.PLANNER, agency),
    }
    return replace(cast, district=agency, **who)


@pytest.fixture
def target(health):
    """95 % of the expecting mothers are to be seen, pooled over the year."""
    for code in (ALL, SEEN):
        define(health, health.district, by=health.kasi, code=code, title=code)
    found = targets_of(stories.in_force(health))[3]
    sign(health, propose(health, found.indicator_version, formula=FORMULA, terms=WAIT))
    return found


def enter_year(health, **left_out):
    for code, quarters in QUARTERS.items():
        said = {name: one for name, one in quarters.items() if name not in left_out.get(code, ())}
        enter(health, Figure.objects.get(code=code), by=health.operator, **said)


def shown(target, on=TODAY):
    return queries.indicator_page(target, on=on).year


def test_a_signed_definition_settles_the_figures_it_names(health, target):
    assert {one.settled_by for one in Figure.objects.all()} == {health.camat}
    figure = Figure.objects.get(code=ALL)
    with pytest.raises(Refused, match="figure-settled"):
        actions.change_figure(
            figure=figure,
            sheet=figure_stories.sheet(kind="state"),
            reason="Diubah",
            based_on=figure.edition,
            by=health.kasi,
            at=NOW,
        )


def test_four_quarters_make_the_year(health, target):
    enter_year(health)
    year = shown(target)
    assert (year.to_date.numerator, year.to_date.denominator) == (285, 300)
    assert year.to_date.value == 95
    assert [(cell.counted.numerator, cell.counted.denominator) for cell in year.cells] == [
        (63, 70),
        (70, 75),
        (76, 80),
        (76, 75),
    ]


def test_the_account_goes_down_to_the_entries(health, target):
    enter_year(health)
    year = shown(target)
    said = {
        one.title: one.said
        for one in account.steps(year, queries.scoring_for(health.district, 2019))
    }
    assert said["Dengan angkanya"] == "285 ÷ 300 × 100"
    agreement = target.objective.agreement
    for one in account.numbers_used(year.counted):
        listing = rows_behind(year.counted, one.variable.code, one.window, agreement, on=TODAY)
        assert sum(row.number for row in listing.rows) == one.value
        assert account.cover_said(one.cover) == "4 dari 4 isian masuk"
        first = listing.rows.order_by(*listing.view.order).first()
        assert listing.view.address(first) == f"/catatan/angka/isian/{first.pk}/"
        assert listing.view.cells(first)[0] == "Dinas Kesehatan"


def test_a_gap_is_told_and_the_figure_waits(health, target):
    enter_year(health, **{SEEN: ("tw4",)})
    year = shown(target)
    assert year.to_date.value is None
    assert year.to_date.reason.value == "not-measured"
    steps = account.steps(year, queries.scoring_for(health.district, 2019))
    assert [one.said for one in steps if one.title == "Belum lengkap"] == [
        f"{SEEN}: 3 dari 4 isian masuk"
    ]
    numbers = {one.variable.code: one.value for one in account.numbers_used(year.counted)}
    assert numbers == {SEEN: None, ALL: 300}
    assert [cell.counted.value is None for cell in year.cells] == [False, False, False, True]


def test_a_correction_is_seen_in_the_figure_and_in_its_ledger(health, target):
    enter_year(health)
    assert shown(target).to_date.value == 95
    ledger = Ledger.objects.get(org_unit=health.district)
    assert ledger.edition == ledger.counted_edition
    entry = Entry.objects.get(figure__code=SEEN, last_day=date(2019, 6, 30))
    correct(health, entry, "73", by=health.operator)
    ledger.refresh_from_db()
    assert ledger.edition == ledger.counted_edition + 1
    assert shown(target).to_date.numerator == 288


def test_the_desk_of_many_offices_sees_it_at_once(health, target):
    enter_year(health)
    agreement = target.objective.agreement
    assert standings([agreement], on=TODAY)[agreement.pk].reached == 1
    entry = Entry.objects.get(figure__code=SEEN, last_day=date(2019, 6, 30))
    correct(health, entry, "7", by=health.operator)
    assert standings([agreement], on=TODAY)[agreement.pk].reached == 0


def test_facts_are_refreshed_and_held_against_their_rows(health, target):
    enter_year(health)
    assert refresh_facts(as_of=TODAY) == 1
    assert Fact.objects.filter(variable=ALL).exists()
    assert Fact.objects.filter(variable=f"{ALL}:jawaban").exists()
    assert list(differing_facts()) == []
    Fact.objects.filter(variable=f"{ALL}:jawaban", first=1).update(value=7)
    Fact.objects.filter(variable=SEEN, first=2).update(value=7)
    assert {one.fact.variable for one in differing_facts()} == {f"{ALL}:jawaban", SEEN}


def test_a_formula_of_another_office_does_not_know_the_name(health, target, cast):
    other = targets_of(stories.in_force(cast))[3].indicator_version
    with pytest.raises(Refused, match="formula-name-unknown"):
        propose(cast, other, formula=FORMULA, terms=WAIT)


def test_what_is_still_open_must_be_settled(health, target):
    with pytest.raises(Refused, match="term-open"):
        propose(health, target.indicator_version, formula=FORMULA, terms={})


def test_the_editor_lists_the_office_s_own_names(health, target, as_user, cast):
    client = as_user(health.kasi)
    page = client.get(f"/indikator/{target.pk}/definisi/usul/").content.decode()
    assert ALL in page
    asked = client.get(f"/indikator/{target.pk}/definisi/usul/", {"rumus": FORMULA})
    assert "Bila ada isian yang belum masuk" in asked.content.decode()
    wrong = client.get(f"/indikator/{target.pk}/definisi/usul/", {"rumus": "jumlah_ibu_hamill × 1"})
    assert "jumlah_ibu_hamil”" in wrong.content.decode()


def test_the_proof_page_tells_the_gap(health, target, as_user):
    enter_year(health, **{SEEN: ("tw4",)})
    page = as_user(health.camat).get(f"/indikator/{target.pk}/").content.decode()
    assert "3 dari 4 isian masuk" in page
    assert "belum ada" in page
    rows = as_user(health.camat).get(f"/indikator/{target.pk}/baris/{SEEN}/?dari=1&sampai=4")
    assert "TW III 2019" in rows.content.decode()


def test_the_paper_tells_the_gap_too(health, target, as_user):
    enter_year(health, **{SEEN: ("tw4",)})
    numbers = account.numbers_used(shown(target).counted)
    assert [account.number_said(one) for one in numbers] == [
        "belum ada (3 dari 4 isian masuk)",
        "300",
    ]
    paper = as_user(health.camat).get(reverse("measurements:account-pdf", args=[target.pk]))
    assert paper.content[:5] == b"%PDF-"
