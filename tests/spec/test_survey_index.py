"""registers.md §1.6 and §1.7: published surveys recomputed, and the errors of others not repeated."""

import csv
import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
import xlsxwriter

from janji.core.numbers import read_number, rounded, written
from janji.core.refusals import Refused
from janji.core.satisfaction import (
    ElementTally,
    Tally,
    asked_codes,
    cutoffs,
    element_quality,
    fits_whole_totals,
    index_of_means,
    quality,
    survey_index,
    tally,
    weakest,
    weighting,
)
from janji.core.survey_sheets import read_sheet
from janji.site.survey_index import survey_index_json

DOCS = Path(__file__).parents[2] / "docs" / "calculations" / "satisfaction.md"
U = [f"U{number}" for number in range(1, 10)]

# §1.6 A: one document publishes both 90,56 and 91,48 for these sums of 29 respondents.
GASPUL_SUMS = (105, 101, 100, 116, 102, 105, 106, 105, 115)
GASPUL_MEANS = "3.6207 3.4828 3.4483 4.0000 3.5172 3.6207 3.6552 3.6207 3.9655"
GASPUL = Tally(
    29, tuple(ElementTally(*one, 29) for one in zip(asked_codes(), GASPUL_SUMS, strict=True))
)
# 29 respondents that make these sums: so many threes at the top of each column, fours beneath.
GASPUL_ROWS = [[3 if row < 116 - total else 4 for total in GASPUL_SUMS] for row in range(29)]

PUBLISHED = [
    # example, unit and period, scale, nine means in the order asked, ×1/9, ×0,111, ×0,11
    ("A", "GASPUL, triwulan III", 1, GASPUL_MEANS, "91.48", "91.38", "90.56"),
    (
        *("B", "public unit 2025 TW1", 1),
        "3.868 3.670 3.758 3.879 3.879 3.868 3.835 3.549 3.725",
        *("94.53", "94.44", "93.59"),
    ),
    (
        *("C", "public unit 2025 TW2", 1),
        "3.835 3.725 3.769 3.868 3.879 3.868 3.857 3.615 3.791",
        *("95.02", "94.92", "94.07"),
    ),
    (
        *("D", "public unit 2025 TW3", 1),
        "3.846 3.769 3.659 3.956 3.890 3.846 3.725 3.769 3.857",
        *("95.33", "95.23", "94.37"),
    ),
    (
        *("E", "public unit 2025 TW4", 1),
        "3.91 3.92 3.92 3.93 3.91 3.94 3.96 3.93 3.86",
        *("98.00", "97.90", "97.02"),  # published 97,99: means of two decimals lose a cent
    ),
    (
        *("F", "BPMP Kepri TW I", 25),
        "100 97.22 98.61 97.22 97.22 97.22 98.61 98.61 97.22",
        *("97.99", "97.89", "97.01"),
    ),
    (
        *("G", "BPMP Kepri TW II", 25),
        "95.83 95.83 91.67 91.67 92.71 96.88 93.75 94.79 94.79",
        *("94.21", "94.12", "93.27"),
    ),
    (
        *("G2", "BPMP Kepri TW III", 25),
        "98.24 98.82 97.65 95.00 97.24 100 98.82 97.94 97.65",
        *("97.93", "97.83", "96.95"),
    ),
    ("G3", "Tulang Bawang Barat 2023 S1", 1, "4 4 4 4 4 4 4 4 4", "100.00", "99.90", "99.00"),
]


def numbers(text):
    return [Decimal(one) for one in text.split()]


def means_of(example):
    scale, text = next((row[2], row[3]) for row in PUBLISHED if row[0] == example)
    return [Fraction(one) / scale for one in numbers(text)]


@pytest.mark.parametrize(
    ("example", "unit", "scale", "means", "equal", "practice", "annex"), PUBLISHED
)
def test_published_means(example, unit, scale, means, equal, practice, annex):
    for code, published in (("equal", equal), ("0.111", practice), ("0.11", annex)):
        value = index_of_means(means_of(example), weighting(code))
        assert f"{rounded(value, 2)}" == published
        assert quality(value, cutoffs("2017")).label == "Sangat baik"


def test_sums_give_what_means_lose():
    """§1.6 A: exact from 955 points of 29 respondents."""
    assert sum(GASPUL_SUMS) == 955
    assert [rounded(one.mean, 4) for one in GASPUL.elements] == numbers(GASPUL_MEANS)
    assert survey_index(GASPUL, weighting()) == Fraction(955 * 25, 29 * 9)
    assert [one.code for one in weakest(GASPUL)] == ["WAKTU", "PROSEDUR", "PRODUK"]


