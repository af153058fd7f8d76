"""Lists to take away: bodies as they stand in a year, and their agenda. Never a NIK."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from janji.core.communities import Lack
from janji.core.periods import Window
from janji.kit.tables import Cell, Table
from janji.orgs.models import OrgUnit
from janji.registers.communities import queries
from janji.registers.communities.models import Activity, Community, Post, Tenure
from janji.registers.communities.wording import LACKS

AT_ONCE = 500


def verdict_said(standing: queries.Standing) -> str:
    """`aktif`, or the one thing that is lacking."""
    if not standing.is_counted:
        return "tidak dihitung"
    return lack_said(standing) or "aktif"


def lack_said(standing: queries.Standing) -> str:
    """The one thing that is lacking, in words; empty when nothing is."""
    if standing.lack is None:
        return ""
    if standing.lack is Lack.TOO_LITTLE_DONE:
        done, planned = standing.done_and_planned
        if planned == 0:
            return "belum ada agenda yang direncanakan"
        return f"tinggal laksanakan {standing.still_to_do} agenda lagi ({done} dari {planned})"
    return LACKS[standing.lack]


def communities_table(
    rows: QuerySet[Community], org_unit: OrgUnit, window: Window, now: datetime
) -> Table:
    """The bodies as they were filtered and sorted."""
    return Table(
        title="Lembaga",
        header=[
            "Desa",
            "Jenis",
            "Nama",
            "RW induk",
            "Dibentuk",
            "Dasar",
            "Keadaan",
            "Ketua",
            "No SK",
            "Tgl SK",
            "Masa bakti sampai",
            f"Agenda {window.year} direncanakan",
            "Agenda terlaksana",
            "Penilaian",
        ],
        rows=_cells(rows, window),
        notes=[_note(org_unit, window, now)],
    )


def _note(org_unit: OrgUnit, window: Window, now: datetime) -> str:
    seen = f"keadaan per {window.last_day:%d-%m-%Y} menurut syarat bawaan"
    return f"{org_unit.name}, {seen}, diunduh {timezone.localtime(now):%d-%m-%Y %H.%M}"


def _cells(rows: QuerySet[Community], window: Window) -> Iterator[Sequence[Cell]]:
    keys = list(rows.values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        part = keys[start : start + AT_ONCE]
        by_key = {one.pk: one for one in rows.filter(pk__in=part)}
        standings = queries.standings(by_key.values(), window)
        chairs = {
            one.community_id: one
            for one in Tenure.objects.filter(
                community__in=part, post=Post.CHAIR.value, ended_on=None
            ).order_by("starts_on")
        }
        for key in part:
            yield _row(by_key[key], standings[key], chairs.get(key))


def _row(one: Community, standing: queries.Standing, chair: Tenure | None) -> Sequence[Cell]:
    done, planned = standing.done_and_planned
    return [
        one.org_unit.name,
        one.get_kind_display(),
        one.name,
        one.parent.name if one.parent else None,
        one.founded_on,
        one.decree,
        one.get_status_display(),
        chair.name if chair else None,
        chair.decree if chair else None,
        chair.starts_on if chair else None,
        chair.ends_on if chair else None,
        planned,
        done,
        verdict_said(standing),
    ]


def agenda_table(rows: QuerySet[Community], window: Window) -> Table:
    """The agenda of the same bodies in the year."""
    return Table(
        title="Agenda",
        header=[
            "Desa",
            "Lembaga",
            "Tahun",
            "Agenda",
            "Bulan",
            "Keadaan",
            "Tanggal",
            "Bukti",
            "Ditambahkan",
            "Program ditetapkan",
            "Dokumen program",
        ],
        rows=_agenda(rows, window),
    )


def _agenda(rows: QuerySet[Community], window: Window) -> Iterator[Sequence[Cell]]:
    found = Activity.objects.filter(
        plan__community__in=rows.order_by().values("pk"), plan__year=window.year
    ).select_related("plan__community__org_unit")
    order = ("plan__community__org_unit__path", "plan__community__name_key", "month", "pk")
    for one in found.order_by(*order).iterator(chunk_size=2000):
        body = one.plan.community
        yield [
            body.org_unit.name,
            body.name,
            one.plan.year,
            one.name,
            one.month,
            one.get_state_display(),
            one.settled_on,
            one.evidence,
            one.added_on,
            one.plan.set_on,
            one.plan.document or one.plan.file_name,
        ]
