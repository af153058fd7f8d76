"""Figures brought as spreadsheets, one row an answer or one row a figure, and taken away in the same shape."""

import io
from datetime import date
from fractions import Fraction

import pytest
from django.urls import reverse

from janji.core.refusals import Refused
from janji.documents.workbooks import tables
from janji.kit.refusals import sentences
from janji.kit.tables import Table, csv_text, xlsx
from janji.orgs.models import Region
from janji.registers.figures.models import Entry, Figure
from janji.registers.figures.sheets import COLUMNS, LAYOUT
from janji.registers.imports import actions as imports
from tests.registers.figure_stories import NOW, define, enter, number, planner, village

pytestmark = pytest.mark.django_db
HEADER = ("Kode", "Periode", "Nilai", "Keterangan", "Kantor", "Tidak tersedia karena")


def keep(cast, *rows, header=HEADER, data=None, name="angka.xlsx", office=None, by=None):
    return imports.keep_batch(
        register="figures",
        org_unit=office or cast.district,
        name=name,
        data=data or xlsx([Table("Isian", header, rows)]),
        options={},
        by=by or cast.operator,
        at=NOW,
    )


def bring(cast, *rows, **more):
    batch = keep(cast, *rows, **more)
    return imports.store_batch(batch=batch, by=more.get("by") or cast.operator, at=NOW)


def told(batch):
    """The problems of a batch: where, and the code."""
    return [(one["where"], one["code"]) for one in batch.problems]


@pytest.fixture
def bumil(cast):
    return define(cast, frequency="monthly", decimals=2)


def test_one_row_an_answer(cast, bumil):
    done = bring(
        cast,
        ("jumlah_ibu_hamil", "Januari 2019", "12,5", "kohort", "", ""),
        ("jumlah_ibu_hamil", "2019-02", 13, "", "Kecamatan Ajibarang", ""),
        ("jumlah_ibu_hamil", "03/2019", "", "", "", "Buku basah"),
        ("jumlah_ibu_hamil", "2019-04", "", "", "", ""),
    )
    assert (done.added, done.problem_count) == (3, 0)
    kept = [
        (one.period.name, one.number, one.unavailable, one.notes)
        for one in Entry.objects.order_by("last_day")
    ]
    assert kept == [
        ("Januari 2019", 1250, None, "kohort"),
        ("Februari 2019", 1300, None, None),
        ("Maret 2019", None, "Buku basah", None),
    ]
    assert Entry.objects.first().source == f"impor {done.pk}"
    assert Figure.objects.get().settled_by == cast.operator
    assert number(cast.district, "jumlah_ibu_hamil") == Fraction("25.5")


def test_a_sheet_brought_twice_adds_nothing(cast, bumil):
    row = ("jumlah_ibu_hamil", "2019-01", "12,5", "", "", "")
    assert bring(cast, row).added == 1
    again = keep(cast, row)
    assert (again.good, again.known, again.problem_count) == (0, 1, 0)


def test_another_number_is_told_with_both(cast, bumil):
    enter(cast, bumil, m01="12")
    batch = keep(cast, ("jumlah_ibu_hamil", "2019-01", "13", "", "", ""))
    assert told(batch) == [("Isian!C2", "figure-entry-differs")]
    said = sentences("PROBLEMS")["figure-entry-differs"].format(**batch.problems[0]["facts"])
    assert "12,00, berbeda dari 13,00" in said


def test_every_bad_cell_is_named(cast, bumil):
    batch = keep(
        cast,
        ("", "2019-01", "1", "", "", ""),
        ("jumlah_ibu", "2019-01", "1", "", "", ""),
        ("jumlah_ibu_hamil", "", "1", "", "", ""),
        ("jumlah_ibu_hamil", "TW I 2019", "1", "", "", ""),
        ("jumlah_ibu_hamil", "kemarin", "1", "", "", ""),
        ("jumlah_ibu_hamil", "2019-01", "banyak", "", "", ""),
        ("jumlah_ibu_hamil", "2019-01", "1,234", "", "", ""),
        ("jumlah_ibu_hamil", "2019-01", "-1", "", "", ""),
        ("jumlah_ibu_hamil", "2019-01", "1", "", "Kecamatan Cilongok", ""),
        ("jumlah_ibu_hamil", "2019-01", "1", "", "Desa Kracak", ""),
        ("jumlah_ibu_hamil", "2018-12", "1", "", "", ""),
        ("jumlah_ibu_hamil", "2031-12", "1", "", "", ""),
        ("jumlah_ibu_hamil", "2019-02", "1", "", "", "tidak ada"),
        ("jumlah_ibu_hamil", "2019-03", "1", "", "", ""),
        ("jumlah_ibu_hamil", "2019-03", "1", "", "", ""),
    )
    assert batch.good == 1
    assert sorted(told(batch)) == sorted(
        [
            ("Isian!A2", "figure-code-missing"),
            ("Isian!A3", "figure-code-unknown"),
            ("Isian!B4", "figure-period-missing"),
            ("Isian!B5", "period-unfit"),
            ("Isian!B6", "period-unreadable"),
            ("Isian!C7", "figure-number-unreadable"),
            ("Isian!C8", "figure-decimals"),
            ("Isian!C9", "figure-negative"),
            ("Isian!E10", "figure-office-unknown"),
            ("Isian!E11", "figure-not-asked"),
            ("Isian!B12", "figure-period-not-asked"),
            ("Isian!B13", "figure-period-ahead"),
            ("Isian!C14", "figure-answer-missing"),
            ("Isian!C16", "figure-row-twice"),
        ]
    )


