"""Where a page stands: the office and the year that the shell shows around it."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from janji.orgs import access
from janji.orgs.http import SignedInRequest
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


def office_here(request: SignedInRequest, slug: str, year: int | None = None) -> OrgUnit:
    """The office of an address, to those who may see it; the shell stands there."""
    seen = access.org_units_seen_by(request.user, on=timezone.localdate()).select_related("region")
    org_unit: OrgUnit = get_object_or_404(seen, slug=slug)
    stand_at(request, org_unit, year)
    return org_unit
