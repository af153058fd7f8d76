"""The background worker: what it does in a turn, what others see of it, and that two do not do the same."""

import os
import socket
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, OperationalError

from janji.registers.facts.models import Ledger
from janji.site import background
from janji.site.models import Worker
from tests.own_house import told_in
from tests.registers.counter import at, receive, service

AT = datetime(2019, 7, 1, 8, 0, tzinfo=UTC)


def stale():
    return Ledger.objects.filter(counted_edition=None).count()


@pytest.fixture
def two_stale(cast):
    """Two ledgers of one office, of two years."""
    offered = service(cast)
    receive(cast, offered, at(7, 1))
    Ledger.objects.create(register="services", org_unit=cast.district, year=2018, edition=1)
    assert stale() == 2


def test_a_turn_counts_every_stale_ledger(two_stale):
    work = background.Work()
    background.take_turn(work, threading.Event())
    assert (work.turns, work.refreshed, stale()) == (1, 2, 0)
    assert work.worth_telling


def test_the_ledger_begun_is_finished_and_no_other_begun(two_stale, monkeypatch):
    stop, refresh = threading.Event(), background.refresh_ledger

    def asked_to_end_meanwhile(ledger, *, as_of):
        stop.set()
        return refresh(ledger, as_of=as_of)

    monkeypatch.setattr(background, "refresh_ledger", asked_to_end_meanwhile)
    work = background.Work()
    background.take_turn(work, stop)
    assert (work.turns, work.refreshed, stale()) == (0, 1, 1)


def test_one_ledger_that_fails_does_not_keep_the_others_waiting(two_stale, monkeypatch):
    refresh = background.refresh_ledger

    def fails_for_2019(ledger, *, as_of):
        if ledger.year == 2019:
            raise DatabaseError
        return refresh(ledger, as_of=as_of)

    monkeypatch.setattr(background, "refresh_ledger", fails_for_2019)
    work = background.Work()
    background.take_turn(work, threading.Event())
    assert (work.refreshed, stale()) == (1, 1)


def test_when_the_database_is_away_the_turn_ends_and_the_next_is_taken(db, monkeypatch):
    stop, turns = threading.Event(), []

    def away_once(work, stopping):
        turns.append(1)
        if len(turns) == 1:
            raise OperationalError
        work.turns += 1
        stop.set()

    monkeypatch.setattr(background, "PAUSE", 0)
    monkeypatch.setattr(background, "take_turn", away_once)
    monkeypatch.setattr(background, "close_old_connections", lambda: None)
    background.work_until(stop, beside=None)
    assert len(turns) == 2
    assert background.last_turn() is not None


def test_it_ends_when_the_server_beside_it_is_gone(db, monkeypatch):
    monkeypatch.setattr(background, "close_old_connections", lambda: None)
    background.work_until(threading.Event(), beside=os.getppid() + 1)
    assert Worker.objects.get().turns == 1


def test_others_see_when_a_worker_last_finished_a_turn(db):
    assert background.last_turn() is None
    old = Worker.objects.create(machine="sudah-lama", turn_at=AT - timedelta(days=31))
    background.note_work(background.Work(turns=1, refreshed=2, seconds=0.5), at=AT)
    background.note_work(background.Work(turns=3), at=AT + timedelta(minutes=1))
    assert background.last_turn() == AT + timedelta(minutes=1)
    assert background.last_turn(socket.gethostname()) == AT + timedelta(minutes=1)
    assert background.last_turn("mesin-lain") is None
    mine = Worker.objects.get()
    assert mine.pk != old.pk
    assert (mine.turns, mine.refreshed, mine.milliseconds) == (4, 2, 500)


def test_a_quiet_worker_speaks_only_now_and_then():
    work = background.Work(turns=1)
    assert not work.worth_telling
    work.since -= background.HEARTBEAT
    assert work.worth_telling


@pytest.mark.slow
def test_two_workers_do_not_count_the_same_ledger(own_house):
    """Four threads at the same twelve stale ledgers: each ledger is counted once."""
    found = told_in(own_house, "tests.site.workers_at_once")
    assert sum(found["refreshed"]) == found["recounts"] == 12
    assert found["stale"] == 0
