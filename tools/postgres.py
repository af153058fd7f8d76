"""A throw-away PostgreSQL: own data, own port, own socket, an unprivileged user, gone afterwards.

`python tools/postgres.py COMMAND …` runs a command with `JANJI_DATABASE_URL` set to it.
The fault tests and the benchmarks use `Cluster` to start, kill and start one again.
"""

import argparse
import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

SERVER_USER = "postgres"
"""Who runs the server when we are root, whom PostgreSQL refuses. Debian's package makes it."""
HURRY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""For tests whose data nobody will miss."""


class Unavailable(Exception):
    """There is no PostgreSQL to start, or it did not start; the message says what to do."""


def binaries() -> Path:
    """The folder of the newest installed server's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    if not found:
        raise Unavailable(
            "PostgreSQL belum terpasang. Pasang dengan: sudo apt-get install -y postgresql"
        )
    return found[-1].parent


def _version(program: Path) -> int:
    return int(program.parts[-3])


class Cluster:
    """One server with its data in a folder of its own."""

    def __init__(self, *, durable: bool = False) -> None:
        self._as_root = os.geteuid() == 0
        # Short, because a socket's path may have 107 letters.
        self.home = Path(tempfile.mkdtemp(prefix="janji-pg-", dir="/tmp"))
        self.port = free_port()
        self._settings = () if durable else HURRY
        if self._as_root:
            user = pwd.getpwnam(SERVER_USER)
            os.chown(self.home, user.pw_uid, user.pw_gid)
        self._run(
            "initdb",
            "-D",
            self.data,
            "-U",
            "janji",
            "-A",
            "trust",
            "-E",
            "UTF8",
            # Words sort as Indonesians sort them: what relies on the order of bytes must not pass.
            "--locale=C.UTF-8",
            "--locale-provider=icu",
            "--icu-locale=id-ID",
        )

    @property
    def data(self) -> str:
        """Where the server keeps its data."""
        return str(self.home / "data")

    @property
    def url(self) -> str:
        """How Janji reaches it: through the socket, so nobody else on the network can."""
        return f"postgresql://janji@/postgres?host={self.home}&port={self.port}"

    def start(self) -> None:
        """Starts the server and waits until it answers."""
        options = [
            "listen_addresses=",
            f"port={self.port}",
            f"unix_socket_directories={self.home}",
            "max_connections=200",
            "shared_buffers=256MB",
            *self._settings,
        ]
        said = " ".join(f"-c {one}" for one in options)
        self._run(
            "pg_ctl", "-D", self.data, "-w", "-l", str(self.home / "log"), "-o", said, "start"
        )

    def stop(self) -> None:
        """Stops the server as an administrator would."""
        self._run("pg_ctl", "-D", self.data, "-w", "-m", "fast", "stop")

    def kill(self) -> None:
        """Ends every process of the server at once, as a power cut does."""
        pid = int((Path(self.data) / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for one in (pid, *map(int, children)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        while any(Path(f"/proc/{one}").exists() for one in (pid, *children)):
            time.sleep(0.01)

    def remove(self) -> None:
        """Stops the server, if it runs, and removes its data."""
        with contextlib.suppress(subprocess.CalledProcessError):
            self._run("pg_ctl", "-D", self.data, "-w", "-m", "immediate", "stop")
        shutil.rmtree(self.home, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(binaries() / program), *arguments]
        if self._as_root:
            who = f"--reuid={SERVER_USER}", f"--regid={SERVER_USER}"
            command = ["setpriv", *who, "--init-groups", *command]
        # Its output goes to a file, or the server would keep our pipe open.
        with (self.home / "said").open("w") as said:
            subprocess.run(command, check=True, stdout=said, stderr=said, cwd=self.home)  # noqa: S603


def free_port() -> int:
    """A port on which nobody listens at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running(*, durable: bool = False) -> Iterator[Cluster]:
    """A started cluster, removed at the end."""
    cluster = Cluster(durable=durable)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.remove()


def main(arguments: Sequence[str]) -> int:
    """Runs a command beside a server; its exit code is ours."""
    parser = argparse.ArgumentParser(description="Jalankan perintah dengan PostgreSQL sementara.")
    parser.add_argument("command", nargs=argparse.REMAINDER, metavar="PERINTAH")
    command = parser.parse_args(arguments).command
    # Ended from outside, we still stop the server.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with running() as cluster:
            environment = os.environ | {"JANJI_DATABASE_URL": cluster.url}
            return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603
    except Unavailable as missing:
        sys.stderr.write(f"{missing}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
