"""Filled-in survey forms from a spreadsheet: rows of cells become responses.

Known layouts (registers section 1.5): the two-row "Template", an export of Google Forms, the table
of a report, the table of an application, and nine bare columns. A column belongs to an element by
the words of its heading, otherwise by its number in the questionnaire's order, because the
regulation itself numbers the last two elements in two ways. Names and addresses are never kept.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from janji.core.cells import Cell, Row, column_letter
from janji.core.numbers import clean
from janji.core.refusals import Problem, Refused
from janji.core.satisfaction import (
    HIGHEST_ANSWER,
    LOWEST_ANSWER,
    asked_codes,
    element,
    elements,
    parameters,
)

FIVE = 5
HEADING_WITHIN = 30
"""Rows from the top in which a heading is looked for; reports have titles above their tables."""
LEAST_HEADINGS = 5
"""Different elements or numbers that make a row a heading; answers have four numbers at most."""
LEAST_RUN = 6
"""A run of column numbers this long holds a number above four: it cannot be someone's answers."""
ENOUGH = 200
"""Cells that show what a column holds."""
MOST_SAID = 60


@dataclass(frozen=True, slots=True)
class Profile:
    """Who answered, as written; a name is not among it."""

    sex: str | None = None
    age: str | None = None
    education: str | None = None
    job: str | None = None
    service: str | None = None


@dataclass(frozen=True, slots=True)
class SheetResponse:
    """One filled-in form; `row` counts from 1 as the spreadsheet shows it.

    `answers` are 1 to 4 in the order asked, `None` where the cell was blank or unreadable.
    """

    row: int
    answers: tuple[int | None, ...]
    profile: Profile = field(default_factory=Profile)
    suggestion: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class IgnoredColumn:
    """A column with content that is not kept, by its letter."""

    column: str
    heading: str


@dataclass(frozen=True, slots=True)
class SurveySheet:
    """What a sheet holds. `columns` has the letter of each element's column, for a person to check."""

    responses: tuple[SheetResponse, ...]
    problems: tuple[Problem, ...]
    ignored_columns: tuple[IgnoredColumn, ...]
    columns: Mapping[str, str]


class _Mark(StrEnum):
    """What a cell without an answer is."""

    BLANK = "blank"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where things stand: `answers` has the column of each element in the order asked."""

    first: int
    answers: tuple[int, ...]
    roles: Mapping[str, int] = field(default_factory=dict)
    headings: Mapping[int, str] = field(default_factory=dict)


def read_sheet(rows: Sequence[Row], *, mapping: Mapping[int, int] | None = None) -> SurveySheet:
    """The responses of a sheet whose first row is row 1, with what a person must look at.

    `mapping` turns a five-point scale into four points. Refuses with `survey-sheet-empty`,
    `survey-columns-unclear`, `survey-elements-missing`, `survey-element-twice`,
    `survey-five-points` or `survey-mapping-unfit`. A cell that cannot be read is a problem and
    counts as no answer; its row is kept.
    """
    _require_mapping(mapping)
    tidy = [[_tidy(cell) for cell in row] for row in rows]
    if all(cell is None for row in tidy for cell in row):
        raise Refused("survey-sheet-empty")
    layout = _headed(tidy) or _bare(tidy)
    lines = list(_lines(tidy, layout))
    if mapping is None:
        _refuse_five_points([row for _, row in lines if _total(row, layout) is None], layout)
    return _Reader(layout, mapping, _month_first(lines, layout)).read(tidy, lines)


_NOT_A_SURVEY = frozenset({"survey-sheet-empty", "survey-columns-unclear"})


def survey_in(
    tables: Mapping[str, Sequence[Row]], *, mapping: Mapping[int, int] | None = None
) -> tuple[str, SurveySheet, list[Problem]]:
    """The first sheet of a workbook that holds responses, with its name.

    Further ones are named in a problem, never added silently. Refuses with what `read_sheet`
    refuses.
    """
    found: dict[str, SurveySheet] = {}
    refused: list[Refused] = []
    for name, rows in tables.items():
        try:
            found[name] = read_sheet(rows, mapping=mapping)
        except Refused as refusal:
            # Beside the answers a workbook may hold a cover or a recap, but not a survey in doubt.
            if refusal.code not in _NOT_A_SURVEY:
                raise
            refused.append(refusal)
    if not found:
        raise refused[0] if refused else Refused("survey-sheet-empty")
    answered = [name for name, sheet in found.items() if sheet.responses] or list(found)
    first, *others = answered
    more = {"sheet": first, "others": ", ".join(others)}
    return first, found[first], [Problem("survey-sheets-more", first, more)] if others else []


# Headings


def _headed(rows: Sequence[Row]) -> _Layout | None:
    """The layout by the row with the most headings of answers, if any row has enough of them."""
    counts = [_headings_in(row) for row in rows[:HEADING_WITHIN]]
    if max(counts, default=0) < LEAST_HEADINGS:
        return None
    at = counts.index(max(counts))
    headings = {column: _heading(rows, at, column) for column in range(_width(rows))}
    answers = _answer_columns(rows, at, headings)
    missing = [code for code in asked_codes() if code not in answers]
    if missing:
        raise Refused("survey-elements-missing", elements=", ".join(missing), row=at + 1)
    return _Layout(
        at + 1,
        tuple(answers[code] for code in asked_codes()),
        _roles(headings, set(answers.values())),
        headings,
    )


def _heading(rows: Sequence[Row], at: int, column: int) -> str:
    """A column's heading; beneath merged cells it stands in the row above."""
    here = _text(_cell(rows[at], column))
    return here if here or at == 0 else _text(_cell(rows[at - 1], column))


