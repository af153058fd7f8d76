"""Which target, actual and printed achievement of a report's heading belong together.

Times decide: last year's actual is none of this year's, whatever stands nearer. Where a heading
leaves several open, all are kept, the likeliest first; the rows below tell which one is meant.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

FIGURES = ("target", "actual", "printed")
MOST_NEAR = 12
"""Columns of one time and role between which may be chosen."""


@dataclass(frozen=True, slots=True, order=True)
class When:
    """What the heading says of a column's time; `ordinal` is the year of a period, from one.

    `part` is what else parts the figures, as printed in small letters: a half of the year, a
    month, a plan.
    """

    year: int | None = None
    ordinal: int | None = None
    quarter: int | None = None
    part: str | None = None

    def __bool__(self) -> bool:
        return self != When()

    @property
    def is_part(self) -> bool:
        """Whether it is about a part of a year."""
        return bool(self.quarter or self.part)

    @property
    def said(self) -> dict[str, int | str]:
        """What is said; a year of a period, below zero here, is never one of the calendar."""
        parts = {
            "year": self.year or -(self.ordinal or 0),
            "quarter": self.quarter,
            "part": self.part,
        }
        return {name: part for name, part in parts.items() if part}

    def contradicts(self, other: "When") -> bool:
        """Whether both say something, and not the same."""
        return any(other.said.get(name, part) != part for name, part in self.said.items())

    def agreement(self, other: "When") -> tuple[int, int]:
        """How much both say, and how much only one of them does."""
        return (
            len(self.said.keys() & other.said.keys()),
            len(self.said.keys() ^ other.said.keys()),
        )


@dataclass(frozen=True, slots=True)
class Field:
    """A column with its role, from zero, and what stands over it, the highest line first.

    `aside` is true where the heading says that another figure than the year's own is meant, if
    there is one: a plan's target, the progress towards its end.
    """

    column: int
    role: str
    when: When
    heading: tuple[str, ...]
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """Where one indicator's three figures of one time stand.

    `partial` where the actual is of one of several parts of the year, and the target of all of it.
    """

    target: int
    actual: int
    printed: int
    when: When
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """The threes that a heading leaves open for one achievement, the likeliest first.

    `preferred` is false where only the order of the columns speaks for the first of them.
    """

    among: tuple[Columns, ...]
    preferred: bool = True


@dataclass(frozen=True, slots=True)
class _Three:
    target: Field
    actual: Field
    printed: Field

    @property
    def pair(self) -> tuple[int, int]:
        """The columns of target and actual."""
        return self.target.column, self.actual.column

    @property
    def agreement(self) -> tuple[int, int]:
        """Lower is better: how often a time is said twice, then how often only once."""
        pairs = combinations((self.target.when, self.actual.when, self.printed.when), 2)
        both, either = zip(*(one.agreement(other) for one, other in pairs), strict=True)
        return -sum(both), sum(either)

    @property
    def liking(self) -> tuple[bool, bool, int]:
        """Lower is better: what the year itself is about, then the latest year."""
        return self.target.aside, self.printed.aside, -(self.actual.when.year or 0)

    @property
    def distance(self) -> tuple[bool, int, bool, int]:
        """Figures stand beside each other, to the left first."""
        return *_distance(self.printed, self.actual), *_distance(self.actual, self.target)

    @property
    def columns(self) -> Columns:
        target, actual, printed = self.target.when, self.actual.when, self.printed.when
        when = printed or actual or target
        return Columns(self.target.column, self.actual.column, self.printed.column, when)


def choices(fields: Sequence[Field]) -> tuple[Choice, ...]:
    """A choice for every achievement that has a target and an actual of its own time."""
    by_pair: dict[tuple[int, int], list[_Three]] = {}
    for field in fields:
        if field.role == "printed" and (threes := _best(_threes(field, fields))):
            # Two achievements of one pair: only one of them is that of the year's target.
            by_pair.setdefault(threes[0].pair, []).extend(threes)
    found = tuple(_choice(_best(threes), pair, by_pair) for pair, threes in by_pair.items())
    parted = {field.column for field in fields if field.role == "actual" and field.when.is_part}
    if len(parted) < 2:  # the last quarter alone is the year up to then
        return found
    times = {field.column: field.when for field in fields}
    return tuple(
        replace(
            choice,
            among=tuple(
                replace(one, partial=one.actual in parted and not times[one.target].is_part)
                for one in choice.among
            ),
        )
        for choice in found
    )


def _choice(
    threes: Sequence[_Three],
    pair: tuple[int, int],
    by_pair: Mapping[tuple[int, int], Sequence[_Three]],
) -> Choice:
    others = {actual for target, actual in by_pair.keys() - {pair}} - {pair[1]}
    own = [
        one
        for one in threes
        if one.actual.column not in others and one.pair not in by_pair.keys() - {pair}
    ]
    preferred = len(own) < 2 or own[0].liking != own[1].liking
    return Choice(tuple(one.columns for one in own), preferred)


def _threes(printed: Field, fields: Sequence[Field]) -> Iterator[_Three]:
    for actual in _near(printed, "actual", fields):
        for target in _near(printed, "target", fields):
            pairs = combinations((target.when, actual.when, printed.when), 2)
            if not any(one.contradicts(other) for one, other in pairs):
                yield _Three(target, actual, printed)


def _near(printed: Field, role: str, fields: Sequence[Field]) -> list[Field]:
    """The nearest that may be of the same time; of a figure without a time those since the
    achievement before it, if there are any."""
    some = [one for one in fields if one.role == role and not printed.when.contradicts(one.when)]
    some = sorted(some, key=lambda one: _distance(printed, one))[:MOST_NEAR]
    if printed.when:
        return some
    before = [one.column for one in fields if one.role == "printed"]
    begin = max((one for one in before if one < printed.column), default=-1)
    return [one for one in some if begin < one.column < printed.column] or some


def _best(threes: Iterator[_Three] | Sequence[_Three]) -> list[_Three]:
    """Those that agree best in their times, the likeliest first."""
    ordered = sorted(threes, key=lambda one: (one.agreement, one.liking, one.distance))
    return [one for one in ordered if one.agreement == ordered[0].agreement]


def _distance(field: Field, other: Field) -> tuple[bool, int]:
    return other.column > field.column, abs(other.column - field.column)
