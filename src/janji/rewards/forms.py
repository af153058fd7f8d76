"""What one types of rules, proposals, decisions, objections and answers."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from janji.core.bands import band_sets
from janji.core.reward_life import State
from janji.core.reward_parameters import objection_rules, papers
from janji.core.reward_rules import BasisStatus, ConditionKind, EffectKind
from janji.kit.conflicts import EditForm
from janji.kit.editions import edition_of
from janji.kit.fields import DayField, FilesField, FilterForm, IndonesianNumberField, LongTextField
from janji.orgs.models import OrgUnit, OrgUnitKind
from janji.rewards.actions import AnswerTerms, DecisionTerms, RuleTerms
from janji.rewards.models import PaperDelivery, Proposal, RewardRule
from janji.rewards.queries import Search
from janji.rewards.wording import CONDITIONS, EFFECTS, STATES, STATUSES

NOTHING = [("", "Tidak dipakai")]
KINDS = [("", "Semua kantor"), *OrgUnitKind.choices]


def _band_choices() -> list[tuple[str, Any]]:
    """Every class, under the scale it is of."""
    return [
        (one.title, [(band.code, band.label) for band in one.bands]) for one in band_sets().values()
    ]


class OfficeChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the offices someone may choose."""


class RuleForm(EditForm):
    """A rule: for whom, on which facts, what it recommends, on which basis, from when."""

    title = forms.CharField(
        label="Judul", max_length=200, help_text="Misalnya Pembinaan bila capaian rendah"
    )
    for_kind = forms.ChoiceField(label="Untuk", choices=KINDS, required=False)
    condition_kind = forms.ChoiceField(
        label="Syarat", choices=[(one.value, CONDITIONS[one]) for one in ConditionKind]
    )
    percent = IndonesianNumberField(
        label="Batas, persen",
        required=False,
        help_text="Untuk syarat capaian, tindak lanjut, dan bukti; misalnya 55",
    )
    quarters = forms.TypedChoiceField(
        label="Banyaknya triwulan",
        choices=[*NOTHING, *((str(one), str(one)) for one in range(1, 5))],
        coerce=int,
        empty_value=None,
        required=False,
        help_text="Untuk syarat capaian dan predikat: berturut-turut; untuk keterlambatan: jumlahnya",
    )
    band = forms.ChoiceField(label="Predikat", required=False)
    paper = forms.ChoiceField(
        label="Dokumen",
        choices=[*NOTHING, *((one.code, one.title) for one in papers().values())],
        required=False,
    )
    effect_kind = forms.ChoiceField(
        label="Yang disarankan", choices=[(one.value, EFFECTS[one]) for one in EffectKind]
    )
    change = IndonesianNumberField(
        label="Perubahan tambahan penghasilan, persen",
        required=False,
        help_text="Hanya untuk faktor tambahan penghasilan; misalnya -5 menjadi faktor 0,95",
    )
    objection_rule = forms.ChoiceField(
        label="Aturan keberatan",
        choices=[(one.code, one.title) for one in objection_rules().values()],
    )
    basis_document = forms.CharField(
        label="Dasar hukum",
        max_length=200,
        required=False,
        help_text="Misalnya Peraturan Bupati Banyumas Nomor 41 Tahun 2018",
    )
    basis_article = forms.CharField(
        label="Pasal", max_length=200, required=False, help_text="Misalnya Pasal 7 ayat (2)"
    )
    basis_dated = DayField(label="Tanggal penetapan dasar hukum", required=False)
    basis_status = forms.ChoiceField(
        label="Bagaimana dasar itu diketahui",
        choices=[("", "Belum diisi"), *((one.value, STATUSES[one]) for one in BasisStatus)],
        required=False,
        help_text="Aturan hanya dapat diberlakukan bila naskahnya sudah dibaca",
    )
    valid_from = DayField(label="Berlaku sejak")
    valid_to = DayField(label="Berlaku sampai", required=False)
    notes = LongTextField(label="Catatan", required=False, max_length=2000)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        band: Any = self.fields["band"]
        band.choices = [*NOTHING, *_band_choices()]

    @classmethod
    def of(cls, rule: RewardRule, data: Mapping[str, Any] | None = None) -> "RuleForm":
        """The form of a rule as it stands."""
        said = {name: getattr(rule, name) for name in RuleTerms.__dataclass_fields__}
        return cls(data, initial=said | {"based_on": edition_of(rule)})

    def terms(self) -> RuleTerms:
        """The rule as a value; call after `is_valid`."""
        fields = self.cleaned_data
        said: dict[str, Any] = {
            name: None if fields[name] == "" else fields[name]
            for name in RuleTerms.__dataclass_fields__
        }
        return RuleTerms(**said)


class NewRuleForm(RuleForm):
    """A rule of one of the offices someone keeps rules of."""

    office = OfficeChoice(label="Kantor yang mengatur", queryset=OrgUnit.objects.none())
    field_order = ("office",)

    def __init__(self, *args: Any, offices: QuerySet[OrgUnit], **options: Any) -> None:
        super().__init__(*args, **options)
        office: Any = self.fields["office"]
        office.queryset, office.empty_label = offices.order_by("path"), None


