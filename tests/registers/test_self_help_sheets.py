"""Lists of groups and monthly recaps: read, held against the register, kept once."""

from datetime import date

import pytest

from janji.core.periods import Window
from janji.core.refusals import Refused
from janji.documents.workbooks import tables
from janji.kit.tables import Table, xlsx
from janji.registers.imports import actions as imports
from janji.registers.self_help import lists, queries
from janji.registers.self_help.conditions import USUAL
from janji.registers.self_help.models import Group, GroupMember, Officer, Record
from janji.registers.self_help.sheets import LAYOUT
from janji.registers.self_help.variables import ACTIVE
from janji.registers.variables import Scope
from tests.registers.self_help_stories import (
    LATER,
    MILLION,
    NOW,
    active_group,
    close,
    group,
    lend,
    pay,
)

pytestmark = pytest.mark.django_db
GROUPS = ["Desa/Kelurahan", "Nama KSM", "Jenis", "Program", "Tgl. Bentuk"]
MEMBERS = ["Desa", "KSM", "Nama Anggota", "NIK", "L/P", "Miskin", "Jabatan"]
RECORDS = ["Desa", "KSM", "Tanggal", "Kegiatan", "Jumlah", "Bukti"]
JUNE = "2019-06-30"


def bring(cast, *sheets, day="", office=None):
    return imports.keep_batch(
        register="self_help",
        org_unit=office or cast.district,
        name="ksm.xlsx",
        data=xlsx(sheets),
        options={"day": day},
        by=cast.operator,
        at=NOW,
    )


def store(cast, batch):
    return imports.store_batch(batch=batch, by=cast.operator, at=NOW).added


def problems(batch):
    return [(one["where"], one["code"]) for one in batch.problems]


def test_groups_members_and_a_year_of_meetings_make_a_group_active(cast):
    workbook = (
        Table("KSM", GROUPS, [["Kracak", "Mekar Sari", "ekonomi", "P2KP", date(2017, 3, 1)]]),
        Table(
            "Anggota",
            MEMBERS,
            [
                ["Kracak", "mekar sari", "Painem", "3302140101900001", "P", "Ya", "Ketua"],
                ["Kracak", "Mekar Sari", "Sarmi", None, "Perempuan", "ya", "Sekretaris"],
                ["Kracak", "Mekar Sari", "Kasmin", None, "L", "tidak", "Bendahara"],
                ["Kracak", "Mekar Sari", "Wasito", None, "L", None, None],
            ],
        ),
        Table(
            "Kegiatan",
            RECORDS,
            [
                ["Kracak", "Mekar Sari", date(2019, 8, 5), "Pertemuan", None, "Daftar hadir"],
                ["Kracak", "Mekar Sari", "5 November 2019", "Rapat", None, "Daftar hadir"],
                ["Kracak", "Mekar Sari", date(2019, 8, 5), "Simpanan", "Rp 150.000", "Buku"],
            ],
        ),
    )
    batch = bring(cast, *workbook)
    assert (batch.good, batch.known, batch.problems) == (8, 0, [])
    assert store(cast, batch) == 8
    made = Group.objects.get()
    assert (made.org_unit, made.programme, made.formed_on) == (
        cast.village,
        "p2kp",
        date(2017, 3, 1),
    )
    assert Officer.objects.count() == 3
    assert GroupMember.objects.get(name="Painem").nik_last == "0001"
    assert GroupMember.objects.filter(is_poor=True).count() == 2
    assert ACTIVE.value(Scope(cast.district, Window(2019, 4, 4), USUAL, LATER)) == 1
    again = bring(cast, *workbook)
    assert (again.good, again.known) == (0, 8)


def test_each_bad_row_says_its_cell_and_its_remedy(cast):
    rows = [
        ["Antah", "Mekar Sari", "Ekonomi", None, None],
        ["Kracak", "Mekar Sari", "Dagang", None, None],
        ["Kracak", "Sri Rejeki", "Sosial", None, "31-02-2019"],
    ]
    people = [
        ["Kracak", "Tidak Ada", "Painem", None, "P", None, None],
        ["Kracak", "Tunas", "Painem", "12", "P", None, None],
        ["Kracak", "Tunas", "Painem", None, "X", None, None],
        ["Kracak", "Tunas", "Painem", None, "P", "mungkin", None],
    ]
    group(cast, "Tunas")
    batch = bring(cast, Table("KSM", GROUPS, rows), Table("Anggota", MEMBERS, people))
    assert problems(batch) == [
        ("KSM!A2", "ksm-village-unknown"),
        ("KSM!C3", "ksm-kind-unknown"),
        ("KSM!E4", "ksm-cell-day"),
        ("Anggota!B2", "ksm-unknown"),
        ("Anggota!D3", "ksm-nik-unreadable"),
        ("Anggota!E4", "ksm-sex-unknown"),
        ("Anggota!F5", "ksm-answer-unknown"),
    ]


def test_the_own_export_is_known(cast):
    active_group(cast)
    point = queries.at_quarter(2019, 4, LATER)
    table = lists.groups_table(
        queries.groups_of(cast.district, queries.Search(), point), cast.district, point, NOW
    )
    batch = bring(cast, table)
    assert (batch.good, batch.known, batch.problems) == (0, 1, [])


@pytest.fixture
def lent(cast):
    """Rp5.000.000 in ten instalments from 10 February; two are paid by the end of May."""
    made = group(cast)
    loan = lend(cast, made, exception="Sisa program lama")
    for month in (2, 3):
        pay(cast, loan, date(2019, month, 10), 500_000)
    return loan


