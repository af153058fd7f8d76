"""Groups through their life: formed, strengthened, lent to, behind with payments, closed, opened again."""

from datetime import date, datetime, time

import pytest

from janji.core.periods import Window
from janji.core.refusals import Refused
from janji.core.self_help import Condition
from janji.kit import audit
from janji.orgs import actions as orgs
from janji.orgs.models import OrgUnitKind
from janji.orgs.roles import Role
from janji.registers.checks import Look
from janji.registers.self_help import actions, queries
from janji.registers.self_help.checks import CHECKS
from janji.registers.self_help.conditions import USUAL
from janji.registers.self_help.intake import GroupText, MemberText, RecordText
from janji.registers.self_help.models import Loan, Record
from janji.registers.self_help.variables import (
    ACTIVE,
    AT_RISK,
    MEMBERS,
    OUTSTANDING,
    REGISTERED,
    SAVINGS,
    WOMEN,
    pulse,
)
from janji.registers.variables import Scope
from tests.cast import AT
from tests.registers.self_help_stories import (
    LATER,
    MILLION,
    NOW,
    ZONE,
    active_group,
    close,
    group,
    lend,
    make_eligible,
    member,
    members,
    officer,
    officers,
    pay,
    record,
    require,
    unit,
)

pytestmark = pytest.mark.django_db
FOURTH = Window(2019, 4, 4)


def value(cast, variable, window=FOURTH, terms=USUAL, as_of=LATER):
    return variable.value(Scope(cast.district, window, terms, as_of))


def refused(code):
    return pytest.raises(Refused, match=f"^{code}$")


def lacks(one, quarter=4):
    point = queries.at_quarter(2019, quarter, LATER)
    return [(each.what, each.quarter) for each in queries.standings([one], point)[one.pk].lacking]


def test_a_group_is_active_with_meetings_officers_and_no_old_arrears(cast):
    made = active_group(cast)
    assert (value(cast, ACTIVE), value(cast, REGISTERED)) == (1, 1)
    assert (value(cast, MEMBERS), value(cast, WOMEN)) == (5, 2)
    assert lacks(made) == []
    third = Window(2019, 3, 3)
    assert value(cast, ACTIVE, third) == 0
    assert lacks(made, 3) == [("records", (2019, 2))]


def test_savings_are_no_meeting(cast):
    made = active_group(cast)
    quiet = group(cast, "Sri Rejeki")
    officers(cast, members(cast, quiet, 3))
    for month in (8, 11):
        record(cast, quiet, date(2019, month, 5), "simpanan", 50_000)
    assert [one.pk for one in ACTIVE.rows(Scope(cast.district, FOURTH, USUAL, LATER))] == [made.pk]
    also = USUAL | {"kegiatan_ksm_dihitung": ("simpanan", "pertemuan")}
    assert value(cast, ACTIVE, terms=also) == 2


def test_a_group_lacks_its_officer_when_the_member_leaves(cast):
    made = group(cast)
    people = members(cast, made, 5)
    officers(cast, people)
    for month in (8, 11):
        record(cast, made, date(2019, month, 5), "pekerjaan")
    assert value(cast, ACTIVE) == 1
    actions.end_group_member(
        member=people[1], day=date(2019, 12, 1), reason="Pindah", by=cast.operator, at=NOW
    )
    assert lacks(made) == [("officers", None)]
    assert (value(cast, ACTIVE), value(cast, MEMBERS)) == (0, 4)
    with refused("ksm-ended-already"):
        officer(cast, people[1], "sekretaris", date(2019, 12, 2))
    people[1].refresh_from_db()
    officer(cast, people[3], "sekretaris", date(2019, 12, 2))
    assert value(cast, ACTIVE) == 1


def test_one_post_has_one_holder(cast):
    made = group(cast)
    first, second = members(cast, made, 2)
    held = officer(cast, first)
    with refused("ksm-post-held"):
        officer(cast, second, "ketua", date(2018, 1, 1))
    actions.end_group_officer(
        officer=held, day=date(2018, 1, 1), reason="Diganti", by=cast.operator, at=NOW
    )
    officer(cast, second, "ketua", date(2018, 1, 1))


