"""A forum's day on phones: people at the door, a proposal on its way, the figure with its rows."""

import re
from datetime import date, datetime

import pytest
from django.utils import timezone

from janji.registers.musrenbang.models import Arrival, Attendance, Proposal
from tests.journeys.looking import LOOKS, SIZES, unsound
from tests.registers.community_stories import ZONE, attend, body, forum
from tests.registers.proposal_stories import S, bring_to, criteria, move, propose, score

pytestmark = pytest.mark.journey

NOW = datetime(2019, 12, 31, 10, 0, tzinfo=ZONE)
PHONE = {"width": 360, "height": 740}
HOME = "/catatan/musrenbang/kecamatan-ajibarang/"


@pytest.fixture(autouse=True)
def the_last_day_of_the_year(monkeypatch):
    """The house and the story live in the year of the stories."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def test_someone_scans_the_code_and_the_officer_makes_them_count(world, open_page):
    held, chaired = forum(world, day=NOW.date()), body(world)
    officer = open_page("operator", viewport=PHONE)
    officer.goto(f"/catatan/musrenbang/forum/{held.pk}/")
    officer.get_by_role("link", name="Meja hadir dan QR").click()
    officer.get_by_label("Dibuka selama").select_option("2")
    officer.get_by_role("button", name="Buka halaman kehadiran").click()
    officer.get_by_role("img", name="Kode QR").wait_for()
    shown = officer.locator("p.j-break").inner_text()
    visitor = open_page(viewport=PHONE)
    visitor.goto(re.sub(r"^https?://[^/]+", "", shown))
    visitor.get_by_label("Nama", exact=True).fill("Sukirno Hadi")
    visitor.get_by_label("Laki-laki").check()
    visitor.get_by_label("Anda dari").select_option("lkd")
    visitor.get_by_label("Lembaga atau instansi").fill("RT 03/02")
    visitor.get_by_label("Jabatan di sana").fill("Ketua")
    visitor.get_by_role("button", name="Saya hadir").click()
    visitor.get_by_role("heading", name="Terima kasih").wait_for()
    assert not Attendance.objects.exists()
    officer.reload()
    officer.get_by_role("link", name="Lengkapi Sukirno Hadi").click()
    officer.get_by_label("Lembaga pada register").select_option(str(chaired.pk))
    officer.get_by_label("Hadir sebagai").select_option("ketua")
    officer.get_by_role("button", name="Hadir, hitung").click()
    officer.get_by_text("Tidak ada yang menunggu.").wait_for()
    row = Attendance.objects.get()
    assert (row.counts, row.role, row.community) == (True, "ketua", chaired)
    assert Arrival.objects.get().attendance == row
    officer.get_by_role("button", name="Tutup sekarang").click()
    visitor.goto(re.sub(r"^https?://[^/]+", "", shown))
    visitor.get_by_text("sudah ditutup").wait_for()


def test_a_proposal_from_the_village_to_its_place_in_the_order(world, open_page):
    criteria(world)
    rival = bring_to(world, propose(world, "Drainase"), S.ACCEPTED)
    score(world, rival, 4, 5, 4, 3)
    page = open_page("kasi", viewport=PHONE)
    page.goto(HOME)
    page.get_by_role("navigation", name="Musrenbang").get_by_role("link", name="Usulan").click()
    page.get_by_role("link", name="Usulan baru").click()
    page.get_by_label("Kantor", exact=True).select_option(label="Desa Kracak")
    page.get_by_label("Usulan", exact=True).fill("Talud jalan RT 03")
    page.get_by_label("Penerima manfaat, orang").fill("340")
    page.get_by_role("button", name="Simpan usulan").click()
    for state in ("VERIFIKASI_KEC", "DITERIMA"):
        page.get_by_role("link", name="Langkah berikutnya").click()
        page.get_by_label("Menjadi").select_option(state)
        page.get_by_role("button", name="Simpan langkah").click()
    page.get_by_role("link", name="Nilai usulan").click()
    for name, value in (("Urgensi", "5"), ("Manfaat", "5"), ("Kesiapan", "5"), ("Swadaya", "5")):
        page.get_by_label(name).select_option(value)
    page.get_by_role("button", name="Simpan nilai").click()
    page.get_by_text("Jumlah 5,00").wait_for()
    page.get_by_role("link", name="Lihat peringkat 2020").click()
    titles = page.locator("tbody th a").all_inner_texts()
    assert titles == ["Talud jalan RT 03", "Drainase"]
    made = Proposal.objects.get(title="Talud jalan RT 03")
    assert (made.state, made.org_unit) == ("DITERIMA", world.village)


@pytest.mark.parametrize(("size", "theme"), LOOKS)
def test_pages_are_sound(world, open_page, size, theme):
    held = forum(world, day=NOW.date(), office=world.district, kind="MUSRENBANG_KEC")
    row = attend(world, held, name="Tarwan", role=None, from_paper=True)
    criteria(world)
    ranked = bring_to(
        world, propose(world, cost=150_000_000, agency="Dinas Pekerjaan Umum"), S.ACCEPTED
    )
    score(world, ranked, 4, 5, 4, 3)
    no = move(world, propose(world, "Jembatan provinsi"), S.VERIFYING)
    move(world, no, S.TURNED_DOWN, reason="Bukan kewenangan kabupaten")
    last = propose(world, "Drainase lama", plan_year=2019, day=date(2019, 1, 3))
    page = open_page("kasi", viewport=SIZES[size], color_scheme=theme)
    pages = (
        HOME,
        f"/catatan/musrenbang/forum/{held.pk}/",
        f"/catatan/musrenbang/forum/{held.pk}/meja/",
        f"/catatan/musrenbang/daftar/{row.paper_list_id}/pindaian/",
        f"{HOME}usulan/",
        f"{HOME}usulan/baru/",
        f"/catatan/musrenbang/usulan/{ranked.pk}/",
        f"/catatan/musrenbang/usulan/{last.pk}/langkah/",
        f"/catatan/musrenbang/usulan/{ranked.pk}/nilai/",
        f"/catatan/musrenbang/usulan/{ranked.pk}/urutan/",
        f"{HOME}peringkat/?plan_year=2020",
        f"{HOME}kriteria/2021/",
        f"{HOME}kriteria/2020/",
        f"{HOME}tindak-lanjut/?plan_year=2019",
    )
    assert unsound(page, pages) == []
