"""Old agreements read in: many at once, each beside what was read of it, and the next one remembers."""

from dataclasses import replace

import pytest

from janji.agreements import queries
from janji.agreements.documents.agreement.content import as_docx
from janji.agreements.models import Agreement, Reading
from tests.agreements import stories
from tests.documents.paper import paper
from tests.journeys.looking import SIZES, findings

pytestmark = pytest.mark.journey

PRINTED, MEANT = "Persentase kcbun terawat", "Persentase kebun terawat"


def document(year):
    """A paper on which a letter of the first indicator was misread long ago."""
    first, *others = stories.TEXT.objectives
    one, *rest = first.indicators
    first = replace(first, indicators=(replace(one, text=PRINTED), *rest))
    return as_docx(paper(replace(stories.TEXT, year=year, objectives=(first, *others))))


@pytest.fixture
def drawer(tmp_path):
    """Two years' agreements, and a picture that is none."""
    files = {
        "pk-2019.docx": document(2019),
        "foto.png": b"\x89PNG\r\n\x1a\n",
        "pk-2020.docx": document(2020),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    return [tmp_path / name for name in files]


def upload(page, drawer):
    page.goto("/perjanjian/baca/")
    page.get_by_label("Berkas perjanjian").set_input_files(drawer)
    page.get_by_role("button", name="Baca", exact=True).click()


def outcomes(page):
    return page.locator("[data-outcomes] li")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_many_are_read_and_the_next_document_remembers(world, open_page, drawer, scripts):
    page = open_page("perencana", java_script_enabled=scripts)
    upload(page, drawer)
    if scripts:
        page.get_by_text("Selesai: 2 dari 3 berkas terbaca.").wait_for()
    first, refused, second = outcomes(page).all()
    assert "Ditolak" in refused.inner_text()
    assert "pk-2020.docx" in second.inner_text()
    first.get_by_role("link", name="Periksa").click()

    # Where a field was read, and back.
    card = page.locator("fieldset", has=page.locator("[name=s0i0-text]")).last
    card.get_by_role("link", name="Lihat asal Indikator").click()
    source = page.locator(":target")
    assert PRINTED in source.inner_text()
    source.get_by_role("link", name="Indikator").click()
    assert page.url.endswith("#id_s0i0-text")

    page.locator("[name=s0i0-text]").fill(MEANT)
    page.get_by_role("button", name="Simpan sebagai draf").click()
    stored = Agreement.objects.get()
    assert queries.agreement_text(stored).indicators[0].text == MEANT

    page.goto("/perjanjian/bacaan/")
    page.get_by_role("link", name="pk-2020.docx").click()
    assert page.locator("[name=s0i0-text]").input_value() == MEANT
    remark = page.get_by_role("link", name=f"Naskah menulis “{PRINTED}”")
    remark.click()
    assert page.url.endswith("#id_s0i0-text")

    # What is remembered can be forgotten.
    page.get_by_role("link", name="Koreksi yang diingat").click()
    assert PRINTED in page.inner_text("main")
    page.get_by_role("button", name="Lupakan").click()
    assert "Belum ada koreksi" in page.inner_text("main")
    page.goto("/perjanjian/bacaan/")
    page.get_by_role("link", name="pk-2020.docx").click()
    assert page.locator("[name=s0i0-text]").input_value() == PRINTED


def test_progress_is_told_while_files_are_read(world, open_page, drawer):
    page = open_page("perencana")
    page.goto("/perjanjian/baca/")
    held = []
    page.route("**/perjanjian/baca/", lambda one: one.continue_() if held else held.append(one))
    page.get_by_label("Berkas perjanjian").set_input_files(drawer)
    page.get_by_label("Berkas perjanjian").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Membaca berkas 1 dari 3: pk-2019.docx").wait_for()
    said = [one.inner_text() for one in outcomes(page).all()]
    assert ["Sedang dibaca" in one for one in said] == [True, False, False]
    assert ["Menunggu" in one for one in said] == [False, True, True]
    assert page.get_by_role("button", name="Baca", exact=True).is_disabled()
    assert findings(page) == []

    held[0].abort()  # the line breaks off: that file alone is lost
    page.get_by_text("Selesai: 1 dari 3 berkas terbaca.").wait_for()
    assert "Tidak terkirim" in outcomes(page).first.inner_text()
    assert [one.name for one in Reading.objects.all()] == ["pk-2020.docx"]
    assert page.evaluate("document.activeElement.textContent") == "Baca"


def test_what_is_changed_counts_as_looked_at(world, open_page, drawer):
    page = open_page("perencana")
    upload(page, drawer[:1])
    Reading.objects.update(content=with_problem(Reading.objects.get().content))
    page.reload()
    assert "1 hal perlu dilihat:" in page.inner_text("main")
    page.locator("[name=n-place]").fill("Purwokerto")
    page.keyboard.press("Tab")
    assert "1 hal perlu dilihat, 1 sudah diubah:" in page.inner_text("main")


def with_problem(content):
    problem = {"code": "place-unreadable", "where": "place", "facts": {}}
    return content | {"problems": [problem]}


def test_on_a_phone_the_source_stands_below_and_only_its_tables_are_wide(world, open_page, drawer):
    page = open_page("perencana", viewport=SIZES["phone"], reduced_motion="reduce")
    upload(page, drawer[:1])
    page.get_by_role("link", name="Isi dokumen").click()
    assert page.locator("#asal").evaluate("one => one.getBoundingClientRect().top") < 700
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide == SIZES["phone"]["width"]
