"""Reads: an office's year as figures, achievements and bands, and what needs attention."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache

from django.db.models import Count, Prefetch, QuerySet, prefetch_related_objects

from janji.agreements.models import Agreement, Objective, Target
from janji.agreements.queries import plan_of, promise_of_year, targets_of
from janji.core.accumulation import (
    LAST_QUARTER,
    Needed,
    QuarterFigure,
    ToDate,
    YearEnd,
    needed_to_reach,
    target_to_date,
    to_date,
)
from janji.core.achievement import (
    Achievement,
    Direction,
    LowerVariant,
    Undefined,
    achievement,
    judged,
)
from janji.core.agreement import TargetKind
from janji.core.agreement_life import SIGNED_BY_BOTH, speaking_for_year
from janji.core.bands import DEFAULT, Band, BandSet, band_of, band_set
from janji.core.counted import Counted
from janji.core.indicator_sheet import lint
from janji.core.kept_figures import Kept
from janji.core.measuring import QUARTERS, MeasuringPlan
from janji.core.ordinals import grade_achievement
from janji.core.periods import is_over
from janji.core.refusals import Problem
from janji.indicators.queries import sheet_of
from janji.kit.statements import KEY, TEXT_KEY, Statement, number_keys, text_keys
from janji.measurements.counting import CountedIndicator, counted_indicators
from janji.measurements.kept import OfficialFigure, Officials, official_figures, with_official
from janji.measurements.models import Evidence, Measurement, Scoring
from janji.orgs import access
from janji.orgs.models import OrgUnit
from janji.orgs.queries import ancestry
from janji.orgs.roles import Permission


@dataclass(frozen=True, slots=True)
class ScoringRule:
    """The cap and the scale that hold for an office in a year, and where they were set."""

    cap: Decimal | None
    scale: BandSet
    setting: Scoring | None


def scoring_for(org_unit: OrgUnit, year: int) -> ScoringRule:
    """The nearest setting from the office up to the root, the latest for the year; one query."""
    return _nearest(_settings_above([org_unit]), org_unit, year)


def scoring_rules(agreements: Sequence[Agreement]) -> dict[int, ScoringRule]:
    """What holds for the office and year of each agreement, by its key; one query."""
    settings = _settings_above(one.org_unit for one in agreements)
    return {one.pk: _nearest(settings, one.org_unit, one.year) for one in agreements}


def _settings_above(org_units: Iterable[OrgUnit]) -> list[Scoring]:
    """All settings of some offices and those above them, the nearest and latest first; one query."""
    paths = {path for one in org_units for path in ancestry(one)}
    return _settings_at(len(paths)).ask(*paths) if paths else []


@lru_cache
def _settings_at(count: int) -> Statement[Scoring]:
    found = Scoring.objects.filter(org_unit__path__in=text_keys(count)).select_related("org_unit")
    return Statement(found.order_by("-org_unit__depth", "-from_year"), count)


def _nearest(settings: Sequence[Scoring], org_unit: OrgUnit, year: int) -> ScoringRule:
    above = ancestry(org_unit)
    for one in settings:
        if one.org_unit.path in above and one.from_year <= year:
            return ScoringRule(one.cap, band_set(one.band_set), one)
    return ScoringRule(None, band_set(DEFAULT), None)


def own_scoring(org_unit: OrgUnit, from_year: int) -> Scoring | None:
    """What an office itself has set from just this year on; one query."""
    return Scoring.objects.filter(org_unit=org_unit, from_year=from_year).first()


def figures_of(target: Target) -> QuerySet[Measurement]:
    """Every measurement of what a target promises.

    A revision or a complement that measures an indicator as before carries on its version, and with
    it all figures of the year, whichever of the agreements they were recorded under.
    """
    return Measurement.objects.filter(target__indicator_version=target.indicator_version_id)


def latest(target: Target, quarter: int) -> Measurement | None:
    """The figure of a quarter that counts; one query."""
    return figures_of(target).filter(quarter=quarter, is_latest=True).order_by("-pk").first()


def measured(target: Target, quarter: int, key: int | None) -> Measurement | None:
    """One figure of a quarter, whether it still counts or not; one query."""
    return figures_of(target).filter(quarter=quarter, pk=key).first() if key else None


@dataclass(frozen=True, slots=True)
class QuarterCell:
    """One indicator in one quarter: what was recorded or counted, and what it means up to then."""

    quarter: int
    target: Fraction | None
    measurement: Measurement | None
    is_due: bool
    to_date: ToDate
    achievement: Achievement
    band: Band | None
    counted: Counted | None = None
    official: OfficialFigure | None = None
    drift: "CellDrift | None" = None
    fair_aim: Fraction | None = None
    """What the achievement was measured against: the target of just the quarters with a figure."""

    @property
    def is_filled(self) -> bool:
        """Whether anything can be said about this quarter: someone did, or its records do."""
        return self.measurement is not None or self.counted is not None

    @property
    def has_figure(self) -> bool:
        """Whether there is a figure, or a reason that a count gave instead of one."""
        if self.counted is not None:
            return True
        return self.measurement is not None and self.measurement.not_measured_because is None

    @property
    def own(self) -> QuarterFigure:
        """What the quarter itself came to."""
        if self.counted is not None:
            return replace(self.counted.as_figure(), quarter=self.quarter)
        if self.measurement is None:
            return QuarterFigure(self.quarter)
        return figure_of(self.measurement)

    def says_as(self, kept: Kept) -> bool:
        """Whether it says of the quarter what was frozen once."""
        words = self.measurement.words if self.measurement else None
        because = self.measurement.not_measured_because if self.measurement else None
        said = (self.own, words, because, self.is_filled, _amounts(self.to_date))
        then = (kept.own, kept.words, kept.because, not kept.is_missing, _amounts(kept.to_date))
        return said == then


def _amounts(figure: ToDate) -> tuple[Fraction | None, ...]:
    return figure.value, figure.numerator, figure.denominator


def figure_of(measurement: Measurement) -> QuarterFigure:
    """What was typed, as values."""
    return QuarterFigure(
        measurement.quarter, measurement.value, measurement.numerator, measurement.denominator
    )


@dataclass(frozen=True, slots=True)
class CellDrift:
    """What the records now give of an approved quarter, where that is no longer what was approved."""

    now: QuarterCell


@dataclass(frozen=True, slots=True)
class IndicatorYear:
    """One indicator through the year.

    Of approved quarters it has the figures that were frozen. `official` is the one that the year's
    figure is, when its latest quarter with a figure is approved.
    """

    target: Target
    plan: MeasuringPlan
    cells: tuple[QuarterCell, ...]
    to_date: ToDate
    achievement: Achievement
    band: Band | None
    needed: Needed | None
    counted: CountedIndicator | None = None
    official: OfficialFigure | None = None

    @property
    def promised(self) -> Target:
        """What the year is judged by: of a complement agreement the promise of the whole year."""
        return promise_of_year(self.target)

    def reached_by(self, quarter: int) -> ToDate:
        """The figure up to the end of a quarter, whether or not that quarter itself was measured."""
        said = [cell for cell in self.cells if cell.quarter <= quarter and cell.has_figure]
        if said and (official := said[-1].official) is not None:
            return official.kept.to_date
        if self.counted is not None:
            return self.counted.year.to_date(quarter)
        measured = [(cell.quarter, cell.measurement) for cell in self.cells if cell.measurement]
        figures = [
            QuarterFigure(at, one.value, one.numerator, one.denominator) for at, one in measured
        ]
        rule = YearEnd(self.plan.year_end or YearEnd.STOCK_LAST)
        return to_date(figures, rule, through=quarter)

    @property
    def unit(self) -> str:
        """What a value is followed by: ` %`, a unit, or nothing."""
        if self.plan.labels is not None or self.target.kind == TargetKind.PERCENT:
            return "\u00a0%"
        unit = self.target.unit_of_measure
        return f"\u00a0{unit}" if unit else ""

    @property
    def last_cell(self) -> QuarterCell | None:
        """The latest quarter that has a figure."""
        measured = [
            cell
            for cell in self.cells
            if cell.has_figure and (cell.counted is None or cell.counted.value is not None)
        ]
        return measured[-1] if measured else None

    @property
    def is_reached(self) -> bool | None:
        """Whether the year's target is reached so far; `None` when it cannot be said."""
        return None if self.achievement.raw is None else self.achievement.raw >= 100


