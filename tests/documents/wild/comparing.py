"""What was read against what was written, figure by figure.

A figure is right; or it is doubted, when it is not right and a problem says so; or missing, when it
is not there and nothing says so; or wrong, when another one stands there and nothing says so. One
wrong figure is worth five missing ones.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cache
from typing import TypeVar

from janji.core.agreement import AgreementText, IndicatorText, TargetKind, TargetText
from janji.core.refusals import Refused
from janji.documents.reading import read_bytes
from tests.documents.wild.pieces import Written


class Mark(StrEnum):
    """How a figure was read."""

    RIGHT = "right"
    DOUBTED = "doubted"
    MISSING = "missing"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Figure:
    """One value that a reader wants, and what became of it. `needless`: right, yet a problem."""

    path: str
    mark: Mark
    wanted: object
    read: object
    is_number: bool = False
    needless: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """All figures of a document; `refusal` is the code where it was refused."""

    figures: tuple[Figure, ...]
    read: AgreementText | None
    refusal: str | None = None

    def marked(self, *marks: Mark) -> list[Figure]:
        """The figures with one of these marks."""
        return [one for one in self.figures if one.mark in marks]


def outcome(document: Written, data: bytes, name: str) -> Outcome:
    """Reads a file and compares."""
    try:
        read = read_bytes(data, name)
    except Refused as refusal:
        return Outcome(tuple(_refused(document)), None, refusal.code)
    return Outcome(tuple(compared(document, read)), read)


def _refused(document: Written) -> Iterator[Figure]:
    if document.refused:
        yield Figure("", Mark.RIGHT, "refused", "refused")
        return
    nothing = AgreementText(year=None)
    for one in compared(document, nothing):
        yield Figure(one.path, Mark.DOUBTED, one.wanted, None, one.is_number)


def compared(document: Written, read: AgreementText) -> Iterator[Figure]:
    """Every figure of the document as it was read."""
    if document.refused:
        yield Figure("", Mark.WRONG, "refused", "read", is_number=True)
        return
    yield from _Comparing(document, read).figures()


T = TypeVar("T")


class _Comparing:
    """One document held against its reading."""

    def __init__(self, document: Written, read: AgreementText) -> None:
        self._wanted, self._read = document.wanted, read
        self._unsure = document.unsure
        self._doubts = {_plain_path(one.where) for one in read.problems}

    def figures(self) -> Iterator[Figure]:
        yield from self._statement()
        yield from self._annex()
        yield from self._budget()

    def _statement(self) -> Iterator[Figure]:
        wanted, read = self._wanted, self._read
        yield from self._figure("year", wanted.year, read.year, is_number=True)
        yield from self._figure("revision", wanted.revision, read.revision, is_number=True)
        for path in ("org_unit", "region", "place", "date_text"):
            # What a page does not show may be known from elsewhere on it.
            if getattr(wanted, path) is not None:
                yield from self._figure(path, getattr(wanted, path), getattr(read, path))
        for party in ("first_party", "second_party"):
            for part in ("name", "position", "nip", "rank"):
                said = getattr(getattr(wanted, party), part)
                found = getattr(getattr(read, party), part)
                yield from self._figure(f"{party}.{part}", said, found)

    def _annex(self) -> Iterator[Figure]:
        wanted, read = _indicators(self._wanted), _indicators(self._read)
        pairs = aligned(wanted, read, lambda one: one[2].text)
        homes: dict[int, int] = {}
        for place, found in pairs:
            if place is not None and found is not None:
                homes.setdefault(wanted[place][0], read[found][0])
        yield from self._objectives(homes)
        if not wanted and not read:
            yield self._judged("objectives", "objectives", None, None)
        for place, found in pairs:
            if place is None:
                i, j, one = read[found or 0]
                path = f"objectives[{i}].indicators[{j}]"
                yield self._judged(path, path, None, one.text, is_number=True)
                continue
            i, j, one = wanted[place]
            path = f"objectives[{i}].indicators[{j}]"
            if found is None:
                home = f"objectives[{homes[i]}].indicators" if i in homes else "objectives"
                yield from self._indicator(path, home, one, None)
                continue
            k, m, other = read[found]
            there = f"objectives[{k}].indicators[{m}]"
            yield from self._indicator(path, there, one, other)
            if k != homes[i]:
                yield self._judged(f"{path}.objective", there, homes[i], k)

    def _objectives(self, homes: dict[int, int]) -> Iterator[Figure]:
        for i, one in enumerate(self._wanted.objectives):
            k = homes.get(i)
            text = None if k is None else self._read.objectives[k].text
            there = "objectives" if k is None else f"objectives[{k}].text"
            yield self._judged(f"objectives[{i}].text", there, one.text, text)
        for k, other in enumerate(self._read.objectives):
            if k not in homes.values() and not other.indicators:
                yield self._judged(f"objectives[{k}]", f"objectives[{k}]", None, other.text)

    def _indicator(
        self, path: str, there: str, wanted: IndicatorText, read: IndicatorText | None
    ) -> Iterator[Figure]:
        for part in ("text", "formula_text", "accumulation", "data_source", "notes"):
            said, found = getattr(wanted, part), getattr(read, part, None)
            if said is not None or (found is not None and part == "accumulation"):
                inside = there if read is None else f"{there}.{part}"
                if part == "notes" and said and found and _holds(found, said):
                    found = said
                yield self._judged(f"{path}.{part}", inside, said, found)
        inside = there if read is None else f"{there}.target"
        yield from self._target(f"{path}.target", inside, wanted.target, read and read.target)

    def _target(
        self, path: str, there: str, wanted: TargetText | None, read: TargetText | None
    ) -> Iterator[Figure]:
        said, found = _aim(wanted), _aim(read)
        if said is None and found is None and path not in self._unsure:
            return
        yield self._judged(path, there, said, found, is_number=True)
        if wanted is None or read is None or wanted.kind is TargetKind.NONE:
            return
        if not _same_kind(wanted, read):
            yield self._judged(f"{path}.kind", there, wanted.kind.value, read.kind.value)
        if wanted.value is not None:
            unit, other = wanted.unit_of_measure, read.unit_of_measure
            if unit is not None or other is not None:
                yield self._judged(f"{path}.unit_of_measure", there, unit, other)

    def _budget(self) -> Iterator[Figure]:
        wanted, read = self._wanted.programmes, self._read.programmes
        for place, found in aligned(wanted, read, lambda one: one.name):
            if place is None:
                path = f"programmes[{found}]"
                other = read[found or 0]
                yield self._judged(path, path, None, (other.name, other.amount), is_number=True)
                continue
            path = f"programmes[{place}]"
            there = "programmes" if found is None else f"programmes[{found}]"
            line = None if found is None else read[found]
            yield self._judged(
                f"{path}.name", f"{there}.name", wanted[place].name, line and line.name
            )
            inside = f"{there}.amount" if line else there
            yield self._judged(
                f"{path}.amount", inside, wanted[place].amount, line and line.amount, is_number=True
            )
        yield from self._total()

    def _total(self) -> Iterator[Figure]:
        wanted, read = self._wanted.total, self._read.total
        yield from self._figure("total", wanted.printed, read.printed, is_number=True)
        if wanted.agrees is False and not self._doubted("total"):
            yield Figure("total.agrees", Mark.MISSING, "a problem", None)

    def _figure(
        self, path: str, wanted: object, read: object, *, is_number: bool = False
    ) -> Iterator[Figure]:
        if wanted is not None or read is not None:
            yield self._judged(path, path, wanted, read, is_number=is_number)

    def _judged(
        self, path: str, there: str, wanted: object, read: object, *, is_number: bool = False
    ) -> Figure:
        """The figure wanted at `path`, read at the path `there` of the reading."""
        doubted = self._doubted(there)
        if _same(wanted, read):
            silent = path in self._unsure and not doubted
            mark = (Mark.MISSING if read is None else Mark.WRONG) if silent else Mark.RIGHT
            needless = doubted and path not in self._unsure
            return Figure(path, mark, wanted, read, is_number, needless)
        if doubted:
            return Figure(path, Mark.DOUBTED, wanted, read, is_number)
        mark = Mark.MISSING if read in (None, "") else Mark.WRONG
        return Figure(path, mark, wanted, read, is_number)

    def _doubted(self, path: str) -> bool:
        return not self._doubts.isdisjoint(_above(path))


def _plain_path(where: str) -> str:
    """A path without its last full stop and spaces."""
    return where.strip().rstrip(".")


def _above(path: str) -> Iterator[str]:
    """The path itself, everything it is part of, and the lists these stand in."""
    yield path
    while path:
        cut = max(path.rfind("."), path.rfind("["))
        path = path[:cut] if cut > 0 else ""
        yield path


def _indicators(text: AgreementText) -> list[tuple[int, int, IndicatorText]]:
    return [
        (i, j, one)
        for i, objective in enumerate(text.objectives)
        for j, one in enumerate(objective.indicators)
    ]


def _aim(target: TargetText | None) -> object:
    """What a target promises: its number, or its words."""
    if target is None or target.kind is TargetKind.NONE:
        return None
    return target.raw if target.value is None else target.value


UNCOUNTED = {"angka", "nilai", "indeks", "poin", "skala", "peringkat"}


def _same_kind(wanted: TargetText, read: TargetText) -> bool:
    if wanted.kind is read.kind:
        return True
    if wanted.value is None and {wanted.kind, read.kind} == {TargetKind.GRADE, TargetKind.LEVEL}:
        return True
    # Whether 70 Indeks is a number or a count makes no difference to anyone.
    both = {wanted.kind, read.kind} == {TargetKind.NUMBER, TargetKind.COUNT}
    return both and (wanted.unit_of_measure or "").lower() in UNCOUNTED


def _same(wanted: object, read: object) -> bool:
    if isinstance(wanted, str) and isinstance(read, str):
        return _letters(wanted) == _letters(read)
    if isinstance(wanted, Decimal) and isinstance(read, Decimal):
        return wanted == read
    return wanted == read


@cache
def _letters(text: str) -> str:
    """The text without what line ends, small and capital letters and a last full stop change."""
    joined = re.sub(r"\s*([/-])\s*", r"\1", re.sub(r"\s+", " ", text))
    return joined.strip().rstrip(".").casefold()


def aligned(
    wanted: Sequence[T], read: Sequence[T], text: Callable[[T], str]
) -> list[tuple[int | None, int | None]]:
    """Places that belong together, by their words and in order; `None` where one has no partner."""
    likeness = [[_likeness(text(one), text(other)) for other in read] for one in wanted]
    best = [[0.0] * (len(read) + 1) for _ in range(len(wanted) + 1)]
    for i in reversed(range(len(wanted))):
        for j in reversed(range(len(read))):
            together = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] > 0.5 else 0.0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    pairs: list[tuple[int | None, int | None]] = []
    i = j = 0
    while i < len(wanted) and j < len(read):
        if likeness[i][j] > 0.5 and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    pairs += [(k, None) for k in range(i, len(wanted))]
    return pairs + [(None, k) for k in range(j, len(read))]


def _holds(found: str, said: str) -> bool:
    """Whether notes say what was written, with no more than labels and an owner beside it."""
    return _letters(said) in _letters(found) and len(found) - len(said) < 80


@cache
def _likeness(one: str, other: str) -> float:
    """From 0 to 1, by the words that stand in both in the same order."""
    ours, theirs = _letters(one), _letters(other)
    if ours == theirs:
        return 1.0
    match = SequenceMatcher(None, ours.split(), theirs.split(), autojunk=False)
    return match.ratio() * 0.99 if match.quick_ratio() > 0.5 else 0.0
