"""What one types of forums and of those who came, on paper and at the door."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from janji.core.attendance import AttendingRole
from janji.kit.conflicts import EditForm
from janji.kit.editions import edition_of
from janji.kit.fields import DayField, FilesField, FilterForm
from janji.orgs.models import OrgUnit
from janji.registers.communities.forms import CommunityField, OfficeField
from janji.registers.communities.models import Community
from janji.registers.musrenbang.actions import Held
from janji.registers.musrenbang.intake import Present
from janji.registers.musrenbang.models import Arrival, Forum, ForumKind, Group, Sex, Sign
from janji.registers.musrenbang.queries import forums as queries
from janji.registers.musrenbang.queries.forums import Search
from janji.registers.musrenbang.wording import ROLES

LIVE, PAPER = "langsung", "salinan"
SOURCES = [
    (LIVE, "Dicatat langsung di forum"),
    (PAPER, "Disalin dari daftar yang dipindai: dihitung setelah diperiksa orang kedua"),
]


class ForumSearch(FilterForm):
    """What one looks for in the list."""

    q = forms.CharField(
        label="Cari", required=False, max_length=80, help_text="Tempat, kantor, atau nama peserta"
    )
    kind = forms.ChoiceField(
        label="Forum", required=False, choices=[("", "Semua forum"), *ForumKind.choices]
    )
    plan_year = forms.IntegerField(
        label="Tahun rencana", required=False, min_value=2000, max_value=2100
    )

    def search(self) -> Search:
        """What is asked for; a filter that cannot be read narrows nothing down."""
        self.is_valid()
        fields = self.cleaned_data
        return Search(fields.get("q") or "", fields.get("kind") or "", fields.get("plan_year"))


class _ForumFields(forms.Form):
    kind = forms.ChoiceField(label="Forum", choices=ForumKind.choices)
    plan_year = forms.IntegerField(label="Tahun rencana", min_value=2000, max_value=2100)
    day = DayField(label="Tanggal")
    venue = forms.CharField(label="Tempat", max_length=160, help_text="Misalnya Balai Desa Kracak")
    minutes_number = forms.CharField(label="Nomor berita acara", required=False, max_length=80)
    invited_villages = forms.IntegerField(
        label="Desa diundang",
        required=False,
        min_value=1,
        max_value=999,
        help_text="Untuk forum kecamatan",
    )

    def said(self) -> Held:
        """The forum as a value; call after `is_valid`."""
        fields = self.cleaned_data
        return Held(
            kind=fields["kind"],
            plan_year=fields["plan_year"],
            day=fields["day"],
            venue=" ".join(fields["venue"].split()),
            minutes_number=fields["minutes_number"] or None,
            invited_villages=fields["invited_villages"],
        )


class ForumForm(_ForumFields):
    """A new forum, of the office or of one of its villages."""

    office = OfficeField(label="Kantor", empty_label=None)
    field_order = ("office", "kind", "plan_year", "day", "venue")

    def __init__(self, *args: Any, offices: QuerySet[OrgUnit], today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("plan_year", today.year + 1)
        self.fields["office"].queryset = offices  # type: ignore[attr-defined]


class CorrectionForm(EditForm, _ForumFields):
    """What was written down of a forum, to put it right."""

    @classmethod
    def of(cls, forum: Forum, data: Any = None) -> "CorrectionForm":
        """The forum as it stands."""
        said = {name: getattr(forum, name) for name in Held.__dataclass_fields__}
        return cls(data, initial=said | {"based_on": edition_of(forum)})


class _PresentFields(forms.Form):
    name = forms.CharField(label="Nama", max_length=160)
    sex = forms.ChoiceField(label="Jenis kelamin", choices=Sex.choices)
    group = forms.ChoiceField(label="Unsur", choices=Group.choices)
    community = CommunityField(
        label="Lembaga pada register",
        required=False,
        empty_label="Bukan lembaga pada register",
        help_text="RT, RW, PKK, Karang Taruna, LPM, dan lainnya",
    )
    role = forms.ChoiceField(
        label="Hadir sebagai",
        required=False,
        choices=[("", "Bukan ketua atau wakilnya"), *((one.value, ROLES[one]) for one in ROLES)],
    )
    body = forms.CharField(label="Instansi atau lembaga lain", required=False, max_length=160)
    village = OfficeField(required=False, empty_label="Tidak tertentu")

    def offer(self, forum: Forum) -> None:
        """Lets choose among the bodies and villages of a forum."""
        bodies = self.fields["community"]
        bodies.queryset = queries.communities_for(forum)  # type: ignore[attr-defined]
        bodies.label_from_instance = _with_village  # type: ignore[attr-defined]
        self.fields["village"].queryset = queries.villages_for(forum)  # type: ignore[attr-defined]

    def present(self) -> Present:
        """Who came as a value; call after `is_valid`."""
        fields = self.cleaned_data
        return Present(
            name=fields["name"],
            sex=fields["sex"],
            group=fields["group"],
            community=fields["community"],
            body=fields["body"] or None,
            village=fields["village"],
            role=AttendingRole(fields["role"]) if fields["role"] else None,
            sign=fields.get("sign", Sign.QR.value) or None,
        )


class AttendanceForm(_PresentFields):
    """Someone who came."""

    source = forms.ChoiceField(label="Cara mencatat", choices=SOURCES, widget=forms.RadioSelect)
    sign = forms.ChoiceField(
        label="Tanda hadir",
        required=False,
        choices=[("", "Tidak ada: tidak dihitung"), *Sign.choices],
        initial=Sign.SIGNATURE.value,
    )
    field_order = ("source",)

    def __init__(self, *args: Any, forum: Forum, source: str = LIVE, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.update(source=source, group=Group.COMMUNITY.value)
        self.offer(forum)


class ArrivalForm(_PresentFields):
    """Someone who arrived by QR code and stands at the table."""

    def __init__(self, data: Any = None, *, arrival: Arrival) -> None:
        said = {name: getattr(arrival, name) for name in ("name", "sex", "group", "body")}
        super().__init__(data, initial=said | {"village": arrival.village_id})
        self.fields["role"].help_text = f"Kata orangnya: {arrival.role}" if arrival.role else ""
        self.offer(arrival.check_in.forum)

    @staticmethod
    def plainly(arrival: Arrival) -> Present:
        """Just as they said, for no body of the register: whoever leads one is asked for it."""
        return Present(
            name=arrival.name,
            sex=arrival.sex,
            group=arrival.group,
            body=arrival.body,
            village=arrival.village,
            sign=Sign.QR.value,
        )


def _with_village(one: Community) -> str:
    return f"{one.org_unit.name}: {one.name}"


class ReasonForm(forms.Form):
    """Why something no longer counts."""

    reason = forms.CharField(label="Alasan", max_length=300)


class ImageForm(forms.Form):
    """The scanned paper of a copied list."""

    uploads = FilesField(
        label="Pindaian daftar hadir",
        help_text="PDF atau gambar; masing-masing paling besar 10 MB.",
    )


HOURS = [(hours, f"{hours} jam") for hours in (1, 2, 3, 4, 6, 8, 12)]


class OpenForm(forms.Form):
    """For how long the forum's public page is open."""

    hours = forms.TypedChoiceField(label="Dibuka selama", coerce=int, choices=HOURS, initial=4)
