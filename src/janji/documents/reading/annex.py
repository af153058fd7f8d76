"""The annex: objectives with indicators, their explanations and targets, row by row."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from janji.core.refusals import Problem
from janji.core.targets import understood
from janji.documents.reading.content import Row, Said, letters, one_line
from janji.documents.reading.explaining import Explanation, add_all, groups
from janji.documents.reading.headings import Heading
from janji.documents.reading.roles import is_column_count

_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2})*|[a-z])[.)]?\s+(?=\S)")
_ITEM = re.compile(r"(?:\d{1,2}[.)]?|[a-z][.)])\s+[A-Z]")
_NOTHING = Said("")
_SIGNED = re.compile(
    r"\bpihak\s+(?:pertama|kesatu|kedua)\b|^nip\b|^[A-Z][A-Za-z ]+,\s*(?:\d{1,2}\s+)?[A-Z]?[a-z]*\s*20\d\d$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class IndicatorRow:
    """An indicator as it is collected; its parts may come from several rows."""

    number: str | None
    cells: list[Said]
    texts: list[str]
    explanation: Explanation = field(default_factory=Explanation)
    target: Said | None = None
    unit: Said | None = None
    doubts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(self.texts)


@dataclass(slots=True)
class ObjectiveRow:
    """An objective as it is collected."""

    number: str | None
    text: str
    cells: list[Said]
    indicators: list[IndicatorRow] = field(default_factory=list)
    is_torn: bool = False


class Annex:
    """Collects rows; what belongs together stays together across page breaks."""

    def __init__(self) -> None:
        self.objectives: list[ObjectiveRow] = []
        self.loose: list[Problem] = []
        self.heading: Heading | None = None
        self._last: IndicatorRow | None = None
        self._numbers_count_indicators = False
        self.rows_unsure = False

    @property
    def is_empty(self) -> bool:
        """Whether no indicator was found."""
        return not any(objective.indicators for objective in self.objectives)

    @property
    def has_units(self) -> bool:
        """Whether a column of units says something anywhere."""
        return any(one.unit for objective in self.objectives for one in objective.indicators)

    def begin(self, heading: Heading) -> None:
        """The columns of the rows that follow."""
        self.heading = heading
        if "objective" not in heading.roles and self.objectives:
            # Other indicators than those above: whose they are, the paper does not say here.
            self.objectives.append(ObjectiveRow(None, "", []))

    def goes_on_in(self, row: Row) -> bool:
        """Whether a table without a heading continues the annex: as wide, and not signed."""
        return self.heading is not None and len(row) == self.heading.width and not is_signed(row)

    def add(self, row: Row, *, begins_table: bool = False) -> None:
        """Takes one row; `begins_table` where a page may have torn an indicator apart."""
        if is_column_count([cell.text for cell in row]):
            return
        if begins_table and self._continues(row):
            return
        self.rows_unsure |= any(self._cell(row, role).unclear for role in ("indicator", "target"))
        self._objective(row)
        before, begun = self._last, self._indicators(row)
        self._explain(self._cell(row, "explanation"), before, begun)
        self._aim(self._cell(row, "target"), before, begun)
        for role in ("formula", "accumulation", "source"):
            self._pair(role, self._cell(row, role), begun or ([before] if before else []))
        self._unit(self._cell(row, "unit"), begun)

    def _cell(self, row: Row, role: str) -> Said:
        place = self.heading.roles.get(role) if self.heading else None
        return row[place] if place is not None and place < len(row) else _NOTHING

    def _continues(self, row: Row) -> bool:
        """Whether a page's first row only goes on with the words of the row above it."""
        indicator, objective = self._cell(row, "indicator"), self._cell(row, "objective")
        alone = not (
            self._cell(row, "number").line
            or self._cell(row, "indicator_number").line
            or self._cell(row, "target").line
            or _ITEM.match(indicator.line)
        )
        if self._last is None or not alone:
            return False
        if indicator.line and self._last.target is None:
            return False
        if objective.line and self.objectives:
            one = self.objectives[-1]
            one.text = f"{one.text} {objective.line}"
        if indicator.line:
            self._last.texts.append(indicator.line)
            self._last.doubts.append("row-torn")
        self._explain(self._cell(row, "explanation"), self._last, [])
        return True

    def _objective(self, row: Row) -> None:
        cell, number = self._cell(row, "objective"), self._cell(row, "number").line
        if not cell.line:
            self._numbers_count_indicators |= bool(number and self._cell(row, "indicator").line)
            return
        text = cell.line
        inside = _NUMBERED.match(text)
        if not number and inside and text[0].isdigit():
            number, text = inside[1], text[inside.end() :]
        if self.objectives and letters(self.objectives[-1].text) == letters(text):
            self._numbers_count_indicators |= bool(number)
            return
        if self.objectives and not number and text[0].islower():
            self.objectives[-1].text += f" {text}"
            self.objectives[-1].is_torn = True
            return
        self.objectives.append(ObjectiveRow(number.rstrip(".)") or None, text, [cell]))

    def _indicators(self, row: Row) -> list[IndicatorRow]:
        cell = self._cell(row, "indicator")
        expected = len(self._cell(row, "target").lines)
        begun = [
            IndicatorRow(number, [cell], [text]) for number, text in indicators_in(cell, expected)
        ]
        if not begun:
            return []
        if not self.objectives:
            self.objectives.append(ObjectiveRow(None, "", []))
        own = self._cell(row, "indicator_number").line.rstrip(".)")
        shared = self._cell(row, "number").line.rstrip(".)")
        if len(begun) == 1 and begun[0].number is None:
            begun[0].number = own or shared or None
        if len(begun) > 1 and not all(one.number for one in begun):
            for one in begun:
                one.doubts.append("indicators-parted")
        self.objectives[-1].indicators += begun
        self._last = begun[-1]
        return begun

    def _explain(self, cell: Said, before: IndicatorRow | None, begun: list[IndicatorRow]) -> None:
        """Spreads explanations over indicators: every formula begins the next one's.

        What stands before the first formula goes on from the indicator above, unless there
        are fewer formulas than indicators: then it is the first one's own.
        """
        goes_on, formulas = groups(cell.text)
        own = list(begun)
        if own and len(formulas) < len(own) and goes_on:
            add_all(own[0].explanation, goes_on, cell)
            if len(formulas) < len(own):
                own = own[len(own) - len(formulas) :]
        elif before is not None:
            add_all(before.explanation, goes_on, cell)
        if not begun and formulas and before is not None:
            own = [before]
        for indicator, said in zip(own, formulas, strict=False):
            add_all(indicator.explanation, said, cell)
        if len(formulas) > len(own):
            self._loosely("explanations-unpaired", own or [before], found=len(formulas))

    def _aim(self, cell: Said, before: IndicatorRow | None, begun: list[IndicatorRow]) -> None:
        said = cell.lines
        if not said:
            return
        if len(begun) == 1 or (not begun and before is not None and before.target is None):
            one = begun[0] if begun else before
            if one is not None:
                one.target = Said(" ".join(said), cell.origin, cell.unclear)
        elif len(said) == len(begun):
            for indicator, target in zip(begun, said, strict=True):
                indicator.target = Said(_without_number(target), cell.origin, cell.unclear)
        else:
            self._loosely(
                "targets-unpaired", begun or [before], targets=len(said), indicators=len(begun)
            )

    def _pair(self, role: str, cell: Said, indicators: list[IndicatorRow]) -> None:
        said = cell.lines
        if not said:
            return
        if len(said) != len(indicators):
            said = [one_line(cell.text)] * min(len(indicators), 1)
            if len(indicators) > 1:
                self._loosely("explanations-unpaired", indicators, found=len(cell.lines))
        for indicator, part in zip(indicators, said, strict=False):
            indicator.explanation.add(role, part, cell)

    def _unit(self, cell: Said, begun: list[IndicatorRow]) -> None:
        said = cell.lines
        if begun and said:
            each = said if len(said) == len(begun) else [cell.line] * len(begun)
            for one, unit in zip(begun, each, strict=True):
                one.unit = Said(unit, cell.origin, cell.unclear)

    def _loosely(self, code: str, wanted: Sequence[IndicatorRow | None], **facts: object) -> None:
        """A problem at each of some indicators, or at the whole annex."""
        found = [
            f"objectives[{place}].indicators[{order}]"
            for place, objective in enumerate(self.objectives)
            for order, indicator in enumerate(objective.indicators)
            if any(indicator is one for one in wanted)
        ]
        self.loose += [Problem(code, where, facts) for where in found or ["objectives"]]

    def settle(self) -> None:
        """Once all rows are in: what a copy repeats goes, numbers that count indicators are
        theirs, others the objectives'."""
        self._drop_copies()
        for objective in self.objectives:
            if self._numbers_count_indicators:
                objective.number = None
            elif self.heading and "indicator_number" not in self.heading.roles:
                first = objective.indicators[0] if objective.indicators else None
                if first and first.number == objective.number:
                    first.number = None

    def _drop_copies(self) -> None:
        """An annex printed again stands once; of another figure for the same a person is asked."""
        rows = [
            (objective, indicator)
            for objective in self.objectives
            for indicator in objective.indicators
        ]
        promises = [
            (letters(objective.text), letters(indicator.text), _said(indicator.target))
            for objective, indicator in rows
        ]
        kept = len(promises) // copies_of(promises)
        if kept < len(promises):
            copies = {id(indicator) for _, indicator in rows[kept:]}
            emptied = {id(objective) for objective, _ in rows[kept:]}
            for objective in self.objectives:
                objective.indicators = [
                    one for one in objective.indicators if id(one) not in copies
                ]
            self.objectives = [
                one for one in self.objectives if one.indicators or id(one) not in emptied
            ]
            self.loose = [one for one in self.loose if self._is_there(one.where)]
            self.loose.append(Problem("annex-repeated", "objectives"))
        known: set[tuple[str, ...]] = set()
        for (_, indicator), promise in zip(rows[:kept], promises, strict=False):
            if promise[:2] in known:
                indicator.doubts.append("indicator-repeated")
            known.add(promise[:2])

    def _is_there(self, where: str) -> bool:
        """Whether what a problem speaks of was kept."""
        places = [int(one) for one in re.findall(r"\[(\d+)\]", where)]
        if not places:
            return True
        if places[0] >= len(self.objectives):
            return False
        return len(places) < 2 or places[1] < len(self.objectives[places[0]].indicators)


