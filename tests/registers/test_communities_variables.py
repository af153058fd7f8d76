"""Registered and active bodies: every number is its rows, and the database judges as the core does."""

import itertools
from datetime import date
from decimal import Decimal

import pytest

from janji.core.attendance import AttendingRole
from janji.core.periods import Window, through
from janji.registers.communities import queries
from janji.registers.communities.conditions import USUAL
from janji.registers.communities.models import Activity, Community, WorkPlan
from janji.registers.communities.variables import ACTIVE, REGISTERED
from janji.registers.facts import keeping
from janji.registers.facts.keeping import Wanted
from janji.registers.musrenbang import actions as forums
from janji.registers.musrenbang.models import Attendance
from janji.registers.variables import Scope
from tests.registers.community_stories import (
    NOW,
    active_body,
    add,
    agenda,
    attend,
    body,
    carry_out,
    change_status,
    forum,
    plan,
)

pytestmark = pytest.mark.django_db
LATER = date(2020, 1, 15)
YEAR = through(2019, 4)


def read(cast, variable, window=YEAR, terms=USUAL, office=None):
    wanted = Wanted(variable, terms)
    found = keeping.read(office or cast.district, window.year, [wanted], as_of=LATER)
    value = found.of(wanted, window)
    assert value == variable.value(Scope(office or cast.district, window, terms, LATER))
    return value


def by_quarter(cast, variable, terms=USUAL):
    return [read(cast, variable, Window(2019, q, q), terms) for q in (1, 2, 3, 4)]


def test_a_body_becomes_active_with_its_third_activity(cast):
    """§4.3 example 1; before the activities were done it was not."""
    active_body(cast)
    assert by_quarter(cast, REGISTERED) == [1, 1, 1, 1]
    assert by_quarter(cast, ACTIVE) == [0, 1, 1, 1]


def test_four_of_seven_are_too_few(cast):
    """§4.3 example 2."""
    made = body(cast, "Karang Taruna Mekar", "karang_taruna")
    agenda(cast, plan(cast, made), 7, 4)
    attend(cast, forum(cast), made)
    assert read(cast, ACTIVE) == 0
    carry_out(cast, Activity.objects.filter(state="planned").first(), date(2019, 9, 2))
    assert by_quarter(cast, ACTIVE) == [0, 0, 1, 1]


def test_the_secretary_instead_of_the_chair(cast):
    """§4.3 example 3: not active, unless delegates count."""
    made = body(cast, "LPM Kracak", "lpm")
    agenda(cast, plan(cast, made), 10, 10)
    attend(cast, forum(cast), made, role=AttendingRole.DELEGATE, name="Tarmini")
    assert read(cast, ACTIVE) == 0
    assert read(cast, ACTIVE, terms=USUAL | {"wakil_dihitung": True}) == 1


def test_a_plan_without_a_document(cast):
    """§4.3 example 4."""
    made = body(cast, "PKK Kracak", "pkk")
    agenda(cast, plan(cast, made, document=None), 12, 12)
    attend(cast, forum(cast), made, sex="p")
    assert read(cast, ACTIVE) == 0
    assert queries.standings([made], YEAR)[made.pk].lack == "no_document"
    known = made.plans.get()
    plan(cast, made, document="Buku program PKK", based_on=known.edition)
    assert read(cast, ACTIVE) == 1


def test_the_district_forum_counts_for_the_lpm_but_not_for_an_rt(cast):
    """R4.13."""
    there = forum(cast, "MUSRENBANG_KEC", date(2019, 2, 12), cast.district, venue="Aula")
    lpm, rt = body(cast, "LPM Kracak", "lpm"), body(cast)
    for one, name in ((lpm, "Sarwono"), (rt, "Kasmin")):
        agenda(cast, plan(cast, one), 5, 5)
        attend(cast, there, one, name=name)
    assert [one.name for one in ACTIVE.rows(Scope(cast.district, YEAR, USUAL, LATER))] == [
        "LPM Kracak"
    ]
    wide = USUAL | {"forum_rt_rw": ("MUSRENBANG_KEC",)}
    assert read(cast, ACTIVE, terms=wide) == 2


def test_a_copied_list_counts_once_a_second_person_has_confirmed_it(cast):
    """R5.5."""
    made = body(cast)
    agenda(cast, plan(cast, made), 5, 3)
    row = attend(cast, forum(cast), made, from_paper=True)
    assert read(cast, ACTIVE) == 0
    forums.settle_list(paper_list=row.paper_list, accept=True, reason="", by=cast.kasi, at=NOW)
    assert read(cast, ACTIVE) == 1


def test_posyandu_counts_only_by_choice(cast):
    """R4.9."""
    active_body(cast, "Posyandu Melati", kind="posyandu")
    assert read(cast, REGISTERED) == 0
    terms = USUAL | {"jenis_lembaga": ("posyandu",)}
    assert [read(cast, one, terms=terms) for one in (REGISTERED, ACTIVE)] == [1, 1]


def test_newcomers_wait_six_months_and_the_dissolved_are_gone(cast):
    """R4.15."""
    body(cast, "RT 01/01", founded_on=date(2019, 1, 15))
    body(cast, "RT 02/01", founded_on=None)
    gone = body(cast, "RT 03/01")
    change_status(cast, gone, "dissolved", date(2019, 9, 30))
    assert by_quarter(cast, REGISTERED) == [2, 2, 2, 2]
    assert by_quarter(cast, REGISTERED, USUAL | {"bulan_lembaga_baru": Decimal(0)}) == [3, 3, 2, 2]
    change_status(cast, gone, "registered", date(2019, 11, 1))
    assert by_quarter(cast, REGISTERED) == [2, 2, 2, 3]


