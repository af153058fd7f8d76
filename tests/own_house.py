"""A house of its own for what several people do at once.

The tests' own database belongs to one test after another, inside one transaction. Here a story
gets a fresh database, a file or one on the PostgreSQL server the tests were given, and a process
of its own, in which every thread has transactions of its own.
"""

import contextlib
import fcntl
import json
import os
import shutil
import subprocess
import sys
import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    import psycopg

ROOT = Path(__file__).parents[1]
URL = "JANJI_DATABASE_URL"
ON_POSTGRESQL = os.environ.get(URL, "").startswith("postgres")
"""Whether the whole suite runs on PostgreSQL."""
DATABASE = "janji.sqlite3"
"""The file of a house on SQLite, in its home."""
CROWD = 60
"""Connections to PostgreSQL: more than a server process opens, so that threads meet in the database."""


def once_a_run(folder: Path, name: str, make: Callable[[Path], object]) -> Path:
    """A place in a folder that all processes of a run share, which the first who comes here fills.

    To be copied and never used: what takes long to make is made once, whoever of them needs it.
    """
    place = folder / name
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = folder / f"{name}.done"
        if not done.exists():
            make(place)
            done.touch()
    return place


def with_tables(place: Path) -> None:
    """A home whose database has all tables and no rows."""
    place.mkdir()
    own = {"JANJI_HOME": str(place), URL: shared_database(place)}
    make_tables(os.environ | own | {"DJANGO_SETTINGS_MODULE": "tests.settings"})


def make_tables(environment: dict[str, str]) -> None:
    """Brings the database of a house to the tables of today."""
    command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)  # noqa: S603 -- our own program


def shared_database(place: Path) -> str:
    """The URL of an empty database for a place of this run; of none where it is a file there."""
    return made_anew(database_of(place)) if ON_POSTGRESQL else ""


def on_server() -> "psycopg.Connection":
    """A connection to the server the tests were given, beside every database of theirs."""
    import psycopg  # noqa: PLC0415 -- only who has a server needs it

    return psycopg.connect(os.environ[URL], autocommit=True)


def made_anew(database: str, template: str = "template1") -> str:
    """The URL of a database on the server, a copy of the template; what had its name before goes."""
    with on_server() as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')
    return named(database)


def left_alone(database: str) -> None:
    """Ends every connection to a database on the server, so that it can be dropped."""
    with on_server() as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [database]
        )


def database_of(place: Path) -> str:
    """What the database of a shared place is called on the server."""
    return f"janji_run_{place.name}"


def named(database: str) -> str:
    """The URL of a database on the server the tests were given; of none on SQLite."""
    return urlsplit(os.environ[URL])._replace(path=f"/{database}").geturl() if ON_POSTGRESQL else ""


@contextlib.contextmanager
def fresh_house(home: Path, tables: Path) -> Iterator[dict[str, str]]:
    """The environment of a house whose home and database nobody else uses.

    Its database is a copy of that with `tables`: no row is in it yet.
    """
    environment = os.environ | {
        "JANJI_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    if not ON_POSTGRESQL:
        shutil.copy(tables / DATABASE, home)
        yield environment | {URL: ""}
        return
    with fresh_database(database_of(tables)) as url:
        yield environment | {URL: url}


@contextlib.contextmanager
def fresh_database(template: str = "template1") -> Iterator[str]:
    """The URL of one more database on the server, a copy of the template; gone when the block ends."""
    import psycopg  # noqa: PLC0415 -- only who has a server needs it

    name = f"janji_own_{uuid.uuid4().hex[:12]}"
    with on_server() as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        with contextlib.suppress(psycopg.errors.InsufficientPrivilege):
            # Two who wait for each other are found at once instead of after a second.
            connection.execute(f'ALTER DATABASE "{name}" SET deadlock_timeout = 50')
        try:
            yield named(name)
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def told_in(environment: dict[str, str], module: str, *more: object, timeout: float = 300) -> Any:
    """What `stories(*more)` of a module gives when told in a house; the words arrive as text."""
    done = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "-m", "tests.own_house", module, *map(str, more)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads(done.stdout)


def together(deeds: Sequence[Callable[[], object]]) -> list[str]:
    """Runs deeds at the same moment; what each gave, or the code of its refusal."""
    # Django must be set up before these are imported.
    from django.db import connection  # noqa: PLC0415

    from janji.core.refusals import Refused  # noqa: PLC0415

    start, found = threading.Barrier(len(deeds)), [""] * len(deeds)

    def run(place: int, deed: Callable[[], object]) -> None:
        start.wait()
        try:
            found[place] = str(deed())
        except Refused as refusal:
            found[place] = refusal.code
        except Exception as error:  # noqa: BLE001 -- what nobody expected is what we look for
            found[place] = f"{type(error).__name__}: {error}"
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(found)


def main(module: str, *more: str) -> None:
    """The stories of a module, told in the house of this process, printed as JSON."""
    import django  # noqa: PLC0415

    django.setup()
    from django.db import connection  # noqa: PLC0415

    pool = connection.settings_dict["OPTIONS"].get("pool")
    if pool:
        pool.update(max_size=CROWD, timeout=120)
    json.dump(import_module(module).stories(*more), sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
