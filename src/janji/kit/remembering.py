"""What a process remembers between requests, as long as what it was made from has not changed."""

from collections.abc import Mapping
from typing import Any, Final, Generic, TypeVar

Stamp = tuple[object, ...]
"""The state of everything that a remembered value is made from."""
Value = TypeVar("Value")
MOST: Final = 10_000
"""Values of one kind; then the process begins anew."""


class Memory(Generic[Value]):
    """Values by the key of what they are about, each with its stamp."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[Stamp, Value]] = {}
        _memories.append(self)

    def recall(self, stamps: Mapping[int, Stamp]) -> dict[int, Value]:
        """The values that were made from just this state, by key."""
        kept = {key: self._kept[key] for key in stamps if key in self._kept}
        return {key: value for key, (stamp, value) in kept.items() if stamp == stamps[key]}

    def keep(self, key: int, stamp: Stamp, value: Value) -> None:
        """Remembers a value. Read the stamp before the value: a change in between makes it old."""
        if len(self._kept) >= MOST:
            self._kept.clear()
        self._kept[key] = (stamp, value)

    def forget(self) -> None:
        """Begins anew."""
        self._kept.clear()


_memories: list["Memory[Any]"] = []


def forget_all() -> None:
    """For whoever exchanges the database below a process: a restored house, the next test."""
    for memory in _memories:
        memory.forget()
