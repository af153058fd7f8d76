"""Headings of report tables: which three columns belong together, and which do not."""

import pytest

from janji.documents.reading.content import Paragraph, Table
from janji.documents.reading.report import report_rows


def read(*rows, title=""):
    blocks = [Paragraph(title), Table(tuple(tuple(row.split("|")) for row in rows))]
    return report_rows(blocks)


def told(rows):
    return [
        (row.number, row.year, row.triple.target, row.triple.actual, row.triple.printed)
        for row in rows
    ]


ONE = [(1, None, "80", "84", "105")]


@pytest.mark.parametrize(
    "heading",
    [
        ["No|Indikator|Target|Realisasi|Capaian"],
        ["NO.|INDIKATOR KINERJA|TARGET|REALISASI|CAPAIAN (%)"],
        ["N0|Idikator|Target|Realisasi|% Capaian"],
        ["No|Sasaran Strategis|Target PK|Realisasi|Persentase Capaian"],
        ["No|Uraian|Target|Realisasi|Tingkat Capaian (%)"],
        ["No|Indikator|Target|Realisasi|%"],
        ["No|Indikator|Target|Capaian|% Capaian"],
        ["No|Indikator|Target|Capaian|Persentase"],
        ["No|Indikator|Rencana Tingkat Capaian (Target)|Realisasi|Capaian"],
        ["No|Indikator|Target|Realisasi|Capaian Kinerja", "(1)|(2)|(3)|(4)|(5)=(4)/(3)"],
        ["No|Indikator|Target|Realisasi|Capaian", "1|2|3|4|5"],
        ["No|Indikator|Pengukuran Kinerja||", "||Target|Realisasi|Capaian"],
        ["No|Indikator|Target|Realisasi|Capaian", "||(%)|(%)|(%)"],
        ["Capaian Kinerja Sasaran||||", "No|Indikator|Target|Realisasi|Capaian"],
        ["||||", "No|Indikator|Target|Realisasi|Capaian", "||||"],
        ["No|Indikator|Target|Realisasi|Capaian", "a|b|c|d|e"],
        ["No|Indikator|Rencana|Realisasi|Capaian"],
        ["No|Indikator|Perjanjian Kinerja|Hasil|Cap. (%)"],
        ["No|Indikator|T|R|C"],
        ["#|Nama Indikator|Rencana Kinerja|Terealisasi|Indeks Capaian"],
        ["Nomer|Indikator Kinerja Kunci (IKK)|Nilai Target|Nilai Realisasi|Nilai Capaian"],
        ["No. IKU|Sub Kegiatan|Target SPM|Realisasi|Capaian"],
        ["No|Indikator|T A R G E T|R E A L I S A S I|C A P A I A N"],
        ["No|Indikator|Targ\net|Reali\nsasi|Capa\nian\n(%)"],
        ["No|Indikator|Kinerja Badan Keuangan Provinsi||", "||Target|Realisasi|Capaian"],
        ["No|Indikator|Target|Realisasi|Capaian", "1|2|3|4|(4/3*100)"],
        ["No|Indikator|Target|Total Realisasi|Tk. Capaian"],
        ["No|Indikator|Target|Realisasi|Realisasi (%)"],
        ["No|Indikator|TAR-\nGET|REALI-\nSASI|CAPAI-\nAN (%)"],
    ],
)
def test_one_year(heading):
    assert told(read(*heading, "1|Indeks|80|84|105")) == ONE


