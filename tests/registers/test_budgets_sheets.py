"""Sheets of drafts and OpenDK's lists of accounts: read, refused cell by cell, kept once, taken away."""

from datetime import date

import pytest
from django.urls import reverse

from janji.documents.workbooks import tables
from janji.kit import refusals
from janji.kit.tables import Table, xlsx
from janji.registers.imports import actions as imports
from janji.registers.imports import queries as batches
from janji.registers.village_budgets.models import BudgetCycle, BudgetSummary
from janji.registers.village_budgets.sheets import COLUMNS, LAYOUT
from tests.registers.budget_stories import ANSWERED, NOW, RECEIVED, cycle, summary
from tests.registers.village_books import listed, office

pytestmark = pytest.mark.django_db
HEADER = [one.heading for one in COLUMNS]
GOOD = {
    "Desa": "Kracak",
    "Tahun anggaran": 2019,
    "Jenis": "Murni",
    "Disepakati BPD": "29-10-2018",
    "Dikirim desa": "31-10-2018",
    "Diterima kecamatan": date(2018, 11, 1),
    "Tanggal surat hasil": "20-11-2018",
    "Nomor surat hasil": "900/101/2018",
    "Hasil": "Tidak sesuai",
    "Perbaikan diminta sampai": "27-11-2018",
    "Diperbaiki": "26-11-2018",
    "Ditetapkan": "3 Desember 2018",
    "Nomor Perdes": "5/2018",
    "Perdes disampaikan": "06-12-2018",
}


def drafts(*rows):
    """A sheet of drafts."""
    return Table("Rancangan", HEADER, [[row.get(one) for one in HEADER] for row in rows])


def keep(cast, *sheets, options=None, data=None, name="apbdes.xlsx"):
    return imports.keep_batch(
        register="village_budgets",
        org_unit=cast.district,
        name=name,
        data=data or xlsx(list(sheets)),
        options=options or {},
        by=cast.operator,
        at=NOW,
    )


def bring(cast, *sheets, options=None, data=None):
    """Read, agreed to and stored."""
    batch = keep(cast, *sheets, options=options, data=data)
    return imports.store_batch(batch=batch, by=cast.operator, at=NOW)


def problems(cast, *sheets, options=None):
    """What is wrong, as people read it."""
    batch = keep(cast, *sheets, options=options)
    found = batches.problems_of(batch)
    return [(one.where, refusals.problem_sentence(one)) for one in found]


@pytest.fixture
def village(cast):
    return cast.village


def test_a_draft_comes_with_its_days_and_is_kept_once(cast, village):
    done = bring(cast, drafts(GOOD))
    assert (done.added, done.problem_count) == (1, 0)
    made = BudgetCycle.objects.get()
    assert (made.org_unit, made.budget_year, made.change) == (village, 2019, 0)
    assert (made.received_on, made.result_due_on) == (date(2018, 11, 1), date(2018, 11, 29))
    assert (made.outcome, made.enacted_on) == ("TIDAK_SESUAI", date(2018, 12, 3))
    assert made.source == f"impor {done.pk}"
    again = keep(cast, drafts(GOOD))
    assert (again.good, again.known) == (0, 1)
    assert BudgetCycle.objects.count() == 1


def test_a_sheet_does_not_change_what_is_known(cast, village):
    bring(cast, drafts(GOOD))
    where, said = problems(cast, drafts(GOOD | {"Nomor Perdes": "6/2018"}))[0]
    assert where == "Rancangan!M2"
    assert "“Nomor Perdes” yang lain: 5/2018" in said
    # What a sheet leaves out is not asked.
    few = {one: GOOD[one] for one in ("Desa", "Tahun anggaran", "Jenis", "Diterima kecamatan")}
    assert keep(cast, drafts(few)).known == 1


