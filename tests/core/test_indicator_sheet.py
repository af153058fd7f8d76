"""The sheet of an indicator: what is missing, and what a reader should ask (sakip-rules 7)."""

from decimal import Decimal
from fractions import Fraction

import pytest

from janji.core.indicator_sheet import IndicatorSheet, gaps, lint, sheet_fields

WHOLE = IndicatorSheet(
    text="Persentase layanan yang selesai tepat waktu",
    definition="Layanan yang selesai dalam batas waktu standarnya",
    reason="Warga dilayani tanpa menunggu",
    formula_text="Layanan tepat waktu dibagi layanan X 100%",
    direction="higher",
    unit_of_measure="persen",
    accumulation="kumulatif",
    data_source="Register layanan",
    owner="Seksi Pelayanan Umum",
    frequency="quarterly",
    baseline=Decimal("97.5"),
    shape="ratio",
    year_end="ratio_of_sums",
)


def changed(**more):
    return IndicatorSheet(**{name: getattr(WHOLE, name) for name in WHOLE.__slots__} | more)


def test_a_whole_sheet_has_no_gap_and_no_warning():
    assert gaps(WHOLE) == ()
    assert lint(WHOLE, target=Decimal(100), last=Fraction(98)) == ()


def test_a_baseline_of_zero_is_written_and_an_empty_text_is_not():
    assert gaps(changed(baseline=Decimal(0), owner="")) == ("owner",)


def test_two_of_ten_missing():
    """Worked example 1: formula and source are missing."""
    found = gaps(changed(formula_text=None, data_source=None))
    assert (len(found), len(sheet_fields())) == (2, 10)


@pytest.mark.parametrize(
    ("sheet", "target", "last", "code"),
    [
        (WHOLE, "70", "78", "target-below-last"),  # worked example 4
        (changed(direction="lower"), "12", "10", "target-above-last"),
        (changed(unit_of_measure="kegiatan"), "100", "98", "activity-unit"),  # worked example 5
        (changed(text="Terlaksananya rapat koordinasi"), "100", "98", "activity-wording"),
        (changed(year_end="flow_sum"), "100", "98", "sum-over-percentages"),
        (changed(year_end="average", shape="value"), "100", "98", "sum-over-percentages"),
        (WHOLE, "120", "98", "percent-above-hundred"),
        (changed(baseline=None), "100", None, "baseline-missing"),
    ],
)
def test_what_a_reader_should_ask(sheet, target, last, code):
    found = lint(sheet, target=Decimal(target), last=None if last is None else Decimal(last))
    assert [one.code for one in found] == [code]


def test_last_years_exact_figure_decides_not_its_rounding():
    just_below = Fraction(200001, 2000)
    assert [
        one.code
        for one in lint(
            changed(direction="higher", shape="value"), target=Decimal(100), last=just_below
        )
    ] == ["target-below-last"]
