"""The pages of self-help groups: found, filtered, opened, changed, taken away."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from janji.documents.workbooks import tables
from janji.orgs import actions as orgs
from janji.orgs.models import OrgUnitKind
from janji.orgs.roles import Role
from janji.registers.self_help.models import Closing, FinanceUnit, Group, GroupMember, Loan, Record
from tests.cast import AT
from tests.forms_on_pages import form_on
from tests.registers.self_help_stories import (
    MILLION,
    active_group,
    close,
    group,
    lend,
    member,
    members,
    pay,
    record,
    require,
    unit,
)

pytestmark = pytest.mark.django_db
LIST = "/catatan/ksm/kecamatan-ajibarang/"


def page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, address
    return " ".join(answer.content.decode().split())


def address(name, *arguments):
    return reverse(f"self_help:{name}", args=arguments)


def send(client, name, button, typed, *arguments):
    at = address(name, *arguments)
    return form_on(client.get(at), at, button).send(client, typed)


def village(cast, name):
    return orgs.create_org_unit(
        name=name,
        kind=OrgUnitKind.VILLAGE,
        parent=cast.district,
        region=None,
        address=None,
        contact=None,
        by=cast.admin,
        at=AT,
    )


def clerk_of(cast, office):
    made = orgs.create_account(
        username="petugas",
        full_name="Rohmat",
        official=None,
        password="padi-menguning-di-ladang",
        by=cast.admin,
        at=AT,
    ).user
    orgs.assign_role(
        user=made,
        role=Role.VILLAGE_CLERK,
        org_unit=office,
        starts_on=AT.date(),
        by=cast.admin,
        at=AT,
    )
    return made


def test_an_empty_register_says_what_to_do(cast, as_user):
    said = page(as_user(cast.operator), LIST)
    assert "Belum ada KSM" in said
    assert "Catat KSM pertama" in said
    assert "Catat KSM pertama" not in page(as_user(cast.inspektorat), LIST)


def test_a_group_from_the_form_to_an_active_one(cast, as_user):
    browser = as_user(cast.operator)
    typed = {"name": "Mekar Sari", "kind": "ekonomi", "programme": "p2kp", "formed_on": "1-3-2017"}
    answer = send(browser, "new-group", "Simpan KSM", typed, "kecamatan-ajibarang")
    made = Group.objects.get()
    assert answer.headers["Location"] == address("group", made.pk)
    again = send(browser, "new-group", "Simpan KSM", typed, "kecamatan-ajibarang")
    assert again.status_code == 422
    assert "sudah ada di Desa Kracak" in again.content.decode()
    for name, sex in (("Painem", "P"), ("Kasmin", "L"), ("Sarmi", "P")):
        person = {"name": name, "sex": sex, "is_poor": "on", "joined_on": "01-03-2017"}
        send(browser, "new-member", "Simpan anggota", person, made.pk)
    for one, post in zip(
        GroupMember.objects.all(), ("ketua", "sekretaris", "bendahara"), strict=True
    ):
        typed = {"member": str(one.pk), "post": post, "starts_on": "01-03-2017"}
        send(browser, "new-officer", "Simpan pengurus", typed, made.pk)
    for day in ("05-08-2019", "05-11-2019"):
        typed = {"kind": "pertemuan", "day": day, "evidence": "Daftar hadir"}
        send(browser, "new-record", "Simpan kegiatan", typed, made.pk)
    said = page(browser, address("group", made.pk) + "?year=2019&quarter=4")
    assert "Penilaian TW IV 2019" in said
    assert "Yang kurang:" not in said
    third = page(browser, address("group", made.pk) + "?year=2019&quarter=3")
    assert "kegiatan TW II 2019 belum tercatat" in third


def test_evidence_is_kept_and_given_to_those_who_may_see(cast, as_user):
    made = group(cast)
    browser = as_user(cast.operator)
    scan = SimpleUploadedFile("daftar hadir.pdf", b"%PDF-1.4\n% contoh\n")
    typed = {"kind": "pertemuan", "day": "05-08-2019", "evidence": "Daftar hadir", "file": scan}
    assert browser.post(address("new-record", made.pk), typed).status_code == 302
    kept = Record.objects.get()
    answer = browser.get(address("record-file", kept.pk))
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert as_user(cast.stranger).get(address("record-file", kept.pk)).status_code == 404
    none = record(cast, made, date(2019, 9, 1))
    page(browser, address("record-file", none.pk), 404)


def test_the_list_is_searched_filtered_and_sorted(cast, as_user):
    active_group(cast)
    late = group(cast, "Sri Rejeki", "sosial")
    member(cast, late, "Rusmiati Astuti")
    lend(cast, late, exception="Sisa program lama")
    close(cast, group(cast, "Tunas Muda", "infrastruktur"))
    browser = as_user(cast.kasi)
    said = page(browser, LIST)
    assert "3 KSM, keadaan 31 Desember 2019" in said
    assert "kegiatan TW IV 2019 belum tercatat" in said
    assert "pengurus belum diketahui: bendahara, ketua, sekretaris" in said
    for query, found in (
        ("state=aktif", "Mekar Sari"),
        ("state=belum", "Sri Rejeki"),
        ("state=menunggak", "Sri Rejeki"),
        ("state=ditutup", "Tunas Muda"),
        ("kind=sosial", "Sri Rejeki"),
        ("q=rusmiati", "Sri Rejeki"),
        ("q=TUNAS", "Tunas Muda"),
    ):
        said = page(browser, f"{LIST}?{query}")
        assert "1 KSM," in said, query
        assert found in said, query
    assert "Tidak ada KSM yang cocok" in page(browser, f"{LIST}?q=zzz")
    turned = page(browser, f"{LIST}?urut=-nama")
    assert turned.index("Tunas Muda") < turned.index("Mekar Sari")


def test_the_list_is_taken_away_as_it_is_filtered(cast, as_user):
    active_group(cast)
    group(cast, "Sri Rejeki", "sosial")
    browser = as_user(cast.kasi)
    book = tables(browser.get(f"{LIST}?kind=sosial&unduh=xlsx").content, "ksm.xlsx")
    assert [row[1] for row in book["KSM"][1:2]] == ["Sri Rejeki"]
    text = browser.get(f"{LIST}?unduh=csv").content.decode("utf-8-sig")
    assert "Desa Kracak;Mekar Sari;Ekonomi;P2KP;01-03-2017;5;2;0;0;0;aktif" in text
    assert "Painem" not in text


def test_the_loan_shows_its_schedule_by_day(cast, as_user):
    made = group(cast)
    members(cast, made, 5)
    browser = as_user(cast.operator)
    typed = {
        "number": "03/UPK/2019",
        "disbursed_on": "10-01-2019",
        "principal": "5.000.000",
        "service": "250.001",
        "months": "3",
        "first_due_on": "10-02-2019",
        "persons": "5",
    }
    refused = send(browser, "new-loan", "Simpan pinjaman", typed, made.pk)
    assert refused.status_code == 422
    said = refused.content.decode()
    assert "tanggung renteng tertulis belum ada" in said
    assert "belum menabung 3 bulan berturut-turut" in said
    typed["exception"] = "Musyawarah BKM 2 Januari 2019"
    assert send(browser, "new-loan", "Simpan pinjaman", typed, made.pk).status_code == 302
    loan = Loan.objects.get()
    paid = {"day": "10-02-2019", "amount": "2.000.000", "service": "83.333", "evidence": "Kuitansi"}
    answer = send(browser, "pay", "Simpan angsuran", paid, loan.pk)
    assert answer.headers["Location"] == address("loan", loan.pk)
    said = page(browser, address("loan", loan.pk))
    assert "1.666.668" in said
    assert "5.000.000 − Rp 2.000.000 = Rp 3.000.000" in said
    assert said.count("lunas") >= 1
    assert "menunggak" in said
    much = paid | {"amount": "3.000.001"}
    assert (
        "melebihi sisanya"
        in send(browser, "pay", "Simpan angsuran", much, loan.pk).content.decode()
    )


def test_the_recap_divides_sums_by_sums(cast, as_user):
    other = village(cast, "Desa Lesmana")
    unit(cast, grant=250 * MILLION, works=55 * MILLION)
    sound = active_group(cast)
    risky = group(cast, "Sri Rejeki", village=other)
    record(cast, sound, date(2019, 12, 1), "simpanan", 120_000)
    more = {"exception": "Sisa program lama", "months": 10}
    lend(cast, sound, principal=102 * MILLION, first=date(2020, 2, 1), **more)
    loan = lend(cast, risky, principal=20 * MILLION, **more)
    pay(cast, loan, date(2019, 3, 1), 2 * MILLION)
    browser = as_user(cast.camat)
    said = page(browser, f"{LIST}rekap/?year=2019&month=12")
    for words in ("1 dari 2", "50,00", "120.000.000", "15,00", "195.000.000", "UPK belum dicatat"):
        assert words in said, words
    text = browser.get(f"{LIST}rekap/?year=2019&month=12&unduh=csv").content.decode("utf-8-sig")
    total = next(line for line in text.splitlines() if line.startswith("Jumlah;"))
    assert total.split(";")[11:14] == ["120000000", "18000000", "15"]
    early = page(browser, f"{LIST}rekap/?year=2018&month=12")
    assert "tidak dapat dihitung: tidak ada saldo pinjaman" in early
    book = tables(browser.get(f"{LIST}rekap/?year=2019&month=12&unduh=xlsx").content, "r.xlsx")
    assert [row[5] for row in book["Rekap per KSM"][1:]] == [0, 0]
    assert [row[0] for row in book["Rekap UPK"][1:4]] == ["Desa Kracak", "Desa Lesmana", "Jumlah"]


def test_a_group_is_closed_by_minutes_and_opened_again(cast, as_user):
    made = active_group(cast)
    browser = as_user(cast.operator)
    typed = {
        "day": "01-07-2019",
        "minutes_number": "BA-07/BKM/2019",
        "minutes_on": "30-06-2019",
        "reason": "Anggota pindah usaha",
    }
    send(browser, "close", "Tutup KSM", typed, made.pk)
    said = page(browser, address("group", made.pk))
    assert "berita acara BKM BA-07/BKM/2019" in said
    assert "Kegiatan baru" not in said
    opened = {"day": "01-08-2019", "reason": "Anggota kembali"}
    send(browser, "reopen", "Buka kembali", opened, Closing.objects.get().pk)
    said = page(browser, address("group", made.pk))
    assert "dibuka kembali 1 Agustus 2019: Anggota kembali" in said
    assert "Kegiatan baru" in said


def test_everything_else_is_put_right_or_ended_with_a_reason(cast, as_user):
    made = active_group(cast)
    loan = lend(cast, made, exception="Sisa program lama")
    held = require(cast, made, "books")
    meeting = made.records.earliest("day")
    one = made.members.get(name="Painem")
    chair = one.posts.get()
    browser = as_user(cast.operator)
    why = {"reason": "Salah catat"}
    ended = {"day": "01-12-2019"} | why
    for name, button, typed, key in (
        ("correct", "Simpan pembetulan", {"name": "Mekar Sari 2"} | why, made.pk),
        ("correct-member", "Simpan pembetulan", {"name": "Painem Raharjo"} | why, one.pk),
        ("correct-record", "Simpan pembetulan", {"day": "06-08-2019"} | why, meeting.pk),
        ("withdraw-record", "Batalkan catatan", why, meeting.pk),
        ("end-officer", "Akhiri jabatan", ended, chair.pk),
        ("end-member", "Akhiri keanggotaan", ended, one.pk),
        ("end-requirement", "Akhiri syarat", ended, held.pk),
        ("withdraw-loan", "Batalkan pinjaman", why, loan.pk),
    ):
        answer = send(browser, name, button, typed, key)
        assert answer.status_code == 302, (name, answer.content.decode())
    said = page(browser, address("group", made.pk))
    for words in ("Mekar Sari 2", "Painem Raharjo", "dibatalkan", "keluar 1 Desember 2019"):
        assert words in said, words
    assert "tidak dihitung: Salah catat" in page(browser, address("loan", loan.pk))


def test_the_unit_of_a_village(cast, as_user):
    browser = as_user(cast.operator)
    typed = {
        "board": "BKM Mugi Lestari",
        "name": "UPK Mugi Lestari",
        "grant": "250.000.000",
        "works": "55.000.000",
        "capital": "190.000.000",
    }
    wrong = send(browser, "unit", "Simpan BKM dan UPK", typed, "desa-kracak")
    assert "dikurangi belanja fisik 55.000.000 adalah 195.000.000" in wrong.content.decode()
    typed["capital"] = "195.000.000"
    assert send(browser, "unit", "Simpan BKM dan UPK", typed, "desa-kracak").status_code == 302
    assert FinanceUnit.objects.get().capital == 195 * MILLION


def test_a_village_sees_its_own_and_nothing_else(cast, as_user):
    other = village(cast, "Desa Lesmana")
    own, foreign = active_group(cast), active_group(cast, "Sri Rejeki", village=other)
    loan = lend(cast, foreign, exception="Sisa program lama")
    browser = as_user(clerk_of(cast, cast.village))
    said = page(browser, "/catatan/ksm/desa-kracak/")
    assert "Mekar Sari" in said
    assert "Sri Rejeki" not in said
    page(browser, address("group", own.pk))
    for name, key in (
        ("group", foreign.pk),
        ("new-record", foreign.pk),
        ("loan", loan.pk),
        ("pay", loan.pk),
        ("correct-member", foreign.members.first().pk),
        ("correct-record", foreign.records.first().pk),
        ("end-officer", foreign.members.get(posts__post="ketua").posts.get().pk),
    ):
        page(browser, address(name, key), 404)
    for slug in ("kecamatan-ajibarang", "desa-lesmana"):
        page(browser, f"/catatan/ksm/{slug}/", 404)
        page(browser, f"/catatan/ksm/{slug}/rekap/", 404)
    stranger = as_user(cast.stranger)
    page(stranger, address("group", own.pk), 404)


def test_who_only_reads_finds_no_forms(cast, as_user):
    made = active_group(cast)
    browser = as_user(cast.inspektorat)
    said = page(browser, address("group", made.pk))
    for words in ("Kegiatan baru", "Betulkan", "Tutup KSM", "Anggota baru"):
        assert words not in said
    page(browser, address("new-record", made.pk), 403)


def test_queries_do_not_grow_with_rows(cast, as_user, django_assert_max_num_queries):
    for number in range(8):
        made = active_group(cast, f"KSM {number}")
        loan = lend(cast, made, exception="Sisa program lama")
        pay(cast, loan, date(2019, 3, 1), 500_000)
    browser = as_user(cast.kasi)
    browser.get(LIST)
    with django_assert_max_num_queries(19):
        browser.get(LIST)
    with django_assert_max_num_queries(19):
        browser.get(f"{LIST}rekap/")
    with django_assert_max_num_queries(31):
        browser.get(address("group", made.pk))
    with django_assert_max_num_queries(15):
        browser.get(address("loan", loan.pk))


def test_the_office_itself_has_no_unit(cast, as_user):
    typed = {"board": "BKM", "name": "UPK", "capital": "1"}
    answer = send(
        as_user(cast.operator), "unit", "Simpan BKM dan UPK", typed, "kecamatan-ajibarang"
    )
    assert answer.status_code == 422
    assert "bukan salah satunya" in answer.content.decode()
