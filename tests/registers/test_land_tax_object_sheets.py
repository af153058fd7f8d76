"""Bills and payments from a DHKP or OpenDesa's template: read, checked, kept once. All names are invented."""

from datetime import date

import pytest

from janji.core.refusals import Refused
from janji.kit import refusals
from janji.kit.tables import Table, csv_text, xlsx
from janji.registers.imports import actions as imports
from janji.registers.imports.queries import problems_of
from janji.registers.land_tax import actions, lists, queries
from janji.registers.land_tax.models import Bill, Payment, Recap
from janji.registers.land_tax.sheets import LAYOUT
from tests.registers.tax_objects import ISSUED, OTHER_CODE, by_objects, decide, nop, pay
from tests.registers.test_land_tax_recaps import value
from tests.registers.villages_tax import NOW, opened, village, village_clerk

pytestmark = pytest.mark.django_db
DHKP = (
    "No",
    "NOP",
    "Nama WP",
    "Alamat objek",
    "Luas bumi",
    "Luas bangunan",
    "Pokok",
    "Tanggal bayar",
)
OPENDESA = (
    *("no_sppt", "letak_objek", "kode_blok", "nama_rt", "alamat_objek", "nama_subjek"),
    *("alamat_subjek", "kategori", "npwp", "nilai_pagu_pajak", "nama_rayon", "periode"),
)
FIRST = (1, nop(1), "Sutarmi Wiyono", "Dusun Karang", 320, 48, 60_000, "24-06-2019")
SECOND = (2, nop(2), "Karsini Wibowo", "Dusun Karang", 120, None, 40_000, None)


@pytest.fixture
def office(cast):
    """A village kept by objects beside one kept by recaps."""
    by_objects(cast)
    opened(cast, village(cast), amount=3_000, bills=20)
    return cast


def bring(cast, *rows, header=DHKP, by=None, day=ISSUED, at=None):
    table = Table("DHKP 2019", list(header), [list(row) for row in rows])
    return imports.keep_batch(
        register="land_tax",
        org_unit=at or cast.district,
        name="dhkp.xlsx",
        data=xlsx([table]),
        options={"day": day.isoformat()},
        by=by or cast.operator,
        at=NOW,
    )


def store(cast, batch):
    return imports.store_batch(batch=batch, by=cast.operator, at=NOW)


def problems(batch):
    return [(one["code"], one["where"]) for one in batch.problems]


def sentence(batch):
    (one,) = problems_of(batch)
    return refusals.problem_sentence(one)


def test_a_dhkp_makes_bills_and_payments_once(office):
    total = (None, "JUMLAH", None, None, None, None, 100_000, None)
    batch = store(office, bring(office, FIRST, SECOND, total))
    assert (batch.good, batch.added, batch.problem_count) == (2, 2, 0)
    bill = Bill.objects.get(tax_object__nop=nop(1).replace(".", "").replace("-", ""))
    assert (bill.payer, bill.land_area, bill.issued_on, bill.due_on) == (
        "Sutarmi Wiyono",
        320,
        ISSUED,
        date(2019, 9, 30),
    )
    assert (bill.tax_object.location, bill.source) == ("Dusun Karang", f"impor {batch.pk}")
    assert value(office.village, "pbb_ketetapan") == 100_000
    assert value(office.village, "pbb_realisasi") == 60_000
    again = bring(office, FIRST, SECOND)
    assert (again.good, again.known) == (0, 2)
    # The next DHKP tells of a payment more; the bill stays one.
    later = store(office, bring(office, FIRST, (*SECOND[:7], "05-08-2019")))
    assert (later.good, later.known, later.added) == (1, 1, 1)
    assert (Bill.objects.count(), Payment.objects.count()) == (2, 2)
    assert value(office.village, "pbb_desa_lunas") == 1
    assert Recap.objects.latest("as_of").as_of == date(2019, 8, 5)


def test_payments_in_part_are_read(office):
    header = (*DHKP, "Jumlah bayar", "Denda")
    store(office, bring(office, (*FIRST, 25_000, 500), header=header))
    paid = Payment.objects.get()
    assert (paid.principal, paid.penalty, paid.channel) == (25_000, 500, "lain")
    rest = store(office, bring(office, (*FIRST[:7], "01-10-2019")))
    assert rest.added == 1
    assert value(office.village, "pbb_realisasi") == 60_000


def test_opendesas_template_is_read(office):
    row = (nop(3), "Blok Sawah", "010", "RT 02", "Dusun Tengah", "Darmo Susilo", "Dusun Tengah")
    row += ("1", "", 57_500, "Rayon I", 2019)
    store(office, bring(office, row, header=OPENDESA))
    bill = Bill.objects.select_related("tax_object").get()
    assert (bill.principal, bill.payer) == (57_500, "Darmo Susilo")
    assert bill.tax_object.location == "Blok Sawah, Dusun Tengah"
    wrong = bring(office, (*row[:-1], 2018), header=OPENDESA)
    assert problems(wrong) == [("bill-of-other-year", "DHKP 2019!L2")]


