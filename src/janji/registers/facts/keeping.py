"""Facts: marked stale with every change of rows, counted again when they are read."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import chain
from os.path import commonprefix
from typing import Any

from django.db import transaction
from django.db.models import (
    Aggregate,
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from janji.core.measuring import QUARTERS
from janji.core.periods import Window, single
from janji.kit.durations import Duration
from janji.kit.editions import held, held_row
from janji.kit.statements import Statement, number_keys, text_keys
from janji.orgs.access import below, subtree
from janji.orgs.models import OrgUnit
from janji.registers.catalogue import register_of, registers
from janji.registers.facts.models import Fact, Ledger
from janji.registers.variables import (
    AnyVariable,
    GroupVariable,
    StateVariable,
    Terms,
    Variable,
    asked_for,
    scale_of,
)

WHOLE_YEAR = [
    (first, last) for first in QUARTERS for last in QUARTERS if first == last or first == 1 < last
]
"""Windows anyone asks for: each quarter alone, and the year up to each quarter."""
RECOUNTING = Duration()
"""How long each recount of a ledger took."""

Key = tuple[str, str, int, int]
"""A variable, the digest of its terms, and the first and last quarter."""
MOST_TOGETHER = 500
"""Offices whose rows are counted with one question."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A variable under the terms of some definition.

    `digest` is the terms this variable asks for, as sixteen letters; those it does not ask for do
    not matter. Of what an office has defined it also says which one it is: two may have one code.
    """

    variable: AnyVariable
    terms: Terms = field(compare=False)
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        own = {one.code: one.to_json(self.terms[one.code]) for one in self.variable.terms}
        text = json.dumps(own, sort_keys=True, ensure_ascii=False)
        if self.variable.own:
            text = f"{self.variable.own.identity} {text}"
        # Once, because every look at a value asks for it.
        object.__setattr__(self, "digest", hashlib.sha256(text.encode()).hexdigest()[:16])

    @property
    def key(self) -> tuple[str, str]:
        """What tells two wanted values apart."""
        return self.variable.code, self.digest

    @property
    def companions(self) -> "tuple[Wanted, ...]":
        """What tells whether the number is whole: how many numbers and how many answers there are."""
        asked = asked_for(self.variable)
        return () if asked is None else (self._beside(asked.numbers), self._beside(asked.answers))

    def _beside(self, variable: AnyVariable) -> "Wanted":
        return Wanted(variable, self.terms)


def with_companions(wanted: Iterable[Wanted]) -> list[Wanted]:
    """Everything that is counted for what is wanted."""
    return [each for one in wanted for each in (one, *one.companions)]


Asked = Mapping[Ledger, Sequence[Wanted]]
"""What is to be counted of some ledgers."""


def mark_changed(register: str, org_unit: OrgUnit, days: Iterable[date | None]) -> None:
    """Rows of some days changed; call it inside the transaction that changes them."""
    for year in sorted({day.year for day in days if day is not None}):
        ledger, _ = Ledger.objects.get_or_create(register=register, org_unit=org_unit, year=year)
        Ledger.objects.filter(pk=ledger.pk).update(edition=F("edition") + 1)


def mark_changed_from(register: str, org_unit: OrgUnit, day: date) -> None:
    """Rows that go on from a day changed: every year from then on is to be counted anew."""
    Ledger.objects.get_or_create(register=register, org_unit=org_unit, year=day.year)
    later = Ledger.objects.filter(register=register, org_unit=org_unit, year__gte=day.year)
    later.update(edition=F("edition") + 1)


def mark_all_changed(register: str, org_unit: OrgUnit) -> None:
    """Something changed that tells of every year, such as from when on an office is counted."""
    Ledger.objects.filter(register=register, org_unit=org_unit).update(edition=F("edition") + 1)


@dataclass(frozen=True, slots=True)
class Cover:
    """How far a number is whole: answers with a number, answers to what was owed, answers owed."""

    numbers: int
    answers: int
    owed: int

    @property
    def is_whole(self) -> bool:
        """Whether everyone has answered for every period that is over."""
        return self.answers >= self.owed


@dataclass(frozen=True, slots=True)
class Values:
    """Values of a year by variable, terms and quarters, summed over an office and all below it.

    `owing` are the offices that answer for what is wanted, by their paths and kinds.
    """

    by_key: Mapping[Key, int]
    facts: Mapping[OrgUnit, Sequence[Fact]] = field(default_factory=dict, compare=False)
    owing: Sequence[tuple[str, str]] = field(default=(), compare=False)
    as_of: date = field(default=date.max, compare=False)

    def of(self, wanted: Wanted, window: Window) -> int:
        """The value of a variable in a window; without any row it is nothing, which is 0."""
        code, digest = wanted.key
        if isinstance(wanted.variable, Variable):
            quarters = [(quarter, quarter) for quarter in window.quarters]
        elif isinstance(wanted.variable, StateVariable):
            quarters = [(window.last, window.last)]
        else:
            quarters = [(window.first, window.last)]
        return sum(self.by_key.get((code, digest, *pair), 0) for pair in quarters)

    def cover(self, wanted: Wanted, window: Window) -> Cover | None:
        """How far a number is whole; `None` where nobody owes an answer."""
        asked = asked_for(wanted.variable)
        if asked is None:
            return None
        numbers, answers = (self.of(one, window) for one in wanted.companions)
        offices = sum(asked.is_owed_by(path, kind) for path, kind in self.owing)
        return Cover(numbers, answers, offices * asked.owed(window, self.as_of))

    def number(self, wanted: Wanted, window: Window) -> Fraction | None:
        """The number a variable comes to; `None` while answers it waits for are missing."""
        cover, asked = self.cover(wanted, window), asked_for(wanted.variable)
        waits = asked is not None and asked.waits(wanted.terms)
        if cover is not None and (not cover.numbers or (waits and not cover.is_whole)):
            return None
        return Fraction(self.of(wanted, window), scale_of(wanted.variable))

    def by_office(self) -> dict[OrgUnit, "Values"]:
        """What each office with rows of its own adds to them, in the order of the tree; no query."""
        offices = sorted(self.facts, key=lambda one: str(one.path))
        return {
            office: Values(
                _summed(self.facts[office]),
                owing=[(str(office.path), str(office.kind))],
                as_of=self.as_of,
            )
            for office in offices
        }


@dataclass(frozen=True, slots=True)
class Question:
    """What someone wants to know of an office, all offices below it, and a year."""

    org_unit: OrgUnit
    year: int
    wanted: Sequence[Wanted]

    @property
    def counted(self) -> list[Wanted]:
        """All that is counted for the answer."""
        return with_companions(self.wanted)

    @property
    def registers(self) -> set[str]:
        """The registers that can answer."""
        return {register_of(one.variable).code for one in self.wanted}

    def concerns(self, ledger: Ledger) -> bool:
        """Whether a ledger is part of the answer."""
        return (
            ledger.year == self.year
            and ledger.org_unit.path.startswith(self.org_unit.path)
            and ledger.register in self.registers
        )


def read(org_unit: OrgUnit, year: int, wanted: Sequence[Wanted], *, as_of: date) -> Values:
    """The values of a year; two queries when every fact is fresh, however many rows there are."""
    return read_all([Question(org_unit, year, wanted)], as_of=as_of)[0]


def read_all(questions: Sequence[Question], *, as_of: date) -> list[Values]:
    """The answers to many questions in their order; two queries when every fact is fresh.

    One more where offices owe answers.
    """
    ledgers = _ledgers(questions)
    facts = _by_ledger(questions, ledgers, as_of)
    owing = _owing(questions)
    return [
        _answer(question, [one for one in ledgers if question.concerns(one)], facts, owing, as_of)
        for question in questions
    ]


def _answer(
    question: Question,
    ledgers: Sequence[Ledger],
    facts: Mapping[int, Sequence[Fact]],
    owing: Sequence[tuple[str, str]],
    as_of: date,
) -> Values:
    by_office: dict[OrgUnit, list[Fact]] = {}
    for one in ledgers:
        if facts[one.pk]:
            by_office.setdefault(one.org_unit, []).extend(facts[one.pk])
    own = [one for one in owing if one[0].startswith(question.org_unit.path)]
    return Values(_summed(chain.from_iterable(by_office.values())), by_office, own, as_of)


def _owing(questions: Sequence[Question]) -> list[tuple[str, str]]:
    """Paths and kinds of the offices that owe answers to what is wanted; one query, or none."""
    asked = [
        (each, question.org_unit.path)
        for question in questions
        for one in question.wanted
        if (each := asked_for(one.variable)) is not None
    ]
    found = {one.asker: "" for one, _ in asked if not one.kinds}
    kinds = frozenset[str]().union(*(one.kinds for one, _ in asked))
    if kinds:
        # One range over all of them: a condition for each office takes longer than its rows.
        start = commonprefix([path for one, path in asked if one.kinds])  # noqa: RUF071 -- all letters of a path are steps of the same length
        offices = OrgUnit.objects.filter(below(start), kind__in=kinds)
        found |= dict(offices.values_list("path", "kind"))
    return list(found.items())


def _by_ledger(
    questions: Sequence[Question], ledgers: Sequence[Ledger], as_of: date
) -> dict[int, list[Fact]]:
    """The facts of every ledger, counted anew where they are stale or missing."""
    own = {one: _own(questions, one) for one in ledgers}
    stale = {one for one in ledgers if _is_stale(one, as_of)}
    found: dict[int, list[Fact]] = {one.pk: [] for one in ledgers}
    for fact in _kept([one for one in ledgers if one not in stale], questions):
        found[fact.ledger_id].append(fact)
    missing = {one: _missing(own[one], found[one.pk]) for one in ledgers if one not in stale}
    for ledgers_asked, is_anew in (
        ({one: own[one] for one in stale}, True),
        ({one: wanted for one, wanted in missing.items() if wanted}, False),
    ):
        for fact in _recount(ledgers_asked, own, as_of, is_anew=is_anew):
            found[fact.ledger_id].append(fact)
    return found


def _missing(wanted: Sequence[Wanted], kept: Sequence[Fact]) -> list[Wanted]:
    counted = {(fact.variable, fact.terms) for fact in kept}
    return [one for one in wanted if one.key not in counted]


def _own(questions: Sequence[Question], ledger: Ledger) -> list[Wanted]:
    """What the questions want of one ledger, each once."""
    wanted = {
        one.key: one
        for question in questions
        if question.concerns(ledger)
        for one in question.counted
        if register_of(one.variable).code == ledger.register
    }
    return list(wanted.values())


@transaction.atomic
def refresh(ledger: Ledger, wanted: Sequence[Wanted], *, as_of: date) -> bool:
    """Counts a ledger's stale facts anew, before anyone asks for them; whether there was need.

    A ledger that someone else holds is left to them: it is counted already, or changing.
    """
    free = held(Ledger.objects.select_related("org_unit"), skip_held=True)
    seen = free.filter(pk=ledger.pk).first()
    if seen is None or not _is_stale(seen, as_of):
        return False
    own = [one for one in wanted if register_of(one.variable).code == seen.register]
    with RECOUNTING.measured():
        _store(seen, with_companions(own), as_of)
    return True


def forget() -> None:
    """Makes every ledger stale; its facts go when it is counted again."""
    Ledger.objects.update(counted_edition=None, counted_on=None)


def stale_ledgers(*, as_of: date) -> QuerySet[Ledger]:
    """Ledgers whose facts do not hold on a day, the latest years first."""
    fresh = Q(counted_edition=F("edition"), counted_on=as_of)
    # Written with conditions that are never unknown, or ledgers never counted would be passed over.
    never = Q(counted_edition__isnull=True)
    stale = Ledger.objects.filter(never | ~fresh)
    return stale.select_related("org_unit").order_by("-year", "pk")


def _ledgers(questions: Sequence[Question]) -> list[Ledger]:
    """The ledgers that some questions concern; one query, one more where something goes on.

    One more still where offices are counted of which nobody wrote anything yet.
    """
    asked = Q(pk__in=[])
    for one in questions:
        below = subtree(one.org_unit, office="org_unit")
        asked |= below & Q(register__in=one.registers, year=one.year)
    _carry_on(questions)
    _open_for_offices(questions)
    return list(Ledger.objects.filter(asked).select_related("org_unit"))


def _carry_on(questions: Sequence[Question]) -> None:
    """Opens the ledgers of a year in which nothing happened yet to what goes on from earlier ones.

    One query for each year asked about, however many offices are asked.
    """
    by_year: dict[int, Q] = {}
    for question in questions:
        if going_on := {code for code in question.registers if registers()[code].goes_on}:
            here = subtree(question.org_unit, office="org_unit") & Q(register__in=going_on)
            by_year[question.year] = by_year.get(question.year, Q(pk__in=[])) | here
    for year, asked in by_year.items():
        same = Ledger.objects.filter(
            register=OuterRef("register"), org_unit=OuterRef("org_unit"), year=year
        )
        earlier = Ledger.objects.filter(asked & ~Exists(same), year__lt=year)
        missing = earlier.order_by().values_list("register", "org_unit").distinct()
        opened = [Ledger(register=code, org_unit_id=office, year=year) for code, office in missing]
        # Two readers may open the same; either will do.
        Ledger.objects.bulk_create(opened, ignore_conflicts=True)


def _open_for_offices(questions: Sequence[Question]) -> None:
    """Opens the ledgers of offices that a register counts though nobody wrote anything of them.

    One query for each year and register asked about.
    """
    asked: dict[tuple[int, str], Q] = {}
    for question in questions:
        for code in question.registers:
            if registers()[code].counted_kinds:
                key = (question.year, code)
                asked[key] = asked.get(key, Q(pk__in=[])) | subtree(question.org_unit)
    for (year, code), here in asked.items():
        same = Ledger.objects.filter(register=code, org_unit=OuterRef("pk"), year=year)
        kinds = registers()[code].counted_kinds
        missing = OrgUnit.objects.filter(here & ~Exists(same), kind__in=kinds)
        opened = [Ledger(register=code, org_unit=one, year=year) for one in missing.order_by("pk")]
        Ledger.objects.bulk_create(opened, ignore_conflicts=True)


def _is_stale(ledger: Ledger, as_of: date) -> bool:
    """Rows changed since, or it was counted as of another day.

    The day matters even when the year is long over: a complaint about an old request may come
    to have been open for too long.
    """
    return ledger.edition != ledger.counted_edition or ledger.counted_on != as_of


def _kept(ledgers: Sequence[Ledger], questions: Sequence[Question]) -> list[Fact]:
    if not ledgers or not any(one.wanted for one in questions):
        return []
    keys = {one.key for question in questions for one in question.counted}
    codes, digests = {code for code, _ in keys}, {digest for _, digest in keys}
    kept = _facts_kept(len(ledgers), len(codes), len(digests))
    return kept.ask(*(one.pk for one in ledgers), *codes, *digests)


@lru_cache
def _facts_kept(ledgers: int, codes: int, digests: int) -> Statement[Fact]:
    count = ledgers + codes + digests
    texts = text_keys(count)[ledgers:]
    found = Fact.objects.filter(
        ledger__in=number_keys(ledgers), variable__in=texts[:codes], terms__in=texts[codes:]
    )
    return Statement(found, count)


@RECOUNTING.measured()
def _recount(asked: Asked, own: Asked, as_of: date, *, is_anew: bool) -> Iterable[Fact]:
    """Counts ledgers for many offices at once and keeps what is counted, instead of what was there
    when `is_anew`. Nobody who writes has to wait while rows are counted: what is kept is compared
    with the edition that was read before them. What changed meanwhile is counted alone (`own`).
    """
    if not asked:
        return []
    made = _made(asked, as_of)
    kept = _keep(asked, made, as_of, is_anew=is_anew)
    for ledger, wanted in asked.items():
        if ledger.pk not in kept and (again := _recount_held(ledger, own[ledger], as_of)):
            keys = {one.key for one in wanted}
            made[ledger.pk] = [one for one in again if (one.variable, one.terms) in keys]
    return chain.from_iterable(made.values())


def _made(asked: Asked, as_of: date) -> dict[int, list[Fact]]:
    """Facts counted from rows, by their ledger's key; nothing is kept."""
    return {
        ledger.pk: [
            Fact(ledger=ledger, variable=code, terms=digest, first=first, last=last, value=value)
            for (code, digest, first, last), value in values.items()
        ]
        for ledger, values in count_all(asked, as_of=as_of).items()
    }


