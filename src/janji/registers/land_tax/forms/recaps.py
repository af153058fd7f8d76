"""Text to clean values: a week's recap, what was assessed, a correction, what one looks for."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from janji.core.land_tax import Recap as RecapFigures
from janji.kit.conflicts import EditForm
from janji.kit.editions import edition_of
from janji.kit.fields import DayField, FilterForm, IndonesianNumberField, LongTextField, WholeField
from janji.orgs.models import OrgUnit
from janji.registers.land_tax.actions import AssessmentFigures
from janji.registers.land_tax.models import Assessment, Basis, Recap, TaxYear

MOST_BILLS = 10**7
STATES = [
    ("", "Semua desa"),
    ("lunas", "Lunas"),
    ("belum", "Belum lunas"),
    ("tanpa", "Tanpa posisi"),
]


class RankingSearch(FilterForm):
    """What one looks for in the ranking, and against which share the need is counted."""

    year = forms.TypedChoiceField(label="Tahun pajak", required=False, coerce=int)
    on = DayField(label="Posisi per", required=False)
    q = forms.CharField(label="Cari", required=False, max_length=80, help_text="Nama desa")
    state = forms.ChoiceField(label="Tampilkan", required=False, choices=STATES)
    percent = IndonesianNumberField(
        label="Target (persen)",
        required=False,
        least=Decimal(1),
        help_text="Dari dasar target; kosong berarti 100",
    )

    def __init__(self, *args: Any, years: Sequence[int], **options: Any) -> None:
        super().__init__(*args, **options)
        year = self.fields["year"]
        assert isinstance(year, forms.TypedChoiceField)  # noqa: S101 -- tells mypy which field
        year.choices = [(one, str(one)) for one in years]

    def clean_percent(self) -> Decimal | None:
        """At most 100: nobody needs more than the whole."""
        percent: Decimal | None = self.cleaned_data["percent"]
        return None if percent is None else min(percent, Decimal(100))


class DayChoice(FilterForm):
    """The day that a recap stands on."""

    posisi = DayField(label="Posisi per")


class WeekForm(forms.Form):
    """What a whole recap has in common."""

    as_of = forms.DateField(widget=forms.HiddenInput, input_formats=["%Y-%m-%d"])
    source = forms.CharField(
        label="Sumber",
        max_length=160,
        help_text="Misalnya rekap mingguan Bapenda, nomor dan tanggalnya",
    )


class _VillageForm(forms.Form):
    """A village's row of a page: the labels are the columns' headings and are spoken with its name."""

    def __init__(self, *args: Any, village: OrgUnit, **options: Any) -> None:
        super().__init__(*args, **options | {"prefix": f"desa-{village.pk}"})
        self.village = village
        for one in self.fields.values():
            assert isinstance(one, WholeField)  # noqa: S101 -- tells mypy which field
            # A row of boxes must fit beside the figures, and two of them on a phone.
            said = {
                "aria-label": f"{one.label}, {village.name}",
                "class": "form-control",
                "size": "6" if one.most == MOST_BILLS else "9",
            }
            one.widget.attrs.update(said)

    @property
    def is_typed(self) -> bool:
        """Whether anything stands in the row."""
        return self.has_changed()


class LineForm(_VillageForm):
    """A village's line of a recap; an empty line is left out."""

    paid = WholeField(label="Pokok terbayar", required=False)
    bills_paid = WholeField(label="SPPT lunas", required=False, most=MOST_BILLS)
    penalties = WholeField(label="Denda", required=False)
    remaining = WholeField(label="Sisa", required=False)

    def clean(self) -> dict[str, Any]:
        """The sum is what a line is about."""
        fields = self.cleaned_data
        if self.has_changed() and fields.get("paid") is None and "paid" not in self.errors:
            self.add_error("paid", "Isi pokok terbayar; bila belum ada, tulis 0.")
        return fields

    def figures(self) -> RecapFigures:
        """The line as the rules take it."""
        fields = self.cleaned_data
        return RecapFigures(
            fields["paid"], fields["bills_paid"], fields["penalties"] or 0, fields["remaining"]
        )