def copies_of(values: Sequence[object]) -> int:
    """How often the same values stand one after the other: once, or as many copies."""
    for copies in (3, 2):
        length, rest = divmod(len(values), copies)
        if length and not rest and list(values) == list(values[:length]) * copies:
            return copies
    return 1


def _said(cell: Said | None) -> str:
    return cell.line if cell else ""


def is_signed(row: Row) -> bool:
    """Whether a row belongs to the signatures under an annex."""
    return any(_SIGNED.search(cell.line) for cell in row)


def looks_promised(row: Row) -> bool:
    """Whether a row of an unknown table looks like one of an annex: words, and a figure last."""
    filled = [cell.line for cell in row if cell.line]
    if len(filled) < 3 or is_signed(row) or any(cell.startswith(":") for cell in filled):
        return False
    worded = sum(1 for cell in filled[:-1] if re.search(r"[^\W\d_]{4}", cell))
    return worded > 0 and understood(filled[-1]).text.value is not None


def indicators_in(cell: Said, expected: int) -> Iterator[tuple[str | None, str]]:
    """The indicators of a cell: several where each begins with its number, or where as many
    sentences stand there as there are targets beside them."""
    lines = cell.lines
    if not lines:
        return
    starts = [line for line in lines if _ITEM.match(line)]
    if len(starts) >= 2 and _ITEM.match(lines[0]):
        joined: list[str] = []
        for line in lines:
            if joined and not _ITEM.match(line):
                joined[-1] += f" {line}"
            else:
                joined.append(line)
        lines = joined
    elif not (1 < len(lines) == expected and all(line[0].isupper() for line in lines)):
        lines = [cell.line]
    for text in lines:
        found = _NUMBERED.match(text)
        numbered = found is not None and (text[0].isdigit() or len(lines) > 1)
        yield (found[1], text[found.end() :]) if found and numbered else (None, text)


def _without_number(target: str) -> str:
    """`1) 95 %` beside a numbered indicator is `95 %`."""
    found = re.fullmatch(r"(?:\d{1,2}[.)]|[a-z][.)])\s+(.+)", target)
    return found[1] if found and understood(found[1]).text.value is not None else target
