"""An office's year: figures, achievements, bands, what is missing, and why."""

from datetime import date
from decimal import Decimal

import pytest

from janji.agreements.models import Target
from janji.agreements.queries import targets_of
from janji.measurements import account, actions, queries
from janji.measurements.actions import EnteredFigure
from tests.agreements import stories
from tests.cast import AT
from tests.measurements.test_recording import counts, record

END_OF_2019 = date(2020, 1, 15)


@pytest.fixture
def agreement(cast):
    """In force, with figures for some quarters.

    1 (87,5 %, position): 150, 180 of 300 · 2 (82, value): 81,42 · 3 (3 documents, sum): 0, 1, 2
    4 (95 %, pooled): 90 of 100, 200 of 200.
    """
    made = stories.in_force(cast)
    first, second, third, fourth = targets_of(made)
    record(first, cast.operator, counts("150", "300"), 1)
    record(first, cast.operator, counts("180", "300"), 2)
    record(second, cast.operator, EnteredFigure(value=Decimal("81.42")), 1)
    for quarter, documents in enumerate("012", 1):
        record(third, cast.operator, EnteredFigure(value=Decimal(documents)), quarter)
    record(fourth, cast.operator, counts("90", "100"), 1)
    record(fourth, cast.operator, counts("200", "200"), 2)
    return made


def year(agreement, on=END_OF_2019):
    return [one for block in queries.year_of(agreement, on=on) for one in block.indicators]


def test_quarters_are_judged_against_their_own_targets(agreement):
    first = year(agreement)[0]
    assert [cell.target for cell in first.cells] == [50, 60, 70, Decimal("87.5")]
    assert [cell.to_date.value for cell in first.cells] == [50, 60, None, None]
    assert [cell.achievement.raw for cell in first.cells] == [100, 100, None, None]
    assert first.cells[0].band.label == "Sangat tinggi"


def test_the_year_is_judged_against_its_target(agreement):
    first, _, third, fourth = year(agreement)
    assert first.to_date.value == 60
    assert first.needed.amount == 83  # 263 of 300 are 87,67 %
    assert third.to_date.value == 3
    assert third.is_reached
    assert third.needed.amount == 0
    assert (fourth.to_date.numerator, fourth.to_date.denominator) == (290, 300)


def test_a_sum_is_judged_against_the_sum_so_far(agreement):
    third = year(agreement)[2]
    assert [cell.target for cell in third.cells] == [0, 1, 2, 3]
    assert third.cells[0].achievement.reason.value == "zero-target"
    assert third.cells[1].achievement.raw == 100
    assert third.cells[2].achievement.raw == 150


def test_a_missing_quarter_is_not_a_zero_in_a_sum(cast):
    third = targets_of(stories.in_force(cast))[2]  # 0, 1, 1, 1 documents
    record(third, cast.operator, EnteredFigure(value=Decimal(1)), 3)
    cell = year(third.objective.agreement)[2].cells[2]
    assert cell.achievement.raw == 100  # 1 of the third quarter's own 1


def test_an_empty_quarter_is_due_only_when_it_is_over(agreement):
    second = year(agreement, on=date(2019, 10, 5))[1]
    assert [cell.is_due for cell in second.cells] == [True, True, True, False]
    assert [cell.is_filled for cell in second.cells] == [True, False, False, False]


def test_a_zero_denominator_has_its_reason(cast, agreement):
    fourth = targets_of(agreement)[3]
    record(fourth, cast.operator, counts("0", "0"), 3)
    first = targets_of(agreement)[0]
    record(first, cast.operator, counts("0", "0"), 3)
    years = year(agreement)
    assert years[0].cells[2].achievement.reason.value == "zero-denominator"
    assert years[3].cells[2].achievement.raw is not None  # pooled with the quarters before


def test_what_needs_attention_comes_in_order(agreement):
    found = queries.todo(queries.year_of(agreement, on=END_OF_2019))
    assert [one.code for one in found] == ["unfilled"] * 3 + ["undefined", "behind"]
    assert [one.facts.get("count") for one in found[:3]] == [1, 3, 4]
    assert found[4].target == targets_of(agreement)[1]  # 81,42 against 82


def test_the_account_leads_from_the_counts_to_the_class(agreement):
    fourth = year(agreement)[3]
    steps = account.steps(fourth, queries.scoring_for(agreement.org_unit, 2019))
    said = {step.title: step.said for step in steps}
    assert said["Pembilang"] == "90 + 200 = 290"
    assert said["Penyebut"] == "100 + 200 = 300"
    assert said["Realisasi"] == "290 ÷ 300 × 100 = 96,67\u00a0%"
    assert said["Capaian"] == "96,67 ÷ 95 × 100 = 101,75\u00a0%"
    assert said["Predikat"] == "Sangat tinggi: di atas 90\u00a0%"


def test_scoring_comes_from_the_nearest_office_above(cast, agreement):
    def set_scoring(org_unit, from_year, cap, band_set):
        actions.set_scoring(
            org_unit=org_unit,
            from_year=from_year,
            cap=cap,
            band_set=band_set,
            based_on=None,
            by=cast.bupati,
            at=AT,
        )

    assert queries.scoring_for(cast.district, 2019).cap is None
    set_scoring(cast.government, 2018, Decimal(120), "madiun")
    assert queries.scoring_for(cast.district, 2019).cap == 120
    assert queries.scoring_for(cast.district, 2017).cap is None
    set_scoring(cast.district, 2019, Decimal(100), "banjarnegara")
    rule = queries.scoring_for(cast.district, 2019)
    assert (rule.cap, rule.scale.code) == (100, "banjarnegara")
    assert queries.scoring_for(cast.other_district, 2019).scale.code == "madiun"
    capped = year(agreement)[2].cells[2]
    assert (capped.achievement.raw, capped.achievement.shown) == (150, 100)
    assert capped.band.label == "Hijau"


def test_a_year_costs_the_same_queries_however_much_there_is(
    cast, agreement, django_assert_num_queries
):
    with django_assert_num_queries(6):
        queries.year_of(agreement, on=END_OF_2019)
    for target in targets_of(agreement):
        for quarter in (3, 4):
            last = target.measurements.filter(quarter=quarter, is_latest=True).first()
            figure = EnteredFigure(not_measured_because="x")
            record(target, cast.operator, figure, quarter, based_on=last.pk if last else None)
    with django_assert_num_queries(6):
        queries.year_of(agreement, on=END_OF_2019)


@pytest.mark.parametrize(
    ("numerator", "denominator", "target", "said"),
    [
        ("12", "15", 95, "paling sedikit 15 dari 15; 14 = 93,33\u00a0% belum mencapainya"),
        ("250", "300", 86, "paling sedikit 258 dari 300; 257 = 85,67\u00a0% belum mencapainya"),
        (
            "1",
            "1250000000",
            80,
            (
                "paling sedikit 1.000.000.000 dari 1.250.000.000;"
                " 999.999.999 = 79,9999999\u00a0% belum mencapainya"
            ),
        ),
    ],
)
def test_what_a_target_means_in_counts(cast, numerator, denominator, target, said):
    agreement = stories.in_force(cast)
    promised = targets_of(agreement)[3]
    record(promised, cast.operator, counts(numerator, denominator), 3)
    Target.objects.filter(pk=promised.pk).update(value=target)
    found = account.steps(year(agreement)[3], queries.scoring_for(agreement.org_unit, 2019))
    assert {one.title: one.said for one in found}["Arti target"] == said