class YearForm(forms.Form):
    """What the assessments of a year have in common."""

    year = forms.IntegerField(label="Tahun pajak", min_value=1994, max_value=2200)
    holds_from = DayField(label="Berlaku sejak", help_text="Hari DHKP ditetapkan")
    due_on = DayField(label="Jatuh tempo", help_text="Misalnya 30-09-2026")
    decree = forms.CharField(
        label="Dasar", max_length=200, help_text="DHKP atau keputusan Bapenda, nomor dan tanggalnya"
    )
    basis = forms.ChoiceField(label="Dasar target", choices=Basis.choices)


class VillageAssessmentForm(_VillageForm):
    """What was assessed for one village; an empty row is left out."""

    bills = WholeField(label="SPPT", required=False, most=MOST_BILLS)
    amount = WholeField(label="Ketetapan (baku)", required=False)
    budget_target = WholeField(label="Target anggaran", required=False)

    def clean(self) -> dict[str, Any]:
        """Both SPPT and rupiah are needed."""
        fields = self.cleaned_data
        for name in ("bills", "amount"):
            if self.has_changed() and fields.get(name) is None and name not in self.errors:
                self.add_error(name, "Isi angka ini.")
        return fields

    def figures(self, common: dict[str, Any]) -> AssessmentFigures:
        """The row with what the year has in common."""
        fields = self.cleaned_data
        return AssessmentFigures(
            bills=fields["bills"],
            amount=fields["amount"],
            budget_target=fields["budget_target"],
            due_on=common["due_on"],
            holds_from=common["holds_from"],
            decree=common["decree"],
            basis=common["basis"],
        )


class AssessmentForm(EditForm):
    """A change of what was assessed, by a decision of the tax office."""

    bills = WholeField(label="SPPT", most=MOST_BILLS)
    amount = WholeField(label="Ketetapan (baku), rupiah")
    due_on = DayField(label="Jatuh tempo")
    basis = forms.ChoiceField(label="Dasar target", choices=Basis.choices)
    budget_target = WholeField(label="Target anggaran, rupiah", required=False)
    holds_from = DayField(
        label="Berlaku sejak",
        help_text="Posisi sebelum hari ini tetap dinilai dengan ketetapan lama",
    )
    decree = forms.CharField(
        label="Keputusan Bapenda", max_length=200, help_text="Nomor dan tanggalnya"
    )
    reason = LongTextField(label="Alasan", max_length=500, rows=2)

    @classmethod
    def of(cls, tax_year: TaxYear, last: Assessment, data: Any = None) -> "AssessmentForm":
        """What was assessed as it stands."""
        initial = {
            "bills": last.bills,
            "amount": last.amount,
            "due_on": last.due_on,
            "basis": last.basis,
            "budget_target": last.budget_target,
            "based_on": edition_of(tax_year),
        }
        return cls(data, initial=initial)

    def figures(self) -> AssessmentFigures:
        """The change as the action takes it."""
        left_out = ("based_on", "reason")
        said = {name: one for name, one in self.cleaned_data.items() if name not in left_out}
        return AssessmentFigures(**said)


class RecapForm(EditForm):
    """A recap put right, with the reason."""

    paid = WholeField(label="Pokok terbayar, rupiah")
    bills_paid = WholeField(label="SPPT lunas", required=False, most=MOST_BILLS)
    penalties = WholeField(label="Denda, rupiah", required=False)
    remaining = WholeField(
        label="Sisa menurut lembar, rupiah",
        required=False,
        help_text="Kosong bila lembar tidak memuatnya",
    )
    reason = LongTextField(label="Alasan", max_length=500, rows=2)

    @classmethod
    def of(cls, recap: Recap, data: Any = None) -> "RecapForm":
        """The recap as it stands."""
        initial = {
            "paid": recap.paid,
            "bills_paid": recap.bills_paid,
            "penalties": recap.penalties,
            "remaining": recap.remaining,
            "based_on": edition_of(recap),
        }
        return cls(data, initial=initial)

    def figures(self) -> RecapFigures:
        """The recap as the rules take it."""
        fields = self.cleaned_data
        return RecapFigures(
            fields["paid"], fields["bills_paid"], fields["penalties"] or 0, fields["remaining"]
        )
