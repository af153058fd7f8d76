"""The result of a survey, from sums and counts that the database adds up."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet, Sum

from janji.core.numbers import rounded
from janji.core.sampling import sample_size, slovin
from janji.core.satisfaction import (
    ElementTally,
    Grade,
    NoIndex,
    Tally,
    all_cutoffs,
    asked_codes,
    cutoffs,
    element,
    element_quality,
    pooled,
    quality,
    survey_index,
    weakest,
    weighted_mean,
    weighting,
    weightings,
)
from janji.core.survey_life import LEAST_SHOWN, PeriodState, shown_counts
from janji.kit.remembering import Memory, Stamp
from janji.kit.statements import Statement, number_keys
from janji.registers.facts.models import Ledger
from janji.registers.survey import queries
from janji.registers.survey.models import (
    ANSWER_FIELDS,
    REGISTER,
    Education,
    Period,
    Response,
    Review,
    Sex,
)

COST = "BIAYA"
TREND_LENGTH = 8
UNNAMED_SERVICE = "Layanan tidak disebut"
ELEMENTS = {code: element(code).name for code in asked_codes()}

NOBODY = Tally(0, tuple(ElementTally(code, 0, 0) for code in asked_codes()))

_SUMS: dict[str, Any] = {
    "respondents": Count("pk"),
    **{f"sum_{name}": Sum(name) for name in ANSWER_FIELDS},
    **{f"count_{name}": Count(name) for name in ANSWER_FIELDS},
}


def _tally(row: Mapping[str, Any]) -> Tally:
    return Tally(
        row["respondents"],
        tuple(
            ElementTally(code, row[f"sum_{name}"] or 0, row[f"count_{name}"])
            for code, name in zip(asked_codes(), ANSWER_FIELDS, strict=True)
        ),
    )


def tally_of(responses: QuerySet[Response]) -> Tally:
    """Sums and counts of the responses that count among these; one query."""
    return _tally(responses.filter(is_valid=True).aggregate(**_SUMS))


def tallies_by(responses: QuerySet[Response], key: str) -> dict[Any, Tally]:
    """The same for every value of a column; one query."""
    rows = responses.filter(is_valid=True).order_by().values(key).annotate(**_SUMS)
    return {row[key]: _tally(row) for row in rows}


@dataclass(frozen=True, slots=True)
class ElementResult:
    """One element: what its answers add up to, its weighted mean, its quality and its rank."""

    name: str
    tally: ElementTally
    weighted: Fraction | None
    grade: Grade | None
    rank: int | None

    @property
    def mean(self) -> Fraction | None:
        """The mean of those who answered."""
        return self.tally.mean


@dataclass(frozen=True, slots=True)
class Result:
    """What a survey comes to, under its own weighting and cut-offs."""

    period: Period
    tally: Tally
    index: Fraction | NoIndex
    grade: Grade | None
    waiting: int
    set_aside: int
    population: int | None
    least: int | None

    @property
    def is_enough(self) -> bool | None:
        """Whether as many answered as the sample asks for; `None` without a population."""
        return None if self.least is None else self.tally.respondents >= self.least

    @property
    def elements(self) -> tuple[ElementResult, ...]:
        """The nine elements in the order of the questionnaire."""
        return element_results(self.period, self.tally)

    @property
    def weakest(self) -> list[ElementResult]:
        """The three elements with the lowest means."""
        by_code = {one.tally.code: one for one in self.elements}
        return [by_code[one.code] for one in weakest(self.tally)]

    @property
    def other_grades(self) -> list[tuple[str, Grade]]:
        """What the other versions of the cut-offs say of the same index."""
        if isinstance(self.index, NoIndex):
            return []
        return [
            (one.title, quality(self.index, one))
            for one in all_cutoffs().values()
            if one.code != self.period.cutoffs
        ]

    @property
    def other_indices(self) -> list[tuple[str, Fraction]]:
        """What the other weightings make of the same answers."""
        found = [
            (one.title, survey_index(self.tally, one))
            for one in weightings().values()
            if one.code != self.period.weighting
        ]
        return [(title, value) for title, value in found if not isinstance(value, NoIndex)]

    @property
    def without_cost(self) -> Fraction | None:
        """The index of the eight other elements: free services answer this one by itself."""
        others = tuple(one for one in self.tally.elements if one.code != COST)
        value = survey_index(Tally(self.tally.respondents, others), weighting("equal"))
        return None if isinstance(value, NoIndex) else value


def index_and_grade(period: Period, counted: Tally) -> tuple[Fraction | NoIndex, Grade | None]:
    """Index and quality under a period's weighting and cut-offs."""
    index = survey_index(counted, weighting(period.weighting))
    if isinstance(index, NoIndex):
        return index, None
    return index, quality(index, cutoffs(period.cutoffs))


