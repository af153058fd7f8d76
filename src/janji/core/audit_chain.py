"""The seal of an audit entry, and what is wrong with a chain of them."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, NamedTuple

MOST_TOLD = 1000
"""Breaks that are told one by one; beyond them only their number is."""
SHUFFLED = 200
"""Changed entries among whose numbers the true one of each is looked for."""


HOME = "home"
"""The fact that names the office an entry belongs to."""


class Link(NamedTuple):
    """An entry. The seal covers all but `home`, the office it belongs to, which its facts say as well."""

    number: int
    at: datetime
    by: int | None
    deed: str
    subject: str
    facts: Any
    home: int | None
    previous_hash: str
    hash: str


class End(NamedTuple):
    """The number and the hash of an entry, as something else remembers them."""

    number: int
    hash: str


START = End(0, "")
"""What the first entry follows."""


class Fault(StrEnum):
    """What can be wrong at a place of the chain."""

    CHANGED = "changed"
    MISSING = "missing"
    MOVED = "moved"
    REPLACED = "replaced"
    SURPLUS = "surplus"
    CUT = "cut"
    END = "end"


@dataclass(frozen=True, slots=True)
class Break:
    """Something wrong: where, what, and up to which number or from which one."""

    number: int
    fault: Fault
    other: int | None = None


def seal(link: Link) -> str:
    """The hash of an entry: SHA-256 over its fields and the hash of the one before, as JSON."""
    at = link.at.astimezone(UTC).isoformat(timespec="microseconds")
    sealed = [link.number, at, link.by, link.deed, link.subject, link.facts, link.previous_hash]
    text = json.dumps(sealed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def is_sound(link: Link) -> bool:
    """Whether an entry fits its own hash, and stands with the office that it names."""
    says = link.facts.get(HOME) if isinstance(link.facts, dict) else None
    return seal(link) == link.hash and link.home == says


@dataclass(slots=True)
class Examination:
    """Looks at one entry after the other, in the order of their numbers.

    An entry that does not fit its own hash was changed, or its number was. One that fits while
    the next one seals something else was put in the place of another, or between two others.
    """

    count: int = 0
    faults: int = 0
    breaks: list[Break] = field(default_factory=list)
    last: End = START
    _last_is_sound: bool = True
    _unsound: list[Link] = field(default_factory=list)
    _astray: set[int] = field(default_factory=set)

    def look(self, link: Link) -> None:
        """The next entry."""
        self.count += 1
        expected = self.last.number + 1
        if link.number < expected:
            self._tell(link.number, Fault.SURPLUS)
            return
        if link.number > expected:
            self._tell(expected, Fault.MISSING, link.number - 1)
        fits = is_sound(link)
        follows = link.previous_hash == self.last.hash
        if not fits:
            self._tell(link.number, Fault.CHANGED)
            if len(self._unsound) < SHUFFLED:
                self._unsound.append(link)
            # Where only the link was changed, the entry before is the one that it sealed.
            follows = follows or seal(link._replace(previous_hash=self.last.hash)) == link.hash
        if link.number == expected and not follows and self._last_is_sound:
            if fits:
                self._tell(self.last.number, Fault.REPLACED)
            else:
                self._astray.add(link.number)
        self.last, self._last_is_sound = End(link.number, link.hash), fits

    def end(self, head: End | None) -> "Examination":
        """All entries were seen; `head` is what the house says of the last one."""
        head = head or START
        if head.number > self.last.number:
            self._tell(self.last.number + 1, Fault.CUT, head.number)
        elif head.number < self.last.number:
            self._tell(head.number + 1, Fault.SURPLUS, self.last.number)
        elif head.hash != self.last.hash:
            self._tell(head.number, Fault.END)
        self._say_what_moved()
        return self

    def _tell(self, number: int, fault: Fault, other: int | None = None) -> None:
        self.faults += 1
        if len(self.breaks) < MOST_TOLD:
            self.breaks.append(Break(number, fault, other))

    def _say_what_moved(self) -> None:
        """Of what does not fit its hash, some only stands under another number than its own."""
        numbers = {one.number for one in self._unsound}
        moved = {}
        for link in self._unsound:
            for number in sorted({*numbers, link.number - 1, link.number + 1} - {link.number}):
                if seal(link._replace(number=number)) == link.hash:
                    moved[link.number] = number
        for number in sorted(self._astray):
            # Not so when it came from elsewhere: then the one before is where it always was.
            if moved.get(number, number - 1) == number - 1:
                self._tell(number - 1, Fault.REPLACED)
        self.breaks = [
            Break(one.number, Fault.MOVED, moved[one.number])
            if one.fault is Fault.CHANGED and one.number in moved
            else one
            for one in self.breaks
        ]


def examined(links: Iterable[Link], head: End | None) -> Examination:
    """A whole chain, in the order of its numbers."""
    seen = Examination()
    for link in links:
        seen.look(link)
    return seen.end(head)


class Difference(StrEnum):
    """How a chain differs from what was known of it earlier."""

    SHORTER = "shorter"
    OTHER = "other"


@dataclass(slots=True)
class Comparison:
    """A chain beside ends of it that were kept elsewhere: earlier exports, anchors, backups.

    A chain that was computed anew holds in itself, but no longer has the hashes that others know;
    an older copy ends before they do.
    """

    known: dict[int, str]
    last: int = 0
    found: list[tuple[int, Difference]] = field(default_factory=list)
    agreeing: int = 0

    def look(self, link: Link) -> None:
        """The next entry."""
        self.last = max(self.last, link.number)
        expected = self.known.get(link.number)
        if expected is None:
            return
        if expected == link.hash:
            self.agreeing += 1
        else:
            self.found.append((link.number, Difference.OTHER))

    def end(self) -> list[tuple[int, Difference]]:
        """Every number at which the chain is not what was known, in order."""
        beyond = sorted(number for number in self.known if number > self.last)
        return [*self.found, *((number, Difference.SHORTER) for number in beyond)]
