"""Instruments with their questions, survey periods, responses, and what becomes of them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from janji.core.sampling import methods
from janji.core.satisfaction import (
    DEFAULT_CUTOFFS,
    DEFAULT_MAX_BLANK,
    DEFAULT_WEIGHTING,
    HIGHEST_ANSWER,
    LOWEST_ANSWER,
    all_cutoffs,
    asked_codes,
    weightings,
)
from janji.core.survey_life import Doubt, PeriodState
from janji.kit.editions import Edited
from janji.orgs.models import OrgUnit
from janji.registers.services.models import Service, ServiceRequest

REGISTER = "survey"
ANSWER_FIELDS = tuple(code.lower() for code in asked_codes())
"""The columns of the nine answers, in the order of the questionnaire."""


class SourceStatus(models.TextChoices):
    """How well the source of an instrument is known."""

    SEEN = "seen", "dibaca pada naskah peraturan"
    MEMORY = "memory", "belum diverifikasi"
    DESIGN = "design", "dirancang kantor"


class Instrument(models.Model):
    """A questionnaire of nine elements. Never changed: another wording is a new version."""

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="survey_instruments")
    version = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=160)
    source = models.CharField(max_length=300)
    status = models.CharField(max_length=6, choices=SourceStatus)
    max_blank = models.PositiveSmallIntegerField(default=DEFAULT_MAX_BLANK)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["org_unit", "version"], name="instrument_version_once"),
            models.CheckConstraint(
                condition=Q(max_blank__lt=len(ANSWER_FIELDS)), name="instrument_blanks_below_nine"
            ),
            models.CheckConstraint(
                condition=Q(status__in=SourceStatus.values), name="instrument_status_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} (versi {self.version})"


class Question(models.Model):
    """What an instrument asks about one element, with its four answers from worst to best."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="questions")
    element = models.CharField(max_length=12, choices=[(code, code) for code in asked_codes()])
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    text = models.CharField(max_length=300)
    options = models.JSONField()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["instrument", "element"], name="element_asked_once"),
            models.UniqueConstraint(fields=["instrument", "place"], name="question_place_once"),
            models.CheckConstraint(
                condition=Q(element__in=asked_codes()), name="question_element_known"
            ),
            models.CheckConstraint(
                condition=Q(place__gte=1, place__lte=len(ANSWER_FIELDS)),
                name="question_place_in_nine",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Frequency(models.TextChoices):
    """How often the survey is held; the regulation names these three."""

    QUARTERLY = "quarterly", "Triwulanan"
    HALF_YEARLY = "half_yearly", "Semesteran"
    YEARLY = "yearly", "Tahunan"


class PopulationSource(models.TextChoices):
    """Where the number of people who were served comes from."""

    COUNTED = "counted", "dihitung dari register layanan"
    TYPED = "typed", "diisi"


class Period(Edited):
    """A survey of an office between two days.

    A counted population is counted anew while the survey runs and kept when it closes.
    """

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="survey_periods")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="periods")
    name = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField()
    frequency = models.CharField(max_length=12, choices=Frequency)
    population = models.PositiveIntegerField(null=True)
    population_source = models.CharField(max_length=8, choices=PopulationSource)
    sample_method = models.CharField(
        max_length=20, choices=[(one.code, one.title) for one in methods().values()]
    )
    weighting = models.CharField(
        max_length=8,
        default=DEFAULT_WEIGHTING,
        choices=[(one.code, one.title) for one in weightings().values()],
    )
    cutoffs = models.CharField(
        max_length=4,
        default=DEFAULT_CUTOFFS,
        choices=[(one.code, one.title) for one in all_cutoffs().values()],
    )
    state = models.CharField(
        max_length=10,
        choices=[(one.value, one.value) for one in PeriodState],
        default=PeriodState.DRAFT.value,
    )
    slug = models.CharField(max_length=16, unique=True)
    kiosk_key = models.CharField(max_length=24, unique=True)
    last_number = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        indexes = [models.Index(fields=["org_unit", "-starts_on"], name="period_of_office")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="period_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in PeriodState]),
                name="period_state_known",
            ),
            models.CheckConstraint(
                condition=Q(frequency__in=Frequency.values), name="period_frequency_known"
            ),
            models.CheckConstraint(
                condition=Q(population_source=PopulationSource.COUNTED.value)
                | Q(population_source=PopulationSource.TYPED.value, population__gte=1),
                name="typed_population_is_there",
            ),
            models.CheckConstraint(
                condition=Q(sample_method__in=list(methods())), name="period_sample_method_known"
            ),
            models.CheckConstraint(
                condition=Q(weighting__in=list(weightings())), name="period_weighting_known"
            ),
            models.CheckConstraint(
                condition=Q(cutoffs__in=list(all_cutoffs())), name="period_cutoffs_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Invitation(models.Model):
    """A one-time address that someone whose request was finished gets."""

    request = models.OneToOneField(ServiceRequest, models.PROTECT, related_name="survey_invitation")
    token = models.CharField(max_length=24, unique=True)
    used_on = models.DateField(null=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"undangan {self.pk}"


class Channel(models.TextChoices):
    """How a response came."""

    PAPER = "paper", "Kertas"
    QR = "qr", "Kode QR"
    LINK = "link", "Tautan"
    KIOSK = "kiosk", "Kios"
    INVITATION = "invitation", "Undangan"
    IMPORT = "import", "Impor"


class Sex(models.TextChoices):
    """As the questionnaire asks it."""

    MALE = "l", "Laki-laki"
    FEMALE = "p", "Perempuan"


class AgeGroup(models.TextChoices):
    """Our design: ten years are enough for every table and tell less about a person."""

    UNDER_20 = "19", "Di bawah 20 tahun"
    TWENTIES = "20", "20–29 tahun"
    THIRTIES = "30", "30–39 tahun"
    FORTIES = "40", "40–49 tahun"
    FIFTIES = "50", "50–59 tahun"
    SIXTY_UP = "60", "60 tahun ke atas"


class Education(models.TextChoices):
    """The questionnaire's list with those without school and diplomas (our design) added."""

    NONE = "none", "Tidak sekolah"
    PRIMARY = "sd", "SD"
    JUNIOR = "smp", "SMP"
    SENIOR = "sma", "SMA/SMK"
    DIPLOMA = "diploma", "D1–D4"
    BACHELOR = "s1", "S1"
    MASTER = "s2", "S2"
    DOCTOR = "s3", "S3"


class Job(models.TextChoices):
    """The questionnaire's list; what an other job is called is not kept."""

    CIVIL_SERVANT = "pns", "PNS/ASN"
    SOLDIER = "tni", "TNI"
    POLICE = "polri", "POLRI"
    PRIVATE = "swasta", "Pegawai swasta"
    BUSINESS = "wirausaha", "Wirausaha"
    OTHER = "lainnya", "Lainnya"


class Review(models.TextChoices):
    """Whether a person has to look at a response, and what they said."""

    CLEAR = "clear", "Tidak perlu diperiksa"
    WAITING = "waiting", "Menunggu pemeriksaan"
    ACCEPTED = "accepted", "Diterima setelah diperiksa"
    SET_ASIDE = "set_aside", "Disisihkan"


class Response(Edited):
    """What one respondent answered. No name is asked or kept, and nothing is deleted.

    A response counts while `is_valid`; one in doubt counts once a person has accepted it.
    `service_text` is the service as an imported sheet names it when the catalogue has none such.
    """

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="survey_responses")
    period = models.ForeignKey(Period, models.PROTECT, related_name="responses")
    number = models.PositiveIntegerField()
    filled_on = models.DateField()
    channel = models.CharField(max_length=10, choices=Channel)
    sex = models.CharField(max_length=1, choices=Sex, null=True)
    age_group = models.CharField(max_length=2, choices=AgeGroup, null=True)
    education = models.CharField(max_length=8, choices=Education, null=True)
    job = models.CharField(max_length=10, choices=Job, null=True)
    service = models.ForeignKey(Service, models.PROTECT, null=True, related_name="+")
    service_text = models.CharField(max_length=120, null=True)
    persyaratan = models.PositiveSmallIntegerField(null=True)
    prosedur = models.PositiveSmallIntegerField(null=True)
    waktu = models.PositiveSmallIntegerField(null=True)
    biaya = models.PositiveSmallIntegerField(null=True)
    produk = models.PositiveSmallIntegerField(null=True)
    kompetensi = models.PositiveSmallIntegerField(null=True)
    perilaku = models.PositiveSmallIntegerField(null=True)
    sarana = models.PositiveSmallIntegerField(null=True)
    pengaduan = models.PositiveSmallIntegerField(null=True)
    suggestion = models.CharField(max_length=1000, null=True)
    is_valid = models.BooleanField(default=True)
    review = models.CharField(max_length=10, choices=Review, default=Review.CLEAR)
    doubt = models.CharField(
        max_length=8, choices=[(one.value, one.value) for one in Doubt], null=True
    )
    review_reason = models.CharField(max_length=300, null=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True)
    invitation = models.OneToOneField(
        Invitation, models.PROTECT, null=True, related_name="response"
    )
    source = models.CharField(max_length=60, null=True)
    fingerprint = models.CharField(max_length=64, null=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-filled_on", "-pk"]
        indexes = [
            models.Index(fields=["org_unit", "filled_on"], name="response_counted"),
            models.Index(fields=["period", "review"], name="response_queue"),
            models.Index(fields=["period", "-recorded_at"], name="response_newest"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["period", "number"], name="response_number_once"),
            models.UniqueConstraint(
                fields=["org_unit", "fingerprint"],
                condition=Q(fingerprint__isnull=False),
                name="response_kept_once",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__isnull": True})
                    | Q(**{f"{name}__gte": LOWEST_ANSWER, f"{name}__lte": HIGHEST_ANSWER}),
                    name=f"answer_{name}_one_to_four",
                )
                for name in ANSWER_FIELDS
            ),
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values), name="response_channel_known"
            ),
            models.CheckConstraint(
                condition=Q(is_valid=True, review__in=[Review.CLEAR.value, Review.ACCEPTED.value])
                | Q(is_valid=False, review__in=[Review.WAITING.value, Review.SET_ASIDE.value]),
                name="response_counts_unless_in_doubt",
            ),
            models.CheckConstraint(
                condition=~Q(review=Review.WAITING.value) | Q(doubt__isnull=False),
                name="waiting_response_has_doubt",
            ),
            models.CheckConstraint(
                condition=~Q(review=Review.SET_ASIDE.value) | Q(review_reason__isnull=False),
                name="set_aside_response_has_reason",
            ),
            # The account that recorded a response may be nobody: the public form has none.
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True, reviewed_by__isnull=True)
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False),
                name="response_reviewed_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(recorded_by__isnull=False, recorded_at__isnull=False)
                | Q(recorded_by__isnull=True, channel__in=["qr", "link", "kiosk", "invitation"]),
                name="official_channels_have_their_official",
            ),
        ]

    def __str__(self) -> str:
        return f"responden {self.number}"

    @property
    def answers(self) -> tuple[int | None, ...]:
        """The nine answers in the order of the questionnaire."""
        return tuple(getattr(self, name) for name in ANSWER_FIELDS)


