"""Lists of members and of attendance: read, kept once, and what a person has to be sure of."""

from datetime import date

import pytest

from janji.core.periods import through
from janji.core.refusals import Refused
from janji.kit import refusals
from janji.kit.tables import Table, csv_text, xlsx
from janji.orgs.models import Region
from janji.registers.imports import actions as imports
from janji.registers.imports.queries import problems_of
from janji.registers.linmas.models import Attendance, Decree, Event, Member
from janji.registers.linmas.sheets import LAYOUT
from tests.registers.linmas_stories import NAMES, NOW, event, member, value

pytestmark = pytest.mark.django_db
NIK = "3302141201900003"
HEADER = ("DESA", "Nama Anggota", "NIK", "L / P", "Tgl. Lahir", "Pendidikan", "No. SK", "Tgl. SK")
CAME = ("Tanggal", "Nama Kegiatan", "Nama", "NIK", "Desa")


@pytest.fixture
def office(cast):
    """The district's village has the code that lists call it by."""
    Region.objects.create(code="33.02.14.2010", name="Kracak")
    cast.village.region_id = "33.02.14.2010"
    cast.village.save()
    return cast


def bring(cast, *rows, header=HEADER, office=None, by=None, name="daftar.xlsx"):
    data = xlsx([Table("Anggota", list(header), [list(row) for row in rows])])
    return imports.keep_batch(
        register="linmas",
        org_unit=office or cast.district,
        name=name,
        data=data,
        options={},
        by=by or cast.operator,
        at=NOW,
    )


def store(cast, batch, by=None):
    return imports.store_batch(batch=batch, by=by or cast.operator, at=NOW)


def row(where="Kracak", who=NAMES[0], nik=NIK, sex="L", born="17-05-1980", school="SLTA", more=()):
    return (where, who, nik, sex, born, school, "141/07/2018", date(2018, 1, 2), *more)


def problems(batch):
    return [(one["code"], one["where"]) for one in batch.problems]


def test_a_list_of_members_is_kept_once(office):
    batch = bring(office, row(), row("33.02.14.2010", NAMES[1], "", "perempuan", "", ""))
    assert (batch.good, batch.known, batch.problem_count) == (2, 0, 0)
    assert store(office, batch).added == 2
    first = Member.objects.get(name=NAMES[0])
    assert (first.org_unit, first.born_on, first.education) == (
        office.village,
        date(1980, 5, 17),
        "upper",
    )
    assert (first.nik_last_four, first.starts_on) == ("0003", date(2018, 1, 2))
    # Where the sheet does not say who signed, it is whoever had to by the rule of that day.
    assert set(Decree.objects.values_list("issuer", flat=True)) == {"police_head"}
    assert value(office.district, "anggota_linmas", through(2019, 4)) == 2
    again = bring(office, row(), row("Desa Kracak", NAMES[1], "", "P", "", ""))
    assert (again.good, again.known) == (0, 2)
    assert store(office, batch=again).added == 0


def test_members_that_came_meanwhile_are_not_doubled(office):
    batch = bring(office, row())
    member(office, NAMES[0], nik=NIK)
    assert store(office, batch).added == 0


def test_every_bad_row_says_its_cell_and_what_to_do(office):
    batch = bring(
        office,
        row("Antah Berantah"),
        row("", NAMES[1]),
        row(who="", nik="3302141201900009"),
        row(nik="12"),
        row(sex="X"),
        row(born="31-02-1980"),
        row(born="17-05-2099"),
        row(born="03-01-2018"),
        row(school="TK"),
        (*row()[:6], "", date(2018, 1, 2)),
        (*row()[:7], ""),
        row(who="N" * 161),
        row(),
        row(),
    )
    assert problems(batch) == [
        ("linmas-village-unknown", "Anggota!A2"),
        ("linmas-village-missing", "Anggota!A3"),
        ("linmas-name-missing", "Anggota!B4"),
        ("linmas-nik-unreadable", "Anggota!C5"),
        ("linmas-sex-unreadable", "Anggota!D6"),
        ("linmas-date-unreadable", "Anggota!E7"),
        ("linmas-date-ahead", "Anggota!E8"),
        ("linmas-born-late", "Anggota!E9"),
        ("linmas-education-unknown", "Anggota!F10"),
        ("linmas-decree-missing", "Anggota!G11"),
        ("linmas-date-missing", "Anggota!H12"),
        ("linmas-too-long", "Anggota!B13"),
        ("linmas-twice-in-sheet", "Anggota!B15"),
    ]
    assert batch.good == 1
    sentences = [refusals.problem_sentence(one) for one in problems_of(batch)]
    assert all(one.endswith(".") for one in sentences)
    assert NIK not in str(batch.problems)


def test_a_number_kept_as_a_number_has_lost_its_last_digit(office):
    read = LAYOUT.read(office.district, {"Anggota": [HEADER, row(nik=3302141201900003)]}, {})
    assert [(one.code, one.where) for one in read.problems] == [
        ("linmas-nik-as-number", "Anggota!C2")
    ]


