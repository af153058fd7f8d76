"""Text to clean values: signing in, passwords, offices, posts and accounts."""

import re
from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.db.models import QuerySet

from janji.kit.conflicts import EditForm
from janji.kit.editions import edition_of
from janji.kit.fields import DayField, FilterForm
from janji.kit.refusals import sentences
from janji.orgs.models import Appointment, OrgUnit, OrgUnitKind, Region, User
from janji.orgs.roles import Role


def _password(label: str, autocomplete: str, **options: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, max_length=200, strip=False, widget=widget, **options)


class SignInForm(forms.Form):
    """Name and password."""

    username = forms.CharField(
        label="Nama akun",
        max_length=150,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}
        ),
    )
    password = _password("Kata sandi", "current-password")


class PasswordForm(forms.Form):
    """A new password, with the present one."""

    present = _password("Kata sandi sekarang", "current-password")
    new = _password(
        "Kata sandi baru",
        "new-password",
        help_text="Paling sedikit 12 huruf. Kalimat pendek yang mudah Anda ingat lebih baik daripada tanda baca.",
    )
    again = _password("Kata sandi baru, sekali lagi", "new-password")

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user

    def clean_present(self) -> str:
        """The present password is right."""
        present: str = self.cleaned_data["present"]
        if not self.user.check_password(present):
            raise forms.ValidationError("Kata sandi sekarang tidak cocok. Ketik ulang.")
        return present

    def clean(self) -> dict[str, Any]:
        """The new one was typed twice alike."""
        cleaned = super().clean() or {}
        if cleaned.get("new") and cleaned.get("again") and cleaned["new"] != cleaned["again"]:
            self.add_error("again", "Kedua kata sandi baru tidak sama. Ketik ulang.")
        return cleaned


