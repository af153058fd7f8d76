"""The annex: objectives, indicators, explanations and targets, from tables by column roles."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from janji.core.agreement import IndicatorText, ObjectiveText, TargetKind, TargetText
from janji.core.refusals import Problem
from janji.core.targets import read_target
from janji.documents.reading.content import Table, one_line
from janji.documents.reading.explaining import (
    Explanation,
    accumulation_of,
    add_all,
    groups,
)
from janji.documents.reading.roles import ANNEX, is_column_count, roles_of

_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2})*|[a-z])[.)]?\s+(?=\S)")
_NUMBERED_START = re.compile(r"\d{1,2}[.)]?\s+[A-Z]")


@dataclass(slots=True)
class _Indicator:
    number: str | None
    text: str
    explanation: Explanation = field(default_factory=Explanation)
    target: str | None = None
    unit: str | None = None


@dataclass(slots=True)
class _Objective:
    number: str | None
    text: str
    indicators: list[_Indicator] = field(default_factory=list)


class Annex:
    """Collects rows; what belongs together stays together across page breaks."""

    def __init__(self) -> None:
        self._objectives: list[_Objective] = []
        self._roles: dict[str, int] = {}
        self._width = 0
        self._last: _Indicator | None = None
        self._loose: list[Problem] = []

    @property
    def is_empty(self) -> bool:
        """Whether no indicator was found."""
        return not any(objective.indicators for objective in self._objectives)

    def takes(self, table: Table) -> bool:
        """Adds a table when it is part of the annex: by its heading, or as its continuation."""
        rows = list(table.rows)
        header = next((k for k, row in enumerate(rows[:4]) if _is_header(row)), None)
        if header is not None:
            self._roles, self._width = roles_of(rows[header], ANNEX), len(rows[header])
            rows = rows[header + 1 :]
        elif (
            not self._roles
            or not rows
            or len(rows[0]) != self._width
            or roles_of(rows[0], {"programme": ("program",), "amount": ("anggaran",)})
        ):
            return False
        for row in rows:
            # A heading that a page repeats names every column again; an objective may begin with
            # the word of one.
            if roles_of(row, ANNEX) != self._roles and not is_column_count(row):
                self._add(row)
        return True

    def _cell(self, row: Sequence[str], role: str) -> str:
        place = self._roles.get(role)
        return row[place].strip() if place is not None and place < len(row) else ""

    def _add(self, row: Sequence[str]) -> None:
        if objective := one_line(self._cell(row, "objective")):
            self._begin_objective(one_line(self._cell(row, "number")), objective)
        begun = [
            _Indicator(number, text) for number, text in _indicators(self._cell(row, "indicator"))
        ]
        before = self._last
        if begun and not self._objectives:
            self._objectives.append(_Objective(None, ""))
        if begun:
            self._objectives[-1].indicators += begun
            self._last = begun[-1]
        self._explain(self._cell(row, "explanation"), before, begun)
        self._aim(self._cell(row, "target"), before, begun)
        for role in ("formula", "accumulation", "source"):
            if said := self._cell(row, role):
                self._pair(role, said, begun or ([before] if before else []))
        if begun and (unit := one_line(self._cell(row, "unit"))):
            begun[-1].unit = unit

    def _begin_objective(self, number: str, text: str) -> None:
        inside = _NUMBERED.match(text)
        if not number and inside and text[0].isdigit():
            number, text = inside[1], text[inside.end() :]
        self._objectives.append(_Objective(number.rstrip(".") or None, text))

    def _explain(self, text: str, before: _Indicator | None, begun: list[_Indicator]) -> None:
        """Spreads explanations over indicators: every formula begins the next one's.

        What stands before the first formula goes on from the indicator above, unless there
        are fewer formulas than indicators: then it is the first one's own.
        """
        goes_on, formulas = groups(text)
        own = list(begun)
        if own and len(formulas) < len(own) and goes_on:
            add_all(own[0].explanation, goes_on)
            if len(formulas) < len(own):
                own = own[len(own) - len(formulas) :]
        elif before is not None:
            add_all(before.explanation, goes_on)
        if not begun and formulas and before is not None:
            own = [before]
        for indicator, said in zip(own, formulas, strict=False):
            add_all(indicator.explanation, said)
        if len(formulas) > len(own):
            where = self._where(own[-1] if own else before)
            self._loose.append(Problem("explanations-unpaired", where, {"found": len(formulas)}))

    def _aim(self, text: str, before: _Indicator | None, begun: list[_Indicator]) -> None:
        said = [line for line in text.splitlines() if line.strip()]
        if not said:
            return
        if len(begun) == 1 or (not begun and before is not None and before.target is None):
            one = begun[0] if begun else before
            if one is not None:
                one.target = " ".join(said)
        elif len(said) == len(begun):
            for indicator, target in zip(begun, said, strict=True):
                indicator.target = target
        else:
            where = self._where(begun[0] if begun else before)
            facts = {"targets": len(said), "indicators": len(begun)}
            self._loose.append(Problem("targets-unpaired", where, facts))

    def _pair(self, role: str, text: str, indicators: list[_Indicator]) -> None:
        said = [line for line in text.splitlines() if line.strip()]
        if len(said) != len(indicators):
            said = [one_line(text)] * min(len(indicators), 1)
        for indicator, part in zip(indicators, said, strict=False):
            indicator.explanation.add(role, part)

    def _where(self, wanted: _Indicator | None) -> str:
        for place, objective in enumerate(self._objectives):
            for order, indicator in enumerate(objective.indicators):
                if indicator is wanted:
                    return f"objectives[{place}].indicators[{order}]"
        return "objectives"

    def objectives(self) -> tuple[ObjectiveText, ...]:
        """What was collected, as values."""
        return tuple(
            ObjectiveText(one.number, one.text, tuple(_value(i) for i in one.indicators))
            for one in self._objectives
        )

    def problems(self) -> Iterator[Problem]:
        """What a person must look at, in the order of the paper."""
        yield from self._loose
        yield from _remarks(self.objectives())


def _is_header(row: Sequence[str]) -> bool:
    roles = roles_of(row, ANNEX)
    return "indicator" in roles and ("target" in roles or "objective" in roles)


def _indicators(cell: str) -> Iterator[tuple[str | None, str]]:
    """The indicators of a cell: several when every one begins with its number."""
    lines = cell.splitlines()
    starts = [line for line in lines if _NUMBERED_START.match(line)]
    if len(starts) < 2 or not _NUMBERED_START.match(lines[0]):
        lines = [one_line(cell)]
    joined: list[str] = []
    for line in lines:
        if joined and not _NUMBERED_START.match(line):
            joined[-1] += f" {line}"
        elif line.strip():
            joined.append(line.strip())
    for text in joined:
        found = _NUMBERED.match(text) if text[0].isdigit() else None
        yield (found[1], text[found.end() :]) if found else (None, text)


def _value(one: _Indicator) -> IndicatorText:
    return IndicatorText(
        number=one.number,
        text=one.text,
        formula_text=one.explanation.said("formula"),
        accumulation=accumulation_of(one.explanation.said("accumulation")),
        data_source=one.explanation.said("source"),
        notes=one.explanation.said("notes"),
        target=_target(one),
    )


def _target(one: _Indicator) -> TargetText | None:
    if one.target is None:
        return None
    read = read_target(one.target)
    if one.unit and read.unit_of_measure is None and read.kind is TargetKind.NUMBER:
        return _with_unit(read, one.unit)
    return read


def _with_unit(read: TargetText, unit: str) -> TargetText:
    """A bare number in a table with a column of units."""
    if unit in {"%", "persen", "Persen"}:
        return TargetText(read.raw, TargetKind.PERCENT, read.value, "%")
    return TargetText(read.raw, TargetKind.COUNT, read.value, unit)


def _remarks(objectives: Sequence[ObjectiveText]) -> Iterator[Problem]:
    odd = _odd_accumulation(objectives)
    for place, objective in enumerate(objectives):
        if not objective.text:
            yield Problem("objective-unreadable", f"objectives[{place}].text")
        for order, indicator in enumerate(objective.indicators):
            where = f"objectives[{place}].indicators[{order}]"
            target = indicator.target
            if target is not None and target.kind is TargetKind.NONE:
                yield Problem("target-unreadable", f"{where}.target", {"raw": target.raw})
            if indicator.accumulation is not None and indicator.accumulation is odd:
                yield Problem("accumulation-differs", f"{where}.accumulation")


def _odd_accumulation(objectives: Sequence[ObjectiveText]) -> object:
    """The type that only a minority of the ratios has: often a slip, so a person is asked."""
    ratios = [
        indicator.accumulation
        for objective in objectives
        for indicator in objective.indicators
        if indicator.accumulation and "dibagi" in (indicator.formula_text or "").lower()
    ]
    kinds = sorted(set(ratios), key=ratios.count)
    return kinds[0] if len(kinds) == 2 and ratios.count(kinds[0]) * 2 < len(ratios) else None
