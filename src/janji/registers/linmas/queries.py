"""Who is a member on a day, who of them is trained, and what the pages read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import cache

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.utils import timezone

from janji.core.linmas import NEAR_MONTHS, Composition, latest_birth, rule_on
from janji.core.periods import months_after
from janji.kit.statements import KEY, Statement
from janji.orgs import access
from janji.orgs.access import rows_below, subtree
from janji.orgs.models import OrgUnit, OrgUnitKind
from janji.registers.linmas.intake import ResultText
from janji.registers.linmas.models import (
    Attendance,
    Decree,
    DecreeKind,
    Event,
    EventFile,
    EventKind,
    Member,
    Post,
    Result,
)

VILLAGES = (OrgUnitKind.VILLAGE.value, OrgUnitKind.WARD.value)
HOLDING = (OrgUnitKind.DISTRICT.value, *VILLAGES)
"""Offices that hold events."""
COUNTED_KINDS = (EventKind.GUIDANCE.value, EventKind.TRAINING.value)
"""What counts as training unless a definition says otherwise (registers.md R6.7, our design)."""
ATTENDED = Q(confirmed_at__isnull=False, withdrawn_at__isnull=True)
WAITING = Q(confirmed_at__isnull=True, withdrawn_at__isnull=True)


# ── who is what on a day


def on_list(day: date) -> Q:
    """Whoever is on some list from their first day up to the day on which they are none any more."""
    return Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gt=day))


IN_VILLAGES = Q(org_unit__kind__in=VILLAGES)
IN_TASK_FORCE = Q(org_unit__kind=OrgUnitKind.DISTRICT.value)
"""The lists of districts are their task forces; nobody there is a member of a Satlinmas."""


def belonging(day: date) -> Q:
    """Members of a Satlinmas on a day."""
    return IN_VILLAGES & on_list(day)


def in_task_force(day: date) -> Q:
    """Members of the task force of a district on a day."""
    return IN_TASK_FORCE & on_list(day)


def _decreed(day: date, **more: str) -> Q:
    holding = Q(holds_until__isnull=True) | Q(holds_until__gte=day)
    decrees = Decree.objects.filter(
        holding, member=OuterRef("pk"), withdrawn_at__isnull=True, holds_from__lte=day, **more
    )
    return Q(Exists(decrees))


def listed(day: date, *, by_age: bool = False) -> Q:
    """Members with a decree that holds on a day; `by_age` leaves out whom age has ended."""
    found = belonging(day) & _decreed(day)
    return found & ~over_age(day) if by_age else found


def over_age(day: date) -> Q:
    """Members past the usual age without an extension that holds, or past the longest one.

    Of whom nobody wrote down the day of birth nothing can be said; they stay in.
    """
    rule = rule_on(day)
    if rule.usual_end is None or rule.longest_end is None:
        return Q(pk__in=[])
    known = Q(born_on__isnull=False)
    usual = Q(born_on__lte=latest_birth(day, rule.usual_end))
    longest = Q(born_on__lte=latest_birth(day, rule.longest_end))
    extended = _decreed(day, kind=DecreeKind.EXTENSION.value)
    return known & (longest | (usual & ~extended))


def near_end(day: date) -> Q:
    """Members over the age at which membership usually ends, or soon there."""
    rule = rule_on(day)
    if rule.usual_end is None:
        return Q(pk__in=[])
    return Q(born_on__lte=latest_birth(months_after(day, NEAR_MONTHS), rule.usual_end))


def trained(day: date, *, kinds: Sequence[str] = COUNTED_KINDS, least_hours: int = 0) -> Q:
    """Who attended a counted event from 1 January up to a day, with enough hours together."""
    attended = Attendance.objects.filter(
        ATTENDED,
        member=OuterRef("pk"),
        event__cancelled_at__isnull=True,
        event__kind__in=sorted(kinds),
        event__held_on__range=(date(day.year, 1, 1), day),
    )
    if not least_hours:
        return Q(Exists(attended))
    hours = attended.order_by().values("member").annotate(total=Sum("event__hours"))
    enough = hours.filter(total__gte=least_hours).values("member")
    return Q(pk__in=Subquery(enough))


# ── what pages read


def villages_below(org_unit: OrgUnit) -> QuerySet[OrgUnit]:
    """The villages and wards of an office, itself included, in the order of their codes."""
    found: QuerySet[OrgUnit] = OrgUnit.objects.filter(subtree(org_unit), kind__in=VILLAGES)
    return found.order_by("region", "name")


def holding_below(org_unit: OrgUnit) -> QuerySet[OrgUnit]:
    """Offices that may hold an event: districts, villages and wards, in the order of the tree."""
    found: QuerySet[OrgUnit] = OrgUnit.objects.filter(subtree(org_unit), kind__in=HOLDING)
    return found.order_by("path")


def said(condition: Q) -> "ExpressionWrapper[Q]":
    """A condition as a column."""
    return ExpressionWrapper(condition, output_field=BooleanField())


SORTABLE = {
    "nama": ("name", "pk"),
    "-nama": ("-name", "-pk"),
    "desa": ("org_unit__name", "name", "pk"),
    "-desa": ("-org_unit__name", "name", "pk"),
    "lahir": ("born_on", "pk"),
    "-lahir": ("-born_on", "-pk"),
}


@dataclass(frozen=True, slots=True)
class Search:
    """What one looks for among members; what is left empty does not narrow it down."""

    text: str = ""
    state: str = ""
    village: OrgUnit | None = None
    squad: str = ""
    day: date | None = None

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.text or self.state or self.village or self.squad or self.day)


def member_states(day: date) -> dict[str, Q]:
    """The states one may ask the list for."""
    return {
        "": belonging(day),
        "belum": listed(day) & ~trained(day),
        "terbina": listed(day) & trained(day),
        "tanpa-sk": belonging(day) & ~_decreed(day),
        "usia": belonging(day) & near_end(day),
        "berhenti": Q(ends_on__lte=day),
        "satgas": in_task_force(day),
        "semua": Q(),
    }


def member_rows(org_unit: OrgUnit, search: Search, *, order: str, day: date) -> QuerySet[Member]:
    """Members of an office and all below it as they stand on a day, filtered and sorted."""
    states = member_states(day)
    found = Member.objects.filter(rows_below(org_unit), states.get(search.state, states[""]))
    if search.text:
        found = found.filter(
            Q(name__icontains=search.text)
            | Q(card_number__icontains=search.text)
            | Q(decrees__number__icontains=search.text)
        ).distinct()
    if search.village:
        found = found.filter(org_unit=search.village)
    if search.squad:
        found = found.filter(squad=search.squad)
    extended = Decree.objects.filter(
        member=OuterRef("pk"), kind=DecreeKind.EXTENSION.value, withdrawn_at__isnull=True
    ).order_by("-holds_until")
    return (
        found.select_related("org_unit")
        .annotate(
            is_listed=said(listed(day)),
            is_trained=said(trained(day)),
            extended_until=Subquery(extended.values("holds_until")[:1]),
        )
        .order_by(*SORTABLE.get(order, SORTABLE["desa"]))
    )


@cache
def member_by_key() -> Statement[Member]:
    """Asks for a member with what the page says of them."""
    return Statement(Member.objects.filter(pk=KEY).select_related("org_unit", "recorded_by"))


@cache
def decree_by_key() -> Statement[Decree]:
    """Asks for a decree with its member."""
    return Statement(Decree.objects.filter(pk=KEY).select_related("member__org_unit"))


@cache
def event_by_key() -> Statement[Event]:
    """Asks for an event with what the page says of it."""
    return Statement(
        Event.objects.filter(pk=KEY).select_related(
            "org_unit", "recorded_by", "cancelled_by", "restored_by"
        )
    )


@cache
def attendance_by_key() -> Statement[Attendance]:
    """Asks for an attendance with its event and member."""
    return Statement(
        Attendance.objects.filter(pk=KEY).select_related("event__org_unit", "member__org_unit")
    )


def extended_until(decrees: Sequence[Decree]) -> date | None:
    """Through which day a membership was prolonged, by decrees that were not withdrawn."""
    days = [
        one.holds_until
        for one in decrees
        if one.kind == DecreeKind.EXTENSION and one.withdrawn_at is None and one.holds_until
    ]
    return max(days, default=None)


def attended_by(member: Member) -> QuerySet[Attendance]:
    """What a member came to, the newest first; what was withdrawn is left out."""
    found = member.attendances.filter(withdrawn_at=None)
    rows = found.select_related("event__org_unit", "recorded_by")
    return rows.order_by("-event__held_on", "-pk")


def event_rows(
    org_unit: OrgUnit, *, text: str = "", kind: str = "", year: int | None = None
) -> QuerySet[Event]:
    """Events of an office and all below it, the newest first, with how many came."""
    found = Event.objects.filter(rows_below(org_unit))
    if text:
        found = found.filter(
            Q(title__icontains=text) | Q(place__icontains=text) | Q(material__icontains=text)
        )
    if kind:
        found = found.filter(kind=kind)
    if year:
        found = found.filter(held_on__year=year)
    came = Count(
        "attendances",
        filter=Q(attendances__confirmed_at__isnull=False)
        & Q(attendances__withdrawn_at__isnull=True),
    )
    waits = Count(
        "attendances",
        filter=Q(attendances__confirmed_at__isnull=True)
        & Q(attendances__withdrawn_at__isnull=True),
    )
    rows = found.select_related("org_unit").annotate(came=came, waits=waits)
    return rows.order_by("-held_on", "-pk")


def may_attend(event: Event, village: OrgUnit) -> QuerySet[Member]:
    """Members of a village on the day of an event, by name; none where it lies elsewhere."""
    if not village.path.startswith(event.org_unit.path):
        return Member.objects.none()
    return Member.objects.filter(belonging(event.held_on), org_unit=village).order_by("name", "pk")


def came_to(event: Event) -> QuerySet[Attendance]:
    """The attendances of an event that stand, those that wait included."""
    found = event.attendances.filter(withdrawn_at=None)
    return found.select_related("member__org_unit", "recorded_by")


@dataclass(frozen=True, slots=True)
class Resulted:
    """Someone who came to an event, and what it brought them as it stands."""

    attendance: Attendance
    standing: ResultText

    @property
    def member(self) -> Member:
        """Who came."""
        return self.attendance.member

    @property
    def member_id(self) -> int:
        """The key of who came."""
        return self.attendance.member_id


def results_of(event: Event, village: OrgUnit | None = None) -> list[Resulted]:
    """Those who surely came, of one village or of all, with the newest result of each; two queries."""
    came = event.attendances.filter(ATTENDED).select_related("member__org_unit")
    if village is not None:
        came = came.filter(member__org_unit=village)
    rows = list(came.order_by("member__org_unit__path", "member__name", "pk"))
    newest = {
        one.attendance_id: ResultText(one.score, one.certificate_number)
        for one in Result.objects.filter(attendance__in=rows).order_by("pk")
    }
    return [Resulted(one, newest.get(one.pk, ResultText())) for one in rows]


def results_for(member: Member) -> dict[int, ResultText]:
    """What trainings brought a member, by attendance."""
    found = Result.objects.filter(attendance__member=member).order_by("pk")
    return {one.attendance_id: ResultText(one.score, one.certificate_number) for one in found}


def files_of(event: Event) -> QuerySet[EventFile]:
    """The files of an event, withdrawn ones among them."""
    return event.files.select_related("withdrawn_by")


@cache
def file_by_key() -> Statement[EventFile]:
    """Asks for a file that was not withdrawn, with its event."""
    found = EventFile.objects.filter(pk=KEY, withdrawn_at=None)
    return Statement(found.select_related("event__org_unit"))


def compositions(org_unit: OrgUnit, day: date) -> list[tuple[OrgUnit, Composition]]:
    """How the Satlinmas of every village is made up on a day; three queries."""
    found = Member.objects.filter(rows_below(org_unit), listed(day)).order_by()
    counts: dict[int, dict[tuple[str, str], int]] = {}
    rows = found.values("org_unit", "post", "squad").annotate(count=Count("pk"))
    for office, post, squad, count in rows.values_list("org_unit", "post", "squad", "count"):
        counts.setdefault(office, {})[post, squad or ""] = count
    return [(one, _composed(counts.get(one.pk, {}))) for one in villages_below(org_unit)]


def task_forces(org_unit: OrgUnit, day: date) -> list[tuple[OrgUnit, int, int]]:
    """Heads and members of the task force of every district, by decrees that hold; two queries."""
    found = Member.objects.filter(rows_below(org_unit), in_task_force(day) & _decreed(day))
    counts = (
        found.order_by()
        .values("org_unit")
        .annotate(
            heads=Count("pk", filter=Q(post=Post.HEAD.value)),
            members=Count("pk", filter=~Q(post=Post.HEAD.value)),
        )
    )
    by_office = {one["org_unit"]: (one["heads"], one["members"]) for one in counts}
    districts = OrgUnit.objects.filter(subtree(org_unit), kind=OrgUnitKind.DISTRICT.value)
    return [(one, *by_office.get(one.pk, (0, 0))) for one in districts.order_by("path")]


def _composed(counts: Mapping[tuple[str, str], int]) -> Composition:
    def of(post: str) -> dict[str, int]:
        return {squad: count for (one, squad), count in counts.items() if one == post}

    return Composition(
        heads=sum(of(Post.HEAD.value).values()),
        leaders=sum(of(Post.LEADER.value).values()),
        commanders=of(Post.COMMANDER.value),
        members=of(Post.MEMBER.value),
    )


def waiting_below(org_unit: OrgUnit) -> QuerySet[Attendance]:
    """Attendances of an office's events and of those below that wait for a person, oldest first."""
    events = Event.objects.filter(rows_below(org_unit), cancelled_at=None)
    found = Attendance.objects.filter(WAITING, event__in=events)
    return found.select_related("event", "member__org_unit", "recorded_by").order_by(
        "event__held_on", "member__name", "pk"
    )


