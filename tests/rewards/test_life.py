"""From a suggestion to a final decision: proposed by one, decided by another, objected to, answered."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from janji.agreements.queries import targets_of
from janji.core.refusals import Refused
from janji.kit import audit
from janji.kit.files import check_upload
from janji.measurements.actions import EnteredFigure
from janji.orgs import actions as orgs
from janji.orgs.roles import Role
from janji.rewards import actions, facts, queries
from janji.rewards.models import Decision, Objection, ObjectionFile, Proposal
from tests.measurements import quarters
from tests.rewards import stories
from tests.rewards.stories import ALLOWANCE, GRANT, TODAY, TURN_DOWN, moment


def refused(code, call, *given, **named):
    with pytest.raises(Refused) as refusal:
        call(*given, **named)
    assert refusal.value.code == code


def test_quarters_that_are_over_are_published(cast):
    stories.weak(cast)
    known = facts.published_facts(cast.district, 2019, on=TODAY).facts
    assert [(one.quarter, one.achievement) for one in known.quarters] == [
        (1, Fraction(85, 2)),
        (2, Fraction(100, 3)),
    ]
    # The third indicator promises no document in the first quarter.
    assert [(one.counted, one.of) for one in known.quarters] == [(3, 4), (4, 4)]
    assert known.quarters[0].band == "sangat-rendah"
    assert (known.papers, known.agreement, known.followed_up) == (None, None, None)


def test_a_quarter_that_nobody_approved_is_not_published(cast):
    """Third quarter: over in October, and nobody has approved it."""
    stories.weak(cast)
    known = facts.published_facts(cast.district, 2019, on=date(2019, 10, 15)).facts
    assert [one.quarter for one in known.quarters] == [1, 2]
    quarters.move(cast, "reopen", 2, at=stories.AT)
    known = facts.published_facts(cast.district, 2019, on=TODAY).facts
    assert [one.quarter for one in known.quarters] == [1]
    rule = stories.active(cast)
    refused("rule-does-not-hold", stories.proposed, cast, rule)


def test_what_is_suggested_is_proposed_by_a_person(cast):
    stories.weak(cast)
    rule = stories.active(cast)
    page = queries.suggestions_for(cast.pengawas, 2019, on=TODAY)
    (one,) = page.suggestions
    assert (one.office, one.rule, one.proposal) == (cast.district, rule, None)
    assert not Proposal.objects.exists()
    made = stories.proposed(cast, rule)
    assert (made.state, made.stands_on, made.facts_on) == ("proposed", "1,2", TODAY)
    assert [
        (one.quarter, one.numerator, one.denominator, one.said) for one in made.facts.all()
    ] == [
        (1, 85, 2, "42,50 %, predikat Sangat rendah (3 dari 4 indikator)"),
        (2, 100, 3, "33,33 %, predikat Sangat rendah (4 dari 4 indikator)"),
    ]
    (again,) = queries.suggestions_for(cast.pengawas, 2019, on=TODAY).suggestions
    assert again.proposal == made
    refused("reward-proposed-already", stories.proposed, cast, rule)


def test_later_figures_do_not_move_the_facts_of_a_proposal(cast):
    agreement = stories.weak(cast)
    made = stories.proposed(cast)
    before = [(one.numerator, one.said) for one in made.facts.all()]
    quarters.move(cast, "reopen", 2, at=stories.AT)
    second = targets_of(agreement)[1]
    last = second.measurements.get(quarter=2, is_latest=True)
    stories.measure(cast, second, 2, EnteredFigure(value=Decimal(82)), last.pk)
    stories.approve(cast, 2)
    known = facts.published_facts(cast.district, 2019, on=TODAY).facts
    assert known.quarters[1].achievement > 45
    assert [(one.numerator, one.said) for one in made.facts.all()] == before


def test_a_rule_that_does_not_hold_is_not_proposed(cast):
    stories.weak(cast)
    rule = stories.active(cast, replace(stories.COACHING, percent=Decimal(30)))
    refused("rule-does-not-hold", stories.proposed, cast, rule)


def test_neither_a_draft_nor_an_ended_rule_recommends_anything(cast):
    stories.weak(cast)
    draft = stories.rule(cast)
    refused("rule-not-active", stories.proposed, cast, draft)
    rule = actions.activate_rule(rule=draft, based_on=1, by=cast.bupati, at=stories.FOUNDED)
    actions.end_rule(rule=rule, because="Dicabut", based_on=2, by=cast.bupati, at=stories.FOUNDED)
    rule.refresh_from_db()
    refused("rule-not-active", stories.proposed, cast, rule)
    assert queries.suggestions_for(cast.pengawas, 2019, on=TODAY).suggestions == ()


def test_a_rule_for_agencies_does_not_reach_a_district(cast):
    stories.weak(cast)
    rule = stories.active(cast, replace(stories.COACHING, for_kind="agency"))
    refused("rule-not-for-office", stories.proposed, cast, rule)
    assert queries.suggestions_for(cast.pengawas, 2019, on=TODAY).counts == ()


@pytest.mark.parametrize("who", ["camat", "perencana", "bupati", "inspektorat", "stranger"])
def test_who_may_not_propose(cast, who):
    stories.weak(cast)
    given = {"rule": stories.active(cast), "org_unit": cast.district, "year": 2019}
    by = getattr(cast, who)
    refused("not-allowed", actions.propose, reasons="x", by=by, at=stories.AT, **given)


def test_another_official_decides_with_reasons(cast):
    stories.weak(cast)
    made = stories.decided(cast)
    decision = Decision.objects.get()
    assert (made.state, decision.official_name) == ("granted", "Harjono Kusumo")
    assert (decision.number, decision.paper.size > 1000) == (GRANT.number, True)
    entry = audit.history(made).get(deed="decide-reward")
    assert entry.facts["sha256"] == decision.paper.sha256
    assert (entry.facts["before"], entry.facts["after"]) == (
        {"state": "proposed"},
        {"state": "granted"},
    )
    assert entry.facts["why"] == GRANT.reasons
    refused("reward-deed-not-now", stories.decided, cast, made, replace(GRANT, number="13"))


def test_who_proposed_does_not_decide(cast):
    """One person with both roles still needs a second one."""
    stories.weak(cast)
    both = stories.another(cast, role=Role.SUPERVISOR)
    orgs.assign_role(
        user=both,
        role=Role.SUPERIOR,
        org_unit=cast.government,
        starts_on=stories.FOUNDED.date(),
        by=cast.admin,
        at=stories.FOUNDED,
    )
    rule = stories.active(cast)
    given = {"org_unit": cast.district, "year": 2019, "reasons": "x"}
    made = actions.propose(rule=rule, by=both, at=stories.AT, **given)
    given = {"proposal": made, "terms": GRANT, "at": moment(16, 7)}
    refused("reward-decided-by-proposer", actions.decide, by=both, **given)
    assert actions.decide(by=cast.bupati, **given).is_granted


def test_nobody_decides_their_own_case(cast):
    stories.weak(cast)
    made = stories.proposed(cast)
    orgs.assign_role(
        user=cast.camat,
        role=Role.SUPERIOR,
        org_unit=cast.government,
        starts_on=stories.FOUNDED.date(),
        by=cast.admin,
        at=stories.FOUNDED,
    )
    given = {"proposal": made, "terms": GRANT, "at": moment(16, 7)}
    refused("reward-decided-by-concerned", actions.decide, by=cast.camat, **given)


@pytest.mark.parametrize("who", ["pengawas", "evaluator", "camat", "admin", "stranger"])
def test_who_may_not_decide(cast, who):
    stories.weak(cast)
    given = {"proposal": stories.proposed(cast), "terms": GRANT, "at": moment(16, 7)}
    refused("not-allowed", actions.decide, by=getattr(cast, who), **given)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"reasons": "  "}, "reward-reasons-missing"),
        ({"decided_on": date(2019, 7, 17)}, "reward-day-ahead"),
        ({"decided_on": date(2019, 7, 14)}, "reward-day-before"),
    ],
)
def test_a_decision_that_makes_no_sense(cast, wrong, code):
    stories.weak(cast)
    made = stories.proposed(cast)
    refused(code, stories.decided, cast, made, replace(GRANT, **wrong))
    assert not Decision.objects.exists()


def test_a_number_is_used_once(cast):
    stories.weak(cast)
    stories.decided(cast)
    late(cast)
    other = stories.proposed(cast, stories.active(cast, ALLOWANCE), year=2018, at=moment(16, 7))
    terms = replace(GRANT, change=Decimal(-5))
    refused("reward-number-taken", stories.decided, cast, other, terms)


def late(cast, delivered_on=date(2019, 3, 1)):
    return actions.record_delivery(
        org_unit=cast.district,
        year=2018,
        paper="lkjip",
        delivered_on=delivered_on,
        letter_number=None,
        based_on=None,
        by=cast.pengawas,
        at=moment(15, 7),
    )


def test_example_4_a_late_report_lowers_the_factor_once_an_official_decides(cast):
    """Delivered 1 March, due 28 February: the factor 0,95 waits for the decision."""
    row = late(cast)
    assert row.due_on == date(2019, 2, 28)
    made = stories.proposed(cast, stories.active(cast, ALLOWANCE), year=2018)
    fact = made.facts.get()
    assert fact.said == "disampaikan 1 Maret 2019, batas 28 Februari 2019, terlambat 1 hari"
    assert made.state == "proposed"
    assert made.rule.effect.factor == Fraction("0.95")
    stories.decided(cast, made, replace(GRANT, change=Decimal(-3)))
    assert Decision.objects.get().change == -3


def test_a_report_in_time_recommends_nothing(cast):
    late(cast, date(2019, 2, 28))
    rule = stories.active(cast, ALLOWANCE)
    refused("rule-does-not-hold", stories.proposed, cast, rule, year=2018)


def test_the_head_objects_with_files_and_is_answered(cast):
    stories.weak(cast)
    upload = check_upload(SimpleUploadedFile("rekap.pdf", b"%PDF-1.4\nrekap\n"))
    made = stories.objected(cast, files=[upload])
    assert ObjectionFile.objects.get().name == "rekap.pdf"
    stories.answered(cast, made)
    made.refresh_from_db()
    assert made.state == "answered"
    assert queries.is_standing(queries.proposal_by_key().ask(made.pk)[0]) is True
    # UU 30/2014 Pasal 78: ten working days to appeal, from 29 July: until 12 August.
    given = {"proposal": made, "by": cast.pengawas}
    refused("close-too-early", actions.close_proposal, at=moment(12, 8), **given)
    closed = actions.close_proposal(at=moment(13, 8), **given)
    assert (closed.state, closed.closed_by) == ("final", cast.pengawas)


def test_an_accepted_objection_lets_the_decision_fall(cast):
    stories.weak(cast)
    made = stories.answered(cast, terms=replace(TURN_DOWN, accepts=True))
    assert queries.is_standing(queries.proposal_by_key().ask(made.pk)[0]) is False


def test_21_working_days_to_object(cast):
    """Decided on 16 July: the last day is 14 August."""
    stories.weak(cast)
    made = stories.received(cast)
    refused("objection-late", stories.objected, cast, made, at=moment(15, 8))
    stories.objected(cast, made, at=moment(14, 8))
    assert Objection.objects.count() == 1


def test_without_an_objection_it_is_final_when_the_time_is_over(cast):
    stories.weak(cast)
    made = stories.received(cast)
    given = {"proposal": made, "by": cast.bupati}
    refused("close-too-early", actions.close_proposal, at=moment(14, 8), **given)
    assert actions.close_proposal(at=moment(15, 8), **given).state == "final"


def test_silence_accepts_an_objection(cast):
    """Objected on 22 July: ten working days end on 5 August."""
    stories.weak(cast)
    made = stories.objected(cast)
    refused("objection-granted-by-law", stories.answered, cast, made, at=moment(6, 8))
    accepts = replace(TURN_DOWN, accepts=True)
    stories.answered(cast, made, accepts, at=moment(6, 8))


def test_a_refused_proposal_may_be_objected_to_as_well(cast):
    stories.weak(cast)
    made = stories.decided(cast, terms=replace(GRANT, is_granted=False))
    assert made.state == "refused"
    stories.objected(cast, made)


@pytest.mark.parametrize("who", ["perencana", "operator", "pengawas", "stranger"])
def test_only_the_head_concerned_objects(cast, who):
    stories.weak(cast)
    given = {"proposal": stories.received(cast), "reasons": "x", "files": ()}
    by = getattr(cast, who)
    refused("not-allowed", actions.object_to, by=by, at=moment(18, 7), **given)


def test_an_objection_is_made_and_answered_once(cast):
    stories.weak(cast)
    made = stories.objected(cast)
    refused("reward-deed-not-now", stories.objected, cast, made)
    stories.answered(cast, made)
    refused("reward-deed-not-now", stories.answered, cast, made)


def test_receiving_is_noted_once_and_not_ahead_of_the_letter(cast):
    stories.weak(cast)
    made = stories.decided(cast)
    day = date(2019, 7, 15)
    refused("reward-day-before", stories.received, cast, made, day)
    stories.received(cast, made)
    refused("reward-received-already", stories.received, cast, made)


def test_the_assessments_own_way_to_object_is_answered_by_a_superior(cast):
    """PP 30/2019 Pasal 59: fourteen days since receipt, answered above who decided, final at once."""
    stories.weak(cast)
    made = stories.received(cast)
    Decision.objects.update(objection_rule="pp-30-2019")
    refused("objection-late", stories.objected, cast, made, at=moment(1, 8))
    stories.objected(cast, made, at=moment(31, 7))
    refused("objection-by-superior", stories.answered, cast, made, at=moment(1, 8))
    given = {"proposal": made, "at": moment(1, 8)}
    actions.answer_objection(terms=TURN_DOWN, by=stories.another(cast), **given)
    assert actions.close_proposal(by=cast.bupati, **given).state == "final"


def test_suggestions_ask_the_same_questions_for_any_number_of_offices(cast):
    stories.weak(cast)
    stories.active(cast)
    queries.suggestions_for(cast.pengawas, 2019, on=TODAY)
    counts = []
    for more in range(2):
        for number in range(more * 3):
            office = stories.orgs.create_org_unit(
                name=f"Kecamatan {number}",
                kind="district",
                parent=cast.government,
                region=None,
                address=None,
                contact=None,
                by=cast.admin,
                at=stories.AT,
            )
            actions.record_delivery(
                org_unit=office,
                year=2019,
                paper="lkjip",
                delivered_on=None,
                letter_number=None,
                based_on=None,
                by=cast.pengawas,
                at=stories.AT,
            )
        cast.pengawas.remembered_roles = {}
        with CaptureQueriesContext(connection) as asked:
            page = queries.suggestions_for(cast.pengawas, 2019, on=TODAY)
        counts.append((page.offices, len(asked)))
    assert [one for one, _ in counts] == [1, 4]
    assert counts[0][1] == counts[1][1]
