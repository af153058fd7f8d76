"""Text to clean values: the editor of a whole agreement, and the smaller forms around it."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from janji.agreements.actions import Basis
from janji.agreements.wording import ACCUMULATIONS, STATES
from janji.core.accumulation import YearEnd, choices_for
from janji.core.achievement import Direction
from janji.core.agreement import Accumulation, TargetText
from janji.core.agreement_changes import reasons
from janji.core.measuring import QUARTERS, MeasuringPlan, RatioLabels, Shape
from janji.core.targets import read_target, understood
from janji.indicators.wording import DIRECTIONS, LOWER_VARIANTS, SHAPES, YEAR_ENDS
from janji.kit.conflicts import Conflict, EditForm
from janji.kit.fields import (
    DayField,
    FilterForm,
    IndonesianNumberField,
    LongTextField,
    ManyFilesField,
)
from janji.kit.kept_files import UploadField
from janji.orgs.models import OrgUnit

MOST_DOCUMENTS = 20


def _text(
    label: str, *, most: int = 300, required: bool = False, **options: Any
) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=required, **options)


def _area(label: str, *, required: bool = False, rows: int = 3, **options: Any) -> LongTextField:
    return LongTextField(label=label, max_length=6000, required=required, rows=rows, **options)


class AgreementFilterForm(FilterForm):
    """The filters above the list of agreements."""

    q = _text("Cari kantor atau nama", most=80)
    tahun = forms.IntegerField(label="Tahun", required=False, min_value=2000, max_value=2100)
    keadaan = forms.ChoiceField(
        label="Keadaan",
        required=False,
        choices=[("", "Semua"), *((state.value, label) for state, (_, label) in STATES.items())],
    )


class UploadForm(forms.Form):
    """Documents to read; each is judged by itself when it is read."""

    document = ManyFilesField(
        label="Berkas perjanjian",
        most=MOST_DOCUMENTS,
        help_text=(
            f"Boleh beberapa sekaligus, paling banyak {MOST_DOCUMENTS} berkas. DOCX, PDF berteks,"
            " XLSX, ODS, HTML, atau teks; masing-masing paling besar 20 MB."
        ),
        attrs={"accept": ".docx,.pdf,.xlsx,.ods,.html,.htm,.txt"},
    )


class OfficeForm(forms.Form):
    """Which office promises, for which year; settled once, when the draft is made."""

    org_unit = forms.ModelChoiceField(
        label="Kantor", queryset=OrgUnit.objects.none(), empty_label="Pilih kantor"
    )
    year = forms.IntegerField(
        label="Tahun", min_value=2000, max_value=2100, help_text="Contoh: 2019"
    )
    revision = forms.IntegerField(
        label="Perubahan ke-",
        min_value=0,
        max_value=20,
        initial=0,
        help_text="0 untuk naskah murni",
    )

    def __init__(self, *args: Any, offices: QuerySet[OrgUnit], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["org_unit"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 -- tells mypy which field
        field.queryset = offices

    def said(self) -> dict[str, Any]:
        """Year, revision and the office's name; call after `is_valid`."""
        fields = self.cleaned_data
        return {
            "year": fields["year"],
            "revision": fields["revision"],
            "org_unit": fields["org_unit"].name,
        }


class StatementForm(forms.Form):
    """The statement: where, when, and the two parties."""

    place = _text("Tempat", most=80, help_text="Contoh: Purwokerto")
    date_text = _text(
        "Waktu penandatanganan", most=60, help_text="Contoh: Maret 2019 atau 14 Januari 2019"
    )
    first_name = _text("Nama", most=160)
    first_position = _text("Jabatan", most=200)
    first_rank = _text("Pangkat", most=80)
    first_nip = _text("NIP", most=30, help_text="18 digit; spasi boleh dipakai")
    second_name = _text("Nama", most=160)
    second_position = _text("Jabatan", most=200)
    second_rank = _text("Pangkat", most=80)
    second_nip = _text("NIP", most=30, help_text="Kosongkan untuk kepala daerah")
    printed_total = IndonesianNumberField(
        label="Jumlah anggaran tercetak",
        required=False,
        help_text="Dalam rupiah, seperti di naskah",
    )

    def _clean_nip(self, name: str) -> str | None:
        text: str = self.cleaned_data[name]
        digits = "".join(text.split()).replace(".", "")
        if digits and not (digits.isascii() and digits.isdigit() and len(digits) == 18):
            raise forms.ValidationError("NIP harus 18 digit. Periksa kembali angkanya.")
        return digits or None

    def clean_first_nip(self) -> str | None:
        """The NIP as 18 digits."""
        return self._clean_nip("first_nip")

    def clean_second_nip(self) -> str | None:
        """The NIP as 18 digits."""
        return self._clean_nip("second_nip")


