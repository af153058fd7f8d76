"""The superior asks on a phone, the office answers; a finding is followed up with evidence and accepted."""

import re

import pytest
from django.utils import timezone

from janji.notices.models import ReceivedNotice
from janji.supervision.models import Finding, Thread
from tests.journeys.looking import LOOKS, SIZES, unsound
from tests.supervision import stories

pytestmark = pytest.mark.journey

PHONE = {"width": 360, "height": 740}
OFFICE = "/pengawasan/kantor/kecamatan-ajibarang/2019/"


@pytest.fixture(autouse=True)
def first_of_august(monkeypatch):
    """Two quarters are over."""
    monkeypatch.setattr(timezone, "now", lambda: stories.NOW)


def test_from_a_question_on_a_phone_to_an_accepted_follow_up(world, open_page, tmp_path):
    stories.measured(world)
    superior = open_page("bupati", viewport=PHONE)
    superior.get_by_role("link", name="Pengawasan").click()
    superior.get_by_role("link", name="Kecamatan Ajibarang", exact=True).click()
    superior.get_by_role("link", name="Tanya tentang").first.click()
    superior.get_by_label("Triwulan").select_option("2")
    superior.get_by_label("Pokoknya").fill("Mengapa turun?")
    superior.get_by_label("Isi").fill("Apa sebabnya, dan apa yang Anda lakukan?")
    superior.get_by_label("Dijawab paling lambat").fill("15-08-2019")
    superior.get_by_role("button", name="Kirim").click()
    superior.get_by_text("Kantornya sudah diberi tahu").wait_for()

    planner = open_page("perencana")
    planner.get_by_role("link", name="pemberitahuan belum dibaca").click()
    planner.get_by_role("button", name=re.compile("^Buka.*pertanyaan atasan")).click()
    planner.get_by_role("link", name="Jawab").click()
    planner.get_by_label("Jawaban").fill("Panen mundur dua pekan.")
    planner.get_by_role("button", name="Kirim jawaban").click()
    planner.get_by_text("Panen mundur dua pekan.").wait_for()

    superior.reload()
    superior.get_by_text("Panen mundur dua pekan.").wait_for()
    superior.get_by_role("link", name="Jadikan temuan").click()
    superior.get_by_label("Temuan", exact=True).fill("Jadwal panen belum dicocokkan.")
    superior.get_by_label("Sedang").check()
    superior.get_by_label("Penanggung jawab").select_option(label="Dewi Anggraini")
    superior.get_by_label("Ditindaklanjuti paling lambat").fill("20-08-2019")
    superior.get_by_role("button", name="Catat temuan").click()
    superior.get_by_text("Penanggung jawabnya sudah diberi tahu").wait_for()
    here = f"/pengawasan/temuan/{Finding.objects.get().pk}/"

    paper = tmp_path / "jadwal.pdf"
    paper.write_bytes(stories.PAPER.data)
    planner.goto(here)
    planner.get_by_role("link", name="Tindak lanjuti").click()
    planner.get_by_label("Yang dilakukan").fill("Dicocokkan dengan kelompok tani.")
    planner.get_by_label("Bukti dukung").set_input_files(paper)
    planner.get_by_role("button", name="Kirim tindak lanjut").click()
    planner.get_by_role("link", name="jadwal.pdf").wait_for()

    superior.goto(here)
    superior.get_by_role("link", name="Terima").click()
    superior.get_by_role("button", name="Terima").click()
    superior.get_by_text("Diterima").first.wait_for()
    assert (Finding.objects.get().state, Thread.objects.get().state) == ("accepted", "answered")
    told = ReceivedNotice.objects.filter(user=world.perencana, deed="accept-follow-up")
    assert told.count() == 1


@pytest.mark.parametrize(("size", "theme"), LOOKS)
def test_pages_are_sound(world, open_page, size, theme):
    targets = stories.measured(world)
    thread = stories.ask(world, target=targets[1], quarter=2)
    finding = stories.raise_finding(world, target=targets[3], quarter=2)
    stories.follow_up(world, finding)
    stories.give_back(world, finding)
    stories.follow_up(world, finding)
    page = open_page("bupati", viewport=SIZES[size], color_scheme=theme)
    addresses = (
        "/pengawasan/",
        "/pengawasan/pertanyaan/",
        "/pengawasan/temuan/",
        OFFICE,
        f"{OFFICE}tanya/",
        f"{OFFICE}temuan/",
        f"{OFFICE}tw/2/rapat/",
        f"/pengawasan/pertanyaan/{thread.pk}/",
        f"/pengawasan/temuan/{finding.pk}/",
        f"/pengawasan/temuan/{finding.pk}/kembalikan/",
        "/pemberitahuan/",
        "/pemberitahuan/e-mail/",
    )
    assert unsound(page, addresses) == []
