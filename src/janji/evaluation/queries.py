"""Reads: an agreement evaluated, many offices side by side, and what was settled or written before.

The number of questions to the database is the same for one agreement and for hundreds.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet

from janji.agreements.models import Agreement, Objective, Target
from janji.agreements.queries import targets_of
from janji.budgets.queries import BudgetTree, absorption_of, standing_document, tree_of
from janji.core.accumulation import LAST_QUARTER, ToDate, YearEnd
from janji.core.achievement import Achievement, Direction, LowerVariant, Undefined, judged
from janji.core.agreement import TargetKind
from janji.core.bands import Band, band_of
from janji.core.efficiency import Efficiency, efficiency_of
from janji.core.evaluation import Change, Part, Weighted, alone, change_since, weighted
from janji.core.evaluation_life import State
from janji.core.mid_term import MidTerm, mid_term
from janji.core.periods import MONTHS_IN_QUARTER
from janji.core.signals import Signal
from janji.core.target_grids import Grid, grid_of, grid_score
from janji.evaluation.access import SIGNED
from janji.evaluation.models import (
    Evaluation,
    Explanation,
    MidTermTarget,
    ReachedDay,
    TargetGrid,
    WeightSet,
)
from janji.evaluation.noticing import Revisions, noticed, noticed_together, revisions_of
from janji.evaluation.settled import (
    Chosen,
    Settled,
    Weights,
    a_year_before,
    choices_for,
    grids_on,
    lines_of,
    settled_for,
    speaking,
    weight_sets_on,
    weights_in_force,
)
from janji.measurements.kept import OfficialFigure
from janji.measurements.queries import (
    IndicatorYear,
    ObjectiveYear,
    ScoringRule,
    scoring_rules,
    years_of,
)
from janji.orgs import access
from janji.orgs.models import OrgUnit


@dataclass(frozen=True, slots=True)
class GridResult:
    """A grid and what was earned on it."""

    row: TargetGrid
    grid: Grid
    of_days: bool
    day: ReachedDay | None
    score: Fraction | None


@dataclass(frozen=True, slots=True)
class MidTermResult:
    """A mid-term target and how far the indicator is."""

    row: MidTermTarget
    found: MidTerm


@dataclass(frozen=True, slots=True)
class EvaluatedIndicator:
    """One indicator up to a quarter: what was reached, what counts, and what stands beside it."""

    year: IndicatorYear
    quarter: int
    weight: Fraction
    to_date: ToDate
    achievement: Achievement
    band: Band | None
    grid: GridResult | None
    change: Change | None
    mid_term: MidTermResult | None
    explanation: Explanation | None
    signals: tuple[Signal, ...]

    @property
    def target(self) -> Target:
        """What was promised."""
        return self.year.target

    @property
    def counts_by_grid(self) -> bool:
        """Whether the score on a grid counts instead of the achievement."""
        return self.grid is not None

    @property
    def counting(self) -> Achievement:
        """What takes part in the means: the score on a grid where there is one, else the achievement."""
        if self.grid is None:
            return self.achievement
        return judged(Undefined.NOT_MEASURED if self.grid.score is None else self.grid.score, None)

    @property
    def official(self) -> OfficialFigure | None:
        """The frozen figure of an approved quarter that this one is; `None` while it is running."""
        if self.quarter == LAST_QUARTER:
            return self.year.official
        return self.year.cells[self.quarter - 1].official

    @property
    def has_figure(self) -> bool:
        """Whether there is anything that could be official."""
        return any(one.has_figure for one in self.year.cells[: self.quarter])

    @property
    def aim(self) -> Fraction | None:
        """The target its achievement was measured against, where that is another than the year's."""
        promised, cell = self.year.promised, self.year.cells[self.quarter - 1]
        in_words = not TargetKind(promised.kind).is_numeric
        if self.quarter == LAST_QUARTER or in_words or self.year.plan.direction == Direction.RANGE:
            return None
        aim = cell.target if cell.fair_aim is None else cell.fair_aim
        return None if aim == promised.value else aim

    @property
    def drifting(self) -> int | None:
        """The latest approved quarter of which the records now say something else."""
        cells = self.year.cells[: self.quarter]
        return next((one.quarter for one in reversed(cells) if one.drift), None)

    @property
    def needs_explanation(self) -> bool:
        """Whether the office owes an explanation: the target is missed, or nothing can be said."""
        return self.achievement.raw is None or self.achievement.raw < 100


