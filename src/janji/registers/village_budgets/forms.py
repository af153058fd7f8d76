"""What one types of drafts, their sums, evaluation, visits, and what villages hand in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.db.models import QuerySet

from janji.core.village_budgets import Checklist, Course, Item
from janji.kit.conflicts import EditForm
from janji.kit.editions import edition_of
from janji.kit.fields import DayField, FilesField, FilterForm, LongTextField, WholeField
from janji.kit.files import CheckedFile, Kind
from janji.orgs.models import OrgUnit
from janji.registers.village_budgets import queries
from janji.registers.village_budgets.actions import Answered, Brought
from janji.registers.village_budgets.intake import HAPPENED, Happened
from janji.registers.village_budgets.models import (
    AMOUNTS,
    ANSWERS,
    COURSE,
    OUTCOMES,
    BudgetCycle,
    BudgetSummary,
    DutyKind,
    Evaluation,
    FileKind,
    HandedIn,
    Visit,
    VisitKind,
)
from janji.registers.village_budgets.queries import CycleSearch, VillageSearch, VisitSearch
from janji.registers.village_budgets.wording import AMOUNT_LABELS, LABELS

PHOTOS = frozenset({Kind.JPEG, Kind.PNG})
CHANGES = [("0", "Murni"), *((str(one), f"Perubahan {one}") for one in range(1, 6))]
YEAR: dict[str, Any] = {"min_value": 2000, "max_value": 2100}


class VillageField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A village by its name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(label="Desa", queryset=OrgUnit.objects.none(), **options)

    def label_from_instance(self, one: Any) -> str:
        """The name of its office."""
        return str(one.name)


def _choose_among(field: forms.Field, villages: QuerySet[OrgUnit]) -> None:
    field.queryset = villages  # type: ignore[attr-defined]


class VillagesSearch(FilterForm):
    """What one looks for among villages."""

    q = forms.CharField(label="Cari desa", required=False, max_length=80)
    tahun = forms.IntegerField(label="Tahun", required=False, **YEAR)
    state = forms.ChoiceField(
        label="Keadaan",
        required=False,
        choices=[
            ("", "Semua"),
            ("terbina", "Dievaluasi dan dimonitor"),
            ("belum", "Masih kurang sesuatu"),
            ("diam", "Rancangannya berlaku dengan sendirinya"),
        ],
    )

    def search(self) -> VillageSearch:
        """What is asked for; a filter that cannot be read narrows nothing down."""
        self.is_valid()
        said = self.cleaned_data
        return VillageSearch(said.get("q") or "", said.get("state") or "")

    def year(self) -> int | None:
        """The year that is asked for; call after `search`."""
        return self.cleaned_data.get("tahun")


class CyclesSearch(FilterForm):
    """What one looks for among drafts."""

    q = forms.CharField(
        label="Cari",
        required=False,
        max_length=80,
        help_text="Desa, nomor surat, atau nomor Perdes",
    )
    tahun = forms.IntegerField(label="Tahun anggaran", required=False, **YEAR)
    kind = forms.ChoiceField(
        label="Jenis",
        required=False,
        choices=[("", "Semua"), ("murni", "Murni"), ("perubahan", "Perubahan")],
    )
    state = forms.ChoiceField(
        label="Keadaan",
        required=False,
        choices=[("", "Semua"), *queries.CYCLE_STATES.items()],
    )

    def search(self) -> CycleSearch:
        """What is asked for."""
        self.is_valid()
        said = self.cleaned_data
        return CycleSearch(
            said.get("q") or "",
            said.get("tahun"),
            said.get("kind") or "",
            said.get("state") or "",
        )


class VisitsSearch(FilterForm):
    """What one looks for among visits."""

    q = forms.CharField(
        label="Cari", required=False, max_length=80, help_text="Desa, materi, temuan, atau tim"
    )
    tahun = forms.IntegerField(label="Tahun", required=False, **YEAR)
    kind = forms.ChoiceField(
        label="Jenis", required=False, choices=[("", "Semua jenis"), *VisitKind.choices]
    )
    state = forms.ChoiceField(
        label="Keadaan", required=False, choices=[("", "Semua"), *queries.VISIT_STATES.items()]
    )

    def search(self) -> VisitSearch:
        """What is asked for."""
        self.is_valid()
        said = self.cleaned_data
        return VisitSearch(
            said.get("q") or "",
            said.get("kind") or "",
            said.get("tahun"),
            said.get("state") or "",
        )


class DutiesSearch(FilterForm):
    """What one looks for in the matrix."""

    q = forms.CharField(label="Cari desa", required=False, max_length=80)
    tahun = forms.IntegerField(label="Tahun anggaran", required=False, **YEAR)
    state = forms.ChoiceField(
        label="Keadaan", required=False, choices=[("", "Semua"), *queries.DUTY_STATES.items()]
    )


class YearForm(FilterForm):
    """Which year one looks at."""

    tahun = forms.IntegerField(label="Tahun", required=False, **YEAR)


def _text(name: str, most: int = 80) -> forms.CharField:
    return forms.CharField(label=LABELS[name], required=False, max_length=most)


def _day(name: str, hint: str = "") -> DayField:
    return DayField(label=LABELS[name], required=False, help_text=hint or "Misalnya 29-10-2018")


class _CourseFields(forms.Form):
    """The days and numbers of a draft, as far as it has come."""

    agreed_on = _day("agreed_on")
    sent_on = _day("sent_on", "Paling lambat 3 hari kerja sejak disepakati")
    received_on = _day("received_on", "Batas evaluasi 20 hari kerja dihitung dari sini")
    result_on = _day("result_on", "Bersama nomor dan hasilnya")
    letter_number = _text("letter_number")
    outcome = forms.ChoiceField(
        label=LABELS["outcome"], required=False, choices=[("", "Belum ada hasil"), *OUTCOMES]
    )
    correct_until = _day("correct_until", "Bila surat hasil menyebut harinya")
    corrected_on = _day("corrected_on", "Hanya untuk hasil tidak sesuai")
    enacted_on = _day("enacted_on", "Bersama nomor Perdesnya")
    regulation_number = _text("regulation_number")
    reported_on = _day("reported_on", "Hari Perdes diterima kecamatan")
    cancelled_on = _day("cancelled_on", "Hanya bila bupati membatalkannya")
    cancel_number = _text("cancel_number")
    revoked_on = _day("revoked_on", "Hari kepala desa dan BPD mencabutnya")

    def course(self) -> Course:
        """The days and numbers as a value; call after `is_valid`."""
        said = self.cleaned_data
        return Course(**{name: said[name] or None for name in COURSE})


class OpenCycleForm(_CourseFields):
    """A draft that the register does not have yet."""

    village = VillageField(empty_label=None)
    budget_year = forms.IntegerField(label="Tahun anggaran", **YEAR)
    change = forms.TypedChoiceField(label="Jenis", choices=CHANGES, coerce=int)
    field_order = ("village", "budget_year", "change")

    def __init__(self, *args: Any, villages: QuerySet[OrgUnit], today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.initial.setdefault("budget_year", today.year)
        _choose_among(self.fields["village"], villages)


class CourseForm(EditForm, _CourseFields):
    """How far a draft has come."""

    @classmethod
    def of(cls, cycle: BudgetCycle, data: Any = None) -> "CourseForm":
        """The draft as it stands."""
        said = {name: getattr(cycle, name) for name in COURSE}
        return cls(data, initial=said | {"based_on": edition_of(cycle)})


class AmountField(WholeField):
    """An amount of a budget; one left empty is nothing, which is 0."""

    def to_python(self, value: Any) -> Any:
        """The number."""
        number = super().to_python(value)
        return 0 if number is None else number


class SummaryForm(EditForm):
    """The sums of a budget in rupiah."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name in (*AMOUNTS[:10], "limited", *AMOUNTS[10:]):
            made = WholeField if name == "limited" else AmountField
            self.fields[name] = made(label=AMOUNT_LABELS[name], required=False)
            self.fields[name].says_optional = False  # type: ignore[attr-defined]
        self.fields["limited"].help_text = "Kosong: belum diketahui"

    def amounts(self) -> dict[str, int | None]:
        """What was typed; call after `is_valid`. An empty amount is 0, except the one that may be unknown."""
        return {name: self.cleaned_data[name] for name in (*AMOUNTS, "limited")}

    @classmethod
    def of(cls, summary: BudgetSummary | None, data: Any = None) -> "SummaryForm":
        """The sums as they stand."""
        names = (*AMOUNTS, "limited")
        said: dict[str, int | None] = dict.fromkeys(AMOUNTS, 0)
        if summary is not None:
            said = {name: getattr(summary, name) for name in names}
        return cls(data, initial=said | {"based_on": edition_of(summary)})


