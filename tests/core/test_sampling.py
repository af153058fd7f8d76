"""How many respondents: the printed table, its formula, and Slovin beside them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.refusals import Refused
from janji.core.sampling import (
    default_margin,
    krejcie_morgan,
    methods,
    printed_table,
    sample_size,
    slovin,
)

populations = st.integers(1, 10**7)


def test_the_table_is_whole():
    table = printed_table()
    assert len(table) == 90
    assert (min(table), max(table)) == (10, 1_000_000)
    assert (table[50_000], table[75_000], table[1_000_000]) == (381, 382, 384)
    assert 100_000 not in table


@pytest.mark.parametrize(("population", "sample"), sorted(printed_table().items()))
def test_table_and_formula_agree_on_every_row(population, sample):
    assert krejcie_morgan(population) == sample == sample_size(population)


@pytest.mark.parametrize(
    ("population", "sample"),
    [
        *[(10, 10), (20, 19), (30, 28), (50, 44), (75, 63), (100, 80), (150, 108), (200, 132)],
        *[(250, 152), (300, 169), (500, 217), (750, 254), (1000, 278), (1500, 306), (2000, 322)],
        *[(3000, 341), (5000, 357), (10_000, 370), (20_000, 377), (50_000, 381)],
        *[(100_000, 383), (1, 1), (5, 5), (12, 12), (955, 274)],  # between the rows
    ],
)
def test_sample_sizes(population, sample):
    assert sample_size(population) == sample


@pytest.mark.parametrize(
    ("population", "five_percent", "ten_percent"),
    [(200, 134, 67), (500, 223, 84), (1000, 286, 91), (2000, 334, 96), (5000, 371, 99)],
)
def test_slovin(population, five_percent, ten_percent):
    assert slovin(population) == five_percent
    assert slovin(population, Decimal("0.1")) == ten_percent


@given(populations, populations)
def test_a_larger_population_never_needs_fewer(one, other):
    fewer, more = sorted((one, other))
    for size in (sample_size, slovin):
        assert 1 <= size(fewer) <= size(more) <= more
    assert sample_size(more) <= 384


@pytest.mark.parametrize("size", [sample_size, krejcie_morgan, slovin])
@pytest.mark.parametrize("population", [0, -1])
def test_nobody_is_no_population(size, population):
    with pytest.raises(Refused, match="population-not-positive"):
        size(population)


@pytest.mark.parametrize("margin", [Decimal(0), Decimal(1), Decimal("-0.05"), 5])
def test_a_margin_lies_between_nothing_and_everything(margin):
    with pytest.raises(Refused, match="margin-outside"):
        slovin(100, margin)


def test_every_method_says_where_it_comes_from():
    assert {code: one.evidence for code, one in methods().items()} == {
        "krejcie-morgan": "seen",
        "slovin": "used",  # common, but not in the regulation
    }
    assert all(one.title and one.source for one in methods().values())
    assert default_margin() == Decimal("0.05")
