"""Indonesian numbers: what people write, and the one rounding."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.numbers import MOST_DIGITS, read_number, rounded, written, written_exactly
from janji.core.refusals import Refused


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("82", "82"),
        ("86,5", "86.5"),  # one live system reads 865
        ("0,35", "0.35"),
        ("10.400", "10400"),
        ("1.045.988.000", "1045988000"),
        ("1.000,50", "1000.50"),
        ("1,000.50", "1000.50"),  # English habit, told by the dot behind the comma
        ("104,319", "104.319"),  # a comma is a decimal sign, also before three digits
        ("76.15", "76.15"),
        ("0.350", "0.350"),
        ("１２", "12"),  # full-width digits
        (" 5 ", "5"),
        ("-3,5", "-3.5"),
        ("−3,5", "-3.5"),
        ("-0", "0"),
        ("\u200f12", "12"),  # a mark that turns the writing around
    ],
)
def test_reading(text, value):
    assert read_number(text).value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "number-empty"),
        ("   ", "number-empty"),
        ("abc", "number-unreadable"),
        ("1e309", "number-unreadable"),
        ("NaN", "number-unreadable"),
        ("1.00.000", "number-unreadable"),
        ("12,", "number-unreadable"),
        ("1 000", "number-unreadable"),
        ("=1+1", "number-unreadable"),
        ("97,5¹", "number-unreadable"),  # a note's mark, not a digit
        ("5²", "number-unreadable"),
        ("①", "number-unreadable"),
        ("5½", "number-unreadable"),
        ("9" * 31, "number-too-long"),
    ],
)
def test_refusing(text, code):
    with pytest.raises(Refused) as refusal:
        read_number(text)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (Fraction(280, 3), 2, "93,33"),
        (Decimal("0.125"), 2, "0,13"),  # half away from zero
        (Decimal("-0.125"), 2, "-0,13"),
        (Decimal("-0.001"), 2, "0,00"),  # no minus zero
        (1045988000, 0, "1.045.988.000"),
        (Decimal(10) ** 30, 0, "1" + ".000" * 10),  # more digits than a decimal context keeps
    ],
)
def test_writing(value, decimals, shown):
    assert written(value, decimals) == shown


@given(st.integers(-(10**30) + 1, 10**30 - 1), st.integers(0, 12))
def test_no_digit_is_lost_up_to_thirty(digits, decimals):
    value = Decimal((int(digits < 0), tuple(map(int, str(abs(digits)))), -decimals))
    assert read_number(written_exactly(value)).value == value
    assert Fraction(rounded(value, decimals)) == Fraction(value)


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=6, min_value=-(10**20), max_value=10**20
    )
)
def test_what_is_written_is_read_back(value):
    assert read_number(written_exactly(value)).value == value


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text):
    try:
        number = read_number(text).value
    except Refused:
        return
    assert len(number.as_tuple().digits) <= MOST_DIGITS


@given(st.fractions(), st.integers(0, 6))
def test_rounding_moves_by_half_a_unit_at_most(value, decimals):
    assert abs(Fraction(rounded(value, decimals)) - value) * 10**decimals * 2 <= 1
