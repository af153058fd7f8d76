"""The example's forums with those who came, last year's proposals and this year's. All people are invented.

Forums: one in every village with the chairs of its bodies, and the district's. Proposals: those of the
year before with what became of them, and this year's in their order.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from janji.core.attendance import AttendingRole
from janji.core.communities import Lack
from janji.core.musrenbang import USUAL_WEIGHTS, ProposalState
from janji.orgs.models import OrgUnit
from janji.registers.communities.example import lack_of, person
from janji.registers.communities.models import Community, Post, Tenure
from janji.registers.musrenbang import actions, proposing
from janji.registers.musrenbang.actions import Held
from janji.registers.musrenbang.intake import Present
from janji.registers.musrenbang.models import (
    Criterion,
    Forum,
    ForumKind,
    Group,
    PaperList,
    Proposal,
    ProposalKind,
    ProposalStep,
    Score,
    Sector,
    Sex,
    Sign,
)
from janji.registers.musrenbang.proposing import Wish
from janji.registers.musrenbang.queries.proposals import ranked
from janji.registers.musrenbang.sheets import LAYOUT, NewPresence, NewProposal
from janji.registers.scenes import Scene

PEOPLE, WOMEN = 180, 62
"""Who came to the district's forum; tests make them fewer."""
BEFORE, REACHED, NOW_EACH = 165, 48, 4
"""Proposals of the year before, those of them in the work plan, and this year's of each village."""


def fill(scene: Scene) -> None:
    """Lists copied by the operator and confirmed by the section head."""
    chance = random.Random(scene.year)  # noqa: S311 -- an example, the same every time
    by = scene.people["operator"]
    rows = [*_of_villages(scene, chance), *_of_district(scene, chance)]
    # All forums are held by the end of February; their lists are copied soon afterwards.
    soon = scene.after(date(scene.year, 3, 1))
    LAYOUT.store(scene.office, rows, source="contoh", by=by, at=soon)
    for one in PaperList.objects.filter(forum__in={row.forum.pk for row in rows}):
        actions.settle_list(
            paper_list=one, accept=True, reason="", by=scene.people["kasi"], at=soon
        )
    _proposals_before(scene, chance)
    _proposals_now(scene, chance)


