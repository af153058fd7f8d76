"""The books of village administration: which are kept, how each is scored, whether a village is orderly.

Source: registers section 7. Which books there are is data of a regulation with its day
(`parameters/village_books.toml`). No national scoring or cut-off was found: scores and thresholds
are ours, and an operational definition settles them.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache
from importlib.resources import files
from math import ceil
from typing import Any

from janji.core.refusals import Refused

HIGHEST_SCORE = 4
FIRST_HALF = 6
"""The last month of the first semester."""


class VillageKind(StrEnum):
    """Whose books they are."""

    VILLAGE = "village"
    WARD = "ward"


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the administration: general, population, finance, development, other."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Book:
    """A book as a regulation lists it.

    A monthly book is current while it is at most some days behind; any other one when everything
    that happened is in it. The statuses are `seen`, `memory` or `design`.
    """

    code: str
    name: str
    mandatory: bool
    mandatory_status: str
    monthly: bool
    monthly_status: str
    source: str
    status: str

    @property
    def group(self) -> str:
        """The letter of its group."""
        return self.code[0]


@dataclass(frozen=True, slots=True)
class Regulation:
    """The books one regulation asks of villages or of kelurahan, from a day on.

    `note` says what is not known of its list.
    """

    code: str
    title: str
    kind: VillageKind
    holds_from: date
    source: str
    status: str
    signed_by: str
    signed_source: str
    signed_status: str
    note: str
    books: tuple[Book, ...]

    def book(self, code: str) -> Book:
        """The book of a code; refuses with `book-unknown`."""
        found = next((one for one in self.books if one.code == code), None)
        if found is None:
            raise Refused("book-unknown", book=code, regulation=self.title)
        return found

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups in which it has books."""
        return tuple(sorted({one.group for one in self.books}))

    @property
    def must_be_seen(self) -> tuple[Book, ...]:
        """The books that every inspection looks at."""
        return tuple(one for one in self.books if one.mandatory)


@dataclass(frozen=True, slots=True)
class Seen:
    """What an inspector saw of one book.

    `current_until` is the last day that is written up. `is_nil` says that there was lawfully
    nothing to enter. `not_applicable` is the reason why the village need not keep the book.
    """

    exists: bool = False
    is_filled: bool = False
    current_until: date | None = None
    is_signed: bool = False
    columns_fit: bool = False
    is_nil: bool = False
    not_applicable: str | None = None


@dataclass(frozen=True, slots=True)
class Scoring:
    """How far behind a monthly book may be and still be current."""

    most_days_behind: int
    source: str
    status: str


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a village is orderly: how much each group reaches, which groups are asked.

    `share` is a percentage. `needs_every_book` says that a mandatory book with score 0 decides.
    """

    share: Decimal
    groups: tuple[str, ...]
    needs_every_book: bool = True

    def least_points(self, books: int) -> int:
        """The fewest points with which a group of so many applicable books reaches the share."""
        return ceil(Fraction(self.share) * HIGHEST_SCORE * books / 100)


@dataclass(frozen=True, slots=True)
class GroupTally:
    """What the books of a group add up to; `books` are those that apply."""

    points: int = 0
    books: int = 0

    @property
    def share(self) -> Fraction | None:
        """In percent, exact; `None` when no book applies."""
        return Fraction(100 * self.points, HIGHEST_SCORE * self.books) if self.books else None


@dataclass(frozen=True, slots=True)
class Tally:
    """What an inspection adds up to, by group; `missing` counts mandatory books with score 0."""

    groups: Mapping[str, GroupTally]
    missing: int

    def of(self, group: str) -> GroupTally:
        """A group; one without books is empty."""
        return self.groups.get(group, GroupTally())


class Verdict(StrEnum):
    """Whether a village is orderly."""

    ORDERLY = "orderly"
    NOT_ORDERLY = "not-orderly"
    NOT_INSPECTED = "not-inspected"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict with what stands against it: the groups below the share, mandatory books missing."""

    verdict: Verdict
    below: tuple[str, ...] = field(default=())
    missing: int = 0


def score(book: Book, seen: Seen, on: date) -> int | None:
    """The score of a book from 0 to 4 on a day; `None` when the village need not keep it.

    0 none, 1 it exists, 2 it is filled, 3 it is current or lawfully nil, 4 it is signed as well.
    """
    if seen.not_applicable is not None:
        return None
    if not seen.exists:
        return 0
    if seen.is_nil or (seen.is_filled and _is_current(book, seen, on)):
        return HIGHEST_SCORE if seen.is_signed else HIGHEST_SCORE - 1
    return 2 if seen.is_filled else 1


def _is_current(book: Book, seen: Seen, on: date) -> bool:
    if seen.current_until is None:
        return False
    # Of other books the inspector says up to which day everything that happened is in them.
    return not book.monthly or (on - seen.current_until).days <= scoring().most_days_behind


