"""Measurements with their evidence, and how achievements are scored."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from janji.agreements.models import Target
from janji.core.delegation import Capacity
from janji.core.measurement_life import NEED_A_REASON, OFFICIAL, Deed, State
from janji.indicators.models import OperationalDefinition
from janji.kit.editions import Edited
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


class OfficeQuarter(Edited):
    """The figures of an office in a quarter, on their way to the one who receives them.

    It belongs to office and year, not to an agreement: a year runs on when one agreement follows
    another. A quarter that nobody submitted yet has no row. `turn` counts how often its figures were
    submitted; what was frozen in earlier turns stays readable.
    """

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="quarters")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in State], default=State.OPEN.value
    )
    turn = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["org_unit__path", "year", "quarter"]
        constraints = [
            models.UniqueConstraint(
                fields=["org_unit", "year", "quarter"], name="one_row_per_office_and_quarter"
            ),
            models.CheckConstraint(
                condition=Q(quarter__gte=1, quarter__lte=4), name="office_quarter_in_year"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in State]), name="office_quarter_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=State.OPEN.value) | Q(turn__gte=1),
                name="office_quarter_was_submitted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.org_unit} {self.year} TW {self.quarter}"

    @property
    def is_official(self) -> bool:
        """Whether its frozen figures are the official ones."""
        return State(self.state) in OFFICIAL


class KeptFigure(models.Model):
    """A figure as it was submitted: what `core.kept_figures` freezes, and the digest of that.

    `measurement` and `definition` are where it came from: one of them, or neither where nothing was
    said of the quarter. Never changed; another turn makes other rows.
    """

    office_quarter = models.ForeignKey(OfficeQuarter, models.PROTECT, related_name="figures")
    turn = models.PositiveSmallIntegerField()
    target = models.ForeignKey(Target, models.PROTECT, related_name="kept_figures")
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    measurement = models.ForeignKey(Measurement, models.PROTECT, null=True, related_name="+")
    definition = models.ForeignKey(
        OperationalDefinition, models.PROTECT, null=True, related_name="+"
    )
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["target__objective__order", "target__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["office_quarter", "turn", "target"], name="one_kept_figure_per_turn"
            ),
            models.CheckConstraint(
                condition=Q(measurement__isnull=True) | Q(definition__isnull=True),
                name="kept_figure_from_one_source",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office_quarter_id}/{self.turn} {self.target_id}"


class QuarterStep(models.Model):
    """What someone did to a quarter, as what, and why. Never changed."""

    office_quarter = models.ForeignKey(OfficeQuarter, models.PROTECT, related_name="steps")
    turn = models.PositiveSmallIntegerField()
    deed = models.CharField(max_length=8, choices=[(d.value, d.value) for d in Deed])
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    done_at = models.DateTimeField()
    capacity = models.CharField(max_length=10, choices=[(c.value, c.value) for c in Capacity])
    reason = models.TextField(null=True)
    digest = models.CharField(max_length=64, null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(deed__in=[d.value for d in Deed]), name="quarter_deed_known"
            ),
            models.CheckConstraint(
                condition=Q(capacity__in=[c.value for c in Capacity]), name="step_capacity_known"
            ),
            models.CheckConstraint(
                condition=~Q(deed__in=sorted(d.value for d in NEED_A_REASON))
                | Q(reason__isnull=False),
                name="step_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(deed=Deed.SUBMIT.value) | Q(digest__isnull=False),
                name="submitted_with_digest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office_quarter_id}/{self.turn} {self.deed}"


class GapKind(models.TextChoices):
    """What a quarter lacks."""

    NO_FIGURE = "no_figure", "belum diisi"
    NOT_MEASURED = "not_measured", "belum dapat diukur"
    INCOMPLETE = "incomplete", "isian belum lengkap"


class AcceptedGap(models.Model):
    """Something a submitted quarter lacks, with its reason; accepted when the quarter is approved."""

    office_quarter = models.ForeignKey(OfficeQuarter, models.PROTECT, related_name="gaps")
    turn = models.PositiveSmallIntegerField()
    target = models.ForeignKey(Target, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=GapKind)
    reason = models.TextField()
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    declared_at = models.DateTimeField()
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["target__objective__order", "target__order", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["office_quarter", "turn", "target"], name="one_gap_per_turn"
            ),
            models.CheckConstraint(condition=Q(kind__in=GapKind.values), name="gap_kind_known"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="gap_accepted_when_and_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office_quarter_id}/{self.turn} {self.target_id} {self.kind}"
