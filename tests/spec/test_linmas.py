"""registers.md §6.3: every worked example, through the rule and through the register's rows."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from janji.core.linmas import Composition, Training, composition_gaps, task_force_gaps, trained
from janji.core.numbers import written
from janji.core.periods import through
from janji.orgs import actions as orgs
from janji.orgs.models import OrgUnitKind
from janji.registers.linmas.models import Attendance, Decree, Member
from tests.registers.linmas_stories import NOW, decree, event, member, tick, value

YEAR = through(2019, 4)


def percent(part, whole):
    return written(Fraction(part * 100, whole), 2)


@pytest.mark.parametrize(
    ("members", "distinct", "attendances", "expected", "wrong"),
    [
        # 1. Desa Wangon, Dec 2021: 36 trained; of 36 on the list, of 38.
        (36, 36, 36, "100,00", None),
        (38, 36, 36, "94,74", None),
        # 4. Ajibarang: 420 members, 405 who came, 512 attendances.
        (420, 405, 512, "96,43", "121,90"),
    ],
)
def test_trained_of_all_members(members, distinct, attendances, expected, wrong):
    came = [*range(distinct), *(one % distinct for one in range(attendances - distinct))]
    attended = [Training(one, 4) for one in came]
    assert len(attended) == attendances
    count = trained(frozenset(range(members)), attended, least_hours=0)
    assert count == distinct
    assert percent(count, members) == expected
    if wrong is not None:
        assert percent(attendances, members) == wrong != expected


def test_one_platoon_of_30_in_every_district():
    """2. Buleleng: thirty members of a district, all of them trained."""
    platoon = frozenset(range(30))
    attended = [Training(one, 8) for one in range(30)]
    assert percent(trained(platoon, attended, least_hours=8), 30) == "100,00"
    assert trained(platoon, attended, least_hours=9) == 0


def test_35_of_five_villages_are_seven_each():
    """3. Cilacap: who came is counted, and the mean of a village is a whole number."""
    members = frozenset(range(35))
    assert Fraction(trained(members, [Training(one, 2) for one in members], least_hours=0), 5) == 7


def test_villages_with_a_regulation_are_another_indicator():
    """5. Serang: 192 of 326 villages are 58,90 %; no member is counted for it."""
    assert percent(192, 326) == "58,90"


WHOLE = Composition(
    heads=1,
    leaders=1,
    commanders=dict.fromkeys("abcde", 1),
    members=dict.fromkeys("abcde", 5),
)
NEW, OLD = date(2020, 6, 2), date(2020, 6, 1)


@pytest.mark.parametrize(
    ("found", "day", "codes"),
    [
        (WHOLE, NEW, []),
        (
            replace(WHOLE, heads=0, leaders=0),
            NEW,
            ["satlinmas-without-head", "satlinmas-without-leader"],
        ),
        (replace(WHOLE, commanders={}), NEW, ["squad-without-commander"] * 5),
        (replace(WHOLE, members=WHOLE.members | {"c": 4}), NEW, ["squad-small"]),
        (replace(WHOLE, members={}), NEW, ["squad-small"] * 5),
        # Before Permendagri 26/2020 nothing of the sort was asked.
        (replace(WHOLE, heads=0, commanders={}, members={}), OLD, []),
    ],
)
def test_five_squads_of_at_least_five(found, day, codes):
    """checked-against-texts (h): Permendagri 26/2020 Pasal 13 and 19."""
    assert [one.code for one in composition_gaps(found, "abcde", day)] == codes


@pytest.mark.parametrize(
    ("heads", "members", "day", "codes"),
    [
        (1, 10, NEW, []),
        (1, 9, NEW, ["task-force-small"]),
        (0, 10, NEW, ["task-force-without-head"]),
        (0, 0, OLD, []),
    ],
)
def test_a_task_force_of_a_district_has_a_head_and_ten(heads, members, day, codes):
    """checked-against-texts (h): Permendagri 26/2020 Pasal 9 and 10."""
    assert [one.code for one in task_force_gaps(heads, members, day)] == codes


def test_who_is_no_member_does_not_count():
    attended = [Training(one, 4) for one in (1, 2, 99)]
    assert trained(frozenset({1, 2, 3}), attended, least_hours=0) == 2


@pytest.mark.slow
@pytest.mark.django_db
def test_ajibarang_through_the_register(cast):
    """4. Fifteen villages with 28 members each; 405 come to the first event, 107 of them again."""
    villages = [cast.village, *(_village(cast, number) for number in range(14))]
    everyone = [one for village in villages for one in _members(cast, village, 28)]
    assert len(everyone) == 420
    untrained = {one.pk for one in everyone[::28]}
    first, again = event(cast), event(cast, date(2019, 9, 4), kind="training")
    left = 107
    for village in villages:
        here = [one for one in everyone if one.org_unit == village and one.pk not in untrained]
        tick(cast, first, *here, village=village)
        more, left = here[:left], left - len(here[:left])
        tick(cast, again, *more, village=village)
    assert Attendance.objects.count() == 512
    members = value(cast.district, "anggota_linmas", YEAR)
    done = value(cast.district, "anggota_linmas_terbina", YEAR)
    assert (members, done) == (420, 405)
    assert value(cast.district, "anggota_linmas_belum_terbina", YEAR) == 15
    assert percent(done, members) == "96,43"
    assert percent(Attendance.objects.count(), members) == "121,90"


@pytest.mark.django_db
@pytest.mark.parametrize(("count", "expected"), [(36, "100,00"), (38, "94,74")])
def test_wangon_through_the_register(cast, count, expected):
    """1. Two days of basic training in December, counted by the list's last day."""
    listed = _members(cast, cast.village, count)
    training = event(cast, date(2019, 12, 11), kind="training", hours=16)
    tick(cast, training, *listed[:36])
    done = value(cast.village, "anggota_linmas_terbina", YEAR)
    assert percent(done, value(cast.village, "anggota_linmas", YEAR)) == expected


def _village(cast, number):
    return orgs.create_org_unit(
        name=f"Desa Contoh {number}",
        kind=OrgUnitKind.VILLAGE,
        parent=cast.district,
        region=None,
        address=None,
        contact=None,
        by=cast.admin,
        at=NOW,
    )


def _members(cast, village, count):
    """Many at once, the way an import keeps them; the first goes through the action."""
    made = [member(cast, "Anggota 0", village)]
    rest = [
        Member(
            org_unit=village,
            name=f"Anggota {number}",
            sex="L",
            starts_on=made[0].starts_on,
            recorded_by=cast.operator,
            recorded_at=NOW,
        )
        for number in range(1, count)
    ]
    made += Member.objects.bulk_create(rest)
    text = decree()
    Decree.objects.bulk_create(
        Decree(
            member=one,
            number=text.number,
            signed_on=text.signed_on,
            issuer=text.issuer,
            holds_from=text.first_day,
            recorded_by=cast.operator,
            recorded_at=NOW,
        )
        for one in made[1:]
    )
    return made
