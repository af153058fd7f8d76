"""Tables to take away: what is seen on a page."""

from collections.abc import Iterable, Sequence
from datetime import date

from janji.kit.tables import Cell, Table
from janji.orgs.models import OrgUnit
from janji.registers.village_budgets.models import (
    BudgetCycle,
    DutyKind,
    Visit,
)
from janji.registers.village_budgets.queries import CycleStanding, DutyCell, DutyRow
from janji.registers.village_budgets.wording import STAGES


def villages_table(rows: Iterable[OrgUnit], year: int) -> Table:
    """Villages with what they had in a year."""
    return Table(
        title=f"Pembinaan APBDes {year}",
        header=[
            "Desa",
            "Dievaluasi",
            "Dimonitor",
            "Berlaku dengan sendirinya",
            "Kunjungan terakhir",
        ],
        rows=[
            [
                one.name,
                *(_yes(getattr(one, name)) for name in ("evaluated", "monitored", "silent")),
                getattr(one, "last_visit", None),
            ]
            for one in rows
        ],
    )


def _yes(value: object) -> str:
    return "ya" if value else "tidak"


def cycles_table(rows: Sequence[CycleStanding]) -> Table:
    """Drafts as they were filtered and sorted; the columns are those the import reads."""
    return Table(
        title="Rancangan APBDes",
        header=[
            "Desa",
            "Tahun anggaran",
            "Jenis",
            "Disepakati BPD",
            "Dikirim desa",
            "Diterima kecamatan",
            "Batas hasil",
            "Tanggal surat hasil",
            "Nomor surat hasil",
            "Hasil",
            "Hari kerja terpakai",
            "Perbaikan diminta sampai",
            "Diperbaiki",
            "Ditetapkan",
            "Nomor Perdes",
            "Perdes disampaikan",
            "Keadaan",
            "Berlaku dengan sendirinya",
        ],
        rows=[_cycle(one) for one in rows],
    )


def _cycle(one: CycleStanding) -> list[Cell]:
    cycle: BudgetCycle = one.cycle
    return [
        cycle.org_unit.name,
        cycle.budget_year,
        cycle.kind_name,
        cycle.agreed_on,
        cycle.sent_on,
        cycle.received_on,
        cycle.result_due_on,
        cycle.result_on,
        cycle.letter_number,
        cycle.get_outcome_display() if cycle.outcome else None,
        one.used,
        cycle.correct_until,
        cycle.corrected_on,
        cycle.enacted_on,
        cycle.regulation_number,
        cycle.reported_on,
        STAGES[one.stage][1],
        _yes(one.is_silent),
    ]


def visits_table(rows: Iterable[Visit], today: date) -> Table:
    """The log of visits."""
    return Table(
        title="Pembinaan dan pengawasan",
        header=[
            "Tanggal",
            "Desa",
            "Jenis",
            "Tim",
            "Materi",
            "Temuan",
            "Rekomendasi",
            "Nomor berita acara",
            "Berkas",
            "Batas tindak lanjut",
            "Tindak lanjut",
            "Selesai",
            "Bukti",
        ],
        rows=[
            [
                one.day,
                one.org_unit.name,
                one.get_kind_display(),
                one.team,
                one.subject,
                one.findings,
                one.recommendation,
                one.minutes_number,
                getattr(one, "files_count", 0),
                one.follow_up_due_on,
                follow_up_state(one, today)[1],
                one.followed_up_on,
                one.follow_up,
            ]
            for one in rows
        ],
    )


def follow_up_state(visit: Visit, today: date) -> tuple[str, str]:
    """How what a visit asked for stands, with its tone."""
    if visit.withdrawn_at is not None:
        return "none", "dibatalkan"
    if visit.followed_up_on is not None:
        return "good", "selesai"
    if not (visit.findings or visit.recommendation or visit.follow_up_due_on):
        return "none", "tidak ada"
    if visit.follow_up_due_on is not None and visit.follow_up_due_on < today:
        return "bad", "lewat batas"
    return "warn", "terbuka"


def duties_table(rows: Sequence[DutyRow], budget_year: int) -> Table:
    """The matrix: of every village what it owes, when it came, who brought it, how late."""
    header = ["Desa"]
    for _, label in DutyKind.choices:
        header += [str(label), f"{label}: pengirim", f"{label}: hari lewat"]
    return Table(
        title=f"Laporan desa {budget_year}",
        header=header,
        rows=[
            [row.village.name, *(cell for one in row.cells for cell in _duty(one))] for row in rows
        ],
        notes=[
            f"{label}: batas {one.due_on:%d-%m-%Y}"
            for (_, label), one in zip(DutyKind.choices, rows[0].cells, strict=True)
        ]
        if rows
        else [],
    )


def _duty(one: DutyCell) -> list[Cell]:
    state = "belum diterima" if one.received_on is None else one.received_on
    return [state, one.sender, one.late]
