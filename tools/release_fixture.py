"""The house a release filled by itself, kept so that every later release must read it.

`python -m tools.release_fixture 0.1.0 dee3dc9` checks that commit out beside the project, lets it
fill a house on both databases, and keeps in `tests/upgrades`: `0.1.0.sqlite3.xz`, `0.1.0.sql.xz`,
and `0.1.0.json` with what the release published. Its last migrations go to `releases.toml`.
"""

import argparse
import contextlib
import json
import lzma
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tools.postgres import Cluster, running

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "tests" / "upgrades"
RELEASES = ROOT / "src" / "janji" / "site" / "releases.toml"
MOST_BYTES = 1 << 20
ON_POSTGRES = """
from janji.site.settings import *
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "USER": "janji",
    "NAME": "postgres", "HOST": "%s", "PORT": "%s"}}
"""
LEAVES = """
import django, json
django.setup()
from django.db.migrations.loader import MigrationLoader
print(json.dumps(dict(MigrationLoader(None).graph.leaf_nodes())))
"""


class Release:
    """A release in a folder and an environment of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.python = folder / ".venv" / "bin" / "python"

    def script(self, name: str) -> Path:
        """The release's own way of filling a house, or ours where it had none."""
        own = self.folder / "tests" / "upgrades" / name
        return own if own.exists() else KEPT / name

    def run(self, environment: Mapping[str, str], *arguments: str | Path) -> str:
        """Runs the release's Python; gives what it printed."""
        done = subprocess.run(  # noqa: S603
            [self.python, *arguments],
            env={**os.environ, **environment},
            cwd=self.folder,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return done.stdout

    def filled(self, environment: Mapping[str, str]) -> object:
        """Fills a house; gives what it publishes."""
        self.run(environment, self.script("filling.py"))
        return json.loads(self.run(environment, self.script("published.py")))


@contextlib.contextmanager
def checked_out(commit: str, folder: Path) -> Iterator[Release]:
    """The release at a commit, set up by its own Makefile, and gone afterwards."""
    place = folder / "release"
    _git("worktree", "add", "--detach", str(place), commit)
    try:
        subprocess.run(["make", "setup"], cwd=place, check=True)  # noqa: S607
        release = Release(place)
        # 0.1.0 had no PostgreSQL yet; its tables and data go there all the same.
        uv = place / ".tools" / "uv" / "bin" / "uv"
        if not list(place.glob(".venv/lib/*/site-packages/psycopg")):
            wanted = ["--python", str(release.python), "psycopg[binary]"]
            subprocess.run([uv, "pip", "install", "--quiet", *wanted], check=True)  # noqa: S603
        yield release
    finally:
        _git("worktree", "remove", "--force", str(place))


def _git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=ROOT, check=True)  # noqa: S603, S607


def on_sqlite(release: Release, folder: Path, version: str) -> object:
    """The house as one SQLite file."""
    home = folder / "sqlite"
    said = release.filled({"JANJI_HOME": str(home), "JANJI_DATABASE_URL": ""})
    database = home / "janji.sqlite3"
    with contextlib.closing(sqlite3.connect(database)) as connection:
        # One file, without a log beside it.
        connection.execute("PRAGMA journal_mode=DELETE")
    _keep(f"{version}.sqlite3.xz", database.read_bytes())
    return said


def on_postgres(release: Release, folder: Path, version: str, cluster: Cluster) -> object:
    """The house as plain SQL."""
    (folder / "on_postgres.py").write_text(ON_POSTGRES % (cluster.home, cluster.port))
    environment = {
        "JANJI_HOME": str(folder / "postgresql"),
        "PYTHONPATH": str(folder),
        "DJANGO_SETTINGS_MODULE": "on_postgres",
        "JANJI_DATABASE_URL": "",
    }
    said = release.filled(environment)
    command = ["pg_dump", "--no-owner", "--no-privileges", f"--dbname={cluster.url}"]
    dump = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    # A guard of newer clients that older ones do not know.
    plain = re.sub(r"^\\(un)?restrict .*\n", "", dump, flags=re.M)
    _keep(f"{version}.sql.xz", plain.encode())
    return said


def _keep(name: str, data: bytes) -> None:
    small = lzma.compress(data, preset=9 | lzma.PRESET_EXTREME)
    if len(small) > MOST_BYTES:
        sys.exit(f"{name} besarnya {len(small)} byte. Perkecil tests/upgrades/filling.py.")
    (KEPT / name).write_bytes(small)


def _note_leaves(release: Release, folder: Path, version: str) -> None:
    if version in tomllib.loads(RELEASES.read_text()):
        return
    environment = {
        "JANJI_HOME": str(folder / "sqlite"),
        "DJANGO_SETTINGS_MODULE": "janji.site.settings",
    }
    leaves = json.loads(release.run(environment, "-c", LEAVES))
    lines = [f'{app} = "{name}"' for app, name in sorted(leaves.items())]
    with RELEASES.open("a") as file:
        file.write("\n".join(["", f'["{version}"]', *lines, ""]))


def main(arguments: Sequence[str]) -> None:
    """Makes the pair for one release."""
    parser = argparse.ArgumentParser(description="Simpan rumah yang diisi sebuah rilis.")
    parser.add_argument("version", metavar="RILIS", help="misalnya 0.1.0")
    parser.add_argument("commit", metavar="COMMIT", help="keadaan sumber rilis itu")
    options = parser.parse_args(arguments)
    with (
        tempfile.TemporaryDirectory(prefix="janji-release-") as name,
        checked_out(options.commit, Path(name)) as release,
        running() as cluster,
    ):
        folder = Path(name)
        said = {
            "sqlite": on_sqlite(release, folder, options.version),
            "postgresql": on_postgres(release, folder, options.version, cluster),
        }
        _note_leaves(release, folder, options.version)
    (KEPT / f"{options.version}.json").write_text(json.dumps(said, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
