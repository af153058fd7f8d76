"""What pages of this register say in their own way."""

from collections.abc import Mapping

from django import template
from django.utils.safestring import SafeString

from janji.core.linmas import AgeState
from janji.core.numbers import written_exactly
from janji.kit.templatetags.kit import badge
from janji.registers.linmas.intake import ResultText
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


@register.filter
def result_of(results: Mapping[int, ResultText], attendance: int) -> str:
    """Score and certificate of someone who came, as far as they are written down."""
    found = results.get(attendance, ResultText())
    score = None if found.score is None else written_exactly(found.score)
    certificate = found.certificate_number and f"sertifikat {found.certificate_number}"
    return ", ".join(one for one in (score, certificate) if one) or "belum diisi"
