"""PDF from pieces, in two looks: tables with lines, and columns that only stand in place."""

import json
import re
import threading
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import typst

from janji.documents.printable import FONTS
from tests.documents.wild.pieces import Cell, Grid, Line, Piece

HERE = Path(__file__).parent
_local = threading.local()


def as_ruled(pieces: Sequence[Piece], chance: Random) -> bytes:
    """Tables with lines around their cells."""
    return _pdf(pieces, chance, ruled=True)


def as_bare(pieces: Sequence[Piece], chance: Random) -> bytes:
    """No lines at all."""
    return _pdf(pieces, chance, ruled=False)


def _pdf(pieces: Sequence[Piece], chance: Random, *, ruled: bool) -> bytes:
    data = {
        "pieces": [_piece(piece) for piece in pieces],
        "ruled": ruled,
        "flipped": chance.random() < 0.3,
        "numbered": chance.random() < 0.5,
        "repeated": chance.random() < 0.7,
        "middle": ruled and chance.random() < 0.4,
        "font": chance.choice(("Liberation Serif", "Liberation Sans")),
        "size": chance.choice((9, 10, 11)),
    }
    made = _compiler().compile(
        str(HERE / "paper.typ"), format="pdf", sys_inputs={"data": json.dumps(data)}
    )
    if not isinstance(made, bytes):
        raise TypeError("the compiler gave no single file")
    return made


def _compiler() -> typst.Compiler:
    if not hasattr(_local, "compiler"):
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
        )
        _local.compiler = typst.Compiler(root=str(HERE), font_paths=fonts)
    compiler: typst.Compiler = _local.compiler
    return compiler


def _piece(piece: Piece) -> dict[str, Any]:
    if isinstance(piece, Grid):
        wide = max(len(row) for row in piece.rows)
        widths = piece.widths if len(piece.widths) == wide else (1,) * wide
        heading, rows = piece.rows[: piece.heading], piece.rows[piece.heading :]
        return {"kind": "grid", "widths": widths, "ruled": piece.ruled,
                "heading": _cells(heading), "cells": _cells(rows)}  # fmt: skip
    if not isinstance(piece, Line):
        return {"kind": "page"}
    text = piece.text.replace("\t", "    ")
    if piece.typed:
        words = [(one.start(), one.group()) for one in re.finditer(r"\S+(?: \S+)*", text)]
        return {"kind": "typed", "words": words}
    return {"kind": "line", "text": text}


def _cells(rows: Sequence[Sequence[Cell | None]]) -> list[dict[str, Any]]:
    return [
        {"across": cell.across, "down": cell.down, "lines": cell.text.split("\n")}
        for row in rows
        for cell in row
        if cell is not None
    ]
