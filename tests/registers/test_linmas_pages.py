"""The pages of the Linmas register, for a district, for one village, and for strangers."""

import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook

from janji.core.linmas import Issuer
from janji.orgs import actions as orgs
from janji.orgs.models import OrgUnitKind
from janji.orgs.roles import Role
from janji.registers.linmas.models import Attendance, Event, Member
from tests.registers.linmas_stories import NAMES, NOW, correct, decree, event, member, tick

pytestmark = pytest.mark.django_db
BASE = "/catatan/linmas/kecamatan-ajibarang/"
VILLAGE = "/catatan/linmas/desa-kracak/"
NIK = "3302141201900003"
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def last_of_december(monkeypatch):
    """Pages stand on 31 December 2019."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def other_village(cast):
    return orgs.create_org_unit(
        name="Desa Lesmana",
        kind=OrgUnitKind.VILLAGE,
        parent=cast.district,
        region=None,
        address=None,
        contact=None,
        by=cast.admin,
        at=NOW,
    )


@pytest.fixture
def clerk(cast):
    """Someone who keeps the records of one village only."""
    made = orgs.create_account(
        username="desa",
        full_name="Turwati Handayani",
        official=None,
        password="sawah-hijau-membentang",
        by=cast.admin,
        at=NOW,
    )
    orgs.assign_role(
        user=made.user,
        role=Role.VILLAGE_CLERK,
        org_unit=cast.village,
        starts_on=NOW.date(),
        by=cast.admin,
        at=NOW,
    )
    return made.user


def page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def workbook(answer):
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def entry(cast, **more):
    return {
        "village": cast.village.pk,
        "name": NAMES[0],
        "nik": NIK,
        "sex": "L",
        "born_on": "17-05-1980",
        "education": "upper",
        "squad": "security",
        "post": "member",
        "card_number": "",
        "starts_on": "02-01-2018",
        "number": "141/07/2018",
        "signed_on": "02-01-2018",
        "issuer": "police_head",
        "issuer_name": "",
        "holds_from": "",
        "holds_until": "",
    } | more


def test_from_an_empty_list_to_a_member(cast, as_user):
    client = as_user(cast.operator)
    assert "Belum ada anggota" in page(client, BASE)
    answer = client.post(f"{BASE}anggota-baru/", entry(cast))
    one = Member.objects.get()
    assert answer.headers["Location"] == f"/catatan/linmas/anggota/{one.pk}/"
    said = page(client, answer.headers["Location"])
    for words in (NAMES[0], "berakhir 0003", "141/07/2018", "Pengamanan".lower(), "39 tahun"):
        assert words in said
    assert NIK not in said
    assert NAMES[0] in page(client, BASE)
    again = client.post(f"{BASE}anggota-baru/", entry(cast))
    assert again.status_code == 422
    assert "jangan dicatat dua kali" in again.content.decode()


def test_bad_input_gets_a_sentence(cast, as_user):
    client = as_user(cast.operator)
    answer = client.post(f"{BASE}anggota-baru/", entry(cast, nik="12", born_on="kapan"))
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "tidak terbaca sebagai tanggal" in said
    assert "16 digit" in said


def test_what_was_typed_is_shown_and_never_run(cast, as_user):
    one = member(cast, HOSTILE)
    tick(cast, event(cast, title=HOSTILE), one)
    client = as_user(cast.operator)
    addresses = (
        BASE,
        f"/catatan/linmas/anggota/{one.pk}/",
        f"{BASE}kegiatan/",
        f"/catatan/linmas/acara/{Event.objects.get().pk}/?desa=desa-kracak",
        f"{VILLAGE}belum-dibina/",
    )
    assert all(HOSTILE not in page(client, address) for address in addresses)


def test_the_list_is_searched_filtered_and_taken_away(cast, as_user, other_village):
    one = member(cast, NAMES[0], squad="kitchen")
    member(cast, NAMES[1], other_village, decreed=decree(holds_until=date(2019, 1, 31)))
    tick(cast, event(cast), one)
    client = as_user(cast.kasi)

    def found(query):
        said = page(client, f"{BASE}?{query}")
        return [name for name in NAMES if name in said]

    assert found("") == [NAMES[0], NAMES[1]]
    assert found("q=rasmin") == [NAMES[1]]
    assert found("q=141") == [NAMES[0], NAMES[1]]
    assert found(f"village={other_village.pk}") == [NAMES[1]]
    assert found("squad=kitchen") == [NAMES[0]]
    assert found("state=terbina") == [NAMES[0]]
    assert found("state=tanpa-sk") == [NAMES[1]]
    assert found("state=belum") == found("state=berhenti") == []
    assert found("q=antah") == []
    # As it stood in January: nobody was trained yet, and the other's decree still held.
    assert found("per=31-01-2019&state=belum") == [NAMES[0], NAMES[1]]
    assert found("per=31-12-2017&state=") == []
    assert found("per=31-12-9999") == found("per=kapan") == found("")
    assert "31 Desember 2019" in page(client, f"{BASE}belum-dibina/?per=01-01-0001")
    sheet = workbook(client.get(f"{BASE}?state=terbina&unduh=xlsx"))["Anggota Linmas"]
    assert [line[0] for line in sheet[1:2]] == [NAMES[0]]
    assert "0003" not in str(sheet)
    said = client.get(f"{BASE}?urut=-nama&unduh=csv").content.decode("utf-8-sig")
    assert [line.split(";")[0] for line in said.splitlines()[1:]] == [NAMES[0], NAMES[1]]


def test_attendance_by_ticks_and_its_late_additions(cast, as_user, other_village):
    one, two = member(cast, NAMES[0]), member(cast, NAMES[1])
    member(cast, NAMES[2], other_village)
    happened = event(cast)
    client, address = as_user(cast.operator), f"/catatan/linmas/acara/{happened.pk}/"
    said = page(client, f"{address}?desa=desa-kracak")
    assert NAMES[0] in said
    assert NAMES[2] not in said
    assert said.count("checked") == 0
    assert page(client, f"{address}?desa=desa-kracak&semua=1").count("checked") == 2
    sent = {"present": [str(one.pk)], "based_on": "1"}
    answer = client.post(f"{address}?desa=desa-kracak", sent)
    # The next village's list follows at once.
    assert answer.headers["Location"] == f"{address}?desa=desa-lesmana#hadir"
    assert Attendance.objects.get().member == one
    Attendance.objects.update(recorded_at=NOW.replace(month=3, day=14))
    sent = {"present": [str(one.pk), str(two.pk)], "based_on": "2"}
    client.post(f"{address}?desa=desa-kracak", sent)
    said = page(client, f"{address}?desa=desa-kracak")
    assert said.count("checked") == 2
    assert "susulan, 31 Desember 2019" in said
    stranger = {"present": ["999999"], "based_on": "3"}
    assert client.post(f"{address}?desa=desa-kracak", stranger).status_code == 422
    assert "Rasmin" in page(as_user(cast.camat), address)


def test_events_are_written_down_corrected_and_cancelled(cast, as_user):
    client = as_user(cast.operator)
    assert "Belum ada kegiatan" in page(client, f"{BASE}kegiatan/")
    sent = {
        "office": cast.district.pk,
        "kind": "guidance",
        "title": "Pembinaan Satlinmas",
        "held_on": "14-03-2019",
        "hours": "4",
        "place": "Pendopo",
        "organiser": "district",
        "material": "Siskamling",
    }
    answer = client.post(f"{BASE}kegiatan-baru/", sent)
    made = Event.objects.get()
    assert answer.headers["Location"] == f"/catatan/linmas/acara/{made.pk}/"
    ahead = client.post(f"{BASE}kegiatan-baru/", sent | {"held_on": "01-01-2020"})
    assert "belum terjadi" in ahead.content.decode()
    base = f"/catatan/linmas/acara/{made.pk}/"
    answer = client.post(f"{base}betulkan/", sent | {"hours": "6", "based_on": "1"})
    assert answer.status_code == 302
    answer = client.post(f"{base}batalkan/", {"reason": "Tercatat dua kali", "based_on": "2"})
    assert answer.status_code == 302
    said = page(client, base)
    assert "Tercatat dua kali" in said
    assert "Simpan kehadiran" not in said
    assert "dibatalkan" in page(client, f"{BASE}kegiatan/?kind=guidance&year=2019&q=pendopo")
    sheet = workbook(client.get(f"{BASE}kegiatan/?unduh=xlsx"))["Kegiatan Linmas"]
    assert sheet[1][:4] == ["Pembinaan Satlinmas", "Pembinaan", date(2019, 3, 14), 6.0]


def test_who_is_untrained_and_the_half_year(cast, as_user, other_village):
    one, two = member(cast, NAMES[0]), member(cast, NAMES[1])
    three = member(cast, NAMES[2], other_village)
    tick(cast, event(cast), one)
    tick(cast, event(cast, date(2019, 9, 2)), two)
    client = as_user(cast.camat)
    said = page(client, f"{BASE}belum-dibina/")
    assert "1 dari 3 anggota belum dibina" in said
    assert three.name in said
    assert one.name not in said
    said = page(client, f"{BASE}belum-dibina/?per=30-06-2019")
    assert "2 dari 3 anggota belum dibina" in said
    sheet = workbook(client.get(f"{BASE}belum-dibina/?unduh=xlsx"))["Belum dibina"]
    assert [line[:2] for line in sheet[1:2]] == [[three.name, "Desa Lesmana"]]
    half = page(client, f"{BASE}laporan/?semester=2019-1")
    assert "33,33" in half
    whole = page(client, f"{BASE}laporan/?semester=2019-2")
    assert "66,67" in whole
    assert "Semester berikutnya" not in whole
    book = workbook(client.get(f"{BASE}laporan/?semester=2019-2&unduh=xlsx"))
    assert book["Semester 2 2019"][1:4] == [
        ["Desa Kracak", 2.0, 2.0, 0.0, 100.0, 2.0],
        ["Desa Lesmana", 1.0, 0.0, 1.0, 0.0, 1.0],
        ["Jumlah", 3.0, 2.0, 1.0, 66.6667, 3.0],
    ]
    # What lies ahead is told as it stands now, what cannot be read as well.
    assert "Semester 2 tahun 2019" in page(client, f"{BASE}laporan/?semester=2024-1")
    assert "Semester 2 tahun 2019" in page(client, f"{BASE}laporan/?semester=kapan")


def test_a_list_that_shrank_is_seen(cast, as_user):
    one = member(cast)
    member(cast, NAMES[1])
    client = as_user(cast.operator)
    answer = client.post(
        f"/catatan/linmas/anggota/{one.pk}/berhenti/",
        {"ends_on": "02-12-2019", "reason": "moved", "based_on": "1"},
    )
    assert answer.status_code == 302
    assert "menyusut" in page(client, f"{BASE}laporan/")
    assert "pindah tempat tinggal" in page(client, f"/catatan/linmas/anggota/{one.pk}/")
    assert NAMES[0] in page(client, f"{BASE}?state=berhenti")


def test_ages_are_told(cast, as_user, monkeypatch):
    member(cast, NAMES[0], born_on=date(1962, 3, 10))
    old = member(cast, NAMES[1], born_on=date(1955, 3, 10))
    monkeypatch.setattr(timezone, "now", lambda: NOW.replace(year=2021))
    client = as_user(cast.operator)
    said = page(client, f"{BASE}?state=usia")
    assert "segera berusia 60" in said
    assert "lewat usia 65" in said
    assert "Catat berhentinya" in page(client, f"/catatan/linmas/anggota/{old.pk}/")


def test_remarks_on_who_was_taken_in(cast, as_user):
    one = member(cast, education="primary", decreed=decree(issuer=Issuer.VILLAGE_HEAD))
    said = page(as_user(cast.operator), f"/catatan/linmas/anggota/{one.pk}/")
    assert "tamat SLTP" in said
    assert "kepala Satpol PP atas nama bupati" in said


def test_corrections_and_withdrawn_decrees_stay_readable(cast, as_user):
    one = correct(cast, member(cast), card_number="KTA-1")
    client = as_user(cast.operator)
    base = f"/catatan/linmas/anggota/{one.pk}/"
    answer = client.post(
        f"/catatan/linmas/sk/{one.decrees.get().pk}/tarik/",
        {"reason": "Milik desa lain", "based_on": "2"},
    )
    assert answer.headers["Location"] == base
    said = page(client, base)
    assert "kosong → KTA-1" in said
    assert "Milik desa lain" in said
    assert "Tidak ada SK yang berlaku" in said


def test_what_waits_is_settled(cast, as_user):
    one, happened = member(cast), event(cast)
    made = Attendance.objects.create(
        event=happened, member=one, recorded_by=cast.operator, recorded_at=NOW
    )
    client = as_user(cast.operator)
    assert "Pastikan orangnya" in page(client, f"{BASE}kegiatan/")
    assert NAMES[0] in page(client, f"{BASE}pemastian/")
    client.post(f"/catatan/linmas/kehadiran/{made.pk}/", {"verdict": "benar"})
    made.refresh_from_db()
    assert made.confirmed_by == cast.operator
    assert "Tidak ada yang menunggu" in page(client, f"{BASE}pemastian/")


def test_a_village_sees_itself_only(cast, as_user, clerk, other_village):
    own, foreign = member(cast, NAMES[0]), member(cast, NAMES[1], other_village)
    happened = event(cast)
    tick(cast, happened, own)
    tick(cast, happened, foreign, village=other_village)
    client = as_user(clerk)
    for address in ("", "belum-dibina/", "laporan/", "kegiatan/", "?unduh=csv"):
        said = page(client, f"{VILLAGE}{address}")
        assert foreign.name not in said
        assert "Lesmana" not in said
    # The district's event is named on the own member's page, without a link that leads nowhere.
    said = page(client, f"/catatan/linmas/anggota/{own.pk}/")
    assert "Pembinaan Satlinmas" in said
    assert "/acara/" not in said
    hidden = (
        BASE,
        "/catatan/linmas/desa-lesmana/",
        f"/catatan/linmas/anggota/{foreign.pk}/",
        f"/catatan/linmas/anggota/{foreign.pk}/betulkan/",
        f"/catatan/linmas/sk/{foreign.decrees.get().pk}/tarik/",
        f"/catatan/linmas/acara/{happened.pk}/",
    )
    for address in hidden:
        page(client, address, status=404)
    sent = entry(cast, village=other_village.pk)
    assert client.post(f"{VILLAGE}anggota-baru/", sent).status_code == 422


def test_who_only_reads_is_offered_nothing_to_change(cast, as_user):
    one, happened = member(cast), event(cast)
    client = as_user(cast.inspektorat)
    for address in (BASE, f"{BASE}kegiatan/", f"/catatan/linmas/anggota/{one.pk}/"):
        said = page(client, address)
        assert "Anggota baru" not in said
        assert "Catat berhenti" not in said
        assert "Kegiatan baru" not in said
    for address in (
        f"{BASE}anggota-baru/",
        f"{BASE}kegiatan-baru/",
        f"/catatan/linmas/anggota/{one.pk}/berhenti/",
        f"/catatan/linmas/acara/{happened.pk}/batalkan/",
    ):
        page(client, address, status=403)
    sent = {"present": [str(one.pk)], "based_on": "1"}
    address = f"/catatan/linmas/acara/{happened.pk}/?desa=desa-kracak"
    assert client.post(address, sent).status_code == 403
    assert not Attendance.objects.exists()
    page(as_user(cast.stranger), f"/catatan/linmas/anggota/{one.pk}/", status=404)


def test_questions_do_not_grow_with_rows(cast, as_user):
    client = as_user(cast.operator)

    def fill(first, last):
        made = [member(cast, f"Anggota {number}") for number in range(first, last)]
        tick(cast, event(cast, date(2019, 2, last)), *made)

    def asked(address):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            page(client, address)
        return len(queries)

    fill(0, 2)
    happened = Event.objects.first().pk
    addresses = (
        BASE,
        f"{BASE}kegiatan/",
        f"{BASE}belum-dibina/?per=31-01-2019",
        f"{BASE}laporan/",
        f"/catatan/linmas/acara/{happened}/?desa=desa-kracak",
        f"/catatan/linmas/acara/{happened}/",
        f"/catatan/linmas/anggota/{Member.objects.first().pk}/",
    )
    before = [asked(address) for address in addresses]
    fill(2, 12)
    assert [asked(address) for address in addresses] == before