@pytest.mark.parametrize(
    ("changed", "cell", "words"),
    [
        ({"Desa": "Lesmana"}, "A2", "tidak menyebut tepat satu desa"),
        ({"Tahun anggaran": "lalu"}, "B2", "bukan tahun anggaran"),
        ({"Jenis": "Tambahan"}, "C2", "Tulis Murni, Perubahan 1"),
        ({"Disepakati BPD": "31-02-2018"}, "D2", "bukan tanggal"),
        ({"Hasil": "Ditolak"}, "I2", "Tulis Sesuai atau Tidak sesuai"),
        (
            {"Dikirim desa": "01-10-2018"},
            "E2",
            "tidak dapat mendahului Disepakati BPD (29-10-2018)",
        ),
        ({"Nomor surat hasil": None}, "H2", "Isi “Nomor surat hasil”"),
        ({"Nomor Perdes": "x" * 90}, "M2", "lebih panjang daripada 80 huruf"),
    ],
)
def test_each_bad_row_says_cell_and_remedy(cast, village, changed, cell, words):
    good = (
        GOOD
        | {"Jenis": "Perubahan 1"}
        | dict.fromkeys(HEADER[3:])
        | {"Diterima kecamatan": "07-08-2019"}
    )
    found = problems(cast, drafts(GOOD | changed, good))
    assert [one[0] for one in found] == [f"Rancangan!{cell}"]
    assert words in found[0][1]


def test_the_same_draft_twice_in_a_sheet(cast, village):
    found = problems(cast, drafts(GOOD, GOOD))
    assert "ada dua kali pada lembar ini" in found[0][1]


def test_what_is_taken_away_can_be_brought_again(cast, as_user, village):
    cycle(cast, village, **ANSWERED)
    taken = as_user(cast.camat).get(
        reverse("village_budgets:cycles", args=["kecamatan-ajibarang"]), {"unduh": "xlsx"}
    )
    BudgetCycle.objects.all().delete()
    done = bring(cast, data=taken.content)
    assert done.added == 1
    made = BudgetCycle.objects.get()
    assert (made.change, made.outcome, made.letter_number) == (1, "SESUAI", "900/77/2019")
    assert made.result_on == ANSWERED["result_on"]


def accounts(*rows, header=("no_akun", "nama_akun", "jumlah")):
    """A list as OpenDK has it."""
    return Table("Sheet1", list(header), [list(one) for one in rows])


LIST = (
    ("4", "PENDAPATAN", 1_420_000_000),
    ("4.1", "Pendapatan asli desa", 20_000_000),
    ("412-01", "Pengelolaan Tanah Kas Desa", "20.000.000"),
    ("421-01", "Dana Desa", "Rp 900.000.000,00"),
    ("422-01", "Bagi hasil pajak", 100_000_000),
    ("423-01", "ADD", 400_000_000),
    ("1.1.01", "Penghasilan tetap", 432_000_000),
    ("2.3.10", "Jalan usaha tani", 823_000_000),
    ("3.2.01", "Gedung PKK", 180_000_000),
    ("5.4.1", "Belanja tak terduga", 20_000_000),
    ("611-01", "SiLPA", 60_000_000),
    ("621-01", "Penyertaan modal", 25_000_000),
)
CHOSEN = {"village": "Desa Kracak", "budget_year": 2019, "change": 1}


def test_a_list_of_accounts_becomes_the_summary(cast, village):
    draft = cycle(cast, village, **RECEIVED)
    done = bring(cast, accounts(*LIST), options=CHOSEN)
    assert (done.added, done.problem_count) == (1, 0)
    sums = draft.summaries.get().sums
    assert sums.income == (20_000_000, 1_400_000_000, 0)
    assert sums.spending == (432_000_000, 823_000_000, 180_000_000, 0, 20_000_000)
    assert (sums.balance, sums.limited) == (0, None)
    # The same list once more adds nothing.
    again = keep(cast, accounts(*LIST), options=CHOSEN)
    assert (again.good, again.known) == (0, 1)
    other = (*LIST[:-1], ("621-01", "Penyertaan modal", 26_000_000))
    found = problems(cast, accounts(*other), options=CHOSEN)
    assert "sudah mempunyai ringkasan yang lain" in found[0][1]


