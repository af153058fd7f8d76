"""The example's Satlinmas: 420 members of 15 villages, of whom 405 are trained by the year's end.

All names and numbers are invented. The lists enter as sheets, the way an office brings them; who
came is ticked, some of them more than once, so that attendances are not members.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from random import Random

from janji.core.cells import Cell
from janji.orgs.models import OrgUnit
from janji.registers.linmas import actions, queries
from janji.registers.linmas.intake import EventText, ResultText
from janji.registers.linmas.models import EndReason, Event, EventKind, Member
from janji.registers.linmas.sheets import LAYOUT
from janji.registers.scenes import Scene

PER_VILLAGE = 28
CAME_AGAIN = 107
"""Attendances beyond the first of a member: with 405 who came they make 512."""
SOURCE = "data contoh"
GIVEN = (
    *("Wasis", "Narto", "Darsono", "Rasmin", "Karsim", "Suyatno", "Tarsono", "Muslimin"),
    *("Sutarmi", "Kuswati", "Turinah", "Sukinem", "Tugiyah", "Poniyem", "Waluyo", "Parjono"),
)
WOMEN = frozenset({"Sutarmi", "Kuswati", "Turinah", "Sukinem", "Tugiyah", "Poniyem"})
FAMILY = (
    *("Prayitno", "Sudarmo", "Wiyono", "Lestari", "Handoko", "Utami", "Raharjo", "Astuti"),
    *("Purnomo", "Widodo", "Santosa", "Mulyadi", "Kartono", "Setiawan"),
)
SCHOOLS = ("SLTP", "SLTP", "SLTA", "SLTA", "SLTA", "Diploma", "Sarjana")
SQUADS = (
    "Kesiapsiagaan dan kewaspadaan dini",
    "Pengamanan",
    "Pertolongan pertama",
    "Penyelamatan dan evakuasi",
    "Dapur umum",
)
HEADINGS = (
    *("Desa", "Nama", "NIK", "L/P", "Tanggal lahir", "Pendidikan", "Nomor SK", "Tanggal SK"),
    *("Jabatan", "Regu", "Nomor KTA", "Mulai"),
)
HELD = (
    ("Pembinaan Satlinmas wilayah barat", "guidance", (2, 20), 4, (0, 4)),
    ("Pembinaan Satlinmas wilayah timur", "guidance", (5, 15), 4, (4, 8)),
    ("Pelatihan dasar Satlinmas", "training", (8, 28), 16, (8, 12)),
    ("Pembinaan Satlinmas wilayah utara", "guidance", (11, 13), 4, (12, 15)),
)
"""Title, kind, day, lesson hours, and which villages came."""


def fill(scene: Scene) -> None:
    """Members, what trained them in the year, and what became of two of them."""
    random = Random(scene.year)  # noqa: S311 -- the same year at every loading, not a secret
    read = LAYOUT.read(scene.office, {"Anggota": list(_list(scene, random))}, {})
    LAYOUT.store(scene.office, read.rows, source=SOURCE, by=scene.people["operator"], at=scene.at)
    _end(scene)
    members = {
        village.pk: list(Member.objects.filter(org_unit=village, ends_on=None).order_by("pk"))
        for village in scene.villages
    }
    for title, kind, (month, day), hours, (first, last) in HELD:
        held = _event(scene, title, kind, date(scene.year, month, day), hours)
        for village in scene.villages[first:last]:
            # One of every village stays away; in the last it is who was appointed in December.
            _tick(scene, held, village, members[village.pk][:-1])
            if kind == EventKind.TRAINING.value:
                _score(scene, random, held, village)
    again = _event(
        scene, "Simulasi dan pelatihan kebencanaan", "training", date(scene.year, 10, 9), 8
    )
    left = CAME_AGAIN
    for village in scene.villages:
        came = members[village.pk][:-1][:left]
        left -= len(came)
        if came:
            _tick(scene, again, village, came)
    _cancelled(scene)


def _list(scene: Scene, random: Random) -> Iterator[Sequence[Cell]]:
    """The heading and everyone of every village; the first two villages have one more, who leave."""
    yield HEADINGS
    serial = 0
    last = len(scene.villages) - 1
    for place, village in enumerate(scene.villages):
        taken: set[str] = set()
        count = PER_VILLAGE + (place < 2)
        for number in range(count):
            serial += 1
            is_late = place == last and number == count - 1
            yield _line(scene, random, village, (place, number, serial), taken, is_late=is_late)


def _line(
    scene: Scene,
    random: Random,
    village: OrgUnit,
    numbers: tuple[int, int, int],
    taken: set[str],
    *,
    is_late: bool,
) -> Sequence[Cell]:
    place, number, serial = numbers
    name = next(one for one in iter(lambda: _name(random), "") if one not in taken)
    taken.add(name)
    sex = "P" if name.split()[0] in WOMEN else "L"
    born = date(random.randint(1962, 1996), random.randint(1, 12), random.randint(1, 28))
    # A woman's number has forty added to the day of her birth.
    day = born.day + (40 if sex == "P" else 0)
    nik = f"330214{day:02}{born.month:02}{born.year % 100:02}{serial:04}"
    signed = date(scene.year, 12, 2) if is_late else date(scene.year - 1, 2, 5)
    post, squad = _place_of(number)
    return (
        village.name,
        name,
        nik,
        sex,
        born,
        random.choice(SCHOOLS),
        f"141/{place + 7}/{signed.year}",
        signed,
        post,
        squad,
        f"KTA-{serial:04}",
        signed,
    )


def _name(random: Random) -> str:
    return f"{random.choice(GIVEN)} {random.choice(FAMILY)}"


def _place_of(number: int) -> tuple[str, str]:
    """Post and squad: one leads, then five squads with a commander each."""
    if number == 0:
        return "Kepala pelaksana", ""
    squad, in_squad = number % len(SQUADS), (number - 1) // len(SQUADS)
    return ("Komandan regu" if in_squad == 0 else "Anggota"), SQUADS[squad]


def _end(scene: Scene) -> None:
    """Two of the first villages leave during the year, so that its list is shorter than in January."""
    ends = (
        (date(scene.year, 6, 3), EndReason.MOVED.value),
        (date(scene.year, 9, 16), EndReason.DIED.value),
    )
    for village, (on, reason) in zip(scene.villages, ends, strict=False):
        member = Member.objects.filter(org_unit=village).order_by("-pk").first()
        if member is not None:
            actions.end_member(
                member=member,
                ends_on=on,
                reason=reason,
                based_on=member.edition,
                by=scene.people["operator"],
                at=scene.after(on),
            )


def _event(scene: Scene, title: str, kind: str, on: date, hours: int) -> Event:
    text = EventText(
        kind=kind,
        title=title,
        held_on=on,
        hours=hours,
        organiser="district",
        place="Pendopo Kecamatan",
        material="Siskamling, penanggulangan bencana, ketertiban umum",
    )
    return actions.add_event(
        org_unit=scene.office, text=text, by=scene.people["operator"], at=scene.after(on)
    )


def _tick(scene: Scene, event: Event, village: OrgUnit, came: Sequence[Member]) -> None:
    event.refresh_from_db()
    actions.set_attendance(
        event=event,
        village=village,
        present=[one.pk for one in came],
        based_on=event.edition,
        by=scene.people["operator"],
        at=scene.after(event.held_on),
    )


def _score(scene: Scene, random: Random, event: Event, village: OrgUnit) -> None:
    """Everyone has a score, and who reached seventy a certificate."""
    event.refresh_from_db()
    results = {}
    for one in queries.results_of(event, village):
        score = Decimal(random.randint(62, 95))
        number = f"SERT/{one.member.card_number}" if score >= 70 else None
        results[one.member_id] = ResultText(score, number)
    actions.set_results(
        event=event,
        village=village,
        results=results,
        based_on=event.edition,
        by=scene.people["operator"],
        at=scene.after(event.held_on),
    )


def _cancelled(scene: Scene) -> None:
    """A parade that the rain took; it stays on the list and counts for nobody."""
    event = _event(scene, "Apel siaga Satlinmas", "parade", date(scene.year, 12, 19), 2)
    actions.cancel_event(
        event=event,
        reason="Hujan lebat; ditunda ke tahun berikutnya",
        based_on=event.edition,
        by=scene.people["operator"],
        at=scene.at,
    )
