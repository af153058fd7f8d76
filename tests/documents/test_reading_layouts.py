"""Layouts that other offices use, each as little text as shows it."""

import pytest

from janji.core.agreement import TargetKind
from janji.core.refusals import Refused
from janji.documents.reading import read_bytes
from janji.documents.reading.titles import in_title_case

HEAD = "PERJANJIAN KINERJA PERUBAHAN KE-2 TAHUN ANGGARAN 2021\n"


def read(text):
    return read_bytes((HEAD + text).encode(), "a.txt")


def test_a_title_with_a_revision():
    text = read("NO\tSASARAN\tINDIKATOR\tTARGET\n1\tS\tI\t82\n")
    assert (text.year, text.revision) == (2021, 2)


def test_a_column_of_units_tells_what_a_number_is():
    text = read(
        "No.\tSasaran Strategis\tIndikator Kinerja\tSatuan\tTarget\n"
        "1\tS\tJumlah dokumen\tDokumen\t3\n\t\tPersentase A\t%\t95\n"
    )
    first, second = (one.target for one in text.indicators)
    assert (first.kind, first.unit_of_measure) == (TargetKind.COUNT, "Dokumen")
    assert (second.kind, second.value) == (TargetKind.PERCENT, 95)


def test_formula_and_source_in_columns_of_their_own():
    text = read(
        "No\tSasaran\tIndikator\tFormulasi\tSumber Data\tTarget\n1\tS\tI\tA dibagi B\tBuku\t90%\n"
    )
    only = text.indicators[0]
    assert (only.formula_text, only.data_source) == ("A dibagi B", "Buku")


def test_a_table_that_goes_on_without_its_heading():
    text = read("NO\tSASARAN\tINDIKATOR\tTARGET\n1\tS\tI\t82\n\n\n2\tT\tJ\t90%\n")
    assert [one.text for one in text.objectives] == ["S", "T"]


def test_a_repeated_heading_is_dropped_and_a_row_that_begins_alike_is_kept():
    text = read(
        "NO\tSASARAN\tINDIKATOR\tTARGET\n1\tSasaran hutan lestari\tIndikator tutupan pohon\t82\n"
        "NO\tSASARAN\tINDIKATOR\tTARGET\n2\tT\tJ\t90%\n"
    )
    assert [one.text for one in text.objectives] == ["Sasaran hutan lestari", "T"]
    assert [one.text for one in text.indicators] == ["Indikator tutupan pohon", "J"]


def test_targets_that_cannot_be_paired_are_a_problem_not_a_guess():
    text = read(
        "NO\tSASARAN\tINDIKATOR\tTARGET\n1\tS\t<p>1 A</p><p>2 B</p>\t<p>1%</p><p>2%</p><p>3%</p>\n"
    )
    assert [one.target for one in text.indicators] == [None, None]
    assert [one.code for one in text.problems if one.code == "targets-unpaired"] == [
        "targets-unpaired",
        "targets-unpaired",
    ]


@pytest.mark.parametrize(
    ("amount", "code"), [("Rp dua juta", "amount-unreadable"), ("Rp 5", "total-disagrees")]
)
def test_a_budget_that_does_not_add_up(amount, code):
    text = read(
        "NO\tSASARAN\tINDIKATOR\tTARGET\n1\tS\tI\t82\n\n"
        f"Program\tAnggaran\nProgram A\tRp 7\nProgram B\t{amount}\nJumlah\tRp 9\n"
    )
    assert code in {one.code for one in text.problems}


def test_a_labelled_table_for_the_parties():
    text = read(
        "Nama\t: Sari Dewi\nJabatan\t: Lurah\nSelanjutnya disebut Pihak Pertama\n"
        "NO\tSASARAN\tINDIKATOR\tTARGET\n1\tS\tI\t82\n"
    )
    assert (text.first_party.name, text.first_party.position) == ("Sari Dewi", "Lurah")


