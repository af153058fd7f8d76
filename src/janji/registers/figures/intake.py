"""What every way into this register agrees on: which answers may stand, and what they make stale."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from janji.core import figures as rules
from janji.core.figures import Period
from janji.core.refusals import Problem, Refused
from janji.kit.editions import held, require_seen
from janji.orgs.models import OrgUnit, User
from janji.registers.facts import keeping as facts
from janji.registers.figures.models import REGISTER, Entry, Figure


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of a period: a number scaled by the figure's decimals, or why there is none."""

    number: int | None
    unavailable: str | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An answer of an office that the register does not have yet."""

    figure: Figure
    org_unit: OrgUnit
    period: Period
    answer: Answer


def problems_of(one: NewEntry, known: Entry | None, *, today: date) -> Iterator[Problem]:
    """What keeps an answer from being recorded."""
    figure, period = one.figure, one.period
    said = {"office": one.org_unit.name, "figure": figure.title, "period": period.name}
    if not figure.is_asked_of(one.org_unit):
        yield Problem("figure-not-asked", "org_unit", said)
    elif not figure.rhythm.asks_for(period):
        yield Problem("figure-period-not-asked", "period", said)
    elif period.first_day > today:
        yield Problem("figure-period-ahead", "period", said)
    elif known is not None:
        shown = _said(figure, known.number)
        yield Problem("figure-entry-known", "number", said | {"other": shown})
    else:
        yield from answer_problems(figure, one.answer)


def answer_problems(figure: Figure, answer: Answer) -> Iterator[Problem]:
    """What an answer itself may not say."""
    if (answer.number is None) == (answer.unavailable is None):
        yield Problem("figure-answer-missing", "number")
    elif answer.number is not None and answer.number < 0 and not figure.allows_negative:
        yield Problem("figure-negative", "number", {"figure": figure.title})


def _said(figure: Figure, number: int | None) -> str:
    return "tidak tersedia" if number is None else rules.said(number, figure.decimals)


def refuse(problem: Problem, one: NewEntry) -> Refused:
    """A problem as what an action raises; it names the figure and the office."""
    return Refused(
        problem.code,
        field=problem.where,
        figure_key=one.figure.pk,
        office_key=one.org_unit.pk,
        **problem.facts,
    )


def hold_offices(offices: Iterable[int]) -> None:
    """Holds the offices that answer, so that nobody else enters the same number in between."""
    list(held(OrgUnit.objects.filter(pk__in=set(offices))).order_by("pk"))


def settle(figures: Iterable[Figure], *, by: User, at: datetime) -> None:
    """With its first answer a figure is settled.

    Refuses with `changed-meanwhile` when it was changed since it was read: an answer would mean
    another thing.
    """
    seen = {one.pk: one for one in figures if one.settled_at is None}
    for figure in held(Figure.objects).filter(pk__in=seen).order_by("pk"):
        require_seen(figure, seen[figure.pk].edition)
        if figure.settled_at is None:
            figure.settled_by, figure.settled_at = by, at
            figure.save(update_fields=["settled_by", "settled_at"])


def row(one: NewEntry, *, source: str | None, by: User, at: datetime) -> Entry:
    """An entry, not kept yet."""
    return Entry(
        figure=one.figure,
        org_unit=one.org_unit,
        first_day=one.period.first_day,
        last_day=one.period.last_day,
        number=one.answer.number,
        unavailable=one.answer.unavailable,
        notes=one.answer.notes,
        source=source,
        recorded_by=by,
        recorded_at=at,
    )


def mark(entries: Sequence[Entry]) -> None:
    """What was counted from these periods is stale; a state goes on in the years after it."""
    by_office: dict[OrgUnit, list[Entry]] = {}
    for one in entries:
        by_office.setdefault(one.org_unit, []).append(one)
    for office in sorted(by_office, key=lambda each: each.pk):
        own = by_office[office]
        lasting = [one.last_day for one in own if one.figure.kind == rules.Kind.STATE]
        flows = {one.last_day for one in own if one.figure.kind == rules.Kind.FLOW}
        first = min(lasting, default=date.max)
        facts.mark_changed(REGISTER, office, {day for day in flows if day.year < first.year})
        if lasting:
            facts.mark_changed_from(REGISTER, office, first)