def test_a_village_need_not_name_itself(office):
    header = (
        "Nama",
        "L/P",
        "Nomor SK",
        "Tanggal SK",
        "Regu",
        "Jabatan",
        "Ditetapkan oleh",
        "Mulai",
    )
    said = ("pengamanan", "Komandan Regu", "Kepala Desa", "05-02-2018")
    line = (NAMES[2], "P", "141/8/2018", "02-01-2018", *said)
    batch = bring(office, line, header=header, office=office.village)
    store(office, batch)
    one = Member.objects.get()
    assert (one.squad, one.post, one.starts_on) == ("security", "commander", date(2018, 2, 5))
    assert one.decrees.get().issuer == "village_head"


def test_attendance_by_number_counts_and_by_name_waits(office):
    member(office, NAMES[0], nik=NIK)
    member(office, NAMES[1])
    happened = event(office)
    lines = (
        (date(2019, 3, 14), "pembinaan satlinmas", "", NIK, ""),
        ("14-03-2019", "Pembinaan Satlinmas", NAMES[1].upper(), "", "Kracak"),
    )
    batch = bring(office, *lines, header=CAME)
    assert (batch.good, batch.problem_count) == (2, 0)
    store(office, batch)
    assert value(office.district, "anggota_linmas_terbina", through(2019, 4)) == 1
    waiting = Attendance.objects.get(confirmed_at=None)
    assert waiting.member.name == NAMES[1]
    assert Event.objects.get(pk=happened.pk).edition == happened.edition + 1
    again = bring(office, *lines, header=CAME)
    assert (again.good, again.known) == (0, 2)


def test_attendance_of_nobody_known_is_a_problem(office):
    member(office, NAMES[0], nik=NIK)
    for number in ("3302141201900005", "3302141201900006"):
        member(office, NAMES[1], nik=number)
    late = member(office, NAMES[2], starts_on=date(2019, 8, 1))
    event(office)
    day, what = date(2019, 3, 14), "Pembinaan Satlinmas"
    batch = bring(
        office,
        (date(2019, 3, 15), what, NAMES[0], "", "Kracak"),
        (day, "Lain", NAMES[0], "", "Kracak"),
        (day, what, "", "3302141201900099", ""),
        (day, what, "", "", "Kracak"),
        (day, what, "Orang Lain", "", "Kracak"),
        (day, what, NAMES[1], "", "Kracak"),
        (day, what, late.name, "", "Kracak"),
        (day, "", "", NIK, ""),
        (day, what, NAMES[0], "", "Kracak"),
        header=CAME,
    )
    assert problems(batch) == [
        ("linmas-event-unknown", "Anggota!B2"),
        ("linmas-event-unknown", "Anggota!B3"),
        ("linmas-attendee-unknown", "Anggota!D4"),
        ("linmas-attendee-unnamed", "Anggota!C5"),
        ("linmas-attendee-not-found", "Anggota!C6"),
        ("linmas-attendee-several", "Anggota!C7"),
        ("linmas-attendee-not-found", "Anggota!C8"),
        ("linmas-twice-in-sheet", "Anggota!C10"),
    ]
    event(office, title="Apel pagi", kind="parade")
    batch = bring(office, (day, "", "", NIK, ""), header=CAME)
    assert problems(batch) == [("linmas-event-missing", "Anggota!B2")]


def test_a_village_brings_no_member_of_another(office):
    """Names are looked for only below the office that brings the sheet."""
    with pytest.raises(Refused) as caught:
        bring(office, row(), by=office.stranger)
    assert caught.value.code == "not-allowed"
    batch = bring(office, row(), office=office.other_district, by=office.stranger)
    assert problems(batch) == [("linmas-village-unknown", "Anggota!A2")]


def test_a_sheet_of_something_else_says_which_columns_are_missing(office):
    with pytest.raises(Refused) as caught:
        bring(office, ("a", "b"), header=("Nama", "Desa"))
    assert caught.value.code == "sheet-columns-missing"
    with pytest.raises(Refused) as caught:
        bring(office, header=HEADER)
    assert caught.value.code == "sheet-without-rows"


def test_the_template_reads_back(office):
    """Its example rows are read as what they say they are, in XLSX and in CSV."""
    member(office, NAMES[0])
    event(office)
    members, came, villages = LAYOUT.template(office.district)
    assert [list(one) for one in villages.rows] == [["Desa Kracak", "33.02.14.2010"]]
    tables = {
        one.title: [tuple(one.header), *(tuple(each) for each in one.rows)]
        for one in (members, came)
    }
    read = LAYOUT.read(office.district, tables, {})
    assert [one.code for one in read.problems] == []
    assert (len(read.rows), read.known) == (1, 1)
    batch = imports.keep_batch(
        register="linmas",
        org_unit=office.district,
        name="daftar.csv",
        data=csv_text(members).encode(),
        options={},
        by=office.operator,
        at=NOW,
    )
    assert (batch.good + batch.known, batch.problem_count) == (1, 0)
