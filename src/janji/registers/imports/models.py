"""Spreadsheets on their way into a register."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from janji.orgs.models import OrgUnit


class BatchState(models.TextChoices):
    """What became of a spreadsheet."""

    WAITING = "waiting", "Menunggu persetujuan"
    STORING = "storing", "Sedang disimpan"
    STOPPED = "stopped", "Terhenti"
    STORED = "stored", "Tersimpan"
    DISCARDED = "discarded", "Dibuang"


class Batch(models.Model):
    """One spreadsheet for one register of one office.

    `good` rows can be kept, `known` ones are there already, `problems` has the first of
    `problem_count`. Its file is read again when it is stored, bit by bit; `added` says how far it
    is, `runner` and `touched_at` who is at it, `stopped_because` what stopped it.
    """

    register = models.CharField(max_length=30)
    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="batches")
    name = models.CharField(max_length=200)
    file = models.FileField(upload_to="imports/%Y/%m")
    sha256 = models.CharField(max_length=64, db_index=True)
    options = models.JSONField(default=dict)
    good = models.PositiveIntegerField()
    known = models.PositiveIntegerField()
    problem_count = models.PositiveIntegerField()
    problems = models.JSONField(default=list)
    added = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=10, choices=BatchState, default=BatchState.WAITING)
    stopped_because = models.JSONField(null=True)
    runner = models.CharField(max_length=16, null=True)
    touched_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    read_at = models.DateTimeField()
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-read_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="batch_settled_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True, agreed_by__isnull=True)
                | Q(agreed_at__isnull=False, agreed_by__isnull=False),
                name="batch_agreed_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[BatchState.STORING.value, BatchState.STOPPED.value])
                | Q(agreed_at__isnull=False, added__isnull=False),
                name="batch_under_way_was_agreed",
            ),
            models.CheckConstraint(
                condition=Q(state__in=BatchState.values), name="batch_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=BatchState.STORED.value) | Q(added__isnull=False),
                name="stored_batch_says_how_many",
            ),
        ]

    def __str__(self) -> str:
        return self.name
