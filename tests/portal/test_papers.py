"""A signed paper is found by its code, and a file is that paper or it is not, to the byte."""

import hashlib
import io
import zipfile

import pdfplumber
import pytest
import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from janji.agreements import actions, queries
from janji.agreements.documents.agreement import record
from janji.agreements.documents.agreement.content import as_docx
from janji.agreements.models import PaperFile, SignedPaper
from janji.kit.qr_codes import qr_png
from janji.portal.papers.forms import MOST_MB
from tests.agreements import stories
from tests.cast import AT

HOUSE = "https://janji.example"


@pytest.fixture
def agreement(cast):
    return stories.in_force(cast)


@pytest.fixture
def paper(agreement):
    return SignedPaper.objects.get()


def content(paper, sheet="a4"):
    with paper.files.get(sheet=sheet).file.open("rb") as file:
        return file.read()


def address(paper):
    return reverse("public-papers:paper", args=[paper.code])


def compared(data, at):
    upload = SimpleUploadedFile("naskah.pdf", data, "application/pdf")
    return Client().post(at, {"berkas": upload})


def test_the_second_signature_keeps_the_paper_with_what_was_sealed(agreement, paper):
    assert paper.content_sha256 == queries.content_digest(agreement)
    assert {one.digest for one in agreement.signatures.all()} == {paper.content_sha256}
    assert hashlib.sha256(paper.content.encode()).hexdigest() == paper.content_sha256
    assert [one.sheet for one in paper.files.all()] == ["a4", "f4"]
    for one in paper.files.all():
        assert hashlib.sha256(content(paper, one.sheet)).hexdigest() == one.sha256


@pytest.fixture
def public_paper(cast):
    """A paper signed in a house that the public reaches under a name."""
    waiting = stories.signed_by_first(cast)
    actions.sign_as_second(
        agreement=waiting,
        digest=queries.content_digest(waiting),
        by=cast.bupati,
        at=AT,
        house=HOUSE,
    )
    return SignedPaper.objects.get()


def test_the_paper_names_its_code_and_the_page_that_verifies_it(public_paper):
    with pdfplumber.open(io.BytesIO(content(public_paper))) as pdf:
        words = "".join(pdf.pages[0].extract_text().split())
    assert f"{HOUSE}{address(public_paper)}" in words
    assert public_paper.code in words


@pytest.mark.parametrize("sheet", ["a4", "f4"])
def test_the_printed_code_is_the_address_square_for_square(public_paper, sheet):
    with pdfplumber.open(io.BytesIO(content(public_paper, sheet))) as pdf:
        page = pdf.pages[0]
        beside = next(one for one in page.extract_words() if one["text"] == "Keaslian")
        millimetre = 72 / 25.4
        room = (
            beside["x0"] - 24 * millimetre,
            beside["top"] - 10 * millimetre,
            beside["x0"] - 1,
            beside["top"] + 24 * millimetre,
        )
        drawn = page.crop(room).to_image(resolution=600).original.convert("L")
    squares = segno.make(f"{HOUSE}{address(public_paper)}", error="m", micro=False).matrix
    ink = drawn.point(lambda value: 255 if value < 128 else 0)
    left, top, right, bottom = ink.getbbox()
    side = (right - left) / len(squares)
    assert (right - left) == pytest.approx(bottom - top, abs=2)
    seen = [
        [
            int(ink.getpixel((int(left + (x + 0.5) * side), int(top + (y + 0.5) * side))) > 0)
            for x in range(len(squares))
        ]
        for y in range(len(squares))
    ]
    assert seen == [list(row) for row in squares]


def test_the_word_processors_paper_carries_the_same_code(public_paper):
    agreement = public_paper.agreement
    paper = record.paper_of(agreement, house=HOUSE)
    with zipfile.ZipFile(io.BytesIO(as_docx(paper))) as parts:
        words = parts.read("word/document.xml").decode()
        pictures = [parts.read(one) for one in parts.namelist() if one.startswith("word/media/")]
    assert f"{HOUSE}{address(public_paper)} dengan kode {public_paper.code}" in words
    assert qr_png(f"{HOUSE}{address(public_paper)}") in pictures


