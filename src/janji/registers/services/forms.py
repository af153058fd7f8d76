"""Text to clean values: a request at the counter, its next step, a service with its standard."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from janji.core.refusals import Refused
from janji.core.service_life import Stage, moves
from janji.core.workdays import Limit, LimitUnit
from janji.kit import refusals
from janji.kit.fields import IndonesianNumberField, LongTextField
from janji.kit.persons import person_number
from janji.orgs.models import Region
from janji.registers.services.actions import NEEDS_REASON, Applicant, PauseReason, Promise
from janji.registers.services.models import (
    ClockStart,
    PauseCause,
    Service,
    ServiceKind,
    ServiceRequest,
)
from janji.registers.services.wording import LIMIT_UNITS, STAGES

MOMENT = "%d-%m-%Y %H.%M"


class MomentField(forms.DateTimeField):
    """A day and a time, typed as `14-08-2026 09.30`."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateTimeInput(format=MOMENT))
        options.setdefault("input_formats", [MOMENT, "%d-%m-%Y %H:%M", "%d/%m/%Y %H.%M"])
        options.setdefault("help_text", "Hari-bulan-tahun jam.menit, misalnya 14-08-2026 09.30")
        options.setdefault(
            "error_messages", {"invalid": "Tulis waktunya seperti 14-08-2026 09.30."}
        )
        super().__init__(**options)


class RegisterSearch(forms.Form):
    """What one looks for in the register."""

    q = forms.CharField(
        label="Cari", required=False, max_length=80, help_text="Nama, nomor, atau layanan"
    )
    state = forms.ChoiceField(
        label="Tampilkan",
        required=False,
        choices=[
            ("", "Semua"),
            ("berjalan", "Masih berjalan"),
            ("terlambat", "Terlambat"),
            ("selesai", "Sudah selesai"),
        ],
    )