# ── counted by village


@dataclass(frozen=True, slots=True)
class Counted:
    """How a village, or all of them, stands on a day."""

    name: str
    members: int
    trained: int
    january: int
    village: OrgUnit | None = None

    @property
    def untrained(self) -> int:
        """Members nobody trained in the year yet."""
        return self.members - self.trained

    @property
    def share(self) -> Fraction | None:
        """Trained of all in percent; nothing can be said without members."""
        return Fraction(self.trained * 100, self.members) if self.members else None

    @property
    def shift(self) -> int:
        """How many more, or fewer, than on the list of 1 January."""
        return self.members - self.january


@dataclass(frozen=True, slots=True)
class Report:
    """Every village on a day, and all of them together."""

    day: date
    lines: Sequence[Counted]
    total: Counted


def report_on(org_unit: OrgUnit, day: date) -> Report:
    """Members, trained and untrained of every village on a day; five queries."""
    below = rows_below(org_unit)
    members = _by_village(below & listed(day))
    done = _by_village(below & listed(day) & trained(day))
    january = _by_village(below & listed(date(day.year, 1, 1)))
    lines = [
        Counted(
            one.name,
            members.get(one.pk, 0),
            done.get(one.pk, 0),
            january.get(one.pk, 0),
            village=one,
        )
        for one in villages_below(org_unit)
    ]
    everyone, came, first = (sum(found.values()) for found in (members, done, january))
    return Report(day, lines, Counted("Jumlah", everyone, came, first))


