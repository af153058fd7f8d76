"""Measurements with their evidence, and how achievements are scored."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from janji.agreements.models import Target
from janji.kit.fields import ExactDecimalField
from janji.orgs.models import OrgUnit


class Measurement(models.Model):
    """What was reached in a quarter. Never edited: a correction is a new row, the newest one counts."""

    target = models.ForeignKey(Target, models.PROTECT, related_name="measurements")
    quarter = models.PositiveSmallIntegerField()
    numerator = ExactDecimalField(null=True)
    denominator = ExactDecimalField(null=True)
    value = ExactDecimalField(null=True)
    words = models.CharField(max_length=60, null=True)
    not_measured_because = models.TextField(null=True)
    notes = models.TextField(null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    is_latest = models.BooleanField(default=True)

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quarter__gte=1, quarter__lte=4), name="measurement_quarter_in_year"
            ),
            models.UniqueConstraint(
                fields=["target", "quarter"],
                condition=Q(is_latest=True),
                name="one_latest_measurement",
            ),
            models.CheckConstraint(
                condition=(
                    Q(
                        numerator__isnull=False,
                        denominator__isnull=False,
                        value__isnull=True,
                        words__isnull=True,
                        not_measured_because__isnull=True,
                    )
                    | Q(
                        numerator__isnull=True,
                        denominator__isnull=True,
                        value__isnull=False,
                        words__isnull=True,
                        not_measured_because__isnull=True,
                    )
                    | Q(
                        numerator__isnull=True,
                        denominator__isnull=True,
                        value__isnull=True,
                        words__isnull=False,
                        not_measured_because__isnull=True,
                    )
                    | Q(
                        numerator__isnull=True,
                        denominator__isnull=True,
                        value__isnull=True,
                        words__isnull=True,
                        not_measured_because__isnull=False,
                    )
                ),
                name="measurement_says_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target_id} TW {self.quarter}"


class Evidence(models.Model):
    """A file that shows where a figure comes from."""

    measurement = models.ForeignKey(Measurement, models.PROTECT, related_name="evidence")
    name = models.CharField(max_length=200)
    file = models.FileField(upload_to="evidence/%Y/%m")
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Scoring(models.Model):
    """How achievements of an office and all below it are scored from a year on."""

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="scorings")
    from_year = models.PositiveSmallIntegerField()
    cap = ExactDecimalField(null=True)
    band_set = models.CharField(max_length=60)

    class Meta:
        ordering = ["-from_year"]
        constraints = [
            models.UniqueConstraint(fields=["org_unit", "from_year"], name="one_scoring_per_year"),
        ]

    def __str__(self) -> str:
        return f"{self.org_unit} sejak {self.from_year}"