class RealisedForm(forms.Form):
    """The day by which something was realised."""

    per = DayField(label="Realisasi per", help_text="Misalnya 30-06-2019")


class AnswersForm(EditForm):
    """Every question of a list with its answer, a note and perhaps an account."""

    def __init__(self, *args: Any, questions: Checklist, **more: Any) -> None:
        super().__init__(*args, **more)
        self.questions = questions
        self.fields["evaluator"] = forms.CharField(label="Penilai", max_length=160)
        for item in questions.items:
            self._add(item)

    def _add(self, item: Item) -> None:
        self.fields[f"answer_{item.code}"] = forms.ChoiceField(
            label=f"{item.code}. {item.question}",
            help_text=item.basis,
            choices=ANSWERS,
            widget=forms.RadioSelect,
            error_messages={"required": "Pilih salah satu jawaban."},
        )
        notes = forms.CharField(label=f"Catatan {item.code}", required=False, max_length=500)
        account = forms.CharField(label=f"Mata anggaran {item.code}", required=False, max_length=60)
        for name, one in (("notes", notes), ("account", account)):
            one.says_optional = False  # type: ignore[attr-defined]
            self.fields[f"{name}_{item.code}"] = one

    def parts(self) -> Iterator[tuple[Any, Any, Any]]:
        """The three fields of each question."""
        for item in self.questions.items:
            names = (f"answer_{item.code}", f"notes_{item.code}", f"account_{item.code}")
            answer, notes, account = (self[name] for name in names)
            yield answer, notes, account

    def answers(self) -> Mapping[str, Answered]:
        """What was answered; call after `is_valid`."""
        said = self.cleaned_data
        return {
            one.code: Answered(
                said[f"answer_{one.code}"],
                said[f"notes_{one.code}"] or None,
                said[f"account_{one.code}"] or None,
            )
            for one in self.questions.items
        }

    @classmethod
    def of(
        cls, evaluation: Evaluation | None, questions: Checklist, data: Any = None, name: str = ""
    ) -> "AnswersForm":
        """The answers as they stand."""
        said: dict[str, Any] = {"evaluator": evaluation.evaluator if evaluation else name}
        for one in evaluation.answers.all() if evaluation else ():
            said |= {
                f"answer_{one.item}": one.answer,
                f"notes_{one.item}": one.notes or "",
                f"account_{one.item}": one.account or "",
            }
        initial = said | {"based_on": edition_of(evaluation)}
        return cls(data, questions=questions, initial=initial)


