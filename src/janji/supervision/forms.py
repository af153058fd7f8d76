"""Text to values: filters of the desk, questions, findings, what was done, reviews."""

from typing import Any

from django import forms

from janji.agreements.models import Target
from janji.core.measuring import QUARTERS
from janji.kit.conflicts import EditForm
from janji.kit.editions import edition_of
from janji.kit.fields import DayField, FilesField, FilterForm, LongTextField
from janji.kit.templatetags.kit import quarter
from janji.orgs.models import OrgUnit, User
from janji.supervision import queries
from janji.supervision.actions import About, ReviewText
from janji.supervision.models import Finding, Review, Severity, Thread, ThreadKind

WRONG = [
    ("", "Semua kantor"),
    ("menunggu-anda", "Menunggu Anda"),
    ("lewat-batas", "Pengukuran lewat batas"),
    ("terlambat", "Pengukuran terlambat disampaikan"),
    ("dikembalikan", "Pengukuran dikembalikan"),
    ("menunggu-verifikator", "Menunggu verifikator"),
    ("menunggu-kepala", "Menunggu kepala kantor"),
    ("belum-diisi", "Realisasi belum diisi"),
    ("berisiko", "Berisiko atau sulit tercapai"),
    ("bertentangan", "Bertentangan"),
    ("utas", "Pertanyaan lewat batas"),
    ("temuan", "Temuan lewat batas"),
    ("tanpa-perjanjian", "Tanpa perjanjian berlaku"),
]
STATES = [
    ("", "Semua"),
    ("berjalan", "Belum selesai"),
    ("lewat", "Lewat batas"),
    ("menunggu-anda", "Menunggu pihak atasan"),
]


def _year_field() -> forms.IntegerField:
    return forms.IntegerField(label="Tahun", required=False, min_value=2000, max_value=2100)


class DeskFilter(FilterForm):
    """The desk searched and narrowed down."""

    q = forms.CharField(label="Cari kantor", required=False, max_length=80)
    masalah = forms.ChoiceField(label="Yang dilihat", required=False, choices=WRONG)
    tahun = _year_field()


class ListFilter(FilterForm):
    """Threads or findings of all offices, narrowed down."""

    q = forms.CharField(label="Cari", required=False, max_length=80)
    keadaan = forms.ChoiceField(label="Keadaan", required=False, choices=STATES)
    tahun = _year_field()


class _TargetField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.indicator_version.text)


