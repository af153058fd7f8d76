"""A body on a phone: written down, its programme and agenda, the evidence, and the verdict that follows."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from janji.registers.communities.models import Activity, ActivityFile, Community
from tests.journeys.looking import LOOKS, SIZES, unsound
from tests.registers.community_stories import (
    ZONE,
    active_body,
    agenda,
    attend,
    body,
    forum,
    officer,
    plan,
)

pytestmark = pytest.mark.journey

NOW = datetime(2019, 12, 30, 10, 0, tzinfo=ZONE)
PHONE = {"width": 360, "height": 740}
HOME = "/catatan/lembaga/kecamatan-ajibarang/"
PHOTO = {"name": "kerja bakti.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff\xe0 contoh"}


@pytest.fixture(autouse=True)
def the_end_of_the_year(monkeypatch):
    """The house and the story live in the year of the stories."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def test_from_a_new_body_to_an_active_one(world, open_page):
    held = forum(world)
    page = open_page("operator", viewport=PHONE)
    page.goto(HOME)
    page.get_by_role("link", name="Lembaga baru").click()
    page.get_by_label("Desa").select_option(label="Desa Kracak")
    page.get_by_label("Jenis").select_option("pkk")
    page.get_by_label("Nama", exact=True).fill("PKK Kracak")
    page.get_by_role("button", name="Simpan lembaga").click()
    page.get_by_text("tinggal tetapkan program kerja").wait_for()
    page.get_by_role("link", name="Tetapkan program").click()
    page.get_by_label("Ditetapkan").fill("12-01-2019")
    page.get_by_label("Dokumen").fill("Keputusan PKK 1/2019")
    page.get_by_role("button", name="Simpan program kerja").click()
    page.get_by_role("link", name="Agenda baru").click()
    page.get_by_label("Agenda").fill("Kerja bakti")
    page.get_by_role("button", name="Simpan agenda").click()
    page.get_by_text("ketua belum hadir pada musrenbang").first.wait_for()
    attend(world, held, Community.objects.get())
    page.get_by_role("link", name="Kerja bakti").click()
    page.get_by_label("Tanggal").fill("15-06-2019")
    page.get_by_label("Foto atau berkas bukti").set_input_files(PHOTO)
    page.get_by_role("button", name="Simpan hasil").click()
    page.get_by_role("link", name="kerja bakti.jpg").wait_for()
    assert page.get_by_text("belum aktif").count() == 0
    assert Activity.objects.get().evidence == "kerja bakti.jpg"
    assert ActivityFile.objects.get().content_type == "image/jpeg"
    page.goto(f"{HOME}?state=aktif")
    page.get_by_role("link", name="PKK Kracak").wait_for()


@pytest.mark.parametrize(("size", "theme"), LOOKS)
def test_pages_are_sound(world, open_page, size, theme):
    active_body(world)
    late = body(world, "PKK Kracak", "pkk")
    made = plan(world, late, date(2019, 4, 1))
    agenda(world, made, 3, 1)
    officer(world, late, starts_on=date(2015, 2, 1))
    page = open_page("kasi", viewport=SIZES[size], color_scheme=theme)
    pages = (
        HOME,
        f"{HOME}ringkasan/",
        f"{HOME}masa-bakti/",
        f"{HOME}baru/",
        f"/catatan/lembaga/satu/{late.pk}/",
        f"/catatan/lembaga/satu/{late.pk}/pengurus/",
        f"/catatan/lembaga/satu/{late.pk}/program/2019/",
        f"/catatan/lembaga/agenda/{made.activities.first().pk}/",
    )
    assert unsound(page, pages) == []
