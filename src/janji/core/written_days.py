"""Days as people write them: `14-08-2026`, `14/8/2026`, `2026-08-14`, `14 Agustus 2026`; moments too."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime, time, tzinfo

from janji.core.cells import Cell
from janji.core.numbers import clean
from janji.core.refusals import Refused

MONTHS = (
    ("januari", "jan"),
    ("februari", "pebruari", "feb"),
    ("maret", "mar"),
    ("april", "apr"),
    ("mei",),
    ("juni", "jun"),
    ("juli", "jul"),
    ("agustus", "agu", "ags", "agt"),
    ("september", "sept", "sep"),
    ("oktober", "okt"),
    ("november", "nopember", "nov", "nop"),
    ("desember", "des"),
)
_PLACES = {name: place for place, names in enumerate(MONTHS, start=1) for name in names}
_DAY = re.compile(r"(\d{1,2})(?:[-/.]|\s+)(\d{1,2}|[a-z]+)(?:[-/.]|\s+)(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WEEKDAY = re.compile(r"^(?:senin|selasa|rabu|kamis|jumat|jum'at|sabtu|minggu)\s+")
_CLOCK = re.compile(
    r"(.+?)[ t]\s*(?:pukul |jam )?(\d{1,2})[.:](\d{2})(?:[.:]\d{2})?(?: wi[bt]| wita)?"
)
SHOWN = 40


def read_day(text: str) -> date:
    """The day that `text` writes.

    Refuses with `day-unreadable`, or with `day-impossible` when its month has no such day: 31 Juni.
    """
    said = " ".join(clean(text).casefold().split())
    if found := _ISO.fullmatch(said):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    elif found := _DAY.fullmatch(said):
        named = found[2]
        month = int(named) if named.isdigit() else _PLACES.get(named, 0)
        year, day = int(found[3]), int(found[1])
    else:
        raise Refused("day-unreadable", text=text[:SHOWN])
    if not 1 <= month <= len(MONTHS) or not 1 <= year <= MAXYEAR:
        raise Refused("day-unreadable", text=text[:SHOWN])
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        name = MONTHS[month - 1][0].capitalize()
        raise Refused("day-impossible", day=day, month=name, year=year, last=last)
    return date(year, month, day)


@dataclass(frozen=True, slots=True)
class When:
    """A moment as a book tells it; without a time of day it is the day's first moment."""

    at: datetime
    has_time: bool

    @property
    def wall(self) -> datetime:
        """What the clock on the wall showed; quick to compare and to remember."""
        return self.at.replace(tzinfo=None)


def read_when(cell: Cell, zone: tzinfo) -> When | None:
    """The day of a cell, with its time when there is one; `None` when it cannot be told."""
    if isinstance(cell, datetime):
        return When(cell.replace(tzinfo=zone), has_time=cell.time() != time.min)
    if isinstance(cell, date):
        return When(datetime.combine(cell, time.min, tzinfo=zone), has_time=False)
    if not isinstance(cell, str):
        return None
    said = _WEEKDAY.sub("", " ".join(cell.casefold().replace(",", " ").split()))
    found = _CLOCK.fullmatch(said)
    try:
        hour = time(int(found[2]), int(found[3])) if found else time.min
        day = read_day(found[1] if found else said)
    except (Refused, ValueError):
        return None
    return When(datetime.combine(day, hour, tzinfo=zone), has_time=hour != time.min)
