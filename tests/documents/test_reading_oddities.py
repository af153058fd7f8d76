"""What real papers do beside what they promise: it is read as a person would, or asked about."""

import io

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from janji.core.refusals import Refused
from janji.documents.reading import read_bytes
from tests.documents.report_papers import typeset

PARTIES = (
    "<p>Nama : SARI WULAN</p><p>Jabatan : {position}</p><p>disebut Pihak Pertama</p>"
    "<p>Nama : BUDI HARTONO</p><p>Jabatan : Bupati Sekarwangi</p><p>disebut Pihak Kedua</p>"
)
ANNEX = ("No|Sasaran|Indikator|Target", "1|Naiknya mutu|Indeks mutu|85")


def table(*rows):
    cells = (f"<tr><td>{'<td>'.join(row.split('|'))}</tr>" for row in rows)
    return f"<table>{''.join(cells)}</table>"


def letter(title="PERJANJIAN KINERJA TAHUN 2026", position="Camat Ciawiluhur"):
    return f"<p>{title}</p>{PARTIES.format(position=position)}"


def read(*parts):
    return read_bytes(f"<html><body>{''.join(parts)}</body></html>".encode(), "a.html")


def promises(text):
    return [(one.text, str(one.target.value)) for one in text.indicators if one.target]


def asked(text):
    return {(one.code, one.where) for one in text.problems}


ONE = [("Indeks mutu", "85")]


@pytest.mark.parametrize(
    ("rows", "code", "where"),
    [
        (
            (
                "No|Program|Anggaran|",
                "||Semula|Menjadi",
                "1|Program Satu|100.000.000|125.000.000",
                "Jumlah||100.000.000|125.000.000",
            ),
            "amount-columns",
            ["programmes[0].amount", "total"],
        ),
        (
            ("No|Program|Pagu Murni|Perubahan", "1|Program Satu|100.000.000|125.000.000"),
            "amount-columns",
            ["programmes[0].amount"],
        ),
        (
            ("Program|Kegiatan|Anggaran", "Program Satu|Rapat|60.000.000", "|Survei|40.000.000"),
            "amount-of-activity",
            ["programmes[0].amount"],
        ),
        (
            ("No|Program|Anggaran", "1|Program Satu|60.000.000", "2|Program Satu|40.000.000"),
            "programme-repeated",
            ["programmes[1].name"],
        ),
        (
            ("No|Program|Anggaran", "1|Program Satu|60.000.000", "|Penyediaan|60.000.000"),
            "amounts-paired",
            ["programmes"],
        ),
    ],
)
def test_budgets_that_could_be_read_in_two_ways(rows, code, where):
    text = read(letter(), table(*ANNEX), "<p>Program:</p>", table(*rows))
    assert {(code, one) for one in where} <= asked(text)


def test_a_line_above_a_budget_says_by_how_much_it_is_multiplied():
    text = read(
        letter(),
        table(*ANNEX),
        "<p>(dalam jutaan rupiah)</p>",
        table("No|Program|Anggaran", "1|Program Satu|1.250"),
    )
    assert ("amount-scale", "programmes[0].amount") in asked(text)


def test_sums_without_the_usual_name():
    text = read(
        letter(),
        table(*ANNEX),
        "<p>Program:</p>",
        table("No|Program|Jumlah (Rp)|Sumber", "1|Program Satu|100.000.000|APBD"),
    )
    assert [(one.name, one.amount) for one in text.programmes] == [("Program Satu", 100_000_000)]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (("No|Sasaran|Indikator|Target||", "|||Semester I|Semester II|Tahunan"), "10|40|40"),
        (("No|Sasaran|Indikator|Target||||", "|||TW I|TW II|TW III|TW IV|Tahun"), "1|2|3|4|40"),
    ],
)
def test_the_year_is_promised_and_not_its_parts(rows, found):
    text = read(letter(), table(*rows, f"1|Naiknya mutu|Indeks mutu|{found}"))
    assert promises(text) == [("Indeks mutu", "40")]


