"""Attendance by QR code: closed by default, nothing counts by itself, an officer confirms; scans of lists."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from janji.core import attendance as rules
from janji.core.attendance import AttendingRole
from janji.core.refusals import Refused
from janji.kit.files import check_upload
from janji.registers.musrenbang import actions
from janji.registers.musrenbang.actions import Said
from janji.registers.musrenbang.models import Arrival, Attendance, CheckIn
from tests.forms_on_pages import form_on
from tests.registers.community_stories import NOW, attend, body, forum
from tests.registers.test_musrenbang_stories import read

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
SCAN = b"%PDF-1.4\n% daftar hadir contoh\n"
PERSON = {"name": "Sukirno Hadi", "sex": "l", "group": "lkd", "body": "RT 03/02", "role": "Ketua"}
ALL = {"forum_dihitung": ("MUSRENBANGDES", "MUSRENBANG_KEC")}


def opened(cast, hours=4, at=NOW, held=None):
    held = held or forum(cast, day=TODAY)
    return actions.open_check_in(forum=held, hours=hours, by=cast.operator, at=at)


def arrive(check_in, name="Sukirno Hadi", at=NOW, **more):
    return actions.arrive(
        check_in=check_in, said=Said(name, more.pop("sex", "l"), "lkd", **more), at=at
    )


def refused(code):
    return pytest.raises(Refused, match=f"^{code}$")


@pytest.fixture
def the_day_of_the_forum(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def test_who_says_they_are_here_does_not_count_until_an_officer_says_so(cast):
    check_in = opened(cast)
    one = arrive(check_in, body="RT 03/02", role="Ketua RT")
    assert arrive(check_in, " sukirno  HADI", body="RT 3/2") == one
    assert read(cast, "musrenbang_hadir", terms=ALL) == 0
    assert not Attendance.objects.exists()
    present = attendance_of(one, community=body(cast), role=AttendingRole.CHAIR)
    with refused("not-allowed"):
        actions.confirm_arrival(arrival=one, present=present, by=cast.inspektorat, at=NOW)
    made = actions.confirm_arrival(arrival=one, present=present, by=cast.operator, at=NOW)
    assert (made.counts, made.sign, made.role) == (True, "qr", "ketua")
    assert read(cast, "musrenbang_hadir", terms=ALL) == 1
    with refused("arrival-settled"):
        actions.confirm_arrival(arrival=one, present=present, by=cast.operator, at=NOW)


def attendance_of(arrival, **more):
    return actions.forums.Present(
        name=arrival.name, sex=arrival.sex, group=arrival.group, sign="qr", **more
    )


def test_one_turned_down_never_counts_and_may_come_again(cast):
    check_in = opened(cast)
    one = arrive(check_in)
    actions.turn_down_arrival(arrival=one, by=cast.operator, at=NOW)
    assert not Attendance.objects.exists()
    assert arrive(check_in) != one


def test_the_page_is_closed_unless_someone_opened_it_and_closes_by_itself(cast):
    check_in = opened(cast, hours=1)
    with refused("check-in-open"):
        opened(cast, held=check_in.forum)
    arrive(check_in, at=NOW + timedelta(minutes=59))
    with refused("check-in-closed"):
        arrive(check_in, "Sarmi", at=NOW + timedelta(minutes=60))
    later = opened(cast, held=check_in.forum, at=NOW + timedelta(hours=2))
    assert later.key != check_in.key
    assert len(later.key) == 32
    actions.close_check_in(check_in=later, by=cast.operator, at=NOW + timedelta(hours=2))
    with refused("check-in-closed"):
        arrive(later, "Sarmi", at=NOW + timedelta(hours=2))
    with refused("check-in-closed"):
        actions.close_check_in(check_in=later, by=cast.operator, at=NOW + timedelta(hours=2))


def test_it_opens_on_the_day_of_the_forum_or_the_day_after(cast):
    with refused("check-in-too-late"):
        opened(cast, held=forum(cast, day=TODAY - timedelta(days=2)))
    held = forum(cast, day=TODAY)
    with refused("check-in-hours"):
        opened(cast, hours=13, held=held)
    with refused("not-allowed"):
        actions.open_check_in(forum=held, hours=1, by=cast.inspektorat, at=NOW)
    opened(cast, held=forum(cast, day=TODAY - timedelta(days=1), venue="Aula"))


def test_no_more_come_than_fit_into_a_hall(cast, monkeypatch):
    check_in = opened(cast)
    monkeypatch.setattr(rules, "MOST_A_MINUTE", 3)
    monkeypatch.setattr(rules, "MOST_WAITING", 5)
    for number in range(3):
        arrive(check_in, f"Peserta {number}")
    with refused("check-in-crowded"):
        arrive(check_in, "Peserta 4")
    for number in range(4, 6):
        arrive(check_in, f"Peserta {number}", at=NOW + timedelta(minutes=2))
    with refused("check-in-crowded"):
        arrive(check_in, "Peserta 7", at=NOW + timedelta(minutes=4))


def test_from_the_code_on_the_wall_to_the_list_of_those_who_came(
    cast, as_user, client, the_day_of_the_forum
):
    held, chaired = forum(cast, day=TODAY), body(cast)
    officer = as_user(cast.operator)
    table = reverse("musrenbang:table", args=[held.pk])
    form = form_on(officer.get(table), table, "Buka halaman kehadiran")
    assert form.send(officer, {"hours": "2"}).status_code == 302
    page = officer.get(table).content.decode()
    address = re.search(r"http://testserver(/hadir/[0-9a-f]{32}/)", page)[1]
    assert "<svg" in page
    asked = client.get(address)
    assert asked.headers["Cache-Control"].startswith("max-age=0")
    said = form_on(asked, address, "Saya hadir")
    assert said.send(client, PERSON | {"sex": ""}).status_code == 422
    assert said.send(client, PERSON).status_code == 302
    assert said.send(client, PERSON | {"name": "Sarmi", "sex": "p"}).status_code == 302
    assert client.get(f"{address}terima-kasih/").status_code == 200
    page = officer.get(table).content.decode()
    assert "Sarmi" in page
    assert Attendance.objects.count() == 0
    chair, other = Arrival.objects.order_by("pk")
    complete = reverse("musrenbang:complete", args=[chair.pk])
    form = form_on(officer.get(complete), complete, "Hadir, hitung")
    sent = {"community": str(chaired.pk), "role": "ketua", "body": ""}
    assert form.send(officer, sent).status_code == 302
    confirm = reverse("musrenbang:confirm", args=[other.pk])
    assert officer.post(confirm).status_code == 302
    rows = {one.name: one for one in Attendance.objects.all()}
    assert (rows["Sukirno Hadi"].community, rows["Sukirno Hadi"].role) == (chaired, "ketua")
    assert (rows["Sarmi"].role, rows["Sarmi"].counts, rows["Sarmi"].sign) == (None, True, "qr")
    assert officer.post(reverse("musrenbang:close", args=[held.pk])).status_code == 302
    shut = client.get(address)
    assert (shut.status_code, "petugas di meja" in shut.content.decode()) == (410, True)


def test_a_browser_sends_a_few_and_a_guess_finds_nothing(cast, client, the_day_of_the_forum):
    check_in = opened(cast)
    address = reverse("public-attendance:arrive", args=[check_in.key])
    for number in range(5):
        assert client.post(address, PERSON | {"name": f"Orang {number}"}).status_code == 302
    assert client.post(address, PERSON | {"name": "Orang 6"}).status_code == 429
    assert Arrival.objects.count() == 5
    assert client.get(f"/hadir/{'0' * 32}/").status_code == 404
    assert client.get(f"/hadir/{check_in.pk}/").status_code == 404


def test_strangers_find_no_table(cast, as_user, the_day_of_the_forum):
    check_in = opened(cast)
    one = arrive(check_in)
    stranger = as_user(cast.stranger)
    assert stranger.get(reverse("musrenbang:table", args=[check_in.forum_id])).status_code == 404
    for name in ("confirm", "turn-down"):
        assert stranger.post(reverse(f"musrenbang:{name}", args=[one.pk])).status_code == 404
    looker = as_user(cast.inspektorat)
    assert looker.post(reverse("musrenbang:confirm", args=[one.pk])).status_code == 403
    assert CheckIn.objects.get().closed_at is None


def test_a_scan_stays_with_its_list_and_only_who_sees_the_office_gets_it(cast, as_user):
    held = forum(cast, day=date(2019, 1, 22))
    row = attend(cast, held, name="Tarwan", from_paper=True)
    browser = as_user(cast.operator)
    address = reverse("musrenbang:add-images", args=[row.paper_list_id])
    form = form_on(browser.get(address), address, "Simpan pindaian")
    upload = SimpleUploadedFile("daftar hadir.pdf", SCAN)
    assert browser.post(address, form.fields | {"uploads": upload}).status_code == 302
    image = row.paper_list.images.get()
    kasi = as_user(cast.kasi)
    page = kasi.get(reverse("musrenbang:forum", args=[held.pk])).content.decode()
    address = reverse("musrenbang:image", args=[image.pk])
    assert address in page
    answer = kasi.get(address)
    assert b"".join(answer.streaming_content) == SCAN
    assert as_user(cast.stranger).get(address).status_code == 404
    checked = check_upload(SimpleUploadedFile("lain.pdf", SCAN))
    again = {"paper_list": row.paper_list, "files": [checked], "by": cast.operator, "at": NOW}
    assert actions.add_images(**again) == []
    actions.settle_list(paper_list=row.paper_list, accept=True, reason="", by=cast.kasi, at=NOW)
    with refused("list-settled"):
        actions.add_images(**again)
