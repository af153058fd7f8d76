"""What stands around every page: the office, the year, the places, the person."""

from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.metadata import version
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from janji.agreements.models import Agreement
from janji.kit.statements import KEY, Statement
from janji.notices.queries import unread_count
from janji.orgs import access, queries
from janji.orgs.models import OrgUnit, RoleAssignment
from janji.orgs.place import standing_at
from janji.orgs.roles import Permission, Role
from janji.rewards.access import READS, may_read

VERSION = version("janji")
PLACES = (
    ("Beranda", "reports:home", ("/beranda/",)),
    ("Perjanjian", "agreements:list", ("/perjanjian/", "/anggaran/")),
    ("Catatan", "overview:home", ("/catatan/",)),
    ("Pengukuran", "measurements:places", ("/pengukuran/", "/indikator/", "/kamus/")),
    ("Pengawasan", "supervision:desk", ("/pengawasan/",)),
    ("Evaluasi", "evaluation:offices", ("/evaluasi/",)),
    ("Penghargaan dan sanksi", "rewards:decisions", ("/keputusan/",)),
    ("Pengaturan", "orgs:settings", ("/pengaturan/",)),
)
ONLY = {
    "supervision:desk": frozenset({Permission.SUPERVISE, Permission.ANSWER_SUPERIOR}),
    "rewards:decisions": READS,
}
"""Places for those who may do one of these somewhere; the others are everyone's."""
ON_A_PHONE = 6
"""How many places stand side by side on a phone; of more, the last ones share a menu."""


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context of the shell; five small queries for someone signed in."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {"shell": {"signed_in": False, "theme": "light", "version": VERSION}}
    today = timezone.localdate()
    roles = access.held_roles(request.user, today)
    place = standing_at(request)
    office = place.org_unit if place else (roles[0].org_unit if roles else None)
    agreements = _agreements(office)
    years = sorted({one for one, _ in agreements}, reverse=True)
    year = (place.year if place and place.year else None) or (years[0] if years else today.year)
    return {
        "shell": {
            "signed_in": True,
            "theme": "light",
            "version": VERSION,
            "office": office.name if office else None,
            "office_slug": office.slug if office else None,
            "offices": _offices(request, office, year),
            "year": year,
            "years": [
                {"href": _year_page(office.slug, one), "label": one, "current": one == year}
                for one in years or [year]
                if office is not None
            ],
            **_in_the_bar(_places(request, office, year if years else None, _permitted(roles))),
            "person": str(request.user),
            "roles": ", ".join(Role(one.role).label for one in roles) or "Belum ada peran",
            "unread": unread_count(request),
            "example": any(is_example for _, is_example in agreements),
        }
    }


def _agreements(office: OrgUnit | None) -> list[tuple[int, bool]]:
    """The year of each agreement of an office, and whether it is an example."""
    if office is None:
        return []
    return _agreements_of_office().ask(office.pk)


@cache
def _agreements_of_office() -> Statement[tuple[int, bool]]:
    found = Agreement.objects.filter(org_unit=KEY).order_by()
    return Statement(found.values_list("year", "is_example"))


@lru_cache(maxsize=4096)
def _year_page(slug: str, year: int) -> str:
    """Remembered: every page leads to dozens of offices, and resolving one address takes longer
    than writing it."""
    return reverse("reports:year", args=[slug, year])


def _offices(request: HttpRequest, office: OrgUnit | None, year: int) -> list[dict[str, object]]:
    """Offices to switch to, and where all of them are listed."""
    here = office.slug if office else None
    offices = queries.offices_to_switch_to(request.user, on=timezone.localdate())
    listed: list[dict[str, object]] = [
        {"href": _year_page(slug, year), "label": name, "current": slug == here}
        for slug, name in offices
    ]
    return [
        *listed,
        {"href": reverse("reports:offices"), "label": "Semua kantor", "current": False},
    ]


def _permitted(roles: Sequence[RoleAssignment]) -> frozenset[Permission]:
    """Everything these roles permit, wherever."""
    return frozenset().union(*(Role(one.role).permissions for one in roles))


def _places(
    request: HttpRequest,
    office: OrgUnit | None,
    year: int | None,
    permitted: frozenset[Permission],
) -> list[dict[str, Any]]:
    """The main places; some lead to the office and year one stands at."""
    here: dict[str, str] = {}
    if office is not None:
        here["overview:home"] = reverse("overview:office", args=[office.slug])
    if office is not None and year is not None:
        here["reports:home"] = _year_page(office.slug, year)
        here["evaluation:offices"] = reverse("evaluation:year", args=[office.slug, year])
        if may_read(request.user, office, on=timezone.localdate()):
            of_office = reverse("rewards:office", args=[office.slug])
            here["rewards:decisions"] = f"{of_office}?tahun={year}"
    return [
        {
            "label": label,
            "href": here.get(name) or reverse(name),
            "current": request.path.startswith(starts),
        }
        for label, name, starts in PLACES
        if name not in ONLY or ONLY[name] & permitted
    ]


def _in_the_bar(places: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """All places, and those that a phone has no room for beside the others."""
    further = [] if len(places) <= ON_A_PHONE else places[ON_A_PHONE - 1 :]
    return {
        "places": places[: len(places) - len(further)],
        "further_places": further,
        "is_further": any(one["current"] for one in further),
    }
