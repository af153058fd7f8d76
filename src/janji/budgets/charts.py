"""What was spent by month, against the amount of the year."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString

from janji.budgets.intake import money, month_name
from janji.core.absorption import MONTHS
from janji.core.numbers import written
from janji.kit.charts import svg
from janji.kit.dates import MONTHS as MONTH_NAMES

WIDTH, HEIGHT = 430, 190
LEAST = 2
"""Months from which on a drawing says more than the table."""


def spending_chart(amount: Decimal, totals: Mapping[int, Decimal], year: int) -> SafeString | str:
    """Spending to date as a line below the amount; empty before there are two months."""
    if len(totals) < LEAST or not amount:
        return ""
    last = max(totals)
    said = f"sampai {month_name(last, year)} {money(totals[last])} dari {money(amount)}"
    return svg(spending_spec(amount, totals), title="Realisasi kumulatif", description=said)


def spending_spec(amount: Decimal, totals: Mapping[int, Decimal]) -> dict[str, Any]:
    """The description: months from left to right, rupiah upwards, the amount as a rule on top."""
    last = max(totals)
    points = [
        {
            "x": _short(month),
            "y": int(spent),
            "said": f"{written(spent * 100 / amount, 1)} %" if month == last else "",
        }
        for month, spent in totals.items()
    ]
    x = {
        "field": "x",
        "type": "ordinal",
        "sort": None,
        "scale": {"domain": [_short(one) for one in MONTHS]},
        "axis": {"title": None, "labelAngle": 0, "grid": False},
    }
    highest = int(max(amount, *totals.values()))
    y = {
        "field": "y",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, highest * 112 // 100]},
    }
    line = {"type": "line", "color": "#040404", "strokeWidth": 2.5}
    point = {"type": "point", "color": "#040404", "fill": "#040404", "size": 45}
    label = {"type": "text", "color": "#010101", "fontSize": 11, "dy": 18}
    rule = {"type": "rule", "color": "#020202", "strokeDash": [4, 3]}
    whole = [{"x": _short(1), "y": int(amount), "said": f"Pagu {money(amount)}"}]
    title = {
        "type": "text",
        "color": "#020202",
        "fontSize": 11,
        "align": "left",
        "dy": -7,
        "dx": -12,
    }
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "layer": [
            {"data": {"values": whole}, "mark": rule, "encoding": {"y": y}},
            {
                "data": {"values": whole},
                "mark": title,
                "encoding": {"x": x, "y": y, "text": {"field": "said"}},
            },
            *(
                {"data": {"values": points}, "mark": one, "encoding": {"x": x, "y": y}}
                for one in (line, point)
            ),
            {
                "data": {"values": points},
                "mark": label,
                "encoding": {"x": x, "y": y, "text": {"field": "said"}},
            },
        ],
    }


def _short(month: int) -> str:
    return MONTH_NAMES[month - 1][:3]
