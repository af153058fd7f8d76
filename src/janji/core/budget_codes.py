"""Codes of the budget: programme U.BB.PP, activity U.BB.PP.L.KK, sub-activity U.BB.PP.L.KK.NN or .NNNN.

Source: sakip-rules 11b (11.1 to 11.3). Whatever its spelling, the same code has the same key: the last
part counts, not how many digits it was written with. How wide a year writes it is dated data.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import pairwise

from janji.core.numbers import clean
from janji.core.refusals import Refused

SHOWN = 40
WIDEST = 4
"""Digits of the last part in a key, so that keys sort as their codes do."""
LONGEST_KEY = 17
_UNSPLIT = 3
"""Digits of a part that holds the government level and the activity without a dot: `201`."""
_LEVELS = {1: "provinsi", 2: "kabupaten/kota"}


class Level(StrEnum):
    """How deep a code goes."""

    PROGRAMME = "programme"
    ACTIVITY = "activity"
    SUB_ACTIVITY = "sub_activity"


_DEPTHS = {3: Level.PROGRAMME, 5: Level.ACTIVITY, 6: Level.SUB_ACTIVITY}


@dataclass(frozen=True, slots=True, order=True)
class BudgetCode:
    """A code as its numbers: `7.01.02.2.01.0001` is (7, 1, 2, 2, 1, 1). Sorts as a budget is printed."""

    parts: tuple[int, ...]

    @property
    def level(self) -> Level:
        """How deep it goes."""
        return _DEPTHS[len(self.parts)]

    @property
    def key(self) -> str:
        """The normal spelling, the same for every way of writing the code: four digits in the end."""
        return self.spelled(WIDEST)

    @property
    def programme(self) -> "BudgetCode":
        """The programme it belongs to; a programme is its own."""
        return BudgetCode(self.parts[:3])

    @property
    def parent(self) -> "BudgetCode | None":
        """The activity of a sub-activity, the programme of an activity, nothing above a programme."""
        above = {Level.SUB_ACTIVITY: 5, Level.ACTIVITY: 3}.get(self.level)
        return BudgetCode(self.parts[:above]) if above else None

    def spelled(self, width: int) -> str:
        """With so many digits at least in the last part of a sub-activity."""
        widths = (1, 2, 2, 1, 2, width)
        return ".".join(
            f"{part:0{digits}d}" for part, digits in zip(self.parts, widths, strict=False)
        )


def read_code(text: str) -> BudgetCode:
    """The code that `text` writes, in either width, also without the dot after the level.

    Refuses with `budget-code-empty`, `budget-code-placeholder` (`X.XX.01`), `budget-code-unreadable`,
    `budget-code-zero` or `budget-code-level`.
    """
    said = re.sub(r"\s+", "", clean(text)).rstrip(".")
    if not said:
        raise Refused("budget-code-empty")
    if re.match(r"x\.xx(\.|$)", said, re.IGNORECASE):
        raise Refused("budget-code-placeholder", said=said[:SHOWN])
    parts = said.split(".")
    if len(parts) in {4, 5} and re.fullmatch(r"[0-9]{3}", parts[3]):
        parts[3:4] = [parts[3][0], parts[3][1:]]
    if len(parts) not in _DEPTHS or not all(map(_fits, parts, range(len(parts)))):
        raise Refused("budget-code-unreadable", said=said[:SHOWN])
    return _checked(tuple(map(int, parts)), said[:SHOWN])


def _fits(part: str, place: int) -> bool:
    """Whether a part has as many digits as its place asks for."""
    shapes = (r"[0-9]", r"[0-9]{2}", r"[0-9]{2}", r"[0-9]", r"[0-9]{2}", r"[0-9]{2}|[0-9]{4}")
    return re.fullmatch(shapes[place], part) is not None


def _checked(parts: tuple[int, ...], said: str) -> BudgetCode:
    if 0 in parts:
        raise Refused("budget-code-zero", said=said)
    if len(parts) > 3 and parts[3] not in _LEVELS:
        raise Refused("budget-code-level", said=said, level=parts[3])
    return BudgetCode(parts)


@dataclass(frozen=True, slots=True)
class Width:
    """How many digits the last part of a sub-activity is written with, from a budget year on."""

    from_year: int
    digits: int
    source: str
    status: str


def width_of(year: int) -> Width:
    """How a budget year writes its sub-activities."""
    return next(one for one in reversed(_widths()) if one.from_year <= year)


@cache
def _widths() -> Sequence[Width]:
    raw = (files("janji.core.parameters") / "budget_codes.toml").read_text("utf-8")
    found = [Width(**entry) for entry in tomllib.loads(raw)["width"]]
    if found[0].from_year != 0 or any(a.from_year >= b.from_year for a, b in pairwise(found)):
        raise RuntimeError(
            "The widths of budget codes must begin with year 0 and follow each other."
        )
    return found


def written_code(code: BudgetCode, year: int) -> str:
    """The code as the year writes it; a number too long for its width keeps its digits."""
    return code.spelled(width_of(year).digits)


def line_code(text: str, year: int) -> BudgetCode:
    """The code of a line with money, which is a sub-activity that the year can write.

    Refuses as `read_code` does, with `budget-code-not-a-line`, or with `budget-code-too-long` when
    the year's width is too narrow for it.
    """
    code = read_code(text)
    if code.level is not Level.SUB_ACTIVITY:
        raise Refused("budget-code-not-a-line", said=code.key)
    digits = width_of(year).digits
    if len(str(code.parts[-1])) > digits:
        raise Refused("budget-code-too-long", said=code.key, year=year, digits=digits)
    return code
