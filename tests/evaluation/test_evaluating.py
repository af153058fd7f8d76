"""Explaining, evaluating, publishing, correcting: by whom, from when, and what stays."""

from datetime import datetime
from fractions import Fraction

import pytest

from janji.agreements.queries import targets_of
from janji.core.refusals import Refused
from janji.evaluation import access, actions, queries
from janji.evaluation.freezing import digest_of, moved_since, scores_of
from janji.evaluation.models import Evaluation, Explanation
from janji.kit import audit
from janji.orgs.actions import assign_role
from janji.orgs.roles import Role
from tests.agreements import stories as agreements
from tests.cast import AT
from tests.evaluation import stories
from tests.evaluation.stories import NOW, ON, explain, record
from tests.indicators.test_definitions import propose, sign
from tests.measurements import quarters
from tests.measurements.test_counted_figures import a_book


def seen(agreement, on=ON, quarter=4):
    """The digest of the scores as a page shows them."""
    found = queries.evaluated(agreement, on, quarter=quarter)
    return digest_of(scores_of(found, queries.efficiency_for(found)))


def write(agreement, by, *, notes="Cukup baik.", quarter=4, based_on=None, at=NOW):
    return actions.write_evaluation(
        agreement=agreement,
        quarter=quarter,
        notes=notes,
        recommendations="Perbaiki pendataan.",
        based_on=based_on,
        by=by,
        at=at,
    )


def publish(cast, agreement, *, draft=None, by=None, digest=None, at=NOW):
    by = by or cast.evaluator
    draft = draft or write(agreement, by, at=at)
    return actions.publish_evaluation(
        evaluation=draft,
        seen=digest or seen(agreement, quarter=draft.quarter),
        based_on=draft.edition,
        by=by,
        at=at,
    )


def also_evaluates(cast, who):
    """Someone who has the role of an evaluator beside their own."""
    user = getattr(cast, who)
    assign_role(
        user=user,
        role=Role.EVALUATOR,
        org_unit=cast.government,
        starts_on=AT.date(),
        by=cast.admin,
        at=AT,
    )
    user.__dict__.pop("remembered_roles", None)
    return user


@pytest.fixture
def agreement(cast):
    """87,5 %, 82, 3 documents, 95 %: reached 70 %, 82, 3, not measured."""
    made = stories.promised(cast)
    stories.measured(cast, made, "210/300", "82", "3", None)
    return made


def test_the_office_explains_and_what_it_wrote_first_stays(cast, agreement):
    target = targets_of(agreement)[0]
    first = explain(target, "Musim kemarau panjang", by=cast.kasi)
    explain(target, "Kemarau panjang dan bibit terlambat", by=cast.perencana, based_on=first.pk)
    rows = list(Explanation.objects.order_by("pk"))
    assert [one.is_latest for one in rows] == [False, True]
    found = queries.evaluated(agreement, ON)
    assert found.indicators[0].explanation == rows[1]
    assert [one.pk for one in queries.explanations_of(target, 4)] == [rows[1].pk, rows[0].pk]


@pytest.mark.parametrize("who", ["operator", "bupati", "evaluator", "stranger", "inspektorat"])
def test_others_do_not_explain(cast, agreement, who):
    with pytest.raises(Refused, match="not-allowed"):
        explain(targets_of(agreement)[0], "Sebabnya", by=getattr(cast, who))


def test_an_explanation_needs_its_cause_and_its_quarter(cast, agreement):
    target = targets_of(agreement)[0]
    with pytest.raises(Refused, match="causes-missing"):
        explain(target, "  ", by=cast.kasi)
    with pytest.raises(Refused, match="explanation-too-early"):
        explain(target, "Sebabnya", by=cast.kasi, at=AT)
    with pytest.raises(Refused, match="changed-meanwhile"):
        explain(
            target, "Sebabnya", by=cast.kasi, based_on=explain(target, "A", by=cast.kasi).pk - 1
        )


def test_explanations_that_are_missing_are_counted(cast, agreement):
    """70 of 87,5 and what was not measured need one; what was reached does not."""
    assert queries.evaluated(agreement, ON).explanations_missing == 2
    explain(targets_of(agreement)[0], "Kemarau", by=cast.camat)
    assert queries.evaluated(agreement, ON).explanations_missing == 1


