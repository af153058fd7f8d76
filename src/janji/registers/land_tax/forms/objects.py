"""Text to clean values: bills, decisions, payments, codes, and what one looks for among bills."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from janji.kit.conflicts import EditForm
from janji.kit.editions import edition_of
from janji.kit.fields import DayField, FilterForm, LongTextField, WholeField
from janji.orgs.models import OrgUnit
from janji.registers.land_tax.intake import BillText, PaymentText
from janji.registers.land_tax.models import (
    Bill,
    BillState,
    Channel,
    CollectorRole,
    TaxYear,
)

MOST_AREA = 10**8
SHOWN_STATES = [
    ("", "Semua SPPT"),
    ("belum", "Belum lunas"),
    ("sebagian", "Dibayar sebagian"),
    ("lunas", "Lunas"),
    ("belum-sampai", "Belum disampaikan"),
    ("keluar", "Batal, ganda, tak berobjek"),
]
NO_ROLE = [("", "Bukan petugas desa")]


class OfficeField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A village or ward by its name."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", "Desa atau kelurahan")
        options.setdefault("empty_label", "Pilih desa")
        super().__init__(queryset=OrgUnit.objects.none(), **options)


def offer(form: forms.Form, villages: QuerySet[OrgUnit]) -> None:
    """Which villages a form's field `village` offers."""
    village = form.fields["village"]
    assert isinstance(village, OfficeField)  # noqa: S101 -- tells mypy which field
    village.queryset = villages


class BillSearch(FilterForm):
    """What one looks for among bills: never a name."""

    year = forms.TypedChoiceField(label="Tahun pajak", required=False, coerce=int)
    q = forms.CharField(
        label="Cari", required=False, max_length=80, help_text="NOP atau letak objek"
    )
    state = forms.ChoiceField(label="Tampilkan", required=False, choices=SHOWN_STATES)

    def __init__(self, *args: Any, years: Sequence[int], **options: Any) -> None:
        super().__init__(*args, **options)
        year = self.fields["year"]
        assert isinstance(year, forms.TypedChoiceField)  # noqa: S101 -- tells mypy which field
        year.choices = [(one, str(one)) for one in years]


class ModeForm(EditForm):
    """How a village's year is kept."""

    mode = forms.ChoiceField(
        label="Cara mencatat",
        choices=[
            ("rekap", "Rekap: jumlah per desa dari minggu ke minggu"),
            ("objek", "Per NOP: setiap SPPT dengan pembayarannya"),
        ],
        widget=forms.RadioSelect,
    )

    @classmethod
    def of(cls, tax_year: TaxYear, data: Any = None) -> "ModeForm":
        """The choice as it stands."""
        mode = "objek" if tax_year.by_objects else "rekap"
        return cls(data, initial={"mode": mode, "based_on": edition_of(tax_year)})


class _BillFields(forms.Form):
    """What a new bill and a corrected one have in common."""

    principal = WholeField(label="Pokok, rupiah")
    due_on = DayField(label="Jatuh tempo")
    location = forms.CharField(
        label="Letak objek", required=False, max_length=160, help_text="Alamat tanah atau bangunan"
    )
    land_area = WholeField(label="Luas bumi, m²", required=False, most=MOST_AREA)
    building_area = WholeField(label="Luas bangunan, m²", required=False, most=MOST_AREA)
    payer = forms.CharField(
        label="Nama wajib pajak",
        required=False,
        max_length=120,
        help_text="Seperti tercetak pada SPPT; tidak ikut diunduh",
    )


def _bill_text(fields: dict[str, Any], issued_on: Any) -> BillText:
    return BillText(
        principal=fields["principal"],
        issued_on=issued_on,
        due_on=fields["due_on"],
        location=fields["location"] or None,
        payer=fields["payer"] or None,
        land_area=fields["land_area"],
        building_area=fields["building_area"],
    )


