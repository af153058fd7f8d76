"""A request at the counter: saved, served at once, or its file given back."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from django import forms
from django.db.models import QuerySet

from janji.core.refusals import Refused
from janji.kit import refusals
from janji.kit.fields import MomentField
from janji.kit.persons import person_number
from janji.orgs.models import Region
from janji.registers.services.actions import Applicant
from janji.registers.services.forms.fields import ServiceField, VillageField, meant
from janji.registers.services.queries import Offer


class Deed(StrEnum):
    """What the clerk's button does."""

    SAVE = "save"
    AT_ONCE = "at-once"
    RETURN = "return"


class CounterForm(forms.Form):
    """A request whose file is complete; times are now unless another is given.

    The requirements of the chosen service are ticked one by one (`has`) where the page could show
    them, or all at once (`is_complete`) where it could not.
    """

    service = ServiceField(
        label="Layanan",
        max_length=200,
        help_text="Nomor, kode, atau beberapa huruf namanya",
        widget=forms.TextInput(
            attrs={"list": "pilihan-layanan", "autocomplete": "off", "autofocus": True}
        ),
    )
    applicant = forms.CharField(
        label="Nama pemohon",
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    nik = forms.CharField(
        label="NIK",
        required=False,
        max_length=24,
        help_text="Yang disimpan hanya sandi dan empat digit terakhir",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    village = VillageField()
    people = forms.IntegerField(label="Jumlah orang", min_value=1, max_value=999, initial=1)
    received_at = MomentField(
        label="Diterima",
        required=False,
        help_text="Kosong berarti sekarang",
    )
    is_represented = forms.BooleanField(label="Diwakilkan", required=False)
    is_complete = forms.BooleanField(
        label="Semua persyaratan sudah diperiksa dan lengkap", required=False
    )
    missing = forms.CharField(
        label="Yang kurang",
        required=False,
        max_length=500,
        help_text="Hanya bila berkas dikembalikan; syarat yang tidak dicentang ikut dicatat",
    )

    def __init__(
        self, *args: Any, offers: Sequence[Offer], villages: QuerySet[Region], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.offers = offers
        service, village = self.fields["service"], self.fields["village"]
        assert isinstance(service, ServiceField)  # noqa: S101 -- tells mypy which field
        assert isinstance(village, VillageField)  # noqa: S101
        service.offers = offers
        village.queryset = villages
        self.deed = Deed(self.data["deed"]) if self.data.get("deed") in set(Deed) else Deed.SAVE
        self.fields["applicant"].required = self.deed is not Deed.RETURN

    @property
    def shown(self) -> Offer | None:
        """The service whose requirements the page shows again."""
        found = meant(self.offers, str(self.data.get("service", "")))
        return found[0] if len(found) == 1 else None

    @property
    def ticked(self) -> set[str]:
        """The requirements that were ticked, by their place."""
        return set(self.data.getlist("has")) if hasattr(self.data, "getlist") else set()

    def clean_nik(self) -> Any:
        """What may be kept of it."""
        try:
            return person_number(self.cleaned_data["nik"])
        except Refused as refusal:
            raise forms.ValidationError(refusals.sentence(refusal)) from refusal

    def clean(self) -> dict[str, Any]:
        """Nothing is received while a requirement is open."""
        fields = super().clean() or {}
        offer = fields.get("service")
        if offer is None or self.deed is Deed.RETURN:
            return fields
        open_ones = self._open_requirements(offer)
        if open_ones:
            said = "; ".join(open_ones)
            self.add_error(
                "is_complete",
                f"Belum diperiksa: {said}. Centang bila ada; bila kurang, kembalikan berkasnya.",
            )
        return fields

    def _open_requirements(self, offer: Offer) -> list[str]:
        if self.cleaned_data.get("is_complete"):
            return []
        requirements: list[str] = offer.standard.requirements
        ticked = self.ticked if self.data.get("standard") == str(offer.standard.pk) else set()
        return [one for place, one in enumerate(requirements) if str(place) not in ticked]

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

    def what_is_missing(self) -> str:
        """What was typed and what was not ticked; call after `is_valid`."""
        offer = self.cleaned_data["service"]
        typed = self.cleaned_data["missing"]
        shown = self.data.get("standard") == str(offer.standard.pk)
        unticked = self._open_requirements(offer) if shown else []
        return "; ".join(one for one in (typed, *unticked) if one)[:500]