def element_results(period: Period, counted: Tally) -> tuple[ElementResult, ...]:
    """Every element with its weighted mean, quality and rank; equal means share a rank."""
    marks, weight = cutoffs(period.cutoffs), weighting(period.weighting).weight(len(ANSWER_FIELDS))
    means = sorted((one.mean for one in counted.elements if one.mean is not None), reverse=True)
    return tuple(
        ElementResult(
            ELEMENTS[one.code],
            one,
            None if (mean := one.mean) is None else weighted_mean(mean, weight),
            None if mean is None else element_quality(mean, marks),
            None if mean is None else means.index(mean) + 1,
        )
        for one in counted.elements
    )


def sample_least(method: str, population: int | None) -> int | None:
    """How many should answer; `None` while nobody has been served."""
    if not population:
        return None
    return slovin(population) if method == "slovin" else sample_size(population)


def result_of(period: Period, services: Mapping[str, Tally] | None = None) -> Result:
    """The result as it stands now; two queries, three while the population is still counted.

    One fewer when the tallies of its services are at hand: together they are the whole.
    """
    responses = Response.objects.filter(period=period)
    counted = pooled(services.values()) if services else tally_of(responses)
    reviews = responses.aggregate(
        waiting=Count("pk", filter=Q(review=Review.WAITING)),
        set_aside=Count("pk", filter=Q(review=Review.SET_ASIDE)),
    )
    return _result(period, counted, reviews, queries.population_of(period))


def _result(
    period: Period, counted: Tally, reviews: Mapping[str, int], population: int | None
) -> Result:
    index, grade = index_and_grade(period, counted)
    return Result(
        period,
        counted,
        index,
        grade,
        reviews["waiting"],
        reviews["set_aside"],
        population,
        sample_least(period.sample_method, population),
    )


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A survey in a list or a trend."""

    period: Period
    respondents: int
    waiting: int
    index: Fraction | None
    grade: Grade | None


def period_rows(periods: Sequence[Period]) -> list[PeriodRow]:
    """Surveys with their index; three queries however many there are, two when none has changed."""
    responses = Response.objects.filter(period__in=[one.pk for one in periods])
    tallies = _tallies_of_periods(periods)
    waiting = dict(
        responses.filter(review=Review.WAITING)
        .order_by()
        .values_list("period")
        .annotate(count=Count("pk"))
    )
    return [_row(one, tallies[one.pk], waiting.get(one.pk, 0)) for one in periods]


_remembered: Memory[Tally] = Memory()
"""What each survey's responses add up to, by its key."""


def _tallies_of_periods(periods: Sequence[Period]) -> dict[int, Tally]:
    """Tallies by the survey's key. A trend shows years of surveys that are long over, so each is
    added up only when some survey of its office has changed since this process last did."""
    editions = _editions({one.org_unit_id for one in periods})
    stamps = {one.pk: editions[one.org_unit_id] for one in periods}
    found = _remembered.recall(stamps)
    changed = [key for key in stamps if key not in found]
    if changed:
        counted = tallies_by(Response.objects.filter(period__in=changed), "period")
        for key in changed:
            found[key] = counted.get(key, NOBODY)
            _remembered.keep(key, stamps[key], found[key])
    return found


def _editions(offices: Collection[int]) -> dict[int, Stamp]:
    """The edition of every survey ledger of some offices; each change of a response raises one."""
    found: dict[int, Stamp] = dict.fromkeys(offices, ())
    for office, *ledger in _ledgers(len(offices)).ask(*offices) if offices else []:
        found[office] += (tuple(ledger),)
    return found


@lru_cache
def _ledgers(count: int) -> Statement[tuple[int, int, int]]:
    found = Ledger.objects.filter(org_unit__in=number_keys(count), register=REGISTER)
    return Statement(found.order_by("pk").values_list("org_unit", "pk", "edition"), count)


def _row(period: Period, counted: Tally, waiting: int) -> PeriodRow:
    index, grade = index_and_grade(period, counted)
    known = None if isinstance(index, NoIndex) else index
    return PeriodRow(period, counted.respondents, waiting, known, grade)


