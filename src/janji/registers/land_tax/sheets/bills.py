"""Bills by object from a DHKP or from OpenDesa's template: read, checked, kept once.

A row is a bill; with a day of payment it is a payment too, in full unless it says how much.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Sum
from django.utils import timezone

from janji.core.cells import Cell, Row, column_letter
from janji.core.land_tax import rp
from janji.core.refusals import Problem, Refused
from janji.core.tax_objects import read_nop, village_code, written_nop, written_village_code
from janji.kit.editions import held
from janji.kit.tables import Table
from janji.orgs import access
from janji.orgs.models import OrgUnit, User
from janji.registers.imports.headings import Headings, find_headings
from janji.registers.imports.layouts import SheetRows
from janji.registers.land_tax import computing, queries
from janji.registers.land_tax.intake import BillText, PaymentText, bill_row, payment_row
from janji.registers.land_tax.models import (
    Assessment,
    Bill,
    BillDecision,
    BillState,
    Channel,
    Payment,
    TaxCode,
    TaxObject,
    TaxYear,
)
from janji.registers.land_tax.sheets.cells import Wrong, day, is_filled, text, whole

HEADINGS = (
    *("No", "NOP", "Nama WP", "Alamat objek", "Luas bumi", "Luas bangunan", "Pokok"),
    *("Tanggal bayar", "Denda", "NTPD"),
)
EXAMPLE = (1, "33.02.140.011.010-0289.0", "Sutarmi Wiyono", "Dusun Karang RT 02", 320, 48, 57_500)
WORDS = {
    "nop": ("nop", "no sppt", "nomor objek pajak", "nomor obyek pajak", "no objek pajak"),
    "principal": (
        *("pokok", "nilai pagu pajak", "pagu pajak", "pokok ketetapan", "pokok pajak"),
        *("pokok pbb", "pbb terutang", "pbb terhutang", "pajak terutang", "ketetapan"),
    ),
    "place": ("letak objek", "letak obyek", "letak op"),
    "address": ("alamat objek", "alamat obyek", "alamat objek pajak", "alamat op"),
    "payer": ("nama wp", "nama wajib pajak", "nama subjek", "nama subyek", "wajib pajak"),
    "land_area": ("luas bumi", "luas bumi m2", "luas tanah", "bumi"),
    "building_area": ("luas bangunan", "luas bangunan m2", "luas bng", "bangunan"),
    "issued_on": ("terbit", "tanggal terbit", "tgl terbit"),
    "due_on": ("jatuh tempo", "tanggal jatuh tempo", "tgl jatuh tempo"),
    "paid_on": (
        *("tanggal bayar", "tgl bayar", "tanggal lunas", "tgl lunas"),
        *("tanggal pembayaran", "tgl pembayaran"),
    ),
    "paid": ("jumlah bayar", "dibayar", "pokok dibayar", "jumlah dibayar"),
    "penalty": ("denda", "nilai denda"),
    "ntpd": ("ntpd",),
    "period": ("periode", "tahun pajak", "tahun"),
    "number": ("no", "nomor", "no urut"),
}
REQUIRED = ("nop", "principal")
NO_TOTAL = ("jumlah", "total")
AMOUNT, COUNT = "land-tax-amount-unreadable", "land-tax-count-unreadable"


@dataclass(frozen=True, slots=True)
class NewBill:
    """A bill or a payment that the register does not have yet; `tax_year` is its village's."""

    tax_year: TaxYear
    nop: str
    text: BillText
    payment: PaymentText | None


def template() -> Table:
    """A DHKP to fill in."""
    notes = (
        "Tanggal bayar kosong: belum dibayar. Dibayar sebagian: tambahkan kolom Jumlah bayar.",
        "Kolom NOP berformat teks: sebagai angka, digit terakhirnya hilang.",
    )
    return Table("DHKP", HEADINGS, [[*EXAMPLE, "24-06-2019", None, None]], notes)


