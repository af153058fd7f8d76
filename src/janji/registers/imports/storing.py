"""Storing an agreed spreadsheet bit by bit, so that others write in between.

Whatever ends it on the way, it can go on: rows are known by their fingerprints, so what the
register has already is left out.
"""

import secrets
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from janji.core.refusals import Refused
from janji.documents.workbooks import tables
from janji.kit import audit
from janji.kit.editions import held
from janji.registers.imports.layouts import layouts
from janji.registers.imports.models import Batch, BatchState

ROWS_AT_ONCE = 400
"""Rows of one transaction: it holds the write lock of a desk for about a quarter of a second."""
LEASE = timedelta(minutes=5)
"""Who has not been heard of for so long is taken for dead, and another goes on."""

Clock = Callable[[], datetime]


def store_rows(batch: Batch, *, clock: Clock) -> Iterator[Batch]:
    """Stores a claimed batch; gives it after every bit, so that the caller may stop there.

    A refusal on the way stops the batch with its reason, and is raised. Someone else who took the
    batch over meanwhile is left to it (`batch-taken-over`).
    """
    layout = layouts()[batch.register]
    with batch.file.open("rb") as file:
        read = layout.read(batch.org_unit, tables(file.read(), batch.name), batch.options)
    for start in range(0, len(read.rows), ROWS_AT_ONCE):
        try:
            batch = _store_bit(batch, read.rows[start : start + ROWS_AT_ONCE], clock())
        except Refused as refusal:
            _stop(batch, refusal)
            raise
        yield batch
    _finish(batch, clock())


def waiting(*, at: datetime) -> list[Batch]:
    """Agreed batches that nobody is at, the oldest first; one query."""
    nobody = Q(touched_at__isnull=True) | Q(touched_at__lt=at - LEASE)
    found = Batch.objects.filter(nobody, state=BatchState.STORING).select_related("org_unit")
    return list(found.order_by("agreed_at", "pk"))


@transaction.atomic
def claim(batch: Batch, *, at: datetime) -> Batch:
    """Takes an agreed batch that nobody is at; refuses with `batch-taken-over` when someone is."""
    batch = held(Batch.objects.select_related("org_unit", "agreed_by")).get(pk=batch.pk)
    is_taken = batch.touched_at is not None and batch.touched_at >= at - LEASE
    if batch.state != BatchState.STORING or is_taken:
        raise Refused("batch-taken-over", name=batch.name)
    batch.runner, batch.touched_at = secrets.token_hex(8), at
    batch.save(update_fields=["runner", "touched_at"])
    return batch


@transaction.atomic
def _store_bit(batch: Batch, rows: Sequence[Any], at: datetime) -> Batch:
    _hold(batch)
    assert batch.agreed_by is not None and batch.agreed_at is not None  # noqa: S101, PT018 -- agreed
    batch.added = (batch.added or 0) + layouts()[batch.register].store(
        batch.org_unit, rows, source=f"impor {batch.pk}", by=batch.agreed_by, at=batch.agreed_at
    )
    batch.touched_at = at
    batch.save(update_fields=["added", "touched_at"])
    return batch


@transaction.atomic
def _finish(batch: Batch, at: datetime) -> None:
    _hold(batch)
    batch.state, batch.settled_by, batch.settled_at = BatchState.STORED, batch.agreed_by, at
    batch.runner = batch.touched_at = None
    batch.save()
    audit.note("store-sheet", batch, by=batch.agreed_by, at=at, added=batch.added)


@transaction.atomic
def _stop(batch: Batch, refusal: Refused) -> None:
    """Back to waiting when nothing is stored yet; otherwise it says how far it came, and why."""
    _hold(batch)
    batch.refresh_from_db(fields=["added"])
    batch.runner = batch.touched_at = None
    if batch.added:
        facts = {name: str(value) for name, value in refusal.facts.items()}
        batch.state = BatchState.STOPPED
        batch.stopped_because = {"code": refusal.code, "facts": facts}
    else:
        batch.state, batch.added = BatchState.WAITING, None
        batch.agreed_by = batch.agreed_at = None
    batch.save()


def _hold(batch: Batch) -> None:
    """Locks the batch's row; refuses when another runner has it."""
    runner = held(Batch.objects).values_list("runner", flat=True).get(pk=batch.pk)
    if runner != batch.runner:
        raise Refused("batch-taken-over", name=batch.name)
