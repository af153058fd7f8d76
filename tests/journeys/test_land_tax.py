"""On a phone: a weekly recap, the ranking, the counted figure, and down to its rows; a bill to its recap."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from janji.agreements.queries import targets_of
from janji.indicators import actions as indicators
from janji.indicators.counting import open_terms
from janji.registers.land_tax.variables import REGISTER
from tests.agreements import stories
from tests.cast import AT
from tests.journeys.looking import LOOKS, SIZES, unsound
from tests.registers.counter import ZONE
from tests.registers.tax_objects import COLLECTOR, OTHER_CODE, bill, by_objects, nop, pay
from tests.registers.villages_tax import opened, record, village

pytestmark = pytest.mark.journey

NOW = datetime(2019, 8, 14, 10, 0, tzinfo=ZONE)
PHONE = {"width": 360, "height": 740}
BASE = "/catatan/pbb/kecamatan-ajibarang/"


@pytest.fixture(autouse=True)
def a_wednesday_in_august(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def office(world):
    """Two villages with an assessment, one with last week's recap; the first indicator is counted."""
    target, *_ = targets_of(stories.in_force(world))
    formula = REGISTER.examples[0].formula
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
    opened(world, amount=1_000_000)
    opened(world, village(world), amount=3_000_000, bills=20)
    record(world, date(2019, 8, 5), 600_000, remaining=400_000)
    return target


def narrow(page):
    """Nothing on the page is wider than the phone."""
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], page.url


def test_a_weekly_recap_moves_the_ranking_and_the_figure_down_to_its_rows(office, open_page):
    page = open_page("operator", viewport=PHONE)
    page.goto(BASE)
    assert "15,00\u00a0%" in page.inner_text("#daftar")
    narrow(page)
    page.get_by_role("link", name="Isi rekap").first.click()
    page.get_by_label("Posisi per").fill("12-08-2019")
    page.get_by_role("button", name="Pilih hari").click()
    page.get_by_label("Sumber").fill("Rekap mingguan ke-23")
    page.get_by_label("Pokok terbayar, Desa Kracak").fill("500.000")
    page.get_by_label("Pokok terbayar, Desa Lesmana").fill("2.400.000")
    narrow(page)
    page.get_by_role("button", name="Simpan rekap").click()
    # Lower than last week: the page says why, and leads to the way of a real reversal.
    page.get_by_text("pilih Turunkan posisi").first.wait_for()
    narrow(page)
    page.get_by_role("link", name="Turunkan posisi").click()
    page.get_by_label("Sejak posisi").fill("05-08-2019")
    page.get_by_label("Turun sebesar, rupiah").fill("100.000")
    page.get_by_label("Alasan").fill("Salah buku, surat Bapenda 973/88")
    narrow(page)
    page.get_by_role("button", name="Turunkan posisi").click()
    page.get_by_text("1 posisi diturunkan").wait_for()

    page.goto(f"{BASE}rekap-baru/?posisi=12-08-2019")
    page.get_by_label("Sumber").fill("Rekap mingguan ke-23")
    page.get_by_label("Pokok terbayar, Desa Kracak").fill("600.000")
    page.get_by_label("Pokok terbayar, Desa Lesmana").fill("2.400.000")
    page.get_by_role("button", name="Simpan rekap").click()
    page.wait_for_url(f"**{BASE}")
    said = page.inner_text("#daftar")
    assert "75,00\u00a0%" in said  # (600.000 + 2.400.000) ÷ 4.000.000
    assert said.index("Desa Lesmana") < said.index("Desa Kracak")
    page.get_by_role("link", name="Cetak").click()
    assert "Perlu per minggu" in page.inner_text("main")
    narrow(page)

    page.goto(f"/indikator/{office.pk}/")
    assert page.locator(".j-big").inner_text() == "75,00\u00a0%"
    page.get_by_role("link", name="3.000.000 rupiah: buka barisnya").first.click()
    assert "2 baris" in page.inner_text("main")
    page.get_by_role("link", name="Desa Kracak").first.click()
    assert "Rekap mingguan ke-23" in page.inner_text("main")
    narrow(page)


def test_a_payment_held_by_a_collector_counts_once_it_is_deposited(world, open_page):
    by_objects(world)
    one = bill(world, 1, 60_000)
    page = open_page("operator", viewport=PHONE)
    page.goto(f"{BASE}sppt/")
    page.get_by_role("link", name=nop(1)).click()
    page.get_by_role("link", name="Catat pembayaran").click()
    page.get_by_label("Dibayar pada").fill("01-08-2019")
    page.get_by_label("Pokok yang dibayar, rupiah").fill("60.000")
    page.get_by_label("Saluran").select_option(COLLECTOR)
    page.get_by_label("Jabatan petugas").select_option("kadus")
    narrow(page)
    page.get_by_role("button", name="Simpan pembayaran").click()
    page.get_by_text("belum disetor").wait_for()
    page.goto(f"{BASE}petugas/")
    assert "lewat waktu" in page.inner_text("main")
    narrow(page)
    page.get_by_label(nop(1)).check()
    page.get_by_label("Disetor pada").fill("13-08-2019")
    page.get_by_label("Bukti setor").fill("STS 12")
    page.get_by_role("button", name="Simpan setoran").click()
    page.get_by_text("Setoran 1 pembayaran tersimpan").wait_for()
    page.goto(BASE)
    assert "100,00\u00a0%" in page.inner_text("#daftar")
    page.get_by_role("link", name="Desa Kracak").click()
    page.get_by_role("link", name="13 Agustus 2019").click()
    page.get_by_role("link", name=nop(1)).click()
    page.wait_for_url(f"**/sppt/{one.pk}/")
    narrow(page)


@pytest.mark.parametrize(("size", "theme"), LOOKS)
def test_every_page_can_be_read_by_everyone(world, open_page, size, theme):
    lesmana = village(world)
    opened(world)
    year = by_objects(world, lesmana, code=OTHER_CODE)
    one = bill(world, 1, 60_000, year=year, code=OTHER_CODE)
    paid = pay(world, one, date(2019, 6, 3), 10_000)
    pay(world, one, date(2019, 6, 4), 10_000, COLLECTOR)
    page = open_page("kasi", viewport=SIZES[size], color_scheme=theme)
    pages = (
        *(BASE, f"{BASE}cetak/", f"{BASE}sppt/", f"{BASE}kode-pajak/", f"{BASE}petugas/"),
        *(
            f"{BASE}petugas/catat/",
            f"/catatan/pbb/sppt/{one.pk}/",
            f"/catatan/pbb/sppt/{one.pk}/bayar/",
        ),
        f"{BASE}denda/?year=2025&principal=100000&due_on=30-06-2025&paid_on=15-09-2025",
        f"/catatan/pbb/pembayaran/{paid.pk}/batal/",
        f"/catatan/pbb/tahun-pajak/{year.pk}/",
    )
    assert unsound(page, pages) == []