@transaction.atomic
def _keep(
    asked: Asked, made: Mapping[int, Sequence[Fact]], as_of: date, *, is_anew: bool
) -> set[int]:
    """Keeps the facts of ledgers that nobody holds and that are as they were read; their keys.

    It waits for nobody: whoever changes rows may hold several ledgers, in an order of their own.
    """
    free = held(Ledger.objects, skip_held=True).filter(pk__in=[one.pk for one in asked])
    unchanged = Q(pk__in=[])
    for edition in {one.edition for one in asked}:
        same = [one.pk for one in asked if one.edition == edition]
        unchanged |= Q(pk__in=same, edition=edition)
    fresh = Q(counted_edition=F("edition"), counted_on=as_of)
    # Written with conditions that are never unknown, or ledgers never counted would be passed over.
    unchanged &= (Q(counted_edition__isnull=True) | ~fresh) if is_anew else fresh
    kept = set(free.filter(unchanged).values_list("pk", flat=True))
    if is_anew:
        Fact.objects.filter(ledger__in=kept).delete()
        Ledger.objects.filter(pk__in=kept).update(counted_edition=F("edition"), counted_on=as_of)
    facts = chain.from_iterable(made[key] for key in kept)
    # Two readers may count the same at once; what they count is the same.
    Fact.objects.bulk_create(facts, ignore_conflicts=True)
    return kept


