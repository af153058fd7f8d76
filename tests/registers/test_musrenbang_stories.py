"""Forums and who came: what counts, who checks, what is counted of them."""

from datetime import date

import pytest
from django.urls import reverse

from janji.core.attendance import AttendingRole, share
from janji.core.numbers import written
from janji.core.periods import single, through
from janji.core.refusals import Refused
from janji.kit.tables import Table, xlsx
from janji.orgs import actions as orgs
from janji.orgs.models import OrgUnitKind
from janji.registers.catalogue import variables
from janji.registers.facts import keeping
from janji.registers.facts.keeping import Wanted
from janji.registers.imports import actions as imports
from janji.registers.musrenbang import actions
from janji.registers.musrenbang.models import Attendance, Forum, PaperList
from janji.registers.variables import Scope
from tests.cast import AT
from tests.forms_on_pages import form_on
from tests.registers.community_stories import NOW, attend, body, forum

pytestmark = pytest.mark.django_db
LATER = date(2020, 1, 15)
LIST = "/catatan/musrenbang/kecamatan-ajibarang/"
DISTRICT = {"forum_dihitung": ("MUSRENBANG_KEC",)}


def read(cast, code, window=None, terms=DISTRICT):
    variable, window = variables()[code], window or through(2019, 4)
    wanted = Wanted(variable, terms)
    found = keeping.read(cast.district, window.year, [wanted], as_of=LATER).of(wanted, window)
    assert found == variable.value(Scope(cast.district, window, terms, LATER))
    return found


def district_forum(cast, invited=15):
    said = actions.Held("MUSRENBANG_KEC", 2020, date(2019, 2, 12), "Aula", None, invited)
    return actions.add_forum(org_unit=cast.district, said=said, by=cast.operator, at=NOW)


def villages(cast, count):
    return [cast.village] + [
        orgs.create_org_unit(
            name=f"Desa Contoh {number}",
            kind=OrgUnitKind.VILLAGE,
            parent=cast.district,
            region=None,
            address=None,
            contact=None,
            by=cast.admin,
            at=AT,
        )
        for number in range(1, count)
    ]


def settle(paper_list, by, accept=True, reason=""):
    return actions.settle_list(paper_list=paper_list, accept=accept, reason=reason, by=by, at=NOW)


def test_fourteen_of_fifteen_villages_and_62_women_of_180(cast):
    """§5.3 example 3, through the database."""
    held, places = district_forum(cast), villages(cast, 15)
    rows = [
        Attendance(
            org_unit=cast.district,
            forum=held,
            name=f"Peserta {number}",
            person_key=str(number),
            sex="p" if number < 62 else "l",
            group="tokoh",
            village=places[number % 14],
            sign="ttd",
            counts=True,
            recorded_by=cast.operator,
            recorded_at=NOW,
        )
        for number in range(180)
    ]
    Attendance.objects.bulk_create(rows)
    came, invited = read(cast, "musrenbang_desa_hadir"), read(cast, "musrenbang_desa_diundang")
    assert (came, invited, written(share(came, invited), 2)) == (14, 15, "93,33")
    women, people = read(cast, "musrenbang_hadir_perempuan"), read(cast, "musrenbang_hadir")
    assert (women, people, written(share(women, people), 2)) == (62, 180, "34,44")
    assert read(cast, "musrenbang_hadir", single(2019, 2)) == 0


def test_only_signed_presence_at_the_chosen_forums_counts(cast):
    held = district_forum(cast)
    attend(cast, held, name="Tarwan", role=None)
    attend(cast, held, name="Sarmi", role=None, sign=None, sex="p")
    attend(cast, forum(cast), name="Kasmin", role=None)
    assert read(cast, "musrenbang_hadir") == 1
    assert read(cast, "musrenbang_hadir_perempuan") == 0
    both = {"forum_dihitung": ("MUSRENBANGDES", "MUSRENBANG_KEC")}
    assert read(cast, "musrenbang_hadir", terms=both) == 2