def test_quarters_beside_the_year_are_no_targets_of_their_own():
    text = read(
        "No\tSasaran\tIndikator\tTarget\t\t\t\t\n\t\t\tTahunan\tTW I\tTW II\tTW III\tTW IV\n"
        "1\tS\tPersentase A\t90%\t20%\t40%\t60%\t90%\n"
    )
    assert [one.target.value for one in text.indicators] == [90]


def test_two_columns_that_may_hold_the_target_are_asked_about():
    text = read("No\tSasaran\tIndikator\tTarget Semula\tTarget Menjadi\n1\tS\tJumlah A\t3\t5\n")
    assert "target-columns" in {one.code for one in text.problems}


def test_a_section_head_promises_activities_without_a_programme():
    text = read(
        "No\tSasaran Kegiatan\tIndikator\tTarget\n1\tS\tJumlah A\t3 buah\n\n"
        "No\tKegiatan\tAnggaran\n1\tKegiatan A\tRp 7\n2\tKegiatan B\tRp 8\n\tJumlah\tRp 15\n"
    )
    assert [one.name for one in text.programmes] == ["Kegiatan A", "Kegiatan B"]
    assert text.total.agrees


def test_a_figure_that_could_be_thousands_or_decimals_is_asked_about():
    text = read("No\tSasaran\tIndikator\tSatuan\tTarget\n1\tS\tNilai A\tPersen\t10.400\n")
    assert [(one.code, one.where) for one in text.problems if "ambiguous" in one.code] == [
        ("number-ambiguous", "objectives[0].indicators[0].target")
    ]


def test_an_amount_that_belongs_to_nothing_is_named():
    text = read("No\tSasaran\tIndikator\tTarget\n1\tS\tI\t82\n\nJumlah anggaran Rp 5.000.000\n")
    assert ("amounts-unread", "total") in {(one.code, one.where) for one in text.problems}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "RENCANA AKSI TAHUN 2021\nSASARAN\tINDIKATOR\tTW I\tTW II\tTW III\tTW IV\n",
            "action-plan",
        ),
        (
            "SASARAN KINERJA PEGAWAI\nRencana Hasil Kerja\tIndikator\tTarget\nA\tB\t3\n",
            "individual",
        ),
        ("PERJANJIAN KINERJA\nTAHUN 20 …\nNama : ……\nJabatan : ……\n", "blank-form"),
    ],
)
def test_what_is_no_agreement_is_refused_as_what_it_is(text, code):
    with pytest.raises(Refused) as refusal:
        read_bytes(text.encode(), "a.txt")
    assert refusal.value.code == f"document-{code}"


def test_a_letter_without_an_annex_is_an_agreement_without_indicators():
    text = read("Nama : Sari Dewi\nJabatan : Lurah\nSelanjutnya disebut Pihak Pertama\n")
    assert text.objectives == ()
    assert ("annex-missing", "objectives") in {(one.code, one.where) for one in text.problems}


def test_of_several_agreements_in_one_file_the_first_is_read_and_the_others_are_named():
    def one(name, indicator):
        return (
            f"PERJANJIAN KINERJA TAHUN 2021\nNama : {name}\nJabatan : Lurah\n"
            "Selanjutnya disebut Pihak Pertama\n"
            f"NO\tSASARAN\tINDIKATOR\tTARGET\n1\tS\t{indicator}\t82\n\n"
        )

    both = one("Sari Dewi", "Nilai A") + one("Budi Santosa", "Nilai B")
    text = read_bytes(both.encode(), "a.txt")
    assert text.first_party.name == "Sari Dewi"
    assert [one.text for one in text.indicators] == ["Nilai A"]
    assert [one.facts["count"] for one in text.problems if one.code == "several-agreements"] == [2]
    again = read_bytes((one("Sari Dewi", "Nilai A") * 1).encode(), "a.txt")
    assert "several-agreements" not in {one.code for one in again.problems}