@pytest.mark.parametrize(
    ("examples", "decimals", "factor", "respondents"),
    [(["B", "C", "D"], 3, 1, 91), (["F"], 2, 25, 18), (["G"], 2, 25, 24), (["A"], 4, 1, 29)],
)
def test_the_smallest_number_of_respondents_that_means_fit(examples, decimals, factor, respondents):
    """§1.6: all nine means of each quarter are whole totals of so many respondents."""
    means = [numbers(row[3]) for row in PUBLISHED if row[0] in examples]
    fitting = (
        n
        for n in range(1, 1000)
        if all(fits_whole_totals(one, n, decimals, factor=factor) for one in means)
    )
    assert next(fitting) == respondents


def test_several_units_are_not_averaged():
    """§1.6 H, Kabupaten Padang Pariaman 2023: five kecamatan, index and respondents."""
    units = [("85.13", 108), ("86.20", 80), ("84.20", 108), ("84.50", 80), ("86.21", 92)]
    assert {quality(Decimal(index), cutoffs()).mark for index, _ in units} == {"B"}
    plain = sum(Fraction(index) for index, _ in units) / len(units)
    by_respondents = sum(Fraction(i) * n for i, n in units) / sum(n for _, n in units)
    assert (rounded(plain, 2), rounded(by_respondents, 2)) == (Decimal("85.25"), Decimal("85.20"))


def test_a_partly_published_survey_has_its_weakest_but_no_index():
    """§1.6 I, BPBD Tangerang Selatan 2025: four means of 369 valid forms; TW1 2026 is an A."""
    means = {"BIAYA": "3.93", "PENGADUAN": "3.71", "SARANA": "3.35", "WAKTU": "3.29"}
    assert fits_whole_totals(numbers(" ".join(means.values())), 369, 2)
    marks = {code: element_quality(Decimal(mean), cutoffs()).mark for code, mean in means.items()}
    assert marks == {"BIAYA": "A", "PENGADUAN": "A", "SARANA": "B", "WAKTU": "B"}
    with pytest.raises(Refused, match="weighting-count"):
        index_of_means(numbers(" ".join(means.values())), weighting("0.111"))
    assert quality(Decimal("88.44"), cutoffs()).mark == "A"


def test_the_target_of_the_agreement_depends_on_the_regulation():
    """§1.6 J: 82 is good under the cut-offs of 2017 and very good under those of 2004."""
    assert quality(82, cutoffs("2017")).label == "Baik"
    assert quality(82, cutoffs("2004")).label == "Sangat baik"


@pytest.mark.parametrize(
    ("computed", "shown", "mark"),
    [
        ("76.605", "76.61", "B"),
        ("76.6049", "76.60", "C"),
        ("64.995", "65.00", "C"),
        ("64.9949", "64.99", "D"),
        ("88.3049", "88.30", "B"),
        ("88.305", "88.31", "A"),
    ],
)
def test_boundaries(computed, shown, mark):
    """§1.6 K: rounded half up in decimals first, then looked up."""
    assert f"{rounded(Decimal(computed), 2)}" == shown
    assert quality(Decimal(computed), cutoffs("2017")).mark == mark


@pytest.mark.parametrize(
    ("index", "mark"),
    [
        *[("25", "D"), ("43.75", "D"), ("43.76", "C"), ("62.50", "C")],
        *[("62.51", "B"), ("81.25", "B"), ("81.26", "A"), ("100", "A")],
    ],
)
def test_the_cutoffs_of_2004(index, mark):
    assert quality(Decimal(index), cutoffs("2004")).mark == mark


# §1.7, errors found in the code of others


@pytest.mark.parametrize(
    ("index", "mark"), [("65", "C"), ("76.605", "B"), ("88.305", "A"), ("100", "A")]
)
def test_no_value_falls_between_two_intervals(index, mark):
    assert quality(Decimal(index), cutoffs("2017")).mark == mark


def test_every_hundredth_has_a_quality():
    marks = [quality(Decimal(one) / 100, cutoffs("2017")).mark for one in range(2500, 10001)]
    assert {mark: marks.count(mark) for mark in "DCBA"} == {
        "D": 4000,
        "C": 1161,
        "B": 1170,
        "A": 1170,
    }


