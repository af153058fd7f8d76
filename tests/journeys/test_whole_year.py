"""A year between an office and its superior, played by separate people: from promise to consequence."""

import pytest

from janji.agreements.models import Agreement
from janji.kit import audit
from janji.registers.services.models import ServiceRequest
from tests.journeys.people import Days, People, field, place, said, told
from tests.registers import counter
from tests.registers.counter import finish, receive, service

pytestmark = pytest.mark.journey

YEAR = 2019
EVALUATION = "/evaluasi/kecamatan-ajibarang/2019/"
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

    the_counter_serves(world, days, offered, ((8, 5, 9), (11, 6, 12)))
    the_counter_serves(world, days, offered, ((5, 8, 6), (2, 9, 20)))
    for quarter, (day, month, year) in ((2, (3, 7, YEAR)), (3, (3, 10, YEAR))):
        days.come(day, month, year)
        the_operator_types(people, quarter, "100")
        the_planner_submits(people, quarter)
        the_quarter_is_accepted(people, quarter)
    the_counter_serves(world, days, offered, ((4, 11, 25),))
    days.come(6, 1, YEAR + 1)
    the_operator_types(people, 4, "100")
    the_planner_submits(people, 4)
    the_quarter_is_accepted(people, 4)

    days.come(20, 2)
    the_office_explains_and_the_evaluator_judges(people)
    a_rule_is_set(people)
    a_sanction_is_proposed_and_decided(people)
    days.come(24, 2)
    the_head_objects(people, evidence(tmp_path, "rekap loket.pdf"))
    days.come(28, 2)
    the_superior_answers(people)
    days.come(27, 3)
    it_becomes_final(people)
    everything_is_written_down(people)


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
    page.get_by_text(WRONG).first.wait_for()


def the_operator_corrects(people, paper):
    """Whoever typed it is told why it came back, and says where the right figure stands."""
    page = people("operator")
    told(page, WRONG)
    page.get_by_role("link", name="Ubah").click()
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
    """A wrong day in a request is put right; the figure that was approved stays, and says so."""
    page = people("kasi")
    place(page, "Pengukuran")
    page.get_by_role("link", name=ON_TIME).first.click()
    page.get_by_role("link", name="Lihat yang belum memenuhi").click()
    page.get_by_role("link", name=ServiceRequest.objects.get(received_at__month=3).number).click()
    page.get_by_role("link", name="Betulkan catatan").click()
    field(page, "Selesai").fill("06-03-2019 09.00")
    field(page, "Mengapa dibetulkan").fill("Tanggal di buku tanda terima 6 Maret")
    page.get_by_role("button", name="Simpan pembetulan").click()

    page = quarter_page(people, "bupati", 1)
    page.get_by_text("semula 2 dari 3, sekarang 3 dari 3").wait_for()
    assert "Bambang Irawan membetulkan" in said(page)
    page.get_by_role("link", name=ON_TIME).first.click()
    quarters = said(page)[said(page).index("Per triwulan") :]
    assert "66,67 %" in quarters
    assert "menurut catatan sekarang 3 dari 3" in quarters


def the_superior_asks_and_finds(people):
    """A question on the figure that fell short, and an instruction that becomes a finding."""
    page = people("pengawas")
    place(page, "Pengawasan")
    page.get_by_role("link", name=OFFICE, exact=True).click()
    page.get_by_role("link", name=f"Tanya tentang {ISSUED}").click()
    page.get_by_label("Instruksi").check()
    field(page, "Triwulan").select_option("1")
    field(page, "Pokoknya").fill("Surat keterangan di bawah target")
    field(page, "Isi").fill("Jelaskan sebabnya dan cocokkan buku agenda setiap bulan.")
    field(page, "Dijawab paling lambat").fill("30-04-2019")
    page.get_by_role("button", name="Kirim").click()
    page.get_by_role("link", name="Jadikan temuan").click()
    field(page, "Temuan").fill("Buku agenda belum dicocokkan.")
    page.get_by_label("Sedang").check()
    field(page, "Penanggung jawab").select_option(label="Dewi Anggraini")
    field(page, "Ditindaklanjuti paling lambat").fill("10-05-2019")
    page.get_by_role("button", name="Catat temuan").click()


def the_office_answers_and_follows_up(people, paper):
    """The planner answers in the thread, and shows what was done."""
    page = people("perencana")
    told(page, "instruksi atasan “Surat keterangan di bawah target”")
    page.get_by_role("link", name="Jawab").click()
    field(page, "Jawaban").fill("Sebagian permohonan datang lewat desa; kini dicocokkan.")
    page.get_by_role("button", name="Kirim jawaban").click()
    page = people("perencana")
    told(page, "temuan sedang “Buku agenda belum dicocokkan”")
    page.get_by_role("link", name="Tindak lanjuti").click()
    field(page, "Yang dilakukan").fill("Dicocokkan dengan buku desa, Januari sampai April.")
    field(page, "Bukti dukung").set_input_files(paper)
    page.get_by_role("button", name="Kirim tindak lanjut").click()


def the_superior_accepts_and_reviews(people):
    """What was done is enough; the meeting of the quarter is written down, and its sheet printed."""
    page = people("pengawas")
    told(page, "menindaklanjuti temuan “Buku agenda belum dicocokkan”")
    page.get_by_role("link", name="Terima").click()
    page.get_by_role("button", name="Terima").click()
    place(page, "Pengawasan")
    page.get_by_role("link", name=OFFICE, exact=True).click()
    page.get_by_role("link", name="Catatan rapat TW I", exact=True).click()
    field(page, "Tanggal rapat").fill("29-04-2019")
    field(page, "Faktor penghambat").fill("Permohonan lewat desa terlambat sampai.")
    field(page, "Tindak lanjut yang disepakati").fill("Pencocokan buku agenda setiap tanggal 5.")
    page.get_by_role("button", name="Simpan catatan").click()
    sheet = page.get_by_role("link", name="Lembar PDF TW I", exact=True).get_attribute("href")
    assert page.request.get(sheet).body().startswith(b"%PDF")