@dataclass(frozen=True, slots=True)
class EvaluatedObjective:
    """An objective with its indicators and their mean."""

    objective: Objective
    weight: Fraction
    indicators: tuple[EvaluatedIndicator, ...]
    weighted: Weighted
    band: Band | None


@dataclass(frozen=True, slots=True)
class Evaluated:
    """An agreement up to a quarter: its objectives, its mean, and what to ask about it."""

    agreement: Agreement
    quarter: int
    rule: ScoringRule
    chosen: Chosen
    weight_set: WeightSet | None
    is_weighted: bool
    objectives: tuple[EvaluatedObjective, ...]
    weighted: Weighted
    band: Band | None
    signals: tuple[Signal, ...]

    @property
    def are_weights_own(self) -> bool:
        """Whether its weights were settled for this agreement, not for one before it."""
        return self.weight_set is not None and self.weight_set.agreement_id == self.agreement.pk

    @property
    def indicators(self) -> list[EvaluatedIndicator]:
        """All indicators in the order of the agreement."""
        return [one for block in self.objectives for one in block.indicators]

    @property
    def signal_count(self) -> int:
        """How many questions there are, those of single indicators included."""
        return len(self.signals) + sum(len(one.signals) for one in self.indicators)

    @property
    def official_count(self) -> int:
        """How many figures are those that were approved; the others may still move."""
        return len([one for one in self.indicators if one.official])

    @property
    def explanations_missing(self) -> int:
        """How many indicators lack the explanation they need."""
        return len(
            [one for one in self.indicators if one.needs_explanation and one.explanation is None]
        )


def evaluated(agreement: Agreement, on: date, *, quarter: int = LAST_QUARTER) -> Evaluated:
    """An agreement evaluated up to a quarter; the fourth stands for the year."""
    return evaluated_each([agreement], on, quarter=quarter)[agreement.pk]


def evaluated_each(
    agreements: Sequence[Agreement], on: date, *, quarter: int = LAST_QUARTER
) -> dict[int, Evaluated]:
    """Many agreements by their keys; as many queries as for one."""
    if not agreements:
        return {}
    before = a_year_before(agreements)
    years = years_of([*agreements, *before.values()], on=on)
    targets = [
        one.target
        for agreement in agreements
        for block in years[agreement.pk]
        for one in block.indicators
    ]
    settled = settled_for(agreements, targets, quarter)
    revisions = revisions_of([one.indicator_version_id for one in targets], quarter)
    rules, chosen = scoring_rules(agreements), choices_for(agreements)
    found = {}
    for one in agreements:
        last = years[before[one.pk].pk] if one.pk in before else ()
        evaluating = _Evaluating(
            one, quarter, rules[one.pk], chosen[one.pk], settled, revisions, _by_indicator(last)
        )
        found[one.pk] = evaluating.of(years[one.pk])
    return found


def scored_each(
    agreements: Sequence[Agreement], on: date, quarters: Sequence[int]
) -> dict[int, dict[int, Evaluated]]:
    """Many agreements as they score up to each of some quarters, by their keys; the same queries for any number.

    It gives the figures and means of `evaluated` alone: no signals, no explanations, no year before.
    """
    years = years_of(agreements, on=on)
    targets = [one.target for some in years.values() for block in some for one in block.indicators]
    settled = replace(settled_for(agreements, targets, LAST_QUARTER), explanations={})
    rules, chosen = scoring_rules(agreements), choices_for(agreements)
    return {
        one.pk: {
            quarter: _Evaluating(
                one, quarter, rules[one.pk], chosen[one.pk], settled, {}, {}, asks=False
            ).of(years[one.pk])
            for quarter in quarters
        }
        for one in agreements
    }


def _by_indicator(objectives: Iterable[ObjectiveYear]) -> dict[int, IndicatorYear]:
    return {
        one.target.indicator_version.indicator_id: one
        for block in objectives
        for one in block.indicators
    }