def _forum(scene: Scene, said: Held, office: OrgUnit) -> Forum:
    return actions.add_forum(
        org_unit=office,
        said=said,
        by=scene.people["operator"],
        at=scene.after(said.day),
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


# What is proposed: what, its field of development, kind, unit, least and most of it, rupiah of one, who is asked.
_S, _ROADS, _FARMS = Sector, "Dinas Pekerjaan Umum", "Dinas Pertanian dan Ketahanan Pangan"
_FISIK, _LAIN = ProposalKind.PHYSICAL.value, ProposalKind.OTHER.value
WISHES = (
    ("Talud jalan", _S.INFRASTRUCTURE, _FISIK, "meter", 40, 240, 900_000, _ROADS),
    ("Rabat beton jalan lingkungan", _S.INFRASTRUCTURE, _FISIK, "meter", 80, 400, 450_000, _ROADS),
    ("Drainase permukiman", _S.INFRASTRUCTURE, _FISIK, "meter", 60, 300, 600_000, _ROADS),
    ("Lampu penerangan jalan", _S.INFRASTRUCTURE, _FISIK, "titik", 4, 20, 6_500_000, _ROADS),
    ("Saluran irigasi tersier", _S.ECONOMY, _FISIK, "meter", 100, 500, 700_000, _FARMS),
    ("Sumur bor air bersih", _S.INFRASTRUCTURE, _FISIK, "unit", 1, 3, 85_000_000, _ROADS),
    ("Jalan usaha tani", _S.ECONOMY, _FISIK, "meter", 150, 600, 500_000, _FARMS),
    ("Pelatihan pengolahan hasil pertanian", _S.ECONOMY, _LAIN, "orang", 15, 40, 650_000, _FARMS),
    ("Bantuan bibit kambing", _S.ECONOMY, _LAIN, "ekor", 20, 60, 2_200_000, _FARMS),
    ("Rehabilitasi ruang PAUD", _S.PEOPLE, _FISIK, "ruang", 1, 3, 60_000_000, "Dinas Pendidikan"),
    (
        "Peningkatan kapasitas kader Posyandu",
        _S.PEOPLE,
        _LAIN,
        "orang",
        15,
        45,
        450_000,
        "Dinas Kesehatan",
    ),
    ("Jamban keluarga sehat", _S.PEOPLE, _FISIK, "unit", 10, 40, 3_500_000, "Dinas Kesehatan"),
    (
        "Pelatihan pemuda Karang Taruna",
        _S.EMPOWERMENT,
        _LAIN,
        "orang",
        15,
        30,
        500_000,
        "Dinas Pemuda dan Olahraga",
    ),
    (
        "Bank sampah warga",
        _S.EMPOWERMENT,
        _LAIN,
        "unit",
        1,
        2,
        25_000_000,
        "Dinas Lingkungan Hidup",
    ),
    (
        "Pelatihan administrasi perangkat desa",
        _S.GOVERNMENT,
        _LAIN,
        "orang",
        10,
        25,
        400_000,
        "Kecamatan",
    ),
)
HAMLETS = ("Kalianja", "Pesawahan", "Karangsari", "Sokawera", "Kebonagung", "Wanasri")
NO = (
    "Sudah dianggarkan APB Desa",
    "Bukan kewenangan kabupaten",
    "Lahan belum bebas",
    "Tanpa rencana anggaran biaya",
)
LEFT_OUT = ("Pagu OPD tidak cukup", "Bukan prioritas OPD tahun ini", "Menunggu kajian teknis")


def _wish(chance: random.Random, priority: int, place: int) -> Wish:
    """Number `place` of a village: another thing or another place than the ones before."""
    what, sector, kind, unit, least, most, price, agency = WISHES[place % len(WISHES)]
    volume = chance.randint(least, most)
    rt, rw = 1 + place % 9, 1 + place // len(WISHES) % 5
    return Wish(
        title=what,
        sector=sector.value,
        kind=kind,
        reason="Diusulkan warga pada musyawarah dusun (contoh)",
        location=f"Dusun {chance.choice(HAMLETS)}",
        rt=rt,
        rw=rw,
        volume=Decimal(volume),
        unit_of_measure=unit,
        cost=volume * price,
        output=f"{what} {volume} {unit}",
        beneficiaries=chance.randint(2, 40) * 10,
        participation=chance.choice(("Tenaga warga", "Tanah warga", "Konsumsi kerja bakti", None)),
        priority=priority,
        agency=agency,
        proposer=f"RT {rt:02}/{rw:02}",
    )


def _enter(
    scene: Scene, chance: random.Random, plan_year: int, counts: Sequence[int]
) -> list[Proposal]:
    """So many proposals of each village, through the sheet."""
    rows = []
    for place, (village, count) in enumerate(zip(scene.villages, counts, strict=True)):
        day = date(plan_year - 1, 1, 14 + place % 12)
        rows += [
            NewProposal(village, plan_year, day, _wish(chance, number, place * 4 + number - 1))
            for number in range(1, count + 1)
        ]
    LAYOUT.store(scene.office, rows, source="contoh", by=scene.people["operator"], at=scene.at)
    kept = Proposal.objects.filter(org_unit__in=scene.villages, plan_year=plan_year)
    return list(kept.select_related("org_unit").order_by("org_unit__path", "number"))


Way = Sequence[tuple[ProposalState, date, str | None]]


def _go(scene: Scene, ways: Sequence[tuple[Proposal, Way]]) -> None:
    """The steps of many proposals at once; one by one they would take longer than everything else."""
    steps = []
    for one, way in ways:
        for state, day, reason in way:
            steps.append(
                ProposalStep(
                    proposal=one,
                    state=state.value,
                    day=day,
                    reason=reason,
                    taken_by=scene.people["kasi"],
                    taken_at=scene.at,
                )
            )
            one.state, one.state_since, one.state_reason = state.value, day, reason
            one.edition += 1
    ProposalStep.objects.bulk_create(steps, batch_size=500)
    names = ["state", "state_since", "state_reason", "edition"]
    Proposal.objects.bulk_update([one for one, _ in ways], names, batch_size=100)
    proposing.mark([one for one, _ in ways])


def _way(year: int, to: ProposalState, reason: str | None = None) -> Way:
    """The usual days of the year before the plan year, up to a state."""
    state = ProposalState
    days = {
        state.VERIFYING: date(year, 2, 5),
        state.ACCEPTED: date(year, 2, 8),
        state.PRIORITISED: date(year, 2, 12),
        state.AGENCY_FORUM: date(year, 3, 14),
        state.WORK_PLAN: date(year, 7, 1),
        state.BUDGET: date(year, 11, 29),
    }
    passed = list(days)
    if to in days:
        return [(one, days[one], None) for one in passed[: passed.index(to) + 1]]
    last = state.VERIFYING if to is state.TURNED_DOWN else state.AGENCY_FORUM
    before = [(one, days[one], None) for one in passed[: passed.index(last) + 1]]
    return [
        *before,
        (to, date(year, 2, 8) if last is state.VERIFYING else date(year, 7, 1), reason),
    ]


def _proposals_before(scene: Scene, chance: random.Random) -> None:
    """Those for this year, made last year: some in the work plan, some refused, some without an answer."""
    villages = len(scene.villages)
    counts = [BEFORE // villages + (place < BEFORE % villages) for place in range(villages)]
    rows = _enter(scene, chance, scene.year, counts)
    chance.shuffle(rows)
    state, year = ProposalState, scene.year - 1
    no, left_out = len(rows) * 2 // 15, len(rows) * 4 // 11
    ends: list[tuple[ProposalState, str | None]] = [
        *((state.BUDGET if place % 3 else state.WORK_PLAN, None) for place in range(REACHED)),
        *((state.TURNED_DOWN, NO[place % len(NO)]) for place in range(no)),
        *((state.LEFT_OUT, LEFT_OUT[place % len(LEFT_OUT)]) for place in range(left_out)),
    ]
    waiting = (state.ACCEPTED, state.PRIORITISED, state.AGENCY_FORUM)
    ends += [(waiting[place % 3], None) for place in range(len(rows) - len(ends))]
    _go(
        scene,
        [(one, _way(year, to, reason)) for one, (to, reason) in zip(rows, ends, strict=True)],
    )


def _proposals_now(scene: Scene, chance: random.Random) -> None:
    """Those for next year: verified, scored by the section head, ranked; people moved one of them."""
    plan_year, kasi = scene.year + 1, scene.people["kasi"]
    actions.set_criteria(
        org_unit=scene.office,
        plan_year=plan_year,
        weighed=[(name, Decimal(int(weight * 100))) for name, weight in USUAL_WEIGHTS],
        based_on=None,
        by=kasi,
        at=scene.at,
    )
    rows = _enter(scene, chance, plan_year, [NOW_EACH] * len(scene.villages))
    state = ProposalState
    ways = []
    for place, one in enumerate(rows):
        if place % 15 == 14:
            continue
        to, reason = state.ACCEPTED, None
        if place % 10 == 9:
            to, reason = state.TURNED_DOWN, NO[place % len(NO)]
        elif one.priority == 1:
            to = state.PRIORITISED
        ways.append((one, _way(scene.year, to, reason)))
    _go(scene, ways)
    criteria = list(Criterion.objects.filter(criteria__plan_year=plan_year))
    Score.objects.bulk_create(
        Score(
            proposal=one,
            criterion=criterion,
            value=chance.randint(2, 5),
            given_by=kasi,
            given_at=scene.at,
        )
        for one, way in ways
        if way[-1][0] is not state.TURNED_DOWN
        for criterion in criteria
    )
    last = ranked(scene.office, plan_year)[-1].proposal
    actions.place_proposal(
        proposal=last,
        place=3,
        reason="Kesepakatan forum: jalan itu satu-satunya ke puskesmas pembantu (contoh)",
        based_on=last.edition,
        by=kasi,
        at=scene.at,
    )
