"""Fields of this room: a day that must exist, a whole number of rupiah or SPPT."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from janji.core.numbers import written
from janji.core.refusals import Refused
from janji.core.written_days import read_day
from janji.kit import refusals
from janji.kit.fields import IndonesianNumberField

DAY = "%d-%m-%Y"
MOST = 10**15


class DayField(forms.DateField):
    """A day, typed as `14-08-2026` or `14 Agustus 2026`; one that no month has is refused as such."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(format=DAY, attrs={"autocomplete": "off"}))
        options.setdefault("help_text", "Misalnya 14-08-2026")
        super().__init__(**options)

    def to_python(self, value: Any) -> date | None:
        """The day that is written."""
        if isinstance(value, date) or value in self.empty_values:
            return value or None
        try:
            return read_day(str(value))
        except Refused as refusal:
            raise forms.ValidationError(refusals.sentence(refusal)) from refusal


class WholeField(IndonesianNumberField):
    """A whole number of rupiah or of SPPT, typed as people write it."""

    def __init__(self, *, most: int = MOST, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric"}))
        super().__init__(least=Decimal(0), **options)
        self.most = most

    def to_python(self, value: Any) -> Any:
        """The number, or `None` when left empty."""
        said = str(value or "").strip()
        number = super().to_python(said.removeprefix("Rp").removeprefix(".").strip())
        if number is None:
            return None
        if number != int(number):
            raise forms.ValidationError("Tulis angka bulat, tanpa sen.")
        if number > self.most:
            raise forms.ValidationError("Angka ini terlalu besar. Periksa jumlah nolnya.")
        return int(number)

    def prepare_value(self, value: Any) -> Any:
        """A stored number as people write it."""
        return written(value, 0) if isinstance(value, int) else super().prepare_value(value)
