"""However bodies live, the fact is what the rows say, and the rows are what the core says."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from janji.core.communities import newest_counted
from janji.core.periods import Window
from janji.registers.communities import queries
from janji.registers.communities.conditions import USUAL
from janji.registers.communities.models import Activity, Community, StatusChange, WorkPlan
from janji.registers.communities.variables import ACTIVE, REGISTERED
from janji.registers.musrenbang.models import Attendance, Forum
from janji.registers.variables import Scope
from tests.registers.community_stories import NOW

pytestmark = pytest.mark.django_db
DAYS = st.integers(0, 500).map(lambda shift: date(2018, 7, 1) + timedelta(days=shift))
MAYBE = st.none() | DAYS
LIVES = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["rt", "rw", "pkk", "lpm", "posyandu"]),
            "founded": MAYBE,
            "statuses": st.lists(
                st.tuples(st.sampled_from(["frozen", "dissolved", "registered"]), DAYS), max_size=2
            ),
            "plan": st.none() | st.tuples(DAYS, st.booleans()),
            "activities": st.lists(st.tuples(MAYBE, MAYBE), max_size=5),
            "came": st.lists(
                st.tuples(
                    st.sampled_from(["MUSRENBANGDES", "MUSRENBANG_KEC", "MUSDES"]),
                    DAYS,
                    st.sampled_from(["ketua", "wakil", None]),
                    st.booleans(),
                ),
                max_size=2,
            ),
        }
    ),
    max_size=4,
)
TERMS = st.fixed_dictionaries(
    {
        "jenis_lembaga": st.sampled_from([("rt", "rw", "pkk", "lpm"), ("posyandu", "rt")]),
        "lembaga_beku_dihitung": st.booleans(),
        "bulan_lembaga_baru": st.integers(0, 12).map(Decimal),
        "syarat_aktif": st.sampled_from(
            [("agenda", "ketua", "program"), ("program",), ("ketua",), ("agenda", "program")]
        ),
        "bulan_batas_program": st.integers(1, 12).map(Decimal),
        "forum_rt_rw": st.sampled_from([("MUSRENBANGDES",), ("MUSDES", "MUSRENBANG_KEC")]),
        "forum_lembaga_lain": st.sampled_from([("MUSRENBANGDES",), ("MUSDES", "MUSRENBANG_KEC")]),
        "wakil_dihitung": st.booleans(),
        "bagian_agenda": st.sampled_from([Decimal(60), Decimal("33.3"), Decimal(0), Decimal(100)]),
        "agenda_tambahan_dihitung": st.booleans(),
    }
)


def write(cast, lives):
    who = {"recorded_by": cast.operator, "recorded_at": NOW}
    for number, life in enumerate(lives):
        one = Community.objects.create(
            org_unit=cast.village,
            kind=life["kind"],
            name=f"L {number}",
            name_key=f"l {number}",
            founded_on=life["founded"],
            **who,
        )
        for status, day in life["statuses"]:
            StatusChange.objects.create(
                community=one, status=status, day=day, changed_by=cast.operator, changed_at=NOW
            )
        for place, (kind, day, role, counts) in enumerate(life["came"]):
            forum = Forum.objects.create(
                org_unit=cast.village,
                kind=kind,
                plan_year=2020,
                day=day,
                venue=f"{number} {place}",
                **who,
            )
            Attendance.objects.create(
                org_unit=cast.village,
                forum=forum,
                name="A",
                person_key="a",
                sex="l",
                group="lkd",
                community=one,
                role=role,
                sign="ttd",
                counts=counts,
                **who,
            )
        if life["plan"]:
            write_plan(one, life, who)


def write_plan(one, life, who):
    set_on, has_document = life["plan"]
    plan = WorkPlan.objects.create(
        community=one,
        year=2019,
        set_on=set_on,
        document="Ada" if has_document else None,
        changed_by=who["recorded_by"],
        changed_at=NOW,
    )
    for number, (added_on, done_on) in enumerate(life["activities"]):
        Activity.objects.create(
            plan=plan,
            name=str(number),
            name_key=str(number),
            added_on=added_on,
            state="done" if done_on else "planned",
            settled_on=done_on,
            evidence="Foto" if done_on else None,
            **who,
        )


def is_registered(life, terms, last_day):
    """R4.9 and R4.15 in words of their own."""
    past = [(day, place, said) for place, (said, day) in enumerate(life["statuses"])]
    past = sorted(one for one in past if one[0] <= last_day)
    status = past[-1][2] if past else "registered"
    there = status == "registered" or (status == "frozen" and terms["lembaga_beku_dihitung"])
    newest = newest_counted(last_day, int(terms["bulan_lembaga_baru"]))
    old = life["founded"] is None or life["founded"] <= newest
    return life["kind"] in terms["jenis_lembaga"] and there and old


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lives=LIVES, terms=TERMS, quarter=st.integers(1, 4))
def test_the_database_and_the_core_say_the_same(cast, lives, terms, quarter):
    for model in (Attendance, Forum, Activity, WorkPlan, StatusChange, Community):
        model.objects.all().delete()
    write(cast, lives)
    terms, window = USUAL | terms, Window(2019, quarter, quarter)
    scope = Scope(cast.district, window, terms, date(2020, 1, 15))
    found = queries.standings(Community.objects.all(), window, terms)
    counted = {key for key, one in found.items() if one.is_counted}
    assert counted == {
        one.pk
        for one, life in zip(Community.objects.order_by("pk"), lives, strict=True)
        if is_registered(life, terms, window.last_day)
    }
    active = {key for key, one in found.items() if one.is_active}
    assert set(REGISTERED.rows(scope).values_list("pk", flat=True)) == counted
    assert set(ACTIVE.rows(scope).values_list("pk", flat=True)) == active
    assert (REGISTERED.value(scope), ACTIVE.value(scope)) == (len(counted), len(active))
    assert active <= counted
