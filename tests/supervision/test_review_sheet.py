"""The sheet of a quarterly meeting: what stands on it, and that both forms say the same."""

import io

import docx
import pdfplumber

from janji.supervision import actions
from janji.supervision.actions import ReviewText
from janji.supervision.documents.review import make_template
from janji.supervision.documents.review.content import as_docx, as_pdf
from janji.supervision.documents.review.record import sheet_of
from tests.supervision import stories
from tests.supervision.stories import NOW


def prepared(cast):
    targets = stories.measured(cast)
    stories.ask(cast, target=targets[1])
    stories.raise_finding(cast, target=targets[3], quarter=2)
    actions.write_review(
        org_unit=cast.district,
        year=2019,
        quarter=2,
        review=ReviewText(
            held_on=NOW.date(), place="Aula", driving="Penyuluh baru", agreed="Cocokkan data\nLapor"
        ),
        based_on=None,
        by=cast.bupati,
        at=NOW,
    )
    return sheet_of(cast.district, 2019, 2, at=NOW)


def pdf_text(data):
    with pdfplumber.open(io.BytesIO(data)) as paper:
        return " ".join(" ".join(page.extract_text().split()) for page in paper.pages)


def test_the_paper_says_everything_that_is_on_the_table(cast):
    said = pdf_text(as_pdf(prepared(cast)))
    for words in (
        "LEMBAR RAPAT EVALUASI KINERJA TRIWULANAN",
        "Triwulan II Tahun 2019",
        "Kenapa TW II turun?",
        "Bambang Irawan",
        "Penyuluh baru",
        "Cocokkan data",
        "Daftar hadir",
        "Pihak Kedua",
        "bukan ketentuan peraturan",
        "belum diisi",
    ):
        assert words in said, words


def test_the_same_value_gives_the_same_bytes(cast):
    sheet = prepared(cast)
    assert as_pdf(sheet) == as_pdf(sheet)
    assert as_docx(sheet) == as_docx(sheet)


def test_the_word_file_says_the_same(cast):
    document = docx.Document(io.BytesIO(as_docx(prepared(cast))))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    said = " ".join([*(one.text for one in document.paragraphs), *cells])
    for words in (
        "Triwulan II Tahun 2019",
        "Kenapa TW II turun?",
        "Cocokkan data",
        "Sulit tercapai",
    ):
        assert words in said, words


def test_the_template_is_what_draws_it():
    kept = docx.Document(str(make_template.TEMPLATE)).element.xml
    assert kept == make_template.drawn().element.xml


def test_what_was_not_written_is_left_to_be_filled_in(cast):
    stories.in_force(cast)
    sheet = sheet_of(cast.district, 2019, 1, at=NOW)
    assert sheet is not None
    assert "Tidak ada." in pdf_text(as_pdf(sheet))
