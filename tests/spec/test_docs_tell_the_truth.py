"""The tables in the documentation are recomputed from the code."""

import re
from pathlib import Path

import pytest

from janji.core.accumulation import YearEnd
from janji.core.achievement import Direction, LowerVariant, Undefined, achievement
from janji.core.bands import band_of, band_set
from janji.core.numbers import read_number, written, written_exactly
from janji.measurements.wording import REASONS

DOCS = Path(__file__).parents[2] / "docs"
DIRECTIONS = {
    "higher": Direction.HIGHER,
    "tinggi": Direction.HIGHER,
    "lower": Direction.LOWER,
    "rendah": Direction.LOWER,
}


def rows(name, columns):
    """Table rows of a page with this many columns, heading and rule left out."""
    for line in (DOCS / name).read_text().splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and len(cells) == columns and not re.fullmatch(r"[-|: ]+", line):
            yield cells


def number(text):
    return None if text == "–" else read_number(text).value


def said(direction, target, actual, variant, reasons):
    reached = achievement(
        target=number(target),
        actual=number(actual),
        direction=DIRECTIONS[direction],
        lower_variant=variant,
    )
    return reasons(reached.reason) if reached.reason else written(reached.raw, 2)


@pytest.mark.parametrize(
    ("page", "reasons", "least"),
    [
        ("calculations/achievement.md", lambda reason: reason.value, 8),
        ("manual/capaian.md", lambda reason: REASONS[reason], 14),
    ],
)
def test_achievement_tables(page, reasons, least):
    found = [row for row in rows(page, 5) if row[0] in DIRECTIONS]
    assert len(found) >= least
    for direction, target, actual, mirror, inverse in found:
        assert said(direction, target, actual, LowerVariant.MIRROR, reasons) == mirror
        if inverse != "–":
            assert said(direction, target, actual, LowerVariant.INVERSE, reasons) == inverse


def test_every_reason_and_every_rule_is_named():
    achievement_page = (DOCS / "calculations/achievement.md").read_text()
    accumulation_page = (DOCS / "calculations/accumulation.md").read_text()
    assert [one.value for one in Undefined if f"`{one}`" not in achievement_page] == []
    assert [one.value for one in YearEnd if f"`{one}`" not in accumulation_page] == []


def test_band_table():
    found = list(rows("calculations/bands.md", 3))[1:]
    assert len(found) >= 6
    for scale, value, label in found:
        assert band_of(band_set(scale), read_number(value).value).label == label


def test_number_table():
    found = list(rows("calculations/numbers.md", 2))[1:]
    assert len(found) >= 5
    for text, value in found:
        assert written_exactly(read_number(text).value).replace(".", "") == value
