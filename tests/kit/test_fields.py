"""Exact numbers in the database and in forms."""

from decimal import Decimal

import pytest
from django import forms

from janji.kit.fields import IndonesianNumberField
from janji.measurements.models import Scoring


@pytest.mark.django_db
@pytest.mark.parametrize(
    "digits", ["0.1", "93.333333333333333333333333", "123456789012345678901234567890", "-5"]
)
def test_a_decimal_is_kept_digit_by_digit(cast, digits):
    kept = Scoring.objects.create(
        org_unit=cast.district, from_year=2019, cap=Decimal(digits), band_set="x"
    )
    kept.refresh_from_db()
    assert kept.cap == Decimal(digits)
    assert Scoring.objects.filter(cap=Decimal(digits)).exists()


class Form(forms.Form):
    n = IndonesianNumberField(required=False, least=Decimal(0))


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("86,5", Decimal("86.5")),
        ("1.250", Decimal(1250)),
        ("95 %", Decimal(95)),
        ("", None),
        (" ", None),
    ],
)
def test_what_people_type(typed, value):
    form = Form({"n": typed})
    assert form.is_valid()
    assert form.cleaned_data["n"] == value


@pytest.mark.parametrize("typed", ["abc", "1,2,3", "9" * 40, "=1+1", "-1", "1e5"])
def test_what_is_no_number_stays_in_the_form_with_a_sentence(typed):
    form = Form({"n": typed})
    assert not form.is_valid()
    assert form.errors["n"][0].endswith(".")
    assert form["n"].value() == typed


def test_a_stored_number_is_shown_as_people_write_it():
    assert 'value="86,5"' in str(Form(initial={"n": Decimal("86.50")})["n"])
