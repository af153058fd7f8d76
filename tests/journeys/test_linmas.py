"""A training written down on a phone: who came, what it brought them, the figure, who is left."""

from datetime import datetime

import pytest
from django.utils import timezone

from janji.agreements.queries import targets_of
from janji.indicators import actions as indicators
from janji.indicators.counting import open_terms
from janji.registers.linmas.models import Event
from janji.registers.linmas.variables import REGISTER
from tests.agreements import stories
from tests.cast import AT
from tests.journeys.looking import LOOKS, SIZES, unsound
from tests.registers.counter import ZONE
from tests.registers.linmas_stories import NAMES, event, give, member, tick
from tests.registers.village_books import picture

pytestmark = pytest.mark.journey
NOW = datetime(2019, 8, 14, 10, 0, tzinfo=ZONE)
PHONE = {"width": 360, "height": 740}
HOME = "/catatan/linmas/kecamatan-ajibarang/"


@pytest.fixture(autouse=True)
def a_wednesday_in_august(monkeypatch):
    """The house and the story live in the year of the agreement."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def target(world):
    """Four members, none trained yet, and an indicator that counts the trained ones."""
    found = targets_of(stories.in_force(world))[3]
    for name in NAMES[:4]:
        member(world, name, at=AT)
    formula = REGISTER.examples[0].formula
    proposed = indicators.draft_definition(
        version=found.indicator_version,
        formula=formula,
        terms={term.code: term.default for term in open_terms(formula)},
        wording=None,
        based_on=None,
        by=world.kasi,
        at=AT,
    )
    indicators.sign_definition(definition=proposed, based_on=1, by=world.camat, at=AT)
    return found


def is_narrow(page):
    return page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_attendance_on_a_phone_moves_the_figure_and_names_who_is_left(target, open_page):
    page = open_page("operator", viewport=PHONE)
    page.goto(f"/indikator/{target.pk}/")
    assert page.locator(".j-big").inner_text() == "0,00\u00a0%"

    page.goto(f"{HOME}kegiatan/")
    page.get_by_role("link", name="Kegiatan baru").click()
    page.get_by_label("Jenis").select_option("training")
    page.get_by_label("Nama kegiatan").fill("Pelatihan dasar Satlinmas")
    page.get_by_label("Tanggal").fill("12-08-2019")
    page.get_by_label("Jam pelajaran").fill("16")
    page.get_by_role("button", name="Simpan kegiatan").click()
    page.get_by_text("Centang yang hadir.").wait_for()
    for name in NAMES[:3]:
        page.get_by_label(name).check()
    assert is_narrow(page)
    page.get_by_role("button", name="Simpan kehadiran").click()
    page.get_by_text("3 kehadiran ditambahkan").wait_for()

    page.get_by_role("link", name="Nilai dan sertifikat").click()
    page.get_by_label(f"Nilai {NAMES[0]}").fill("87,5")
    page.get_by_label(f"Nomor sertifikat {NAMES[0]}").fill("SERT/01/2019")
    assert is_narrow(page)
    page.get_by_role("button", name="Simpan nilai").click()
    page.get_by_text("1 nilai atau sertifikat tercatat").wait_for()
    file = {"name": "daftar hadir.png", "mimeType": "image/png", "buffer": picture()}
    page.get_by_label("Berkas", exact=True).set_input_files(file)
    page.get_by_role("button", name="Simpan berkas").click()
    page.get_by_role("link", name="daftar hadir.png", exact=True).wait_for()

    page.goto(f"/indikator/{target.pk}/")
    assert page.locator(".j-big").inner_text() == "75,00\u00a0%"
    page.get_by_role("link", name="Lihat yang belum memenuhi").click()
    assert "1 baris" in page.inner_text("main")
    page.get_by_role("link", name=NAMES[3]).click()
    page.get_by_role("heading", name=NAMES[3]).wait_for()

    page.goto(f"{HOME}belum-dibina/")
    assert "1 dari 4 anggota belum dibina" in page.inner_text("main")
    assert page.get_by_role("link", name=NAMES[3]).is_visible()
    assert is_narrow(page)


def test_cancelled_by_mistake_it_is_taken_back_on_a_phone(world, target, open_page):
    held = event(world, kind="guidance", at=AT)
    page = open_page("operator", viewport=PHONE)
    page.goto(f"/catatan/linmas/acara/{held.pk}/")
    page.get_by_role("link", name="Batalkan", exact=True).click()
    page.get_by_label("Mengapa dibatalkan").fill("Salah baris")
    page.get_by_role("button", name="Batalkan kegiatan").click()
    page.get_by_role("link", name="Tarik pembatalan").click()
    page.get_by_label("Mengapa pembatalannya ditarik").fill("Kegiatannya berlangsung")
    page.get_by_role("button", name="Tarik pembatalan").click()
    page.get_by_text("kehadirannya dihitung lagi").wait_for()
    assert Event.objects.get().cancelled_at is None


@pytest.mark.parametrize(("size", "theme"), LOOKS)
def test_pages_are_sound(world, open_page, size, theme):
    one = member(world, NAMES[0])
    held = event(world, kind="training")
    tick(world, held, one)
    give(world, held, {one.pk: 80})
    page = open_page("operator", viewport=SIZES[size], color_scheme=theme)
    pages = (
        HOME,
        f"{HOME}kegiatan/",
        f"{HOME}belum-dibina/",
        f"{HOME}susunan/?per=02-06-2020",
        f"{HOME}laporan/",
        f"/catatan/linmas/anggota/{one.pk}/",
        f"/catatan/linmas/acara/{held.pk}/?desa=desa-kracak",
        f"/catatan/linmas/acara/{held.pk}/nilai/desa-kracak/",
    )
    assert unsound(page, pages) == []