LETTER = (
    "PERJANJIAN KINERJA TAHUN 2026\nDINAS KESEHATAN\nNama : Sari Dewi\nJabatan : Kepala Bidang\n"
    "Selanjutnya disebut PIHAK PERTAMA\nNama : Budi Tri Santosa\nJabatan : Kepala Dinas\n"
    "Selanjutnya disebut PIHAK KEDUA\nPurwasari, 5 Januari 2026\n"
)
ONE = "NO\tSASARAN\tINDIKATOR\tSATUAN\tTARGET\n1\tMutu\tIKM\tNilai\t85\n"
MONEY = "NO\tPROGRAM\tANGGARAN\n1\tProgram A\t1.000.000.000\n"


def of(text):
    return read_bytes(text.encode(), "a.txt")


def asked(text):
    return {(one.code, one.where) for one in text.problems}


def test_a_number_under_somebody_elses_name_is_nobodys():
    text = of(
        f"{LETTER}PIHAK PERTAMA\nSari Dewi\nPIHAK KEDUA\nB. T. S.\nNIP. 196501011990031001\n{ONE}"
    )
    assert (text.first_party.nip, text.second_party.nip) == (None, None)
    assert ("signature-unclear", "second_party") in asked(text)


@pytest.mark.parametrize(
    ("rows", "names", "printed"),
    [
        ("2\tProgram B\t2.000.000.000\n\tGrand Total\t3.000.000.000\n", "AB", 3_000_000_000),
        ("\tAnggaran Keseluruhan\t1.000.000.000\n", "A", 1_000_000_000),
        ("1.1\tPerencanaan\t400.000.000\n2\tProgram B\t2.000.000.000\n", "AB", None),
        ("\t- Perencanaan\t400.000.000\n\tBelanja Modal\t600.000.000\n", "A", None),
    ],
)
def test_sums_and_parts_are_no_programmes(rows, names, printed):
    text = of(LETTER + ONE + "\n" + MONEY + rows)
    assert [one.name for one in text.programmes] == [f"Program {name}" for name in names]
    assert text.total.printed == printed


def test_an_indicator_that_begins_like_a_total_is_none():
    text = of(
        f"{LETTER}NO\tSASARAN\tINDIKATOR\tTARGET\tPROGRAM\tANGGARAN\n"
        "1\tMutu\tJumlah kasus\t10 kasus\tProgram A\t1.000.000.000\n"
    )
    assert [one.name for one in text.programmes] == ["Program A"]
    assert text.total.printed is None


def test_a_budget_below_a_table_of_quarters_is_read():
    plan = "NO\tINDIKATOR\tTARGET\tTW I\tTW II\tTW III\tTW IV\n1\tIKM\t85\t\t\t\t85\n"
    text = of(f"{LETTER}{ONE}\n{plan}\n{MONEY}")
    assert [one.text for one in text.indicators] == ["IKM"]
    assert [one.name for one in text.programmes] == ["Program A"]


@pytest.mark.parametrize(
    ("title", "year", "revision"),
    [
        ("PERJANJIAN KINERJA\nBERDASARKAN RENSTRA PERUBAHAN TAHUN 2025\nTAHUN 2026\n", 2026, 0),
        ("PERJANJIAN KINERJA PERUBAHAN KEDUA TAHUN 2026\n", 2026, 2),
        ("PERJANJIAN KINERJA PERUBAHAN II TAHUN 2026\n", 2026, 2),
        ("PERJANJIAN KINERJA TAHUN 2026 REVIU 1\n", 2026, 1),
    ],
)
def test_the_year_and_the_revision_of_a_title(title, year, revision):
    text = of(title + ONE)
    assert (text.year, text.revision) == (year, revision)


@pytest.mark.parametrize(
    ("rest", "code", "where"),
    [
        (ONE.replace("TARGET", "TARGET 2025"), "target-columns", "objectives[0].indicators[0].target"),
        (ONE + "\n" + MONEY.replace("ANGGARAN", "ANGGARAN (Juta Rp)"), "amount-scale", "total"),
        ("NO\tSASARAN\tINDIKATOR\tTARGET\tANGGARAN\n1\tS\tI\t85\t9.000.000\n", "amounts-unread", "programmes"),
        (ONE.replace("Nilai\t85", "Orang\t1,250"), "number-ambiguous", "objectives[0].indicators[0].target"),
    ],
)  # fmt: skip
def test_what_could_mean_something_else_is_asked_about(rest, code, where):
    assert (code, where) in asked(of(LETTER + rest))