def _answer_columns(rows: Sequence[Row], at: int, headings: Mapping[int, str]) -> dict[str, int]:
    """The column of each element; its name may also stand just above or beneath its number."""
    around = [rows[near] for near in (at - 1, at + 1) if 0 <= near < len(rows)]
    found: dict[str, int] = {}
    for column, heading in headings.items():
        if _role(heading) != "element":
            continue
        names = (heading, *(_text(_cell(row, column)) for row in around))
        code = next(filter(None, map(_named, names)), None) or _numbered_element(heading)
        if code is None:
            continue
        if code in found:
            letters = f"{column_letter(found[code])}, {column_letter(column)}"
            raise Refused("survey-element-twice", element=element(code).name, columns=letters)
        found[code] = column
    return found


def _roles(headings: Mapping[int, str], answers: set[int]) -> dict[str, int]:
    """The first column of each other role."""
    found: dict[str, int] = {}
    for column, heading in headings.items():
        role = None if column in answers else _role(heading)
        if role is not None and role not in {"private", "element"}:
            found.setdefault(role, column)
    return found


def _role(heading: str) -> str | None:
    """What a heading makes of its column; `None` when its words say nothing."""
    words = _words(heading)
    if not words:
        return None
    for rule in _sheet()["role"]:
        if rule["role"] == "element":
            if _named(heading) or _number_of(heading):
                return "element"
        elif _fits(words, rule):
            role: str = rule["role"]
            return role
    return None


def _fits(words: str, rule: Mapping[str, Any]) -> bool:
    if any(_holds(words, phrase) for phrase in rule.get("lacks", ())):
        return False
    begins = any(_begins(words, phrase) for phrase in rule.get("begins", ()))
    return begins or any(_holds(words, phrase) for phrase in rule.get("holds", ()))


def _named(heading: str) -> str | None:
    """The element that a heading names; `None` when it names none, or several."""
    words = _words(heading)
    found = {one.code for one in elements() if any(_holds(words, word) for word in one.words)}
    return found.pop() if len(found) == 1 else None


_NUMBER = re.compile(
    r"(?:nilai )?(?:u|p|q|unsur|pertanyaan|soal) ?0?(\d{1,2})\b|(\d{1,2}) (?=[a-z])"
)


def _number_of(heading: str) -> int | None:
    """The number of a question: `U3`, `P3`, `Q3`, `3. …`."""
    found = _NUMBER.match(_words(heading))
    return int(found[1] or found[2]) if found else None


def _numbered_element(heading: str) -> str | None:
    number = _number_of(heading)
    in_order = number is not None and 1 <= number <= len(asked_codes())
    return asked_codes()[number - 1] if in_order and number else None


