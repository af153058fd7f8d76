"""Reads: groups as they stand at the end of a quarter, one group, its loans, the recap of villages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from django.db.models import Count, F, Max, Q, QuerySet, Sum

from janji.core.periods import last_day, months_before, quarter_of
from janji.core.self_help import (
    STATED,
    Candidate,
    Condition,
    Due,
    GroupOn,
    Lacking,
    LoanOn,
    Portfolio,
    Quarter,
    Share,
    Undefined,
    days_of,
    lacking,
    last_quarters,
    months_in_a_row,
    overdue_before,
    portfolio_of,
    shared_out,
    unmet,
)
from janji.kit.statements import KEY, Statement
from janji.orgs.access import rows_below
from janji.orgs.models import OrgUnit
from janji.registers.communities.intake import key_of
from janji.registers.communities.queries import villages_of
from janji.registers.self_help import conditions
from janji.registers.self_help.conditions import USUAL
from janji.registers.self_help.models import (
    Closing,
    FinanceUnit,
    Group,
    GroupMember,
    Loan,
    Officer,
    Post,
    Record,
    RecordKind,
    Requirement,
    Sex,
)
from janji.registers.variables import Terms

ORDERS = {
    "nama": ("name_key", "pk"),
    "-nama": ("-name_key", "-pk"),
    "jenis": ("kind", "name_key", "pk"),
    "-jenis": ("-kind", "-name_key", "-pk"),
    "desa": ("org_unit__path", "name_key", "pk"),
    "-desa": ("-org_unit__path", "-name_key", "-pk"),
    "program": ("programme", "name_key", "pk"),
    "-program": ("-programme", "-name_key", "-pk"),
}


@dataclass(frozen=True, slots=True)
class Point:
    """From where a page looks: a day, the newest quarter in which records are needed, loans as seen."""

    day: date
    newest: Quarter
    seen: date


def at_quarter(year: int, quarter: int, today: date) -> Point:
    """The end of a quarter; loans of one that is not over are seen from today."""
    day = last_day(year, quarter)
    return Point(day, (year, quarter), min(day, today))


def at_month(year: int, month: int, today: date) -> Point:
    """The end of a month; records are needed in quarters that are over by then."""
    following = months_before(date(year, month, 1), -1)
    day = following - timedelta(days=1)
    newest = quarter_before(following)
    return Point(day, newest, min(day, today))


def quarter_before(day: date) -> Quarter:
    """The newest quarter that is over when a day begins."""
    return last_quarters(day.year, quarter_of(day), 2)[1]


def point_of(today: date) -> Point:
    """The end of the newest quarter that is over."""
    return at_quarter(*quarter_before(today), today)


def shown(org_unit: OrgUnit, year: int | None, quarter: int | None, today: date) -> Point:
    """The quarter asked for; otherwise the newest that is over, in the year of the newest record."""
    usual = point_of(today).newest
    if year is None:
        year = min(usual[0], newest_year(org_unit) or usual[0])
    if quarter is None:
        newest = {today.year: quarter_of(today)} | dict([usual])
        quarter = newest.get(year, 4)
    return at_quarter(year, quarter, today)


def newest_year(org_unit: OrgUnit) -> int | None:
    """The year of the newest record of an office and all below it; two queries."""
    found = Record.objects.filter(rows_below(org_unit)).aggregate(last=Max("day"))["last"]
    return found.year if found else None


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


def active_at(terms: Terms, point: Point) -> Q:
    """Groups that lack nothing, seen from a point."""
    return conditions.active(terms, point.newest, point.day, point.seen)


def states(point: Point) -> Mapping[str, Q]:
    """What one may ask the list for."""
    counted, fits = conditions.registered(USUAL, point.day), active_at(USUAL, point)
    late = conditions.at_risk(USUAL, point.seen)
    return {
        "aktif": counted & fits,
        "belum": counted & ~fits,
        "menunggak": Q(pk__in=Loan.objects.filter(late).values("group")),
        "ditutup": Q(pk__in=conditions.closed(point.day).values("group")),
    }


def groups_of(
    org_unit: OrgUnit, search: Search, point: Point, *, order: str = ""
) -> QuerySet[Group]:
    """The groups of an office and all below it."""
    found = Group.objects.filter(rows_below(org_unit)).select_related("org_unit")
    if search.text:
        key = key_of(search.text)
        named = Q(name__icontains=search.text) | (Q(name_key__contains=key) if key else Q())
        people = GroupMember.objects.filter(name__icontains=search.text).values("group")
        found = found.filter(named | Q(pk__in=people))
    if search.kind:
        found = found.filter(kind=search.kind)
    if search.village:
        found = found.filter(org_unit=search.village)
    if search.state:
        found = found.filter(states(point)[search.state])
    return found.order_by(*ORDERS.get(order, ORDERS["desa"]))


@dataclass(frozen=True, slots=True)
class Standing:
    """How a group stands: whether it is counted, what it lacks, its members, savings and loans."""

    is_counted: bool
    lacking: Sequence[Lacking]
    members: int = 0
    women: int = 0
    savings: int = 0
    portfolio: Portfolio = field(default_factory=Portfolio)

    @property
    def is_active(self) -> bool:
        """Counted, and nothing is lacking."""
        return self.is_counted and not self.lacking


def standings(groups: Iterable[Group], point: Point, terms: Terms = USUAL) -> dict[int, Standing]:
    """How some groups stand by the core's rule, by their keys; six queries however many there are."""
    keys = [one.pk for one in groups]
    criteria = conditions.criteria_of(terms)
    counted = set(
        Group.objects.filter(conditions.registered(terms, point.day), pk__in=keys).values_list(
            "pk", flat=True
        )
    )
    records = _records(keys, point, terms)
    posts = _posts(keys, point.day)
    loans = loans_on(Q(group__in=keys), point.seen, terms)
    people = _people(Q(group__in=keys), point.day, "group")
    saved = savings(Q(group__in=keys), point.day, "group")
    found = {}
    for key in keys:
        own = [loan for one, loan in loans if one.group_id == key]
        known = GroupOn(records.get(key, {}), frozenset(posts.get(key, ())), own)
        found[key] = Standing(
            key in counted,
            lacking(known, point.newest, criteria),
            *people.get(key, (0, 0)),
            saved.get(key, 0),
            portfolio_of(own),
        )
    return found