class _AboutForm(forms.Form):
    """What both a question and a finding say: which figure, which quarter, until when."""

    target = _TargetField(
        label="Indikator",
        queryset=Target.objects.none(),
        required=False,
        empty_label="Kantor seluruhnya",
    )
    quarter = forms.TypedChoiceField(
        label="Triwulan",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "Setahun"), *((one, quarter(one)) for one in QUARTERS)],
    )

    def __init__(self, *args: Any, org_unit: OrgUnit, year: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.org_unit, self.year = org_unit, year
        field: Any = self.fields["target"]
        field.queryset = queries.targets_in(org_unit, year)
        for one in ("target", "quarter"):
            self.fields[one].says_optional = False  # type: ignore[attr-defined]

    def about(self) -> About:
        """What it is about."""
        said = self.cleaned_data
        return About(self.org_unit, self.year, said["quarter"], said["target"])


class ThreadForm(_AboutForm):
    """A question or an instruction."""

    kind = forms.ChoiceField(label="Jenis", choices=ThreadKind.choices, widget=forms.RadioSelect)
    subject = forms.CharField(
        label="Pokoknya", max_length=200, help_text="Misalnya: Realisasi TW II turun tajam"
    )
    text = LongTextField(label="Isi", max_length=5000, rows=5)
    due_on = DayField(label="Dijawab paling lambat")
    field_order = ["kind", "target", "quarter", "subject", "text", "due_on"]


class _OwnerField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return str(obj)


class FindingForm(_AboutForm):
    """A finding."""

    text = LongTextField(
        label="Temuan",
        max_length=5000,
        rows=4,
        help_text="Apa yang belum benar dan apa yang harus dilakukan.",
    )
    severity = forms.ChoiceField(label="Bobot", choices=Severity.choices, widget=forms.RadioSelect)
    owner = _OwnerField(label="Penanggung jawab", queryset=User.objects.none())
    due_on = DayField(label="Ditindaklanjuti paling lambat")
    field_order = ["target", "quarter", "text", "severity", "owner", "due_on"]

    def __init__(self, *args: Any, today: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["owner"]
        field.queryset = queries.owners_in(self.org_unit, on=today)


class AnswerForm(EditForm):
    """The office's answer."""

    text = LongTextField(label="Jawaban", max_length=5000, rows=5)

    @classmethod
    def of(cls, thread: Thread, data: Any = None) -> "AnswerForm":
        """The form as it is opened now."""
        return cls(data, initial={"based_on": edition_of(thread)})


class AskAgainForm(EditForm):
    """Another message of the superior's side."""

    text = LongTextField(label="Isi", max_length=5000, rows=5)
    due_on = DayField(label="Dijawab paling lambat")

    @classmethod
    def of(cls, thread: Thread, data: Any = None) -> "AskAgainForm":
        """The form as it is opened now."""
        return cls(data, initial={"based_on": edition_of(thread), "due_on": thread.due_on})


class FollowUpForm(EditForm):
    """What was done about a finding."""

    text = LongTextField(label="Yang dilakukan", max_length=5000, rows=5)
    evidence = FilesField(
        label="Bukti dukung",
        required=False,
        help_text="PDF, foto, dokumen, atau lembar; paling banyak 10 berkas.",
    )

    @classmethod
    def of(cls, finding: Finding, data: Any = None, files: Any = None) -> "FollowUpForm":
        """The form as it is opened now."""
        return cls(data, files, initial={"based_on": edition_of(finding)})


class AcceptForm(EditForm):
    """What the superior's side says when it is content."""

    remark = LongTextField(label="Catatan", required=False, max_length=2000)

    @classmethod
    def of(cls, finding: Finding, data: Any = None) -> "AcceptForm":
        """The form as it is opened now."""
        return cls(data, initial={"based_on": edition_of(finding)})


class ReturnForm(EditForm):
    """Why what was done is not enough, and until when it is due again."""

    reason = LongTextField(label="Yang masih kurang", max_length=2000)
    due_on = DayField(label="Ditindaklanjuti lagi paling lambat")

    @classmethod
    def of(cls, finding: Finding, data: Any = None) -> "ReturnForm":
        """The form as it is opened now."""
        return cls(data, initial={"based_on": edition_of(finding), "due_on": finding.due_on})


class WithdrawForm(EditForm):
    """Why a finding is taken back."""

    reason = LongTextField(label="Alasan", max_length=2000)

    @classmethod
    def of(cls, finding: Finding, data: Any = None) -> "WithdrawForm":
        """The form as it is opened now."""
        return cls(data, initial={"based_on": edition_of(finding)})


class ReviewForm(EditForm):
    """What a quarter's meeting said."""

    held_on = DayField(label="Tanggal rapat", required=False)
    place = forms.CharField(label="Tempat", required=False, max_length=160)
    driving = LongTextField(label="Faktor pendorong", required=False, max_length=5000)
    hindering = LongTextField(label="Faktor penghambat", required=False, max_length=5000)
    agreed = LongTextField(
        label="Tindak lanjut yang disepakati",
        required=False,
        max_length=5000,
        rows=5,
        help_text="Satu baris satu tindak lanjut: apa, oleh siapa, paling lambat kapan.",
    )

    @classmethod
    def of(cls, review: Review | None, data: Any = None) -> "ReviewForm":
        """The form as it is opened now."""
        names = ("held_on", "place", "driving", "hindering", "agreed")
        initial = (
            {name: getattr(review, name) for name in names} if review else dict.fromkeys(names)
        )
        return cls(data, initial={**initial, "based_on": edition_of(review)})

    def review(self) -> ReviewText:
        """What was written; left open is nothing."""
        said = self.cleaned_data
        return ReviewText(
            held_on=said["held_on"],
            place=said["place"] or None,
            driving=said["driving"] or None,
            hindering=said["hindering"] or None,
            agreed=said["agreed"] or None,
        )
