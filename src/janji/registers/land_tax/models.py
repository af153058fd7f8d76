"""A village's tax year, what was assessed for it in versions, its recaps, and their corrections."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from janji.core.land_tax import Assessed, Standing
from janji.core.land_tax import Recap as RecapFigures
from janji.kit.editions import Edited
from janji.orgs.models import OrgUnit


class Basis(models.TextChoices):
    """What a village's payments are held against."""

    ASSESSMENT = "ketetapan", "Ketetapan (baku)"
    BUDGET = "target_anggaran", "Target anggaran"


class TaxYear(Edited):
    """The tax of one village in one year. What was assessed stands in its assessments."""

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="tax_years")
    year = models.PositiveSmallIntegerField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["-year", "org_unit"]
        constraints = [
            models.UniqueConstraint(fields=["org_unit", "year"], name="tax_year_once"),
            models.CheckConstraint(
                condition=Q(year__gte=1994) & Q(year__lte=2200), name="tax_year_possible"
            ),
        ]

    def __str__(self) -> str:
        return f"PBB {self.year} {self.org_unit}"


class Assessment(models.Model):
    """What was assessed for a tax year, from a day on: SPPT, rupiah, due date, and the declared basis.

    Never changed: a correction is another version, which says by which decision of the tax office
    (`decree`) and why. The newest version of those that hold by a day is the one that counts.
    """

    tax_year = models.ForeignKey(TaxYear, models.PROTECT, related_name="assessments")
    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()
    holds_from = models.DateField()
    bills = models.PositiveIntegerField()
    amount = models.PositiveBigIntegerField()
    due_on = models.DateField()
    basis = models.CharField(max_length=16, choices=Basis)
    budget_target = models.PositiveBigIntegerField(null=True)
    decree = models.CharField(max_length=200)
    reason = models.CharField(max_length=500, null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["tax_year", "version"], name="assessment_version_once"),
            models.CheckConstraint(
                condition=Q(basis__in=Basis.values), name="assessment_basis_known"
            ),
            models.CheckConstraint(
                condition=~Q(basis=Basis.BUDGET) | Q(budget_target__isnull=False),
                name="assessment_budget_has_target",
            ),
            models.CheckConstraint(
                condition=Q(version=1) | Q(reason__isnull=False),
                name="assessment_change_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tax_year} versi {self.version}"

    @property
    def figures(self) -> Assessed:
        """As the rules take it."""
        return Assessed(self.amount, self.bills)

    @property
    def aim(self) -> int:
        """The rupiah that the declared basis asks for."""
        return (
            self.budget_target if self.budget_target is not None and self.is_budget else self.amount
        )

    @property
    def is_budget(self) -> bool:
        """Whether the declared basis is the budget's target."""
        return self.basis == Basis.BUDGET


class Recap(Edited):
    """How far a village is on a day, added up since the year began. Penalties and arrears are apart.

    `remaining` is what the sheet prints, if it prints it. `source` says where the figures come from.
    """

    tax_year = models.ForeignKey(TaxYear, models.PROTECT, related_name="recaps")
    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+")
    as_of = models.DateField()
    paid = models.PositiveBigIntegerField()
    bills_paid = models.PositiveIntegerField(null=True)
    penalties = models.PositiveBigIntegerField(default=0)
    remaining = models.PositiveBigIntegerField(null=True)
    source = models.CharField(max_length=160)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-as_of"]
        constraints = [
            models.UniqueConstraint(fields=["tax_year", "as_of"], name="recap_once_a_day"),
        ]
        indexes = [models.Index(fields=["org_unit", "as_of"], name="recap_office_day")]

    def __str__(self) -> str:
        return f"{self.tax_year} per {self.as_of:%d-%m-%Y}"

    @property
    def figures(self) -> RecapFigures:
        """As the rules take it."""
        return RecapFigures(self.paid, self.bills_paid, self.penalties, self.remaining)

    @property
    def standing(self) -> Standing:
        """As a recap next to it is compared with it."""
        return Standing(self.as_of, self.paid, self.bills_paid)


class RecapCorrection(models.Model):
    """A recap that was written down wrongly was put right: what stood there, and why."""

    recap = models.ForeignKey(Recap, models.PROTECT, related_name="corrections")
    paid = models.PositiveBigIntegerField()
    bills_paid = models.PositiveIntegerField(null=True)
    penalties = models.PositiveBigIntegerField()
    remaining = models.PositiveBigIntegerField(null=True)
    paid_after = models.PositiveBigIntegerField()
    reason = models.CharField(max_length=500)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="recap_correction_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.recap}: {self.paid} → {self.paid_after}"
