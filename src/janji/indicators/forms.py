"""Text to clean values: a formula, the terms it leaves open, and an indicator's sheet."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from janji.core.formulas.printing import printed
from janji.core.refusals import Refused
from janji.indicators.actions import SheetEntries
from janji.indicators.counting import read_formula
from janji.indicators.models import Frequency, IndicatorVersion
from janji.indicators.wording import TERM_STATUSES
from janji.kit import refusals
from janji.kit.conflicts import EditForm
from janji.kit.editions import edition_of
from janji.kit.fields import IndonesianNumberField, LongTextField
from janji.registers.catalogue import Names
from janji.registers.variables import Term, TermKind, Terms

PREFIX = "istilah"


class FormulaForm(forms.Form):
    """The formula as officials write it; what is wrong with it stands beside the field."""

    rumus = LongTextField(
        label="Rumus",
        max_length=4000,
        rows=3,
        help_text="Contoh: layanan_tepat_waktu ÷ layanan_jatuh_tempo × 100",
    )

    def __init__(self, *args: Any, names: Names | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.names = names

    def clean_rumus(self) -> str:
        """The formula in its printed form."""
        try:
            tree, _ = read_formula(self.cleaned_data["rumus"], self.names)
        except Refused as refusal:
            said = refusals.sentence(refusal)
            suggestion = refusal.facts.get("suggestion")
            more = f" Mungkin maksudnya “{suggestion}”." if suggestion else ""
            raise forms.ValidationError(f"{said}{more}") from refusal
        return printed(tree)


class TermsForm(EditForm):
    """A field for every term a formula leaves open, and the definition in words."""

    wording = LongTextField(
        label="Definisi dengan kata-kata",
        required=False,
        max_length=4000,
        rows=3,
        help_text="Apa yang dimaksud istilah dalam rumus, agar pembaca mengerti tanpa membaca rumusnya",
    )

    def __init__(self, *args: Any, terms: Sequence[Term], **options: Any) -> None:
        super().__init__(*args, **options)
        self.terms = terms
        own = {f"{PREFIX}_{term.code}": _field(term) for term in terms}
        self.fields = own | self.fields

    def chosen(self) -> Terms:
        """The value of every term; call after `is_valid`."""
        return {term.code: _value(term, self.cleaned_data) for term in self.terms}


def initial_terms(terms: Sequence[Term], kept: dict[str, Any] | None) -> dict[str, Any]:
    """What the fields begin with: what an earlier definition kept, else the defaults."""
    values = {}
    for term in terms:
        has = kept is not None and term.code in kept
        values[f"{PREFIX}_{term.code}"] = (
            term.from_json((kept or {})[term.code]) if has else term.default
        )
    return values


def _value(term: Term, cleaned: dict[str, Any]) -> Any:
    value = cleaned[f"{PREFIX}_{term.code}"]
    return tuple(value) if term.kind is TermKind.CHOICES else value


def _field(term: Term) -> forms.Field:
    field = _plain_field(term)
    field.label = term.title
    field.help_text = f"{term.source}. Status: {TERM_STATUSES[term.status]}."
    field.says_optional = False  # type: ignore[attr-defined]
    return field


def _plain_field(term: Term) -> forms.Field:
    match term.kind:
        case TermKind.NUMBER:
            return IndonesianNumberField(least=term.least)
        case TermKind.SWITCH:
            return forms.BooleanField(required=False)
        case TermKind.CHOICE:
            return forms.ChoiceField(choices=term.choices)
        case TermKind.CHOICES:
            return forms.MultipleChoiceField(
                choices=term.choices, widget=forms.CheckboxSelectMultiple
            )


class EndForm(forms.Form):
    """Why a definition ends."""

    reason = LongTextField(
        label="Alasan",
        max_length=500,
        rows=2,
        help_text="Contoh: kriteria aktif diubah menurut keputusan camat",
    )


class SheetForm(EditForm):
    """What the dictionary says of an indicator beyond its paper."""

    definition = LongTextField(
        label="Definisi",
        required=False,
        max_length=4000,
        rows=3,
        help_text="Apa yang diukur, dengan kata-kata yang dimengerti warga",
    )
    reason = LongTextField(
        label="Alasan pemilihan",
        required=False,
        max_length=2000,
        rows=2,
        help_text="Mengapa angka ini menunjukkan sasarannya tercapai",
    )
    unit_of_measure = forms.CharField(
        label="Satuan", required=False, max_length=60, help_text="Contoh: persen, indeks, lembaga"
    )
    owner = forms.CharField(
        label="Penanggung jawab",
        required=False,
        max_length=200,
        help_text="Seksi atau jabatan, bukan nama orang",
    )
    frequency = forms.ChoiceField(
        label="Frekuensi pengukuran",
        required=False,
        choices=[("", "Belum dipilih"), *Frequency.choices],
    )
    baseline = IndonesianNumberField(label="Angka awal", required=False)
    baseline_year = forms.IntegerField(
        label="Tahun angka awal", required=False, min_value=1990, max_value=2100
    )

    @classmethod
    def of(cls, version: IndicatorVersion, data: Any = None) -> "SheetForm":
        """The sheet as it stands."""
        names = cls.base_fields.keys() - {"based_on"}
        initial = {name: getattr(version, name) for name in names}
        return cls(data, initial=initial | {"based_on": edition_of(version)})

    def clean(self) -> dict[str, Any]:
        """A baseline says its year."""
        cleaned = super().clean() or {}
        if cleaned.get("baseline") is not None and not cleaned.get("baseline_year"):
            self.add_error("baseline_year", "Tulis tahun angka awalnya.")
        return cleaned

    def entries(self) -> SheetEntries:
        """The sheet; call after `is_valid`. Empty fields are missing, not empty texts."""
        fields = self.cleaned_data
        texts = {
            name: fields[name] or None
            for name in ("definition", "reason", "unit_of_measure", "owner", "frequency")
        }
        baseline: Decimal | None = fields["baseline"]
        year = fields["baseline_year"] if baseline is not None else None
        return SheetEntries(**texts, baseline=baseline, baseline_year=year)
