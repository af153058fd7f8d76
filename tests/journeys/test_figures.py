"""A figure on a phone: defined, entered, counted in an indicator, put right, and every page of it sound."""

import pytest
from django.utils import timezone

from janji.indicators import actions as indicators
from janji.indicators.counting import open_terms
from janji.registers.catalogue import names_for
from janji.registers.figures.models import Entry, Figure
from tests.cast import AT
from tests.journeys.looking import LOOKS, SIZES, unsound
from tests.registers.figure_stories import NOW, define, enter, village

pytestmark = pytest.mark.journey
HOME = "/catatan/angka/kecamatan-ajibarang/"
PHONE = {"width": 360, "height": 740}
FORMULA = "ibu_diperiksa ÷ jumlah_ibu_hamil × 100"


@pytest.fixture(autouse=True)
def a_day_after_the_year(monkeypatch):
    """The house and the story live just after the year of the agreement."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_from_a_definition_to_the_indicator_and_back_to_the_entry(office, open_page):
    world, targets = office
    define(world, title="Ibu hamil")
    planner = open_page("kasi", viewport=PHONE)
    planner.goto(HOME)
    planner.get_by_role("link", name="Angka baru").click()
    planner.get_by_label("Nama angka").fill("Ibu hamil yang diperiksa")
    planner.get_by_label("Kode untuk rumus").fill("ibu_diperiksa")
    planner.get_by_label("Definisi", exact=True).fill("Ibu hamil yang diperiksa bidan.")
    planner.get_by_label("Satuan").fill("orang")
    planner.get_by_label("Diminta", exact=True).select_option("quarterly")
    planner.get_by_label("Sumber data").fill("Register kohort")
    planner.get_by_label("Diminta sejak").fill("01-01-2019")
    planner.get_by_role("button", name="Periksa bunyinya").click()
    planner.get_by_text("ibu_diperiksa ÷ … × 100").wait_for()
    assert fits(planner)
    planner.get_by_role("button", name="Simpan angka").click()
    planner.get_by_role("heading", name="Ibu hamil yang diperiksa").wait_for()
    assert fits(planner)

    names = names_for(world.district)
    target = targets[3]
    proposed = indicators.draft_definition(
        version=target.indicator_version,
        formula=FORMULA,
        terms={term.code: term.default for term in open_terms(FORMULA, names)},
        wording=None,
        based_on=None,
        by=world.kasi,
        at=AT,
    )
    indicators.sign_definition(definition=proposed, based_on=1, by=world.camat, at=AT)
    seen, every = (Figure.objects.get(code=one) for one in ("ibu_diperiksa", "jumlah_ibu_hamil"))
    enter(world, every, tw1="70", tw2="75", tw3="80")
    enter(world, seen, tw1="63", tw2="70", tw3="76")

    clerk = open_page("operator", viewport=PHONE)
    clerk.goto(f"/indikator/{target.pk}/")
    assert clerk.locator(".j-big").inner_text() == "–"
    assert "3 dari 4 isian masuk" in clerk.inner_text("section:has(#asal)")
    clerk.goto(HOME)
    clerk.get_by_role("link", name="Isi angka").first.click()
    assert "Desember 2019" in clerk.inner_text("main")
    assert fits(clerk)
    clerk.get_by_label("Nilai, Ibu hamil, Kecamatan Ajibarang").fill("75")
    clerk.get_by_label("Nilai, Ibu hamil yang diperiksa, Kecamatan Ajibarang").fill("76")
    clerk.keyboard.press("Enter")
    clerk.get_by_text("2 isian untuk Desember 2019 tersimpan.").wait_for()

    clerk.goto(f"/indikator/{target.pk}/")
    assert clerk.locator(".j-big").inner_text() == "95,00\u00a0%"
    clerk.get_by_role("link", name="285 orang: buka barisnya").click()
    assert "4 baris" in clerk.inner_text("main")
    clerk.get_by_role("row").filter(has_text="TW II 2019").get_by_role("link").click()
    clerk.get_by_label("Nilai").fill("73")
    clerk.get_by_label("Alasan pembetulan").fill("Satu lembar terlewat")
    clerk.get_by_role("button", name="Simpan pembetulan").click()
    clerk.get_by_text("Semula 70, menjadi 73.").wait_for()
    assert fits(clerk)
    clerk.goto(f"/indikator/{target.pk}/")
    assert clerk.locator(".j-big").inner_text() == "96,00\u00a0%"


@pytest.mark.parametrize(("size", "theme"), LOOKS)
def test_its_pages_are_sound(world, open_page, size, theme):
    villages = [world.village, village(world, "Desa Lesmana")]
    flow = define(world, frequency="monthly", decimals=2)
    asked = define(world, code="balita", title="Balita", kind="state", asked_of="villages")
    entry, *_ = enter(world, flow, m01="12.5", m02="13", m03="1250", m06="7")
    enter(world, asked, office=villages[0], tw1="40", tw2="41", tw3="42", tw4="44")
    enter(world, asked, office=villages[1], because="Posyandu libur", tw3=None)
    page = open_page("kasi", viewport=SIZES[size], color_scheme=theme)
    pages = (
        HOME + "?year=2019",
        HOME + "baru/",
        HOME + "isi/?periode=2019-04",
        HOME + f"isi/?angka={asked.pk}&periode=2019-12",
        HOME + f"angka/{flow.pk}/?tahun=2019",
        HOME + f"angka/{asked.pk}/?tahun=2019&periode=2019-09",
        f"/catatan/angka/isian/{entry.pk}/",
        f"/catatan/angka/definisi/{flow.pk}/",
        f"/catatan/angka/definisi/{flow.pk}/akhiri/",
        "/catatan/impor/figures/kecamatan-ajibarang/",
    )
    assert unsound(page, pages) == []
    assert Entry.objects.count() == 9
