"""The chart of a year: one bar an indicator, against the line of its target."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from django.utils.safestring import SafeString

from janji.core.numbers import rounded, written
from janji.kit.charts import svg

WIDTH = 340
STEP = 40
LABEL = 228
"""Room for a name before it is cut, in units of the drawing."""


def achievements(rows: Sequence[tuple[str, Fraction | None]]) -> SafeString | str:
    """Achievements of a year, narrow enough to be read on a phone; empty without any."""
    known = [(name, value) for name, value in rows if value is not None]
    if not known:
        return ""
    said = "; ".join(f"{name} {written(value, 2)} persen" for name, value in known)
    return svg(_spec(known), title="Capaian tahun ini per indikator", description=said)


def _spec(rows: Sequence[tuple[str, Fraction]]) -> dict[str, Any]:
    values = [
        {
            "order": order,
            "name": _short(name),
            "value": str(rounded(value, 2)),
            "said": f"{written(value, 2)} %",
        }
        for order, (name, value) in enumerate(rows)
    ]
    widest = max([Fraction(120), *(value for _, value in rows)])
    x = {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [0, int(widest) + 1]},
        "axis": None,
    }
    y = {"field": "order", "type": "ordinal", "axis": None}
    above = {"type": "text", "color": "#010101", "fontSize": 12, "baseline": "middle", "dy": -11}
    return {
        "width": WIDTH,
        "height": {"step": STEP},
        "data": {"values": values, "format": {"parse": {"value": "number"}}},
        "layer": [
            {
                "data": {"values": [{"at": 100}]},
                "mark": {"type": "rule", "color": "#010101", "strokeDash": [3, 3]},
                "encoding": {"x": {"field": "at", "type": "quantitative", "axis": None}},
            },
            {
                "mark": {"type": "bar", "color": "#040404", "height": 9, "yOffset": 6},
                "encoding": {"x": x, "y": y},
            },
            {
                "mark": {**above, "align": "left", "limit": LABEL},
                "encoding": {"x": {"value": 0}, "y": y, "text": {"field": "name"}},
            },
            {
                "mark": {**above, "align": "right", "fontWeight": "bold"},
                "encoding": {"x": {"value": WIDTH}, "y": y, "text": {"field": "said"}},
            },
        ],
    }


def _short(name: str) -> str:
    """The name without the word that nearly all of them begin with."""
    bare = name.removeprefix("Persentase ")
    return bare[:1].upper() + bare[1:]
