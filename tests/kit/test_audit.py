"""The audit chain seals every deed, and shows when someone touched it."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import F

from janji.core.audit_chain import Break, Fault
from janji.core.refusals import Refused
from janji.kit import anchors, audit
from janji.kit.models import Anchor, AuditEntry, ChainHead
from tests.cast import AT


def test_the_chain_of_a_small_world_holds(cast):
    assert AuditEntry.objects.count() > 10
    assert list(audit.broken_links()) == []
    assert ChainHead.objects.get().last_number == AuditEntry.objects.count()


def entry(number=5):
    return AuditEntry.objects.filter(number=number)


@pytest.mark.parametrize(
    "change",
    [
        {"facts": {"role": "lain"}},
        {"deed": "lain"},
        {"subject": "orgs.user:1"},
        {"by_id": None},
        {"at": AT + timedelta(microseconds=1)},
        {"home": 99},
        {"previous_hash": "0" * 64},
        {"hash": "0" * 64},
    ],
)
def test_a_changed_entry_is_located(cast, change):
    """H-01, in the database itself."""
    entry().update(**change)
    assert audit.examine().breaks == [Break(5, Fault.CHANGED)]


def test_removed_moved_and_added_entries_are_located(cast):
    """H-02, in the database itself."""
    last = ChainHead.objects.get().last_number
    entry(5).delete()
    assert audit.examine().breaks == [Break(5, Fault.MISSING, 5)]
    entry(6).update(number=5)
    assert Break(5, Fault.MOVED, 6) in audit.examine().breaks
    entry(5).update(number=6)
    entry(last).delete()
    assert audit.examine().breaks == [
        Break(5, Fault.MISSING, 5),
        Break(last, Fault.CUT, last),
    ]


def test_two_entries_that_changed_places_are_named(cast):
    for old, new in ((5, 1000), (8, 5), (1000, 8)):
        entry(old).update(number=new)
    found = {(one.number, one.fault, one.other) for one in audit.examine().breaks}
    assert found == {(5, Fault.MOVED, 8), (8, Fault.MOVED, 5)}


def test_an_end_that_someone_moved_is_found(cast):
    ChainHead.objects.update(last_number=F("last_number") - 1)
    assert list(audit.broken_links())


@pytest.mark.django_db(transaction=True)
def test_a_note_belongs_into_the_transaction_of_its_change():
    with pytest.raises(RuntimeError):
        audit.note("x", ChainHead(pk=1), by=None, at=AT)
    with transaction.atomic():
        assert audit.note("x", ChainHead(pk=1), by=None, at=AT).number == 1


def test_an_entry_knows_the_office_of_its_thing(cast):
    noted = AuditEntry.objects.get(deed="create-office", subject=f"orgs.orgunit:{cast.village.pk}")
    assert noted.home == cast.village.pk == noted.facts["home"]
    post = AuditEntry.objects.get(deed="create-position")
    assert post.home == cast.district.pk
    assert AuditEntry.objects.filter(deed="create-account", home=None).exists()


def test_entries_from_an_earlier_release_get_their_office_back(cast):
    """Going back drops the column; the facts still say it."""
    before = list(AuditEntry.objects.values_list("number", "home"))
    AuditEntry.objects.update(home=None)
    assert list(audit.broken_links())
    import_module("janji.kit.migrations.0004_homes").fill_homes(apps, None)
    assert list(AuditEntry.objects.values_list("number", "home")) == before
    assert list(audit.broken_links()) == []


def test_an_anchor_is_dropped_once_a_day(cast):
    first = anchors.drop_anchor(day=AT.date(), at=AT)
    assert first.number == ChainHead.objects.get().last_number
    assert anchors.drop_anchor(day=AT.date(), at=AT) is None
    assert anchors.drop_anchor(day=AT.date() + timedelta(1), at=AT).hash == first.hash
    assert Anchor.objects.count() == 2
    assert anchors.kept() == {first.number: first.hash}


@pytest.mark.django_db
def test_an_empty_chain_has_no_anchor():
    assert anchors.drop_anchor(day=AT.date(), at=AT) is None


GOOD = "ab" * 32


@pytest.mark.parametrize(
    ("text", "known"),
    [
        (f"120:{GOOD}", {120: GOOD}),
        (f"  120 {GOOD}\n", {120: GOOD}),
        (f'{{"type": "anchor", "number": 3, "hash": "{GOOD}"}}\n\n', {3: GOOD}),
        (f'{{"type": "janji-audit"}}\n{{"number": 3, "hash": "{GOOD}"}}', {3: GOOD}),
    ],
)
def test_what_was_known_is_read_from_every_form(text, known):
    assert anchors.known_in(text.splitlines()) == known


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "anchor-unreadable"),
        ("Catatan rapat", "anchor-unreadable"),
        ("[1]", "anchor-unreadable"),
        ("7", "anchor-unreadable"),
        ('{"number": "3", "hash": "x"}', "anchor-unreadable"),
        ('{"number": 3}', "anchor-unreadable"),
        (f"1:{GOOD}\n1:{GOOD[::-1]}", "anchors-contradict"),
    ],
)
def test_what_is_no_anchor_is_refused(text, code):
    with pytest.raises(Refused) as refused:
        anchors.known_in(text.splitlines())
    assert refused.value.code == code
