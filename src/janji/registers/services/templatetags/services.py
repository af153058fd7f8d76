"""How a request's stage and time read on a page."""

from datetime import datetime

from django import template
from django.utils.safestring import SafeString

from janji.core.service_life import OPEN, Punctuality, Stage
from janji.core.workdays import LimitUnit
from janji.kit.templatetags.kit import badge
from janji.registers.services.models import ServiceRequest, Standard
from janji.registers.services.wording import LIMIT_UNITS, PUNCTUALITIES, STAGES

register = template.Library()

_TONES = {
    Punctuality.RUNNING: "info",
    Punctuality.ON_TIME: "good",
    Punctuality.LATE: "bad",
    Punctuality.UNKNOWN: "warn",
    Punctuality.NOT_COUNTED: "none",
}


@register.filter
def stage_name(stage: str) -> str:
    """`diproses`."""
    return STAGES[Stage(stage)]


@register.filter
def limit(standard: Standard) -> str:
    """`3 hari kerja`."""
    return f"{standard.limit_value} {LIMIT_UNITS[LimitUnit(standard.limit_unit)]}"


@register.simple_tag
def punctuality(request: ServiceRequest, now: datetime) -> SafeString:
    """What can be said of a request's time now, as shape, word and tint."""
    said = Punctuality(request.punctuality)
    if Stage(request.stage) in OPEN:
        if request.due_at is None:
            return badge("none", "jeda")
        if request.due_at < now:
            return badge("bad", "lewat tenggat")
    return badge(_TONES[said], PUNCTUALITIES[said])
