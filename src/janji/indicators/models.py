"""Indicators and their versions."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from janji.core.agreement import Accumulation
from janji.core.measuring import Shape
from janji.orgs.models import OrgUnit


class Direction(models.TextChoices):
    """Which way is better; the values are those of the rules in core."""

    HIGHER = "higher", "Makin tinggi makin baik"
    LOWER = "lower", "Makin rendah makin baik"
    RANGE = "range", "Di dalam rentang"


class Indicator(models.Model):
    """One indicator of an office, through all years. What it says stands in its versions."""

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="indicators")

    def __str__(self) -> str:
        return f"Indikator {self.pk}"


class IndicatorVersion(models.Model):
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
        ]

    def __str__(self) -> str:
        return self.text