@dataclass(frozen=True, slots=True)
class ObjectiveYear:
    """An objective with its indicators' year."""

    objective: Objective
    indicators: tuple[IndicatorYear, ...]


def measurements_of(targets: Sequence[Target]) -> list[Measurement]:
    """The counting measurements of what some targets promise, with who and how many files; one query.

    In the order in which they were recorded; `target.indicator_version_id` says of what they are.
    """
    versions = sorted({one.indicator_version_id for one in targets})
    return _measurements_of(len(versions)).ask(*versions) if versions else []


@lru_cache
def _measurements_of(count: int) -> Statement[Measurement]:
    found = Measurement.objects.filter(
        target__indicator_version__in=number_keys(count), is_latest=True
    )
    return Statement(
        found.select_related("recorded_by", "target")
        .annotate(evidence_count=Count("evidence"))
        .order_by("pk"),
        count,
    )


def year_of(agreement: Agreement, *, on: date) -> tuple[ObjectiveYear, ...]:
    """The whole year of an agreement; six queries whatever its size, two more where it is counted."""
    return years_of([agreement], on=on)[agreement.pk]


def years_of(agreements: Sequence[Agreement], *, on: date) -> dict[int, tuple[ObjectiveYear, ...]]:
    """The whole years of many agreements by their keys; as many queries as for one."""
    rules = scoring_rules(agreements)
    targets = targets_of(*agreements)
    judged = _indicator_years(targets, rules, on=on)
    years: dict[int, list[IndicatorYear]] = {one.pk: [] for one in agreements}
    for target in targets:
        years[target.objective.agreement_id].append(judged[target.pk])
    return {key: tuple(_by_objective(some)) for key, some in years.items()}


