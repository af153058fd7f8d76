"""Large sheets: agreed by a person, stored by the worker bit by bit, interrupted and gone on with."""

from datetime import timedelta

import pytest

from janji.core.refusals import Refused
from janji.kit import audit
from janji.registers.imports import actions, storing
from janji.registers.imports.models import Batch
from janji.registers.services.models import ServiceRequest
from tests.registers.counter import NOW
from tests.registers.test_services_sheets import bring, office, row

__all__ = ["office"]
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def agreed(office, monkeypatch):
    """Ten good rows, three at once, that a clerk agreed to."""
    monkeypatch.setattr(storing, "ROWS_AT_ONCE", 3)
    batch = bring(office, *(row(number=f"503/{number}") for number in range(10)))
    return actions.agree_to_batch(batch=batch, by=office.operator, at=NOW)


def run(batch, *, at=NOW, most=None):
    """A worker that stops after so many bits; how far the batch was after each."""
    seen = []
    for one in storing.store_rows(storing.claim(batch, at=at), clock=lambda: at):
        seen.append(one.added)
        if len(seen) == most:
            break
    batch.refresh_from_db()
    return seen


def test_it_is_stored_bit_by_bit_and_signed_by_who_agreed(office, agreed):
    assert storing.waiting(at=LATER) == [agreed]
    assert run(agreed, at=LATER) == [3, 6, 9, 10]
    assert (agreed.state, agreed.added, agreed.settled_at) == ("stored", 10, LATER)
    assert (agreed.settled_by, agreed.runner) == (office.operator, None)
    assert ServiceRequest.objects.filter(recorded_by=office.operator, recorded_at=NOW).count() == 10
    assert [one.deed for one in audit.history(agreed)] == [
        "store-sheet",
        "agree-to-sheet",
        "read-sheet",
    ]
    assert storing.waiting(at=LATER) == []


def test_interrupted_it_goes_on_and_doubles_nothing(office, agreed):
    assert run(agreed, most=2) == [3, 6]
    assert (agreed.state, ServiceRequest.objects.count()) == ("storing", 6)
    # Whoever stopped may come back; until its lease is over nobody else takes the batch.
    assert storing.waiting(at=NOW + storing.LEASE) == []
    late = NOW + storing.LEASE + timedelta(seconds=1)
    assert storing.waiting(at=late) == [agreed]
    assert run(agreed, at=late) == [9, 10]
    assert (agreed.state, agreed.added, ServiceRequest.objects.count()) == ("stored", 10, 10)


def test_two_workers_never_store_the_same(office, agreed):
    storing.claim(agreed, at=NOW)
    with pytest.raises(Refused, match="batch-taken-over"):
        storing.claim(agreed, at=NOW)


def test_a_worker_that_was_taken_for_dead_leaves_the_rest_to_the_other(office, agreed):
    slow = storing.store_rows(storing.claim(agreed, at=NOW), clock=lambda: NOW)
    assert next(slow).added == 3
    late = NOW + storing.LEASE + timedelta(seconds=1)
    other = storing.store_rows(storing.claim(agreed, at=late), clock=lambda: late)
    assert next(other).added == 6
    with pytest.raises(Refused, match="batch-taken-over"):
        next(slow)
    assert [one.added for one in other] == [9, 10]
    agreed.refresh_from_db()
    assert (agreed.state, ServiceRequest.objects.count()) == ("stored", 10)


@pytest.fixture
def closed_midway(agreed, monkeypatch):
    """The register refuses after the first bit."""
    whole, calls = storing.layouts()["services"].store, []

    def store(self, *arguments, **more):
        calls.append(arguments)
        if len(calls) == 2:
            raise Refused("service-closed", service="Surat keterangan usaha", day="14-01-2019")
        return whole(*arguments, **more)

    monkeypatch.setattr(type(storing.layouts()["services"]), "store", store)
    with pytest.raises(Refused, match="service-closed"):
        run(agreed)
    agreed.refresh_from_db()
    return agreed


def test_what_stops_it_is_said_and_the_clerk_decides(office, closed_midway, as_user):
    batch = closed_midway
    assert (batch.state, batch.added) == ("stopped", 3)
    assert storing.waiting(at=LATER) == []
    client = as_user(office.operator)
    page = client.get(f"/catatan/impor/{batch.pk}/").content.decode()
    assert "terhenti sesudah 3 dari 10 baris" in page
    assert "Surat keterangan usaha" in page
    assert client.post(f"/catatan/impor/{batch.pk}/simpan/").status_code == 302
    batch.refresh_from_db()
    assert (batch.state, batch.added, ServiceRequest.objects.count()) == ("stored", 10, 10)


def test_the_rest_may_be_put_aside(office, closed_midway):
    batch = actions.discard_batch(batch=closed_midway, by=office.operator, at=LATER)
    assert (batch.state, batch.added, ServiceRequest.objects.count()) == ("discarded", 3, 3)


def test_while_it_is_stored_the_page_shows_how_far_it_is(office, agreed, as_user):
    run(agreed, most=1)
    page = as_user(office.operator).get(f"/catatan/impor/{agreed.pk}/").content.decode()
    assert "3 dari 10 baris tersimpan." in page
    assert '<progress id="kemajuan" max="10" value="3">' in page
    assert "Simpan 10 baris" not in page


def test_many_rows_are_left_to_the_worker(office, as_user, monkeypatch):
    monkeypatch.setattr("janji.registers.imports.views.MOST_AT_ONCE", 1)
    batch = bring(office, row(number="503/1"), row(number="503/2"))
    client = as_user(office.operator)
    page = client.post(f"/catatan/impor/{batch.pk}/simpan/", follow=True).content.decode()
    assert "di latar belakang" in page
    assert ServiceRequest.objects.count() == 0
    assert storing.waiting(at=LATER) == [Batch.objects.get()]
    refused = client.post(f"/catatan/impor/{batch.pk}/simpan/")
    assert (refused.status_code, "sudah diselesaikan" in refused.content.decode()) == (409, True)
