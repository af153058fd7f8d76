"""What the paper says of each indicator: its figure, how it was counted, by quarter, and on a map.

No database and no clock; the same value gives the same bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from janji.documents.letterhead import Letterhead
from janji.documents.official import UNKNOWN
from janji.documents.sheets import Sheet
from janji.documents.typesetting import pdf
from janji.kit.charts import PRINT_INKS, paper_svg
from janji.kit.maps import NO_VALUE, SHADES
from janji.measurements.account import NumberUsed, Step, number_said, window_name
from janji.measurements.counting import OfficeFigure
from janji.measurements.mapping import FigureMap
from janji.measurements.queries import IndicatorYear, QuarterCell
from janji.measurements.templatetags.measurements import (
    cell_said_of,
    count_said,
    figure,
    reason,
    recorded,
)

_HERE = Path(__file__).parent
QUARTERS = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class IndicatorAccount:
    """One indicator's year with everything that bears its figure out."""

    objective: str
    year: IndicatorYear
    equation: str | None
    steps: Sequence[Step]
    numbers: Sequence[NumberUsed]
    terms: Sequence[tuple[str, str]]
    offices: Sequence[OfficeFigure]
    map: FigureMap | None


@dataclass(frozen=True, slots=True)
class GapLine:
    """An exception with which a quarter was approved, and who accepted it."""

    quarter: int
    indicator: str
    said: str
    accepted: str


@dataclass(frozen=True, slots=True)
class AccountPaper:
    """The paper: some indicators of one office and year, as its records stood at `made_at`."""

    letterhead: Letterhead
    office: str
    year: int
    said_at: str
    indicators: Sequence[IndicatorAccount]
    made_at: datetime
    gaps: Sequence[GapLine] = ()
    foot: tuple[str, ...] = ()
    sheet: Sheet = Sheet.A4


def as_pdf(paper: AccountPaper) -> bytes:
    """The paper as PDF/A-2a and PDF/UA-1."""
    return pdf(_HERE / "account.typ", _content(paper), made_at=paper.made_at)


def _content(paper: AccountPaper) -> dict[str, Any]:
    width, height = paper.sheet.millimetres
    return {
        "title": f"Kertas kerja {paper.year} – {paper.office}",
        "author": paper.letterhead.org_unit,
        "sheet": {"width": width, "height": height},
        "letterhead": {
            "government": paper.letterhead.government,
            "org_unit": paper.letterhead.org_unit,
            "address": paper.letterhead.address,
            "contact": paper.letterhead.contact,
        },
        "state_note": None,
        "foot": list(paper.foot),
        "heading": f"KERTAS KERJA PENGHITUNGAN INDIKATOR KINERJA TAHUN {paper.year}",
        "said_at": paper.said_at,
        "gaps": [
            {
                "quarter": f"TW {QUARTERS[one.quarter - 1]}",
                "indicator": one.indicator,
                "said": one.said,
                "accepted": one.accepted,
            }
            for one in paper.gaps
        ],
        "indicators": [_indicator(one) for one in paper.indicators],
    }


def _indicator(one: IndicatorAccount) -> dict[str, Any]:
    year = one.year
    reached = year.achievement
    return {
        "objective": one.objective,
        "text": year.target.indicator_version.text,
        "facts": [
            {"label": label, "text": text}
            for label, text in (
                ("Target", year.promised.raw or UNKNOWN),
                ("Realisasi", one.equation or _said(year)),
                (
                    "Capaian",
                    figure(reached.shown, "\u00a0%") if reached.shown is not None else UNKNOWN,
                ),
                ("Predikat", year.band.label if year.band else reason(reached.reason) or UNKNOWN),
            )
        ],
        "steps": [{"title": s.title, "said": s.said, "source": s.source} for s in one.steps],
        "numbers": [
            {
                "title": used.variable.title,
                "definition": used.variable.definition,
                "window": window_name(used.window),
                "value": number_said(used),
            }
            for used in one.numbers
        ],
        "terms": [{"label": label, "text": text} for label, text in one.terms],
        "quarters": [_quarter(cell, year.unit) for cell in year.cells],
        "map": _map(one.map, year.unit) if one.map else None,
        "offices": [] if one.map else [_office(office, year.unit) for office in one.offices],
    }


def _said(year: IndicatorYear) -> str:
    """A figure that is no sum: a value, a grade in words, or why there is none."""
    if year.to_date.value is not None:
        return figure(year.to_date.value, year.unit)
    last = year.last_cell
    if last is not None and last.measurement is not None:
        return recorded(last.measurement)
    return reason(year.to_date.reason) or "belum ada triwulan yang diisi"


def _quarter(cell: QuarterCell, unit: str) -> dict[str, str]:
    if cell.counted is not None:
        written_down = count_said(cell.counted)
    elif cell.measurement is not None:
        written_down = recorded(cell.measurement)
    else:
        written_down = "belum diisi" if cell.is_due else "belum waktunya"
    if cell.official is not None:
        written_down += " (disetujui)"
        if cell.drift is not None:
            written_down += f"; menurut catatan sekarang {cell_said_of(cell.drift.now)}"
    return {
        "name": f"TW {QUARTERS[cell.quarter - 1]}",
        "recorded": written_down,
        "to_date": figure(cell.to_date.value, unit),
        "target": figure(cell.target, unit),
        "achievement": figure(cell.achievement.shown, "\u00a0%"),
        "band": cell.band.label if cell.band else "–",
    }


def _map(drawn: FigureMap, unit: str) -> dict[str, Any]:
    legend = [
        {
            "ink": PRINT_INKS[SHADES[drawn.shade(step) - 1]],
            "said": figure(step.low, unit)
            if step.low == step.high
            else f"{figure(step.low, unit)} – {figure(step.high, unit)}",
        }
        for step in drawn.steps
    ]
    if drawn.has_gaps:
        legend.append({"ink": PRINT_INKS[NO_VALUE], "said": "belum ada angka"})
    rows = [
        {
            "number": str(row.number),
            "name": row.org_unit.name,
            "counted": count_said(row.figure.counted) if row.figure else "–",
            "value": figure(row.figure.counted.value, unit) if row.figure else "–",
        }
        for row in drawn.rows
    ]
    said = "; ".join(f"{row['number']} {row['name']} {row['value']}" for row in rows)
    return {"drawing": paper_svg(drawn.spec), "said": said, "legend": legend, "rows": rows}


def _office(one: OfficeFigure, unit: str) -> dict[str, str]:
    return {
        "name": one.org_unit.name,
        "counted": count_said(one.counted),
        "value": figure(one.counted.value, unit),
    }
