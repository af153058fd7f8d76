"""What a person's corrections of one document teach for the office's next one.

A habit says: where this office prints so, a person meant that. It holds for exactly those words,
and it never makes a figure: words are learned only where both sides carry the same figures, and a
target written as `100 dari 110` only as the percentage that it is. Years and amounts are never
touched.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from janji.core.agreement import (
    AgreementText,
    IndicatorText,
    ObjectiveText,
    Party,
    TargetText,
)
from janji.core.numbers import clean
from janji.core.targets import read_target, understood
from janji.core.units import known_unit

MOST_WORDS = 6000
"""Letters of one text that is remembered; a field of the editor takes no more."""

_FIGURE = re.compile(r"\d[\d.,]*")
_SHARE = re.compile(r"(\d[\d.]*)\s*(?:dari|/)\s*(\d[\d.]*)\b.*", re.IGNORECASE)


class HabitKind(StrEnum):
    """What sort of words a habit is about; they are kept apart from each other."""

    OFFICE = "office"
    NAME = "name"
    TEXT = "text"
    UNIT = "unit"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Habit:
    """What is printed, and what a person meant by it; the same where print was right."""

    kind: HabitKind
    said: str
    meant: str

    @property
    def key(self) -> tuple[HabitKind, str]:
        """What it is recognised by."""
        return self.kind, normal(self.said)

    @property
    def corrects(self) -> bool:
        """Whether something else was meant than is printed."""
        return _tidy(self.said) != _tidy(self.meant)


Habits = Mapping[tuple[HabitKind, str], Habit]
"""Habits of one office by their keys."""


def normal(text: str) -> str:
    """Words as they are compared: without regard to spaces, line ends and capitals."""
    return _tidy(text).casefold()


def _tidy(text: str) -> str:
    return " ".join(clean(text).split())


def lessons(
    read: AgreementText, meant: AgreementText, moved: Mapping[str, str]
) -> tuple[Habit, ...]:
    """What a person made of the words of a document, each once, those that were right as well.

    `moved` gives for every row of `meant`, such as `objectives[0]`, the row it was read in. What
    one document has in two meanings teaches nothing.
    """
    printed = dict(_words(read))
    found: dict[tuple[HabitKind, str], Habit | None] = {}
    for path, (kind, words) in _words(meant):
        before = printed.get(_came_from(path, moved))
        if before is not None and before[0] is kind:
            _learn(found, Habit(kind, before[1], words))
    for habit in _of_targets(read, meant, moved):
        _learn(found, habit)
    return tuple(habit for habit in found.values() if habit is not None)


def _learn(found: dict[tuple[HabitKind, str], Habit | None], habit: Habit) -> None:
    if not _is_sound(habit):
        return
    known = found.setdefault(habit.key, habit)
    if known is not None and _tidy(known.meant) != _tidy(habit.meant):
        found[habit.key] = None


def _is_sound(habit: Habit) -> bool:
    """Whether a habit may be remembered at all: both sides say something, and the same figures."""
    if not habit.said.strip() or not habit.meant.strip():
        return False
    if max(len(habit.said), len(habit.meant)) > MOST_WORDS:
        return False
    return _figures(habit.said) == _figures(habit.meant) or (
        habit.kind is HabitKind.TARGET and _is_quotient(habit.said, habit.meant)
    )


def _figures(text: str) -> list[str]:
    return _FIGURE.findall(clean(text))


def _is_quotient(said: str, meant: str) -> bool:
    """Whether a percentage is a share, rounded to the decimals that it has."""
    share, percent = _SHARE.fullmatch(_tidy(said)), read_target(meant)
    if share is None or percent.value is None or percent.unit_of_measure != "%":
        return False
    part, whole = (Decimal(one.replace(".", "")) for one in share.groups())
    if not whole:
        return False
    step = Decimal(1).scaleb(int(percent.value.as_tuple().exponent))
    return abs(percent.value - part * 100 / whole) * 2 <= step


def _came_from(path: str, moved: Mapping[str, str]) -> str:
    row, dot, part = path.rpartition(".")
    return f"{moved[row]}{dot}{part}" if row in moved else path


Words = tuple[str, tuple[HabitKind, str]]


def _words(text: AgreementText) -> Iterator[Words]:
    """Every text of an agreement that may be put right by a habit, with its path."""
    for role, party in (("first_party", text.first_party), ("second_party", text.second_party)):
        if party.name:
            yield f"{role}.name", (HabitKind.NAME, party.name)
        if party.position:
            yield f"{role}.position", (HabitKind.TEXT, party.position)
    for path, objective in _objectives(text):
        yield f"{path}.text", (HabitKind.TEXT, objective.text)
    for path, indicator in _indicators(text):
        for name in _INDICATOR_TEXTS:
            if said := getattr(indicator, name):
                yield f"{path}.{name}", (HabitKind.TEXT, said)
    for place, line in enumerate(text.programmes):
        yield f"programmes[{place}].name", (HabitKind.TEXT, line.name)


_INDICATOR_TEXTS = ("text", "formula_text", "data_source", "notes")


def _objectives(text: AgreementText) -> Iterator[tuple[str, ObjectiveText]]:
    for place, objective in enumerate(text.objectives):
        yield f"objectives[{place}]", objective


def _indicators(text: AgreementText) -> Iterator[tuple[str, IndicatorText]]:
    for path, objective in _objectives(text):
        for order, indicator in enumerate(objective.indicators):
            yield f"{path}.indicators[{order}]", indicator


def _of_targets(
    read: AgreementText, meant: AgreementText, moved: Mapping[str, str]
) -> Iterator[Habit]:
    """What corrected targets teach: a unit where the number stands, else a writing."""
    printed = dict(_indicators(read))
    for path, indicator in _indicators(meant):
        before = printed.get(moved.get(path, path))
        said = before.target if before else None
        now = indicator.target
        if said is None or now is None:
            continue
        if said.value is None:
            yield Habit(HabitKind.TARGET, said.raw, now.raw)
        # A known unit that is not meant is so for its indicator alone, not for the office.
        elif said.value == now.value and (unit := _unit_printed(said)) and not known_unit(unit):
            yield Habit(HabitKind.UNIT, unit, now.unit_of_measure or "")


def _unit_printed(target: TargetText) -> str | None:
    return target.unit_text or target.unit_of_measure


@dataclass(frozen=True, slots=True)
class Applied:
    """A text with an office's habits in it, and by path which habit changed what."""

    text: AgreementText
    used: Mapping[str, Habit]


