"""What pages about community bodies say in one word."""

from django import template
from django.utils.safestring import SafeString

from janji.kit.templatetags.kit import badge
from janji.registers.communities.lists import lack_said
from janji.registers.communities.models import ActivityState, CommunityStatus
from janji.registers.communities.queries import Served, Standing
from janji.registers.communities.wording import TENURE_STATES

register = template.Library()

STATUS_TONES = {
    CommunityStatus.REGISTERED: "good",
    CommunityStatus.FROZEN: "warn",
    CommunityStatus.DISSOLVED: "none",
}
ACTIVITY_TONES = {
    ActivityState.PLANNED: "none",
    ActivityState.DONE: "good",
    ActivityState.CANCELLED: "bad",
}


@register.simple_tag
def activity_verdict(standing: Standing) -> SafeString:
    """Active, not yet, or not counted."""
    if not standing.is_counted:
        return badge("none", "tidak dihitung")
    return badge("bad", "belum aktif") if standing.lack else badge("good", "aktif")


register.filter(lack_said)


@register.simple_tag
def tenure_badge(served: Served) -> SafeString:
    """How a term of office stands."""
    return badge(*TENURE_STATES[served.state])


@register.simple_tag
def status_badge(status: str, label: str) -> SafeString:
    """Registered, frozen, dissolved."""
    return badge(STATUS_TONES[CommunityStatus(status)], label.lower())


@register.simple_tag
def activity_badge(state: str, label: str) -> SafeString:
    """Planned, carried out, cancelled."""
    return badge(ACTIVITY_TONES[ActivityState(state)], label.lower())