def test_offices_are_named_or_coded(cast):
    kracak, lesmana = cast.village, village(cast, "Desa Lesmana")
    kracak.region = Region.objects.create(code="33.02.14.2007", name="Kracak")
    kracak.save()
    define(cast, asked_of="villages")
    done = bring(
        cast,
        ("jumlah_ibu_hamil", "TW I 2019", "1", "", "33.02.14.2007", ""),
        ("jumlah_ibu_hamil", "TW I 2019", "2", "", "lesmana", ""),
        ("jumlah_ibu_hamil", "TW II 2019", "3", "", "", ""),
    )
    assert done.added == 2
    assert told(done) == [("Isian!E4", "figure-office-missing")]
    assert Entry.objects.get(number=2).org_unit == lesmana


def test_offices_below_may_share_a_code(cast):
    """The regency brings one sheet; each row means the figure of its own office's line."""
    bappeda = planner(cast, cast.government, "bappeda")
    one = define(cast, code="kunjungan")
    other = define(cast, cast.other_district, by=cast.stranger, code="kunjungan", decimals=1)
    done = bring(
        cast,
        ("kunjungan", "TW I 2019", "7", "", "Kecamatan Ajibarang", ""),
        ("kunjungan", "TW I 2019", "7,5", "", "Kecamatan Cilongok", ""),
        office=cast.government,
        by=bappeda,
    )
    assert (done.added, done.problem_count) == (2, 0)
    assert {each.figure: each.number for each in Entry.objects.all()} == {one: 7, other: 75}


def test_one_row_a_figure_with_periods_beside_it(cast, bumil):
    define(cast, code="jembatan", kind="state")
    done = bring(
        cast,
        ("jumlah_ibu_hamil", "", "10", "11,25", "", "12"),
        ("jembatan", "", "", "", "", "40"),
        ("", "", "", "", "", ""),
        header=("Kode", "Uraian", "Januari 2019", "2019-02", "Feb", "Maret 2019"),
    )
    assert (done.added, done.problem_count) == (4, 0)
    assert number(cast.district, "jembatan") == 40
    kept = Entry.objects.filter(figure=bumil).order_by("last_day").values_list("number", flat=True)
    assert list(kept) == [1000, 1125, 1200]


def test_a_wide_sheet_names_its_bad_cells_too(cast):
    define(cast, code="jembatan", kind="state")
    batch = keep(
        cast,
        ("jembatan", "39", "40"),
        header=("Kode", "Februari 2019", "Maret 2019"),
    )
    assert batch.good == 1
    assert told(batch) == [("Isian!B2", "period-unfit")]


def test_a_sheet_that_holds_nothing_for_this_register(cast):
    with pytest.raises(Refused, match="sheet-columns-missing"):
        keep(cast, ("a", "b"), header=("Kode", "Uraian"))


def test_days_that_a_spreadsheet_made_of_months(cast, bumil):
    done = bring(cast, ("jumlah_ibu_hamil", date(2019, 3, 1), "5", "", "", ""))
    assert done.added == 1
    assert Entry.objects.get().period.name == "Maret 2019"


def test_the_template_asks_for_what_is_owed_and_reads_back_as_nothing(cast, bumil, as_user):
    address = reverse("imports:template", args=["figures", cast.district.slug])
    book = as_user(cast.operator).get(address).content
    read = tables(book, "contoh.xlsx")
    rows = read["Isian"]
    assert list(rows[0]) == [one.heading for one in COLUMNS]
    assert rows[1][0] == "jumlah_ibu_hamil"
    found = LAYOUT.read(cast.district, read, {})
    assert (list(found.rows), list(found.problems)) == ([], [])


def test_what_is_taken_away_can_be_brought_back(cast, bumil, as_user):
    enter(cast, bumil, m01="12.25", m02="13")
    enter(cast, bumil, because="Buku basah", m03=None)
    home = reverse("figures:figures", args=[cast.district.slug])
    for kind, name in (("csv", "isian.csv"), ("xlsx", "isian.xlsx")):
        data = as_user(cast.operator).get(home, {"year": "2019", "isian": kind}).content
        batch = keep(cast, data=data, name=name)
        assert (batch.good, batch.known, batch.problem_count) == (0, 3, 0)


def test_many_decimals_survive_the_way_out_and_in(cast, as_user):
    figure = define(cast, code="rasio", decimals=6, frequency="monthly")
    enter(cast, figure, m01="0.000125", m02="1234.5")
    home = reverse("figures:figures", args=[cast.district.slug])
    for kind in ("csv", "xlsx"):
        data = as_user(cast.operator).get(home, {"year": "2019", "isian": kind}).content
        batch = keep(cast, data=data, name=f"isian.{kind}")
        assert (batch.known, batch.problem_count) == (2, 0)


def test_the_page_of_imports_shows_the_columns(cast, as_user, bumil):
    client = as_user(cast.operator)
    address = reverse("imports:bring", args=["figures", cast.district.slug])
    assert "Tidak tersedia karena" in client.get(address).content.decode()
    file = io.BytesIO(
        csv_text(Table("x", HEADER, [("jumlah_ibu_hamil", "2019-01", "5", "", "", "")])).encode()
    )
    file.name = "angka.csv"
    page = client.post(address, {"file": file}, follow=True)
    assert "1 baris" in page.content.decode()
