"""Text to clean values: members, decrees, events, what one looks for."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet

from janji.core.numbers import written_exactly
from janji.core.refusals import Refused
from janji.kit import refusals
from janji.kit.conflicts import EditForm
from janji.kit.editions import edition_of
from janji.kit.fields import DayField, FilterForm, IndonesianNumberField, LongTextField
from janji.kit.kept_files import UploadField
from janji.kit.persons import PersonNumber, person_number
from janji.orgs.models import OrgUnit
from janji.registers.linmas import actions, lists
from janji.registers.linmas.intake import DecreeText, EventText, Particulars, ResultText
from janji.registers.linmas.models import (
    DecreeKind,
    Education,
    EndReason,
    Event,
    EventKind,
    FileKind,
    Issuer,
    Member,
    Organiser,
    Post,
    Sex,
    Squad,
)
from janji.registers.linmas.queries import Resulted, Search

UNKNOWN = [("", "Tidak diketahui")]
STATES = [
    ("", "Anggota pada hari itu"),
    ("belum", "Belum dibina tahun itu"),
    ("terbina", "Sudah dibina tahun itu"),
    ("tanpa-sk", "Tanpa SK yang berlaku"),
    ("usia", "Mendekati atau melewati usia 60"),
    ("berhenti", "Sudah berhenti"),
    ("satgas", "Satgas kecamatan"),
    ("semua", "Semua yang pernah dicatat"),
]


FIRST_YEAR, LAST_YEAR = 1945, 2200
"""Years a list may be asked for; others are slips."""


def _meant(day: date | None) -> date | None:
    """A day a list may be asked for."""
    return day if day is not None and FIRST_YEAR <= day.year <= LAST_YEAR else None


class VillageField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A village or ward by its name."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", "Desa atau kelurahan")
        super().__init__(queryset=OrgUnit.objects.none(), **options)


class MemberSearch(FilterForm):
    """What one looks for among members."""

    q = forms.CharField(
        label="Cari", required=False, max_length=80, help_text="Nama, nomor SK, atau KTA"
    )
    state = forms.ChoiceField(label="Tampilkan", required=False, choices=STATES)
    village = VillageField(required=False, empty_label="Semua desa")
    squad = forms.ChoiceField(
        label="Regu", required=False, choices=[("", "Semua regu"), *Squad.choices]
    )
    per = DayField(label="Keadaan per tanggal", required=False, help_text="Kosong: hari ini")

    def __init__(self, *args: Any, villages: QuerySet[OrgUnit], **options: Any) -> None:
        super().__init__(*args, **options)
        village = self.fields["village"]
        assert isinstance(village, VillageField)  # noqa: S101 -- tells mypy which field
        village.queryset = villages

    def search(self) -> Search:
        """What is asked for; a filter that cannot be read narrows nothing down."""
        self.is_valid()
        fields = self.cleaned_data
        return Search(
            text=(fields.get("q") or "").strip(),
            state=fields.get("state") or "",
            village=fields.get("village"),
            squad=fields.get("squad") or "",
            day=_meant(fields.get("per")),
        )


class EventSearch(FilterForm):
    """What one looks for among events."""

    q = forms.CharField(
        label="Cari", required=False, max_length=80, help_text="Nama, tempat, atau materi"
    )
    kind = forms.ChoiceField(
        label="Jenis", required=False, choices=[("", "Semua jenis"), *EventKind.choices]
    )
    year = forms.IntegerField(
        label="Tahun", required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR
    )

    def asked(self) -> dict[str, Any]:
        """What is asked for; a filter that cannot be read narrows nothing down."""
        self.is_valid()
        fields = self.cleaned_data
        return {
            "text": (fields.get("q") or "").strip(),
            "kind": fields.get("kind") or "",
            "year": fields.get("year"),
        }


class DayChoice(FilterForm):
    """The day for which a list is asked."""

    per = DayField(label="Keadaan per tanggal", required=False)

    def day(self, today: date) -> date:
        """The day asked for; without one that can be read, today."""
        self.is_valid()
        return _meant(self.cleaned_data.get("per")) or today


class _Person(forms.Form):
    """What is said of a person."""

    name = forms.CharField(label="Nama", max_length=160)
    nik = forms.CharField(
        label="NIK",
        required=False,
        max_length=24,
        help_text="16 digit; yang disimpan hanya sandi dan empat digit terakhirnya",
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    sex = forms.ChoiceField(label="Jenis kelamin", choices=Sex.choices)
    born_on = DayField(label="Tanggal lahir", required=False)
    education = forms.ChoiceField(
        label="Pendidikan terakhir", required=False, choices=[*UNKNOWN, *Education.choices]
    )
    squad = forms.ChoiceField(
        label="Regu", required=False, choices=[("", "Tanpa regu"), *Squad.choices]
    )
    post = forms.ChoiceField(label="Jabatan", choices=Post.choices, initial=Post.MEMBER)
    card_number = forms.CharField(label="Nomor KTA", required=False, max_length=60)
    starts_on = DayField(label="Anggota sejak")

    def clean_nik(self) -> PersonNumber | None:
        """What may be kept of the number."""
        try:
            return person_number(self.cleaned_data["nik"])
        except Refused as refusal:
            raise forms.ValidationError(refusals.sentence(refusal)) from refusal


class _DecreeFields(forms.Form):
    """What a decree says."""

    number = forms.CharField(label="Nomor SK", max_length=80, help_text="Misalnya 141/07/2020")
    signed_on = DayField(label="Tanggal SK")
    issuer = forms.ChoiceField(
        label="Ditetapkan oleh",
        choices=Issuer.choices,
        help_text="Sejak 2 Juni 2020: desa oleh kepala desa, kelurahan oleh camat atas nama bupati",
    )
    issuer_name = forms.CharField(label="Nama penanda tangan", required=False, max_length=160)
    holds_from = DayField(
        label="Berlaku sejak", required=False, help_text="Kosong: sejak tanggal SK"
    )
    holds_until = DayField(
        label="Berlaku sampai", required=False, help_text="Kosong: sampai diganti atau berhenti"
    )

    def decree(self, kind: str = DecreeKind.APPOINTMENT.value) -> DecreeText:
        """The decree as a value; call after `is_valid`."""
        names = ("number", "signed_on", "issuer", "holds_from", "holds_until")
        fields = {name: self.cleaned_data[name] for name in names}
        return DecreeText(**fields, issuer_name=self.cleaned_data["issuer_name"] or None, kind=kind)


class MemberForm(_DecreeFields, _Person):
    """Someone enters a village's list."""

    village = VillageField()
    field_order = ["village"]

    def __init__(self, *args: Any, villages: Iterable[OrgUnit], **options: Any) -> None:
        super().__init__(*args, **options)
        village = self.fields["village"]
        assert isinstance(village, VillageField)  # noqa: S101 -- tells mypy which field
        village.queryset = villages  # type: ignore[assignment]
        names = [*_Person.base_fields, *_DecreeFields.base_fields]
        self.order_fields(["village", *names])

    def person(self) -> Particulars:
        """The person as a value; call after `is_valid`."""
        return _particulars(self.cleaned_data)


