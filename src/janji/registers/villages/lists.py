"""Tables to take away: what is seen on a page."""

from collections.abc import Iterable, Sequence
from datetime import date

from janji.core.village_books import Verdict
from janji.kit.tables import Cell, Table
from janji.registers.villages import queries
from janji.registers.villages.models import Finding
from janji.registers.villages.queries import Standing, Trend
from janji.registers.villages.wording import VERDICTS


def villages_table(rows: Sequence[Standing], year: int) -> Table:
    """Villages with their groups and their verdict."""
    asked = queries.usual().groups
    return Table(
        title=f"Administrasi desa {year}",
        header=[
            "Desa atau kelurahan",
            "Jenis",
            "Pemeriksaan terakhir",
            *(f"{code} (persen)" for code in asked),
            "Buku wajib tidak ada",
            "Keadaan",
        ],
        rows=[_village(one) for one in rows],
        notes=[f"Ambang setiap kelompok: {queries.usual().share} persen"],
    )


def _village(one: Standing) -> list[Cell]:
    shares = [tally.share if tally else None for _, tally in one.shares]
    seen = one.inspection
    return [
        one.village.name,
        one.village.get_kind_display(),
        seen.inspected_on if seen else None,
        *shares,
        seen.missing if seen else None,
        VERDICTS[Verdict(one.judgement.verdict)],
    ]


def trend_table(trend: Trend) -> Table:
    """Villages by semesters, and the sums under them."""
    rows: list[list[Cell]] = [
        [row.village.name, *(VERDICTS[one.judgement.verdict] if one else None for one in row.cells)]
        for row in trend.rows
    ]
    for words, verdict in ((VERDICTS[one], one) for one in Verdict):
        rows.append([f"Jumlah {words}", *(one.counts[verdict] for one in trend.sums)])
    rows.append(["Tertib (persen)", *(one.share for one in trend.sums)])
    semesters = [f"{one.semester.year} semester {one.semester.half}" for one in trend.sums]
    return Table(
        title="Tren administrasi desa", header=["Desa atau kelurahan", *semesters], rows=rows
    )


def findings_table(rows: Iterable[Finding], today: date) -> Table:
    """Findings with their deadlines."""
    return Table(
        title="Temuan",
        header=[
            "Temuan",
            "Desa",
            "Buku",
            "Diperiksa",
            "Batas waktu",
            "Keadaan",
            "Selesai",
            "Bukti",
        ],
        rows=[
            [
                one.content,
                one.org_unit.name,
                one.book,
                one.inspection.inspected_on,
                one.due_on,
                state_of(one, today),
                one.settled_on,
                one.evidence,
            ]
            for one in rows
        ],
    )


def state_of(finding: Finding, today: date) -> str:
    """`selesai`, `lewat batas`, or `terbuka`."""
    if finding.settled_on is not None:
        return "selesai"
    return "lewat batas" if finding.due_on < today else "terbuka"
