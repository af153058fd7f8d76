"""What an evaluation shows: means, last year, signals, efficiency, and how often it asks the database."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from janji.agreements.queries import targets_of
from janji.core.efficiency import NoEfficiency
from janji.core.signals import SignalKind
from janji.evaluation import queries
from janji.evaluation.freezing import scores_of
from janji.measurements.actions import set_scoring
from janji.measurements.quarters.queries import kept_figures
from tests import regency
from tests.agreements.stories import in_force
from tests.agreements.stories import sign as sign_agreement
from tests.cast import AT
from tests.evaluation import stories
from tests.evaluation.stories import NOW, ON, record
from tests.indicators.test_definitions import propose, sign
from tests.measurements import quarters
from tests.measurements import test_revised_year as revised_year
from tests.measurements.test_counted_figures import a_book
from tests.registers.counter import at, finish, receive


def cap(cast, most):
    set_scoring(
        org_unit=cast.government,
        from_year=2019,
        cap=Decimal(most),
        band_set="permendagri-54-2010",
        based_on=None,
        by=cast.bupati,
        at=NOW,
    )


def kinds(some):
    return [one.kind for one in some]


def test_raw_and_capped_stand_side_by_side(cast):
    """164 of 82 is 200 %, and 43,75 of 87,5 is 50 %."""
    agreement = stories.promised(cast)
    stories.measured(cast, agreement, "131.25/300", "164", "3", "95/100")
    cap(cast, 120)
    found = queries.evaluated(agreement, ON)
    first, second = found.objectives
    assert (first.weighted.raw.value, first.weighted.shown.value) == (125, 85)
    assert (first.band.label, second.band.label) == ("Tinggi", "Sangat tinggi")
    assert (found.weighted.raw.value, found.weighted.shown.value) == (
        Fraction(225, 2),
        Fraction(185, 2),
    )


def test_weights_move_the_mean(cast):
    agreement = stories.promised(cast)
    stories.measured(cast, agreement, "131.25/300", "82", "3", "95/100")
    stories.weights(agreement, (80, 20), (90, 10, None, None), by=cast.bupati)
    found = queries.evaluated(agreement, ON)
    # 50 × 90 % + 100 × 10 % in the first, then 80 : 20.
    assert found.objectives[0].weighted.shown.value == 55
    assert found.weighted.shown.value == 64
    assert found.is_weighted


def test_a_quarter_is_evaluated_against_its_own_path(cast):
    agreement = stories.promised(cast)
    record(targets_of(agreement)[0], 2, "150/300", by=cast.operator)
    found = queries.evaluated(agreement, ON, quarter=2)
    assert found.indicators[0].achievement.raw == Fraction(5000, 60)
    assert (found.weighted.shown.counted, found.weighted.shown.total) == (1, 4)


def test_last_year_stands_beside_this_one(cast):
    last = stories.promised(cast, year=2018)
    stories.measured(cast, last, "240/300", "80", "2", None)
    agreement = stories.promised(cast)
    stories.measured(cast, agreement, "210/300", "82", None, "95/100")
    first, second, third, fourth = queries.evaluated(agreement, ON).indicators
    assert (first.change.before, first.change.amount) == (80, -10)
    assert (second.change.before, second.change.percent) == (80, Fraction(5, 2))
    assert (third.change, fourth.change) == (None, None)


def test_a_target_below_last_years_actual_is_a_question(cast):
    last = stories.promised(cast, year=2018)
    stories.measured(cast, last, None, "85", None, None)
    agreement = stories.promised(cast)
    signals = queries.evaluated(agreement, ON).indicators[1].signals
    assert kinds(signals) == [SignalKind.SOFTER_TARGET]
    assert signals[0].numbers == {"target": 82, "last_actual": 85}


def test_all_at_a_hundred_is_a_question_about_the_whole(cast):
    agreement = stories.promised(cast)
    stories.measured(cast, agreement, "262.5/300", "82", "3", "95/100")
    found = queries.evaluated(agreement, ON)
    assert kinds(found.signals) == [SignalKind.BUNCHED, SignalKind.ALL_FULL]
    assert found.signal_count == 2


def test_a_jump_is_seen_against_quarters_of_both_years(cast):
    last = stories.promised(cast, year=2018)
    agreement = stories.promised(cast)
    for quarter, said in ((3, "70"), (4, "72")):
        record(targets_of(last)[1], quarter, said, by=cast.operator)
    target = targets_of(agreement)[1]
    for quarter, said in ((1, "71"), (2, "72")):
        record(target, quarter, said, by=cast.operator)
    assert queries.evaluated(agreement, ON).indicators[1].signals == ()
    record(target, 3, "99", by=cast.operator)
    signals = queries.evaluated(agreement, ON).indicators[1].signals
    assert kinds(signals) == [SignalKind.JUMP]
    assert signals[0].numbers["latest"] == 99


@pytest.mark.parametrize(
    ("day", "said", "speaks"),
    [(8, "82", True), (3, "82", False), (8, "70", False), (12, "82", False)],
)
def test_a_figure_that_improves_before_the_deadline(cast, day, said, speaks):
    """Due on 10 January 2020."""
    agreement = stories.promised(cast)
    target = targets_of(agreement)[1]
    record(target, 4, "75", by=cast.operator, at=datetime(2020, 1, 2, 9, 0, tzinfo=NOW.tzinfo))
    record(target, 4, said, by=cast.operator, at=datetime(2020, 1, day, 9, 0, tzinfo=NOW.tzinfo))
    signals = queries.evaluated(agreement, ON).indicators[1].signals
    assert (SignalKind.LATE_CHANGE in kinds(signals)) == speaks


def test_what_is_not_known_of_the_budget_is_not_made_up(cast):
    agreement = stories.promised(cast)
    stories.measured(cast, agreement, "262.5/300", "82", "3", "95/100")
    found = queries.efficiency_for(queries.evaluated(agreement, ON))
    assert (found.value, found.reason) == (None, NoEfficiency.NO_BUDGET)


def asked(agreements):
    with CaptureQueriesContext(connection) as seen:
        queries.evaluated_each(agreements, ON)
    return len(seen.captured_queries)


def test_many_agreements_ask_no_more_than_one(cast):
    """Each with a year before, weights, a grid and an explanation."""
    regency.everywhere(cast)
    agreements = []
    for name in ("Kecamatan Satu", "Kecamatan Dua", "Kecamatan Tiga"):
        agreements.append(regency.add_district(cast, name))
        stories.promised(replace(cast, district=agreements[-1].org_unit), year=2018)
        stories.weights(agreements[-1], (70, 30), (None,) * 4, by=cast.bupati)
        target = targets_of(agreements[-1])[1]
        stories.grid(target, 90, 85, 80, 75, 70, by=cast.bupati)
        stories.explain(target, "Kemarau", by=cast.camat)
    assert set(queries.evaluated_each(agreements, ON)) == {one.pk for one in agreements}
    assert asked(agreements) == asked(agreements[:1]) <= 20


@pytest.fixture
def counted(cast):
    """Three figures of the first quarter are typed; the fourth is counted: 2 of 3."""
    targets = quarters.filled(cast)
    offered = a_book(cast)
    sign(cast, propose(cast, targets[3].indicator_version))
    return targets[3].objective.agreement, offered


def late_row(cast, offered):
    """A request of the first quarter that is written down only now."""
    request = receive(cast, offered, at(2, 20), name="Warga Susulan")
    return finish(cast, request, at(2, 21))


def test_an_approved_quarter_is_evaluated_by_what_was_approved(cast, counted):
    """A row of the past moves a running figure; of an approved one it only shows that records drifted."""
    agreement, offered = counted
    before = queries.evaluated(agreement, ON, quarter=1)
    assert (before.official_count, before.indicators[3].official) == (0, None)
    assert before.indicators[3].has_figure
    late_row(cast, offered)
    running = queries.evaluated(agreement, ON, quarter=1).indicators[3]
    assert running.to_date.value == 75
    quarters.approved(cast)
    late_row(cast, offered)
    found = queries.evaluated(agreement, ON, quarter=1)
    last = found.indicators[3]
    assert (last.to_date.value, last.drifting) == (75, 1)
    assert found.official_count == 4
    (row,) = [one for one in kept_figures(quarters.row_of(cast)) if one.target == last.target]
    assert last.official.row == row
    frozen = scores_of(found, queries.efficiency_for(found))["objectives"][1]["indicators"][1]
    assert frozen["official"] == {"quarter": 1, "digest": row.digest}
    assert frozen["actual"] == "75"


def test_what_was_opened_again_is_running_again(cast, counted):
    agreement, offered = counted
    quarters.locked(cast)
    late_row(cast, offered)
    quarters.move(cast, "reopen")
    last = queries.evaluated(agreement, ON, quarter=1).indicators[3]
    assert (last.official, last.drifting, last.to_date.value) == (None, None, 75)


def test_a_newcomer_is_evaluated_by_the_promise_of_the_year(cast):
    """Of three documents two were made before; the newcomer promises one, and the year has three."""
    agreement = in_force(cast)
    documents = targets_of(agreement)[2]
    revised_year.record(cast, documents, 1, value="1", at=AT)
    revised_year.record(cast, documents, 2, value="1")
    stories.grid(documents, 3, 2, 1, "0.5", "0.1", by=cast.bupati)
    stories.weights(agreement, (70, 30), (60, 40, 10, 90), by=cast.bupati)
    made = sign_agreement(
        revised_year.complement(revised_year.end(agreement, cast), cast),
        cast,
        at=revised_year.AUGUST,
    )
    own = targets_of(made)[2]
    assert own.raw == "1 Dokumen"
    revised_year.record(cast, own, 3, value="1", at=revised_year.LATER)
    found = queries.evaluated(made, ON)
    one = found.indicators[2]
    assert (one.to_date.value, one.achievement.raw, one.weight) == (3, 100, 10)
    assert (one.grid.score, found.objectives[0].weight) == (100, 70)
    frozen = scores_of(found, queries.efficiency_for(found))["objectives"][1]["indicators"][0]
    assert frozen["promised"] == "3 Dokumen"


def test_the_promise_of_the_year_is_what_last_year_is_held_against(cast):
    """One document remains, which is less than the two of last year; three were promised."""
    last = stories.promised(cast, year=2018)
    stories.measured(cast, last, None, None, "2", None)
    agreement = in_force(cast)
    documents = targets_of(agreement)[2]
    revised_year.record(cast, documents, 1, value="1", at=AT)
    revised_year.record(cast, documents, 2, value="1")
    made = sign_agreement(
        revised_year.complement(revised_year.end(agreement, cast), cast),
        cast,
        at=revised_year.AUGUST,
    )
    assert queries.evaluated(made, ON).indicators[2].signals == ()
