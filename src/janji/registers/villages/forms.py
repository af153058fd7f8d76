"""An inspection book by book, findings, the list of villages."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms

from janji.core.village_books import Book, Regulation, Seen, groups, scoring
from janji.kit.conflicts import EditForm
from janji.kit.editions import edition_of
from janji.kit.fields import DayField, FilterForm, LongTextField
from janji.kit.kept_files import PICTURES, UploadField
from janji.registers.villages.intake import Look, Sheet
from janji.registers.villages.models import Finding, Inspection, Village

MOST_MB = 5
ABSENT, EMPTY, FILLED, NIL, FREE = "absent", "empty", "filled", "nil", "free"
STATES = (
    (FILLED, "Ada dan terisi"),
    (NIL, "Ada, nihil yang sah"),
    (EMPTY, "Ada, belum diisi"),
    (ABSENT, "Tidak ada"),
    (FREE, "Tidak berlaku bagi desa ini"),
)


class BookForm(forms.Form):
    """What is seen of one book.

    The choice on top decides: a date or a signature left over from another choice is not taken.
    """

    state = forms.ChoiceField(
        label="Keadaan buku", choices=STATES, required=False, widget=forms.RadioSelect
    )
    current_until = DayField(
        label="Tercatat sampai tanggal",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    is_signed = forms.BooleanField(label="Ditandatangani", required=False)
    columns_fit = forms.BooleanField(label="Kolom sesuai ketentuan", required=False)
    reason = forms.CharField(label="Mengapa tidak berlaku", required=False, max_length=300)
    notes = forms.CharField(label="Catatan", required=False, max_length=300)

    def __init__(self, *args: Any, book: Book, regulation: Regulation, **options: Any) -> None:
        super().__init__(*args, **options)
        self.book = book
        for one in self.fields.values():
            one.says_optional = False  # type: ignore[attr-defined]
        self.fields["is_signed"].label = f"Ditandatangani {regulation.signed_by}"
        self.fields["current_until"].help_text = (
            f"Buku bulanan: mutakhir bila paling lama {scoring().most_days_behind} hari sebelum pemeriksaan"
            if book.monthly
            else "Isi bila semua kejadian sampai tanggal itu sudah dicatat"
        )

    def look(self) -> Look | None:
        """What was seen; nothing when no choice was made."""
        said = self.cleaned_data
        state = said["state"]
        if not state:
            return None
        is_there = state not in {ABSENT, FREE}
        seen = Seen(
            exists=is_there,
            is_filled=state == FILLED,
            current_until=said["current_until"] if state == FILLED else None,
            is_signed=is_there and said["is_signed"],
            columns_fit=is_there and said["columns_fit"],
            is_nil=state == NIL,
            not_applicable=said["reason"] if state == FREE else None,
        )
        return Look(seen, said["notes"] or None)


class InspectionForm(forms.Form):
    """An inspection of all books of a village, each in a form of its own."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    inspected_on = DayField(
        label="Tanggal pemeriksaan",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="",
    )
    inspector = forms.CharField(label="Pemeriksa", max_length=160)
    notes = LongTextField(label="Catatan umum", required=False, max_length=1000, rows=3)

    def __init__(self, data: Any = None, *, regulation: Regulation, **options: Any) -> None:
        super().__init__(data, **options)
        self.regulation = regulation
        self.books = [
            BookForm(data, prefix=f"b-{one.code}", book=one, regulation=regulation)
            for one in regulation.books
        ]

    @classmethod
    def fresh(cls, regulation: Regulation, on: date | None, inspector: str) -> "InspectionForm":
        """An empty one with a key of its own; without a day the browser makes both."""
        begin = {
            "client_key": uuid4() if on else "",
            "inspected_on": on,
            "inspector": inspector,
        }
        return cls(regulation=regulation, initial=begin)

    def is_valid(self) -> bool:
        """Whether every part is."""
        # All are asked, so that every one has its errors.
        sound = [one.is_valid() for one in self.books]
        return super().is_valid() and all(sound)

    @property
    def must(self) -> Sequence[BookForm]:
        """The books that have to be looked at."""
        return [one for one in self.books if one.book.mandatory]

    @property
    def others(self) -> Sequence[BookForm]:
        """The books that may be left out."""
        return [one for one in self.books if not one.book.mandatory]

    @property
    def group_names(self) -> Mapping[str, str]:
        """What each group is called."""
        return {one.code: one.name for one in groups()}

    def key(self) -> UUID:
        """The key made where it was filled in."""
        found: UUID = self.cleaned_data["client_key"]
        return found

    def sheet(self) -> Sheet:
        """What was filled in."""
        said = self.cleaned_data
        looks = ((one.book.code, one.look()) for one in self.books)
        return Sheet(
            said["inspected_on"],
            said["inspector"],
            {code: look for code, look in looks if look is not None},
            said["notes"] or None,
        )