def recap(balance, due, paid, arrears, number=None, name="Mekar Sari"):
    row = ["Kracak", name, number, balance, due, paid, arrears, None]
    return Table("UPK", [*lists.MONTHLY_HEADINGS, "Jasa"], [row])


def test_a_recap_that_fits_is_kept_as_a_payment_once(cast, lent):
    sheet = recap(3_600_000, 500_000, 400_000, 1_100_000)
    batch = bring(cast, sheet, day=JUNE)
    assert (batch.good, batch.problems) == (1, [])
    assert store(cast, batch) == 1
    made = Record.objects.get(day=date(2019, 6, 30))
    assert (made.amount, made.loan, made.evidence) == (400_000, lent, "Rekap UPK 06-2019")
    again = bring(cast, sheet, day=JUNE)
    assert (again.good, again.known, again.problems) == (0, 1, [])


@pytest.mark.parametrize(
    ("row", "where", "code", "facts"),
    [
        (
            (3_500_000, 500_000, 400_000, 1_100_000),
            "D",
            "ksm-balance-differs",
            {
                "balance": "3.500.000",
                "left": "4.000.000",
                "paid": "400.000",
                "result": "3.600.000",
            },
        ),
        (
            (3_600_000, 400_000, 400_000, 1_100_000),
            "E",
            "ksm-due-differs",
            {"due": "400.000", "month": "500.000"},
        ),
        (
            (3_600_000, 500_000, 400_000, 100_000),
            "G",
            "ksm-arrears-differ",
            {
                "arrears": "100.000",
                "due": "2.500.000",
                "paid": "1.400.000",
                "result": "1.100.000",
            },
        ),
        (
            (0, 500_000, 4_000_001, 0),
            "F",
            "ksm-paid-above",
            {"paid": "4.000.001", "left": "4.000.000"},
        ),
    ],
)
def test_a_contradiction_is_refused_with_its_arithmetic(cast, lent, row, where, code, facts):
    batch = bring(cast, recap(*row), day=JUNE)
    assert batch.good == 0
    assert batch.problems == [{"code": code, "where": f"UPK!{where}2", "facts": facts}]


def test_the_own_monthly_export_is_known(cast, lent):
    pay(cast, lent, date(2019, 6, 12), 400_000)
    table = lists.monthly_table(cast.district, queries.at_month(2019, 6, LATER))
    expected = ["Desa Kracak", "Mekar Sari", "1", 3_600_000, 500_000, 400_000, 1_100_000]
    assert list(table.rows) == [expected]
    batch = bring(cast, table, day=JUNE)
    assert (batch.good, batch.known, batch.problems) == (0, 1, [])


def test_what_was_written_down_by_hand_is_not_doubled(cast, lent):
    pay(cast, lent, date(2019, 6, 12), 400_000)
    batch = bring(cast, recap(3_600_000, 500_000, 400_000, 1_100_000), day=JUNE)
    assert (batch.good, batch.known, batch.problems) == (0, 1, [])
    other = bring(cast, recap(3_500_000, 500_000, 500_000, 1_000_000), day=JUNE)
    assert problems(other) == [("UPK!F2", "ksm-month-differs")]


def test_two_loans_need_their_numbers(cast, lent):
    lend(
        cast,
        lent.group,
        number="2",
        principal=MILLION,
        day=date(2019, 6, 3),
        first=date(2019, 7, 3),
        exception="Musyawarah BKM",
    )
    figures = (3_600_000, 500_000, 400_000, 1_100_000)
    assert problems(bring(cast, recap(*figures), day=JUNE)) == [("UPK!C2", "ksm-loans-many")]
    assert bring(cast, recap(*figures, number="1"), day=JUNE).good == 1
    none = bring(cast, recap(*figures, number="3"), day=JUNE)
    assert problems(none) == [("UPK!C2", "ksm-loan-none")]


def test_the_row_of_totals_is_checked_and_not_kept(cast, lent):
    sheet = recap(3_600_000, 500_000, 400_000, 1_100_000)
    total = [None, "Jumlah", None, 3_600_000, 500_000, 410_000, 1_100_000, None]
    wrong = Table("UPK", sheet.header, [*sheet.rows, total])
    assert problems(bring(cast, wrong, day=JUNE)) == [("UPK!F3", "ksm-total-differs")]


def test_a_recap_needs_its_month(cast, lent):
    with pytest.raises(Refused, match="ksm-month-missing"):
        bring(cast, recap(1, 1, 1, 1))
    with pytest.raises(Refused, match="ksm-day-ahead"):
        bring(cast, recap(1, 1, 1, 1), day="2090-01-31")


def test_the_template_has_the_running_loans_and_is_no_news(cast, lent):
    made = LAYOUT.template(cast.district)
    assert [one.title for one in made] == ["KSM", "Anggota", "Kegiatan", "Rekap UPK", "Nama desa"]
    assert next(iter(made[3].rows))[:4] == ["Desa Kracak", "Mekar Sari", "1", 4_000_000]
    kept = tables(xlsx(made), "contoh.xlsx")
    found = LAYOUT.read(cast.district, kept, {"day": ""})
    # Of its examples the group is known already; without figures the recap is passed.
    assert (len(found.rows), found.known, found.problems) == (2, 1, [])


def test_nothing_is_brought_for_days_on_which_a_group_was_closed(cast):
    made = group(cast)
    close(cast, made, date(2019, 7, 1))
    row = ["Kracak", "Mekar Sari", date(2019, 8, 5), "Pertemuan", None, "Daftar hadir"]
    assert problems(bring(cast, Table("Kegiatan", RECORDS, [row]))) == [
        ("Kegiatan!C2", "ksm-cell-closed")
    ]
