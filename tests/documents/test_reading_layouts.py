"""Layouts that other offices use, each as little text as shows it."""

import pytest

from janji.core.agreement import TargetKind
from janji.documents.reading import read_bytes

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
