"""Rules as dated data: drafted, activated by somebody else on a basis that was read, followed, ended."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from janji.core.refusals import Refused
from janji.kit import audit
from janji.rewards import actions
from janji.rewards.models import RewardRule
from tests.cast import AT
from tests.rewards import stories
from tests.rewards.stories import COACHING


def refused(code, call, **given):
    with pytest.raises(Refused) as refusal:
        call(**given)
    assert refusal.value.code == code


def activate(rule, by):
    return actions.activate_rule(rule=rule, based_on=rule.edition, by=by, at=AT)


def test_a_draft_becomes_active_by_another_hand(cast):
    rule = stories.rule(cast)
    refused("rule-by-its-author", activate, rule=rule, by=cast.pengawas)
    active = activate(rule, cast.bupati)
    assert (active.state, active.activated_by) == ("active", cast.bupati)
    assert active.drafted_by == cast.pengawas


@pytest.mark.parametrize(
    ("lacking", "code"),
    [
        ({"basis_document": None}, "rule-basis-missing"),
        ({"basis_article": None}, "rule-basis-missing"),
        ({"basis_dated": None}, "rule-basis-missing"),
        ({"basis_status": "memory"}, "rule-basis-unread"),
        ({"basis_status": "design"}, "rule-basis-unread"),
    ],
)
def test_example_5_without_a_basis_that_was_read_no_rule_is_active(cast, lacking, code):
    rule = stories.rule(cast, replace(COACHING, **lacking))
    refused(code, activate, rule=rule, by=cast.bupati)
    assert RewardRule.objects.get().state == "draft"


def test_the_database_itself_keeps_rules_on_a_basis_and_out_of_their_authors_hands(cast):
    rule = stories.active(cast)
    for wrong in ({"basis_status": "memory"}, {"activated_by": cast.pengawas}):
        with pytest.raises(IntegrityError), transaction.atomic():
            RewardRule.objects.filter(pk=rule.pk).update(**wrong)


def test_whoever_edits_a_draft_is_its_author(cast):
    rule = stories.rule(cast)
    other = stories.another(cast, "pengawas2", stories.Role.SUPERVISOR)
    edited = actions.edit_rule(
        rule=rule,
        terms=replace(COACHING, percent=Decimal(60)),
        based_on=rule.edition,
        by=other,
        at=AT,
    )
    refused("rule-by-its-author", activate, rule=edited, by=other)
    assert activate(edited, cast.pengawas).percent == 60
    entry = audit.history(rule).get(deed="edit-reward-rule")
    assert (entry.facts["before"], entry.facts["after"]) == ({"percent": "55"}, {"percent": "60"})


def test_an_active_rule_is_followed_never_edited(cast):
    rule = stories.active(cast)
    given = {"rule": rule, "based_on": rule.edition, "by": cast.pengawas, "at": AT}
    refused("rule-not-draft", actions.edit_rule, terms=COACHING, **given)
    second = actions.follow_rule(**given)
    refused("rule-has-following", actions.follow_rule, **given)
    terms = replace(COACHING, percent=Decimal(50), valid_from=date(2019, 10, 1))
    second = actions.edit_rule(
        rule=second, terms=terms, based_on=second.edition, by=cast.pengawas, at=AT
    )
    second = activate(second, cast.bupati)
    rule.refresh_from_db()
    assert (second.version, second.previous, second.percent) == (2, rule, 50)
    assert (rule.state, rule.valid_to, rule.percent) == ("active", date(2019, 9, 30), 55)
    assert rule.holds_on(date(2019, 9, 30))
    assert not rule.holds_on(date(2019, 10, 1))


def test_a_version_does_not_begin_before_the_one_it_follows(cast):
    rule = stories.active(cast)
    second = actions.follow_rule(rule=rule, based_on=rule.edition, by=cast.pengawas, at=AT)
    second = actions.edit_rule(
        rule=second, terms=COACHING, based_on=second.edition, by=cast.pengawas, at=AT
    )
    refused("rule-before-previous", activate, rule=second, by=cast.bupati)


def test_a_rule_ends_with_its_reason(cast):
    rule = stories.active(cast)
    given = {"rule": rule, "based_on": rule.edition, "by": cast.bupati, "at": AT}
    refused("rule-reason-missing", actions.end_rule, because=" ", **given)
    ended = actions.end_rule(because="Perbup dicabut", **given)
    assert (ended.state, ended.ended_because) == ("ended", "Perbup dicabut")


def test_nobody_changes_a_rule_they_have_not_seen(cast):
    rule = stories.rule(cast)
    terms = replace(COACHING, percent=Decimal(60))
    given = {"rule": rule, "based_on": rule.edition, "by": cast.pengawas, "at": AT}
    actions.edit_rule(terms=terms, **given)
    refused("changed-meanwhile", actions.edit_rule, terms=COACHING, **given)


@pytest.mark.parametrize("who", ["camat", "perencana", "evaluator", "admin", "stranger"])
def test_only_the_supervisor_keeps_rules(cast, who):
    given = {"org_unit": cast.government, "terms": COACHING, "at": AT}
    refused("not-allowed", actions.draft_rule, by=getattr(cast, who), **given)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"quarters": None}, "condition-parameters"),
        ({"percent": Decimal(0)}, "condition-percent"),
        ({"change": Decimal(-5)}, "effect-change-unfit"),
        ({"effect_kind": "allowance"}, "effect-change-missing"),
        ({"effect_kind": "reprimand"}, "reprimand-for-achievement"),
        ({"valid_to": date(2018, 12, 31)}, "rule-dates"),
        ({"objection_rule": "pp-30-2019"}, "objection-rule-not-yet"),
    ],
)
def test_a_rule_that_makes_no_sense_is_not_kept(cast, wrong, code):
    refused(code, stories.rule, cast=cast, terms=replace(COACHING, **wrong))
    assert not RewardRule.objects.exists()


def test_a_title_names_one_line_of_versions(cast):
    stories.rule(cast)
    refused("rule-title-taken", stories.rule, cast=cast)
    stories.rule(cast, office=cast.district)


def test_the_rules_that_come_with_the_house_are_drafts(cast, as_user):
    client = as_user(cast.pengawas)
    for _ in range(2):
        assert client.post(reverse("rewards:take-shipped")).status_code == 302
    rules = RewardRule.objects.all()
    assert len(rules) == 5
    assert {one.state for one in rules} == {"draft"}
    assert {one.basis_status for one in rules} == {"seen", "memory", "design"}
    assert as_user(cast.bupati).post(reverse("rewards:take-shipped")).status_code == 404
    by_title = {one.title: one for one in rules}
    late = by_title["Faktor tambahan penghasilan bila LKjIP terlambat"]
    refused("rule-basis-missing", activate, rule=late, by=cast.bupati)
