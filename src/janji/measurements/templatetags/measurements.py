"""How figures, achievements and what needs attention are shown."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django import forms, template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from janji.core.accumulation import Needed
from janji.core.achievement import Direction, Undefined
from janji.core.complement import Division, Remaining
from janji.core.counted import Counted
from janji.core.kept_figures import Kept
from janji.core.measurement_life import Awaited, QuarterStanding, State
from janji.core.numbers import Exact, written_exactly
from janji.core.refusals import Problem
from janji.core.shading import Step
from janji.kit import refusals
from janji.kit.dates import day
from janji.kit.templatetags.kit import badge, percent, quarter
from janji.measurements.account import cover_said, edges, number, window_name
from janji.measurements.complements import Rest
from janji.measurements.mapping import FigureMap
from janji.measurements.models import Measurement
from janji.measurements.queries import IndicatorYear, QuarterCell, Todo
from janji.measurements.wording import (
    AWAITED,
    QUARTER_DEEDS,
    QUARTER_STATES,
    QUARTER_STEPS,
    RATIO_ALLOWED,
    RATIO_NEEDED,
    REASONS,
    RESTS,
    TODO,
    USED_UP,
    USED_UP_LOWER,
)

register = template.Library()
register.filter("cover_said", cover_said)
register.filter("edges", edges)
register.filter("window_name", window_name)

TODO_TONES = {
    "unfilled": ("warn", "Belum lengkap"),
    "undefined": ("none", "Tanpa capaian"),
    "behind": ("bad", "Di bawah target"),
}


@register.filter
def figure(value: Exact | None, unit: str = "") -> str:
    """A figure with at most two decimals and its unit; percentages always have two."""
    if value is None:
        return "–"
    return percent(value) if unit == "\u00a0%" else f"{number(value)}{unit}"


@register.simple_tag
def rest_said(rest: Rest) -> str:
    """How a year's target is divided, and what pooled counts still need."""
    remaining = rest.remaining
    if remaining is None:
        return RESTS[Division.POSITION]
    lower = rest.year.plan.direction == Direction.LOWER
    if remaining.used_up:
        return USED_UP_LOWER if lower else USED_UP
    said = RESTS[remaining.division]
    reached = remaining.reached
    if rest.needed is None or reached.numerator is None or reached.denominator is None:
        return said
    sentence = (RATIO_ALLOWED if lower else RATIO_NEEDED).format(
        numerator=number(reached.numerator),
        denominator=number(reached.denominator),
        further=number(rest.further or 0),
        edge="paling banyak" if lower else "sedikitnya",
        needed=rest.needed,
    )
    return f"{said} {sentence}"


@register.filter
def path_said(remaining: Remaining) -> str:
    """The quarters that remain on one line."""
    return " · ".join("–" if one is None else written_exactly(one) for one in remaining.path)


@register.filter
def shade(drawn: FigureMap, step: Step) -> int:
    """Which of the five shades of a map a step has."""
    return drawn.shade(step)


@register.filter
def reason(code: str | None) -> str:
    """Why there is no achievement."""
    return REASONS[Undefined(code)] if code else ""


@register.filter
def recorded(measurement: Measurement) -> str:
    """What was typed in: `258 dari 300`, `82,95`, `B`."""
    if measurement.numerator is not None and measurement.denominator is not None:
        return f"{number(measurement.numerator)} dari {number(measurement.denominator)}"
    if measurement.value is not None:
        return number(measurement.value)
    return measurement.words or "belum dapat diukur"


@register.filter
def count_said(counted: Counted) -> str:
    """What was counted: `1.125 dari 1.150`, `82,95`, or why there is none."""
    if counted.numerator is not None and counted.denominator is not None:
        return f"{number(counted.numerator)} dari {number(counted.denominator)}"
    if counted.value is not None:
        return number(counted.value)
    return reason(counted.reason)


@register.filter
def problem(one: Problem) -> str:
    """What to look at, as a sentence."""
    return refusals.problem_sentence(one)


@register.filter
def zipped(headings: Sequence[str], row: Sequence[object]) -> list[tuple[str, object]]:
    """A row's cells with their headings."""
    return list(zip(headings, row, strict=True))


@register.filter
def cell_said(cell: object) -> str:
    """A cell of a register's row as people read it."""
    if cell is None:
        return "belum ada"
    if isinstance(cell, datetime):
        return f"{timezone.localtime(cell):%d-%m-%Y %H.%M}"
    if isinstance(cell, date):
        return f"{cell:%d-%m-%Y}"
    return number(cell) if isinstance(cell, int | Decimal | Fraction) else str(cell)


@register.simple_tag
def band_badge(cell: QuarterCell | IndicatorYear) -> SafeString:
    """The class of an achievement, or why there is none."""
    if cell.band is not None:
        return badge(cell.band.tone, cell.band.label)
    return badge("none", reason(cell.achievement.reason or Undefined.NOT_MEASURED))