def test_whoever_copied_a_list_cannot_check_it(cast):
    held = district_forum(cast)
    row = attend(cast, held, name="Tarwan", from_paper=True, by=cast.kasi)
    attend(cast, held, name="Sarmi", from_paper=True, by=cast.kasi, sign=None)
    assert PaperList.objects.count() == 1
    assert read(cast, "musrenbang_hadir") == 0
    for who, code in ((cast.kasi, "list-checked-by-own-hand"), (cast.operator, "not-allowed")):
        with pytest.raises(Refused) as refused:
            settle(row.paper_list, who)
        assert refused.value.code == code
    settle(row.paper_list, cast.perencana)
    # The one without a sign of presence still does not count.
    assert read(cast, "musrenbang_hadir") == 1
    with pytest.raises(Refused) as refused:
        settle(row.paper_list, cast.perencana)
    assert refused.value.code == "list-settled"


def test_a_list_set_aside_can_be_copied_anew(cast):
    held = district_forum(cast)
    row = attend(cast, held, name="Tarwan", from_paper=True)
    with pytest.raises(Refused):
        settle(row.paper_list, cast.kasi, accept=False)
    settle(row.paper_list, cast.kasi, accept=False, reason="Salah forum")
    again = attend(cast, held, name="Tarwan", from_paper=True)
    assert again.paper_list != row.paper_list
    settle(again.paper_list, cast.kasi)
    assert read(cast, "musrenbang_hadir") == 1


def test_the_same_person_is_not_written_down_twice(cast):
    held = district_forum(cast)
    first = attend(cast, held, name="Tarwan")
    with pytest.raises(Refused) as refused:
        attend(cast, held, name=" tarwan ")
    assert refused.value.code == "attendance-known"
    actions.strike_attendance(attendance=first, reason="Salah", by=cast.operator, at=NOW)
    attend(cast, held, name="Tarwan")
    assert read(cast, "musrenbang_hadir") == 1


def test_a_corrected_day_is_counted_in_its_own_quarter(cast):
    held = district_forum(cast)
    attend(cast, held, name="Tarwan")
    assert read(cast, "musrenbang_hadir", single(2019, 1)) == 1
    said = actions.Held("MUSRENBANG_KEC", 2020, date(2019, 4, 2), "Aula", None, 15)
    actions.correct_forum(forum=held, said=said, based_on=held.edition, by=cast.operator, at=NOW)
    assert read(cast, "musrenbang_hadir", single(2019, 1)) == 0
    assert read(cast, "musrenbang_hadir", single(2019, 2)) == 1


def test_from_the_empty_list_to_a_checked_copy(cast, as_user):
    operator, kasi = as_user(cast.operator), as_user(cast.kasi)
    made = body(cast)
    assert "Belum ada forum" in operator.get(LIST).content.decode()
    address = f"{LIST}baru/"
    form = form_on(operator.get(address), address, "Simpan forum")
    typed = {
        "office": str(cast.village.pk),
        "kind": "MUSRENBANGDES",
        "plan_year": "2020",
        "day": "22-01-2019",
        "venue": "Balai desa",
    }
    assert form.send(operator, typed | {"plan_year": "2030"}).status_code == 422
    assert form.send(operator, typed).status_code == 302
    assert form.send(operator, typed).status_code == 422
    held = Forum.objects.get()
    address = reverse("musrenbang:attend", args=[held.pk])
    form = form_on(operator.get(address), address, "Simpan dan lanjut")
    person = {"name": "Sukirno Hadi", "community": str(made.pk), "role": "ketua"}
    answer = form.send(operator, person | {"source": "salinan"})
    assert answer.headers["Location"].endswith("?cara=salinan")
    row = Attendance.objects.get()
    assert (row.counts, row.village, row.role) == (False, cast.village, "ketua")
    address = reverse("musrenbang:forum", args=[held.pk])
    assert "Cocok, hitung" not in operator.get(address).content.decode()
    check = form_on(kasi.get(address), address, "Cocok, hitung")
    assert check.send(kasi, {}).status_code == 302
    row.refresh_from_db()
    assert row.counts
    said = kasi.get(reverse("communities:community", args=[made.pk]), {"year": 2019})
    assert "</span> sah</span>" in said.content.decode()
    address = reverse("musrenbang:strike", args=[row.pk])
    strike = form_on(operator.get(address), address, "Coret")
    assert strike.send(operator, {"reason": "Salah orang"}).status_code == 302


