"""Tables whose columns are only told apart by their places: text with its layout, PDF without lines.

A heading says how many columns there are; between two of them the cut lies where no line has a
letter. Whatever crosses a cut, and every row of a table whose cells are centred, is unclear.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from janji.core.agreement import TargetKind
from janji.core.targets import read_target
from janji.documents.reading.content import Block, Paragraph, Table
from janji.documents.reading.explaining import starts_paragraph, unwrapped
from janji.documents.reading.headings import Heading, annex_heading, budget_heading
from janji.documents.reading.kinds import ends_table
from janji.documents.reading.laid_out import Band, LaidLine, Word, bands, side_by_side
from janji.documents.reading.roles import is_column_count, is_heading

_MOST_HEADING = 4
_PAGE_NUMBER = re.compile(r"(?:-\s*)?\d{1,3}(?:\s*-)?|halaman\s+\d+.*", re.IGNORECASE)
_BEGINS_TARGET = re.compile(r"rp\b|level\b|persen\s+\d|\d|[-–]$|[A-D]{1,2}$", re.IGNORECASE)
_GLUED = re.compile(r"(.*[\d%])([^\W\d_]{2,}.*)")
_MORE_GAP = 0.15
"""So many lines more than usual between two lines begin something new."""
_FAR = 2.5
"""So many empty lines end a table."""


@dataclass(slots=True)
class _Found:
    heading: Heading
    bands: list[Band]
    height: int
    is_budget: bool


@dataclass(slots=True)
class _Cells:
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


def blocks_of_lines(lines: Sequence[LaidLine]) -> list[Block]:
    """Tables where headings stand, running text elsewhere."""
    return list(_blocks(lines))


def _blocks(lines: Sequence[LaidLine]) -> Iterator[Block]:
    width = max((line.right for line in lines), default=0.0)
    place, loose = 0, list[LaidLine]()
    while place < len(lines):
        found = _heading_at(lines, place)
        if found is None:
            loose.append(lines[place])
            place += 1
            continue
        yield from _text(loose, width)
        loose = []
        body, place = _body(lines, place + found.height, found)
        yield from _tables(found, body)
    yield from _text(loose, width)


def _text(lines: Sequence[LaidLine], width: float) -> Iterator[Paragraph]:
    yield from (Paragraph(text, page) for text, page in side_by_side(lines, width))


def _heading_at(lines: Sequence[LaidLine], place: int) -> _Found | None:
    """The heading that begins with a line, over as many lines as belong to it."""
    if not _names_column(lines[place]):
        # It may hold only the first half of a name that is set in the middle of a heading.
        half = len(lines[place].words) == 1 and place + 1 < len(lines)
        if not half or not _names_column(lines[place + 1]) or _heading_at(lines, place + 1):
            return None
    best = None
    for height in range(1, _MOST_HEADING + 1):
        part = lines[place : place + height]
        if len(part) < height or is_column_count([word.text for word in part[-1].words]):
            break
        found = _named(bands(part), height)
        if found is None and best is not None:
            break
        if found is not None and (best is None or _better(found, best, lines, place)):
            best = found
    return best


def _names_column(line: LaidLine) -> bool:
    return any(is_heading(phrase.text) for phrase in line.phrases())


def _named(columns: list[Band], height: int) -> _Found | None:
    texts = [[one.text for one in columns]]
    if len(columns) < 2:
        return None
    annex = annex_heading(texts, None)
    if annex is not None:
        return _Found(annex, columns, height, is_budget=False)
    budget = budget_heading(texts)
    return None if budget is None else _Found(budget, columns, height, is_budget=True)


def _better(found: _Found, best: _Found, lines: Sequence[LaidLine], place: int) -> bool:
    """Whether one more line still belongs to the heading."""
    after = place + found.height
    counted = after < len(lines) and is_column_count([w.text for w in lines[after].words])
    more_columns = len(found.bands) > len(best.bands) and len(found.heading.roles) > len(
        best.heading.roles
    )
    return counted or more_columns or all(is_heading(one.text, whole=True) for one in found.bands)


def _body(lines: Sequence[LaidLine], place: int, found: _Found) -> tuple[list[LaidLine], int]:
    """The lines below a heading that belong to its table; the same heading again is skipped."""
    body: list[LaidLine] = []
    name = found.heading.texts
    while place < len(lines):
        line = lines[place]
        again = _heading_at(lines, place)
        if again is not None and again.heading.texts == name:
            place += again.height
            continue
        if again is not None or _ends(line, body):
            break
        turned = bool(body) and line.page != body[-1].page
        if not (_PAGE_NUMBER.fullmatch(line.text) and (turned or _last_of_page(lines, place))):
            body.append(line)
        place += 1
    return body, place


def _last_of_page(lines: Sequence[LaidLine], place: int) -> bool:
    return place + 1 >= len(lines) or lines[place + 1].page != lines[place].page


def _ends(line: LaidLine, body: Sequence[LaidLine]) -> bool:
    if ends_table(line.text):
        return True
    usual = median(one.gap for one in body) if body else 0.0
    return bool(body) and line.gap >= usual + _FAR


def _tables(found: _Found, body: Sequence[LaidLine]) -> Iterator[Table]:
    """The rows below a heading, a table for each page they stand on."""
    cuts, rivals = _cuts(found.bands, body)
    filled = [line for line in body if not is_column_count([word.text for word in line.words])]
    laid = [(line, *_cells_of(line, cuts, rivals)) for line in filled]
    rows = _rows_of_budget(found, laid) if found.is_budget else _rows_of_annex(found, laid)
    pages = sorted({row.page or 0 for row in rows}) or [_page_of(body)]
    for order, page in enumerate(pages):
        own = [row for row in rows if (row.page or 0) == page]
        heading = [tuple(found.heading.texts)] if order == 0 else []
        cells = [*heading, *(tuple(unwrapped(part) for part in row.lines) for row in own)]
        unclear = frozenset(
            (place + len(heading), column)
            for place, row in enumerate(own)
            for column in row.unclear
        )
        yield Table(tuple(cells), page or None, columns_sure=False, unclear=unclear)


def _page_of(body: Sequence[LaidLine]) -> int:
    """The page of a table without rows."""
    return (body[0].page if body else None) or 0


def _cuts(
    columns: Sequence[Band], body: Sequence[LaidLine]
) -> tuple[list[float], list[list[float]]]:
    """Where each column ends and the next begins, and other places that fit nearly as well."""
    cuts: list[float] = []
    rivals: list[list[float]] = []
    starts = Counter(round(word.left) for line in body for word in line.words)
    for one, next_one in pairwise(columns):
        begin, end = int(one.middle), round(next_one.middle)
        free = _free(body, columns, begin, end)
        ranked = sorted(((_fit(run, starts, one, next_one), run) for run in free), reverse=True)
        if not ranked:
            middle = (one.right + next_one.left) / 2
            cuts.append(middle)
            rivals.append([])
            continue
        best = ranked[0][0]
        cuts.append(_cut(ranked[0][1]))
        rivals.append([_cut(run) for fit, run in ranked[1:] if fit * 2 > best])
    return cuts, rivals


def _cut(run: tuple[int, int]) -> float:
    """Just before the next column: what is too long for its own reaches into the space."""
    return run[1] - 0.5


def _free(
    body: Sequence[LaidLine], columns: Sequence[Band], begin: int, end: int
) -> list[tuple[int, int]]:
    """Runs of places between two positions that as good as no line has a letter on."""
    ink = Counter[int]()
    for line in body:
        for word in line.words:
            ink.update(range(round(word.left), max(round(word.right), round(word.left) + 1)))
    for band in columns:
        ink.update(range(round(band.left), round(band.right)))
    least = min((ink[x] for x in range(begin, end + 1)), default=0)
    if least > max(1, len(body) // 20):
        return []
    runs: list[tuple[int, int]] = []
    for x in range(begin, end + 1):
        if ink[x] != least:
            continue
        if runs and runs[-1][1] == x:
            runs[-1] = (runs[-1][0], x + 1)
        else:
            runs.append((x, x + 1))
    return runs


def _fit(run: tuple[int, int], starts: Counter[int], one: Band, next_one: Band) -> float:
    """How well a gap parts two columns: words begin right behind it, headings lie on its sides."""
    between = one.right - 1 <= run[1] <= next_one.left + 1
    return starts[run[1]] + min(run[1] - run[0], 6) + (4 if between else 0)


def _cells_of(
    line: LaidLine, cuts: Sequence[float], rivals: Sequence[Sequence[float]]
) -> tuple[list[str], set[int]]:
    """The words of a line by column, and the columns that may hold a neighbour's."""
    cells: list[list[str]] = [[] for _ in range(len(cuts) + 1)]
    unclear: set[int] = set()
    for word in _unglued(line.words, cuts):
        column = sum(cut <= (word.left + word.right) / 2 for cut in cuts)
        cells[column].append(word.text)
        for place, cut in enumerate(cuts):
            if word.left < cut - 0.5 and word.right > cut + 0.5:
                unclear |= {place, place + 1}
            if any(min(cut, r) < word.left < max(cut, r) for r in rivals[place]):
                unclear |= {place, place + 1}
    return [" ".join(cell) for cell in cells], unclear


