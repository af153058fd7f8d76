"""The server: processes that answer, the background worker beside them, and an end without loss."""

import atexit
import importlib
import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from django.conf import settings
from django.db import connections
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from janji.core.refusals import Refused
from janji.site import env, logs

logger = logging.getLogger(__name__)

APPLICATION = "janji.site.wsgi"
SLOW_TO_LOAD = ("janji.documents.filling", "xlsxwriter")
"""What commands load only when they need it, and the first one to ask a page should not wait for."""
GRACE = 25
"""Seconds in which requests under way are answered and the ledger begun is finished."""
RESTART_PAUSE = 5
"""Seconds before a background worker that ended by itself is started again."""
MEMORY = Path("/dev/shm")  # noqa: S108 -- only to make a folder nobody else may enter
"""Where Linux keeps files in memory."""
SHARED_FIGURES = "PROMETHEUS_MULTIPROC_DIR"
"""How prometheus-client learns where the processes of a server put their figures together."""


def require_free(host: str, port: int) -> None:
    """Says so now when another program already listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as taken:
            raise Refused("port-taken", host=host, port=port) from taken


def share_figures() -> None:
    """An empty folder for the figures of this server's processes; before anything counts.

    In memory: the files are mapped, and a process that writes to a mapped file on a full disk is
    killed where it stands.
    """
    if "prometheus_client" in sys.modules:
        raise RuntimeError("Figures are counted already; the folder would come too late.")
    where = MEMORY if os.access(MEMORY, os.W_OK) else Path(tempfile.gettempdir())
    _clear_up(where)
    folder = tempfile.mkdtemp(prefix=f"janji-{os.getpid()}-", dir=where)
    atexit.register(_remove, Path(folder), os.getpid())
    os.environ[SHARED_FIGURES] = folder


def _clear_up(where: Path) -> None:
    """Removes the folders of servers that were killed."""
    for folder in where.glob("janji-*-*"):
        server = folder.name.split("-")[1]
        if server.isdigit() and not Path("/proc", server).exists():
            shutil.rmtree(folder, ignore_errors=True)


def _remove(folder: Path, of: int) -> None:
    # A process forked from the server ends by the same functions, while the others still count.
    if os.getpid() == of:
        shutil.rmtree(folder, ignore_errors=True)


def processes() -> int:
    """How many processes answer requests."""
    return env.integer("JANJI_WORKERS", 2, low=1, high=32)


def serve(host: str, port: int, *, with_worker: bool) -> None:
    """Answers until SIGTERM or SIGINT: then no new request is taken, those under way are answered.

    Ends within 30 seconds; what is not finished by then is broken off, its transaction undone.
    """
    logs.guard()
    _load_all()
    server = Granian(
        f"{APPLICATION}:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes(),
        blocking_threads=settings.BLOCKING_THREADS,
        websockets=False,
        # Its own sentences may hold what an application raised; our formatter leaves them out.
        log_level=LogLevels.warning,
        log_dictconfig={"loggers": {"_granian": {"propagate": True}}},
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE,
    )
    # The server forks its processes. A connection shared with them would mix up answers, and
    # the threads of a pool do not survive.
    let_go_of_database()
    worker = BackgroundWorker() if with_worker else None

    @server.on_startup
    def hear_the_end() -> None:
        """The worker finishes its ledger while the requests under way are answered."""

        def end_both(*_: object) -> None:
            if worker:
                worker.end()
            server.signal_handler_interrupt()  # type: ignore[no-untyped-call]

        for ending in (signal.SIGTERM, signal.SIGINT):
            signal.signal(ending, end_both)

    if worker:
        worker.start()
    try:
        server.serve()
    except SystemExit:
        # A process that ended before it was asked to, as Ctrl+C does, is no failure then.
        if not server.interrupt_signal:
            raise
    finally:
        if worker:
            worker.end()
            worker.wait()
        # All is ended. Asked once more while Python takes itself apart, it would seem to have failed.
        for ending in (signal.SIGTERM, signal.SIGINT):
            signal.signal(ending, signal.SIG_IGN)


def _load_all() -> None:
    """Loads every room before the processes are forked: once, in memory that they share."""
    for name in (APPLICATION, *SLOW_TO_LOAD):
        importlib.import_module(name)


def let_go_of_database() -> None:
    """Closes every connection of this process, those waiting in a pool as well."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()


class BackgroundWorker:
    """`janji worker` beside the server: started again when it dies, ended together with it.

    A process of its own, because threads do not survive the fork of the server.
    """

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._keeper = threading.Thread(target=self._keep_running, name="worker-keeper")

    def start(self) -> None:
        """Starts it and keeps it running."""
        self._keeper.start()

    def end(self) -> None:
        """Asks it to end; it finishes the ledger it has begun."""
        self._stopping.set()
        if self._process:
            self._process.terminate()

    def wait(self) -> None:
        """Waits for its end, but not for ever."""
        self._keeper.join(GRACE)
        if self._process:
            self._process.kill()

    def _keep_running(self) -> None:
        command = [sys.executable, "-m", "janji.site.cli", "worker", "--beside", str(os.getpid())]
        # Inherited: Ctrl+C in a terminal reaches every process, also one that is only just loading
        # and would complain. It is heard as soon as the worker can end by it.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        while not self._stopping.is_set():
            # Without `close_fds` no pipe is needed to start it; one that a server process, forked
            # in the same moment, holds open would let this thread wait until that process ends.
            self._process = subprocess.Popen(command, close_fds=False)  # noqa: S603 -- our own program
            if self._stopping.is_set():
                self._process.terminate()
            self._process.wait()
            if not self._stopping.is_set():
                logger.error("The background worker ended and is started again")
                self._stopping.wait(RESTART_PAUSE)