def _particulars(said: Mapping[str, Any]) -> Particulars:
    return Particulars(
        name=said["name"],
        number=said["nik"],
        sex=said["sex"],
        born_on=said["born_on"],
        education=said["education"] or None,
        squad=said.get("squad") or None,
        post=said["post"],
        card_number=said["card_number"] or None,
        starts_on=said["starts_on"],
    )


class TaskForceForm(_DecreeFields, _Person):
    """Someone enters the task force of a district."""

    field_order = [*_Person.base_fields, *_DecreeFields.base_fields]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["squad"]
        post = self.fields["post"]
        assert isinstance(post, forms.ChoiceField)  # noqa: S101 -- tells mypy which field
        post.choices = [
            (Post.HEAD.value, "Kepala: kepala seksi ketenteraman dan ketertiban"),
            (Post.MEMBER.value, str(Post.MEMBER.label)),
        ]
        self.fields["issuer"].help_text = "Satgas kecamatan dibentuk dengan keputusan bupati"

    def person(self) -> Particulars:
        """The person as a value; call after `is_valid`."""
        return _particulars(self.cleaned_data)


class CorrectionForm(EditForm, _Person):
    """Details of a member put right; the number of a person is typed only to replace it."""

    ends_on = DayField(
        label="Berhenti sejak", required=False, help_text="Kosongkan bila ternyata belum berhenti"
    )
    reason = forms.CharField(label="Mengapa dibetulkan", max_length=300)

    def __init__(self, *args: Any, has_ended: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not has_ended:
            del self.fields["ends_on"]
        self.fields["nik"].help_text = "Isi hanya bila NIK salah atau belum ada"

    @classmethod
    def of(cls, member: Member, data: Any = None) -> "CorrectionForm":
        """What stands now of a member."""
        said = {name: getattr(member, name) for name in actions.CORRECTABLE}
        initial = said | {"based_on": edition_of(member)}
        return cls(data, initial=initial, has_ended=member.ends_on is not None)

    def details(self) -> dict[str, Any]:
        """The details by name; call after `is_valid`."""
        said = self.cleaned_data
        names = [name for name in actions.CORRECTABLE if name in said]
        return {name: said[name] or None for name in names}


class EndForm(EditForm):
    """Someone is no member any more."""

    ends_on = DayField(
        label="Berhenti sejak", help_text="Mulai hari ini tidak lagi dihitung; misalnya 14-08-2026"
    )
    reason = forms.ChoiceField(label="Sebab", choices=EndReason.choices)

    @classmethod
    def of(cls, member: Member, data: Any = None) -> "EndForm":
        """What stands now of the end."""
        said = {"ends_on": member.ends_on, "reason": member.end_reason or ""}
        return cls(data, initial=said | {"based_on": edition_of(member)})


class DecreeForm(EditForm, _DecreeFields):
    """A further decree about a member."""

    kind = forms.ChoiceField(label="Isi SK", choices=DecreeKind.choices)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.order_fields(["kind", *_DecreeFields.base_fields])

    @classmethod
    def of(cls, member: Member, data: Any = None) -> "DecreeForm":
        """An empty decree about a member as they stand."""
        return cls(data, initial={"based_on": edition_of(member)})


class WithdrawalForm(EditForm):
    """Why a decree that was written down wrongly counts no longer."""

    reason = forms.CharField(label="Mengapa ditarik", max_length=300)

    @classmethod
    def of(cls, member: Member, data: Any = None) -> "WithdrawalForm":
        """Asks anew, upon the member as they stand."""
        return cls(data, initial={"based_on": edition_of(member)})


class _EventFields(forms.Form):
    """What is said of an event."""

    kind = forms.ChoiceField(label="Jenis", choices=EventKind.choices)
    title = forms.CharField(label="Nama kegiatan", max_length=160)
    held_on = DayField(label="Tanggal")
    hours = forms.IntegerField(
        label="Jam pelajaran (JP)", min_value=0, max_value=200, help_text="0 bila tidak dihitung"
    )
    place = forms.CharField(label="Tempat", required=False, max_length=160)
    organiser = forms.ChoiceField(label="Penyelenggara", choices=Organiser.choices)
    material = LongTextField(label="Materi", required=False, max_length=500, rows=3)

    def text(self) -> EventText:
        """The event as a value; call after `is_valid`."""
        said = self.cleaned_data
        return EventText(
            kind=said["kind"],
            title=said["title"],
            held_on=said["held_on"],
            hours=said["hours"],
            organiser=said["organiser"],
            place=said["place"] or None,
            material=said["material"] or None,
        )


class EventForm(_EventFields):
    """Something that was held."""

    office = forms.ModelChoiceField(
        label="Diselenggarakan untuk",
        queryset=OrgUnit.objects.none(),
        help_text="Kecamatan: anggota semua desa dapat hadir. Desa: hanya anggotanya",
    )

    def __init__(self, *args: Any, offices: QuerySet[OrgUnit], **options: Any) -> None:
        super().__init__(*args, **options)
        office = self.fields["office"]
        assert isinstance(office, forms.ModelChoiceField)  # noqa: S101 -- tells mypy which field
        office.queryset = offices
        self.order_fields(["office"])


class EventCorrectionForm(EditForm, _EventFields):
    """What is said of an event, put right."""

    @classmethod
    def of(cls, event: Event, data: Any = None) -> "EventCorrectionForm":
        """What stands now of an event."""
        said = {name: getattr(event, name) for name in _EventFields.base_fields}
        return cls(data, initial=said | {"based_on": edition_of(event)})


class CancelForm(EditForm):
    """Why an event counts for nobody."""

    reason = forms.CharField(label="Mengapa dibatalkan", max_length=300)

    @classmethod
    def of(cls, event: Event, data: Any = None) -> "CancelForm":
        """Asks anew, upon the event as it stands."""
        return cls(data, initial={"based_on": edition_of(event)})


class RestoreForm(EditForm):
    """Why an event that was cancelled counts again."""

    reason = forms.CharField(label="Mengapa pembatalannya ditarik", max_length=300)

    @classmethod
    def of(cls, event: Event, data: Any = None) -> "RestoreForm":
        """Asks anew, upon the event as it stands."""
        return cls(data, initial={"based_on": edition_of(event)})


class EventFileForm(forms.Form):
    """A file that shows that an event was held."""

    kind = forms.ChoiceField(label="Isi berkas", choices=FileKind.choices)
    file = UploadField(label="Berkas", help_text="PDF, gambar, DOCX, atau XLSX; paling besar 10 MB")


class WithdrawFileForm(forms.Form):
    """Why a file is not shown any more."""

    reason = forms.CharField(label="Mengapa ditarik", max_length=300)


class ResultsForm(EditForm):
    """What a training brought those of a village who came: two fields for each."""

    @classmethod
    def of(cls, event: Event, rows: Iterable[Resulted], data: Any = None) -> "ResultsForm":
        """What stands now of those who came."""
        form = cls(data, initial={"based_on": edition_of(event)})
        form.keys = []
        for one in rows:
            key, name = one.member_id, lists.called(one.member)
            form.keys.append(key)
            form.fields[f"score-{key}"] = IndonesianNumberField(
                label=f"Nilai {name}", required=False, least=Decimal(0)
            )
            form.fields[f"certificate-{key}"] = forms.CharField(
                label=f"Nomor sertifikat {name}", required=False, max_length=60
            )
            form.initial.update(
                {
                    f"score-{key}": written_exactly(one.standing.score)
                    if one.standing.score is not None
                    else "",
                    f"certificate-{key}": one.standing.certificate_number or "",
                }
            )
        for field in form.fields.values():
            field.says_optional = False  # type: ignore[attr-defined]
        return form

    keys: list[int]

    def results(self) -> dict[int, ResultText]:
        """What was typed, by the member's key; call after `is_valid`."""
        said = self.cleaned_data
        return {
            key: ResultText(said[f"score-{key}"], said[f"certificate-{key}"] or None)
            for key in self.keys
        }

    @property
    def lines(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The two fields of each member."""
        return [(self[f"score-{key}"], self[f"certificate-{key}"]) for key in self.keys]


class TickForm(EditForm):
    """Who of a village came: one box for each of its members."""

    present = forms.MultipleChoiceField(
        label="Yang hadir",
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
    )

    @classmethod
    def of(
        cls, event: Event, members: Mapping[int, str], came: Iterable[int], data: Any = None
    ) -> "TickForm":
        """The boxes of a village's members; those who came are ticked."""
        ticked = [str(one) for one in came]
        form = cls(data, initial={"present": ticked, "based_on": edition_of(event)})
        field = form.fields["present"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 -- tells mypy which field
        field.choices = [(str(key), name) for key, name in members.items()]
        return form

    def keys(self) -> list[int]:
        """The members ticked; call after `is_valid`."""
        return [int(one) for one in self.cleaned_data["present"]]
