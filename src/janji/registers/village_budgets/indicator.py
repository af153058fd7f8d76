"""The seed's indicator under both settings, side by side, from the facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from janji.core.measuring import QUARTERS
from janji.core.periods import has_begun, through
from janji.core.village_budgets import share
from janji.kit.tables import Table
from janji.orgs.models import OrgUnit
from janji.registers.facts import keeping
from janji.registers.facts.keeping import Wanted
from janji.registers.variables import Terms
from janji.registers.village_budgets import conditions, queries
from janji.registers.village_budgets.queries import VillageSearch
from janji.registers.village_budgets.variables import LOOSE, NEEDS, REGISTER, STRICT, TERMS

BY_CODE = {one.code: one for one in REGISTER.variables}


@dataclass(frozen=True, slots=True)
class Quarter:
    """The year up to a quarter: villages, those evaluated, monitored, guided under each setting."""

    quarter: int
    villages: int
    evaluated: int
    monitored: int
    strict: int
    loose: int
    silent: int

    @property
    def strict_share(self) -> Fraction | None:
        """In percent; none without villages."""
        return share(self.strict, self.villages)

    @property
    def loose_share(self) -> Fraction | None:
        """In percent; none without villages."""
        return share(self.loose, self.villages)


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting of the indicator: how it is called, and whether it is the usual one."""

    title: str
    is_usual: bool


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    """The quarters of a year that have begun, and both settings."""

    year: int
    quarters: Sequence[Quarter]
    strict: Setting
    loose: Setting
    source: str


def _terms(needs: str) -> Terms:
    return {one.code: one.default for one in TERMS} | {NEEDS.code: needs}


def table_of(office: OrgUnit, year: int, today: date) -> IndicatorTable:
    """The quarters of a year; two queries when every fact is fresh."""
    usual = _terms(STRICT)
    wanted = {
        "villages": Wanted(BY_CODE["jumlah_desa"], usual),
        "evaluated": Wanted(BY_CODE["desa_dievaluasi_apbdes"], usual),
        "monitored": Wanted(BY_CODE["desa_dimonitor_apbdes"], usual),
        "strict": Wanted(BY_CODE["desa_terbina_apbdes"], usual),
        "loose": Wanted(BY_CODE["desa_terbina_apbdes"], _terms(LOOSE)),
        "silent": Wanted(BY_CODE["desa_apbdes_berlaku_sendiri"], usual),
    }
    values = keeping.read(office, year, list(wanted.values()), as_of=today)
    begun = [one for one in QUARTERS if has_begun(year, one, today)]
    quarters = [
        Quarter(one, **{name: values.of(what, through(year, one)) for name, what in wanted.items()})
        for one in begun
    ]
    titles = dict(NEEDS.choices)
    return IndicatorTable(
        year,
        quarters,
        Setting(titles[STRICT], NEEDS.default == STRICT),
        Setting(titles[LOOSE], NEEDS.default == LOOSE),
        NEEDS.source,
    )


def lacking(office: OrgUnit, year: int, today: date) -> list[OrgUnit]:
    """Villages that lack an evaluation, a monitoring, or both; one query."""
    until = queries.last_day_of(year, today)
    found = queries.villages_of(office, year, until, VillageSearch(state="belum"))
    return list(found.filter(conditions.there_on(until))[:50])


def export(table: IndicatorTable) -> Table:
    """The table to take away, with both settings written beside it."""
    return Table(
        title=f"Desa terbina APBDes {table.year}",
        header=[
            "Sampai triwulan",
            "Desa",
            "Dievaluasi",
            "Dimonitor",
            "Terbina, keduanya",
            "Persen, keduanya",
            "Terbina, salah satu",
            "Persen, salah satu",
            "Berlaku dengan sendirinya",
        ],
        rows=[
            [
                one.quarter,
                one.villages,
                one.evaluated,
                one.monitored,
                one.strict,
                one.strict_share,
                one.loose,
                one.loose_share,
                one.silent,
            ]
            for one in table.quarters
        ],
        notes=[table.strict.title, table.loose.title, f"Sumber: {table.source}"],
    )
