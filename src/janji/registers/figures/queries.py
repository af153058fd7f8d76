"""What the pages of figures read, and which figures an office may use."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from janji.core import figures as rules
from janji.core.figures import Period, State, periods_of_year, state_of, unscaled
from janji.core.numbers import written
from janji.kit.statements import KEY, Statement
from janji.orgs.access import MOST_NAMED, below, rows_below, subtree
from janji.orgs.models import OrgUnit
from janji.orgs.queries import ancestry
from janji.registers.figures.models import (
    Asked,
    Entry,
    EntryCorrection,
    EntryEvidence,
    Figure,
    FigureChange,
)

# ── which figures


def usable(org_unit: OrgUnit) -> QuerySet[Figure]:
    """Figures that formulas of an office may name: its own, and those above that ask offices below."""
    own, above = Q(org_unit=org_unit), Q(org_unit__path__in=ancestry(org_unit)[:-1])
    found = Figure.objects.filter(own | (above & ~Q(asked_of=Asked.OWN.value)))
    return found.select_related("org_unit")


def is_usable(figure: Figure, org_unit: OrgUnit) -> bool:
    """The same of one figure; no query."""
    if figure.org_unit_id == org_unit.pk:
        return True
    return bool(figure.kinds) and org_unit.path.startswith(figure.org_unit.path)


def called(codes: Collection[str], offices: Sequence[OrgUnit]) -> QuerySet[Figure]:
    """Figures with some codes that could be meant in some offices; one query."""
    paths = {path for office in offices for path in ancestry(office)}
    found = Figure.objects.filter(code__in=codes).select_related("org_unit")
    return found.filter(org_unit__path__in=paths) if len(paths) <= MOST_NAMED else found


def in_line(org_unit: OrgUnit) -> Q:
    """Figures of an office, of those above and of all below: no two of them in a line share a code."""
    above = Q(org_unit__path__in=ancestry(org_unit))
    return above | subtree(org_unit, office="org_unit")


def concerns(figure: Figure, org_unit: OrgUnit) -> bool:
    """Whether an office's pages show a figure: its own, those of offices below, and what it may use."""
    return figure.org_unit.path.startswith(org_unit.path) or is_usable(figure, org_unit)


def answered_by(org_unit: OrgUnit) -> QuerySet[Figure]:
    """Figures that an office itself answers; one query."""
    own = Q(org_unit=org_unit, asked_of=Asked.OWN.value)
    kinds = [one.value for one in Asked if org_unit.kind in one.kinds]
    above = Q(org_unit__path__in=ancestry(org_unit)[:-1], asked_of__in=kinds)
    return Figure.objects.filter(own | above).select_related("org_unit").order_by("title", "pk")


def asked_offices(figure: Figure, org_unit: OrgUnit) -> QuerySet[OrgUnit]:
    """The offices at or below an office that answer a figure, in the order of the tree."""
    found: QuerySet[OrgUnit] = OrgUnit.objects.filter(subtree(org_unit))
    if not figure.kinds:
        return found.filter(pk=figure.org_unit_id)
    found = found.filter(subtree(figure.org_unit), kind__in=figure.kinds)
    return found.exclude(pk=figure.org_unit_id).order_by("path")


@cache
def entry_by_key() -> Statement[Entry]:
    """An entry with its figure, its office and who recorded it."""
    found = Entry.objects.filter(pk=KEY)
    return Statement(found.select_related("figure__org_unit", "org_unit", "recorded_by"))


@cache
def evidence_by_key() -> Statement[EntryEvidence]:
    """A file with the office of its entry."""
    return Statement(EntryEvidence.objects.filter(pk=KEY).select_related("entry__org_unit"))


@cache
def figure_by_key() -> Statement[Figure]:
    """A figure with its office and who settled it."""
    found = Figure.objects.filter(pk=KEY)
    return Statement(found.select_related("org_unit", "recorded_by", "settled_by"))


# ── how a year stands


@dataclass(frozen=True, slots=True)
class PeriodSum:
    """A figure in one period, over an office and all below: what was answered, of how many, how much.

    `total` is the sum of the numbers entered, or nothing where there is none.
    """

    period: Period
    state: State
    numbers: int
    answers: int
    offices: int
    total: Decimal | None

    @property
    def is_whole(self) -> bool:
        """Whether all have answered."""
        return self.answers >= self.offices

    @property
    def unavailable(self) -> int:
        """Answers without a number."""
        return self.answers - self.numbers


