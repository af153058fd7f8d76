"""The example's forums: one in every village with the chairs of its bodies, and the district's. All people are invented."""

import random
from collections.abc import Iterator
from datetime import date

from janji.core.attendance import AttendingRole
from janji.core.communities import Lack
from janji.orgs.models import OrgUnit
from janji.registers.communities.example import lack_of, person
from janji.registers.communities.models import Community, Post, Tenure
from janji.registers.musrenbang import actions
from janji.registers.musrenbang.actions import Held
from janji.registers.musrenbang.intake import Present
from janji.registers.musrenbang.models import Forum, ForumKind, Group, PaperList, Sex, Sign
from janji.registers.musrenbang.sheets import LAYOUT, NewPresence
from janji.registers.scenes import Scene

PEOPLE, WOMEN = 180, 62
"""Who came to the district's forum; tests make them fewer."""


def fill(scene: Scene) -> None:
    """Lists copied by the operator and confirmed by the section head."""
    chance = random.Random(scene.year)  # noqa: S311 -- an example, the same every time
    by = scene.people["operator"]
    rows = [*_of_villages(scene, chance), *_of_district(scene, chance)]
    LAYOUT.store(scene.office, rows, source="contoh", by=by, at=scene.at)
    for one in PaperList.objects.filter(forum__in={row.forum.pk for row in rows}):
        actions.settle_list(
            paper_list=one, accept=True, reason="", by=scene.people["kasi"], at=scene.at
        )


def _forum(scene: Scene, said: Held, office: OrgUnit) -> Forum:
    return actions.add_forum(
        org_unit=office,
        said=said,
        by=scene.people["operator"],
        at=scene.at,
    )


def _of_villages(scene: Scene, chance: random.Random) -> Iterator[NewPresence]:
    chairs = {
        one.community_id: one.name
        for one in Tenure.objects.filter(post=Post.CHAIR.value, ended_on=None)
    }
    absent = _absent()
    for place, village in enumerate(scene.villages):
        bodies = list(Community.objects.filter(org_unit=village, pk__in=chairs))
        if not bodies:
            continue
        said = Held(
            ForumKind.VILLAGE.value,
            scene.year + 1,
            date(scene.year, 1, 14 + place % 12),
            f"Balai {village.name}",
            f"050/{place + 1:02}/{scene.year}",
        )
        forum = _forum(scene, said, village)
        for body in bodies:
            is_absent = body.pk in absent
            yield NewPresence(
                forum,
                Present(
                    name=person(chance) if is_absent else chairs[body.pk],
                    sex=chance.choice(Sex.values),
                    group=Group.COMMUNITY.value,
                    community=body,
                    role=AttendingRole.DELEGATE if is_absent else AttendingRole.CHAIR,
                    sign=Sign.SIGNATURE.value,
                ),
            )


def _absent() -> set[int]:
    """Bodies whose chair sent someone else."""
    absent: set[int] = set()
    for kind in ("rt", "rw", "pkk", "karang_taruna", "lpm"):
        keys = Community.objects.filter(kind=kind).order_by("pk").values_list("pk", flat=True)
        absent |= {
            key for place, key in enumerate(keys) if lack_of(kind, place) is Lack.CHAIR_ABSENT
        }
    return absent


def _of_district(scene: Scene, chance: random.Random) -> Iterator[NewPresence]:
    """All villages but one came."""
    said = Held(
        ForumKind.DISTRICT.value,
        scene.year + 1,
        date(scene.year, 2, 12),
        "Aula kecamatan",
        f"050/20/{scene.year}",
        len(scene.villages),
    )
    forum = _forum(scene, said, scene.office)
    came = scene.villages[:-1] or scene.villages
    groups = [one.value for one in Group if one is not Group.OTHER]
    for number in range(PEOPLE):
        yield NewPresence(
            forum,
            Present(
                name=f"{person(chance)} {number + 1}",
                sex=Sex.FEMALE.value if number < WOMEN else Sex.MALE.value,
                group=chance.choice(groups),
                body="Undangan (contoh)",
                village=came[number % len(came)],
                sign=Sign.SIGNATURE.value,
            ),
        )