def test_village_year_and_field_may_stand_in_columns(cast):
    office(cast, "Desa Banjarsari")
    villages = listed(cast)
    drafts_ = [
        cycle(cast, one, change=0, received_on=date(2019, 1, 7)) for one in villages.values()
    ]
    header = ("no_akun", "nama_akun", "jumlah", "bidang", "desa", "tahun")
    rows = [
        row
        for name in ("Kracak", "Desa Banjarsari")
        for row in (
            ("411-01", "Hasil usaha", 1000, "", name, 2019),
            ("5.2.1", "Belanja barang", 600, 3, name, 2019),
            ("4.1.02", "Pelatihan warga", 400, 4, name, 2019),
        )
    ]
    done = bring(cast, accounts(*rows, header=header))
    assert (done.added, done.problem_count) == (2, 0)
    for draft in drafts_:
        sums = draft.summaries.get().sums
        assert (sums.all_income, sums.spending[2], sums.spending[3], sums.balance) == (
            1000,
            600,
            400,
            0,
        )


@pytest.mark.parametrize(
    ("row", "cell", "words"),
    [
        (("7.1", "Lain", 5), "A3", "tidak dikenal"),
        (("4.9", "Lain", 5), "A3", "tidak dikenal"),
        (("5.2.1", "Belanja barang", 5), "A3", "tidak menyebut bidangnya"),
        (("411-02", "Sewa", "lima"), "C3", "bukan jumlah rupiah bulat"),
        (("411-02", "Sewa", "-5"), "C3", "bukan jumlah rupiah bulat"),
        (("kode", "Sewa", 5), "A3", "tidak dikenal"),
    ],
)
def test_an_account_that_cannot_be_placed(cast, village, row, cell, words):
    cycle(cast, village, **RECEIVED)
    found = problems(cast, accounts(("411-01", "Hasil usaha", 1000), row), options=CHOSEN)
    assert [one[0] for one in found] == [f"Sheet1!{cell}"]
    assert words in found[0][1]
    # A list with a wrong row says nothing of the whole.
    assert keep(cast, accounts(("411-01", "x", 1), row), options=CHOSEN).good == 0


def test_a_list_without_its_draft_village_or_year(cast, village):
    one = accounts(("411-01", "Hasil usaha", 1000))
    assert "belum tercatat" in problems(cast, one, options=CHOSEN)[0][1]
    cycle(cast, village, **ANSWERED)
    assert "pilih desanya di layar" in problems(cast, one)[0][1]
    said = problems(cast, one, options={"village": "Kracak"})[0][1]
    assert "pilih tahunnya di layar" in said
    # It is in line already, so its sums have to balance.
    assert "sudah dinyatakan sesuai" in problems(cast, one, options=CHOSEN)[0][1]


def test_what_was_typed_meanwhile_is_not_doubled(cast, village):
    draft = cycle(cast, village, **RECEIVED)
    batch = keep(cast, accounts(*LIST), options=CHOSEN)
    summary(cast, draft)
    done = imports.store_batch(batch=batch, by=cast.operator, at=NOW)
    assert done.added == 0
    assert BudgetSummary.objects.count() == 1


def test_the_template_is_read_without_a_problem(cast, village):
    draft = cycle(cast, village, change=0, received_on=date(2018, 11, 1))
    book = tables(xlsx(list(LAYOUT.template(cast.district))), "contoh.xlsx")
    found = LAYOUT.read(cast.district, {"Rekening": book["Rekening"]}, {})
    assert len(found.rows) == 1
    assert not found.problems
    BudgetCycle.objects.filter(pk=draft.pk).delete()
    read = LAYOUT.read(cast.district, {"Rancangan APBDes": book["Rancangan APBDes"]}, {})
    assert (len(read.rows), list(read.problems)) == (1, [])


def test_the_sheet_is_brought_on_its_page(cast, as_user, village):
    cycle(cast, village, **RECEIVED)
    address = reverse("imports:bring", args=["village_budgets", "kecamatan-ajibarang"])
    page = as_user(cast.operator).get(address).content.decode()
    assert "Daftar rekening" in page
    assert "Perubahan ke berapa" in page
