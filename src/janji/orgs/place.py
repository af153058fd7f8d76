"""Where a page stands: the office and the year that the shell shows around it."""

from dataclasses import dataclass

from django.http import HttpRequest

from janji.orgs.models import OrgUnit


@dataclass(frozen=True, slots=True)
class Place:
    """An office and, where a page has one, a year."""

    org_unit: OrgUnit
    year: int | None = None


def stand_at(request: HttpRequest, org_unit: OrgUnit, year: int | None = None) -> None:
    """Tells the shell which office and year the page is about."""
    request.place = Place(org_unit, year)  # type: ignore[attr-defined]


def standing_at(request: HttpRequest) -> Place | None:
    """What `stand_at` told, if the page is about one office."""
    return getattr(request, "place", None)
