"""A budget in a browser: written down, approved, taken into the agreement, and spent month by month."""

from datetime import datetime

import pytest
from django.utils import timezone

from janji.agreements import queries as agreements
from janji.budgets import actions, queries
from janji.budgets.models import Spending
from tests.agreements.stories import complete
from tests.budgets.stories import OFFICE, SERVICE, YEAR, approved, draft, record, spent
from tests.journeys.looking import LOOKS, SIZES, findings
from tests.registers.counter import ZONE

pytestmark = pytest.mark.journey

NOW = datetime(2019, 12, 31, 10, 0, tzinfo=ZONE)
PHONE = {"width": 360, "height": 740}
HOME = "/anggaran/kecamatan-ajibarang/2019/"


@pytest.fixture(autouse=True)
def the_last_day_of_the_year(monkeypatch):
    """The house and the story live in the year of the stories."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def test_from_the_paper_to_the_agreement_and_the_first_month(world, open_page):
    agreement = complete(world)
    page = open_page("perencana", viewport=PHONE)
    page.goto(HOME)
    page.get_by_role("link", name="Catat DPA 2019").click()
    page.get_by_label("Nomor dokumen").fill("DPA/7.01/2019")
    page.get_by_label("Jumlah menurut dokumen").fill("25.000.000")
    page.get_by_role("button", name="Buat draf").click()
    page.get_by_label("Kode sub-kegiatan").fill("7.01.02.201.01")
    page.get_by_label("Nama sub-kegiatan").fill("Pelayanan kepada masyarakat")
    page.get_by_label("Pagu (rupiah)").fill("25.000.000")
    page.get_by_label("Nama program").fill("Program Pelayanan Publik")
    page.get_by_label("Nama kegiatan").fill("Koordinasi pemerintahan")
    page.get_by_role("button", name="Tambah", exact=True).click()
    page.get_by_text("sampai rupiah").wait_for()
    page.get_by_label("Tanggal penetapan").fill("4 Januari 2019")
    page.get_by_role("button", name="Tetapkan dokumen").click()
    page.get_by_role("heading", name="Program, kegiatan, sub-kegiatan").wait_for()

    page.goto(f"/perjanjian/{agreement.pk}/naskah/")
    page.get_by_role("link", name="Ambil dari anggaran").click()
    page.get_by_role("button", name="Simpan naskah").click()
    page.get_by_text("Draf ini lengkap").wait_for()
    (programme,) = agreements.budget_of(agreement).programmes
    assert (programme.name, programme.amount) == ("Program Pelayanan Publik", 25000000)

    page.get_by_role("link", name="Rincian anggaran dan realisasi 2019").click()
    page.get_by_role("link", name="Catat realisasi").click()
    page.get_by_label("Sampai bulan", exact=True).select_option(label="Maret")
    page.get_by_role("button", name="Pilih bulan").click()
    page.get_by_label("Realisasi sampai bulan ini, 7.01.02.2.01.01").fill("20.000.000")
    page.get_by_role("button", name="Simpan realisasi").click()
    page.get_by_text("80,00").first.wait_for()
    kept = Spending.objects.get()
    assert (kept.month, kept.amount) == (3, 20000000)
    assert queries.absorption_of(world.district, YEAR, 3).percent == 80


@pytest.mark.parametrize(("size", "theme"), LOOKS)
def test_pages_are_sound(world, open_page, size, theme):
    approved(world)
    record(world, spent(OFFICE, 1, "20000000"), spent(SERVICE, 1, "10000000"))
    (late,) = record(world, spent(OFFICE, 2, "410000000", "Menunggu perubahan anggaran"))
    actions.correct_spending(
        spending=late,
        amount=late.amount + 1,
        reason="Salah ketik",
        based_on=late.edition,
        by=world.perencana,
        at=NOW,
    )
    draft(world)
    page = open_page("perencana", viewport=SIZES[size], color_scheme=theme)
    wrong = []
    for address in (
        "/anggaran/",
        HOME,
        "/anggaran/kecamatan-ajibarang/2018/",
        "/anggaran/kecamatan-ajibarang/2018/baru/",
        f"{HOME}realisasi/?bulan=3",
        f"{HOME}realisasi/{late.code}/2/",
        f"{HOME}riwayat/",
        f"{HOME}dokumen/0/",
        f"{HOME}dokumen/0/buka/",
        f"{HOME}dokumen/1/",
        f"{HOME}dokumen/1/baris/{late.code}/",
        "/catatan/impor/budgets/kecamatan-ajibarang/",
    ):
        answer = page.goto(address)
        assert answer.ok, address
        wrong += [f"{address} {one}" for one in findings(page)]
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > SIZES[size]["width"]:
            wrong.append(f"{address} is {wide} wide")
    assert wrong == []
