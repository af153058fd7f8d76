"""Where the chain ended on a day, for keeping outside the house, and the way back from there.

A chain only proves that nobody changed a part of it. Who may write to the database could compute all of
it anew, or bring an older copy back; both show as soon as one earlier end is known elsewhere.
"""

import json
import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from janji.core.refusals import Refused
from janji.kit import audit
from janji.kit.models import Anchor

WRITTEN = re.compile(r"\s*(\d{1,18})\s*[:\s]\s*([0-9a-f]{64})\s*")
HASH = re.compile(r"[0-9a-f]{64}")


def drop_anchor(*, day: date, at: datetime) -> Anchor | None:
    """The end of the chain on a day, kept once a day; `None` when it was kept already or is empty.

    Two processes that do it at once keep it once.
    """
    end = audit.head_end()
    if end is None or not end.number or Anchor.objects.filter(day=day).exists():
        return None
    try:
        with transaction.atomic():
            return Anchor.objects.create(day=day, number=end.number, hash=end.hash, made_at=at)
    except IntegrityError:
        return None


def written(anchor: Anchor) -> dict[str, Any]:
    """An anchor as a line of a file."""
    said = {"day": f"{anchor.day}", "number": anchor.number, "hash": anchor.hash}
    return {"type": "anchor"} | said


def known_in(lines: Iterable[str]) -> dict[int, str]:
    """The ends that a text remembers: an export, a file of anchors, or `NOMOR:SIDIK` as printed.

    Refuses with `anchor-unreadable` what is none of them, and with `anchors-contradict` a text that
    knows two hashes of one number.
    """
    known: dict[int, str] = {}
    for place, line in enumerate(lines, start=1):
        found = _known_in(line.strip(), place)
        if found is None:
            continue
        number, sealed = found
        if known.setdefault(number, sealed) != sealed:
            raise Refused("anchors-contradict", number=number)
    if not known:
        raise Refused("anchor-unreadable", line=1)
    return known


def _known_in(line: str, place: int) -> tuple[int, str] | None:
    if not line:
        return None
    if printed := WRITTEN.fullmatch(line):
        return int(printed[1]), printed[2]
    try:
        said = json.loads(line)
        if "number" not in said:
            return None
        number, sealed = said["number"], said["hash"]
    except (ValueError, TypeError, KeyError) as wrong:
        raise Refused("anchor-unreadable", line=place) from wrong
    if type(number) is not int or not isinstance(sealed, str) or not HASH.fullmatch(sealed):
        # An empty chain ends at 0, without a hash.
        if number == 0:
            return None
        raise Refused("anchor-unreadable", line=place)
    return number, sealed


def kept() -> dict[int, str]:
    """The anchors that the house itself keeps."""
    return dict(Anchor.objects.values_list("number", "hash"))
