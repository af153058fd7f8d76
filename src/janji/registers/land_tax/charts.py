"""The course of a village's tax year: what was paid from week to week, up to the due date."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.safestring import SafeString

from janji.core.land_tax import rp
from janji.core.numbers import written
from janji.kit.charts import svg
from janji.kit.dates import MONTHS
from janji.kit.dates import day as written_day
from janji.registers.land_tax.models import Assessment
from janji.registers.land_tax.queries import CourseRow

WIDTH, HEIGHT = 430, 220
MILLION = 1_000_000


def course(rows: Sequence[CourseRow], assessment: Assessment) -> SafeString | str:
    """The line of payments, the aim, and the way that is left to the due date; empty before any recap."""
    if not rows:
        return ""
    last = rows[-1].recap
    said = (
        f"{rp(last.paid)} per {written_day(last.as_of)}; target {rp(assessment.aim)}"
        f" pada jatuh tempo {written_day(assessment.due_on)}"
    )
    title = f"Realisasi pokok PBB {assessment.org_unit.name}"
    return svg(course_spec(rows, assessment), title=title, description=said)


def course_spec(rows: Sequence[CourseRow], assessment: Assessment) -> dict[str, Any]:
    """The description: days of the year from left to right, rupiah upwards."""
    year = assessment.due_on.year
    begin = date(year, 1, 1)
    last = rows[-1].recap
    due = (assessment.due_on - begin).days
    end = max(due, (last.as_of - begin).days) + 5
    paid = [{"x": (one.recap.as_of - begin).days, "y": one.recap.paid} for one in rows]
    way = [paid[-1], {"x": due, "y": assessment.aim}] if due > paid[-1]["x"] else []
    months = [
        {"x": (date(year, month, 1) - begin).days, "said": MONTHS[month - 1][:3]}
        for month in range(1, 13)
        if (date(year, month, 1) - begin).days <= end
    ]
    most = max(assessment.aim, assessment.amount)
    x = {"field": "x", "type": "quantitative", "scale": {"domain": [0, end]}, "axis": None}
    scale = {"domain": [0, most * 115 // 100]}
    y = {"field": "y", "type": "quantitative", "scale": scale, "axis": None}
    text = {"type": "text", "color": "#010101", "fontSize": 12}
    aim = {"values": [{"y": assessment.aim, "said": f"Target {_short(assessment.aim)}"}]}
    due_text = f"Jatuh tempo {assessment.due_on.day} {MONTHS[assessment.due_on.month - 1]}"
    to_left = end - paid[-1]["x"] < end // 4
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "layer": [
            _layer(aim, {"type": "rule", "color": "#020202", "strokeDash": [4, 3]}, {"y": y}),
            _layer(
                aim,
                {**text, "align": "left", "dy": -8},
                {"x": {"value": 2}, "y": y, "text": {"field": "said"}},
            ),
            _layer({"values": [{"x": due}]}, {"type": "rule", "color": "#020202"}, {"x": x}),
            _layer(
                {"values": [{"x": due, "said": due_text}]},
                {**text, "color": "#020202", "align": "right", "dx": -5},
                {"x": x, "y": {"value": HEIGHT - 12}, "text": {"field": "said"}},
            ),
            _layer(
                {"values": way},
                {"type": "line", "color": "#020202", "strokeDash": [2, 3]},
                {"x": x, "y": y},
            ),
            _layer(
                {"values": paid},
                {"type": "line", "color": "#040404", "strokeWidth": 2.5, "point": False},
                {"x": x, "y": y},
            ),
            _layer(
                {"values": [paid[-1]]},
                {"type": "point", "color": "#040404", "fill": "#040404", "size": 55},
                {"x": x, "y": y},
            ),
            _layer(
                {"values": [paid[-1] | {"said": _short(last.paid)}]},
                {
                    **text,
                    "fontWeight": "bold",
                    "align": "right" if to_left else "left",
                    "dx": -8 if to_left else 8,
                    "dy": 14,
                },
                {"x": x, "y": y, "text": {"field": "said"}},
            ),
            _layer(
                {"values": months},
                {**text, "color": "#020202", "fontSize": 11, "align": "left", "baseline": "top"},
                {"x": x, "y": {"value": HEIGHT + 8}, "text": {"field": "said"}},
            ),
        ],
    }


def _layer(data: dict[str, Any], mark: dict[str, Any], encoding: dict[str, Any]) -> dict[str, Any]:
    return {"data": data, "mark": mark, "encoding": encoding}


def _short(amount: int) -> str:
    """`Rp 62,4 juta`."""
    if amount < MILLION:
        return rp(amount)
    tenths = amount * 10 // MILLION
    return f"Rp\u00a0{written(tenths // 10, 0)},{tenths % 10} juta"
