"""The pages of community bodies: found, filtered, opened, changed, taken away."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from janji.core.periods import through
from janji.documents.workbooks import tables
from janji.orgs import actions as orgs
from janji.orgs.models import OrgUnitKind
from janji.orgs.roles import Role
from janji.registers.communities.models import Activity, Community, Tenure, WorkPlan
from janji.registers.communities.rows import COMMUNITY_ROWS
from tests.cast import AT
from tests.forms_on_pages import form_on
from tests.registers.community_stories import (
    active_body,
    add,
    agenda,
    attend,
    body,
    change_status,
    forum,
    officer,
    plan,
)

LIST = "/catatan/lembaga/kecamatan-ajibarang/"


def page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, address
    return " ".join(answer.content.decode().split())


def open_form(client, name, button, *arguments):
    address = reverse(f"communities:{name}", args=arguments)
    return form_on(client.get(address), address, button)


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


def test_an_empty_register_says_what_to_do(cast, as_user):
    said = page(as_user(cast.operator), LIST)
    assert "Belum ada lembaga" in said
    assert "Catat lembaga pertama" in said
    assert "Catat lembaga pertama" not in page(as_user(cast.inspektorat), LIST)


def test_a_body_from_the_form_to_its_page(cast, as_user):
    browser = as_user(cast.operator)
    form = open_form(browser, "new-community", "Simpan lembaga", "kecamatan-ajibarang")
    typed = {"kind": "rt", "name": "RT 03/02", "founded_on": "01-05-2010"}
    answer = form.send(browser, typed)
    made = Community.objects.get()
    assert answer.headers["Location"] == reverse("communities:community", args=[made.pk])
    assert (made.org_unit, made.name_key) == (cast.village, "rt 3 2")
    again = form.send(browser, typed | {"name": "Rt. 3 / 2"})
    assert again.status_code == 422
    assert "sudah ada di Desa Kracak" in again.content.decode()


def test_the_list_says_the_one_thing_that_lacks(cast, as_user):
    held = forum(cast)
    active_body(cast, "RT 01/01", at_forum=held)
    body(cast, "RT 02/01")
    late = body(cast, "RT 03/01")
    agenda(cast, plan(cast, late, document=None), 5, 5)
    absent = body(cast, "RT 04/01")
    agenda(cast, plan(cast, absent), 5, 5)
    browser = as_user(cast.kasi)
    said = page(browser, LIST)
    assert "4 lembaga, keadaan 31 Desember 2019" in said
    for lack in ("tinggal tetapkan program kerja", "tinggal unggah program", "ketua belum hadir"):
        assert lack in said
    assert "RT 01/01" in page(browser, f"{LIST}?state=aktif")
    only = page(browser, f"{LIST}?state=belum")
    assert "3 lembaga" in only
    assert "RT 01/01" not in only
    assert "1 lembaga" in page(browser, f"{LIST}?q=3/1")
    assert "Tidak ada lembaga yang cocok" in page(browser, f"{LIST}?q=zzz")


def test_too_little_done_says_how_many_are_missing(cast, as_user):
    made = body(cast, "Karang Taruna Mekar", "karang_taruna")
    agenda(cast, plan(cast, made), 7, 4)
    attend(cast, forum(cast), made)
    assert "tinggal laksanakan 1 agenda lagi (4 dari 7)" in page(as_user(cast.kasi), LIST)


def test_the_matrix_adds_up(cast, as_user):
    other = village(cast, "Desa Lesmana")
    held = forum(cast)
    active_body(cast, "RT 01/01", at_forum=held)
    body(cast, "RT 02/01")
    body(cast, "RW 01", "rw", village=other)
    said = page(as_user(cast.camat), f"{LIST}ringkasan/")
    assert "1 dari 2" in said
    assert "0 dari 1" in said
    assert "1 dari 3" in said
    assert "33,33" in said


def test_queries_do_not_grow_with_rows(cast, as_user, django_assert_max_num_queries):
    held = forum(cast)
    for number in range(12):
        active_body(cast, f"RT {number + 1:02}/01", at_forum=held, village=cast.village)
    browser = as_user(cast.kasi)
    for address in (LIST, f"{LIST}ringkasan/", f"{LIST}masa-bakti/"):
        with django_assert_max_num_queries(22):
            page(browser, address)


def test_officers_serve_five_years_and_at_most_twice(cast, as_user):
    made = body(cast)
    browser = as_user(cast.operator)
    form = open_form(browser, "new-officer", "Simpan pengurus", made.pk)
    typed = {"name": "Sukirno Hadi", "starts_on": "01-04-2014", "nik": "3302140101700001"}
    assert form.send(browser, typed | {"ends_on": "01-05-2019"}).status_code == 422
    assert form.send(browser, typed).status_code == 302
    first = Tenure.objects.get()
    assert (first.ends_on, first.nik_last) == (date(2019, 3, 31), "0001")
    assert "3302140101700001" not in page(browser, reverse("communities:community", args=[made.pk]))
    assert form.send(browser, typed | {"starts_on": "01-03-2019"}).status_code == 422
    assert form.send(browser, typed | {"starts_on": "01-04-2019"}).status_code == 302
    assert Tenure.objects.get(starts_on=date(2019, 4, 1)).number == 2
    third = form.send(browser, typed | {"starts_on": "01-04-2024"})
    assert third.status_code == 422
    assert "paling banyak 2 kali" in third.content.decode()


def test_a_double_post_is_warned_of(cast, as_user):
    rt, pkk = body(cast), body(cast, "PKK Kracak", "pkk")
    officer(cast, rt, starts_on=date(2024, 1, 1))
    officer(cast, pkk, name="SUKIRNO  HADI", post="bidang", starts_on=date(2024, 1, 1))
    said = page(as_user(cast.kasi), reverse("communities:community", args=[rt.pk]))
    assert "rangkap jabatan" in said
    assert "PKK Kracak" in said


def test_expiring_terms_are_listed_until_they_are_closed(cast, as_user):
    made = body(cast)
    served = officer(cast, made, starts_on=date(2014, 4, 1))
    browser = as_user(cast.operator)
    assert "sudah lewat" in page(browser, f"{LIST}masa-bakti/")
    form = open_form(browser, "end-tenure", "Akhiri masa bakti", served.pk)
    assert form.send(browser, {"day": "31-03-2019", "reason": "Habis"}).status_code == 302
    assert "Tidak ada masa bakti yang mendesak" in page(browser, f"{LIST}masa-bakti/")


def test_a_plan_with_its_file_and_agenda(cast, as_user):
    made = body(cast)
    browser = as_user(cast.operator)
    address = reverse("communities:plan", args=[made.pk, 2019])
    paper = SimpleUploadedFile("program.pdf", b"%PDF-1.4\nprogram")
    form = form_on(browser.get(address), address, "Simpan program kerja")
    answer = form.send(browser, {"set_on": "12-01-2019"})
    assert answer.status_code == 302
    again = form_on(browser.get(address), address, "Simpan program kerja")
    answer = browser.post(address, again.fields | {"set_on": "12-01-2019", "file": paper})
    assert answer.status_code == 302
    kept = WorkPlan.objects.get()
    assert (kept.file_name, kept.edition) == ("program.pdf", 2)
    taken = browser.get(reverse("communities:plan-file", args=[made.pk, 2019]))
    assert b"".join(taken.streaming_content) == b"%PDF-1.4\nprogram"
    adding = open_form(browser, "new-activity", "Simpan agenda", made.pk, 2019)
    assert adding.send(browser, {"name": "Kerja bakti", "month": "6"}).status_code == 302
    assert adding.send(browser, {"name": "kerja bakti"}).status_code == 422
    planned = Activity.objects.get()
    done = open_form(browser, "activity", "Simpan hasil", planned.pk)
    assert done.send(browser, {"day": "15-06-2019"}).status_code == 422
    assert done.send(browser, {"day": "15-06-2018", "evidence": "Foto"}).status_code == 422
    assert done.send(browser, {"day": "15-06-2019", "evidence": "Foto"}).status_code == 302
    planned.refresh_from_db()
    assert (planned.state, planned.settled_on) == ("done", date(2019, 6, 15))
    assert "terlaksana" in page(browser, reverse("communities:community", args=[made.pk]))


def test_an_added_activity_comes_after_its_plan(cast, as_user):
    of = plan(cast, body(cast), set_on=date(2019, 2, 1))
    browser = as_user(cast.operator)
    adding = open_form(browser, "new-activity", "Simpan agenda", of.community_id, 2019)
    early = adding.send(browser, {"name": "Lomba", "added_on": "01-01-2019"})
    assert early.status_code == 422
    assert adding.send(browser, {"name": "Lomba", "added_on": "01-08-2019"}).status_code == 302


def test_a_dissolved_body_takes_nothing_more(cast, as_user):
    made = body(cast)
    change_status(cast, made, "dissolved", date(2019, 5, 1))
    browser = as_user(cast.operator)
    form = open_form(browser, "new-officer", "Simpan pengurus", made.pk)
    answer = form.send(browser, {"name": "Tarno", "starts_on": "01-04-2019"})
    assert "sudah bubar" in answer.content.decode()
    back = open_form(browser, "status", "Simpan keadaan", made.pk)
    early = {"status": "registered", "day": "01-04-2019", "reason": "Hidup lagi"}
    assert back.send(browser, early).status_code == 422
    assert back.send(browser, early | {"day": "01-09-2019"}).status_code == 302


def test_a_parent_is_an_rw_of_the_village(cast, as_user):
    rw = body(cast, "RW 02", "rw")
    rt = body(cast, parent=rw)
    assert "RW 02" in page(as_user(cast.kasi), reverse("communities:community", args=[rt.pk]))
    assert "RT 03/02" in page(as_user(cast.kasi), reverse("communities:community", args=[rw.pk]))
    browser = as_user(cast.operator)
    form = open_form(browser, "change", "Simpan perubahan", rt.pk)
    wrong = form.send(browser, {"kind": "lpm", "name": "LPM Kracak"})
    assert "Induk sebuah RT" in wrong.content.decode()


@pytest.fixture
def village_clerk(cast):
    """Someone who works in Desa Kracak only."""
    made = orgs.create_account(
        username="desa",
        full_name="Painem Rusmiati",
        official=None,
        password="padi-menguning-di-ladang",
        by=cast.admin,
        at=AT,
    )
    orgs.assign_role(
        user=made.user,
        role=Role.VILLAGE_CLERK,
        org_unit=cast.village,
        starts_on=AT.date(),
        by=cast.admin,
        at=AT,
    )
    return made.user


def test_a_village_clerk_sees_one_village_only(cast, as_user, village_clerk):
    own = body(cast)
    foreign = body(cast, "RT 01/01", village=village(cast, "Desa Lesmana"))
    served = officer(cast, foreign)
    foreign_plan = plan(cast, foreign)
    deed = add(cast, foreign_plan, "Kerja bakti")
    browser = as_user(village_clerk)
    said = page(browser, "/catatan/lembaga/desa-kracak/")
    assert "RT 03/02" in said
    assert "RT 01/01" not in said
    assert "RT 01/01" not in browser.get("/catatan/lembaga/desa-kracak/?unduh=csv").content.decode()
    page(browser, LIST, status=404)
    page(browser, reverse("communities:community", args=[own.pk]))
    for name, arguments in (
        ("community", [foreign.pk]),
        ("change", [foreign.pk]),
        ("status", [foreign.pk]),
        ("new-officer", [foreign.pk]),
        ("end-tenure", [served.pk]),
        ("plan", [foreign.pk, 2019]),
        ("plan-file", [foreign.pk, 2019]),
        ("new-activity", [foreign.pk, 2019]),
        ("activity", [deed.pk]),
    ):
        page(browser, reverse(f"communities:{name}", args=arguments), status=404)


def test_lists_to_take_away(cast, as_user):
    active_body(cast)
    browser = as_user(cast.inspektorat)
    lines = browser.get(f"{LIST}?unduh=csv").content.decode("utf-8-sig").splitlines()
    assert lines[1].startswith("Desa Kracak;RT;RT 03/02;")
    assert lines[1].endswith(";5;3;aktif")
    sheets = tables(browser.get(f"{LIST}?unduh=xlsx").content, "a.xlsx")
    assert list(sheets) == ["Lembaga", "Agenda"]
    assert len(sheets["Agenda"]) == 6


def test_nobody_changes_what_they_may_only_read(cast, as_user):
    made = body(cast)
    browser = as_user(cast.inspektorat)
    page(browser, reverse("communities:community", args=[made.pk]))
    assert browser.get(reverse("communities:change", args=[made.pk])).status_code == 403


def test_evidence_files_stay_with_what_was_carried_out(cast, as_user):
    made = body(cast)
    one = add(cast, plan(cast, made), "Kerja bakti")
    address = reverse("communities:activity", args=[one.pk])
    browser = as_user(cast.operator)
    form = form_on(browser.get(address), address, "Simpan hasil")
    upload = SimpleUploadedFile("kerja bakti.jpg", b"\xff\xd8\xff\xe0 contoh")
    sent = {"state": "done", "day": "15-06-2019", "uploads": upload}
    assert browser.post(address, form.fields | sent).status_code == 302
    one.refresh_from_db()
    assert (one.state, one.evidence) == ("done", "kerja bakti.jpg")
    file = reverse("communities:activity-file", args=[one.files.get().pk])
    assert file in browser.get(f"/catatan/lembaga/satu/{made.pk}/?year=2019").content.decode()
    answer = as_user(cast.inspektorat).get(file)
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8\xff")
    assert as_user(cast.stranger).get(file).status_code == 404


def test_what_is_lacking_stands_in_the_list_the_export_and_behind_the_number(cast, as_user):
    late = body(cast, "PKK Kracak", "pkk")
    agenda(cast, plan(cast, late), 5, 1)
    attend(cast, forum(cast), late)
    browser = as_user(cast.inspektorat)
    home = "/catatan/lembaga/kecamatan-ajibarang/?state=belum&year=2019"
    lack = "tinggal laksanakan 2 agenda lagi (1 dari 5)"
    assert lack in browser.get(home).content.decode()
    assert lack in browser.get(f"{home}&unduh=csv").content.decode()
    window = through(2019, 4)
    assert COMMUNITY_ROWS.more([late], window, {}) == [(lack,)]
    assert COMMUNITY_ROWS.more([late], window, {"bagian_agenda": Decimal(20)}) == [("aktif",)]
    page = browser.get(f"/catatan/lembaga/satu/{late.pk}/?year=2019").content.decode()
    assert "paling lambat 31 Maret 2019" in page
