"""What a register can count: variables over its rows, for an office's subtree and some quarters."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import islice
from typing import Any, Protocol

from django.db.models import Count, Expression, Q, QuerySet, Sum
from django.utils import timezone

from janji.core.periods import Window
from janji.core.refusals import Refused
from janji.kit.tables import Table
from janji.orgs.access import rows_below, subtree
from janji.orgs.models import OrgUnit, User

CHUNK = 2000
"""Rows of a sheet that are in memory at once."""

TermValue = str | Decimal | bool | tuple[str, ...]
Terms = Mapping[str, TermValue]
"""What an operational definition says of each term its variables leave open, by code."""


class TermKind(StrEnum):
    """What sort of answer a term takes."""

    NUMBER = "number"
    SWITCH = "switch"
    CHOICE = "choice"
    CHOICES = "choices"


@dataclass(frozen=True, slots=True)
class Term:
    """Something a definition must settle before a variable can be counted.

    `source` says where the default comes from; `status` is `seen`, `memory` or `design`.
    """

    code: str
    title: str
    kind: TermKind
    default: TermValue
    source: str
    status: str
    choices: tuple[tuple[str, str], ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None

    def checked(self, value: TermValue) -> TermValue:
        """The value, when it is one this term takes; refuses with `term-unfit`."""
        options = {code for code, _ in self.choices}
        fits = {
            TermKind.NUMBER: isinstance(value, Decimal) and self._in_bounds(value),
            TermKind.SWITCH: isinstance(value, bool),
            TermKind.CHOICE: isinstance(value, str) and value in options,
            TermKind.CHOICES: isinstance(value, tuple) and bool(value) and set(value) <= options,
        }[self.kind]
        if not fits:
            raise Refused("term-unfit", title=self.title)
        return value

    def _in_bounds(self, value: object) -> bool:
        assert isinstance(value, Decimal)  # noqa: S101 -- asked only for numbers
        above = self.least is None or value >= self.least
        return above and (self.most is None or value <= self.most)

    def to_json(self, value: TermValue) -> object:
        """The value as JSON keeps it."""
        if isinstance(value, Decimal):
            return str(value)
        return sorted(value) if isinstance(value, tuple) else value

    def from_json(self, value: Any) -> TermValue:
        """What `to_json` kept, checked again."""
        if self.kind is TermKind.NUMBER:
            return self.checked(Decimal(value))
        return self.checked(tuple(value) if self.kind is TermKind.CHOICES else value)


@dataclass(frozen=True, slots=True)
class RowView:
    """How the rows behind a number are listed: headings, the cells of a row, and its own page.

    `related` names what is read along with each row, `order` how they are sorted. `more` gives further
    cells, headed by `more_headings`, that are found for all rows of a page at once: how each stands in
    the window, under the terms it is counted by.
    """

    headings: tuple[str, ...]
    cells: Callable[[Any], tuple[Any, ...]]
    address: Callable[[Any], str | None]
    related: tuple[str, ...] = ()
    order: tuple[str, ...] = ("pk",)
    more_headings: tuple[str, ...] = ()
    more: Callable[[Sequence[Any], Window, Terms], Sequence[tuple[Any, ...]]] | None = None
    beside: Callable[[Sequence[Any]], Sequence[tuple[Any, ...]]] | None = None

    def under(self, window: Window, terms: Terms) -> "RowView":
        """The same with what `more` says of the rows in a window under some terms."""
        if self.more is None:
            return self
        more = self.more
        return replace(
            self,
            headings=self.headings + self.more_headings,
            beside=lambda rows: more(rows, window, terms),
        )

    def listed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows in order, each with what its cells need; one query."""
        return rows.select_related(*self.related).order_by(*self.order)

    def lines(self, rows: Iterable[Any]) -> list[tuple[str | None, tuple[Any, ...]]]:
        """Each row's own page and its cells."""
        found = list(rows)
        further = self.beside(found) if self.beside else [()] * len(found)
        return [
            (self.address(row), (*self.cells(row), *more))
            for row, more in zip(found, further, strict=True)
        ]

    def as_table(self, rows: QuerySet[Any]) -> Table:
        """All rows as a sheet; they stream through."""
        return Table("Baris", self.headings, self._streamed(rows))

    def _streamed(self, rows: QuerySet[Any]) -> Iterator[tuple[Any, ...]]:
        left = self.listed(rows).iterator(CHUNK)
        while part := list(islice(left, CHUNK)):
            for _, cells in self.lines(part):
                yield cells


