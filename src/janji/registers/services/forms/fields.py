"""Fields of this room: a village, a service by a few letters."""

from collections.abc import Sequence
from typing import Any

from django import forms

from janji.orgs.models import Region
from janji.registers.services.queries import Offer


class VillageField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A village by its name alone: all of them lie in one territory."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", "Desa atau kelurahan")
        options.setdefault("required", False)
        options.setdefault("empty_label", "Luar wilayah")
        super().__init__(queryset=Region.objects.none(), **options)

    def label_from_instance(self, obj: Region) -> str:
        """`Kracak`."""
        return obj.name


class ServiceField(forms.CharField):
    """A service by its number in the list, its code, or a few letters of its name.

    The page may suggest (a datalist); without suggestions the text alone is enough.
    """

    offers: Sequence[Offer] = ()

    def clean(self, value: Any) -> Any:
        """The one service that is meant; several or none is an error that says which."""
        text = super().clean(value)
        found = meant(self.offers, text)
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(
                f"Tidak ada layanan “{text[:60]}”. Ketik nomornya atau sebagian namanya."
            )
        names = "; ".join(one.service.name for one in found[:5])
        raise forms.ValidationError(
            f"Lebih dari satu layanan cocok: {names}. Ketik nomornya atau nama yang lebih lengkap."
        )


def meant(offers: Sequence[Offer], text: str) -> Sequence[Offer]:
    """The offers a text may mean: by place, code or whole name one, by a part of the name several."""
    said = " ".join(text.casefold().split())
    for exact in (_place, _code, _name):
        hit = [one for one in offers if exact(one) == said]
        if hit:
            return hit[:1]
    starting = [one for one in offers if _name(one).startswith(said)]
    if len(starting) == 1:
        return starting
    return [one for one in offers if said and said in _name(one)]


def _place(offer: Offer) -> str:
    return str(offer.place)


def _code(offer: Offer) -> str:
    return offer.service.code.casefold()


def _name(offer: Offer) -> str:
    return " ".join(offer.service.name.casefold().split())
