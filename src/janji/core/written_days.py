"""Days as people write them: `14-08-2026`, `14/8/2026`, `2026-08-14`, `14 Agustus 2026`."""

import re
from calendar import monthrange
from datetime import MAXYEAR, date

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