class BillForm(_BillFields):
    """A bill of a village's year."""

    nop = forms.CharField(
        label="NOP", max_length=40, help_text="18 angka, misalnya 33.02.140.011.010-0289.0"
    )
    issued_on = DayField(label="Terbit", help_text="Misalnya 15-01-2026")

    field_order = ("nop", "principal", "issued_on", "due_on")

    def text(self) -> BillText:
        """As the action takes it."""
        return _bill_text(self.cleaned_data, self.cleaned_data["issued_on"])


class BillCorrectionForm(_BillFields, EditForm):
    """A bill put right, with the reason."""

    reason = LongTextField(label="Alasan", max_length=500, rows=2)

    @classmethod
    def of(cls, bill: Bill, data: Any = None) -> "BillCorrectionForm":
        """The bill as it stands."""
        initial = {
            "principal": bill.principal,
            "due_on": bill.due_on,
            "location": bill.tax_object.location,
            "land_area": bill.land_area,
            "building_area": bill.building_area,
            "payer": bill.payer,
            "based_on": edition_of(bill),
        }
        return cls(data, initial=initial)

    def text(self, bill: Bill) -> BillText:
        """As the action takes it; the first day stays."""
        return _bill_text(self.cleaned_data, bill.issued_on)


class DeliveryForm(EditForm):
    """The day on which the taxpayer got the bill."""

    delivered_on = DayField(label="Disampaikan pada")

    @classmethod
    def of(cls, bill: Bill, data: Any = None) -> "DeliveryForm":
        """The day as it stands."""
        return cls(data, initial={"delivered_on": bill.delivered_on, "based_on": edition_of(bill)})


class DecisionForm(EditForm):
    """What the tax office decided of a bill."""

    state = forms.ChoiceField(label="Keadaan SPPT", choices=BillState.choices)
    decree = forms.CharField(
        label="Keputusan Bapenda", max_length=200, help_text="Nomor dan perihalnya"
    )
    decided_on = DayField(label="Tanggal keputusan")

    @classmethod
    def of(cls, bill: Bill, data: Any = None) -> "DecisionForm":
        """The state as it stands."""
        return cls(data, initial={"state": bill.state, "based_on": edition_of(bill)})


class PaymentForm(forms.Form):
    """Money for a bill."""

    paid_on = DayField(label="Dibayar pada")
    principal = WholeField(label="Pokok yang dibayar, rupiah")
    penalty = WholeField(label="Denda yang dibayar, rupiah", required=False)
    channel = forms.ChoiceField(label="Saluran", choices=Channel.choices)
    ntpd = forms.CharField(
        label="NTPD", required=False, max_length=40, help_text="Nomor transaksi penerimaan daerah"
    )
    role = forms.ChoiceField(
        label="Jabatan petugas",
        required=False,
        choices=[*NO_ROLE, *CollectorRole.choices],
        help_text="Hanya bila uangnya diterima petugas desa; dihitung sejak disetor",
    )
    area = forms.CharField(
        label="Wilayah petugas",
        required=False,
        max_length=60,
        help_text="Dusun atau RT; bukan nama orang",
    )

    def text(self) -> PaymentText:
        """As the action takes it."""
        fields = self.cleaned_data
        return PaymentText(
            paid_on=fields["paid_on"],
            principal=fields["principal"],
            channel=fields["channel"],
            penalty=fields["penalty"] or 0,
            ntpd=fields["ntpd"] or None,
            role=fields["role"] or None,
            area=fields["area"] or None,
        )


class ReasonForm(forms.Form):
    """Why something no longer holds."""

    reason = LongTextField(label="Alasan", max_length=500, rows=2)


class CodeForm(forms.Form):
    """The tax office's code of a village."""

    village = OfficeField()
    code = forms.CharField(
        label="Kode pajak", max_length=30, help_text="Sepuluh angka, misalnya 33.02.140.011"
    )

    def __init__(self, *args: Any, villages: QuerySet[OrgUnit], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, villages)


class DepositForm(forms.Form):
    """Collectors' payments reach the treasury."""

    deposited_on = DayField(label="Disetor pada")
    receipt = forms.CharField(
        label="Bukti setor", max_length=120, help_text="Nomor STS atau tanda terima bank"
    )
