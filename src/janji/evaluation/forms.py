"""Text to clean values: weights, grids, mid-term targets, explanations, evaluations."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from janji.agreements.models import Objective, Target
from janji.core.efficiency import formula_sheets
from janji.core.target_grids import SCORES
from janji.evaluation.models import (
    Evaluation,
    EvaluationChoice,
    Explanation,
    MidTermTarget,
    ReachedDay,
    TargetGrid,
    WeightSet,
)
from janji.evaluation.settled import Blocks, percents_in
from janji.evaluation.wording import UNDEFINED
from janji.kit.conflicts import EditForm
from janji.kit.editions import edition_of
from janji.kit.fields import DayField, FilterForm, IndonesianNumberField, LongTextField


def _reason(*, needed: bool) -> LongTextField:
    return LongTextField(
        label="Alasan",
        required=needed,
        max_length=1000,
        rows=2,
        help_text="Contoh: disepakati pada rapat 12 Maret, berita acara nomor 4"
        if needed
        else "Boleh dikosongkan selama perjanjian masih draf",
    )


class WeightsForm(EditForm):
    """A weight for each objective and each indicator; none at all means equal ones."""

    def __init__(self, *args: Any, blocks: Blocks, needs_reason: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.blocks = blocks
        for place, (objective, targets) in enumerate(blocks, 1):
            label = f"Bobot sasaran {objective.number or place} (persen)"
            self.fields[f"o{objective.pk}"] = _weight(label)
            for one in targets:
                self.fields[f"t{one.pk}"] = _weight(f"{one.indicator_version.text} (persen)")
        self.fields["reason"] = _reason(needed=needs_reason)

    @classmethod
    def of(cls, row: WeightSet | None, blocks: Blocks, *, needs_reason: bool) -> "WeightsForm":
        """The weights as they stand."""
        return cls(blocks=blocks, needs_reason=needs_reason, initial=initial_weights(row, blocks))

    def parts(self) -> Iterable[tuple[Objective, forms.BoundField, list[forms.BoundField]]]:
        """Each objective with its field and those of its indicators."""
        for objective, targets in self.blocks:
            yield objective, self[f"o{objective.pk}"], [self[f"t{one.pk}"] for one in targets]

    def chosen(self, letter: str) -> dict[int, Decimal | None]:
        """Weights by the key of their objective (`o`) or target (`t`)."""
        return {
            int(name[1:]): value
            for name, value in self.cleaned_data.items()
            if name[0] == letter and name[1:].isdigit()
        }


def _weight(label: str) -> IndonesianNumberField:
    field = IndonesianNumberField(label=label, required=False, least=Decimal(0))
    field.says_optional = False  # type: ignore[attr-defined]
    return field


def initial_weights(row: WeightSet | None, blocks: Blocks) -> dict[str, Any]:
    """What a form of weights begins with: those of an agreement before are offered, not settled."""
    own = row if row and any(one.agreement_id == row.agreement_id for one, _ in blocks) else None
    above, within = percents_in(row, blocks)
    found: dict[str, Any] = {"based_on": edition_of(own)}
    for objective, targets in blocks:
        found[f"o{objective.pk}"] = above.get(objective.pk)
        found |= {f"t{one.pk}": within.get(one.pk) for one in targets}
    return found


class GridForm(EditForm):
    """Five values, best first, all numbers or all days; all empty takes the grid away."""

    of_days = forms.ChoiceField(
        label="Kisi berisi",
        choices=[("numbers", "Angka"), ("days", "Tanggal")],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, needs_reason: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        for score in SCORES:
            field = forms.CharField(label=f"Nilai {score}", required=False, max_length=60)
            field.says_optional = False  # type: ignore[attr-defined]
            self.fields[f"p{score}"] = field
        self.fields[
            "p100"
        ].help_text = "Terbaik. Angka seperti 92,5 atau tanggal seperti 14-08-2026"
        self.fields["p60"].help_text = "Terburuk yang masih bernilai; di luar ini nilainya 0"
        self.fields["reason"] = _reason(needed=needs_reason)

    @classmethod
    def of(cls, row: TargetGrid | None, target: Target, *, needs_reason: bool) -> "GridForm":
        """The grid as it stands; one of an agreement before is offered, not settled."""
        own = row if row and row.target_id == target.pk else None
        initial: dict[str, Any] = {"based_on": edition_of(own), "of_days": "numbers"}
        for one in row.points.all() if row else ():
            initial["of_days"] = "days" if one.day else "numbers"
            initial[f"p{one.score}"] = _written(one.day or one.value)
        return cls(needs_reason=needs_reason, initial=initial)

    def clean(self) -> dict[str, Any]:
        """Each point read as the kind that was chosen."""
        cleaned = super().clean() or {}
        reading: forms.Field = (
            DayField() if cleaned.get("of_days") == "days" else IndonesianNumberField()
        )
        reading.required = False
        for score in SCORES:
            try:
                cleaned[f"p{score}"] = reading.clean(cleaned.get(f"p{score}"))
            except ValidationError as wrong:
                self.add_error(f"p{score}", wrong)
        return cleaned

    def points(self) -> list[Decimal | date | None]:
        """The five values, best first; call after `is_valid`."""
        return [self.cleaned_data[f"p{score}"] for score in SCORES]


def _written(value: Decimal | date | None) -> str | None:
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    written: str | None = IndonesianNumberField().prepare_value(value)
    return written


class ReachedDayForm(EditForm):
    """The day on which it was done, and what shows it."""

    day = DayField(label="Tanggal tercapai")
    document = forms.CharField(
        label="Dokumennya", max_length=200, help_text="Contoh: berita acara serah terima 12/2026"
    )

    @classmethod
    def of(cls, row: ReachedDay | None) -> "ReachedDayForm":
        """The day as it stands."""
        initial: dict[str, Any] = {"based_on": edition_of(row)}
        if row is not None:
            initial |= {"day": row.day, "document": row.document}
        return cls(initial=initial)


class MidTermForm(EditForm):
    """A target some years ahead, and what was reached before."""

    year = forms.IntegerField(label="Tahun akhir", min_value=2000, max_value=2100)
    value = IndonesianNumberField(label="Target pada tahun itu")
    document = forms.CharField(
        label="Dokumen sumber", max_length=200, help_text="Contoh: Renstra 2024–2029, tabel 4.2"
    )
    reached_before = IndonesianNumberField(
        label="Capaian sampai tahun sebelumnya",
        required=False,
        help_text="Hanya untuk indikator yang dijumlahkan dari tahun ke tahun",
    )
    reached_until = forms.IntegerField(
        label="Sampai akhir tahun", required=False, min_value=2000, max_value=2100
    )

    @classmethod
    def of(cls, row: MidTermTarget | None) -> "MidTermForm":
        """The target as it stands."""
        initial: dict[str, Any] = {"based_on": edition_of(row)}
        if row is not None:
            for name in ("year", "value", "document", "reached_before", "reached_until"):
                initial[name] = getattr(row, name)
        return cls(initial=initial)


class ExplanationForm(EditForm):
    """Why a figure came out so, what stood in the way, and what is done about it."""

    causes = LongTextField(
        label="Penyebab keberhasilan atau kegagalan",
        max_length=4000,
        rows=4,
        help_text="Contoh: 40 kebun baru terdata pada Oktober, sehingga penyebutnya bertambah",
    )
    obstacles = LongTextField(label="Hambatan", required=False, max_length=4000, rows=3)
    remedies = LongTextField(
        label="Upaya perbaikan",
        required=False,
        max_length=4000,
        rows=3,
        help_text="Siapa melakukan apa, sampai kapan",
    )

    @classmethod
    def of(cls, row: Explanation | None) -> "ExplanationForm":
        """The text as it stands."""
        initial: dict[str, Any] = {"based_on": edition_of(row)}
        if row is not None:
            initial |= {name: getattr(row, name) for name in ("causes", "obstacles", "remedies")}
        return cls(initial=initial)


class EvaluationForm(EditForm):
    """What an evaluator says beside the figures."""

    notes = LongTextField(label="Catatan evaluasi", max_length=8000, rows=6)
    recommendations = LongTextField(label="Rekomendasi", required=False, max_length=8000, rows=4)

    @classmethod
    def of(cls, row: Evaluation | None) -> "EvaluationForm":
        """The draft as it stands."""
        initial: dict[str, Any] = {"based_on": edition_of(row)}
        if row is not None:
            initial |= {"notes": row.notes, "recommendations": row.recommendations}
        return cls(initial=initial)


class PublishForm(EditForm):
    """Publishing the scores that are on screen."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)