def _records(keys: Sequence[int], point: Point, terms: Terms) -> dict[int, dict[Quarter, int]]:
    """How often each group did what counts, by quarter."""
    quarters = last_quarters(*point.newest, conditions.criteria_of(terms).quarters)
    first, last = days_of(quarters[-1])[0], days_of(quarters[0])[1]
    days = Record.objects.filter(
        group__in=keys,
        kind__in=conditions.chosen(terms, conditions.RECORD_KINDS),
        day__range=(first, last),
        withdrawn_reason__isnull=True,
    )
    found: dict[int, dict[Quarter, int]] = {}
    for group, day in days.order_by().values_list("group", "day"):
        own = found.setdefault(group, {})
        quarter = day.year, quarter_of(day)
        own[quarter] = own.get(quarter, 0) + 1
    return found


def _posts(keys: Sequence[int], day: date) -> dict[int, set[str]]:
    held = conditions.officers_on(day).filter(member__group__in=keys)
    found: dict[int, set[str]] = {}
    for group, post in held.order_by().values_list("member__group", "post"):
        found.setdefault(group, set()).add(post)
    return found


def loans_on(which: Q, day: date, terms: Terms = USUAL) -> list[tuple[Loan, LoanOn]]:
    """Loans that were paid out by a day, each as it stands then; one query."""
    long_ago = overdue_before(day, conditions.months_of(terms))
    loans = (
        Loan.objects.filter(which, conditions.lent(day))
        .order_by("disbursed_on", "pk")
        .annotate(
            fallen=conditions.due(day),
            long_fallen=conditions.due(long_ago, before=True),
            settled=conditions.paid(day),
        )
    )
    return [
        (
            one,
            LoanOn(one.principal, int(one.fallen), int(one.long_fallen), int(one.settled)),
        )
        for one in loans
    ]


def _people(which: Q, day: date, by: str) -> dict[int, tuple[int, int]]:
    """Members and women among them, by group or village."""
    counted = (
        GroupMember.objects.filter(which, conditions.members_on(day))
        .order_by()
        .values(by)
        .annotate(everyone=Count("pk"), women=Count("pk", filter=Q(sex=Sex.FEMALE.value)))
    )
    return {one[by]: (one["everyone"], one["women"]) for one in counted}


