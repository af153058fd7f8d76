"""Charts of a survey: the nine elements as bars, and the index over the surveys."""

from collections.abc import Sequence
from typing import Any

from django.utils.safestring import SafeString

from janji.core.numbers import rounded, written
from janji.kit.charts import svg
from janji.registers.survey.results import ElementResult, PeriodRow

WIDTH = 340
STEP = 38
LABEL = 262
LEAST_IN_TREND = 2


def elements(found: Sequence[ElementResult]) -> SafeString | str:
    """A bar for the mean of each element; empty while nobody answered."""
    known = [one for one in found if one.mean is not None]
    if not known:
        return ""
    said = "; ".join(f"{one.name} {written(one.mean or 0, 2)}" for one in known)
    return svg(elements_spec(found), title="Nilai rata-rata setiap unsur", description=said)


def elements_spec(found: Sequence[ElementResult]) -> dict[str, Any]:
    """The description of the bars, on the scale 1 to 4."""
    values = [
        {
            "order": order,
            "name": one.name,
            "value": str(rounded(one.mean, 4)),
            "said": written(one.mean, 2),
            "low": one.rank is not None and one.rank > len(found) - 3,
        }
        for order, one in enumerate(found)
        if one.mean is not None
    ]
    x = {"field": "value", "type": "quantitative", "scale": {"domain": [0, 4]}, "axis": None}
    y = {"field": "order", "type": "ordinal", "axis": None}
    above = {"type": "text", "color": "#010101", "fontSize": 12, "baseline": "middle", "dy": -10}
    return {
        "width": WIDTH,
        "height": {"step": STEP},
        "data": {"values": values, "format": {"parse": {"value": "number"}}},
        "layer": [
            {
                "mark": {"type": "bar", "color": "#040404", "height": 8, "yOffset": 6},
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


def trend(rows: Sequence[PeriodRow]) -> SafeString | str:
    """The index from survey to survey; empty with fewer than two."""
    known = [one for one in rows if one.index is not None]
    if len(known) < LEAST_IN_TREND:
        return ""
    said = "; ".join(f"{one.period.name} {written(one.index or 0, 2)}" for one in known)
    return svg(trend_spec(known), title="Indeks dari survei ke survei", description=said)


def trend_spec(rows: Sequence[PeriodRow]) -> dict[str, Any]:
    """The description of the line, from the lowest useful value up to a hundred."""
    known = [one for one in rows if one.index is not None]
    values = [
        {
            "order": order,
            "name": f"{one.period.starts_on:%m/%y}–{one.period.ends_on:%m/%y}",
            "value": str(rounded(one.index or 0, 4)),
            "said": written(one.index or 0, 2),
        }
        for order, one in enumerate(known)
    ]
    least = min(int(one.index or 0) for one in known)
    scale = {"domain": [max(0, least - 10), 100], "zero": False}
    x = {"field": "order", "type": "ordinal", "axis": None}
    y = {"field": "value", "type": "quantitative", "scale": scale, "axis": None}
    return {
        "width": WIDTH,
        "height": 150,
        "data": {"values": values, "format": {"parse": {"value": "number"}}},
        "layer": [
            {
                "mark": {"type": "line", "color": "#040404", "strokeWidth": 2},
                "encoding": {"x": x, "y": y},
            },
            {
                "mark": {"type": "point", "color": "#040404", "fill": "#040404", "size": 40},
                "encoding": {"x": x, "y": y},
            },
            {
                "mark": {"type": "text", "color": "#010101", "fontSize": 12, "dy": -13},
                "encoding": {"x": x, "y": y, "text": {"field": "said"}},
            },
            {
                "mark": {"type": "text", "color": "#020202", "fontSize": 10, "baseline": "top"},
                "encoding": {"x": x, "y": {"value": 156}, "text": {"field": "name"}},
            },
        ],
    }