def _indicator_years(
    targets: Sequence[Target], rules: Mapping[int, ScoringRule], *, on: date
) -> dict[int, IndicatorYear]:
    """The year of each target by its key; three queries, two more where anything is counted."""
    counted = counted_indicators(targets, on=on)
    official = official_figures(targets)
    recorded: dict[int, dict[int, Measurement]] = {}
    for one in measurements_of(targets):
        recorded.setdefault(one.target.indicator_version_id, {})[one.quarter] = one
    return {
        target.pk: indicator_year(
            target,
            recorded.get(target.indicator_version_id, {}),
            rules[agreement.pk],
            year=agreement.year,
            on=on,
            counted=counted.get(target.pk),
            official=official.get(target.indicator_version_id, {}),
        )
        for target in targets
        for agreement in [target.objective.agreement]
    }


def _by_objective(years: Iterable[IndicatorYear]) -> Iterable[ObjectiveYear]:
    grouped: dict[int, list[IndicatorYear]] = {}
    for one in years:
        grouped.setdefault(one.target.objective_id, []).append(one)
    return [ObjectiveYear(some[0].target.objective, tuple(some)) for some in grouped.values()]


def indicator_year(
    target: Target,
    recorded: dict[int, Measurement],
    rule: ScoringRule,
    *,
    year: int,
    on: date,
    counted: CountedIndicator | None = None,
    official: Officials | None = None,
) -> IndicatorYear:
    """One indicator's year from its measurements by quarter, or from what was counted; no query.

    Of approved quarters from what was frozen, with what the records now give beside it. The year
    runs on when its official changes: it is judged by the promise of the whole year.
    """
    promised = promise_of_year(target)
    plan = plan_of(promised)
    judge = now = _Judge(promised, plan, recorded, rule, counted)
    if official:
        judge = now.with_official(official)
        counted = judge.counted
    cells = tuple(
        _drifted(judge.cell(quarter, is_due=is_due), now, is_due=is_due)
        for quarter in QUARTERS
        for is_due in [is_over(year, quarter, on)]
    )
    sum_up = judge.to_date(LAST_QUARTER)
    reached = judge.against(promised.value, sum_up, LAST_QUARTER)
    needed = needed_to_reach(promised.value, sum_up, Direction(plan.direction))
    return IndicatorYear(
        target,
        plan,
        cells,
        sum_up,
        reached,
        judge.band(reached),
        needed,
        counted,
        judge.official.get(judge.last_said(LAST_QUARTER)),
    )


