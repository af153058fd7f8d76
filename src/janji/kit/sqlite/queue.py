"""Waiting for one's turn to write.

SQLite lets one connection write at a time and makes the others try again after growing pauses,
so under load some wait for seconds while others pass them. Here they stand in line.
"""

import fcntl
import os
import threading
import time
from pathlib import Path
from typing import Final

from janji.kit.durations import Duration
from janji.kit.lines import Line

PAUSE: Final = 0.001
"""Seconds between two looks at another process's lock: short beside a transaction."""
WAITING: Final = Duration()
"""How long each writer stood in line."""


class QueueTimeout(Exception):
    """The turn did not come in time."""


class WriterQueue:
    """The line of those who want to write to one file: threads in order, processes in alternation.

    Inside the process a turn is handed to whoever has waited longest. Between processes there are
    two locks. The one who holds `next` is the next to hold `active`; who has just written
    must first get `next` again, behind the one that already holds it.
    The kernel drops both when a process dies.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.inside = Line()
        self._pid = 0
        self._files: tuple[int, int] = (-1, -1)

    def acquire(self, timeout: float) -> None:
        """Waits for the turn; refuses with `QueueTimeout` after `timeout` seconds."""
        with WAITING.measured():
            self._acquire(time.monotonic() + timeout)

    def _acquire(self, deadline: float) -> None:
        if not self.inside.acquire(deadline):
            raise QueueTimeout
        try:
            following, active = self._open()
            _lock(following, deadline)
            try:
                _lock(active, deadline)
            finally:
                fcntl.flock(following, fcntl.LOCK_UN)
        except BaseException:
            self.inside.release()
            raise

    def release(self) -> None:
        """Gives the turn to the next in line."""
        fcntl.flock(self._files[1], fcntl.LOCK_UN)
        self.inside.release()

    def _open(self) -> tuple[int, int]:
        """Both lock files, opened by this process: what is open since before a fork is shared."""
        if self._pid != os.getpid():
            self._files = (_opened(f"{self._path}-next"), _opened(f"{self._path}-turn"))
            self._pid = os.getpid()
        return self._files


def _opened(path: str) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _lock(file: int, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise QueueTimeout from None
            time.sleep(PAUSE)
        else:
            return


_queues: dict[Path, WriterQueue] = {}
_opening = threading.Lock()


def queue_of(path: Path) -> WriterQueue:
    """The one line of a database file in this process."""
    with _opening:
        return _queues.setdefault(path, WriterQueue(path))
