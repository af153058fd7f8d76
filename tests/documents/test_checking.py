"""Reports checked as files: real pages, and the real triples laid out in every kind of file."""

import io
import json
from collections import Counter

import pytest
from openpyxl import Workbook

from janji.core.refusals import Refused
from janji.documents.reading.checking import check_bytes, to_json
from tests.documents.report_papers import (
    MADE,
    ONE_YEAR,
    PageOfReport,
    Span,
    one_year_page,
    typeset,
    years_page,
)
from tests.shared_files import shared

PAGES = {1: "agency-01", 2: "agency-07", 3: "agency-09", 4: "agency-13"}


@pytest.fixture(scope="module")
def triples():
    return json.loads(shared("cases/achievement-triples.json").read_text())["rows"]


def figures(row):
    return row["target"], row["actual"], row["printed"]


def expected(row):
    """What the facts say of a printed value."""
    return {"wrong": "wrong", None: "not_computable"}.get(row["match"], "ok")


def indicators(rows):
    """The facts by indicators: a year that is not later begins the next one."""
    found = []
    for row in rows:
        if not found or found[-1][-1]["year"] >= row["year"]:
            found.append([])
        found[-1].append(row)
    return found


def checked(data, name="laporan"):
    return to_json(check_bytes(data, name))["rows"]


@pytest.mark.parametrize("page", PAGES)
def test_every_triple_of_a_real_page_is_found_and_judged(page, triples):
    data = shared(f"cases/documents/achievement-table-{page}.pdf").read_bytes()
    of_agency = [row for row in triples if row["agency"] == PAGES[page]]
    rows = checked(data)
    found = Counter((row["year"], *figures(row), row["verdict"]) for row in rows)
    facts = Counter((row["year"], *figures(row), expected(row)) for row in of_agency)
    assert facts - found == Counter()
    assert [row for row in rows if row["verdict"] == "wrong"] == [
        row for row in rows if (row["year"], *figures(row), "wrong") in facts
    ]


@pytest.mark.parametrize("kind", MADE)
def test_the_triples_one_below_the_other(kind, triples):
    rows = checked(MADE[kind]([one_year_page([figures(row) for row in triples])]))
    assert [row["number"] for row in rows] == list(range(1, 226))
    assert [(*figures(row), row["verdict"]) for row in rows] == [
        (*figures(row), expected(row)) for row in triples
    ]
    explained = [row for row in rows if row["verdict"] == "ok"]
    assert all(row["rule"] and row["rounding"] for row in explained)


@pytest.mark.parametrize("ordinals", [False, True], ids=["years", "ordinals"])
@pytest.mark.parametrize("kind", MADE)
def test_the_triples_with_their_years_side_by_side(kind, ordinals, triples):
    lines = indicators(triples)
    page = years_page(
        [{row["year"]: figures(row) for row in line} for line in lines], ordinals=ordinals
    )
    rows = checked(MADE[kind]([page]))
    assert [(row["number"], row["year"], *figures(row), row["verdict"]) for row in rows] == [
        (number, row["year"], *figures(row), expected(row))
        for number, line in enumerate(lines, 1)
        for row in line
    ]


@pytest.mark.parametrize("kind", MADE)
def test_merged_cells_empty_rows_and_totals(kind):
    rows = [
        ONE_YEAR,
        [Span("1", rows=2), Span("Sasaran", rows=2), "Angka a", "%", "80", "84", "105"],
        ["Angka b", "%", "90", "45", "51"],
        [Span("2"), "Sasaran", "Angka c", "%", Span("belum diukur", columns=3)],
        [""] * 7,
        [Span("Jumlah", columns=6), "156"],
        [Span("Rata-rata", columns=6), "78"],
        ["3", "Sasaran", "Angka d", "orang", "9" * 40, "1", "0"],
        ["4", "Sasaran", "Angka e", "%", "5", "-6", "-120"],
    ]
    found = checked(MADE[kind]([PageOfReport("Capaian Kinerja", rows)]))
    assert [(row["number"], row["indicator"], row["verdict"], row["cause"]) for row in found] == [
        (1, "Angka a", "ok", None),
        (None, "Angka b", "ok", None),
        (2, "Angka c", "not_computable", None),
        (None, "Jumlah", "wrong", "added_percentages"),
        (None, "Rata-rata", "ok", None),
        (3, "Angka d", "not_computable", None),
        (4, "Angka e", "ok", None),
    ]


@pytest.mark.parametrize("kind", MADE)
def test_tables_of_several_pages_one_after_the_other(kind):
    budget = [["No", "Program", "Pagu", "Realisasi", "%"], ["1", "Air bersih", "10", "9", "90"]]
    pages = [
        one_year_page([("80", "84", "105")]),
        PageOfReport("Anggaran dan Realisasi", budget),
        years_page([{2021: ("80", "84", "84"), 2023: ("80", "84", "105")}]),
    ]
    found = checked(MADE[kind](pages))
    assert [(row.get("year"), row["printed"], row["verdict"]) for row in found] == [
        (None, "105", "ok"),
        (2021, "84", "wrong"),
        (2023, "105", "ok"),
    ]


