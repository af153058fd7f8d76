"""What differs between a record as it stands and what someone typed."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms

from janji.kit.conflicts import Difference, EditForm, differences, under
from janji.kit.fields import EditionField, IndonesianNumberField, LongTextField

LONG = "Jumlah lembaga aktif dibagi jumlah lembaga terdaftar pada akhir triwulan. " * 4


class Example(EditForm):
    """A field of every sort."""

    name = forms.CharField(label="Nama")
    amount = IndonesianNumberField(label="Jumlah", required=False)
    day = forms.DateField(label="Tanggal", required=False)
    kind = forms.ChoiceField(label="Jenis", required=False, choices=[("a", "Satu"), ("b", "Dua")])
    kinds = forms.MultipleChoiceField(
        label="Pilihan", required=False, choices=[("a", "Satu"), ("b", "Dua")]
    )
    ticked = forms.BooleanField(label="Diwakilkan", required=False)
    text = LongTextField(label="Uraian", required=False)
    why = forms.CharField(label="Alasan", required=False)


STANDS = {
    "name": "Kracak",
    "amount": Decimal("1250.5"),
    "day": date(2019, 7, 1),
    "kind": "a",
    "kinds": ["a", "b"],
    "ticked": True,
    "text": "Satu\nDua",
    "based_on": 4,
}
SAME = {
    "name": "Kracak",
    "amount": "1.250,50",
    "day": "2019-07-01",
    "kind": "a",
    "kinds": ["b", "a"],
    "ticked": "on",
    "text": "Satu\r\nDua",
    "why": "Salah ketik",
}


def found(**typed):
    return list(differences(Example(SAME | typed), Example(initial=STANDS)))


def test_the_same_in_other_words_is_no_difference():
    """Nor is a reason, of which the record itself says nothing."""
    assert found() == []


@pytest.mark.parametrize(
    ("typed", "difference"),
    [
        ({"name": "Ajibarang"}, ("Nama", "Kracak", "Ajibarang")),
        ({"amount": ""}, ("Jumlah", "1.250,5", "kosong")),
        ({"amount": "seribu"}, ("Jumlah", "1.250,5", "seribu")),
        ({"day": "2019-08-17"}, ("Tanggal", "1 Juli 2019", "17 Agustus 2019")),
        ({"kind": "b"}, ("Jenis", "Satu", "Dua")),
        ({"kinds": ["b"]}, ("Pilihan", "Satu, Dua", "Dua")),
        ({"kinds": []}, ("Pilihan", "Satu, Dua", "kosong")),
        ({"ticked": ""}, ("Diwakilkan", "ya", "tidak")),
        ({"text": "Satu"}, ("Uraian", "Satu\nDua", "Satu")),
    ],
)
def test_each_sort_of_field_says_both(typed, difference):
    assert found(**typed) == [Difference(*difference)]


def test_of_a_long_text_the_part_that_differs_is_shown():
    typed = Example(SAME | {"text": f"{LONG}Selesai."})
    now = Example(initial=STANDS | {"text": f"{LONG}Berlanjut."})
    (one,) = differences(typed, now, called=under("Indikator 1"))
    assert one.label == "Indikator 1: Uraian"
    assert one.now.startswith("…jumlah lembaga terdaftar")
    assert one.now.endswith("triwulan. Berlanjut.")
    assert one.typed.endswith("triwulan. Selesai.")
    assert len(one.now) < 100


@pytest.mark.parametrize(
    ("said", "edition"),
    [("7", 7), ("", None), (None, None), ("x", None), ("-1", None), ("٧", None)],
)
def test_what_no_page_sends_is_nothing_seen(said, edition):
    assert EditionField().clean(said) == edition
