"""What a check says."""

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """How things stand."""

    GOOD = "baik"
    ATTENTION = "perhatian"
    BROKEN = "rusak"


@dataclass(frozen=True, slots=True)
class Finding:
    """How one thing stands, and what to do where it is not good."""

    mark: Mark
    said: str


def good(said: str) -> Finding:
    """Nothing to do."""
    return Finding(Mark.GOOD, said)


def attention(said: str) -> Finding:
    """It works, but someone should look."""
    return Finding(Mark.ATTENTION, said)


def broken(said: str) -> Finding:
    """It does not work, or something is being lost."""
    return Finding(Mark.BROKEN, said)
