"""The file a backup is: a ZIP that ends with the SHA-256 of everything before it.

The seal stands in the archive's comment, so any tool still opens it. It finds every changed
byte; the checksums in the manifest say which member it was, and hold when someone unpacks it.
"""

import contextlib
import hashlib
import io
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, BinaryIO

from janji.core.refusals import Refused
from janji.site.backups import manifest as manifests
from janji.site.backups.manifest import Manifest, Member
from janji.site.terminal import Progress

CHUNK = 1 << 20
SEAL = 64
"""Letters of the seal: a SHA-256 in hex."""
MOST_MANIFEST = 64 << 20
MOST_KEY = 4096
_DEFLATE_LEVEL = 3
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What the zip module says of a file that is none."""


class ArchiveWriter:
    """An archive in the making: members one after the other, the manifest and the seal last."""

    def __init__(self, file: IO[bytes], at: datetime, progress: Progress) -> None:
        self._file = file
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self._zip.comment = b"0" * SEAL
        self._date = max(at.timetuple()[:6], (1980, 1, 1, 0, 0, 0))
        self._progress = progress
        self.members: dict[str, Member] = {}

    def add(self, name: str, source: BinaryIO, *, size: int, packed: bool = False) -> Member:
        """One member, streamed; `packed` ones are kept as they are. `size` is for the progress."""
        info = self._info(name)
        info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
        digest, done = hashlib.sha256(), 0
        with self._zip.open(info, "w", force_zip64=True) as target:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                target.write(chunk)
                done += len(chunk)
                self._progress.step(f"Mengemas {name}", done, size)
        member = Member(done, digest.hexdigest())
        self.members[name] = member
        return member

    def add_text(self, name: str, text: str) -> None:
        """A short member."""
        data = text.encode()
        self.add(name, io.BytesIO(data), size=len(data))

    def __enter__(self) -> "ArchiveWriter":
        return self

    def __exit__(self, *_: object) -> None:
        # After a failure there is nothing worth saving; the file is thrown away.
        with contextlib.suppress(OSError, ValueError):
            self._zip.close()

    def finish(self, manifest: Manifest) -> None:
        """The manifest, the seal, and everything on the disk."""
        self._zip.writestr(self._info(manifests.NAME), manifests.to_json(manifest))
        self._zip.close()
        self._file.flush()
        self._file.seek(-SEAL, os.SEEK_END)
        end = self._file.tell()
        self._file.write(_sealed(self._file, end, self._progress).encode())
        self._file.flush()
        os.fsync(self._file.fileno())
        # The check that follows shall read the disk, not the memory.
        os.posix_fadvise(self._file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)

    def _info(self, name: str) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(name, self._date)
        info.external_attr = (stat.S_IFREG | 0o600) << 16
        info.compress_type = zipfile.ZIP_DEFLATED
        # Python 3.13 gives it a public name; until then this is the only way.
        info._compresslevel = _DEFLATE_LEVEL  # type: ignore[attr-defined]  # noqa: SLF001
        return info


def _sealed(file: IO[bytes], end: int, progress: Progress) -> str:
    """The SHA-256 of the first `end` bytes; the file stands there afterwards."""
    digest, done = hashlib.sha256(), 0
    file.seek(0)
    while done < end:
        chunk = file.read(min(CHUNK, end - done))
        if not chunk:
            break
        digest.update(chunk)
        done += len(chunk)
        progress.step("Memeriksa segel", done, end)
    return digest.hexdigest()


class Archive:
    """An archive whose seal holds and whose members are those its manifest names."""

    def __init__(self, path: Path, opened: zipfile.ZipFile, manifest: Manifest) -> None:
        self.path = path
        self.manifest = manifest
        self._zip = opened

    def copy(self, name: str, target: IO[bytes] | None, progress: Progress) -> None:
        """Unpacks one member, never more than it promised; `None` only compares."""
        member = self.manifest.members[name]
        digest, done = hashlib.sha256(), 0
        try:
            with self._zip.open(name) as source:
                while chunk := source.read(CHUNK):
                    done += len(chunk)
                    if done > member.size:
                        break
                    digest.update(chunk)
                    if target is not None:
                        target.write(chunk)
                    progress.step(f"Membaca {name}", done, member.size)
        except _BROKEN as broken:
            raise Refused("archive-damaged", archive=self.path.name, where=name) from broken
        if done != member.size or digest.hexdigest() != member.sha256:
            raise Refused("archive-damaged", archive=self.path.name, where=name)

    def text(self, name: str) -> str:
        """A key."""
        held = io.BytesIO()
        self.copy(name, held, Progress())
        return held.getvalue().decode()


@contextmanager
def opened(path: Path, *, sealed: bool = True) -> Iterator[Archive]:
    """An archive with its manifest; refuses what is damaged, foreign or hostile.

    Without `sealed` the bytes of the members are not read.
    """
    try:
        file = path.open("rb")
    except OSError as closed:
        raise Refused("archive-unreadable", archive=path) from closed
    with file:
        _require_archive(path, file)
        if sealed:
            _require_seal(path, file)
        with _zip(path, file) as inner:
            yield Archive(path, inner, _manifest(path, inner))


def check(path: Path, progress: Progress) -> Manifest:
    """Reads an archive from its first byte to its last; gives its manifest when all is right."""
    with opened(path) as archive:
        for name in archive.manifest.members:
            archive.copy(name, None, progress)
        progress.clear()
        return archive.manifest


def _require_archive(path: Path, file: IO[bytes]) -> None:
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode) or file.read(4) != b"PK\x03\x04":
        raise Refused("archive-foreign", archive=path.name)


def _require_seal(path: Path, file: IO[bytes]) -> None:
    progress = Progress()
    end = file.seek(0, os.SEEK_END) - SEAL
    said = _sealed(file, end, progress)
    progress.clear()
    if file.read(SEAL) != said.encode():
        raise Refused("archive-seal-broken", archive=path.name)


@contextmanager
def _zip(path: Path, file: IO[bytes]) -> Iterator[zipfile.ZipFile]:
    try:
        inner = zipfile.ZipFile(file)
    except _BROKEN as broken:
        raise Refused("archive-foreign", archive=path.name) from broken
    with inner:
        yield inner


def _manifest(path: Path, inner: zipfile.ZipFile) -> Manifest:
    """The manifest, once every member has been found harmless and promised."""
    infos = inner.infolist()
    by_name = {info.filename: info for info in infos}
    if manifests.NAME not in by_name:
        raise Refused("archive-foreign", archive=path.name)
    for info in infos:
        if len(by_name) != len(infos) or not _is_harmless(info):
            raise Refused("archive-hostile", archive=path.name, name=repr(info.filename)[:80])
    _require_apart(path, infos)
    said = by_name[manifests.NAME]
    if said.file_size > MOST_MANIFEST:
        raise Refused("archive-manifest")
    try:
        with inner.open(said) as source:
            manifest = manifests.from_json(source.read(MOST_MANIFEST))
    except _BROKEN as broken:
        raise Refused("archive-manifest") from broken
    _require_promised(path, by_name, manifest)
    return manifest


def _is_harmless(info: zipfile.ZipInfo) -> bool:
    kind = stat.S_IFMT(info.external_attr >> 16)
    return (
        _is_own_name(info.filename)
        and info.filename == info.orig_filename
        and kind in {0, stat.S_IFREG}
        and not info.flag_bits & 0x1  # encrypted
        and info.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    )


def _is_own_name(name: str) -> bool:
    fixed = {manifests.NAME, manifests.SECRET_KEY, manifests.PERSON_KEY}
    if name in fixed or name in manifests.DATABASES.values():
        return True
    return name.startswith(manifests.FILES) and is_inner_name(name.removeprefix(manifests.FILES))


def is_inner_name(name: str) -> bool:
    """Whether a relative name stays inside the folder it is joined to."""
    parts = name.split("/")
    plain = "\\" not in name and name.isprintable()
    return plain and all(part not in {"", ".", ".."} and len(part) < 256 for part in parts)


def _require_apart(path: Path, infos: list[zipfile.ZipInfo]) -> None:
    """Members that share bytes are how a small file becomes a huge one."""
    end = 0
    for info in sorted(infos, key=lambda one: one.header_offset):
        if info.header_offset < end:
            raise Refused("archive-hostile", archive=path.name, name=repr(info.filename)[:80])
        end = info.header_offset + info.compress_size


def _require_promised(path: Path, held: Mapping[str, zipfile.ZipInfo], manifest: Manifest) -> None:
    promised = {manifests.SECRET_KEY, manifests.PERSON_KEY, manifest.database_member}
    stray = held.keys() ^ (manifest.members.keys() | {manifests.NAME})
    if stray or not promised <= manifest.members.keys():
        where = min(stray | (promised - manifest.members.keys()))
        raise Refused("archive-damaged", archive=path.name, where=where)
    for name, member in manifest.members.items():
        too_long = name.startswith("keys/") and member.size > MOST_KEY
        if held[name].file_size != member.size or too_long:
            raise Refused("archive-damaged", archive=path.name, where=name)
