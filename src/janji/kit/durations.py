"""Lengths of time that someone above may want to know, without being known here."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter

Watcher = Callable[[float], None]


class Duration:
    """Something that takes time again and again; watchers are told the seconds of each time."""

    def __init__(self) -> None:
        self._watchers: list[Watcher] = []

    def watch(self, watcher: Watcher) -> None:
        """From now on `watcher` is told; telling it twice tells it once."""
        if watcher not in self._watchers:
            self._watchers.append(watcher)

    @contextmanager
    def measured(self) -> Iterator[None]:
        """Measures the block, whether it succeeds or fails."""
        began = perf_counter()
        try:
            yield
        finally:
            seconds = perf_counter() - began
            for watcher in self._watchers:
                watcher(seconds)
