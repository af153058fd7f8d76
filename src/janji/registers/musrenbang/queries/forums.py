"""Reads: forums of an office, one forum with its people and its lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db.models import Count, Q, QuerySet

from janji.core.attendance import share
from janji.core.numbers import Exact
from janji.kit.statements import KEY, Statement
from janji.orgs.access import rows_below
from janji.orgs.models import OrgUnit
from janji.registers.communities import queries as bodies
from janji.registers.communities.models import Community, CommunityStatus
from janji.registers.musrenbang.models import (
    Arrival,
    ArrivalState,
    Attendance,
    CheckIn,
    Forum,
    Group,
    PaperImage,
    PaperList,
    Sex,
)

ORDERS = {
    "tanggal": ("day", "pk"),
    "-tanggal": ("-day", "-pk"),
    "kantor": ("org_unit__path", "-day", "pk"),
    "-kantor": ("-org_unit__path", "-day", "pk"),
}


@dataclass(frozen=True, slots=True)
class Search:
    """What one looks for; what is left empty does not narrow it down."""

    text: str = ""
    kind: str = ""
    plan_year: int | None = None

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return any((self.text, self.kind, self.plan_year))


def forums_of(org_unit: OrgUnit, search: Search, *, order: str = "") -> QuerySet[Forum]:
    """The forums of an office and all below it, with how many came."""
    found = Forum.objects.filter(rows_below(org_unit)).select_related("org_unit")
    if search.text:
        by_person = Attendance.objects.filter(name__icontains=search.text).values("forum")
        found = found.filter(
            Q(venue__icontains=search.text)
            | Q(org_unit__name__icontains=search.text)
            | Q(pk__in=by_person)
        )
    if search.kind:
        found = found.filter(kind=search.kind)
    if search.plan_year:
        found = found.filter(plan_year=search.plan_year)
    found = found.annotate(
        came=Count("attendances", filter=Q(attendances__counts=True)),
        written=Count("attendances", filter=Q(attendances__struck_at=None)),
    )
    return found.order_by(*ORDERS.get(order, ORDERS["-tanggal"]))


@cache
def forum_by_key() -> Statement[Forum]:
    """Asks for a forum with its office."""
    return Statement(Forum.objects.filter(pk=KEY).select_related("org_unit", "recorded_by"))


def attendances_of(forum: Forum) -> QuerySet[Attendance]:
    """Everyone on the lists of a forum, with what a list says of them."""
    found = forum.attendances.select_related("community", "village", "paper_list", "struck_by")
    return found.order_by("name", "pk")


def lists_of(forum: Forum) -> QuerySet[PaperList]:
    """The lists copied from paper, with how many rows each has."""
    found = forum.lists.select_related("entered_by", "checked_by").prefetch_related("images")
    return found.annotate(size=Count("attendances")).order_by("pk")


@cache
def image_by_key() -> Statement[PaperImage]:
    """Asks for a scanned paper with its forum's office."""
    found = PaperImage.objects.filter(pk=KEY)
    return Statement(found.select_related("paper_list__forum__org_unit"))


@cache
def paper_list_by_key() -> Statement[PaperList]:
    """Asks for a copied list with its forum's office."""
    return Statement(PaperList.objects.filter(pk=KEY).select_related("forum__org_unit"))


@cache
def arrival_by_key() -> Statement[Arrival]:
    """Asks for an arrival with its forum's office."""
    found = Arrival.objects.filter(pk=KEY)
    return Statement(found.select_related("check_in__forum__org_unit", "village"))


def open_check_in(forum: Forum, at: datetime) -> CheckIn | None:
    """The forum's public page that is open at a moment; one query."""
    return forum.check_ins.filter(closed_at=None, closes_at__gt=at).first()


def arrivals_of(forum: Forum) -> QuerySet[Arrival]:
    """Who waits for the officer at the table, the first first."""
    found = Arrival.objects.filter(check_in__forum=forum, state=ArrivalState.WAITING.value)
    return found.select_related("village").order_by("pk")


def check_in_by(key: str) -> CheckIn | None:
    """The public page with this key, open or not."""
    found = CheckIn.objects.filter(key=key).select_related("forum__org_unit")
    return found.first()


@dataclass(frozen=True, slots=True)
class Recap:
    """Who came: people, women, villages, and people by group."""

    people: int
    women: int
    villages: int
    groups: Sequence[tuple[str, int]]

    @property
    def share_of_women(self) -> Exact | None:
        """In percent; without anyone there is none."""
        return share(self.women, self.people)


def recap_of(forum: Forum) -> Recap:
    """The recap of those who count; two queries."""
    counted = forum.attendances.filter(counts=True).order_by()
    sums = counted.aggregate(
        people=Count("pk"),
        women=Count("pk", filter=Q(sex=Sex.FEMALE.value)),
        villages=Count("village", distinct=True),
    )
    by_group = dict(counted.values_list("group").annotate(count=Count("pk")))
    groups = [(one.label, by_group[one.value]) for one in Group if one.value in by_group]
    return Recap(sums["people"], sums["women"], sums["villages"], groups)


def communities_for(forum: Forum) -> QuerySet[Community]:
    """The bodies someone may speak for at a forum: those of its office and all below it."""
    found = Community.objects.filter(rows_below(forum.org_unit))
    living = found.exclude(status=CommunityStatus.DISSOLVED.value)
    return living.select_related("org_unit").order_by("org_unit__path", "kind", "name_key")


def villages_for(forum: Forum) -> QuerySet[OrgUnit]:
    """The villages someone may come from."""
    return bodies.villages_of(forum.org_unit)
