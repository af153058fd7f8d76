"""Reads: the definitions by which indicators are counted, and an office's dictionary."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from django.db.models import Prefetch, QuerySet

from janji.core.indicator_sheet import IndicatorSheet
from janji.indicators.counting import Counting, counting_of, names_of_formulas
from janji.indicators.models import Indicator, IndicatorVersion, OperationalDefinition
from janji.kit.statements import Statement, number_keys
from janji.orgs import access
from janji.orgs.models import OrgUnit
from janji.orgs.queries import ancestry
from janji.registers.catalogue import register_of
from janji.registers.facts.keeping import Wanted, with_companions


def holding_definitions(versions: Iterable[int]) -> dict[int, OperationalDefinition]:
    """The signed definition of each version that has one; one query."""
    keys = set(versions)
    found = _holding_definitions(len(keys)).ask(*keys) if keys else []
    return {one.version_id: one for one in found}


@lru_cache
def _holding_definitions(count: int) -> Statement[OperationalDefinition]:
    found = OperationalDefinition.objects.filter(
        version__in=number_keys(count), signed_at__isnull=False, ended_at__isnull=True
    )
    return Statement(found.select_related("signed_by"), count)


def definitions_of(version: IndicatorVersion) -> QuerySet[OperationalDefinition]:
    """All definitions a version ever had, newest first."""
    return version.definitions.select_related("drafted_by", "signed_by", "ended_by")


def countings_by(
    definitions: Mapping[OperationalDefinition, OrgUnit],
) -> dict[OperationalDefinition, Counting]:
    """What definitions of some offices count; no query, one where an office has names of its own."""
    names = names_of_formulas((office, one.formula) for one, office in definitions.items())
    return {
        one: counting_of(one.formula, one.terms, names[office])
        for one, office in definitions.items()
    }


def _counted_by(found: QuerySet[OperationalDefinition]) -> Iterable[Counting]:
    read = found.select_related("version__indicator__org_unit")
    return countings_by({one: one.version.indicator.org_unit for one in read}).values()


def wanted_for(org_unit: OrgUnit) -> list[Wanted]:
    """Everything that definitions of an office and those above it ask for; at most two queries."""
    found = OperationalDefinition.objects.filter(
        version__indicator__org_unit__path__in=ancestry(org_unit),
        signed_at__isnull=False,
        ended_at__isnull=True,
    )
    wanted = {one.key: one for counting in _counted_by(found) for one in counting.wanted}
    return list(wanted.values())


def wanted_ever() -> dict[tuple[str, str], Wanted]:
    """What any definition ever asked for, by variable and digest of its terms; at most two queries."""
    return {
        one.key: one
        for counting in _counted_by(OperationalDefinition.objects.all())
        for one in with_companions(counting.wanted)
    }


def registers_behind(versions: QuerySet[IndicatorVersion]) -> set[str]:
    """The registers that signed definitions of some versions count from, also ended ones; at most two queries."""
    found = OperationalDefinition.objects.filter(version__in=versions, signed_at__isnull=False)
    return {
        register_of(one.variable).code
        for counting in _counted_by(found)
        for one in with_companions(counting.wanted)
    }


def versions_seen_by(user: access.Someone, *, on: date) -> QuerySet[IndicatorVersion]:
    """Versions of indicators of offices whose data someone may read."""
    offices = access.org_units_seen_by(user, on=on)
    found = IndicatorVersion.objects.filter(indicator__org_unit__in=offices)
    return found.select_related("indicator__org_unit", "frozen_by")


def dictionary(org_unit: OrgUnit, *, text: str) -> QuerySet[Indicator]:
    """The indicators of an office, by the words of any version, each with its versions; two queries."""
    versions = IndicatorVersion.objects.order_by("-number")
    found = Indicator.objects.filter(org_unit=org_unit)
    if text:
        found = found.filter(versions__text__icontains=text).distinct()
    return found.order_by("pk").prefetch_related(Prefetch("versions", queryset=versions))


def sheet_of(version: IndicatorVersion) -> IndicatorSheet:
    """A version as the values that completeness and lint look at; no query."""
    return IndicatorSheet(
        text=version.text,
        definition=version.definition,
        reason=version.reason,
        formula_text=version.formula_text,
        direction=version.direction,
        unit_of_measure=version.unit_of_measure,
        accumulation=version.accumulation,
        data_source=version.data_source,
        owner=version.owner,
        frequency=version.frequency,
        baseline=version.baseline,
        shape=version.shape,
        year_end=version.year_end,
    )
