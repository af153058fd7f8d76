"""Proposals, every step they took, and the criteria by which they are scored."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from janji.core.musrenbang import ProposalState
from janji.kit.editions import Edited
from janji.kit.fields import ExactDecimalField
from janji.kit.kept_files import KeptFile
from janji.orgs.models import OrgUnit
from janji.registers.musrenbang.models.forums import Forum


class ProposalKind(models.TextChoices):
    """Whether something is built or bought, or done."""

    PHYSICAL = "fisik", "Fisik"
    OTHER = "nonfisik", "Nonfisik"


class Sector(models.TextChoices):
    """The field of development (bidang). The list is ours: no text read names one."""

    INFRASTRUCTURE = "prasarana", "Prasarana dan kewilayahan"
    ECONOMY = "ekonomi", "Ekonomi dan sumber daya alam"
    PEOPLE = "sosial", "Sosial dan budaya"
    EMPOWERMENT = "pemberdayaan", "Pemberdayaan masyarakat"
    GOVERNMENT = "pemerintahan", "Pemerintahan"
    OTHER = "lain", "Lainnya"


class State(models.TextChoices):
    """`core.musrenbang.ProposalState` with its words."""

    PROPOSED = ProposalState.PROPOSED.value, "Diusulkan"
    VERIFYING = ProposalState.VERIFYING.value, "Diverifikasi kecamatan"
    ACCEPTED = ProposalState.ACCEPTED.value, "Diterima"
    TURNED_DOWN = ProposalState.TURNED_DOWN.value, "Ditolak"
    PRIORITISED = ProposalState.PRIORITISED.value, "Prioritas kecamatan"
    AGENCY_FORUM = ProposalState.AGENCY_FORUM.value, "Forum OPD"
    WORK_PLAN = ProposalState.WORK_PLAN.value, "Masuk RKPD"
    BUDGET = ProposalState.BUDGET.value, "Masuk APBD"
    LEFT_OUT = ProposalState.LEFT_OUT.value, "Tidak terakomodasi"


class Proposal(Edited):
    """What a village or the district proposes for a plan year.

    `number` counts the proposals of an office in a plan year; `title_key` keeps the same one from
    being written down twice. `state`, `state_since` and `state_reason` are those of its last step that
    was not taken back. `placed` is where people put it in the district's order.
    """

    personal = ("proposer",)
    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="proposals")
    plan_year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    forum = models.ForeignKey(Forum, models.PROTECT, null=True, related_name="proposals")
    proposed_on = models.DateField()
    title = models.CharField(max_length=200)
    title_key = models.CharField(max_length=420)
    sector = models.CharField(max_length=12, choices=Sector)
    kind = models.CharField(max_length=8, choices=ProposalKind)
    reason = models.CharField(max_length=600, null=True)
    location = models.CharField(max_length=200, null=True)
    rt = models.PositiveSmallIntegerField(null=True)
    rw = models.PositiveSmallIntegerField(null=True)
    volume = ExactDecimalField(null=True)
    unit_of_measure = models.CharField(max_length=30, null=True)
    cost = models.BigIntegerField(null=True)
    output = models.CharField(max_length=300, null=True)
    beneficiaries = models.PositiveIntegerField(null=True)
    participation = models.CharField(max_length=200, null=True)
    priority = models.PositiveSmallIntegerField(null=True)
    agency = models.CharField(max_length=160, null=True)
    external_id = models.CharField(max_length=60, null=True)
    proposer = models.CharField(max_length=160, null=True)
    source = models.CharField(max_length=60, null=True)
    carried_from = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="carried_to"
    )
    state = models.CharField(max_length=20, choices=State, default=State.PROPOSED)
    state_since = models.DateField()
    state_reason = models.CharField(max_length=300, null=True)
    placed = models.PositiveSmallIntegerField(null=True)
    placed_reason = models.CharField(max_length=300, null=True)
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    placed_at = models.DateTimeField(null=True)
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    struck_at = models.DateTimeField(null=True)
    struck_reason = models.CharField(max_length=300, null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["plan_year", "org_unit", "number"]
        indexes = [
            models.Index(fields=["org_unit", "plan_year", "state"], name="proposals_of_office"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["org_unit", "plan_year", "number"], name="proposal_numbered_once"
            ),
            # What was struck may be written down anew, rightly.
            models.UniqueConstraint(
                fields=["org_unit", "plan_year", "title_key"],
                condition=Q(struck_at__isnull=True),
                name="proposal_kept_once",
            ),
            models.CheckConstraint(
                condition=Q(plan_year__gte=2000, plan_year__lte=2100),
                name="proposal_year_sensible",
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="proposal_state_known"
            ),
            models.CheckConstraint(
                condition=Q(sector__in=Sector.values), name="proposal_sector_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ProposalKind.values), name="proposal_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(cost__isnull=True) | Q(cost__gte=0), name="proposal_cost_sensible"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.TURNED_DOWN.value, State.LEFT_OUT.value])
                | Q(state_reason__isnull=False),
                name="proposal_refused_because",
            ),
            models.CheckConstraint(
                condition=Q(
                    placed__isnull=True,
                    placed_by__isnull=True,
                    placed_at__isnull=True,
                    placed_reason__isnull=True,
                )
                | Q(
                    placed__gte=1,
                    placed_by__isnull=False,
                    placed_at__isnull=False,
                    placed_reason__isnull=False,
                ),
                name="proposal_placed_when_by_whom_and_why",
            ),
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True, struck_by__isnull=True, struck_reason=None)
                | Q(struck_at__isnull=False, struck_by__isnull=False, struck_reason__isnull=False),
                name="proposal_struck_when_by_whom_and_why",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def code(self) -> str:
        """How people name it within its office: `12/2020`."""
        return f"{self.number}/{self.plan_year}"


class ProposalStep(models.Model):
    """A state a proposal reached on a day; one that was written down wrongly is taken back."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="steps")
    state = models.CharField(max_length=20, choices=State)
    day = models.DateField()
    reason = models.CharField(max_length=300, null=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    retracted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    retracted_at = models.DateTimeField(null=True)
    retracted_reason = models.CharField(max_length=300, null=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["proposal", "state", "day"], name="steps_of_proposal")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="step_state_known"),
            models.CheckConstraint(
                condition=Q(
                    retracted_at__isnull=True, retracted_by__isnull=True, retracted_reason=None
                )
                | Q(
                    retracted_at__isnull=False,
                    retracted_by__isnull=False,
                    retracted_reason__isnull=False,
                ),
                name="step_retracted_when_by_whom_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} {self.day:%d-%m-%Y}"


class ProposalFile(KeptFile):
    """A photo or a paper that belongs to a proposal."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="files")


class Criteria(Edited):
    """By what an office scores the proposals of a plan year."""

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="criteria")
    plan_year = models.PositiveSmallIntegerField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-plan_year"]
        constraints = [
            models.UniqueConstraint(fields=["org_unit", "plan_year"], name="one_criteria_a_year"),
            models.CheckConstraint(
                condition=Q(plan_year__gte=2000, plan_year__lte=2100),
                name="criteria_year_sensible",
            ),
        ]

    def __str__(self) -> str:
        return f"Kriteria {self.plan_year}"


class Criterion(models.Model):
    """One criterion with its weight as it was written: a part of one, or percent."""

    criteria = models.ForeignKey(Criteria, models.PROTECT, related_name="entries")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    weight = ExactDecimalField()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["criteria", "place"], name="criterion_placed_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Score(models.Model):
    """What an assessor gives a proposal by a criterion, from 1 to 5."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="scores")
    value = models.PositiveSmallIntegerField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "criterion", "given_by"], name="scored_once_by_each"
            ),
            models.CheckConstraint(
                condition=Q(value__gte=1, value__lte=5), name="score_from_1_to_5"
            ),
        ]

    def __str__(self) -> str:
        return str(self.value)
