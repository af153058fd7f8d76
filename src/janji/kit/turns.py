"""Short work one after another.

Threads of one interpreter share one processor. Sixteen pages begun together are all ready at the
end; one after another, the first is ready at once and the last no later.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from janji.kit.lines import Line


class Turns:
    """Gives turns in order. Whoever takes longer than `patience` seconds is no longer waited for."""

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._line = Line()
        self._began = 0.0

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Waits for the turn and runs the block; beside another when that one takes too long."""
        in_turn = self._line.acquire(self._began + self._patience)
        if in_turn:
            self._began = time.monotonic()
        try:
            yield
        finally:
            if in_turn:
                self._line.release()
