"""The weekly recap from a spreadsheet: read, checked against itself and the register, kept once."""

from datetime import date
from decimal import Decimal

import pytest

from janji.core.refusals import Refused
from janji.kit import refusals
from janji.kit.tables import Table, csv_text, xlsx
from janji.registers.imports import actions as imports
from janji.registers.land_tax.models import Recap
from janji.registers.land_tax.sheets import LAYOUT, SheetOptions
from tests.registers.villages_tax import JUNE, NOW, opened, record, village, village_clerk

pytestmark = pytest.mark.django_db
HEADER = (
    *("No", "Desa", "SPPT", "Pokok (baku)", "Realisasi s.d. minggu lalu", "Minggu ini"),
    *("S.d. minggu ini", "%", "Sisa", "Peringkat"),
)
KRACAK = (1, "Kracak", 10, 1_000, 300, 100, 400, Decimal("40.00"), 600, 1)
LESMANA = (2, "Desa Lesmana", 20, 3_000, 500, 100, 600, Decimal("20.00"), 2_400, 2)
TOTAL = (None, "Jumlah", 30, 4_000, 800, 200, 1_000, Decimal("25.00"), 3_000, None)


@pytest.fixture
def office(cast):
    """Two villages whose year has begun, each with last week's recap."""
    lesmana = village(cast)
    opened(cast)
    opened(cast, lesmana, amount=3_000, bills=20)
    record(cast, JUNE[0], 300)
    record(cast, JUNE[0], 500, of=lesmana)
    return cast


def bring(cast, *rows, header=HEADER, by=None, day=JUNE[1], above=(), at=None):
    table = Table("Rekap", list((above or [header])[0]), [list(r) for r in (*above[1:], *rows)])
    if above:
        table = Table(
            "Rekap", list(above[0]), [*map(list, above[1:]), list(header), *map(list, rows)]
        )
    return imports.keep_batch(
        register="land_tax",
        org_unit=(at or cast.district),
        name="rekap.xlsx",
        data=xlsx([table]),
        options={"day": day.isoformat()},
        by=by or cast.operator,
        at=NOW,
    )


def store(cast, batch):
    return imports.store_batch(batch=batch, by=cast.operator, at=NOW)


def problems(batch):
    return [(one["code"], one["where"]) for one in batch.problems]


def changed(row, **cells):
    names = ("no", "desa", "sppt", "baku", "before", "gain", "paid", "percent", "rest", "rank")
    return tuple(cells.get(name, cell) for name, cell in zip(names, row, strict=True))


def test_a_recap_is_read_checked_and_kept_once(office):
    batch = store(office, bring(office, KRACAK, LESMANA, TOTAL))
    assert (batch.good, batch.added, batch.problem_count) == (2, 2, 0)
    made = Recap.objects.get(org_unit=office.village, as_of=JUNE[1])
    assert (made.paid, made.remaining, made.bills_paid, made.source) == (
        400,
        600,
        None,
        f"impor {batch.pk}",
    )
    again = bring(office, KRACAK, LESMANA, TOTAL)
    assert (again.good, again.known, again.problem_count) == (0, 2, 0)
    assert Recap.objects.count() == 4


def test_headings_may_take_two_rows_beneath_a_title(office):
    above = (
        ("REKAPITULASI PBB-P2", *[""] * 9),
        ("No", "Desa/Kelurahan", "SPPT", "Baku", "Realisasi", None, None, "%", "Sisa", "Peringkat"),
    )
    header = (
        None,
        None,
        None,
        None,
        "s.d. minggu lalu",
        "minggu ini",
        "s.d. minggu ini",
        *[None] * 3,
    )
    numbering = tuple(range(1, 11))
    batch = bring(office, numbering, KRACAK, LESMANA, TOTAL, above=above, header=header)
    assert (batch.good, problems(batch)) == (2, [])
    off = bring(office, KRACAK, changed(LESMANA, percent=21), above=above, header=header)
    assert problems(off) == [("land-tax-percent-differs", "Rekap!H5")]


def test_a_percent_may_be_a_share_of_one_and_amounts_may_be_words(office):
    written = changed(LESMANA, paid="Rp 600", rest="2.400,-", percent="20,0 %", gain="100")
    batch = bring(office, changed(KRACAK, percent=Decimal("0.4")), written)
    assert (batch.good, problems(batch)) == (2, [])


def test_the_footer_below_the_totals_is_not_read(office):
    batch = bring(office, KRACAK, TOTAL[:2] + (None,) * 8, (None, "Camat Ajibarang", *[None] * 8))
    assert (batch.good, problems(batch)) == (1, [])


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        (changed(KRACAK, rest=601), "land-tax-parts-differ", "I2"),
        (changed(KRACAK, percent=Decimal("41.00")), "land-tax-percent-differs", "H2"),
        (changed(KRACAK, baku=1_001), "land-tax-other-assessment", "D2"),
        (changed(KRACAK, sppt=11), "land-tax-other-bills", "C2"),
        (changed(KRACAK, gain=101), "land-tax-week-differs", "G2"),
        (changed(KRACAK, before=310, gain=90), "land-tax-other-before", "E2"),
        (changed(KRACAK, desa="Entah"), "land-tax-village-unknown", "B2"),
        (changed(KRACAK, desa=None), "land-tax-village-missing", "B2"),
        (changed(KRACAK, paid=None), "land-tax-paid-missing", "G2"),
        (changed(KRACAK, paid="empat"), "land-tax-amount-unreadable", "G2"),
        (changed(KRACAK, sppt="sepuluh"), "land-tax-count-unreadable", "C2"),
        (changed(KRACAK, percent="separuh"), "land-tax-percent-unreadable", "H2"),
    ],
)
def test_a_wrong_cell_is_named_and_the_other_villages_stay_good(office, row, code, cell):
    batch = bring(office, row, LESMANA)
    assert problems(batch) == [(code, f"Rekap!{cell}")]
    assert batch.good == 1
    problem = batch.problems[0]
    assert refusals.sentences("PROBLEMS")[code].format_map(problem["facts"])