def headings_of(tables: Mapping[str, Sequence[Row]]) -> Headings | None:
    """Where the columns of bills are, if any sheet has them."""
    try:
        return find_headings(tables, WORDS, REQUIRED)
    except Refused:
        return None


def read(org_unit: OrgUnit, headings: Headings, rows: Sequence[Row], issued_on: date) -> SheetRows:
    """The bills and payments that are new and sound; what is kept already is only counted."""
    reader = _Reader(org_unit, headings, issued_on)
    found = list(reader.rows(rows))
    if not (found or reader.problems or reader.known_rows):
        raise Refused("sheet-without-rows")
    return SheetRows(found, known=reader.known_rows, problems=reader.problems)


class _Reader:
    """Turns the rows of a sheet into bills, and remembers what was wrong with the others."""

    def __init__(self, org_unit: OrgUnit, headings: Headings, issued_on: date) -> None:
        self.headings, self.issued_on, self.year = headings, issued_on, issued_on.year
        self.problems: list[Problem] = []
        self.known_rows = 0
        here = access.rows_below(org_unit)
        codes = TaxCode.objects.filter(here, ended_at__isnull=True).select_related("org_unit")
        self.villages = {one.code: one.org_unit for one in codes}
        years = TaxYear.objects.filter(here, year=self.year).select_related("org_unit")
        self.years = {one.org_unit_id: one for one in years}
        self.due = _due_days(self.years.values())
        self.bills = {one.tax_object.nop: one for one in queries.bills_of(org_unit, self.year)}
        self.payments = _standing(self.bills.values())
        self.decided = _decided(self.bills.values())
        self.seen: dict[str, int] = {}

    def rows(self, table: Sequence[Row]) -> Iterator[NewBill]:
        """What is new, row by row; a row of totals has no NOP and is left out."""
        for line, row in enumerate(table[self.headings.first :], start=self.headings.first + 1):
            cells = {
                name: row[column] if column < len(row) else None
                for name, column in self.headings.columns.items()
            }
            if not any(is_filled(cell) for name, cell in cells.items() if name != "number"):
                continue
            if _is_total(row, cells) or _is_numbering(row):
                continue
            try:
                found = self._row(line, cells)
            except Wrong as wrong:
                self._tell(line, wrong)
                continue
            if found is None:
                self.known_rows += 1
            else:
                yield found

    def _tell(self, line: int, wrong: Wrong) -> None:
        columns = self.headings.columns
        column = columns.get(wrong.column, columns["nop"])
        where = f"{self.headings.sheet}!{column_letter(column)}{line}"
        self.problems.append(Problem(wrong.code, where, wrong.said))

    def _row(self, line: int, cells: Mapping[str, Cell]) -> NewBill | None:
        nop = self._nop(line, cells["nop"])
        year = self._year(nop, cells.get("period"))
        bill = self.bills.get(nop)
        said = self._text(cells, year)
        if bill is not None and bill.principal != said.principal:
            other = {"other": rp(bill.principal), "printed": rp(said.principal)}
            raise Wrong("principal", "bill-differs", nop=written_nop(nop), **other)
        if bill is not None:
            # A payment is held against the days of the bill as it is kept.
            said = replace(said, issued_on=self.decided.get(bill.pk, bill.issued_on))
        payment = self._payment(cells, said, bill)
        return None if bill is not None and payment is None else NewBill(year, nop, said, payment)

    def _nop(self, line: int, cell: Cell) -> str:
        if not is_filled(cell):
            raise Wrong("nop", "nop-missing")
        if not isinstance(cell, str):
            # A spreadsheet's own numbers have fifteen digits; the rest would be made up.
            raise Wrong("nop", "nop-as-number")
        try:
            nop = read_nop(cell)
        except Refused as refusal:
            raise Wrong("nop", refusal.code, **refusal.facts) from None
        if nop in self.seen:
            raise Wrong("nop", "nop-twice", nop=written_nop(nop), row=self.seen[nop])
        self.seen[nop] = line
        return nop

    def _year(self, nop: str, period: Cell) -> TaxYear:
        code = village_code(nop)
        village = self.villages.get(code)
        if village is None:
            raise Wrong("nop", "nop-unknown-village", prefix=written_village_code(code))
        year = self.years.get(village.pk)
        if year is None:
            raise Wrong("nop", "land-tax-year-missing", village=village.name, year=self.year)
        if not year.by_objects:
            raise Wrong("nop", "land-tax-by-recaps", office=village.name, year=self.year)
        if is_filled(period) and str(period).strip() != str(self.year):
            raise Wrong("period", "bill-of-other-year", printed=str(period)[:10], year=self.year)
        return year

    def _text(self, cells: Mapping[str, Cell], year: TaxYear) -> BillText:
        principal = whole("principal", cells["principal"], AMOUNT)
        if not principal:
            raise Wrong("principal", "bill-without-principal")
        parts = [text(cells.get(name), 160) for name in ("place", "address")]
        said = BillText(
            principal=principal,
            issued_on=day("issued_on", cells.get("issued_on")) or self.issued_on,
            due_on=day("due_on", cells.get("due_on")) or self.due[year.org_unit_id],
            location=", ".join(one for one in parts if one)[:160] or None,
            payer=text(cells.get("payer"), 120),
            land_area=whole("land_area", cells.get("land_area"), COUNT),
            building_area=whole("building_area", cells.get("building_area"), COUNT),
        )
        if said.issued_on.year != self.year:
            told = {"day": f"{said.issued_on:%d-%m-%Y}", "year": self.year}
            raise Wrong("issued_on", "bill-day-outside-year", **told)
        if said.due_on < said.issued_on:
            raise Wrong("due_on", "bill-due-before-issued")
        return said

    def _payment(
        self, cells: Mapping[str, Cell], said: BillText, bill: Bill | None
    ) -> PaymentText | None:
        """The payment that a row tells of, unless it is there."""
        paid_on = day("paid_on", cells.get("paid_on"))
        if paid_on is None:
            return None
        made = self.payments.get(bill.pk, []) if bill else []
        paid = sum(amount for _, amount in made)
        amount = whole("paid", cells.get("paid"), AMOUNT)
        principal = said.principal - paid if amount is None else amount
        if (paid_on, principal) in made or not said.principal - paid:
            return None
        if paid_on.year != self.year:
            told = {"day": f"{paid_on:%d-%m-%Y}", "year": self.year}
            raise Wrong("paid_on", "bill-day-outside-year", **told)
        if paid_on < said.issued_on or paid_on > timezone.localdate():
            earliest = f"{said.issued_on:%d-%m-%Y}"
            raise Wrong(
                "paid_on", "payment-day-unfit", day=f"{paid_on:%d-%m-%Y}", earliest=earliest
            )
        if bill is not None and bill.state != BillState.ISSUED:
            state = str(bill.get_state_display()).casefold()
            raise Wrong(
                "nop", "payment-for-no-bill", nop=written_nop(bill.tax_object.nop), state=state
            )
        if not 0 < principal <= said.principal - paid:
            left = {"left": rp(said.principal - paid), "typed": rp(principal)}
            raise Wrong("paid", "payment-above-bill", **left)
        return PaymentText(
            paid_on=paid_on,
            principal=principal,
            channel=Channel.UNKNOWN.value,
            penalty=whole("penalty", cells.get("penalty"), AMOUNT) or 0,
            ntpd=text(cells.get("ntpd"), 40),
        )


