"""What pages show of numbers and times, and where there is none."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Engine

FILTERS = ["number", "exactly", "percent", "rupiah", "day", "moment"]


def shown(expression, **values):
    engine = Engine(builtins=["janji.kit.templatetags.kit"])
    return engine.from_string("{{ " + expression + " }}").render(Context(values))


@pytest.mark.parametrize("name", FILTERS)
def test_a_path_that_leads_nowhere_shows_a_dash(name):
    assert shown(f"post.holders.0.starts_on|{name}", post={"holders": []}) == "–"
    assert shown(f"missing|{name}") == "–"
    assert shown(f"nothing|{name}", nothing=None) == "–"


@pytest.mark.parametrize("name", ["number", "exactly", "percent", "rupiah"])
def test_zero_is_not_missing(name):
    assert "0" in shown(f"value|{name}", value=Decimal(0))


@pytest.mark.parametrize(
    ("expression", "value", "text"),
    [
        ("value|number", 1045988000, "1.045.988.000"),
        ("value|number:1", Decimal("8.25"), "8,3"),
        ("value|percent", Decimal("93.333"), "93,33\u00a0%"),
        ("value|rupiah", Decimal(283000000), "Rp\u00a0283.000.000,00"),
        ("value|day", date(2026, 8, 14), "14 Agustus 2026"),
        ("value|day", datetime(2026, 8, 13, 20, 0, tzinfo=UTC), "14 Agustus 2026"),
        ("value|moment", datetime(2026, 8, 14, 7, 5, tzinfo=UTC), "14 Agustus 2026 pukul 14.05"),
    ],
)
def test_the_indonesian_way(expression, value, text):
    assert shown(expression, value=value) == text