def _unglued(words: Sequence[Word], cuts: Sequence[float]) -> Iterator[Word]:
    """Words; a figure that touches the neighbouring column's word is parted from it."""
    for word in words:
        glued = _GLUED.fullmatch(word.text)
        crosses = any(word.left < cut - 0.5 and word.right > cut + 0.5 for cut in cuts)
        if glued is None or not crosses:
            yield word
            continue
        share = len(glued[1]) / len(word.text)
        edge = word.left + (word.right - word.left) * share
        yield Word(glued[1], word.left, edge)
        yield Word(glued[2], edge, word.right)


Laid = tuple[LaidLine, list[str], set[int]]


def _rows_of_annex(found: _Found, laid: Sequence[Laid]) -> list[_Cells]:
    roles = found.heading.roles
    target, indicator = roles.get("target"), roles["indicator"]
    if target is None:
        starts = [bool(cells[indicator][:1].isupper()) for _line, cells, _ in laid]
        return _collected(laid, starts, found, all_unclear=True)
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
    return _collected(laid, starts, found, all_unclear=centred)


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


def _rows_of_budget(found: _Found, laid: Sequence[Laid]) -> list[_Cells]:
    roles = found.heading.roles
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
    return _collected(laid, starts, found, all_unclear=late)


def _collected(
    laid: Sequence[Laid], starts: Sequence[bool], found: _Found, *, all_unclear: bool
) -> list[_Cells]:
    """Lines put together to rows; an objective that goes on beside a later indicator is whole."""
    width = found.heading.width
    rows: list[_Cells] = []
    for (line, cells, unclear), begins in zip(laid, starts, strict=True):
        if begins or not rows:
            rows.append(_Cells([[] for _ in range(width)], page=line.page))
        rows[-1].take(cells)
        rows[-1].unclear |= unclear
    own = {found.heading.roles.get(role) for role in ("objective", "indicator")}
    all_unclear |= any(row.resumed & own for row in rows)
    for row in rows:
        if all_unclear or _holds_two(row, found):
            row.unclear |= set(range(width))
    _carry_objectives(rows, found)
    return rows


def _holds_two(row: _Cells, found: _Found) -> bool:
    """Whether two rows may have run together: two targets beside one indicator."""
    target = found.heading.roles.get("target")
    if found.is_budget or target is None:
        return False
    targets = [line for line in row.lines[target] if _BEGINS_TARGET.match(line) and _is_whole(line)]
    items = [line for line in row.lines[found.heading.roles["indicator"]] if starts_paragraph(line)]
    return len(targets) > 1 and len(targets) != len(items)


def _carry_objectives(rows: Sequence[_Cells], found: _Found) -> None:
    objective, number = found.heading.roles.get("objective"), found.heading.roles.get("number")
    if objective is None:
        return
    numbered = number is not None and any(row.lines[number] for row in rows)
    owner: _Cells | None = None
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


def is_laid_out(lines: Sequence[LaidLine]) -> bool:
    """Whether a heading with columns stands anywhere in some lines."""
    return any(_heading_at(lines, place) is not None for place in range(len(lines)))
