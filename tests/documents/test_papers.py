"""Papers: valid for archives and screen readers, the same each time, and unhurt by hostile text."""

import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal

import pdfplumber
import pytest

from janji.agreements.documents.agreement.content import as_docx, as_pdf, heading
from janji.core.agreement import AgreementText, ObjectiveText, Party, ProgrammeLine, Total
from janji.documents.official import grouped_nip, rupiah
from janji.documents.printable import printable_text
from janji.documents.sheets import Sheet
from janji.documents.word import writable
from tests.documents.paper import AGREEMENT, indicator, paper

HOSTILE = [
    '#panic("x") $x$ *tebal* `kode` \\ [kurung] <label> @ref',
    "{{ 7*7 }} {% for x in y %} {#komentar#}",
    "<w:p/> & <script>alert(1)</script>",
    "x" * 3000,
    "\u202etxet desrever\u202c",
    "emoji 😀 dan 漢字",
    "nol\x00 bel\x07 tab\t",
    "a/b/c/d/" * 40,
    "=HYPERLINK(1)",
]


def text_of(pdf):
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return [page.extract_text() or "" for page in document.pages]


def test_every_fact_is_on_the_paper():
    pages = text_of(as_pdf(paper()))
    whole = " ".join("\n".join(pages).split())
    facts = (
        "PEMERINTAH KABUPATEN TELAGA BIRU",
        "DINAS PERTANIAN DAN KEBUN RAYA",
        "PERJANJIAN KINERJA TAHUN 2024",
        "Drs. Sutrisno Wibowo, M.Si.",
        "NIP. 19700101 199503 1 002",
        "Pembina Utama Muda",
        "87,5%",
        "Rp 283.000.000,00",
        "Rp -",
        "Telaga, 31 Januari 2024",
    )
    assert [fact for fact in facts if fact not in whole] == []


def test_the_pdf_is_for_archives_and_for_screen_readers():
    data = as_pdf(paper())
    assert b"pdfaid:part" in data or b"pdfaid" in data
    assert re.search(rb"pdfuaid:part", data)
    assert b"/Lang" in data
    assert b"/StructTreeRoot" in data


@pytest.mark.parametrize("maker", [as_pdf, as_docx])
def test_the_same_agreement_gives_the_same_bytes(maker):
    assert maker(paper()) == maker(paper())
    assert maker(paper()) != maker(paper(replace(AGREEMENT, place="Lain")))


def test_the_heading_of_the_table_repeats_on_every_page():
    many = tuple(
        indicator(str(k), f"Indikator nomor {k} yang panjang namanya", "90%") for k in range(1, 41)
    )
    pages = text_of(
        as_pdf(paper(replace(AGREEMENT, objectives=(ObjectiveText("1", "Sasaran", many),))))
    )
    annex = [page for page in pages if "Indikator nomor" in page]
    assert len(annex) > 3
    assert all("INDIKATOR KINERJA" in page for page in annex)


@pytest.mark.parametrize("sheet", Sheet)
def test_both_sheets(sheet):
    with pdfplumber.open(io.BytesIO(as_pdf(paper(sheet=sheet)))) as document:
        first = document.pages[0]
        millimetres = tuple(round(float(side) / 72 * 25.4) for side in (first.width, first.height))
    assert millimetres == sheet.millimetres


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(text):
    hurt = replace(
        AGREEMENT,
        place=text[:60],
        first_party=Party(text, text, None, text),
        objectives=(
            ObjectiveText("1", text, (indicator(None, text, text, formula_text=text, notes=text),)),
        ),
        programmes=(ProgrammeLine(text, Decimal(1)),),
    )
    assert as_pdf(paper(hurt)).startswith(b"%PDF-")
    made = as_docx(paper(hurt))
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        body = package.read("word/document.xml").decode()
    assert "49" not in body or "7*7" in body
    assert "<script>" not in body


def test_an_empty_agreement_is_a_form_to_fill_in():
    blank = AgreementText(year=None, total=Total(None, None))
    said = " ".join(text_of(as_pdf(paper(blank)))[0].split())
    assert "PERJANJIAN KINERJA TAHUN …" in said
    assert as_docx(paper(blank))


@pytest.mark.parametrize(
    ("revision", "title"),
    [
        (0, "PERJANJIAN KINERJA TAHUN 2024"),
        (1, "PERJANJIAN KINERJA PERUBAHAN TAHUN 2024"),
        (2, "PERJANJIAN KINERJA PERUBAHAN KE-2 TAHUN 2024"),
    ],
)
def test_the_title_of_a_revision(revision, title):
    assert heading(replace(AGREEMENT, revision=revision)) == title


def test_states_and_signatures_stand_on_the_paper():
    said = "\n".join(
        text_of(as_pdf(paper(state_note="DRAF", first_mark="Disetujui di Janji", digest="ab" * 32)))
    )
    assert "DRAF" in said
    assert "Disetujui di Janji" in said
    assert "Sidik isi: " + "ab" * 32 in said


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("biasa", "biasa"),
        ("１２", "12"),
        ("😀", "[U+1F600]"),
        ("a\u202eb\u200fc", "abc"),
        ("a\x00\tb", "a b"),
        ("“kutip” – × ÷ ≥", "“kutip” – × ÷ ≥"),
        ("a\r\nb\u2028c", "a\nb\nc"),
    ],
)
def test_what_the_fonts_cannot_print_is_named(text, shown):
    assert printable_text(text) == shown


def test_what_a_word_processor_cannot_hold_is_left_out():
    assert writable({"a": ["x\x00y", "\u202ez"]}) == {"a": ["xy", "z"]}


def test_official_writing():
    assert [rupiah(one) for one in (None, Decimal(0), Decimal(283000000))] == [
        "—",
        "Rp -",
        "Rp 283.000.000,00",
    ]
    assert grouped_nip("197001011995031002") == "19700101 199503 1 002"
    assert grouped_nip("123") == "123"