def changed(row, **cells):
    names = ("no", "nop", "payer", "address", "land", "building", "principal", "paid_on")
    return tuple(cells.get(name, cell) for name, cell in zip(names, row, strict=True))


@pytest.mark.parametrize(
    ("cells", "code", "where", "said"),
    [
        ({"nop": None}, "nop-missing", "B2", "Isi NOP"),
        ({"nop": "33.02"}, "nop-unreadable", "B2", "18 angka"),
        ({"nop": nop(1, OTHER_CODE)}, "nop-unknown-village", "B2", "33.02.140.012"),
        ({"principal": 0}, "bill-without-principal", "G2", "Pokok kosong"),
        ({"principal": "enam"}, "land-tax-amount-unreadable", "G2", "enam"),
        ({"land": "luas"}, "land-tax-count-unreadable", "E2", "luas"),
        ({"paid_on": "31 Juni 2019"}, "land-tax-day-unreadable", "H2", "bukan tanggal yang ada"),
        ({"paid_on": "05-01-2020"}, "bill-day-outside-year", "H2", "tunggakan"),
        ({"paid_on": "14-01-2019"}, "payment-day-unfit", "H2", "15-01-2019"),
    ],
)
def test_a_row_that_cannot_be_names_its_cell_and_the_remedy(office, cells, code, where, said):
    batch = bring(office, changed(FIRST, **cells), SECOND)
    assert problems(batch) == [(code, f"DHKP 2019!{where}")]
    assert said in sentence(batch)
    assert store(office, batch).added == 1


def test_a_number_of_the_spreadsheet_is_no_nop(office):
    """It holds fifteen digits; the last three would be made up."""
    tables = {"DHKP": [list(DHKP), list(changed(FIRST, nop=330214001100100010))]}
    (problem,) = LAYOUT.read(office.district, tables, {"day": "2019-01-15"}).problems
    assert (problem.code, problem.where) == ("nop-as-number", "DHKP!B2")
    assert "menjadi teks" in refusals.problem_sentence(problem)


def test_a_row_against_what_is_kept_is_told(office):
    store(office, bring(office, changed(FIRST, paid_on=None), SECOND))
    first, second = Bill.objects.order_by("tax_object__nop")
    assert problems(bring(office, changed(FIRST, principal=61_000))) == [
        ("bill-differs", "DHKP 2019!G2")
    ]
    assert problems(bring(office, FIRST, FIRST))[0][0] == "nop-twice"
    decide(office, second, "ganda", date(2019, 3, 1))
    assert problems(bring(office, changed(SECOND, paid_on="24-06-2019"))) == [
        ("payment-for-no-bill", "DHKP 2019!B2")
    ]
    header = (*DHKP, "Jumlah bayar")
    assert problems(bring(office, (*FIRST, 60_001), header=header)) == [
        ("payment-above-bill", "DHKP 2019!I2")
    ]
    pay(office, first, date(2019, 2, 1), 60_000)
    assert bring(office, FIRST).known == 1


def test_a_village_kept_by_recaps_takes_no_bills_and_the_other_no_recaps(office):
    other = queries.villages_below(office.district).get(name="Desa Lesmana")
    actions.record_code(org_unit=other, code=OTHER_CODE, by=office.kasi, at=NOW)
    assert problems(bring(office, changed(FIRST, nop=nop(1, OTHER_CODE)))) == [
        ("land-tax-by-recaps", "DHKP 2019!B2")
    ]
    recap = bring(office, ("Kracak", 400), header=("Desa", "S.d. minggu ini"))
    assert problems(recap) == [("land-tax-by-objects", "DHKP 2019!A2")]


def test_bills_are_brought_to_ones_own_village_only(office):
    clerk = village_clerk(office)
    batch = bring(office, FIRST, by=clerk, at=office.village)
    assert batch.good == 1
    with pytest.raises(Refused):
        bring(office, FIRST, by=clerk)
    with pytest.raises(Refused):
        bring(office, FIRST, by=office.inspektorat)


def test_what_is_taken_away_has_no_names_and_can_be_brought_back(office):
    store(office, bring(office, FIRST, SECOND))
    table = lists.bills_table(queries.bills_of(office.district, 2019), 2019)
    said = csv_text(table) + csv_text(lists.payments_table(office.district, 2019))
    assert nop(1) in said
    assert "Sutarmi" not in said
    again = bring(office, *table.rows, header=table.header)
    assert (again.good, again.known, again.problem_count) == (0, 2, 0)


def test_reading_asks_as_often_for_many_bills_as_for_few(office, django_assert_max_num_queries):
    many = [changed(FIRST, nop=nop(number)) for number in range(1, 41)]
    store(office, bring(office, *many))
    tables = {"DHKP": [list(DHKP), *map(list, many)]}
    with django_assert_max_num_queries(16):
        LAYOUT.read(office.district, tables, {"day": "2019-01-15"})