def _drifted(cell: QuarterCell, now: "_Judge", *, is_due: bool) -> QuarterCell:
    """An approved quarter with what the records now give, where that differs."""
    if cell.official is None:
        return cell
    live = now.cell(cell.quarter, is_due=is_due)
    return cell if live.says_as(cell.official.kept) else replace(cell, drift=CellDrift(live))


@dataclass(frozen=True, slots=True)
class _Judge:
    """The rules of core applied to one target's measurements, or to what was counted for it.

    Of quarters in `official` only what was frozen is looked at.
    """

    target: Target
    plan: MeasuringPlan
    recorded: dict[int, Measurement]
    rule: ScoringRule
    counted: CountedIndicator | None = None
    official: Officials = field(default_factory=dict)

    @property
    def _year_end(self) -> YearEnd:
        return YearEnd(self.plan.year_end or YearEnd.STOCK_LAST)

    def with_official(self, official: Officials) -> "_Judge":
        """The same with the frozen figures of approved quarters."""
        typed = {quarter: one.measurement for quarter, one in official.items() if one.measurement}
        others = {q: one for q, one in self.recorded.items() if q not in official}
        counted = with_official(self.counted, official) if self.counted else None
        return replace(self, recorded=others | typed, counted=counted, official=official)

    def _own(self, quarter: int) -> tuple[Measurement | None, Counted | None]:
        """What was typed or counted of a quarter itself."""
        if quarter in self.official:
            one = self.official[quarter]
            return one.measurement, one.counted(self._year_end)
        if self.counted is not None:
            return None, self.counted.own(quarter)
        return self.recorded.get(quarter), None

    def last_said(self, through: int) -> int:
        """The last quarter up to one that decides the figure up to then; 0 when there is none."""
        return max((q for q in QUARTERS if q <= through and self._decides(q)), default=0)

    def _decides(self, quarter: int) -> bool:
        if quarter in self.official:
            return self.official[quarter].has_figure
        measurement, counted = self._own(quarter)
        if counted is None or self.counted is None:
            return measurement is not None and measurement.not_measured_because is None
        return self.counted.year.runs_from_january or counted.value is not None

    def cell(self, quarter: int, *, is_due: bool) -> QuarterCell:
        measurement, counted = self._own(quarter)
        official = self.official.get(quarter)
        aim = target_to_date(self.plan.quarter_targets, self._year_end, through=quarter)
        if official is not None:
            aim = official.kept.aim
        nothing = Achievement(None, None, None, Undefined.NOT_MEASURED)
        missing = ToDate(None, reason=Undefined.NOT_MEASURED)
        blank = QuarterCell(
            quarter, aim, measurement, is_due, missing, nothing, None, counted, official
        )
        if not blank.has_figure:
            return blank
        figure = self.to_date(quarter)
        fair = self.fair_aim(quarter, figure)
        reached = self.against(fair, figure, quarter)
        return replace(
            blank, to_date=figure, achievement=reached, band=self.band(reached), fair_aim=fair
        )

    def fair_aim(self, quarter: int, figure: ToDate) -> Fraction | None:
        """The target up to a quarter; only quarters with a figure count on both sides, for a missing one is not a zero."""
        if quarter in self.official:
            return self.official[quarter].kept.fair_aim
        return target_to_date(
            self.plan.quarter_targets, self._year_end, through=quarter, measured=figure.quarters
        )

    def to_date(self, through: int) -> ToDate:
        last = self.last_said(through)
        if last in self.official:
            return self.official[last].kept.to_date
        if self.official and not (self.counted and self.counted.year.runs_from_january):
            return to_date(self._figures(last), self._year_end, through=through)
        if self.counted is not None:
            return self.counted.year.to_date(through)
        figures = [
            QuarterFigure(quarter, one.value, one.numerator, one.denominator)
            for quarter, one in self.recorded.items()
        ]
        return to_date(figures, self._year_end, through=through)

    def _figures(self, through: int) -> Iterable[QuarterFigure]:
        """Frozen and running quarters together, where a figure up to a quarter is made of them."""
        for quarter in range(1, through + 1):
            measurement, counted = self._own(quarter)
            if counted is not None:
                if counted.value is not None:
                    yield replace(counted.as_figure(), quarter=quarter)
            elif measurement is not None:
                yield figure_of(measurement)

    def against(self, aim: Fraction | Decimal | None, figure: ToDate, through: int) -> Achievement:
        if not TargetKind(self.target.kind).is_numeric and self.plan.direction != Direction.RANGE:
            words = [
                one.words
                for quarter, one in sorted(self.recorded.items())
                if quarter <= through and one.words
            ]
            grade = words[-1] if words else None
            return judged(grade_achievement(self.target.raw, grade), self.rule.cap)
        if figure.reason is Undefined.ZERO_DENOMINATOR:
            return judged(figure.reason, self.rule.cap)
        return achievement(
            target=aim,
            actual=figure.value,
            direction=Direction(self.plan.direction),
            low=self.plan.low,
            high=self.plan.high,
            lower_variant=LowerVariant(self.plan.lower_variant or LowerVariant.MIRROR),
            cap=self.rule.cap,
        )

    def band(self, reached: Achievement) -> Band | None:
        return band_of(self.rule.scale, reached.shown)


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """One indicator's year with what judged it, and what it came to in the year before."""

    year: IndicatorYear
    rule: ScoringRule
    last_actual: Fraction | None

    def warnings(self) -> tuple[Problem, ...]:
        """What a reader should ask about the indicator and its target; no query."""
        target = self.year.promised
        return lint(sheet_of(target.indicator_version), target=target.value, last=self.last_actual)


