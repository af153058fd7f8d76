"""A service, what it promises, and when it closes."""

from typing import Any

from django import forms

from janji.core.workdays import Limit, LimitUnit
from janji.kit.conflicts import EditForm
from janji.kit.editions import edition_of
from janji.kit.fields import DayField, FilterForm, IndonesianNumberField, LongTextField
from janji.registers.services.actions import Promise
from janji.registers.services.models import ClockStart, Service, ServiceKind, Standard
from janji.registers.services.wording import LIMIT_UNITS


class CatalogueSearch(FilterForm):
    """What one looks for in the catalogue."""

    q = forms.CharField(
        label="Cari", required=False, max_length=80, help_text="Nama atau kode layanan"
    )
    kind = forms.ChoiceField(
        label="Jenis", required=False, choices=[("", "Semua jenis"), *ServiceKind.choices]
    )


def _lines(text: str) -> tuple[str, ...]:
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


class StandardForm(forms.Form):
    """What a service promises from a day on."""

    holds_from = DayField(label="Berlaku sejak")
    decree = forms.CharField(
        label="Dasar penetapan",
        required=False,
        max_length=200,
        help_text="Contoh: Keputusan Camat Nomor 065/12/2026",
    )
    limit_value = forms.IntegerField(
        label="Batas waktu",
        min_value=1,
        max_value=9999,
        help_text="Bila rentang (5–10), isi batas atasnya",
    )
    limit_unit = forms.ChoiceField(
        label="Satuan", choices=[(unit.value, said) for unit, said in LIMIT_UNITS.items()]
    )
    limit_text = forms.CharField(
        label="Bunyi batas waktu",
        required=False,
        max_length=120,
        help_text="Seperti tertulis pada standar, misalnya 5–10 menit",
    )
    clock_start = forms.ChoiceField(label="Waktu dihitung", choices=ClockStart.choices)
    requirements = LongTextField(
        label="Persyaratan",
        required=False,
        max_length=4000,
        rows=5,
        help_text="Satu persyaratan setiap baris",
    )
    procedure = LongTextField(
        label="Langkah",
        required=False,
        max_length=4000,
        rows=4,
        help_text="Satu langkah setiap baris",
    )
    product = forms.CharField(label="Produk", max_length=200, help_text="Contoh: surat keterangan")
    fee = IndonesianNumberField(label="Biaya (rupiah)", required=False, help_text="0 bila gratis")
    fee_text = forms.CharField(
        label="Keterangan biaya", required=False, max_length=200, help_text="Contoh: sesuai PP 24"
    )

    def promise(self) -> Promise:
        """The standard as a value; call after `is_valid`."""
        fields = self.cleaned_data
        return Promise(
            limit=Limit(fields["limit_value"], LimitUnit(fields["limit_unit"])),
            limit_text=fields["limit_text"] or None,
            requirements=_lines(fields["requirements"]),
            procedure=_lines(fields["procedure"]),
            product=fields["product"],
            fee=fields["fee"],
            fee_text=fields["fee_text"] or None,
            decree=fields["decree"] or None,
            clock_start=fields["clock_start"],
        )


class NextStandardForm(EditForm, StandardForm):
    """The version that follows another one."""

    @classmethod
    def after(cls, last: Standard | None, data: Any = None) -> "NextStandardForm":
        """Begins as the last version; only the day is new."""
        said = as_set(last) if last else {}
        return cls(data, initial=said | {"based_on": edition_of(last)})

    @classmethod
    def of(cls, last: Standard | None) -> "NextStandardForm":
        """The last version itself."""
        form = cls.after(last)
        if last is not None:
            form.initial["holds_from"] = last.holds_from
        return form


def as_set(standard: Standard) -> dict[str, Any]:
    """A standard as the form shows it, to begin the next version with."""
    names = (
        "limit_value",
        "limit_unit",
        "limit_text",
        "clock_start",
        "product",
        "fee",
        "fee_text",
        "decree",
    )
    return {name: getattr(standard, name) for name in names} | {
        "requirements": "\n".join(standard.requirements),
        "procedure": "\n".join(standard.procedure),
    }


class ServiceForm(StandardForm):
    """A new service with its first standard."""

    name = forms.CharField(label="Nama layanan", max_length=200)
    code = forms.SlugField(
        label="Kode",
        max_length=30,
        help_text="Huruf kecil dan angka, misalnya sku",
        error_messages={"invalid": "Kode hanya memuat huruf, angka, dan tanda hubung."},
    )
    kind = forms.ChoiceField(label="Jenis", choices=ServiceKind.choices)
    legal_basis = forms.CharField(
        label="Dasar hukum", required=False, max_length=300, help_text="Undang-undang, peraturan"
    )
    issued_by = forms.CharField(
        label="Instansi penerbit",
        required=False,
        max_length=160,
        help_text="Isi bila produknya diterbitkan instansi lain",
    )
    field_order = ("name", "code", "kind", "legal_basis", "issued_by")


class ClosingForm(EditForm):
    """The last day on which a service can be asked for."""

    until = DayField(label="Hari terakhir")

    @classmethod
    def of(cls, service: Service) -> "ClosingForm":
        """The day that stands now."""
        return cls(initial={"until": service.active_until, "based_on": edition_of(service)})
