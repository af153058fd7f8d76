"""Worked examples of the SAKIP rules, sections 3 (achievement) and 4 (predicates)."""

from decimal import Decimal
from fractions import Fraction

import pytest

from janji.core.accumulation import QuarterFigure, YearEnd, target_to_date, to_date
from janji.core.achievement import (
    Direction,
    LowerVariant,
    RangeVariant,
    Undefined,
    achievement,
)
from janji.core.bands import Band, band_of, band_set, checked
from janji.core.numbers import rounded
from janji.core.ordinals import grade_achievement
from janji.core.refusals import Refused


def shown(reached):
    return None if reached.shown is None else f"{rounded(reached.shown, 2)}"


@pytest.mark.parametrize(
    ("target", "actual", "cap", "expected"),
    [
        (80, 76, None, "95.00"),
        (80, 100, None, "125.00"),
        (80, 100, 120, "120.00"),
        (80, 100, 100, "100.00"),
    ],
)
def test_3_1_higher_is_better_with_caps(target, actual, cap, expected):
    assert shown(achievement(target=target, actual=actual, cap=cap)) == expected


@pytest.mark.parametrize(
    ("target", "actual", "variant", "expected"),
    [
        (10, 12, LowerVariant.MIRROR, "80.00"),
        (10, 12, LowerVariant.INVERSE, "83.33"),
        (10, 8, LowerVariant.MIRROR, "120.00"),
        (10, 8, LowerVariant.INVERSE, "125.00"),
        (10, 25, LowerVariant.MIRROR, "0.00"),
        (10, 25, LowerVariant.INVERSE, "40.00"),
    ],
)
def test_3_2_and_3_3_lower_is_better(target, actual, variant, expected):
    reached = achievement(
        target=target, actual=actual, direction=Direction.LOWER, lower_variant=variant
    )
    assert shown(reached) == expected


def test_3_3_the_raw_value_behind_the_floor_is_kept():
    assert achievement(target=10, actual=25, direction=Direction.LOWER).raw == -50


def test_3_4_nothing_at_all_where_less_is_better():
    assert achievement(target=1, actual=0, direction=Direction.LOWER).raw == 200
    assert shown(achievement(target=1, actual=0, direction=Direction.LOWER, cap=120)) == "120.00"


@pytest.mark.parametrize(("cap", "expected"), [(120, "120.00"), (100, "100.00"), (None, None)])
def test_3_4_the_inverse_of_nothing_is_shown_at_the_cap(cap, expected):
    reached = achievement(
        target=1,
        actual=0,
        direction=Direction.LOWER,
        lower_variant=LowerVariant.INVERSE,
        cap=cap,
    )
    assert (reached.raw, shown(reached)) == (None, expected)


@pytest.mark.parametrize(
    ("low", "high", "actual", "variant", "expected"),
    [
        (80, 90, "92", RangeVariant.HIGHER, "102.22"),
        (80, 90, "70", RangeVariant.HIGHER, "87.50"),
        (80, 90, "85", RangeVariant.HIGHER, "100.00"),
        (7, 8, "6.5", RangeVariant.LOWER, "107.14"),
        (7, 8, "9", RangeVariant.LOWER, "87.50"),
    ],
)
def test_3_5_ranges(low, high, actual, variant, expected):
    reached = achievement(
        target=None,
        actual=Decimal(actual),
        direction=Direction.RANGE,
        low=low,
        high=high,
        range_variant=variant,
    )
    assert shown(reached) == expected


@pytest.mark.parametrize(("actual", "raw"), [(110, 90), (90, 90), (250, -50)])
def test_3_6_staying_at_a_point(actual, raw):
    reached = achievement(target=None, actual=actual, direction=Direction.RANGE, low=100, high=100)
    assert reached.raw == raw