@dataclass(frozen=True, slots=True)
class FigureYear:
    """A figure's year as an office sees it: its own answers and those of all below."""

    figure: Figure
    offices: int
    periods: Sequence[PeriodSum] = field(default_factory=tuple)

    @property
    def over(self) -> list[PeriodSum]:
        """Periods of which answers are owed."""
        waits = (State.NOT_ASKED, State.RUNNING)
        return [one for one in self.periods if one.state not in waits]

    @property
    def owed(self) -> int:
        """Answers owed for the periods that are over."""
        return sum(one.offices for one in self.over)

    @property
    def answers(self) -> int:
        """Answers to those."""
        return sum(min(one.answers, one.offices) for one in self.over)

    @property
    def state(self) -> State:
        """How the year stands as a whole: late before awaited before entered."""
        states = {one.state for one in self.periods}
        order = (State.LATE, State.AWAITED, State.ENTERED, State.UNAVAILABLE, State.RUNNING)
        return next((one for one in order if one in states), State.NOT_ASKED)

    @property
    def has_gaps(self) -> bool:
        """Whether some period has a sum of which answers are missing."""
        return any(one.total is not None and not one.is_whole for one in self.periods)

    @property
    def newest(self) -> PeriodSum | None:
        """The newest period with a number."""
        return next((one for one in reversed(self.periods) if one.total is not None), None)


def years(
    figures: Sequence[Figure], org_unit: OrgUnit, year: int, *, on: date
) -> dict[int, FigureYear]:
    """How some figures stand in a year, by their keys; three queries, however many there are."""
    offices = _offices(figures, org_unit)
    sums = _sums(figures, org_unit, year)
    return {
        one.pk: FigureYear(one, offices[one.pk], _periods(one, offices[one.pk], sums, year, on))
        for one in figures
    }


_Sum = tuple[int, int, int]
"""Answers, numbers and what they add up to."""


def _periods(
    figure: Figure, offices: int, sums: Mapping[tuple[int, date], _Sum], year: int, on: date
) -> tuple[PeriodSum, ...]:
    return tuple(
        _period(figure, period, offices, sums.get((figure.pk, period.last_day), (0, 0, 0)), on)
        for period in periods_of_year(figure.rhythm.frequency, year)
    )


def _period(figure: Figure, period: Period, offices: int, added: _Sum, on: date) -> PeriodSum:
    answers, numbers, total = added
    state = state_of(
        figure.rhythm,
        period,
        on=on,
        is_answered=bool(offices) and answers >= offices,
        has_number=numbers > 0,
    )
    said = unscaled(total, figure.decimals) if numbers else None
    return PeriodSum(period, state, numbers, answers, offices, said)


def _sums(
    figures: Sequence[Figure], org_unit: OrgUnit, year: int
) -> dict[tuple[int, date], tuple[int, int, int]]:
    """Entries added up by figure and period; two queries."""
    found = Entry.objects.filter(
        rows_below(org_unit),
        figure__in=[one.pk for one in figures],
        last_day__range=(date(year, 1, 1), date(year, 12, 31)),
    )
    grouped = found.order_by().values_list("figure", "last_day")
    added = grouped.annotate(Count("pk"), Count("number"), Sum("number"))
    return {(figure, day): (n, m, int(total or 0)) for figure, day, n, m, total in added}


def _offices(figures: Sequence[Figure], org_unit: OrgUnit) -> dict[int, int]:
    """How many offices at or below an office answer each figure; one query, or none."""
    scopes = {
        (max(one.org_unit.path, org_unit.path, key=len), one.kinds) for one in figures if one.kinds
    }
    counted = {f"n{place}": scope for place, scope in enumerate(sorted(scopes, key=str))}
    conditions = {
        name: Count("pk", filter=below(path) & Q(kind__in=kinds))
        for name, (path, kinds) in counted.items()
    }
    found = OrgUnit.objects.filter(subtree(org_unit)).aggregate(**conditions) if counted else {}
    by_scope = {scope: found[name] for name, scope in counted.items()}
    return {one.pk: _of_scope(one, org_unit, by_scope) for one in figures}


def _of_scope(
    figure: Figure, org_unit: OrgUnit, by_scope: Mapping[tuple[str, frozenset[str]], int]
) -> int:
    if not figure.kinds:
        return 1 if figure.org_unit.path.startswith(org_unit.path) else 0
    path = max(figure.org_unit.path, org_unit.path, key=len)
    # The office that asks is not among those it asks.
    asks_itself = path == figure.org_unit.path and figure.org_unit.kind in figure.kinds
    return by_scope[path, figure.kinds] - asks_itself


def figures_of(org_unit: OrgUnit, *, text: str, of_below: bool = False) -> QuerySet[Figure]:
    """Figures of an office's page: those that concern it, or those that offices below have defined."""
    if of_below:
        found = Figure.objects.filter(subtree(org_unit, office="org_unit")).exclude(
            org_unit=org_unit
        )
    else:
        above = Q(org_unit__path__in=ancestry(org_unit)[:-1]) & ~Q(asked_of=Asked.OWN.value)
        found = Figure.objects.filter(Q(org_unit=org_unit) | above)
    if text:
        found = found.filter(Q(title__icontains=text) | Q(code__icontains=text))
    return found.select_related("org_unit").order_by("title", "pk")


def last_year(org_unit: OrgUnit, today: date) -> int:
    """The year of the newest entry here, or this one; two queries."""
    last = Entry.objects.filter(rows_below(org_unit)).order_by("-last_day").first()
    return min(last.last_day.year, today.year) if last else today.year


# ── one figure