def indicator_page(target: Target, *, on: date) -> IndicatorPage:
    """One indicator for its own page; seven queries, two more where it is counted."""
    before = _a_year_before(target)
    shown = [one for one in (target, before) if one is not None]
    rules = scoring_rules([one.objective.agreement for one in shown])
    prefetch_related_objects(shown, "quarter_targets", "whole__quarter_targets")
    years = _indicator_years(shown, rules, on=on)
    last = years[before.pk].to_date.value if before else None
    return IndicatorPage(years[target.pk], rules[target.objective.agreement_id], last)


def _a_year_before(target: Target) -> Target | None:
    """The same indicator in the agreement that speaks for last year."""
    agreement = target.objective.agreement
    promised = _promised_by().ask(agreement.org_unit_id, target.indicator_version.indicator_id)
    before = [one for one in promised if one.objective.agreement.year == agreement.year - 1]
    speaking = speaking_for_year(one.objective.agreement for one in before)
    return next((one for one in before if one.objective.agreement == speaking), None)


@cache
def _promised_by() -> Statement[Target]:
    """An indicator of an office in all its agreements that were in force."""
    office, indicator = number_keys(2)
    found = Target.objects.filter(
        indicator_version__indicator=indicator,
        objective__agreement__org_unit=office,
        objective__agreement__state__in=_SIGNED,
    )
    found = found.select_related(
        "indicator_version", "objective__agreement__org_unit", "whole__indicator_version"
    )
    return Statement(found.order_by("pk"), 2)


_SIGNED = sorted(state.value for state in SIGNED_BY_BOTH)


def history_of(target: Target) -> list[Measurement]:
    """Every measurement of what a target promises, newest first, with its files; two queries."""
    return _history().ask(target.indicator_version_id)


