"""Our own paper, put on a scanner: read back by its letters, and nothing of it is sure."""

import io
import shutil

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from janji.agreements.documents.agreement.content import as_pdf
from janji.core.origins import Confidence
from janji.core.refusals import Refused
from janji.documents.reading.content import Table
from janji.documents.reading.interpreting import interpret
from janji.documents.reading.ruling_lines import slant_of, tables_of
from janji.documents.reading.sources import content_of
from tests.documents.paper import AGREEMENT, paper

needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="Tesseract belum terpasang"
)
GREY = (157, 464, 2182, 536)
"""Where the heading of the annex stands on its page, in pixels."""


@pytest.fixture(scope="module")
def pages():
    """The paper's pages as a scanner of 200 dots an inch sees them."""
    document = pypdfium2.PdfDocument(as_pdf(paper()))
    seen = [page.render(scale=200 / 72).to_pil().convert("L") for page in document]
    document.close()
    return seen


def scanned(pages):
    file = io.BytesIO()
    first, *others = pages
    first.save(file, "PDF", save_all=True, append_images=others, resolution=200)
    return file.getvalue()


def photographed(page, kind="PNG"):
    file = io.BytesIO()
    page.save(file, kind)
    return file.getvalue()


def tables_in(blocks):
    return [one for one in blocks if isinstance(one, Table)]


def askew(page):
    return page.rotate(0.6, Image.Resampling.BICUBIC, fillcolor=250)


def shaded(page):
    """The heading on grey, a little blurred, with the noise of a cheap scanner."""
    ground = Image.new("L", page.size, 255)
    ImageDraw.Draw(ground).rectangle(GREY, fill=190)
    blurred = ImageChops.multiply(page, ground).filter(ImageFilter.GaussianBlur(0.7))
    return Image.blend(blurred, Image.effect_noise(page.size, 30), 0.1)


def filled(page):
    """The heading white on dark."""
    dark = page.copy()
    inverted = ImageChops.invert(page.crop(GREY)).point(lambda shade: max(shade, 60))
    dark.paste(inverted, GREY)
    return dark


@pytest.mark.parametrize("change", [lambda page: page, askew, shaded, filled])
def test_the_lines_of_a_table_are_found(pages, change):
    page = change(pages[1])
    upright = page.rotate(slant_of(page), Image.Resampling.BICUBIC, fillcolor=255)
    (cells,) = tables_of(upright)
    # Twelve of two headings with five columns, then two objectives with two indicators each.
    assert len(cells) == 26


def test_without_being_asked_pictures_are_recognised_as_such(pages):
    for data in (scanned(pages[:1]), photographed(pages[0]), photographed(pages[0], "TIFF")):
        with pytest.raises(Refused, match="document-scanned"):
            content_of(data, "pindai.pdf")


def test_without_tesseract_it_is_said_what_to_install(pages, monkeypatch):
    monkeypatch.setattr(shutil, "which", {}.get)
    with pytest.raises(Refused, match="ocr-missing"):
        content_of(scanned(pages[:1]), "pindai.pdf", ocr=True)


@pytest.fixture(scope="module")
def blocks(pages):
    """What is read from the scanned paper."""
    return content_of(scanned(pages), "pindai.pdf", ocr=True)


@needs_tesseract
@pytest.mark.slow
def test_a_scanned_agreement_is_read(blocks):
    read = interpret(blocks, "pindai.pdf")
    assert (read.year, read.place, read.date_text) == (2024, "Telaga", "31 Januari 2024")
    assert read.first_party.name == AGREEMENT.first_party.name
    assert read.first_party.nip == AGREEMENT.first_party.nip
    assert read.second_party.name == AGREEMENT.second_party.name
    assert [one.text for one in read.indicators] == [one.text for one in AGREEMENT.indicators]
    assert [one.target for one in read.indicators] == [one.target for one in AGREEMENT.indicators]
    assert read.programmes == AGREEMENT.programmes


@needs_tesseract
@pytest.mark.slow
def test_nothing_on_a_picture_is_sure(blocks):
    tables = tables_in(blocks)
    assert len(tables) == 2
    assert not any(one.letters_sure or one.columns_sure for one in tables)
    assert not any(one.sure for one in blocks if not isinstance(one, Table))
    assert {one.page for one in blocks} == {1, 2, 3}
    values = interpret(blocks, "pindai.pdf").origins.values()
    assert {one.confidence for one in values} == {Confidence.LOW}


@needs_tesseract
@pytest.mark.slow
@pytest.mark.parametrize("change", [askew, shaded, filled])
def test_a_bad_picture_gives_the_same_figures(pages, change):
    data = photographed(change(pages[1]), "JPEG")
    (table,) = tables_in(content_of(data, "foto.jpg", ocr=True))
    assert table.rows[0] == ("NO", "SASARAN PROGRAM", "INDIKATOR KINERJA", "PENJELASAN", "TARGET")
    assert [row[4] for row in table.rows[2:]] == ["87,5%", "82", "3 Dokumen", "95%"]


@needs_tesseract
def test_a_cell_with_ink_that_gives_no_letters_is_unclear(pages):
    page = pages[2].copy()
    left, top, right, bottom = map(round, max(max(tables_of(page), key=len)))
    paint = ImageDraw.Draw(page)
    paint.rectangle((left + 4, top + 4, right - 4, bottom - 4), fill=255)
    paint.line((left + 30, bottom - 10, right - 30, top + 10), fill=40, width=5)
    (table,) = tables_in(content_of(photographed(page), "foto.png", ocr=True))
    assert table.unclear == {(len(table.rows) - 1, len(table.rows[0]) - 1)}


@needs_tesseract
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "document-broken"),
        (photographed(Image.new("1", (60_000, 2_000), 1)), "document-too-complex"),
        (photographed(Image.new("L", (400, 400), 255)), "document-unreadable"),
    ],
    ids=["broken", "huge", "blank"],
)
def test_a_picture_that_gives_nothing(data, code):
    with pytest.raises(Refused, match=code):
        content_of(data, "foto.png", ocr=True)
