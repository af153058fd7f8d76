"""An agreement is revised for a lawful reason, verified in public, ended, and completed by a newcomer."""

from datetime import date

import pytest

from janji.agreements.models import Agreement, SignedPaper
from tests.agreements import stories
from tests.cast import AT
from tests.journeys.looking import LOOKS, walk

pytestmark = pytest.mark.journey


def test_revised_signed_and_verified_by_the_file_itself(world, open_page, tmp_path):
    agreement = stories.in_force(world)
    scan = tmp_path / "dppa.pdf"
    scan.write_bytes(b"%PDF-1.7 contoh")
    planner = open_page("perencana")
    planner.goto(f"/perjanjian/{agreement.pk}/")
    planner.get_by_role("link", name="Susun perubahan").click()
    planner.get_by_label("Perubahan strategi").check()
    planner.get_by_label("Jenis dokumen dasar").fill("DPPA")
    planner.get_by_label("Nomor dokumen").fill("903/114/2019")
    planner.get_by_label("Tanggal dokumen").fill("01-08-2019")
    planner.get_by_label("Berkas dokumen").set_input_files(scan)
    planner.get_by_role("button", name="Buat draf perubahan").click()
    assert "903/114/2019" in planner.inner_text("aside")
    planner.get_by_role("link", name="Ubah naskah").click()
    planner.get_by_label("Waktu penandatanganan").fill("Agustus 2019")
    planner.get_by_role("button", name="Simpan naskah").first.click()
    planner.get_by_role("button", name="Ajukan").click()
    address = planner.url
    for username in ("camat", "bupati"):
        party = open_page(username)
        party.goto(address)
        party.get_by_role("link", name="Tanda tangani").click()
        party.get_by_label("Saya sudah membaca").check()
        party.get_by_role("button", name="Tanda tangani").click()
    assert "Berlaku" in party.inner_text("aside")
    paper = SignedPaper.objects.get(agreement__revises=agreement)

    signed = tmp_path / "naskah.pdf"
    with paper.files.get(sheet="a4").file.open("rb") as file:
        signed.write_bytes(file.read())
    changed = tmp_path / "diubah.pdf"
    changed.write_bytes(signed.read_bytes()[:-1] + b"x")
    anyone = open_page()
    anyone.goto("/naskah/")
    anyone.get_by_label("Kode naskah").fill(paper.code.lower())
    anyone.get_by_role("button", name="Buka").click()
    for file, said in ((signed, "sama dengan naskah"), (changed, "berbeda dari naskah")):
        anyone.get_by_label("Berkas naskah (PDF)").set_input_files(file)
        anyone.get_by_role("button", name="Bandingkan").click()
        assert said in anyone.get_by_role("status").inner_text()


@pytest.mark.parametrize(("size", "theme"), LOOKS)
def test_pages_are_sound(world, open_page, size, theme):
    first = stories.in_force(world)
    revised = stories.sign(stories.revised(first, world), world)
    over = stories.actions.end_agreement(
        agreement=revised,
        ends_on=date(2019, 7, 14),
        reason="Camat dipindahkan",
        based_on=Agreement.objects.get(pk=revised.pk).edition,
        by=world.bupati,
        at=AT.replace(month=8),
    )
    code = SignedPaper.objects.get(agreement=first).code
    draft = stories.complete_for(world, 2020)
    tour = {
        None: ["/naskah/", f"/naskah/{code}/", "/naskah/TIDAKADA/"],
        "perencana": [
            "/perjanjian/",
            f"/perjanjian/{first.pk}/",
            f"/perjanjian/{over.pk}/",
            f"/perjanjian/{over.pk}/banding/",
            f"/perjanjian/{over.pk}/pelengkap/",
            f"/perjanjian/{draft.pk}/",
            f"/perjanjian/{draft.pk}/anggaran/",
        ],
    }
    assert walk(open_page, tour, size, theme) == []
    signed = stories.sign(draft, world)
    tour = {
        "perencana": [f"/perjanjian/{signed.pk}/perubahan/"],
        "bupati": [f"/perjanjian/{signed.pk}/akhiri/"],
    }
    assert walk(open_page, tour, size, theme) == []
