"""Lists to take away: the desk, threads, findings."""

from collections.abc import Iterable

from janji.core.measuring import QUARTERS
from janji.core.supervision_life import FindingState, ThreadState
from janji.kit.tables import Table
from janji.kit.templatetags.kit import quarter
from janji.measurements.templatetags.measurements import standing_said
from janji.supervision.models import Finding, Thread
from janji.supervision.queries import OfficeStanding
from janji.supervision.wording import FINDING_STATES, THREAD_STATES


def desk_table(rows: Iterable[OfficeStanding], year: int) -> Table:
    """The desk as a sheet."""
    header = [
        "Kantor",
        "Perjanjian berlaku",
        "Indikator",
        *(quarter(one) for one in QUARTERS),
        "Triwulan lewat batas",
        "Triwulan terlambat",
        "Triwulan dikembalikan",
        "Realisasi belum diisi",
        "Berisiko",
        "Sulit tercapai",
        "Angka bertentangan",
        "Catatan bertentangan",
        "Pertanyaan berjalan",
        "Pertanyaan lewat batas",
        "Temuan berjalan",
        "Temuan lewat batas",
        "Menunggu pihak atasan",
    ]
    return Table(
        f"Pengawasan {year}",
        header,
        (
            [
                one.org_unit.name,
                "ya" if one.agreement else "tidak",
                one.figures.indicators,
                *_quarters(one),
                len(one.overdue),
                len(one.late),
                len(one.returned),
                one.figures.unfilled,
                one.figures.at_risk,
                one.figures.unlikely,
                one.figures.contradictory,
                one.in_records,
                one.threads.open,
                one.threads.overdue,
                one.findings.open,
                one.findings.overdue,
                one.awaiting_superior,
            ]
            for one in rows
        ),
    )


def _quarters(one: OfficeStanding) -> Iterable[str | None]:
    """How each quarter stands, in words; nothing where nothing is owed."""
    for number in QUARTERS:
        if (standing := one.quarters.get(number)) is None:
            yield None
        else:
            yield "; ".join(word for _, word in standing_said(standing))


def threads_table(rows: Iterable[Thread]) -> Table:
    """Questions and instructions as a sheet."""
    header = ["Pokok", "Kantor", "Jenis", "Tahun", "Triwulan", "Indikator", "Batas", "Keadaan"]
    return Table(
        "Pertanyaan dan instruksi",
        header,
        (
            [
                one.subject,
                one.org_unit.name,
                one.get_kind_display(),
                one.year,
                one.quarter,
                one.target.indicator_version.text if one.target else None,
                one.due_on,
                THREAD_STATES[ThreadState(one.state)][1],
            ]
            for one in rows
        ),
    )


def findings_table(rows: Iterable[Finding]) -> Table:
    """Findings as a sheet."""
    header = [
        "Temuan",
        "Kantor",
        "Bobot",
        "Penanggung jawab",
        "Tahun",
        "Triwulan",
        "Indikator",
        "Dasar angka",
        "Batas",
        "Keadaan",
    ]
    return Table(
        "Temuan",
        header,
        (
            [
                one.text,
                one.org_unit.name,
                one.get_severity_display(),
                str(one.owner),
                one.year,
                one.quarter,
                one.target.indicator_version.text if one.target else None,
                one.basis,
                one.due_on,
                FINDING_STATES[FindingState(one.state)][1],
            ]
            for one in rows
        ),
    )
