"""What rules may look at: facts from the rooms below, each only once it is official."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.urls import reverse

from janji.agreements.models import Agreement
from janji.agreements.queries import targets_of
from janji.core.reward_rules import Delivery, Share, examined
from janji.evaluation import queries as evaluations
from janji.measurements.actions import EnteredFigure, set_scoring
from janji.rewards import facts, queries
from janji.rewards.models import Proposal
from tests.evaluation import stories as evaluation
from tests.measurements import quarters
from tests.rewards import stories
from tests.rewards.stories import COACHING, TODAY
from tests.supervision import stories as supervision

BEFORE_DUE, AFTER_DUE = date(2019, 8, 10), date(2019, 9, 2)


def known(cast, on=TODAY):
    return facts.published_facts(cast.district, 2019, on=on).facts


def condition(kind, **more):
    """A condition without the parameters of the coaching rule."""
    empty = {"percent": None, "quarters": None}
    return replace(COACHING, condition_kind=kind, **(empty | more))


def came_to(cast, terms, on=TODAY):
    rule = stories.rule(cast, terms)
    return examined(rule.condition, known(cast, on))


def test_the_achievement_of_a_rule_is_that_of_the_evaluation(cast):
    """Weighted as it was settled: 90 % of the second quarter's objectives on the second one."""
    agreement = stories.weak(cast)
    evaluation.weights(agreement, (10, 90), (None,) * 4, by=cast.bupati)
    found = evaluations.evaluated(agreement, TODAY, quarter=2)
    (_, second) = known(cast).quarters
    assert second.achievement == found.weighted.shown.value != Fraction(100, 3)
    assert (second.counted, second.of) == (4, 4)
    assert second.band == found.band.code


def test_capped_and_uncapped_are_two_facts(cast):
    agreement = stories.weak(cast)
    quarters.move(cast, "reopen", 2, at=stories.AT)
    index = targets_of(agreement)[1]
    last = index.measurements.get(quarter=2, is_latest=True)
    stories.measure(cast, index, 2, EnteredFigure(value=Decimal(246)), last.pk)
    stories.approve(cast, 2)
    cap_at(cast, 120)
    second = known(cast).quarters[1]
    assert second.uncapped - second.achievement == Fraction(300 - 120, 4)
    limit = Decimal(60)
    capped = condition("achievement_from", percent=limit, quarters=1)
    assert not came_to(cast, capped).holds
    uncapped = condition("uncapped_from", percent=limit, quarters=1)
    found = came_to(cast, replace(uncapped, title="Tanpa batas"))
    assert (found.holds, found.quarters, found.values) == (True, (2,), (second.uncapped,))


def cap_at(cast, most):
    set_scoring(
        org_unit=cast.government,
        from_year=2019,
        cap=Decimal(most),
        band_set="permendagri-54-2010",
        based_on=None,
        by=cast.bupati,
        at=stories.AT,
    )


def test_quarters_are_late_by_the_day_they_were_first_handed_in(cast):
    """The story hands both in on 10 July: the first three months late, the second on its last day."""
    stories.weak(cast)
    first, second = known(cast).deliveries.values()
    assert (first, second) == (
        Delivery(date(2019, 4, 10), date(2019, 7, 10)),
        Delivery(date(2019, 7, 10), date(2019, 7, 10)),
    )
    once = came_to(cast, condition("quarters_late", quarters=1))
    assert (once.holds, once.quarters) == (True, (1,))
    twice = condition("quarters_late", quarters=2)
    assert not came_to(cast, replace(twice, title="Dua kali")).holds


def test_a_quarter_that_never_came_is_late_only_after_its_day(cast):
    stories.weak(cast)
    assert 3 not in known(cast, date(2019, 10, 10)).deliveries
    assert known(cast, date(2019, 10, 11)).deliveries[3] == Delivery(date(2019, 10, 10), None)


@pytest.mark.parametrize(("due", "holds"), [(date(2019, 3, 31), True), (date(2019, 4, 1), False)])
def test_an_agreement_is_late_by_the_day_both_had_signed(cast, due, holds):
    """Signed on 1 April 2019."""
    agreement = stories.weak(cast)
    assert known(cast).agreement is None
    Agreement.objects.filter(pk=agreement.pk).update(due_on=due)
    assert known(cast).agreement == Delivery(due, date(2019, 4, 1))
    assert came_to(cast, condition("agreement_late")).holds == holds


def test_an_unknown_deadline_proves_nothing(cast):
    stories.weak(cast)
    found = came_to(cast, condition("agreement_late"))
    assert (found.holds, found.lack.value) == (False, "not_published")


def test_findings_past_their_day_count_and_those_before_it_do_not(cast):
    supervision.measured(cast)
    supervision.raise_finding(cast, quarter=2)
    before, after = known(cast, BEFORE_DUE), known(cast, AFTER_DUE)
    assert (before.overdue, before.followed_up) == (0, None)
    assert (after.overdue, after.followed_up) == (1, Share(0, 1))
    assert came_to(cast, condition("findings_overdue"), AFTER_DUE).holds
    below = condition("followed_up_below", percent=Decimal(80))
    assert came_to(cast, replace(below, title="Tindak lanjut"), AFTER_DUE).holds


def test_what_was_put_right_is_followed_up(cast):
    supervision.measured(cast)
    finding = supervision.raise_finding(cast, quarter=2)
    supervision.follow_up(cast, finding)
    supervision.accept(cast, finding)
    found = known(cast, AFTER_DUE)
    assert (found.overdue, found.followed_up) == (0, Share(1, 1))


def test_evidence_counts_of_official_figures_only(cast):
    """Eight typed figures without a file; none of the third quarter."""
    stories.weak(cast)
    assert known(cast).verified == Share(0, 8)
    quarters.move(cast, "reopen", 2, at=stories.AT)
    assert known(cast).verified == Share(0, 4)


def test_a_condition_that_holds_stays_advice_until_a_person_proposes(cast, as_user):
    """The page names every fact, and nothing is proposed by itself."""
    stories.weak(cast)
    stories.active(cast, condition("quarters_late", quarters=1))
    page = queries.suggestions_for(cast.pengawas, 2019, on=TODAY)
    assert [one.rule.condition_kind for one in page.suggestions] == ["quarters_late"]
    assert not Proposal.objects.exists()
    made = stories.proposed(cast, page.suggestions[0].rule)
    (fact,) = made.facts.all()
    assert fact.said == "disampaikan 10 Juli 2019, batas 10 April 2019, terlambat 91 hari"
    assert made.state == "proposed"


def test_the_page_of_an_office_names_what_is_official(cast, as_user, monkeypatch):
    at = datetime(2019, 9, 2, 9, 0, tzinfo=stories.ZONE)
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)
    stories.weak(cast)
    supervision.raise_finding(cast)
    answer = as_user(cast.pengawas).get(
        reverse("rewards:office", args=[cast.district.slug]), {"tahun": 2019}
    )
    page = " ".join(answer.content.decode().split())
    assert "Pengukuran TW I" in page
    assert "terlambat 91 hari" in page
    assert "1 temuan" in page
    assert "Aturan hanya memakai data yang resmi" in page