@transaction.atomic
def _recount_held(ledger: Ledger, wanted: Sequence[Wanted], as_of: date) -> list[Fact]:
    """Counts one ledger while it is held, so that its rows cannot change meanwhile.

    Nothing when another reader was faster: what was counted of the same edition is the same.
    """
    seen = held_row(Ledger.objects.select_related("org_unit"), ledger.pk)
    if seen.edition == ledger.edition and not _is_stale(seen, as_of):
        return []
    return _store(seen, wanted, as_of)


def _store(ledger: Ledger, wanted: Sequence[Wanted], as_of: date) -> list[Fact]:
    """Counts a ledger that is held, and keeps what is counted instead of what was there."""
    made = _made({ledger: wanted}, as_of)[ledger.pk]
    Fact.objects.filter(ledger=ledger).delete()
    Fact.objects.bulk_create(made)
    Ledger.objects.filter(pk=ledger.pk).update(counted_edition=ledger.edition, counted_on=as_of)
    return made


def count(ledger: Ledger, wanted: Sequence[Wanted], *, as_of: date) -> dict[Key, int]:
    """Values of one ledger's year straight from its rows."""
    return count_all({ledger: wanted}, as_of=as_of)[ledger]


def count_all(asked: Asked, *, as_of: date) -> dict[Ledger, dict[Key, int]]:
    """Values of ledgers straight from their rows.

    One query for each table and day counted and one for each state, however many offices there are,
    as long as they want the same.
    """
    alike: dict[tuple[int, tuple[Wanted, ...]], list[Ledger]] = {}
    for ledger, wanted in asked.items():
        alike.setdefault((ledger.year, tuple(wanted)), []).append(ledger)
    found: dict[Ledger, dict[Key, int]] = {}
    for (year, wanted), ledgers in alike.items():
        for start in range(0, len(ledgers), MOST_TOGETHER):
            some = ledgers[start : start + MOST_TOGETHER]
            offices = [one.org_unit_id for one in some]
            counted = _count_offices(offices, wanted, year, as_of)
            found |= {one: counted[one.org_unit_id] for one in some}
    return found


