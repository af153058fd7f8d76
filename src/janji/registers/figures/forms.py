"""Text to clean values: a figure's definition, the answers of a period, a correction, what one looks for."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from janji.core import figures as rules
from janji.core.figures import (
    LONGEST_CODE,
    MOST_DECIMALS,
    MOST_DUE_DAYS,
    State,
    read_period,
    scaled,
    unscaled,
)
from janji.core.refusals import Refused
from janji.kit import refusals
from janji.kit.conflicts import EditForm
from janji.kit.editions import edition_of
from janji.kit.fields import (
    DayField,
    FilesField,
    FilterForm,
    IndonesianNumberField,
    LongTextField,
)
from janji.registers.figures.actions import WORDS, FigureSheet
from janji.registers.figures.intake import Answer, NewEntry
from janji.registers.figures.models import Asked, Entry, Figure, Frequency, Kind
from janji.registers.figures.queries import Line
from janji.registers.figures.wording import STATES

EVIDENCE_HINT = "PDF, gambar, DOCX, XLSX, ODS atau CSV; masing-masing paling besar 10 MB."


class FigureSearch(FilterForm):
    """What one looks for in the list."""

    year = forms.IntegerField(label="Tahun", required=False, min_value=1990, max_value=2200)
    q = forms.CharField(label="Cari", required=False, max_length=80, help_text="Nama atau kode")
    state = forms.ChoiceField(
        label="Keadaan",
        required=False,
        choices=[("", "Semua"), *((one.value, STATES[one][1]) for one in State)],
    )
    of = forms.ChoiceField(
        label="Tampilkan",
        required=False,
        choices=[("", "Angka untuk kantor ini"), ("bawah", "Angka kantor di bawahnya")],
    )


class FigureForm(EditForm):
    """What a figure is."""

    title = forms.CharField(
        label="Nama angka", max_length=160, help_text="Contoh: Ibu hamil yang diperiksa"
    )
    code = forms.CharField(
        label="Kode untuk rumus",
        max_length=LONGEST_CODE,
        help_text="Huruf kecil, angka, dan garis bawah. Contoh: jumlah_ibu_hamil_diperiksa",
    )
    definition = LongTextField(
        label="Definisi",
        max_length=500,
        rows=3,
        help_text="Satu kalimat: apa yang dihitung dan apa yang tidak",
    )
    unit_of_measure = forms.CharField(
        label="Satuan", max_length=40, help_text="Contoh: orang, kilometer, rupiah"
    )
    kind = forms.ChoiceField(label="Antarperiode", choices=Kind.choices)
    frequency = forms.ChoiceField(label="Diminta", choices=Frequency.choices)
    asked_of = forms.ChoiceField(label="Yang mengisi", choices=Asked.choices)
    decimals = forms.IntegerField(label="Desimal", min_value=0, max_value=MOST_DECIMALS, initial=0)
    allows_negative = forms.BooleanField(label="Boleh kurang dari nol", required=False)
    data_source = forms.CharField(
        label="Sumber data", max_length=200, help_text="Contoh: register kohort ibu puskesmas"
    )
    since = DayField(label="Diminta sejak", help_text="Hari pada periode pertama: 01-01-2026")
    due_days = forms.IntegerField(
        label="Batas pengisian (hari)",
        min_value=0,
        max_value=MOST_DUE_DAYS,
        initial=10,
        help_text="Sekian hari sesudah periode berakhir; lewat dari itu terlambat",
    )
    reason = LongTextField(
        label="Alasan perubahan",
        max_length=300,
        rows=2,
        required=False,
        help_text="Wajib bila angka sudah ditetapkan",
    )

    def __init__(self, *args: Any, figure: Figure | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        if figure is None:
            del self.fields["reason"]
        elif figure.settled_at is not None:
            for name, one in self.fields.items():
                one.disabled = name not in (*WORDS, "reason", "based_on")

    @classmethod
    def of(cls, figure: Figure, data: Any = None) -> "FigureForm":
        """The figure as it stands."""
        names = FigureSheet.__dataclass_fields__
        initial = {name: getattr(figure, name) for name in names}
        return cls(data, figure=figure, initial=initial | {"based_on": edition_of(figure)})

    def clean_code(self) -> str:
        """A code that formulas can use."""
        try:
            return rules.require_code(self.cleaned_data["code"].strip())
        except Refused as refusal:
            raise forms.ValidationError(refusals.sentence(refusal)) from refusal

    def sheet(self) -> FigureSheet:
        """The definition; call after `is_valid`."""
        return FigureSheet(
            **{name: self.cleaned_data[name] for name in FigureSheet.__dataclass_fields__}
        )


class EndForm(EditForm):
    """Until when a figure is asked for, and why no longer."""

    until = DayField(label="Diminta sampai")
    reason = LongTextField(label="Alasan", max_length=300, rows=2)

    @classmethod
    def of(cls, figure: Figure, data: Any = None) -> "EndForm":
        """The end as it stands."""
        initial = {"until": figure.until, "based_on": edition_of(figure)}
        return cls(data, initial=initial)


class PeriodField(forms.CharField):
    """A period as people write it."""

    def __init__(self, *, frequency: rules.Frequency, **options: Any) -> None:
        super().__init__(max_length=40, **options)
        self.frequency = frequency

    def to_python(self, value: Any) -> Any:
        """The period that is written."""
        said = super().to_python(value)
        if not said:
            return None
        try:
            return read_period(self.frequency, str(said))
        except Refused as refusal:
            raise forms.ValidationError(refusals.sentence(refusal)) from refusal

    def run_validators(self, value: Any) -> None:
        """Its length was looked at while it was text."""


class PeriodChoice(FilterForm):
    """Which period is entered."""

    def __init__(self, *args: Any, frequency: rules.Frequency, **options: Any) -> None:
        super().__init__(*args, **options)
        monthly = frequency is rules.Frequency.MONTHLY
        field = PeriodField(
            frequency=frequency,
            label="Berakhir pada bulan" if monthly else "Periode",
            required=False,
            help_text=f"Misalnya {rules.period_of(frequency, date(2026, 3, 31)).name}",
        )
        field.says_optional = False  # type: ignore[attr-defined]
        self.fields["periode"] = field


class EvidenceForm(forms.Form):
    """Files that belong to everything on a page."""

    evidence = FilesField(
        label="Bukti dukung untuk semua isian ini", required=False, help_text=EVIDENCE_HINT
    )


class _AnswerForm(forms.Form):
    """A number, or that there is none and why."""

    number = IndonesianNumberField(label="Nilai", required=False)
    is_unavailable = forms.BooleanField(label="Tidak tersedia", required=False)
    notes = forms.CharField(label="Keterangan", required=False, max_length=300)
    figure: Figure

    def clean(self) -> dict[str, Any]:
        """One of both, with a reason where there is no number."""
        fields = super().clean() or self.cleaned_data
        number: Decimal | None = fields.get("number")
        if "number" in self.errors or not self.is_asked():
            return fields
        if fields.get("is_unavailable"):
            if number is not None:
                self.add_error("number", "Kosongkan nilainya bila tidak tersedia.")
            if not fields.get("notes"):
                self.add_error("notes", "Tulis sebabnya tidak tersedia.")
        elif number is None:
            self.add_error("number", "Isi nilainya; bila tidak ada, centang tidak tersedia.")
        else:
            self._scale(number)
        return fields

    def _scale(self, number: Decimal) -> None:
        try:
            self.cleaned_data["scaled"] = scaled(number, self.figure.decimals)
        except Refused as refusal:
            self.add_error("number", refusals.sentence(refusal))

    def is_asked(self) -> bool:
        """Whether something must stand here."""
        return True

    def answer(self) -> Answer:
        """What is said; call after `is_valid`."""
        fields = self.cleaned_data
        notes = fields["notes"].strip() or None
        if fields["is_unavailable"]:
            return Answer(None, notes)
        return Answer(fields["scaled"], None, notes)


class LineForm(_AnswerForm):
    """One row of the page to fill in; an empty one is left out."""

    def __init__(self, *args: Any, line: Line, **options: Any) -> None:
        prefix = f"a{line.figure.pk}-{line.org_unit.pk}"
        super().__init__(*args, **options | {"prefix": prefix})
        self.line, self.figure = line, line.figure
        about = f"{line.figure.title}, {line.org_unit.name}"
        for name, one in self.fields.items():
            css = "form-check-input" if name == "is_unavailable" else "form-control"
            one.widget.attrs.update({"aria-label": f"{one.label}, {about}", "class": css})
        # Two of these must fit beside each other on a phone.
        self.fields["number"].widget.attrs["size"] = "9"

    def is_asked(self) -> bool:
        """Only a row in which something was typed."""
        return self.has_changed()

    def entry(self) -> NewEntry:
        """The row as the action takes it."""
        return NewEntry(self.line.figure, self.line.org_unit, self.line.period, self.answer())


class EntryForm(EditForm, _AnswerForm):
    """An entry put right, with the reason."""

    evidence = FilesField(label="Tambah bukti dukung", required=False, help_text=EVIDENCE_HINT)
    reason = LongTextField(label="Alasan pembetulan", max_length=300, rows=2)

    def __init__(self, *args: Any, figure: Figure, **options: Any) -> None:
        super().__init__(*args, **options)
        self.figure = figure

    @classmethod
    def of(cls, entry: Entry, data: Any = None, files: Any = None) -> "EntryForm":
        """The entry as it stands."""
        figure = entry.figure
        initial = {
            "number": None if entry.number is None else unscaled(entry.number, figure.decimals),
            "is_unavailable": entry.number is None,
            "notes": entry.unavailable or entry.notes or "",
            "based_on": edition_of(entry),
        }
        return cls(data, files, figure=figure, initial=initial)
