"""Who changed what registers hold since a moment, as far as the audit chain tells."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import models
from django.db.models import Q

from janji.kit.models import AuditEntry
from janji.orgs.access import subtree
from janji.orgs.models import OrgUnit
from janji.registers.catalogue import has_column, room_of
from janji.registers.imports.models import Batch

MOST_LOOKED_AT = 200


def entries_about(
    codes: Collection[str], org_unit: OrgUnit, *, since: datetime
) -> list[AuditEntry]:
    """Deeds on rows of some registers of an office and all below it, newest first.

    Of deeds on things without an office of their own nothing is said; what was written in shows all
    the same, by how often its book changed. One query, and one for each sort of row.
    """
    rooms = [room_of(one) for one in codes]
    kinds: list[type[models.Model]] = [
        one for room in rooms for one in room.get_models() if has_column(one, "org_unit")
    ]
    kinds.append(Batch)
    named = {one._meta.label_lower: one for one in kinds}  # noqa: SLF001 -- Django's documented way
    about = Q(pk__in=[])
    for label in named:
        about |= Q(subject__startswith=f"{label}:")
    found = AuditEntry.objects.filter(about, at__gt=since).select_related("by")
    entries = list(found.order_by("-number")[:MOST_LOOKED_AT])
    here = _of_office(entries, named, org_unit, codes)
    return [one for one in entries if one.subject in here]


def _of_office(
    entries: Iterable[AuditEntry],
    named: dict[str, type[models.Model]],
    org_unit: OrgUnit,
    codes: Collection[str],
) -> set[str]:
    keys: dict[str, set[str]] = {}
    for one in entries:
        label, _, key = one.subject.partition(":")
        keys.setdefault(label, set()).add(key)
    found = set()
    for label, some in keys.items():
        rows = named[label]._default_manager.filter(  # noqa: SLF001 -- Django's documented way
            subtree(org_unit, office="org_unit"), pk__in=some
        )
        if named[label] is Batch:
            rows = rows.filter(register__in=codes)
        found |= {f"{label}:{key}" for key in rows.values_list("pk", flat=True)}
    return found