def _count_offices(
    offices: Sequence[int], wanted: Sequence[Wanted], year: int, as_of: date
) -> dict[int, dict[Key, int]]:
    found: dict[int, dict[Key, int]] = {office: {} for office in offices}
    tables: dict[tuple[object, str, str | None], list[Wanted]] = {}
    for one in wanted:
        variable = one.variable
        if isinstance(variable, StateVariable):
            counted = _state(one, year, as_of, len(offices)).by_quarter(offices)
            for office, values in found.items():
                own = counted.get(office, {})
                values |= {
                    (*one.key, quarter, quarter): own.get(quarter, 0) for quarter in QUARTERS
                }
        else:
            thing = variable.thing if isinstance(variable, GroupVariable) else None
            tables.setdefault((variable.all_rows, variable.day, thing), []).append(one)
    for asked in tables.values():
        tally = _tally(tuple(asked), year, as_of, len(offices))
        by_office: dict[int, list[dict[str, Any]]] = {office: [] for office in offices}
        for row in tally.by_quarter(offices):
            by_office[row["org_unit"]].append(row)
        for office, rows in by_office.items():
            for place, one in enumerate(asked):
                found[office] |= _values(one, rows, place)
    return found


@dataclass(frozen=True, slots=True)
class _State:
    """What is asked about a state, composed once: of each office, at the end of each quarter.

    The year up to a quarter ends on the same day as the quarter.
    """

    statement: Statement[dict[str, Any]]
    office: str

    def by_quarter(self, offices: Sequence[int]) -> dict[int, dict[int, int]]:
        """How many, or how much, by office and quarter; one query."""
        return {
            row[self.office]: {quarter: int(row[f"q{quarter}"] or 0) for quarter in QUARTERS}
            for row in self.statement.ask(*offices)
        }


