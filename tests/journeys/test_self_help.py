"""A group written down on a phone, until it is counted and the figure opens down to it."""

from datetime import datetime

import pytest
from django.utils import timezone

from janji.agreements.queries import targets_of
from janji.registers.self_help.models import Group
from janji.registers.self_help.variables import FORMULA
from tests.agreements import stories
from tests.journeys.looking import LOOKS, SIZES, unsound
from tests.journeys.test_counted_figures import define, figure_on
from tests.registers.self_help_stories import (
    ZONE,
    active_group,
    close,
    group,
    lend,
    member,
    pay,
    record,
    require,
    unit,
)

pytestmark = pytest.mark.journey
NOW = datetime(2020, 1, 7, 10, 0, tzinfo=ZONE)
PHONE = {"width": 360, "height": 740}


@pytest.fixture(autouse=True)
def a_day_in_january(monkeypatch):
    """The year of the agreement is just over."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def fill(page, button, **typed):
    """A form sent as it is filled in; its fields by their names."""
    for name, said in typed.items():
        control = page.locator(f"main [name='{name}']")
        if control.evaluate("one => one.tagName") == "SELECT":
            control.select_option(said)
        else:
            control.fill(said)
    page.get_by_role("button", name=button).click()


def opened(page, link):
    page.get_by_role("link", name=link, exact=True).first.click()
    page.wait_for_load_state()


def test_a_group_becomes_active_and_the_figure_says_so(world, open_page):
    _, _, _, target = targets_of(stories.in_force(world))
    active_group(world, "Sri Rejeki")
    define(world, target, FORMULA)
    page = open_page("operator", viewport=PHONE)
    assert figure_on(page, target) == "100,00\u00a0%"

    page.goto("/catatan/ksm/kecamatan-ajibarang/")
    opened(page, "KSM baru")
    fill(page, "Simpan KSM", name="Mekar Sari", formed_on="01-03-2017")
    page.get_by_text("KSM Mekar Sari tercatat.").wait_for()
    assert figure_on(page, target) == "50,00\u00a0%"

    address = f"/catatan/ksm/satu/{Group.objects.get(name='Mekar Sari').pk}/"
    page.goto(address)
    for name in ("Painem", "Sarmi", "Kasmin"):
        opened(page, "Anggota baru")
        fill(page, "Simpan anggota", name=name, joined_on="01-03-2017")
    for name, post in (("Painem", "ketua"), ("Sarmi", "sekretaris"), ("Kasmin", "bendahara")):
        opened(page, "Pengurus baru")
        page.locator("[name=member]").select_option(label=name)
        fill(page, "Simpan pengurus", post=post, starts_on="01-03-2017")
    page.get_by_text("kegiatan TW III 2019 belum tercatat").wait_for()
    for day in ("05-08-2019", "05-11-2019"):
        opened(page, "Kegiatan baru")
        fill(page, "Simpan kegiatan", kind="pertemuan", day=day, evidence="Daftar hadir")
    page.get_by_text("Kegiatan tercatat.").wait_for()
    assert not page.get_by_text("Yang kurang:").is_visible()

    opened(page, "Pinjaman baru")
    agreed = {
        "number": "03/UPK/2019",
        "disbursed_on": "10-11-2019",
        "principal": "3.000.000",
        "months": "3",
        "first_due_on": "10-12-2019",
        "persons": "3",
    }
    fill(page, "Simpan pinjaman", **agreed)
    page.get_by_text("anggota kurang dari 5 orang").first.wait_for()
    fill(page, "Simpan pinjaman", exception="Musyawarah BKM")
    page.get_by_text("Pinjaman tercatat dengan jadwal angsurannya.").wait_for()
    opened(page, "03/UPK/2019")
    opened(page, "Catat angsuran")
    fill(page, "Simpan angsuran", day="10-12-2019", amount="1.000.000", evidence="Kuitansi 1")
    page.get_by_text("Angsuran tercatat.").wait_for()
    assert "Rp 3.000.000 − Rp 1.000.000 = Rp 2.000.000" in page.inner_text("main").replace(
        "\u00a0", " "
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    assert figure_on(page, target) == "100,00\u00a0%"
    assert "Dengan angkanya: 2 ÷ 2 × 100" in page.inner_text("section:has(#asal)")
    page.get_by_role("link", name="2 KSM").first.click()
    assert "2 baris" in page.inner_text("main")
    page.get_by_role("link", name="Mekar Sari").click()
    assert page.url.endswith(address)


@pytest.mark.parametrize(("size", "theme"), LOOKS)
def test_pages_are_sound(world, open_page, size, theme):
    unit(world)
    made = active_group(world)
    require(world, made, "books")
    record(world, made, timezone.localdate(NOW).replace(year=2019), "simpanan", 50_000)
    loan = lend(world, made, exception="Sisa program lama")
    pay(world, loan, loan.first_due_on, 400_000, 10_000)
    member(world, group(world, "Sri Rejeki"))
    closing = close(world, group(world, "Tunas Muda"))
    page = open_page("operator", viewport=SIZES[size], color_scheme=theme)
    home = "/catatan/ksm/"
    pages = (
        f"{home}kecamatan-ajibarang/",
        f"{home}kecamatan-ajibarang/rekap/",
        f"{home}desa-kracak/upk/",
        f"{home}satu/{made.pk}/",
        f"{home}satu/{closing.group_id}/",
        f"{home}satu/{made.pk}/pinjaman/",
        f"{home}pinjaman/{loan.pk}/",
    )
    assert unsound(page, pages) == []