@pytest.mark.parametrize(
    "rows",
    [
        (
            "No|Sasaran|Indikator Sasaran|Program|Indikator Program|Target|Pagu",
            "1|Naiknya mutu|Indeks mutu|Program Satu|Persentase layanan|90%|100.000.000",
        ),
        (
            "Tujuan|Indikator Tujuan|Target|Sasaran|Indikator Sasaran|Target",
            "Sejahtera|Indeks mutu|70|Naiknya mutu|Indeks layanan|80",
        ),
    ],
)
def test_indicators_of_two_kinds_are_asked_about(rows):
    text = read(letter(), table(*rows))
    wanted = {
        ("indicator-columns", "objectives"),
        ("target-of-another", "objectives[0].indicators[0].target"),
    }
    assert wanted <= asked(text)


def test_rows_of_another_shape_are_not_lost_without_a_word():
    shorter = read(letter(), table(*ANNEX), table("Naiknya peran|Jumlah warga|1.200"))
    signed = read(letter(), table(*ANNEX, "||Tirtamulya, 5 Januari 2026|", "2|Naiknya|Angka|90"))
    assert promises(shorter) == promises(signed) == ONE
    assert ("rows-left", "objectives") in asked(shorter) & asked(signed)


def test_a_second_agreement_of_the_same_people_is_another():
    before = "PERJANJIAN KINERJA TAHUN 2025"
    revised = "PERJANJIAN KINERJA PERUBAHAN TAHUN 2026"
    other = table(*ANNEX).replace("85", "90")
    of_two_years = read(letter(before), table(*ANNEX), letter(), other)
    of_one_year = read(letter(), table(*ANNEX), letter(revised), other)
    copied = read(letter(), table(*ANNEX), letter(), table(*ANNEX))
    assert (of_two_years.year, promises(of_two_years)) == (2025, ONE)
    assert (of_one_year.revision, promises(of_one_year)) == (0, ONE)
    several = ("several-agreements", "first_party")
    assert several in asked(of_two_years) & asked(of_one_year)
    assert several not in asked(copied)
    assert promises(copied) == ONE


def test_tables_of_other_papers_promise_nothing():
    plan = table("No|Sasaran|Indikator|Target 2025|Target 2026", "1|Naik|Indeks lain|50|55")
    report = table("Indikator|Target|Realisasi|Capaian", "Indeks lain|85|80|94")
    older = "<p>LAMPIRAN PERJANJIAN KINERJA TAHUN 2025</p>"
    text = read("<p>RENSTRA</p>", plan, letter(), table(*ANNEX), report, older, plan)
    assert promises(text) == ONE
    assert {("year-differs", "year"), ("tables-of-another-year", "objectives")} <= asked(text)


def test_an_agreement_with_empty_columns_for_the_report_is_one():
    rows = ("No|Sasaran|Indikator|Target|Realisasi|Capaian", "1|Naiknya mutu|Indeks mutu|85||")
    assert promises(read(letter(), table(*rows))) == ONE


def test_a_budget_below_a_mistyped_year_is_kept():
    older = "<p>PERJANJIAN KINERJA TAHUN 2025</p>"
    budget = table("No|Program|Anggaran", "1|Program Satu|60.000.000")
    text = read(letter(), table(*ANNEX), older, budget)
    assert [one.name for one in text.programmes] == ["Program Satu"]


@pytest.mark.parametrize(
    ("title", "revision"),
    [
        ("PERJANJIAN KINERJA P-APBD TAHUN 2026", 1),
        ("PERJANJIAN KINERJA TAHUN 2026</p><p>APBD PERUBAHAN", 1),
        ("PERJANJIAN KINERJA PENYESUAIAN TAHUN 2026", 1),
        ("PERJANJIAN KINERJA 2026", 0),
        ("PERJANJIAN KINERJA T.A. 2026", 0),
    ],
)
def test_years_and_revisions_of_titles(title, revision):
    text = read(letter(title), table(*ANNEX))
    assert (text.year, text.revision) == (2026, revision)


def test_a_position_ends_where_the_next_label_begins():
    text = read(letter(position="Camat Ciawiluhur</p><p>Instansi : Kecamatan"), table(*ANNEX))
    assert text.first_party.position == "Camat Ciawiluhur"