def test_3_7_sums():
    path = tuple(map(Decimal, (25, 25, 25, 25)))
    so_far = to_date(
        [QuarterFigure(1, value=20), QuarterFigure(2, value=30)], YearEnd.FLOW_SUM, through=2
    )
    aim = target_to_date(path, YearEnd.FLOW_SUM, through=2)
    assert shown(achievement(target=aim, actual=so_far.value)) == "100.00"
    assert shown(achievement(target=100, actual=so_far.value)) == "50.00"


def test_3_8_positions():
    path = tuple(map(Decimal, (70, 75, 80, 85)))
    so_far = to_date(
        [QuarterFigure(1, value=72), QuarterFigure(2, value=74)], YearEnd.STOCK_LAST, through=2
    )
    aim = target_to_date(path, YearEnd.STOCK_LAST, through=2)
    assert shown(achievement(target=aim, actual=so_far.value)) == "98.67"
    assert shown(achievement(target=85, actual=so_far.value)) == "87.06"


def test_3_9_averages():
    figures = [QuarterFigure(q, value=v) for q, v in enumerate((80, 84, 88, 92), 1)]
    mean = to_date(figures, YearEnd.AVERAGE).value
    assert mean == 86
    assert shown(achievement(target=85, actual=mean)) == "101.18"


def test_3_10_zero_targets():
    assert achievement(target=0, actual=5).reason is Undefined.ZERO_TARGET
    assert achievement(target=0, actual=0, direction=Direction.LOWER).raw == 100
    assert achievement(target=0, actual=2, direction=Direction.LOWER).raw == 0


def test_3_11_grades():
    assert grade_achievement("WTP", "WDP") == 75
    assert grade_achievement("WTP", "XYZ") is Undefined.NOT_IN_SCALE


@pytest.mark.parametrize(
    ("scale", "value", "label"),
    [
        ("permendagri-54-2010", "100", "Sangat tinggi"),
        ("permendagri-54-2010", "90", "Tinggi"),
        ("permendagri-54-2010", "90.01", "Sangat tinggi"),
        ("permendagri-54-2010", "90.4", "Sangat tinggi"),
        ("permendagri-54-2010", "75", "Sedang"),
        ("permendagri-54-2010", "65", "Rendah"),
        ("permendagri-54-2010", "50.2", "Rendah"),
        ("permendagri-54-2010", "50", "Sangat rendah"),
        ("permendagri-54-2010-bulat", "90.4", "Tinggi"),
        ("permendagri-54-2010-bulat", "90.5", "Sangat tinggi"),
        ("permendagri-54-2010-bulat", "50.2", "Sangat rendah"),
        ("madiun", "99.99", "Berhasil"),
        ("madiun", "74.5", "Cukup berhasil"),
        ("banjarnegara", "70", "Kuning"),
        ("banjarnegara", "69.99", "Merah"),
        ("banjarnegara", "90", "Kuning"),
        ("banjarnegara", "90.01", "Hijau"),
    ],
)
def test_4_1_to_4_5_predicates(scale, value, label):
    assert band_of(band_set(scale), Fraction(value)).label == label


@pytest.mark.parametrize(
    ("scale", "value", "tone"),
    [
        ("madiun", "99.99", "good"),
        ("madiun", "74.5", "warn"),
        ("banjarnegara", "69.99", "bad"),
        ("banjarnegara", "90", "warn"),
        ("banjarnegara", "90.01", "good"),
    ],
)
def test_4_4_and_4_5_colours(scale, value, tone):
    assert band_of(band_set(scale), Fraction(value)).tone == tone


def test_4_6_a_gap_is_refused_with_its_edges():
    def part(low, high, *, low_open=False):
        upper = high and Decimal(high)
        return Band("x", "X", Decimal(low), upper, low_open, high_open=False, tone="good")

    with pytest.raises(Refused) as refusal:
        checked([part("0", "50"), part("52", "65"), part("65", None, low_open=True)])
    assert refusal.value.code == "bands-gap"
    assert (refusal.value.facts["low"], refusal.value.facts["high"]) == (50, 52)
