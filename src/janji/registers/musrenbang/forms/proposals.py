"""What one types of proposals, their way, their scores and their order."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet

from janji.core.musrenbang import (
    HIGHEST,
    LOWEST,
    USUAL_WEIGHTS,
    ProposalState,
    next_states,
)
from janji.kit.conflicts import EditForm
from janji.kit.editions import edition_of
from janji.kit.fields import (
    DayField,
    FilesField,
    FilterForm,
    IndonesianNumberField,
    LongTextField,
    WholeField,
)
from janji.orgs.models import OrgUnit, User
from janji.registers.communities.forms import OfficeField
from janji.registers.musrenbang.models import (
    Criteria,
    Criterion,
    Forum,
    Proposal,
    ProposalKind,
    Sector,
    State,
)
from janji.registers.musrenbang.proposing import MOST_RUPIAH, Wish, wish_of
from janji.registers.musrenbang.queries.proposals import ProposalSearch, ScoreSheet, forums_for

CRITERIA = 6
MOST_PEOPLE = 10_000_000


class ProposalFilter(FilterForm):
    """What one looks for in the list of proposals."""

    q = forms.CharField(
        label="Cari",
        required=False,
        max_length=80,
        help_text="Judul, lokasi, desa, OPD, atau ID SIPD",
    )
    plan_year = forms.IntegerField(
        label="Tahun rencana", required=False, min_value=2000, max_value=2100
    )
    state = forms.ChoiceField(
        label="Keadaan", required=False, choices=[("", "Semua keadaan"), *State.choices]
    )
    sector = forms.ChoiceField(
        label="Bidang", required=False, choices=[("", "Semua bidang"), *Sector.choices]
    )

    def search(self) -> ProposalSearch:
        """What is asked for; a filter that cannot be read narrows nothing down."""
        self.is_valid()
        fields = self.cleaned_data
        return ProposalSearch(
            fields.get("q") or "",
            fields.get("plan_year"),
            fields.get("state") or "",
            fields.get("sector") or "",
        )


class ForumField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A forum, named with its day and office."""

    def label_from_instance(self, obj: Forum) -> str:
        """`Musrenbangdes 2020, Desa Kracak, 22-01-2019`."""
        return f"{obj}, {obj.org_unit.name}, {obj.day:%d-%m-%Y}"


class _WishFields(forms.Form):
    title = forms.CharField(
        label="Usulan", max_length=200, help_text="Misalnya Pembangunan talud jalan RT 03"
    )
    sector = forms.ChoiceField(label="Bidang", choices=Sector.choices)
    kind = forms.ChoiceField(label="Jenis", choices=ProposalKind.choices)
    forum = ForumField(
        label="Forum asal",
        queryset=Forum.objects.none(),
        required=False,
        empty_label="Tidak tercatat",
    )
    reason = LongTextField(label="Alasan", required=False, max_length=600, rows=2)
    location = forms.CharField(label="Lokasi", required=False, max_length=200)
    rt = forms.IntegerField(label="RT", required=False, min_value=1, max_value=999)
    rw = forms.IntegerField(label="RW", required=False, min_value=1, max_value=999)
    volume = IndonesianNumberField(label="Volume", required=False, least=Decimal(0))
    unit_of_measure = forms.CharField(
        label="Satuan", required=False, max_length=30, help_text="Misalnya meter, unit, orang"
    )
    cost = WholeField(
        label="Perkiraan biaya, rupiah", required=False, most=MOST_RUPIAH, help_text="Tanpa sen"
    )
    output = forms.CharField(label="Keluaran", required=False, max_length=300)
    beneficiaries = WholeField(label="Penerima manfaat, orang", required=False, most=MOST_PEOPLE)
    participation = forms.CharField(
        label="Potensi partisipasi",
        required=False,
        max_length=200,
        help_text="Swadaya warga: tenaga, bahan, tanah, atau uang",
    )
    priority = forms.IntegerField(
        label="Nomor prioritas desa", required=False, min_value=1, max_value=999
    )
    agency = forms.CharField(label="OPD tujuan", required=False, max_length=160)
    external_id = forms.CharField(label="ID SIPD", required=False, max_length=60)
    proposer = forms.CharField(
        label="Pengusul",
        required=False,
        max_length=160,
        help_text="Lembaga atau jabatan, misalnya RT 03/02; tanpa nomor telepon atau alamat rumah",
    )

    def wish(self) -> Wish:
        """The proposal as a value; call after `is_valid`."""
        fields = self.cleaned_data
        said: dict[str, Any] = {
            name: None if fields[name] == "" else fields[name] for name in Wish.__dataclass_fields__
        }
        return Wish(**said)

    def offer_forums(self, org_unit: OrgUnit) -> None:
        """Lets choose among the forums of an office."""
        self.fields["forum"].queryset = forums_for(org_unit)  # type: ignore[attr-defined]