class ObjectiveForm(forms.Form):
    """One objective."""

    number = _text("Nomor", most=12)
    text = _area("Sasaran", rows=2, required=True)
    remove = forms.BooleanField(label="Hapus sasaran ini beserta indikatornya", required=False)


class IndicatorForm(forms.Form):
    """One indicator with its explanation and target."""

    key = forms.IntegerField(required=False, widget=forms.HiddenInput)
    number = _text("Nomor", most=12)
    text = _area("Indikator", rows=2, required=True)
    formula_text = _area("Formulasi")
    accumulation = forms.ChoiceField(
        label="Tipe perhitungan",
        required=False,
        choices=[("", "Belum dipilih"), *((a.value, label) for a, label in ACCUMULATIONS.items())],
    )
    data_source = _area("Sumber data", rows=2)
    notes = _area("Keterangan")
    target_raw = _text("Target", most=200, help_text="Seperti di naskah, misalnya 82 atau 95%")
    unit = _text("Satuan", most=60, help_text="Bila tidak tertulis pada targetnya")
    remove = forms.BooleanField(label="Hapus indikator ini", required=False)

    def clean_accumulation(self) -> Accumulation | None:
        """The calculation type as a value."""
        chosen = self.cleaned_data["accumulation"]
        return Accumulation(chosen) if chosen else None

    def clean(self) -> dict[str, Any]:
        """A unit is said once: in the target or beside it."""
        cleaned = super().clean() or {}
        raw, unit = cleaned.get("target_raw"), cleaned.get("unit")
        if raw and unit and "unit-differs" in understood(raw, unit).doubts:
            written = read_target(raw).unit_of_measure
            self.add_error(
                "unit", f"Target sudah memuat satuan “{written}”. Kosongkan satuan di sini."
            )
        return cleaned

    def target(self) -> TargetText | None:
        """What is promised; call after `is_valid`."""
        raw, unit = self.cleaned_data["target_raw"], self.cleaned_data["unit"]
        return understood(raw, unit).text if raw else None


class ProgrammeForm(forms.Form):
    """One line of the budget."""

    name = _text("Program", required=True)
    amount = IndonesianNumberField(
        label="Anggaran (rupiah)",
        required=False,
        help_text="Contoh: 283.000.000; isi 0 bila tanpa anggaran",
    )
    remove = forms.BooleanField(label="Hapus program ini", required=False)


class ReturnForm(forms.Form):
    """Why an agreement goes back to draft."""

    reason = _area(
        "Alasan", required=True, help_text="Contoh: target indikator 3 belum sesuai Renstra"
    )


_UNFIT = {
    Shape.RATIO: (
        "Persentase tidak dijumlahkan atau dirata-ratakan. Pilih jumlah pembilang dibagi jumlah"
        " penyebut, atau posisi triwulan terakhir."
    ),
    Shape.VALUE: "Pilihan ini hanya untuk indikator dengan dua hitungan.",
}


