"""Reads across agreements: an office's year, and the offices someone sees."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache

from janji.agreements.models import Agreement
from janji.agreements.queries import agreements_seen_by
from janji.core.agreement_life import SIGNED_BY_BOTH, State, speaking_for_year
from janji.core.kept_figures import Definition
from janji.core.measurement_life import State as QuarterState
from janji.core.measuring import QUARTERS
from janji.indicators.models import OperationalDefinition
from janji.kit.statements import KEY, Statement
from janji.kit.tables import Cell, Table
from janji.measurements.models import AcceptedGap
from janji.measurements.quarters.queries import accepted_gaps, quarter_states
from janji.measurements.queries import (
    IndicatorYear,
    ObjectiveYear,
    QuarterCell,
    Todo,
    todo,
    year_of,
)
from janji.measurements.standing import Standing, standings
from janji.measurements.templatetags.measurements import cell_said_of
from janji.measurements.wording import QUARTER_STATES, REASONS
from janji.orgs import access
from janji.orgs.models import OrgUnit

MOST_TODO = 7


@dataclass(frozen=True, slots=True)
class YearPage:
    """Everything the page of a year shows."""

    agreement: Agreement
    objectives: tuple[ObjectiveYear, ...]
    all_todo: Sequence[Todo]
    reached: int
    judged: int
    total: int
    states: Mapping[int, QuarterState]
    gaps: Sequence[AcceptedGap]

    @property
    def todo(self) -> Sequence[Todo]:
        """What is shown of everything that needs attention."""
        return self.all_todo[:MOST_TODO]

    @property
    def indicators(self) -> list[IndicatorYear]:
        """All indicators in the order of the agreement."""
        return [one for objective in self.objectives for one in objective.indicators]


def year_page(agreement: Agreement, *, on: date) -> YearPage:
    """The year at a glance; eight queries whatever its size, two more where it is counted."""
    objectives = year_of(agreement, on=on)
    indicators = [one for objective in objectives for one in objective.indicators]
    verdicts = [one.is_reached for one in indicators]
    return YearPage(
        agreement=agreement,
        objectives=objectives,
        all_todo=todo(objectives),
        reached=verdicts.count(True),
        judged=len([one for one in verdicts if one is not None]),
        total=len(indicators),
        states=quarter_states([agreement.org_unit], agreement.year)[agreement.org_unit_id],
        gaps=accepted_gaps(agreement.org_unit, agreement.year),
    )


def newest_of_each(user: access.Someone, *, on: date) -> list[int]:
    """The keys of the agreement of every office someone sees, as in the tree; one query.

    Of an office's newest year the agreement that speaks for it, else the newest there is.
    """
    seen = agreements_seen_by(user, on=on).select_related(None)
    rows = seen.order_by("org_unit__path", "-year", "-revision").only(
        "pk", "org_unit_id", "year", "revision", "state"
    )
    newest: dict[int, list[Agreement]] = {}
    for one in rows:
        of_office = newest.setdefault(one.org_unit_id, [])
        if not of_office or of_office[0].year == one.year:
            of_office.append(one)
    return [(speaking_for_year(found) or found[0]).pk for found in newest.values()]


def newest(org_unit: OrgUnit, year: int) -> Agreement | None:
    """An office's agreement that speaks for a year, else the newest there is; one query."""
    found = [one for one in _agreements_of_office().ask(org_unit.pk) if one.year == year]
    return speaking_for_year(found) or next(iter(found), None)


@cache
def _agreements_of_office() -> Statement[Agreement]:
    found = Agreement.objects.filter(org_unit=KEY).select_related("org_unit__region")
    return Statement(found.order_by("-revision"))


