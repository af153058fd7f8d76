"""Django's SQLite, with the write lock taken in turn. The name of this module is Django's."""

from pathlib import Path

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from janji.kit.sqlite.queue import QueueTimeout, WriterQueue, queue_of


class DatabaseWrapper(base.DatabaseWrapper):
    """Every transaction waits in line, begins, and lets the next in when it has ended.

    A database in memory has no line: its connection is the only one.
    """

    _turn: WriterQueue | None = None

    # The types of Django leave out its private methods; these four are where transactions turn.
    def _start_transaction_under_autocommit(self) -> None:
        if not self.is_in_memory_db():
            self._wait_for_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._end_turn()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        # Only now: when a commit fails, its transaction goes on until it is rolled back.
        self._end_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _wait_for_turn(self) -> None:
        line = queue_of(Path(self.settings_dict["NAME"]))
        try:
            line.acquire(self.settings_dict["OPTIONS"].get("timeout", 5))
        except QueueTimeout as late:
            raise OperationalError("database is locked") from late
        self._turn = line

    def _end_turn(self) -> None:
        if self._turn is not None:
            self._turn.release()
            self._turn = None
