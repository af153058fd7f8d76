"""Members come, are trained, go on or end; every number is what its rows say."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from janji.core.periods import Window, through
from janji.core.refusals import Refused
from janji.kit.models import AuditEntry
from janji.kit.persons import person_number
from janji.orgs import actions as orgs
from janji.orgs.models import OrgUnitKind
from janji.orgs.roles import Role
from janji.registers.linmas import actions
from janji.registers.linmas.models import Attendance, Decree, Member, MemberCorrection
from tests import cast as people
from tests.registers.linmas_stories import (
    FIRST,
    NAMES,
    NOW,
    correct,
    decree,
    event,
    event_text,
    member,
    tick,
    value,
)

pytestmark = pytest.mark.django_db
NIK = "3302141201900003"
KEEP = {"batas_usia_linmas": True}


def listed(cast, window, **terms):
    return value(cast.district, "anggota_linmas", window, **terms)


def done(cast, window, **terms):
    return value(cast.district, "anggota_linmas_terbina", window, **terms)


def refused(code, deed, **said):
    with pytest.raises(Refused) as caught:
        deed(**said)
    assert caught.value.code == code
    return caught.value


def end(cast, one, on, reason="moved", by=None):
    return actions.end_member(
        member=one, ends_on=on, reason=reason, based_on=one.edition, by=by or cast.operator, at=NOW
    )


# ── members


def test_a_member_counts_from_the_first_day_to_the_day_of_the_end(cast):
    member(cast, NAMES[0], starts_on=date(2019, 4, 1), decreed=decree(signed_on=date(2019, 4, 1)))
    second = member(cast, NAMES[1])
    assert [listed(cast, Window(2019, q, q)) for q in (1, 2, 3, 4)] == [1, 2, 2, 2]
    end(cast, second, date(2019, 9, 30))
    assert [listed(cast, Window(2019, q, q)) for q in (1, 2, 3, 4)] == [1, 2, 1, 1]
    assert listed(cast, through(2018, 4)) == 1
    assert listed(cast, through(2020, 1)) == 1


def test_without_a_decree_that_holds_nobody_counts(cast):
    short = decree(holds_until=date(2019, 6, 29))
    one = member(cast, decreed=short)
    assert [listed(cast, Window(2019, q, q)) for q in (1, 2)] == [1, 0]
    actions.add_decree(
        member=one,
        decree=decree("141/09/2019", date(2019, 8, 5)),
        based_on=one.edition,
        by=cast.operator,
        at=NOW,
    )
    assert [listed(cast, Window(2019, q, q)) for q in (1, 2, 3)] == [1, 0, 1]


def test_a_wrong_decree_is_withdrawn_and_stays_readable(cast):
    one = member(cast)
    wrong = one.decrees.get()
    said = {"reason": "Nomor milik desa lain", "by": cast.operator, "at": NOW}
    actions.withdraw_decree(decree=wrong, based_on=one.edition, **said)
    assert listed(cast, through(2019, 4)) == 0
    assert Decree.objects.get().withdrawn_because == "Nomor milik desa lain"
    one.refresh_from_db()
    again = {"decree": wrong, "based_on": one.edition} | said
    refused("decree-withdrawn-already", actions.withdraw_decree, **again)


def test_the_list_of_january_shows_who_was_taken_off(cast):
    for name in NAMES[:3]:
        member(cast, name)
    leaving = Member.objects.first()
    end(cast, leaving, date(2019, 12, 1), "resigned")
    year = through(2019, 4)
    assert value(cast.district, "anggota_linmas_januari", year) == 3
    assert listed(cast, year) == 2


def test_the_same_person_is_not_written_down_twice(cast):
    member(cast, NAMES[0], nik=NIK)
    refused("member-known", member, cast=cast, name="Nama Lain", nik=NIK)
    member(cast, NAMES[1])
    refused("member-known", member, cast=cast, name=NAMES[1].upper())
    refused("member-known", member, cast=cast, name=NAMES[1], nik="3302141201900004")
    # Another day of birth, or two numbers that differ: another person of that name.
    member(cast, NAMES[1], born_on=date(1991, 2, 3))
    member(cast, NAMES[0], nik="3302141201900004")
    assert Member.objects.count() == 4


def test_who_ended_may_come_again(cast):
    one = member(cast, nik=NIK)
    end(cast, one, date(2019, 3, 1))
    again = decree("141/10/2019", date(2019, 10, 1))
    member(cast, nik=NIK, starts_on=date(2019, 10, 1), decreed=again)
    assert [listed(cast, Window(2019, q, q)) for q in (1, 4)] == [0, 1]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("linmas-day-ahead", {"starts_on": date(2020, 1, 1)}),
        ("birth-after-start", {"born_on": FIRST}),
        ("linmas-day-ahead", {"decreed": decree(signed_on=date(2020, 1, 1))}),
        ("decree-until-before-from", {"decreed": decree(holds_until=date(2018, 1, 1))}),
        ("extension-needs-end", {"decreed": decree(kind="extension")}),
    ],
)
def test_what_cannot_be_is_refused(cast, code, said):
    refused(code, member, cast=cast, **said)
    assert not Member.objects.exists()


def test_members_belong_to_a_village(cast):
    section = orgs.create_org_unit(
        name="Seksi Ketenteraman",
        kind=OrgUnitKind.SECTION,
        parent=cast.district,
        region=None,
        address=None,
        contact=None,
        by=cast.admin,
        at=NOW,
    )
    refused("member-needs-village", member, cast=cast, village=section)


def test_a_clerk_of_a_village_keeps_its_list_and_no_other(cast):
    clerk = cast.stranger
    orgs.assign_role(
        user=clerk,
        role=Role.VILLAGE_CLERK,
        org_unit=cast.village,
        starts_on=NOW.date(),
        by=cast.admin,
        at=NOW,
    )
    member(cast, by=clerk)
    event(cast, office=cast.village, by=clerk)
    refused("not-allowed", event, cast=cast, by=clerk)
    refused("not-allowed", member, cast=cast, by=cast.camat, name=NAMES[1])


def test_a_correction_leaves_what_stood_there(cast):
    one = member(cast, nik=NIK)
    one = correct(cast, one, name="Sutarmi Wiyana", squad="security", starts_on=date(2017, 5, 1))
    said = {one.field: (one.before, one.after) for one in MemberCorrection.objects.all()}
    assert said == {
        "name": ("Sutarmi Wiyono", "Sutarmi Wiyana"),
        "squad": ("kosong", "Pengamanan"),
        "starts_on": ("02-01-2018", "01-05-2017"),
    }
    refused("linmas-nothing-corrected", correct, cast=cast, one=one, squad="security")
    refused("end-not-corrected", correct, cast=cast, one=one, ends_on=date(2019, 5, 1))
    other = member(cast, NAMES[1], nik="3302141201900004")
    with pytest.raises(Refused) as caught:
        actions.correct_member(
            member=other,
            details={},
            number=person_number(NIK),
            reason="NIK tertukar",
            based_on=other.edition,
            by=cast.operator,
            at=NOW,
        )
    assert caught.value.code == "member-known"


def test_an_end_written_down_by_mistake_is_taken_back(cast):
    one = end(cast, member(cast), date(2019, 6, 1))
    assert listed(cast, through(2019, 4)) == 0
    one = correct(cast, one, ends_on=None)
    assert (one.ends_on, one.end_reason) == (None, None)
    assert listed(cast, through(2019, 4)) == 1
    end(cast, one, date(2019, 6, 1))
    refused("changed-meanwhile", end, cast=cast, one=one, on=date(2019, 7, 1))
    one.refresh_from_db()
    refused("member-ended", end, cast=cast, one=one, on=date(2019, 7, 1))


def test_no_number_of_a_person_reaches_the_chain(cast):
    one = member(cast, nik=NIK)
    end(cast, one, date(2019, 6, 1))
    said = str(list(AuditEntry.objects.values_list("facts", flat=True)))
    assert NIK not in said
    assert one.nik_digest not in said
    assert NAMES[0] not in said


# ── age


def test_age_counts_only_when_the_definition_says_so(cast):
    cast_at = NOW.replace(year=2022)
    one = member(cast, born_on=date(1961, 3, 10), at=cast_at)
    assert listed(cast, through(2021, 4)) == 1
    assert listed(cast, through(2021, 4), **KEEP) == 0
    assert listed(cast, through(2020, 4), **KEEP) == 1
    longest = decree(
        "141/03/2021", date(2021, 3, 1), kind="extension", holds_until=date(2026, 3, 10)
    )
    said = {"member": one, "based_on": one.edition, "by": cast.operator, "at": cast_at}
    assert refused("extension-too-long", actions.add_decree, decree=longest, **said).facts[
        "day"
    ] == ("09-03-2026")
    until = decree("141/03/2021", date(2021, 3, 1), kind="extension", holds_until=date(2026, 3, 9))
    actions.add_decree(decree=until, **said)
    assert listed(cast, through(2021, 4), **KEEP) == 1
    assert listed(cast, through(2026, 1), **KEEP) == 0


# ── trained


def test_distinct_members_never_attendances(cast):
    one, two = member(cast, NAMES[0]), member(cast, NAMES[1])
    for month in (2, 3, 5):
        tick(cast, event(cast, date(2019, month, 4)), one)
    assert Attendance.objects.count() == 3
    assert [done(cast, Window(2019, q, q)) for q in (1, 2, 3, 4)] == [1, 1, 1, 1]
    tick(cast, event(cast, date(2019, 12, 2)), one, two)
    assert [done(cast, through(2019, q)) for q in (1, 2, 3, 4)] == [1, 1, 1, 2]
    # A new year begins with nobody trained.
    assert done(cast, through(2020, 1)) == 0


def test_who_was_appointed_after_the_last_event_stays_below_the_line(cast):
    tick(cast, event(cast), member(cast, NAMES[0]))
    new = decree("141/11/2019", date(2019, 11, 4))
    late = member(cast, NAMES[1], starts_on=date(2019, 11, 4), decreed=new)
    assert (done(cast, through(2019, 4)), listed(cast, through(2019, 4))) == (1, 2)
    assert value(cast.district, "anggota_linmas_belum_terbina", through(2019, 4)) == 1
    happened = event(cast, date(2019, 5, 2))
    with pytest.raises(Refused) as caught:
        tick(cast, happened, late)
    assert caught.value.code == "attendee-not-member"


def test_who_left_is_in_neither_number(cast):
    one = member(cast)
    tick(cast, event(cast), one)
    end(cast, one, date(2019, 12, 1), "died")
    assert [done(cast, through(2019, q)) for q in (1, 4)] == [1, 0]
    assert listed(cast, through(2019, 4)) == 0


def test_the_definition_chooses_kinds_and_hours(cast):
    one, two = member(cast, NAMES[0]), member(cast, NAMES[1])
    tick(cast, event(cast, hours=4), one)
    tick(cast, event(cast, date(2019, 6, 3), kind="training", hours=5), one)
    tick(cast, event(cast, date(2019, 8, 17), kind="parade", hours=1), two)
    year = through(2019, 4)
    assert done(cast, year) == 1
    assert done(cast, year, jenis_kegiatan_linmas=("parade",)) == 1
    assert done(cast, year, jenis_kegiatan_linmas=("guidance", "training", "parade")) == 2
    for hours, count in (("9", 1), ("9.5", 0), ("10", 0)):
        assert done(cast, year, jp_paling_sedikit_linmas=Decimal(hours)) == count
    assert done(cast, through(2019, 1), jp_paling_sedikit_linmas=Decimal("5")) == 0
    assert value(cast.district, "kegiatan_linmas", year) == 2


def test_ticks_are_put_right(cast):
    one, two = member(cast, NAMES[0]), member(cast, NAMES[1])
    happened = event(cast)
    assert tick(cast, happened, one) == (1, 0)
    assert done(cast, through(2019, 1)) == 1
    assert tick(cast, happened, two) == (1, 1)
    assert tick(cast, happened, one, two) == (1, 0)
    assert tick(cast, happened) == (0, 2)
    assert done(cast, through(2019, 1)) == 0
    # Nothing is deleted: every tick that was taken away is still there.
    assert Attendance.objects.filter(withdrawn_at__isnull=False).count() == 3


def test_members_of_elsewhere_cannot_be_ticked(cast):
    one = member(cast)
    elsewhere = event(cast, office=cast.other_district, by=cast.stranger)
    with pytest.raises(Refused) as caught:
        tick(cast, elsewhere, one, by=cast.stranger)
    assert caught.value.code == "attendee-not-member"


def test_a_cancelled_event_trains_nobody_and_a_moved_one_moves(cast):
    happened = event(cast)
    tick(cast, happened, member(cast))
    happened.refresh_from_db()
    said = {"by": cast.operator, "at": NOW}
    happened = actions.correct_event(
        event=happened, text=event_text(date(2019, 4, 2)), based_on=happened.edition, **said
    )
    assert [done(cast, Window(2019, q, q)) for q in (1, 2)] == [0, 1]
    happened = actions.correct_event(
        event=happened, text=event_text(date(2018, 4, 2)), based_on=happened.edition, **said
    )
    assert (done(cast, through(2018, 4)), done(cast, through(2019, 4))) == (1, 0)
    happened = actions.cancel_event(
        event=happened, reason="Tercatat dua kali", based_on=happened.edition, **said
    )
    assert done(cast, through(2018, 4)) == 0
    assert value(cast.district, "kegiatan_linmas", through(2018, 4)) == 0
    with pytest.raises(Refused) as caught:
        tick(cast, happened)
    assert caught.value.code == "event-cancelled"


def waiting(cast, happened, one):
    return Attendance.objects.create(
        event=happened, member=one, recorded_by=cast.operator, recorded_at=NOW
    )


def test_what_waits_counts_when_a_person_is_sure(cast):
    one, two, happened = member(cast, NAMES[0]), member(cast, NAMES[1]), event(cast)
    sure, unsure = waiting(cast, happened, one), waiting(cast, happened, two)
    assert done(cast, through(2019, 1)) == 0
    said = {"by": cast.operator, "at": NOW}
    actions.settle_attendance(attendance=sure, is_sure=True, **said)
    actions.settle_attendance(attendance=unsure, is_sure=False, **said)
    assert done(cast, through(2019, 1)) == 1
    refused("attendance-settled", actions.settle_attendance, attendance=sure, is_sure=False, **said)


class TrainedNeverPassesMembers(TestCase):
    """Whatever happens in a year, the trained and the untrained are all members."""

    @settings(max_examples=12, deadline=None)
    @given(
        st.lists(
            st.tuples(
                st.integers(0, 3),
                st.dates(date(2019, 1, 1), date(2019, 12, 31)),
                st.sampled_from(["guidance", "training", "parade"]),
            ),
            max_size=6,
        ),
        st.lists(st.dates(date(2019, 1, 1), date(2019, 12, 31)), max_size=3),
        st.integers(1, 4),
    )
    def test_the_two_add_up(self, came, ended, quarter):
        cast = people.build()
        everyone = [member(cast, f"Anggota {number}") for number in range(4)]
        for number, day, kind in came:
            tick(cast, event(cast, day, kind=kind), everyone[number])
        for one, day in zip(everyone, ended, strict=False):
            end(cast, one, day)
        window = through(2019, quarter)
        codes = ("anggota_linmas", "anggota_linmas_terbina", "anggota_linmas_belum_terbina")
        members, trained, untrained = (value(cast.district, code, window) for code in codes)
        assert trained + untrained == members <= 4
