"""Lists to take away: forums, who was at one, proposals, and their order."""

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet

from janji.core.attendance import AttendingRole
from janji.kit.tables import Cell, Table
from janji.registers.musrenbang.models import Attendance, Forum, Proposal
from janji.registers.musrenbang.queries import forums as queries
from janji.registers.musrenbang.queries.proposals import RankedProposal
from janji.registers.musrenbang.wording import ROLES


def forums_table(rows: QuerySet[Forum]) -> Table:
    """The forums as they were filtered and sorted."""
    return Table(
        title="Forum",
        header=[
            "Forum",
            "Tahun rencana",
            "Tanggal",
            "Tempat",
            "Kantor",
            "Berita acara",
            "Desa diundang",
            "Hadir",
        ],
        rows=[
            [
                one.get_kind_display(),
                one.plan_year,
                one.day,
                one.venue,
                one.org_unit.name,
                one.minutes_number,
                one.invited_villages,
                getattr(one, "came", 0),
            ]
            for one in rows
        ],
    )


def attendance_table(forum: Forum) -> Table:
    """Everyone at a forum; the columns are those the import reads."""
    return Table(
        title="Daftar hadir",
        header=[
            "Forum",
            "Tanggal",
            "Nama",
            "L/P",
            "Unsur",
            "Lembaga",
            "Jabatan",
            "Desa",
            "Tanda hadir",
            "Dihitung",
        ],
        rows=_cells(forum, queries.attendances_of(forum)),
    )


def _cells(forum: Forum, rows: QuerySet[Attendance]) -> Iterator[Sequence[Cell]]:
    for one in rows.iterator(chunk_size=2000):
        yield [
            forum.get_kind_display(),
            forum.day,
            one.name,
            one.sex.upper(),
            one.get_group_display(),
            one.community.name if one.community else one.body,
            ROLES[AttendingRole(one.role)] if one.role else None,
            one.village.name if one.village else None,
            one.get_sign_display() if one.sign else None,
            "ya" if one.counts else "tidak",
        ]


def place_of(one: Proposal) -> str:
    """Where something is proposed: `Dusun Kalianja, RT 3 RW 2`; empty when nobody wrote it down."""
    numbered = [f"{word} {number}" for word, number in (("RT", one.rt), ("RW", one.rw)) if number]
    return ", ".join(part for part in (one.location, " ".join(numbered)) if part)


PROPOSAL_HEADINGS = [
    "Nomor",
    "Tahun rencana",
    "Desa",
    "Usulan",
    "Bidang",
    "Jenis",
    "Lokasi",
    "RT/RW",
    "Volume",
    "Satuan",
    "Perkiraan biaya",
    "Keluaran",
    "Penerima manfaat",
    "Potensi partisipasi",
    "Prioritas",
    "OPD tujuan",
    "ID SIPD",
    "Pengusul",
    "Alasan",
    "Tanggal",
    "Keadaan",
    "Keadaan sejak",
    "Alasan keadaan",
]
"""The columns of the own sheet; the import reads all but the number and what became of it."""


def proposals_table(rows: QuerySet[Proposal]) -> Table:
    """The proposals as they were filtered and sorted."""
    return Table(
        "Usulan", PROPOSAL_HEADINGS, (_proposal(one) for one in rows.iterator(chunk_size=2000))
    )


def _proposal(one: Proposal) -> Sequence[Cell]:
    return [
        one.code,
        one.plan_year,
        one.org_unit.name,
        one.title,
        one.get_sector_display(),
        one.get_kind_display(),
        one.location,
        f"{one.rt or ''}/{one.rw or ''}" if one.rt or one.rw else None,
        one.volume,
        one.unit_of_measure,
        one.cost,
        one.output,
        one.beneficiaries,
        one.participation,
        one.priority,
        one.agency,
        one.external_id,
        one.proposer,
        one.reason,
        one.proposed_on,
        one.get_state_display(),
        one.state_since,
        one.state_reason,
    ]


def ranking_table(rows: Sequence[RankedProposal], plan_year: int) -> Table:
    """The proposals in their order, with what moved them."""
    return Table(
        title=f"Peringkat {plan_year}",
        header=[
            "Peringkat",
            "Menurut nilai",
            "Jumlah nilai",
            "Nomor",
            "Usulan",
            "Desa",
            "Bidang",
            "OPD tujuan",
            "Penerima manfaat",
            "Prioritas desa",
            "Perkiraan biaya",
            "Keadaan",
            "Urutan diatur karena",
        ],
        rows=[
            [
                row.place.rank,
                row.place.computed,
                row.place.points,
                row.proposal.code,
                row.proposal.title,
                row.proposal.org_unit.name,
                row.proposal.get_sector_display(),
                row.proposal.agency,
                row.proposal.beneficiaries,
                row.proposal.priority,
                row.proposal.cost,
                row.proposal.get_state_display(),
                row.proposal.placed_reason,
            ]
            for row in rows
        ],
    )
