"""Reads: bodies as they stand in a year, one body, the matrix of villages and kinds, expiring terms."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from django.db.models import Count, Max, Q, QuerySet

from janji.core.attendance import AttendingRole, share
from janji.core.communities import (
    WARNED_DAYS,
    Agenda,
    BodyYear,
    Criteria,
    Lack,
    TenureState,
    lacking,
    still_to_do,
    tenure_state,
)
from janji.core.numbers import Exact
from janji.core.periods import Window, quarter_of, through
from janji.kit.statements import KEY, Statement
from janji.orgs.access import rows_below, subtree
from janji.orgs.models import OrgUnit
from janji.registers.communities import conditions
from janji.registers.communities.conditions import USUAL
from janji.registers.communities.intake import VILLAGES, key_of
from janji.registers.communities.models import (
    COUNTED_KINDS,
    ActivityFile,
    Community,
    CommunityKind,
    CommunityStatus,
    Post,
    Tenure,
    WorkPlan,
)
from janji.registers.variables import Terms

ORDERS = {
    "nama": ("name_key", "pk"),
    "-nama": ("-name_key", "-pk"),
    "jenis": ("kind", "name_key", "pk"),
    "-jenis": ("-kind", "-name_key", "-pk"),
    "desa": ("org_unit__path", "kind", "name_key", "pk"),
    "-desa": ("-org_unit__path", "-kind", "-name_key", "-pk"),
}


@dataclass(frozen=True, slots=True)
class Search:
    """What one looks for; what is left empty does not narrow it down."""

    text: str = ""
    state: str = ""
    kind: str = ""
    village: OrgUnit | None = None

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return any((self.text, self.state, self.kind, self.village))


@dataclass(frozen=True, slots=True)
class Standing:
    """How a body stands in a year: whether it is counted, what it lacks, how far its agenda is."""

    known: BodyYear
    lack: Lack | None
    is_counted: bool
    criteria: Criteria

    @property
    def is_active(self) -> bool:
        """Counted, and nothing is lacking."""
        return self.is_counted and self.lack is None

    @property
    def done_and_planned(self) -> tuple[int, int]:
        """Activities carried out, and planned, as they are counted."""
        return self.known.agenda.counted(with_added=self.criteria.counts_added)

    @property
    def still_to_do(self) -> int:
        """Activities that are missing until the share is reached."""
        return still_to_do(self.known.agenda, self.criteria)


def year_shown(org_unit: OrgUnit, asked: int | None, today: date) -> int:
    """The year asked for; otherwise the newest with a plan, up to this one."""
    if asked:
        return asked
    plans = WorkPlan.objects.filter(year__lte=today.year)
    plans = plans.filter(community__in=Community.objects.filter(rows_below(org_unit)))
    return plans.aggregate(last=Max("year"))["last"] or today.year


def window_of(year: int, today: date) -> Window:
    """A year as far as it has gone: a past one whole, this one up to its present quarter."""
    return through(year, quarter_of(today) if year == today.year else 4)


def villages_of(org_unit: OrgUnit) -> QuerySet[OrgUnit]:
    """The villages at or below an office."""
    found: QuerySet[OrgUnit] = OrgUnit.objects.filter(subtree(org_unit), kind__in=VILLAGES)
    return found.order_by("path")


def communities_of(
    org_unit: OrgUnit, search: Search, window: Window, *, order: str = ""
) -> QuerySet[Community]:
    """The bodies of an office and all below it, with what a list says of them."""
    found = Community.objects.filter(rows_below(org_unit)).select_related("org_unit", "parent")
    if search.text:
        # By the name as it is kept, or by the key under which `RT 3/2` is `RT 03/02`.
        key = key_of(search.text)
        named = Q(name__icontains=search.text) | Q(tenures__name__icontains=search.text)
        matching = Community.objects.filter(named | (Q(name_key__contains=key) if key else Q()))
        found = found.filter(pk__in=matching.values("pk"))
    if search.kind:
        found = found.filter(kind=search.kind)
    if search.village:
        found = found.filter(org_unit=search.village)
    if search.state:
        found = found.filter(states(window)[search.state])
    return found.order_by(*ORDERS.get(order, ORDERS["desa"]))


def states(window: Window) -> Mapping[str, Q]:
    """What one may ask the list for."""
    counted = conditions.registered(USUAL, window.last_day)
    fits = conditions.active(USUAL, window)
    return {
        "aktif": counted & fits,
        "belum": counted & ~fits,
        "tidak-dihitung": ~counted,
        "beku": Q(status=CommunityStatus.FROZEN.value),
        "bubar": Q(status=CommunityStatus.DISSOLVED.value),
    }


def standings(
    communities: Iterable[Community], window: Window, terms: Terms = USUAL
) -> dict[int, Standing]:
    """How some bodies stand by the core's rule, by their keys; three queries however many there are."""
    kinds = {one.pk: one.kind for one in communities}
    criteria = conditions.criteria_of(terms)
    plans = WorkPlan.objects.filter(
        community__in=kinds, year=window.year, set_on__lte=window.last_day
    )
    agendas = {one.community_id: one for one in conditions.counted_agenda(plans, window.last_day)}
    came = _came(kinds, window, terms)
    counted = set(
        Community.objects.filter(
            conditions.registered(terms, window.last_day), pk__in=kinds
        ).values_list("pk", flat=True)
    )
    found = {}
    for key in kinds:
        known = _known(agendas.get(key), came.get(key, set()))
        lack = lacking(known, window.year, criteria)
        found[key] = Standing(known, lack, key in counted, criteria)
    return found


