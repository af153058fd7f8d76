"""What one types of finance units, groups, members, requirements, records and loans, and looks for."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from janji.kit.conflicts import EditForm
from janji.kit.dates import MONTHS
from janji.kit.editions import edition_of
from janji.kit.fields import DayField, FilterForm, WholeField
from janji.kit.files import check_upload
from janji.kit.persons import person_number
from janji.orgs.models import OrgUnit
from janji.registers.communities.forms import OfficeField
from janji.registers.self_help.actions import Minutes
from janji.registers.self_help.intake import (
    MOST_MONTHS,
    GroupText,
    LoanText,
    MemberText,
    RecordText,
    UnitText,
)
from janji.registers.self_help.models import (
    OF_MONEY,
    FinanceUnit,
    Group,
    GroupKind,
    GroupMember,
    Post,
    Programme,
    Record,
    RecordKind,
    RequirementKind,
    Sex,
)
from janji.registers.self_help.queries import Search

FIRST_YEAR, LAST_YEAR = 2000, 2100
STATES = [
    ("", "Semua"),
    ("aktif", "Aktif"),
    ("belum", "Belum aktif"),
    ("menunggak", "Menunggak lama"),
    ("ditutup", "Ditutup"),
]
QUARTERS = [("", "Terakhir"), (1, "TW I"), (2, "TW II"), (3, "TW III"), (4, "TW IV")]
BY_HAND = [
    (str(value), str(label))
    for value, label in RecordKind.choices
    if value != RecordKind.INSTALMENT
]
FILE_HINT = "PDF, gambar, DOCX, atau XLSX; paling besar 10 MB"


def _year() -> forms.IntegerField:
    return forms.IntegerField(
        label="Tahun", required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR
    )


def _reason(hint: str = "") -> forms.CharField:
    return forms.CharField(label="Alasan", max_length=300, help_text=hint)


class GroupSearch(FilterForm):
    """What one looks for in the list, and at the end of which quarter."""

    q = forms.CharField(
        label="Cari", required=False, max_length=80, help_text="Nama KSM atau anggota"
    )
    state = forms.ChoiceField(label="Tampilkan", required=False, choices=STATES)
    kind = forms.ChoiceField(
        label="Jenis", required=False, choices=[("", "Semua jenis"), *GroupKind.choices]
    )
    village = OfficeField(required=False, empty_label="Semua desa")
    year = _year()
    quarter = forms.TypedChoiceField(
        label="Triwulan", required=False, coerce=int, empty_value=None, choices=QUARTERS
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

    def asked(self, name: str) -> int | None:
        """The year or the quarter, when one was chosen."""
        value: int | None = self.cleaned_data.get(name)
        return value

    def showing(self, **shown: int) -> "GroupSearch":
        """The form with what is shown, whether it was chosen or found."""
        sent: Any = self.data
        self.data = sent = sent.copy()
        sent.update({name: str(value) for name, value in shown.items()})
        return self


class MonthForm(FilterForm):
    """The month of a recap."""

    year = _year()
    month = forms.TypedChoiceField(
        label="Bulan",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "Terakhir"), *enumerate(MONTHS, start=1)],
    )

    def chosen(self, usual: date) -> tuple[int, int]:
        """The year and the month asked for; what is missing is that of a usual day."""
        self.is_valid()
        fields = self.cleaned_data
        return fields.get("year") or usual.year, fields.get("month") or usual.month

    @classmethod
    def showing(cls, year: int, month: int) -> "MonthForm":
        """The form with the month that is shown."""
        return cls({"year": str(year), "month": str(month)})


class UnitForm(EditForm):
    """A village's BKM and its UPK."""

    board = forms.CharField(label="Nama BKM", max_length=120)
    deed = forms.CharField(
        label="Akta", required=False, max_length=120, help_text="Misalnya Akta Notaris Nomor 12"
    )
    deed_on = DayField(label="Tanggal akta", required=False)
    name = forms.CharField(label="Nama UPK", max_length=120)
    grant = WholeField(
        label="Dana bantuan, rupiah", required=False, help_text="Dari program, bila diketahui"
    )
    works = WholeField(
        label="Belanja fisik, rupiah", required=False, help_text="Yang tidak dipinjamkan"
    )
    capital = WholeField(
        label="Modal awal, rupiah", help_text="Dana bantuan dikurangi belanja fisik"
    )

    @classmethod
    def of(cls, unit: FinanceUnit | None, data: Any = None) -> "UnitForm":
        """The unit as it stands."""
        names = ("board", "deed", "deed_on", "name", "grant", "works", "capital")
        said = {name: getattr(unit, name) if unit else None for name in names}
        return cls(data, initial=said | {"based_on": edition_of(unit)})

    def text(self) -> UnitText:
        """The unit as a value; call after `is_valid`."""
        fields = self.cleaned_data
        names = ("board", "name", "capital", "deed_on", "grant", "works")
        return UnitText(deed=fields["deed"] or None, **{name: fields[name] for name in names})


