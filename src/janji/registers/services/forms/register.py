"""What one looks for in the register, and for which months one wants a report."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from janji.kit.fields import DayField, FilterForm
from janji.orgs.models import Region
from janji.registers.services.forms.fields import VillageField
from janji.registers.services.models import Service
from janji.registers.services.queries import Search

STATES = [
    ("", "Semua"),
    ("berjalan", "Masih berjalan"),
    ("lewat", "Berjalan, lewat tenggat"),
    ("terlambat", "Semua yang terlambat"),
    ("menunggu", "Menunggu instansi penerbit"),
    ("selesai", "Sudah selesai"),
    ("tidak-diketahui", "Waktu selesai tidak diketahui"),
]


class RegisterSearch(FilterForm):
    """What one looks for in the register."""

    q = forms.CharField(
        label="Cari", required=False, max_length=80, help_text="Nama, nomor, atau layanan"
    )
    state = forms.ChoiceField(label="Tampilkan", required=False, choices=STATES)
    service = forms.ModelChoiceField(
        label="Layanan",
        required=False,
        queryset=Service.objects.none(),
        empty_label="Semua layanan",
    )
    village = VillageField(empty_label="Semua desa")
    since = DayField(label="Diterima sejak", required=False, help_text="Misalnya 01-07-2026")
    until = DayField(label="Sampai", required=False, help_text="Misalnya 30-09-2026")

    def __init__(
        self, *args: Any, services: QuerySet[Service], villages: QuerySet[Region], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        service, village = self.fields["service"], self.fields["village"]
        assert isinstance(service, forms.ModelChoiceField)  # noqa: S101 -- tells mypy which field
        assert isinstance(village, VillageField)  # noqa: S101
        service.queryset, village.queryset = services, villages

    def search(self) -> Search:
        """What is asked for; a filter that cannot be read narrows nothing down."""
        self.is_valid()
        fields = self.cleaned_data
        return Search(
            text=fields.get("q") or "",
            state=fields.get("state") or "",
            service=fields.get("service"),
            village=fields.get("village"),
            since=fields.get("since"),
            until=fields.get("until"),
        )
