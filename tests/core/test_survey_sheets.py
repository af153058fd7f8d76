"""Filled-in forms from spreadsheets: the layouts people have, and what is wrong in them."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.refusals import Refused
from janji.core.satisfaction import asked_codes, elements
from janji.core.survey_sheets import (
    IgnoredColumn,
    Profile,
    column_letter,
    offered_mapping,
    read_sheet,
)

U = [f"U{number}" for number in range(1, 10)]
GIVEN = (3, 4, 2, 4, 3, 3, 4, 3, 1)
OPTIONS = [one.options[point - 1] for one, point in zip(elements(), GIVEN, strict=True)]

# The two-row "Template": merged cells leave blanks beneath and beside their text.
TEMPLATE_HEADING = [
    ["NO. RESPONDEN", "PROFIL", *[None] * 5, "NILAI UNSUR PELAYANAN", *[None] * 9],
    [
        *[None, "NAMA", "JENIS KELAMIN", "USIA", "PENDIDIKAN", "PEKERJAAN", "JENIS LAYANAN"],
        *U,
        "U10",
    ],
]
# Question texts as on the official form.
QUESTIONS = [
    "Bagaimana pendapat Saudara tentang kesesuaian persyaratan pelayanan dengan jenis pelayanannya?",
    "Bagaimana pemahaman Saudara tentang kemudahan prosedur pelayanan di unit ini?",
    "Bagaimana pendapat Saudara tentang kecepatan waktu dalam memberikan pelayanan?",
    "Bagaimana pendapat Saudara tentang kewajaran biaya/tarif dalam pelayanan?",
    "Bagaimana pendapat Saudara tentang kesesuaian produk pelayanan dengan hasil yang diberikan?",
    "Bagaimana pendapat Saudara tentang kompetensi/kemampuan petugas dalam pelayanan?",
    "Bagaimana pendapat Saudara tentang perilaku petugas terkait kesopanan dan keramahan?",
    "Bagaimana pendapat Saudara tentang kualitas sarana dan prasarana?",
    "Bagaimana pendapat Saudara tentang penanganan pengaduan pengguna layanan?",
]


def refused(rows, **options):
    with pytest.raises(Refused) as said:
        read_sheet(rows, **options)
    return said.value.code, said.value.facts


def answers_of(sheet):
    return [one.answers for one in sheet.responses]


def codes_of(sheet):
    return [one.code for one in sheet.problems]


def test_the_template():
    sheet = read_sheet(
        [
            *TEMPLATE_HEADING,
            [1, "Siti Aminah", "P", 34, "SMA", "Wirausaha", "KTP", *GIVEN],
            [2, "Budi Santoso", "L", 51, "SD", None, "KK", *reversed(GIVEN)],
            [3, *[None] * 15],  # a row numbered beforehand
        ]
    )
    assert answers_of(sheet) == [GIVEN, GIVEN[::-1]]
    assert sheet.problems == ()
    first = sheet.responses[0]
    assert (first.row, first.day, first.suggestion) == (3, None, None)
    assert first.profile == Profile("P", "34", "SMA", "Wirausaha", "KTP")
    assert sheet.ignored_columns == (IgnoredColumn("B", "NAMA"),)
    assert sheet.columns == dict(zip(asked_codes(), "HIJKLMNOP", strict=True))


def test_names_are_never_kept():
    sheet = read_sheet(
        [
            *TEMPLATE_HEADING,
            [1, "Siti Aminah", "P", 34, "SMA", "Wirausaha", "KTP", *GIVEN],
            [2, "Siti Aminah", "P", 34, "SMA", "Wirausaha", "KTP", "puas", *GIVEN[1:]],
            [3, "Siti Aminah", *[None] * 14],
            [None, "Siti Aminah", *[None] * 5, *["lihat"] * 9],
        ]
    )
    assert len(sheet.problems) == 3
    assert "Siti" not in repr(sheet)


@pytest.mark.parametrize("headings", [[f"Q{n}" for n in range(1, 10)], QUESTIONS])
def test_an_export_of_google_forms(headings):
    sheet = read_sheet(
        [
            [
                *["Timestamp", "Nama", "Umur", "Jenis Kelamin", "Pendidikan", "Pekerjaan"],
                *headings,
                "Kritik dan saran",
            ],
            [
                *["12/03/2025 10:15:30", "Siti", "34 tahun", "Perempuan", "SMA", "Petani"],
                *OPTIONS,
                "Total biaya mohon dipasang",
            ],
        ]
    )
    (only,) = sheet.responses
    assert only.answers == GIVEN
    assert only.day == date(2025, 3, 12)
    assert only.suggestion == "Total biaya mohon dipasang"
    assert only.profile == Profile("Perempuan", "34 tahun", "SMA", "Petani")
    assert sheet.problems == ()
    assert IgnoredColumn("B", "Nama") in sheet.ignored_columns


def test_numbered_question_texts():
    headings = [f"{n}. Pertanyaan bagian ini" for n in range(1, 10)]
    assert answers_of(read_sheet([headings, GIVEN])) == [GIVEN]


def test_the_table_of_a_report_with_its_totals():
    sheet = read_sheet(
        [
            ["PENGOLAHAN DATA SURVEI KEPUASAN MASYARAKAT"],
            ["UNIT: KECAMATAN AJIBARANG"],
            [],
            ["No Resp", "NILAI UNSUR PELAYANAN"],
            [None, *U, None],
            [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
            [1, *GIVEN],
            [2, *GIVEN],
            ["Σ Nilai/Unsur", *[2 * point for point in GIVEN]],
            ["NRR/Unsur", *map(Decimal, GIVEN)],
            ["NRR tertimbang/Unsur", *[Decimal("0.33")] * 9],
            ["IKM Unit Pelayanan", Decimal("75.00")],
            ["Keterangan:", "U1 s.d. U9 = unsur pelayanan"],
            [None, "NRR = nilai rata-rata"],
            [None, None, None, "Camat,"],
        ]
    )
    assert answers_of(sheet) == [GIVEN] * 2
    assert [one.row for one in sheet.responses] == [7, 8]
    assert codes_of(sheet) == ["survey-total-row"] * 4
    assert sheet.problems[0].facts == {"row": 9, "said": "σ"}
    assert sheet.problems[0].where == "9"


def test_the_table_of_an_application():
    sheet = read_sheet(
        [
            [
                *["no", "umur", "jenis kelamin", "pendidikan terakhir", "pekerjaan", "alamat"],
                "jenis pelayanan",
                *[f"P{n}" for n in range(1, 10)],
            ],
            [1, 40, "Laki-laki", "S1", "PNS", "Jalan Raya 4", "Akta", *map(str, GIVEN)],
        ]
    )
    assert answers_of(sheet) == [GIVEN]
    assert sheet.responses[0].profile == Profile("Laki-laki", "40", "S1", "PNS", "Akta")
    assert sheet.ignored_columns == (IgnoredColumn("F", "alamat"),)


@pytest.mark.parametrize("before", [[], [1], ["R-01"], ["P", "SMA"]])
def test_nine_columns_without_a_heading(before):
    rows = [[*before, *GIVEN], [*[2 if one == 1 else one for one in before], *GIVEN]]
    assert answers_of(read_sheet(rows)) == [GIVEN] * 2


def test_a_heading_of_elements_alone():
    headings = [one.name for one in elements()]
    assert answers_of(read_sheet([headings, GIVEN])) == [GIVEN]


def test_the_name_of_an_element_wins_over_its_number():
    """The regulation lists complaints as the eighth and asks for them as the ninth."""
    named = [*U[:7], "U8 Penanganan Pengaduan, Saran dan Masukan", "U9 Sarana dan Prasarana"]
    swapped = (*GIVEN[:7], GIVEN[8], GIVEN[7])
    assert answers_of(read_sheet([named, swapped])) == [GIVEN]
    # The names may stand in the row above the numbers, or beneath it.
    names = [*[one.name for one in elements()[:7]], elements()[8].name, elements()[7].name]
    for headings in ([names, U], [U, names]):
        sheet = read_sheet([*headings, swapped])
        assert answers_of(sheet) == [GIVEN]
        assert (sheet.columns["SARANA"], sheet.columns["PENGADUAN"]) == ("I", "H")
    assert answers_of(read_sheet([U, GIVEN])) == [GIVEN]


def test_one_column_named_and_the_other_numbered_is_a_contradiction():
    code, facts = refused([[*U[:7], "Penanganan Pengaduan", "U9"], GIVEN])
    assert code == "survey-element-twice"
    assert facts["columns"] == "H, I"


@pytest.mark.parametrize(
    "said",
    [
        *[4, Decimal("4.0"), "4", " 4 ", "4.0", "4,00", "４", "4."],
        *["d", "D", "d.", "(d)", "d. Sangat sesuai", "D) sangat sesuai", "4 - Sangat sesuai"],
        *["Sangat sesuai", "SANGAT SESUAI.", "sangat  sesuai", "4 (Sangat Baik)", "Sangat baik"],
    ],
)
def test_ways_to_write_an_answer(said):
    sheet = read_sheet([U, [said, *GIVEN[1:]]])
    assert answers_of(sheet) == [(4, *GIVEN[1:])]
    assert sheet.problems == ()


@pytest.mark.parametrize(
    "said",
    [
        *[0, 6, -1, 44, Decimal("3.5"), "3,5", "3-4", "3 - 4", "puas", "f", "Gratis", True],
        *["d. Tidak sesuai", "1 (Sangat baik)", "a d", "%", date(2025, 3, 4)],
    ],
)
def test_a_bad_cell_is_a_problem_and_its_row_is_kept(said):
    sheet = read_sheet([["No", *U], [1, *GIVEN], [2, said, *GIVEN[1:]], [3, *GIVEN], [4, *GIVEN]])
    assert answers_of(sheet)[1] == (None, *GIVEN[1:])
    (problem,) = sheet.problems
    assert (problem.code, problem.where) == ("survey-answer-unreadable", "B3")
    assert problem.facts == {
        "row": 3,
        "column": "B",
        "said": str(said),
        "element": "Persyaratan",
    }


@pytest.mark.parametrize("said", [None, "", " ", "-", "–", "n/a"])
def test_a_blank_is_no_problem(said):
    sheet = read_sheet([U, [said, *GIVEN[1:]]])
    assert answers_of(sheet) == [(None, *GIVEN[1:])]
    assert sheet.problems == ()


def test_the_regulations_own_list_may_be_a_heading():
    """An online form with the names of the elements, complaints before facilities."""
    headings = [
        *["Cap waktu", "Email", "Usia Responden", "Jenis layanan yang diterima (misal: KTP)"],
        *[one.name for one in sorted(elements(), key=lambda one: one.listed)],
        "Saran dan pengaduan",
    ]
    swapped = [*OPTIONS[:7], OPTIONS[8], OPTIONS[7]]
    sheet = read_sheet([headings, ["2025/03/12", "a@b.c", "30", "Akta", *swapped, "—"]])
    (only,) = sheet.responses
    assert only.answers == GIVEN
    assert only.profile == Profile(age="30", service="Akta")
    assert (only.suggestion, only.day) == (None, date(2025, 3, 12))
    assert sheet.ignored_columns == (IgnoredColumn("B", "Email"),)


def test_a_form_with_one_wording_for_all_elements():
    said = ["Sangat Baik", "Baik", "Cukup", "Kurang", "Baik", "Baik", "Baik", "Baik", "Cukup"]
    assert answers_of(read_sheet([U, said])) == [(4, 3, 2, 1, 3, 3, 3, 3, 2)]


def test_letters_digits_and_options_mixed_in_one_column():
    rows = [["No", *U], [1, *GIVEN], [2, *OPTIONS], [3, *["abcd"[point - 1] for point in GIVEN]]]
    assert answers_of(read_sheet(rows)) == [GIVEN] * 3


# Five points


@pytest.mark.parametrize("five", [5, "5", Decimal(5), "e", "5. Sangat baik"])
def test_five_points_are_refused_as_a_whole(five):
    rows = [["No", *U], [1, *GIVEN], [2, 5, *GIVEN[1:8], five]]
    code, facts = refused(rows)
    assert code == "survey-five-points"
    assert facts == {"columns": "B, J", "mapping": {1: 1, 2: 1, 3: 2, 4: 3, 5: 4}}


def test_five_points_are_read_with_a_chosen_mapping():
    rows = [U, [1, 2, 3, 4, 5, 5, 4, 3, 2], [5] * 9]
    sheet = read_sheet(rows, mapping=offered_mapping())
    assert answers_of(sheet) == [(1, 1, 2, 3, 4, 4, 3, 2, 1), (4,) * 9]
    assert sheet.problems == ()


def test_a_five_beside_a_number_out_of_any_scale_is_still_in_doubt():
    assert refused([U, [5, *GIVEN[1:]], [55, *GIVEN[1:]]])[0] == "survey-five-points"


def test_a_five_among_options_is_one_bad_cell():
    sheet = read_sheet([U, OPTIONS, OPTIONS, [5, *OPTIONS[1:]]])
    assert codes_of(sheet) == ["survey-answer-unreadable"]


@pytest.mark.parametrize(
    "mapping",
    [
        {},
        {1: 1, 2: 2, 3: 3, 4: 4},
        {1: 1, 2: 1, 3: 2, 4: 3, 5: 5},
        {1: 1, 2: 2, 3: 1, 4: 3, 5: 4},
        {**dict.fromkeys(range(1, 6), 1), 6: 4},
    ],
)
def test_a_mapping_must_lead_from_five_points_to_four(mapping):
    assert refused([U, GIVEN], mapping=mapping)[0] == "survey-mapping-unfit"


# What cannot be read at all


@pytest.mark.parametrize("rows", [[], [[]], [[None, " "], ["-"]]])
def test_an_empty_sheet(rows):
    assert refused(rows)[0] == "survey-sheet-empty"


@pytest.mark.parametrize(
    "rows",
    [
        [["Resep rendang"], ["santan", 3]],
        [GIVEN[1:]],  # eight columns
        [[*GIVEN, 4, 4]],
        [["Persyaratan", "Alur", "Tempo", *"abcdef"], GIVEN],  # the order may be another
    ],
)
def test_columns_without_a_meaning(rows):
    assert refused(rows)[0] == "survey-columns-unclear"


def test_absurdly_long_numbers_are_no_trouble():
    sheet = read_sheet([["No", *U], ["9" * 5000] * 10, [1, *GIVEN]])
    assert codes_of(sheet) == ["survey-row-unreadable"]
    assert answers_of(sheet) == [GIVEN]


def test_a_missing_element_is_named():
    code, facts = refused([["No", *U[:8]], [1, *GIVEN[:8]]])
    assert code == "survey-elements-missing"
    assert facts == {"elements": "PENGADUAN", "row": 1}


def test_a_heading_that_names_two_elements_names_none():
    code, facts = refused([["Persyaratan dan biaya", *[one.name for one in elements()[1:]]], GIVEN])
    assert (code, facts["elements"]) == ("survey-elements-missing", "PERSYARATAN")


def test_rows_without_an_answer():
    sheet = read_sheet(
        [
            ["No", "Pekerjaan", *U],
            [1, "Petani", *GIVEN],
            [2, "Guru", *[None] * 9],
            [3, "Guru", *["lihat lampiran"] * 9],
            [4, None, *[None] * 9],
            ["No", "Pekerjaan", *U],  # a heading repeated on the next page
            [5, "Petani", *GIVEN],
        ]
    )
    assert [one.row for one in sheet.responses] == [2, 7]
    assert [(one.code, one.where) for one in sheet.problems] == [
        ("survey-row-without-answers", "3"),
        ("survey-row-unreadable", "4"),
    ]


# Dates


@pytest.mark.parametrize(
    ("said", "day"),
    [
        (date(2025, 3, 12), date(2025, 3, 12)),
        (datetime(2025, 3, 12, 10, 15), date(2025, 3, 12)),  # noqa: DTZ001
        ("2025/03/12 10:15:30 AM GMT+7", date(2025, 3, 12)),
        ("2025-03-12", date(2025, 3, 12)),
        ("12/03/2025 10:15:30", date(2025, 3, 12)),
        ("31.12.2025", date(2025, 12, 31)),
        (None, None),
    ],
)
def test_days(said, day):
    sheet = read_sheet([["Tanggal", *U], [said, *GIVEN]])
    assert sheet.responses[0].day == day
    assert sheet.problems == ()


def test_a_column_shows_that_its_months_come_first():
    sheet = read_sheet([["Timestamp", *U], ["3/4/2025", *GIVEN], ["3/14/2025", *GIVEN]])
    assert [one.day for one in sheet.responses] == [date(2025, 3, 4), date(2025, 3, 14)]


@pytest.mark.parametrize("said", ["kemarin", "31/02/2025", "12/03/25", 45000])
def test_an_unreadable_date_is_a_problem(said):
    sheet = read_sheet([["Tanggal", *U], [said, *GIVEN]])
    assert sheet.responses[0].day is None
    assert sheet.responses[0].answers == GIVEN
    (problem,) = sheet.problems
    assert (problem.code, problem.where) == ("survey-date-unreadable", "A2")
    assert problem.facts == {"row": 2, "column": "A", "said": str(said)}


@pytest.mark.parametrize(
    ("column", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_column_letters(column, letter):
    assert column_letter(column) == letter


cells = (
    st.none()
    | st.integers(-1, 6)
    | st.decimals(0, 6, places=1)
    | st.dates()
    | st.sampled_from([*U, *QUESTIONS, *OPTIONS, "Jumlah", "No", "NAMA", "Tanggal", "a", "e", "-"])
    | st.text(max_size=8)
)


@given(st.lists(st.lists(cells, max_size=12), max_size=8))
def test_any_sheet_is_read_or_refused(rows):
    try:
        sheet = read_sheet(rows)
    except Refused:
        return
    for one in sheet.responses:
        assert len(one.answers) == 9
        assert set(one.answers) <= {None, 1, 2, 3, 4}
        assert 1 <= one.row <= len(rows)


@given(st.lists(st.tuples(*[st.none() | st.integers(1, 4)] * 9), min_size=1, max_size=20))
def test_what_is_written_is_what_is_read(responses):
    rows = [["No", *U], *([number, *one] for number, one in enumerate(responses, 1))]
    sheet = read_sheet(rows)
    assert answers_of(sheet) == [one for one in responses if set(one) != {None}]
    assert sheet.problems == ()
