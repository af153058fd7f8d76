"""The two keys of a house on their way back: no Django here, whose settings would make new ones."""

import os
from pathlib import Path

from janji.core.refusals import Refused
from janji.site import env
from janji.site.backups import archives
from janji.site.backups import manifest as manifests
from janji.site.backups.archives import Archive
from janji.site.backups.manifest import Manifest
from janji.site.terminal import Progress

PLACES = {
    manifests.SECRET_KEY: ("JANJI_SECRET_KEY", "secret.key"),
    manifests.PERSON_KEY: ("JANJI_PERSON_KEY", "person.key"),
}
"""A member of the archive, where the environment gives it, and the file that keeps it otherwise."""
_lent: set[str] = set()
"""Names the environment has only because this process lent them the archive's keys."""


def files() -> list[Path]:
    """The files that keep the keys of this house."""
    return [env.home() / file for _, file in PLACES.values()]


def checked(path: Path) -> Manifest:
    """Checks an archive to its last byte and lends its keys to this process.

    Settings that find keys in the environment make none. Refuses with `restore-key-differs`
    when the environment gives another person key: nobody would be recognised.
    """
    manifest = archives.check(path, Progress())
    with archives.opened(path, sealed=False) as archive:
        held = {member: archive.text(member) for member in PLACES}
    name, _ = PLACES[manifests.PERSON_KEY]
    if env.text(name, held[manifests.PERSON_KEY]) != held[manifests.PERSON_KEY]:
        raise Refused("restore-key-differs", name=name)
    for member, (name, _) in PLACES.items():
        if not env.text(name, ""):
            os.environ[name] = held[member]
            _lent.add(name)
    return manifest


def write(archive: Archive) -> None:
    """Puts the keys into the house, except those that the environment gives anyhow."""
    for member, (name, file) in PLACES.items():
        if name in _lent:
            descriptor = os.open(env.home() / file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(descriptor, "w") as kept:
                kept.write(archive.text(member))