def test_a_published_evaluation_freezes_its_scores(cast, agreement):
    made = publish(cast, agreement)
    made.refresh_from_db()
    assert (made.state, made.published_by, made.digest) == (
        "published",
        cast.evaluator,
        digest_of(made.scores),
    )
    whole = made.scores["weighted"]["shown"]
    # (80 + 100) ÷ 2 and 100 of the one that counts.
    assert (Fraction(whole["value"]), whole["counted"], whole["total"]) == (95, 3, 4)
    assert list(audit.broken_links()) == []


def test_later_figures_move_nothing_that_is_published(cast, agreement):
    made = publish(cast, agreement)
    record(targets_of(agreement)[1], 4, "41", by=cast.kasi)
    kept = Evaluation.objects.get(pk=made.pk)
    assert kept.scores == made.scores
    now = queries.evaluated(agreement, ON)
    moved = list(moved_since(kept.scores, scores_of(now, queries.efficiency_for(now))))
    assert [(one["actual"], other["actual"]) for one, other in moved] == [("82", "41")]


def test_nobody_publishes_other_numbers_than_they_saw(cast, agreement):
    draft = write(agreement, cast.evaluator)
    before = seen(agreement)
    record(targets_of(agreement)[1], 4, "41", by=cast.kasi)
    with pytest.raises(Refused, match="scores-moved"):
        publish(cast, agreement, draft=draft, digest=before)
    draft.refresh_from_db()
    assert (draft.state, draft.scores) == ("draft", None)


def test_what_is_published_never_changes(cast, agreement):
    made = publish(cast, agreement)
    with pytest.raises(Refused, match="evaluation-published"):
        publish(cast, agreement, draft=made)
    with pytest.raises(Refused, match="evaluation-stands"):
        write(agreement, cast.evaluator, notes="Lain")


def test_a_correction_is_a_new_evaluation(cast, agreement):
    first = publish(cast, agreement)
    record(targets_of(agreement)[1], 4, "41", by=cast.kasi)

    def correct(one, by=cast.evaluator):
        return actions.correct_evaluation(
            evaluation=one, reason="Realisasi dibetulkan", by=by, at=NOW
        )

    with pytest.raises(Refused, match="not-allowed"):
        correct(first, by=cast.bupati)
    draft = correct(first)
    assert (draft.number, draft.corrects, draft.notes) == (2, first, first.notes)
    for one, code in ((first, "evaluation-already-corrected"), (draft, "evaluation-not-published")):
        with pytest.raises(Refused, match=code):
            correct(one)
    second = publish(cast, agreement, draft=draft)
    assert queries.published_of([agreement], 4)[agreement.pk] == second
    first.refresh_from_db()
    assert first.scores != second.scores


def test_whoever_entered_a_figure_does_not_evaluate_it(cast, agreement):
    """Not even when their figure was replaced since."""
    also_evaluates(cast, "operator")
    assert not access.may_evaluate(cast.operator, agreement, on=ON)
    with pytest.raises(Refused, match="evaluator-entered-figures"):
        write(agreement, cast.operator)
    record(targets_of(agreement)[0], 4, "211/300", by=cast.kasi)
    with pytest.raises(Refused, match="evaluator-entered-figures"):
        write(agreement, cast.operator)


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("operator", "entered"),
        ("perencana", "submitted"),
        ("verifikator", "verified"),
        ("camat", "approved"),
        ("pengawas", "accepted"),
    ],
)
def test_whoever_had_a_hand_in_a_quarter_does_not_evaluate_its_year(cast, who, code):
    """The first quarter was locked; the year is evaluated, and what is evaluated is all of it."""
    quarters.filled(cast)
    quarters.locked(cast)
    agreement = queries.promised_by(cast.district, 2019)
    user = also_evaluates(cast, who)
    assert not access.may_evaluate(user, agreement, on=ON)
    with pytest.raises(Refused, match=f"evaluator-{code}-figures"):
        write(agreement, user)
    assert access.may_evaluate(cast.evaluator, agreement, on=ON)
    assert access.may_evaluate(also_evaluates(cast, "kasi"), agreement, on=ON)


def test_what_was_returned_since_still_shuts_the_door(cast):
    """Who verified the first turn verified figures of the year, though they were submitted anew."""
    quarters.filled(cast)
    quarters.submit(cast)
    quarters.move(cast, "verify")
    quarters.move(cast, "return", by=cast.camat)
    quarters.submit(cast)
    agreement = queries.promised_by(cast.district, 2019)
    with pytest.raises(Refused, match="evaluator-verified-figures"):
        write(agreement, also_evaluates(cast, "verifikator"))
    assert access.may_evaluate(also_evaluates(cast, "camat"), agreement, on=ON)


