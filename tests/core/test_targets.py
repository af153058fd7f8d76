"""What a printed target means."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.agreement import TargetKind
from janji.core.targets import read_money, read_target, understood


@pytest.mark.parametrize(
    ("raw", "kind", "value", "unit"),
    [
        ("82", "number", "82", None),
        ("100%", "percent", "100", "%"),
        ("95 %", "percent", "95", "%"),
        ("86,5 persen", "percent", "86.5", "%"),
        ("3 Dokumen", "count", "3", "Dokumen"),
        ("1.500 orang", "count", "1500", "Orang"),
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
    ("raw", "unit", "kind", "value", "meant", "doubts"),
    [
        ("3", "Doklumen", "count", "3", "Dokumen", ()),
        ("82,7", "Poin", "number", "82.7", "Poin", ()),
        ("36,6", "Persen", "percent", "36.6", "%", ()),
        ("10.400", "Orang", "count", "10400", "Orang", ()),
        ("10.400", "Persen", "percent", "10.400", "%", ("number-ambiguous",)),
        ("10.400", None, "number", "10400", None, ("number-ambiguous",)),
        ("104,319", "%", "percent", "104.319", "%", ()),
        ("0.8273", "Nilai", "number", "0.8273", "Nilai", ()),
        ("100 dari 110 Organisasi", "Persen", "share", None, None, ("target-share",)),
        ("140 Kelompok (1400 orang)", None, "count", "140", "Kelompok", ("target-two-numbers",)),
        ("2 (POPNAS 201)", "Peringkat", "number", "2", "Peringkat", ("target-two-numbers",)),
        ("Persen 88", None, "percent", "88", "%", ("target-swapped",)),
        ("Level 3 Plus", None, "level", None, None, ("target-level-plus",)),
        ("Tinggi", None, "grade", None, None, ()),
        ("Rp4,295 miliar", None, "money", "4295000000", "Rp", ("target-rough",)),
        ("Rp518 juta lebih", None, "money", "518000000", "Rp", ("target-rough",)),
        ("N/A", None, "none", None, None, ("target-absent",)),
        ("0,00%", None, "percent", "0.00", "%", ("target-zero",)),
        ("3", "1 Laporan", "count", "3", "1 Laporan", ("unit-unclear",)),
        ("3", "laporan,bulan, persen", "count", "3", "laporan,bulan, persen", ("unit-unclear",)),
        ("12 Dokumen", "%", "count", "12", "Dokumen", ("unit-differs",)),
    ],
)
def test_a_target_beside_its_unit(raw, unit, kind, value, meant, doubts):
    read = understood(raw, unit)
    assert (read.text.kind, read.text.unit_of_measure, read.doubts) == (kind, meant, doubts)
    assert read.text.value == (None if value is None else Decimal(value))


def test_the_unit_as_written_stays_readable():
    assert understood("3", "doklumen").text.unit_text == "doklumen"
    assert understood("3", "Dokumen").text.unit_text is None


def test_an_indicator_in_billions_is_asked_about():
    assert understood("4,50", None, "Nilai investasi (Rp. Triliun)").doubts == (
        "target-scale-in-name",
    )


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