def _due_days(years: Iterable[TaxYear]) -> dict[int, date]:
    """The due date as it was typed last, by the village's key; one query."""
    typed = Assessment.objects.filter(tax_year__in=[one.pk for one in years], computed=False)
    return dict(typed.order_by("version").values_list("org_unit", "due_on"))


def _decided(bills: Iterable[Bill]) -> dict[int, date]:
    """The day of a bill's last decision, by the bill's key; one query."""
    found = BillDecision.objects.filter(bill__in=[one.pk for one in bills])
    return dict(found.order_by("decided_on", "pk").values_list("bill", "decided_on"))


def _standing(bills: Iterable[Bill]) -> dict[int, list[tuple[date, int]]]:
    """Payments that stand, by the key of their bill."""
    found: dict[int, list[tuple[date, int]]] = {}
    rows = Payment.objects.filter(bill__in=[one.pk for one in bills], withdrawn_at__isnull=True)
    for bill, paid_on, principal in rows.order_by("pk").values_list("bill", "paid_on", "principal"):
        found.setdefault(bill, []).append((paid_on, principal))
    return found


def _is_total(row: Row, cells: Mapping[str, Cell]) -> bool:
    said = [cell for cell in (*row[:3], cells.get("nop")) if isinstance(cell, str)]
    return any(one.strip().casefold().startswith(NO_TOTAL) for one in said)