HEADING = "NO\tSASARAN\tINDIKATOR\tTARGET\n"
ROWS = "1\tMutu naik\tIndeks kepuasan\t85\n2\tPeran naik\tRT aktif\t80%\n"
PROGRAMMES = "Program\tAnggaran\nProgram A\tRp 7\nProgram B\tRp 2\nJumlah\tRp 9\n"


def codes(text):
    return {(one.code, one.where) for one in text.problems}


def test_an_annex_that_is_printed_again_stands_once():
    annex = HEADING + ROWS + "\n" + PROGRAMMES
    text = read(f"{annex}\nLampiran\n{annex}")
    assert [one.text for one in text.indicators] == ["Indeks kepuasan", "RT aktif"]
    assert [one.name for one in text.programmes] == ["Program A", "Program B"]
    assert text.total.printed == text.total.computed == 9
    assert ("annex-repeated", "objectives") in codes(text)


def test_an_indicator_that_is_printed_again_with_another_target_is_asked_about():
    text = read(f"{HEADING}{ROWS}\nLampiran\n{HEADING}{ROWS.replace('80%', '85%')}")
    assert [one.text for one in text.indicators] == ["Indeks kepuasan", "RT aktif"] * 2
    assert ("indicator-repeated", "objectives[3].indicators[0].text") in codes(text)


@pytest.mark.parametrize(
    ("title", "revision", "problem"),
    [
        ("PERUBAHAN\nPERJANJIAN KINERJA TAHUN 2021\n", 1, None),
        ("REVISI II\nPERJANJIAN KINERJA TAHUN 2021\n", 2, None),
        (
            "PERJANJIAN KINERJA TAHUN 2021\nKami berjanji:\nLAMPIRAN PERJANJIAN KINERJA TAHUN 2020\n",
            0,
            ("year-differs", "year"),
        ),
        (
            "PERJANJIAN KINERJA TAHUN 2021\nKami berjanji:\nLAMPIRAN PERUBAHAN PERJANJIAN KINERJA TAHUN 2021\n",
            0,
            ("revision-differs", "revision"),
        ),
    ],
)
def test_what_titles_say_of_year_and_revision(title, revision, problem):
    text = read_bytes(f"{title}{HEADING}{ROWS}".encode(), "a.txt")
    assert (text.year, text.revision) == (2021, revision)
    asked = {one for one in codes(text) if one[1] in {"year", "revision"}}
    assert asked == ({problem} if problem else set())


def test_a_position_that_breaks_off():
    text = read(
        "Nama : SARI DEWI\nJabatan : KEPALA DINAS PEMUDA DAN\nSelanjutnya disebut Pihak Pertama\n"
        + HEADING
        + ROWS
    )
    assert ("position-torn", "first_party.position") in codes(text)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("RSUD AJIBARANG", "RSUD Ajibarang"),
        ("DINAS PUPR", "Dinas PUPR"),
        ("BKPSDM", "BKPSDM"),
        ("KECAMATAN CILONGOK", "Kecamatan Cilongok"),
        ("Dinas Pemuda dan Olahraga", "Dinas Pemuda dan Olahraga"),
    ],
)
def test_abbreviations_of_offices_stay_in_capitals(said, written):
    assert in_title_case(said) == written


def test_a_target_parted_into_unit_and_number():
    text = read(
        "No\tSasaran\tIndikator\tTarget\t\n\t\t\tSatuan\tJumlah\n1\tS\tI\tDokumen\t3\n2\tT\tJ\t%\t80\n"
    )
    assert [(one.target.value, one.target.unit_of_measure) for one in text.indicators] == [
        (3, "Dokumen"),
        (80, "%"),
    ]


def test_a_unit_that_is_missing_beside_others():
    text = read("No\tSasaran\tIndikator\tSatuan\tTarget\n1\tS\tI\tPersen\t85\n2\tT\tJ\t\t90\n")
    assert ("unit-absent", "objectives[1].indicators[0].target") in codes(text)
