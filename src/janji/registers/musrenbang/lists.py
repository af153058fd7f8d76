"""Lists to take away: forums, and who was at one."""

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet

from janji.core.attendance import AttendingRole
from janji.kit.tables import Cell, Table
from janji.registers.musrenbang import queries
from janji.registers.musrenbang.models import Attendance, Forum
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