@pytest.mark.parametrize("respondents", [50, 51, 500])
def test_more_than_fifty_rows_do_not_inflate(respondents):
    rows = [U, *([3] * 9 for _ in range(respondents))]
    counted = tally(one.answers for one in read_sheet(rows).responses)
    assert counted.respondents == respondents
    assert survey_index(counted, weighting()) == 75


def test_the_formula_is_not_nine_times_too_small():
    mean_of_means = sum(one.mean for one in GASPUL.elements) / 9
    too_small = mean_of_means * Fraction("0.111") * 25
    assert survey_index(GASPUL, weighting("0.111")) == 9 * too_small
    with pytest.raises(Refused, match="index-outside"):
        quality(too_small, cutoffs())


@pytest.mark.parametrize(("index", "mark"), [("88", "B"), ("76", "C"), ("62", "D")])
def test_the_cutoffs_are_not_whole_numbers(index, mark):
    assert quality(Decimal(index), cutoffs("2017")).mark == mark


@pytest.mark.parametrize("mean", ["2.5076", "1.7652", "2.55"])
def test_the_cutoffs_of_the_four_point_scale_are_those_of_tabel_ii(mean):
    assert element_quality(Decimal(mean), cutoffs("2017")).mark == "D"


def test_the_weight_is_that_of_the_elements_asked():
    assert weighting("equal").weight(9) == Fraction(1, 9)
    assert weighting("equal").weight(8) == Fraction(1, 8)
    with pytest.raises(Refused, match="weighting-count"):
        weighting("0.11").weight(8)
    # An eighth for each of nine elements gives more than a hundred.
    with pytest.raises(Refused, match="index-outside"):
        quality(Fraction(4 * 9, 8) * 25, cutoffs())


def test_a_poll_of_one_question_is_no_survey():
    with pytest.raises(Refused, match="survey-answers-count"):
        tally([(4,)])
    with pytest.raises(Refused, match="survey-columns-unclear"):
        read_sheet([["Puaskah Anda?"], [4], [3]])


# The command's answer


def gaspul_csv(folder, *, separator=",", encoding="utf-8"):
    file = folder / "skm.csv"
    with file.open("w", encoding=encoding, newline="") as out:
        writer = csv.writer(out, delimiter=separator)
        writer.writerow(["No", "Pekerjaan", *U, "Saran"])
        for number, row in enumerate(GASPUL_ROWS, 1):
            writer.writerow([number, "Wiraswasta – jasa", *row, "Sudah baik, lanjutkan; ya"])
    return file


def gaspul_xlsx(file, *, more=(), heading=U):
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet("Petunjuk").write(3, 1, "Isi nilai 1 sampai 4")
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=Januari!$B$4:$J$4"})
        book.add_chartsheet("Grafik").set_chart(chart)
        for name in ("Januari", *more):
            sheet = book.add_worksheet(name)
            sheet.write_row(2, 1, heading)
            for number, row in enumerate(GASPUL_ROWS, 3):
                sheet.write_row(number, 0, [number - 2, *row])
    return file


def check_gaspul(answer):
    assert answer["respondents"] == 29
    assert answer["index"] == {"equal": "91.48", "0.111": "91.38", "0.11": "90.56"}
    assert answer["reason"] is None
    assert answer["elements"][2] == {
        "code": "WAKTU",
        "name": "Waktu Penyelesaian",
        "answers": 29,
        "sum": 100,
        "mean": "3.4483",
    }
    assert [one["mean"] for one in answer["elements"]] == GASPUL_MEANS.split()
    best = {"mark": "A", "label": "Sangat baik"}
    assert answer["quality"] == {
        version: dict.fromkeys(("equal", "0.111", "0.11"), best) for version in ("2017", "2004")
    }


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_file_of_comma_separated_values(tmp_path, separator, encoding):
    answer = survey_index_json(gaspul_csv(tmp_path, separator=separator, encoding=encoding))
    check_gaspul(answer)
    assert answer["problems"] == []


def test_a_workbook(tmp_path):
    pytest.importorskip("python_calamine")
    answer = survey_index_json(gaspul_xlsx(tmp_path / "skm.xlsx"))
    check_gaspul(answer)
    assert answer["problems"] == []