@pytest.mark.parametrize(
    "title",
    [
        "LAPORAN KINERJA INSTANSI PEMERINTAH</p><p>PERJANJIAN KINERJA TAHUN 2026",
        "CAPAIAN PERJANJIAN KINERJA TAHUN 2026",
        "BERITA ACARA REVIU PERJANJIAN KINERJA TAHUN 2026",
    ],
)
def test_what_speaks_of_an_agreement_is_not_one(title):
    with pytest.raises(Refused, match="document-other"):
        read(letter(title), table(*ANNEX))


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("95<span class=c1>1</span>", "None"),
        ("85<sub>2</sub>", "None"),
        ("95<span style='vertical-align: super'>1</span>", "None"),
        ("<span class='c2 x'>80</span>85", "85"),
        ("<span class=c3>80</span>85", "85"),
        ("<span style='text-decoration:line-through'>80</span>85", "85"),
    ],
)
def test_raised_and_struck_writing_is_no_part_of_a_figure(cell, value):
    rules = (
        "<style><!-- .c1{vertical-align:super} /* */ span.c2, p{text-decoration:line-through}"
        ".c3{display:none; content:'\x0c'} p.c1 {display:none}"
        "@media print {.c1 {display:none} td.x {display: none}} --></style>"
    )
    text = read(rules, letter(), table(ANNEX[0], f"1|Naiknya mutu|Indeks mutu|{cell}"))
    assert promises(text) == [("Indeks mutu", value)]


@pytest.mark.parametrize(
    "target",
    [
        *("3 s/d 5", "3 atau 4", "1 sampai 3", "80 menjadi 9", "12 bulan x 5", "5 Januari"),
        *("9O %", "1O0", "4,5 M", "15 miliar", "50 jt", "5 maks", "80 ke atas"),
    ],
)
def test_words_behind_a_number_that_are_no_unit(target):
    text = read(letter(), table(ANNEX[0], f"1|Naiknya mutu|Indeks mutu|{target}"))
    assert ("unit-unclear", "objectives[0].indicators[0].target") in asked(text)


def test_a_fraction_beside_percent():
    heading = "No|Sasaran|Indikator|Satuan|Target"
    text = read(letter(), table(heading, "1|Naiknya mutu|Indeks mutu|%|0,95"))
    assert ("target-fraction", "objectives[0].indicators[0].target") in asked(text)


def in_word(run):
    """The target cell of a Word table, by the XML of what stands in it."""
    document = docx.Document()
    document.add_paragraph("PERJANJIAN KINERJA TAHUN 2026")
    grid = document.add_table(2, 4)
    for cell, text in zip(grid._cells, ("|".join(ANNEX)).split("|"), strict=True):
        cell.text = text
    paragraph = grid.cell(1, 3).paragraphs[0]
    paragraph.clear()
    paragraph._p.append(parse_xml(f"<w:hyperlink {nsdecls('w')}>{run}</w:hyperlink>"))
    made = io.BytesIO()
    document.save(made)
    return read_bytes(made.getvalue(), "a.docx").indicators[0].target


@pytest.mark.parametrize(
    ("run", "raw"),
    [
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t> 80</w:t></w:r>', "≥ 80"),
        (
            '<w:r><w:t>95</w:t></w:r><w:r><w:rPr><w:position w:val="6"/></w:rPr><w:t>1</w:t></w:r>',
            "95^1",
        ),
        (
            (
                '<w:r><w:t>85</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="subscript"/></w:rPr>'
                "<w:t>2</w:t></w:r>"
            ),
            "85^2",
        ),
    ],
)
def test_signs_and_notes_in_word(run, raw):
    assert in_word(run).raw == raw


def test_struck_writing_in_a_cell_of_a_sheet():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["PERJANJIAN KINERJA TAHUN 2026"])
    sheet.append([])
    for row in ANNEX:
        sheet.append(row.split("|"))
    sheet["D4"] = CellRichText(TextBlock(InlineFont(strike=True), "81"), " 86")
    made = io.BytesIO()
    book.save(made)
    assert promises(read_bytes(made.getvalue(), "a.xlsx")) == [("Indeks mutu", "86")]


def test_a_raised_note_in_a_pdf():
    cells = "".join(f"[{cell}]," for row in ANNEX for cell in row.split("|"))
    cells = cells.replace("[85]", "[95#super(typographic: false)[1]]")
    source = f'#set text(font: "Liberation Sans")\nPERJANJIAN KINERJA TAHUN 2026\n\n#table(columns: 4, {cells})'
    text = read_bytes(typeset(source), "a.pdf")
    assert [one.target.raw for one in text.indicators] == ["95^1"]
