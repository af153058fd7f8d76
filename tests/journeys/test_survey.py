"""A citizen answers on a small phone without scripts, and the office's index moves."""

from datetime import date

import pytest
from django.utils import timezone

from janji.core.survey_life import PeriodDeed
from janji.registers.survey import actions
from janji.registers.survey.models import Response
from tests.journeys.looking import findings, unsound
from tests.registers.survey_stories import draft, enter, filled, move

pytestmark = pytest.mark.journey

PHONE = {"width": 360, "height": 740}
LEAST_TARGET = 44


def clock():
    """The running house reads the real clock, so the story does."""
    return timezone.now()  # noqa: TID251


def running_now(world):
    """A survey of this year, with three respondents before."""
    now = clock()
    today = timezone.localdate(now)
    period = draft(
        world, date(today.year, 1, 1), date(today.year, 12, 31), name="SKM tahun ini", at=now
    )
    period = move(world, period, PeriodDeed.OPEN, at=now)
    for _ in range(3):
        enter(world, period, (3,) * 9, day=today, at=now)
    return period


def index_on(page, period):
    page.goto(f"/catatan/survei/periode/{period.pk}/")
    return page.locator("#indeks ~ .j-big").inner_text()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_nine_taps_on_a_phone_move_the_index(world, open_page, scripts):
    period = running_now(world)
    clerk = open_page("kasi")
    assert index_on(clerk, period) == "75,00"

    phone = open_page(viewport=PHONE, java_script_enabled=scripts)
    phone.goto(f"/survei/{period.slug}/?lewat=qr")
    for place in range(1, 10):
        assert f"Pertanyaan {place} dari 9" in phone.inner_text("main")
        options = phone.locator(".j-options button")
        assert options.count() == 4
        for option in options.all():
            box = option.bounding_box()
            assert box["height"] >= LEAST_TARGET
            assert box["y"] + box["height"] <= PHONE["height"], "one screen is enough"
        if place == 5:
            phone.get_by_role("link", name="Kembali").click()
            assert "Pertanyaan 4 dari 9" in phone.inner_text("main")
            assert phone.locator(".j-chosen").count() == 1
            phone.locator(".j-options button").last.click()
        options.last.click()
    phone.get_by_label("Jenis kelamin").select_option(label="Perempuan")
    phone.get_by_label("Saran Anda").fill("Kursi tunggu ditambah")
    phone.get_by_role("button", name="Kirim jawaban").click()
    assert "Terima kasih" in phone.inner_text("main")

    kept = Response.objects.get(channel="qr")
    assert (kept.answers, kept.sex, kept.is_valid) == ((4,) * 9, "p", True)
    assert index_on(clerk, period) == "81,25"  # (3 × 27 + 36) ÷ 36 × 25

    phone.goto(f"/survei/{period.slug}/")
    for _ in range(9):
        phone.locator(".j-options button").first.click()
    phone.get_by_role("button", name="Kirim jawaban").click()
    phone.get_by_role("heading", name="Terima kasih").wait_for()
    assert index_on(clerk, period) == "81,25"
    assert "1 jawaban menunggu pemeriksaan" in clerk.inner_text("main")
    clerk.get_by_role("link", name="Periksa sekarang").click()
    clerk.get_by_role("button", name="Terima").click()
    clerk.get_by_text("diterima dan dihitung").wait_for()
    assert index_on(clerk, period) == "70,00"  # (81 + 36 + 9) ÷ 45 × 25


def test_paper_is_typed_with_the_keyboard_alone(world, open_page):
    period = running_now(world)
    clerk = open_page("operator")
    clerk.goto(f"/catatan/survei/periode/{period.pk}/kertas/")
    for number, digits in ((4, "344343443"), (5, "333333333")):
        assert clerk.evaluate("document.activeElement.name") == "digits"
        clerk.keyboard.type(digits)
        clerk.keyboard.press("Tab")
        clerk.keyboard.type("P")
        clerk.keyboard.press("Tab")
        clerk.keyboard.type("34")
        clerk.keyboard.press("Enter")
        clerk.get_by_role("button", name=f"Batalkan nomor {number}").wait_for()
    assert Response.objects.filter(channel="paper").count() == 5
    clerk.get_by_role("button", name="Batalkan nomor 5").click()
    clerk.get_by_role("button", name="Batalkan nomor 4").wait_for()
    assert Response.objects.filter(is_valid=True).count() == 4


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_of_a_survey_is_sound(world, open_page, theme):
    """Phone in one theme, desk in the other: each page is seen in both sizes and both themes."""
    period = running_now(world)
    made = actions.answer_survey(
        period=period,
        filled=filled((4,) * 9, timezone.localdate(), suggestion="Toilet bersih", channel="link"),
        draft="a",
        repeated=True,
        at=clock(),
    )
    actions.add_plan(
        period=period,
        activity=actions.Activity(
            "WAKTU", "Menambah petugas", timezone.localdate().year, 4, "Kasi"
        ),
        by=world.kasi,
        at=clock(),
    )
    inside = [
        "/catatan/survei/kecamatan-ajibarang/",
        "/catatan/survei/kecamatan-ajibarang/baru/",
        "/catatan/survei/kecamatan-ajibarang/kuesioner/",
        "/catatan/survei/kecamatan-ajibarang/kuesioner/baru/",
        f"/catatan/survei/periode/{period.pk}/",
        f"/catatan/survei/periode/{period.pk}/kertas/",
        f"/catatan/survei/periode/{period.pk}/periksa/",
        f"/catatan/survei/periode/{period.pk}/saran/",
        f"/catatan/survei/jawaban/{made.pk}/saran/",
        f"/catatan/survei/periode/{period.pk}/rencana/",
        f"/catatan/survei/periode/{period.pk}/poster/",
        f"/catatan/survei/periode/{period.pk}/undangan/",
        "/catatan/impor/survey/kecamatan-ajibarang/",
    ]
    size = PHONE if theme == "light" else {"width": 1280, "height": 800}
    clerk = open_page("kasi", viewport=size, color_scheme=theme)
    wrong = unsound(clerk, inside)
    actions.settle_review(
        response=made, accept=True, reason="", based_on=1, by=world.kasi, at=clock()
    )
    _publish(world, period)
    public = [
        f"/survei/{period.slug}/",
        f"/survei/{period.slug}/hasil/",
        f"/survei/{period.slug}/poster/",
        f"/survei/{period.slug}/terima-kasih/",
        "/survei/kantor/kecamatan-ajibarang/",
    ]
    anyone = open_page(viewport=size, color_scheme=theme)
    wrong += unsound(anyone, public)
    wrong += unsound(clerk, [f"/catatan/survei/periode/{period.pk}/"])
    assert wrong == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_public_form_is_sound(world, open_page, theme):
    period = running_now(world)
    phone = open_page(viewport=PHONE, color_scheme=theme)
    wrong = unsound(phone, [f"/survei/{period.slug}/"])
    for _ in range(9):
        phone.locator(".j-options button").first.click()
    wrong += findings(phone)
    assert wrong == []


def _publish(world, period):
    now = clock()
    for _ in range(3):
        enter(world, period, (3,) * 9, day=timezone.localdate(now), at=now)
    move(world, period, PeriodDeed.CLOSE, at=now)
    period.refresh_from_db()
    actions.publish_period(
        period=period, place="Papan", based_on=period.edition, by=world.kasi, at=now
    )
