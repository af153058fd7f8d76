"""Everything that changes imports."""

import hashlib
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from janji.core.refusals import Problem, Refused
from janji.documents.workbooks import tables
from janji.kit import audit
from janji.kit.editions import held
from janji.orgs import access
from janji.orgs.models import OrgUnit, User
from janji.registers.imports import storing
from janji.registers.imports.layouts import Options, layouts
from janji.registers.imports.models import Batch, BatchState

MOST_PROBLEMS = 500
"""Problems kept for the page; whoever has more mends the sheet and brings it again."""


def keep_batch(
    *,
    register: str,
    org_unit: OrgUnit,
    name: str,
    data: bytes,
    options: Options,
    by: User,
    at: datetime,
) -> Batch:
    """Reads a spreadsheet and keeps it for a person to agree; what cannot be read leaves nothing."""
    layout = layouts()[register]
    access.require(by, layout.permission, org_unit=org_unit, on=at.date())
    read = layout.read(org_unit, tables(data, name), options)
    digest = hashlib.sha256(data).hexdigest()
    batch = Batch(
        register=register,
        org_unit=org_unit,
        name=name[:200],
        sha256=digest,
        options=dict(options),
        good=len(read.rows),
        known=read.known,
        problem_count=len(read.problems),
        problems=[_as_json(one) for one in read.problems[:MOST_PROBLEMS]],
        read_by=by,
        read_at=at,
    )
    with transaction.atomic():
        batch.file.save(f"{digest[:24]}.bin", ContentFile(data), save=False)
        batch.save()
        audit.note("read-sheet", batch, by=by, at=at, register=register, good=batch.good)
    return batch


def _as_json(problem: Problem) -> dict[str, object]:
    facts = {name: str(value) for name, value in problem.facts.items()}
    return {"code": problem.code, "where": problem.where, "facts": facts}


@transaction.atomic
def agree_to_batch(*, batch: Batch, by: User, at: datetime) -> Batch:
    """The good rows may enter the register; whoever claims the batch stores them."""
    batch = _locked(batch, BatchState.WAITING, BatchState.STOPPED)
    access.require(by, layouts()[batch.register].permission, org_unit=batch.org_unit, on=at.date())
    before = audit.values(batch, ["state"])
    batch.state, batch.added = BatchState.STORING.value, batch.added or 0
    batch.agreed_by, batch.agreed_at = by, at
    batch.stopped_because = batch.runner = batch.touched_at = None
    batch.save()
    changed = audit.changed(batch, before)
    audit.note("agree-to-sheet", batch, by=by, at=at, good=batch.good, **changed)
    return batch


def store_batch(*, batch: Batch, by: User, at: datetime) -> Batch:
    """The good rows enter the register now; rows that came meanwhile are not doubled."""
    with transaction.atomic():
        # Together, or the worker might take it in between.
        batch = storing.claim(agree_to_batch(batch=batch, by=by, at=at), at=at)
    for _ in storing.store_rows(batch, clock=lambda: at):
        pass
    batch.refresh_from_db()
    return batch


@transaction.atomic
def discard_batch(*, batch: Batch, by: User, at: datetime) -> Batch:
    """Puts a spreadsheet aside; none of the rows that are not stored yet enters the register."""
    batch = _locked(batch, BatchState.WAITING, BatchState.STOPPED)
    access.require(by, layouts()[batch.register].permission, org_unit=batch.org_unit, on=at.date())
    before = audit.values(batch, ["state"])
    batch.state, batch.settled_by, batch.settled_at = BatchState.DISCARDED.value, by, at
    batch.save()
    audit.note("discard-sheet", batch, by=by, at=at, **audit.changed(batch, before))
    return batch


def _locked(batch: Batch, *states: BatchState) -> Batch:
    locked = held(Batch.objects).get(pk=batch.pk)
    if locked.state not in states:
        raise Refused("batch-done", name=locked.name)
    return locked