def has_figures(agreement: Agreement) -> bool:
    """Whether it is or was in force, so that there are figures to read."""
    return State(agreement.state) in SIGNED_BY_BOTH


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An office in the overview: its newest agreement and how far its year is."""

    agreement: Agreement
    reached: int
    total: int


def overview(agreements: Sequence[Agreement], *, on: date) -> Iterator[OfficeRow]:
    """Offices with how many indicators reached their target; as many queries as for one."""
    found = standings([one for one in agreements if has_figures(one)], on=on)
    for agreement in agreements:
        standing = found.get(agreement.pk, Standing(0, 0))
        yield OfficeRow(agreement, standing.reached, standing.total)


def as_table(page: YearPage) -> list[Table]:
    """The year as sheets: what the page shows, and the counts behind it."""
    header = ["Sasaran", "Indikator", "Target"]
    for quarter in ("I", "II", "III", "IV"):
        header += [
            f"Realisasi s.d. TW {quarter}",
            f"Capaian TW {quarter} (%)",
            f"Predikat TW {quarter}",
        ]
    header += ["Realisasi tahun", "Capaian tahun (%)", "Tanpa batas atas (%)", "Predikat tahun"]
    note = "Data contoh: angka rekaan." if page.agreement.is_example else ""
    notes = [f"{page.agreement.org_unit} tahun {page.agreement.year}", *filter(None, [note])]
    counts = [
        "Indikator",
        "Triwulan",
        "Pembilang",
        "Penyebut",
        "Nilai",
        "Predikat",
        "Belum diukur karena",
        "Asal",
        "Keadaan triwulan",
        "Menurut catatan sekarang, bila berubah",
    ]
    gaps = ["Triwulan", "Indikator", "Pengecualian", "Alasan", "Diterima oleh", "Diterima pada"]
    return [
        Table("Capaian", header, list(_glance(page)), notes),
        Table("Yang dicatat", counts, list(_recorded(page))),
        Table("Pengecualian", gaps, list(_accepted(page))),
    ]


def _accepted(page: YearPage) -> Iterator[list[Cell]]:
    for one in page.gaps:
        yield [
            one.office_quarter.quarter,
            one.target.indicator_version.text,
            one.get_kind_display(),
            one.reason,
            str(one.accepted_by),
            one.accepted_at,
        ]


def _glance(page: YearPage) -> Iterator[list[Cell]]:
    for objective in page.objectives:
        for one in objective.indicators:
            row: list[Cell] = [
                objective.objective.text,
                one.target.indicator_version.text,
                one.promised.raw,
            ]
            for cell in one.cells:
                label = cell.band.label if cell.band else None
                row += [cell.to_date.value, cell.achievement.shown, label]
            reached = one.achievement
            label = one.band.label if one.band else None
            row += [one.to_date.value, reached.shown, reached.raw, label]
            yield row


def _recorded(page: YearPage) -> Iterator[list[Cell]]:
    for one in page.indicators:
        for quarter, cell in zip(QUARTERS, one.cells, strict=True):
            named: list[Cell] = [one.target.indicator_version.text, quarter]
            drifted = cell_said_of(cell.drift.now) if cell.drift else None
            stands: list[Cell] = [QUARTER_STATES[page.states[quarter]][1], drifted]
            if cell.counted is not None:
                counted, definition = cell.counted, _definition_of(one, cell)
                value = None if counted.numerator is not None else counted.value
                reason = REASONS[counted.reason] if counted.reason else None
                origin = f"dihitung, definisi {definition.number}: {definition.formula}"
                counts: list[Cell] = [counted.numerator, counted.denominator, value]
                yield [*named, *counts, None, reason, origin, *stands]
            elif (measured := cell.measurement) is not None:
                yield [
                    *named,
                    measured.numerator,
                    measured.denominator,
                    measured.value,
                    measured.words,
                    measured.not_measured_because,
                    "diisi",
                    *stands,
                ]


def _definition_of(year: IndicatorYear, cell: QuarterCell) -> Definition | OperationalDefinition:
    """By what a quarter was counted: as it was frozen, or what holds now."""
    frozen = cell.official.kept.definition if cell.official else None
    if frozen is not None:
        return frozen
    assert year.counted is not None  # noqa: S101 -- a quarter that is not frozen is counted by what holds
    return year.counted.definition


def chart_rows(page: YearPage) -> list[tuple[str, Fraction | None]]:
    """Indicators with their achievement of the year, for the chart."""
    return [(one.target.indicator_version.text, one.achievement.shown) for one in page.indicators]
