"""A visit written down on a phone with its photo, a draft answered in time: the village counts."""

from datetime import datetime

import pytest
from django.utils import timezone

from janji.core.village_budgets import Stage
from janji.registers.village_budgets import queries
from janji.registers.village_budgets.models import Visit
from tests.journeys.looking import LOOKS, SIZES, findings
from tests.registers.budget_stories import (
    ANSWERED,
    RECEIVED,
    brought,
    cycle,
    evaluate,
    summary,
    upload,
    visit,
)
from tests.registers.counter import ZONE

pytestmark = pytest.mark.journey

NOW = datetime(2020, 1, 15, 10, 0, tzinfo=ZONE)
PHONE = {"width": 360, "height": 740}
HOME = "/catatan/apbdes/kecamatan-ajibarang/"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)


@pytest.fixture(autouse=True)
def in_january(monkeypatch):
    """The house lives in the January after the year."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_from_the_visit_to_the_counted_village(world, open_page):
    village = world.village
    draft = cycle(world, village, **RECEIVED)
    phone = open_page("operator", viewport=PHONE)

    phone.goto(HOME)
    phone.get_by_role("link", name="Catat kunjungan").click()
    phone.get_by_label("Jenis", exact=True).select_option("MONEV_FISIK")
    phone.get_by_label("Tanggal").fill("14-05-2019")
    phone.get_by_label("Materi").fill("Jalan usaha tani")
    phone.get_by_label("Foto").set_input_files(
        {"name": "IMG_1.png", "mimeType": "image/png", "buffer": PNG}
    )
    phone.get_by_label("Nomor berita acara").fill("412/21/V/2019")
    assert fits(phone)
    phone.get_by_role("button", name="Simpan kunjungan").click()
    phone.get_by_text("Kunjungan tersimpan.").wait_for()
    assert phone.get_by_role("link", name="IMG_1.png").is_visible()
    assert fits(phone)
    made = Visit.objects.get()
    assert (made.org_unit, made.files.get().kind) == (village, "foto")

    # The draft was received in August; its letter went out on the ninth working day.
    phone.goto(f"/catatan/apbdes/rancangan/{draft.pk}/")
    assert "Kelalaian kecamatan" in phone.inner_text("main")
    phone.get_by_role("link", name="Isi tanggal dan hasil").click()
    phone.get_by_label("Tanggal surat hasil").fill("20-08-2019")
    phone.get_by_label("Nomor surat hasil").fill("900/77/2019")
    phone.locator("select[name=outcome]").select_option("SESUAI")
    assert fits(phone)
    phone.get_by_role("button", name="Simpan tanggal dan hasil").click()
    phone.get_by_text("9 dari 20 hari kerja terpakai").wait_for()
    draft.refresh_from_db()
    assert queries.cycle_page(draft, NOW.date()).stage is Stage.CONFORMS

    phone.goto(f"{HOME}indikator/?tahun=2019")
    said = phone.inner_text("main")
    assert "100,00\u00a0%" in said
    assert "Keduanya: evaluasi dengan surat hasil dan monitoring" in said
    assert fits(phone)


@pytest.mark.parametrize(("size", "theme"), LOOKS)
def test_pages_are_sound(world, open_page, size, theme):
    village = world.village
    draft = cycle(
        world,
        village,
        **ANSWERED | {"outcome": "TIDAK_SESUAI", "correct_until": ANSWERED["result_on"]},
    )
    cycle(world, village, change=2, **RECEIVED)
    summary(world, draft)
    evaluate(world, draft, A3="ADD melebihi pagu")
    visited = visit(world, village, findings="Kuitansi belum ada", files={"foto": [upload()]})
    came = brought(world, village)
    page = open_page("kasi", viewport=SIZES[size], color_scheme=theme)
    wrong = []
    for address in (
        HOME,
        f"{HOME}rancangan/",
        f"{HOME}rancangan/baru/",
        f"{HOME}kunjungan/?state=tidak-ada",
        f"{HOME}kunjungan/",
        f"{HOME}kunjungan/baru/",
        f"{HOME}laporan/?tahun=2019",
        f"{HOME}laporan/terima/",
        f"{HOME}indikator/?tahun=2019",
        f"{HOME}batas-waktu/",
        "/catatan/apbdes/desa-kracak/desa/",
        f"/catatan/apbdes/rancangan/{draft.pk}/",
        f"/catatan/apbdes/rancangan/{draft.pk}/tanggal/",
        f"/catatan/apbdes/rancangan/{draft.pk}/ringkasan/",
        f"/catatan/apbdes/rancangan/{draft.pk}/realisasi/",
        f"/catatan/apbdes/rancangan/{draft.pk}/periksa/",
        f"/catatan/apbdes/kunjungan/{visited.pk}/",
        f"/catatan/apbdes/kunjungan/{visited.pk}/betulkan/",
        f"/catatan/apbdes/kunjungan/{visited.pk}/tindak-lanjut/",
        f"/catatan/apbdes/kunjungan/{visited.pk}/batalkan/",
        f"/catatan/apbdes/laporan/{came.pk}/",
    ):
        answer = page.goto(address)
        assert answer.status == 200, address
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        wrong += [f"{address}: {one}" for one in findings(page)]
        wrong += [f"{address}: {wide} px too wide"] if wide > 0 else []
    assert not wrong, "\n".join(wrong)