@register.simple_tag
def shortfall(needed: Needed | None, unit: str, label: str | None = None) -> SafeString | str:
    """What is missing to reach the target: `kurang 7 lembaga aktif`."""
    if needed is None:
        return ""
    if not needed.amount:
        return badge("good", "tercapai")
    return badge("info", f"kurang {missing(needed, label, unit)}")


def missing(needed: Needed, label: str | None, unit: str = "") -> str:
    """An amount with what it is counted in."""
    if not needed.counted:
        return f"{number(needed.amount)}{' poin' if unit.strip() == '%' else unit}"
    return f"{number(needed.amount)} {_CLAUSE.split(thing(label or ''))[0]}".strip()


_CLAUSE = re.compile(r" (?:yang|di|dan|dengan|dibagi) ")


@register.filter
def thing(label: str) -> str:
    """What is counted, as it stands after a number: `Jumlah desa …` is `desa …`."""
    bare = re.sub(r"^jumlah\s+", "", label.strip(), flags=re.IGNORECASE)
    return bare[:1].lower() + bare[1:]


@register.simple_tag
def todo_badge(todo: Todo) -> SafeString:
    """How pressing something is."""
    return badge(*TODO_TONES[todo.code])


@register.simple_tag
def todo_sentence(todo: Todo) -> str:
    """What needs attention, as a sentence."""
    facts = dict(todo.facts)
    facts["indicator"] = todo.target.indicator_version.text
    facts["quarter"] = quarter(todo.quarter) if todo.quarter else ""
    if "reason" in facts:
        facts["reason"] = reason(str(facts["reason"]))
    if todo.code == "behind":
        needed = todo.facts["needed"]
        label = todo.facts["label"]
        facts["achievement"] = percent(todo.facts["achievement"])  # type: ignore[arg-type]
        lacking = isinstance(needed, Needed) and needed.amount
        facts["needed"] = f", kurang {missing(needed, label)}" if lacking else ""  # type: ignore[arg-type]
    return TODO[todo.code].format_map(facts)


@register.simple_tag
def cell_value(cell: QuarterCell, unit: str) -> SafeString | str:
    """The value up to a quarter, or the grade, or nothing."""
    if cell.to_date.value is not None:
        return format_html('<span class="j-value">{}</span>', figure(cell.to_date.value, unit))
    if cell.measurement is not None and cell.measurement.words:
        return format_html('<span class="j-value">{}</span>', cell.measurement.words)
    return ""


@register.simple_tag
def quarter_badge(state: str) -> SafeString:
    """Where an office's quarter stands."""
    return badge(*QUARTER_STATES[state])


def standing_said(one: QuarterStanding) -> list[tuple[str, str]]:
    """How an office's quarter stands on a day, each part with its tone: whose turn, and how late."""
    late = [("warn", f"terlambat {one.days_late} hari")] if one.is_late else []
    if one.is_overdue:
        return [("bad", f"lewat batas {one.days_late} hari")]
    if one.is_returned:
        returned = one.state is State.RETURNED
        return [("warn", "dikembalikan" if returned else "dibuka kembali"), *late]
    if one.awaits is Awaited.OFFICE:
        return [("none", f"paling lambat {day(one.until)}")]
    if one.awaits is not None:
        return [("info", AWAITED[one.awaits]), *late]
    if not one.is_over:
        return [("none", "belum berakhir")]
    return [QUARTER_STATES[one.state], *late]


@register.simple_tag
def quarter_standing(one: QuarterStanding) -> SafeString:
    """The same as badges."""
    return format_html_join(" ", "{}", ((badge(*said),) for said in standing_said(one)))


@register.filter
def quarter_title(number: int, year: int) -> str:
    """`TW I 2019`."""
    return f"{quarter(number)} {year}"


@register.filter
def step_name(deed: str) -> str:
    """What was done to a quarter."""
    return QUARTER_STEPS[deed]


@register.filter
def deed_button(deed: str) -> str:
    """What a button does to a quarter."""
    return QUARTER_DEEDS[deed]


@register.filter
def form_of(found: Mapping[str, forms.Form], deed: str) -> forms.Form:
    """The form of a deed."""
    return found[deed]


@register.filter
def kept_said(kept: Kept) -> str:
    """What was frozen of a quarter itself: `150 dari 300`, `82,95`, a grade, or why there is none."""
    own = kept.own
    if own.numerator is not None and own.denominator is not None:
        return f"{number(own.numerator)} dari {number(own.denominator)}"
    if own.value is not None:
        return number(own.value)
    if kept.words or kept.because:
        return kept.words or f"belum dapat diukur: {kept.because}"
    return "belum diisi" if kept.is_missing else reason(kept.to_date.reason)


@register.filter
def cell_said_of(cell: QuarterCell) -> str:
    """What a quarter itself says now, in the same words."""
    if cell.counted is not None:
        return count_said(cell.counted)
    if cell.measurement is None:
        return "belum diisi"
    because = cell.measurement.not_measured_because
    return f"belum dapat diukur: {because}" if because else recorded(cell.measurement)