@pytest.mark.parametrize("kind", MADE)
def test_a_heading_alone_is_no_report(kind):
    with pytest.raises(Refused, match="report-without-table"):
        checked(MADE[kind]([PageOfReport("Capaian Kinerja", [ONE_YEAR])]))


@pytest.mark.parametrize("kind", ["docx", "html", "xlsx"])
def test_a_thousand_rows(kind):
    found = checked(MADE[kind]([one_year_page([("80", "84", "105"), ("80", "84", "84")] * 500)]))
    assert Counter(row["verdict"] for row in found) == {"ok": 500, "wrong": 500}
    assert found[-1]["number"] == 1000


def test_more_cells_than_a_document_may_have_are_refused():
    with pytest.raises(Refused, match="document-too-complex"):
        checked(MADE["html"]([one_year_page([("80", "84", "105")] * 5000)]))


def test_a_row_whose_indicator_begins_like_a_heading_is_a_row():
    rows = [
        ("No", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)"),
        ("1", "Jalan mantap", "Persen", "80", "76", "95"),
        ("2", "Realisasi investasi", "Persen", "80", "72", "99"),
    ]
    cells = "".join(f"<tr>{''.join(f'<td>{one}</td>' for one in row)}</tr>" for row in rows)
    found = to_json(check_bytes(f"<html><table>{cells}</table></html>".encode(), "a.html"))["rows"]
    assert [(one["number"], one["verdict"], one["recomputed"]) for one in found] == [
        (1, "ok", "95.00"),
        (2, "wrong", "90.00"),
    ]


def test_averages_of_goals_and_of_all():
    rows = [
        ONE_YEAR,
        ["1", "Sasaran", "Angka a", "%", "80", "84", "105"],
        ["2", "Sasaran", "Angka b", "%", "90", "45", "50"],
        [Span("Rata-rata capaian sasaran 1", columns=6), "77,50"],
        ["3", "Sasaran", "Angka c", "%", "80", "80", "100"],
        ["4", "Sasaran", "Angka d", "%", "80", "40", "50"],
        [Span("Rata-rata capaian sasaran 2", columns=6), "80,00"],
        [Span("Rata-rata capaian seluruhnya", columns=6), "78,75"],
    ]
    found = checked(MADE["html"]([PageOfReport("Capaian Kinerja", rows)]))
    totals = [row for row in found if row["indicator"].startswith("Rata-rata")]
    assert [(row["verdict"], row["recomputed"]) for row in totals] == [
        ("ok", "77.50"),
        ("wrong", "75.00"),
        ("ok", "78.75"),
    ]


def test_a_page_with_narrow_columns_and_one_row_on_the_last():
    """Words of the heading and figures are broken in their middle, and nothing is repeated."""
    rows = [("80,75", "0.8384", "1,04%"), ("0.8390", "0.8384", "99.93%")] * 40
    cells = "".join(
        f"[{cell if place < 2 else broken(cell)}],"
        for row in [("No", "Indikator", "Target", "Realisasi", "Capaian"), *numbered(rows)]
        for place, cell in enumerate(row)
    )
    paper = '#set page(height: 200mm, width: 90mm, margin: 8mm)\n#set text(font: "Liberation Sans", size: 8pt)\n'
    source = f"{paper}#table(columns: (8mm, 1fr, 9mm, 9mm, 9mm), inset: 1.5mm, {cells})"
    found = checked(typeset(source))
    assert [figures(row) for row in found] == rows
    assert [row["number"] for row in found] == list(range(1, 81))


def broken(text):
    """As a column breaks it that has room for four letters."""
    return " \\ ".join(text[at : at + 4] for at in range(0, len(text), 4))


def numbered(rows):
    return [(str(place), f"Indikator ke-{place}", *row) for place, row in enumerate(rows, 1)]


def test_a_zero_that_a_sheet_shows_as_a_dash():
    book = Workbook()
    book.active.append(["No", "Indikator", "Target", "Realisasi", "Capaian"])
    book.active.append([1, "Angka a", 100, 0, 0])
    for column in "DE":
        book.active[f"{column}2"].number_format = '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-'
    made = io.BytesIO()
    book.save(made)
    found = checked(made.getvalue(), "laporan.xlsx")
    assert [(*figures(row), row["verdict"]) for row in found] == [("100", "-", "-", "ok")]


def test_a_sheet_that_shows_its_figures_rounded():
    book = Workbook()
    sheet = book.active
    sheet.append(["No", "Indikator", "Target", "Realisasi", "Capaian (%)"])
    for row, line in enumerate(
        [
            (1.1, "Angka a", 95.6, 97.9, 102.4058),
            (1.2, "Angka b", 0.956, 0.979, 1.024058),
            (1.3, "Angka c", 95.6, 97.9, 105),
        ],
        2,
    ):
        sheet.append(line)
        for column in "CDE":
            sheet[f"{column}{row}"].number_format = "0%" if row == 3 else "0"
    made = io.BytesIO()
    book.save(made)
    found = checked(made.getvalue(), "laporan.xlsx")
    assert [(row["number"], *figures(row), row["verdict"]) for row in found] == [
        ("1.1", "96", "98", "102", "ok"),
        ("1.2", "96%", "98%", "102%", "ok"),
        ("1.3", "96", "98", "105", "wrong"),
    ]
