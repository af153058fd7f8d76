"""How absorption is shown."""

from django import template
from django.utils.safestring import SafeString

from janji.budgets.intake import month_name
from janji.budgets.models import DocumentState
from janji.budgets.wording import UNDEFINED
from janji.core.absorption import Absorption
from janji.core.numbers import written
from janji.kit.templatetags.kit import badge

register = template.Library()


@register.filter
def absorbed(one: Absorption) -> str:
    """`85,87 %`, or why there is none."""
    if one.undefined is not None:
        return UNDEFINED[one.undefined]
    return f"{written(one.percent or 0, 2)}\u00a0%"


@register.simple_tag
def absorption_badge(one: Absorption) -> SafeString | str:
    """The band as shape, word and tint; over-spending also where there is no percentage."""
    if one.band is not None:
        return badge(one.band.tone, one.band.label)
    return badge("bad", "Melebihi pagu") if one.is_over else ""


@register.simple_tag
def document_badge(state: str) -> SafeString:
    """The state of a budget document."""
    tone = "good" if state == DocumentState.APPROVED else "none"
    return badge(tone, DocumentState(state).label)


@register.filter
def month(number: int, year: int) -> str:
    """`Maret 2026`."""
    return month_name(number, year)
