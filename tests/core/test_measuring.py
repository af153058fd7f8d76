"""Proposals for the person who settles how an indicator is measured."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.accumulation import YearEnd, path_end
from janji.core.measuring import RatioLabels, ratio_labels, suggested_path


@pytest.mark.parametrize(
    ("formula", "labels"),
    [
        (
            "Jumlah lembaga aktif dibagi jumlah lembaga X 100%",
            ("Jumlah lembaga aktif", "Jumlah lembaga"),
        ),
        ("jumlah A\n dibagi  dengan jumlah B x 100 %.", ("Jumlah A", "Jumlah B")),
        ("Jumlah A dibagi jumlah B", ("Jumlah A", "Jumlah B")),
        ("Nilai survei kepuasan masyarakat", None),
        ("", None),
    ],
)
def test_the_two_counts_of_a_formula(formula, labels):
    assert ratio_labels(formula) == (labels and RatioLabels(*labels))


@pytest.mark.parametrize(
    ("promised", "summed", "path"),
    [
        ("82", False, (82, 82, 82, 82)),
        ("10", True, (2, 2, 3, 3)),
        ("3", True, (0, 1, 1, 1)),
        ("0", True, (0, 0, 0, 0)),
    ],
)
def test_a_path_to_start_from(promised, summed, path):
    assert suggested_path(Decimal(promised), summed=summed) == path


@given(st.decimals(min_value=0, max_value=10**15, places=4))
def test_a_proposed_path_comes_to_exactly_what_was_promised(promised):
    assert path_end(suggested_path(promised, summed=True), YearEnd.FLOW_SUM) == promised
    assert path_end(suggested_path(promised, summed=False), YearEnd.STOCK_LAST) == promised
