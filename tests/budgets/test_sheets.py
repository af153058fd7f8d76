"""Amounts and spending brought as spreadsheets: what each bad cell is told, and that nothing comes twice."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from janji.budgets import queries
from janji.budgets.models import BudgetLine, Spending
from janji.budgets.sheets import LAYOUT
from janji.core.refusals import Refused
from janji.kit.refusals import sentences
from janji.kit.tables import Table, xlsx
from janji.registers.imports import actions as imports
from tests.budgets.stories import (
    NOW,
    OFFICE,
    RICE_FIELDS,
    SERVICE,
    YEAR,
    approve,
    approved,
    draft,
    record,
    spent,
)

pytestmark = pytest.mark.django_db
LINES = ("Kode", "Uraian", "Pagu")
SPENT = ("Kode", "Bulan", "Realisasi s.d. bulan ini", "Alasan")
DPA = (
    ("7.01.02", "Program Pelayanan", "Rp 250.000.000"),
    ("7.01.02.201", "Koordinasi", 250000000),
    ("7.01.02.2.01.0001", "Pelayanan", "200.000.000,00"),
    ("5.1.02.01", "Belanja barang", 200000000),
    ("7.01.02.201.02", "Pemeliharaan", Decimal("50000000")),
    ("7.01.02.2.01.03", "Tanpa anggaran", "-"),
    (None, "Jumlah Anggaran", 250000000),
)


def keep(
    cast, content, header, rows, *, month=None, year=YEAR, by=None, name="dpa.xlsx", data=None
):
    return imports.keep_batch(
        register="budgets",
        org_unit=cast.district,
        name=name,
        data=data or xlsx([Table("Lembar", header, rows)]),
        options={"content": content, "year": year, "month": month},
        by=by or cast.perencana,
        at=NOW,
    )


def bring(cast, *arguments, **more):
    batch = keep(cast, *arguments, **more)
    return imports.store_batch(batch=batch, by=cast.perencana, at=NOW)


def told(batch):
    return [(one["where"], one["code"]) for one in batch.problems]


# ── amounts


def test_a_dpa_becomes_the_lines_of_the_draft(cast):
    budget = draft(cast, lines=(), total="250000000")
    batch = keep(cast, "pagu", LINES, DPA)
    # Nothing is kept before a person has seen it.
    assert (batch.good, batch.known, told(batch), BudgetLine.objects.count()) == (3, 0, [], 0)
    imports.store_batch(batch=batch, by=cast.perencana, at=NOW)
    assert list(budget.lines.values_list("code", "amount")) == [
        ("7.01.02.2.01.0001", 200000000),
        ("7.01.02.2.01.0002", 50000000),
        ("7.01.02.2.01.0003", 0),
    ]
    assert dict(budget.nodes.values_list("code", "name")) == {
        "7.01.02": "Program Pelayanan",
        "7.01.02.2.01": "Koordinasi",
    }
    budget.refresh_from_db()
    assert approve(cast, budget).printed_total == 250000000


def test_a_dpa_brought_twice_adds_nothing(cast):
    draft(cast, lines=())
    first = keep(cast, "pagu", LINES, DPA)
    second = keep(cast, "pagu", LINES, DPA)
    assert imports.store_batch(batch=first, by=cast.perencana, at=NOW).added == 3
    assert imports.store_batch(batch=second, by=cast.perencana, at=NOW).added == 0
    third = keep(cast, "pagu", LINES, DPA)
    assert (third.good, third.known, BudgetLine.objects.count()) == (0, 3, 3)


def test_every_bad_cell_of_amounts_is_named(cast):
    draft(cast)
    batch = keep(
        cast,
        "pagu",
        LINES,
        [
            ("7.01.02.2.01", "Koordinasi pemerintahan", None),
            ("X.XX.01.2.01.0001", "A", 1),
            ("7.01.02.2.01.2", "B", 1),
            (701, "C", 1),
            (date(2002, 1, 7), "D", 1),
            ("7.01.02.2.01.05", "E", None),
            ("7.01.02.2.01.06", None, 1),
            ("7.01.02.2.01.07", "F", "banyak"),
            ("7.01.02.2.01.08", "G", -5),
            ("7.01.02.2.01.0100", "H", 1),
            ("7.01.02.2.01.09", "I", 1),
            ("7.01.02.2.01.0009", "I", 1),
            ("7.01.09.2.01.01", "J", 1),
            (SERVICE, "Pelayanan kepada masyarakat", 7),
            (OFFICE, "Penyediaan bahan kantor", 400000000),
        ],
    )
    assert told(batch) == [
        ("Lembar!A3", "budget-code-placeholder"),
        ("Lembar!A4", "budget-code-unreadable"),
        ("Lembar!A5", "budget-code-became-number"),
        ("Lembar!A6", "budget-code-became-date"),
        ("Lembar!C7", "budget-amount-missing"),
        ("Lembar!B8", "budget-line-nameless"),
        ("Lembar!C9", "budget-money-unreadable"),
        ("Lembar!C10", "money-negative"),
        ("Lembar!A11", "budget-code-too-long"),
        ("Lembar!A13", "budget-row-twice"),
        ("Lembar!A14", "budget-name-missing"),
        ("Lembar!C15", "budget-line-differs"),
    ]
    assert (batch.good, batch.known) == (1, 1)
    assert {code for _, code in told(batch)} <= set(sentences("PROBLEMS"))


@pytest.mark.parametrize(
    ("place", "amount", "where"),
    [(0, "250.000.000,01", "Lembar!C2"), (1, 249999999, "Lembar!C3"), (6, 1, "Lembar!C8")],
)
def test_printed_sums_are_checked_to_the_rupiah(cast, place, amount, where):
    draft(cast, lines=())
    rows = [list(one) for one in DPA]
    rows[place][2] = amount
    assert told(keep(cast, "pagu", LINES, rows)) == [(where, "budget-sum-differs")]


def test_amounts_need_a_draft_to_go_into(cast):
    approved(cast)
    with pytest.raises(Refused, match="budget-no-draft"):
        keep(cast, "pagu", LINES, DPA)
    with pytest.raises(Refused, match="sheet-columns-missing"):
        keep(cast, "pagu", ("Kode", "Uraian"), [("7.01.02", "A")], year=YEAR)


def test_only_who_keeps_the_budget_brings_sheets(cast):
    draft(cast, lines=())
    for who in (cast.camat, cast.operator, cast.stranger):
        with pytest.raises(Refused, match="not-allowed"):
            keep(cast, "pagu", LINES, DPA, by=who)


# ── spending


def test_a_report_of_a_month_becomes_spending(cast):
    approved(cast)
    report = [
        ("7.01.01", "Program", "400.000.000", "100.000.000"),
        (OFFICE, "Bahan kantor", "400.000.000", "100.000.000"),
        (SERVICE, "Pelayanan", "250.000.000,50", 0),
        (RICE_FIELDS, "Lain", "-", None),
        (None, "Jumlah", None, "100.000.000"),
    ]
    header = ("Kode Rekening", "Uraian", "Anggaran", "Realisasi")
    batch = bring(cast, "realisasi", header, report, month=3)
    assert (batch.added, told(batch)) == (2, [])
    assert queries.spent_by_month(cast.district, YEAR) == {3: 100000000}
    assert set(Spending.objects.values_list("source", flat=True)) == {f"impor {batch.pk}"}
    again = keep(cast, "realisasi", header, report, month=3)
    assert (again.good, again.known) == (0, 2)


def test_months_are_read_as_people_write_them(cast):
    approved(cast)
    rows = [
        (OFFICE, "Januari", 1, None),
        (OFFICE, "2", 2, None),
        (OFFICE, 3, 3, None),
        (OFFICE, "April 2019", 4, None),
        (OFFICE, "2019-05", 5, None),
        (OFFICE, date(2019, 6, 1), 6, None),
        (OFFICE, "juli", 5, "pengembalian belanja"),
    ]
    batch = bring(cast, "realisasi", SPENT, rows)
    assert (told(batch), batch.added) == ([], 7)
    assert list(Spending.objects.order_by("month").values_list("amount", flat=True)) == [
        *(1, 2, 3, 4, 5, 6, 5)
    ]


def test_every_bad_cell_of_spending_is_named(cast):
    approved(cast)
    record(cast, spent(OFFICE, 2, "100"))
    batch = keep(
        cast,
        "realisasi",
        SPENT,
        [
            (OFFICE, "Maret", "-", None),
            (OFFICE, "Maret", 99, None),
            (OFFICE, "Februari", 101, None),
            (OFFICE, "bulan depan", 5, None),
            (OFFICE, None, 5, None),
            (OFFICE, "Maret 2020", 5, None),
            (SERVICE, "Maret", 250000001, None),
            ("7.01.02.2.01.77", "Maret", 5, None),
            (SERVICE, "April", 9, None),
            (SERVICE, "April", 9, None),
            (SERVICE, "Mei", 8, None),
        ],
    )
    assert told(batch) == [
        ("Lembar!C2", "budget-money-unreadable"),
        ("Lembar!C3", "spending-falls"),
        ("Lembar!C4", "spending-known"),
        ("Lembar!B5", "spending-month-unreadable"),
        ("Lembar!B6", "spending-month-missing"),
        ("Lembar!B7", "spending-other-year"),
        ("Lembar!C8", "spending-over-amount"),
        ("Lembar!A9", "spending-without-line"),
        ("Lembar!A11", "budget-row-twice"),
        ("Lembar!C12", "spending-falls"),
    ]
    assert batch.good == 1
    assert {code for _, code in told(batch)} <= set(sentences("PROBLEMS"))


def test_spending_needs_an_approved_budget(cast):
    draft(cast)
    with pytest.raises(Refused, match="budget-not-approved"):
        keep(cast, "realisasi", SPENT, [(OFFICE, "Maret", 5, None)])


# ── there and back


def test_what_is_taken_away_can_be_brought_back(cast, as_user):
    approved(cast)
    record(cast, spent(OFFICE, 1, "100.25"), spent(SERVICE, 2, "0"))
    home = reverse("budgets:year", args=["kecamatan-ajibarang", YEAR])
    client = as_user(cast.perencana)
    spending = client.get(f"{home}?unduh=realisasi-csv").content
    book = client.get(f"{home}?unduh=xlsx").content
    for name, data in (("r.csv", spending), ("buku.xlsx", book)):
        batch = keep(cast, "realisasi", SPENT, [], name=name, data=data)
        assert (batch.good, batch.known, told(batch)) == (0, 2, [])
    amendment = draft(cast)
    amendment.lines.all().delete()
    batch = bring(cast, "pagu", LINES, [], name="buku.xlsx", data=book)
    assert (batch.added, told(batch)) == (3, [])


def test_the_page_of_imports_asks_what_a_sheet_holds(cast, as_user):
    draft(cast, lines=())
    address = reverse("imports:bring", args=["budgets", "kecamatan-ajibarang"])
    page = as_user(cast.perencana).get(address).content.decode()
    assert all(column.heading in page for column in LAYOUT.columns)
    assert "Pagu sub-kegiatan, ke dalam draf anggaran" in page
    template = as_user(cast.perencana).get(f"{address}contoh/").content
    batch = keep(cast, "pagu", LINES, [], data=template)
    assert (batch.good, batch.known) == (0, 0)
    # The example row lacks the names above it, and says so.
    assert told(batch) == [("Pagu!A2", "budget-name-missing")]
