"""The regions of the whole country, shipped with the program (see data/NOTICE.md)."""

import csv
import io
import lzma
import re
from collections.abc import Iterator
from importlib.resources import files

from django.db import transaction

from janji.core.refusals import Refused
from janji.orgs.models import Region

_CODE = re.compile(r"\d\d(?:\.\d\d(?:\.\d\d(?:\.\d{4})?)?)?")
BATCH = 5000


def load_regions(prefix: str | None = None) -> int:
    """Puts regions into the house: all, or one code with everything below and above it.

    Loading again renames what was renamed. Returns how many were loaded; refuses a code that is
    none with `region-unknown`.
    """
    if prefix is not None and not _CODE.fullmatch(prefix):
        raise Refused("region-unknown", code=prefix)
    wanted = [Region(code=code, name=name) for code, name in shipped() if _belongs(code, prefix)]
    if not wanted:
        raise Refused("region-unknown", code=prefix or "")
    with transaction.atomic():
        Region.objects.bulk_create(
            wanted,
            batch_size=BATCH,
            update_conflicts=True,
            update_fields=["name"],
            unique_fields=["code"],
        )
    return len(wanted)


def shipped() -> Iterator[tuple[str, str]]:
    """Code and name of every region of the country, by code."""
    packed = (files("janji.orgs") / "data" / "regions.csv.xz").read_bytes()
    rows = csv.reader(io.StringIO(lzma.decompress(packed).decode("utf-8")))
    next(rows)
    yield from ((code, name) for code, name in rows)


def _belongs(code: str, prefix: str | None) -> bool:
    if prefix is None or code == prefix:
        return True
    return code.startswith(f"{prefix}.") or prefix.startswith(f"{code}.")
