"""The background worker: large spreadsheets are stored, facts counted before anyone asks, mail sent."""

import logging
import os
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import DatabaseError, InterfaceError, OperationalError, close_old_connections
from django.db.models import F, Max
from django.utils import timezone

from janji.core.refusals import Refused
from janji.indicators.refreshing import refresh_ledger
from janji.notices import sending
from janji.registers.facts import keeping
from janji.registers.imports import storing
from janji.site import auditing
from janji.site.models import Worker

logger = logging.getLogger(__name__)

PAUSE = 5
"""Seconds between two looks for stale ledgers."""
HEARTBEAT = 30
"""Seconds after which a worker says that it lives, though it found nothing to do."""
SILENT = timedelta(minutes=3)
"""A worker that said nothing for so long is taken for dead."""
FORGOTTEN = timedelta(days=30)


@dataclass(slots=True)
class Work:
    """What was done since it was last written down."""

    turns: int = 0
    refreshed: int = 0
    stored: int = 0
    mailed: int = 0
    since: float = field(default_factory=time.monotonic)
    seconds: float = 0.0

    @property
    def worth_telling(self) -> bool:
        """Something was counted, or others may begin to wonder."""
        return (
            bool(self.refreshed or self.stored or self.mailed)
            or time.monotonic() - self.since >= HEARTBEAT
        )


def work_until(stop: threading.Event, *, beside: int | None) -> None:
    """Turn after turn, until `stop` is set; the ledger begun is finished.

    Beside a server it also ends when that process is gone, however it went.
    Whatever the database refuses is tried again at the next turn.
    """
    work = Work()
    told = False
    while not stop.is_set():
        try:
            take_turn(work, stop)
            if work.worth_telling or not told:
                note_work(work, at=timezone.now())
                work, told = Work(), True
        except DatabaseError:
            logger.exception("A turn could not be finished")
        close_old_connections()
        if beside and os.getppid() != beside:
            return
        stop.wait(PAUSE)


def take_turn(work: Work, stop: threading.Event) -> None:
    """Stores what people agreed to, then counts every stale ledger anew, then sends mail.

    One sheet or ledger that fails does not keep the others waiting.
    """
    auditing.keep_anchor(at=timezone.now())
    store_sheets(work, stop)
    today = timezone.localdate()
    for ledger in list(keeping.stale_ledgers(as_of=today)):
        if stop.is_set():
            return
        began = time.monotonic()
        try:
            done = refresh_ledger(ledger, as_of=today)
        except (OperationalError, InterfaceError):
            raise  # the database is away or busy: the others would fail as well
        except DatabaseError:
            logger.exception("A ledger could not be counted")
            continue
        work.refreshed += done
        work.seconds += time.monotonic() - began
    work.mailed += sending.send_waiting(clock=timezone.now, stop=stop)
    work.turns += 1


def store_sheets(work: Work, stop: threading.Event) -> None:
    """Stores the large spreadsheets that nobody is at, bit by bit; `stop` ends it between two bits."""
    for batch in storing.waiting(at=timezone.now()):
        # A refusal stays on the batch, where its people see it.
        with suppress(Refused):
            claimed = storing.claim(batch, at=timezone.now())
            for _ in storing.store_rows(claimed, clock=timezone.now):
                if stop.is_set():
                    return
            work.stored += 1


def note_work(work: Work, *, at: datetime) -> None:
    """Writes down that this machine's worker lives and what it did; two small queries."""
    machine = socket.gethostname()
    mine, made = Worker.objects.get_or_create(machine=machine, defaults={"turn_at": at})
    if made:
        Worker.objects.filter(turn_at__lt=at - FORGOTTEN).delete()
    Worker.objects.filter(pk=mine.pk).update(
        turn_at=at,
        turns=F("turns") + work.turns,
        refreshed=F("refreshed") + work.refreshed,
        milliseconds=F("milliseconds") + round(work.seconds * 1000),
    )


def last_turn(machine: str | None = None) -> datetime | None:
    """When a worker of a machine, or of any, last said that it had finished a turn."""
    workers = Worker.objects.all() if machine is None else Worker.objects.filter(machine=machine)
    found: datetime | None = workers.aggregate(last=Max("turn_at"))["last"]
    return found
