"""The audit chain seals every deed, and shows when someone touched it."""

import pytest
from django.db import transaction

from janji.kit import audit
from janji.kit.models import AuditEntry, ChainHead
from tests.cast import AT


def test_the_chain_of_a_small_world_holds(cast):
    assert AuditEntry.objects.count() > 10
    assert list(audit.broken_links()) == []
    assert ChainHead.objects.get().last_number == AuditEntry.objects.count()


@pytest.mark.parametrize(
    "damage",
    [
        lambda entry: AuditEntry.objects.filter(pk=entry.pk).update(facts={"role": "lain"}),
        lambda entry: AuditEntry.objects.filter(pk=entry.pk).update(deed="lain"),
        lambda entry: AuditEntry.objects.filter(pk=entry.pk).delete(),
    ],
)
def test_a_changed_or_removed_entry_is_found(cast, damage):
    damage(AuditEntry.objects.get(number=5))
    assert 5 in list(audit.broken_links()) or 6 in list(audit.broken_links())


def test_a_removed_end_is_found(cast):
    AuditEntry.objects.order_by("-number").first().delete()
    assert list(audit.broken_links())


@pytest.mark.django_db(transaction=True)
def test_a_note_belongs_into_the_transaction_of_its_change():
    with pytest.raises(RuntimeError):
        audit.note("x", ChainHead(pk=1), by=None, at=AT)
    with transaction.atomic():
        assert audit.note("x", ChainHead(pk=1), by=None, at=AT).number == 1
