"""How numbers with their decimals, periods and states of figures are shown."""

from decimal import Decimal

from django import template
from django.utils.safestring import SafeString

from janji.core.figures import Period, State
from janji.core.figures import said as scaled_said
from janji.core.numbers import written
from janji.kit.templatetags.kit import badge
from janji.registers.figures.wording import STATES

register = template.Library()


@register.filter
def digits(value: Decimal, decimals: int) -> str:
    """A number with all its decimals."""
    return written(value, decimals)


@register.filter
def scaled_digits(number: int | None, decimals: int) -> str:
    """A kept whole number as the number it stands for."""
    return "tidak tersedia" if number is None else scaled_said(number, decimals)


@register.filter
def period_key(period: Period) -> str:
    """A period as addresses carry it: the month it ends with."""
    return f"{period.last_day:%Y-%m}"


@register.simple_tag
def state_badge(state: str) -> SafeString:
    """How it stands with a period, as a badge."""
    return badge(*STATES[State(state)])
