"""What was settled and written beside the figures of some agreements, read at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import Prefetch, Q

from janji.agreements.models import Agreement, Objective, Target
from janji.agreements.queries import promise_of_year
from janji.core.agreement_life import speaking_for_year
from janji.core.efficiency import Formula
from janji.core.evaluation import WhenUndefined, equal_weights, weights_or_equal
from janji.evaluation.access import SIGNED
from janji.evaluation.models import (
    EvaluationChoice,
    Explanation,
    MidTermTarget,
    ReachedDay,
    TargetGrid,
    Weight,
    WeightSet,
)
from janji.orgs.models import OrgUnit
from janji.orgs.queries import ancestry

DEFAULT_FORMULA = Formula.EFF_SIMPLE
"""The most common one in reports of regencies; nobody is bound to it (decision 23)."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What evaluations of an office are made by, and where that was settled; `None` where nobody did."""

    formula: Formula = DEFAULT_FORMULA
    undefined: WhenUndefined = WhenUndefined.LEFT_OUT
    setting: EvaluationChoice | None = None


def choices_for(agreements: Sequence[Agreement]) -> dict[int, Chosen]:
    """The nearest choice from each agreement's office up to the root, by its key; one query."""
    paths = {path for one in agreements for path in ancestry(one.org_unit)}
    found = EvaluationChoice.objects.filter(org_unit__path__in=paths, is_latest=True)
    settings = list(found.select_related("org_unit").order_by("-org_unit__depth", "-from_year"))
    return {one.pk: _nearest(settings, one.org_unit, one.year) for one in agreements}


def choice_for(org_unit: OrgUnit, year: int) -> Chosen:
    """What holds for an office in a year; one query."""
    found = EvaluationChoice.objects.filter(org_unit__path__in=ancestry(org_unit), is_latest=True)
    ordered = found.select_related("org_unit").order_by("-org_unit__depth", "-from_year")
    return _nearest(list(ordered), org_unit, year)


def _nearest(settings: Iterable[EvaluationChoice], org_unit: OrgUnit, year: int) -> Chosen:
    above = ancestry(org_unit)
    for one in settings:
        if one.org_unit.path in above and one.from_year <= year:
            return Chosen(Formula(one.formula), WhenUndefined(one.undefined), one)
    return Chosen()


def a_year_before(agreements: Sequence[Agreement]) -> dict[int, Agreement]:
    """Last year's agreement of each office, by the key of this year's; one query."""
    asked = Q(pk__in=[])
    for year in {one.year for one in agreements}:
        offices = [one.org_unit_id for one in agreements if one.year == year]
        asked |= Q(org_unit__in=offices, year=year - 1)
    promised = Agreement.objects.filter(asked, state__in=SIGNED)
    spoken = speaking(promised.select_related("org_unit").order_by("-revision"))
    by_place = {(one.org_unit_id, one.year): one for one in spoken}
    return {
        one.pk: by_place[one.org_unit_id, one.year - 1]
        for one in agreements
        if (one.org_unit_id, one.year - 1) in by_place
    }


def speaking(agreements: Iterable[Agreement]) -> list[Agreement]:
    """Of some offices' agreements those that speak for a year, one for each office and year; no query."""
    by_place: dict[tuple[int, int], list[Agreement]] = {}
    for one in agreements:
        by_place.setdefault((one.org_unit_id, one.year), []).append(one)
    spoken = map(speaking_for_year, by_place.values())
    return [one for one in spoken if one is not None]


@dataclass(frozen=True, slots=True)
class Settled:
    """What stands beside the figures of some agreements, each by the key of what it belongs to.

    Days and explanations belong to the version of an indicator: like its figures they run on through the
    agreements of a year. Weights and grids run on too, until an agreement settles its own.
    """

    weight_sets: Mapping[int, WeightSet]
    grids: Mapping[int, TargetGrid]
    days: Mapping[int, ReachedDay]
    mid_terms: Mapping[int, MidTermTarget]
    explanations: Mapping[int, Explanation]


def settled_for(
    agreements: Sequence[Agreement], targets: Sequence[Target], quarter: int
) -> Settled:
    """What holds for the targets of some agreements up to a quarter; nine queries."""
    versions = [one.indicator_version_id for one in targets]
    indicators = [one.indicator_version.indicator_id for one in targets]
    lines = lines_of(agreements)
    days = ReachedDay.objects.filter(target__indicator_version__in=versions, is_latest=True)
    mid_terms = MidTermTarget.objects.filter(indicator__in=indicators, is_latest=True)
    written = Explanation.objects.filter(
        target__indicator_version__in=versions, quarter=quarter, is_latest=True
    )
    return Settled(
        weight_sets_on(lines),
        grids_on(lines, targets),
        {one.target.indicator_version_id: one for one in days.select_related("target")},
        {one.indicator_id: one for one in mid_terms},
        {
            one.target.indicator_version_id: one
            for one in written.select_related("written_by", "target")
        },
    )