@pytest.mark.parametrize(
    ("heading", "row", "threes"),
    [
        (
            ["No|Indikator|Target 2023|Realisasi 2022|Realisasi 2023|Capaian 2023"],
            "1|Indeks|80|70|84|105",
            [(1, 2023, "80", "84", "105")],
        ),
        (
            ["No|Indikator|Target 2023|Realisasi 2023|Capaian"],
            "1|Indeks|80|84|105",
            [(1, 2023, "80", "84", "105")],
        ),
        (
            ["No|Indikator|Realisasi 2022|Tahun 2023|||", "|||Target|Realisasi|Capaian|"],
            "1|Indeks|70|80|84|105|",
            [(1, 2023, "80", "84", "105")],
        ),
        (
            [
                "No|Indikator|Tahun 2022|||Tahun 2023||",
                "||Target|Realisasi|Capaian|Target|Realisasi|Capaian",
            ],
            "1|Indeks|80|84|105|90|45|50",
            [(1, 2022, "80", "84", "105"), (1, 2023, "90", "45", "50")],
        ),
        (
            ["No|Indikator|Kinerja|||Anggaran||", "||Target|Realisasi|Capaian|Target|Realisasi|%"],
            "1|Indeks|80|84|105|Rp 10|Rp 9|90",
            [(1, None, "80", "84", "105")],
        ),
        (
            ["No|Indikator|Target||Realisasi||Capaian|", "||K|Rp|K|Rp|K|Rp"],
            "1|Indeks|80|Rp 10|84|Rp 9|105|90",
            [(1, None, "80", "84", "105")],
        ),
        (
            ["No|Indikator|Target Akhir Renstra|Target|Realisasi|Capaian|Capaian thd Target Akhir"],
            "1|Indeks|100|80|84|105|84",
            [(1, None, "80", "84", "105")],
        ),
        (
            [
                "No|Indikator|Target IKK (√)|Target||Realisasi||Rasio|",
                "|||2020|2021|2020|2021|2020|2021",
            ],
            "1|Indeks|√|80|90|84|45|105|50",
            [(1, 2020, "80", "84", "105"), (1, 2021, "90", "45", "50")],
        ),
        (  # a year of which the achievement is not printed is left out
            ["No|Indikator|Target||Realisasi||Rasio", "||2020|2021|2020|2021|2021"],
            "1|Indeks|80|90|84|45|50",
            [(1, 2021, "90", "45", "50")],
        ),
        (  # what belongs together only by a guess is not put together
            ["No|Indikator|Target 2021|Realisasi 2022|Capaian 2023"],
            "1|Indeks|80|84|105",
            [],
        ),
        (  # the years of the actual below it: the latest is this report's
            ["No|Indikator|Target|Realisasi|||Capaian", "|||2023|2022|2021|"],
            "1|Indeks|80|84|70|60|99",
            [(1, 2023, "80", "84", "99")],
        ),
        (  # the rows tell which target is meant
            ["No|Indikator|Target 2023|Target 2024|Realisasi|Capaian"],
            "1|Indeks|80|90|84|105",
            [(1, 2023, "80", "84", "105")],
        ),
        (
            ["No|Indikator|Target|Target Renstra|Realisasi|Capaian"],
            "1|Indeks|80|100|84|99",
            [(1, None, "80", "84", "99")],
        ),
        (
            ["No|Indikator|Target Awal|Target Perubahan|Realisasi|Capaian"],
            "1|Indeks|100|80|84|99",
            [(1, None, "80", "84", "99")],
        ),
        (
            ["No|Indikator|Target|Realisasi|%|Capaian"],
            "1|Indeks|80|84|12|105",
            [(1, None, "80", "84", "105")],
        ),
        (
            ["No|Indikator|Target|Realisasi|Capaian|Tingkat Kemajuan"],
            "1|Indeks|80|84|99|42",
            [(1, None, "80", "84", "99")],
        ),
        (  # quarters of the actual and all of them together
            ["No|Indikator|Target|Realisasi|||||Capaian", "|||TW I|TW II|TW III|TW IV|Total|"],
            "1|Indeks|80|20|20|20|24|84|105",
            [(1, None, "80", "84", "105")],
        ),
        (
            ["No|Indikator|Target 2023|Realisasi 2023||Capaian 2023", "|||TW III|TW IV|"],
            "1|Indeks|80|60|84|105",
            [(1, 2023, "80", "84", "105")],
        ),
        (
            [
                "No|Indikator|Target||Realisasi||Capaian|",
                "||Kinerja|Anggaran|Kinerja|Anggaran|Kinerja|Anggaran",
            ],
            "1|Indeks|80|10|84|9|105|90",
            [(1, None, "80", "84", "105")],
        ),
        (
            ["No|Indikator|Realisasi 2022|Target 2023|Realisasi 2023|Capaian"],
            "1|Indeks|80|90|45|50",
            [(1, 2023, "90", "45", "50")],
        ),
        (  # what was spent stands beside, in the same words
            ["No|Indikator|Target|Realisasi|Capaian|Pagu|Realisasi|%"],
            "1|Indeks|80|84|105|1.000|900|90",
            [(1, None, "80", "84", "105")],
        ),
        (
            ["No|Indikator|Target Tahun Anggaran 2024|Realisasi 2024|Capaian 2024"],
            "1|Indeks|80|84|105",
            [(1, 2024, "80", "84", "105")],
        ),
        (
            ["No|Indikator|Tahun 2024 Target|2024 Realisasi|T 2023|R 2023|C 2023|Capaian 2024"],
            "1|Indeks|80|84|90|45|50|105",
            [(1, 2023, "90", "45", "50"), (1, 2024, "80", "84", "105")],
        ),
        (["No|Program|Anggaran|Realisasi|%"], "1|Program|10|9|90", []),
        (["No|Indikator|Satuan|Target"], "1|Indeks|Angka|80", []),
    ],
)
def test_which_columns_belong_together(heading, row, threes):
    assert told(read(*heading, row)) == threes


