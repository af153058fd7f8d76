"""What the pages about village budgets show again and again."""

from datetime import date

from django import template
from django.utils.safestring import SafeString

from janji.core.land_tax import rp
from janji.core.village_budgets import Answer, Deadline, Lapse, Stage
from janji.kit.dates import MONTHS
from janji.kit.templatetags.kit import badge
from janji.registers.village_budgets.lists import follow_up_state
from janji.registers.village_budgets.models import ANSWERS, DutyKind, Visit
from janji.registers.village_budgets.wording import LAPSES, STAGES, STATUSES, UNITS

register = template.Library()
ANSWER_TONES = {Answer.YES: "good", Answer.NO: "bad", Answer.NOT_APPLICABLE: "none"}


@register.simple_tag
def stage_badge(stage: Stage) -> SafeString:
    """Where a draft is on its way."""
    return badge(*STAGES[Stage(stage)])


@register.simple_tag
def follow_up_badge(visit: Visit, today: date) -> SafeString:
    """How what a visit asked for stands."""
    return badge(*follow_up_state(visit, today))


@register.simple_tag
def had_badge(value: object, name: str) -> SafeString:
    """Whether a village had something this year."""
    return badge("good", name) if value else badge("warn", f"belum {name}")


@register.simple_tag
def answer_badge(answer: str) -> SafeString:
    """The answer to a question."""
    return badge(ANSWER_TONES[Answer(answer)], dict(ANSWERS)[answer].lower())


@register.filter
def lapse_sentence(lapse: Lapse) -> str:
    """What was late or out of turn."""
    return LAPSES[lapse]


@register.filter
def status_word(status: str) -> str:
    """How well a rule's source is known, in a word."""
    return STATUSES[status]


@register.filter
def unit_word(unit: str) -> str:
    """`hari kerja`."""
    return UNITS[unit]


@register.filter
def in_rupiah(amount: int) -> str:
    """`Rp 1.250.000`."""
    return rp(amount)


@register.simple_tag
def duty_name(code: str) -> str:
    """What a village hands in, as people call it."""
    return str(DutyKind(code).label)


@register.filter
def yearly_day(one: Deadline) -> str:
    """`31 Juli tahun anggaran`, `30 September tahun sebelumnya`."""
    words = {-1: "tahun sebelumnya", 0: "tahun anggaran", 1: "tahun berikutnya"}
    return f"{one.day} {MONTHS[one.month - 1]} {words[one.years_after]}"