class ProposalForm(_WishFields):
    """A new proposal of the office or of one of its villages."""

    office = OfficeField(label="Kantor", empty_label=None)
    plan_year = forms.IntegerField(label="Tahun rencana", min_value=2000, max_value=2100)
    day = DayField(label="Tanggal diusulkan")
    field_order = ("office", "plan_year", "day", "title", "sector", "kind", "forum")

    def __init__(
        self,
        *args: Any,
        offices: QuerySet[OrgUnit],
        org_unit: OrgUnit,
        today: date,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("plan_year", today.year + 1)
        self.initial.setdefault("day", today)
        self.initial.setdefault("kind", ProposalKind.PHYSICAL.value)
        self.fields["office"].queryset = offices  # type: ignore[attr-defined]
        self.offer_forums(org_unit)


class ProposalCorrectionForm(EditForm, _WishFields):
    """What was written down of a proposal, to put it right."""

    @classmethod
    def of(cls, one: Proposal, data: Any = None) -> "ProposalCorrectionForm":
        """The proposal as it stands."""
        said = wish_of(one)
        initial = {name: getattr(said, name) for name in Wish.__dataclass_fields__}
        made = cls(data, initial=initial | {"based_on": edition_of(one)})
        made.offer_forums(one.org_unit)
        return made


class MoveForm(EditForm):
    """What became of a proposal."""

    to = forms.ChoiceField(label="Menjadi")
    day = DayField(label="Tanggal")
    reason = forms.CharField(
        label="Alasan atau keterangan",
        required=False,
        max_length=300,
        help_text="Wajib bila ditolak atau tidak terakomodasi",
    )

    @classmethod
    def of(cls, one: Proposal, data: Any = None, today: date | None = None) -> "MoveForm":
        """The moves there are from the proposal's state."""
        made = cls(data, initial={"day": today, "based_on": edition_of(one)})
        moves = list(next_states(ProposalState(one.state)))
        if data and data.get("to") in State.values and data["to"] not in moves:
            # What was possible when the page was opened: the action says what has changed since.
            moves.append(ProposalState(data["to"]))
        made.fields["to"].choices = [  # type: ignore[attr-defined]
            (to.value, State(to.value).label) for to in moves
        ]
        return made


class BecauseForm(EditForm):
    """Why something is taken back."""

    reason = forms.CharField(label="Alasan", max_length=300)


class PlaceForm(EditForm):
    """Where people put a proposal."""

    place = forms.IntegerField(
        label="Urutan",
        required=False,
        min_value=1,
        max_value=9999,
        help_text="Kosong berarti menurut nilainya",
    )
    reason = forms.CharField(
        label="Alasan", max_length=300, help_text="Tampak pada peringkat dan berita acara"
    )

    @classmethod
    def of(cls, one: Proposal, data: Any = None) -> "PlaceForm":
        """The proposal as it stands."""
        said = {"place": one.placed, "reason": one.placed_reason}
        return cls(data, initial=said | {"based_on": edition_of(one)})


class FilesForm(forms.Form):
    """Photos and papers of a proposal."""

    uploads = FilesField(
        label="Foto atau berkas",
        help_text="PDF, gambar, DOCX, XLSX; masing-masing paling besar 10 MB.",
    )


class ScoreForm(forms.Form):
    """An assessor's scores of a proposal, one for each criterion."""

    def __init__(self, data: Any = None, *, sheet: ScoreSheet, by: User) -> None:
        super().__init__(data)
        choices = [("", "Pilih"), *((one, str(one)) for one in range(LOWEST, HIGHEST + 1))]
        self.keys: dict[str, int] = {}
        for line in sheet.lines:
            own = next((one.value for one in line.given if one.given_by_id == by.pk), None)
            name = f"score_{line.criterion.place}"
            self.keys[name] = line.criterion.pk
            self.fields[name] = forms.TypedChoiceField(
                label=line.criterion.name, coerce=int, choices=choices, initial=own
            )

    def scores(self) -> Mapping[int, int]:
        """The scores by criterion; call after `is_valid`."""
        return {key: self.cleaned_data[name] for name, key in self.keys.items()}


class CriteriaForm(EditForm):
    """The criteria of a plan year with their weights; rows without a name are passed."""

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        for place in range(1, CRITERIA + 1):
            self.fields[f"name_{place}"] = forms.CharField(
                label=f"Kriteria {place}", required=False, max_length=80
            )
            self.fields[f"weight_{place}"] = IndonesianNumberField(
                label=f"Bobot {place}", required=False
            )

    @classmethod
    def of(cls, criteria: Criteria | None, data: Any = None) -> "CriteriaForm":
        """The criteria as they stand; a new year begins with the usual ones."""
        entries = list(Criterion.objects.filter(criteria=criteria)) if criteria else []
        said: dict[str, Any] = {"based_on": edition_of(criteria)}
        pairs = [(one.name, one.weight) for one in entries] or [
            (name, Decimal(weight.numerator * 100) / weight.denominator)
            for name, weight in USUAL_WEIGHTS
        ]
        for place, (name, weight) in enumerate(pairs, start=1):
            said |= {f"name_{place}": name, f"weight_{place}": weight}
        return cls(data, initial=said)

    def clean(self) -> dict[str, Any]:
        """A name and its weight stand together."""
        fields = super().clean() or self.cleaned_data
        for place in range(1, CRITERIA + 1):
            name, weight = fields.get(f"name_{place}"), fields.get(f"weight_{place}")
            if name and weight is None and f"weight_{place}" not in self.errors:
                self.add_error(f"weight_{place}", "Isi bobotnya.")
            if weight is not None and not name:
                self.add_error(f"name_{place}", "Isi nama kriterianya.")
        return fields

    def weighed(self) -> list[tuple[str, Decimal]]:
        """The criteria with their weights; call after `is_valid`."""
        pairs = (
            (self.cleaned_data[f"name_{place}"], self.cleaned_data[f"weight_{place}"])
            for place in range(1, CRITERIA + 1)
        )
        return [(" ".join(name.split()), weight) for name, weight in pairs if name]


class YearForm(FilterForm):
    """The plan year a page is about."""

    plan_year = forms.IntegerField(
        label="Tahun rencana", required=False, min_value=2000, max_value=2100
    )
    sector = forms.ChoiceField(
        label="Bidang", required=False, choices=[("", "Semua bidang"), *Sector.choices]
    )

    def asked(self, usual: int) -> tuple[int, str]:
        """The year, or the usual one; the field of development."""
        fields = self.cleaned_data if self.is_valid() else {}
        return fields.get("plan_year") or usual, fields.get("sector") or ""
