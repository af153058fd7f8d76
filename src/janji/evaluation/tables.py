"""Evaluations as sheets to take away."""

from collections.abc import Iterable, Iterator

from janji.evaluation.queries import Evaluated, EvaluatedIndicator, OfficeRow
from janji.evaluation.wording import OFFICIAL, RUNNING
from janji.kit.tables import Cell, Table
from janji.kit.templatetags.kit import quarter
from janji.measurements.wording import REASONS


def offices_table(rows: Iterable[OfficeRow], *, year: int, until: str) -> Table:
    """Offices side by side, as the list shows them."""
    header = (
        "Kantor",
        "Capaian (%)",
        "Tanpa batas atas (%)",
        "Predikat",
        "Indikator dihitung",
        "Indikator",
        "Analisis belum ada",
        "Pertanda",
        "Evaluasi terbit",
    )
    cells: list[list[Cell]] = [
        [
            row.agreement.org_unit.name,
            row.found.weighted.shown.value,
            row.found.weighted.raw.value,
            row.found.band.label if row.found.band else None,
            row.found.weighted.shown.counted,
            row.found.weighted.shown.total,
            row.found.explanations_missing,
            row.found.signal_count,
            row.published.published_at if row.published else None,
        ]
        for row in rows
    ]
    return Table("Perbandingan", header, cells, [f"Tahun {year}, {until}"])


def year_table(found: Evaluated) -> Table:
    """One agreement with all its indicators."""
    header = (
        "Sasaran",
        "Bobot sasaran (%)",
        "Indikator",
        "Bobot (%)",
        "Target setahun",
        "Dinilai terhadap target",
        "Realisasi",
        "Status angka",
        "Capaian (%)",
        "Tanpa batas atas (%)",
        "Predikat",
        "Nilai kisi",
        "Tidak dihitung karena",
        "Realisasi tahun lalu",
        "Perubahan",
        "Kemajuan jangka menengah (%)",
        "Penyebab",
        "Hambatan",
        "Upaya perbaikan",
    )
    mean = found.weighted.shown
    notes = [
        f"{found.agreement.org_unit} tahun {found.agreement.year}",
        f"Dihitung {mean.counted} dari {mean.total} indikator",
        "Data contoh: angka rekaan." if found.agreement.is_example else "",
    ]
    return Table("Evaluasi", header, list(_rows(found)), [one for one in notes if one])


def figure_standing(one: EvaluatedIndicator) -> str | None:
    """Whether a figure was approved or may still move; nothing where there is none."""
    if one.official is None:
        return RUNNING if one.has_figure else None
    return f"{OFFICIAL} ({quarter(one.official.row.office_quarter.quarter)})"


def _rows(found: Evaluated) -> Iterator[list[Cell]]:
    for block in found.objectives:
        for one in block.indicators:
            reason, written = one.counting.reason, one.explanation
            yield [
                block.objective.text,
                block.weight,
                one.target.indicator_version.text,
                one.weight,
                one.year.promised.raw,
                one.year.promised.raw if one.aim is None else one.aim,
                one.to_date.value,
                figure_standing(one),
                one.achievement.shown,
                one.achievement.raw,
                one.band.label if one.band else None,
                one.grid.score if one.grid else None,
                REASONS[reason] if reason else None,
                one.change.before if one.change else None,
                one.change.amount if one.change else None,
                one.mid_term.found.progress if one.mid_term else None,
                written.causes if written else None,
                written.obstacles if written else None,
                written.remedies if written else None,
            ]
