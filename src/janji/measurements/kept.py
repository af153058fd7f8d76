"""Figures frozen when their quarter was submitted: which are official, and what they are made of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.db.models import F

from janji.agreements.models import Agreement, Target
from janji.core.accumulation import YearEnd
from janji.core.counted import Counted, own_window
from janji.core.kept_figures import Behind, Definition, Kept, from_json
from janji.core.measurement_life import OFFICIAL, WRITABLE, State
from janji.core.periods import Window
from janji.core.refusals import Refused
from janji.kit.statements import Statement, number_keys
from janji.measurements.counting import CountedIndicator
from janji.measurements.models import KeptFigure, Measurement, OfficeQuarter
from janji.orgs.models import OrgUnit
from janji.registers.facts.keeping import with_companions
from janji.registers.facts.models import Ledger


@dataclass(frozen=True, slots=True)
class OfficialFigure:
    """A frozen figure of an approved quarter."""

    row: KeptFigure
    kept: Kept

    @property
    def measurement(self) -> Measurement | None:
        """What was typed; `None` when it was counted."""
        typed = self.row.measurement
        if typed is not None:
            typed.evidence_count = len(self.kept.evidence)  # type: ignore[attr-defined]
        return typed

    def counted(self, rule: YearEnd) -> Counted | None:
        """What was counted for the quarter itself; `None` when it was typed."""
        quarter = self.row.office_quarter
        return self.kept.counted(own_window(rule, quarter.year, quarter.quarter))

    @property
    def has_figure(self) -> bool:
        """Whether there is one, or a reason that a count gave instead."""
        return not self.kept.is_missing and self.kept.because is None


Officials = Mapping[int, OfficialFigure]
"""The official figures of what a target promises, by quarter."""


def official_figures(targets: Sequence[Target]) -> dict[int, dict[int, OfficialFigure]]:
    """The official figures of what some targets promise, by indicator version and quarter; one query.

    A year runs on through revisions and complements, and with it what was approved.
    """
    found: dict[int, dict[int, OfficialFigure]] = {}
    versions = {one.indicator_version_id for one in targets}
    for row in _official(len(versions)).ask(*versions) if versions else []:
        by_quarter = found.setdefault(row.target.indicator_version_id, {})
        by_quarter[row.office_quarter.quarter] = OfficialFigure(row, from_json(row.content))
    return found


@lru_cache
def _official(count: int) -> Statement[KeptFigure]:
    found = KeptFigure.objects.filter(
        target__indicator_version__in=number_keys(count),
        office_quarter__state__in=sorted(one.value for one in OFFICIAL),
        turn=F("office_quarter__turn"),
    )
    related = ("office_quarter", "target", "measurement__recorded_by", "definition")
    return Statement(found.select_related(*related).order_by("pk"), count)


def with_official(counted: CountedIndicator, official: Officials) -> CountedIndicator:
    """What is counted, with the frozen results in place of those the records now give.

    Only of quarters that were counted by the same definition: another one has other names.
    """
    frozen = {
        one.window: one
        for each in official.values()
        if each.row.definition_id == counted.definition.pk and each.kept.definition
        for one in each.kept.definition.results
    }
    if not frozen:
        return counted
    year = replace(counted.year, by_window={**counted.year.by_window, **frozen})
    return replace(counted, year=year)


def require_writable(org_unit: OrgUnit, year: int, quarter: int) -> None:
    """Refuses with `quarter-closed` to type a figure of a quarter that was submitted; one query."""
    states = OfficeQuarter.objects.filter(org_unit=org_unit, year=year, quarter=quarter)
    state = states.values_list("state", flat=True).first()
    if state is not None and State(state) not in WRITABLE:
        raise Refused("quarter-closed", quarter=quarter, year=year)


def windows_of(counted: CountedIndicator, quarter: int) -> list[Window]:
    """What a quarter's figures are counted over: the quarter itself, and the year up to it."""
    own, deciding = counted.year.own(quarter), counted.year.deciding(quarter)
    return sorted(
        {one.window for one in (own, deciding) if one is not None and one.window.last == quarter}
    )


def values_behind(counted: CountedIndicator, windows: Iterable[Window]) -> list[Behind]:
    """Every value behind a counted figure, by office; those that are nothing are left out. No query."""
    wanted = with_companions(counted.counting.wanted)
    return [
        Behind(*one.key, window.first, window.last, office.pk, value)
        for office, values in counted.facts.by_office().items()
        for window in windows
        for one in wanted
        if (value := values.of(one, window))
    ]


def ledgers_read(counted: CountedIndicator) -> list[int]:
    """The keys of the ledgers behind a counted figure."""
    facts = counted.facts.facts.values()
    return sorted({one.ledger_id for some in facts for one in some})


def editions_of(ledgers: Iterable[int]) -> dict[int, tuple[str, int, int]]:
    """Register, office and edition of some ledgers by their keys; one query."""
    rows = Ledger.objects.filter(pk__in=set(ledgers))
    columns = ("pk", "register", "org_unit", "edition")
    return {
        key: (register, office, edition)
        for key, register, office, edition in rows.values_list(*columns)
    }


def frozen_definition(
    counted: CountedIndicator, quarter: int, editions: Mapping[int, tuple[str, int, int]]
) -> Definition:
    """By what a figure is counted in a quarter, and everything behind it. No query."""
    windows = windows_of(counted, quarter)
    return Definition(
        key=counted.definition.pk,
        number=counted.definition.number,
        formula=counted.definition.formula,
        results=[counted.year.by_window[one] for one in windows],
        behind=values_behind(counted, windows),
        ledgers=[editions[one] for one in ledgers_read(counted)],
    )


def quarters_of_offices(agreements: Sequence[Agreement]) -> dict[int, tuple[tuple[int, int], ...]]:
    """Key and edition of every quarter of the agreements' offices and years, by agreement; one query."""
    offices, years = {one.org_unit_id for one in agreements}, {one.year for one in agreements}
    rows = OfficeQuarter.objects.filter(org_unit__in=offices, year__in=years).order_by("pk")
    found = list(rows.values_list("org_unit", "year", "pk", "edition"))
    return {
        one.pk: tuple(
            (key, edition)
            for office, year, key, edition in found
            if (office, year) == (one.org_unit_id, one.year)
        )
        for one in agreements
    }