def test_lists_to_take_away_and_strangers_at_the_door(cast, as_user, django_assert_max_num_queries):
    held = forum(cast)
    for number in range(30):
        attend(cast, held, name=f"Peserta {number}", role=None)
    browser = as_user(cast.inspektorat)
    address = reverse("musrenbang:forum", args=[held.pk])
    with django_assert_max_num_queries(22):
        assert "30 baris" in browser.get(address).content.decode()
    with django_assert_max_num_queries(22):
        browser.get(LIST)
    assert len(browser.get(f"{LIST}?unduh=csv").content.decode().splitlines()) == 2
    assert len(browser.get(f"{address}?unduh=csv").content.decode().splitlines()) == 31
    assert browser.get(f"{address}?unduh=xlsx").status_code == 200
    assert as_user(cast.stranger).get(address).status_code == 404
    assert as_user(cast.inspektorat).get(f"{address}betulkan/").status_code == 403


HEADINGS = ["Forum", "Tanggal", "Nama", "L/P", "Unsur", "Lembaga", "Jabatan", "Desa", "Tanda hadir"]


def bring(cast, rows):
    return imports.keep_batch(
        register="musrenbang",
        org_unit=cast.district,
        name="hadir.xlsx",
        data=xlsx([Table("Hadir", HEADINGS, rows)]),
        options={},
        by=cast.operator,
        at=NOW,
    )


def test_an_imported_list_waits_for_a_second_person(cast):
    made, held = body(cast), forum(cast)
    rows = [
        [
            "Musrenbangdes",
            "22-01-2019",
            "Sukirno Hadi",
            "L",
            "LKD",
            "RT 3/2",
            "Ketua RT",
            "Kracak",
            "TTD",
        ],
        [
            "Musrenbang desa",
            date(2019, 1, 22),
            "Sarmi",
            "P",
            "Tokoh",
            "Tani Makmur",
            "",
            "Kracak",
            "",
        ],
    ]
    batch = bring(cast, rows)
    assert (batch.good, batch.problems) == (2, [])
    assert imports.store_batch(batch=batch, by=cast.operator, at=NOW).added == 2
    chair = Attendance.objects.get(community=made)
    assert (chair.role, chair.counts, chair.forum) == (AttendingRole.CHAIR, False, held)
    settle(PaperList.objects.get(), cast.kasi)
    chair.refresh_from_db()
    assert chair.counts
    assert (bring(cast, rows).good, bring(cast, rows).known) == (0, 2)


def test_every_bad_row_says_its_cell(cast):
    forum(cast)
    good = ["Musrenbangdes", "22-01-2019", "Tarwan", "L", "LKD", None, None, "Kracak", "TTD"]

    def but(place, said):
        return [*good[:place], said, *good[place + 1 :]]

    batch = bring(
        cast,
        [
            but(0, "Rapat"),
            but(1, "kemarin"),
            but(3, "X"),
            but(4, "Alam"),
            but(7, "Antah"),
            but(8, "?z"),
        ],
    )
    assert [(one["where"], one["code"]) for one in batch.problems] == [
        ("Hadir!A2", "attendance-forum-unknown"),
        ("Hadir!B3", "attendance-day-unreadable"),
        ("Hadir!D4", "attendance-sex-unreadable"),
        ("Hadir!E5", "attendance-group-unknown"),
        ("Hadir!H6", "attendance-village-unknown"),
        ("Hadir!I7", "attendance-sign-unreadable"),
    ]
