"""Weights, grids, mid-term targets and the choice of a formula: who settles them, and until when."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.urls import reverse

from janji.agreements import actions as agreement_actions
from janji.agreements import queries as agreement_queries
from janji.agreements.queries import targets_of
from janji.core.efficiency import Formula
from janji.core.evaluation import WhenUndefined
from janji.core.refusals import Refused
from janji.evaluation import actions, queries
from janji.evaluation.models import EvaluationChoice, MidTermTarget, TargetGrid, WeightSet
from janji.evaluation.settled import choice_for
from janji.kit import audit
from janji.measurements import account
from tests.agreements import stories as agreements
from tests.evaluation import stories
from tests.evaluation.stories import NOW, ON
from tests.evaluation.test_evaluating import publish


def shares(agreement):
    found = queries.evaluated(agreement, ON)
    return [(one.weight, [each.weight for each in one.indicators]) for one in found.objectives]


def test_without_weights_everything_weighs_the_same(cast):
    agreement = stories.promised(cast)
    assert shares(agreement) == [(50, [50, 50]), (50, [50, 50])]
    assert not queries.evaluated(agreement, ON).is_weighted


def test_the_planner_settles_weights_in_a_draft(cast):
    draft = agreements.complete(cast)
    stories.weights(draft, (70, 30), (60, 40, None, None), by=cast.perencana, reason=None)
    assert shares(draft) == [(70, [60, 40]), (30, [50, 50])]
    assert list(audit.broken_links()) == []


def test_once_it_is_signed_only_the_second_party_settles_them_with_a_reason(cast):
    agreement = stories.promised(cast)
    for who in (cast.perencana, cast.camat, cast.evaluator, cast.stranger):
        with pytest.raises(Refused, match="not-allowed"):
            stories.weights(agreement, (70, 30), (None,) * 4, by=who)
    with pytest.raises(Refused, match="settling-reason-missing"):
        stories.weights(agreement, (70, 30), (None,) * 4, by=cast.bupati, reason=None)
    stories.weights(agreement, (70, 30), (None,) * 4, by=cast.bupati)
    assert shares(agreement) == [(70, [50, 50]), (30, [50, 50])]


def test_weights_of_a_draft_outlive_its_rewriting(cast):
    """Its objectives become new rows; they are known by their words."""
    draft = agreements.complete(cast)
    stories.weights(draft, (70, 30), (60, 40, 10, 90), by=cast.perencana, reason=None)
    draft.refresh_from_db()
    text = agreement_queries.agreement_text(draft)
    agreement_actions.rewrite_draft(
        agreement=draft,
        text=replace(text, place="Sokaraja"),
        kept=[one.pk for one in targets_of(draft)],
        based_on=draft.edition,
        by=cast.perencana,
        at=NOW,
    )
    assert shares(draft) == [(70, [60, 40]), (30, [10, 90])]


def test_weights_that_lost_a_target_fall_back_to_equal_ones(cast):
    draft = agreements.complete(cast)
    stories.weights(draft, (70, 30), (60, 40, 10, 90), by=cast.perencana, reason=None)
    draft.refresh_from_db()
    keys = [one.pk for one in targets_of(draft)]
    agreement_actions.rewrite_draft(
        agreement=draft,
        text=agreement_queries.agreement_text(draft),
        kept=[None, *keys[1:]],
        based_on=draft.edition,
        by=cast.perencana,
        at=NOW,
    )
    assert shares(draft) == [(70, [50, 50]), (30, [10, 90])]


@pytest.mark.parametrize(
    ("objectives", "targets", "code", "about"),
    [
        ((70, 40), (None,) * 4, "weights-not-whole", "Sasaran"),
        ((70, None), (None,) * 4, "weight-missing", "Sasaran"),
        ((None, None), (50, 40, None, None), "weights-not-whole", "Sasaran 1"),
        ((None, None), (None, None, 100, 0), "weight-not-positive", "Sasaran 2"),
    ],
)
def test_weights_that_do_not_come_to_a_hundred_are_not_kept(cast, objectives, targets, code, about):
    agreement = stories.promised(cast)
    with pytest.raises(Refused, match=code) as refusal:
        stories.weights(agreement, objectives, targets, by=cast.bupati)
    assert refusal.value.facts["about"] == about
    assert not WeightSet.objects.exists()


def test_earlier_weights_stay_and_nobody_overwrites_unseen_ones(cast):
    agreement = stories.promised(cast)
    first = stories.weights(agreement, (70, 30), (None,) * 4, by=cast.bupati)
    with pytest.raises(Refused, match="changed-meanwhile"):
        stories.weights(agreement, (60, 40), (None,) * 4, by=cast.bupati)
    stories.weights(agreement, (60, 40), (None,) * 4, by=cast.bupati, based_on=first.pk)
    assert [one.is_latest for one in WeightSet.objects.order_by("pk")] == [False, True]
    assert shares(agreement)[0][0] == 60


def revised(agreement, cast):
    return agreements.sign(agreements.revised(agreement, cast, at=NOW), cast, at=NOW)


def test_weights_run_on_when_the_agreement_is_revised(cast):
    """Until the revision settles its own; taking all away is settling, too."""
    agreement = stories.promised(cast)
    stories.weights(agreement, (70, 30), (60, 40, 10, 90), by=cast.bupati)
    newer = revised(agreement, cast)
    assert shares(newer) == [(70, [60, 40]), (30, [10, 90])]
    found = queries.evaluated(newer, ON)
    assert (found.is_weighted, found.are_weights_own) == (True, False)
    newest = revised(newer, cast)
    assert shares(newest)[0] == (70, [60, 40])
    stories.weights(newest, (None, None), (None,) * 4, by=cast.bupati)
    assert shares(newest) == [(50, [50, 50]), (50, [50, 50])]
    assert shares(newer)[0] == (70, [60, 40])


def test_a_grid_runs_on_where_the_same_is_promised(cast):
    agreement = stories.promised(cast)
    targets = stories.measured(cast, agreement, "180/300", "81", "3", "95/100")
    stories.grid(targets[1], 90, 85, 80, 75, 70, by=cast.bupati)
    stories.grid(targets[2], 3, 2, 1, "0.5", "0.1", by=cast.bupati)
    newer = revised(agreement, cast)
    rows = targets_of(newer)
    assert (rows[1].raw, rows[2].raw) == (targets[1].raw, targets[2].raw)
    carried = queries.evaluated(newer, ON).indicators
    assert (carried[1].grid.score, carried[2].grid.score) == (82, 100)
    last = queries.grid_of_target(rows[1])
    assert last.target == targets[1]
    stories.grid(rows[1], 95, 90, 85, 80, 75, by=cast.bupati)
    own = queries.grid_of_target(rows[1])
    assert queries.evaluated(newer, ON).indicators[1].grid.score == 72
    stories.grid(rows[1], *[None] * 5, by=cast.bupati, based_on=own.pk)
    # What was taken away does not come back from the agreement before.
    assert queries.evaluated(newer, ON).indicators[1].grid is None


def test_a_grid_of_another_promise_does_not_run_on(cast):
    agreement = stories.promised(cast)
    targets = stories.measured(cast, agreement, "180/300", "81", "3", "95/100")
    stories.grid(targets[1], 90, 85, 80, 75, 70, by=cast.bupati)
    newer = revised(agreement, cast)
    newer.objectives.first().targets.filter(pk=targets_of(newer)[1].pk).update(raw="84 Indeks")
    assert queries.evaluated(newer, ON).indicators[1].grid is None


def test_the_account_of_a_figure_says_what_it_weighs(cast, as_user):
    """On the page and for the paper, with who settled it; nothing where nobody settled anything."""
    agreement = stories.promised(cast)
    targets = targets_of(agreement)
    assert account.steps_beside(targets) == {one.pk: [] for one in targets}
    stories.weights(agreement, (70, 30), (60, 40, 10, 90), by=cast.bupati)
    newer = revised(agreement, cast)
    target = targets_of(newer)[1]
    (step,) = account.steps_beside([target])[target.pk]
    assert step.said == "40 % dari sasarannya; sasaran ini 70 % dari perjanjian"
    assert step.source.endswith("; diteruskan dari perjanjian sebelumnya")
    page = as_user(cast.camat).get(reverse("measurements:indicator", args=[target.pk]))
    assert step.said in page.content.decode()
    assert (
        as_user(cast.camat)
        .get(reverse("measurements:account-pdf", args=[target.pk]))
        .content.startswith(b"%PDF")
    )


def test_nothing_settled_changes_once_an_evaluation_is_published(cast):
    agreement = stories.promised(cast)
    targets = stories.measured(cast, agreement, "180/300", "81", "3", "95/100")
    publish(cast, agreement)
    with pytest.raises(Refused, match="weights-settled"):
        stories.weights(agreement, (70, 30), (None,) * 4, by=cast.bupati)
    with pytest.raises(Refused, match="weights-settled"):
        stories.grid(targets[1], 90, 85, 80, 75, 70, by=cast.bupati)


def test_a_grid_counts_instead_of_the_achievement(cast):
    agreement = stories.promised(cast)
    targets = stories.measured(cast, agreement, None, "81", None, None)
    stories.grid(targets[1], 90, 85, 80, 75, 70, by=cast.bupati)
    one = queries.evaluated(agreement, ON).indicators[1]
    assert one.achievement.raw == Fraction(8100, 82)
    assert (one.grid.score, one.counting.shown, one.counts_by_grid) == (82, 82, True)
    assert queries.evaluated(agreement, ON).weighted.shown.value == 82


def test_a_grid_is_for_the_year(cast):
    agreement = stories.promised(cast)
    targets = targets_of(agreement)
    stories.record(targets[1], 2, "81", by=cast.operator)
    stories.grid(targets[1], 90, 85, 80, 75, 70, by=cast.bupati)
    one = queries.evaluated(agreement, ON, quarter=2).indicators[1]
    assert one.grid is None


def test_a_grid_of_days_waits_for_its_day(cast):
    agreement = stories.promised(cast)
    target = targets_of(agreement)[2]
    points = [date(2019, 12, day) for day in (1, 6, 11, 16, 26)]
    stories.grid(target, *points, by=cast.bupati)
    assert queries.evaluated(agreement, ON).indicators[2].grid.score is None

    def reach(day, by=cast.operator, based_on=None):
        return actions.record_reached_day(
            target=target, day=day, document="BAST 12/2019", based_on=based_on, by=by, at=NOW
        )

    with pytest.raises(Refused, match="not-allowed"):
        reach(date(2019, 12, 6), by=cast.camat)
    with pytest.raises(Refused, match="day-in-future"):
        reach(date(2020, 2, 1))
    first = reach(date(2019, 12, 6))
    assert queries.evaluated(agreement, ON).indicators[2].grid.score == 90
    reach(date(2019, 12, 21), based_on=first.pk)
    assert queries.evaluated(agreement, ON).indicators[2].grid.score == 65
    assert target.reached_days.count() == 2


def test_a_grid_of_numbers_takes_no_day(cast):
    agreement = stories.promised(cast)
    target = targets_of(agreement)[1]
    stories.grid(target, 90, 85, 80, 75, 70, by=cast.bupati)
    with pytest.raises(Refused, match="grid-of-numbers"):
        actions.record_reached_day(
            target=target,
            day=date(2019, 12, 6),
            document="x",
            based_on=None,
            by=cast.operator,
            at=NOW,
        )


def test_a_grid_out_of_order_is_not_kept(cast):
    target = targets_of(stories.promised(cast))[1]
    with pytest.raises(Refused, match="grid-not-in-order"):
        stories.grid(target, 90, 85, 86, 75, 70, by=cast.bupati)
    assert not TargetGrid.objects.exists()


def test_a_grid_is_taken_away_and_stays_readable(cast):
    target = targets_of(stories.promised(cast))[1]
    made = stories.grid(target, 90, 85, 80, 75, 70, by=cast.bupati)
    assert stories.grid(target, *(None,) * 5, by=cast.bupati, based_on=made.pk) is None
    made.refresh_from_db()
    assert (made.ended_by, made.points.count()) == (cast.bupati, 5)


def settle_mid_term(cast, target, value, *, before=None, until=None, by=None, based_on=None):
    return actions.settle_mid_term_target(
        indicator=target.indicator_version.indicator,
        year=2021,
        value=Decimal(value),
        reached_before=before and Decimal(before),
        reached_until=until,
        document="Renstra 2018–2023",
        based_on=based_on,
        by=by or cast.perencana,
        at=NOW,
    )


def test_progress_towards_a_mid_term_target(cast):
    """A position stands for itself (81 of 90); a sum adds what was reached before (3 after 4, of 10)."""
    agreement = stories.promised(cast)
    targets = stories.measured(cast, agreement, None, "81", "3", None)
    settle_mid_term(cast, targets[1], 90, before=78, until=2018)
    settle_mid_term(cast, targets[2], 10, before=4, until=2018)
    _, position, total, none = queries.evaluated(agreement, ON).indicators
    assert (position.mid_term.found.reached, position.mid_term.found.progress) == (81, 90)
    assert (total.mid_term.found.reached, total.mid_term.found.progress) == (7, 70)
    assert none.mid_term is None


def test_a_sum_of_which_the_years_before_are_unknown_says_so(cast):
    agreement = stories.promised(cast)
    targets = stories.measured(cast, agreement, None, None, "3", None)
    settle_mid_term(cast, targets[2], 10, before=4, until=2017)
    found = queries.evaluated(agreement, ON).indicators[2].mid_term.found
    assert (found.progress, found.reason) == (None, "mid-term-not-before")


def test_who_settles_mid_term_targets(cast):
    target = targets_of(stories.promised(cast))[1]
    for who in (cast.operator, cast.bupati, cast.stranger):
        with pytest.raises(Refused, match="not-allowed"):
            settle_mid_term(cast, target, 90, by=who)
    first = settle_mid_term(cast, target, 90)
    settle_mid_term(cast, target, 91, based_on=first.pk)
    assert [one.value for one in MidTermTarget.objects.order_by("pk")] == [90, 91]
    for before, until, code in ((78, None, "reached-half"), (78, 2021, "year-early")):
        with pytest.raises(Refused, match=code):
            settle_mid_term(cast, target, 92, before=before, until=until)


def choose(org_unit, by, *, from_year=2019, formula="E-214", undefined="left_out", based_on=None):
    return actions.settle_evaluation_choice(
        org_unit=org_unit,
        from_year=from_year,
        formula=formula,
        undefined=undefined,
        based_on=based_on,
        by=by,
        at=NOW,
    )


def test_the_nearest_and_latest_choice_holds(cast):
    assert choice_for(cast.district, 2019).setting is None
    choose(cast.government, cast.bupati)
    assert choice_for(cast.district, 2018).formula is Formula.EFF_SIMPLE
    assert choice_for(cast.district, 2019).formula is Formula.E_214
    choose(cast.district, cast.bupati, from_year=2020, formula="SERAP")
    assert choice_for(cast.district, 2019).formula is Formula.E_214
    assert choice_for(cast.district, 2021).formula is Formula.SERAP


def test_undefined_counts_as_zero_only_where_it_was_chosen(cast):
    agreement = stories.promised(cast)
    stories.measured(cast, agreement, None, "82", None, None)
    first = queries.evaluated(agreement, ON)
    assert (first.chosen.undefined, first.weighted.shown.value) == (WhenUndefined.LEFT_OUT, 100)
    assert (first.weighted.shown.counted, first.weighted.shown.total) == (1, 4)
    choose(cast.government, cast.bupati, undefined="as_zero")
    assert queries.evaluated(agreement, ON).weighted.shown.value == 25


def test_only_the_superior_chooses_and_what_was_chosen_stays(cast):
    for who in (cast.camat, cast.evaluator, cast.admin):
        with pytest.raises(Refused, match="not-allowed"):
            choose(cast.district, who)
    with pytest.raises(Refused, match="formula-unknown"):
        choose(cast.district, cast.bupati, formula="NEG-C")
    first = choose(cast.district, cast.bupati)
    choose(cast.district, cast.bupati, formula="SERAP", based_on=first.pk)
    rows = EvaluationChoice.objects.order_by("pk")
    assert [(one.formula, one.is_latest) for one in rows] == [("E-214", False), ("SERAP", True)]
