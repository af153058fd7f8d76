"""A year between an office and its superior, played by separate people: from promise to consequence."""

import pytest

from janji.agreements.models import Agreement
from tests.journeys.people import Days, People, field, place, said, told
from tests.registers import counter
from tests.registers.counter import finish, receive, service

pytestmark = pytest.mark.journey

YEAR = 2019
NUMERALS = ("I", "II", "III", "IV")
OFFICE = "Kecamatan Ajibarang"
WRONG = "Buku agenda memuat 60 surat, bukan 600"
ISSUED = "Jumlah surat keterangan yang diterbitkan"
ON_TIME = "Persentase permohonan yang selesai tepat waktu"


@pytest.fixture
def days(monkeypatch):
    """The house begins on the second of January; whoever has a role has it since that day."""
    days = Days(monkeypatch, YEAR)
    monkeypatch.setattr("tests.cast.AT", days.now)
    monkeypatch.setattr(counter, "NOW", days.now)
    return days


@pytest.fixture
def world(days, world):
    """The cast in January."""
    return world


@pytest.fixture
def people(open_page):
    """Everybody's own browser."""
    return People(open_page)


def test_a_whole_year(world, days, people, tmp_path):
    """Nothing is done but through pages; only the counter's book has rows that nobody plays."""
    offered = service(world)
    the_counter_serves(world, days, offered, ((7, 1, 8), (4, 2, 6), (4, 3, 20)))

    days.come(25, 3)
    the_planner_promises(people("perencana"))
    both_parties_sign(people)
    the_second_indicator_is_counted(people)

    days.come(5, 4)
    the_operator_types(people, 1, "600")
    the_planner_submits(people, 1)
    the_verifier_sends_it_back(people)
    days.come(6, 4)
    the_operator_corrects(people, evidence(tmp_path, "agenda TW I.pdf"))
    the_planner_submits(people, 1)
    the_quarter_is_accepted(people, 1)

    days.come(22, 4)
    a_row_is_corrected_afterwards(world, people)
    the_superior_asks_and_finds(people)
    days.come(29, 4)
    the_office_answers_and_follows_up(people, evidence(tmp_path, "buku agenda.pdf"))
    the_superior_accepts_and_reviews(people)


def evidence(folder, name):
    """A small paper that looks like one."""
    paper = folder / name
    paper.write_bytes(b"%PDF-1.4\n% bukti contoh\n")
    return paper


def the_counter_serves(world, days, offered, requests):
    """Citizens come on a day of a month and go on another; three working days are promised."""
    for came, month, went in requests:
        days.come(went, month, hour=15)
        made = receive(world, offered, counter.at(month, came), at=days.now)
        finish(world, made, counter.at(month, went), at=days.now)


def the_planner_promises(planner):
    """A draft written by hand, completed where the page says what is missing, and proposed."""
    place(planner, "Perjanjian")
    planner.get_by_role("link", name="Tulis draf").first.click()
    field(planner, "Kantor").select_option(label=OFFICE)
    field(planner, "Tahun").fill(str(YEAR))
    field(planner, "Tempat").fill("Ajibarang")
    field(planner, "Waktu penandatanganan").fill("25 Maret 2019")
    for party, name, position, nip in (
        ("Pihak Pertama", "Wiryo Santosa", "Camat Ajibarang", "197001011995031001"),
        ("Pihak Kedua", "Harjono Kusumo", "Bupati Banyumas", None),
    ):
        fields = planner.get_by_role("group", name=party)
        field(fields, "Nama").fill(name)
        field(fields, "Jabatan").fill(position)
        if nip:
            field(fields, "NIP").fill(nip)
    field(planner, "Sasaran").fill("Meningkatnya pelayanan kepada masyarakat")
    for number, (text, target, how) in enumerate(
        ((ISSUED, "400 surat", "Kumulatif"), (ON_TIME, "90%", "Non kumulatif")), 1
    ):
        if number > 1:
            planner.get_by_role("button", name="Tambah indikator pada sasaran 1").click()
        fields = planner.get_by_role("group", name=f"Indikator {number} dari sasaran 1")
        field(fields, "Indikator").fill(text)
        field(fields, "Target").fill(target)
        field(fields, "Tipe perhitungan").select_option(label=how)
        field(fields, "Formulasi").fill(f"{text} dalam setahun")
        field(fields, "Sumber data").fill("Buku register layanan")
    field(planner, "Program").fill("Program Pelayanan Publik")
    field(planner, "Anggaran (rupiah)").fill("25.000.000")
    planner.get_by_role("button", name="Simpan sebagai draf").click()
    planner.get_by_role("heading", name="Yang masih harus dilengkapi").wait_for()
    planner.get_by_role("link", name="Cara ukur", exact=True).click()
    for text, shape, year_end, path in (
        (ISSUED, "Satu nilai", "Jumlah keempat triwulan", ("100", "100", "100", "100")),
        (
            ON_TIME,
            "Dua hitungan (pembilang dan penyebut)",
            "Jumlah pembilang dibagi jumlah penyebut",
            ("90", "90", "90", "90"),
        ),
    ):
        card = planner.locator("section", has=planner.get_by_role("heading", name=text))
        for quarter, value in zip(("I", "II", "III", "IV"), path, strict=True):
            field(card, f"Target TW {quarter}").fill(value)
        field(card, "Penanggung jawab data").fill("Kepala Seksi Pelayanan Umum")
        field(card, "Yang diisi setiap triwulan").select_option(label=shape)
        field(card, "Nilai setahun").select_option(label=year_end)
        if text == ON_TIME:
            field(card, "Pembilang (yang dihitung)").fill("Permohonan tepat waktu")
            field(card, "Penyebut (dari seluruh)").fill("Permohonan yang jatuh tempo")
    planner.get_by_role("button", name="Simpan cara ukur").click()
    planner.get_by_text("Draf ini lengkap").wait_for()
    planner.get_by_role("button", name="Ajukan").click()


