"""A quarter's way through five hands: submitted, returned, put right, approved; then a row changes."""

from datetime import datetime

import pytest
from django.utils import timezone

from janji.measurements.models import OfficeQuarter
from tests.indicators.test_definitions import propose, sign
from tests.journeys.looking import LOOKS, SIZES, unsound
from tests.measurements.quarters import approved, filled, submit
from tests.measurements.test_counted_figures import a_book
from tests.measurements.test_official_figures import one_more
from tests.registers.counter import ZONE

pytestmark = pytest.mark.journey

NOW = datetime(2020, 1, 7, 10, 0, tzinfo=ZONE)
PAGE = "/pengukuran/kecamatan-ajibarang/2019/1/"


@pytest.fixture(autouse=True)
def the_first_week_of_the_next_year(monkeypatch):
    """The house and the story live in the year of the stories."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def counted(world):
    """Three figures are typed by the planner, the fourth is counted at the counter: 2 of 3."""
    targets = filled(world, by=world.perencana)
    offered = a_book(world)
    sign(world, propose(world, targets[3].indicator_version))
    return targets, offered


def test_from_the_planner_to_the_head_and_what_drifts_afterwards(world, counted, open_page):
    targets, offered = counted
    planner = open_page("perencana")
    planner.goto("/pengukuran/kecamatan-ajibarang/2019/")
    planner.get_by_role("link", name="Buka TW I", exact=True).click()
    planner.get_by_role("button", name="Sampaikan pengukuran").click()
    planner.get_by_role("heading", name="Angka yang dibekukan").wait_for()

    verifier = open_page("verifikator")
    verifier.goto(PAGE)
    verifier.get_by_label("Alasan").fill("Penyebut indikator pertama belum cocok")
    verifier.get_by_role("button", name="Kembalikan").click()

    planner.goto(PAGE)
    note = planner.get_by_role("note")
    note.get_by_text("Penyebut indikator pertama belum cocok").wait_for()
    said = targets[0].indicator_version.text
    planner.get_by_role("link", name=f"Ubah {said}", exact=True).click()
    planner.get_by_label("Jumlah kebun terawat").fill("151")
    planner.get_by_role("button", name="Simpan realisasi").click()
    assert planner.url.endswith(PAGE)
    planner.get_by_role("button", name="Sampaikan pengukuran").click()

    verifier.goto(PAGE)
    verifier.get_by_text("151 dari 300").wait_for()
    verifier.get_by_role("button", name="Verifikasi").click()
    head = open_page("camat")
    head.goto(PAGE)
    head.get_by_role("button", name="Setujui").click()
    head.get_by_text("disetujui").first.wait_for()
    assert OfficeQuarter.objects.get().state == "approved"

    one_more(world, offered)
    head.goto(PAGE)
    head.get_by_text("semula 2 dari 3, sekarang 3 dari 4").wait_for()
    head.goto(f"/indikator/{targets[3].pk}/")
    head.get_by_text("menurut catatan sekarang 3 dari 4").wait_for()


@pytest.mark.parametrize(("size", "theme"), LOOKS)
def test_pages_are_sound(world, counted, open_page, size, theme):
    targets, offered = counted
    approved(world)
    one_more(world, offered)
    submit(
        world,
        2,
        at=NOW,
        reasons={one.pk: "Banjir di lima desa, buku belum kering" for one in targets},
    )
    page = open_page("camat", viewport=SIZES[size], color_scheme=theme)
    addresses = (
        PAGE,
        PAGE.replace("/1/", "/2/"),
        PAGE.replace("/1/", "/3/"),
        f"{PAGE}?putaran=1",
        "/pengukuran/kecamatan-ajibarang/2019/",
        "/beranda/kecamatan-ajibarang/2019/",
        "/pengaturan/kantor/kecamatan-ajibarang/pengganti/",
    )
    assert unsound(page, addresses) == []
