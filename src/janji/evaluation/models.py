"""Weights, grids and mid-term targets that evaluation is held against; what offices explain; evaluations.

Nothing here is overwritten: what is settled anew ends what stood before, and both stay readable.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from janji.agreements.models import Agreement, Target
from janji.core.efficiency import Formula
from janji.core.evaluation import WhenUndefined
from janji.core.evaluation_life import State
from janji.core.target_grids import SCORES
from janji.indicators.models import Indicator
from janji.kit.editions import Edited
from janji.kit.fields import ExactDecimalField
from janji.orgs.models import OrgUnit

IN_YEAR = Q(quarter__gte=1, quarter__lte=4)


class WeightSet(models.Model):
    """All weights of an agreement as they were settled together; the newest one counts."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="weight_sets")
    reason = models.TextField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    settled_at = models.DateTimeField()
    is_latest = models.BooleanField(default=True)

    class Meta:
        ordering = ["-settled_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(is_latest=True), name="one_latest_weight_set"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement}: {self.settled_at:%Y-%m-%d}"


class Weight(models.Model):
    """How much a target weighs in its objective, or an objective in the agreement, in percent.

    An objective is known by its words: a draft that is rewritten makes its rows anew.
    """

    weight_set = models.ForeignKey(WeightSet, models.CASCADE, related_name="weights")
    target = models.ForeignKey(Target, models.CASCADE, null=True, related_name="weights")
    objective_text = models.TextField(null=True)
    percent = ExactDecimalField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(target__isnull=True, objective_text__isnull=False)
                | Q(target__isnull=False, objective_text__isnull=True),
                name="weight_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["weight_set", "target"], name="one_weight_per_target_in_set"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.percent} %"


class TargetGrid(models.Model):
    """Five values that earn 100, 90, 80, 70 and 60, beside the single target; ends when another is settled."""

    target = models.ForeignKey(Target, models.CASCADE, related_name="grids")
    reason = models.TextField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    settled_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-settled_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["target"], condition=Q(ended_at__isnull=True), name="one_grid_per_target"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="grid_ended_when_and_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target}: {self.settled_at:%Y-%m-%d}"


class GridPoint(models.Model):
    """What earns one of the five scores: a number or a day."""

    grid = models.ForeignKey(TargetGrid, models.CASCADE, related_name="points")
    score = models.PositiveSmallIntegerField()
    value = ExactDecimalField(null=True)
    day = models.DateField(null=True)

    class Meta:
        ordering = ["-score"]
        constraints = [
            models.UniqueConstraint(fields=["grid", "score"], name="one_point_per_score"),
            models.CheckConstraint(condition=Q(score__in=SCORES), name="grid_score_known"),
            models.CheckConstraint(
                condition=Q(value__isnull=True, day__isnull=False)
                | Q(value__isnull=False, day__isnull=True),
                name="grid_point_is_number_or_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.score}: {self.day or self.value}"


class ReachedDay(models.Model):
    """The day on which what a grid of days asks for was done. A correction is a new row."""

    target = models.ForeignKey(Target, models.PROTECT, related_name="reached_days")
    day = models.DateField()
    document = models.CharField(max_length=200)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    is_latest = models.BooleanField(default=True)

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["target"], condition=Q(is_latest=True), name="one_latest_reached_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"


class MidTermTarget(models.Model):
    """What an indicator should come to in a later year, by a plan of several years."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="mid_term_targets")
    year = models.PositiveSmallIntegerField()
    value = ExactDecimalField()
    reached_before = ExactDecimalField(null=True)
    reached_until = models.PositiveSmallIntegerField(null=True)
    document = models.CharField(max_length=200)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    settled_at = models.DateTimeField()
    is_latest = models.BooleanField(default=True)

    class Meta:
        ordering = ["-settled_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator"], condition=Q(is_latest=True), name="one_latest_mid_term_target"
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2100), name="mid_term_year_sensible"
            ),
            models.CheckConstraint(
                condition=Q(reached_before__isnull=True, reached_until__isnull=True)
                | Q(reached_before__isnull=False, reached_until__isnull=False),
                name="mid_term_reached_until_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}: {self.value}"


class Explanation(models.Model):
    """Why a figure came out so, written by the office; the fourth quarter speaks for the year.

    What was written before stays: a new text is a new row.
    """

    target = models.ForeignKey(Target, models.PROTECT, related_name="explanations")
    quarter = models.PositiveSmallIntegerField()
    causes = models.TextField()
    obstacles = models.TextField(null=True)
    remedies = models.TextField(null=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    is_latest = models.BooleanField(default=True)

    class Meta:
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=IN_YEAR, name="explanation_quarter_in_year"),
            models.UniqueConstraint(
                fields=["target", "quarter"],
                condition=Q(is_latest=True),
                name="one_latest_explanation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target_id} TW {self.quarter}"


class EvaluationChoice(models.Model):
    """What evaluations of an office and all below it are made by, from a year on."""

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="evaluation_choices")
    from_year = models.PositiveSmallIntegerField()
    formula = models.CharField(max_length=12, choices=[(f.value, f.value) for f in Formula])
    undefined = models.CharField(
        max_length=10,
        choices=[(w.value, w.value) for w in WhenUndefined],
        default=WhenUndefined.LEFT_OUT.value,
    )
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    settled_at = models.DateTimeField()
    is_latest = models.BooleanField(default=True)

    class Meta:
        ordering = ["-from_year", "-settled_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["org_unit", "from_year"],
                condition=Q(is_latest=True),
                name="one_latest_evaluation_choice",
            ),
            models.CheckConstraint(
                condition=Q(formula__in=[f.value for f in Formula]),
                name="evaluation_formula_known",
            ),
            models.CheckConstraint(
                condition=Q(undefined__in=[w.value for w in WhenUndefined]),
                name="evaluation_undefined_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.org_unit} sejak {self.from_year}"


class Evaluation(Edited):
    """What an evaluator says of an agreement up to a quarter. Published it never changes.

    A correction is a new evaluation that names the one it corrects.
    """

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="evaluations")
    quarter = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in State], default=State.DRAFT.value
    )
    notes = models.TextField()
    recommendations = models.TextField(null=True)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrected_by")
    correction_reason = models.TextField(null=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    scores = models.JSONField(null=True)
    digest = models.CharField(max_length=64, null=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-quarter", "-number"]
        constraints = [
            models.CheckConstraint(condition=IN_YEAR, name="evaluation_quarter_in_year"),
            models.UniqueConstraint(
                fields=["agreement", "quarter", "number"], name="evaluation_number"
            ),
            models.CheckConstraint(
                condition=Q(
                    state=State.DRAFT.value,
                    published_at__isnull=True,
                    published_by__isnull=True,
                    digest__isnull=True,
                )
                | Q(
                    state=State.PUBLISHED.value,
                    published_at__isnull=False,
                    published_by__isnull=False,
                    digest__isnull=False,
                ),
                name="evaluation_published_with_digest",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, correction_reason__isnull=True)
                | Q(corrects__isnull=False, correction_reason__isnull=False),
                name="evaluation_corrects_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement} TW {self.quarter} ({self.number})"
