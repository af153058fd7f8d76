"""The paper that shows where figures come from: the same as on screen, map and table included."""

import io
from datetime import datetime
from fractions import Fraction

import pdfplumber
import pytest

from janji.agreements.queries import targets_of
from janji.core.counted import count_in
from janji.core.formulas.parsing import parse
from janji.core.periods import through
from janji.measurements.counting import OfficeFigure
from janji.measurements.documents.account.content import AccountPaper, IndicatorAccount, as_pdf
from janji.measurements.documents.account.record import account_of
from janji.measurements.mapping import figure_map
from janji.measurements.queries import indicator_page
from janji.orgs import actions as orgs
from janji.orgs.models import OrgUnitKind
from tests.agreements import stories
from tests.cast import AT
from tests.measurements.test_recording import counts, record
from tests.registers.counter import ZONE

ON = datetime(2020, 1, 15, 9, 30, tzinfo=ZONE)
TREE = parse("tertib ÷ ada × 100")


def text_of(pdf):
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        found = " ".join(page.extract_text() for page in document.pages)
    return " ".join(found.replace("\xa0", " ").split())


@pytest.fixture
def target(cast):
    """The first indicator of the story, 150 of 300 in the first quarter."""
    found = targets_of(stories.in_force(cast))[0]
    record(found, cast.operator, counts("150", "300"), 1)
    return found


def paper(target):
    page = indicator_page(target, on=ON.date())
    return account_of(target.objective.agreement, [page.year], page.rule, at=ON)


def test_the_paper_says_what_the_page_says(target):
    said = text_of(as_pdf(paper(target)))
    assert "KERTAS KERJA PENGHITUNGAN INDIKATOR KINERJA TAHUN 2019" in said
    assert "Menurut catatan per 15 Januari 2020 pukul 09.30." in said
    assert target.indicator_version.text in said
    assert "150 ÷ 300 × 100 = 50,00 %" in said
    assert "TW II belum diisi" in said


def test_the_same_moment_gives_the_same_bytes(target):
    assert as_pdf(paper(target)) == as_pdf(paper(target))


def test_villages_stand_on_a_map_and_in_a_table(cast, target):
    other = orgs.create_org_unit(
        name="Desa Lesmana",
        kind=OrgUnitKind.VILLAGE,
        parent=cast.district,
        region=None,
        address=None,
        contact=None,
        by=cast.admin,
        at=AT,
    )
    offices = [
        OfficeFigure(
            one, count_in(TREE, through(2019, 4), {"tertib": Fraction(done), "ada": Fraction(1)})
        )
        for one, done in ((cast.village, 0), (other, 1))
    ]
    drawn = figure_map(offices, cast.district, title="Desa tertib")
    whole = paper(target)
    (plain,) = whole.indicators
    mapped = IndicatorAccount(
        plain.objective, plain.year, plain.equation, plain.steps, [], [], offices, drawn
    )
    made = as_pdf(
        AccountPaper(
            whole.letterhead, whole.office, whole.year, whole.said_at, [mapped], whole.made_at
        )
    )
    said = text_of(made)
    assert "Desa Kracak 0 dari 1 0,00 %" in said
    assert "Desa Lesmana 1 dari 1 100,00 %" in said
    assert "bukan rata-rata nilainya" in said


def test_both_papers_are_there_for_those_who_see_the_office(cast, target, as_user):
    addresses = (
        f"/indikator/{target.pk}/kertas-kerja.pdf",
        "/beranda/kecamatan-ajibarang/2019/kertas-kerja.pdf",
    )
    for address in addresses:
        answer = as_user(cast.inspektorat).get(address)
        assert answer.headers["Content-Type"] == "application/pdf"
        assert as_user(cast.stranger).get(address).status_code == 404
    assert as_user(cast.camat).get(addresses[1].replace("2019", "2018")).status_code == 404
