"""What registers hold that cannot be true at once, counted for many offices together.

The page of an office's data quality asks for one office; here each check looks once below all of them,
and every row is counted where it belongs. What was counted is remembered as long as no book of the
office changes.
"""

from collections.abc import Sequence
from datetime import datetime
from os.path import commonprefix
from threading import Lock

from django.db.models import Count
from django.utils import timezone

from janji.kit.remembering import Memory
from janji.measurements.standing import ledgers_below
from janji.orgs.models import OrgUnit
from janji.registers.catalogue import checks
from janji.registers.checks import Check, FlawKind, Look

_remembered: Memory[int] = Memory()
_counting = Lock()


def contradictions_in_records(
    org_units: Sequence[OrgUnit], year: int, *, now: datetime
) -> dict[int, int]:
    """Contradictory rows of each office and all below it in a year, by the office's key.

    One query when no book has changed since this process last looked; one for each check otherwise.
    """
    on = timezone.localdate(now)
    books = ledgers_below({one.pk: (year, one.path) for one in org_units})
    stamps = {key: (year, on, *rows) for key, rows in books.items()}
    found = _remembered.recall(stamps)
    if len(found) < len(org_units):
        # One at a time: whoever waited finds what the first has counted.
        with _counting:
            found |= _remembered.recall(stamps)
            missing = [one for one in org_units if one.pk not in found]
            for key, count in _counted(missing, year, now).items():
                found[key] = count
                _remembered.keep(key, stamps[key], count)
    return found


def _counted(org_units: Sequence[OrgUnit], year: int, now: datetime) -> dict[int, int]:
    if not org_units:
        return {}
    look = Look.at(_above(org_units), year, now)
    rows = [
        (path, count)
        for _, check in checks()
        if check.kind is FlawKind.CONTRADICTORY
        for path, count in _by_office(check, look)
    ]
    return {
        one.pk: sum(count for path, count in rows if path.startswith(one.path)) for one in org_units
    }


def _by_office(check: Check, look: Look) -> Sequence[tuple[str, int]]:
    path = f"{check.office}__path"
    return list(check.rows(look).order_by().values_list(path).annotate(Count("pk")))


def _above(org_units: Sequence[OrgUnit]) -> OrgUnit:
    """The lowest office that has all of these below it."""
    start = commonprefix([one.path for one in org_units])  # noqa: RUF071 -- all steps of a path are of the same length
    steps = len(start) // OrgUnit.steplen
    if len(org_units) == 1:
        return org_units[0]
    found: OrgUnit = OrgUnit.objects.get(path=start[: steps * OrgUnit.steplen])
    return found