def savings(which: Q, day: date, by: str) -> dict[int, int]:
    """What was saved and not taken out, by group or village."""
    added = (
        Record.objects.filter(which, conditions.moved(day))
        .order_by()
        .values(by)
        .annotate(balance=Sum(conditions.movement()))
    )
    return {one[by]: int(one["balance"]) for one in added}


def candidate(group: Group, day: date) -> Candidate:
    """What is known of a group on a day that decides whether it may borrow; three queries."""
    people = group.members.filter(conditions.members_on(day)).aggregate(
        everyone=Count("pk"),
        women=Count("pk", filter=Q(sex=Sex.FEMALE.value)),
        poor=Count("pk", filter=Q(is_poor=True)),
    )
    stated = list(requirements_on(day).filter(group=group))
    kinds = {one.kind for one in stated}
    days = group.records.filter(
        kind=RecordKind.SAVING.value, day__lte=day, withdrawn_reason__isnull=True
    ).values_list("day", flat=True)
    told = max((one.months or 0 for one in stated), default=0)
    return Candidate(
        people["everyone"],
        people["women"],
        people["poor"],
        frozenset(one for one in STATED if one.value in kinds),
        max(told, months_in_a_row(days)),
    )


def requirements_on(day: date) -> QuerySet[Requirement]:
    """What is stated of groups and holds on a day."""
    return Requirement.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=day), met_on__lte=day
    )


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Whether a group may borrow: what is known of it, and every condition that is not met."""

    known: Candidate
    unmet: Sequence[Condition]


def eligibility(group: Group, day: date) -> Eligibility:
    """R9.1 as it stands on a day."""
    known = candidate(group, day)
    return Eligibility(known, unmet(known))


@dataclass(frozen=True, slots=True)
class Recap:
    """A village's groups, members, savings and loans, or those of many villages added up."""

    groups: int = 0
    active: int = 0
    members: int = 0
    women: int = 0
    savings: int = 0
    ever_borrowed: int = 0
    portfolio: Portfolio = field(default_factory=Portfolio)

    def __add__(self, other: "Recap") -> "Recap":
        """Both together: sums, never percentages."""
        return Recap(
            self.groups + other.groups,
            self.active + other.active,
            self.members + other.members,
            self.women + other.women,
            self.savings + other.savings,
            self.ever_borrowed + other.ever_borrowed,
            self.portfolio + other.portfolio,
        )

    @property
    def activity(self) -> Share:
        """Active groups of registered ones."""
        return Share(self.active, self.groups, Undefined.NO_GROUPS)

    @property
    def women_share(self) -> Share:
        """Women among members."""
        return Share(self.women, self.members, Undefined.NO_MEMBERS)


@dataclass(frozen=True, slots=True)
class VillageRecap:
    """A village, its finance unit where it has one, and its recap."""

    village: OrgUnit
    unit: FinanceUnit | None
    recap: Recap


def recap(
    org_unit: OrgUnit, point: Point, terms: Terms = USUAL
) -> tuple[list[VillageRecap], Recap]:
    """Every village of an office, and all together; eight queries however many there are."""
    below = rows_below(org_unit)
    counted = conditions.registered(terms, point.day)
    grouped = (
        Group.objects.filter(below)
        .order_by()
        .values("org_unit")
        .annotate(
            registered=Count("pk", filter=counted),
            active=Count("pk", filter=counted & active_at(terms, point)),
        )
    )
    groups = {one["org_unit"]: one for one in grouped}
    people = _people(below & conditions.of_registered(terms, point.day), point.day, "org_unit")
    saved = savings(below, point.day, "org_unit")
    lent = _lent(below, point.seen, terms)
    units = {one.org_unit_id: one for one in FinanceUnit.objects.filter(below)}
    rows = []
    for village in villages_of(org_unit):
        own = groups.get(village.pk)
        borrowed, portfolio = lent.get(village.pk, (0, Portfolio()))
        found = Recap(
            own["registered"] if own else 0,
            own["active"] if own else 0,
            *people.get(village.pk, (0, 0)),
            saved.get(village.pk, 0),
            borrowed,
            portfolio,
        )
        rows.append(VillageRecap(village, units.get(village.pk), found))
    return rows, sum((one.recap for one in rows), Recap())


