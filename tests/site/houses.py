"""Whole houses for stories about backups, doctors and upgrades: a folder, a database, commands.

Every command is a process of its own with the real settings, as an office runs it.
"""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from tests.own_house import fresh_database

ROOT = Path(__file__).parents[2]
SERVER = os.environ.get("JANJI_DATABASE_URL", "")
"""Where PostgreSQL answers, when the tests run on it; else every house is on SQLite."""


@dataclass(frozen=True)
class House:
    """A folder and a database of its own."""

    home: Path
    url: str
    more: dict = field(default_factory=dict)

    @property
    def environment(self):
        ours = {name: said for name, said in os.environ.items() if not name.startswith("JANJI_")}
        own = {"JANJI_HOME": str(self.home), "JANJI_DATABASE_URL": self.url}
        return {
            **ours,
            "DJANGO_SETTINGS_MODULE": "janji.site.settings",
            "PYTHONPATH": str(ROOT),
            **own,
            **self.more,
        }

    @property
    def database(self):
        """The SQLite file."""
        return self.home / "janji.sqlite3"

    def with_(self, **more):
        """The same house in another environment."""
        return House(self.home, self.url, self.more | more)

    def command(self, *arguments):
        return [sys.executable, "-m", "janji.site.cli", *map(str, arguments)]

    def janji(self, *arguments, **more):
        """Runs a command of Janji."""
        return self._run(self.command(*arguments), **more)

    def script(self, path, *arguments):
        """What a script of the tests prints, run in this house."""
        done = self._run([sys.executable, "-W", "ignore", ROOT / path, *map(str, arguments)])
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout) if done.stdout else None

    def query(self, sql):
        """Rows straight from the database."""
        with self.connected() as connection:
            return [tuple(row) for row in connection.execute(sql)]

    @contextlib.contextmanager
    def connected(self):
        if self.url:
            with psycopg.connect(self.url, autocommit=True) as connection:
                yield connection
            return
        # Imported late: only SQLite needs what Django adds to it.
        from janji.site.backups.copying import open_sqlite  # noqa: PLC0415

        with contextlib.closing(open_sqlite(self.database)) as connection:
            yield connection

    def _run(self, command, **more):
        return subprocess.run(  # noqa: S603
            command,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
            **more,
        )


class Street:
    """Houses of one test, pulled down at its end."""

    def __init__(self, folder):
        self._folder = folder
        self._databases = contextlib.ExitStack()

    def empty(self):
        """An empty folder that does not exist yet, and an empty database."""
        home = self._folder / uuid.uuid4().hex[:8]
        return House(home, self._database() if SERVER else "")

    def copy(self, house):
        """The same again, with the same keys."""
        home = self._folder / uuid.uuid4().hex[:8]
        shutil.copytree(house.home, home)
        template = urlsplit(house.url).path.lstrip("/")
        return House(home, self._database(template) if SERVER else "")

    def pull_down(self):
        self._databases.close()

    def _database(self, template="template1"):
        return self._databases.enter_context(fresh_database(template))