def the_office_explains_and_the_evaluator_judges(people):
    """The planner says why a figure fell short; somebody else judges the year, and the head is told."""
    page = people("perencana")
    page.goto(EVALUATION)
    page.get_by_role("link", name=f"tulis analisis: {ON_TIME}").click()
    field(page, "Penyebab keberhasilan atau kegagalan").fill("Dua petugas loket cuti bersamaan.")
    field(page, "Upaya perbaikan").fill("Jadwal cuti disusun bergiliran.")
    page.get_by_role("button", name="Simpan").click()

    page = people("evaluator")
    page.goto(EVALUATION)
    page.get_by_role("link", name="Tulis evaluasi").click()
    field(page, "Catatan evaluasi").fill("Angka terbuka sampai barisnya; loket perlu ditata.")
    page.get_by_role("button", name="Simpan draf").click()
    page.get_by_role("button", name="Terbitkan evaluasi").click()

    page = people("camat")
    told(page, "hasil evaluasi kinerja sampai TW IV 2019 diterbitkan")
    # 360 of 400 letters are 90 %; 6 of 8 in time are 75 %, or 83.33 % of the promised 90 %.
    assert "86,67 %" in said(page)
    page.get_by_role("link", name="Keadaan sekarang").click()
    assert "Dua petugas loket cuti bersamaan." in said(page)


def a_rule_is_set(people):
    """What a weak quarter suggests is written down with its basis by one, brought into force by another."""
    page = people("pengawas")
    page.goto("/keputusan/aturan/")
    page.get_by_role("link", name="Aturan baru").first.click()
    field(page, "Judul").fill("Pembinaan bila capaian rendah")
    field(page, "Batas, persen").fill("90")
    field(page, "Banyaknya triwulan").select_option("1")
    field(page, "Dasar hukum").fill("Peraturan Bupati Banyumas Nomor 41 Tahun 2018")
    field(page, "Pasal").fill("Pasal 7")
    field(page, "Tanggal penetapan dasar hukum").fill("05-11-2018")
    field(page, "Bagaimana dasar itu diketahui").select_option("seen")
    field(page, "Berlaku sejak").fill("02-01-2019")
    page.get_by_role("button", name="Simpan konsep").click()

    page = people("bupati")
    page.goto("/keputusan/aturan/")
    page.get_by_role("link", name="Pembinaan bila capaian rendah").first.click()
    page.get_by_role("button", name="Berlakukan").click()


def a_sanction_is_proposed_and_decided(people):
    """The rule suggests, a person proposes, another one decides and says why."""
    page = people("pengawas")
    page.goto(f"/keputusan/saran/{YEAR}/")
    page.get_by_role("link", name="Usulkan").click()
    field(page, "Alasan usulan").fill("Loket perlu didampingi setahun")
    page.get_by_role("button", name="Usulkan").click()
    assert page.get_by_role("link", name="Putuskan").count() == 0

    page = people("bupati")
    told(page, f"sebuah usulan atas kinerja tahun {YEAR} menunggu keputusan")
    page.get_by_role("link", name="Putuskan").click()
    page.get_by_label("Mengabulkan usulan", exact=True).check()
    for label, text in (
        ("Alasan keputusan", "Capaian triwulan I jauh di bawah target"),
        ("Nomor surat", "800/12/2020"),
        ("Ditetapkan di", "Purwokerto"),
        ("Nama pejabat", "Harjono Kusumo"),
        ("Jabatan yang memutuskan", "Bupati Banyumas"),
    ):
        field(page, label).fill(text)
    page.get_by_role("button", name="Tetapkan").click()


def the_head_objects(people, paper):
    """The letter came; the head says what it overlooks."""
    page = people("camat")
    told(page, f"ada keputusan atas kinerja tahun {YEAR}")
    page.get_by_role("link", name="Catat penerimaan").click()
    page.get_by_role("button", name="Simpan").click()
    page.get_by_role("link", name="Ajukan keberatan").click()
    field(page, "Alasan keberatan").fill("Pembetulan 6 Maret belum dihitung")
    field(page, "Berkas pendukung").set_input_files(paper)
    page.get_by_role("button", name="Sampaikan keberatan").click()


def the_superior_answers(people):
    """The objection is answered; the head may still appeal."""
    page = people("bupati")
    told(page, f"keberatan atas keputusan tentang kinerja tahun {YEAR} menunggu jawaban")
    page.get_by_role("link", name="Jawab keberatan").click()
    page.get_by_label("Menolak keberatan: keputusan tetap").check()
    field(page, "Alasan jawaban").fill("Dengan pembetulan itu pun suratnya di bawah target")
    page.get_by_role("button", name="Simpan jawaban").click()
    assert page.get_by_role("button", name="Nyatakan final").count() == 0


def it_becomes_final(people):
    """Nobody appealed in time."""
    page = people("bupati")
    page.goto("/keputusan/usulan/")
    page.get_by_role("link", name=f"{OFFICE}, {YEAR}").click()
    page.get_by_role("button", name="Nyatakan final").click()
    page.get_by_text("Dinyatakan final oleh").wait_for()


def everything_is_written_down(people):
    """The inspector reads who did what; the chain of entries holds."""
    page = people("inspektorat")
    page.goto("/pengaturan/riwayat/?q=Wiryo")
    for deed in ("menandatangani", "menyetujui", "menetapkan definisi", "mengajukan keberatan"):
        assert deed in said(page)
    assert list(audit.broken_links()) == []
