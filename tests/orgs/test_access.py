"""Who may do what, where: role by role."""

from datetime import date, timedelta

import pytest

from janji.core.refusals import Refused
from janji.orgs import access, actions
from janji.orgs.models import RoleAssignment
from janji.orgs.roles import Permission, Role
from tests.cast import AT

TODAY = AT.date()
P = Permission

MAY = {
    "camat": {
        P.VIEW,
        P.DRAFT_AGREEMENT,
        P.PROPOSE_AGREEMENT,
        P.SIGN_AS_FIRST,
        P.SIGN_DEFINITION,
        P.APPROVE_QUARTER,
        P.EXPLAIN_ACHIEVEMENT,
        P.ANSWER_SUPERIOR,
        P.OBJECT,
        P.DELEGATE,
        P.SEE_HISTORY,
        P.MANAGE_CALENDAR,
    },
    "operator": {P.VIEW, P.RECORD_ACTUAL, P.SERVE_COUNTER, P.ENTER_SURVEY, P.KEEP_RECORDS},
    "kasi": {
        P.VIEW,
        P.RECORD_ACTUAL,
        P.SERVE_COUNTER,
        P.MANAGE_SERVICES,
        P.ENTER_SURVEY,
        P.MANAGE_SURVEY,
        P.KEEP_RECORDS,
        P.CHECK_RECORDS,
        P.DEFINE_INDICATOR,
        P.SUBMIT_QUARTER,
        P.EXPLAIN_ACHIEVEMENT,
        P.ANSWER_SUPERIOR,
    },
    "perencana": {
        P.VIEW,
        P.DRAFT_AGREEMENT,
        P.PROPOSE_AGREEMENT,
        P.RECORD_ACTUAL,
        P.SUBMIT_QUARTER,
        P.EXPLAIN_ACHIEVEMENT,
        P.KEEP_BUDGET,
        P.ANSWER_SUPERIOR,
        P.SEE_HISTORY,
        P.MANAGE_SERVICES,
        P.MANAGE_SURVEY,
        P.KEEP_RECORDS,
        P.CHECK_RECORDS,
        P.DEFINE_INDICATOR,
    },
    "verifikator": {P.VIEW, P.VERIFY_QUARTER, P.SEE_HISTORY},
    "bupati": {
        P.VIEW,
        P.SIGN_AS_SECOND,
        P.END_AGREEMENT,
        P.ACCEPT_QUARTER,
        P.REOPEN_QUARTER,
        P.SUPERVISE,
        P.DECIDE_REWARD,
        P.DELEGATE,
        P.SET_SCORING,
        P.SEE_HISTORY,
    },
    "pengawas": {
        P.VIEW,
        P.END_AGREEMENT,
        P.ACCEPT_QUARTER,
        P.REOPEN_QUARTER,
        P.SUPERVISE,
        P.KEEP_REWARD_RULES,
        P.PROPOSE_REWARD,
        P.SEE_HISTORY,
    },
    "evaluator": {P.VIEW, P.EVALUATE, P.PROPOSE_REWARD, P.SEE_HISTORY},
    "inspektorat": {P.VIEW, P.SEE_HISTORY},
    "admin": {P.VIEW, P.MANAGE_ACCOUNTS, P.MANAGE_ORGS, P.SEE_HISTORY, P.MANAGE_CALENDAR},
    "stranger": set(),
}


@pytest.mark.parametrize("who", MAY)
def test_in_the_district_and_in_its_villages(cast, who):
    user = getattr(cast, who)
    for place in (cast.district, cast.village):
        assert access.permissions_in(user, place, on=TODAY) == MAY[who]


def test_no_role_reaches_upwards_or_sideways(cast):
    for who in ("camat", "operator", "perencana"):
        user = getattr(cast, who)
        assert access.permissions_in(user, cast.government, on=TODAY) == set()
        assert access.permissions_in(user, cast.other_district, on=TODAY) == set()


def test_a_role_holds_from_its_first_day_to_its_last(cast):
    held = RoleAssignment.objects.get(user=cast.operator)
    held.ends_on = TODAY + timedelta(days=10)
    held.save()

    def may(on: date) -> bool:
        return access.may(cast.operator, P.RECORD_ACTUAL, org_unit=cast.district, on=on)

    assert not may(TODAY - timedelta(days=1))
    assert may(TODAY)
    assert may(TODAY + timedelta(days=10))
    assert not may(TODAY + timedelta(days=11))


def test_offices_are_found_by_range_in_two_queries(cast, django_assert_num_queries):
    with django_assert_num_queries(2):
        seen = list(access.org_units_seen_by(cast.bupati, on=TODAY))
    assert len(seen) == 4
    assert set(access.org_units_seen_by(cast.camat, on=TODAY)) == {cast.district, cast.village}


def test_rows_of_an_office_and_those_below_it(cast, monkeypatch, django_assert_num_queries):
    """By the names of the offices, and by the range of their paths where there are too many."""

    everyone = set(RoleAssignment.objects.select_related("org_unit"))
    here = {one for one in everyone if one.org_unit.path.startswith(cast.district.path)}
    assert set() != here != everyone
    for most in (access.MOST_NAMED, 1, 0):
        monkeypatch.setattr(access, "MOST_NAMED", most)
        with django_assert_num_queries(2):
            assert set(RoleAssignment.objects.filter(access.rows_below(cast.district))) == here


def test_whoever_manages_accounts_cannot_reach_beyond_their_offices(cast):
    local = actions.create_account(
        username="admin-ajibarang",
        full_name="A",
        official=None,
        password=None,
        by=cast.admin,
        at=AT,
    ).user
    actions.assign_role(
        user=local, role=Role.ADMIN, org_unit=cast.district, starts_on=TODAY, by=cast.admin, at=AT
    )
    with pytest.raises(Refused, match="not-allowed"):
        actions.assign_role(
            user=local, role=Role.ADMIN, org_unit=cast.government, starts_on=TODAY, by=local, at=AT
        )
    with pytest.raises(Refused, match="not-allowed"):
        actions.reset_password(user=cast.bupati, based_on=1, by=local, at=AT)
    with pytest.raises(Refused, match="not-allowed"):
        actions.deactivate_account(user=cast.stranger, based_on=1, by=local, at=AT)
    assert actions.reset_password(user=cast.operator, based_on=1, by=local, at=AT)


def test_the_last_administrator_stays(cast):
    role = RoleAssignment.objects.get(user=cast.admin)
    with pytest.raises(Refused, match="last-admin"):
        actions.end_role(assignment=role, by=cast.admin, at=AT)
    with pytest.raises(Refused, match="last-admin"):
        actions.deactivate_account(user=cast.admin, based_on=1, by=cast.admin, at=AT)
    actions.assign_role(
        user=cast.inspektorat,
        role=Role.ADMIN,
        org_unit=cast.government,
        starts_on=TODAY,
        by=cast.admin,
        at=AT,
    )
    actions.deactivate_account(user=cast.admin, based_on=1, by=cast.inspektorat, at=AT)


def test_an_installation_is_founded_once(cast):
    with pytest.raises(Refused, match="already-founded"):
        actions.found_installation(
            government_name="X", region=None, username="x", password=None, by=None, at=AT
        )
