"""Making a backup: copy, pack, seal, read back, and only then give it its name."""

import contextlib
import errno
import fcntl
import json
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from janji.core.refusals import Refused
from janji.site import releases
from janji.site.backups import archives, copying
from janji.site.backups import manifest as manifests
from janji.site.backups.manifest import Manifest
from janji.site.terminal import Progress

NAME = re.compile(r"janji-\d{8}-\d{6}\.zip")
LAST = "last-backup.json"
"""In the house: when and where the newest backup was made, for `janji doctor`."""
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@dataclass(frozen=True, slots=True)
class Backup:
    """An archive that was read back and found whole."""

    path: Path
    manifest: Manifest
    removed: tuple[Path, ...] = ()


def make_backup(folder: Path, *, keep: int | None, at: datetime) -> Backup:
    """Backs the house up into a folder; keeps its newest `keep` archives, or all of them.

    Whatever goes wrong, nothing half-written stays. Refuses with a code of `site/wording`.
    """
    copying.require_database(settings.DATABASES["default"])
    if not releases.applied():
        raise Refused("database-empty")
    releases.require_known_tables()
    progress = Progress()
    folder = folder.resolve()
    try:
        _require_outside(folder)
        folder.mkdir(mode=0o700, exist_ok=True)
        with _workshop(folder, at) as workshop:
            half, manifest = _packed(workshop, at, progress)
            archives.check(half, progress)
            path = _named(half, folder, at)
    except OSError as wrong:
        code = "backup-no-space" if wrong.errno in _FULL else "backup-folder-unwritable"
        raise _because(code, folder) from wrong
    finally:
        progress.clear()
    _remember(path, at)
    removed = tuple(_prune(folder, manifest, keep)) if keep else ()
    return Backup(path, manifest, removed)


def _because(code: str, folder: Path) -> Refused:
    if code == "backup-no-space":
        return Refused("backup-no-space", folder=folder)
    return Refused("backup-folder-unwritable", folder=folder)


def _require_outside(folder: Path) -> None:
    """Inside the uploaded files, a backup would one day hold the backups."""
    if folder.is_relative_to(Path(settings.MEDIA_ROOT).resolve()):
        raise Refused("backup-inside-files", folder=folder)


@contextlib.contextmanager
def _workshop(folder: Path, at: datetime) -> Iterator[Path]:
    """A hidden folder for what is half done; gone afterwards, like those that a power cut left."""
    for left in folder.glob(".janji-*.partial"):
        _remove_abandoned(left)
    made = folder / f".janji-{timezone.localtime(at):%Y%m%d-%H%M%S}-{os.getpid()}.partial"
    made.mkdir(mode=0o700)
    lock = os.open(made, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)
        os.close(lock)


def _remove_abandoned(left: Path) -> None:
    """Nobody works in it: its maker would hold the lock."""
    lock = os.open(left, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(left)
    except BlockingIOError:
        pass
    finally:
        os.close(lock)


def _packed(workshop: Path, at: datetime, progress: Progress) -> tuple[Path, Manifest]:
    half = workshop / "archive.zip"
    descriptor = os.open(half, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    stamp = timezone.localtime(at)
    with (
        os.fdopen(descriptor, "w+b") as file,
        archives.ArchiveWriter(file, stamp, progress) as writer,
    ):
        writer.add_text(manifests.SECRET_KEY, settings.SECRET_KEY)
        writer.add_text(manifests.PERSON_KEY, settings.PERSON_KEY)
        with copying.copied(settings.DATABASES["default"], workshop, progress) as copy:
            contents = copying.contents(copy)
            names = copying.file_names(copy)
        with copy.path.open("rb") as source:
            # PostgreSQL packs its own dumps.
            packed = copy.kind == "postgresql"
            member = manifests.DATABASES[copy.kind]
            writer.add(member, source, size=copy.path.stat().st_size, packed=packed)
        copy.path.unlink()
        missing = _add_files(writer, names)
        manifest = Manifest(
            janji=releases.CURRENT,
            made_at=stamp,
            database_kind=copy.kind,
            database_version=copy.version,
            contents=contents,
            missing=tuple(missing),
            members=writer.members,
        )
        writer.finish(manifest)
    return half, manifest


def _add_files(writer: archives.ArchiveWriter, names: list[str]) -> list[str]:
    """The uploaded files; gives those that are not there."""
    root, missing = Path(settings.MEDIA_ROOT), []
    for name in names:
        path = root / name
        if not archives.is_inner_name(name) or not path.is_file():
            missing.append(name)
            continue
        with path.open("rb") as source:
            size = os.fstat(source.fileno()).st_size
            # Papers, pictures and workbooks are packed already.
            writer.add(f"{manifests.FILES}{name}", source, size=size, packed=True)
    return missing


def _named(half: Path, folder: Path, at: datetime) -> Path:
    """Gives the archive its name, unless there is one of the same second."""
    path = folder / f"janji-{timezone.localtime(at):%Y%m%d-%H%M%S}.zip"
    try:
        # A link never replaces a file, as a rename would.
        path.hardlink_to(half)
    except FileExistsError as taken:
        raise Refused("backup-name-taken", path=path) from taken
    except OSError:
        # FAT on a USB stick knows no links.
        if path.exists():
            raise Refused("backup-name-taken", path=path) from None
        half.rename(path)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return path


def _remember(path: Path, at: datetime) -> None:
    """Leaves a word for `janji doctor`. The backup is good without it."""
    said = json.dumps({"path": str(path), "made_at": at.isoformat()})
    with contextlib.suppress(OSError):
        (settings.HOME / LAST).write_text(said)


def _prune(folder: Path, newest: Manifest, keep: int) -> Iterator[Path]:
    """Removes this house's oldest archives; those of others and unreadable ones stay."""
    own = [path for path in sorted(folder.iterdir(), reverse=True) if _is_own(path, newest)]
    for path in own[keep:]:
        path.unlink()
        yield path


def _is_own(path: Path, newest: Manifest) -> bool:
    if not NAME.fullmatch(path.name):
        return False
    try:
        with archives.opened(path, sealed=False) as archive:
            return archive.manifest.contents.house == newest.contents.house
    except Refused:
        return False