def _is_numbering(row: Row) -> bool:
    """Whether the row numbers its columns, as printed forms do below their headings."""
    filled = [str(cell).strip() for cell in row if is_filled(cell)]
    return len(filled) > 2 and filled == [str(place) for place in range(1, len(filled) + 1)]


def store(rows: Sequence[NewBill], *, source: str, by: User, at: datetime) -> int:
    """The rows as bills and payments; those that came meanwhile are not doubled."""
    keys = {one.tax_year.pk for one in rows}
    meant = TaxYear.objects.select_related("org_unit").filter(pk__in=keys)
    years = {one.pk: one for one in held(meant).order_by("pk")}
    objects = _objects(rows, by, at)
    known = {
        (one.tax_year_id, one.tax_object.nop): one
        for one in Bill.objects.filter(tax_year__in=keys).select_related("tax_object")
    }
    fresh = [one for one in rows if (one.tax_year.pk, one.nop) not in known]
    made = Bill.objects.bulk_create(
        bill_row(years[one.tax_year.pk], objects[one.nop], one.text, source=source, by=by, at=at)
        for one in fresh
    )
    known |= {(bill.tax_year_id, bill.tax_object.nop): bill for bill in made}
    paid = _store_payments(rows, known, source, by, at)
    for year in sorted(years.values(), key=lambda one: one.org_unit_id):
        computing.follow(year, by=by, at=at)
    return len({(one.tax_year.pk, one.nop) for one in fresh} | paid)


def _objects(rows: Sequence[NewBill], by: User, at: datetime) -> dict[str, TaxObject]:
    numbers = [one.nop for one in rows]
    known = set(TaxObject.objects.filter(nop__in=numbers).values_list("nop", flat=True))
    TaxObject.objects.bulk_create(
        (
            TaxObject(
                org_unit_id=one.tax_year.org_unit_id,
                nop=one.nop,
                location=one.text.location,
                recorded_by=by,
                recorded_at=at,
            )
            for one in rows
            if one.nop not in known
        ),
        # Another year's sheet may bring the same objects meanwhile.
        ignore_conflicts=True,
    )
    return {one.nop: one for one in TaxObject.objects.filter(nop__in=numbers)}


def _store_payments(
    rows: Sequence[NewBill],
    bills: Mapping[tuple[int, str], Bill],
    source: str,
    by: User,
    at: datetime,
) -> set[tuple[int, str]]:
    """Payments that still fit what is left of their bills; which bills they are for."""
    standing = Payment.objects.filter(
        bill__in=[bills[one.tax_year.pk, one.nop].pk for one in rows], withdrawn_at__isnull=True
    )
    sums = dict(standing.order_by().values_list("bill").annotate(added=Sum("principal")))
    made, found = [], set()
    for one in rows:
        bill = bills[one.tax_year.pk, one.nop]
        left = bill.principal - sums.get(bill.pk, 0)
        fits = bill.state == BillState.ISSUED and one.payment and one.payment.principal <= left
        if fits and one.payment:
            made.append(payment_row(bill, one.payment, source=source, by=by, at=at))
            found.add((one.tax_year.pk, one.nop))
    Payment.objects.bulk_create(made)
    return found
