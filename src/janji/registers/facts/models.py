"""Which office keeps which register in a year, and the values counted from it."""

from django.db import models
from django.db.models import F, Q

from janji.orgs.models import OrgUnit


class Ledger(models.Model):
    """A register of one office in one year.

    `edition` grows with every change of its rows; the facts are fresh while `counted_edition`
    equals it. What depends on the day holds only as of `counted_on`.
    """

    register = models.CharField(max_length=30)
    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="ledgers")
    year = models.PositiveSmallIntegerField()
    edition = models.PositiveBigIntegerField(default=0)
    counted_edition = models.PositiveBigIntegerField(null=True)
    counted_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["register", "org_unit", "year"], name="one_ledger_per_year"
            ),
            models.CheckConstraint(
                condition=Q(counted_edition__isnull=True, counted_on__isnull=True)
                | Q(counted_edition__lte=F("edition"), counted_on__isnull=False),
                name="counted_edition_existed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.org_unit} {self.year}"


class Fact(models.Model):
    """The value of one variable under some terms, in some quarters of a ledger's year."""

    ledger = models.ForeignKey(Ledger, models.CASCADE, related_name="facts")
    variable = models.CharField(max_length=60)
    terms = models.CharField(max_length=16)
    first = models.PositiveSmallIntegerField()
    last = models.PositiveSmallIntegerField()
    value = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ledger", "variable", "terms", "first", "last"], name="one_fact"
            ),
            models.CheckConstraint(
                condition=Q(first__gte=1, last__lte=4, first__lte=F("last")),
                name="fact_quarters_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.variable} {self.first}–{self.last}: {self.value}"