@lru_cache(maxsize=1024)
def _state(one: Wanted, year: int, as_of: date, offices: int) -> _State:
    """Composes the question for a state."""
    variable = one.variable
    assert isinstance(variable, StateVariable)  # noqa: S101 -- asked only for states
    columns = {}
    for quarter in QUARTERS:
        window = single(year, quarter)
        where = variable.where(one.terms, window, as_of)
        columns[f"q{quarter}"] = variable.added(one.terms, window, as_of, where)
    office = variable.office
    things = variable.things().filter(**{f"{office}__in": number_keys(offices)})
    return _State(Statement(things.order_by().values(office).annotate(**columns), offices), office)


def _columns(one: Wanted, place: int, as_of: date) -> dict[str, Aggregate]:
    """What is asked of the rows for one variable, by a column's name."""
    variable = one.variable
    if isinstance(variable, Variable):
        return {f"v{place}": variable.counted(variable.where(one.terms, as_of))}
    assert isinstance(variable, GroupVariable)  # noqa: S101 -- states have no columns
    conditions = variable.counts(one.terms, as_of)
    return {f"v{place}_{name}": Count("pk", filter=where) for name, where in conditions.items()}


@dataclass(frozen=True, slots=True)
class _Tally:
    """What is asked of one table's rows, composed once for all offices.

    `source` says in which column each column asked for is found.
    """

    statement: Statement[dict[str, Any]]
    source: Mapping[str, str]

    def by_quarter(self, offices: Sequence[int]) -> list[dict[str, Any]]:
        """Rows of offices added up by quarter, and by thing where things are counted; one query."""
        return [
            {**row, **{name: row[at] for name, at in self.source.items()}}
            for row in self.statement.ask(*offices)
        ]


