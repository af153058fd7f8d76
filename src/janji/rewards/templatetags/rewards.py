"""What pages about rewards and sanctions say in one word or one sentence."""

from datetime import date

from django import template
from django.utils.safestring import SafeString

from janji.core.reward_life import RuleState, State
from janji.core.reward_rules import BasisStatus, EffectKind, Found, QuarterFacts
from janji.kit.templatetags.kit import badge
from janji.rewards import saying
from janji.rewards.documents.letter.record import effect_decided
from janji.rewards.lists import measurement_path
from janji.rewards.models import Proposal, RewardRule
from janji.rewards.queries import is_standing
from janji.rewards.wording import EFFECT_TONES, EFFECTS, RULE_STATES, STATES, STATUSES

register = template.Library()
_STATUS_TONES = {
    BasisStatus.SEEN: "good",
    BasisStatus.MEMORY: "warn",
    BasisStatus.DESIGN: "warn",
}


@register.simple_tag
def reward_badge(one: Proposal) -> SafeString:
    """Where a proposal stands."""
    return badge(*STATES[State(one.state)])


@register.simple_tag
def standing_badge(one: Proposal) -> SafeString | str:
    """Whether a decision stands; nothing while there is none."""
    decision = getattr(one, "decision", None)
    if decision is None:
        return ""
    if not decision.is_granted:
        return badge("none", "usulan tidak dikabulkan")
    if is_standing(one):
        return badge("good", "keputusan berlaku")
    return badge("bad", "dibatalkan atas keberatan")


@register.simple_tag
def rule_badge(one: RewardRule, today: date) -> SafeString:
    """Where a rule stands on a day."""
    if one.state == RuleState.ACTIVE and not one.holds_on(today):
        return badge("none", "Belum berlaku" if today < one.valid_from else "Sudah lewat")
    return badge(*RULE_STATES[RuleState(one.state)])


@register.simple_tag
def status_badge(status: str | None) -> SafeString:
    """How well a legal basis is known."""
    if not status:
        return badge("warn", "dasar hukum belum diisi")
    one = BasisStatus(status)
    return badge(_STATUS_TONES[one], STATUSES[one])


@register.simple_tag
def effect_badge(kind: str) -> SafeString:
    """What is recommended, in one word."""
    one = EffectKind(kind)
    return badge(EFFECT_TONES.get(one, "info"), EFFECTS[one])


@register.simple_tag
def found_badge(found: Found) -> SafeString:
    """What a condition came to."""
    return badge(*saying.found_said(found))


@register.filter
def condition_said(one: RewardRule) -> str:
    """The condition as a sentence."""
    return saying.condition_said(one.condition)


@register.filter
def effect_said(one: RewardRule) -> str:
    """What it recommends."""
    return saying.effect_said(one.effect)


@register.filter
def basis_said(one: RewardRule) -> str:
    """Its legal basis."""
    return saying.basis_said(one.basis)


@register.filter
def decided_said(one: Proposal) -> str:
    """What was decided, or is proposed."""
    decision = getattr(one, "decision", None)
    return effect_decided(one, decision) if decision else saying.effect_said(one.rule.effect)


@register.filter
def concerned_said(one: Proposal) -> str:
    """Who a proposal is about: name and position of the first party then."""
    return ", ".join(part for part in (one.person, one.position) if part) or "belum tercatat"


@register.filter
def quarter_facts_said(one: QuarterFacts) -> str:
    """The achievement of a quarter in words."""
    return saying.quarter_facts_said(one)


@register.filter
def measured_at(one: Proposal) -> str | None:
    """The address of the figures that caused a proposal."""
    return measurement_path(one)


@register.filter
def quarters_said(found: Found) -> str:
    """`TW I, TW II`."""
    return ", ".join(saying.quarter_said(one) for one in found.quarters)