def test_what_falls_or_exceeds_is_refused_with_its_arithmetic(office):
    low = changed(KRACAK, before=None, gain=None, paid=290, percent=29, rest=710)
    high = changed(LESMANA, before=None, gain=None, paid=3_001, percent=None, rest=None)
    batch = bring(office, low, high)
    assert problems(batch) == [
        ("land-tax-below-earlier", "Rekap!G2"),
        ("land-tax-above-assessment", "Rekap!G3"),
    ]
    assert batch.problems[0]["facts"]["difference"] == "Rp\u00a010"


def test_the_totals_are_checked_and_a_mean_of_percentages_is_found(office):
    wrong = changed(TOTAL, paid=1_001, percent=Decimal("30.00"))
    batch = bring(office, KRACAK, LESMANA, wrong)
    # 30 is the mean of 40 and 20; rupiah over rupiah is 25.
    assert problems(batch) == [
        ("land-tax-total-differs", "Rekap!G4"),
        ("land-tax-percent-differs", "Rekap!H4"),
    ]
    assert batch.problems[1]["facts"]["found"] == "25,00"
    assert batch.good == 2


def test_a_village_twice_and_one_without_a_year(office):
    village(office, "Desa Sawangan")
    sawangan = changed(KRACAK, desa="Sawangan")
    batch = bring(office, KRACAK, KRACAK, sawangan)
    assert problems(batch) == [
        ("land-tax-village-twice", "Rekap!B3"),
        ("land-tax-year-missing", "Rekap!B4"),
    ]


def test_what_is_kept_otherwise_needs_a_correction(office):
    record(office, JUNE[1], 380)
    batch = bring(office, KRACAK)
    assert problems(batch) == [("land-tax-recap-differs", "Rekap!G2")]


def test_a_village_clerk_brings_one_village_only(office):
    clerk = village_clerk(office)
    with pytest.raises(Refused):
        bring(office, KRACAK, by=clerk)
    batch = bring(office, KRACAK, LESMANA, by=clerk, at=office.village)
    assert (batch.good, problems(batch)) == (1, [("land-tax-village-unknown", "Rekap!B3")])


def test_a_day_ahead_and_one_of_a_year_without_assessments_are_told(office):
    with pytest.raises(Refused) as refused:
        bring(office, KRACAK, day=date(2190, 6, 1))
    assert refused.value.code == "land-tax-day-ahead"
    batch = bring(office, changed(KRACAK, before=None, gain=None), day=date(2020, 6, 1))
    assert problems(batch) == [("land-tax-year-missing", "Rekap!B2")]


def test_csv_is_read_as_well(office):
    data = csv_text(Table("Rekap", list(HEADER), [list(KRACAK)])).encode()
    batch = imports.keep_batch(
        register="land_tax",
        org_unit=office.district,
        name="rekap.csv",
        data=data,
        options={"day": JUNE[1].isoformat()},
        by=office.operator,
        at=NOW,
    )
    assert (batch.good, problems(batch)) == (1, [])


def test_the_day_must_exist():
    form = SheetOptions({"day": "31 Juni 2019"})
    assert form.errors["day"] == [
        "Tanggal 31 Juni 2019 tidak ada: bulan itu berakhir pada tanggal 30. Periksa tanggalnya."
    ]
    assert SheetOptions({"day": "24 Juni 2019"}).is_valid()


def test_the_template_has_the_villages_and_what_is_assessed(office):
    table, dhkp = LAYOUT.template(office.district)
    assert (table.title, dhkp.title) == ("Rekap", "DHKP")
    assert [list(one) for one in table.rows] == [
        [1, "Desa Kracak", 10, 1_000],
        [2, "Desa Lesmana", 20, 3_000],
    ]
    assert list(table.header)[:10] == list(HEADER)
    empty, _ = LAYOUT.template(office.other_district)
    assert len(list(empty.rows)) == 1


def test_a_sheet_of_something_else_is_refused(office):
    with pytest.raises(Refused) as refused:
        bring(office, ("a", "b"), header=("Nama", "Alamat"))
    assert refused.value.code in {"sheet-without-rows", "sheet-columns-missing"}


def test_a_plain_sheet_with_three_columns_is_enough(office):
    batch = bring(office, ("Kracak", 1_000, 400), header=("Nama Desa", "Baku", "Realisasi"))
    assert (batch.good, problems(batch)) == (1, [])


def test_the_recap_of_pringsewu_is_found_out(cast):
    """registers.md §8.4: 878.770.633 paid and 144.736.472 left are 85,86 %, not 83,53."""
    opened(cast, amount=1_023_507_105)
    row = ("Kracak", 878_770_633, 144_736_472, None)
    total = ("Jumlah", 878_770_633, 144_736_472, "83,53")
    header = ("Desa", "S.d. minggu ini", "Sisa", "%")
    batch = bring(cast, row, total, header=header)
    assert problems(batch) == [("land-tax-percent-differs", "Rekap!D3")]
    assert batch.problems[0]["facts"]["found"] == "85,86"
    alone = bring(cast, (*row[:3], "83,53"), header=header)
    assert (alone.good, problems(alone)) == (0, [("land-tax-percent-differs", "Rekap!D2")])
