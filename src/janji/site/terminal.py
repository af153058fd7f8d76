"""What the command line says to the person in front of it."""

import sys
import time
from typing import TextIO

PAUSE = 0.2
"""Seconds between two figures of one line: enough for the eye."""


def say(text: str = "") -> None:
    """A line for the person at the terminal."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def complain(text: str) -> None:
    """A line about something that is wrong, on the error output."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


class Progress:
    """One line that says how far long work is; silent where nobody watches."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._watched = self._stream.isatty()
        self._shown_at = 0.0

    def step(self, what: str, done: int, of: int) -> None:
        """So much of the work is done; both numbers in the same unit."""
        now = time.monotonic()
        if self._watched and (now - self._shown_at > PAUSE or done >= of):
            self._shown_at = now
            self._stream.write(f"\r\033[K{what} … {100 * done // of if of else 100} %")
            self._stream.flush()

    def clear(self) -> None:
        """The line goes away."""
        if self._watched:
            self._stream.write("\r\033[K")
            self._stream.flush()
