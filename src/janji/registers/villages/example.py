"""The example's villages: two inspections each in a year, invented and the same at every loading.

Nobody looks before May. Of fifteen villages eleven are orderly then; four are behind with their
finances. Two of these are looked at again by the end of September and are orderly, one in October; the
last one stays behind, and a book is missing there.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from janji.core.village_books import Book, Seen, VillageKind, regulation_for
from janji.orgs.models import OrgUnit
from janji.registers.scenes import Scene
from janji.registers.villages import actions, queries
from janji.registers.villages.intake import Look, Sheet
from janji.registers.villages.models import Inspection

VILLAGES = 15
"""How many of the district's villages are inspected."""
ZONE = ZoneInfo("Asia/Jakarta")
INSPECTORS = ("Kuswanto Prasojo (contoh)", "Wagiyo Hartanto (contoh)")
LAGGARDS = (3, 7, 10, 13)
"""Villages whose finances are behind in the first half; the last of them stays so."""
EARLY = LAGGARDS[:2]
"""Those looked at again before the third quarter ends."""
WITHOUT_LAND = (1, 6, 12)


def fill(scene: Scene) -> None:
    """Every village inspected in both halves of the year, some findings."""
    chance = Random(scene.year)  # noqa: S311 -- an example
    villages = list(queries.villages_below(scene.office, scene.year))
    for half in (1, 2):
        for place, village in enumerate(villages[:VILLAGES]):
            _inspect(scene, chance, village, place, half, _day(scene.year, half, place))


def _day(year: int, half: int, place: int) -> date:
    first = date(year, 5, 6) if half == 1 else date(year, 10, 7)
    if half > 1 and place in EARLY:
        first = date(year, 9, 2)
    return first + timedelta(days=2 * place)


def _inspect(
    scene: Scene, chance: Random, village: OrgUnit, place: int, half: int, day: date
) -> None:
    is_behind = place == LAGGARDS[-1] or (place in LAGGARDS and half == 1)
    regulation = regulation_for(VillageKind(village.kind), day)
    books = {
        one.code: Look(_seen(chance, one, place, half, day, is_behind=is_behind))
        for one in regulation.must_be_seen
    }
    said = Sheet(day, chance.choice(INSPECTORS), books, "Data contoh.")
    at = datetime.combine(day, time(14, 30), tzinfo=ZONE)
    made = actions.record_inspection(
        village=village,
        sheet=said,
        client_key=UUID(int=chance.getrandbits(128), version=4),
        by=scene.people["operator"],
        at=at,
    )
    if is_behind:
        _find(scene, made, settled=half == 1)


def _seen(chance: Random, book: Book, place: int, half: int, day: date, *, is_behind: bool) -> Seen:
    if book.code == "A.5" and place in WITHOUT_LAND:
        return Seen(not_applicable="Desa tidak mempunyai tanah kas")
    if is_behind and book.group == "C":
        if book.code == "C.3" and half > 1:
            return Seen()
        late = day - timedelta(days=75)
        return Seen(exists=True, is_filled=True, current_until=late, columns_fit=True)
    if book.code == "B.4" and place % 4 == 0:
        return Seen(exists=True, is_nil=True, is_signed=True)
    weak = chance.random()
    until = day - timedelta(days=chance.randint(1, 20))
    # In a small group a weak book or two would decide; in the largest it shows and does not.
    if book.group == "A" and weak < (0.12 if half == 1 else 0.05):
        return Seen(exists=True, is_filled=True, columns_fit=True)
    return Seen(
        exists=True,
        is_filled=True,
        current_until=until,
        is_signed=weak > 0.15,
        columns_fit=weak > 0.1,
    )


FINDINGS: Mapping[bool, tuple[str, str]] = {
    True: ("C.4", "Buku kas umum belum ditutup sejak bulan Februari"),
    False: ("C.3", "Buku kas pembantu kegiatan tidak ada di kantor desa"),
}


def _find(scene: Scene, made: Inspection, *, settled: bool) -> None:
    book, content = FINDINGS[settled]
    at = datetime.combine(made.inspected_on, time(15), tzinfo=ZONE)
    operator = scene.people["operator"]
    found = actions.record_finding(
        inspection=made,
        book=book,
        content=content,
        due_on=made.inspected_on + timedelta(days=30),
        by=operator,
        at=at,
    )
    if settled:
        done = made.inspected_on + timedelta(days=21)
        actions.settle_finding(
            finding=found,
            settled_on=done,
            evidence="Buku kas umum ditutup dan ditandatangani (contoh)",
            based_on=found.edition,
            by=operator,
            at=datetime.combine(done, time(10), tzinfo=ZONE),
        )
