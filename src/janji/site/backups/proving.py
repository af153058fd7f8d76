"""What came back, held against what the archive said of it."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from janji.core.refusals import Refused
from janji.indicators.refreshing import differing_facts
from janji.kit import audit
from janji.site.backups import copying
from janji.site.backups.archives import CHUNK
from janji.site.backups.manifest import Manifest
from janji.site.terminal import Progress


def require_same_rows(manifest: Manifest) -> None:
    """Every table has as many rows as in the backup, and the audit chain ends where it did."""
    counted = copying.row_counts(connection.vendor, _ask)
    said = manifest.contents.rows
    for table in sorted(said.keys() | counted.keys()):
        if said.get(table) != counted.get(table):
            facts = {"found": counted.get(table, "–"), "expected": said.get(table, "–")}
            raise Refused("restore-rows-differ", table=table, **facts)
    end = (manifest.contents.audit_number, manifest.contents.audit_hash)
    if copying.chain_end(_ask) != end:
        raise Refused("restore-chain-differs", number=end[0])


def require_same_files(manifest: Manifest, progress: Progress) -> None:
    """Every file of the backup stands in its place with its checksum."""
    files = manifest.files
    for done, (name, member) in enumerate(files.items(), start=1):
        if _digest(Path(settings.MEDIA_ROOT) / name) != member.sha256:
            raise Refused("restore-file-differs", name=name)
        progress.step("Memeriksa berkas", done, len(files))


def defects() -> Iterator[str]:
    """Codes of what is wrong with the house although it came back as it was."""
    if next(iter(audit.broken_links()), None) is not None:
        yield "chain"
    if next(iter(differing_facts()), None) is not None:
        yield "facts"


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _ask(query: str) -> Iterable[Sequence[Any]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())
