"""Someone acts in the head's place: named by the head, until a day, and never on to another."""

from datetime import timedelta

import pytest
from django.utils import timezone

from janji.core.delegation import Capacity
from janji.core.refusals import Refused
from janji.kit import audit
from janji.orgs import access
from janji.orgs import actions as orgs
from janji.orgs.delegation import actions
from janji.orgs.models import RoleAssignment
from janji.orgs.roles import Permission, Role
from tests.cast import AT

TODAY = AT.date()
PAGE = "/pengaturan/kantor/kecamatan-ajibarang/pengganti/"


def delegate(cast, **more):
    """The camat is away for a week; the section head acts as Plh."""
    whole = {
        "role": Role.HEAD,
        "org_unit": cast.district,
        "to": cast.kasi,
        "capacity": Capacity.PLH,
        "starts_on": TODAY + timedelta(days=1),
        "ends_on": TODAY + timedelta(days=7),
        "basis": "Surat Perintah 800/1/2019",
        "by": cast.camat,
        "at": AT,
    }
    return actions.delegate_role(**whole | more)


def may(user, permission, org_unit, days):
    return access.may(user, permission, org_unit=org_unit, on=TODAY + timedelta(days=days))


def test_it_holds_between_its_days_and_ends_by_itself(cast):
    delegate(cast)
    found = [may(cast.kasi, Permission.APPROVE_QUARTER, cast.district, day) for day in (0, 1, 7, 8)]
    assert found == [False, True, True, False]
    assert may(cast.camat, Permission.APPROVE_QUARTER, cast.district, 3)
    assert list(audit.broken_links()) == []


def test_who_acts_may_all_the_head_may_but_name_another(cast):
    delegate(cast)
    there = access.permissions_in(cast.kasi, cast.district, on=TODAY + timedelta(days=2))
    assert there >= Role.HEAD.permissions - {Permission.DELEGATE}
    assert Permission.DELEGATE not in there
    with pytest.raises(Refused, match="not-allowed"):
        delegate(cast, by=cast.kasi, to=cast.operator, at=AT + timedelta(days=2),
                 starts_on=TODAY + timedelta(days=3))  # fmt: skip


def test_one_who_holds_a_right_alone_is_not_said_to_act(cast):
    delegate(cast)
    on = TODAY + timedelta(days=2)

    def capacity(user, permission):
        return access.capacity_for(user, permission, org_unit=cast.district, on=on)

    assert capacity(cast.kasi, Permission.APPROVE_QUARTER) is Capacity.PLH
    assert capacity(cast.kasi, Permission.SUBMIT_QUARTER) is Capacity.DEFINITIVE
    assert capacity(cast.kasi, Permission.ACCEPT_QUARTER) is None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"by": "operator"}, "not-allowed"),
        ({"by": "bupati"}, "delegation-not-yours"),  # a superior, but no head
        ({"role": Role.SECTION_HEAD}, "delegation-not-yours"),
        ({"org_unit": "other_district"}, "not-allowed"),
        ({"org_unit": "village"}, "delegation-not-yours"),
        ({"to": "camat"}, "delegation-to-oneself"),
        ({"to": "stranger"}, "delegation-outside"),
        ({"to": "bupati"}, "delegation-outside"),
        ({"capacity": Capacity.DEFINITIVE}, "delegation-needs-capacity"),
        ({"starts_on": TODAY - timedelta(days=1)}, "delegation-in-the-past"),
        ({"ends_on": TODAY}, "delegation-ends-early"),
        ({"ends_on": TODAY + timedelta(days=91)}, "delegation-too-long"),
    ],
)
def test_only_ones_own_role_within_ones_office_for_a_sensible_time(cast, change, code):
    change = {k: getattr(cast, v) if type(v) is str else v for k, v in change.items()}
    with pytest.raises(Refused, match=code):
        delegate(cast, **change)
    assert not RoleAssignment.objects.filter(granted_by__isnull=False).exists()


def test_nobody_acts_twice_at_a_time_but_may_again_afterwards(cast):
    delegate(cast)
    with pytest.raises(Refused, match="role-held"):
        delegate(cast, starts_on=TODAY + timedelta(days=7), ends_on=TODAY + timedelta(days=9))
    delegate(cast, starts_on=TODAY + timedelta(days=8), ends_on=TODAY + timedelta(days=9))


def test_a_superior_names_someone_for_the_whole_regency(cast):
    delegate(cast, role=Role.SUPERIOR, org_unit=cast.government, to=cast.pengawas, by=cast.bupati)
    assert may(cast.pengawas, Permission.SIGN_AS_SECOND, cast.district, 2)


def test_it_is_taken_back_by_who_gave_it_and_by_no_one_else(cast):
    given, later = delegate(cast), AT + timedelta(days=3)
    with pytest.raises(Refused, match="delegation-ended"):
        actions.end_delegation(assignment=given, by=cast.bupati, at=later)
    actions.end_delegation(assignment=given, by=cast.camat, at=later)
    assert may(cast.kasi, Permission.APPROVE_QUARTER, cast.district, 2)
    assert not may(cast.kasi, Permission.APPROVE_QUARTER, cast.district, 3)
    with pytest.raises(Refused, match="delegation-ended"):
        actions.end_delegation(assignment=given, by=cast.camat, at=later)
    entry = audit.history(cast.kasi).first()
    assert (entry.deed, entry.facts["after"]) == ("end-delegation", {"ends_on": "2019-04-03"})


def test_taken_back_before_it_begins_it_never_was(cast):
    actions.end_delegation(assignment=delegate(cast), by=cast.camat, at=AT)
    assert not may(cast.kasi, Permission.APPROVE_QUARTER, cast.district, 2)


def test_an_administrator_ends_it_like_any_role(cast):
    orgs.end_role(assignment=delegate(cast), by=cast.admin, at=AT + timedelta(days=3))
    assert not may(cast.kasi, Permission.APPROVE_QUARTER, cast.district, 3)


def test_the_page_names_and_takes_back(cast, as_user):
    client, today = as_user(cast.camat), timezone.localdate()
    assert "Belum ada pengganti" in client.get(PAGE).content.decode()
    sent = {
        "role": "head",
        "to": cast.kasi.pk,
        "capacity": "plh",
        "starts_on": f"{today}",
        "ends_on": f"{today + timedelta(days=4)}",
        "basis": "Surat Perintah 1",
    }
    wrong = client.post(PAGE, sent | {"ends_on": f"{today + timedelta(days=99)}"})
    assert wrong.status_code == 422
    assert "paling lama 90 hari" in wrong.content.decode()
    assert client.post(PAGE, sent).status_code == 302
    said = client.get(PAGE).content.decode()
    assert "Plh. Kepala kantor: Bambang Irawan" in said
    given = RoleAssignment.objects.get(granted_by=cast.camat)
    assert as_user(cast.kasi).post(f"{PAGE}{given.pk}/akhiri/").status_code == 403
    assert as_user(cast.bupati).post(f"{PAGE}{given.pk}/akhiri/").status_code == 409
    assert client.post(f"{PAGE}{given.pk}/akhiri/").status_code == 302


def test_the_page_is_read_by_colleagues_and_hidden_from_others(cast, as_user):
    assert "Tunjuk pengganti" not in as_user(cast.operator).get(PAGE).content.decode()
    assert as_user(cast.operator).post(PAGE, {}).status_code == 403
    assert as_user(cast.stranger).get(PAGE).status_code == 404