def _headings_in(row: Row) -> int:
    """How many different answers the headings in a row announce."""
    texts = [cell for cell in row if isinstance(cell, str) and len(cell) > 1]
    if len(texts) < LEAST_HEADINGS:
        return 0
    return len({_named(text) or _number_of(text) for text in texts if _role(text) == "element"})


def _is_numbering(row: Row) -> bool:
    """Whether a row only numbers the columns, as forms do beneath their headings."""
    said = [_text(cell).strip("().") for cell in row if cell is not None]
    if len(said) < LEAST_RUN or not all(re.fullmatch("[0-9]{1,3}", one) for one in said):
        return False
    start = int(said[0])
    return [int(one) for one in said] == list(range(start, start + len(said)))


# Without headings


def _bare(rows: Sequence[Row]) -> _Layout:
    """Nine columns of answers without headings, in the order asked; anything else is unclear."""
    used = [
        column
        for column in range(_width(rows))
        if any(_cell(row, column) is not None for row in rows)
    ]
    answers = [column for column in used if _looks_answered(rows, column)]
    # A running number of up to four respondents reads like answers.
    if len(answers) == len(asked_codes()) + 1 and _runs(rows, used[0]):
        answers = answers[1:]
    named = any(_named(_text(cell)) for cell in rows[0])
    if len(answers) != len(asked_codes()) or named:
        raise Refused("survey-columns-unclear", found=len(answers), expected=len(asked_codes()))
    return _Layout(0, tuple(answers))


def _looks_answered(rows: Sequence[Row], column: int) -> bool:
    cells = [_cell(row, column) for row in rows if _cell(row, column) is not None]
    readable = sum(
        _numbered(cell) is not None
        or any(_option(cell, code) is not None for code in asked_codes())
        for cell in cells[:ENOUGH]
    )
    return 2 * readable > len(cells[:ENOUGH])


def _runs(rows: Sequence[Row], column: int) -> bool:
    """Whether a column numbers its rows 1, 2, 3 …"""
    said = [number for row in rows if (number := _numbered(_cell(row, column))) is not None]
    return said == list(range(1, len(said) + 1))


# Rows


def _lines(rows: Sequence[Row], layout: _Layout) -> Iterator[tuple[int, Row]]:
    """The rows beneath the heading with their numbers from 1; repeated headings are left out."""
    for number, row in enumerate(rows[layout.first :], layout.first + 1):
        is_heading = _is_numbering(row) or _headings_in(row) >= LEAST_HEADINGS
        if not is_heading and any(cell is not None for cell in row):
            yield number, row


def _total(row: Row, layout: _Layout) -> str | None:
    """The word by which a row sums others up; it stands left of everything else."""
    at = next(column for column, cell in enumerate(row) if cell is not None)
    if at in layout.answers or at == layout.roles.get("suggestion"):
        return None
    words = _words(_text(row[at]))
    return next((one for one in _sheet()["totals"] if _begins(words, one)), None)


def _refuse_five_points(rows: Sequence[Row], layout: _Layout) -> None:
    """One five in a column of numbers puts its whole scale in doubt, and so the whole sheet."""
    doubtful = [column for column in layout.answers if _has_five(rows, column)]
    if doubtful:
        raise Refused(
            "survey-five-points",
            columns=", ".join(column_letter(column) for column in sorted(doubtful)),
            mapping=offered_mapping(),
        )


def _has_five(rows: Sequence[Row], column: int) -> bool:
    cells = [_cell(row, column) for row in rows if _cell(row, column) is not None]
    numbers = [number for cell in cells if (number := _numbered(cell)) is not None]
    return FIVE in numbers and 2 * len(numbers) >= len(cells)


def offered_mapping() -> dict[int, int]:
    """A mapping from five points to four to propose; our design, a person must choose it."""
    offered = parameters()["five_points"]["offered"]
    return {int(five): four for five, four in offered.items()}