def _by_village(condition: Q) -> dict[int, int]:
    found = Member.objects.filter(condition).order_by().values("org_unit")
    return dict(found.annotate(count=Count("pk")).values_list("org_unit", "count"))


def untrained_rows(org_unit: OrgUnit, day: date) -> QuerySet[Member]:
    """Members nobody trained in the year up to a day, village by village."""
    found = Member.objects.filter(rows_below(org_unit), listed(day) & ~trained(day))
    return found.select_related("org_unit").order_by("org_unit__region", "name", "pk")


def pulse(org_unit: OrgUnit, at: datetime) -> str:
    """How the list stands today."""
    day = timezone.localdate(at)
    below = rows_below(org_unit)
    counts = Member.objects.filter(below & listed(day)).aggregate(
        members=Count("pk"), done=Count("pk", filter=trained(day))
    )
    waits = waiting_below(org_unit).count()
    said_so = (
        f"{counts['members']} anggota dengan SK berlaku; {counts['done']} dibina pada {day.year}."
    )
    return f"{said_so} {waits} kehadiran menunggu dipastikan." if waits else said_so


def may_see(user: access.Someone, org_unit: OrgUnit, *, on: date) -> bool:
    """Whether someone may read the data of an office, so that a link to it leads somewhere."""
    return access.permissions_in(user, org_unit, on=on) != frozenset()
