"""Lists to take away: groups as they stand at the end of a quarter, and the recap of villages."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from janji.core.self_help import Share
from janji.kit.tables import Cell, Table
from janji.orgs.models import OrgUnit
from janji.registers.self_help import queries
from janji.registers.self_help.models import FinanceUnit, Group
from janji.registers.self_help.queries import Point, Recap, Standing, VillageRecap
from janji.registers.self_help.wording import lack_said, quarter_said, share_said

AT_ONCE = 500
MONTHLY_HEADINGS = (
    *("Desa", "KSM", "Nomor pinjaman", "Saldo", "Target angsuran", "Realisasi", "Tunggakan"),
)
"""The columns of a finance unit's monthly recap, which the import reads back."""


def verdict_said(standing: Standing) -> str:
    """`aktif`, or everything that is lacking."""
    if not standing.is_counted:
        return "tidak dihitung"
    return "; ".join(lack_said(one) for one in standing.lacking) or "aktif"


def _note(org_unit: OrgUnit, point: Point, now: datetime) -> str:
    newest = quarter_said(*point.newest)
    seen = f"keadaan {point.day:%d-%m-%Y}, aktif menurut syarat bawaan sampai {newest}"
    return f"{org_unit.name}, {seen}, diunduh {timezone.localtime(now):%d-%m-%Y %H.%M}"


def groups_table(rows: QuerySet[Group], org_unit: OrgUnit, point: Point, now: datetime) -> Table:
    """The groups as they were filtered and sorted; the import reads them back."""
    return Table(
        title="KSM",
        header=[
            "Desa",
            "KSM",
            "Jenis",
            "Program asal",
            "Dibentuk",
            "Anggota",
            "Perempuan",
            "Simpanan",
            "Saldo pinjaman",
            "Tunggakan pokok",
            "Penilaian",
        ],
        rows=_group_cells(rows, point),
        notes=[_note(org_unit, point, now)],
    )


def _group_cells(rows: QuerySet[Group], point: Point) -> Iterator[Sequence[Cell]]:
    keys = list(rows.values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        part = keys[start : start + AT_ONCE]
        by_key = {one.pk: one for one in rows.filter(pk__in=part)}
        standings = queries.standings(by_key.values(), point)
        for key in part:
            yield _group_row(by_key[key], standings[key])


def _group_row(one: Group, standing: Standing) -> Sequence[Cell]:
    return [
        one.org_unit.name,
        one.name,
        one.get_kind_display(),
        one.get_programme_display(),
        one.formed_on,
        standing.members,
        standing.women,
        standing.savings,
        standing.portfolio.outstanding,
        standing.portfolio.arrears,
        verdict_said(standing),
    ]


def recap_table(
    rows: Sequence[VillageRecap], total: Recap, org_unit: OrgUnit, point: Point, now: datetime
) -> Table:
    """The recap of villages with its sum, in which rupiah is divided by rupiah."""
    cells = [_recap_row(one.village.name, one.recap, one.unit) for one in rows]
    return Table(
        title="Rekap UPK",
        header=[
            "Desa",
            "UPK",
            "Modal awal",
            "KSM ada",
            "KSM aktif",
            "Aktif, %",
            "Anggota",
            "Perempuan",
            "Perempuan, %",
            "Simpanan",
            "KSM pernah meminjam",
            "Saldo pinjaman",
            "Saldo berisiko",
            "PAR, %",
            "LAR, %",
            "Jatuh tempo",
            "Terbayar",
            "Tunggakan pokok",
            "Pengembalian, %",
        ],
        rows=[*cells, _recap_row("Jumlah", total, None)],
        notes=[
            _note(org_unit, point, now),
            "Persen pada baris jumlah adalah jumlah dibagi jumlah, bukan rata-rata persen.",
        ],
    )


def _recap_row(name: str, one: Recap, unit: FinanceUnit | None) -> Sequence[Cell]:
    loans = one.portfolio
    return [
        name,
        unit.name if unit else None,
        unit.capital if unit else None,
        one.groups,
        one.active,
        _percent(one.activity),
        one.members,
        one.women,
        _percent(one.women_share),
        one.savings,
        one.ever_borrowed,
        loans.outstanding,
        loans.at_risk,
        _percent(loans.par),
        _percent(loans.lar),
        loans.due,
        loans.paid_of_due,
        loans.arrears,
        _percent(loans.repayment),
    ]


def _percent(share: Share) -> Cell:
    return share.percent if share.reason is None else share_said(share)


def monthly_table(org_unit: OrgUnit, point: Point) -> Table:
    """Every loan of the month, as finance units keep it, without the service charge."""
    rows: list[Sequence[Cell]] = [
        [
            one.loan.org_unit.name,
            one.loan.group.name,
            one.loan.number,
            one.now.outstanding,
            one.due,
            one.paid,
            one.now.arrears,
        ]
        for one in queries.monthly(org_unit, point)
    ]
    return Table("Rekap per KSM", MONTHLY_HEADINGS, rows)
