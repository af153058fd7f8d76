"""The calendar by which a draft's clocks run: that of the office above the village, which evaluates."""

from collections.abc import Iterable, Mapping

from janji.calendars.queries import calendar_for
from janji.core.workdays import Calendar
from janji.orgs.models import OrgUnit
from janji.registers.villages import access


def calendar_over(village: OrgUnit) -> Calendar:
    """The calendar of the office that evaluates a village's drafts; three queries."""
    return calendar_for(access.above(village))


def calendars_over(villages: Iterable[OrgUnit]) -> Mapping[int, Calendar]:
    """The same for many villages by their keys: one query, and two more for each office above."""
    every = {one.pk: one for one in villages}
    paths = {one.path[: -OrgUnit.steplen] for one in every.values()}
    above = {one.path: calendar_for(one) for one in OrgUnit.objects.filter(path__in=paths)}
    found = {}
    for key, one in every.items():
        # A village without anything above it keeps its own time.
        found[key] = above.get(one.path[: -OrgUnit.steplen]) or calendar_for(one)
    return found