class FollowUpState(models.TextChoices):
    """How far something is that an office said it would do."""

    PLANNED = "planned", "Direncanakan"
    RUNNING = "running", "Dikerjakan"
    DONE = "done", "Selesai"
    DROPPED = "dropped", "Tidak dilanjutkan"


class SuggestionFollowUp(Edited):
    """What became of a respondent's suggestion."""

    response = models.OneToOneField(Response, models.PROTECT, related_name="follow_up")
    element = models.CharField(
        max_length=12, choices=[(code, code) for code in asked_codes()], null=True
    )
    state = models.CharField(max_length=8, choices=FollowUpState)
    notes = models.CharField(max_length=500)
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    handled_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=FollowUpState.values), name="suggestion_state_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.response}: {self.get_state_display()}"


class FollowUpPlan(Edited):
    """A line of the plan that follows from a survey: the element, the activity, when, who."""

    period = models.ForeignKey(Period, models.PROTECT, related_name="plans")
    priority = models.PositiveSmallIntegerField()
    element = models.CharField(max_length=12, choices=[(code, code) for code in asked_codes()])
    activity = models.CharField(max_length=300)
    due_year = models.PositiveSmallIntegerField()
    due_quarter = models.PositiveSmallIntegerField()
    responsible = models.CharField(max_length=160)
    state = models.CharField(max_length=8, choices=FollowUpState, default=FollowUpState.PLANNED)
    evidence = models.CharField(max_length=500, null=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["priority", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(element__in=asked_codes()), name="plan_element_known"
            ),
            models.CheckConstraint(
                condition=Q(due_quarter__gte=1, due_quarter__lte=4), name="plan_quarter_in_year"
            ),
            models.CheckConstraint(
                condition=Q(state__in=FollowUpState.values), name="plan_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=FollowUpState.DONE.value) | Q(evidence__isnull=False),
                name="done_plan_has_evidence",
            ),
        ]

    def __str__(self) -> str:
        return self.activity


class Publication(models.Model):
    """A result as it was published. Withdrawn ones stay, with their reason."""

    period = models.ForeignKey(Period, models.PROTECT, related_name="publications")
    result = models.JSONField()
    place = models.CharField(max_length=200)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=300, null=True)

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["period"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_publication_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(
                    withdrawn_at__isnull=True,
                    withdrawn_by__isnull=True,
                    withdrawn_reason__isnull=True,
                )
                | Q(
                    withdrawn_at__isnull=False,
                    withdrawn_by__isnull=False,
                    withdrawn_reason__isnull=False,
                ),
                name="publication_withdrawn_when_by_whom_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period} terbit"
