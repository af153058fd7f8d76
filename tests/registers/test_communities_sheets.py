"""Lists of bodies and their agenda: read, kept once, read back from one's own export."""

from datetime import date

import pytest

from janji.core.periods import through
from janji.documents.workbooks import tables
from janji.kit.tables import Table, xlsx
from janji.registers.communities import lists, queries
from janji.registers.communities.conditions import USUAL
from janji.registers.communities.models import Activity, Community, Tenure, WorkPlan
from janji.registers.communities.sheets import LAYOUT
from janji.registers.communities.variables import REGISTERED
from janji.registers.facts import keeping
from janji.registers.facts.keeping import Wanted
from janji.registers.imports import actions as imports
from tests.registers.community_stories import NOW, active_body, body

pytestmark = pytest.mark.django_db
HEADINGS = ["Desa/Kelurahan", "Jenis Lembaga", "Nama", "Induk", "Ketua", "No. SK", "Tgl. SK"]
AGENDA = [
    "Desa",
    "Lembaga",
    "Tahun",
    "Agenda",
    "Bulan",
    "Status",
    "Tanggal",
    "Bukti",
    "Tanggal Program",
]


def bring(cast, *sheets, office=None):
    return imports.keep_batch(
        register="communities",
        org_unit=office or cast.district,
        name="lembaga.xlsx",
        data=xlsx(sheets),
        options={},
        by=cast.operator,
        at=NOW,
    )


def store(cast, batch):
    return imports.store_batch(batch=batch, by=cast.operator, at=NOW).added


def problems(batch):
    return [(one["where"], one["code"]) for one in batch.problems]


def test_bodies_with_their_chairs_and_members(cast):
    rows = [
        ["Kracak", "RT", "RT 01/02", "RW 02", "Sukirno Hadi", "141/1", date(2017, 4, 1)],
        ["Ds. Kracak", "rw", "RW 02", None, "Tarwan", None, "1 April 2018"],
        ["Kracak", "Karang Taruna", "Karang Taruna Mekar", None, None, None, None],
    ]
    sheet = Table("Data", HEADINGS, rows)
    batch = bring(cast, sheet)
    assert (batch.good, batch.known, batch.problems) == (3, 0, [])
    assert store(cast, batch) == 3
    rt = Community.objects.get(name="RT 01/02")
    assert (rt.org_unit, rt.parent.name) == (cast.village, "RW 02")
    assert rt.source.startswith("impor ")
    chair = Tenure.objects.get(community=rt)
    assert (chair.name, chair.ends_on) == ("Sukirno Hadi", date(2022, 3, 31))
    wanted = Wanted(REGISTERED, USUAL)
    found = keeping.read(cast.district, 2019, [wanted], as_of=date(2020, 1, 2))
    assert found.of(wanted, through(2019, 4)) == 3
    again = bring(cast, sheet)
    assert (again.good, again.known) == (0, 3)


def test_an_agenda_sets_the_plan_that_is_missing(cast):
    body(cast)
    rows = [
        [
            "Kracak",
            "RT 3/2",
            2019,
            "Kerja bakti",
            "Juni",
            "Terlaksana",
            date(2019, 6, 15),
            "Foto",
            date(2019, 1, 12),
        ],
        ["Kracak", "RT 03/02", 2019, "Ronda", 7, "Rencana", None, None, None],
    ]
    sheet = Table("Agenda", AGENDA, rows)
    batch = bring(cast, sheet)
    assert (batch.good, batch.problems) == (2, [])
    assert store(cast, batch) == 2
    assert WorkPlan.objects.get().set_on == date(2019, 1, 12)
    assert set(Activity.objects.values_list("name", "month", "state")) == {
        ("Kerja bakti", 6, "done"),
        ("Ronda", 7, "planned"),
    }
    assert (bring(cast, sheet).good, bring(cast, sheet).known) == (0, 2)


def test_every_bad_row_says_its_cell(cast):
    bodies = [
        ["Antah", "RT", "RT 01/01", None, None, None, None],
        ["Kracak", "Koperasi", "Mina Jaya", None, None, None, None],
        ["Kracak", "RT", "RT 02/01", "RW 09", None, None, None],
        ["Kracak", "RT", "RT 03/01", None, "Tarwan", None, "kemarin"],
        [None, "RT", "RT 04/01", None, None, None, None],
        ["Kracak", "LPM", "LPM Kracak", None, None, None, None],
    ]
    agenda = [
        ["Kracak", "RT 77", 2019, "Lomba", 1, None, None, None, date(2019, 1, 5)],
        ["Kracak", "LPM Kracak", 2019, "Lomba", "Jumadil", None, None, None, date(2019, 1, 5)],
        ["Kracak", "LPM Kracak", 2019, "Lomba", 1, "Selesai", None, None, date(2019, 1, 5)],
        ["Kracak", "LPM Kracak", 2018, "Lomba", 1, None, None, None, None],
        [
            "Kracak",
            "LPM Kracak",
            2019,
            "Pawai",
            1,
            "Selesai",
            date(2018, 8, 9),
            "Foto",
            date(2019, 1, 5),
        ],
    ]
    batch = bring(cast, Table("A", HEADINGS, bodies), Table("B", AGENDA, agenda))
    assert set(problems(batch)) == {
        ("A!A2", "community-village-unknown"),
        ("A!B3", "community-kind-unknown"),
        ("A!D4", "community-unknown"),
        ("A!G5", "community-day-unreadable"),
        ("A!A6", "community-cell-empty"),
        ("B!B2", "community-unknown"),
        ("B!E3", "community-month-unreadable"),
        ("B!F4", "community-evidence-lacking"),
        ("B!B5", "community-plan-unknown"),
        ("B!G6", "community-day-other-year"),
    }
    assert batch.good == 1


def test_a_village_need_not_name_itself(cast):
    sheet = Table("Lembaga", ["Jenis", "Nama"], [["PKK", "PKK Kracak"]])
    assert store(cast, bring(cast, sheet, office=cast.village)) == 1
    assert Community.objects.get().org_unit == cast.village


def test_the_export_is_read_back_as_known(cast):
    active_body(cast)
    window = through(2019, 4)
    rows = queries.communities_of(cast.district, queries.Search(), window)
    taken = [
        lists.communities_table(rows, cast.district, window, NOW),
        lists.agenda_table(rows, window),
    ]
    read = LAYOUT.read(cast.district, tables(xlsx(taken), "a.xlsx"), {})
    assert (list(read.rows), read.known, list(read.problems)) == ([], 6, [])


def test_the_template_is_read_by_itself(cast):
    read = LAYOUT.read(cast.district, tables(xlsx(LAYOUT.template(cast.district)), "a.xlsx"), {})
    assert (len(read.rows), list(read.problems)) == (3, [])
