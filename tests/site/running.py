"""A real server with a database of its own, as an administrator starts it."""

import contextlib
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from tests.own_house import DATABASE, ON_POSTGRESQL, database_of, made_anew
from tools.postgres import free_port

START = 180
"""Seconds a server may take to be ready on a busy machine."""


def own_database(home: Path, name: str, tables: Path | None) -> str:
    """The URL of a database without rows: a file of its own, or one more on the server at hand.

    It is a copy of that with `tables`; without, it is empty.
    """
    if not ON_POSTGRESQL:
        if tables:
            shutil.copy(tables / DATABASE, home)
        return f"sqlite:///{home / DATABASE}"
    return made_anew(name, database_of(tables)) if tables else made_anew(name)


@contextlib.contextmanager
def writers_held(url: str, table: str):
    """Nobody can write to a table until the block ends: what asks to, is a slow request."""
    if url.startswith("sqlite"):
        holder = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
    else:
        holder = psycopg.connect(url)
        holder.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
    try:
        yield
    finally:
        holder.rollback()
        holder.close()


@dataclass
class Janji:
    """One `janji` command that runs until it is ended."""

    home: Path
    url: str
    settings: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    process: subprocess.Popen | None = None

    @property
    def environment(self):
        return os.environ | {
            "JANJI_HOME": str(self.home),
            "JANJI_DATABASE_URL": self.url,
            "JANJI_PORT": str(self.port),
            "JANJI_EXAMPLE": "0",
            "DJANGO_SETTINGS_MODULE": "janji.site.settings",
            **self.settings,
        }

    @property
    def log(self) -> str:
        return (self.home / "log").read_text()

    def run(self, *arguments):
        """A command that ends by itself."""
        command = [sys.executable, "-m", "janji.site.cli", *arguments]
        return subprocess.run(  # noqa: S603
            command, env=self.environment, capture_output=True, text=True, check=False
        )

    def start(self, *arguments):
        command = [sys.executable, "-m", "janji.site.cli", *arguments]
        with (self.home / "log").open("a") as log:
            self.process = subprocess.Popen(  # noqa: S603
                command, env=self.environment, stdout=log, stderr=log
            )

    def get(self, path, **headers):
        """The status, the headers and the text of an answer."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
                return answer.status, answer.headers, answer.read().decode()
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code, answer.headers, answer.read().decode()

    def sign_in(self, username, password):
        """Types a name and a password on the page for it."""
        _, headers, page = self.get("/masuk/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page).group(1)
        cookie = headers["Set-Cookie"].split(";")[0]
        said = {"csrfmiddlewaretoken": token, "username": username, "password": password}
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/masuk/",
            data=urllib.parse.urlencode(said).encode(),
            headers={"Cookie": cookie},
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code, answer.read().decode()

    def wait_until_ready(self):
        deadline = time.monotonic() + START
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.log
            with contextlib.suppress(OSError):
                if self.get("/readyz")[0] == 200:
                    return
            time.sleep(0.2)
        raise AssertionError(self.log)

    def is_open(self) -> bool:
        """Whether a new connection is taken."""
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def ask_to_end(self):
        self.process.send_signal(signal.SIGTERM)

    def end(self) -> int:
        """Ends it, if it still runs, and gives its exit code."""
        if self.process is None:
            return 0
        if self.process.poll() is None:
            self.ask_to_end()
        try:
            return self.process.wait(timeout=40)
        finally:
            self.process.kill()


def wait_for(happened, seconds=30):
    """Waits until something has happened, and gives it."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := happened():
            return found
        time.sleep(0.1)
    raise AssertionError("It did not happen in time.")


def children_of(pid: int) -> dict[int, str]:
    """The processes that a process has started, with their command lines."""
    found = {}
    for one in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            parent = int((one / "stat").read_text().rsplit(")", 1)[1].split()[1])
            if parent == pid:
                said = (one / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                found[int(one.name)] = said
    return found


def open_files(pid: int) -> set[str]:
    """What a process holds open: paths, and `socket:[…]` for each connection."""
    found = set()
    for one in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(OSError):
            found.add(str(one.readlink()))
    return found
