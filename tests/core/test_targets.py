"""What a printed target means."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.agreement import TargetKind
from janji.core.targets import read_money, read_target


@pytest.mark.parametrize(
    ("raw", "kind", "value", "unit"),
    [
        ("82", "number", "82", None),
        ("100%", "percent", "100", "%"),
        ("95 %", "percent", "95", "%"),
        ("86,5 persen", "percent", "86.5", "%"),
        ("3 Dokumen", "count", "3", "Dokumen"),
        ("1.500 orang", "count", "1500", "orang"),
        ("82 Indeks", "number", "82", "Indeks"),
        ("Rp 1.000.000", "money", "1000000", "Rp"),
        ("B", "grade", None, None),
        ("WTP", "opinion", None, None),
        ("Level 3", "level", "3", None),
        ("Level 3,25", "level", "3.25", None),
        ("97,5¹", "none", None, None),
        ("3 m²", "count", "3", "m²"),
        ("10 dari 11", "share", None, None),
        ("-", "none", None, None),
        ("≥ 90", "none", None, None),  # not guessed: a person decides
        ("", "none", None, None),
    ],
)
def test_reading_a_target(raw, kind, value, unit):
    read = read_target(raw)
    assert (read.raw, read.kind, read.unit_of_measure) == (raw, TargetKind(kind), unit)
    assert read.value == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Rp 283.000.000,00", "283000000"),
        ("Rp. 762.988.000", "762988000"),
        ("Rp -", "0"),
        ("-", "0"),
        ("Rp 5.000,-", "5000"),
        ("Rp", None),
        ("dua juta", None),
        ("Rp 1.00.000", None),
    ],
)
def test_reading_money(text, amount):
    assert read_money(text) == (None if amount is None else Decimal(amount))


@given(st.text(max_size=60))
def test_any_text_is_some_target_and_keeps_its_words(raw):
    assert read_target(raw).raw == raw
