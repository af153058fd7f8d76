"""What was settled and written beside the figures of some agreements, read at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Q

from janji.agreements.models import Agreement, Objective, Target
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

    Days and explanations belong to the version of an indicator: like its figures they run on when an
    agreement is revised. Weights and grids are agreed upon with each agreement.
    """

    weight_sets: Mapping[int, WeightSet]
    grids: Mapping[int, TargetGrid]
    days: Mapping[int, ReachedDay]
    mid_terms: Mapping[int, MidTermTarget]
    explanations: Mapping[int, Explanation]


def settled_for(
    agreements: Sequence[Agreement], targets: Sequence[Target], quarter: int
) -> Settled:
    """What holds for the targets of some agreements up to a quarter; seven queries."""
    keys = [one.pk for one in targets]
    versions = [one.indicator_version_id for one in targets]
    indicators = [one.indicator_version.indicator_id for one in targets]
    sets = WeightSet.objects.filter(agreement__in=agreements, is_latest=True)
    grids = TargetGrid.objects.filter(target__in=keys, ended_at__isnull=True)
    days = ReachedDay.objects.filter(target__indicator_version__in=versions, is_latest=True)
    mid_terms = MidTermTarget.objects.filter(indicator__in=indicators, is_latest=True)
    written = Explanation.objects.filter(
        target__indicator_version__in=versions, quarter=quarter, is_latest=True
    )
    return Settled(
        {one.agreement_id: one for one in sets.prefetch_related("weights")},
        {one.target_id: one for one in grids.prefetch_related("points")},
        {one.target.indicator_version_id: one for one in days.select_related("target")},
        {one.indicator_id: one for one in mid_terms},
        {
            one.target.indicator_version_id: one
            for one in written.select_related("written_by", "target")
        },
    )


@dataclass(frozen=True, slots=True)
class Weights:
    """What each objective and each target weighs, in percent, by key."""

    objectives: Mapping[int, Fraction]
    targets: Mapping[int, Fraction]
    is_settled: bool


def weights_in_force(
    weight_set: WeightSet | None, blocks: Sequence[tuple[Objective, Sequence[Target]]]
) -> Weights:
    """The settled weights where they are complete, equal ones elsewhere; no query.

    `is_settled` tells whether anything but the equal ones of nobody's choice is used.
    """
    rows = list(weight_set.weights.all()) if weight_set else []
    by_target = {one.target_id: one.percent for one in rows if one.target_id}
    by_words = {one.objective_text: one.percent for one in rows if one.objective_text}
    above = [by_words.get(objective.text) for objective, _ in blocks]
    objectives = weights_or_equal(above)
    targets: dict[int, Fraction] = {}
    is_settled = bool(rows) and objectives != equal_weights(len(blocks))
    for _, some in blocks:
        within = weights_or_equal([by_target.get(one.pk) for one in some])
        is_settled |= within != equal_weights(len(some))
        targets |= {one.pk: weight for one, weight in zip(some, within, strict=True)}
    keys = [objective.pk for objective, _ in blocks]
    return Weights(dict(zip(keys, objectives, strict=True)), targets, is_settled)
