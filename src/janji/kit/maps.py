"""Maps of offices shaded by a figure: real boundaries, or tiles where nobody published them.

Each area carries a number that stands in the table beside the map, so that colour never stands alone.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.safestring import SafeString

from janji.kit import charts

WIDTH = 460
TILE = 46
MOST_NUMBERED = 60
"""Beyond it numbers would cover the map; the table has the names."""
NO_VALUE = "#060606"
SHADES = ("#070701", "#070702", "#070703", "#070704", "#070705")
"""Placeholder colours of the steps, the lightest first; `charts` makes classes of them."""

Ring = Sequence[Sequence[float]]
Outline = Sequence[Sequence[Ring]]


@dataclass(frozen=True, slots=True)
class Area:
    """One area of a map: its number in the table, its step from 1 on, its boundary if it is known."""

    number: int
    step: int | None
    outline: Outline | None


def described(areas: Sequence[Area], *, steps: int) -> dict[str, Any]:
    """The areas in so many steps: by their boundaries when all are known, else as tiles."""
    whole = all(one.outline is not None for one in areas)
    return boundaries(areas, steps) if whole else tiles(areas, steps)


def draw(areas: Sequence[Area], *, steps: int, title: str, description: str) -> SafeString:
    """The areas as a drawing for a page."""
    return charts.svg(described(areas, steps=steps), title=title, description=description)


def shade(step: int, steps: int) -> int:
    """Which of the five shades a step has: few steps lie at the ends, so that they can be told apart."""
    return 1 + round((step - 1) * (len(SHADES) - 1) / max(1, steps - 1))


def _ink(area: Area, steps: int) -> str:
    return NO_VALUE if area.step is None else SHADES[shade(area.step, steps) - 1]


def boundaries(areas: Sequence[Area], steps: int) -> dict[str, Any]:
    """Boundaries as a Vega-Lite description; longitude shrunk to the middle latitude."""
    shrink = _shrink(areas)
    flat = [[[_flat(ring, shrink) for ring in part] for part in one.outline or ()] for one in areas]
    xs, ys = zip(
        *(point for shape in flat for part in shape for ring in part for point in ring), strict=True
    )
    height = round(WIDTH * (max(ys) - min(ys)) / ((max(xs) - min(xs)) or 1))
    shapes = [
        {
            "type": "Feature",
            "geometry": {"type": "MultiPolygon", "coordinates": shape},
            "ink": _ink(one, steps),
        }
        for one, shape in zip(areas, flat, strict=True)
    ]
    labels = [
        {"x": x, "y": y, "number": str(one.number)}
        for one, shape in zip(areas, flat, strict=True)
        for x, y in [_middle(shape)]
        if len(areas) <= MOST_NUMBERED
    ]
    return {
        "width": WIDTH,
        "height": height,
        "layer": [
            {
                "data": {"values": shapes},
                "projection": {"type": "identity", "reflectY": True},
                "mark": {"type": "geoshape", "stroke": "#050505", "strokeWidth": 1},
                "encoding": {"color": {"field": "ink", "type": "nominal", "scale": None}},
            },
            {
                "data": {"values": labels},
                "mark": {"type": "text", "fontSize": 12, "fontWeight": "bold", "color": "#010101"},
                "encoding": {
                    "x": _axis("x", min(xs), max(xs)),
                    "y": _axis("y", min(ys), max(ys)),
                    "text": {"field": "number", "type": "nominal"},
                },
            },
        ],
    }


def _axis(field: str, low: float, high: float) -> Mapping[str, Any]:
    scale = {"domain": [low, high], "nice": False, "zero": False}
    return {"field": field, "type": "quantitative", "axis": None, "scale": scale}


def _shrink(areas: Sequence[Area]) -> float:
    """How much shorter a degree of longitude is than one of latitude here."""
    points = [
        point for one in areas for part in one.outline or () for ring in part for point in ring
    ]
    return math.cos(math.radians(sum(point[1] for point in points) / len(points)))


def _flat(ring: Ring, shrink: float) -> list[tuple[float, float]]:
    return [(round(x * shrink, 6), y) for x, y in ring]


def _middle(shape: Sequence[Sequence[Sequence[tuple[float, float]]]]) -> tuple[float, float]:
    """The centre of gravity of the largest part: where its number stands."""
    return _centre(max((part[0] for part in shape), key=lambda ring: abs(_area(ring))))


def _area(ring: Sequence[tuple[float, float]]) -> float:
    pairs = pairwise(ring)
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs) / 2


def _centre(ring: Sequence[tuple[float, float]]) -> tuple[float, float]:
    # Near the first corner, so that the differences of large numbers do not lose their digits.
    ox, oy = ring[0]
    near = [(x - ox, y - oy) for x, y in ring]
    area = _area(near) or 1.0
    x = y = 0.0
    for (x0, y0), (x1, y1) in pairwise(near):
        cross = x0 * y1 - x1 * y0
        x += (x0 + x1) * cross
        y += (y0 + y1) * cross
    return ox + x / (6 * area), oy + y / (6 * area)


def tiles(areas: Sequence[Area], steps: int) -> dict[str, Any]:
    """One square for each area, in the order of their numbers."""
    columns = max(1, math.ceil(math.sqrt(len(areas))))
    values = [
        {
            "column": place % columns,
            "row": place // columns,
            "number": str(one.number),
            "ink": _ink(one, steps),
        }
        for place, one in enumerate(areas)
    ]
    position = {
        "x": {"field": "column", "type": "ordinal", "axis": None},
        "y": {"field": "row", "type": "ordinal", "axis": None},
    }
    return {
        "width": {"step": TILE},
        "height": {"step": TILE},
        "data": {"values": values},
        "layer": [
            {
                "mark": {"type": "rect", "stroke": "#050505", "strokeWidth": 2},
                "encoding": {
                    **position,
                    "color": {"field": "ink", "type": "nominal", "scale": None},
                },
            },
            {
                "mark": {"type": "text", "fontSize": 13, "fontWeight": "bold", "color": "#010101"},
                "encoding": {**position, "text": {"field": "number", "type": "nominal"}},
            },
        ],
    }
