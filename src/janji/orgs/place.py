"""Where a page stands: the office and the year that the shell shows around it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from django.http import Http404, HttpRequest
from django.utils import timezone

from janji.kit.statements import TEXT_KEY, Statement
from janji.orgs import access
from janji.orgs.http import SignedInRequest
from janji.orgs.models import OrgUnit
from janji.orgs.roles import Permission

Row = TypeVar("Row")


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


def seen_or_404(
    request: SignedInRequest, found: Sequence[Row], office: Callable[[Row], OrgUnit]
) -> Row:
    """The first of some rows, to those who may read the data of its office.

    To others it is not there at all: an address tells nobody what exists.
    """
    if found and access.may(
        request.user, Permission.VIEW, org_unit=office(found[0]), on=timezone.localdate()
    ):
        return found[0]
    raise Http404


@cache
def office_called() -> Statement[OrgUnit]:
    """The office with a slug."""
    return Statement(OrgUnit.objects.filter(slug=TEXT_KEY).select_related("region"))


def office_here(request: SignedInRequest, slug: str, year: int | None = None) -> OrgUnit:
    """The office of an address, to those who may see it; the shell stands there."""
    at_gate: OrgUnit | None = request.__dict__.pop("office_at_gate", None)
    # Whoever asks a second time wants to know how the office stands now.
    found = [at_gate] if at_gate and at_gate.slug == slug else office_called().ask(slug)
    org_unit = seen_or_404(request, found, lambda one: one)
    stand_at(request, org_unit, year)
    return org_unit