class PlanForm(forms.Form):
    """How one target is measured and the path of its quarters."""

    direction = forms.ChoiceField(
        label="Arah", choices=[(one.value, label) for one, label in DIRECTIONS.items()]
    )
    lower_variant = forms.ChoiceField(
        label="Rumus capaian bila makin rendah makin baik",
        required=False,
        choices=[(one.value, label) for one, label in LOWER_VARIANTS.items()],
        help_text="Kedua rumus dipakai di lapangan dan hasilnya berbeda.",
    )
    low = IndonesianNumberField(label="Batas bawah rentang", required=False)
    high = IndonesianNumberField(label="Batas atas rentang", required=False)
    shape = forms.ChoiceField(
        label="Yang diisi setiap triwulan",
        choices=[(one.value, label) for one, label in SHAPES.items()],
    )
    owner = _text(
        "Penanggung jawab data", most=200, help_text="Jabatan atau seksi, misalnya Kepala Seksi PM"
    )
    numerator_label = _text("Pembilang (yang dihitung)")
    denominator_label = _text("Penyebut (dari seluruh)")
    year_end = forms.ChoiceField(
        label="Nilai setahun",
        required=False,
        choices=[("", "Belum dipilih"), *((one.value, label) for one, label in YEAR_ENDS.items())],
    )
    q1 = IndonesianNumberField(label="Target TW I", required=False)
    q2 = IndonesianNumberField(label="Target TW II", required=False)
    q3 = IndonesianNumberField(label="Target TW III", required=False)
    q4 = IndonesianNumberField(label="Target TW IV", required=False)

    def clean(self) -> dict[str, Any]:
        """The parts of a way of measuring fit together."""
        cleaned = super().clean() or {}
        if cleaned.get("shape") == Shape.RATIO:
            for name in ("numerator_label", "denominator_label"):
                if not cleaned.get(name):
                    self.add_error(name, "Tulis apa yang dihitung, misalnya “lembaga aktif”.")
        chosen = cleaned.get("year_end")
        if (
            chosen
            and cleaned.get("shape")
            and YearEnd(chosen) not in choices_for(Shape(cleaned["shape"]))
        ):
            self.add_error("year_end", _UNFIT[Shape(cleaned["shape"])])
        low, high = cleaned.get("low"), cleaned.get("high")
        if low is not None and high is not None and low > high:
            self.add_error("high", "Batas atas tidak boleh di bawah batas bawah.")
        return cleaned

    def plan(self) -> MeasuringPlan:
        """The way of measuring; call after `is_valid`."""
        fields = self.cleaned_data
        shape = Shape(fields["shape"])
        is_range = fields["direction"] == Direction.RANGE
        labels = RatioLabels(fields["numerator_label"], fields["denominator_label"])
        return MeasuringPlan(
            direction=fields["direction"],
            shape=shape,
            labels=labels if shape is Shape.RATIO else None,
            year_end=fields["year_end"] or None,
            lower_variant=(
                fields["lower_variant"] or None if fields["direction"] == Direction.LOWER else None
            ),
            low=fields["low"] if is_range else None,
            high=fields["high"] if is_range else None,
            quarter_targets=tuple(fields.get(f"q{quarter}") for quarter in QUARTERS),
            owner=fields["owner"] or None,
        )


class BudgetDayForm(EditForm):
    """The day the budget document was approved, from which the deadline runs."""

    approved_on = DayField(label="Tanggal pengesahan dokumen anggaran (DPA)")


class ReviseForm(forms.Form):
    """Why an agreement is changed, and on what basis."""

    reason = forms.ChoiceField(
        label="Alasan",
        choices=[(reason.value, text.title) for reason, text in reasons().items()],
        widget=forms.RadioSelect,
    )
    basis_kind = _text(
        "Jenis dokumen dasar", most=120, required=True, help_text="Misalnya SK mutasi atau DPPA"
    )
    basis_number = _text("Nomor dokumen", most=120, required=True)
    basis_date = DayField(label="Tanggal dokumen")
    file = UploadField(
        label="Berkas dokumen", help_text="PDF, gambar, atau DOCX; paling besar 10 MB"
    )

    def basis(self) -> Basis:
        """What the revision rests on; call after `is_valid`."""
        fields = self.cleaned_data
        return Basis(fields["basis_kind"], fields["basis_number"], fields["basis_date"])


class EndForm(EditForm):
    """The last day of an agreement, and why it ends."""

    ends_on = DayField(label="Hari terakhir berlaku")
    reason = LongTextField(
        label="Alasan",
        max_length=1000,
        help_text="Misalnya: camat dipindahkan dengan SK nomor 821.2/77/2019",
    )


class SignForm(EditForm):
    """A party's yes. What it is based on is the digest of everything that was read."""

    based_on = None  # type: ignore[assignment]
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    agreed = forms.BooleanField(
        label="Saya sudah membaca seluruh isi perjanjian ini dan menyetujuinya."
    )

    def meet(self, conflict: Conflict, now: forms.Form) -> None:
        """Something else is to be signed now: it must be read, and agreed to, anew."""
        self.conflict = conflict
        self.resend(digest=now.initial["digest"], agreed="")