class CounterForm(forms.Form):
    """A request whose file is complete; times are now unless another is given."""

    service = forms.ModelChoiceField(
        label="Layanan", queryset=Service.objects.none(), empty_label="Pilih layanan"
    )
    applicant = forms.CharField(label="Nama pemohon", max_length=160)
    nik = forms.CharField(
        label="NIK",
        required=False,
        max_length=24,
        help_text="Yang disimpan hanya sandi dan empat digit terakhir",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    village = forms.ModelChoiceField(
        label="Desa atau kelurahan",
        queryset=Region.objects.none(),
        required=False,
        empty_label="Luar kecamatan",
    )
    people = forms.IntegerField(label="Jumlah orang", min_value=1, max_value=999, initial=1)
    is_represented = forms.BooleanField(label="Diwakilkan", required=False)
    is_complete = forms.BooleanField(
        label="Semua persyaratan sudah diperiksa dan lengkap",
        error_messages={
            "required": "Berkas yang belum lengkap dikembalikan di loket; centang bila sudah lengkap."
        },
    )
    received_at = MomentField(label="Diterima", required=False)

    def __init__(
        self, *args: Any, services: Sequence[Service], region: Region | None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        offered, villages = self.fields["service"], self.fields["village"]
        assert isinstance(offered, forms.ModelChoiceField)  # noqa: S101 -- tells mypy which field
        assert isinstance(villages, forms.ModelChoiceField)  # noqa: S101
        offered.queryset = Service.objects.filter(pk__in=[one.pk for one in services])
        if region is not None:
            villages.queryset = Region.objects.filter(code__startswith=f"{region.code}.")
        self.fields["received_at"].help_text = "Kosongkan bila sekarang. Misalnya 14-08-2026 09.30"

    def clean_nik(self) -> Any:
        """What may be kept of it."""
        try:
            return person_number(self.cleaned_data["nik"])
        except Refused as refusal:
            raise forms.ValidationError(refusals.sentence(refusal)) from refusal

    def who(self) -> Applicant:
        """Who asks; call after `is_valid`."""
        fields = self.cleaned_data
        return Applicant(
            name=fields["applicant"],
            number=fields["nik"],
            village=fields["village"],
            is_represented=fields["is_represented"],
            people=fields["people"],
        )


class MoveForm(forms.Form):
    """The next step of a request; which there are depends on where it is."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    to = forms.ChoiceField(label="Langkah berikutnya", choices=())
    happened_at = MomentField(label="Waktu")
    notes = LongTextField(
        label="Catatan atau alasan",
        required=False,
        max_length=500,
        rows=2,
        help_text="Wajib bila ditolak, ditarik, atau gugur",
    )
    cause = forms.ChoiceField(
        label="Sebab jeda", required=False, choices=[("", "Bukan jeda"), *PauseCause.choices]
    )
    evidence = forms.CharField(
        label="Bukti jeda",
        required=False,
        max_length=500,
        help_text="Contoh: fotokopi KTP belum ada",
    )
    product_number = forms.CharField(label="Nomor produk", required=False, max_length=80)
    handed_to = forms.CharField(label="Diserahkan kepada", required=False, max_length=160)

    def __init__(self, *args: Any, request: ServiceRequest, now: datetime, **options: Any) -> None:
        options.setdefault(
            "initial", {"based_on": request.edition, "happened_at": timezone.localtime(now)}
        )
        super().__init__(*args, **options)
        possible = moves(Stage(request.stage))
        self.fields = _fitting(self.fields, possible)
        to = self.fields["to"]
        assert isinstance(to, forms.ChoiceField)  # noqa: S101 -- tells mypy which field
        to.choices = [
            (stage.value, STAGES[stage].capitalize()) for stage in Stage if stage in possible
        ]

    def pause(self) -> PauseReason | None:
        """Why the clock stops, when it does."""
        fields = self.cleaned_data
        if fields["to"] != Stage.INCOMPLETE or not fields.get("cause"):
            return None
        return PauseReason(fields["cause"], fields["evidence"])


def _fitting(fields: dict[str, forms.Field], possible: frozenset[Stage]) -> dict[str, forms.Field]:
    """Only what some possible step asks for."""
    needs = {
        "notes": possible & NEEDS_REASON,
        "cause": possible & {Stage.INCOMPLETE},
        "evidence": possible & {Stage.INCOMPLETE},
        "product_number": possible & {Stage.FINISHED},
        "handed_to": possible & {Stage.HANDED_OVER},
    }
    return {name: field for name, field in fields.items() if needs.get(name, True)}


class StandardForm(forms.Form):
    """What a service promises from a day on."""

    holds_from = forms.DateField(
        label="Berlaku sejak",
        widget=forms.DateInput(format="%d-%m-%Y"),
        input_formats=["%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d"],
        help_text="Hari-bulan-tahun, misalnya 02-01-2026",
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
    clock_start = forms.ChoiceField(label="Waktu dihitung", choices=ClockStart.choices)
    requirements = LongTextField(
        label="Persyaratan",
        required=False,
        max_length=4000,
        rows=5,
        help_text="Satu persyaratan setiap baris",
    )
    product = forms.CharField(label="Produk", max_length=200, help_text="Contoh: surat keterangan")
    fee = IndonesianNumberField(label="Biaya (rupiah)", required=False, help_text="0 bila gratis")
    decree = forms.CharField(label="Dasar penetapan", required=False, max_length=200)

    def promise(self) -> Promise:
        """The standard as a value; call after `is_valid`."""
        fields = self.cleaned_data
        lines = (line.strip() for line in fields["requirements"].splitlines())
        return Promise(
            limit=Limit(fields["limit_value"], LimitUnit(fields["limit_unit"])),
            requirements=tuple(line for line in lines if line),
            product=fields["product"],
            fee=fields["fee"],
            decree=fields["decree"] or None,
            clock_start=fields["clock_start"],
        )


class ServiceForm(StandardForm):
    """A new service with its first standard."""

    name = forms.CharField(label="Nama layanan", max_length=200)
    code = forms.SlugField(
        label="Kode", max_length=30, help_text="Huruf kecil dan angka, misalnya sku"
    )
    kind = forms.ChoiceField(label="Jenis", choices=ServiceKind.choices)
    field_order = ("name", "code", "kind")
