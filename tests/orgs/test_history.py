"""The history page: who sees what of the chain, how it is narrowed down, and taken away."""

import json

import pytest
from django.urls import reverse

from janji.kit.models import Anchor, AuditEntry
from janji.orgs import actions
from janji.orgs.models import OrgUnit
from janji.site import check_audit
from tests.cast import AT

ADDRESS = "/pengaturan/riwayat/"


@pytest.fixture
def changed(cast):
    """Both districts were edited; the other one by its regency."""
    for office, address in ((cast.district, "Jalan Baru 2"), (cast.other_district, "Jalan Lama 9")):
        actions.edit_org_unit(
            org_unit=office,
            name=office.name,
            address=address,
            contact=None,
            based_on=office.edition,
            by=cast.admin,
            at=AT,
        )
    return cast


def shown(client, **asked):
    answer = client.get(ADDRESS, asked)
    assert answer.status_code == 200
    return [one.entry for one, _ in answer.context["rows"]], answer.content.decode()


def test_the_whole_chain_is_seen_at_the_top(changed, as_user):
    entries, page = shown(as_user(changed.inspektorat))
    assert entries[0].number == AuditEntry.objects.count()
    assert "Jalan Lama 9" in page
    assert "membuat akun" in page


def test_an_office_sees_what_is_about_its_own_things(changed, as_user):
    """What belongs to another office or to none, such as accounts, is not among them."""
    entries, page = shown(as_user(changed.camat))
    below = {changed.district.pk, changed.village.pk}
    assert {one.home for one in entries} == below
    assert "Jalan Baru 2" in page
    assert "Jalan Lama 9" not in page
    hidden = AuditEntry.objects.exclude(home__in=below).values_list("subject", flat=True)
    for subject in set(hidden):
        assert shown(as_user(changed.camat), rekam=subject)[0] == []


def test_nobody_else_sees_it(changed, as_user):
    for user in (changed.operator, changed.kasi):
        assert as_user(user).get(ADDRESS).status_code == 404
    assert as_user(changed.camat).get(ADDRESS + "ujung/").status_code == 404
    entries, _ = shown(as_user(changed.stranger))
    assert {one.home for one in entries} == {changed.other_district.pk}


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"tindakan": "edit-office"}, 2),
        ({"q": "administrator", "tindakan": "edit-office"}, 2),
        ({"q": "tidak ada orang ini"}, 0),
        ({"dari": "02-04-2019"}, 0),
        ({"dari": "01-04-2019", "sampai": "01-04-2019", "tindakan": "edit-office"}, 2),
        ({"sampai": "31-03-2019"}, 0),
    ],
)
def test_it_is_narrowed_down(changed, as_user, asked, count):
    assert len(shown(as_user(changed.admin), **asked)[0]) == count


def test_it_is_narrowed_down_to_an_office_and_a_record(changed, as_user):
    client = as_user(changed.admin)
    entries, _ = shown(client, kantor=changed.district.pk, tindakan="edit-office")
    assert [one.home for one in entries] == [changed.district.pk]
    entries, _ = shown(client, rekam=f"orgs.orgunit:{changed.village.pk}")
    assert [one.deed for one in entries] == ["create-office"]


@pytest.mark.parametrize(
    "asked",
    [
        {"kantor": "x"},
        {"kantor": "99999999999999999999"},
        {"dari": "besok"},
        {"tindakan": "tidak-dikenal"},
        {"halaman": "-3"},
        {"rekam": "\x00"},
        {"q": "\x00"},
    ],
)
def test_nonsense_is_no_failure(changed, as_user, asked):
    assert as_user(changed.admin).get(ADDRESS, asked).status_code == 200


def test_what_is_listed_is_taken_away_as_a_sheet(changed, as_user):
    answer = as_user(changed.camat).get(ADDRESS, {"unduh": "xlsx"})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="riwayat.xlsx"'
    assert answer.content[:2] == b"PK"


def test_what_is_listed_can_be_checked_without_janji(changed, as_user):
    answer = as_user(changed.camat).get(ADDRESS, {"unduh": "jsonl"})
    lines = b"".join(answer.streaming_content).decode().splitlines()
    check = check_audit.Check({})
    assert list(check.of(lines)) == []
    assert (check.whole, check.count) == (False, len(lines) - 1)
    forged = json.loads(lines[1]) | {"deed": "lain"}
    assert list(check_audit.Check({}).of([lines[0], json.dumps(forged)]))


def test_the_end_of_the_chain_is_shown_for_keeping(changed, as_user):
    last = AuditEntry.objects.order_by("-number")[0]
    Anchor.objects.create(day=AT.date(), number=3, hash="ab" * 32, made_at=AT)
    page = as_user(changed.inspektorat).get(ADDRESS + "ujung/").content.decode()
    assert f"{last.number}:{last.hash}" in page
    assert f"3:{'ab' * 32}" in page


def test_the_queries_do_not_grow_with_the_entries(changed, as_user, django_assert_max_num_queries):
    client = as_user(changed.admin)
    with django_assert_max_num_queries(14):
        client.get(ADDRESS)


def test_an_office_and_an_account_show_what_was_done_to_them(changed, as_user):
    client = as_user(changed.admin)
    office = client.get(reverse("orgs:office", args=[changed.district.slug])).content.decode()
    assert "Jalan Raya No. 1" in office
    assert "mengubah kantor" in office
    account = client.get(reverse("orgs:account", args=[changed.camat.pk])).content.decode()
    assert "memberi peran" in account
    assert OrgUnit.objects.get(pk=changed.district.pk).address == "Jalan Baru 2"
