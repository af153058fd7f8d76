"""Checklists brought as spreadsheets, and taken away in the same shape."""

from datetime import date

import pytest
from django.urls import reverse

from janji.documents.workbooks import tables
from janji.kit.tables import Table, xlsx
from janji.orgs.models import Region
from janji.registers.imports import actions as imports
from janji.registers.villages import actions
from janji.registers.villages.models import Inspection
from janji.registers.villages.sheets import LAYOUT
from tests.registers.village_books import DAY, DESA, NOW, inspect, listed, village_clerk

pytestmark = pytest.mark.django_db
COLUMNS = ("Ada", "Diisi", "Mutakhir", "TTD")
GOOD = ("ya", "ya", "20-06-2019", "ya")


def checklist(*villages, day="20-06-2019", **books):
    """A sheet in which every village has the same answers: `A_5=("tidak", "", "", "")`."""
    header = ["Kode", "Buku"]
    for name in villages:
        header += [name, "", "", ""]
    rows = [
        ["", "", *(COLUMNS * len(villages))],
        ["Tanggal", "", *((day, "", "", "") * len(villages))],
        ["Pemeriksa", "", *(("Sri Lestari", "", "", "") * len(villages))],
    ]
    for one in DESA.must_be_seen:
        said = books.get(one.code.replace(".", "_"), GOOD)
        rows.append([one.code, one.name, *(said * len(villages))])
    return Table("Periksa", header, rows)


def bring(cast, table, by=None, office=None):
    """Read, agreed to and stored by the operator."""
    batch = keep(cast, xlsx([table]), by=by, office=office)
    return imports.store_batch(batch=batch, by=by or cast.operator, at=NOW)


def keep(cast, data, name="periksa.xlsx", by=None, office=None):
    return imports.keep_batch(
        register="villages",
        org_unit=office or cast.district,
        name=name,
        data=data,
        options={},
        by=by or cast.operator,
        at=NOW,
    )


def test_one_inspection_for_each_village_of_the_sheet(cast):
    listed(cast, "Desa Lesmana", "Desa Ciberung")
    free = ("tidak berlaku: tanpa tanah kas", "", "", "")
    nil = ("ya", "nihil", "", "ya")
    done = bring(
        cast, checklist("Kracak", "DESA LESMANA", A_5=free, A_6=nil, C_4=("ya", "tidak", "", ""))
    )
    assert (done.added, done.problem_count) == (2, 0)
    for made in Inspection.objects.all():
        assert (made.points_a, made.books_a, made.points_c, made.missing) == (32, 8, 21, 0)
        assert (made.inspected_on, made.inspector) == (DAY, "Sri Lestari")
        assert made.items.get(book="A.5").not_applicable == "tanpa tanah kas"
        assert made.source == f"impor {done.pk}"


def test_brought_again_it_adds_nothing(cast):
    listed(cast)
    table = checklist("Kracak")
    bring(cast, table)
    again = keep(cast, xlsx([table]))
    assert (again.good, again.known) == (0, 1)
    inspect(cast, Inspection.objects.get().org_unit, on=date(2019, 12, 1))
    assert bring(cast, checklist("Kracak", day="21-06-2019")).added == 1
    assert Inspection.objects.count() == 3


def test_withdrawn_it_may_be_brought_again(cast):
    listed(cast)
    bring(cast, checklist("Kracak"))
    made = Inspection.objects.get()
    actions.withdraw_inspection(inspection=made, reason="Uji", based_on=1, by=cast.kasi, at=NOW)
    assert bring(cast, checklist("Kracak")).added == 1


def test_a_csv_and_headings_in_one_row(cast):
    listed(cast)
    rows = [
        "Kode Buku;Nama;Kracak ada;Kracak diisi;Kracak mutakhir;Kracak ttd",
        "Tanggal;;2019-06-20;;;",
    ]
    rows += [f"{one.code};{one.name};ya;ya;20/06/2019;ya" for one in DESA.must_be_seen]
    batch = keep(cast, "\n".join(rows).encode(), name="periksa.csv")
    assert (batch.good, batch.problems) == (1, [])
    imports.store_batch(batch=batch, by=cast.operator, at=NOW)
    assert Inspection.objects.get().inspector == "tidak disebut"


