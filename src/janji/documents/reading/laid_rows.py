"""Rows of a table without lines: which of its lines belong together.

Rows stand around their targets. What only ends below a target began above it: then cells are
centred, and every one of them is unclear.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from janji.core.agreement import TargetKind
from janji.core.targets import read_target
from janji.documents.reading.explaining import starts_paragraph
from janji.documents.reading.headings import Heading
from janji.documents.reading.laid_out import LaidLine

_BEGINS_TARGET = re.compile(r"rp\b|level\b|persen\s+\d|\d|[-–]$|[A-D]{1,2}$", re.IGNORECASE)
_MORE_GAP = 0.15
"""So many lines more than usual between two lines begin something new."""


@dataclass(slots=True)
class LaidRow:
    """A row as it is collected: for each column its lines."""

    lines: list[list[str]]
    unclear: set[int] = field(default_factory=set)
    page: int | None = None
    paused: set[int] = field(default_factory=set)
    resumed: set[int] = field(default_factory=set)

    def take(self, cells: Sequence[str]) -> None:
        """Adds a line; a column that begins a sentence after a pause holds two cells."""
        for column, text in enumerate(cells):
            if not text:
                self.paused |= {column} if self.lines[column] else set()
                continue
            if column in self.paused and text[0].isupper():
                self.resumed.add(column)
            self.paused.discard(column)
            self.lines[column].append(text)


Laid = tuple[LaidLine, list[str], set[int]]


def annex_rows(heading: Heading, laid: Sequence[Laid]) -> list[LaidRow]:
    """The rows of an annex from its lines, cut into cells; all unclear where cells are centred."""
    roles = heading.roles
    target, indicator = roles.get("target"), roles["indicator"]
    if target is None:
        starts = [bool(cells[indicator][:1].isupper()) for _line, cells, _ in laid]
        return _collected(heading, laid, starts, all_unclear=True)
    starts, said, usual = [], "", _usual_gap(laid, indicator)
    unit, has_unit, centred = roles.get("unit"), False, False
    for line, cells, _ in laid:
        apart = line.gap > usual + _MORE_GAP
        begins = _begins_row(cells, roles, "" if apart else said)
        # An indicator without a target is a row, too, where a gap sets it apart.
        sentence = bool(starts) and cells[indicator][:1].isupper()
        begins |= sentence and (apart or (has_unit and bool(cells[unit or 0])))
        has_unit = (unit is not None and bool(cells[unit])) or (has_unit and not begins)
        stray = _BEGINS_TARGET.match(cells[target]) is not None and _is_whole(said)
        centred |= (stray and not begins) or (begins and _begins_late(cells, roles))
        said = cells[target] if begins else f"{said} {cells[target]}".strip()
        starts.append(begins)
    centred |= bool(laid) and not starts[0]
    if centred:
        starts = _centred_starts(laid, target)
    return _collected(heading, laid, starts, all_unclear=centred)


def _begins_row(cells: Sequence[str], columns: Mapping[str, int], said: str) -> bool:
    """Whether an indicator with its target begins on a line; `said` is the target above so far."""
    target, indicator = cells[columns["target"]], cells[columns["indicator"]]
    if not target or not indicator:
        return False
    if said and not _is_whole(said):
        return False
    own = _is_whole(target) or _BEGINS_TARGET.match(target) is not None
    number = columns.get("number")
    numbered = number is not None and bool(cells[number])
    return own and (numbered or not indicator[0].islower())


def _usual_gap(laid: Sequence[Laid], indicator: int) -> float:
    """The gap above lines that surely go on with the row above them."""
    gaps = [line.gap for line, cells, _ in laid if not cells[indicator][:1].isupper()]
    return median(gaps) if gaps else median(line.gap for line, _cells, _ in laid) if laid else 0.0


def _begins_late(cells: Sequence[str], columns: Mapping[str, int]) -> bool:
    """Whether an indicator or objective goes on where its row should begin: it began above."""
    said = [cells[columns[role]] for role in ("indicator", "objective") if role in columns]
    return any(text[:1].islower() for text in said)


def _is_whole(text: str) -> bool:
    """Whether a text is a target by itself and not the half of one."""
    return read_target(text).kind is not TargetKind.NONE or text.strip(" .") in {"-", "–", "N/A"}


def _centred_starts(laid: Sequence[Laid], target: int) -> list[bool]:
    """Rows around their targets: as many lines below as above each."""
    wanted = [False] * len(laid)
    begin, after = 0, -1
    for place, (line, cells, _) in enumerate(laid):
        if line.gap >= 1 and place > begin:
            begin = place
        if not cells[target] or place <= after:
            continue
        wanted[begin] = True
        after = place + (place - begin)
        begin = min(after + 1, len(laid) - 1)
    return wanted


def budget_rows(heading: Heading, laid: Sequence[Laid]) -> list[LaidRow]:
    """The rows of a budget: each begins with its number or its amount."""
    roles = heading.roles
    amount, name, number = roles["amount"], roles["programme"], roles.get("number")
    starts = []
    said = ""
    for _line, cells, _ in laid:
        waits = said.lower().strip(" .") == "rp"
        numbered = bool(cells[number]) if number is not None else starts_paragraph(cells[name])
        begins = (bool(cells[amount]) and not waits) or numbered
        said = cells[amount] if begins else f"{said} {cells[amount]}"
        starts.append(begins)
    late = bool(laid) and not starts[0]
    return _collected(heading, laid, starts, all_unclear=late)


def _collected(
    heading: Heading, laid: Sequence[Laid], starts: Sequence[bool], *, all_unclear: bool
) -> list[LaidRow]:
    """Lines put together to rows; an objective that goes on beside a later indicator is whole."""
    width = heading.width
    rows: list[LaidRow] = []
    for (line, cells, unclear), begins in zip(laid, starts, strict=True):
        if begins or not rows:
            rows.append(LaidRow([[] for _ in range(width)], page=line.page))
        rows[-1].take(cells)
        rows[-1].unclear |= unclear
    own = {heading.roles.get(role) for role in ("objective", "indicator")}
    all_unclear |= any(row.resumed & own for row in rows)
    for row in rows:
        if all_unclear or _holds_two(row, heading):
            row.unclear |= set(range(width))
    _carry_objectives(rows, heading)
    return rows


def _holds_two(row: LaidRow, heading: Heading) -> bool:
    """Whether two rows may have run together: two targets beside one indicator."""
    target = heading.roles.get("target")
    if target is None or "indicator" not in heading.roles:
        return False
    targets = [line for line in row.lines[target] if _BEGINS_TARGET.match(line) and _is_whole(line)]
    items = [line for line in row.lines[heading.roles["indicator"]] if starts_paragraph(line)]
    return len(targets) > 1 and len(targets) != len(items)


def _carry_objectives(rows: Sequence[LaidRow], heading: Heading) -> None:
    objective, number = heading.roles.get("objective"), heading.roles.get("number")
    if objective is None:
        return
    numbered = number is not None and any(row.lines[number] for row in rows)
    owner: LaidRow | None = None
    for row in rows:
        said = row.lines[objective]
        if not said:
            continue
        own = (
            bool(number is not None and row.lines[number]) if numbered else not said[0][0].islower()
        )
        if own or owner is None:
            owner = row
            continue
        owner.lines[objective] += said
        row.lines[objective] = []