@lru_cache(maxsize=256)
def _tally(asked: tuple[Wanted, ...], year: int, as_of: date, offices: int) -> _Tally:
    """Composes a question to one table and day."""
    variable = asked[0].variable
    assert not isinstance(variable, StateVariable)  # noqa: S101 -- asked one by one
    thing = variable.thing if isinstance(variable, GroupVariable) else None
    whole_year = variable.within(date(year, 1, 1), date(year, 12, 31))
    quarters = Case(
        *(When(variable.within(*_days(year, q)), then=Value(q)) for q in QUARTERS),
        output_field=IntegerField(),
    )
    columns: dict[str, Aggregate] = {}
    for place, one in enumerate(asked):
        columns |= _columns(one, place, as_of)
    # Variables often ask the same of a row; the database counts it once.
    once: dict[Aggregate, str] = {}
    source = {name: once.setdefault(asked_for, name) for name, asked_for in columns.items()}
    rows = variable.all_rows().filter(whole_year, org_unit__in=number_keys(offices)).order_by()
    by = ["org_unit", "in_quarter", *([thing] if thing else [])]
    counted = rows.annotate(in_quarter=quarters).values(*by)
    summed = counted.annotate(**{name: asked_for for asked_for, name in once.items()})
    return _Tally(Statement(summed, offices), source)