class GroupForm(forms.Form):
    """A new group."""

    village = OfficeField(empty_label=None)
    name = forms.CharField(label="Nama KSM", max_length=120, help_text="Misalnya Mekar Sari")
    kind = forms.ChoiceField(label="Jenis", choices=GroupKind.choices)
    programme = forms.ChoiceField(label="Program asal", choices=Programme.choices)
    formed_on = DayField(label="Dibentuk", required=False, help_text="Kosong bila tidak diketahui")

    def __init__(self, *args: Any, villages: QuerySet[OrgUnit], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["village"].queryset = villages  # type: ignore[attr-defined]

    def text(self) -> GroupText:
        """The group as a value; call after `is_valid`."""
        return _group_text(self.cleaned_data)


def _group_text(fields: dict[str, Any]) -> GroupText:
    return GroupText(fields["name"], fields["kind"], fields["programme"], fields["formed_on"])


class CorrectGroupForm(EditForm):
    """What was written down of a group, to put it right."""

    name = forms.CharField(label="Nama KSM", max_length=120)
    kind = forms.ChoiceField(label="Jenis", choices=GroupKind.choices)
    programme = forms.ChoiceField(label="Program asal", choices=Programme.choices)
    formed_on = DayField(label="Dibentuk", required=False, help_text="Kosong bila tidak diketahui")
    reason = _reason()

    @classmethod
    def of(cls, one: Group, data: Any = None) -> "CorrectGroupForm":
        """The group as it stands."""
        said = {name: getattr(one, name) for name in ("name", "kind", "programme", "formed_on")}
        return cls(data, initial=said | {"based_on": edition_of(one)})

    def text(self) -> GroupText:
        """The group as a value; call after `is_valid`."""
        return _group_text(self.cleaned_data)


class CloseForm(forms.Form):
    """The minutes by which a group is closed."""

    day = DayField(label="Ditutup sejak")
    minutes_number = forms.CharField(label="Nomor berita acara BKM", max_length=80)
    minutes_on = DayField(label="Tanggal berita acara")
    reason = _reason("Misalnya anggota tinggal dua orang")

    def minutes(self) -> Minutes:
        """The minutes as a value; call after `is_valid`."""
        return Minutes(self.cleaned_data["minutes_number"], self.cleaned_data["minutes_on"])


class EndForm(forms.Form):
    """From which day something holds no longer, and why."""

    day = DayField(label="Sejak")
    reason = _reason()


class ReasonForm(forms.Form):
    """Why something that was written down counts no longer."""

    reason = _reason("Misalnya tercatat dua kali")


class MemberForm(forms.Form):
    """Someone joins a group."""

    name = forms.CharField(label="Nama", max_length=160)
    nik = forms.CharField(
        label="NIK",
        required=False,
        max_length=24,
        help_text="Yang disimpan hanya sandi dan empat digit terakhir",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    sex = forms.ChoiceField(label="Jenis kelamin", choices=Sex.choices)
    is_poor = forms.BooleanField(
        label="Tercantum pada daftar warga miskin", required=False, initial=True
    )
    joined_on = DayField(label="Masuk")

    def text(self) -> MemberText:
        """The member as a value; call after `is_valid`. Refuses a NIK that is none."""
        return _member_text(self.cleaned_data)


def _member_text(fields: dict[str, Any]) -> MemberText:
    return MemberText(
        fields["name"],
        fields["sex"],
        fields["is_poor"],
        fields["joined_on"],
        person_number(fields["nik"]),
    )


class CorrectMemberForm(EditForm):
    """What was written down of a member, to put it right."""

    name = forms.CharField(label="Nama", max_length=160)
    nik = forms.CharField(
        label="NIK",
        required=False,
        max_length=24,
        help_text="Kosong berarti tetap",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    sex = forms.ChoiceField(label="Jenis kelamin", choices=Sex.choices)
    is_poor = forms.BooleanField(label="Tercantum pada daftar warga miskin", required=False)
    joined_on = DayField(label="Masuk")
    reason = _reason()

    @classmethod
    def of(cls, one: GroupMember, data: Any = None) -> "CorrectMemberForm":
        """The member as it stands."""
        said = {name: getattr(one, name) for name in ("name", "sex", "is_poor", "joined_on")}
        return cls(data, initial=said | {"based_on": edition_of(one)})

    def text(self) -> MemberText:
        """The member as a value; call after `is_valid`. Refuses a NIK that is none."""
        return _member_text(self.cleaned_data)


class OfficerForm(forms.Form):
    """A member takes up a post."""

    member = forms.ModelChoiceField(
        label="Anggota", queryset=GroupMember.objects.none(), empty_label=None
    )
    post = forms.ChoiceField(label="Jabatan", choices=Post.choices)
    starts_on = DayField(label="Sejak")

    def __init__(self, *args: Any, members: QuerySet[GroupMember], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["member"].queryset = members  # type: ignore[attr-defined]


class RequirementForm(forms.Form):
    """A condition for borrowing that is met."""

    kind = forms.ChoiceField(label="Syarat", choices=RequirementKind.choices)
    met_on = DayField(label="Terpenuhi sejak")
    months = forms.IntegerField(
        label="Bulan menabung",
        required=False,
        min_value=1,
        max_value=MOST_MONTHS,
        help_text="Hanya untuk tabungan yang tidak dicatat di sini",
    )
    evidence = forms.CharField(
        label="Bukti", max_length=300, help_text="Misalnya surat tanggung renteng 12-03-2019"
    )


class EvidenceForm(forms.Form):
    """Where something is shown: in words, and as a file where there is one."""

    day = DayField(label="Tanggal")
    evidence = forms.CharField(
        label="Bukti", max_length=300, help_text="Misalnya daftar hadir 8 orang, kuitansi 17"
    )
    file = forms.FileField(label="Berkas", required=False, help_text=FILE_HINT)

    def text(self, kind: str) -> RecordText:
        """The record as a value; call after `is_valid`. Refuses a file that is none of ours."""
        fields = self.cleaned_data
        return RecordText(
            kind,
            fields["day"],
            fields["evidence"],
            fields.get("amount"),
            fields.get("service"),
            check_upload(fields["file"]) if fields["file"] else None,
        )


class RecordForm(EvidenceForm):
    """What a group did; instalments are paid at their loan."""

    kind = forms.ChoiceField(label="Kegiatan", choices=BY_HAND)
    amount = WholeField(
        label="Jumlah, rupiah", required=False, help_text="Hanya untuk simpanan dan penarikan"
    )
    field_order = ("kind", "day", "amount", "evidence", "file")


class PaymentForm(EvidenceForm):
    """An instalment that a group paid."""

    amount = WholeField(label="Pokok, rupiah")
    service = WholeField(label="Jasa, rupiah", required=False)
    field_order = ("day", "amount", "service", "evidence", "file")


class CorrectRecordForm(EditForm, EvidenceForm):
    """What was written down of a record, to put it right; its kind stays."""

    amount = WholeField(label="Jumlah, rupiah", required=False)
    service = WholeField(label="Jasa, rupiah", required=False)
    reason = _reason()
    field_order = ("day", "amount", "service", "evidence", "file", "reason")

    @classmethod
    def of(cls, one: Record, data: Any = None, files: Any = None) -> "CorrectRecordForm":
        """The record as it stands."""
        said = {name: getattr(one, name) for name in ("day", "amount", "service", "evidence")}
        form = cls(data, files, initial=said | {"based_on": edition_of(one)})
        if one.kind != RecordKind.INSTALMENT:
            del form.fields["service"]
        if one.kind not in OF_MONEY:
            del form.fields["amount"]
        return form


class LoanForm(forms.Form):
    """What a group borrows."""

    number = forms.CharField(
        label="Nomor pinjaman", max_length=60, help_text="Misalnya 03/UPK/2019"
    )
    disbursed_on = DayField(label="Cair")
    principal = WholeField(label="Pokok, rupiah")
    service = WholeField(
        label="Jasa seluruhnya, rupiah", required=False, help_text="Selama jangka waktunya"
    )
    months = forms.IntegerField(label="Angsuran, kali", min_value=1, max_value=MOST_MONTHS)
    first_due_on = DayField(label="Angsuran pertama jatuh tempo")
    persons = forms.IntegerField(label="Untuk berapa orang", min_value=1, max_value=1000)
    exception = forms.CharField(
        label="Dasar pengecualian",
        required=False,
        max_length=300,
        help_text="Hanya bila syaratnya belum lengkap atau melebihi batas tahap pertama",
    )

    def text(self) -> LoanText:
        """The loan as a value; call after `is_valid`."""
        fields = self.cleaned_data
        return LoanText(
            fields["number"],
            fields["disbursed_on"],
            fields["principal"],
            fields["service"] or 0,
            fields["months"],
            fields["first_due_on"],
            fields["persons"],
            fields["exception"].strip() or None,
        )