def test_a_loan_in_arrears_for_more_than_three_months(cast):
    made = active_group(cast)
    loan = lend(cast, made, principal=5 * MILLION, exception="Musyawarah BKM 2 Januari 2019")
    for month in range(2, 9):
        pay(cast, loan, date(2019, month, 10), 500_000)
    # What fell due on 10 September is overdue by more than three months from 11 December on.
    assert (value(cast, OUTSTANDING), value(cast, AT_RISK)) == (1_500_000, 1_500_000)
    assert lacks(made) == [("overdue", None)]
    assert value(cast, ACTIVE) == 0
    assert value(cast, AT_RISK, as_of=date(2019, 12, 10)) == 0
    assert value(cast, ACTIVE, as_of=date(2019, 12, 10)) == 1
    patient = USUAL | {"bulan_tunggakan_ksm": USUAL["bulan_tunggakan_ksm"] + 1}
    assert value(cast, ACTIVE, terms=patient) == 1
    pay(cast, loan, date(2019, 12, 20), 500_000)
    assert (value(cast, OUTSTANDING), value(cast, AT_RISK)) == (1_000_000, 0)
    assert value(cast, ACTIVE) == 1


def test_example_4_through_the_database(cast):
    """18 of 120 million: 15,00 %."""
    sound, risky = active_group(cast), active_group(cast, "Sri Rejeki")
    reason = {"exception": "Musyawarah BKM", "persons": 5, "months": 12}
    lend(cast, sound, principal=102 * MILLION, day=date(2019, 12, 1), first=LATER, **reason)
    loan = lend(cast, risky, principal=20 * MILLION, **reason)
    pay(cast, loan, date(2019, 3, 1), 2 * MILLION)
    assert (value(cast, AT_RISK), value(cast, OUTSTANDING)) == (18 * MILLION, 120 * MILLION)
    _, total = queries.recap(cast.district, queries.at_month(2019, 12, LATER))
    assert total.portfolio.par.percent == 15
    assert (total.portfolio.lar.part, total.portfolio.lar.whole) == (1, 2)
    assert total.ever_borrowed == 2


def test_who_may_borrow_and_what_is_still_missing(cast):
    made = group(cast)
    with pytest.raises(Refused) as found:
        lend(cast, made, persons=0)
    assert found.value.code == "ksm-persons-missing"
    members(cast, made, 5, 1)
    with pytest.raises(Refused) as found:
        lend(cast, made)
    assert found.value.code == "ksm-not-eligible"
    assert "perempuan kurang dari 30 %" in found.value.facts["unmet"]
    assert queries.eligibility(made, NOW.date()).unmet == (
        Condition.VOLUNTARY,
        Condition.WOMEN,
        Condition.BOOKS,
        Condition.LIABILITY,
        Condition.TRAINING,
        Condition.SAVING,
    )
    member(cast, made, "Turinah Kedua")
    for kind in ("voluntary", "books", "liability", "training"):
        require(cast, made, kind)
    for month in (1, 2, 3):
        record(cast, made, date(2019, month, 5), "simpanan", 25_000)
    assert queries.eligibility(made, date(2019, 3, 1)).unmet == (Condition.SAVING,)
    assert queries.eligibility(made, date(2019, 3, 5)).unmet == ()
    lend(cast, made, day=date(2019, 3, 6), first=date(2019, 4, 6))


def test_the_first_stage_has_a_million_for_each_person(cast):
    made = group(cast)
    make_eligible(cast, made)
    with refused("ksm-above-first-stage"):
        lend(cast, made, principal=5 * MILLION + 1)
    with refused("ksm-persons-many"):
        lend(cast, made, persons=6)
    lend(cast, made, principal=5 * MILLION)
    lend(cast, made, number="2", principal=9 * MILLION, day=date(2019, 6, 1), first=LATER)
    with refused("ksm-loan-known"):
        lend(cast, made, number="2")
    assert Loan.objects.count() == 2


def test_the_last_instalment_takes_the_remainder(cast):
    made = group(cast)
    loan = lend(
        cast, made, principal=MILLION, service=100_001, months=3, exception="Sisa program lama"
    )
    found = [(one.principal, one.service) for one in loan.instalments.all()]
    assert found == [(333_333, 33_333), (333_333, 33_333), (333_334, 33_335)]


def test_nobody_pays_more_than_is_left(cast):
    made = group(cast)
    loan = lend(cast, made, principal=MILLION, months=2, exception="Sisa program lama")
    pay(cast, loan, date(2019, 2, 10), 600_000, 10_000)
    with pytest.raises(Refused) as found:
        pay(cast, loan, date(2019, 3, 10), 400_001)
    assert found.value.code == "ksm-paid-too-much"
    assert found.value.facts["left"] == "400.000"
    with refused("ksm-paid-before-lent"):
        pay(cast, loan, date(2019, 1, 9), 1)
    with refused("ksm-loan-paid-on"):
        actions.withdraw_loan(loan=loan, reason="Salah KSM", by=cast.operator, at=NOW)
    actions.withdraw_record(
        record=Record.objects.get(), reason="Salah KSM", by=cast.operator, at=NOW
    )
    actions.withdraw_loan(loan=loan, reason="Salah KSM", by=cast.operator, at=NOW)
    assert value(cast, OUTSTANDING) == 0
    with refused("ksm-withdrawn-already"):
        pay(cast, loan, date(2019, 3, 10), 1)


