"""The ranking and a village's course as tables to take away."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet

from janji.core.collectors import deposit_rule
from janji.core.land_tax import penalty_rule
from janji.core.numbers import written_exactly
from janji.core.tax_objects import written_nop
from janji.kit.dates import day as written_day
from janji.kit.tables import Cell, Table
from janji.orgs.models import OrgUnit
from janji.registers.land_tax import queries
from janji.registers.land_tax.models import Bill, TaxCode, TaxYear
from janji.registers.land_tax.queries import CollectorStanding, CourseRow, Place, Together

RECAP_HEADINGS = (
    *("No", "Desa", "SPPT", "Pokok (baku)", "Realisasi s.d. minggu lalu", "Minggu ini"),
    *("S.d. minggu ini", "%", "Sisa", "Peringkat"),
)
"""The columns of the weekly recap as offices keep it; the import reads them back."""

EVIDENCE = {
    "seen": "dibaca dari naskahnya",
    "memory": "dari ingatan, belum dibandingkan dengan naskahnya",
    "design": "pilihan Janji",
}
"""How well a source is known, for readers."""

Key = Callable[[Place], Any]


def sorted_places(found: Sequence[Place], order: str, need: Callable[[Place], int]) -> list[Place]:
    """Villages in the order asked for: by rank unless told."""
    keys: dict[str, Key] = {
        "desa": lambda one: str(one.org_unit.name),
        "realisasi": lambda one: one.paid,
        "persen": lambda one: one.share or Fraction(0),
        "sisa": lambda one: one.remaining,
        "minggu": lambda one: one.gain or 0,
        "kebutuhan": need,
    }
    key = keys.get(order.removeprefix("-"))
    if key is None:
        return list(found)
    return sorted(found, key=key, reverse=order.startswith("-"))


def ranking_table(
    found: Sequence[Place], added: Together, year: int, on: date, percent: Decimal
) -> Table:
    """The weekly recap of the villages shown, with what is needed each week."""
    header = (
        *RECAP_HEADINGS,
        *("SPPT lunas", "Denda", "Posisi", "Jatuh tempo", "Kebutuhan per minggu", "Lunas sejak"),
    )
    rows = [_ranking_row(number, one, percent, on) for number, one in enumerate(found, start=1)]
    total = (
        *(None, "Jumlah", added.bills, added.assessed, added.paid - added.gain, added.gain),
        *(added.paid, added.share, added.remaining, None, None, added.penalties, None, None),
        *(added.weekly, None),
    )
    rule = penalty_rule(year)
    known = EVIDENCE[rule.evidence]
    notes = (
        f"PBB-P2 tahun pajak {year} per {written_day(on)}. Persen bersama adalah rupiah dibagi rupiah, bukan rata-rata persen.",
        f"Kebutuhan per minggu sampai jatuh tempo untuk {written_exactly(percent)} % dari dasar target setiap desa.",
        f"Denda {written_exactly(rule.percent_a_month)} % sebulan, paling lama {rule.most_months} bulan ({rule.source}; {known}).",
    )
    return Table(f"PBB {year}", header, [*rows, total], notes)


def _ranking_row(number: int, one: Place, percent: Decimal, on: date) -> Sequence[Cell]:
    recap, need = one.recap, one.need(percent, on)
    paid: int | None = recap.paid if recap else None
    before = paid - (one.gain or 0) if paid is not None else None
    return (
        number,
        one.org_unit.name,
        one.assessment.bills,
        one.assessment.amount,
        before,
        one.gain,
        paid,
        one.share,
        one.remaining,
        one.rank,
        recap.bills_paid if recap else None,
        recap.penalties if recap else None,
        recap.as_of if recap else None,
        one.assessment.due_on,
        need.weekly,
        one.settled_on,
    )


def course_table(tax_year: TaxYear, rows: Sequence[CourseRow]) -> Table:
    """The recaps of a village's year."""
    header = (
        *("Posisi", "Pokok terbayar", "Bertambah", "%", "Sisa", "SPPT lunas", "Denda"),
        *("Pembetulan", "Sumber"),
    )
    cells = [
        (
            one.recap.as_of,
            one.recap.paid,
            one.gain,
            one.share,
            one.remaining,
            one.recap.bills_paid,
            one.recap.penalties,
            one.corrections,
            one.recap.source,
        )
        for one in rows
    ]
    return Table(f"PBB {tax_year.year}", header, cells)


def bills_table(found: QuerySet[Bill], year: int) -> Table:
    """Bills as the import reads them back; no name leaves with them."""
    header = (
        *("No", "NOP", "Desa", "Alamat objek", "Luas bumi", "Luas bangunan", "Pokok"),
        *("Terbayar", "Sisa", "Terbit", "Jatuh tempo", "Disampaikan", "Keadaan"),
    )
    rows = [
        (
            number,
            written_nop(one.tax_object.nop),
            one.org_unit.name,
            one.tax_object.location,
            one.land_area,
            one.building_area,
            one.principal,
            vars(one)["paid"],
            one.principal - vars(one)["paid"],
            one.issued_on,
            one.due_on,
            one.delivered_on,
            one.get_state_display(),
        )
        for number, one in enumerate(found, start=1)
    ]
    notes = ("Tanpa nama wajib pajak. Terbayar termasuk uang yang masih pada petugas desa.",)
    return Table(f"SPPT {year}", header, rows, notes)


def payments_table(org_unit: OrgUnit, year: int) -> Table:
    """Payments that stand; who paid is not in it."""
    header = (
        *("NOP", "Desa", "Dibayar", "Pokok", "Denda", "Saluran", "NTPD"),
        *("Jabatan petugas", "Wilayah petugas", "Dihitung sejak", "Bukti setor"),
    )
    rows = [
        (
            written_nop(one.bill.tax_object.nop),
            one.org_unit.name,
            one.paid_on,
            one.principal,
            one.penalty,
            one.get_channel_display(),
            one.ntpd,
            one.get_role_display() if one.role else None,
            one.area,
            one.counts_on,
            one.receipt,
        )
        for one in queries.payments_of(org_unit, year)
    ]
    return Table(f"Pembayaran {year}", header, rows)


def codes_table(found: Iterable[TaxCode]) -> Table:
    """The tax office's codes beside those of the interior ministry."""
    rows = [
        (
            str(one),
            one.org_unit.name,
            one.org_unit.region_id,
            "diakhiri" if one.ended_at else "berlaku",
            one.ended_because,
        )
        for one in found
    ]
    header = ("Kode pajak", "Desa", "Kode Kemendagri", "Keadaan", "Alasan diakhiri")
    return Table("Kode pajak", header, rows)


def collectors_table(found: Sequence[CollectorStanding], on: date) -> Table:
    """What collectors hold, by village, role and part."""
    header = (
        *("Desa", "Jabatan petugas", "Wilayah", "Diterima", "Disetor", "Masih dipegang"),
        *("Sejak", "Hari", "Keadaan"),
    )
    rows = [
        (
            one.org_unit.name,
            one.role_name,
            one.area,
            one.held.received,
            one.held.deposited,
            one.held.amount,
            one.held.since,
            one.days,
            "lewat waktu"
            if one.is_overdue
            else ("dipegang" if one.held.amount else "sudah disetor"),
        )
        for one in found
    ]
    rule = deposit_rule()
    notes = (
        f"Per {written_day(on)}. Lewat waktu: lebih dari {rule.most_days} hari ({rule.source}; {EVIDENCE[rule.evidence]}).",
    )
    return Table("Uang petugas", header, rows, notes)