def check_seen(book: Book, seen: Seen, on: date) -> None:
    """Refuses what cannot be so: `book-…` codes with the book."""
    if seen.not_applicable is not None and not seen.not_applicable.strip():
        raise Refused("book-reason-missing", book=book.code)
    claims = (seen.is_filled, seen.is_nil, seen.current_until, seen.is_signed, seen.columns_fit)
    if any(claims) and (not seen.exists or seen.not_applicable is not None):
        raise Refused("book-absent-but-filled", book=book.code)
    if seen.is_filled and seen.is_nil:
        raise Refused("book-filled-and-nil", book=book.code)
    if seen.exists and seen.not_applicable is not None:
        raise Refused("book-not-applicable-but-there", book=book.code)
    if seen.current_until is not None and seen.current_until > on:
        raise Refused("book-current-ahead", book=book.code, day=f"{seen.current_until:%d-%m-%Y}")
    if seen.current_until is not None and not seen.is_filled:
        raise Refused("book-current-but-empty", book=book.code)


def tally(scores: Iterable[tuple[Book, int | None]]) -> Tally:
    """Adds up the scores of an inspection; a book that does not apply leaves the divisor."""
    groups: dict[str, GroupTally] = {}
    missing = 0
    for book, value in scores:
        if value is None:
            continue
        so_far = groups.get(book.group, GroupTally())
        groups[book.group] = GroupTally(so_far.points + value, so_far.books + 1)
        missing += book.mandatory and value == 0
    return Tally(groups, missing)


def judge(added: Tally | None, regulation: Regulation, by: Thresholds) -> Judgement:
    """Whether a village is orderly by its last inspection; without one it is not inspected.

    A group that the regulation does not have is not asked. One of whose books none applies has no
    share, and reaches nothing.
    """
    if added is None:
        return Judgement(Verdict.NOT_INSPECTED)
    asked = [one for one in by.groups if one in regulation.groups]
    below = tuple(one for one in asked if not _reaches(added.of(one), by))
    missing = added.missing if by.needs_every_book else 0
    verdict = Verdict.NOT_ORDERLY if below or missing else Verdict.ORDERLY
    return Judgement(verdict, below, missing)


def _reaches(group: GroupTally, by: Thresholds) -> bool:
    return group.books > 0 and group.points >= by.least_points(group.books)


@dataclass(frozen=True, slots=True, order=True)
class Semester:
    """Half a year in which villages are inspected."""

    year: int
    half: int

    @property
    def last_day(self) -> date:
        """The day it ends."""
        return date(self.year, 6, 30) if self.half == 1 else date(self.year, 12, 31)

    @property
    def before(self) -> "Semester":
        """The half year before it."""
        return Semester(self.year, 1) if self.half > 1 else Semester(self.year - 1, 2)

    @classmethod
    def of(cls, day: date) -> "Semester":
        """The one a day lies in."""
        return cls(day.year, semester_of(day))


def semesters_until(last: Semester, count: int) -> Sequence[Semester]:
    """Some semesters in the order of time, the given one at the end."""
    found = [last]
    while len(found) < count:
        found.insert(0, found[0].before)
    return found


def semester_of(day: date) -> int:
    """1 or 2."""
    return 1 if day.month <= FIRST_HALF else 2


def regulation_for(kind: VillageKind, on: date) -> Regulation:
    """The regulation whose books are kept on a day; refuses with `no-books-on-day`."""
    held = [one for one in regulations().values() if one.kind is kind and one.holds_from <= on]
    if not held:
        raise Refused("no-books-on-day", day=f"{on:%d-%m-%Y}")
    return max(held, key=lambda one: one.holds_from)


@cache
def _data() -> dict[str, Any]:
    text = files("janji.core.parameters").joinpath("village_books.toml").read_text()
    return tomllib.loads(text)


@cache
def regulations() -> Mapping[str, Regulation]:
    """All regulations by code."""
    found = (_regulation(one) for one in _data()["regulation"])
    return {one.code: one for one in found}


def _regulation(said: Mapping[str, Any]) -> Regulation:
    plain = {name: value for name, value in said.items() if name not in {"book", "kind"}}
    books = tuple(Book(**one) for one in said["book"])
    if len({one.code for one in books}) < len(books):
        raise ValueError(f"{said['code']} names a book twice")
    return Regulation(kind=VillageKind(said["kind"]), books=books, **plain)


@cache
def groups() -> Sequence[Group]:
    """All groups in their order."""
    return tuple(Group(**one) for one in _data()["group"])


@cache
def scoring() -> Scoring:
    """The scoring that holds."""
    return Scoring(**_data()["scoring"])


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the default thresholds come from."""

    thresholds: Thresholds
    source: str
    status: str


ASKED_GROUPS = ("A", "B", "C", "D")
"""Those the founding agreement names: general, population, finance, development."""


@cache
def default_thresholds() -> Standing:
    """The thresholds offered to a definition."""
    said = _data()["verdict"]
    return Standing(
        Thresholds(Decimal(said["share"]), ASKED_GROUPS), said["source"], said["status"]
    )