@pytest.mark.parametrize(
    ("heading", "row", "threes"),
    [
        (
            ["No|Indikator|Target||Realisasi||Capaian|", "||I|II|I|II|I|II"],
            "1|A|20|40|20|38|100|95",
            [(None, 1, None, "100"), (None, 2, None, "95")],
        ),
        (
            ["No|Indikator|Target Triwulan||Realisasi||Capaian|", "||1|2|1|2|1|2"],
            "1|A|20|40|20|38|100|95",
            [(None, 1, None, "100"), (None, 2, None, "95")],
        ),
        (
            [
                "No|Indikator|Target||Realisasi||Capaian|",
                "||Semester I|Semester II|Semester I|Semester II|Semester I|Semester II",
            ],
            "1|A|20|40|20|38|100|95",
            [(None, None, "semester 1", "100"), (None, None, "semester 2", "95")],
        ),
        (
            [
                "No|Indikator|Target||Realisasi||Capaian|",
                "||Kabupaten|Provinsi|Kabupaten|Provinsi|Kabupaten|Provinsi",
            ],
            "1|A|20|40|20|38|100|95",
            [(None, None, "kabupaten", "100"), (None, None, "provinsi", "95")],
        ),
        (
            ["No|Indikator|Target||Realisasi|Capaian terhadap|", "||Renstra|PK||Renstra|PK"],
            "1|A|50|40|40|80|100",
            [(None, None, "renstra", "80"), (None, None, "pk", "100")],
        ),
        (
            ["No|Indikator|Target Renstra|Target PK|Realisasi|thd Renstra|thd PK"],
            "1|A|50|40|40|80|100",
            [(None, None, "renstra", "80"), (None, None, "pk", "100")],
        ),
        (
            [
                "No|Indikator|Tahun 2024|||||",
                "||Triwulan I|||Triwulan II||",
                "||Target|Realisasi|%|Target|Realisasi|%",
            ],
            "1|A|80|72|90|85|90|105,88",
            [(2024, 1, None, "90"), (2024, 2, None, "105,88")],
        ),
        (
            [
                "No|Indikator|Satuan|Capaian Kinerja|||||",
                "|||Tahun 2023|||Tahun 2024||",
                "|||Target|Realisasi|%|Target|Realisasi|%",
            ],
            "1|A|%|80|72|90|85|90|105,88",
            [(2023, None, None, "90"), (2024, None, None, "105,88")],
        ),
        (  # only what fits is sure where quarters may have to be added up
            ["No|Indikator|Target|Realisasi||Capaian", "|||TW I|TW II|"],
            "1|A|12|6|6|100",
            [(None, 2, None, "100")],
        ),
    ],
)
def test_parts_of_a_year_and_of_plans(heading, row, threes):
    rows = read(*heading, row)
    assert [(one.year, one.quarter, one.part, one.triple.printed) for one in rows] == threes
    assert {(one.number, one.indicator) for one in rows} == {(1, "A")}