def _known(plan: WorkPlan | None, roles: set[str]) -> BodyYear:
    came = AttendingRole.CHAIR.value in roles, AttendingRole.DELEGATE.value in roles
    if plan is None:
        return BodyYear(chair_came=came[0], delegate_came=came[1])
    counts = [getattr(plan, name) for name in ("planned", "done", "added", "added_done")]
    return BodyYear(plan.set_on, plan.has_document, Agenda(*counts), *came)


def _came(kinds: Mapping[int, str], window: Window, terms: Terms) -> dict[int, set[str]]:
    """In which roles someone came for each body, to forums that its kind allows."""
    found = Community.objects.filter(
        pk__in=kinds,
        attendances__counts=True,
        attendances__role__isnull=False,
        attendances__forum__day__range=(date(window.year, 1, 1), window.last_day),
    ).values_list("pk", "attendances__role", "attendances__forum__kind")
    roles: dict[int, set[str]] = {}
    for key, role, forum in found:
        if forum in conditions.forums_for(kinds[key], terms):
            roles.setdefault(key, set()).add(str(role))
    return roles


@dataclass(frozen=True, slots=True)
class Cell:
    """How many bodies are counted, and how many of them are active."""

    registered: int = 0
    active: int = 0

    @property
    def percent(self) -> Exact | None:
        """The share that is active; without any there is none."""
        return share(self.active, self.registered)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A village with a cell for each kind, after the kind's name, and their sum."""

    village: OrgUnit | None
    cells: Sequence[tuple[str, Cell]]
    total: Cell


@dataclass(frozen=True, slots=True)
class Matrix:
    """Villages by kinds (§4.4), with the totals of every kind."""

    kinds: Sequence[str]
    rows: Sequence[MatrixRow]
    total: MatrixRow


def matrix(org_unit: OrgUnit, window: Window) -> Matrix:
    """Villages × kinds: counted and active; three queries."""
    counted = conditions.registered(USUAL, window.last_day)
    grouped = (
        Community.objects.filter(rows_below(org_unit), counted)
        .order_by()
        .values("org_unit", "kind")
        .annotate(
            registered=Count("pk"),
            active=Count("pk", filter=conditions.active(USUAL, window)),
        )
    )
    cells = {
        (one["org_unit"], one["kind"]): Cell(one["registered"], one["active"]) for one in grouped
    }
    villages = list(villages_of(org_unit))
    rows = [
        _row(one, [cells.get((one.pk, kind.value), Cell()) for kind in COUNTED_KINDS])
        for one in villages
    ]
    sums = [_sum(row.cells[place][1] for row in rows) for place in range(len(COUNTED_KINDS))]
    return Matrix([_label(kind) for kind in COUNTED_KINDS], rows, _row(None, sums))


