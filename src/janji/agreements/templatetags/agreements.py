"""How an agreement's states and parts are shown."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString

from janji.agreements.models import Agreement
from janji.agreements.wording import ACCUMULATIONS, HABIT_KINDS, STATES
from janji.core.agreement import Accumulation
from janji.core.agreement_changes import Timeliness, timeliness
from janji.core.agreement_life import State
from janji.core.measuring import MeasuringPlan
from janji.core.numbers import written_exactly
from janji.core.reading_habits import HabitKind
from janji.kit.dates import day
from janji.kit.templatetags.kit import badge

register = template.Library()


@register.simple_tag
def state_badge(state: str) -> SafeString:
    """The state of an agreement."""
    return badge(*STATES[State(state)])


@register.simple_tag
def agreement_name(agreement: Agreement) -> str:
    """Which of a year's agreements: `naskah murni`, `perubahan ke-1`, `pelengkap sejak …`."""
    if agreement.revises_id is not None or (agreement.revision and not agreement.completes_id):
        return f"perubahan ke-{agreement.revision}"
    if agreement.completes_id is not None and agreement.starts_on is not None:
        return f"pelengkap sejak {day(agreement.starts_on)}"
    return "naskah murni"


@register.filter
def habit_kind(kind: str) -> str:
    """What sort of words are remembered."""
    return HABIT_KINDS[HabitKind(kind)]


@register.simple_tag
def lateness(due_on: date | None, signed_at: datetime | None) -> SafeString | str:
    """`terlambat 1 hari`, where a deadline is known and was not kept."""
    if due_on is None:
        return ""
    signed_on = timezone.localdate(signed_at) if signed_at else None
    return lateness_badge(timeliness(due_on, signed_on, on=timezone.localdate()))


@register.simple_tag
def lateness_badge(said: Timeliness) -> SafeString:
    """How a deadline stands."""
    if said.days_late:
        return badge("bad", f"terlambat {said.days_late} hari")
    return badge(
        "good" if said.signed_on else "none", "tepat waktu" if said.signed_on else "dalam tenggat"
    )


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