class WithdrawForm(EditForm):
    """Why an inspection no longer counts."""

    reason = forms.CharField(label="Alasan dibatalkan", max_length=300)

    @classmethod
    def of(cls, inspection: Inspection) -> "WithdrawForm":
        """As it stands."""
        return cls(
            initial={
                "reason": inspection.withdrawn_because or "",
                "based_on": edition_of(inspection),
            }
        )


class PhotoForm(forms.Form):
    """A picture of a book."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    book = forms.ChoiceField(label="Buku", required=False)
    picture = UploadField(
        label="Foto",
        kinds=PICTURES,
        most_mb=MOST_MB,
        help_text=f"JPEG atau PNG, paling besar {MOST_MB} MB",
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )

    def __init__(self, *args: Any, regulation: Regulation, **options: Any) -> None:
        options.setdefault("initial", {"client_key": uuid4()})
        options.setdefault("auto_id", "foto_%s")
        super().__init__(*args, **options)
        field = self.fields["book"]
        field.says_optional = False  # type: ignore[attr-defined]
        field.choices = [("", "Tidak tentang satu buku"), *_titles(regulation)]  # type: ignore[attr-defined]


class WithdrawPhotoForm(forms.Form):
    """Why a picture is not shown any more."""

    reason = forms.CharField(
        label="Alasan ditarik", max_length=300, help_text="Misalnya: ada orang yang terlihat"
    )


def _titles(regulation: Regulation) -> list[tuple[str, str]]:
    return [(one.code, f"{one.code} {one.name}") for one in regulation.books]


class FindingForm(forms.Form):
    """Something to put right."""

    book = forms.ChoiceField(label="Buku", required=False)
    content = forms.CharField(label="Temuan", max_length=500)
    due_on = DayField(label="Batas waktu")

    def __init__(self, *args: Any, regulation: Regulation, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["book"]
        field.says_optional = False  # type: ignore[attr-defined]
        field.choices = [("", "Tidak tentang satu buku"), *_titles(regulation)]  # type: ignore[attr-defined]


class SettleForm(EditForm):
    """When a finding was put right, and what shows it."""

    settled_on = DayField(label="Selesai pada")
    evidence = LongTextField(
        label="Bukti penyelesaian",
        max_length=500,
        rows=3,
        help_text="Misalnya: buku kas umum ditutup 31-07-2019, ditandatangani",
    )
    file = UploadField(
        label="Berkas bukti",
        required=False,
        help_text="Foto, PDF, DOCX, atau XLSX; paling besar 10 MB",
    )

    @classmethod
    def of(cls, finding: Finding) -> "SettleForm":
        """As it stands."""
        said = {"settled_on": finding.settled_on, "evidence": finding.evidence or ""}
        return cls(initial=said | {"based_on": edition_of(finding)})


class VillageDaysForm(EditForm):
    """From which day and until which day a village is counted."""

    since = DayField(
        label="Hari pertama", required=False, help_text="Hanya desa baru, misalnya hasil pemekaran"
    )
    until = DayField(label="Hari terakhir", required=False)
    reason = forms.CharField(
        label="Alasan berakhir",
        required=False,
        max_length=300,
        help_text="Misalnya penggabungan desa",
    )

    @classmethod
    def of(cls, counted: Village) -> "VillageDaysForm":
        """As it stands."""
        said = {
            "since": counted.since,
            "until": counted.until,
            "reason": counted.end_reason or "",
        }
        return cls(initial=said | {"based_on": edition_of(counted)})


class VillageSearch(FilterForm):
    """What one looks for among villages."""

    q = forms.CharField(label="Cari", required=False, max_length=80, help_text="Nama desa")
    tahun = forms.IntegerField(label="Tahun", required=False, min_value=2000, max_value=2100)
    verdict = forms.ChoiceField(
        label="Tampilkan",
        required=False,
        choices=[
            ("", "Semua"),
            ("orderly", "Tertib"),
            ("not-orderly", "Belum tertib"),
            ("not-inspected", "Belum diperiksa"),
        ],
    )


class FindingSearch(FilterForm):
    """What one looks for among findings."""

    q = forms.CharField(label="Cari", required=False, max_length=80, help_text="Isi atau desa")
    state = forms.ChoiceField(
        label="Tampilkan",
        required=False,
        choices=[
            ("", "Semua"),
            ("terbuka", "Belum selesai"),
            ("lewat", "Lewat batas waktu"),
            ("selesai", "Sudah selesai"),
        ],
    )
