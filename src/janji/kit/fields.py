"""Exact numbers in the database and in forms; days, moments, texts and files of forms."""

from collections.abc import Set
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from janji.core.numbers import MOST_DIGITS, read_number, written, written_exactly
from janji.core.refusals import Refused
from janji.core.written_days import read_day
from janji.kit import refusals
from janji.kit.files import EVIDENCE_KINDS, Kind, check_upload

MOMENT = "%d-%m-%Y %H.%M"
DAY = "%d-%m-%Y"
MOST_WHOLE = 10**15
MOST_FILES = 10


class ExactDecimalField(models.Field):  # type: ignore[type-arg]
    """A decimal kept digit by digit.

    Django's own field passes through binary floating point on SQLite and keeps 15 digits.
    Here SQLite stores the digits as text and PostgreSQL as unbounded `numeric`.
    """

    description = "decimal without rounding"

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """The column's type."""
        return "numeric" if connection.vendor == "postgresql" else "text"

    def get_internal_type(self) -> str:
        """Our own name, so that no backend converts the value on its way."""
        return "ExactDecimalField"

    def from_db_value(self, value: object, *_: object) -> Decimal | None:
        """What the column holds, as a decimal."""
        return None if value is None else Decimal(str(value))

    def to_python(self, value: Any) -> Decimal | None:
        """What was assigned, as a decimal."""
        return value if value is None or isinstance(value, Decimal) else Decimal(str(value))

    def get_prep_value(self, value: Any) -> object:
        """Plain digits, never an exponent."""
        prepared = self.to_python(super().get_prep_value(value))
        return None if prepared is None else f"{prepared:f}"


class LongTextField(forms.CharField):
    """Text of several lines; line ends are kept as one character, however the browser sends them."""

    def __init__(self, *, rows: int = 3, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        """The text with plain line ends."""
        text = super().to_python(value) or ""
        return text.replace("\r\n", "\n").replace("\r", "\n")


class IndonesianNumberField(forms.Field):
    """A number typed as people write it here; what was typed stays in the form when it is refused."""

    widget = forms.TextInput

    def __init__(self, *, least: Decimal | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.least = least
        self.widget.attrs.setdefault("inputmode", "decimal")
        self.widget.attrs.setdefault("maxlength", str(MOST_DIGITS * 2))
        self.widget.attrs.setdefault("autocomplete", "off")

    def to_python(self, value: Any) -> Any:
        """The typed text as an exact decimal, or `None` when left empty."""
        text = str(value or "").strip().removesuffix("%").strip()
        if not text:
            return None
        try:
            number = read_number(text).value
        except Refused as refusal:
            raise ValidationError(refusals.sentence(refusal)) from refusal
        if self.least is not None and number < self.least:
            raise ValidationError(
                f"Angka ini tidak boleh kurang dari {written_exactly(self.least)}."
            )
        return number

    def prepare_value(self, value: Any) -> Any:
        """A stored number as people write it."""
        return written_exactly(value) if isinstance(value, Decimal) else value


class WholeField(IndonesianNumberField):
    """A whole number of rupiah or of SPPT, typed as people write it."""

    def __init__(self, *, most: int = MOST_WHOLE, **options: Any) -> None:
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
            raise ValidationError("Tulis angka bulat, tanpa sen.")
        if number > self.most:
            raise ValidationError("Angka ini terlalu besar. Periksa jumlah nolnya.")
        return int(number)

    def prepare_value(self, value: Any) -> Any:
        """A stored number as people write it."""
        return written(value, 0) if isinstance(value, int) else super().prepare_value(value)


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
            raise ValidationError(refusals.sentence(refusal)) from refusal


class MomentField(forms.DateTimeField):
    """A day and a time, typed as `14-08-2026 09.30`."""

    def __init__(self, **options: Any) -> None:
        options.setdefault(
            "widget", forms.DateTimeInput(format=MOMENT, attrs={"autocomplete": "off"})
        )
        options.setdefault("input_formats", [MOMENT, "%d-%m-%Y %H:%M", "%d/%m/%Y %H.%M"])
        options.setdefault("help_text", "Misalnya 14-08-2026 09.30")
        options.setdefault(
            "error_messages", {"invalid": "Tulis waktunya seperti 14-08-2026 09.30."}
        )
        super().__init__(**options)


class _Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, each checked by its content; `clean` gives `CheckedFile`s."""

    def __init__(
        self,
        *,
        kinds: Set[Kind] = EVIDENCE_KINDS,
        attrs: dict[str, Any] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(widget=_Files(attrs={"multiple": True} | (attrs or {})), **options)
        self.kinds = kinds

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The checked files."""
        del initial
        uploads = data if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not any(uploads):
            raise ValidationError(self.error_messages["required"], code="required")
        if len(uploads) > MOST_FILES:
            raise ValidationError(f"Paling banyak {MOST_FILES} berkas sekaligus.")
        try:
            return [check_upload(one, kinds=self.kinds) for one in uploads if one]
        except Refused as refusal:
            raise ValidationError(refusals.sentence(refusal)) from refusal


class ManyFilesField(forms.FileField):
    """Several files as they came; whoever takes them judges each by itself."""

    def __init__(self, *, most: int, attrs: dict[str, Any] | None = None, **options: Any) -> None:
        super().__init__(widget=_Files(attrs={"multiple": True} | (attrs or {})), **options)
        self.most = most

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The uploads, at most so many."""
        del initial
        uploads = [one for one in data or [] if one is not None]
        if not uploads:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(uploads) > self.most:
            raise ValidationError(
                f"Paling banyak {self.most} berkas sekaligus. Pilih sebagian dahulu."
            )
        return uploads


class EditionField(forms.IntegerField):
    """The edition of the record on screen, unseen by the reader; empty where there is none yet.

    What no page of ours sends counts as nothing seen, so that it overwrites nothing.
    """

    widget = forms.HiddenInput

    def __init__(self) -> None:
        # A page may carry several, and no label points at one.
        super().__init__(required=False, widget=forms.HiddenInput(attrs={"id": False}))

    def clean(self, value: Any) -> int | None:
        """The edition, or `None`."""
        said = str(value or "").strip()
        return int(said) if said.isascii() and said.isdigit() and len(said) < 19 else None


class FilterForm(forms.Form):
    """Fields that narrow a list down; all may be empty, and none needs to say so."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for one in self.fields.values():
            one.says_optional = False  # type: ignore[attr-defined]
