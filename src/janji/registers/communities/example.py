"""The example's bodies: 300 in fifteen villages, each with its chair, plan and agenda. All people are invented.

With the forums of the musrenbang register 258 of them are active by the end of the year.
"""

import random
from collections.abc import Iterator
from datetime import date
from itertools import cycle

from janji.core.communities import Lack
from janji.orgs.models import OrgUnit
from janji.registers.communities import actions
from janji.registers.communities.intake import Body, Officer, key_of
from janji.registers.communities.models import ActivityState, Community, CommunityKind, Post
from janji.registers.communities.sheets import LAYOUT, NewActivity, NewBody
from janji.registers.scenes import Scene

SIZES = {"rt": 245, "rw": 30, "pkk": 9, "karang_taruna": 8, "lpm": 8}
"""Bodies of each kind, dealt to the villages in turn; tests make them fewer."""
SOURCE = "contoh"
FIRST_NAMES = (
    *("Sukirno", "Tarwan", "Kasmin", "Sarmi", "Painem", "Wasito", "Darmono", "Suharti", "Karyono"),
    *("Turinah", "Rohmat", "Yatiman", "Sutarni", "Mulyono", "Ngatiman", "Rusmiati", "Paryanto"),
)
LAST_NAMES = (
    *(
        "Hadi",
        "Prasojo",
        "Widodo",
        "Raharjo",
        "Santosa",
        "Utomo",
        "Handayani",
        "Setiawan",
        "Lestari",
    ),
    *("Wibowo", "Purnomo", "Astuti", "Nugroho"),
)
WORKS = (
    ("Kerja bakti lingkungan", 2),
    ("Pendataan warga", 3),
    ("Ronda dan keamanan lingkungan", 4),
    ("Perbaikan saluran air", 6),
    ("Peringatan hari kemerdekaan", 8),
    ("Penyuluhan kesehatan keluarga", 9),
    ("Pelatihan usaha rumah tangga", 10),
)
EVERY = {"rt": (7, 3), "rw": (15, 7), "pkk": (100, 99), "karang_taruna": (3, 1), "lpm": (4, 2)}
"""Which body of a kind is not active: one in so many, from which place on."""
LACKS = (
    Lack.TOO_LITTLE_DONE,
    Lack.CHAIR_ABSENT,
    Lack.NO_PLAN,
    Lack.NO_DOCUMENT,
    Lack.LATE_PLAN,
)


def lack_of(kind: str, place: int) -> Lack | None:
    """What the body at a place among its kind lacks in the example."""
    step, first = EVERY[kind]
    if place % step != first:
        return None
    return LACKS[place // step % len(LACKS)]


def fill(scene: Scene) -> None:
    """Bodies, chairs, plans and agenda, entered by the operator from sheets."""
    chance = random.Random(scene.year)  # noqa: S311 -- an example, the same every time
    bodies = list(_bodies(scene, chance))
    by = scene.people["operator"]
    LAYOUT.store(scene.office, [one for one, _ in bodies], source=SOURCE, by=by, at=scene.at)
    agenda = [row for body, lack in bodies for row in _agenda(body, lack, scene, chance)]
    LAYOUT.store(scene.office, agenda, source=SOURCE, by=by, at=scene.at)
    _posyandu(scene)


def _bodies(scene: Scene, chance: random.Random) -> Iterator[tuple[NewBody, Lack | None]]:
    """RW first, so that the RT after them can belong to one."""
    for kind in ("rw", "rt", "pkk", "karang_taruna", "lpm"):
        villages = cycle(scene.villages)
        counted: dict[int, int] = {}
        for place in range(SIZES[kind]):
            village = next(villages)
            number = counted[village.pk] = counted.get(village.pk, 0) + 1
            name, parent = _named(kind, number, village)
            founded = date(chance.randint(2003, 2015), chance.randint(1, 12), chance.randint(1, 28))
            body = Body(CommunityKind(kind).value, name, None, founded, f"Perdes {number}/2003")
            yield (
                NewBody(village, body, parent, _chair(scene.year, chance)),
                lack_of(kind, place),
            )


def _named(kind: str, number: int, village: OrgUnit) -> tuple[str, str]:
    """The body's name, and the key of the RW it belongs to."""
    short = village.name.removeprefix("Desa ").removeprefix("Kelurahan ")
    if kind == "rw":
        return f"RW {number:02}", ""
    if kind == "rt":
        has_rw = SIZES["rw"] >= 30
        rw = (number - 1) % 2 + 1
        return f"RT {(number + 1) // 2:02}/{rw:02}", key_of(f"RW {rw:02}") if has_rw else ""
    named = {"pkk": "TP PKK", "karang_taruna": "Karang Taruna", "lpm": "LPM"}[kind]
    return f"{named} {short}", ""


def person(chance: random.Random) -> str:
    """An invented name."""
    return f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}"


def _chair(year: int, chance: random.Random) -> Officer:
    starts = date(year - chance.randint(0, 4), chance.randint(1, 3), chance.randint(1, 28))
    return Officer(
        Post.CHAIR.value, person(chance), starts, None, chance.randint(1, 2), f"141/{starts:%j/%Y}"
    )


def _agenda(
    body: NewBody, lack: Lack | None, scene: Scene, chance: random.Random
) -> Iterator[NewActivity]:
    if lack is Lack.NO_PLAN:
        return
    late = lack is Lack.LATE_PLAN
    set_on = date(scene.year, 4 if late else 1, chance.randint(5, 28))
    done = 2 if lack is Lack.TOO_LITTLE_DONE else chance.randint(3, 5)
    works = sorted(chance.sample(WORKS, 5), key=lambda one: one[1])
    for place, (name, month) in enumerate(works):
        is_done = place < done
        state = ActivityState.DONE if is_done else ActivityState.PLANNED
        held = date(scene.year, max(month, 5) if late else month, chance.randint(1, 28))
        yield NewActivity(
            village=body.village,
            community_key=key_of(body.body.name),
            year=scene.year,
            name=name,
            month=month,
            state=state.value,
            settled_on=held if is_done else None,
            evidence="Foto dan daftar hadir (contoh)" if is_done else None,
            added_on=None,
            set_on=set_on,
            document=None if lack is Lack.NO_DOCUMENT else "Program kerja di kantor desa (contoh)",
        )


def _posyandu(scene: Scene) -> Community:
    """A body outside the count, frozen during the year."""
    by = scene.people["operator"]
    made = actions.add_community(
        org_unit=scene.villages[0],
        body=Body(CommunityKind.POSYANDU.value, "Posyandu Melati", founded_on=date(2008, 6, 2)),
        by=by,
        at=scene.at,
    )
    return actions.set_status(
        community=made,
        status="frozen",
        day=date(scene.year, 7, 1),
        reason="Kader pindah; menunggu musyawarah (contoh)",
        based_on=made.edition,
        by=by,
        at=scene.at,
    )