@dataclass(frozen=True, slots=True)
class Scope:
    """Where and when something is counted: an office with all below it, some quarters, as of a day."""

    org_unit: OrgUnit
    window: Window
    terms: Terms
    as_of: date

    @property
    def offices(self) -> Q:
        """Rows of the office and all below it; one query."""
        return rows_below(self.org_unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dated:
    """Rows of a register, each with its office in `org_unit` and its day.

    `day` names the column with the row's day, or with its moment when `is_moment`.
    """

    own: "Own | None" = None

    code: str
    title: str
    definition: str
    unit_of_measure: str
    all_rows: Callable[[], QuerySet[Any]]
    day: str
    is_moment: bool = False
    terms: tuple[Term, ...] = ()
    row_view: RowView | None = None

    def within(self, first: date, last: date) -> Q:
        """Rows of the days from `first` through `last`, in the time zone of the office."""
        if not self.is_moment:
            return Q(**{f"{self.day}__range": (first, last)})
        # Two moments: asking for the day of each row would cost a call for every one of them.
        zone = timezone.get_current_timezone()
        begins = datetime.combine(first, time.min, tzinfo=zone)
        ends = datetime.combine(last + timedelta(days=1), time.min, tzinfo=zone)
        return Q(**{f"{self.day}__gte": begins, f"{self.day}__lt": ends})

    def rows_in(self, scope: Scope) -> QuerySet[Any]:
        """All rows of an office and some quarters, whether they count or not."""
        dated = self.within(scope.window.first_day, scope.window.last_day)
        return self.all_rows().filter(scope.offices, dated)


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable(_Dated):
    """One number a register gives to formulas; `value` is always a count or sum over `rows`.

    It is additive over offices and over quarters: every row has one office and one day.

    `where` says which rows count under some terms, as of a day. `amount` names the column that is
    summed; without it rows are counted. Values are whole numbers.
    """

    where: Callable[[Terms, date], Q]
    amount: str | None = None

    def rows(self, scope: Scope) -> QuerySet[Any]:
        """The very rows counted."""
        return self.rows_in(scope).filter(self.where(scope.terms, scope.as_of))

    def value(self, scope: Scope) -> int:
        """How much; one query."""
        return int(self.rows(scope).aggregate(value=self.counted())["value"] or 0)

    def counted(self, where: Q | None = None) -> Count | Sum:
        """The aggregate over rows, of those that fit `where`."""
        if self.amount is None:
            return Count("pk", filter=where or None)
        return Sum(self.amount, filter=where or None)


Counts = Mapping[str, int]
"""How many rows of one thing fit each condition, by the condition's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupVariable(_Dated):
    """How many things fit, each by all its rows in the window: kinds of service, people trained.

    One thing may have rows in several quarters, so quarters do not add up; its rows do.
    `thing` names the column that tells the things apart, `things` are their records. `counts`
    has the conditions under which rows are counted, `fits` says of a thing's counts whether it is
    one. Offices do not share things.
    """

    thing: str
    things: Callable[[], QuerySet[Any]]
    counts: Callable[[Terms, date], Mapping[str, Q]]
    fits: Callable[[Terms, Counts], bool]

    def rows(self, scope: Scope) -> QuerySet[Any]:
        """The very things counted."""
        conditions = self.counts(scope.terms, scope.as_of)
        counted = self.rows_in(scope).order_by().values(self.thing)
        named = {name: Count("pk", filter=where) for name, where in conditions.items()}
        fitting = [
            one[self.thing] for one in counted.annotate(**named) if self.fits(scope.terms, one)
        ]
        return self.things().filter(pk__in=fitting)

    def value(self, scope: Scope) -> int:
        """How many; two queries."""
        return self.rows(scope).count()


@dataclass(frozen=True, slots=True, kw_only=True)
class StateVariable:
    """How many things are so, seen from the last day of a window: bodies active, rupiah paid by then.

    `things` are records with an office in `org_unit`, or offices themselves, which say `office="pk"`.
    `where` says which of them are so in a window under some terms, as of a day; it looks at what
    happened up to the window's last day, at nothing later, and not at its first day. `amount` is
    summed over them, in whole numbers; without it they are counted.
    States do not add up over quarters, but over offices they do.
    """

    code: str
    title: str
    definition: str
    unit_of_measure: str
    things: Callable[[], QuerySet[Any]]
    where: Callable[[Terms, Window, date], Q]
    amount: Callable[[Terms, Window, date], Expression] | None = None
    office: str = "org_unit"
    terms: tuple[Term, ...] = ()
    row_view: RowView | None = None
    own: "Own | None" = None

    def rows(self, scope: Scope) -> QuerySet[Any]:
        """The very things counted."""
        here = subtree(scope.org_unit) if self.office == "pk" else scope.offices
        return self.things().filter(here, self.where(scope.terms, scope.window, scope.as_of))

    def value(self, scope: Scope) -> int:
        """How many, or how much; two queries."""
        added = self.added(scope.terms, scope.window, scope.as_of)
        return int(self.rows(scope).aggregate(value=added)["value"] or 0)

    def added(
        self, terms: Terms, window: Window, as_of: date, where: Q | None = None
    ) -> Count | Sum:
        """The aggregate over things, of those that fit `where`."""
        if self.amount is None:
            return Count("pk", filter=where)
        return Sum(self.amount(terms, window, as_of), filter=where)


AnyVariable = Variable | GroupVariable | StateVariable


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The answers a number is made from: who owes them, and the variables that count them.

    `numbers` counts answers with a number. `answers` counts those of the periods that are over,
    "not available" among them; each office of `kinds` below `asker` owes as many as `owed` says of a
    window as of a day. Without `kinds` the asker alone owes them. `waits` says of a definition's
    terms whether there is a number before all have answered.
    """

    numbers: AnyVariable
    answers: AnyVariable
    asker: str
    kinds: frozenset[str]
    owed: Callable[[Window, date], int]
    waits: Callable[[Terms], bool]

    def is_owed_by(self, path: str, kind: str) -> bool:
        """Whether the office at a path of the tree is one that answers."""
        if not self.kinds:
            return path == self.asker
        return kind in self.kinds and path.startswith(self.asker) and path != self.asker


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What a variable has beyond the house's own when an office has defined it.

    `register` is the register it belongs to, `identity` tells it apart from another one of the same
    code. `scale` is how many times the number a kept whole number is: 100 with two decimals.
    """

    register: str
    identity: str
    scale: int = 1
    asked: Asked | None = None


def scale_of(variable: AnyVariable) -> int:
    """How many times the number a kept whole number is."""
    return variable.own.scale if variable.own else 1


def asked_for(variable: AnyVariable) -> Asked | None:
    """The answers a variable is made from, if it is."""
    return variable.own.asked if variable.own else None


class OfficeVariables(Protocol):
    """Variables that offices define themselves; an office may use its own and some of those above."""

    def named(
        self, asked: Mapping[OrgUnit, Collection[str]]
    ) -> Mapping[OrgUnit, Mapping[str, AnyVariable]]:
        """What codes mean for offices; one query, however many are asked for."""

    def usable_in(self, org_unit: OrgUnit) -> Sequence[AnyVariable]:
        """All that an office may use; one query."""

    def settle(self, variables: Sequence[AnyVariable], *, by: User, at: datetime) -> None:
        """Someone relies on these from now on: what they count does not change any more."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A number that a definition settles and a formula may name, such as the weight of an element."""

    code: str
    title: str
    definition: str
    terms: tuple[Term, ...]
    value: Callable[[Terms], Fraction]


@dataclass(frozen=True, slots=True)
class FormulaExample:
    """A formula that a register offers for an indicator often met."""

    title: str
    formula: str


@dataclass(frozen=True, slots=True)
class Register:
    """One register, as formulas and pages know it.

    What a register with a `StateVariable` says of a year goes on in the next.

    `home` names the address of its first page, which takes an office's slug. `pulse` says in a
    sentence how the register of an office stands now. Offices of `counted_kinds` are counted though
    nobody wrote anything of them yet. `of_offices` are the variables that offices define beside those
    of the house.
    """

    code: str
    title: str
    about: str
    home: str
    variables: tuple[AnyVariable, ...]
    constants: tuple[Constant, ...] = ()
    examples: tuple[FormulaExample, ...] = ()
    pulse: Callable[[OrgUnit, datetime], str] | None = None
    counted_kinds: tuple[str, ...] = ()
    of_offices: OfficeVariables | None = None

    @property
    def goes_on(self) -> bool:
        """Whether rows of one year say something of the years after it."""
        states = any(isinstance(one, StateVariable) for one in self.variables)
        return states or self.of_offices is not None