def trend(period: Period) -> list[PeriodRow]:
    """The last surveys up to this one with the same questionnaire, oldest first; three queries."""
    same = Period.objects.filter(
        org_unit=period.org_unit_id,
        instrument=period.instrument_id,
        starts_on__lte=period.starts_on,
    ).exclude(state=PeriodState.DRAFT.value)
    return period_rows(list(same.select_related("org_unit")[:TREND_LENGTH])[::-1])


@dataclass(frozen=True, slots=True)
class Group:
    """Respondents of one kind; `count` is `None` where so few must not be shown."""

    label: str
    count: int | None


@dataclass(frozen=True, slots=True)
class ServiceResult:
    """What the users of one service say; only where enough of them answered."""

    name: str
    respondents: int
    index: Fraction | None
    grade: Grade | None


def tallies_of_services(period: Period) -> dict[str, Tally]:
    """What the users of each service answered; one query."""
    named = tallies_by(Response.objects.filter(period=period), "service__name")
    return {name or UNNAMED_SERVICE: counted for name, counted in named.items()}


def by_service(period: Period, tallies: Mapping[str, Tally]) -> tuple[list[ServiceResult], int]:
    """Services with at least five respondents, most respondents first, and how many are left out."""
    shown = shown_counts({name: one.respondents for name, one in tallies.items()})
    found = []
    for name, count in sorted(shown.items(), key=lambda pair: -(pair[1] or 0)):
        if count is not None:
            index, grade = index_and_grade(period, tallies[name])
            known = None if isinstance(index, NoIndex) else index
            found.append(ServiceResult(name, count, known, grade))
    return found, len(shown) - len(found)


def groups(
    period: Period, column: str, labels: Iterable[tuple[str, str]], *, public: bool = False
) -> list[Group]:
    """Respondents by one column of the profile; in public, small groups are not shown. One query."""
    valid = Response.objects.filter(period=period, is_valid=True)
    rows = valid.order_by().values_list(column).annotate(count=Count("pk"))
    counts: dict[str | None, int] = dict(rows)
    named = {str(label): counts.get(value, 0) for value, label in labels}
    named["Tidak menjawab"] = counts.get(None, 0)
    shown: Mapping[str, int | None] = shown_counts(named) if public else named
    return [Group(label, count) for label, count in shown.items() if count != 0]


def days_of(period: Period) -> tuple[Any, Any]:
    """The first and the last day on which somebody answered; one query."""
    valid = Response.objects.filter(period=period, is_valid=True)
    found = valid.aggregate(first=Min("filled_on"), last=Max("filled_on"))
    return found["first"], found["last"]


def as_json(result: Result) -> dict[str, Any]:
    """The result as it is published: sums and counts, and nothing about few people."""
    period = result.period
    services, hidden = by_service(period, tallies_of_services(period))
    enough = result.tally.respondents >= LEAST_SHOWN
    assert not isinstance(result.index, NoIndex)  # noqa: S101 -- only a result is published
    assert result.grade is not None  # noqa: S101
    return {
        "respondents": result.tally.respondents,
        "population": result.population,
        "least": result.least,
        "index": str(rounded(result.index, 2)),
        "mark": result.grade.mark,
        "label": result.grade.label,
        "weighting": period.weighting,
        "cutoffs": period.cutoffs,
        "sample_method": period.sample_method,
        "elements": [[one.code, one.total, one.filled] for one in result.tally.elements]
        if enough
        else [],
        "sex": _groups_json(groups(period, "sex", Sex.choices, public=True)) if enough else [],
        "education": _groups_json(groups(period, "education", Education.choices, public=True))
        if enough
        else [],
        "services": [
            [one.name, one.respondents, None if one.index is None else str(rounded(one.index, 2))]
            for one in services
        ]
        if enough
        else [],
        "services_hidden": hidden,
    }


def _groups_json(found: Iterable[Group]) -> list[list[object]]:
    return [[one.label, one.count] for one in found]


def published_elements(period: Period, published: Mapping[str, Any]) -> tuple[ElementResult, ...]:
    """The elements of a published result, computed from its sums."""
    frozen = replace_settings(period, published)
    tallies = tuple(ElementTally(*one) for one in published["elements"])
    return element_results(frozen, Tally(published["respondents"], tallies)) if tallies else ()


def replace_settings(period: Period, published: Mapping[str, Any]) -> Period:
    """The period with the weighting and cut-offs under which it was published; not saved."""
    period.weighting, period.cutoffs = published["weighting"], published["cutoffs"]
    return period
