"""The report of a survey on paper: whole, valid for archives, without identity, unhurt by words."""

import io
import re
import zipfile
from datetime import date

import docx
import pdfplumber
import pytest
from docx.oxml.ns import qn
from python_calamine import load_workbook

from janji.core.survey_life import PeriodDeed
from janji.documents.sheets import Sheet
from janji.registers.survey import actions
from janji.registers.survey.documents.report import make_template
from janji.registers.survey.documents.report.content import as_docx, as_pdf
from janji.registers.survey.documents.report.record import report_of
from tests.documents.test_papers import HOSTILE
from tests.registers.counter import service
from tests.registers.survey_stories import (
    NOW,
    closed,
    draft,
    enter,
    move,
    publish,
    running,
)


def survey(cast, words="Kursi tunggu ditambah"):
    """A closed survey of seven respondents with a plan, after one with a plan that was done."""
    first = draft(cast, date(2019, 4, 1), date(2019, 6, 30), name="SKM triwulan II 2019")
    move(cast, first, PeriodDeed.OPEN)
    enter(cast, first, (3,) * 9, day=date(2019, 5, 5))
    plan = add_plan(cast, first, "Memasang papan syarat")
    actions.update_plan(
        plan=plan, state="done", evidence="Foto papan", based_on=1, by=cast.kasi, at=NOW
    )
    closed(cast, first)
    period, offered = running(cast), service(cast)
    for k in range(7):
        enter(
            cast, period, sex="p", education="sma", service=offered, suggestion=words if k else None
        )
    add_plan(cast, period, words[:300])
    return closed(cast, period)


def add_plan(cast, period, activity):
    line = actions.Activity("WAKTU", activity, 2019, 4, "Kepala Seksi Pelayanan")
    return actions.add_plan(period=period, activity=line, by=cast.kasi, at=NOW)


def text_of(pdf):
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return " ".join(" ".join((page.extract_text() or "").split()) for page in document.pages)


FACTS = (
    "LAPORAN SURVEI KEPUASAN MASYARAKAT",
    "Ringkasan eksekutif",
    "SKM triwulan III 2019",
    "88,89",
    "Sangat baik",
    "Tabel Krejcie dan Morgan: 80 responden (belum terpenuhi)",
    "NRR tertimbang",
    "Waktu Penyelesaian",
    "Tren dengan kuesioner yang sama",
    "SKM triwulan II 2019",
    "Kursi tunggu ditambah",
    "TW IV 2019",
    "Foto papan",
    "Lampiran 2. Tabulasi jawaban",
    "Terima kasih atas penilaian",
)


def test_the_pdf_says_everything_in_order(cast):
    said = text_of(as_pdf(report_of(survey(cast))))
    missing = [fact for fact in FACTS if fact not in said]
    assert missing == []
    order = ["Ringkasan eksekutif", "I. Pendahuluan", "II. Analisis", "III. Penutup", "Lampiran 1."]
    places = [said.index(one) for one in order]
    assert places == sorted(places)


def test_the_pdf_is_for_archives_and_for_screen_readers(cast):
    data = as_pdf(report_of(survey(cast)))
    assert b"pdfaid" in data
    assert re.search(rb"pdfuaid:part", data)
    assert b"/StructTreeRoot" in data
    assert b"/Alt" in data


@pytest.mark.parametrize("maker", [as_pdf, as_docx])
def test_the_same_survey_gives_the_same_bytes(cast, maker):
    period = survey(cast)
    assert maker(report_of(period)) == maker(report_of(period))


def test_the_docx_says_the_same_with_its_charts(cast):
    made = docx.Document(io.BytesIO(as_docx(report_of(survey(cast)))))
    lines = [one.text for one in made.paragraphs]
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    said = " ".join([*lines, *cells])
    assert [fact for fact in FACTS if fact not in said] == []
    assert "{{" not in said
    assert "{%" not in said
    pictures = [one.get("descr") for one in made.element.body.iter(qn("wp:docPr"))]
    assert len(pictures) == 2
    assert pictures[0].startswith("Nilai rata-rata setiap unsur: Persyaratan")


def test_the_workbook_has_every_table(cast, as_user):
    period = survey(cast)
    sheet = as_user(cast.kasi).get(f"/catatan/survei/periode/{period.pk}/laporan.xlsx")
    book = load_workbook(io.BytesIO(sheet.content))
    assert book.sheet_names == [
        "Ringkasan",
        "Unsur",
        "Responden",
        "Layanan",
        "Tren",
        "Tindak lanjut",
        "Tabulasi",
    ]
    summary = dict(row[:2] for row in book.get_sheet_by_name("Ringkasan").to_python())
    assert summary["Indeks (IKM)"] == pytest.approx(88.8889)
    assert len(book.get_sheet_by_name("Tabulasi").to_python()) == 8
    with zipfile.ZipFile(io.BytesIO(sheet.content)) as package:
        assert len([name for name in package.namelist() if "charts/chart" in name]) == 2


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_only_words(cast, text):
    # No form lets a NUL through, and PostgreSQL could not keep it.
    report = report_of(survey(cast, text.replace("\x00", "")[:1000]))
    assert as_pdf(report).startswith(b"%PDF-")
    with zipfile.ZipFile(io.BytesIO(as_docx(report))) as package:
        body = package.read("word/document.xml").decode()
    assert "<script>" not in body


def test_a_survey_of_nobody_is_still_a_report(cast):
    report = report_of(running(cast, population=None))
    said = text_of(as_pdf(report))
    assert "SEMENTARA" in said
    assert "Indeks belum dapat dihitung" in said
    assert "Belum ada survei sebelumnya" in said
    assert as_docx(report).startswith(b"PK")


def test_the_report_names_nobody(cast):
    said = text_of(as_pdf(report_of(survey(cast))))
    for person in ("Sri Lestari", "Bambang Irawan", "operator"):
        assert person not in said


def test_a_published_report_is_no_draft(cast):
    period = publish(cast, survey(cast))
    assert report_of(period).state_note is None


def test_other_paper(cast):
    with pdfplumber.open(io.BytesIO(as_pdf(report_of(survey(cast), sheet=Sheet.F4)))) as made:
        first = made.pages[0]
        size = tuple(round(float(side) / 72 * 25.4) for side in (first.width, first.height))
    assert size == Sheet.F4.millimetres


def test_the_template_is_as_drawn():
    kept = docx.Document(str(make_template.TEMPLATE)).element.xml
    assert kept == make_template.drawn().element.xml


def test_papers_are_for_who_sees_the_office(cast, as_user):
    period = survey(cast)
    for ending, kind in (("pdf", "application/pdf"), ("docx", "application/vnd"), ("xlsx", "app")):
        address = f"/catatan/survei/periode/{period.pk}/laporan.{ending}"
        assert as_user(cast.stranger).get(address).status_code == 404
        made = as_user(cast.inspektorat).get(address)
        assert made.status_code == 200
        assert made.headers["Content-Type"].startswith(kind)


def test_a_report_costs_the_same_for_many_respondents(cast, django_assert_max_num_queries):
    period = survey(cast)
    with django_assert_max_num_queries(24):
        report_of(period)
