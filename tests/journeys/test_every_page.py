"""Every page, on a phone and on a desk, light and dark: no axe finding, nothing cut off."""

from dataclasses import replace

import pytest

from janji.agreements import actions
from janji.agreements.documents.agreement.content import as_docx
from janji.calendars.actions import seed_calendar
from tests.agreements import stories
from tests.cast import AT
from tests.documents.paper import paper
from tests.journeys.looking import ALL_LOOKS, walk
from tests.measurements.test_recording import counts, record

pytestmark = pytest.mark.journey

OTHERWISE = tuple(replace(one, text=f"{one.text} desa") for one in stories.TEXT.objectives)


@pytest.mark.parametrize(("size", "theme"), ALL_LOOKS)
def test_pages_are_sound(office, open_page, size, theme):
    world, targets = office
    record(targets[0], world.operator, counts("150", "300"), 1)
    reading = actions.keep_reading(
        name="naskah.docx", data=as_docx(paper(stories.TEXT)), by=world.perencana, at=AT
    )
    discarded = actions.keep_reading(
        name="lama.docx", data=as_docx(paper(stories.TEXT)), by=world.perencana, at=AT
    )
    actions.discard_reading(reading=discarded, by=world.perencana, at=AT)
    corrected = replace(stories.TEXT, year=2018, place="Purwokerto", objectives=OTHERWISE)
    stored = actions.keep_reading(
        name="tersimpan.docx", data=as_docx(paper(stories.TEXT)), by=world.perencana, at=AT
    )
    actions.store_reading(
        reading=stored, org_unit=world.district, text=corrected, by=world.perencana, at=AT
    )
    draft = stories.draft(world, replace(stories.TEXT, year=2020))
    proposed = stories.propose(stories.complete_for(world, 2021), world)
    key, target = targets[0].objective.agreement_id, targets[0].pk
    seed_calendar(org_unit=world.government, first_year=2019, last_year=2019, by=world.admin, at=AT)
    tour = {
        None: ["/masuk/"],
        "perencana": [
            "/beranda/kecamatan-ajibarang/2019/",
            "/beranda/kecamatan-ajibarang/2020/",
            "/beranda/kecamatan-ajibarang/2021/",
            "/perjanjian/",
            "/perjanjian/?q=tidak-ada",
            "/perjanjian/baca/",
            "/perjanjian/baru/",
            "/perjanjian/bacaan/",
            *(f"/perjanjian/bacaan/{one.pk}/" for one in (reading, discarded, stored)),
            "/perjanjian/koreksi/kecamatan-ajibarang/",
            f"/perjanjian/{key}/",
            f"/perjanjian/{draft.pk}/",
            f"/perjanjian/{draft.pk}/naskah/",
            f"/perjanjian/{draft.pk}/cara-ukur/",
            f"/perjanjian/{draft.pk}/hapus/",
            "/pengukuran/kecamatan-ajibarang/2019/",
            f"/pengukuran/isi/{target}/1/",
            f"/indikator/{target}/",
            "/akun/kata-sandi/",
            "/tidak-ada/",
        ],
        "bupati": ["/beranda/", "/pengaturan/penilaian/kecamatan-ajibarang/"],
        "camat": [f"/perjanjian/{proposed.pk}/tanda-tangan/"],
        "admin": [
            "/pengaturan/",
            "/pengaturan/kantor/",
            "/pengaturan/kantor/kecamatan-ajibarang/",
            "/pengaturan/kantor/baru/",
            "/pengaturan/akun/",
            "/pengaturan/akun/baru/",
            f"/pengaturan/akun/{world.kasi.pk}/",
            "/pengaturan/wilayah/",
            "/pengaturan/riwayat/",
            "/pengaturan/kalender/kabupaten-banyumas/2019/",
            "/pengaturan/kalender/kabupaten-banyumas/2018/",
            "/pengaturan/kalender/kabupaten-banyumas/jam/",
        ],
    }
    assert walk(open_page, tour, size, theme) == []


def test_the_theme_is_chosen_and_remembered(office, open_page):
    page = open_page("camat", color_scheme="light")
    page.locator("summary", has_text="Wiryo Santosa").click()
    page.get_by_role("button", name="Ganti terang atau gelap").click()
    assert page.locator("html").get_attribute("data-bs-theme") == "dark"
    page.reload()
    assert page.locator("html").get_attribute("data-bs-theme") == "dark"


def test_the_keyboard_reaches_the_content_first(office, open_page):
    page = open_page("camat")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Langsung ke isi"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "isi"


def test_a_wrong_entry_is_read_out_and_nothing_typed_is_lost(office, open_page):
    _, targets = office
    page = open_page("operator")
    page.goto(f"/pengukuran/isi/{targets[0].pk}/1/")
    page.locator("[name=numerator]").fill("seratus")
    page.locator("[name=denominator]").fill("300")
    page.get_by_role("button", name="Simpan realisasi").click()
    assert page.evaluate("document.activeElement.id") == "kesalahan"
    assert page.locator("[name=numerator]").input_value() == "seratus"
    assert page.locator("[name=numerator]").get_attribute("aria-invalid") == "true"
