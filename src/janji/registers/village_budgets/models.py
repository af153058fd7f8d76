"""Drafts of village budgets on their way, their sums and evaluation; visits; what villages hand in."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from janji.core.village_budgets import Answer, Course, Outcome, Sums
from janji.kit.editions import Edited
from janji.orgs.models import OrgUnit

REGISTER = "village_budgets"
OUTCOMES = [
    (Outcome.CONFORMS.value, "Sesuai"),
    (Outcome.DIFFERS.value, "Tidak sesuai"),
]
ANSWERS = [
    (Answer.YES.value, "Ya"),
    (Answer.NO.value, "Tidak"),
    (Answer.NOT_APPLICABLE.value, "Tidak berlaku"),
]


class DutyKind(models.TextChoices):
    """What a village hands in for a budget year; the codes are those of `core.village_budgets.Duty`."""

    PLAN = "RKPDES", "RKPDes"
    BUDGET = "APBDES", "APBDes"
    FIRST_HALF = "SEMESTER_1", "Semester I"
    SECOND_HALF = "REALISASI", "Realisasi akhir tahun"
    ACCOUNT = "LPPD", "LPPD"


class VisitKind(models.TextChoices):
    """What a day of guidance or supervision was for."""

    EVALUATION = "EVALUASI_RAPERDES", "Evaluasi rancangan"
    WORKS = "MONEV_FISIK", "Monev fisik"
    FINANCE = "MONEV_KEUANGAN", "Monev keuangan"
    TRAINING = "BIMTEK", "Bimbingan teknis"
    ADVICE = "KONSULTASI", "Konsultasi"
    ACCOUNTS = "VERIFIKASI_LPJ", "Verifikasi LPJ"


class FileKind(models.TextChoices):
    """What a file of a visit shows."""

    MINUTES = "berita_acara", "Berita acara"
    PHOTO = "foto", "Foto"
    ATTENDANCE = "daftar_hadir", "Daftar hadir"
    OTHER = "lain", "Lainnya"


def _together(*names: str) -> Q:
    """All of them known, or none."""
    known = Q(**{f"{name}__isnull": False for name in names})
    return known | Q(**{f"{name}__isnull": True for name in names})


def _not_before(later: str, earlier: str) -> Q:
    return (
        Q(**{f"{later}__isnull": True})
        | Q(**{f"{earlier}__isnull": True})
        | Q(**{f"{later}__gte": F(earlier)})
    )


class BudgetCycle(Edited):
    """The budget of a village for a year, or one of its amendments, from agreement to report.

    `change` is 0 for the budget of the year (MURNI), else which amendment it is. `result_due_on` is
    the last day of the evaluation by the calendar, kept so that the database can tell what was in time.
    """

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="budget_cycles")
    budget_year = models.PositiveSmallIntegerField()
    change = models.PositiveSmallIntegerField()
    agreed_on = models.DateField(null=True)
    sent_on = models.DateField(null=True)
    received_on = models.DateField(null=True)
    result_due_on = models.DateField(null=True)
    result_on = models.DateField(null=True)
    outcome = models.CharField(max_length=12, choices=OUTCOMES, null=True)
    letter_number = models.CharField(max_length=80, null=True)
    correct_until = models.DateField(null=True)
    corrected_on = models.DateField(null=True)
    enacted_on = models.DateField(null=True)
    regulation_number = models.CharField(max_length=80, null=True)
    reported_on = models.DateField(null=True)
    cancelled_on = models.DateField(null=True)
    cancel_number = models.CharField(max_length=80, null=True)
    revoked_on = models.DateField(null=True)
    source = models.CharField(max_length=40, null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-budget_year", "org_unit__path", "change"]
        indexes = [models.Index(fields=["org_unit", "result_on"], name="budget_evaluated")]
        constraints = [
            models.UniqueConstraint(
                fields=["org_unit", "budget_year", "change"], name="budget_cycle_once"
            ),
            models.CheckConstraint(
                condition=Q(budget_year__gte=2000, budget_year__lte=2100, change__lte=20),
                name="budget_year_sensible",
            ),
            models.CheckConstraint(
                condition=_together("result_on", "outcome", "letter_number"),
                name="budget_result_complete",
            ),
            models.CheckConstraint(
                condition=_together("received_on", "result_due_on"), name="budget_limit_kept"
            ),
            models.CheckConstraint(
                condition=Q(result_on__isnull=True) | Q(received_on__isnull=False),
                name="budget_result_of_something",
            ),
            models.CheckConstraint(
                condition=_not_before("sent_on", "agreed_on")
                & _not_before("received_on", "sent_on")
                & _not_before("result_on", "received_on")
                & _not_before("corrected_on", "result_on")
                & _not_before("enacted_on", "agreed_on")
                & _not_before("reported_on", "enacted_on"),
                name="budget_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(outcome__isnull=True) | Q(outcome__in=[one.value for one in Outcome]),
                name="budget_outcome_known",
            ),
        ]

    def __str__(self) -> str:
        return f"APBDes {self.short_name}"

    @property
    def short_name(self) -> str:
        """`Perubahan 1 2019`, where the page says already what of."""
        return f"{self.kind_name} {self.budget_year}"

    @property
    def kind(self) -> str:
        """`MURNI`, `PERUBAHAN 1`."""
        return f"PERUBAHAN {self.change}" if self.change else "MURNI"

    @property
    def kind_name(self) -> str:
        """The same as people read it."""
        return self.kind.capitalize()

    @property
    def course(self) -> Course:
        """Its days and numbers as the rules know them."""
        return Course(**{name: getattr(self, name) for name in COURSE})


COURSE = tuple(Course.__dataclass_fields__)
"""The columns that make up a course."""
INCOME = ("income_own", "income_transfer", "income_other")
SPENDING = (
    "spending_government",
    "spending_development",
    "spending_society",
    "spending_empowerment",
    "spending_emergency",
)
FINANCING = ("financing_in", "financing_out")
SOURCES = (
    "from_own",
    "from_village_fund",
    "from_allocation",
    "from_tax_share",
    "from_province",
    "from_regency",
    "from_other",
)
AMOUNTS = (*INCOME, *SPENDING, *FINANCING, "salary_land", *SOURCES)


def _amount() -> "models.BigIntegerField[int, int]":
    return models.BigIntegerField(default=0)


class BudgetSummary(Edited):
    """The sums of a budget in whole rupiah; or, with a day, what was realised of it by then."""

    cycle = models.ForeignKey(BudgetCycle, models.PROTECT, related_name="summaries")
    as_of = models.DateField(null=True)
    income_own = _amount()
    income_transfer = _amount()
    income_other = _amount()
    spending_government = _amount()
    spending_development = _amount()
    spending_society = _amount()
    spending_empowerment = _amount()
    spending_emergency = _amount()
    financing_in = _amount()
    financing_out = _amount()
    limited = models.BigIntegerField(null=True)
    salary_land = _amount()
    from_own = _amount()
    from_village_fund = _amount()
    from_allocation = _amount()
    from_tax_share = _amount()
    from_province = _amount()
    from_regency = _amount()
    from_other = _amount()
    source = models.CharField(max_length=40, null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = [F("as_of").asc(nulls_first=True)]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle"], condition=Q(as_of__isnull=True), name="budget_summed_once"
            ),
            models.UniqueConstraint(fields=["cycle", "as_of"], name="realised_once_a_day"),
            models.CheckConstraint(
                condition=Q(**{f"{name}__gte": 0 for name in AMOUNTS})
                & (Q(limited__isnull=True) | Q(limited__gte=0)),
                name="budget_amounts_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cycle}: {self.as_of or 'anggaran'}"

    @property
    def sums(self) -> Sums:
        """The sums as the rules know them."""
        return Sums(
            income=(self.income_own, self.income_transfer, self.income_other),
            spending=(
                self.spending_government,
                self.spending_development,
                self.spending_society,
                self.spending_empowerment,
                self.spending_emergency,
            ),
            financing_in=self.financing_in,
            financing_out=self.financing_out,
            limited=self.limited,
            salary_land=self.salary_land,
            sources=tuple(getattr(self, name) for name in SOURCES),
        )


class Evaluation(Edited):
    """The questions of a list answered about a draft; the answers stand in a row each."""

    personal = ("evaluator",)
    cycle = models.OneToOneField(BudgetCycle, models.PROTECT, related_name="evaluation")
    checklist = models.CharField(max_length=12)
    evaluator = models.CharField(max_length=160)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Evaluasi {self.cycle}"


class EvaluationAnswer(models.Model):
    """The answer to one question: yes, no or does not apply; with a note and perhaps an account."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="answers")
    item = models.CharField(max_length=6)
    answer = models.CharField(max_length=5, choices=ANSWERS)
    notes = models.CharField(max_length=500, null=True)
    account = models.CharField(max_length=60, null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "item"], name="budget_question_once"),
            models.CheckConstraint(
                condition=Q(answer__in=[one.value for one in Answer]), name="budget_answer_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.answer}"


class Visit(Edited):
    """A day of guidance or supervision in a village. Corrected with a trace, at most withdrawn.

    `client_key` is made where it was filled in, so that what is sent twice is kept once.
    """

    personal = ("team",)
    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="budget_visits")
    client_key = models.UUIDField(unique=True)
    kind = models.CharField(max_length=20, choices=VisitKind)
    day = models.DateField()
    team = models.CharField(max_length=300)
    subject = models.CharField(max_length=300)
    findings = models.CharField(max_length=2000, null=True)
    recommendation = models.CharField(max_length=2000, null=True)
    minutes_number = models.CharField(max_length=80, null=True)
    follow_up_due_on = models.DateField(null=True)
    followed_up_on = models.DateField(null=True)
    follow_up = models.CharField(max_length=1000, null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=300, null=True)

    class Meta:
        ordering = ["-day", "-pk"]
        indexes = [models.Index(fields=["org_unit", "day"], name="budget_visit_of_village")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=VisitKind.values), name="budget_visit_kind_known"
            ),
            models.CheckConstraint(
                condition=_together("withdrawn_by", "withdrawn_at", "withdrawn_because"),
                name="budget_visit_withdrawn_with_reason",
            ),
            models.CheckConstraint(
                condition=_together("followed_up_on", "follow_up"),
                name="budget_visit_followed_up_how",
            ),
            models.CheckConstraint(
                condition=_not_before("follow_up_due_on", "day")
                & _not_before("followed_up_on", "day"),
                name="budget_visit_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.org_unit}"


class VisitFile(models.Model):
    """Minutes, a photo, a list of attendance of a visit."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="files")
    kind = models.CharField(max_length=12, choices=FileKind)
    name = models.CharField(max_length=200)
    file = models.FileField(upload_to="village_budgets/%Y/%m")
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "kind", "sha256"], name="visit_file_once"),
            models.CheckConstraint(
                condition=Q(kind__in=FileKind.values), name="visit_file_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class HandedIn(Edited):
    """What a village owed for a budget year came: when, and who brought it."""

    personal = ("sender",)
    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="budget_reports")
    budget_year = models.PositiveSmallIntegerField()
    duty = models.CharField(max_length=12, choices=DutyKind)
    received_on = models.DateField()
    sender = models.CharField(max_length=160)
    number = models.CharField(max_length=80, null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["org_unit__path", "budget_year", "duty"]
        constraints = [
            models.UniqueConstraint(
                fields=["org_unit", "budget_year", "duty"], name="handed_in_once"
            ),
            models.CheckConstraint(condition=Q(duty__in=DutyKind.values), name="duty_known"),
            models.CheckConstraint(
                condition=Q(budget_year__gte=2000, budget_year__lte=2100),
                name="handed_in_year_sensible",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_duty_display()} {self.budget_year}, {self.org_unit}"