def test_a_village_by_its_code_and_an_empty_one_passed_over(cast):
    Region.objects.create(code="33.02.14.2010", name="Kracak")
    cast.village.region_id = "33.02.14.2010"
    cast.village.save()
    listed(cast, "Desa Lesmana")
    table = checklist("33.02.14.2010", "Lesmana")
    table = Table(
        table.title,
        table.header,
        [[*row[:6], "", "", "", ""] if n else row for n, row in enumerate(table.rows)],
    )
    assert bring(cast, table).added == 1
    assert Inspection.objects.get().org_unit == cast.village


@pytest.mark.parametrize(
    ("table", "where", "code"),
    [
        (checklist("Sokaraja"), "Periksa!C1", "checklist-village-unknown"),
        (checklist("Kracak", day=""), "Periksa!C3", "checklist-day-missing"),
        (checklist("Kracak", day="kemarin"), "Periksa!C3", "checklist-date-unreadable"),
        (
            checklist("Kracak", A_2=("mungkin", "", "", "")),
            "Periksa!C6",
            "checklist-word-unreadable",
        ),
        (
            checklist("Kracak", A_1=("ya", "ya", "besok", "")),
            "Periksa!E5",
            "checklist-date-unreadable",
        ),
        (checklist("Kracak", A_1=("tidak", "ya", "", "")), "Periksa!C1", "checklist-refused"),
        (checklist("Kracak", A_1=("", "", "", "")), "Periksa!C1", "checklist-refused"),
        (checklist("Kracak", day="20-06-2090"), "Periksa!C1", "checklist-refused"),
    ],
)
def test_what_is_wrong_names_its_cell(cast, table, where, code):
    listed(cast)
    batch = keep(cast, xlsx([table]))
    assert batch.good == 0
    assert [(one["where"], one["code"]) for one in batch.problems] == [(where, code)]


def test_an_unknown_book_and_a_village_named_twice(cast):
    listed(cast)
    table = checklist("Kracak")
    batch = keep(
        cast, xlsx([Table(table.title, table.header, [*table.rows, ["C.7", "Panjar", *GOOD]])])
    )
    assert batch.problems[0]["code"] == "checklist-book-unknown"
    twice = keep(cast, xlsx([checklist("Kracak", "Desa Kracak")]))
    assert (twice.good, twice.problems[0]["code"]) == (1, "checklist-village-twice")


def test_nobody_brings_the_own_checklist(cast):
    listed(cast)
    batch = keep(cast, xlsx([checklist("Kracak")]), by=village_clerk(cast), office=cast.village)
    assert (batch.good, batch.problems[0]["code"]) == (0, "checklist-village-unknown")


def test_what_was_taken_away_can_be_brought_back(cast, as_user):
    found = listed(cast, "Desa Lesmana")
    inspect(cast, found["Desa Kracak"], {"A.5": None, "A.6": 1, "A.7": 0, "C.4": 3, "E.2": 4})
    taken = as_user(cast.camat).get(
        reverse("villages:heat-map", args=["kecamatan-ajibarang"]), {"unduh": "xlsx"}
    )
    batch = keep(cast, taken.content)
    assert (batch.good, batch.known, batch.problems) == (0, 1, [])


def test_the_template_is_read_as_empty_until_it_is_filled(cast):
    listed(cast, "Desa Lesmana")
    [table] = LAYOUT.template(cast.district)
    assert table.header[2] == "Desa Kracak"
    assert "Ada" in next(iter(table.rows))
    read = tables(xlsx([table]), "contoh.xlsx")
    with pytest.raises(Exception, match="sheet-without-rows"):
        LAYOUT.read(cast.district, read, {})


def test_the_page_of_the_import_opens(cast, as_user):
    listed(cast)
    page = as_user(cast.operator).get(
        reverse("imports:bring", args=["villages", "kecamatan-ajibarang"])
    )
    assert "Impor daftar periksa buku desa" in page.content.decode()