def test_whoever_downloads_it_gets_the_file_that_was_kept(agreement, paper, cast, as_user):
    for query, sheet in (("", "a4"), ("?kertas=f4", "f4")):
        got = as_user(cast.camat).get(reverse("agreements:pdf", args=[agreement.pk]) + query)
        assert got.content == content(paper, sheet)


def test_a_stranger_reads_what_the_paper_is_but_nothing_of_persons(agreement, paper):
    page = Client().get(address(paper)).content.decode()
    text = queries.agreement_text(agreement)
    for said in ("Kecamatan Ajibarang", "2019", text.first_party.position, "Berlaku", paper.code):
        assert said in page
    for hidden in (
        text.first_party.name,
        text.first_party.nip,
        text.second_party.name,
        "Wiryo Santosa",
        "Harjono Kusumo",
    ):
        assert hidden not in page


@pytest.mark.parametrize("typed", ["{}", " {} ", "{}-"])
def test_the_code_opens_its_page_however_it_is_typed(paper, typed):
    code = typed.format(paper.code.lower())
    got = Client().get(reverse("public-papers:find"), {"kode": code})
    assert got.headers["Location"] == address(paper)


@pytest.mark.parametrize("code", ["AAAAAAAAAAAA", "x", "0" * 20])
def test_a_code_of_no_paper_is_not_found(db, code):
    assert Client().get(reverse("public-papers:paper", args=[code])).status_code == 404
    assert Client().get(reverse("public-papers:find"), {"kode": code}).status_code == 404


def test_the_file_itself_matches(paper):
    for one in paper.files.all():
        assert (
            "sama dengan naskah yang ditandatangani"
            in compared(content(paper, one.sheet), address(paper)).content.decode()
        )


@pytest.mark.parametrize("place", [0, 100, -1])
def test_12_example_5_one_changed_byte_does_not_match(paper, place):
    data = bytearray(content(paper))
    data[place] ^= 1
    page = compared(bytes(data), address(paper)).content.decode()
    assert "berbeda dari naskah yang ditandatangani" in page
    assert "Berkas ini sama" not in page


def test_without_a_code_a_file_is_known_or_unknown(paper):
    find = reverse("public-papers:find")
    known = compared(content(paper), find).content.decode()
    assert "Berkas ini sama" in known
    assert address(paper) in known
    assert "tidak sama dengan naskah mana pun" in compared(b"%PDF-1.7 lain", find).content.decode()


def test_another_signed_paper_is_told_apart(cast, agreement, paper):
    revised = stories.sign(stories.revised(agreement, cast), cast)
    other = SignedPaper.objects.get(agreement=revised)
    page = compared(content(other), address(paper)).content.decode()
    assert "bukan yang ini" in page
    assert address(other) in page


def test_the_page_says_what_became_of_it(cast, agreement, paper):
    stories.sign(stories.revised(agreement, cast), cast)
    page = Client().get(address(paper)).content.decode()
    assert "Sudah digantikan perubahan" in page
    assert reverse("public-papers:paper", args=[SignedPaper.objects.last().code]) in page


def test_nothing_that_is_sent_is_kept_and_too_much_is_refused(paper, settings):
    before = PaperFile.objects.count()
    large = compared(b"x" * (MOST_MB * 1024**2 + 1), address(paper))
    assert large.status_code == 422
    assert "terlalu besar" in large.content.decode()
    assert compared(b"", address(paper)).status_code == 422
    assert Client().post(address(paper), {"berkas": "bukan berkas"}).status_code == 422
    assert PaperFile.objects.count() == before


def test_public_pages_cost_the_same_whatever_is_promised(paper, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        Client().get(address(paper))
