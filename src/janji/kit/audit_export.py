"""The audit chain as lines of JSON, for someone who checks it without Janji.

The first line says what it is. Then one line an entry, in the order of their numbers, one an anchor,
and at the end where the chain ends. `told` and `account` help to read; the seal covers the others.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models

from janji.core.audit_chain import Link
from janji.kit import anchors, audit
from janji.kit.models import Anchor, AuditEntry
from janji.kit.refusals import deed_name

FORMAT = 1
SEAL = (
    "sha256 dari JSON [number, at, by, deed, subject, facts, previous_hash];"
    " kunci facts urut abjad, tanpa spasi, UTF-8"
)


def lines(
    entries: models.QuerySet[AuditEntry] | None, *, made_at: datetime, whole: bool = True
) -> Iterator[str]:
    """The export, line by line, streamed; entries added meanwhile are left out.

    A part of the chain (`whole=False`) says so: of it only the seals can be checked, not the links.
    """
    end = audit.head_end()
    last = end.number if end else 0
    found = AuditEntry.objects.all() if entries is None else entries
    yield _line(
        {
            "type": "janji-audit",
            "format": FORMAT,
            "made_at": _moment(made_at),
            "whole": whole,
            "seal": SEAL,
        }
    )
    names: dict[int | None, str] = dict(get_user_model().objects.values_list("pk", "username"))
    for link in audit.links(found.filter(number__lte=last)):
        yield _line(entry_line(link, names.get(link.by)))
    if not whole:
        return
    for anchor in Anchor.objects.filter(number__lte=last):
        yield _line(anchors.written(anchor))
    yield _line({"type": "end", "number": last, "hash": end.hash if end else ""})


def entry_line(link: Link, account: str | None) -> dict[str, Any]:
    """An entry as a line."""
    sealed = link._asdict() | {"at": _moment(link.at)}
    del sealed["home"]  # the facts say it
    return {"type": "entry", "account": account, "told": deed_name(link.deed)} | sealed


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _line(said: dict[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False) + "\n"
