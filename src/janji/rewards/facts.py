"""Published facts of offices, gathered from the rooms that publish them: the one place that knows where.

A quarter is published once it was approved: its figures are those that were frozen then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from janji.agreements.models import Agreement
from janji.core.achievement import Undefined
from janji.core.agreement_life import speaking_for_year
from janji.core.bands import BandSet, band_of
from janji.core.measurement_life import OFFICIAL
from janji.core.measurement_life import State as QuarterState
from janji.core.measuring import QUARTERS
from janji.core.periods import is_over
from janji.core.reward_rules import Delivery, PublishedFacts, QuarterFacts
from janji.measurements.quarters.queries import quarter_states
from janji.measurements.queries import IndicatorYear, scoring_rules, years_of
from janji.orgs.models import OrgUnit
from janji.rewards.models import PaperDelivery


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """What is published of an office's year, and the agreement it is about; none where there is none."""

    agreement: Agreement | None
    facts: PublishedFacts


def published_facts(office: OrgUnit, year: int, *, on: date) -> OfficeFacts:
    """What is published of one office."""
    return published_of([office], year, on=on)[office.pk]


def published_of(offices: Sequence[OrgUnit], year: int, *, on: date) -> dict[int, OfficeFacts]:
    """What is published of many offices by their keys; as many queries as for one."""
    agreements = agreements_of(offices, year)
    kept = list(agreements.values())
    years = years_of(kept, on=on)
    rules = scoring_rules(kept)
    states = quarter_states(offices, year)
    papers = _papers(offices, year)
    found: dict[int, OfficeFacts] = {}
    for office in offices:
        agreement = agreements.get(office.pk)
        quarters: tuple[QuarterFacts, ...] = ()
        if agreement is not None:
            indicators = [one for objective in years[agreement.pk] for one in objective.indicators]
            approved = _approved(states[office.pk], year, on)
            quarters = _quarters(indicators, rules[agreement.pk].scale, approved)
        facts = PublishedFacts(year, on, quarters, papers=papers.get(office.pk))
        found[office.pk] = OfficeFacts(agreement, facts)
    return found


def agreements_of(offices: Sequence[OrgUnit], year: int) -> dict[int, Agreement]:
    """The agreement that speaks for each office's year, by the office's key; one query."""
    rows = Agreement.objects.filter(org_unit__in=[one.pk for one in offices], year=year)
    by_office: dict[int, list[Agreement]] = {}
    for one in rows.select_related("org_unit"):
        by_office.setdefault(one.org_unit_id, []).append(one)
    spoken = {key: speaking_for_year(some) for key, some in by_office.items()}
    return {key: one for key, one in spoken.items() if one is not None}


def _approved(states: Mapping[int, QuarterState], year: int, on: date) -> list[int]:
    return [one for one in QUARTERS if states[one] in OFFICIAL and is_over(year, one, on)]


def _quarters(
    indicators: Sequence[IndicatorYear], scale: BandSet, approved: Sequence[int]
) -> tuple[QuarterFacts, ...]:
    """Quarters that were approved; nothing of an agreement without indicators."""
    if not indicators:
        return ()
    return tuple(_quarter(indicators, quarter, scale) for quarter in approved)


def _quarter(indicators: Sequence[IndicatorYear], quarter: int, scale: BandSet) -> QuarterFacts:
    """The mean of the indicators' achievements to date.

    An indicator that promises nothing yet stays out. One that should have an achievement and has
    none leaves the whole without: what is missing must neither help nor harm an office.
    """
    cells = [one.cells[quarter - 1].achievement for one in indicators]
    shown = [Fraction(one.shown) for one in cells if one.shown is not None]
    lacking = [one.reason for one in cells if one.reason is not None and one.reason not in _NOTHING]
    if lacking or not shown:
        reason = (lacking or [Undefined.NO_TARGET])[0].value
        return QuarterFacts(quarter, None, None, reason, len(shown), len(cells))
    mean = sum(shown, Fraction(0)) / len(shown)
    band = band_of(scale, mean)
    return QuarterFacts(quarter, mean, band.code if band else None, None, len(shown), len(cells))


_NOTHING = frozenset({Undefined.NO_TARGET, Undefined.ZERO_TARGET})


def _papers(offices: Sequence[OrgUnit], year: int) -> Mapping[int, dict[str, Delivery]]:
    rows = PaperDelivery.objects.filter(org_unit__in=[one.pk for one in offices], year=year)
    found: dict[int, dict[str, Delivery]] = {}
    for one in rows:
        found.setdefault(one.org_unit_id, {})[one.paper] = Delivery(one.due_on, one.delivered_on)
    return found