def test_who_wrote_down_what_is_counted_does_not_evaluate(cast, agreement):
    """The planner typed the figures; the operator only stood at the counter, and the register is counted."""
    other = stories.promised(cast, year=2020)
    operator = also_evaluates(cast, "operator")
    a_book(cast)
    assert access.may_evaluate(operator, other, on=ON)
    assert not access.may_evaluate(operator, agreement, on=ON)
    for target in targets_of(agreement):
        target.measurements.all().update(recorded_by=cast.kasi)
    assert access.may_evaluate(operator, agreement, on=ON)
    sign(cast, propose(cast, targets_of(agreement)[3].indicator_version))
    with pytest.raises(Refused, match="evaluator-entered-figures"):
        write(agreement, operator)


def test_whoever_enters_a_figure_later_does_not_publish(cast, agreement):
    """The draft was written before; what counts is who publishes."""
    draft = write(agreement, cast.evaluator)
    assign_role(
        user=cast.evaluator,
        role=Role.RECORDER,
        org_unit=cast.district,
        starts_on=AT.date(),
        by=cast.admin,
        at=AT,
    )
    cast.evaluator.__dict__.pop("remembered_roles", None)
    record(targets_of(agreement)[3], 4, "95/100", by=cast.evaluator)
    with pytest.raises(Refused, match="evaluator-entered-figures"):
        publish(cast, agreement, draft=draft)


@pytest.mark.parametrize(
    "who", ["camat", "perencana", "bupati", "inspektorat", "stranger", "admin"]
)
def test_others_do_not_evaluate(cast, agreement, who):
    with pytest.raises(Refused, match="not-allowed"):
        write(agreement, getattr(cast, who))


def test_an_evaluation_waits_for_the_agreement_and_for_the_end_of_the_quarter(cast):
    draft = agreements.complete(cast)
    with pytest.raises(Refused, match="evaluation-needs-agreement"):
        write(draft, cast.evaluator)
    agreement = stories.promised(cast, year=2020)
    record(targets_of(agreement)[1], 1, "80", by=cast.operator)
    first = write(agreement, cast.evaluator, quarter=1)
    with pytest.raises(Refused, match="evaluation-too-early"):
        publish(cast, agreement, draft=first)
    april = datetime(2020, 4, 15, 9, 0, tzinfo=NOW.tzinfo)
    made = actions.publish_evaluation(
        evaluation=first,
        seen=seen(agreement, april.date(), 1),
        based_on=first.edition,
        by=cast.evaluator,
        at=april,
    )
    assert made.scores["quarter"] == 1


def test_nothing_to_say_is_not_published(cast):
    agreement = stories.promised(cast)
    with pytest.raises(Refused, match="evaluation-says-nothing"):
        publish(cast, agreement)


def test_two_evaluators_do_not_overwrite_each_other(cast, agreement):
    first = write(agreement, cast.evaluator)
    write(agreement, cast.evaluator, notes="Baik.", based_on=first.edition)
    with pytest.raises(Refused, match="changed-meanwhile"):
        write(agreement, cast.evaluator, notes="Kurang.", based_on=first.edition)


def test_drafts_are_seen_by_evaluators_only(cast, agreement):
    draft = write(agreement, cast.evaluator)
    assert list(access.evaluations_seen_by(cast.evaluator, on=ON)) == [draft]
    assert not access.evaluations_seen_by(cast.camat, on=ON).exists()
    publish(cast, agreement, draft=draft)
    assert list(access.evaluations_seen_by(cast.camat, on=ON)) == [draft]
    assert not access.evaluations_seen_by(cast.stranger, on=ON).exists()


def test_what_was_written_runs_on_when_the_agreement_is_revised(cast, agreement):
    target = targets_of(agreement)[0]
    explain(target, "Kemarau", by=cast.kasi)
    newer = agreements.sign(agreements.revised(agreement, cast, at=NOW), cast, at=NOW)
    found = queries.evaluated(newer, ON)
    assert found.indicators[0].explanation.causes == "Kemarau"
    with pytest.raises(Refused, match="evaluator-entered-figures"):
        write(newer, also_evaluates(cast, "operator"))
    assert queries.promised_by(cast.district, 2019) == newer
