"""A year judged: the office says why, the evaluator writes and publishes, the head opens it down to the figure."""

import pytest
from django.utils import timezone

from janji.agreements.queries import targets_of
from janji.evaluation.models import Evaluation, Explanation
from tests.budgets import stories as budgets
from tests.evaluation import stories
from tests.evaluation.stories import NOW
from tests.evaluation.test_evaluating import also_evaluates, publish, write
from tests.journeys.looking import LOOKS, walk

pytestmark = pytest.mark.journey

OFFICE = "kecamatan-ajibarang/2019/"
HOME = f"/evaluasi/{OFFICE}"
KEMARAU = "Musim kemarau panjang, bibit terlambat datang"


@pytest.fixture(autouse=True)
def in_january(monkeypatch):
    """The day after which the year is evaluated."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def agreement(world):
    """87,5 %, 82, 3 documents, 95 %: reached 70 %, 82, 3, not measured."""
    made = stories.promised(world)
    stories.measured(world, made, "210/300", "82", "3", None)
    return made


def test_from_the_causes_to_what_the_head_reads(world, agreement, open_page):
    gardens = targets_of(agreement)[0]
    said = gardens.indicator_version.text
    office = open_page("kasi")
    office.goto(f"/evaluasi/indikator/{gardens.pk}/analisis/4/")
    office.get_by_label("Penyebab").fill(KEMARAU)
    office.get_by_role("button", name="Simpan analisis").click()
    office.get_by_text("Analisis tersimpan").wait_for()
    assert Explanation.objects.get().causes == KEMARAU

    evaluator = open_page("evaluator")
    places = evaluator.get_by_role("navigation", name="Tempat utama")
    places.get_by_role("link", name="Evaluasi").click()
    assert evaluator.url.endswith(HOME)
    evaluator.get_by_text("3 dari 4 indikator dihitung").first.wait_for()
    evaluator.get_by_text(KEMARAU).wait_for()
    evaluator.get_by_role("link", name="Tulis evaluasi").click()
    assert evaluator.get_by_role("button", name="Terbitkan evaluasi").count() == 0
    evaluator.get_by_label("Catatan").fill("Kebun belum terawat seluruhnya.")
    evaluator.get_by_label("Rekomendasi").fill("Pesan bibit sebelum Juni.")
    evaluator.get_by_role("button", name="Simpan draf").click()
    evaluator.get_by_role("button", name="Terbitkan evaluasi").click()
    evaluator.get_by_text("Evaluasi terbit. Nilainya dibekukan").wait_for()
    made = Evaluation.objects.get()
    assert (made.state, made.published_by) == ("published", world.evaluator)

    head = open_page("camat")
    head.goto(HOME)
    head.get_by_role("link", name="Evaluasi terbit").click()
    head.get_by_text("Pesan bibit sebelum Juni.").wait_for()
    row = head.get_by_role("row").filter(has_text=said)
    assert "80,00\u00a0%" in row.inner_text()
    row.get_by_role("link", name=said).click()
    head.get_by_role("link", name="210", exact=True).click()
    assert head.url.endswith(f"/indikator/{gardens.pk}/#tw4")
    head.locator("#tw4").get_by_text("210 dari 300").wait_for()
    head.get_by_role("heading", name="Dari mana angka ini").wait_for()


def test_who_typed_figures_does_not_judge_them(world, agreement, open_page):
    also_evaluates(world, "operator")
    page = open_page("operator")
    page.goto(HOME)
    page.get_by_role("heading", name="Evaluasi", exact=True).wait_for()
    assert page.get_by_role("link", name="Tulis evaluasi").count() == 0
    answer = page.goto(f"{HOME}4/tulis/")
    assert answer.status == 409
    page.get_by_text("evaluasinya harus dilakukan orang lain").wait_for()
    assert not Evaluation.objects.exists()


@pytest.mark.parametrize(("size", "theme"), LOOKS)
def test_pages_are_sound(world, open_page, size, theme):
    """On a phone by night and at a desk by day: the lists are cards there, and tables here."""
    last = stories.promised(world, year=2018)
    stories.measured(world, last, "150/300", "80", "2", None)
    made = stories.promised(world)
    targets = stories.measured(world, made, "210/300", "82", "3", None)
    stories.record(targets[0], 3, "200/300", by=world.operator)
    budgets.approved(world)
    stories.weights(made, ("60", "40"), ("50", "50", "70", "30"), by=world.bupati)
    stories.grid(targets[1], "82", "80", "78", "76", "74", by=world.bupati)
    stories.explain(targets[0], KEMARAU, by=world.kasi)
    quarter = publish(world, made, draft=write(made, world.evaluator, quarter=3))
    tour = {
        "evaluator": (
            "/evaluasi/",
            HOME,
            f"{HOME}pertanda/",
            f"{HOME}4/tulis/",
            f"/evaluasi/hasil/{quarter.pk}/",
            f"/evaluasi/indikator/{targets[1].pk}/kisi/",
        ),
        "kasi": (f"/evaluasi/indikator/{targets[0].pk}/analisis/4/",),
        "perencana": (
            f"/evaluasi/perjanjian/{made.pk}/bobot/",
            "/evaluasi/cara/kecamatan-ajibarang/",
        ),
    }
    assert walk(open_page, tour, size, theme) == []