class SearchForm(forms.Form):
    """One field to search by."""

    q = forms.CharField(label="Cari", max_length=80, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.says_optional = False  # type: ignore[attr-defined]


class HistoryForm(FilterForm):
    """What of the audit chain one wants to see."""

    q = forms.CharField(label="Oleh", max_length=80, required=False)
    tindakan = forms.ChoiceField(label="Tindakan", required=False)
    kantor = forms.ModelChoiceField(OrgUnit.objects.none(), label="Kantor", required=False)
    dari = DayField(label="Dari tanggal", required=False)
    sampai = DayField(label="Sampai tanggal", required=False)
    rekam = forms.CharField(widget=forms.HiddenInput, max_length=80, required=False)

    def __init__(self, *args: Any, offices: QuerySet[OrgUnit], **options: Any) -> None:
        super().__init__(*args, **options)
        named = sorted(sentences("DEEDS").items(), key=lambda one: one[1])
        self.fields["tindakan"].choices = [("", "Semua"), *named]  # type: ignore[attr-defined]
        self.fields["kantor"].queryset = offices.order_by("path")  # type: ignore[attr-defined]
        self.fields["kantor"].empty_label = "Semua"  # type: ignore[attr-defined]


class LetterheadForm(forms.Form):
    """Name and letterhead of an office."""

    name = forms.CharField(
        label="Nama kantor", max_length=200, help_text="Contoh: Kecamatan Ajibarang"
    )
    address = forms.CharField(
        label="Alamat pada kop surat",
        max_length=300,
        required=False,
        help_text="Contoh: Jalan Raya Ajibarang No. 02, Kode Pos 53163",
    )
    contact = forms.CharField(
        label="Situs dan surel pada kop surat", max_length=300, required=False
    )


class OfficeEditForm(EditForm, LetterheadForm):
    """Name and letterhead of an office that is there."""

    @classmethod
    def of(cls, org_unit: OrgUnit, data: Any = None) -> "OfficeEditForm":
        """The office as it stands."""
        names = cls.base_fields.keys() - {"based_on"}
        initial = {name: getattr(org_unit, name) for name in names}
        return cls(data, initial=initial | {"based_on": edition_of(org_unit)})


class OfficeForm(LetterheadForm):
    """A new office."""

    kind = forms.ChoiceField(label="Jenis", choices=OrgUnitKind.choices)
    parent = forms.ModelChoiceField(
        label="Di bawah", queryset=OrgUnit.objects.none(), empty_label="Pilih kantor induk"
    )
    region = forms.CharField(
        label="Kode wilayah", max_length=13, required=False, help_text="Contoh: 33.02.14"
    )
    field_order = ["name", "kind", "parent", "region", "address", "contact"]

    def __init__(self, *args: Any, offices: QuerySet[OrgUnit], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["parent"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 -- tells mypy which field
        field.queryset = offices

    def clean_region(self) -> Region | None:
        """The region of a code."""
        code = self.cleaned_data["region"].strip()
        if not code:
            return None
        region = Region.objects.filter(code=code).first()
        if region is None:
            raise forms.ValidationError(
                "Kode ini tidak ada dalam daftar wilayah. Cari pada Pengaturan → Wilayah."
            )
        return region


class PositionForm(forms.Form):
    """A new post."""

    title = forms.CharField(
        label="Nama jabatan", max_length=160, help_text="Contoh: Kepala Seksi Pemerintahan"
    )
    is_head = forms.BooleanField(label="Kepala kantor", required=False)


class AppointmentForm(EditForm):
    """Who takes up a post; `based_on` is who holds it on screen."""

    name = forms.CharField(label="Nama dan gelar", max_length=160)
    nip = forms.CharField(
        label="NIP", max_length=30, required=False, help_text="18 digit; spasi boleh dipakai"
    )
    rank = forms.CharField(
        label="Pangkat", max_length=80, required=False, help_text="Contoh: Pembina Tingkat I"
    )
    starts_on = forms.DateField(
        label="Mulai menjabat", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    @classmethod
    def of(cls, holder: Appointment | None) -> "AppointmentForm":
        """Who holds the post now, to compare with; the NIP is not shown where it is not needed."""
        initial: dict[str, Any] = {"based_on": edition_of(holder)}
        if holder is not None:
            initial |= {"name": holder.official.name, "rank": holder.official.rank}
            initial["starts_on"] = holder.starts_on
        return cls(initial=initial)

    def clean_nip(self) -> str | None:
        """The service number as 18 digits."""
        digits = re.sub(r"[\s.]", "", self.cleaned_data["nip"])
        if digits and not re.fullmatch(r"\d{18}", digits, re.ASCII):
            raise forms.ValidationError("NIP harus 18 digit. Periksa kembali angkanya.")
        return digits or None

    def clean_rank(self) -> str | None:
        """Empty is missing."""
        return self.cleaned_data["rank"] or None


class RoleForm(forms.Form):
    """A role in an office."""

    role = forms.ChoiceField(label="Peran", choices=[(role.value, role.label) for role in Role])
    org_unit = forms.ModelChoiceField(
        label="Di kantor", queryset=OrgUnit.objects.none(), empty_label="Pilih kantor"
    )
    starts_on = forms.DateField(
        label="Mulai", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, offices: QuerySet[OrgUnit], today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["starts_on"].initial = today
        field = self.fields["org_unit"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 -- tells mypy which field
        field.queryset = offices

    def clean_role(self) -> Role:
        """The role as a value."""
        return Role(self.cleaned_data["role"])


class AccountForm(RoleForm):
    """A new account with its first role."""

    username = forms.CharField(
        label="Nama akun",
        max_length=40,
        validators=[
            ASCIIUsernameValidator(
                message="Pakai huruf, angka, titik, garis bawah atau tanda hubung tanpa spasi."
            )
        ],
        help_text="Contoh: siti.rahayu",
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )
    full_name = forms.CharField(label="Nama lengkap", max_length=150)
    field_order = ["username", "full_name", "role", "org_unit", "starts_on"]