@dataclass(frozen=True, slots=True)
class _Evaluating:
    """The rules of core applied to one agreement's year and what was settled beside it; no query."""

    agreement: Agreement
    quarter: int
    rule: ScoringRule
    chosen: Chosen
    settled: Settled
    revisions: Revisions
    last_year: Mapping[int, IndicatorYear]
    asks: bool = True

    def of(self, years: Sequence[ObjectiveYear]) -> Evaluated:
        weight_set = self.settled.weight_sets.get(self.agreement.pk)
        weights = weights_in_force(
            weight_set,
            [(block.objective, [one.target for one in block.indicators]) for block in years],
        )
        objectives = tuple(self._objective(block, weights) for block in years)
        mean = weighted([Part(one.weight, one.weighted) for one in objectives])
        raw = [
            one.achievement.raw
            for block in objectives
            for one in block.indicators
            if one.achievement.raw is not None
        ]
        return Evaluated(
            agreement=self.agreement,
            quarter=self.quarter,
            rule=self.rule,
            chosen=self.chosen,
            weight_set=weight_set,
            is_weighted=weights.is_settled,
            objectives=objectives,
            weighted=mean,
            band=band_of(self.rule.scale, mean.shown.value),
            signals=noticed_together(raw, self.rule.scale) if self.asks else (),
        )

    def _objective(self, block: ObjectiveYear, weights: Weights) -> EvaluatedObjective:
        indicators = tuple(
            self._indicator(one, weights.targets[one.target.pk]) for one in block.indicators
        )
        undefined = self.chosen.undefined
        mean = weighted(
            [Part(one.weight, alone(one.counting, undefined=undefined)) for one in indicators]
        )
        return EvaluatedObjective(
            block.objective,
            weights.objectives[block.objective.pk],
            indicators,
            mean,
            band_of(self.rule.scale, mean.shown.value),
        )

    def _indicator(self, shown: IndicatorYear, weight: Fraction) -> EvaluatedIndicator:
        target = shown.target
        cell = shown.cells[self.quarter - 1]
        is_year = self.quarter == LAST_QUARTER
        last = self.last_year.get(target.indicator_version.indicator_id)
        to_date = shown.to_date if is_year else cell.to_date
        reached = shown.achievement if is_year else cell.achievement
        last_actual = last.to_date.value if last else None
        return EvaluatedIndicator(
            year=shown,
            quarter=self.quarter,
            weight=weight,
            to_date=to_date,
            achievement=reached,
            band=band_of(self.rule.scale, reached.shown),
            grid=self._grid(target, to_date) if is_year else None,
            change=change_since(last_actual, to_date.value) if is_year else None,
            mid_term=self._mid_term(shown, to_date),
            explanation=self.settled.explanations.get(target.indicator_version_id),
            signals=self._signals(shown, last),
        )

    def _signals(self, shown: IndicatorYear, last: IndicatorYear | None) -> tuple[Signal, ...]:
        if not self.asks:
            return ()
        revisions = self.revisions.get(shown.target.indicator_version_id, ())
        return noticed(shown, last, revisions, self.quarter)

    def _grid(self, target: Target, to_date: ToDate) -> GridResult | None:
        row = self.settled.grids.get(target.pk)
        if row is None:
            return None
        points = list(row.points.all())
        of_days = points[0].day is not None
        grid = grid_of([one.day if of_days else one.value for one in points])
        day = self.settled.days.get(target.indicator_version_id)
        reached = (day.day if day else None) if of_days else to_date.value
        return GridResult(row, grid, of_days, day, grid_score(grid, reached))

    def _mid_term(self, shown: IndicatorYear, to_date: ToDate) -> MidTermResult | None:
        row = self.settled.mid_terms.get(shown.target.indicator_version.indicator_id)
        if row is None:
            return None
        fits = row.reached_until == self.agreement.year - 1
        found = mid_term(
            target=row.value,
            before=row.reached_before if fits else None,
            now=to_date.value,
            year_end=YearEnd(shown.plan.year_end or YearEnd.STOCK_LAST),
            direction=Direction(shown.plan.direction),
            lower_variant=LowerVariant(shown.plan.lower_variant or LowerVariant.MIRROR),
        )
        return MidTermResult(row, found)


def efficiency_for(found: Evaluated) -> Efficiency:
    """The efficiency of an office by the formula that was chosen for it; four queries.

    An achievement below zero is zero. Without an approved budget there is none to speak of.
    """
    mean = found.weighted.raw.value
    office, year = found.agreement.org_unit, found.agreement.year
    known = standing_document(office, year) is not None
    absorbed = absorption_of(office, year, found.quarter * MONTHS_IN_QUARTER)
    return efficiency_of(
        found.chosen.formula,
        achievement=None if mean is None else max(mean, Fraction(0)),
        budget=absorbed.amount if known else None,
        spent=absorbed.spent,
    )


def money_of(found: Evaluated) -> BudgetTree | None:
    """The programmes of an office with what was spent of them up to the quarter; five queries.

    `None` without an approved budget. It is what the efficiency is made of, to the rupiah.
    """
    document = standing_document(found.agreement.org_unit, found.agreement.year)
    return tree_of(document, month=found.quarter * MONTHS_IN_QUARTER) if document else None


