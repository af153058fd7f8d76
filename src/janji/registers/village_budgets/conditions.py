"""What a village has had in a year up to a day, as the database asks it."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from janji.orgs.models import OrgUnit, OrgUnitKind
from janji.registers.village_budgets.models import (
    BudgetCycle,
    FileKind,
    Visit,
    VisitFile,
    VisitKind,
)
from janji.registers.villages import queries as villages

MONITORING = (VisitKind.WORKS.value, VisitKind.FINANCE.value, VisitKind.TRAINING.value)
"""The kinds of visit that count as monitoring unless a definition says otherwise (R10.13)."""


def every_village() -> QuerySet[OrgUnit]:
    """All villages of the tree, never kelurahan: these have no budget of their own."""
    return villages.every_village().filter(kind=OrgUnitKind.VILLAGE)


def there_on(day: date) -> Q:
    """Villages that are counted on a day."""
    return villages.there_on(day) & Q(kind=OrgUnitKind.VILLAGE.value)


def evaluations(year: int, until: date) -> QuerySet[BudgetCycle]:
    """Drafts with a result letter of a year up to a day that came in time (`core.is_evaluated`)."""
    return BudgetCycle.objects.filter(
        result_on__range=(date(year, 1, 1), until), result_on__lte=F("result_due_on")
    )


def silences(year: int, until: date) -> QuerySet[BudgetCycle]:
    """Drafts that took effect by themselves in a year up to a day (`core.is_silent`).

    They do so on the day after their limit.
    """
    one_day = timedelta(days=1)
    unanswered = Q(result_on=None) | Q(result_on__gt=F("result_due_on"))
    return BudgetCycle.objects.filter(
        unanswered, result_due_on__range=(date(year, 1, 1) - one_day, until - one_day)
    )


def visits(
    year: int, until: date, *, kinds: Sequence[str] = MONITORING, needs_file: bool = False
) -> QuerySet[Visit]:
    """Visits of some kinds with minutes, in a year up to a day; withdrawn ones are left out.

    Minutes are there by their number or as a file; `needs_file` asks for the file.
    """
    filed = Exists(VisitFile.objects.filter(visit=OuterRef("pk"), kind=FileKind.MINUTES.value))
    minuted = Q(filed) if needs_file else Q(minutes_number__isnull=False) | Q(filed)
    return Visit.objects.filter(
        minuted, withdrawn_at=None, kind__in=kinds, day__range=(date(year, 1, 1), until)
    )


def of_village(rows: "QuerySet[BudgetCycle] | QuerySet[Visit]") -> Q:
    """Villages that have some of these rows."""
    return Q(Exists(rows.filter(org_unit=OuterRef("pk"))))