def test_savings_are_what_was_put_in_and_not_taken_out(cast):
    made = group(cast)
    first = record(cast, made, date(2019, 2, 1), "simpanan", 100_000)
    record(cast, made, date(2019, 5, 1), "penarikan", 40_000)
    assert value(cast, SAVINGS) == 60_000
    assert value(cast, SAVINGS, Window(2019, 1, 1)) == 100_000
    with refused("ksm-savings-below"):
        record(cast, made, date(2019, 1, 31), "penarikan", 1)
    with refused("ksm-savings-below"):
        actions.withdraw_record(record=first, reason="Salah", by=cast.operator, at=NOW)
    with refused("ksm-amount-missing"):
        record(cast, made, date(2019, 6, 1), "simpanan")
    with refused("ksm-amount-unfit"):
        record(cast, made, date(2019, 6, 1), "pertemuan", 5)


def test_a_record_is_corrected_with_a_reason(cast):
    made = active_group(cast)
    meeting = made.records.latest("day")
    said = RecordText("simpanan", date(2019, 9, 30), "Notulen")
    actions.correct_record(
        record=meeting,
        said=said,
        reason="Tanggal salah baca",
        based_on=1,
        by=cast.operator,
        at=NOW,
    )
    meeting.refresh_from_db()
    assert (meeting.kind, meeting.day) == ("pertemuan", date(2019, 9, 30))
    assert audit.history(meeting).first().facts["why"] == "Tanggal salah baca"
    assert lacks(made) == [("records", (2019, 4))]


def test_only_minutes_take_a_group_out_of_the_count(cast):
    active_group(cast)
    idle = group(cast, "Sri Rejeki")
    assert (value(cast, ACTIVE), value(cast, REGISTERED)) == (1, 2)
    with refused("ksm-minutes-missing"):
        close(cast, idle, number=" ")
    made = close(cast, idle, date(2019, 10, 1))
    assert (value(cast, ACTIVE), value(cast, REGISTERED)) == (1, 1)
    assert value(cast, REGISTERED, Window(2019, 3, 3)) == 2
    with refused("ksm-closed"):
        record(cast, idle, date(2019, 11, 1))
    with refused("ksm-closed"):
        close(cast, idle, date(2019, 11, 1))
    actions.reopen_group(
        closing=made,
        day=date(2019, 12, 1),
        reason="Anggota kembali",
        by=cast.operator,
        at=NOW,
    )
    assert value(cast, REGISTERED) == 2
    with refused("ksm-closed-before"):
        close(cast, idle, date(2019, 11, 1))


def test_a_closing_by_mistake_is_undone_from_its_own_day(cast):
    made = close(cast, active_group(cast), date(2019, 7, 1))
    actions.reopen_group(
        closing=made, day=date(2019, 7, 1), reason="Salah KSM", by=cast.operator, at=NOW
    )
    assert value(cast, REGISTERED, Window(2019, 3, 3)) == 1
    with refused("ksm-open-already"):
        actions.reopen_group(
            closing=made, day=date(2019, 7, 1), reason="Lagi", by=cast.operator, at=NOW
        )


def test_a_closed_group_may_still_pay(cast):
    made = active_group(cast)
    loan = lend(cast, made, exception="Musyawarah BKM")
    close(cast, made, date(2019, 7, 1))
    pay(cast, loan, date(2019, 8, 10), MILLION)
    assert value(cast, OUTSTANDING) == 4 * MILLION


def test_the_capital_is_what_the_works_left(cast):
    """Example 1: Rp250 million, Rp55 million for works."""
    made = unit(cast, capital=195 * MILLION, grant=250 * MILLION, works=55 * MILLION)
    assert made.edition == 1
    with pytest.raises(Refused) as found:
        unit(cast, capital=190 * MILLION, grant=250 * MILLION, works=55 * MILLION)
    assert found.value.code == "ksm-capital-differs"
    assert found.value.facts["left"] == "195.000.000"
    with refused("ksm-grant-half"):
        unit(cast, grant=250 * MILLION)
    with refused("ksm-not-of-village"):
        unit(cast, village=cast.district)


