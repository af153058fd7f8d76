"""Styles and scripts, put where the server finds them; not again when exactly these are there.

Compressing them costs a start two seconds, in which a house that lost its power answers nobody.
"""

import hashlib
import json
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

LIST = "staticfiles.json"
"""Written by Django: every file, and its name with the digest of its content."""
MARK = "made-from"
"""Names what was collected; written when all of it is there."""
MAKERS = ("django", "whitenoise")
"""They may make other files of the same ones."""


def collect() -> None:
    """Collects and compresses what this release brings, if it is not there already."""
    folder = Path(settings.STATIC_ROOT)
    mark, brought = folder / MARK, _brought()
    try:
        if mark.read_text() == brought and not missing():
            return
    except (OSError, ValueError):
        # Torn by a power cut; Django would refuse to read it.
        (folder / LIST).unlink(missing_ok=True)
    mark.unlink(missing_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False)
    mark.write_text(brought)


def are_collected() -> bool:
    """Whether they ever were."""
    return (Path(settings.STATIC_ROOT) / LIST).exists()


def missing() -> list[str]:
    """Collected files that are not there any more."""
    folder = Path(settings.STATIC_ROOT)
    paths = json.loads((folder / LIST).read_text())["paths"].values()
    return [one for one in paths if not (folder / one).is_file()]


def _brought() -> str:
    """The digest of everything that would be collected, and by what."""
    seen = hashlib.sha256(repr([version(maker) for maker in MAKERS]).encode())
    for name, path in sorted(_sources()):
        seen.update(f"\n{name} {hashlib.sha256(path.read_bytes()).hexdigest()}".encode())
    return seen.hexdigest()


def _sources() -> Iterator[tuple[str, Path]]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            yield name, Path(storage.path(name))
