"""From the counter and a citizen's phone to two figures that move and explain themselves."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from janji.agreements.queries import targets_of
from janji.core.survey_life import PeriodDeed
from janji.indicators import actions as indicators
from janji.indicators.counting import open_terms
from janji.registers.services.models import ServiceRequest
from janji.registers.survey.variables import INDEX_FORMULA
from tests.agreements import stories
from tests.cast import AT
from tests.registers.counter import ZONE, at, finish, receive, service
from tests.registers.survey_stories import draft, enter, move

pytestmark = pytest.mark.journey

NOW = datetime(2019, 8, 14, 10, 0, tzinfo=ZONE)
PHONE = {"width": 360, "height": 740}
ON_TIME = "layanan_tepat_waktu ÷ layanan_jatuh_tempo × 100"


@pytest.fixture(autouse=True)
def a_wednesday_in_august(monkeypatch):
    """The house and the story live in the year of the agreement."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def define(world, target, formula):
    """Proposed by one, signed by another, with what the registers propose for each term."""
    proposed = indicators.draft_definition(
        version=target.indicator_version,
        formula=formula,
        terms={term.code: term.default for term in open_terms(formula)},
        wording=None,
        based_on=None,
        by=world.kasi,
        at=AT,
    )
    indicators.sign_definition(definition=proposed, based_on=1, by=world.camat, at=AT)


@pytest.fixture
def office(world):
    """In force, two indicators counted: the index (3 answers so far), and 2 of 2 on time."""
    _, index, _, on_time = targets_of(stories.in_force(world))
    offered = service(world)
    for day in (1, 5):
        finish(world, receive(world, offered, at(8, day)), at(8, day, 11))
    period = draft(world, date(2019, 7, 1), date(2019, 9, 30), name="SKM triwulan III", at=NOW)
    period = move(world, period, PeriodDeed.OPEN, at=NOW)
    for _ in range(3):
        enter(world, period, (3,) * 9, day=date(2019, 8, 1), at=NOW)
    define(world, index, INDEX_FORMULA)
    define(world, on_time, ON_TIME)
    return index, on_time, period


def figure_on(page, target):
    page.goto(f"/indikator/{target.pk}/")
    return page.locator(".j-big").inner_text()


def test_a_late_request_and_a_citizens_answers_move_both_figures(office, open_page):
    index, on_time, period = office
    page = open_page("operator")
    assert figure_on(page, on_time) == "100,00\u00a0%"
    assert figure_on(page, index) == "75"

    page.goto("/catatan/layanan/kecamatan-ajibarang/loket/")
    page.get_by_label("Layanan", exact=True).fill("usaha")
    page.get_by_label("Nama pemohon").fill("Warga Menunggu")
    page.get_by_label("Diterima").fill("01-08-2019 09.00")
    page.get_by_label("KTP asli").check()
    page.get_by_label("Pengantar desa").check()
    page.get_by_role("button", name="Simpan permohonan").click()
    page.wait_for_url("**/tanda-terima/")
    page.get_by_role("link", name="Buka permohonan").click()
    page.get_by_label("Tahap baru").select_option("finished")
    page.get_by_label("Catatan atau alasan").fill("Listrik padam")
    page.get_by_role("button", name="Simpan langkah").click()
    page.get_by_text("terlambat").first.wait_for()

    phone = open_page(viewport=PHONE)
    phone.goto(f"/survei/{period.slug}/?lewat=qr")
    for _ in range(9):
        phone.locator(".j-options button").last.click()
    phone.get_by_role("button", name="Kirim jawaban").click()
    assert "Terima kasih" in phone.inner_text("main")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    assert figure_on(page, on_time) == "66,67\u00a0%"
    account = page.inner_text("section:has(#asal)")
    assert "Dengan angkanya: 2 ÷ 3 × 100" in account
    assert "Definisi 1, ditetapkan Wiryo Santosa" in account
    page.get_by_role("link", name="Lihat yang belum memenuhi").click()
    late = ServiceRequest.objects.get(applicant="Warga Menunggu")
    assert "1 baris" in page.inner_text("main")
    page.get_by_role("link", name=late.number).click()
    assert "Listrik padam" in page.inner_text("main")

    assert figure_on(page, index) == "81,25"  # (3 × 27 + 36) ÷ 36 × 25
    assert "indeks_survei(1/9; 13 ÷ 4" in page.inner_text("section:has(#asal)")
    page.get_by_text("18 angka").click()
    page.get_by_role("link", name="13 nilai: buka barisnya").first.click()
    assert "4 baris" in page.inner_text("main")
