"""A complaint, the finding, and what was done."""

from typing import Any

from django import forms

from janji.kit.conflicts import EditForm
from janji.kit.editions import edition_of
from janji.kit.fields import DayField, FilterForm, LongTextField
from janji.registers.services.models import Channel, Complaint, Finding, ServiceRequest


class ComplaintSearch(FilterForm):
    """What one looks for among complaints."""

    q = forms.CharField(label="Cari", required=False, max_length=80, help_text="Isi atau nomor")
    state = forms.ChoiceField(
        label="Tampilkan",
        required=False,
        choices=[("", "Semua"), ("menunggu", "Belum selesai"), ("selesai", "Sudah selesai")],
    )


class ComplaintForm(forms.Form):
    """A complaint as it came, about a request or about no particular one."""

    number = forms.CharField(
        label="Nomor permohonan",
        required=False,
        max_length=40,
        help_text="Bila tentang sebuah permohonan, misalnya 2019/000123",
    )
    channel = forms.ChoiceField(
        label="Saluran", choices=[one for one in Channel.choices if one[0] != Channel.PORTAL.value]
    )
    received_on = DayField(label="Tanggal diterima")
    complainant = forms.CharField(
        label="Nama pengadu",
        required=False,
        max_length=160,
        help_text="Hanya bila perlu dijawab; tidak ikut diunduh",
    )
    content = LongTextField(label="Isi pengaduan", max_length=2000, rows=4)

    def __init__(self, *args: Any, office: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.office = office

    def clean_number(self) -> ServiceRequest | None:
        """The request it is about."""
        typed = self.cleaned_data["number"].strip()
        if not typed:
            return None
        found = ServiceRequest.objects.filter(org_unit=self.office, number=typed).first()
        if found is None:
            raise forms.ValidationError(
                "Tidak ada permohonan dengan nomor ini di kantor ini. Periksa nomornya."
            )
        return found


class FindingForm(EditForm):
    """Whether a complaint was found to be right."""

    is_justified = forms.TypedChoiceField(
        label="Hasil pemeriksaan",
        choices=[("ya", "Terbukti"), ("tidak", "Tidak terbukti")],
        coerce=lambda said: said == "ya",
        widget=forms.RadioSelect,
    )

    @classmethod
    def of(cls, complaint: Complaint, data: Any = None) -> "FindingForm":
        """The finding as it stands."""
        said = {Finding.JUSTIFIED: "ya", Finding.UNFOUNDED: "tidak"}
        now = said.get(Finding(complaint.finding), "")
        return cls(data, initial={"is_justified": now, "based_on": edition_of(complaint)})


class ResolutionForm(EditForm):
    """What was done about a complaint."""

    resolved_on = DayField(label="Selesai pada")
    resolution = LongTextField(label="Penyelesaian", max_length=1000, rows=3)

    @classmethod
    def of(cls, complaint: Complaint) -> "ResolutionForm":
        """What stands now of how it was resolved."""
        said = {"resolved_on": complaint.resolved_on, "resolution": complaint.resolution}
        return cls(initial=said | {"based_on": edition_of(complaint)})
