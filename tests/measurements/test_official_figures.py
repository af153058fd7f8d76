"""Once approved, a figure stands: what registers say later shows as drift beside it, and where."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from janji.agreements.queries import targets_of
from janji.core.refusals import Refused
from janji.indicators import actions as indicators
from janji.measurements import account, queries
from janji.measurements.actions import EnteredFigure
from janji.measurements.checks import _drifted
from janji.measurements.models import AcceptedGap, KeptFigure
from janji.measurements.quarters.queries import accepted_gaps, drift_of, quarter_states
from janji.measurements.standing import standings
from janji.orgs.roles import Role
from janji.registers.checks import Look
from tests.cast import AT
from tests.indicators.test_definitions import propose, sign
from tests.measurements.quarters import SUBMITTED, approved, filled, locked, move, row_of, submit
from tests.measurements.test_counted_figures import a_book
from tests.measurements.test_quarters import also
from tests.measurements.test_recording import counts, record
from tests.registers.counter import ZONE, at, finish, receive

NEW_YEAR = date(2020, 1, 15)


@pytest.fixture
def counted(cast):
    """Three figures are typed; the fourth is counted at the counter: 2 of 3 in the first quarter."""
    targets = filled(cast)
    offered = a_book(cast)
    sign(cast, propose(cast, targets[3].indicator_version))
    return targets[3], offered


def year_of(target, on=NEW_YEAR):
    return queries.indicator_page(target, on=on).year


def cell_of(target, quarter=1):
    return year_of(target).cells[quarter - 1]


def one_more(cast, offered, month=2, day=20):
    """A request of the past that is written down only now."""
    return finish(
        cast, receive(cast, offered, at(month, day), name="Warga Susulan"), at(month, day + 1)
    )


def test_a_row_written_after_the_yes_never_moves_the_figure(cast, counted):
    target, offered = counted
    approved(cast)
    before = cell_of(target)
    assert (before.counted.numerator, before.counted.denominator, before.drift) == (2, 3, None)
    one_more(cast, offered)
    after = cell_of(target)
    assert (after.counted.numerator, after.counted.denominator) == (2, 3)
    assert after.achievement == before.achievement
    assert (after.drift.now.counted.numerator, after.drift.now.counted.denominator) == (3, 4)


def test_before_the_yes_it_moves_and_the_frozen_one_shows_it(cast, counted):
    target, offered = counted
    submit(cast)
    one_more(cast, offered)
    assert cell_of(target).counted.denominator == 4
    (drift,) = drift_of(row_of(cast), on=NEW_YEAR)
    assert drift.kept.own.denominator == 3


def test_drift_says_before_and_after_where_who_and_when(cast, counted):
    target, offered = counted
    approved(cast)
    assert drift_of(row_of(cast), on=NEW_YEAR) == []
    one_more(cast, offered)
    (drift,) = drift_of(row_of(cast), on=NEW_YEAR)
    assert drift.row.target == target
    assert drift.kept.to_date.value * 3 == 200
    assert drift.now.to_date.value == 75
    said = {(one.title, one.before, one.after) for one in drift.variables}
    assert len(said) == 2
    assert {(before, after) for _, before, after in said} == {(2, 3), (3, 4)}
    assert {one.offices[0][0] for one in drift.variables} == {"Kecamatan Ajibarang"}
    newest = [(one.deed, one.by) for one in drift.changes[:2]]
    assert newest == [("move-request", cast.operator), ("receive-request", cast.operator)]
    assert drift.ledgers[0].changes >= 1


def test_a_change_that_does_not_touch_the_quarter_is_no_drift(cast, counted):
    target, offered = counted
    approved(cast)
    one_more(cast, offered, month=5)
    assert drift_of(row_of(cast), on=NEW_YEAR) == []
    assert cell_of(target).drift is None
    assert cell_of(target, 2).counted.denominator == 1


def test_the_last_approved_quarter_is_the_year(cast, counted):
    target, offered = counted
    for quarter in (2, 3, 4):
        for one, figure in zip(targets_of(target.objective.agreement)[:3], (
            counts("200", "300"), EnteredFigure(value=Decimal(82)), EnteredFigure(value=Decimal(1)),
        ), strict=True):  # fmt: skip
            record(one, cast.operator, figure, quarter)
    later = datetime(2020, 1, 8, 9, 0, tzinfo=ZONE)
    for quarter in (1, 2, 3, 4):
        approved(cast, quarter, at=later)
    assert year_of(target).to_date.denominator == 5
    one_more(cast, offered)
    year = year_of(target)
    assert (year.to_date.numerator, year.to_date.denominator) == (3, 5)
    assert year.official.row.office_quarter.quarter == 4
    steps = {
        one.title: one.said for one in account.steps(year, queries.scoring_for(cast.district, 2019))
    }
    assert steps["Realisasi"] == "3 ÷ 5 × 100 = 60,00\u00a0%"
    assert steps["Dengan angkanya"] == "3 ÷ 5 × 100"
    assert "TW IV" in steps["Disetujui"]
    assert [one.value for one in account.numbers_of(year)] == [3, 5]


def test_a_running_quarter_follows_its_records_beside_approved_ones(cast, counted):
    target, offered = counted
    approved(cast)
    one_more(cast, offered, month=8, day=5)
    year = year_of(target)
    assert year.official is None
    assert year.cells[2].counted.denominator == 3
    assert year.cells[0].official is not None


def test_typed_quarters_make_the_sum_of_frozen_and_running_ones(cast):
    targets = filled(cast)
    approved(cast)
    record(targets[2], cast.operator, EnteredFigure(value=Decimal(2)), 2)
    year = year_of(targets[2])
    assert [cell.to_date.value for cell in year.cells[:2]] == [1, 3]
    assert year.to_date.value == 3


def test_a_definition_signed_later_leaves_the_typed_figure_official(cast):
    targets = filled(cast)
    approved(cast)
    a_book(cast)
    sign(cast, propose(cast, targets[3].indicator_version))
    cell = cell_of(targets[3])
    assert (cell.measurement.numerator, cell.counted) == (90, None)
    assert cell.drift.now.counted.denominator == 3
    (drift,) = drift_of(row_of(cast), on=NEW_YEAR)
    assert drift.row.target == targets[3]
    assert account.steps(year_of(targets[3]), queries.scoring_for(cast.district, 2019))


def test_a_definition_ended_later_leaves_the_counted_figure_official(cast, counted):
    target, _ = counted
    approved(cast)
    definition = target.indicator_version.definitions.get()
    indicators.end_definition(definition=definition, reason="Keliru", by=cast.camat, at=AT)
    cell = cell_of(target)
    assert (cell.counted.numerator, cell.counted.denominator, cell.measurement) == (2, 3, None)
    year = year_of(target)
    assert (year.to_date.denominator, year.official.row.definition) == (3, definition)
    steps = [one.title for one in account.steps(year, queries.scoring_for(cast.district, 2019))]
    assert steps[:3] == ["Disetujui", "Rumus", "Realisasi"]
    assert account.numbers_of(year) == []


def test_opened_again_it_follows_the_records(cast, counted):
    target, offered = counted
    locked(cast)
    one_more(cast, offered)
    move(cast, "reopen", reason="Permohonan susulan")
    assert cell_of(target).official is None
    assert cell_of(target).counted.denominator == 4


def test_earlier_frozen_figures_stay_readable(cast, counted):
    target, offered = counted
    submit(cast)
    move(cast, "return")
    one_more(cast, offered)
    row = submit(cast)
    frozen = KeptFigure.objects.filter(office_quarter=row, target=target).order_by("turn")
    assert [one.content["own"]["denominator"] for one in frozen] == ["3", "4"]
    assert frozen[0].digest != frozen[1].digest


def test_who_wrote_down_a_row_that_is_counted_does_not_verify_it(cast):
    """The planner typed every figure; the operator only stood at the counter."""
    targets = filled(cast, by=cast.perencana)
    a_book(cast)
    sign(cast, propose(cast, targets[3].indicator_version))
    also(cast, "operator", Role.VERIFIER)
    also(cast, "evaluator", Role.VERIFIER)
    submit(cast)
    with pytest.raises(Refused, match="apart-from-enterer"):
        move(cast, "verify", by=cast.operator)
    move(cast, "verify", by=cast.evaluator)


def test_the_year_costs_the_same_queries_however_much_is_approved(
    cast, counted, django_assert_num_queries
):
    target, offered = counted
    agreement = target.objective.agreement
    queries.year_of(agreement, on=NEW_YEAR)
    with django_assert_num_queries(8):
        queries.year_of(agreement, on=NEW_YEAR)
    approved(cast)
    one_more(cast, offered)
    queries.year_of(agreement, on=NEW_YEAR)
    with django_assert_num_queries(8):
        queries.year_of(agreement, on=NEW_YEAR)


def test_the_desk_notices_that_a_quarter_was_approved(cast, counted):
    target, offered = counted
    agreement = target.objective.agreement
    approved(cast)
    assert standings([agreement], on=NEW_YEAR)[agreement.pk].total == 4
    one_more(cast, offered)
    before = standings([agreement], on=NEW_YEAR)[agreement.pk]
    move(cast, "accept")
    assert standings([agreement], on=NEW_YEAR)[agreement.pk] == before


def test_quality_lists_what_drifted(cast, counted):
    target, offered = counted
    look = Look.at(cast.government, 2019, SUBMITTED)
    assert list(_drifted(look)) == []
    approved(cast)
    assert list(_drifted(look)) == []
    one_more(cast, offered)
    assert [one.target for one in _drifted(look)] == [target]


def test_accepted_gaps_of_a_year_are_those_of_official_quarters(cast):
    targets = filled(cast)
    last = targets[1].measurements.get()
    record(
        targets[1],
        cast.operator,
        EnteredFigure(not_measured_because="Survei TW II"),
        based_on=last.pk,
    )
    locked(cast)
    assert [one.reason for one in accepted_gaps(cast.district, 2019)] == ["Survei TW II"]
    move(cast, "reopen")
    assert accepted_gaps(cast.district, 2019) == []
    assert AcceptedGap.objects.count() == 1


def test_where_quarters_of_many_offices_stand_in_one_query(cast, django_assert_num_queries):
    filled(cast)
    submit(cast)
    with django_assert_num_queries(1):
        found = quarter_states([cast.district, cast.other_district], 2019)
    assert found[cast.district.pk][1] == "submitted"
    assert set(found[cast.other_district.pk].values()) == {"open"}
