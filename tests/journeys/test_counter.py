"""The counter with the keyboard alone, a late finish, and the citizen's own page on a phone."""

import re

import pytest

from janji.core.workdays import Limit, LimitUnit
from janji.orgs.models import Region
from janji.registers.services.models import ReturnedFile, ServiceRequest
from tests.registers.counter import service

pytestmark = pytest.mark.journey

COUNTER = "/catatan/layanan/kecamatan-ajibarang/loket/"


@pytest.fixture
def counter(world):
    """Two services and two villages."""
    places = {"33.02.14": "Ajibarang", "33.02.14.2010": "Kracak", "33.02.14.2013": "Lesmana"}
    Region.objects.bulk_create(Region(code=code, name=name) for code, name in places.items())
    world.district.region_id = "33.02.14"
    world.district.save()
    service(world)
    service(world, "Legalisasi umum", limit=Limit(15, LimitUnit.MINUTES))
    return world


def test_a_request_with_the_keyboard_alone(counter, open_page):
    page = open_page("operator")
    page.goto(COUNTER)
    keys = page.keyboard
    assert page.evaluate("document.activeElement.name") == "service"
    keys.type("usaha")
    keys.press("Tab")
    page.get_by_label("KTP asli").wait_for()
    keys.type("Warga Contoh")
    keys.press("Tab")
    keys.press("Tab")
    keys.type("Les")
    for _ in range(4):
        keys.press("Tab")
    assert page.evaluate("document.activeElement.name") == "has"
    keys.press("Space")
    keys.press("Tab")
    keys.press("Space")
    keys.press("Enter")
    page.wait_for_url("**/tanda-terima/")
    made = ServiceRequest.objects.get()
    assert (made.applicant, made.village.name) == ("Warga Contoh", "Lesmana")
    assert page.get_by_text(made.follow_code).is_visible()
    assert page.locator("svg.j-qr").is_visible()
    # one key leads to the next request
    keys.press("Enter")
    page.wait_for_url(f"**{COUNTER}")
    assert page.evaluate("document.activeElement.name") == "service"
    assert page.get_by_role("link", name=made.number).is_visible()


def test_without_scripts_the_counter_serves_as_well(counter, open_page):
    page = open_page("operator", java_script_enabled=False)
    page.goto(COUNTER)
    page.get_by_label("Layanan", exact=True).fill("1")
    page.get_by_label("Nama pemohon").fill("Warga Contoh")
    page.get_by_label("Semua persyaratan").check()
    page.get_by_label("Nama pemohon").press("Enter")
    page.wait_for_url("**/tanda-terima/")
    assert ServiceRequest.objects.get().service.name == "Legalisasi umum"


def test_an_incomplete_file_goes_back(counter, open_page):
    page = open_page("operator")
    page.goto(COUNTER)
    page.keyboard.type("usaha")
    page.keyboard.press("Tab")
    page.get_by_label("KTP asli").check()
    page.get_by_text("Berkas tidak lengkap?").click()
    page.get_by_role("button", name="Kembalikan berkas").click()
    page.get_by_text("Kurang: Pengantar desa").wait_for()
    assert ReturnedFile.objects.get().missing == "Pengantar desa"
    assert not ServiceRequest.objects.exists()


def test_finished_late_and_followed_by_the_citizen_on_a_phone(counter, open_page):
    page = open_page("operator")
    page.goto(COUNTER)
    page.get_by_label("Layanan", exact=True).fill("usaha")
    page.get_by_label("Nama pemohon").fill("Warga Contoh")
    page.get_by_label("Diterima").fill("01-07-2026 09.00")
    page.get_by_label("KTP asli").check()
    page.get_by_label("Pengantar desa").check()
    page.get_by_role("button", name="Simpan permohonan").click()
    page.wait_for_url("**/tanda-terima/")
    made = ServiceRequest.objects.get()

    citizen = open_page(viewport={"width": 360, "height": 740})
    citizen.goto("/ikuti/")
    citizen.get_by_label("Nomor permohonan").fill(made.number)
    citizen.get_by_label("Kode").fill(made.follow_code.lower())
    citizen.get_by_role("button", name="Lihat permohonan").click()
    citizen.get_by_text("Tenggatnya sudah lewat").wait_for()
    assert citizen.get_by_text("Warga Contoh").count() == 0

    page.get_by_role("link", name="Buka permohonan").click()
    assert page.get_by_text(re.compile("lewat .* hari kerja")).is_visible()
    page.get_by_label("Tahap baru").select_option("finished")
    page.get_by_label("Catatan atau alasan").fill("Listrik padam")
    page.get_by_role("button", name="Simpan langkah").click()
    page.get_by_text("terlambat").first.wait_for()

    citizen.goto(f"/ikuti/?nomor={made.number}&kode={made.follow_code}")
    citizen.get_by_text("Permohonan Anda sudah selesai.").wait_for()
    citizen.get_by_label("Pengaduan Anda").fill("Menunggu lama sekali")
    citizen.get_by_role("button", name="Kirim pengaduan").click()
    citizen.get_by_text("sudah diterima dan akan diperiksa").wait_for()
    assert citizen.evaluate("document.documentElement.scrollWidth") <= 360
