"""Whatever the file: an agreement, or one clear refusal."""

import io
import time
import zipfile
from contextlib import suppress

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from janji.agreements.documents.agreement.content import as_docx, as_pdf
from janji.core.agreement import MOST_ROWS
from janji.core.refusals import Refused
from janji.documents import wording
from janji.documents.reading import read_bytes, read_file
from janji.documents.reading.sources import MOST_BYTES
from tests.documents import hostile
from tests.documents.paper import paper
from tests.shared_files import shared


def zipped(**parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name.replace("__", "/").replace("_", "."), data)
    return made.getvalue()


BLANK_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF"
)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "document-empty"),
        (b" \n\t ", "document-empty"),
        (b"x" * (MOST_BYTES + 1), "document-too-large"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "document-scanned"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 99, "document-kind"),
        (b"{\\rtf1 Perjanjian Kinerja}", "document-kind"),
        (bytes(range(1, 9)) * 50, "document-kind"),
        (zipped(xl__workbook_xml="<x/>"), "document-kind"),
        (b"PK\x03\x04" + b"\x00" * 50, "document-broken"),
        (zipped(word__document_xml="<not-word"), "document-broken"),
        (zipped(word__document_xml=b" " * (210 * 1024**2)), "document-too-complex"),
        (b"%PDF-1.7\nnothing here", "document-broken"),
        (BLANK_PDF, "document-scanned"),
        (b"\xff\xfe\x00", "document-encoding"),
        (b"Resep rendang\tdaging\nsantan\tcabai", "document-other"),
        ("Laporan Keuangan Tahun 2019".encode("utf-16"), "document-other"),
        (b"Renstra\nNO\tSASARAN\tINDIKATOR\tTARGET\n1\tS\tI\t82", "document-other"),
        (b"PERJANJIAN KINERJA TAHUN 2019\nNama : A", "document-without-table"),
    ],
)
def test_a_wrong_file_gets_its_own_sentence(data, code):
    with pytest.raises(Refused) as refusal:
        read_bytes(data, "berkas.bin")
    assert refusal.value.code == code
    facts = {name: str(value) for name, value in refusal.value.facts.items()}
    assert "berkas.bin" in wording.REFUSALS[code].format_map(facts)


HEADING = "PERJANJIAN KINERJA TAHUN 2019\nNO\tSASARAN\tINDIKATOR\tTARGET\n"
WIDE_CELL = (
    "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='30000000'/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"
)


def word_file(body):
    """A DOCX with this XML at the beginning of its body."""
    blank, made = io.BytesIO(), io.BytesIO()
    docx.Document().save(blank)
    with zipfile.ZipFile(blank) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            is_body = name == "word/document.xml"
            new.writestr(name, data.replace(b"<w:body>", b"<w:body>" + body) if is_body else data)
    return made.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"a\tb\tc\td\n" * 500_000,
        (HEADING + "1\tNaik\tPersen X\t82\n" * 400_000).encode(),
        (HEADING + "1" + "\t" * 5_000_000).encode(),
        (HEADING + "1\tNaik\t" + "x y " * 2_000_000).encode(),
        word_file(b"<w:p/>" * 100_000),
        word_file(WIDE_CELL.encode()),
    ],
    ids=["rows", "indicators", "cells", "one-cell", "paragraphs", "span"],
)
def test_an_endless_document_is_refused_before_it_is_read(data):
    begun = time.process_time()
    with pytest.raises(Refused, match="document-too-complex"):
        read_bytes(data, "panjang")
    assert time.process_time() - begun < 2


def rows_of(count):
    return HEADING + "".join(f"{k}\tNaik\tPersen {k}\t82\n" for k in range(count))


def test_more_rows_than_an_agreement_has_are_refused_at_reading():
    assert len(read_bytes(rows_of(MOST_ROWS).encode(), "panjang").indicators) == MOST_ROWS
    with pytest.raises(Refused, match="document-too-many-rows") as refusal:
        read_bytes(rows_of(MOST_ROWS + 1).encode(), "panjang")
    assert refusal.value.facts["indicators"] == MOST_ROWS + 1


@pytest.mark.slow
@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_page_of_a_strategic_plan_is_no_agreement(number):
    with pytest.raises(Refused, match="document-other"):
        read_file(shared(f"cases/documents/achievement-table-{number}.pdf"))


def test_a_file_that_is_not_there(tmp_path):
    for path in (tmp_path / "tidak-ada.pdf", tmp_path):
        with pytest.raises(Refused, match="document-missing"):
            read_file(path)


ROWS = f"<table><tr><th>NO<th>SASARAN<th>INDIKATOR<th>TARGET</tr>{hostile.ROW * 3}</table>"
OPEN_ROWS = "".join(
    map(hostile.open_row, *zip(hostile.HEADING, ("1", "Naik", "X", "82"), strict=True))
)
PACKAGES = {
    "word/document.xml": hostile.word(rows=3),
    "xl/worksheets/sheet1.xml": hostile.sheet(3),
    "xl/styles.xml": hostile.sheet(3),
    "xl/workbook.xml": hostile.sheet(3),
    "xl/sharedStrings.xml": hostile.sheet(3),
    "content.xml": hostile.open_sheet(OPEN_ROWS),
}
PAPERS = [as_pdf(paper()), as_docx(paper()), hostile.page(ROWS), *PACKAGES.values()]


WORDS = [b"", b"0", b"-1", b"9" * 30, b"1e999", b"nan", b"A", b"'", b"<", b"</", b"/>", b"&#0;"]


def read_or_refused(data):
    """Reads, or is refused with a sentence; anything else is a fault."""
    with suppress(Refused):
        read_bytes(data, "berkas")


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(st.sampled_from(PAPERS), st.data())
def test_a_damaged_paper_is_read_or_refused(whole, data):
    place = data.draw(st.integers(0, len(whole) - 1))
    length = data.draw(st.integers(0, 400))
    other = data.draw(st.binary(max_size=400))
    read_or_refused(whole[:place] + other + whole[place + length :])


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(st.sampled_from(sorted(PACKAGES)), st.data())
def test_a_package_with_a_damaged_part_is_read_or_refused(name, data):
    with zipfile.ZipFile(io.BytesIO(PACKAGES[name])) as package:
        parts = {one: package.read(one) for one in package.namelist()}
    whole = parts[name]
    place = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.sampled_from(WORDS) | st.binary(max_size=8))
    length = data.draw(st.integers(0, 12))
    parts[name] = whole[:place] + other + whole[place + length :]
    read_or_refused(hostile.zipped(parts))


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.sampled_from(PAPERS), st.data())
def test_a_paper_cut_short_is_read_or_refused(whole, data):
    read_or_refused(whole[: data.draw(st.integers(0, len(whole)))])


pieces = st.sampled_from(
    ["PERJANJIAN KINERJA TAHUN 2019", "NO\tSASARAN\tINDIKATOR\tTARGET", "1\tS\tI\t82", "1\t2\t3\t4",
     "\t\t<p>1 A</p><p>2 B</p>\t<p>3%", "Program\tAnggaran", "1 P\tRp -", "Jumlah\tRp 1",
     "Nama : X", "Selanjutnya disebut Pihak Pertama", "Y, Maret 2019", "NIP. 1", "", "\t\t\t"]
)  # fmt: skip


@given(st.lists(pieces | st.text(max_size=30), max_size=25).map("\n".join))
def test_any_text_is_read_or_refused(text):
    read_or_refused(text.encode())
