"""Text to clean values: a day of the calendar, the week, and the decree of a year."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from janji.calendars.models import CalendarDay, CounterHours, DayKind
from janji.calendars.wording import WEEKDAYS
from janji.core.refusals import Refused
from janji.core.workdays import Hours
from janji.kit import refusals
from janji.kit.conflicts import EditForm
from janji.kit.editions import edition_of


class _Clock(forms.TimeField):
    """A time of day, typed as `08.00` or `08:00`; a browser's own clock may speak of AM and PM."""

    def __init__(self, **options: Any) -> None:
        options.setdefault(
            "widget",
            forms.TimeInput(attrs={"inputmode": "numeric", "maxlength": "5"}, format="%H.%M"),
        )
        options.setdefault("input_formats", ["%H.%M", "%H:%M"])
        options.setdefault("error_messages", {"invalid": "Tulis jamnya seperti 08.00."})
        super().__init__(**options)


class DayForm(EditForm):
    """One day that differs from its weekday."""

    day = forms.DateField(
        label="Tanggal", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    kind = forms.ChoiceField(label="Jenis", choices=DayKind.choices)
    name = forms.CharField(
        label="Nama", max_length=160, help_text="Contoh: Hari Jadi Kabupaten Banyumas"
    )
    opens = _Clock(
        label="Buka", required=False, help_text="Hanya untuk hari dengan jam khusus, misalnya 08.00"
    )
    closes = _Clock(label="Tutup", required=False)
    basis = forms.CharField(
        label="Dasar",
        max_length=200,
        required=False,
        help_text="Nomor SKB, keputusan, atau surat edaran",
    )

    @classmethod
    def of(cls, known: CalendarDay | None, day: date | None, data: Any = None) -> "DayForm":
        """What an office itself says of a day, to change or to begin with."""
        names = cls.base_fields.keys() - {"based_on"}
        said = {name: getattr(known, name) for name in names} if known else {"day": day}
        return cls(data, initial=said | {"based_on": edition_of(known)})

    def clean_basis(self) -> str | None:
        """Nothing rather than an empty text."""
        return self.cleaned_data["basis"] or None


class WeekForm(EditForm):
    """When the counter is open; a weekday left empty is not worked."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for weekday, name in enumerate(WEEKDAYS):
            self.fields[f"opens_{weekday}"] = _Clock(label=f"{name} buka", required=False)
            self.fields[f"closes_{weekday}"] = _Clock(label=f"{name} tutup", required=False)

    @classmethod
    def of(
        cls, week: Mapping[int, Sequence[Hours]], newest: CounterHours | None, data: Any = None
    ) -> "WeekForm":
        """The week that holds; `newest` is the row the office itself wrote last."""
        said: dict[str, Any] = {"based_on": edition_of(newest)}
        for weekday in range(len(WEEKDAYS)):
            hours = week[weekday][0] if weekday in week else None
            said[f"opens_{weekday}"] = hours.opens if hours else None
            said[f"closes_{weekday}"] = hours.closes if hours else None
        return cls(data, initial=said)

    def clean(self) -> dict[str, Any]:
        """Both ends of a weekday, or none."""
        cleaned = super().clean() or {}
        for weekday, name in enumerate(WEEKDAYS):
            opens, closes = cleaned.get(f"opens_{weekday}"), cleaned.get(f"closes_{weekday}")
            if (opens is None) != (closes is None):
                self.add_error(f"opens_{weekday}", f"Isi jam buka dan jam tutup hari {name}.")
            elif opens is not None and closes is not None:
                try:
                    Hours(opens, closes)
                except Refused as refusal:
                    self.add_error(f"opens_{weekday}", refusals.sentence(refusal))
        return cleaned

    def week(self) -> dict[int, Hours]:
        """The hours by weekday; call after `is_valid`."""
        fields = self.cleaned_data
        return {
            weekday: Hours(fields[f"opens_{weekday}"], fields[f"closes_{weekday}"])
            for weekday in range(len(WEEKDAYS))
            if fields.get(f"opens_{weekday}")
        }

    def rows(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """Each weekday with its two fields, for the page."""
        return [
            (name, self[f"opens_{weekday}"], self[f"closes_{weekday}"])
            for weekday, name in enumerate(WEEKDAYS)
        ]


class VerifyForm(forms.Form):
    """The decree with which a year was compared."""

    basis = forms.CharField(
        label="Dasar pemeriksaan",
        max_length=200,
        help_text="Contoh: SKB Tiga Menteri Nomor 1 Tahun 2026",
    )
