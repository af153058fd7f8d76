"""A year between an office and its superior, played by separate people: from promise to consequence."""

import pytest

from janji.agreements.models import Agreement
from tests.journeys.people import Days, People, field, place, said, told
from tests.registers import counter
from tests.registers.counter import finish, receive, service

pytestmark = pytest.mark.journey

YEAR = 2019
OFFICE = "Kecamatan Ajibarang"
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
    for party, name, position in (
        ("Pihak Pertama", "Wiryo Santosa", "Camat Ajibarang"),
        ("Pihak Kedua", "Harjono Kusumo", "Bupati Banyumas"),
    ):
        fields = planner.get_by_role("group", name=party)
        field(fields, "Nama").fill(name)
        field(fields, "Jabatan").fill(position)
    planner.get_by_role("button", name="Tambah sasaran").click()
    field(planner, "Sasaran").fill("Meningkatnya pelayanan kepada masyarakat")
    for number, (text, target, how) in enumerate(
        ((ISSUED, "400 surat", "Kumulatif"), (ON_TIME, "90%", "Non kumulatif")), 1
    ):
        planner.get_by_role("button", name="Tambah indikator pada sasaran 1").click()
        fields = planner.get_by_role("group", name=f"Indikator {number} dari sasaran 1")
        field(fields, "Indikator").fill(text)
        field(fields, "Target").fill(target)
        field(fields, "Tipe perhitungan").select_option(label=how)
        field(fields, "Formulasi").fill(f"{text} dalam setahun")
        field(fields, "Sumber data").fill("Buku register layanan")
    planner.get_by_role("button", name="Tambah program").click()
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
            field(card, "Pembilang").fill("Permohonan tepat waktu")
            field(card, "Penyebut").fill("Permohonan yang jatuh tempo")
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
            page.get_by_role("group", name="Layanan").click()
