"""Text to clean values: a survey, a paper form, a look at doubts, what follows."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms

from janji.core.refusals import Refused
from janji.core.sampling import methods
from janji.core.satisfaction import all_cutoffs, asked_codes, read_digits, weightings
from janji.core.survey_life import PeriodDeed
from janji.kit import refusals
from janji.kit.conflicts import EditForm
from janji.kit.editions import edition_of
from janji.kit.fields import DayField, LongTextField
from janji.orgs.models import OrgUnit
from janji.registers.services.models import Service
from janji.registers.survey.actions import Activity, Sampling
from janji.registers.survey.intake import Filled, Respondent
from janji.registers.survey.models import (
    Channel,
    Education,
    FollowUpPlan,
    FollowUpState,
    Frequency,
    Instrument,
    Job,
    Period,
    PopulationSource,
    Question,
    Response,
    Review,
    SourceStatus,
    SuggestionFollowUp,
)
from janji.registers.survey.profiles import age_group_of, sex_of
from janji.registers.survey.queries import services_offered
from janji.registers.survey.questionnaire import (
    STANDARD_NAME,
    STANDARD_SOURCE,
    QuestionText,
    as_texts,
    standard_questions,
)
from janji.registers.survey.results import ELEMENTS

NOT_SAID = ("", "Kosong")
ELEMENT_CHOICES = list(ELEMENTS.items())


class CalendarDayField(DayField):
    """A day, chosen in the browser's calendar or typed."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        options.setdefault("help_text", "")
        super().__init__(**options)


