"""What the sheet of a quarterly review meeting says, from values. No database and no clock.

sakip-rules §8 (E.81, footer): driving and hindering factors, what is done next, signatures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from janji.core.supervision_life import FindingState, ThreadState
from janji.documents.letterhead import Letterhead
from janji.documents.official import DOTTED, UNKNOWN
from janji.documents.sheets import Sheet
from janji.documents.typesetting import pdf
from janji.documents.word import docx
from janji.kit import dates
from janji.measurements.templatetags.measurements import figure, reason
from janji.supervision.models import Finding, Review, Thread
from janji.supervision.standing import IndicatorRun
from janji.supervision.templatetags.supervision import forecast_note, forecast_said
from janji.supervision.wording import FINDING_STATES, RISKS, THREAD_STATES

_HERE = Path(__file__).parent
NUMERALS = ("I", "II", "III", "IV")
LINES_TO_FILL = 4
PRESENT = 8
"""Lines of the attendance list."""


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """A meeting about to be held, or held: an office's quarter with everything that is on the table."""

    letterhead: Letterhead
    office: str
    year: int
    quarter: int
    first_party: str | None
    second_party: str | None
    runs: Sequence[IndicatorRun]
    threads: Sequence[Thread]
    findings: Sequence[Finding]
    review: Review | None
    made_at: datetime
    is_example: bool = False
    sheet: Sheet = Sheet.A4


def as_pdf(sheet: ReviewSheet) -> bytes:
    """The sheet as PDF/A-2a and PDF/UA-1; the same value gives the same bytes."""
    return pdf(_HERE / "review.typ", _content(sheet), made_at=sheet.made_at)


def as_docx(sheet: ReviewSheet) -> bytes:
    """The sheet as DOCX, from a template that an office can restyle in a word processor."""
    return docx(_HERE / "review.docx", _content(sheet), made_at=sheet.made_at, sheet=sheet.sheet)


def _content(sheet: ReviewSheet) -> dict[str, Any]:
    """The sheet as plain data, the same for both templates."""
    width, height = sheet.sheet.millimetres
    review = sheet.review
    held = dates.day(review.held_on) if review and review.held_on else DOTTED
    place = (review.place if review else None) or DOTTED
    return {
        "title": f"Rapat evaluasi TW {NUMERALS[sheet.quarter - 1]} {sheet.year} – {sheet.office}",
        "author": sheet.letterhead.org_unit,
        "sheet": {"width": width, "height": height},
        "letterhead": {
            "government": sheet.letterhead.government,
            "org_unit": sheet.letterhead.org_unit,
            "address": sheet.letterhead.address,
            "contact": sheet.letterhead.contact,
        },
        "state_note": None,
        "foot": ["Data contoh: angka rekaan."] if sheet.is_example else [],
        "heading": "LEMBAR RAPAT EVALUASI KINERJA TRIWULANAN",
        "office": sheet.office,
        "quarter": f"Triwulan {NUMERALS[sheet.quarter - 1]} Tahun {sheet.year}",
        "facts": [
            {"label": "Hari, tanggal", "text": held},
            {"label": "Tempat", "text": place},
            {"label": "Angka per", "text": dates.moment(sheet.made_at)},
        ],
        "indicators": [
            _indicator(number, one, sheet.quarter) for number, one in enumerate(sheet.runs, 1)
        ],
        "note": forecast_note(sheet.year),
        "threads": [_thread(one) for one in sheet.threads],
        "findings": [_finding(one) for one in sheet.findings],
        "driving": _lines(review.driving if review else None),
        "hindering": _lines(review.hindering if review else None),
        "agreed": _lines(review.agreed if review else None),
        "present": [{"number": str(one), "name": "", "post": ""} for one in range(1, PRESENT + 1)],
        "place_date": f"{place}, {held}",
        "signatures": [
            {"role": "Pihak Kedua", "name": sheet.second_party or DOTTED},
            {"role": "Pihak Pertama", "name": sheet.first_party or DOTTED},
        ],
    }


def _lines(text: str | None) -> list[str]:
    """What was written, line by line; dotted lines to be filled in by hand otherwise."""
    written = [one.strip() for one in (text or "").splitlines() if one.strip()]
    return written or [DOTTED * 3] * LINES_TO_FILL


def _indicator(number: int, run: IndicatorRun, quarter: int) -> dict[str, str]:
    one = run.year
    cell = one.cells[quarter - 1]
    if cell.has_figure and cell.to_date.value is not None:
        actual = figure(cell.to_date.value, one.unit)
    elif cell.measurement is not None:
        said = cell.measurement
        actual = said.words or said.not_measured_because or reason(cell.to_date.reason) or UNKNOWN
    else:
        actual = "belum diisi" if cell.is_due else "belum waktunya"
    foreseen = run.forecast
    return {
        "number": str(number),
        "text": one.target.indicator_version.text,
        "year_target": one.target.raw or UNKNOWN,
        "target": figure(cell.target, one.unit),
        "actual": actual,
        "achievement": figure(cell.achievement.shown, "\u00a0%"),
        "forecast": "–" if foreseen.value is None else figure(foreseen.value, one.unit),
        "method": forecast_said(foreseen),
        "risk": RISKS[run.risk][1],
        "cause": (cell.measurement.notes if cell.measurement else None) or "",
    }


def _thread(one: Thread) -> dict[str, str]:
    return {
        "text": one.subject,
        "kind": one.get_kind_display(),
        "due": dates.day(one.due_on),
        "state": THREAD_STATES[ThreadState(one.state)][1],
    }


def _finding(one: Finding) -> dict[str, str]:
    return {
        "text": f"{one.text} ({one.basis})" if one.basis else one.text,
        "severity": one.get_severity_display(),
        "owner": str(one.owner),
        "due": dates.day(one.due_on),
        "state": FINDING_STATES[FindingState(one.state)][1],
    }
