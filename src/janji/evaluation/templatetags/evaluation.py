"""How means, signals, grids and frozen scores are shown."""

from datetime import date
from fractions import Fraction

from django import template
from django.utils.safestring import SafeString

from janji.core.efficiency import Efficiency, Formula, NoEfficiency, Status, formula_sheet
from janji.core.evaluation import Mean, WhenUndefined
from janji.core.evaluation_life import State
from janji.core.mid_term import NoProgress
from janji.core.numbers import Exact
from janji.core.signals import Signal, signal_sheets
from janji.evaluation.wording import (
    EFFICIENCY_STATES,
    LIMITS,
    NO_EFFICIENCY,
    NO_PROGRESS,
    SIGNALS,
    STATES,
    UNDEFINED,
)
from janji.kit import dates
from janji.kit.templatetags.kit import badge
from janji.measurements.account import number
from janji.measurements.wording import EVIDENCE_STATES, REASONS

register = template.Library()


@register.simple_tag
def evaluation_badge(state: str) -> SafeString:
    """The state of an evaluation."""
    return badge(*STATES[State(state)])


@register.filter
def counted_said(mean: Mean) -> str:
    """`3 dari 4 indikator dihitung`, and how much of the weight that is when it is not all."""
    said = f"{mean.counted} dari {mean.total} indikator dihitung"
    return said if mean.is_whole else f"{said}, {number(mean.weight)} % dari bobotnya"


@register.filter
def undefined_said(policy: WhenUndefined) -> str:
    """What becomes of what cannot be said."""
    return UNDEFINED[policy]


@register.filter
def signed(value: Exact) -> str:
    """`+2,5` or `−2,5`."""
    exact = Fraction(value)
    return f"{'−' if exact < 0 else '+'}{number(abs(exact))}"


@register.filter
def progress_reason(reason: NoProgress) -> str:
    """Why there is no progress."""
    return NO_PROGRESS[reason]


@register.filter
def signal_title(signal: Signal) -> str:
    """What was noticed."""
    return SIGNALS[signal.kind][0]


@register.filter
def signal_question(signal: Signal, unit: str = "") -> str:
    """Its question, with the numbers in place; `unit` follows what is measured."""
    plain = {"near", "total", "share", "days"}
    said = {
        name: dates.day(value)
        if isinstance(value, date)
        else f"{number(value)}{'' if name in plain else unit}"
        for name, value in signal.numbers.items()
    }
    return SIGNALS[signal.kind][1].format_map(said)


@register.filter
def signal_limits(signal: Signal) -> str:
    """From where on it speaks: `paling sedikit 4; …`."""
    return "; ".join(f"{LIMITS[name]}: {number(value)}" for name, value in signal.limits.items())


@register.filter
def signal_source(signal: Signal) -> str:
    """Where its limits come from, and how well that is known."""
    sheet = signal_sheets()[signal.kind]
    return f"{sheet.source}. Status: {EVIDENCE_STATES[sheet.evidence]}."


@register.simple_tag
def efficiency_badge(found: Efficiency) -> SafeString | str:
    """The class of an efficiency, where its formula has one."""
    return badge(*EFFICIENCY_STATES[found.status]) if found.status else ""


@register.filter
def efficiency_reason(reason: NoEfficiency | str) -> str:
    """Why there is no efficiency."""
    return NO_EFFICIENCY[NoEfficiency(reason)]


@register.filter
def efficiency_state(status: str) -> str:
    """The words of a frozen class."""
    return EFFICIENCY_STATES[Status(status)][1]


@register.filter
def formula_title(formula: Formula | str) -> str:
    """What a formula is called, with its code."""
    sheet = formula_sheet(formula)
    return f"{sheet.title} ({sheet.code.value})"


@register.filter
def formula_unit(formula: Formula | str) -> str:
    """What its figure is counted in."""
    return formula_sheet(formula).unit


@register.filter
def formula_said(formula: Formula | str) -> str:
    """How it is computed, where it comes from, and how well that is known."""
    sheet = formula_sheet(formula)
    return f"{sheet.said}. {sheet.source}. Status: {EVIDENCE_STATES[sheet.evidence]}."


@register.filter
def evidence_state(evidence: str) -> str:
    """How well a source is known."""
    return EVIDENCE_STATES[evidence]


@register.filter
def frozen(value: str | None) -> Fraction | None:
    """A frozen number as it was."""
    return None if value is None else Fraction(value)


@register.filter
def frozen_reason(code: str | None) -> str:
    """Why there was no achievement."""
    return {reason.value: said for reason, said in REASONS.items()}.get(code or "", "–")