def published_of(agreements: Iterable[Agreement], quarter: int) -> dict[int, Evaluation]:
    """The newest published evaluation of each agreement up to a quarter, by its key; one query."""
    found = Evaluation.objects.filter(
        agreement__in=list(agreements), quarter=quarter, state=State.PUBLISHED.value
    )
    ordered = found.select_related("published_by").order_by("number")
    return {one.agreement_id: one for one in ordered}


def evaluations_of(agreement: Agreement) -> QuerySet[Evaluation]:
    """All evaluations of an agreement, the newest first; one query."""
    return agreement.evaluations.select_related("written_by", "published_by", "corrects")


def draft_of(agreement: Agreement, quarter: int) -> Evaluation | None:
    """The evaluation of a quarter that is being written; one query."""
    return evaluations_of(agreement).filter(quarter=quarter, state=State.DRAFT.value).first()


def explanations_of(target: Target, quarter: int) -> QuerySet[Explanation]:
    """Every text written about a target's quarter, the newest first; one query."""
    found = Explanation.objects.filter(
        target__indicator_version=target.indicator_version_id, quarter=quarter
    )
    return found.select_related("written_by")


def days_of(target: Target) -> QuerySet[ReachedDay]:
    """Every day recorded of a target, the newest first; one query."""
    found = ReachedDay.objects.filter(target__indicator_version=target.indicator_version_id)
    return found.select_related("recorded_by")


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An office among others: its agreement evaluated, and the evaluation that was published."""

    agreement: Agreement
    found: Evaluated
    published: Evaluation | None


SORTS: dict[str, Callable[[OfficeRow], Any]] = {
    # What has no number stands behind what has one.
    "capaian": lambda row: _last(row.found.weighted.shown.value),
    "pertanda": lambda row: row.found.signal_count,
    "analisis": lambda row: row.found.explanations_missing,
    "kantor": lambda row: row.agreement.org_unit.name,
}


def _last(value: Fraction | None) -> tuple[bool, Fraction]:
    return value is not None, value or Fraction(0)


def office_rows(
    agreements: Sequence[Agreement], quarter: int, *, order: str, on: date
) -> list[OfficeRow]:
    """Offices side by side in the order asked for; as many queries as for one."""
    found = evaluated_each(agreements, on, quarter=quarter)
    published = published_of(agreements, quarter)
    rows = [OfficeRow(one, found[one.pk], published.get(one.pk)) for one in agreements]
    key = SORTS.get(order.removeprefix("-"))
    return sorted(rows, key=key, reverse=order.startswith("-")) if key else rows


def blocks_of(agreement: Agreement) -> list[tuple[Objective, list[Target]]]:
    """The objectives of an agreement with their targets, in the order of the paper; two queries."""
    found: dict[int, tuple[Objective, list[Target]]] = {}
    for one in targets_of(agreement):
        found.setdefault(one.objective_id, (one.objective, []))[1].append(one)
    return list(found.values())


def weight_set_of(agreement: Agreement) -> WeightSet | None:
    """The weights that hold for an agreement, its own or those of one before; three queries."""
    return weight_sets_on(lines_of([agreement])).get(agreement.pk)


def grid_of_target(target: Target) -> TargetGrid | None:
    """The grid that counts for a target, its own or that of an agreement before; three queries."""
    agreement = target.objective.agreement
    return grids_on(lines_of([agreement]), [target]).get(target.pk)


def promised_by(org_unit: OrgUnit, year: int) -> Agreement | None:
    """The agreement of an office for a year: the one in force, else the newest that was; one query."""
    found = Agreement.objects.filter(org_unit=org_unit, year=year, state__in=SIGNED)
    spoken = speaking(found.select_related("org_unit__region").order_by("-revision"))
    return next(iter(spoken), None)


def agreements_evaluated(
    user: access.Someone, year: int, *, text: str, on: date
) -> list[Agreement]:
    """The agreement of each office someone sees for a year, in the order of their names; one query."""
    seen = Agreement.objects.filter(
        org_unit__in=access.org_units_seen_by(user, on=on), year=year, state__in=SIGNED
    )
    if text:
        seen = seen.filter(org_unit__name__icontains=text)
    ordered = seen.select_related("org_unit__region").order_by("org_unit__name", "-revision")
    return speaking(ordered)


def years_evaluated(user: access.Someone, *, on: date) -> list[int]:
    """Years of which someone sees an agreement that was promised, the newest first; one query."""
    seen = Agreement.objects.filter(org_unit__in=access.org_units_seen_by(user, on=on))
    found = seen.filter(state__in=SIGNED).order_by("-year")
    return list(found.values_list("year", flat=True).distinct())