class CorrectionForm(forms.Form):
    """Why a published evaluation is corrected."""

    reason = LongTextField(label="Alasan pembetulan", max_length=1000, rows=2)


class ChoiceForm(EditForm):
    """The formula of efficiency, and what becomes of what is undefined."""

    from_year = forms.IntegerField(label="Berlaku sejak tahun", min_value=2000, max_value=2100)
    formula = forms.ChoiceField(label="Rumus efisiensi", choices=())
    undefined = forms.ChoiceField(
        label="Indikator yang capaiannya tidak dapat dihitung",
        choices=[(one.value, text[:1].upper() + text[1:]) for one, text in UNDEFINED.items()],
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["formula"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- tells mypy which field
        field.choices = [(code, f"{code}: {one.title}") for code, one in formula_sheets().items()]

    @classmethod
    def of(cls, row: EvaluationChoice | None, standing: Mapping[str, Any]) -> "ChoiceForm":
        """What an office itself chose from a year on, or what holds there."""
        initial: dict[str, Any] = {**standing, "based_on": edition_of(row)}
        if row is not None:
            initial |= {
                "from_year": row.from_year,
                "formula": row.formula,
                "undefined": row.undefined,
            }
        return cls(initial=initial)


class OfficesForm(FilterForm):
    """Which offices to compare."""

    teks = forms.CharField(label="Cari kantor", required=False, max_length=80)
    tahun = forms.TypedChoiceField(label="Tahun", required=False, coerce=int, empty_value=None)
    quarter = forms.TypedChoiceField(
        label="Sampai",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("4", "Setahun"), ("1", "TW I"), ("2", "TW II"), ("3", "TW III")],
    )

    def __init__(self, *args: Any, years: Sequence[int], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["tahun"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 -- tells mypy which field
        field.choices = [(str(one), str(one)) for one in years]
