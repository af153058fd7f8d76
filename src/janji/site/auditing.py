"""`janji audit`: whether the chain of deeds holds, and how someone else can tell."""

import argparse
import json
import logging
import shutil
import zipfile
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from janji.core.audit_chain import Comparison, Difference, Link
from janji.core.refusals import Refused
from janji.kit import anchors, audit_export
from janji.kit import audit as chain
from janji.kit.models import Anchor, AuditEntry
from janji.site import check_audit, stored_files
from janji.site.backups import archives
from janji.site.terminal import Progress, complain, say
from janji.site.wording import DIFFERENCES, FAULTS

logger = logging.getLogger(__name__)

ANCHORS = "jangkar.jsonl"
"""A file in the home that gets a line a day; a copy of it belongs to another machine."""
OWN = "Janji sendiri"
STEP = 1000


def audit(options: argparse.Namespace, *, at: datetime) -> None:
    """Does what was asked; without a wish the chain is verified."""
    if options.checker:
        _write_checker(options.checker)
    if options.export:
        _export(options.export, at)
    if options.anchor:
        _show_end()
    asked_else = options.checker or options.export or options.anchor
    if options.verify or options.against or options.files or not asked_else:
        verify(options.against)
    if options.files:
        verify_files()


def verify(sources: list[str]) -> None:
    """Reads the whole chain once, against itself and against everything known of it.

    Refuses with `chain-broken` and `chain-differs`, after a line for every place.
    """
    known = {OWN: anchors.kept()} | {source: _known(source) for source in sources}
    beside = {source: Comparison(ends) for source, ends in known.items()}
    told = _Told()
    seen = chain.examine(told.look, *(one.look for one in beside.values()))
    told.done()
    differing = sum(_tell(comparison, source) for source, comparison in beside.items())
    for one in seen.breaks:
        complain(FAULTS[one.fault].format(number=one.number, other=one.other))
    if seen.faults:
        raise Refused("chain-broken", count=seen.faults)
    if differing:
        raise Refused("chain-differs", count=differing)
    say("Rantai riwayat utuh.")
    if seen.count:
        say(f"{seen.count} catatan; ujungnya {seen.last.number}:{seen.last.hash}")
    for source, comparison in beside.items():
        if comparison.known:
            say(f"Sesuai dengan {comparison.agreeing} sidik yang dicatat {source}.")


def _tell(comparison: Comparison, source: str) -> int:
    """Says from where on the chain is another one than a source knew; at how many numbers."""
    found = comparison.end()
    for kind in Difference:
        numbers = [number for number, how in found if how is kind]
        if numbers:
            said = {"number": numbers[0], "count": len(numbers), "source": source}
            complain(DIFFERENCES[kind].format_map(said))
    return len(found)


class _Told:
    """Says how far the reading is."""

    def __init__(self) -> None:
        self._total, self._progress = AuditEntry.objects.count(), Progress()

    def look(self, link: Link) -> None:
        """Another entry was read."""
        if link.number % STEP == 0:
            self._progress.step("Memeriksa riwayat", link.number, max(self._total, link.number))

    def done(self) -> None:
        """All were read."""
        self._progress.clear()


def verify_files() -> None:
    """Every uploaded file has the content that its record keeps the digest of."""
    wrong = 0
    progress, every = Progress(), list(stored_files.kept())
    for done, one in enumerate(every, start=1):
        progress.step("Memeriksa berkas", done, len(every))
        fault = stored_files.fault_of(one)
        if fault is not None:
            wrong += 1
            progress.clear()
            complain(fault)
    progress.clear()
    if wrong:
        raise Refused("files-changed", count=wrong)
    say(f"{len(every)} berkas sesuai dengan sidiknya.")


def _known(source: str) -> dict[int, str]:
    """What a printed end, an export, a file of anchors or a backup knows of the chain."""
    path = Path(source)
    if anchors.WRITTEN.fullmatch(source):
        return anchors.known_in([source])
    try:
        if zipfile.is_zipfile(path):
            contents = archives.check(path, Progress()).contents
            return {contents.audit_number: contents.audit_hash} if contents.audit_number else {}
        with path.open(encoding="utf-8") as lines:
            return anchors.known_in(lines)
    except (OSError, UnicodeDecodeError) as wrong:
        raise Refused("against-unreadable", path=source) from wrong


def _export(path: Path, at: datetime) -> None:
    """The whole chain as lines of JSON; an export that fails leaves no half of a file."""
    beside = path.with_name(f".{path.name}.setengah")
    progress, total = Progress(), AuditEntry.objects.count()
    try:
        with beside.open("w", encoding="utf-8") as file:
            for count, line in enumerate(audit_export.lines(None, made_at=at)):
                file.write(line)
                progress.step("Mengekspor riwayat", min(count, total), total)
        beside.replace(path)
    except OSError as wrong:
        raise Refused("export-unwritable", path=path, said=wrong.strerror) from wrong
    finally:
        beside.unlink(missing_ok=True)
        progress.clear()
    say(f"{total} catatan tertulis pada {path}.")
    say("Program pemeriksanya, untuk mesin mana pun: janji audit --checker periksa_riwayat.py")


def _write_checker(path: Path) -> None:
    try:
        shutil.copyfile(check_audit.__file__, path)
    except OSError as wrong:
        raise Refused("export-unwritable", path=path, said=wrong.strerror) from wrong
    say(f"Pemeriksa tertulis. Pakai dengan Python 3 saja: python {path} EKSPOR")


def _show_end() -> None:
    head = chain.head_end()
    if head is None or not head.number:
        say("Riwayat masih kosong.")
        return
    say(f"{head.number}:{head.hash}")


def keep_anchor(*, at: datetime) -> Anchor | None:
    """The day's end of the chain, once a day: in the database, and in a file of the home."""
    made = anchors.drop_anchor(day=timezone.localdate(at), at=at)
    if made is not None:
        try:
            with (settings.HOME / ANCHORS).open("a", encoding="utf-8") as file:
                file.write(json.dumps(anchors.written(made)) + "\n")
        except OSError:
            logger.exception("An anchor could not be written to its file")
    return made