def _values(one: Wanted, counted: Sequence[dict[str, Any]], place: int) -> dict[Key, int]:
    if isinstance(one.variable, GroupVariable):
        return {
            (*one.key, first, last): _things(one, one.variable, counted, place, first, last)
            for first, last in WHOLE_YEAR
        }
    by_quarter = {row["in_quarter"]: int(row[f"v{place}"] or 0) for row in counted}
    return {(*one.key, quarter, quarter): by_quarter.get(quarter, 0) for quarter in QUARTERS}


def _things(
    one: Wanted,
    variable: GroupVariable,
    counted: Sequence[dict[str, Any]],
    place: int,
    first: int,
    last: int,
) -> int:
    """How many things fit by all their rows in some quarters."""
    prefix = f"v{place}_"
    totals: dict[Any, Counter[str]] = {}
    for row in counted:
        if first <= row["in_quarter"] <= last:
            own = totals.setdefault(row[variable.thing], Counter())
            own.update({k.removeprefix(prefix): n for k, n in row.items() if k.startswith(prefix)})
    return sum(variable.fits(one.terms, own) for own in totals.values())


def _days(year: int, quarter: int) -> tuple[date, date]:
    window = single(year, quarter)
    return window.first_day, window.last_day


def _summed(facts: Iterable[Fact]) -> dict[tuple[str, str, int, int], int]:
    totals: dict[tuple[str, str, int, int], int] = {}
    for fact in facts:
        key = (fact.variable, fact.terms, fact.first, fact.last)
        totals[key] = totals.get(key, 0) + fact.value
    return totals


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that says something else than its rows."""

    fact: Fact
    counted: int


def differences(
    terms_of: Mapping[tuple[str, str], Wanted],
) -> Iterator[Difference]:
    """Every fresh fact that its rows do not bear out, counted anew as of the day it was kept.

    `terms_of` resolves variable and digest to what was wanted; facts of forgotten terms are skipped.
    """
    fresh = Ledger.objects.filter(counted_edition=F("edition")).select_related("org_unit")
    for ledger in fresh.iterator(chunk_size=200):
        facts = list(ledger.facts.all())
        wanted = {
            (fact.variable, fact.terms): terms_of[fact.variable, fact.terms]
            for fact in facts
            if (fact.variable, fact.terms) in terms_of
        }
        assert ledger.counted_on is not None  # noqa: S101 -- fresh ledgers were counted
        counted = count(ledger, list(wanted.values()), as_of=ledger.counted_on)
        for fact in facts:
            now = counted.get((fact.variable, fact.terms, fact.first, fact.last))
            if now is not None and now != fact.value:
                yield Difference(fact, now)
