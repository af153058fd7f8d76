"""Text to clean values: collectors' money, a penalty to work out, recaps to lower."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from janji.kit.conflicts import EditForm
from janji.kit.editions import edition_of
from janji.kit.fields import DayField, FilterForm, LongTextField, WholeField
from janji.orgs.models import OrgUnit
from janji.registers.land_tax.actions import MoneyText
from janji.registers.land_tax.forms.objects import OfficeField, offer
from janji.registers.land_tax.forms.recaps import MOST_BILLS
from janji.registers.land_tax.models import CollectorRole, MoneyKind, TaxYear

FIRST_YEAR, LAST_YEAR = 1994, 2200


class OnDay(FilterForm):
    """The day for which a list is asked."""

    per = DayField(label="Keadaan per tanggal", required=False)


class MoneyForm(forms.Form):
    """Money that a collector received or deposited."""

    village = OfficeField()
    kind = forms.ChoiceField(label="Arah uang", choices=MoneyKind.choices)
    role = forms.ChoiceField(label="Jabatan petugas", choices=CollectorRole.choices)
    area = forms.CharField(
        label="Wilayah petugas",
        required=False,
        max_length=60,
        help_text="Dusun atau RT; bukan nama orang",
    )
    moved_on = DayField(label="Tanggal")
    amount = WholeField(label="Jumlah, rupiah")
    receipt = forms.CharField(
        label="Bukti", max_length=120, help_text="Nomor kuitansi, daftar, atau STS"
    )

    def __init__(self, *args: Any, villages: QuerySet[OrgUnit], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, villages)

    def text(self) -> MoneyText:
        """As the action takes it."""
        fields = self.cleaned_data
        return MoneyText(
            kind=fields["kind"],
            role=fields["role"],
            moved_on=fields["moved_on"],
            amount=fields["amount"],
            receipt=fields["receipt"],
            area=fields["area"].strip() or None,
        )


class PenaltyForm(forms.Form):
    """What a penalty is worked out from."""

    year = forms.IntegerField(label="Tahun pajak", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    principal = WholeField(label="Pokok, rupiah")
    due_on = DayField(label="Jatuh tempo")
    paid_on = DayField(label="Dibayar pada")


class ReversalForm(EditForm):
    """Money that was booked wrongly from a day on."""

    since = DayField(
        label="Sejak posisi", help_text="Hari posisi pertama yang memuat uang yang salah buku"
    )
    amount = WholeField(label="Turun sebesar, rupiah")
    bills = WholeField(
        label="SPPT lunas berkurang", required=False, most=MOST_BILLS, help_text="Kosong berarti 0"
    )
    reason = LongTextField(
        label="Alasan",
        max_length=500,
        rows=2,
        help_text="Misalnya salah buku, dengan nomor suratnya",
    )

    @classmethod
    def of(cls, tax_year: TaxYear, data: Any = None) -> "ReversalForm":
        """The form upon the year as it stands."""
        return cls(data, initial={"based_on": edition_of(tax_year)})
