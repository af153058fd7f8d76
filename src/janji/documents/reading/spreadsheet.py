"""Sheets as paragraphs and tables, whatever file they came from.

A sheet is a large grid on which an agreement was laid out by hand: titles in one cell or in
merged ones, labels with their colons, and somewhere a table.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from janji.core.refusals import Refused
from janji.documents.reading.content import MOST_PIECES, Block, Paragraph, Table, one_line, tidy
from janji.documents.reading.plain_text import laid_out

MOST_COVERED = 10 * MOST_PIECES
_PARTY = re.compile(r"\s*pihak\s+(?:pertama|kesatu|kedua)\W*$", re.IGNORECASE)
_AMOUNT = re.compile(r"(?:Rp\.?)?[\s\d.,-]+", re.IGNORECASE)
_TITLE = re.compile(
    r"\s*(?:lampiran|rencana\s+aksi|(?:pernyataan\s+)?perjanjian\s+kinerja)\b", re.IGNORECASE
)

Spot = tuple[int, int]
"""A row and a column of a sheet, from zero."""


_LONGEST_LABEL = 40
"""Longer texts before a colon are sentences, and their row one of a table."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The places that one cell covers, first and last included."""

    first: Spot
    last: Spot


@dataclass(slots=True)
class Sheet:
    """Cells as a reader sees them, and the numbers `kept` behind those that are shown rounded.

    `unclear` are cells that show no value although they have one, or only its thousands or millions.
    """

    cells: dict[Spot, str] = field(default_factory=dict)
    kept: dict[Spot, str] = field(default_factory=dict)
    merged: list[Merged] = field(default_factory=list)
    unclear: set[Spot] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    cells: dict[int, str]

    @property
    def is_labelled(self) -> bool:
        """`Nama | : | Sari`: a line of a form, not a row of a table."""
        texts = [one_line(text) for text in self.cells.values()]
        name, beside = (*texts, "", "")[:2]
        colon = len(name) <= _LONGEST_LABEL and (name.endswith(":") or beside.startswith(":"))
        return (colon and len(texts) <= 3) or beside == ":"

    @property
    def is_signature(self) -> bool:
        """`Pihak Kedua, | Pihak Pertama,`: two blocks to be signed begin side by side."""
        return len(self.cells) == 2 and any(map(_PARTY.match, self.cells.values()))

    @property
    def is_amount(self) -> bool:
        """A sum without a word that says so."""
        return all(_AMOUNT.fullmatch(text.strip()) for text in self.cells.values())

    @property
    def is_title(self) -> bool:
        """Whether another part of the document begins here."""
        return any(map(_TITLE.match, self.cells.values()))


def blocks_of_sheets(sheets: Sequence[Sheet], name: str) -> list[Block]:
    """All visible sheets one after the other; their place in the row of sheets is the page."""
    if sum(len(sheet.cells) for sheet in sheets) > MOST_PIECES:
        raise Refused("document-too-complex", name=name)
    blocks: list[Block] = []
    for page, sheet in enumerate(sheets, 1):
        under = _under_merged(sheet, name)
        _settle_merged(sheet, under)
        joined = {row for (row, _), one in under.items() if one.first[0] < row}
        own = laid_out(list(_blocks(sheet, joined | sheet.hidden_rows, page)))
        blocks += [replace(block, page=page) for block in own]
    return blocks


def _under_merged(sheet: Sheet, name: str) -> dict[Spot, Merged]:
    """The places under merged cells, as far down and to the right as something is written."""
    bottom = max((row for row, _ in sheet.cells), default=-1)
    right = max((column for _, column in sheet.cells), default=-1)
    under: dict[Spot, Merged] = {}
    total = 0
    for one in sheet.merged:
        rows = range(one.first[0], min(one.last[0], bottom) + 1)
        columns = range(one.first[1], min(one.last[1], right) + 1)
        total += len(rows) * len(columns)
        if total > MOST_COVERED:
            raise Refused("document-too-complex", name=name)
        under |= {(row, column): one for row in rows for column in columns}
    return under


