"""Text to clean values: who holds one's role, as what, from when until when, upon which paper."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from janji.core.delegation import MOST_DAYS, Capacity
from janji.orgs.models import RoleAssignment, User

CAPACITIES = [
    (Capacity.PLH.value, "Pelaksana harian (Plh.), pejabatnya sedang tidak di tempat"),
    (Capacity.PLT.value, "Pelaksana tugas (Plt.), jabatannya sedang kosong"),
]


class _ByName(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        """The person and the account."""
        return f"{obj} ({obj.username})"


def _day(label: str, **options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **options)


class DelegationForm(forms.Form):
    """Another account holds one's role."""

    role = forms.ChoiceField(label="Peran yang dijalankan")
    to = _ByName(label="Dijalankan oleh", queryset=User.objects.none(), empty_label="Pilih akun")
    capacity = forms.ChoiceField(label="Sebagai", choices=CAPACITIES)
    starts_on = _day("Mulai")
    ends_on = _day(
        "Sampai",
        help_text=f"Berakhir sendiri setelah hari itu; paling lama {MOST_DAYS} hari (pilihan Janji).",
    )
    basis = forms.CharField(
        label="Dasar penunjukan",
        max_length=200,
        help_text="Contoh: Surat Perintah Nomor 800/12/2019 tanggal 1 April 2019",
    )

    def __init__(
        self,
        *args: Any,
        roles: list[RoleAssignment],
        people: QuerySet[User],
        today: date,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        field, to = self.fields["role"], self.fields["to"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- tells mypy which field
        assert isinstance(to, forms.ModelChoiceField)  # noqa: S101 -- tells mypy which field
        field.choices = [(one.role, one.get_role_display()) for one in roles]
        to.queryset = people
        self.fields["starts_on"].initial = today

    def clean_capacity(self) -> Capacity:
        """The capacity as a value."""
        return Capacity(self.cleaned_data["capacity"])
