"""What each kind of file gives: as its reader sees it, in the order in which it is seen."""

import io

import openpyxl
import pytest

from janji.documents.reading.content import Paragraph, Table
from janji.documents.reading.number_formats import exact, shown
from janji.documents.reading.open_document import in_indonesian
from janji.documents.reading.sources import content_of
from tests.documents.hostile import W, open_sheet, page, repacked, sheet, word


def texts(data):
    """Paragraphs as they are, tables as their rows."""
    blocks = content_of(data, "berkas")
    return [list(one.rows) if isinstance(one, Table) else one.text for one in blocks]


def run(text, properties=""):
    return f"<w:r>{properties and f'<w:rPr>{properties}</w:rPr>'}<w:t>{text}</w:t></w:r>"


def paragraph(inside):
    return f"<w:p>{inside}</w:p>"


def table(*rows):
    made = "".join(
        f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in row)}</w:tr>" for row in rows
    )
    return f"<w:tbl>{made}</w:tbl>"


WIDE = "<w:tcPr><w:gridSpan w:val='2'/></w:tcPr>"
BEGINS = "<w:tcPr><w:vMerge w:val='restart'/></w:tcPr>"
GOES_ON = "<w:tcPr><w:vMerge/></w:tcPr>"
BOX = "<w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict>"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        (f"<w:sdt><w:sdtContent>{paragraph(run('A'))}</w:sdtContent></w:sdt>", ["A"]),
        (paragraph(f"<w:ins>{run('90')}</w:ins><w:del><w:r><w:delText>80</w:delText></w:r></w:del>"),
         ["90"]),
        (paragraph(run("82") + run("rahasia", "<w:vanish/>")), ["82"]),
        (paragraph(run("82") + run("1)", "<w:vertAlign w:val='superscript'/>")), ["82^1)"]),
        (paragraph(run("Nama") + "<w:r><w:tab/><w:tab/></w:r>" + run(": Sari")), ["Nama : Sari"]),
        (paragraph(run("A") + f"<w:r>{BOX.format(paragraph(run('Di kotak')))}</w:r>"),
         ["A", "Di kotak"]),
        (paragraph(run("Rumus ") + f"<m:oMath xmlns:m='{MATH}'><m:f><m:num><m:r><m:t>A</m:t></m:r>"
                   "</m:num><m:den><m:r><m:t>B</m:t></m:r></m:den></m:f></m:oMath>"),
         ["Rumus  (A) / (B)"]),
        (table([WIDE + paragraph(run("A")), paragraph(run("B"))],
               [paragraph(run("C")), paragraph(run("D")), paragraph(run("E"))]),
         [[("A", "", "B"), ("C", "D", "E")]]),
        (table([BEGINS + paragraph(run("A")), paragraph(run("B"))],
               [GOES_ON + paragraph(""), paragraph(run("C"))]),
         [[("A", "B"), ("", "C")]]),
        (table([paragraph(run("A")), table([paragraph(run("x")), paragraph(run("y"))])],
               [paragraph(run("B")), paragraph(run("C"))],
               [paragraph(run("D")), paragraph(run("E"))]),
         [[("A", "x y"), ("B", "C"), ("D", "E")]]),
        (table([table([paragraph(run("x")), paragraph(run("y"))])]), [[("x", "y")]]),
    ],
    ids=["control", "tracked", "hidden", "raised", "tabs", "box", "formula", "wide", "tall",
         "nested", "layout"],
)  # fmt: skip
def test_word(body, seen):
    assert texts(word(body))[: len(seen)] == seen


