"""Budget documents of an office with their lines, and what was spent of them by month."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from janji.core.absorption import MONTHS
from janji.core.budget_codes import LONGEST_KEY, BudgetCode, Level, read_code
from janji.kit.editions import Edited
from janji.kit.fields import ExactDecimalField
from janji.orgs.models import OrgUnit


class DocumentState(models.TextChoices):
    """What became of a budget document."""

    DRAFT = "draft", "Draf"
    APPROVED = "approved", "Ditetapkan"


def _not_negative(name: str) -> Q:
    # The digits are text on SQLite, where a comparison with a number would mean nothing.
    return ~Q(**{f"{name}__startswith": "-"})


class BudgetDocument(Edited):
    """The budget of an office for a year (DPA), or one of its amendments (DPPA).

    `change` is 0 for the first budget of the year (*murni*), else which amendment it is. The
    deadline of the agreement runs from `approved_on`; `settled_at` and `settled_by` say who entered
    the approval here, and when.
    """

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="budget_documents")
    year = models.PositiveSmallIntegerField()
    change = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=80, null=True)
    printed_total = ExactDecimalField(null=True)
    state = models.CharField(
        max_length=10, choices=DocumentState, default=DocumentState.DRAFT.value
    )
    approved_on = models.DateField(null=True)
    is_example = models.BooleanField(default=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["org_unit__path", "-year", "change"]
        constraints = [
            models.UniqueConstraint(
                fields=["org_unit", "year", "change"], name="budget_document_once"
            ),
            models.UniqueConstraint(
                fields=["org_unit", "year"],
                condition=Q(state="draft"),
                name="one_budget_draft_a_year",
            ),
            models.CheckConstraint(
                condition=Q(state__in=DocumentState.values), name="budget_document_state_known"
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2100, change__lte=20),
                name="budget_document_year_sensible",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="budget_document_settled_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(state="draft")
                | Q(
                    number__isnull=False,
                    printed_total__isnull=False,
                    approved_on__isnull=False,
                    settled_at__isnull=False,
                ),
                name="approved_budget_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(printed_total__isnull=True) | _not_negative("printed_total"),
                name="budget_total_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind_name} {self.year}"

    @property
    def kind_name(self) -> str:
        """`DPA murni`, `DPA perubahan ke-1`."""
        return f"DPA perubahan ke-{self.change}" if self.change else "DPA murni"


class _Coded(Edited):
    """Something with a code in its normal spelling and a name, as the document words it."""

    code = models.CharField(max_length=LONGEST_KEY)
    name = models.CharField(max_length=300)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def budget_code(self) -> BudgetCode:
        """The code as its numbers."""
        return read_code(self.code)


class BudgetNode(_Coded):
    """A programme or an activity of a document. It has no money of its own: that is the sum of its lines."""

    document = models.ForeignKey(BudgetDocument, models.CASCADE, related_name="nodes")

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["document", "code"], name="budget_node_once"),
        ]

    @property
    def is_programme(self) -> bool:
        """Whether it is a programme, not an activity."""
        return self.budget_code.level is Level.PROGRAMME


class BudgetLine(_Coded):
    """A sub-activity with its amount in rupiah, the only place where money is entered."""

    document = models.ForeignKey(BudgetDocument, models.CASCADE, related_name="lines")
    amount = ExactDecimalField()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["document", "code"], name="budget_line_once"),
            models.CheckConstraint(
                condition=_not_negative("amount"), name="budget_line_not_negative"
            ),
        ]


class Spending(Edited):
    """What was spent of a sub-activity from January to the end of a month, in rupiah.

    It belongs to the office, the year and the code, not to a document: an amendment changes the
    amount and not what was spent. A month without a row was not recorded, which is not zero.
    """

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="budget_spending")
    year = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=LONGEST_KEY)
    month = models.PositiveSmallIntegerField()
    amount = ExactDecimalField()
    reason = models.CharField(max_length=300, null=True)
    source = models.CharField(max_length=40, null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["code", "month"]
        constraints = [
            models.UniqueConstraint(
                fields=["org_unit", "year", "code", "month"], name="spending_once_a_month"
            ),
            models.CheckConstraint(
                condition=Q(month__gte=MONTHS[0], month__lte=MONTHS[-1]), name="spending_in_a_month"
            ),
            models.CheckConstraint(condition=_not_negative("amount"), name="spending_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.year}-{self.month:02d}"


class SpendingCorrection(models.Model):
    """What stood in a figure of spending before it was put right, and why."""

    spending = models.ForeignKey(Spending, models.PROTECT, related_name="corrections")
    before = ExactDecimalField()
    after = ExactDecimalField()
    reason = models.CharField(max_length=300)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.spending}: {self.reason}"
