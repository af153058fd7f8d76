"""Questions and instructions, findings with what was done about them, and reviews. Nothing is deleted."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from janji.agreements.models import Target
from janji.core.supervision_life import FindingState, ThreadState
from janji.kit.editions import Edited
from janji.kit.kept_files import KeptFile
from janji.orgs.models import OrgUnit


class ThreadKind(models.TextChoices):
    """Whether something is asked or ordered."""

    QUESTION = "question", "Pertanyaan"
    INSTRUCTION = "instruction", "Instruksi"


class Severity(models.TextChoices):
    """How much a finding weighs."""

    LOW = "low", "Ringan"
    MEDIUM = "medium", "Sedang"
    HIGH = "high", "Berat"


def _quarter_in_year(name: str) -> models.CheckConstraint:
    inside = Q(quarter__isnull=True) | Q(quarter__gte=1, quarter__lte=4)
    return models.CheckConstraint(condition=inside, name=name)


class Thread(Edited):
    """A question or an instruction to an office, about one of its figures or the office as such."""

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="supervision_threads")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField(null=True)
    target = models.ForeignKey(Target, models.PROTECT, null=True, related_name="threads")
    kind = models.CharField(max_length=12, choices=ThreadKind)
    subject = models.CharField(max_length=200)
    due_on = models.DateField()
    state = models.CharField(
        max_length=10,
        choices=[(one.value, one.value) for one in ThreadState],
        default=ThreadState.OPEN.value,
    )
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["org_unit", "year", "state"], name="thread_of_office")]
        constraints = [
            _quarter_in_year("thread_quarter_in_year"),
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in ThreadState]),
                name="thread_state_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=ThreadState.CLOSED.value,
                    closed_at__isnull=False,
                    closed_by__isnull=False,
                )
                | (
                    ~Q(state=ThreadState.CLOSED.value)
                    & Q(closed_at__isnull=True, closed_by__isnull=True)
                ),
                name="thread_closed_when_and_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class Message(models.Model):
    """What one side wrote in a thread; never changed afterwards."""

    thread = models.ForeignKey(Thread, models.PROTECT, related_name="messages")
    text = models.TextField()
    from_superior = models.BooleanField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]


class Finding(Edited):
    """Something an office has to put right until a day, with the figure it rests on as it stood."""

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="supervision_findings")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField(null=True)
    target = models.ForeignKey(Target, models.PROTECT, null=True, related_name="findings")
    thread = models.ForeignKey(Thread, models.PROTECT, null=True, related_name="findings")
    text = models.TextField()
    basis = models.TextField(null=True)
    severity = models.CharField(max_length=6, choices=Severity)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    due_on = models.DateField()
    state = models.CharField(
        max_length=12,
        choices=[(one.value, one.value) for one in FindingState],
        default=FindingState.OPEN.value,
    )
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)
    settled_because = models.TextField(null=True)

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["org_unit", "year", "state"], name="finding_of_office")]
        constraints = [
            _quarter_in_year("finding_quarter_in_year"),
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in FindingState]),
                name="finding_state_known",
            ),
            models.CheckConstraint(
                condition=Q(severity__in=Severity.values), name="finding_severity_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[FindingState.ACCEPTED.value, FindingState.WITHDRAWN.value],
                    settled_at__isnull=False,
                    settled_by__isnull=False,
                )
                | (
                    ~Q(state__in=[FindingState.ACCEPTED.value, FindingState.WITHDRAWN.value])
                    & Q(settled_at__isnull=True, settled_by__isnull=True)
                ),
                name="finding_settled_when_and_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class FollowUp(models.Model):
    """What an office did about a finding, and what the superior's side said to it."""

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="follow_ups")
    text = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    is_accepted = models.BooleanField(null=True)
    because = models.TextField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    is_accepted__isnull=True, decided_at__isnull=True, decided_by__isnull=True
                )
                | Q(is_accepted__isnull=False, decided_at__isnull=False, decided_by__isnull=False),
                name="follow_up_decided_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(is_accepted__isnull=True)
                | Q(is_accepted=True)
                | Q(because__isnull=False),
                name="follow_up_returned_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class FollowUpFile(KeptFile):
    """A file that shows what was done."""

    follow_up = models.ForeignKey(FollowUp, models.PROTECT, related_name="files")


class Review(Edited):
    """The meeting about an office's quarter: when and where, what drove and hindered, what was agreed."""

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="reviews")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    held_on = models.DateField(null=True)
    place = models.CharField(max_length=160, null=True)
    driving = models.TextField(null=True)
    hindering = models.TextField(null=True)
    agreed = models.TextField(null=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["year", "quarter"]
        constraints = [
            models.UniqueConstraint(
                fields=["org_unit", "year", "quarter"], name="one_review_a_quarter"
            ),
            models.CheckConstraint(
                condition=Q(quarter__gte=1, quarter__lte=4), name="review_quarter_in_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.org_unit} TW {self.quarter} {self.year}"
