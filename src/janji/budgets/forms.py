"""Text to clean values: documents, their lines, the grid of a month's spending, corrections."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms

from janji.budgets.intake import NewLine, NewSpending
from janji.budgets.models import BudgetDocument, BudgetLine, BudgetNode, Spending
from janji.budgets.queries import LineRow
from janji.core.absorption import MONTHS
from janji.core.budget_codes import BudgetCode, line_code
from janji.core.refusals import Refused
from janji.kit import refusals
from janji.kit.conflicts import EditForm
from janji.kit.dates import MONTHS as MONTH_NAMES
from janji.kit.editions import edition_of
from janji.kit.fields import DayField, FilterForm, IndonesianNumberField, LongTextField

NAME = 300


def _money(label: str, *, required: bool = True, **options: Any) -> IndonesianNumberField:
    return IndonesianNumberField(label=label, required=required, **options)


class YearFilter(FilterForm):
    """Which year the list of offices shows."""

    q = forms.CharField(label="Cari kantor", required=False, max_length=80)
    tahun = forms.IntegerField(label="Tahun", required=False, min_value=2000, max_value=2100)


class MonthChoice(FilterForm):
    """Through which month one looks, or which month is written down."""

    bulan = forms.TypedChoiceField(
        label="Sampai bulan",
        required=False,
        coerce=int,
        choices=[(one, MONTH_NAMES[one - 1]) for one in MONTHS],
    )


class DocumentForm(EditForm):
    """The number of a document and the total it prints."""

    number = forms.CharField(
        label="Nomor dokumen", max_length=80, required=False, help_text="Seperti pada DPA"
    )
    printed_total = _money(
        "Jumlah menurut dokumen",
        required=False,
        help_text="Dalam rupiah, seperti tercetak pada DPA; dicocokkan dengan jumlah sub-kegiatan",
    )

    @classmethod
    def of(cls, document: BudgetDocument, data: Any = None) -> "DocumentForm":
        """The document as it stands."""
        return cls(
            data,
            initial={
                "number": document.number,
                "printed_total": document.printed_total,
                "based_on": edition_of(document),
            },
        )


class NewDocumentForm(DocumentForm):
    """A new document; nothing stands yet that could be overwritten."""

    based_on = None  # type: ignore[assignment]


class ApprovedOnForm(EditForm):
    """The day on which a document was approved."""

    approved_on = DayField(
        label="Tanggal penetapan",
        help_text="Tanggal DPA disahkan; batas waktu perjanjian kinerja dihitung dari sini",
    )

    @classmethod
    def of(cls, document: BudgetDocument, data: Any = None) -> "ApprovedOnForm":
        """The document as it stands."""
        return cls(data, initial={"based_on": edition_of(document)})


class ReasonForm(EditForm):
    """Why something that was settled is opened again."""

    reason = LongTextField(label="Alasan", max_length=300, rows=2)

    @classmethod
    def of(cls, document: BudgetDocument, data: Any = None) -> "ReasonForm":
        """The document as it stands."""
        return cls(data, initial={"based_on": edition_of(document)})


class NewLineForm(forms.Form):
    """A sub-activity to add, with the names above it where they are not known."""

    code = forms.CharField(
        label="Kode sub-kegiatan", max_length=40, help_text="Contoh: 7.01.02.2.01.0001"
    )
    name = forms.CharField(label="Nama sub-kegiatan", max_length=NAME)
    amount = _money("Pagu (rupiah)", help_text="Contoh: 25.000.000; isi 0 bila tanpa anggaran")
    programme_name = forms.CharField(
        label="Nama program",
        max_length=NAME,
        required=False,
        help_text="Hanya bila programnya belum ada pada dokumen ini",
    )
    activity_name = forms.CharField(
        label="Nama kegiatan",
        max_length=NAME,
        required=False,
        help_text="Hanya bila kegiatannya belum ada pada dokumen ini",
    )

    def __init__(self, *args: Any, year: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.year = year

    def clean_code(self) -> BudgetCode:
        """The code of a sub-activity."""
        try:
            return line_code(self.cleaned_data["code"], self.year)
        except Refused as refusal:
            raise forms.ValidationError(refusals.sentence(refusal)) from refusal

    def line(self) -> NewLine:
        """The line; call after `is_valid`."""
        return NewLine(**self.cleaned_data)


class LineForm(EditForm):
    """A sub-activity of a draft."""

    name = forms.CharField(label="Nama sub-kegiatan", max_length=NAME)
    amount = _money("Pagu (rupiah)")

    @classmethod
    def of(cls, line: BudgetLine, data: Any = None) -> "LineForm":
        """The line as it stands."""
        initial = {"name": line.name, "amount": line.amount, "based_on": edition_of(line)}
        return cls(data, initial=initial)


class NodeForm(EditForm):
    """What a draft calls a programme or an activity."""

    name = forms.CharField(label="Nama", max_length=NAME)

    @classmethod
    def of(cls, node: BudgetNode, data: Any = None) -> "NodeForm":
        """The name as it stands."""
        return cls(data, initial={"name": node.name, "based_on": edition_of(node)})


class CorrectionForm(EditForm):
    """A figure of spending put right."""

    amount = _money("Realisasi sampai bulan ini (rupiah)")
    reason = LongTextField(label="Alasan pembetulan", max_length=300, rows=2)

    @classmethod
    def of(cls, spending: Spending, data: Any = None) -> "CorrectionForm":
        """The figure as it stands."""
        return cls(data, initial={"amount": spending.amount, "based_on": edition_of(spending)})


class SpendingForm(forms.Form):
    """One row of the grid; an empty one is left out."""

    amount = _money("Realisasi sampai bulan ini", required=False)
    reason = forms.CharField(label="Alasan", max_length=300, required=False)

    def __init__(self, *args: Any, row: LineRow, month: int, **options: Any) -> None:
        super().__init__(*args, **options | {"prefix": f"b{row.code.key.replace('.', '-')}"})
        self.row, self.month = row, month
        for one in self.fields.values():
            one.widget.attrs.update(
                {"aria-label": f"{one.label}, {row.written} {row.name}", "class": "form-control"}
            )

    def clean(self) -> dict[str, Any]:
        """A reason belongs to an amount."""
        fields = super().clean() or self.cleaned_data
        if fields.get("reason") and fields.get("amount") is None and "amount" not in self.errors:
            self.add_error("amount", "Isi realisasinya, atau kosongkan alasannya.")
        return fields

    @property
    def known(self) -> Decimal | None:
        """What is recorded of this month already."""
        return self.row.to_date.get(self.month)

    @property
    def before(self) -> Decimal | None:
        """What was spent by the last month recorded before this one."""
        months = [one for one in self.row.to_date if one < self.month]
        return self.row.to_date[max(months)] if months else None

    def entry(self) -> NewSpending | None:
        """The row as the action takes it; `None` when nothing is typed. Call after `is_valid`."""
        amount: Decimal | None = self.cleaned_data["amount"]
        if amount is None:
            return None
        reason = self.cleaned_data["reason"].strip() or None
        return NewSpending(self.row.code, self.month, amount, reason)


class SpendingGrid:
    """The rows of a month, one for each sub-activity that has money."""

    def __init__(
        self, rows: Iterable[LineRow], month: int, data: Mapping[str, Any] | None = None
    ) -> None:
        self.month = month
        self.forms = [
            SpendingForm(None if month in row.to_date else data, row=row, month=month)
            for row in rows
            if row.line is not None
        ]

    @property
    def open(self) -> list[SpendingForm]:
        """Rows that can still be filled in."""
        return [one for one in self.forms if one.known is None]

    @property
    def errors(self) -> list[SpendingForm]:
        """Rows with something wrong."""
        return [one for one in self.open if one.errors]

    def is_valid(self) -> bool:
        """Whether every row is well filled."""
        verdicts = [one.is_valid() for one in self.open]
        return all(verdicts)

    def entries(self) -> list[NewSpending]:
        """What was typed; call after `is_valid`."""
        return [said for one in self.open if (said := one.entry()) is not None]

    def show(self, refusal: Refused) -> bool:
        """Puts a refusal at the row it is about; whether there is one."""
        key = refusal.facts.get("key")
        form = next((one for one in self.open if one.row.code.key == key), None)
        if form is None:
            return False
        refusals.show(refusal, form)
        return True
