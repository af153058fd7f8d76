"""Bringing a backup back into an empty house.

Everything is checked before the first byte is written. From then on a mark in the house says
that a restore is under way; it goes last. Whoever finds it can only begin the restore anew.
"""

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection

from janji.core.refusals import Refused
from janji.site import releases
from janji.site.backups import archives, copying, keys, mark, proving
from janji.site.backups import manifest as manifests
from janji.site.backups.archives import Archive
from janji.site.backups.manifest import Manifest, version_key
from janji.site.terminal import Progress


def restore(path: Path, manifest: Manifest) -> list[str]:
    """Brings back an archive that was checked; gives codes of defects it had brought along."""
    progress = Progress()
    database = settings.DATABASES["default"]
    try:
        with archives.opened(path, sealed=False) as archive:
            if archive.manifest != manifest:
                raise Refused("archive-seal-broken", archive=path.name)
            _require_fit(manifest, database)
            _require_empty(database)
            _require_room(manifest)
            _begin(database)
            _place(archive, database, progress)
        proving.require_same_rows(manifest)
        call_command("migrate", verbosity=0, interactive=False)
        proving.require_same_files(manifest, progress)
        found = list(proving.defects())
    except OSError as wrong:
        raise Refused("restore-unwritable", home=settings.HOME, said=wrong.strerror) from wrong
    finally:
        progress.clear()
    # Who was signed in on the day of the backup may have left since.
    Session.objects.all().delete()
    os.sync()
    _mark().unlink()
    return found


def _mark() -> Path:
    return settings.HOME / mark.NAME


def _identity(database: Mapping[str, Any]) -> dict[str, str]:
    """Which database is being filled; no password."""
    return {name: str(database.get(name, "")) for name in ("ENGINE", "NAME", "HOST", "PORT")}


def _require_fit(manifest: Manifest, database: Mapping[str, Any]) -> None:
    """The archive suits this release and this kind of database."""
    if version_key(manifest.janji) > version_key(releases.CURRENT) or releases.foreign(
        manifest.contents.migrations.items()
    ):
        raise Refused("archive-newer", theirs=manifest.janji, ours=releases.CURRENT)
    kind = "postgresql" if copying.is_postgres(database) else "sqlite"
    if manifest.database_kind != kind:
        raise Refused("archive-other-database", theirs=manifest.database_kind, ours=kind)
    if kind == "postgresql":
        from janji.site.backups import postgres  # noqa: PLC0415 -- only who has it pays for it

        connection.ensure_connection()
        server = connection.connection.info.server_version // 10000
        if server < int(manifest.database_version):
            theirs = manifest.database_version
            raise Refused("restore-server-old", theirs=theirs, ours=server)
        postgres.require_client(postgres.RESTORE, server=int(manifest.database_version))


def _require_empty(database: Mapping[str, Any]) -> None:
    """Nothing here can be lost: the house is empty, or holds what a restore left half done."""
    if _mark().exists():
        if json.loads(_mark().read_text()) != _identity(database):
            raise Refused("restore-other-database", home=settings.HOME)
        return
    for taken in (*keys.files(), Path(settings.MEDIA_ROOT)):
        if taken.is_file() or (taken.is_dir() and any(taken.iterdir())):
            raise Refused("restore-house-not-empty", path=taken)
    if copying.is_postgres(database):
        if connection.introspection.table_names():
            raise Refused("restore-database-not-empty", name=database["NAME"])
    elif Path(database["NAME"]).exists():
        raise Refused("restore-house-not-empty", path=database["NAME"])


def _require_room(manifest: Manifest) -> None:
    """What the archive promises to unpack has room here."""
    # Twice, because PostgreSQL's dump lies beside what is made of it.
    needed = 2 * manifest.size
    home: Path = settings.HOME
    there = next(folder for folder in (home, *home.parents) if folder.exists())
    free = shutil.disk_usage(there).free
    if needed > free:
        facts = {"needed": needed // 2**20, "free": free // 2**20}
        raise Refused("restore-no-space", home=home, **facts)


def _begin(database: Mapping[str, Any]) -> None:
    """Leaves the mark, then clears away what an earlier attempt left."""
    again = _mark().exists()
    settings.HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Whole or not at all: half a mark would tell nothing, and the house would stay locked.
    half = _mark().with_suffix(".new")
    half.unlink(missing_ok=True)
    _write(half, json.dumps(_identity(database)).encode())
    half.replace(_mark())
    os.sync()
    if not again:
        return
    for path in keys.files():
        path.unlink(missing_ok=True)
    if Path(settings.MEDIA_ROOT).exists():
        shutil.rmtree(settings.MEDIA_ROOT)
    if copying.is_postgres(database):
        _drop_tables()
    else:
        for ending in ("", "-wal", "-shm", "-journal"):
            Path(f"{database['NAME']}{ending}").unlink(missing_ok=True)


def _drop_tables() -> None:
    quoted = ", ".join(map(connection.ops.quote_name, connection.introspection.table_names()))
    if quoted:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE {quoted} CASCADE")


def _place(archive: Archive, database: Mapping[str, Any], progress: Progress) -> None:
    """Keys, files and database, each in its place."""
    keys.write(archive)
    for name in archive.manifest.files:
        target = Path(settings.MEDIA_ROOT) / name
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _unpack(archive, f"{manifests.FILES}{name}", target, progress)
    if copying.is_postgres(database):
        _load_dump(archive, database, progress)
    else:
        half = Path(f"{database['NAME']}.half")
        half.unlink(missing_ok=True)
        half.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _unpack(archive, archive.manifest.database_member, half, progress)
        copying.check_sqlite(half)
        half.rename(database["NAME"])


def _load_dump(archive: Archive, database: Mapping[str, Any], progress: Progress) -> None:
    from janji.site.backups import postgres  # noqa: PLC0415 -- only who has it pays for it

    dump = settings.HOME / "database.dump.half"
    dump.unlink(missing_ok=True)
    try:
        _unpack(archive, archive.manifest.database_member, dump, progress)
        options = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
        postgres.run(database, postgres.RESTORE, [*options, dump])
    finally:
        dump.unlink(missing_ok=True)


def _unpack(archive: Archive, name: str, target: Path, progress: Progress) -> None:
    descriptor = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        archive.copy(name, file, progress)


def _write(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