class _VisitFields(forms.Form):
    kind = forms.ChoiceField(label="Jenis", choices=VisitKind.choices)
    day = DayField(label="Tanggal", help_text="Misalnya 14-05-2019")
    team = forms.CharField(label="Tim", max_length=300, help_text="Nama petugas, dipisah koma")
    subject = forms.CharField(label="Materi", max_length=300)
    findings = LongTextField(label="Temuan", required=False, max_length=2000)
    recommendation = LongTextField(label="Rekomendasi", required=False, max_length=2000)
    follow_up_due_on = DayField(
        label="Batas tindak lanjut", required=False, help_text="Misalnya 28-05-2019"
    )
    minutes_number = forms.CharField(
        label="Nomor berita acara",
        required=False,
        max_length=80,
        help_text="Tanpa berita acara kunjungan tidak terhitung monitoring",
    )

    def said(self) -> Happened:
        """The visit as a value; call after `is_valid`."""
        found: dict[str, Any] = {name: self.cleaned_data[name] or None for name in HAPPENED}
        return Happened(**found)


class VisitForm(_VisitFields):
    """A visit as it is written down on the spot."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    village = VillageField(empty_label=None)
    photos = FilesField(
        label="Foto",
        required=False,
        kinds=PHOTOS,
        attrs={"accept": "image/jpeg,image/png", "capture": "environment"},
        help_text="Langsung dari kamera; JPEG atau PNG, masing-masing paling besar 10 MB",
    )
    minutes = FilesField(label="Berita acara", required=False, help_text="PDF, foto, atau DOCX")
    attendance = FilesField(
        label="Daftar hadir", required=False, help_text="PDF, foto, atau lembar"
    )
    field_order = ("village", "kind", "day", "team", "subject", "photos")

    def __init__(self, *args: Any, villages: QuerySet[OrgUnit], **more: Any) -> None:
        super().__init__(*args, **more)
        _choose_among(self.fields["village"], villages)
        self.initial.setdefault("client_key", uuid4())

    def key(self) -> UUID:
        """The key made where it was filled in."""
        found: UUID = self.cleaned_data["client_key"]
        return found

    def brought(self) -> Mapping[str, Sequence[CheckedFile]]:
        """What was brought, by what it shows."""
        said = self.cleaned_data
        return {
            FileKind.PHOTO.value: said["photos"],
            FileKind.MINUTES.value: said["minutes"],
            FileKind.ATTENDANCE.value: said["attendance"],
        }


class CorrectVisitForm(EditForm, _VisitFields):
    """What was written down of a visit, to put it right."""

    @classmethod
    def of(cls, visit: Visit, data: Any = None) -> "CorrectVisitForm":
        """The visit as it stands."""
        said = {name: getattr(visit, name) for name in HAPPENED}
        return cls(data, initial=said | {"based_on": edition_of(visit)})


class AttachForm(forms.Form):
    """More files of a visit."""

    kind = forms.ChoiceField(label="Berkas ini", choices=FileKind.choices)
    attached = FilesField(
        label="Berkas", help_text="PDF, gambar, DOCX, atau lembar; paling besar 10 MB"
    )


class FollowUpForm(EditForm):
    """When and how a village did what was asked."""

    followed_up_on = DayField(label="Selesai pada")
    follow_up = LongTextField(
        label="Bukti tindak lanjut",
        max_length=1000,
        help_text="Misalnya nomor dan tanggal surat desa, atau apa yang dilihat",
    )

    @classmethod
    def of(cls, visit: Visit, data: Any = None) -> "FollowUpForm":
        """As it stands."""
        said = {
            "followed_up_on": visit.followed_up_on,
            "follow_up": visit.follow_up or "",
            "based_on": edition_of(visit),
        }
        return cls(data, initial=said)


class WithdrawForm(EditForm):
    """Why a visit no longer counts."""

    reason = forms.CharField(label="Alasan dibatalkan", max_length=300)

    @classmethod
    def of(cls, visit: Visit, data: Any = None) -> "WithdrawForm":
        """As it stands."""
        said = {"reason": visit.withdrawn_because or "", "based_on": edition_of(visit)}
        return cls(data, initial=said)


class _BroughtFields(forms.Form):
    received_on = DayField(label="Diterima pada", help_text="Misalnya 20-03-2019")
    sender = forms.CharField(
        label="Pengirim", max_length=160, help_text="Nama dan jabatan yang menyerahkan"
    )
    number = forms.CharField(label="Nomor surat pengantar", required=False, max_length=80)

    def said(self) -> Brought:
        """When it came and who brought it; call after `is_valid`."""
        said = self.cleaned_data
        return Brought(said["received_on"], said["sender"], said["number"] or None)


class HandedInForm(_BroughtFields):
    """Something that a village owes came."""

    village = VillageField(empty_label=None)
    duty = forms.ChoiceField(label="Laporan", choices=DutyKind.choices)
    budget_year = forms.IntegerField(label="Tahun anggaran", **YEAR)
    field_order = ("village", "duty", "budget_year")

    def __init__(self, *args: Any, villages: QuerySet[OrgUnit], **more: Any) -> None:
        super().__init__(*args, **more)
        _choose_among(self.fields["village"], villages)


class CorrectHandedInForm(EditForm, _BroughtFields):
    """What was written down of it, to put it right."""

    @classmethod
    def of(cls, row: HandedIn, data: Any = None) -> "CorrectHandedInForm":
        """As it stands."""
        said = {
            "received_on": row.received_on,
            "sender": row.sender,
            "number": row.number or "",
            "based_on": edition_of(row),
        }
        return cls(data, initial=said)


def labelled(amounts: Iterable[str], summary: BudgetSummary) -> list[tuple[str, int]]:
    """Amounts with what they are called."""
    return [(AMOUNT_LABELS[name], getattr(summary, name)) for name in amounts]
