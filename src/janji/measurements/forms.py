"""Text to clean values: a quarter's figure with its evidence, and the scoring of an office."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from janji.agreements.models import Target
from janji.core.agreement import TargetKind
from janji.core.bands import band_sets
from janji.core.measuring import QUARTERS, MeasuringPlan, Shape
from janji.core.ordinals import scale_of
from janji.kit.conflicts import EditForm
from janji.kit.editions import edition_of
from janji.kit.fields import DayField, FilesField, FilterForm, IndonesianNumberField, LongTextField
from janji.kit.files import CheckedFile
from janji.kit.templatetags.kit import quarter
from janji.measurements.actions import EnteredFigure
from janji.measurements.models import Evidence, Measurement, Scoring
from janji.measurements.quarters.places import STANDINGS


class PlacesFilter(FilterForm):
    """How quarters of many offices stand, narrowed down."""

    q = forms.CharField(label="Cari kantor", required=False, max_length=80)
    keadaan = forms.ChoiceField(
        label="Keadaan",
        required=False,
        choices=[("", "Semua"), *((code, word) for code, (word, _) in STANDINGS.items())],
    )
    triwulan = forms.ChoiceField(
        label="Triwulan",
        required=False,
        choices=[("", "Semua"), *((str(one), quarter(one)) for one in QUARTERS)],
    )
    tahun = forms.IntegerField(label="Tahun", required=False, min_value=2000, max_value=2100)


class FigureForm(EditForm):
    """What was reached in a quarter; which fields there are depends on how it is measured."""

    notes = LongTextField(
        label="Keterangan",
        required=False,
        max_length=2000,
        rows=2,
        help_text="Contoh: menurut buku register layanan per 30 September",
    )
    evidence = FilesField(
        label="Bukti dukung",
        required=False,
        help_text="PDF, gambar, DOCX, XLSX, ODS atau CSV; masing-masing paling besar 10 MB.",
    )
    not_measured = forms.BooleanField(label="Belum dapat diukur pada triwulan ini", required=False)
    because = LongTextField(
        label="Sebabnya",
        required=False,
        max_length=1000,
        rows=2,
        help_text="Hanya bila belum dapat diukur. Contoh: survei baru dilakukan triwulan II",
    )

    def __init__(
        self,
        *args: Any,
        target: Target,
        plan: MeasuringPlan,
        last: Measurement | None,
        **options: Any,
    ) -> None:
        options.setdefault("initial", _initial(last))
        super().__init__(*args, **options)
        first = _figure_fields(target, plan)
        for field in (*first.values(), self.fields["because"]):
            field.says_optional = False  # type: ignore[attr-defined]
        files = list(last.evidence.all()) if last else []
        if files:
            first["keep"] = _keep_field(files)
        self.fields = first | self.fields
        self.order_fields(["numerator", "denominator", "value", "words", "notes", "keep"])

    def clean(self) -> dict[str, Any]:
        """Either a figure or the reason why there is none."""
        cleaned = super().clean() or {}
        if cleaned.get("not_measured") and not cleaned.get("because"):
            self.add_error("because", "Tulis sebabnya, agar pembaca tahu mengapa kosong.")
        return cleaned

    def figure(self) -> EnteredFigure:
        """What was entered; call after `is_valid`. A reason leaves the numbers aside."""
        fields = self.cleaned_data
        if fields["not_measured"]:
            return EnteredFigure(not_measured_because=fields["because"])
        return EnteredFigure(
            numerator=fields.get("numerator"),
            denominator=fields.get("denominator"),
            value=fields.get("value"),
            words=fields.get("words") or None,
        )

    def new_files(self) -> Sequence[CheckedFile]:
        """New files."""
        checked: Sequence[CheckedFile] = self.cleaned_data["evidence"]
        return checked

    def carry_files(self, seen: Measurement | None, last: Measurement | None) -> None:
        """After a conflict: which files still belong is said of the figure that stands now."""
        chosen = set(self.kept())
        self.fields.pop("keep", None)
        now = list(last.evidence.all()) if last else []
        if not now:
            return
        left_out = {
            one.file.name for one in (seen.evidence.all() if seen else ()) if one.pk not in chosen
        }
        self.fields["keep"] = _keep_field(now)
        data: Any = self.data
        kept = [str(one.pk) for one in now if one.file.name not in left_out]
        data.setlist(self.add_prefix("keep"), kept)

    def kept(self) -> list[int]:
        """Files of the earlier figure that still belong."""
        return [int(key) for key in self.cleaned_data.get("keep", [])]


def _figure_fields(target: Target, plan: MeasuringPlan) -> dict[str, forms.Field]:
    if not TargetKind(target.kind).is_numeric and plan.direction != "range":
        scale = scale_of(target.raw or "")
        grades = reversed(scale.grades) if scale else ()
        choices = [("", "Belum dipilih"), *((grade, grade) for grade in grades)]
        return {"words": forms.ChoiceField(label="Predikat", required=False, choices=choices)}
    if plan.shape is Shape.RATIO and plan.labels is not None:
        return {
            "numerator": IndonesianNumberField(
                label=plan.labels.numerator, required=False, help_text="Pembilang, misalnya 258"
            ),
            "denominator": IndonesianNumberField(
                label=plan.labels.denominator, required=False, help_text="Penyebut, misalnya 300"
            ),
        }
    unit = target.unit_of_measure
    label = f"Realisasi ({unit})" if unit else "Realisasi"
    return {"value": IndonesianNumberField(label=label, required=False, help_text="Misalnya 82,95")}


def _keep_field(files: Sequence[Evidence]) -> forms.Field:
    choices = [(str(one.pk), one.name) for one in files]
    return forms.MultipleChoiceField(
        label="Bukti yang sudah ada dan tetap berlaku",
        required=False,
        choices=choices,
        initial=[key for key, _ in choices],
        widget=forms.CheckboxSelectMultiple,
    )


def _initial(last: Measurement | None) -> dict[str, Any]:
    if last is None:
        return {"based_on": None}
    return {
        "based_on": edition_of(last),
        "numerator": last.numerator,
        "denominator": last.denominator,
        "value": last.value,
        "words": last.words,
        "notes": last.notes,
        "not_measured": last.not_measured_because is not None,
        "because": last.not_measured_because,
    }


class ScoringForm(EditForm):
    """Cap and scale from a year on."""

    from_year = forms.IntegerField(label="Berlaku sejak tahun", min_value=2000, max_value=2100)
    cap = IndonesianNumberField(
        label="Batas atas capaian (persen)",
        required=False,
        least=Decimal(100),
        help_text="Kosongkan bila tanpa batas. Contoh: 120. Nilai tanpa batas tetap ditampilkan.",
    )
    band_set = forms.ChoiceField(label="Predikat", choices=())

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["band_set"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- tells mypy which field
        field.choices = [(code, scale.title) for code, scale in band_sets().items()]

    @classmethod
    def of(cls, own: Scoring | None) -> "ScoringForm":
        """What the office itself has set from a year on."""
        initial: dict[str, Any] = {"based_on": edition_of(own)}
        if own is not None:
            initial |= {"from_year": own.from_year, "cap": own.cap, "band_set": own.band_set}
        return cls(initial=initial)


class ComplementForm(forms.Form):
    """The first day of the official who takes over."""

    starts_on = DayField(label="Hari pertama pejabat baru")