def _label(kind: CommunityKind) -> str:
    return str(kind.label)


def _row(village: OrgUnit | None, cells: Sequence[Cell]) -> MatrixRow:
    named = [(_label(kind), cell) for kind, cell in zip(COUNTED_KINDS, cells, strict=True)]
    return MatrixRow(village, named, _sum(cells))


def _sum(cells: Iterable[Cell]) -> Cell:
    counted = list(cells)
    return Cell(sum(one.registered for one in counted), sum(one.active for one in counted))


@cache
def community_by_key() -> Statement[Community]:
    """Asks for a body with what its page says of it."""
    return Statement(
        Community.objects.filter(pk=KEY).select_related("org_unit", "parent", "recorded_by")
    )


@cache
def activity_file_by_key() -> Statement[ActivityFile]:
    """Asks for the evidence of an activity with the office of its body."""
    found = ActivityFile.objects.filter(pk=KEY)
    return Statement(found.select_related("activity__plan__community__org_unit"))


@dataclass(frozen=True, slots=True)
class Served:
    """A term of office as it stands on a day, and the other posts of the same person."""

    tenure: Tenure
    state: TenureState
    elsewhere: Sequence[Tenure] = ()


def served(community: Community, on: date) -> list[Served]:
    """The officers of a body, those in office first, with a warning of double posts (R4.5); two queries."""
    tenures = list(community.tenures.all())
    running = [one for one in tenures if one.ended_on is None or one.ended_on > on]
    doubles = _doubles(running, community, on)
    found = [
        Served(
            one,
            tenure_state(one.ends_on, one.ended_on, on),
            [other for other in doubles if _same(one, other)] if one in running else [],
        )
        for one in tenures
    ]
    places = {code: place for place, code in enumerate(Post.values)}
    return sorted(
        found,
        key=lambda one: (
            one.state is TenureState.ENDED,
            places[one.tenure.post],
            -one.tenure.starts_on.toordinal(),
        ),
    )


def _same(one: Tenure, other: Tenure) -> bool:
    """Whether it is one person: by the number where both have one, otherwise by the name."""
    if one.nik_digest and other.nik_digest:
        return one.nik_digest == other.nik_digest
    return one.name_key == other.name_key


def _doubles(running: Sequence[Tenure], community: Community, on: date) -> list[Tenure]:
    """Terms in other bodies of the village, or of the same number, that run on the day."""
    names = [one.name_key for one in running]
    numbers = [one.nik_digest for one in running if one.nik_digest]
    same = Q(name_key__in=names, community__org_unit=community.org_unit_id)
    found = Tenure.objects.filter(
        same | Q(nik_digest__in=numbers), starts_on__lte=on, ends_on__gte=on
    ).filter(Q(ended_on=None) | Q(ended_on__gt=on))
    living = found.exclude(community=community).exclude(
        community__status=CommunityStatus.DISSOLVED.value
    )
    return list(living.select_related("community__org_unit"))


def expiring(org_unit: OrgUnit, on: date) -> QuerySet[Tenure]:
    """Terms that ended or end within 90 days and were not closed, the most urgent first."""
    bodies = Community.objects.filter(rows_below(org_unit)).exclude(
        status=CommunityStatus.DISSOLVED.value
    )
    found = Tenure.objects.filter(
        community__in=bodies,
        ended_on=None,
        ends_on__lte=on + timedelta(days=WARNED_DAYS.value),
    )
    return found.select_related("community__org_unit").order_by("ends_on", "pk")


def plan_of(community: Community, year: int) -> WorkPlan | None:
    """The plan of a year, with its agenda and the files that show it; three queries."""
    return community.plans.filter(year=year).prefetch_related("activities__files").first()


def parents_in(village: OrgUnit) -> QuerySet[Community]:
    """The RW of a village, to which its RT belong."""
    return Community.objects.filter(org_unit=village, kind=CommunityKind.RW.value)