def _lent(which: Q, day: date, terms: Terms) -> dict[int, tuple[int, Portfolio]]:
    """By village: how many groups ever borrowed, and their loans added up."""
    by_group: dict[tuple[int, int], list[LoanOn]] = {}
    for one, loan in loans_on(which, day, terms):
        by_group.setdefault((one.org_unit_id, one.group_id), []).append(loan)
    found: dict[int, tuple[int, Portfolio]] = {}
    for (village, _), loans in by_group.items():
        borrowed, portfolio = found.get(village, (0, Portfolio()))
        found[village] = borrowed + 1, portfolio + portfolio_of(loans)
    return found


@dataclass(frozen=True, slots=True)
class MonthlyRow:
    """A loan as a finance unit's monthly recap has it: what fell due and was paid in the month."""

    loan: Loan
    due: int
    paid: int
    now: LoanOn


def monthly(org_unit: OrgUnit, point: Point) -> list[MonthlyRow]:
    """Every loan that ran in the month that ends on a day; four queries."""
    below, day = rows_below(org_unit), point.seen
    earlier = day.replace(day=1) - timedelta(days=1)
    before = {one.pk: loan for one, loan in loans_on(below, earlier)}
    named = Loan.objects.filter(below).select_related("group", "org_unit").in_bulk()
    rows = []
    for one, now in loans_on(below, day):
        then = before.get(one.pk) or LoanOn(one.principal, 0, 0, 0)
        if then.outstanding:
            rows.append(MonthlyRow(named[one.pk], now.due - then.due, now.paid - then.paid, now))
    return sorted(rows, key=lambda row: (str(row.loan.org_unit.path), row.loan.group.name_key))


@cache
def group_by_key() -> Statement[Group]:
    """Asks for a group with what its page says of it."""
    return Statement(Group.objects.filter(pk=KEY).select_related("org_unit", "recorded_by"))


@cache
def loan_by_key() -> Statement[Loan]:
    """Asks for a loan with its group."""
    return Statement(Loan.objects.filter(pk=KEY).select_related("org_unit", "group__org_unit"))


@dataclass(frozen=True, slots=True)
class DueOn:
    """An instalment seen from a day: what is paid of it, and for how many days the rest is overdue."""

    due: Due
    paid: int
    days_late: int

    @property
    def rest(self) -> int:
        """Principal still to pay."""
        return self.due.principal - self.paid


def dues_of(loan: Loan) -> tuple[Due, ...]:
    """The schedule as the core knows it."""
    return tuple(
        Due(one.number, one.due_on, one.principal, one.service) for one in loan.instalments.all()
    )


def instalments_on(loan: Loan, paid: int, day: date) -> list[DueOn]:
    """The schedule with what was paid of each; the oldest is paid first."""
    return [
        DueOn(one, part, max(0, (day - one.day).days) if part < one.principal else 0)
        for one, part in shared_out(dues_of(loan), paid)
    ]


def members_of(group: Group) -> QuerySet[GroupMember]:
    """Everyone who is or was in a group, those who are first."""
    return group.members.order_by(F("left_on").desc(nulls_first=True), "name_key", "pk")


def officers_of(group: Group) -> list[Officer]:
    """Who holds or held a post, those in office first."""
    found = Officer.objects.filter(member__group=group).select_related("member")
    places = {code: place for place, code in enumerate(Post.values)}
    return sorted(
        found,
        key=lambda one: (
            one.ended_on is not None,
            places[one.post],
            -one.starts_on.toordinal(),
        ),
    )


def closings_on(group: Group, day: date) -> QuerySet[Closing]:
    """What closes a group on a day."""
    return conditions.closed(day).filter(group=group)


def of_group(group: Group) -> Q:
    """Rows of one group."""
    return Q(group=group)


def of_loan(loan: Loan) -> Q:
    """One loan among loans."""
    return Q(pk=loan.pk)


def service_paid(loan: Loan) -> int:
    """Service charge paid so far."""
    paid = loan.payments.filter(withdrawn_reason=None).aggregate(added=Sum("service"))
    return int(paid["added"] or 0)


def unit_of(village: OrgUnit) -> FinanceUnit | None:
    """A village's BKM and UPK, where they are written down."""
    return FinanceUnit.objects.filter(org_unit=village).first()


def paid_after(which: Q, day: date) -> dict[int, int]:
    """Principal paid after a day, by loan; one query."""
    paid = (
        Record.objects.filter(which, day__gt=day, loan__isnull=False, withdrawn_reason__isnull=True)
        .order_by()
        .values("loan")
        .annotate(added=Sum("amount"))
    )
    return {one["loan"]: int(one["added"]) for one in paid}
