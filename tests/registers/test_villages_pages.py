"""The pages: lists, the map of books, an inspection entered, findings, who sees what."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from janji.registers.villages import actions
from janji.registers.villages.models import Finding, Inspection, Village
from tests.registers.village_books import DAY, DESA, NOW, inspect, listed, set_days, village_clerk

pytestmark = pytest.mark.django_db
DISTRICT, KRACAK = "kecamatan-ajibarang", "desa-kracak"
HOME = reverse("villages:villages", args=[DISTRICT])
ENTRY = reverse("villages:inspect", args=[KRACAK])


def filled(**changes):
    """The form as a browser sends it: every mandatory book filled, current, signed."""
    sent = {"client_key": str(uuid4()), "inspected_on": "2019-06-20", "inspector": "Sri Lestari"}
    for one in DESA.must_be_seen:
        sent |= {
            f"b-{one.code}-state": "filled",
            f"b-{one.code}-current_until": "2019-06-20",
            f"b-{one.code}-is_signed": "on",
            f"b-{one.code}-columns_fit": "on",
        }
    return sent | changes


@pytest.fixture
def kracak(cast):
    return listed(cast)["Desa Kracak"]


def test_villages_of_the_tree_are_there_without_a_button(cast, as_user):
    page = as_user(cast.operator).get(HOME).content.decode()
    assert "Desa Kracak" in page
    assert "0 tertib, 0 belum tertib, 1 belum diperiksa" in page


def test_the_days_of_a_village_are_set_on_its_page(cast, as_user, kracak):
    inspect(cast, kracak)
    address = reverse("villages:days", args=[KRACAK])
    assert "selalu" in as_user(cast.kasi).get(reverse("villages:village", args=[KRACAK])).text
    assert as_user(cast.operator).get(address).status_code == 403
    said = {"based_on": "1", "since": "", "until": "31-07-2019", "reason": ""}
    assert "Tulis alasannya" in as_user(cast.kasi).post(address, said).text
    answer = as_user(cast.kasi).post(address, said | {"reason": "Digabung"})
    assert answer.status_code == 302
    assert Village.objects.get().until == date(2019, 7, 31)
    shown = as_user(cast.camat).get(reverse("villages:village", args=[KRACAK])).text
    assert "Terhitung sampai 31 Juli 2019: Digabung" in shown
    late = as_user(cast.kasi).post(address, said | {"until": "31-08-2019", "reason": "Lain"})
    assert late.status_code == 409
    assert "31 Juli 2019" in late.text


def test_villages_with_their_scores(cast, as_user):
    found = listed(cast, "Desa Lesmana", "Desa Ciberung")
    inspect(cast, found["Desa Kracak"])
    inspect(cast, found["Desa Lesmana"], {"A.5": 0, "C.4": 0, "C.5": 0})
    page = as_user(cast.camat).get(HOME).content.decode()
    assert "2019: 1 tertib, 1 belum tertib, 1 belum diperiksa" in page
    assert "66,67" in page
    assert "3 buku wajib tidak ada" in page
    assert "di bawah ambang: C" in page
    only = as_user(cast.camat).get(HOME, {"verdict": "not-inspected"}).content.decode()
    assert "Desa Ciberung" in only
    assert "Desa Lesmana" not in only
    assert (
        "Tidak ada desa yang cocok" in as_user(cast.camat).get(HOME, {"q": "zzz"}).content.decode()
    )
    turned = as_user(cast.camat).get(HOME, {"urut": "-desa"}).content.decode()
    assert turned.index("Desa Lesmana") < turned.index("Desa Ciberung")
    taken = as_user(cast.camat).get(HOME, {"unduh": "csv"}).content.decode("utf-8-sig")
    assert "Desa Kracak;Desa;20-06-2019;100;100;100;100;0;tertib" in taken


@pytest.mark.parametrize(
    "name", ["villages:villages", "villages:heat-map", "villages:trend", "villages:findings"]
)
def test_the_number_of_questions_does_not_grow(cast, as_user, kracak, name):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(name, args=[DISTRICT])).status_code == 200
        return len(captured)

    def seen(village):
        made = inspect(cast, village)
        actions.record_finding(
            inspection=made, book=None, content="Rapikan", due_on=DAY, by=cast.operator, at=NOW
        )

    client = as_user(cast.camat)
    seen(kracak)
    asked()
    before = asked()
    for village in listed(cast, *[f"Desa Contoh {n}" for n in range(1, 13)]).values():
        seen(village)
    assert asked() == before


def test_the_map_says_what_a_digit_means(cast, as_user, kracak):
    inspect(cast, kracak, {"A.5": None, "B.1": 0, "C.4": 2})
    page = as_user(cast.camat).get(reverse("villages:heat-map", args=[DISTRICT])).content.decode()
    assert "tidak berlaku: Desa tidak mempunyai tanah kas" in page
    assert page.count('<th scope="col">') == 1 + 24
    assert "Permendagri 47/2016" in page


def test_an_inspection_is_entered_without_scripts(cast, as_user, kracak):
    page = as_user(cast.operator).get(ENTRY)
    assert page.status_code == 200
    assert page.content.decode().count('type="radio"') == 5 * len(DESA.books)
    sent = filled(**{"b-A.5-state": "free", "b-A.5-reason": "Tidak ada tanah kas"})
    answer = as_user(cast.operator).post(ENTRY, sent)
    made = Inspection.objects.get()
    assert answer.headers["Location"] == reverse("villages:inspection", args=[made.pk])
    assert (made.points_a, made.books_a, made.recorded_by) == (32, 8, cast.operator)
    # The choice on top decides: date and signature left in the form are not taken.
    assert made.items.get(book="A.5").current_until is None
    shown = as_user(cast.camat).get(answer.headers["Location"]).content.decode()
    assert "32 dari 8 × 4" in shown
    assert "Tidak berlaku: Tidak ada tanah kas" in shown


def test_what_is_wrong_is_said_and_nothing_is_lost(cast, as_user, kracak):
    sent = filled(**{"b-A.5-state": "free", "notes": "Diperiksa bersama sekretaris"})
    del sent["b-B.2-state"]
    answer = as_user(cast.operator).post(ENTRY, sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Masih ada 1 buku yang belum diperiksa: B.2" in page
    assert "Diperiksa bersama sekretaris" in page
    assert sent["client_key"] in page
    sent["b-B.2-state"] = "nil"
    assert (
        "tulis mengapa buku ini tidak berlaku"
        in as_user(cast.operator).post(ENTRY, sent).content.decode()
    )
    assert not Inspection.objects.exists()


def test_the_script_is_answered_and_may_send_again(cast, as_user, kracak):
    client, sent = as_user(cast.operator), filled()
    json = {"HTTP_ACCEPT": "application/json"}
    answers = [client.post(ENTRY, sent, **json) for _ in range(3)]
    made = Inspection.objects.get()
    address = reverse("villages:inspection", args=[made.pk])
    photos = reverse("villages:add-photo", args=[made.pk])
    assert [one.json() for one in answers] == [{"address": address, "photos": photos}] * 3
    other = client.post(ENTRY, sent | {"b-A.1-state": "absent"}, **json)
    assert other.status_code == 422
    assert "sudah tersimpan dengan isi yang lain" in other.json()["errors"][0]
    wrong = client.post(ENTRY, filled(**{"b-C.1-current_until": "kemarin"}), **json)
    assert wrong.json()["errors"][0].startswith("Buku C.1: ")


def test_the_sheet_for_the_phone_names_nobody(cast, as_user, kracak):
    address = reverse("villages:inspect-offline", args=[KRACAK])
    page = as_user(cast.operator).get(address).content.decode()
    assert "Sri Lestari" not in page
    assert "csrfmiddlewaretoken" not in page
    assert page.count('type="radio"') == 5 * len(DESA.books)
    worker = as_user(cast.operator).get(reverse("villages:worker"))
    assert worker.headers["Content-Type"].startswith("text/javascript")
    assert b"janji-periksa" in worker.content


def test_a_village_clerk_sees_the_own_village_and_inspects_nothing(cast, as_user):
    found = listed(cast, "Desa Lesmana")
    mine = inspect(cast, found["Desa Kracak"])
    other = inspect(cast, found["Desa Lesmana"])
    client = as_user(village_clerk(cast))
    seen = client.get(reverse("villages:village", args=[KRACAK])).content.decode()
    assert "2019 semester 1" in seen
    assert "Periksa buku" not in seen
    assert client.get(reverse("villages:inspection", args=[mine.pk])).status_code == 200
    for address in (
        HOME,
        reverse("villages:village", args=["desa-lesmana"]),
        reverse("villages:inspection", args=[other.pk]),
    ):
        assert client.get(address).status_code == 404, address
    assert client.get(ENTRY).status_code == 403
    assert client.post(ENTRY, filled()).status_code == 403
    assert (
        "Desa Lesmana"
        not in client.get(reverse("villages:villages", args=[KRACAK])).content.decode()
    )


def test_semesters_of_a_village(cast, as_user, kracak):
    inspect(cast, kracak, {"A.1": 0}, on=date(2019, 6, 30))
    inspect(cast, kracak, on=date(2019, 7, 1))
    page = as_user(cast.camat).get(reverse("villages:village", args=[KRACAK])).content.decode()
    assert page.index("2019 semester 1") < page.index("2019 semester 2")
    assert ("88,89" in page, "100,00" in page) == (True, True)


def test_a_finding_from_its_inspection_to_its_end(cast, as_user, kracak):
    made = inspect(cast, kracak, {"C.4": 2})
    client = as_user(cast.operator)
    inspection = reverse("villages:inspection", args=[made.pk])
    client.post(
        inspection, {"book": "C.4", "content": "Kas umum belum ditutup", "due_on": "20-07-2019"}
    )
    found = Finding.objects.get()
    listing = reverse("villages:findings", args=[DISTRICT])
    assert "lewat batas" in client.get(listing).content.decode()
    assert "Kas umum" in client.get(listing, {"state": "lewat"}).content.decode()
    assert "Kas umum" not in client.get(listing, {"state": "selesai"}).content.decode()
    page = reverse("villages:finding", args=[found.pk])
    sent = {"settled_on": "01-07-2019", "evidence": "Buku ditutup 30-06-2019", "based_on": "1"}
    assert client.post(page, sent).status_code == 302
    found.refresh_from_db()
    assert found.settled_by == cast.operator
    assert "Buku ditutup" in client.get(page).content.decode()
    assert "Buku ditutup" in client.get(listing, {"unduh": "csv"}).content.decode("utf-8-sig")


def test_withdrawn_on_its_page(cast, as_user, kracak):
    made = inspect(cast, kracak)
    page = reverse("villages:withdraw", args=[made.pk])
    assert as_user(cast.operator).get(page).status_code == 403
    as_user(cast.kasi).post(page, {"reason": "Salah desa", "based_on": "1"})
    shown = as_user(cast.camat).get(reverse("villages:inspection", args=[made.pk])).content.decode()
    assert "Salah desa" in shown
    assert (
        "0 tertib, 0 belum tertib, 1 belum diperiksa"
        in as_user(cast.camat).get(HOME, {"tahun": 2019}).content.decode()
    )


def test_every_village_from_semester_to_semester(cast, as_user):
    found = listed(cast, "Desa Lesmana", "Desa Ciberung")
    inspect(cast, found["Desa Kracak"], {"A.1": 0}, on=date(2019, 3, 1))
    inspect(cast, found["Desa Kracak"], on=date(2019, 11, 5))
    inspect(cast, found["Desa Lesmana"], on=date(2019, 5, 2))
    set_days(cast, found["Desa Ciberung"], since=date(2019, 7, 1))
    address = reverse("villages:trend", args=[DISTRICT])
    taken = as_user(cast.camat).get(address, {"unduh": "csv"}).content.decode("utf-8-sig")
    lines = taken.splitlines()
    head = next(one for one in lines if one.startswith("Desa atau"))
    assert head.endswith("2018 semester 1;2018 semester 2;2019 semester 1;2019 semester 2")
    assert "Desa Kracak;belum diperiksa;belum diperiksa;belum tertib;tertib" in lines
    assert "Desa Lesmana;belum diperiksa;belum diperiksa;tertib;belum diperiksa" in lines
    assert "Desa Ciberung;;;;belum diperiksa" in lines
    assert "Jumlah belum diperiksa;2;2;0;2" in lines
    page = as_user(cast.camat).get(address).text
    assert "1 dari 2" in page
    assert "33,33" in page


def test_what_is_overdue_is_said_first(cast, as_user, kracak):
    made = inspect(cast, kracak)
    for day in (date(2019, 7, 1), date(2200, 1, 1)):
        actions.record_finding(
            inspection=made, book="A.1", content="Rapikan", due_on=day, by=cast.operator, at=NOW
        )
    address = reverse("villages:findings", args=[DISTRICT])
    page = as_user(cast.camat).get(address).text
    assert "1 temuan lewat batas waktu" in page
    assert "2 temuan" in page
    assert "1 temuan</span>" in as_user(cast.camat).get(address, {"state": "lewat"}).text


def test_where_a_list_of_books_is_cut_the_pages_say_so(cast, as_user, kracak):
    made = inspect(cast, kracak)
    for address in (
        reverse("villages:heat-map", args=[DISTRICT]),
        reverse("villages:inspection", args=[made.pk]),
    ):
        assert "terputus pada E.14" in as_user(cast.camat).get(address).text
    assert "terputus pada E.14" in as_user(cast.operator).get(ENTRY).text
