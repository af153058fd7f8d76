"""Figures counted from registers: which indicators have a signed definition, and what it gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from janji.agreements.models import Agreement, Target
from janji.core.accumulation import LAST_QUARTER, YearEnd
from janji.core.counted import Counted, CountedYear, count_in, counted_year
from janji.core.measuring import QUARTERS
from janji.core.periods import has_begun
from janji.indicators.counting import Counting
from janji.indicators.models import OperationalDefinition
from janji.indicators.queries import countings_by, holding_definitions
from janji.orgs.models import OrgUnit
from janji.registers.facts import keeping


@dataclass(frozen=True, slots=True)
class CountedIndicator:
    """An indicator's year as its records give it, with the definition that says how."""

    definition: OperationalDefinition
    counting: Counting
    year: CountedYear
    facts: keeping.Values

    def own(self, quarter: int) -> Counted | None:
        """A quarter's own result; `None` before it begins."""
        return self.year.own(quarter)


def quarters_begun(year: int, on: date) -> int:
    """How many quarters of a year have begun on a day."""
    return sum(has_begun(year, quarter, on) for quarter in QUARTERS)


def counted_indicators(targets: Sequence[Target], *, on: date) -> Mapping[int, CountedIndicator]:
    """The counted year of every target with a signed definition, by its key.

    The targets may be of several agreements. One query when nothing is counted; two more for
    all facts when they are fresh, and two where offices count what they have defined themselves.
    """
    definitions = holding_definitions(one.indicator_version_id for one in targets)
    offices = {
        definitions[one.indicator_version_id]: one.objective.agreement.org_unit
        for one in targets
        if one.indicator_version_id in definitions
    }
    countings = {one.version_id: counting for one, counting in countings_by(offices).items()}
    counted = [one for one in targets if one.indicator_version_id in countings]
    facts = _facts_of(counted, countings, on)
    return {
        target.pk: CountedIndicator(
            definitions[target.indicator_version_id],
            counting := countings[target.indicator_version_id],
            _year(counting, facts[agreement.pk], _rule_of(target), agreement.year, on),
            facts[agreement.pk],
        )
        for target in counted
        for agreement in [target.objective.agreement]
    }


def _facts_of(
    targets: Sequence[Target], countings: Mapping[int, Counting], on: date
) -> dict[int, keeping.Values]:
    """The facts each agreement's counted targets ask for, by the agreement's key."""
    agreements: dict[int, Agreement] = {}
    wanted: dict[int, dict[tuple[str, str], keeping.Wanted]] = {}
    for target in targets:
        agreement = agreements.setdefault(target.objective.agreement_id, target.objective.agreement)
        own = wanted.setdefault(agreement.pk, {})
        own |= {one.key: one for one in countings[target.indicator_version_id].wanted}
    if not agreements:
        return {}
    questions = [
        keeping.Question(one.org_unit, one.year, list(wanted[one.pk].values()))
        for one in agreements.values()
    ]
    return dict(zip(agreements, keeping.read_all(questions, as_of=on), strict=True))


def _rule_of(target: Target) -> YearEnd:
    return YearEnd(target.indicator_version.year_end or YearEnd.STOCK_LAST)


def _year(
    counting: Counting, facts: keeping.Values, rule: YearEnd, year: int, on: date
) -> CountedYear:
    begun = quarters_begun(year, on)
    return counted_year(
        counting.tree, rule, year, begun, lambda window: counting.values_in(facts, window)
    )


@dataclass(frozen=True, slots=True)
class OfficeFigure:
    """What one office below adds to a counted figure."""

    org_unit: OrgUnit
    counted: Counted


def by_office(counted: CountedIndicator) -> list[OfficeFigure]:
    """The year's figure of each office below with rows of its own; no query.

    The figure above is made from their sums, never from their percentages.
    """
    result = counted.year.deciding(LAST_QUARTER)
    if result is None:
        return []
    counting = counted.counting
    return [
        OfficeFigure(
            office,
            count_in(counting.tree, result.window, counting.values_in(values, result.window)),
        )
        for office, values in counted.facts.by_office().items()
    ]


def preview(
    counting: Counting, org_unit: OrgUnit, year: int, year_end: YearEnd, *, on: date
) -> CountedYear:
    """What a definition that nobody has signed would give; it uses facts like a signed one."""
    facts = keeping.read(org_unit, year, list(counting.wanted), as_of=on)
    return _year(counting, facts, year_end, year, on)