@pytest.mark.parametrize(
    ("heading", "rows"),
    [
        (
            ["No|Sasaran|Indikator Kinerja||Satuan|Target|Realisasi|Capaian"],
            ["1|Sasaran|1|Angka a|%|80|84|105", "||2)|Angka b|%|80|84|105"],
        ),
        (
            ["Sasaran||Indikator||Target|Realisasi|Capaian"],
            ["1|Sasaran|1.|Angka a|80|84|105", "||2.|Angka b|80|84|105"],
        ),
        (
            [
                "No|Sasaran|Indikator Kinerja||Tahun 2024||",
                "||Uraian|Satuan|Target|Realisasi|Capaian",
            ],
            ["1|Sasaran|Angka a|%|80|84|105", "2|Sasaran|Angka b|%|80|84|105"],
        ),
        (
            ["No|Indikator|Target||Realisasi||Capaian|"],
            ["1|Angka a|%|80|%|84|%|105", "2|Angka b|%|80|%|84|%|105"],
        ),
        (
            ["No|Indikator|Target||Realisasi||Capaian", "||Nilai|Satuan|Nilai|Satuan|"],
            ["1|Angka a|80|%|84|%|105", "2|Angka b|80|%|84|%|105"],
        ),
        (
            [
                "No|Sasaran|Indikator|Kinerja|||Anggaran||",
                "||Uraian|Target|Realisasi|Capaian|Pagu|Realisasi|Capaian",
            ],
            ["1|S|Angka a|80|84|105|10|9|90", "2|S|Angka b|80|84|105|10|9|90"],
        ),
    ],
)
def test_columns_that_share_a_heading(heading, rows):
    found = read(*heading, *rows)
    assert [(one.number, one.indicator) for one in found] == [(1, "Angka a"), (2, "Angka b")]
    assert {one.triple.cells for one in found} == {("80", "84", "105")}


def test_rows_are_unclear_where_nothing_tells_which_figures_are_meant():
    rows = read("No|Indikator|Target 2023|Target 2024|Realisasi|Capaian", "1|Indeks|80|90|84|99")
    assert [row.unclear for row in rows] == [True]


def test_another_table_below_is_not_read():
    rows = read(
        "No|Indikator|Target|Realisasi|Capaian",
        "1|Indeks|80|84|105",
        "No|Program|Anggaran|Realisasi|%",
        "1|Air bersih|10|9|90",
    )
    assert told(rows) == ONE


@pytest.mark.parametrize(
    "other", ["No|Program|Pagu|Serapan|Persen", "No.|Kecamatan|Penduduk|Luas|Kepadatan"]
)
def test_a_table_of_something_else_below_is_not_read(other):
    rows = read("No|Indikator|Target|Realisasi|Capaian", "1|A|80|84|105", other, "1|X|10|9|91")
    assert told(rows) == ONE


def test_quarters_side_by_side():
    rows = read(
        "No|Indikator|TW I|||TW II||",
        "||Target|Realisasi|Capaian|Target|Realisasi|Capaian",
        "1|Indeks|80|84|105|90|45|50",
    )
    assert [(row.quarter, row.triple.printed) for row in rows] == [(1, "105"), (2, "50")]


def test_a_row_for_every_year():
    rows = read(
        "No|Indikator|Tahun|Target|Realisasi|Capaian",
        "1|Indeks|2022|80|84|105",
        "||2023|90|45|50",
        "2|Angka|2022|10|5|50",
    )
    assert [(row.number, row.year, row.indicator) for row in rows] == [
        (1, 2022, "Indeks"),
        (1, 2023, "Indeks"),
        (2, 2022, "Angka"),
    ]
    assert [row.line == rows[0].line for row in rows] == [True, True, False]


ORDINALS = (
    "No|Indikator|Target||Realisasi||Rasio|",
    "||1|2|1|2|1|2",
    "1|Indeks|80|90|84|45|105|50",
)


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("Pencapaian Kinerja Tahun 2021-2022", [2021, 2022]),
        ("Pencapaian Kinerja Tahun 2021 s.d. 2022", [2021, 2022]),
        ("Renstra Tahun 2025 – 2026", [2025, 2026]),
        ("Renstra Tahun 2025 – 2029", [1, 2]),  # not a period of two years
        ("Pencapaian Kinerja", [1, 2]),
    ],
)
def test_the_period_of_numbered_years(title, years):
    assert [row.year for row in read(*ORDINALS, title=title)] == years


