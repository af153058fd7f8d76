"""What pages of this register say in their own way."""

from django import template
from django.utils.safestring import SafeString

from janji.core.linmas import AgeState
from janji.kit.templatetags.kit import badge
from janji.registers.linmas.wording import AGE_STATES, CORRECTED

register = template.Library()


@register.simple_tag
def age_badge(state: AgeState) -> SafeString:
    """How a member stands to the ages at which membership ends."""
    return badge(*AGE_STATES[state])


@register.filter
def corrected(field: str) -> str:
    """What a corrected detail is called."""
    return CORRECTED[field]
