"""The example's self-help groups: forty in fifteen villages, and one that its BKM closed. All people are invented.

Of the forty 35, 36, 37 and 38 are active at the ends of the four quarters. Three begin to meet during the
year; one never pays its old loan back, and of one nobody knows the officers.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import cycle
from random import Random
from typing import Any

from janji.core.periods import quarter_of
from janji.core.self_help import Due, Quarter, days_of, schedule
from janji.registers.scenes import Scene
from janji.registers.self_help import actions
from janji.registers.self_help.intake import GroupText, LoanText, MemberText, RecordText, UnitText
from janji.registers.self_help.models import (
    Group,
    GroupKind,
    Post,
    Programme,
    RecordKind,
    RequirementKind,
)
from janji.registers.self_help.reading import NewGroup, NewMember, NewPayment, NewRecord
from janji.registers.self_help.sheets import LAYOUT

GROUPS = 40
"""Groups that are registered; the last five are the ones that are told apart. Tests make them fewer."""
SOURCE = "contoh"
MILLION = 1_000_000
NAMES = (
    *("Mekar Sari", "Sri Rejeki", "Tunas Muda", "Sumber Makmur", "Karya Bersama", "Melati"),
    *("Ngudi Rahayu", "Sido Mukti", "Anggrek", "Bina Warga", "Guyub Rukun", "Margo Mulyo"),
    *("Dahlia", "Tani Jaya", "Lestari", "Kenanga", "Sari Murni", "Maju Lancar", "Cempaka"),
    *("Sumber Rejeki", "Wana Karya", "Flamboyan", "Mugi Barokah", "Sedya Utama", "Teratai"),
)
GIVEN = {
    "P": (
        *("Painem", "Sarmi", "Turinah", "Suharti", "Rusmiati", "Sutarni", "Kuswati", "Sukinem"),
        *("Tugiyah", "Poniyem", "Warsini", "Tarmini"),
    ),
    "L": ("Kasmin", "Wasito", "Darmono", "Rohmat", "Karyono", "Yatiman", "Paryanto", "Sukirno"),
}
FAMILY = ("Hadi", "Prasojo", "Widodo", "Raharjo", "Utomo", "Handayani", "Lestari", "Astuti")
KINDS = ("ekonomi", "ekonomi", "infrastruktur", "ekonomi", "sosial")
PROGRAMMES = (Programme.P2KP, Programme.PNPM, Programme.PNPM, Programme.KOTAKU)
STATED = (
    (RequirementKind.VOLUNTARY, "Berita acara pembentukan (contoh)"),
    (RequirementKind.BOOKS, "Buku kas dan simpanan diperiksa UPK (contoh)"),
    (RequirementKind.LIABILITY, "Surat tanggung renteng (contoh)"),
    (RequirementKind.TRAINING, "Pelatihan pembukuan oleh fasilitator (contoh)"),
)
LATE_BEGINNERS = 3
"""Groups that begin to meet in the first, second and third quarter of the year."""


def fill(scene: Scene) -> None:
    """Finance units, groups with their people, fifteen months of meetings and savings, loans."""
    chance = Random(scene.year)  # noqa: S311 -- the same year at every loading, not a secret
    who: dict[str, Any] = {"by": scene.people["operator"], "at": scene.at}
    _units(scene, who)
    told = list(_groups(scene, chance))
    _store(scene, told)
    _store(scene, [row for place, one in enumerate(told) for row in _people(one, place, chance)])
    _as_time_goes(
        scene, [row for place, one in enumerate(told) for row in _year(scene, one, place)]
    )
    groups = {(one.org_unit_id, one.name_key): one for one in Group.objects.all()}
    payments = []
    for place, one in enumerate(told):
        if place < _steady() and one.said.kind == GroupKind.ECONOMY:
            payments += _lend(scene, groups[one.place], place, chance, who)
    payments += _never_paid_back(scene, groups[told[_steady() + LATE_BEGINNERS].place], who)
    _as_time_goes(scene, payments)
    _closed(scene, who)


def _as_time_goes(scene: Scene, rows: Sequence[NewRecord | NewPayment]) -> None:
    """Written down in the week after each quarter, as an office does."""
    quarters: dict[Quarter, list[NewRecord | NewPayment]] = {}
    for one in rows:
        day = one.said.day
        quarters.setdefault((day.year, quarter_of(day)), []).append(one)
    for quarter in sorted(quarters):
        _, last = days_of(quarter)
        day = datetime.combine(last + timedelta(days=6), scene.at.time(), tzinfo=scene.at.tzinfo)
        _store(scene, quarters[quarter], at=min(day, scene.at))


def _store(scene: Scene, rows: Sequence[Any], at: datetime | None = None) -> None:
    by = scene.people["operator"]
    LAYOUT.store(scene.office, rows, source=SOURCE, by=by, at=at or scene.at)


def _steady() -> int:
    """How many groups are active all the year."""
    return GROUPS - LATE_BEGINNERS - 2


def _units(scene: Scene, who: dict[str, Any]) -> None:
    for place, village in enumerate(scene.villages):
        short = village.name.removeprefix("Desa ").removeprefix("Kelurahan ")
        grant, works = (200 + place % 4 * 25) * MILLION, (40 + place % 3 * 15) * MILLION
        said = UnitText(
            board=f"BKM {short} Mandiri",
            name=f"UPK {short} Mandiri",
            capital=grant - works,
            deed=f"Akta Notaris Nomor {place + 7} (contoh)",
            deed_on=date(2008, place % 12 + 1, 12),
            grant=grant,
            works=works,
        )
        actions.set_finance_unit(org_unit=village, said=said, based_on=None, **who)


def _groups(scene: Scene, chance: Random) -> Iterator[NewGroup]:
    """Dealt to the villages in turn; a name comes again only in another village."""
    villages = cycle(scene.villages)
    for place in range(GROUPS):
        name = NAMES[place % len(NAMES)]
        if place >= len(NAMES):
            name = f"{name} II"
        formed = date(chance.randint(2008, 2016), chance.randint(1, 12), chance.randint(1, 28))
        kind = KINDS[place % len(KINDS)]
        if place == _steady() + LATE_BEGINNERS:
            kind = GroupKind.ECONOMY.value
        programme = PROGRAMMES[place % len(PROGRAMMES)].value
        yield NewGroup(next(villages), GroupText(name, kind, programme, formed))


def _people(one: NewGroup, place: int, chance: Random) -> Iterator[NewMember]:
    """Eight to ten members, more than a third of them women; the first three hold the posts."""
    formed = one.said.formed_on
    assert formed is not None  # noqa: S101 -- every group of the example has its day
    posts = [str(value) for value in Post.values]
    if place == GROUPS - 1:
        posts = []
    taken: set[str] = set()
    for number in range(8 + place % 3):
        sex = "P" if number % 5 in {0, 1, 3} else "L"
        name = _name(sex, chance)
        while name in taken:
            name = _name(sex, chance)
        taken.add(name)
        post = posts[number] if number < len(posts) else ""
        yield NewMember(one.place, MemberText(name, sex, is_poor=True, joined_on=formed), post)


def _name(sex: str, chance: Random) -> str:
    """An invented name."""
    return f"{chance.choice(GIVEN[sex])} {chance.choice(FAMILY)}"


def _year(scene: Scene, one: NewGroup, place: int) -> Iterator[NewRecord]:
    """A meeting, or work, and savings every month from the October before on."""
    late = place - _steady()
    first = 3 * late if 0 <= late < LATE_BEGINNERS else -3
    is_works = one.said.kind == GroupKind.WORKS
    for month in range(first, 12):
        day = date(scene.year + month // 12, month % 12 + 1, 3 + place % 20)
        if is_works:
            said = RecordText(RecordKind.WORK.value, day, "Foto pekerjaan (contoh)")
        else:
            said = RecordText(RecordKind.MEETING.value, day, "Daftar hadir dan notulen (contoh)")
        yield NewRecord(one.place, said)
        amount = (8 + place % 3) * (10_000 + place % 4 * 2_500)
        saved = RecordText(RecordKind.SAVING.value, day, "Buku simpanan (contoh)", amount)
        yield NewRecord(one.place, saved)


def _lend(
    scene: Scene, group: Group, place: int, chance: Random, who: dict[str, Any]
) -> list[NewPayment]:
    """A loan early in the year that meets every condition, paid month by month; some are a little behind."""
    for kind, evidence in STATED:
        actions.state_requirement(
            group=group,
            kind=kind.value,
            met_on=date(scene.year - 1, 11, 5),
            months=None,
            evidence=evidence,
            **who,
        )
    month, months, persons = place % 4 + 1, 10 + place % 3, 8 + place % 3
    principal = persons * (600 + chance.randint(0, 4) * 100) * 1000
    said = LoanText(
        number=f"{place + 1:02}/UPK/{scene.year}",
        disbursed_on=date(scene.year, month, 25),
        principal=principal,
        service=principal * 15 * months // 1000,
        months=months,
        first_due_on=date(scene.year, month + 1, 25),
        persons=persons,
    )
    loan = actions.lend(group=group, said=said, **who)
    behind = 2 if place % 6 == 5 else 0
    due = [one for one in _dues(said) if one.day.year == scene.year]
    return [_payment(loan.pk, one) for one in due[: len(due) - behind]]


def _dues(said: LoanText) -> tuple[Due, ...]:
    return schedule(said.principal, said.service, said.months, said.first_due_on)


def _payment(loan: int, one: Due) -> NewPayment:
    kind = RecordKind.INSTALMENT.value
    said = RecordText(kind, one.day, "Kuitansi UPK (contoh)", one.principal, one.service)
    return NewPayment(loan, one.day.replace(day=1), said)


def _never_paid_back(scene: Scene, group: Group, who: dict[str, Any]) -> list[NewPayment]:
    """An old loan of which two instalments came."""
    said = LoanText(
        number=f"01/UPK/{scene.year - 1}",
        disbursed_on=date(scene.year - 1, 3, 5),
        principal=4 * MILLION,
        service=480_000,
        months=12,
        first_due_on=date(scene.year - 1, 4, 5),
        persons=8,
        exception="Pinjaman program lama, dialihkan dengan musyawarah BKM (contoh)",
    )
    loan = actions.lend(group=group, said=said, **who)
    return [_payment(loan.pk, one) for one in _dues(said)[:2]]


def _closed(scene: Scene, who: dict[str, Any]) -> None:
    """A group of a programme that ended, closed by minutes before the year began."""
    said = GroupText("Bina Usaha Lama", "ekonomi", Programme.P2KP.value, date(2006, 8, 2))
    made = actions.add_group(org_unit=scene.villages[-1], said=said, **who)
    day = date(scene.year - 1, 11, 30)
    actions.close_group(
        group=made,
        day=day,
        minutes=actions.Minutes(f"BA-04/BKM/{scene.year - 1} (contoh)", day),
        reason="Anggota tinggal dua orang; pinjaman sudah lunas (contoh)",
        **who,
    )
