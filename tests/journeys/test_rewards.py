"""A weak half-year: the supervisor proposes, the superior decides, the head objects, is answered; final."""

from datetime import date

import pytest
from django.utils import timezone

from janji.rewards.models import Decision, ObjectionFile, Proposal
from tests.journeys.looking import LOOKS, walk
from tests.rewards import stories
from tests.rewards.stories import moment

pytestmark = pytest.mark.journey

HOME = "/keputusan/"


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """The house lives in July 2019; a story moves its day."""
    day = {"now": moment(16, 7)}
    monkeypatch.setattr(timezone, "now", lambda: day["now"])
    return day


def test_from_the_suggestion_to_a_final_decision(world, open_page, clock, tmp_path):
    stories.weak(world)
    stories.active(world)
    supervisor = open_page("pengawas")
    supervisor.goto(f"{HOME}saran/2019/")
    supervisor.get_by_role("link", name="Usulkan").click()
    supervisor.get_by_label("Alasan usulan").fill("Perlu pendampingan")
    supervisor.get_by_role("button", name="Usulkan").click()
    supervisor.get_by_text("menunggu keputusan pejabat lain").wait_for()
    made = Proposal.objects.get()
    assert supervisor.get_by_role("link", name="Putuskan").count() == 0

    superior = open_page("bupati")
    superior.goto(HOME)
    superior.get_by_role("navigation", name="Penghargaan dan sanksi").get_by_role(
        "link", name="Usulan"
    ).click()
    superior.get_by_role("link", name="Kecamatan Ajibarang, 2019").click()
    superior.get_by_role("link", name="Putuskan").click()
    superior.get_by_label("Mengabulkan usulan", exact=True).check()
    superior.get_by_label("Alasan keputusan").fill("Dua triwulan di bawah target")
    superior.get_by_label("Nomor surat").fill("800/12/2019")
    superior.get_by_label("Ditetapkan di").fill("Purwokerto")
    superior.get_by_label("Nama pejabat").fill("Harjono Kusumo")
    superior.get_by_label("Jabatan yang memutuskan").fill("Bupati Banyumas")
    superior.get_by_role("button", name="Tetapkan").click()
    superior.get_by_text("Keputusan tersimpan bersama suratnya").wait_for()

    clock["now"] = moment(22, 7)
    head = open_page("camat")
    head.goto(f"{HOME}kantor/kecamatan-ajibarang/?tahun=2019")
    head.get_by_role("link", name="Pembinaan, 2019").click()
    with head.expect_download() as loaded:
        head.get_by_role("link", name="Surat keputusan (PDF)").click()
    kept = tmp_path / "surat.pdf"
    loaded.value.save_as(kept)
    assert kept.stat().st_size == Decision.objects.get().paper.size
    head.get_by_role("link", name="Catat penerimaan").click()
    head.get_by_role("button", name="Simpan").click()
    head.get_by_role("link", name="Ajukan keberatan").click()
    head.get_by_label("Alasan keberatan").fill("Data layanan belum masuk")
    receipt = tmp_path / "rekap.pdf"
    receipt.write_bytes(b"%PDF-1.4\nrekap\n")
    head.get_by_label("Berkas pendukung").set_input_files(str(receipt))
    head.get_by_role("button", name="Sampaikan keberatan").click()
    head.get_by_text("Keberatan tersampaikan").wait_for()
    assert ObjectionFile.objects.get().name == "rekap.pdf"

    clock["now"] = moment(29, 7)
    superior = open_page("bupati")
    superior.goto(f"{HOME}usulan/{made.pk}/")
    superior.get_by_role("link", name="Jawab keberatan").click()
    superior.get_by_label("Menolak keberatan: keputusan tetap").check()
    superior.get_by_label("Alasan jawaban").fill("Capaian tidak berubah")
    superior.get_by_role("button", name="Simpan jawaban").click()
    superior.get_by_text("batas banding").wait_for()
    assert superior.get_by_role("button", name="Nyatakan final").count() == 0

    clock["now"] = moment(13, 8)
    superior = open_page("bupati")
    superior.goto(f"{HOME}usulan/{made.pk}/")
    superior.get_by_role("button", name="Nyatakan final").click()
    superior.get_by_text("Dinyatakan final oleh").wait_for()
    made.refresh_from_db()
    assert made.state == "final"
    superior.goto(f"{HOME}?year=2019")
    superior.get_by_text("1 keputusan").wait_for()


@pytest.mark.parametrize(("size", "theme"), LOOKS)
def test_pages_are_sound(world, open_page, clock, size, theme):
    stories.weak(world)
    made = stories.objected(world)
    stories.active(world, stories.ALLOWANCE)
    clock["now"] = moment(23, 7)
    stories.actions.record_delivery(
        org_unit=world.district,
        year=2018,
        paper="lkjip",
        delivered_on=date(2019, 3, 1),
        letter_number="045/1",
        based_on=None,
        by=world.pengawas,
        at=moment(20, 7),
    )
    draft = stories.rule(world, stories.replace(stories.COACHING, title="Konsep"))
    pages = {
        "pengawas": (
            HOME,
            f"{HOME}usulan/",
            f"{HOME}usulan/{made.pk}/",
            f"{HOME}saran/2018/",
            f"{HOME}saran/2019/",
            f"{HOME}aturan/",
            f"{HOME}aturan/baru/",
            f"{HOME}aturan/{draft.pk}/",
            f"{HOME}aturan/{made.rule_id}/",
            f"{HOME}kantor/kecamatan-ajibarang/?tahun=2019",
            f"{HOME}kantor/kecamatan-ajibarang/2018/lkjip/",
        ),
        "bupati": (f"{HOME}usulan/{made.pk}/jawaban/",),
    }
    assert walk(open_page, pages, size, theme) == []
