"""What one types of bodies, officers, plans and activities, and what one looks for."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from janji.core.communities import MOST_TENURES
from janji.kit.conflicts import EditForm
from janji.kit.dates import MONTHS
from janji.kit.editions import edition_of
from janji.kit.fields import DayField, FilesField, FilterForm
from janji.kit.files import check_upload
from janji.kit.persons import person_number
from janji.orgs.models import OrgUnit
from janji.registers.communities.actions import Planned
from janji.registers.communities.intake import Body, Officer
from janji.registers.communities.models import (
    Activity,
    ActivityState,
    Community,
    CommunityKind,
    CommunityStatus,
    Post,
    Tenure,
    WorkPlan,
)
from janji.registers.communities.queries import Search

FIRST_YEAR, LAST_YEAR = 2000, 2100
STATES = [
    ("", "Semua"),
    ("aktif", "Aktif"),
    ("belum", "Belum aktif"),
    ("tidak-dihitung", "Tidak dihitung"),
    ("beku", "Beku"),
    ("bubar", "Bubar"),
]


class OfficeField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A village by its name."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", "Desa atau kelurahan")
        super().__init__(queryset=OrgUnit.objects.none(), **options)


class CommunityField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A body by its name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Community.objects.none(), **options)


class CommunitySearch(FilterForm):
    """What one looks for in the list."""

    q = forms.CharField(
        label="Cari", required=False, max_length=80, help_text="Nama lembaga atau pengurus"
    )
    state = forms.ChoiceField(label="Tampilkan", required=False, choices=STATES)
    kind = forms.ChoiceField(
        label="Jenis", required=False, choices=[("", "Semua jenis"), *CommunityKind.choices]
    )
    village = OfficeField(required=False, empty_label="Semua desa")
    year = forms.IntegerField(
        label="Tahun", required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR
    )

    def __init__(self, *args: Any, villages: QuerySet[OrgUnit], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["village"].queryset = villages  # type: ignore[attr-defined]
        self.is_valid()

    def search(self) -> Search:
        """What is asked for; a filter that cannot be read narrows nothing down."""
        fields = self.cleaned_data
        return Search(
            text=fields.get("q") or "",
            state=fields.get("state") or "",
            kind=fields.get("kind") or "",
            village=fields.get("village"),
        )

    @property
    def year_asked(self) -> int | None:
        """The year, when one was typed."""
        year: int | None = self.cleaned_data.get("year")
        return year

    def showing(self, year: int) -> "CommunitySearch":
        """The form with the year that is shown, whether it was typed or found."""
        sent: Any = self.data
        self.data = sent = sent.copy()
        sent["year"] = str(year)
        return self


class CommunityForm(forms.Form):
    """A new body."""

    village = OfficeField(empty_label=None)
    kind = forms.ChoiceField(label="Jenis", choices=CommunityKind.choices)
    name = forms.CharField(label="Nama", max_length=120, help_text="Misalnya RT 03/02")
    parent = CommunityField(
        label="RW induk", required=False, empty_label="Tidak ada", help_text="Hanya untuk RT"
    )
    founded_on = DayField(label="Dibentuk", required=False, help_text="Kosong bila tidak diketahui")
    decree = forms.CharField(
        label="Dasar pembentukan",
        required=False,
        max_length=120,
        help_text="Misalnya Perdes Nomor 4 Tahun 2012",
    )

    def __init__(self, *args: Any, villages: QuerySet[OrgUnit], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["village"].queryset = villages  # type: ignore[attr-defined]
        parents = Community.objects.filter(org_unit__in=villages, kind=CommunityKind.RW.value)
        self.fields["parent"].queryset = parents.select_related("org_unit")  # type: ignore[attr-defined]
        self.fields["parent"].label_from_instance = _with_village  # type: ignore[attr-defined]

    def body(self) -> Body:
        """The body as a value; call after `is_valid`."""
        return _body(self.cleaned_data)


def _with_village(one: Community) -> str:
    return f"{one.name}, {one.org_unit.name}"


def _body(fields: dict[str, Any]) -> Body:
    return Body(
        kind=fields["kind"],
        name=fields["name"],
        parent=fields["parent"],
        founded_on=fields["founded_on"],
        decree=fields["decree"] or None,
    )


class ChangeForm(EditForm):
    """What was written down of a body, to put it right."""

    kind = forms.ChoiceField(label="Jenis", choices=CommunityKind.choices)
    name = forms.CharField(label="Nama", max_length=120)
    parent = CommunityField(
        label="RW induk", required=False, empty_label="Tidak ada", help_text="Hanya untuk RT"
    )
    founded_on = DayField(label="Dibentuk", required=False, help_text="Kosong bila tidak diketahui")
    decree = forms.CharField(label="Dasar pembentukan", required=False, max_length=120)

    @classmethod
    def of(cls, one: Community, parents: QuerySet[Community], data: Any = None) -> "ChangeForm":
        """The body as it stands."""
        names = ("kind", "name", "parent", "founded_on", "decree")
        said = {name: getattr(one, name) for name in names}
        form = cls(data, initial=said | {"based_on": edition_of(one)})
        form.fields["parent"].queryset = parents  # type: ignore[attr-defined]
        return form

    def body(self) -> Body:
        """The body as a value; call after `is_valid`."""
        return _body(self.cleaned_data)


class StatusForm(EditForm):
    """From which day a body is frozen, dissolved or registered again."""

    status = forms.ChoiceField(label="Keadaan", choices=CommunityStatus.choices)
    day = DayField(label="Sejak")
    reason = forms.CharField(label="Alasan", max_length=300)

    @classmethod
    def of(cls, one: Community, data: Any = None) -> "StatusForm":
        """The status as it stands."""
        return cls(data, initial={"status": one.status, "based_on": edition_of(one)})


class OfficerForm(forms.Form):
    """Someone takes up a post."""

    post = forms.ChoiceField(label="Jabatan", choices=Post.choices)
    name = forms.CharField(label="Nama", max_length=160)
    nik = forms.CharField(
        label="NIK",
        required=False,
        max_length=24,
        help_text="Yang disimpan hanya sandi dan empat digit terakhir",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    starts_on = DayField(label="Tanggal keputusan")
    ends_on = DayField(label="Hari terakhir", required=False, help_text="Kosong berarti lima tahun")
    number = forms.IntegerField(
        label="Masa jabatan ke-", min_value=1, max_value=MOST_TENURES.value, initial=1
    )
    decree = forms.CharField(label="Nomor keputusan", required=False, max_length=120)

    def officer(self) -> Officer:
        """The officer as a value; call after `is_valid`. Refuses a NIK that is none."""
        fields = self.cleaned_data
        return Officer(
            post=fields["post"],
            name=fields["name"],
            starts_on=fields["starts_on"],
            ends_on=fields["ends_on"],
            number=fields["number"],
            decree=fields["decree"] or None,
            person=person_number(fields["nik"]),
        )


class EndForm(EditForm):
    """The last day of a term that ends before its time."""

    day = DayField(label="Berhenti pada")
    reason = forms.CharField(
        label="Alasan", max_length=300, help_text="Misalnya Keputusan Kepala Desa Nomor 7"
    )

    @classmethod
    def of(cls, one: Tenure, data: Any = None) -> "EndForm":
        """The term as it stands."""
        begin = {"day": one.ended_on, "reason": one.ended_reason, "based_on": edition_of(one)}
        return cls(data, initial=begin)


class PlanForm(EditForm):
    """The plan of a year: when it was set, its document."""

    set_on = DayField(label="Ditetapkan")
    purpose = forms.CharField(
        label="Mendukung pembangunan",
        required=False,
        max_length=300,
        help_text="Bagaimana program ini mendukung pembangunan dan pemberdayaan",
    )
    document = forms.CharField(
        label="Dokumen",
        required=False,
        max_length=200,
        help_text="Nomor dan tempat kertasnya disimpan, bila berkasnya tidak diunggah",
    )
    file = forms.FileField(
        label="Berkas", required=False, help_text="PDF, gambar, DOCX, atau XLSX; paling besar 10 MB"
    )

    @classmethod
    def of(cls, plan: WorkPlan | None, data: Any = None, files: Any = None) -> "PlanForm":
        """The plan as it stands."""
        names = ("set_on", "purpose", "document")
        said = {name: getattr(plan, name) if plan else None for name in names}
        return cls(data, files, initial=said | {"based_on": edition_of(plan)})

    def planned(self, year: int) -> Planned:
        """The plan as a value; call after `is_valid`. Refuses a file that is none of ours."""
        fields = self.cleaned_data
        return Planned(
            year=year,
            set_on=fields["set_on"],
            purpose=fields["purpose"] or None,
            document=fields["document"] or None,
            file=check_upload(fields["file"]) if fields["file"] else None,
        )


class ActivityForm(forms.Form):
    """Something on the agenda."""

    name = forms.CharField(label="Agenda", max_length=160)
    month = forms.TypedChoiceField(
        label="Rencana bulan",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "Tidak tertentu"), *enumerate(MONTHS, start=1)],
    )
    added_on = DayField(
        label="Ditambahkan pada",
        required=False,
        help_text="Kosong bila direncanakan saat program ditetapkan",
    )


class SettleForm(EditForm):
    """What became of an activity."""

    state = forms.ChoiceField(label="Keadaan", choices=ActivityState.choices)
    day = DayField(label="Tanggal", required=False)
    evidence = forms.CharField(
        label="Bukti atau alasan",
        required=False,
        max_length=300,
        help_text="Bukti bila terlaksana, alasan bila batal",
    )
    uploads = FilesField(
        label="Foto atau berkas bukti",
        required=False,
        help_text="PDF, gambar, DOCX, atau XLSX; masing-masing paling besar 10 MB.",
    )

    @classmethod
    def of(
        cls, one: Activity, data: Any = None, today: date | None = None, files: Any = None
    ) -> "SettleForm":
        """The activity as it stands; one that is planned still begins as carried out today."""
        said = {"state": one.state, "day": one.settled_on, "evidence": one.evidence}
        if today and one.state == ActivityState.PLANNED:
            said["state"] = ActivityState.DONE.value
        return cls(data, files, initial=said | {"based_on": edition_of(one)})
