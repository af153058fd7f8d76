"""Charts carry no style of their own and can be read without seeing them."""

import re
from fractions import Fraction

from janji.kit.charts import svg
from janji.reports.charts import achievements

SPEC = {
    "width": 100,
    "height": 50,
    "data": {"values": [{"x": "TW I", "y": 1}, {"x": "<b>&", "y": 2}]},
    "mark": {"type": "bar", "color": "#040404"},
    "encoding": {
        "x": {"field": "x", "type": "ordinal"},
        "y": {"field": "y", "type": "quantitative"},
    },
}


def test_a_chart_is_coloured_by_the_stylesheet_only():
    drawn = svg(SPEC, title="Judul", description="TW I 1")
    assert not re.search(r"style=|<style|font-family", drawn)
    assert "j-fill-key" in drawn
    assert 'role="img"' in drawn
    assert 'aria-label="Judul. TW I 1"' in drawn
    assert "viewBox" in drawn
    assert "<b>" not in drawn


def test_a_year_without_any_achievement_has_no_chart():
    assert achievements([("A", None)]) == ""
    assert "98,25" in achievements([("Persentase desa tertib", Fraction("98.25"))])
