"""Rows that name columns: where an annex or a budget begins, over one or two rows of heading."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from janji.documents.reading.roles import (
    is_column_count,
    is_heading,
    names_part_of_year,
    plain_heading,
    role_of,
    roles_of,
    year_named,
)

_FIGURE = re.compile(r"(?!20\d\d$)[\d.,]+\s*%?")
"""A cell that makes its row one of values, whatever its words begin with."""
_WHOLE_YEAR = {
    "tahunan",
    "setahun",
    "tahun",
    "1 tahun",
    "1 thn",
    "semula",
    "menjadi",
    "murni",
    "perubahan",
}
_AMOUNTS = {"jumlah", "nilai", "angka", "volume", "besaran", "kuantitas"}
_NOTE = re.compile(r"\s*\([^()]*\)")
_PARTS_OF_A_PLAN = 4
"""So many quarters or months side by side make an action plan."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What the columns are for; `height` rows name them, `texts` are the names.

    `unsure` says that several columns could hold the year's target, `amount_unsure` the amount;
    `indicator_unsure` that there are indicators of two kinds.
    """

    roles: Mapping[str, int]
    texts: tuple[str, ...]
    height: int = 1
    unsure: bool = False
    amount_unsure: bool = False
    indicator_unsure: bool = False

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.texts)

    @property
    def has_budget(self) -> bool:
        """Whether programmes and their amounts stand in columns of the same table."""
        return {"programme", "amount"} <= self.roles.keys()

    @property
    def is_of_plan(self) -> bool:
        """Whether quarters or months stand side by side, as in an action plan."""
        return sum(map(names_part_of_year, self.texts)) >= _PARTS_OF_A_PLAN

    @property
    def is_of_person(self) -> bool:
        """Whether the columns are those of one official's own work plan."""
        return any(
            "individu" in plain_heading(text) or "rencana hasil kerja" in plain_heading(text)
            for text in self.texts
        )


def annex_heading(rows: Sequence[Sequence[str]], year: int | None) -> Heading | None:
    """The heading of an annex that begins with the first of these rows; `year` is the title's."""
    if not rows:
        return None
    texts, height = _texts(rows)
    roles = roles_of(texts, "annex")
    if "indicator" not in roles or not roles.keys() & {"target", "objective"}:
        return None
    if any(_FIGURE.fullmatch(cell.strip()) for cell in rows[0]):
        return None
    roles |= _indicator_number(texts, roles)
    targets = _targets(texts, year)
    if targets:
        roles["target"] = targets[0]
    other = bool(targets) and year is not None and year_named(texts[targets[0]]) not in {None, year}
    return Heading(
        roles,
        texts,
        height,
        unsure=len(targets) > 1 or other,
        amount_unsure=_count(texts, "annex", "amount") > 1,
        indicator_unsure=_count(texts, "annex", "indicator") > 1,
    )


def budget_heading(rows: Sequence[Sequence[str]]) -> Heading | None:
    """The heading of programmes and amounts that begins with the first of these rows."""
    if not rows:
        return None
    texts, height = tuple(_whole(rows[0])), 1
    roles = roles_of(texts, "budget")
    if not {"programme", "amount"} <= roles.keys() or "indicator" in roles:
        return None
    if len(rows) > 1 and _parts_amount(rows[1], roles):
        height = 2
    several = height > 1 or _count(texts, "budget", "amount") > 1
    return Heading(roles, texts, height, amount_unsure=several)


def _parts_amount(row: Sequence[str], roles: Mapping[str, int]) -> bool:
    """Whether a second row parts the amounts: `Semula | Menjadi`, `APBD | APBN`."""
    filled = [place for place, cell in enumerate(row) if cell.strip()]
    words = not any(re.search(r"\d{3}", row[place]) for place in filled)
    return len(filled) > 1 and words and filled[0] >= roles["amount"]


def _count(texts: Sequence[str], kind: str, role: str) -> int:
    return sum(1 for text in texts if role_of(text, kind) == role)


def plan_heading(rows: Sequence[Sequence[str]]) -> bool:
    """Whether an action plan begins here: quarters or months side by side."""
    return bool(rows) and Heading({}, _texts(rows)[0]).is_of_plan


def _texts(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], int]:
    """The names of the columns; a second row may part a wide column into years or quarters."""
    first = _whole([" ".join(cell.split()) for cell in rows[0]])
    if len(rows) < 2 or len(rows[1]) != len(first) or not _parts(first, rows[1]):
        return tuple(first), 1
    above, joined = "", []
    for name, part in zip(first, rows[1], strict=True):
        above = name or above
        joined.append(_below(above, " ".join(part.split())) if part.strip() else name)
    return tuple(joined), 2


def _below(above: str, part: str) -> str:
    """What a part of a wide column is called: a unit below `Target` is none."""
    below_target = role_of(above, "annex") == "target"
    own = role_of(part, "annex")
    return part if below_target and own not in {None, "target"} else f"{above} {part}"


def _whole(cells: Sequence[str]) -> list[str]:
    """Headings; one that a ruling line cut in two (`ANGG|ARAN`) is whole again."""
    whole = list(cells)
    for place, (left, right) in enumerate(pairwise(cells)):
        note = _NOTE.search(left)
        bare = _NOTE.sub("", left).strip()
        joined = f"{bare}{right.strip()}"
        if bare and right.strip() and is_heading(joined, whole=True) and not is_heading(bare):
            joined += f" {note[0].strip()}" if note else ""
            whole[place : place + 2] = [joined, ""]
    return whole


def _parts(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether a row only says which year or quarter the columns above it are about."""
    said = [(name, part) for name, part in zip(first, second, strict=True) if part.strip()]
    if not said or is_column_count(second):
        return False
    return all(
        year_named(part) is not None
        or names_part_of_year(part)
        or part.strip() in {"I", "II", "III", "IV"}
        or plain_heading(part) in _WHOLE_YEAR | _AMOUNTS
        or role_of(part, "annex") is not None
        for _name, part in said
    ) and any(not name for name, _part in said)


def _targets(texts: Sequence[str], year: int | None) -> list[int]:
    """The columns that may hold the year's target: those that name the year, or else all."""
    found = [
        place
        for place, text in enumerate(texts)
        if role_of(text, "annex") == "target" and not names_part_of_year(text)
    ]
    of_year = [place for place in found if year is not None and year_named(texts[place]) == year]
    without = [place for place in found if year_named(texts[place]) is None]
    return of_year or (without if len(without) == 1 else found)


def _indicator_number(texts: Sequence[str], roles: Mapping[str, int]) -> dict[str, int]:
    """A second column of numbers, right before the indicators."""
    before = roles["indicator"] - 1
    is_own = before >= 0 and before != roles.get("number")
    if is_own and role_of(texts[before], "annex") == "number":
        return {"indicator_number": before}
    return {}
