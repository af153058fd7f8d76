"""What pages about planning forums say in one word."""

from django import template
from django.utils.safestring import SafeString

from janji.core.attendance import AttendingRole, Check
from janji.kit.templatetags.kit import badge
from janji.registers.musrenbang.models import Attendance, PaperList
from janji.registers.musrenbang.wording import CHECKS, ROLES

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