def apply(text: AgreementText, habits: Iterable[Habit]) -> Applied:
    """Puts right what an office is known to print, and says where."""
    return _Applying({habit.key: habit for habit in habits if habit.corrects}).apply(text)


class _Applying:
    def __init__(self, habits: Habits) -> None:
        self._habits = habits
        self._used: dict[str, Habit] = {}

    def apply(self, text: AgreementText) -> Applied:
        objectives = tuple(self._objective(*one) for one in _objectives(text))
        programmes = tuple(
            replace(line, name=self._words(f"programmes[{place}].name", line.name))
            for place, line in enumerate(text.programmes)
        )
        changed = replace(
            text,
            first_party=self._party("first_party", text.first_party),
            second_party=self._party("second_party", text.second_party),
            objectives=objectives,
            programmes=programmes,
        )
        return Applied(changed, self._used)

    def _meant(self, path: str, kind: HabitKind, said: str | None) -> str | None:
        habit = self._habits.get((kind, normal(said))) if said else None
        if habit is None or said is None or _tidy(habit.meant) == _tidy(said):
            return None
        self._used[path] = habit
        return habit.meant

    def _words(self, path: str, said: str) -> str:
        return self._meant(path, HabitKind.TEXT, said) or said

    def _party(self, path: str, party: Party) -> Party:
        name = self._meant(f"{path}.name", HabitKind.NAME, party.name)
        position = self._meant(f"{path}.position", HabitKind.TEXT, party.position)
        return replace(party, name=name or party.name, position=position or party.position)

    def _objective(self, path: str, objective: ObjectiveText) -> ObjectiveText:
        indicators = tuple(
            self._indicator(f"{path}.indicators[{order}]", one)
            for order, one in enumerate(objective.indicators)
        )
        words = self._words(f"{path}.text", objective.text)
        return replace(objective, text=words, indicators=indicators)

    def _indicator(self, path: str, indicator: IndicatorText) -> IndicatorText:
        said: dict[str, Any] = {
            name: self._words(f"{path}.{name}", words)
            for name in _INDICATOR_TEXTS
            if (words := getattr(indicator, name))
        }
        target = indicator.target and self._target(f"{path}.target", indicator.target)
        return replace(indicator, target=target, **said)

    def _target(self, path: str, target: TargetText) -> TargetText:
        if target.value is None:
            meant = self._meant(path, HabitKind.TARGET, target.raw)
            return read_target(meant) if meant else target
        printed = _unit_printed(target)
        habit = self._habits.get((HabitKind.UNIT, normal(printed))) if printed else None
        if habit is None:
            return target
        # In some units a dot before three digits is a decimal sign: the number has to stay.
        number = _FIGURE.search(clean(target.raw))
        in_unit = understood(number[0] if number else "", habit.meant).text
        if in_unit.value != target.value:
            return target
        self._used[path] = habit
        return replace(in_unit, raw=target.raw, unit_text=printed)