def _require_mapping(mapping: Mapping[int, int] | None) -> None:
    """Every one of five points leads to one of four, and a better one never to a worse one."""
    if mapping is None:
        return
    reached = [mapping.get(point, 0) for point in range(1, FIVE + 1)]
    within = all(LOWEST_ANSWER <= point <= HIGHEST_ANSWER for point in reached)
    if set(mapping) != set(range(1, FIVE + 1)) or not within or reached != sorted(reached):
        raise Refused("survey-mapping-unfit", mapping=dict(mapping))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the rows of one layout."""

    layout: _Layout
    mapping: Mapping[int, int] | None
    month_first: bool

    def read(self, rows: Sequence[Row], lines: Iterable[tuple[int, Row]]) -> SurveySheet:
        responses: list[SheetResponse] = []
        problems: list[Problem] = []
        beneath = False
        for number, row in lines:
            if said := _total(row, self.layout):
                beneath = True
                problems.append(
                    Problem("survey-total-row", str(number), {"row": number, "said": said})
                )
                continue
            read = [self._answer(row, place) for place in range(len(self.layout.answers))]
            if any(isinstance(one, int) for one in read):
                problems += self._bad_cells(number, row, read)
                responses.append(self._response(number, row, read))
            elif not beneath:
                # Beneath the totals stand a report's footnotes and signatures.
                problems += self._without_answers(number, row, read)
        columns = dict(zip(asked_codes(), map(column_letter, self.layout.answers), strict=True))
        return SurveySheet(
            tuple(responses), tuple(problems), self._ignored(rows), MappingProxyType(columns)
        )

    def _answer(self, row: Row, place: int) -> int | _Mark:
        return _answer(
            _cell(row, self.layout.answers[place]), asked_codes()[place], self.mapping or {}
        )

    def _response(self, number: int, row: Row, read: Sequence[int | _Mark]) -> SheetResponse:
        profile = {
            role: self._said(row, role) for role in ("sex", "age", "education", "job", "service")
        }
        return SheetResponse(
            row=number,
            answers=tuple(one if isinstance(one, int) else None for one in read),
            profile=Profile(**profile),
            suggestion=self._said(row, "suggestion"),
            day=_day(self._in_role(row, "date"), month_first=self.month_first),
        )

    def _in_role(self, row: Row, role: str) -> Cell:
        column = self.layout.roles.get(role)
        return None if column is None else _cell(row, column)

    def _said(self, row: Row, role: str) -> str | None:
        return _text(self._in_role(row, role)) or None

    def _bad_cells(self, number: int, row: Row, read: Sequence[int | _Mark]) -> Iterator[Problem]:
        for place, one in enumerate(read):
            if one is _Mark.UNREADABLE:
                column, code = self.layout.answers[place], asked_codes()[place]
                facts = _place(number, column, row) | {"element": element(code).name}
                yield Problem("survey-answer-unreadable", _address(number, column), facts)
        day = self._in_role(row, "date")
        if day is not None and _day(day, month_first=self.month_first) is None:
            column = self.layout.roles["date"]
            facts = _place(number, column, row)
            yield Problem("survey-date-unreadable", _address(number, column), facts)

    def _without_answers(
        self, number: int, row: Row, read: Sequence[int | _Mark]
    ) -> Iterator[Problem]:
        if _Mark.UNREADABLE in read:
            yield Problem("survey-row-unreadable", str(number), {"row": number})
            return
        said = {column for column, cell in enumerate(row) if cell is not None}
        # Forms come with their rows numbered beforehand: a number alone is nobody's answer.
        if said != {self.layout.roles.get("number")}:
            yield Problem("survey-row-without-answers", str(number), {"row": number})

    def _ignored(self, rows: Sequence[Row]) -> tuple[IgnoredColumn, ...]:
        kept = {*self.layout.answers, *self.layout.roles.values()}
        return tuple(
            IgnoredColumn(column_letter(column), self.layout.headings.get(column, ""))
            for column in range(_width(rows))
            if column not in kept
            and any(_cell(row, column) is not None for row in rows[self.layout.first :])
        )


def _place(number: int, column: int, row: Row) -> dict[str, object]:
    said = _text(_cell(row, column))[:MOST_SAID]
    return {"row": number, "column": column_letter(column), "said": said}


def _address(number: int, column: int) -> str:
    return f"{column_letter(column)}{number}"


# Cells


def _answer(cell: Cell, code: str, mapping: Mapping[int, int]) -> int | _Mark:
    """The answer in a cell as 1 to 4; a number and an option that disagree are unreadable."""
    if cell is None:
        return _Mark.BLANK
    number, option = _numbered(cell), _option(cell, code)
    if number is None:
        return _Mark.UNREADABLE if option is None else option
    point = mapping.get(number, number)
    if point > HIGHEST_ANSWER or option not in {None, point}:
        return _Mark.UNREADABLE
    return point


_LETTERS = "abcde"
_ALONE = re.compile(r"\(?(?:([1-5])(?:[.,]0+)?|([a-e]))[.)]?")
_BEFORE = re.compile(r"\(?([1-5a-e])(?:\s*[.):=]|\s+[-–(])\s*([^\W\d]{2}.*)")


def _numbered(cell: Cell) -> int | None:
    """The point 1 to 5 that a number or letter says, alone or before an option."""
    if isinstance(cell, str):
        said = cell.casefold()
        if alone := _ALONE.fullmatch(said):
            return int(alone[1]) if alone[1] else _LETTERS.index(alone[2]) + 1
        before = _BEFORE.fullmatch(said)
        return None if before is None else _point(before[1])
    if isinstance(cell, int | Decimal) and not isinstance(cell, bool):
        return int(cell) if cell in range(1, FIVE + 1) else None
    return None


def _point(mark: str) -> int:
    return int(mark) if mark.isdecimal() else _LETTERS.index(mark) + 1


def _option(cell: Cell, code: str) -> int | None:
    """The point whose option a text names, with or without its number before it."""
    if not isinstance(cell, str):
        return None
    said = cell.casefold()
    before = _BEFORE.fullmatch(said)
    return _options(code).get(_words(before[2] if before else said))


@cache
def _options(code: str) -> Mapping[str, int]:
    """Points by option: the element's own options, and the wordings used for all elements."""
    given = parameters()
    wordings = (given["scale_used"]["options"], given["scale"]["options"], element(code).options)
    return MappingProxyType(
        {_words(option): point for options in wordings for point, option in enumerate(options, 1)}
    )