def test_a_name_is_known_again(cast):
    made = group(cast, "Mekar Sari")
    with refused("ksm-known"):
        group(cast, "MEKAR  SARI")
    other = group(cast, "Sri Rejeki")
    with refused("ksm-known"):
        correct(cast, other, "mekar sari")
    correct(cast, made, "Mekar Sari 1")
    with refused("changed-meanwhile"):
        correct(cast, made, "Mekar Sari 2", based_on=1)
    with refused("ksm-not-of-village"):
        group(cast, "Kelompok kecamatan", village=cast.district)


def correct(cast, one, name, based_on=None):
    return actions.correct_group(
        group=one,
        said=GroupText(name, "sosial", "pnpm", None),
        reason="Salah tulis",
        based_on=based_on or one.edition,
        by=cast.operator,
        at=NOW,
    )


def test_nobody_is_in_a_group_twice(cast):
    made = group(cast)
    one = member(cast, made)
    with refused("ksm-member-known"):
        member(cast, made, "painem")
    actions.correct_group_member(
        member=one,
        said=MemberText("Painem Raharjo", "P", is_poor=False, joined_on=date(2018, 1, 1)),
        reason="Nama lengkap",
        based_on=1,
        by=cast.operator,
        at=NOW,
    )
    member(cast, made)
    assert value(cast, MEMBERS, Window(2017, 4, 4), as_of=date(2018, 1, 15)) == 1
    assert value(cast, MEMBERS) == 2


def test_a_requirement_ends(cast):
    made = group(cast)
    make_eligible(cast, made)
    held = made.requirements.get(kind="books")
    actions.end_requirement(
        requirement=held, day=date(2019, 6, 1), reason="Buku hilang", by=cast.operator, at=NOW
    )
    assert queries.eligibility(made, date(2019, 5, 31)).unmet == ()
    assert queries.eligibility(made, date(2019, 6, 1)).unmet == (Condition.BOOKS,)


def test_whoever_keeps_one_village_keeps_no_other(cast):
    clerk = orgs.create_account(
        username="petugas",
        full_name="Rohmat",
        official=None,
        password="padi-menguning-di-ladang",
        by=cast.admin,
        at=AT,
    ).user
    other = orgs.create_org_unit(
        name="Desa Lesmana",
        kind=OrgUnitKind.VILLAGE,
        parent=cast.district,
        region=None,
        address=None,
        contact=None,
        by=cast.admin,
        at=AT,
    )
    orgs.assign_role(
        user=clerk,
        role=Role.VILLAGE_CLERK,
        org_unit=cast.village,
        starts_on=AT.date(),
        by=cast.admin,
        at=AT,
    )
    group(cast, by=clerk)
    with pytest.raises(Refused):
        group(cast, village=other, by=clerk)


def test_days_ahead_and_before_the_group(cast):
    made = group(cast)
    with refused("ksm-day-ahead"):
        record(cast, made, LATER)
    with refused("ksm-before-formed"):
        record(cast, made, date(2017, 2, 28))
    with refused("ksm-evidence-missing"):
        record(cast, made, date(2019, 2, 28), evidence=" ")


def test_the_pulse(cast):
    assert pulse(cast.district, NOW) == "Belum ada KSM yang dihitung."
    active_group(cast)
    assert pulse(cast.district, NOW).startswith("0 dari 1 KSM aktif pada 30-09-2019")


def test_what_can_be_doubted_is_told(cast):
    """Each flaw at the end of the year, and the very rows it is about."""
    sound, idle = active_group(cast), group(cast, "Sri Rejeki")
    gone = active_group(cast, "Tunas Muda")
    late = lend(cast, sound, exception="Sisa program lama")
    owed = lend(cast, gone, day=date(2019, 12, 1), first=LATER, exception="Sisa program lama")
    close(cast, gone, date(2019, 12, 20))
    look = Look.at(cast.district, 2019, datetime.combine(LATER, time(9), tzinfo=ZONE))
    found = {one.code: set(one.rows(look)) for one in CHECKS}
    assert found == {
        "ksm-menunggak-lama": {late},
        "ksm-tanpa-pengurus": {idle},
        "ksm-tanpa-kegiatan": {idle},
        "ksm-ditutup-berutang": {owed},
        # Both met on 5 August; it was written down on 31 December.
        "ksm-kegiatan-susulan": set(Record.objects.filter(day__month=8)),
    }
    for one in CHECKS:
        assert one.row_view.lines(one.row_view.listed(one.rows(look)))