@dataclass(frozen=True, slots=True)
class Answer:
    """An office that is asked, with its entry of a period, if there is one."""

    org_unit: OrgUnit
    entry: Entry | None
    state: State


def answers(
    figure: Figure, offices: Sequence[OrgUnit], period: Period, *, on: date
) -> list[Answer]:
    """What some offices answered for a period; one query."""
    found = Entry.objects.filter(figure=figure, last_day=period.last_day, org_unit__in=offices)
    entries = {one.org_unit_id: one for one in found.select_related("recorded_by")}
    return [
        Answer(one, entries.get(one.pk), _state(figure, entries.get(one.pk), period, on))
        for one in offices
    ]


def _state(figure: Figure, entry: Entry | None, period: Period, on: date) -> State:
    return state_of(
        figure.rhythm,
        period,
        on=on,
        is_answered=entry is not None,
        has_number=entry is not None and entry.number is not None,
    )


def corrections_of(figure: Figure, org_unit: OrgUnit) -> QuerySet[EntryCorrection]:
    """How entries of a figure were put right in an office and below, newest first."""
    here = subtree(org_unit, office="entry__org_unit")
    found = EntryCorrection.objects.filter(here, entry__figure=figure)
    return found.select_related("entry__org_unit", "recorded_by").order_by("-pk")


def changes_of(figure: Figure) -> QuerySet[FigureChange]:
    """How a figure's words stood before, newest first."""
    return figure.changes.select_related("recorded_by")


# ── the page to fill in


@dataclass(frozen=True, slots=True)
class Line:
    """One number to enter: a figure of an office in a period, and what is entered already."""

    figure: Figure
    org_unit: OrgUnit
    period: Period
    entry: Entry | None
    previous: Entry | None
    state: State


def lines_of_office(org_unit: OrgUnit, month: date, *, on: date) -> list[Line]:
    """Every number an office answers for a period that ends with a month; two queries."""
    asked = [
        (one, org_unit, period)
        for one in answered_by(org_unit)
        if (period := rules.period_of(one.rhythm.frequency, month)).last_day
        == rules.period_of(rules.Frequency.MONTHLY, month).last_day
        and one.rhythm.asks_for(period)
    ]
    return _lines(asked, on)


def lines_of_figure(
    figure: Figure, offices: Iterable[OrgUnit], period: Period, *, on: date
) -> list[Line]:
    """The number of one period for many offices; one query."""
    return _lines([(figure, one, period) for one in offices], on)


def _lines(asked: Sequence[tuple[Figure, OrgUnit, Period]], on: date) -> list[Line]:
    figures = {figure.pk for figure, _, _ in asked}
    offices = {office.pk for _, office, _ in asked}
    days = {
        day
        for figure, _, period in asked
        for day in (period.last_day, rules.before(figure.rhythm.frequency, period).last_day)
    }
    found = Entry.objects.filter(figure__in=figures, org_unit__in=offices, last_day__in=days)
    known = {(one.figure_id, one.org_unit_id, one.last_day): one for one in found} if asked else {}
    return [
        Line(
            figure,
            office,
            period,
            entry := known.get((figure.pk, office.pk, period.last_day)),
            known.get(
                (
                    figure.pk,
                    office.pk,
                    rules.before(figure.rhythm.frequency, period).last_day,
                )
            ),
            _state(figure, entry, period, on),
        )
        for figure, office, period in asked
    ]


def known_entries(
    figures: Collection[int], offices: Collection[int], days: Collection[date]
) -> dict[tuple[int, int, date], Entry]:
    """Entries by figure, office and last day; one query."""
    found = Entry.objects.filter(figure__in=figures, org_unit__in=offices, last_day__in=days)
    return {(one.figure_id, one.org_unit_id, one.last_day): one for one in found}


def entries_below(org_unit: OrgUnit, figures: Sequence[Figure], year: int) -> QuerySet[Entry]:
    """All entries of some figures in a year, for a sheet to take away."""
    found = Entry.objects.filter(
        rows_below(org_unit),
        figure__in=[one.pk for one in figures],
        last_day__range=(date(year, 1, 1), date(year, 12, 31)),
    )
    return found.select_related("figure", "org_unit").order_by(
        "figure__title", "figure", "last_day", "org_unit__path"
    )


def pulse(org_unit: OrgUnit, now: datetime) -> str:
    """How many figures concern an office, and what it and those below still owe; at most five queries."""
    figures = list(figures_of(org_unit, text="")[:MOST_IN_PULSE])
    if not figures:
        return "Belum ada angka yang didefinisikan kantor ini."
    today = timezone.localdate(now)
    found = years(figures, org_unit, today.year, on=today).values()
    owed, answered = sum(one.owed for one in found), sum(one.answers for one in found)
    said = f"{written(len(figures), 0)} angka"
    if not owed:
        return f"{said}; tahun {today.year} belum ada isian yang jatuh tempo."
    return f"{said}; tahun {today.year} {written(answered, 0)} dari {written(owed, 0)} isian masuk."


MOST_IN_PULSE = 200
"""Figures looked at for one sentence."""