def test_a_frozen_body_stays_in_the_count_unless_a_definition_says_otherwise(cast):
    frozen = active_body(cast)
    change_status(cast, frozen, "frozen", date(2019, 8, 1))
    without = USUAL | {"lembaga_beku_dihitung": False}
    assert by_quarter(cast, REGISTERED) == [1, 1, 1, 1]
    assert by_quarter(cast, REGISTERED, without) == [1, 1, 0, 0]
    assert by_quarter(cast, ACTIVE, without) == [0, 1, 0, 0]


def test_nothing_goes_on_into_the_next_year_but_the_body(cast):
    active_body(cast)
    assert read(cast, REGISTERED, through(2020, 1)) == 1
    assert read(cast, ACTIVE, through(2020, 1)) == 0


def test_a_row_struck_out_or_a_body_of_elsewhere_counts_for_nobody(cast):
    made = active_body(cast)
    assert read(cast, ACTIVE, office=cast.other_district) == 0
    (row,) = Attendance.objects.filter(community=made)
    forums.strike_attendance(attendance=row, reason="Salah orang", by=cast.operator, at=NOW)
    assert read(cast, ACTIVE) == 0


PLANS = [
    None,
    (date(2019, 3, 31), True),
    (date(2019, 4, 1), True),
    (date(2019, 1, 12), False),
]
AGENDAS = [(0, 0, 0), (5, 3, 0), (5, 2, 5), (7, 4, 0), (4, 4, 1)]
CAME = [None, "MUSRENBANGDES ketua", "MUSRENBANGDES wakil", "MUSRENBANG_KEC ketua", "MUSDES ketua"]
KINDS = ["rt", "lpm"]


def test_the_database_judges_as_the_core_does(cast):
    """Every combination of plan, agenda, presence and kind, in every quarter, under several terms."""
    _fill(cast)
    everyone = list(Community.objects.all())
    assert len(everyone) == len(PLANS) * len(AGENDAS) * len(CAME) * len(KINDS) == 200
    choices = [
        {},
        {"wakil_dihitung": True},
        {"agenda_tambahan_dihitung": True},
        {"syarat_aktif": ("agenda",)},
        {"syarat_aktif": ("ketua", "program")},
        {"bulan_batas_program": Decimal(4), "forum_rt_rw": ("MUSDES", "MUSRENBANG_KEC")},
        {"bagian_agenda": Decimal("57.14")},
        {"bagian_agenda": Decimal(0)},
    ]
    seen = set()
    for chosen, quarter in itertools.product(choices, (1, 2, 3, 4)):
        terms, window = USUAL | chosen, through(2019, quarter)
        by_core = {
            key for key, one in queries.standings(everyone, window, terms).items() if one.is_active
        }
        rows = ACTIVE.rows(Scope(cast.district, window, terms, LATER))
        assert set(rows.values_list("pk", flat=True)) == by_core
        seen.add(len(by_core))
    assert len(seen) > 5


def _fill(cast):
    """Straight into the tables, for speed."""
    days = {"MUSRENBANGDES": date(2019, 1, 22), "MUSRENBANG_KEC": date(2019, 2, 12)}
    held = {
        kind: forum(cast, kind, days.get(kind, date(2019, 5, 2)), venue=kind)
        for kind in ("MUSRENBANGDES", "MUSRENBANG_KEC", "MUSDES")
    }
    for number, (set_up, counts, came, kind) in enumerate(
        itertools.product(PLANS, AGENDAS, CAME, KINDS)
    ):
        named = f"Lembaga {number}"
        shared = {"recorded_by": cast.operator, "recorded_at": NOW}
        one = Community.objects.create(
            org_unit=cast.village, kind=kind, name=named, name_key=named, **shared
        )
        if set_up:
            _plan(cast, one, set_up, counts, shared)
        if came:
            forum_kind, role = came.split()
            Attendance.objects.create(
                org_unit=cast.village,
                forum=held[forum_kind],
                name=named,
                person_key=named,
                sex="p",
                group="lkd",
                community=one,
                role=role,
                sign="ttd",
                counts=True,
                **shared,
            )


def _plan(cast, one, set_up, counts, shared):
    set_on, has_document = set_up
    made = WorkPlan.objects.create(
        community=one,
        year=2019,
        set_on=set_on,
        document="Ada" if has_document else None,
        changed_by=cast.operator,
        changed_at=NOW,
    )
    planned, done, added = counts
    for number in range(planned + added):
        is_added = number >= planned
        is_done = is_added or number < done
        Activity.objects.create(
            plan=made,
            name=f"Kegiatan {number}",
            name_key=str(number),
            added_on=date(2019, 8, 1) if is_added else None,
            state="done" if is_done else "planned",
            settled_on=date(2019, 3 + 2 * (number % 4), 20) if is_done else None,
            evidence="Foto" if is_done else None,
            **shared,
        )


def test_an_added_activity_before_its_day_is_not_there_yet(cast):
    made = body(cast)
    of = plan(cast, made)
    agenda(cast, of, 5, 2)
    carry_out(cast, add(cast, of, "Kerja bakti", added_on=date(2019, 8, 1)), date(2019, 8, 17))
    attend(cast, forum(cast), made)
    both = USUAL | {"agenda_tambahan_dihitung": True, "bagian_agenda": Decimal(50)}
    assert by_quarter(cast, ACTIVE, both) == [0, 0, 1, 1]