class BecauseForm(EditForm):
    """A reason."""

    because = LongTextField(label="Alasan", max_length=300, rows=2)


class ProposeForm(forms.Form):
    """Why a person proposes what a rule recommends."""

    reasons = LongTextField(
        label="Alasan usulan",
        max_length=2000,
        help_text="Tulis pertimbangan Anda; data dan aturannya ikut tersimpan",
    )


class DecideForm(forms.Form):
    """What an official decides."""

    is_granted = forms.TypedChoiceField(
        label="Keputusan",
        choices=[("1", "Mengabulkan usulan"), ("0", "Tidak mengabulkan usulan")],
        coerce=lambda said: said == "1",
        widget=forms.RadioSelect,
    )
    change = IndonesianNumberField(
        label="Perubahan tambahan penghasilan, persen", required=False, help_text="Misalnya -5"
    )
    reasons = LongTextField(label="Alasan keputusan", max_length=2000)
    number = forms.CharField(
        label="Nomor surat",
        max_length=80,
        help_text="Dari buku agenda, misalnya 800.1.4/12/2026; setiap nomor dipakai sekali",
    )
    decided_on = DayField(label="Tanggal surat")
    place = forms.CharField(label="Ditetapkan di", max_length=80)
    official_title = forms.CharField(label="Jabatan yang memutuskan", max_length=200)
    official_name = forms.CharField(label="Nama pejabat", max_length=160)

    def __init__(self, *args: Any, with_change: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not with_change:
            del self.fields["change"]

    def terms(self) -> DecisionTerms:
        """The decision as a value; call after `is_valid`."""
        return DecisionTerms(**self.cleaned_data)


class ReceiveForm(forms.Form):
    """The day the letter came."""

    received_on = DayField(label="Diterima tanggal")


class ObjectForm(forms.Form):
    """What the head concerned says against a decision."""

    reasons = LongTextField(label="Alasan keberatan", max_length=4000, rows=6)
    uploads = FilesField(label="Berkas pendukung", required=False)


class AnswerForm(forms.Form):
    """What is answered to an objection."""

    accepts = forms.TypedChoiceField(
        label="Jawaban",
        choices=[
            ("1", "Menerima keberatan: keputusan dibatalkan"),
            ("0", "Menolak keberatan: keputusan tetap"),
        ],
        coerce=lambda said: said == "1",
        widget=forms.RadioSelect,
    )
    reasons = LongTextField(label="Alasan jawaban", max_length=4000)
    official_title = forms.CharField(label="Jabatan yang menjawab", max_length=200)
    official_name = forms.CharField(label="Nama pejabat", max_length=160)

    def terms(self) -> AnswerTerms:
        """The answer as a value; call after `is_valid`."""
        return AnswerTerms(**self.cleaned_data)


class DeliveryForm(EditForm):
    """When a paper came, or that it has not."""

    delivered_on = DayField(
        label="Disampaikan tanggal", required=False, help_text="Kosongkan bila belum disampaikan"
    )
    letter_number = forms.CharField(label="Nomor surat pengantar", max_length=80, required=False)

    @classmethod
    def of(cls, row: PaperDelivery | None, data: Mapping[str, Any] | None = None) -> "DeliveryForm":
        """The form of a delivery as it stands."""
        names = ("delivered_on", "letter_number")
        said = {name: getattr(row, name, None) for name in names}
        return cls(data, initial=said | {"based_on": edition_of(row)})


class ListFilter(FilterForm):
    """What one looks for among proposals or decisions."""

    q = forms.CharField(
        label="Cari", required=False, max_length=80, help_text="Kantor, aturan, atau nomor surat"
    )
    year = forms.IntegerField(label="Tahun", required=False, min_value=2000, max_value=2100)
    kind = forms.ChoiceField(
        label="Jenis",
        required=False,
        choices=[("", "Semua jenis"), *((one.value, EFFECTS[one]) for one in EffectKind)],
    )
    office = OfficeChoice(label="Kantor", required=False, queryset=OrgUnit.objects.none())
    state = forms.ChoiceField(
        label="Keadaan",
        required=False,
        choices=[("", "Semua keadaan"), *((one.value, STATES[one][1]) for one in State)],
    )

    def __init__(self, *args: Any, offices: QuerySet[OrgUnit], **options: Any) -> None:
        super().__init__(*args, **options)
        concerned = Proposal.objects.values("org_unit")
        office: Any = self.fields["office"]
        office.queryset = offices.filter(pk__in=concerned).order_by("path")
        office.empty_label = "Semua kantor"

    def search(self) -> Search:
        """What is asked for; a filter that cannot be read narrows nothing down."""
        self.is_valid()
        fields = self.cleaned_data
        return Search(
            fields.get("q") or "",
            fields.get("year"),
            fields.get("kind") or "",
            fields.get("office"),
            fields.get("state") or "",
        )


def first_draft(today: date) -> dict[str, Any]:
    """What a new rule begins with."""
    return {
        "valid_from": today,
        "condition_kind": ConditionKind.ACHIEVEMENT_BELOW.value,
        "effect_kind": EffectKind.COACHING.value,
        "objection_rule": next(iter(objection_rules())),
    }
