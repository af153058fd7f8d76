"""The minutes of a forum: who came, the order, what was turned down and why, last year."""

import io
from dataclasses import replace

import docx
import pdfplumber
import pytest
from django.urls import reverse

from janji.registers.musrenbang.documents.minutes import make_template
from janji.registers.musrenbang.documents.minutes.content import as_docx, as_pdf
from janji.registers.musrenbang.documents.minutes.record import minutes_of
from tests.registers.community_stories import NOW, attend
from tests.registers.proposal_stories import S, bring_to, criteria, move, place, propose, score
from tests.registers.test_musrenbang_stories import district_forum

pytestmark = pytest.mark.django_db


@pytest.fixture
def minutes(cast):
    """Two who came, two ranked of which one was moved, one turned down, one of last year in the plan."""
    held = district_forum(cast)
    attend(cast, held, name="Tarwan", role=None, village=cast.village, group="tokoh")
    attend(cast, held, name="Sarmi", role=None, sex="p", group="perempuan")
    attend(cast, held, name="Kasmin", role=None, sign=None)
    criteria(cast)
    first = bring_to(
        cast,
        propose(cast, agency="Dinas PU", sector="prasarana", rt=3, cost=150_000_000),
        S.ACCEPTED,
    )
    second = bring_to(
        cast, propose(cast, "Pelatihan menjahit", agency="Dinas Tenaga Kerja"), S.ACCEPTED
    )
    score(cast, first, 5, 4, 3, 2)
    score(cast, second, 4, 5, 4, 3)
    place(cast, first, 1, "Longsor musim hujan")
    no = move(cast, propose(cast, "Jembatan provinsi"), S.VERIFYING)
    move(cast, no, S.TURNED_DOWN, reason="Bukan kewenangan kabupaten")
    bring_to(cast, propose(cast, "Drainase lama", plan_year=2019), S.WORK_PLAN)
    return minutes_of(held, made_at=NOW)


SAID = (
    "BERITA ACARA MUSRENBANG KECAMATAN",
    "Tahun rencana 2020",
    "dihadiri 2 orang",
    "Desa atau kelurahan yang hadir 1 dari 15 yang diundang; peserta perempuan 50,00 %",
    "Talud jalan (menurut nilai 2; Longsor musim hujan)",
    "4,20",
    "150.000.000",
    "Bukan kewenangan kabupaten",
    "1 dari 1 usulan masuk RKPD atau APBD (100,00 %); 0 belum dijawab.",
)


def text_of_docx(data):
    paper = docx.Document(io.BytesIO(data))
    lines = [one.text for one in paper.paragraphs]
    for table in paper.tables:
        lines += [cell.text for row in table.rows for cell in row.cells]
    return "\n".join(lines)


def text_of_pdf(data):
    with pdfplumber.open(io.BytesIO(data)) as paper:
        return " ".join(" ".join((page.extract_text() or "").split()) for page in paper.pages)


def test_both_papers_say_the_same(minutes):
    on_word = text_of_docx(as_docx(minutes))
    on_pdf = text_of_pdf(as_pdf(minutes))
    for one in SAID:
        assert one in on_word, one
        # Cells beside each other are read line by line.
        assert all(word in on_pdf for word in one.split()), one


def test_the_order_by_agency(minutes):
    on_word = text_of_docx(as_docx(replace(minutes, by_agency=True)))
    assert "Daftar peringkat menurut OPD tujuan" in on_word
    assert on_word.index("Dinas PU") < on_word.index("Dinas Tenaga Kerja")


def test_the_same_forum_gives_the_same_bytes(minutes):
    assert as_pdf(minutes) == as_pdf(minutes)
    assert as_docx(minutes) == as_docx(minutes)


def test_a_forum_without_anything_has_its_paper_too(cast):
    bare = minutes_of(district_forum(cast), made_at=NOW)
    said = text_of_docx(as_docx(bare))
    assert "Belum ada usulan yang diterima." in said
    assert "Tidak ada usulan yang ditolak." in said
    assert "Usulan untuk 2019 tidak tercatat." in said
    assert as_pdf(bare).startswith(b"%PDF")


def test_the_template_is_as_drawn():
    kept = docx.Document(str(make_template.TEMPLATE)).element.xml
    assert kept == make_template.drawn().element.xml


def test_papers_are_for_who_sees_the_office(cast, as_user):
    held = district_forum(cast)
    for name, kind in (("minutes-pdf", "application/pdf"), ("minutes-docx", "officedocument")):
        address = reverse(f"musrenbang:{name}", args=[held.pk])
        assert kind in as_user(cast.inspektorat).get(address).headers["Content-Type"]
        assert as_user(cast.stranger).get(address).status_code == 404
