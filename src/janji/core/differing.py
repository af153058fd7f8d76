"""Two texts beside each other: of long ones the part that differs."""

LONG = 160
"""Letters from which on only the part of a text that differs is told."""
AROUND = 40
"""Letters kept on both sides of it."""


def apart(one: str, other: str) -> tuple[str, str]:
    """Both texts; of long ones the part that differs, with a little of what is around it."""
    if max(len(one), len(other)) <= LONG:
        return one, other
    before = _alike(one, other)
    rest, rest_of_other = one[before:], other[before:]
    after = _alike(rest[::-1], rest_of_other[::-1])
    return _part(one, before, len(one) - after), _part(other, before, len(other) - after)


def _alike(one: str, other: str) -> int:
    """How many letters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _part(text: str, first: int, last: int) -> str:
    # Whole words: from the blank before to the blank behind.
    first = text.rfind(" ", 0, max(0, first - AROUND)) + 1
    last = (text + " ").find(" ", min(len(text), last + AROUND))
    return f"{'…' if first else ''}{text[first:last]}{'…' if last < len(text) else ''}"
