"""Tables whose columns are only told apart by their places: text with its layout, PDF without lines.

A heading says how many columns there are; between two of them the cut lies where no line has a
letter. Whatever crosses a cut, and every row of a table whose cells are centred, is unclear.
"""

import re
from bisect import insort
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from janji.documents.reading.content import Block, Paragraph, Table
from janji.documents.reading.explaining import unwrapped
from janji.documents.reading.headings import Heading, annex_heading, budget_heading
from janji.documents.reading.kinds import ends_table
from janji.documents.reading.laid_out import Band, LaidLine, Word, bands, side_by_side
from janji.documents.reading.laid_rows import annex_rows, budget_rows
from janji.documents.reading.roles import is_column_count, is_heading

_MOST_HEADING = 4
_PAGE_NUMBER = re.compile(r"(?:-\s*)?\d{1,3}(?:\s*-)?|halaman\s+\d+.*", re.IGNORECASE)
_GLUED = re.compile(r"(.*[\d%])([^\W\d_]{2,}.*)")
_FAR = 2.5
"""So many empty lines end a table."""


@dataclass(slots=True)
class _Found:
    heading: Heading
    bands: list[Band]
    height: int
    is_budget: bool


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
    gaps: list[float] = []
    name = found.heading.texts
    while place < len(lines):
        line = lines[place]
        again = _heading_at(lines, place)
        if again is not None and again.heading.texts == name:
            place += again.height
            continue
        if again is not None or _ends(line, gaps):
            break
        turned = bool(body) and line.page != body[-1].page
        if not (_PAGE_NUMBER.fullmatch(line.text) and (turned or _last_of_page(lines, place))):
            body.append(line)
            insort(gaps, line.gap)
        place += 1
    return body, place


def _last_of_page(lines: Sequence[LaidLine], place: int) -> bool:
    return place + 1 >= len(lines) or lines[place + 1].page != lines[place].page


def _ends(line: LaidLine, gaps: Sequence[float]) -> bool:
    """Whether a table ends above a line; `gaps` are those of its lines so far, in order."""
    if ends_table(line.text):
        return True
    half = len(gaps) // 2
    usual = (gaps[half] + gaps[~half]) / 2 if gaps else 0.0
    return bool(gaps) and line.gap >= usual + _FAR


def _tables(found: _Found, body: Sequence[LaidLine]) -> Iterator[Table]:
    """The rows below a heading, a table for each page they stand on."""
    cuts, rivals = _cuts(found.bands, body)
    filled = [line for line in body if not is_column_count([word.text for word in line.words])]
    laid = [(line, *_cells_of(line, cuts, rivals)) for line in filled]
    rows = budget_rows(found.heading, laid) if found.is_budget else annex_rows(found.heading, laid)
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
    ink = _ink(columns, body)
    for one, next_one in pairwise(columns):
        free = _free(ink, len(body), int(one.middle), round(next_one.middle))
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


def _ink(columns: Sequence[Band], body: Sequence[LaidLine]) -> Counter[int]:
    """How many lines have a letter at each place."""
    ink = Counter[int]()
    for line in body:
        for word in line.words:
            ink.update(range(round(word.left), max(round(word.right), round(word.left) + 1)))
    for band in columns:
        ink.update(range(round(band.left), round(band.right)))
    return ink


def _free(ink: Counter[int], lines: int, begin: int, end: int) -> list[tuple[int, int]]:
    """Runs of places between two positions that as good as no line has a letter on."""
    least = min((ink[x] for x in range(begin, end + 1)), default=0)
    if least > max(1, lines // 20):
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


def is_laid_out(lines: Sequence[LaidLine]) -> bool:
    """Whether a heading with columns stands anywhere in some lines."""
    return any(_heading_at(lines, place) is not None for place in range(len(lines)))