@cache
def _history() -> Statement[Measurement]:
    found = Measurement.objects.filter(target__indicator_version=KEY).select_related("recorded_by")
    evidence = Prefetch("evidence", queryset=Evidence.objects.order_by("pk"))
    return Statement(found.prefetch_related(evidence))


def agreements_with_figures(user: access.Someone, *, on: date) -> list[Agreement]:
    """The agreements that speak for each office and year someone may see, the newest year first; one query.

    The one in force; where the year's agreements are all over, the newest of them.
    """
    offices = access.org_units_seen_by(user, on=on)
    signed = Agreement.objects.filter(org_unit__in=offices, state__in=_SIGNED)
    by_year: dict[tuple[int, int], list[Agreement]] = {}
    for one in signed.select_related("org_unit").order_by("-year", "org_unit__path"):
        by_year.setdefault((one.org_unit_id, one.year), []).append(one)
    spoken = map(speaking_for_year, by_year.values())
    return [one for one in spoken if one is not None]


def agreement_with_figures(
    user: access.Someone, slug: str, year: int, *, on: date
) -> Agreement | None:
    """The agreement that speaks for an office's year, to those who may see it."""
    of_year = [one for one in _signed_at_office().ask(slug) if one.year == year]
    found = speaking_for_year(of_year)
    if found and access.may(user, Permission.VIEW, org_unit=found.org_unit, on=on):
        return found
    return None


@cache
def _signed_at_office() -> Statement[Agreement]:
    found = Agreement.objects.filter(org_unit__slug=TEXT_KEY, state__in=_SIGNED)
    return Statement(found.select_related("org_unit").order_by("-revision"))


def evidence_seen_by(user: access.Someone, *, on: date) -> QuerySet[Evidence]:
    """Files of offices whose data someone may read."""
    offices = access.org_units_seen_by(user, on=on)
    return Evidence.objects.filter(measurement__target__objective__agreement__org_unit__in=offices)


@dataclass(frozen=True, slots=True)
class Todo:
    """Something that needs attention now: a code for the sentence, and where to go."""

    code: str
    facts: dict[str, object]
    target: Target
    quarter: int | None = None


def todo(objectives: Sequence[ObjectiveYear]) -> list[Todo]:
    """What needs attention in a year, the most pressing first; no query."""
    indicators = [one for objective in objectives for one in objective.indicators]
    return [*_unfilled(indicators), *_undefined(indicators), *_behind(indicators)]


def _unfilled(indicators: Sequence[IndicatorYear]) -> Iterable[Todo]:
    """Quarters that are over without a figure, gathered by quarter."""
    for quarter in QUARTERS:
        missing = [
            one
            for one in indicators
            if one.cells[quarter - 1].is_due and not one.cells[quarter - 1].is_filled
        ]
        if missing:
            facts: dict[str, object] = {"count": len(missing), "of": len(indicators)}
            yield Todo("unfilled", facts, missing[0].target, quarter)


def _undefined(indicators: Sequence[IndicatorYear]) -> Iterable[Todo]:
    for one in indicators:
        for cell in one.cells:
            reason = cell.achievement.reason
            if reason and cell.has_figure:
                yield Todo("undefined", {"reason": reason.value}, one.target, cell.quarter)


def _behind(indicators: Sequence[IndicatorYear]) -> Iterable[Todo]:
    """Indicators below the target of their latest quarter, the furthest behind first."""
    behind = []
    for one in indicators:
        cell = one.last_cell
        if cell is None or cell.achievement.raw is None or cell.achievement.raw >= 100:
            continue
        behind.append((cell.achievement.raw, one, cell))
    for raw, one, cell in sorted(behind, key=lambda each: each[0]):
        facts: dict[str, object] = {
            "achievement": raw,
            "needed": needed_to_reach(cell.target, cell.to_date, Direction(one.plan.direction)),
            "label": one.plan.labels.numerator if one.plan.labels else None,
        }
        yield Todo("behind", facts, one.target, cell.quarter)
