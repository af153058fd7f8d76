"""The marked copy of a report's workbook: what is coloured, what stays, what is never written."""

import io

import pytest
from openpyxl import Workbook, load_workbook

from janji.core.printed_achievement import Reason, Verdict
from janji.core.refusals import Refused
from janji.documents.reading.checking import check_bytes
from janji.documents.reading.marking import SUMMARY, WRONG, write_marked
from tests.documents.report_papers import as_docx, as_xlsx, one_year_page, years_page

TRIPLES = [("80", "84", "105"), ("80%", "92,8", "92,8"), ("50", "N/A", "100")]


def marked(tmp_path, data):
    source, copy = tmp_path / "asal.xlsx", tmp_path / "salinan.xlsx"
    source.write_bytes(data)
    write_marked(data, check_bytes(data, source.name), source=source, copy=copy)
    assert source.read_bytes() == data
    assert {one.name for one in tmp_path.iterdir()} == {"asal.xlsx", "salinan.xlsx"}
    return load_workbook(copy)


def coloured(sheet):
    return {
        cell.coordinate: cell.comment.text
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.fgColor.rgb == f"00{WRONG.fgColor.rgb[2:]}"
    }


@pytest.mark.parametrize(("top", "left", "cell"), [(1, 1, "G5"), (3, 4, "J7")])
def test_a_wrong_cell_is_coloured_and_says_why(tmp_path, top, left, cell):
    book = marked(tmp_path, as_xlsx([one_year_page(TRIPLES)], top=top, left=left))
    assert coloured(book["Lembar 1"]) == {
        cell: "Hitungan ulang: 116,00. Realisasi tampaknya tersalin ke kolom capaian."
    }


def test_the_years_of_a_second_sheet(tmp_path):
    years = {2020: ("80", "84", "105"), 2022: ("80", "84", "150"), 2024: ("80", "84", "105,00")}
    pages = [one_year_page(TRIPLES), years_page([{}, years])]
    book = marked(tmp_path, as_xlsx(pages))
    assert list(coloured(book["Lembar 2"])) == ["P7"]


def test_hidden_sheets_and_rows_shift_nothing(tmp_path):
    pages = [one_year_page(TRIPLES), one_year_page(TRIPLES)]
    book = load_workbook(io.BytesIO(as_xlsx(pages)))
    book["Lembar 1"].sheet_state = "hidden"
    book["Lembar 2"].row_dimensions[4].hidden = True
    book["Lembar 2"].column_dimensions["B"].hidden = True
    made = io.BytesIO()
    book.save(made)
    after = marked(tmp_path, made.getvalue())
    assert coloured(after["Lembar 1"]) == {}
    assert list(coloured(after["Lembar 2"])) == ["G5"]


def test_every_row_is_listed_on_a_sheet_of_its_own(tmp_path):
    book = marked(tmp_path, as_xlsx([one_year_page(TRIPLES)]))
    rows = list(book[SUMMARY].iter_rows(min_row=2, values_only=True))
    assert [(row[0], row[6], row[7], row[8]) for row in rows] == [
        ("1", "105,00", "Sesuai", "Hitungan ulang: 105,00."),
        (
            *("2", "116,00", "Keliru"),
            "Hitungan ulang: 116,00. Realisasi tampaknya tersalin ke kolom capaian.",
        ),
        ("3", None, "Tidak dapat dihitung", "Realisasi tidak ada."),
    ]


def test_formulas_stay_and_text_does_not_become_one(tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.append(["No", "Indikator", "Target", "Realisasi", "Capaian"])
    sheet.append([1, None, 80, 84, 150])
    sheet["B2"].value = '=HYPERLINK("http://contoh.example")'
    sheet["B2"].data_type = "s"
    sheet["H9"] = "=C2+D2"
    made = io.BytesIO()
    book.save(made)
    after = marked(tmp_path, made.getvalue())
    assert (after.active["H9"].value, after.active["H9"].data_type) == ("=C2+D2", "f")
    told = after[SUMMARY]["C2"]
    assert (told.value[0], told.data_type) == ("=", "s")


def test_a_formula_without_a_kept_value_is_not_computed():
    book = load_workbook(io.BytesIO(as_xlsx([one_year_page(TRIPLES)])))
    book["Lembar 1"]["G4"] = "=F4/E4*100"  # written by a program that computes nothing
    made = io.BytesIO()
    book.save(made)
    found = check_bytes(made.getvalue(), "asal.xlsx")[0].found
    assert (found.verdict, found.reason) == (Verdict.NOT_COMPUTABLE, Reason.UNCLEAR)


def test_a_taken_name_of_the_summary_is_left_alone(tmp_path):
    book = load_workbook(io.BytesIO(as_xlsx([one_year_page(TRIPLES)])))
    book["Lembar 1"].title = SUMMARY
    made = io.BytesIO()
    book.save(made)
    after = marked(tmp_path, made.getvalue())
    assert after.sheetnames == [SUMMARY, f"{SUMMARY}1"]
    assert list(coloured(after[SUMMARY])) == ["G5"]


def test_what_is_no_workbook_gets_no_copy(tmp_path):
    data = as_docx([one_year_page(TRIPLES)])
    rows = check_bytes(data, "laporan.docx")
    with pytest.raises(Refused, match="report-copy-kind"):
        write_marked(data, rows, source=tmp_path / "laporan.docx", copy=tmp_path / "salinan.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_the_source_is_not_written_over_by_any_name(tmp_path):
    data = as_xlsx([one_year_page(TRIPLES)])
    source, other = tmp_path / "asal.xlsx", tmp_path / "nama-lain.xlsx"
    source.write_bytes(data)
    other.symlink_to(source)
    for copy in (source, other, tmp_path / "." / "asal.xlsx"):
        with pytest.raises(Refused, match="report-copy-same"):
            write_marked(data, check_bytes(data, "asal.xlsx"), source=source, copy=copy)
    assert source.read_bytes() == data


@pytest.mark.parametrize("copy", ["tidak/ada/salinan.xlsx", "folder"])
def test_where_nothing_can_be_written_nothing_stays(tmp_path, copy):
    (tmp_path / "folder").mkdir()
    data = as_xlsx([one_year_page(TRIPLES)])
    source = tmp_path / "asal.xlsx"
    source.write_bytes(data)
    with pytest.raises(Refused, match="report-copy-unwritable"):
        write_marked(data, check_bytes(data, "asal.xlsx"), source=source, copy=tmp_path / copy)
    assert {one.name for one in tmp_path.iterdir()} == {"folder", "asal.xlsx"}