def both_parties_sign(people):
    """Each is told that a signature is waited for, reads, and signs; then it is in force."""
    for username, party in (("camat", "Pihak Pertama"), ("bupati", "Pihak Kedua")):
        page = people(username)
        told(page, f"menunggu tanda tangan {party}")
        page.get_by_role("link", name="Tanda tangani").click()
        page.get_by_label("Saya sudah membaca").check()
        page.get_by_role("button", name="Tanda tangani").click()
    assert "Berlaku" in page.inner_text("aside")
    assert Agreement.objects.get().state == "in_force"


def the_second_indicator_is_counted(people):
    """The section head says how it is counted from the register, the head settles it."""
    for username in ("kasi", "camat"):
        page = people(username)
        place(page, "Pengukuran")
        page.get_by_role("link", name=ON_TIME).first.click()
        page.get_by_role("link", name="Definisi operasional").click()
        if username == "kasi":
            page.get_by_role("link", name="Usulkan definisi").first.click()
            page.get_by_role("link", name="Permohonan yang selesai tepat waktu", exact=True).click()
            page.get_by_role("button", name="Lihat hasilnya").click()
            page.get_by_text("2 dari 3").first.wait_for()
            page.get_by_role("button", name="Simpan usulan").click()
        else:
            page.get_by_role("button", name="Tetapkan definisi 1").click()
    page.get_by_text("angkanya kini dihitung dari catatan").wait_for()


def quarter_page(people, username, quarter):
    """Someone's page of a quarter, from the main places."""
    page = people(username)
    place(page, "Pengukuran")
    page.get_by_role("link", name=f"Buka TW {NUMERALS[quarter - 1]}", exact=True).click()
    return page


def the_operator_types(people, quarter, value):
    """What the agenda says."""
    page = people("operator")
    place(page, "Pengukuran")
    page.get_by_role("link", name=f"Isi TW {NUMERALS[quarter - 1]}: {ISSUED}").click()
    field(page, "Realisasi (surat)").fill(value)
    page.get_by_role("button", name="Simpan realisasi").click()


def the_planner_submits(people, quarter):
    """All figures of the quarter are frozen; who submits does not verify."""
    page = quarter_page(people, "perencana", quarter)
    page.get_by_role("button", name="Sampaikan pengukuran").click()
    page.get_by_role("heading", name="Angka yang dibekukan").wait_for()
    assert page.get_by_role("button", name="Verifikasi").count() == 0


def the_verifier_sends_it_back(people):
    """The agenda says something else."""
    page = people("verifikator")
    told(page, "pengukuran TW I 2019 disampaikan dan menunggu verifikasi")
    field(page, "Alasan").fill(WRONG)
    page.get_by_role("button", name="Kembalikan").click()
    page.get_by_text(WRONG).wait_for()


def the_operator_corrects(people, paper):
    """Whoever typed it is told why it came back, and says where the right figure stands."""
    page = people("operator")
    told(page, WRONG)
    page.get_by_role("link", name=f"Ubah TW I: {ISSUED}").click()
    field(page, "Realisasi (surat)").fill("60")
    field(page, "Bukti dukung").set_input_files(paper)
    page.get_by_role("button", name="Simpan realisasi").click()


def the_quarter_is_accepted(people, quarter):
    """Three more people say yes, one after another, each told by the one before."""
    when = f"TW {NUMERALS[quarter - 1]} {YEAR}"
    for username, news, button in (
        ("verifikator", f"pengukuran {when} disampaikan dan menunggu verifikasi", "Verifikasi"),
        ("camat", f"pengukuran {when} diverifikasi dan menunggu persetujuan", "Setujui"),
        ("bupati", f"pengukuran {when} disetujui kepala kantor", "Terima"),
    ):
        page = people(username)
        told(page, news)
        page.get_by_role("button", name=button, exact=True).click()
    page.get_by_text("diterima").first.wait_for()


def a_row_is_corrected_afterwards(world, people):
    """The clerk finds a wrong day in a request; the figure that was approved stays, and says so."""
    page = people("operator")
