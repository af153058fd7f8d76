"""What pages about planning forums say in one word."""

from fractions import Fraction

from django import template
from django.utils.safestring import SafeString

from janji.core.attendance import AttendingRole, Check
from janji.core.musrenbang import ProposalState
from janji.core.numbers import written
from janji.kit.templatetags.kit import badge, percent
from janji.registers.musrenbang.lists import place_of
from janji.registers.musrenbang.models import Attendance, PaperList, Proposal
from janji.registers.musrenbang.wording import CHECKS, ROLES, STATE_TONES

register = template.Library()


@register.simple_tag
def presence_badge(row: Attendance) -> SafeString:
    """Whether presence counts, and if not, why."""
    if row.counts:
        return badge("good", "dihitung")
    if row.struck_at:
        return badge("none", "dicoret")
    if row.sign is None:
        return badge("warn", "tanpa tanda hadir")
    return badge("warn", "menunggu pemeriksaan")


@register.simple_tag
def check_badge(paper_list: PaperList) -> SafeString:
    """Whether a copied list was checked."""
    return badge(*CHECKS[Check(paper_list.check_state)])


@register.filter
def role_name(role: str | None) -> str:
    """`Ketua`."""
    return ROLES[AttendingRole(role)] if role else "peserta"


@register.simple_tag
def proposal_badge(one: Proposal) -> SafeString:
    """Where a proposal stands."""
    if one.struck_at:
        return badge("none", "dicoret")
    return badge(STATE_TONES[ProposalState(one.state)], one.get_state_display().lower())


@register.filter
def known(value: int | None) -> str:
    """A whole number, or that nobody wrote it down."""
    return "belum dicatat" if value is None else written(value, 0)


@register.filter
def share_said(weight: Fraction) -> str:
    """A part of one in percent: `40,00 %`."""
    return percent(weight * 100)


@register.filter
def place_said(one: Proposal) -> str:
    """Where something is proposed: `Dusun Kalianja, RT 3 RW 2`."""
    return place_of(one) or "belum dicatat"