@pytest.mark.parametrize(
    "said", ["I|II", "Tahun I|Tahun II", "Th. 1|Th. 2", "Pertama|Kedua", "1|2"]
)
def test_years_of_a_period_in_words_and_roman_numerals(said):
    rows = read(
        "No|Indikator|Satuan|Target Renstra Tahun ke-||Realisasi Tahun ke-||Rasio Tahun ke-|",
        f"|||{said}|{said}|{said}",
        "1|Indeks|%|80|90|84|45|105|50",
        title="Capaian Renstra 2019-2024 Kinerja Tahun 2021-2022",
    )
    assert [(row.year, row.triple.printed) for row in rows] == [(2021, "105"), (2022, "50")]


def table(*rows, page):
    return Table(tuple(tuple(row.split("|")) for row in rows), page)


def test_a_heading_repeated_on_the_next_page_keeps_the_period():
    rows = report_rows(
        [
            Paragraph("Pencapaian Kinerja Tahun 2021-2022"),
            table(*ORDINALS, page=1),
            Paragraph("Renstra 2025-2026, halaman 28"),
            table(*ORDINALS[:2], "2|Angka|80|90|84|45|105|50", page=2),
        ]
    )
    assert [(row.number, row.year) for row in rows] == [(1, 2021), (1, 2022), (2, 2021), (2, 2022)]


def test_a_table_goes_on_without_its_heading():
    heading = "No|Indikator|Target|Realisasi|Capaian"
    following = table("2|Angka|10|5|50", page=2)
    others = [
        table("Nama|Jabatan|Umur|Gaji|Alamat", "1|Sari|40|5|2", page=2),
        table("No|Program|Pagu|Realisasi|%", "1|Air|10|9|90", page=2),
        table("2|Angka|sedang|5|50", page=2),
        table("3|Angka|10|5|50|9", page=2),
    ]
    total = table("Jumlah||||155", "3|Nilai|80|84|105", page=1)
    first = table(heading, "1|Indeks|80|84|105", page=1)
    assert [row.number for row in report_rows([first, following])] == [1, 2]
    assert [row.number for row in report_rows([first, total])] == [1, None, 3]
    goal = table("Sasaran 2: Meningkatnya pelayanan||||", "3|Nilai|80|84|105", page=2)
    assert [row.number for row in report_rows([first, goal])] == [1, 3]
    unmeasured = table("2|Angka|80|belum rilis|-", "3|Nilai|80|84|105", page=2)
    assert [row.number for row in report_rows([first, unmeasured])] == [1, 2, 3]
    torn = table("|pemerintah daerah|||", "3|Nilai|80|84|105", page=2)
    assert [row.number for row in report_rows([first, torn])] == [1, 3]
    years = table("1|Tahun|2022|2023|2024", "2|Angka|10|5|50", page=2)
    budget = table("2|Jalan|10|5|50", page=3)
    assert [row.number for row in report_rows([first, others[1], budget])] == [1]
    for other in (*others, years):
        assert [row.number for row in report_rows([first, other])] == [1]


def test_a_heading_repeated_inside_a_table_and_rows_without_figures():
    rows = read(
        "No|Indikator|Target|Realisasi|Capaian",
        "Sasaran 1: Meningkatnya pelayanan||||",
        "1|Indeks|80|84|105",
        "||||",
        "No|Indikator|Target|Realisasi|Capaian",
        "2|Angka|10|5|50",
    )
    assert [(row.number, row.indicator) for row in rows] == [(1, "Indeks"), (2, "Angka")]


def test_several_indicators_in_one_cell_are_paired_only_where_counts_agree():
    heading = "No|Indikator|Target|Realisasi|Capaian"
    rows = read(heading, "1|a\nb|1. 80\n2. 90|84\n45|105\n50", "2|c|80\n90|84|105")
    assert told(rows) == [
        (1, None, "80", "84", "105"),
        (1, None, "90", "45", "50"),
        (2, None, "80\n90", "84", "105"),
    ]


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("1.", 1),
        ("(2)", 2),
        ("1.2", "1.2"),
        ("1,2", "1.2"),
        ("1.)", 1),
        ("[3]", 3),
        ("IV", "IV"),
        ("a.", "a."),
        ("", None),
    ],
)
def test_numbers_are_those_of_the_table(said, number):
    rows = read("No|Indikator|Target|Realisasi|Capaian", f"{said}|Indeks|80|84|105")
    assert rows[0].number == number
