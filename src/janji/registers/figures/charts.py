"""A figure's year: bars of what adds up, a line of what is so."""

from typing import Any

from django.utils.safestring import SafeString

from janji.core.figures import Frequency, Kind
from janji.core.numbers import written
from janji.kit.charts import svg
from janji.registers.figures.models import Figure
from janji.registers.figures.queries import PeriodSum

WIDTH, HEIGHT = 430, 180
FEW, LEAST = 4, 2
"""Periods from which on a drawing says more than the table."""


def course(figure: Figure, periods: list[PeriodSum]) -> SafeString | str:
    """The year's numbers from left to right; empty before there are two."""
    if sum(one.total is not None for one in periods) < LEAST:
        return ""
    newest = [one for one in periods if one.total is not None][-1]
    said = f"{newest.period.name}: {written(newest.total or 0, figure.decimals)} {figure.unit_of_measure}"
    return svg(course_spec(figure, periods), title=figure.title, description=said)


def course_spec(figure: Figure, periods: list[PeriodSum]) -> dict[str, Any]:
    """The description: periods from left to right, numbers upwards, incomplete ones lighter."""
    known = [one for one in periods if one.total is not None]
    highest = max(known, key=lambda one: one.total or 0)
    # Of many periods only the first, the last and the highest are labelled.
    told = known if len(known) <= FEW else [known[0], highest, known[-1]]
    values = [_value(figure, one, is_told=one in told) for one in known]
    x = {
        "field": "x",
        "type": "ordinal",
        "sort": None,
        "scale": {"domain": [_short(figure, one) for one in periods]},
        "axis": {"title": None, "labelAngle": 0, "grid": False},
    }
    y = {"field": "y", "type": "quantitative", "axis": None}
    text = {"type": "text", "color": "#010101", "fontSize": 11, "dy": -8}
    if figure.kind == Kind.FLOW:
        whole = {"condition": {"test": "datum.whole", "value": "#040404"}, "value": "#070703"}
        marks: list[dict[str, Any]] = [
            {"mark": {"type": "bar"}, "encoding": {"x": x, "y": y, "color": whole}}
        ]
    else:
        line = {"type": "line", "color": "#040404", "strokeWidth": 2.5}
        point = {"type": "point", "color": "#040404", "fill": "#040404", "size": 45}
        marks = [{"mark": one, "encoding": {"x": x, "y": y}} for one in (line, point)]
    labels = {"mark": text, "encoding": {"x": x, "y": y, "text": {"field": "said"}}}
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "data": {"values": values},
        "layer": [*marks, labels],
    }


def _value(figure: Figure, one: PeriodSum, *, is_told: bool) -> dict[str, Any]:
    total = one.total or 0
    return {
        "x": _short(figure, one),
        "y": int(total * 10**figure.decimals),
        "said": written(total, figure.decimals) if is_told else "",
        "whole": one.is_whole,
    }


def _short(figure: Figure, one: PeriodSum) -> str:
    """`Jan`, `TW I`, `Smt I`, `2026`."""
    name = one.period.name
    match figure.frequency:
        case Frequency.MONTHLY:
            return name[:3]
        case Frequency.YEARLY:
            return name
        case _:
            return name.rpartition(" ")[0].replace("Semester", "Smt")
