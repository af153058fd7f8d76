"""Waiting in line: whoever has waited longest comes next."""

import threading
import time
from collections import deque


class Line:
    """A lock that is handed to its waiters in the order in which they came."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._taken = False
        self._waiting: deque[threading.Event] = deque()

    def acquire(self, deadline: float) -> bool:
        """Waits for the turn, at most until `deadline` of the monotonic clock; whether it came."""
        with self._guard:
            if not self._taken:
                self._taken = True
                return True
            turn = threading.Event()
            self._waiting.append(turn)
        if turn.wait(max(0.0, deadline - time.monotonic())):
            return True
        with self._guard:
            # The turn may have come in the very moment of giving up.
            if not turn.is_set():
                self._waiting.remove(turn)
            return turn.is_set()

    def release(self) -> None:
        """Hands the turn to the next, if anyone waits."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken = False

    @property
    def length(self) -> int:
        """How many wait now."""
        return len(self._waiting)
