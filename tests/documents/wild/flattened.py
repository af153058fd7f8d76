"""Layouts whose table is gone: one cell a line, columns of spaces, names above values, all in a row."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.documents.wild.annexes import columns_for, named, plain_rows
from tests.documents.wild.flat import cell_lines, spaced_lines, texts_of
from tests.documents.wild.layouts import grid, whole
from tests.documents.wild.offices import Draft
from tests.documents.wild.pieces import Grid, Line, Piece, Written


def cell_by_cell(draft: Draft, chance: Random) -> Written:
    """Each cell on a line of its own, an empty one as an empty line."""
    made = _with_table(draft, chance)
    return replace(made, pieces=_each_table(made, cell_lines))


def spaced(draft: Draft, chance: Random) -> Written:
    """Columns held apart by spaces, here and there by only one."""
    made = _with_table(draft, chance)
    return replace(
        made, pieces=_each_table(made, lambda table: spaced_lines(table, chance), typed=True)
    )


def run_on(draft: Draft, chance: Random) -> Written:
    """A whole row on one line, with nothing between the cells."""
    made = _with_table(draft, chance)
    return replace(made, pieces=_each_table(made, _run_together))


def vertical(draft: Draft, chance: Random) -> Written:
    """The names of the columns below each other, then the values below each other."""
    first = tuple(replace(one, indicators=one.indicators[:1]) for one in draft.agreement.objectives)
    promises = tuple(each[:1] for each in draft.promises)
    # What is not said would leave no line, and no reader could tell which value is which.
    kept = [k for k, each in enumerate(promises) if each[0].said and each[0].bare]
    if not kept:
        return cell_by_cell(draft, chance)
    short = replace(
        draft,
        agreement=replace(draft.agreement, objectives=tuple(first[k] for k in kept)),
        promises=tuple(promises[k] for k in kept),
    )
    roles = chance.choice(
        (
            ("number", "objective", "indicator", "target"),
            ("number", "objective", "indicator", "unit", "target", "owner"),
        )
    )
    columns = replace(named(roles, draft.agreement, chance), numbering=None)
    made = whole(short, columns, [grid(columns, plain_rows(short, columns, chance))], chance)
    return replace(made, pieces=_each_table(made, _said_lines))


def _with_table(draft: Draft, chance: Random) -> Written:
    columns = columns_for(draft.agreement, chance)
    return whole(draft, columns, [grid(columns, plain_rows(draft, columns, chance))], chance)


def _each_table(
    made: Written, lines: Callable[[Grid], list[str]], *, typed: bool = False
) -> list[Piece]:
    """The pieces with lines in the place of every ruled table."""
    pieces: list[Piece] = []
    for piece in made.pieces:
        if isinstance(piece, Grid) and piece.ruled:
            pieces += [Line(text, typed=typed) for text in lines(piece)]
        else:
            pieces.append(piece)
    return pieces


def _run_together(table: Grid) -> list[str]:
    return [" ".join(" ".join(texts).split()) for texts in texts_of(table)]


def _said_lines(table: Grid) -> list[str]:
    return [line for line in cell_lines(table) if line]
