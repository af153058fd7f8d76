"""Every page of the services register, on a phone and on a desk, light and dark, full and empty."""

from datetime import date

import pytest

from janji.core.service_life import Stage
from janji.orgs.models import Region
from janji.registers.services import actions
from tests.journeys.looking import LOOKS, SIZES, findings, walk
from tests.registers.counter import NOW, at, move, receive, service
from tests.registers.test_services_sheets import bring, row

pytestmark = pytest.mark.journey

BASE = "/catatan/layanan/kecamatan-ajibarang/"
MONTH = f"{BASE}laporan/?bulan=2019-07"
LONG = "Pencatatan pindah datang warga negara Indonesia antarprovinsi dalam satu keluarga"


@pytest.fixture
def full(world):
    """A register with a request in every sort of state; gives the addresses to visit by person."""
    Region.objects.bulk_create(
        Region(code=code, name=name)
        for code, name in {"33.02.14": "Ajibarang", "33.02.14.2010": "Kracak"}.items()
    )
    world.district.region_id = "33.02.14"
    world.district.save()
    civil = service(
        world, LONG, kind="civil_registration", code="pindah", issued_by="Dinas Kependudukan"
    )
    usaha = service(world)
    sent = move(world, receive(world, civil, at(7, 1)), Stage.FORWARDED, at(7, 2))
    running = receive(world, usaha, at(7, 1), name="Nama yang sangat panjang " * 5)
    outage = actions.PauseReason("central_system", "Pengumuman " * 20)
    paused = actions.pause_request(
        request=running, reason=outage, starts_at=at(7, 2), based_on=1, by=world.operator, at=NOW
    )
    actions.correct_request(
        request=paused,
        details={"people": 4},
        reason="Salah hitung",
        based_on=2,
        by=world.operator,
        at=NOW,
    )
    late = move(world, receive(world, usaha, at(7, 1)), Stage.FINISHED, at(7, 9), notes="Padam")
    complaint = actions.record_complaint(
        org_unit=world.district,
        request=late,
        channel="letter",
        content="Menungguterlalulama" * 20,
        received_on=date(2019, 7, 10),
        by=world.operator,
        at=NOW,
    )
    actions.decide_complaint(
        complaint=complaint, is_justified=True, based_on=1, by=world.kasi, at=NOW
    )
    batch = bring(world, row(), row(what="Sulap"))
    one = f"/catatan/layanan/permohonan/{running.pk}/"
    return {
        "kasi": [
            BASE,
            f"{BASE}?q=tidak-ada",
            f"{BASE}loket/",
            f"{BASE}katalog/",
            f"{BASE}katalog/baru/",
            f"{BASE}pengaduan/",
            f"{BASE}pengaduan/baru/",
            MONTH,
            one,
            f"{one}tanda-terima/",
            f"{one}jeda/",
            f"{one}lanjut/",
            f"{one}betulkan/",
            f"/catatan/layanan/permohonan/{sent.pk}/",
            f"/catatan/layanan/katalog/{civil.pk}/",
            f"/catatan/layanan/katalog/{civil.pk}/standar/",
            f"/catatan/layanan/pengaduan/{complaint.pk}/",
            "/catatan/kecamatan-ajibarang/",
            "/catatan/impor/services/kecamatan-ajibarang/",
            f"/catatan/impor/{batch.pk}/",
        ],
        "inspektorat": [f"{BASE}loket/", one, f"/catatan/layanan/pengaduan/{complaint.pk}/"],
        None: [
            "/ikuti/",
            "/ikuti/?nomor=2019/000001&kode=SALAH",
            f"/ikuti/?nomor={sent.number}&kode={sent.follow_code}",
            f"/ikuti/?nomor={running.number}&kode={running.follow_code}",
        ],
    }


@pytest.mark.parametrize(("size", "theme"), LOOKS)
def test_pages_are_sound(full, open_page, size, theme):
    assert walk(open_page, full, size, theme) == []


def test_empty_pages_are_sound(world, open_page):
    empty = [BASE, f"{BASE}loket/", f"{BASE}katalog/", f"{BASE}pengaduan/", MONTH]
    assert walk(open_page, {"kasi": empty}, "phone", "light") == []


def test_a_wrong_entry_at_the_counter_is_sound(full, open_page):
    page = open_page("kasi", viewport=SIZES["phone"])
    page.goto(f"{BASE}loket/")
    page.get_by_label("Layanan", exact=True).fill("usaha")
    page.get_by_label("Nama pemohon").fill("Warga")
    page.get_by_label("KTP asli").check()
    page.get_by_role("button", name="Simpan permohonan").click()
    page.get_by_text("Belum diperiksa: Pengantar desa").first.wait_for()
    assert page.evaluate("document.activeElement.id") == "kesalahan"
    assert page.get_by_label("KTP asli").is_checked()
    assert findings(page) == []
