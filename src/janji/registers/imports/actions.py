"""Everything that changes imports."""

import hashlib
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from janji.core.refusals import Problem, Refused
from janji.documents.workbooks import tables
from janji.kit import audit
from janji.orgs import access
from janji.orgs.models import OrgUnit, User
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


def store_batch(*, batch: Batch, by: User, at: datetime) -> Batch:
    """The good rows enter the register, all or none; rows that came meanwhile are not doubled."""
    layout = layouts()[batch.register]
    access.require(by, layout.permission, org_unit=batch.org_unit, on=at.date())
    # Read before anything is locked: a large file takes a while, and others want to write.
    with batch.file.open("rb") as file:
        read = layout.read(batch.org_unit, tables(file.read(), batch.name), batch.options)
    with transaction.atomic():
        batch = _waiting(batch)
        batch.added = layout.store(
            batch.org_unit, read.rows, source=f"impor {batch.pk}", by=by, at=at
        )
        _settle(batch, BatchState.STORED, by, at)
        audit.note("store-sheet", batch, by=by, at=at, added=batch.added)
    return batch


@transaction.atomic
def discard_batch(*, batch: Batch, by: User, at: datetime) -> Batch:
    """Puts a spreadsheet aside; none of its rows enters the register."""
    batch = _waiting(batch)
    layout = layouts()[batch.register]
    access.require(by, layout.permission, org_unit=batch.org_unit, on=at.date())
    _settle(batch, BatchState.DISCARDED, by, at)
    audit.note("discard-sheet", batch, by=by, at=at)
    return batch


def _waiting(batch: Batch) -> Batch:
    locked = Batch.objects.select_for_update().get(pk=batch.pk)
    if locked.state != BatchState.WAITING:
        raise Refused("batch-done", name=locked.name)
    return locked


def _settle(batch: Batch, state: BatchState, by: User, at: datetime) -> None:
    batch.state, batch.settled_by, batch.settled_at = state, by, at
    batch.save()
