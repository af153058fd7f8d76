"""The letter of a stored decision: everything it says, read once."""

from django.utils import timezone

from janji.calendars.queries import calendar_for
from janji.core.reward_life import Course, objection_until
from janji.core.reward_parameters import objection_rules, sequences
from janji.core.reward_rules import Effect, EffectKind
from janji.documents.letterhead import Letterhead
from janji.orgs.models import OrgUnitKind
from janji.rewards.documents.letter.content import DecisionLetter, Fact
from janji.rewards.models import Decision, Proposal
from janji.rewards.saying import basis_said, condition_said, effect_said, quarter_said

EXAMPLE = "CONTOH – BUKAN KEPUTUSAN"
LEADERS = frozenset({OrgUnitKind.AGENCY.value, OrgUnitKind.GOVERNMENT.value})


def sequence_for(kind: str) -> str:
    """The class of officials who head an office of a sort: heads of agencies are high leaders."""
    return "high_leader" if kind in LEADERS else "administrator"


def letter_of(decision: Decision) -> DecisionLetter:
    """The letter as it was decided; the same decision gives the same bytes. Five queries."""
    proposal, rule = decision.proposal, decision.proposal.rule
    objection = objection_rules()[decision.objection_rule]
    course = Course(decision.decided_on)
    until = objection_until(objection, course, calendar_for(proposal.org_unit))
    steps = sequences()[sequence_for(proposal.org_unit.kind)]
    improves = rule.effect_kind == EffectKind.IMPROVEMENT
    government = decision.government
    return DecisionLetter(
        letterhead=Letterhead(
            f"PEMERINTAH {government.name.upper()}",
            decision.official_title.upper(),
            government.address,
            government.contact,
        ),
        number=decision.number,
        official_title=decision.official_title,
        official_name=decision.official_name,
        place=decision.place,
        decided_on=decision.decided_on,
        is_granted=decision.is_granted,
        effect=effect_decided(proposal, decision),
        office=proposal.org_unit.name,
        year=proposal.year,
        person=proposal.person,
        position=proposal.position,
        rule=rule.title,
        condition=condition_said(rule.condition),
        basis=basis_said(rule.basis),
        facts_on=proposal.facts_on,
        facts=[
            Fact(one.label, one.said, quarter_said(one.quarter) if one.quarter else "-")
            for one in proposal.facts.order_by("pk")
        ],
        proposed_on=timezone.localdate(proposal.proposed_at),
        proposed_because=proposal.reasons,
        reasons=decision.reasons,
        steps=steps.steps if improves else (),
        steps_source=steps.source if improves else None,
        objection=objection,
        object_until=until,
        made_at=timezone.localtime(decision.decided_at),
        state_note=EXAMPLE if rule.is_example else None,
    )


def effect_decided(proposal: Proposal, decision: Decision) -> str:
    """What was decided, in words: an allowance with the factor the official chose."""
    kind = EffectKind(proposal.rule.effect_kind)
    if decision.change is not None:
        return effect_said(Effect(kind, decision.change))
    return effect_said(proposal.rule.effect)