_DATE = re.compile(r"(\d{1,4})[-/.](\d{1,2})[-/.](\d{4}|\d{1,2})(?!\d)")
YEAR_DIGITS = 4
MONTHS = 12


def _month_first(lines: Iterable[tuple[int, Row]], layout: _Layout) -> bool:
    """Whether a column writes the month before the day; unless it shows, the day comes first."""
    column = layout.roles.get("date")
    if column is None:
        return False
    found = [_DATE.match(_text(_cell(row, column))) for _, row in lines]
    plain = [(int(one[1]), int(one[2])) for one in found if one and len(one[1]) < YEAR_DIGITS]
    return any(second > MONTHS for _, second in plain) and all(
        first <= MONTHS for first, _ in plain
    )


def _day(cell: Cell, *, month_first: bool) -> date | None:
    """The day of a date or timestamp; `None` when it cannot be told."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    found = _DATE.match(_text(cell))
    if found is None or YEAR_DIGITS not in {len(found[1]), len(found[3])}:
        return None
    first, second, third = int(found[1]), int(found[2]), int(found[3])
    if len(found[1]) == YEAR_DIGITS:
        year, month, day = first, second, third
    elif month_first:
        year, month, day = third, first, second
    else:
        year, month, day = third, second, first
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _cell(row: Row, column: int) -> Cell:
    return row[column] if column < len(row) else None


def _width(rows: Sequence[Row]) -> int:
    return max(map(len, rows), default=0)


def _tidy(cell: Cell) -> Cell:
    """A cell with single plain spaces; `None` where it says nothing."""
    if not isinstance(cell, str):
        return cell
    said = " ".join(clean(cell).split())
    return None if not said or said.casefold() in _sheet()["blanks"] else said


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _words(text: str) -> str:
    """Words in small letters with single spaces, punctuation left out; sum signs as a word."""
    said = re.sub("[σς∑]", " σ ", text.casefold())
    return " ".join(re.sub(r"[\W_]+", " ", said).split())


def _holds(words: str, phrase: str) -> bool:
    return f" {phrase} " in f" {words} "


def _begins(words: str, phrase: str) -> bool:
    return f"{words} ".startswith(f"{phrase} ")


@cache
def _sheet() -> Mapping[str, Any]:
    return MappingProxyType(parameters()["sheet"])