def test_further_sheets_are_named_never_added(tmp_path):
    pytest.importorskip("python_calamine")
    answer = survey_index_json(gaspul_xlsx(tmp_path / "skm.xlsx", more=["Februari"]))
    check_gaspul(answer)
    facts = {"sheet": "Januari", "others": "Februari"}
    assert answer["problems"] == [
        {"code": "survey-sheets-more", "where": "Januari", "facts": facts}
    ]


def test_rows_are_numbered_as_the_workbook_shows_them(tmp_path):
    pytest.importorskip("python_calamine")
    with xlsxwriter.Workbook(tmp_path / "skm.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(4, 2, U)
        sheet.write_row(5, 2, [3.5, *[4] * 8])
        sheet.write_row(6, 2, [4] * 9)
    (problem,) = survey_index_json(tmp_path / "skm.xlsx")["problems"]
    assert problem["where"] == "C6"
    assert problem["facts"]["said"] == "3.5"


def test_a_response_with_two_blanks_does_not_count_and_is_said(tmp_path):
    file = tmp_path / "skm.csv"
    file.write_text("4,4,4,4,4,4,4,4,4\n1,1,1,1,1,1,1,,\n4,4,4,4,4,4,4,4,\n")
    answer = survey_index_json(file)
    assert (answer["respondents"], answer["index"]["equal"]) == (2, "100.00")
    assert answer["elements"][8]["answers"] == 1
    facts = {"row": 2, "blank": 2, "most": 1}
    assert answer["problems"] == [{"code": "survey-response-blanks", "where": "2", "facts": facts}]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no-respondents"),
        ("4,4,4,,4,4,4,4,4\n3,3,3,,3,3,3,3,3\n", "element-unanswered"),
    ],
)
def test_without_an_index_there_is_a_reason(tmp_path, text, reason):
    file = tmp_path / "skm.csv"
    file.write_text(",".join(U) + "\n" + text)
    answer = survey_index_json(file)
    assert answer["reason"] == reason
    assert set(answer["index"].values()) == {None}
    assert answer["quality"]["2017"] == dict.fromkeys(answer["index"])
    assert answer["elements"][3]["mean"] is None


def test_five_points_need_a_mapping(tmp_path):
    file = tmp_path / "skm.csv"
    file.write_text(",".join(U) + "\n" + "5,4,3,2,1,5,5,5,5\n")
    with pytest.raises(Refused, match="survey-five-points") as said:
        survey_index_json(file)
    answer = survey_index_json(file, mapping=said.value.facts["mapping"])
    assert answer["index"]["equal"] == "75.00"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file-empty"),
        (b" \n", "file-empty"),
        (b"%PDF-1.7 ...", "sheet-file-kind"),
        (b"\x89PNG\r\n\x1a\n\x00", "sheet-file-kind"),
        (b"\x81\x8d\x8f", "document-encoding"),
        (b"PK\x03\x04 broken", "document-broken"),
        (b"\xd0\xcf\x11\xe0 broken", "document-broken"),
        (b"resep rendang\nsantan", "survey-columns-unclear"),
        (b",,\n", "survey-sheet-empty"),
        (b'"' + b"a" * 200_000 + b'"', "document-broken"),
    ],
)
def test_a_file_that_holds_no_survey_is_refused(tmp_path, data, code):
    file = tmp_path / "salah.csv"
    file.write_bytes(data)
    with pytest.raises(Refused, match=code):
        survey_index_json(file)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(Refused, match="document-missing"):
        survey_index_json(tmp_path / "tidak-ada.csv")


# The page of the documentation


def table(columns):
    for line in DOCS.read_text().splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and len(cells) == columns and not re.fullmatch(r"[-|: ]+", line):
            yield cells


def test_the_table_of_surveys():
    surveys = {
        "955 points of 29 respondents": GASPUL,
        "every answer 4": tally([(4,) * 9]),
        "every answer 1": tally([(1,) * 9]),
    }
    rows = list(table(5))[1:]
    assert len(rows) >= 6
    for survey, how, index, *marks in rows:
        value = survey_index(surveys[survey], weighting(how))
        assert written(value, 2) == index
        assert [quality(value, cutoffs(code)).mark for code in ("2017", "2004")] == marks


def test_the_table_of_boundaries():
    rows = list(table(4))[1:]
    assert len(rows) >= 5
    for computed, shown, *marks in rows:
        value = read_number(computed).value
        assert written(value, 2) == shown
        assert [quality(value, cutoffs(code)).mark for code in ("2017", "2004")] == marks
