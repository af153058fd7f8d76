"""Tables to take away are exact, and inert."""

import io
import zipfile
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from janji.kit.tables import Table, csv_response, csv_text, xlsx, xlsx_response

HOSTILE = ["=HYPERLINK(1)", "+1", "-1", "@x", "\tx", "\rx"]


def sheet_xml(tables):
    with zipfile.ZipFile(io.BytesIO(xlsx(tables))) as book:
        return book.read("xl/worksheets/sheet1.xml").decode()


def test_numbers_are_numbers_and_text_is_text():
    xml = sheet_xml(
        [
            Table(
                "T", ["A"], [[Decimal("93.3333"), Fraction(280, 3), 7, None, "x", date(2019, 3, 1)]]
            )
        ]
    )
    assert "<v>93.3333</v>" in xml
    assert "<v>7</v>" in xml
    assert "<f>" not in xml


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_becomes_a_formula(text):
    assert "<f>" not in sheet_xml([Table("T", ["A"], [[text]])])
    cell = csv_text(Table("T", ["A"], [[text]])).splitlines()[1]
    assert cell.lstrip('"').startswith("'")


def test_a_number_longer_than_a_spreadsheet_counts_goes_as_text():
    xml = sheet_xml([Table("T", ["A"], [[Decimal("123456789012345678")]])])
    assert "123456789012345678" not in xml.replace("<t", "")
    with zipfile.ZipFile(
        io.BytesIO(xlsx([Table("T", ["A"], [[Decimal("123456789012345678")]])]))
    ) as book:
        assert any(b"123.456.789.012.345.678" in book.read(name) for name in book.namelist())


def test_csv_speaks_indonesian():
    text = csv_text(Table("T", ["Nama", "Nilai"], [["A; B", Decimal("1234.50")]]))
    assert text == 'Nama;Nilai\r\n"A; B";1234,5\r\n'


def test_downloads_say_their_name():
    table = Table("Daftar: a/b?", ["A"], [["x"]])
    assert 'filename="x.xlsx"' in xlsx_response("x", [table])["Content-Disposition"]
    assert csv_response("x", table).content.startswith(b"\xef\xbb\xbf")