def _settle_merged(sheet: Sheet, under: dict[Spot, Merged]) -> None:
    """What lies under a merged cell is not seen; its text is, also where its corner is hidden."""
    corners = {}
    for spot in sheet.cells.keys() & under.keys():
        text = sheet.cells.pop(spot)
        if under[spot].first == spot:
            corners[under[spot]] = text
        else:
            sheet.kept.pop(spot, None)
    for row, column in under:
        is_seen = row not in sheet.hidden_rows and column not in sheet.hidden_columns
        # The first place that is seen takes the text away, so that no other shows it.
        if is_seen and (text := corners.pop(under[row, column], "")):
            sheet.cells[row, column] = text


def _blocks(sheet: Sheet, joined: set[int], page: int) -> Iterator[Block]:
    """The blocks of a sheet; `joined` rows do not part what stands above and below them."""
    runs = [run for run in _runs(_visible_rows(sheet), joined) if run]
    tables = [run for run in runs if _is_table(run)]
    # One set of columns for the whole sheet: a table that goes on further down keeps its columns.
    columns = sorted({column for run in tables for row in run for column in row.cells})
    for run in runs:
        if _is_table(run):
            yield _table(run, columns, sheet, page)
        else:
            for row in run:
                yield from _lines(row, page)


def _visible_rows(sheet: Sheet) -> list[_Row]:
    seen: dict[int, dict[int, str]] = {}
    for row, column in sorted({*sheet.cells, *sheet.unclear}):
        if row not in sheet.hidden_rows and column not in sheet.hidden_columns:
            seen.setdefault(row, {})[column] = sheet.cells.get((row, column), "")
    return [_Row(row, cells) for row, cells in seen.items()]


def _runs(rows: Sequence[_Row], joined: set[int]) -> Iterator[list[_Row]]:
    """Rows that follow each other, parted where a table begins or ends."""
    part: list[_Row] = []
    signing: list[_Row] = []
    for row in rows:
        if signing and row.cells.keys() <= signing[0].cells.keys() and not row.is_title:
            # Between a title and the name under it there is room for a signature.
            signing.append(row)
            continue
        apart = part and any(k not in joined for k in range(part[-1].number + 1, row.number))
        if apart or row.is_signature or signing:
            yield from (*_parted(part), signing)
            part, signing = [], []
        (signing if row.is_signature else part).append(row)
    yield from (*_parted(part), signing)


def _parted(part: list[_Row]) -> Iterator[list[_Row]]:
    """A part of a sheet without empty rows: lines above, the table, lines below."""
    for labelled, group in groupby(part, key=lambda row: row.is_labelled):
        rows = list(group)
        if labelled:
            yield rows
            continue
        broad = [place for place, row in enumerate(rows) if len(row.cells) > 1]
        begin, end = (broad[0], broad[-1] + 1) if broad else (0, 0)
        # A single cell between two broad rows is one of the table's own, and so is a bare sum.
        end += bool(broad) and end < len(rows) and rows[end].is_amount
        # So is one below it that does not begin at the left: what is beside it is empty.
        left = min((column for row in rows[begin:end] for column in row.cells), default=0)
        while broad and end < len(rows) and min(rows[end].cells) > left and not rows[end].is_title:
            end += 1
        yield rows[:begin]
        yield rows[begin:end]
        yield rows[end:]


def _is_table(run: list[_Row]) -> bool:
    return len(run[0].cells) > 1 and not run[0].is_labelled


def _table(run: list[_Row], all_columns: list[int], sheet: Sheet, page: int) -> Table:
    last = max(max(row.cells) for row in run)
    columns = [column for column in all_columns if column <= last]
    order = {column: place for place, column in enumerate(columns)}
    places = {
        (row.number, column): (place, order[column])
        for place, row in enumerate(run)
        for column in row.cells
    }
    return Table(
        tuple(tuple(tidy(row.cells.get(column, "")) for column in columns) for row in run),
        page=page,
        numbers=tuple(row.number + 1 for row in run),
        columns=tuple(column + 1 for column in columns),
        unclear=frozenset(place for spot, place in places.items() if spot in sheet.unclear),
        kept={place: sheet.kept[spot] for spot, place in places.items() if spot in sheet.kept},
    )


def _lines(row: _Row, page: int) -> Iterator[Paragraph]:
    cells = [text for _, text in sorted(row.cells.items()) if text]
    if len(cells) == 1:
        yield from (
            Paragraph(line.rstrip(), page) for line in cells[0].splitlines() if line.strip()
        )
    elif cells:
        yield Paragraph(" ".join(map(one_line, cells)), page)