NUMBERING = f"""<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="2"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/>
<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>
<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""


def counted(text, level):
    place = f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='7'/></w:numPr>"
    return paragraph(f"<w:pPr>{place}</w:pPr>{run(text)}")


def test_numbers_that_word_counts_itself_are_read():
    items = (("Naik", 0), ("Cepat", 1), ("Tepat", 1), ("Turun", 0), ("Lambat", 1))
    body = "".join(counted(text, level) for text, level in items)
    data = word(body, changed={"word/numbering.xml": NUMBERING})
    assert texts(data)[:5] == ["2. Naik", "a) Cepat", "b) Tepat", "3. Turun", "a) Lambat"]


@pytest.mark.parametrize(
    ("number", "form", "seen"),
    [
        ("0.93330000000000002", "0.00%", "93,33%"),
        ("0.93330000000000002", "0%", "93%"),
        ("0.30000000000000004", "General", "0,3"),
        ("104.319", "General", "104,319"),
        ("45988000", "#,##0", "45.988.000"),
        ("45988000", "General", "45988000"),
        ("45988000", "#,##0,", "45.988"),
        ("283000000", '_-"Rp"* #,##0_-;-"Rp"* #,##0_-;_-"Rp"* "-"_-;_-@_-', "Rp 283.000.000"),
        ("0", '_-"Rp"* #,##0_-;-"Rp"* #,##0_-;_-"Rp"* "-"_-;_-@_-', "Rp -"),
        ("1045988000", "[$Rp-421]#,##0.00", "Rp1.045.988.000,00"),
        ("-5", "0.0", "-5,0"),
        ("-5", "0.0;(0.0)", "(5,0)"),
        ("-0.001", "0.00", "0,00"),
        ("3", '0" Dokumen"', "3 Dokumen"),
        ("3", 'General" Dokumen"', "3 Dokumen"),
        ("82.50", "0.0#", "82,5"),
        ("7", "000", "007"),
        ("5", ";;;", ""),
        ("43479", "[$-421]dd mmmm yyyy", "14 Januari 2019"),
        ("43479", "mm-dd-yy", "14 Januari 2019"),
        ("43525", "mmm-yy", "Maret 2019"),
        ("0.35416666666666669", "h:mm", "08.30"),
        ("12345", "0.00E+00", "12345"),
    ],
)
def test_a_number_reads_as_its_format_shows_it(number, form, seen):
    assert shown(exact(number), form) == seen


def book(fill):
    made = openpyxl.Workbook()
    fill(made.active)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def annex(sheet):
    sheet["A1"] = "PERJANJIAN KINERJA TAHUN 2024"
    sheet.merge_cells("A1:D1")
    for place, (label, said) in enumerate((("Nama", "Sari Dewi"), ("Jabatan", "Camat")), 3):
        for column, text in zip("ABC", (label, ":", said), strict=True):
            sheet[f"{column}{place}"] = text
    rows = (("NO", "SASARAN", "INDIKATOR", "TARGET"), (1, "Naik", "Persen A", 0.9333))
    for place, row in enumerate((*rows, (None, None, "Jumlah B", 45988000)), 6):
        for column, text in zip("ABCD", row, strict=True):
            sheet[f"{column}{place}"] = text
    sheet["D7"].number_format, sheet["D8"].number_format = "0.00%", "#,##0"
    sheet.merge_cells("B7:B8")


def test_a_sheet_is_parted_into_lines_and_tables():
    *lines, only = content_of(book(annex), "a.xlsx")
    assert [line.text for line in lines] == [
        "PERJANJIAN KINERJA TAHUN 2024",
        "Nama : Sari Dewi",
        "Jabatan : Camat",
    ]
    assert only.rows == (
        ("NO", "SASARAN", "INDIKATOR", "TARGET"),
        ("1", "Naik", "Persen A", "93,33%"),
        ("", "", "Jumlah B", "45.988.000"),
    )
    assert (only.page, only.numbers) == (1, (6, 7, 8))


def test_what_is_hidden_is_not_read_and_what_has_no_value_is_unclear():
    def fill(sheet):
        annex(sheet)
        sheet["C7"], sheet["E7"] = "Tersembunyi", "catatan"
        sheet["D7"], sheet["D8"] = "=1/0", "=A1"
        sheet.column_dimensions["E"].hidden = True
        sheet.row_dimensions[1].hidden = True
        beside = sheet.parent.create_sheet("Lain")
        beside["A1"], beside.sheet_state = "Rahasia", "hidden"

    blocks = content_of(book(fill), "a.xlsx")
    said = str(blocks)
    assert "TAHUN 2024" not in said
    assert "catatan" not in said
    assert "Rahasia" not in said
    assert blocks[-1].unclear == {(1, 3), (2, 3)}


def test_a_number_is_kept_behind_a_rounded_one_and_in_thousands_it_is_unclear():
    def fill(sheet):
        annex(sheet)
        sheet["D7"].number_format, sheet["D8"].number_format = "0%", "#,##0,"

    only = content_of(book(fill), "a.xlsx")[-1]
    assert [row[3] for row in only.rows] == ["TARGET", "93%", "45.988"]
    assert dict(only.kept) == {(1, 3): "93,33%"}
    assert only.unclear == {(2, 3)}


def test_text_under_a_merged_cell_is_not_seen_and_a_hidden_corner_hides_no_text():
    def fill(sheet):
        sheet["A1"], sheet["B1"], sheet["C1"] = "Naik", "lama", "82"
        sheet["A2"], sheet["B2"], sheet["C2"] = "Turun", "baru", "83"
        sheet.column_dimensions["A"].hidden = True

    data = book(fill)
    merged = ("</sheetData>", "</sheetData><mergeCells><mergeCell ref='A1:B1'/></mergeCells>")
    data = repacked(data, {"xl/worksheets/sheet1.xml": merged})
    assert texts(data) == [[("Naik", "82"), ("baru", "83")]]


def test_signatures_on_a_sheet_stay_side_by_side():
    def fill(sheet):
        rows = {1: ("Pihak Kedua,", "Pihak Pertama,"), 2: ("BUPATI", "CAMAT"), 6: ("A", "B")}
        for place, (left, right) in rows.items():
            sheet[f"A{place}"], sheet[f"D{place}"] = left, right
        sheet["D7"] = "NIP. 19670425 198903 1 005"
        sheet["A9"] = "LAMPIRAN"

    *_, rows, after = texts(book(fill))
    assert rows[-1] == ("", "NIP. 19670425 198903 1 005")
    assert after == "LAMPIRAN"


VALUE = "<table:table-cell office:value-type='{0}' office:value='{1}'><text:p>{2}</text:p></table:table-cell>"


def test_an_open_sheet():
    rows = (
        "<table:table-row><table:table-cell table:number-columns-spanned='3'><text:p>JUDUL</text:p>"
        "</table:table-cell><table:covered-table-cell table:number-columns-repeated='2'/></table:table-row>"
        "<table:table-row table:number-rows-repeated='1048000'><table:table-cell/></table:table-row>"
        "<table:table-row><table:table-cell><text:p>1</text:p><text:p>2<text:s text:c='2'/>x</text:p>"
        f"</table:table-cell>{VALUE.format('float', '45988000', '45,988,000')}"
        f"{VALUE.format('percentage', '0.9333', '93.33%')}</table:table-row>"
    )
    assert texts(open_sheet(rows)) == ["JUDUL", [("1\n2 x", "45.988.000", "93,33%")]]


@pytest.mark.parametrize(
    ("text", "value", "percent", "seen"),
    [
        ("45,988,000", "45988000", False, ("45.988.000", False)),
        ("45.988.000", "45988000", False, ("45.988.000", False)),
        ("104,319", "104.319", False, ("104,319", False)),
        ("104,319", "104319", False, ("104.319", False)),
        ("104.319", "104.319", False, ("104,319", False)),
        ("93.3%", "0.9333", True, ("93,3%", False)),
        ("-1,234.50", "-1234.5", False, ("-1.234,50", False)),
        ("Rp -", "0", False, ("Rp -", False)),
        ("###", "12", False, ("###", False)),
        ("17", "12", False, ("12", True)),
    ],
)
def test_shown_numbers_are_written_as_in_indonesia(text, value, percent, seen):
    assert in_indonesian(text, exact(value), percent=percent) == seen


@pytest.mark.parametrize(
    ("inside", "seen"),
    [
        ("<p>A<br>B</p>C <b>D</b>", ["A", "B", "C D"]),
        ("<nav>Menu</nav><div style='display:none'>x</div><p hidden>y</p>Isi", ["Isi"]),
        ("<ol start=3><li>A<li>B</ol><ul><li>C</ul>", ["3. A", "4. B", "C"]),
        ("<ol><li>1. A</ol>", ["1. A"]),
        ("<pre>a\tb\nc\td</pre>", [[("a", "b"), ("c", "d")]]),
        ("<!-- a --> teks <!-- b --> lanjut", ["teks lanjut"]),
        ("<table><tr><td>A<td>82<sup>1)</sup></table>", [[("A", "82^1)")]]),
        ("<table><tr><td>A<td><input value=82><input type=hidden value=x></table>", [[("A", "82")]]),
        ("<table><tr><td>A<td><p>1<p>2<br>3<div>4</div></table>", [[("A", "1\n2\n3\n4")]]),
        ("<table><tr><th rowspan=2>N<th colspan=2>T<tr><td>1<td>2</table>",
         [[("N", "T", ""), ("", "1", "2")]]),
        ("<table><tr><td rowspan=0>A<td>B<tr><td>C<tr><td>D</table>",
         [[("A", "B"), ("", "C"), ("", "D")]]),
        ("<table><tr><td><h1>J</h1><table><tr><td>a<td>b</table></table>", ["J", [("a", "b")]]),
        ("<table><tr><td>a<td>b<tr><td>c<td><table><tr><td>x<td>y</table><tr><td>d<td>e</table>",
         [[("a", "b"), ("c", "x\ny"), ("d", "e")]]),
        ("<table><tfoot><tr><td>Jumlah<td>1<tbody><tr><td>A<td>2</table>",
         [[("A", "2"), ("Jumlah", "1")]]),
    ],
)  # fmt: skip
def test_a_page(inside, seen):
    assert texts(page(inside))[1:] == seen


LATIN = "<html><head><meta charset={0}></head><body>“Naik”</body></html>"


@pytest.mark.parametrize("charset", ["windows-1252", "utf-8", "utf-16", "tidak-ada"])
def test_a_page_in_its_own_letters(charset):
    data = LATIN.format(charset).encode("cp1252" if charset == "tidak-ada" else charset)
    assert texts(data) == ["“Naik”"]


def test_a_page_saved_whole():
    data = (
        "From: <Disimpan>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n'
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        "\r\n<html><body><p>Kinerja =E2=80=9CNaik=E2=80=9D</p></body></html>\r\n--x--\r\n"
    )
    assert texts(data.encode()) == ["Kinerja “Naik”"]


def test_text_with_a_few_tags_is_no_page():
    blocks = content_of(b"PERJANJIAN\n1\t<p>Naik</p><p>Turun</p>\t82", "a.txt")
    assert isinstance(blocks[0], Paragraph)
    assert len(blocks[1].rows[0]) == 3


def test_the_name_of_a_file_says_nothing():
    assert texts(sheet(1)) == [
        [("NO", "SASARAN", "INDIKATOR", "TARGET"), ("0", "Naik", "Persen 0", "82")]
    ]
