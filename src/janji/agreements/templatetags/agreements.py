"""How an agreement's states and parts are shown."""

from django import template
from django.utils.safestring import SafeString

from janji.agreements.wording import ACCUMULATIONS, STATES
from janji.core.agreement import Accumulation
from janji.core.agreement_life import State
from janji.core.measuring import MeasuringPlan
from janji.core.numbers import written_exactly
from janji.kit.templatetags.kit import badge

register = template.Library()


@register.simple_tag
def state_badge(state: str) -> SafeString:
    """The state of an agreement."""
    return badge(*STATES[State(state)])


@register.filter
def accumulation_name(value: str | None) -> str:
    """`Kumulatif`, or that it is not chosen."""
    return ACCUMULATIONS[Accumulation(value)] if value else "Tipe perhitungan belum dipilih"


@register.filter
def path(plan: MeasuringPlan) -> str:
    """The quarter targets on one line."""
    if not any(value is not None for value in plan.quarter_targets):
        return "belum diisi"
    return " · ".join("–" if v is None else written_exactly(v) for v in plan.quarter_targets)
