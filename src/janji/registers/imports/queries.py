"""Reads: imports someone may see, and their problems as sentences."""

from datetime import date

from django.db.models import QuerySet

from janji.core.refusals import Problem, Refused
from janji.kit import refusals
from janji.orgs import access
from janji.orgs.models import OrgUnit
from janji.registers.imports.models import Batch


def batches_seen_by(user: access.Someone, *, on: date) -> QuerySet[Batch]:
    """Imports of offices whose data someone may read."""
    offices = access.org_units_seen_by(user, on=on)
    return Batch.objects.filter(org_unit__in=offices).select_related(
        "org_unit", "read_by", "settled_by"
    )


def batches_of(seen: QuerySet[Batch], register: str, org_unit: OrgUnit) -> QuerySet[Batch]:
    """Imports of one register and office, newest first."""
    return seen.filter(register=register, org_unit=org_unit)


def problems_of(batch: Batch) -> list[Problem]:
    """What was wrong in a spreadsheet, as kept; no query."""
    return [Problem(one["code"], one["where"], one["facts"]) for one in batch.problems]


def why_stopped(batch: Batch) -> str | None:
    """The sentence of what stopped a batch on the way; `None` when nothing did. No query."""
    kept = batch.stopped_because
    return refusals.sentence(Refused(kept["code"], **kept["facts"])) if kept else None