Lines = Mapping[int, Sequence[int]]
"""Of each agreement its own key and those of the ones it revises or completes, the nearest first."""


def lines_of(agreements: Sequence[Agreement]) -> Lines:
    """How the agreements of a year follow one another, up to each of some; one query."""
    beside = Agreement.objects.filter(
        org_unit__in={one.org_unit_id for one in agreements},
        year__in={one.year for one in agreements},
    )
    rows = beside.values_list("pk", "revises", "completes")
    before = {key: revises or completes for key, revises, completes in rows}
    return {one.pk: list(_line(one.pk, before)) for one in agreements}


def _line(key: int | None, before: Mapping[int, int | None]) -> Iterable[int]:
    while key is not None:
        yield key
        key = before.get(key)


def weight_sets_on(lines: Lines) -> dict[int, WeightSet]:
    """The weights that hold for each agreement: its own, else those of the nearest before it; two queries."""
    keys = {key for line in lines.values() for key in line}
    weights = Weight.objects.select_related("target__indicator_version")
    found = WeightSet.objects.filter(agreement__in=keys, is_latest=True)
    found = found.select_related("settled_by").prefetch_related(Prefetch("weights", weights))
    by_agreement = {one.agreement_id: one for one in found}
    nearest = {
        own: next((by_agreement[key] for key in line if key in by_agreement), None)
        for own, line in lines.items()
    }
    return {own: one for own, one in nearest.items() if one is not None}


def grids_on(lines: Lines, targets: Sequence[Target]) -> dict[int, TargetGrid]:
    """The grid that holds for each target; two queries.

    One of an agreement before holds where the same thing is promised of the year. What was taken away
    does not come back from there.
    """
    keys = {key for line in lines.values() for key in line}
    rows = TargetGrid.objects.filter(target__objective__agreement__in=keys)
    rows = rows.select_related("target__objective").prefetch_related("points")
    newest = {
        (one.target.objective.agreement_id, _promise(one.target)): one
        for one in rows.order_by("settled_at", "pk")
    }
    found = {}
    for target in targets:
        promise = _promise(promise_of_year(target))
        line = lines.get(target.objective.agreement_id, ())
        last = next((newest[key, promise] for key in line if (key, promise) in newest), None)
        if last is not None and last.ended_at is None:
            found[target.pk] = last
    return found


def _promise(target: Target) -> tuple[int, str | None]:
    return target.indicator_version_id, target.raw


@dataclass(frozen=True, slots=True)
class Weights:
    """What each objective and each target weighs, in percent, by key."""

    objectives: Mapping[int, Fraction]
    targets: Mapping[int, Fraction]
    is_settled: bool


Blocks = Sequence[tuple[Objective, Sequence[Target]]]


def percents_in(
    weight_set: WeightSet | None, blocks: Blocks
) -> tuple[dict[int, Decimal], dict[int, Decimal]]:
    """What was settled of objectives and targets, by their keys; no query.

    Those of an agreement before are known by their indicator, as objectives are by their words.
    """
    rows = list(weight_set.weights.all()) if weight_set else []
    by_words = {one.objective_text: one.percent for one in rows if one.objective_text}
    by_target = {one.target_id: one.percent for one in rows if one.target_id}
    by_indicator = {
        one.target.indicator_version.indicator_id: one.percent for one in rows if one.target
    }
    own = weight_set is not None and any(
        objective.agreement_id == weight_set.agreement_id for objective, _ in blocks
    )
    objectives = {
        objective.pk: by_words[objective.text]
        for objective, _ in blocks
        if objective.text in by_words
    }
    targets = {}
    for _, some in blocks:
        for one in some:
            indicator = one.indicator_version.indicator_id
            percent = by_target.get(one.pk) if own else by_indicator.get(indicator)
            if percent is not None:
                targets[one.pk] = percent
    return objectives, targets


def weights_in_force(weight_set: WeightSet | None, blocks: Blocks) -> Weights:
    """The settled weights where they are complete, equal ones elsewhere; no query.

    `is_settled` tells whether anything but the equal ones of nobody's choice is used.
    """
    above, within = percents_in(weight_set, blocks)
    objectives = weights_or_equal([above.get(objective.pk) for objective, _ in blocks])
    targets: dict[int, Fraction] = {}
    is_settled = bool(above or within) and objectives != equal_weights(len(blocks))
    for _, some in blocks:
        shares = weights_or_equal([within.get(one.pk) for one in some])
        is_settled |= shares != equal_weights(len(some))
        targets |= {one.pk: weight for one, weight in zip(some, shares, strict=True)}
    keys = [objective.pk for objective, _ in blocks]
    return Weights(dict(zip(keys, objectives, strict=True)), targets, is_settled)