class SamplingForm(forms.Form):
    """How many were served, and how the sample is found."""

    population = forms.IntegerField(
        label="Populasi",
        required=False,
        min_value=1,
        max_value=10_000_000,
        help_text="Kosongkan agar dihitung dari permohonan yang selesai pada periode ini",
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    sample_method = forms.ChoiceField(
        label="Sampel minimum menurut",
        choices=[(one.code, one.title) for one in methods().values()],
        help_text="Krejcie dan Morgan ada dalam peraturan; Slovin dipakai daerah tetapi tidak ada di sana",
    )

    def sampling(self) -> Sampling:
        """The choice as a value; call after `is_valid`."""
        return Sampling(self.cleaned_data["sample_method"], self.cleaned_data["population"])


class SamplingEditForm(EditForm, SamplingForm):
    """The same of a survey that is there."""

    @classmethod
    def of(cls, period: Period) -> "SamplingEditForm":
        """As it stands; a counted population is no typed one."""
        is_typed = period.population_source == PopulationSource.TYPED
        return cls(
            initial={
                "sample_method": period.sample_method,
                "population": period.population if is_typed else None,
                "based_on": edition_of(period),
            }
        )


class PeriodForm(SamplingForm):
    """A new survey."""

    name = forms.CharField(
        label="Nama survei", max_length=120, help_text="Contoh: SKM triwulan III 2019"
    )
    starts_on = CalendarDayField(label="Mulai")
    ends_on = CalendarDayField(label="Selesai")
    frequency = forms.ChoiceField(label="Frekuensi", choices=Frequency.choices)
    field_order = ("name", "starts_on", "ends_on", "frequency", "population", "sample_method")


class ScoringForm(EditForm):
    """How the index of a survey is weighted and judged."""

    weighting = forms.ChoiceField(
        label="Bobot unsur", choices=[(one.code, one.title) for one in weightings().values()]
    )
    cutoffs = forms.ChoiceField(
        label="Batas mutu", choices=[(one.code, one.title) for one in all_cutoffs().values()]
    )

    @classmethod
    def of(cls, period: Period) -> "ScoringForm":
        """As it stands."""
        said = {"weighting": period.weighting, "cutoffs": period.cutoffs}
        return cls(initial=said | {"based_on": edition_of(period)})


class MoveForm(EditForm):
    """Another state of a survey; going back needs its reason."""

    deed = forms.TypedChoiceField(
        coerce=PeriodDeed, choices=[(one.value, one.value) for one in PeriodDeed]
    )
    reason = forms.CharField(label="Alasan", required=False, max_length=300)


class PublishForm(EditForm):
    """Where a result is published besides the public page."""

    place = forms.CharField(
        label="Diterbitkan juga di",
        max_length=200,
        initial="Papan pengumuman ruang layanan",
        help_text="Peraturan meminta paling sedikit di ruang layanan",
    )


class PaperForm(forms.Form):
    """One paper form, typed with the keyboard alone."""

    digits = forms.CharField(
        label="Sembilan jawaban",
        max_length=30,
        help_text="Urut seperti di kertas, misalnya 344343443; yang kosong ditulis 0",
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "off",
                "autofocus": True,
                "class": "j-digits",
            }
        ),
    )
    sex = forms.CharField(label="L/P", required=False, max_length=12)
    age = forms.CharField(
        label="Usia (tahun)",
        required=False,
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    education = forms.ChoiceField(
        label="Pendidikan", required=False, choices=[NOT_SAID, *Education.choices]
    )
    job = forms.ChoiceField(label="Pekerjaan", required=False, choices=[NOT_SAID, *Job.choices])
    service = forms.ModelChoiceField(
        label="Layanan",
        queryset=Service.objects.none(),
        required=False,
        empty_label="Tidak disebut",
    )
    suggestion = LongTextField(
        label="Saran", required=False, max_length=1000, rows=2, help_text="Tanpa nama"
    )
    filled_on = CalendarDayField(label="Tanggal pengisian")

    def __init__(
        self, *args: Any, office: OrgUnit, asked: list[Question], day: date, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.asked = asked
        for name in ("sex", "age", "education", "job"):
            # Said once above all four instead of four times.
            self.fields[name].says_optional = False  # type: ignore[attr-defined]
        offered = self.fields["service"]
        assert isinstance(offered, forms.ModelChoiceField)  # noqa: S101 -- tells mypy which field
        offered.queryset = services_offered(office, day)

    def clean_digits(self) -> tuple[int | None, ...]:
        """The answers, still in the order of the paper."""
        try:
            return read_digits(self.cleaned_data["digits"])
        except Refused as refusal:
            raise forms.ValidationError(refusals.sentence(refusal)) from refusal

    def clean_sex(self) -> str | None:
        """L or P."""
        return self._understood("sex", sex_of(self.cleaned_data["sex"]), "Tulis L atau P.")

    def clean_age(self) -> str | None:
        """The group an age falls into."""
        group = age_group_of(self.cleaned_data["age"])
        return self._understood("age", group, "Tulis usia dalam tahun, misalnya 34.")

    def _understood(self, name: str, value: Any, sentence: str) -> str | None:
        if self.cleaned_data[name] and value is None:
            raise forms.ValidationError(sentence)
        return None if value is None else str(value.value)

    def filled(self) -> Filled:
        """The form as a value; call after `is_valid`."""
        said = self.cleaned_data
        by_element = dict(zip((one.element for one in self.asked), said["digits"], strict=True))
        return Filled(
            answers=tuple(by_element[code] for code in asked_codes()),
            filled_on=said["filled_on"],
            channel=Channel.PAPER.value,
            respondent=Respondent(
                sex=said["sex"],
                age_group=said["age"],
                education=said["education"] or None,
                job=said["job"] or None,
                service=said["service"],
            ),
            suggestion=said["suggestion"].strip() or None,
        )


class ReviewForm(EditForm):
    """Whether a response counts."""

    verdict = forms.ChoiceField(
        label="Keputusan", choices=[("terima", "Terima"), ("sisihkan", "Sisihkan")]
    )
    reason = forms.CharField(label="Alasan", required=False, max_length=300)

    @classmethod
    def of(cls, response: Response) -> "ReviewForm":
        """What was said about a response."""
        said = {Review.ACCEPTED: "terima", Review.SET_ASIDE: "sisihkan"}
        return cls(
            initial={
                "verdict": said.get(Review(response.review), ""),
                "reason": response.review_reason,
                "based_on": edition_of(response),
            }
        )


class SuggestionForm(EditForm):
    """What is done about a suggestion."""

    element = forms.ChoiceField(
        label="Unsur", required=False, choices=[("", "Tidak khusus"), *ELEMENT_CHOICES]
    )
    state = forms.ChoiceField(label="Keadaan", choices=FollowUpState.choices)
    notes = forms.CharField(
        label="Tindak lanjut", max_length=500, help_text="Apa yang dikerjakan, oleh siapa"
    )

    @classmethod
    def of(cls, known: SuggestionFollowUp | None, data: Any = None) -> "SuggestionForm":
        """What is done about it so far."""
        names = cls.base_fields.keys() - {"based_on"}
        said = {name: getattr(known, name) for name in names} if known else {}
        return cls(data, initial=said | {"based_on": edition_of(known)})


class PlanForm(forms.Form):
    """A line of the plan."""

    element = forms.ChoiceField(label="Unsur", choices=ELEMENT_CHOICES)
    activity = forms.CharField(
        label="Kegiatan", max_length=300, help_text="Contoh: menambah petugas loket pagi"
    )
    due_quarter = forms.TypedChoiceField(
        label="Triwulan",
        coerce=int,
        choices=[(1, "TW I"), (2, "TW II"), (3, "TW III"), (4, "TW IV")],
    )
    due_year = forms.IntegerField(label="Tahun", min_value=2000, max_value=2100)
    responsible = forms.CharField(label="Penanggung jawab", max_length=160)

    def planned(self) -> Activity:
        """The line as a value; call after `is_valid`."""
        return Activity(**self.cleaned_data)


class PlanUpdateForm(EditForm):
    """How far a line of the plan is."""

    state = forms.ChoiceField(label="Keadaan", choices=FollowUpState.choices)
    evidence = forms.CharField(
        label="Bukti", required=False, max_length=500, help_text="Wajib bila selesai"
    )

    @classmethod
    def of(cls, plan: FollowUpPlan, data: Any = None) -> "PlanUpdateForm":
        """The line as it stands."""
        initial = {"based_on": edition_of(plan), "state": plan.state, "evidence": plan.evidence}
        return cls(data, initial=initial, prefix=f"rencana-{plan.pk}")


class InstrumentForm(EditForm):
    """Another version of the questionnaire: order, wording and answers of the nine elements."""

    name = forms.CharField(label="Nama kuesioner", max_length=160)
    source = forms.CharField(label="Sumber", max_length=300)
    status = forms.ChoiceField(
        label="Status sumber",
        choices=SourceStatus.choices,
        help_text="Jujurlah: yang belum dibandingkan dengan naskahnya belum diverifikasi",
    )
    max_blank = forms.IntegerField(
        label="Jawaban kosong paling banyak",
        min_value=0,
        max_value=8,
        help_text="Lebih dari ini jawaban menunggu pemeriksaan",
    )

    def __init__(self, *args: Any, questions: tuple[QuestionText, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        self.codes = [one.element for one in questions]
        for place, one in enumerate(questions, start=1):
            self._add_question(one.element)
            self.initial.update(
                {
                    f"place_{one.element}": place,
                    f"name_{one.element}": one.name,
                    f"text_{one.element}": one.text,
                    f"options_{one.element}": "\n".join(one.options),
                }
            )

    @classmethod
    def after(cls, last: Instrument | None, data: Any = None) -> "InstrumentForm":
        """Begins with the newest version, or with the regulation's."""
        initial = {
            "name": last.name if last else STANDARD_NAME,
            "source": last.source if last else STANDARD_SOURCE,
            "status": last.status if last else SourceStatus.SEEN,
            "max_blank": last.max_blank if last else 1,
            "based_on": edition_of(last),
        }
        questions = as_texts(last.questions.all()) if last else standard_questions()
        return cls(data, questions=questions, initial=initial)

    def _add_question(self, code: str) -> None:
        self.fields[f"place_{code}"] = forms.IntegerField(label="Urutan", min_value=1, max_value=9)
        self.fields[f"name_{code}"] = forms.CharField(label="Nama unsur", max_length=120)
        self.fields[f"text_{code}"] = forms.CharField(label="Pertanyaan", max_length=300)
        self.fields[f"options_{code}"] = LongTextField(
            label="Pilihan jawaban",
            rows=4,
            help_text="Empat baris, dari yang terburuk (1) ke yang terbaik (4)",
        )

    def question_groups(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """The fields of each element."""
        for code in self.codes:
            parts = ("place", "name", "text", "options")
            yield ELEMENTS[code], [self[f"{part}_{code}"] for part in parts]

    def clean(self) -> dict[str, Any]:
        """Every place once, four answers each."""
        said = super().clean() or {}
        places = [said.get(f"place_{code}") for code in self.codes]
        if None not in places and len(set(places)) < len(places):
            self.add_error(None, "Setiap unsur memerlukan urutan sendiri, dari 1 sampai 9.")
        for code in self.codes:
            lines = [one.strip() for one in said.get(f"options_{code}", "").splitlines()]
            lines = [one for one in lines if one]
            if f"options_{code}" in said and len(lines) != 4:
                self.add_error(f"options_{code}", "Tulis tepat empat pilihan, satu setiap baris.")
            said[f"lines_{code}"] = lines
        return said

    def questions(self) -> tuple[QuestionText, ...]:
        """The nine questions in their order; call after `is_valid`."""
        said = self.cleaned_data
        in_order = sorted(self.codes, key=lambda code: said[f"place_{code}"])
        return tuple(
            QuestionText(
                code, said[f"name_{code}"], said[f"text_{code}"], tuple(said[f"lines_{code}"])
            )
            for code in in_order
        )
