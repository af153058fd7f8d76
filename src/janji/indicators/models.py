"""Indicators, their versions, and the definitions by which they are counted."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from janji.core.agreement import Accumulation
from janji.core.measuring import Shape
from janji.kit.editions import Edited
from janji.kit.fields import ExactDecimalField
from janji.orgs.models import OrgUnit


class Direction(models.TextChoices):
    """Which way is better; the values are those of the rules in core."""

    HIGHER = "higher", "Makin tinggi makin baik"
    LOWER = "lower", "Makin rendah makin baik"
    RANGE = "range", "Di dalam rentang"


class Frequency(models.TextChoices):
    """How often an indicator is measured."""

    MONTHLY = "monthly", "Bulanan"
    QUARTERLY = "quarterly", "Triwulanan"
    HALF_YEARLY = "half_yearly", "Semesteran"
    YEARLY = "yearly", "Tahunan"


class Indicator(models.Model):
    """One indicator of an office, through all years. What it says stands in its versions."""

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="indicators")

    def __str__(self) -> str:
        return f"Indikator {self.pk}"


class IndicatorVersion(Edited):
    """The wording and the way of measuring an indicator. Frozen once an agreement with it is signed."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    text = models.TextField()
    formula_text = models.TextField(null=True)
    accumulation = models.CharField(
        max_length=14, null=True, choices=[(a.value, a.value) for a in Accumulation]
    )
    data_source = models.TextField(null=True)
    notes = models.TextField(null=True)
    direction = models.CharField(max_length=8, choices=Direction, default=Direction.HIGHER)
    lower_variant = models.CharField(max_length=24, null=True)
    shape = models.CharField(
        max_length=6, choices=[(s.value, s.value) for s in Shape], default=Shape.VALUE
    )
    numerator_label = models.CharField(max_length=300, null=True)
    denominator_label = models.CharField(max_length=300, null=True)
    year_end = models.CharField(max_length=24, null=True)
    definition = models.TextField(null=True)
    reason = models.TextField(null=True)
    unit_of_measure = models.CharField(max_length=60, null=True)
    owner = models.CharField(max_length=200, null=True)
    frequency = models.CharField(max_length=12, choices=Frequency, null=True)
    baseline = ExactDecimalField(null=True)
    baseline_year = models.PositiveSmallIntegerField(null=True)
    frozen_at = models.DateTimeField(null=True)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "number"], name="indicator_version_number"
            ),
            models.CheckConstraint(
                condition=Q(frozen_at__isnull=True, frozen_by__isnull=True)
                | Q(frozen_at__isnull=False, frozen_by__isnull=False),
                name="frozen_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(shape=Shape.VALUE.value)
                | Q(numerator_label__isnull=False, denominator_label__isnull=False),
                name="ratio_names_both_counts",
            ),
            models.CheckConstraint(
                condition=Q(direction__in=Direction.values), name="direction_known"
            ),
            models.CheckConstraint(
                condition=Q(frequency__isnull=True) | Q(frequency__in=Frequency.values),
                name="frequency_known",
            ),
            models.CheckConstraint(
                condition=Q(baseline__isnull=True) | Q(baseline_year__isnull=False),
                name="baseline_says_its_year",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class OperationalDefinition(Edited):
    """How an indicator is counted from records: its formula, and what every open term means.

    Nothing is counted before someone other than its drafter has signed it. A signed definition
    never changes: another one takes its place, and figures say by which they were counted.
    Its edition goes on from the definition before, so that one edition never names two proposals.
    """

    version = models.ForeignKey(IndicatorVersion, models.PROTECT, related_name="definitions")
    number = models.PositiveSmallIntegerField()
    formula = models.CharField(max_length=4000)
    terms = models.JSONField(default=dict)
    wording = models.TextField(null=True)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=500, null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="definition_number_once"),
            models.UniqueConstraint(
                fields=["version"],
                condition=Q(signed_at__isnull=True, ended_at__isnull=True),
                name="one_definition_in_draft",
            ),
            models.UniqueConstraint(
                fields=["version"],
                condition=Q(signed_at__isnull=False, ended_at__isnull=True),
                name="one_definition_that_holds",
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_by__isnull=True)
                | Q(signed_at__isnull=False, signed_by__isnull=False),
                name="definition_signed_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, end_reason__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False, end_reason__isnull=False),
                name="definition_ended_when_whom_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"Definisi {self.number}"

    @property
    def holds(self) -> bool:
        """Whether figures are counted by it now."""
        return self.signed_at is not None and self.ended_at is None
