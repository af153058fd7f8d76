"""Lists to show and to take away: what is seen on a page, never a NIK."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from janji.core.linmas import (
    AgeState,
    Composition,
    HalfYear,
    age_on,
    age_state,
    composition_gaps,
    task_force_gaps,
)
from janji.core.refusals import Problem
from janji.kit import refusals
from janji.kit.tables import Cell, Table
from janji.orgs.models import OrgUnit
from janji.registers.linmas.models import Attendance, Decree, Event, Member, Squad
from janji.registers.linmas.queries import Counted, Report
from janji.registers.linmas.wording import AGE_STATES

CHUNK = 2000
NEEDS_LOOK = (AgeState.NEAR, AgeState.PAST_USUAL, AgeState.PAST_LONGEST)


@dataclass(frozen=True, slots=True)
class Shown:
    """A member of the list with age and what is to be said of it."""

    member: Any
    age: int | None
    state: AgeState
    has_ended: bool

    @property
    def needs_look(self) -> bool:
        """Whether age asks for a decree."""
        return self.state in NEEDS_LOOK and not self.has_ended


def shown(member: Any, day: date) -> Shown:
    """A row of `member_rows` as it stands on a day."""
    age = age_on(member.born_on, day) if member.born_on else None
    has_ended = member.ends_on is not None and member.ends_on <= day
    return Shown(member, age, age_state(member.born_on, member.extended_until, day), has_ended)


def holds(decree: Decree, day: date) -> bool:
    """Whether a decree holds on a day."""
    has_begun = decree.withdrawn_at is None and decree.holds_from <= day
    return has_begun and (decree.holds_until is None or decree.holds_until >= day)


def called(member: Member) -> str:
    """A member in a list of one village; the last digits tell two of one name apart."""
    return f"{member.name} ({member.nik_last_four})" if member.nik_last_four else member.name


def members_table(rows: QuerySet[Member], org_unit: OrgUnit, day: date) -> Table:
    """The list as it was filtered and sorted."""
    return Table(
        title="Anggota Linmas",
        header=[
            *("Nama", "Desa", "L/P", "Tanggal lahir", "Umur", "Pendidikan", "Regu", "Jabatan"),
            *("Nomor KTA", "Mulai", "Berhenti", "Sebab berhenti", "SK berlaku"),
            *(f"Dibina {day.year}", "Batas usia"),
        ],
        rows=_member_cells(rows, day),
        notes=[f"{org_unit.name}, keadaan {day:%d-%m-%Y}"],
    )


def _member_cells(rows: QuerySet[Member], day: date) -> Iterator[Sequence[Cell]]:
    row: Any
    for row in rows.iterator(chunk_size=CHUNK):
        one = shown(row, day)
        yield [
            row.name,
            row.org_unit.name,
            row.sex,
            row.born_on,
            one.age,
            row.get_education_display() if row.education else None,
            row.get_squad_display() if row.squad else None,
            row.get_post_display(),
            row.card_number,
            row.starts_on,
            row.ends_on,
            row.get_end_reason_display() if row.end_reason else None,
            "ya" if row.is_listed else "tidak",
            "ya" if row.is_trained else "belum",
            AGE_STATES[one.state][1],
        ]


def events_table(rows: QuerySet[Event]) -> Table:
    """Events as they were filtered."""
    return Table(
        title="Kegiatan Linmas",
        header=[
            *("Kegiatan", "Jenis", "Tanggal", "JP", "Kantor", "Tempat", "Penyelenggara"),
            *("Materi", "Hadir", "Menunggu dipastikan", "Dibatalkan karena"),
        ],
        rows=[_event_cells(one) for one in rows.iterator(chunk_size=CHUNK)],
    )


def _event_cells(one: Any) -> Sequence[Cell]:
    return [
        one.title,
        one.get_kind_display(),
        one.held_on,
        one.hours,
        one.org_unit.name,
        one.place,
        one.get_organiser_display(),
        one.material,
        one.came,
        one.waits,
        one.cancelled_because,
    ]


def untrained_table(rows: QuerySet[Member], org_unit: OrgUnit, day: date) -> Table:
    """Whom nobody trained yet, village by village."""
    return Table(
        title="Belum dibina",
        header=["Nama", "Desa", "L/P", "Regu", "Jabatan", "Anggota sejak"],
        rows=[
            [
                one.name,
                one.org_unit.name,
                one.sex,
                one.get_squad_display() if one.squad else None,
                one.get_post_display(),
                one.starts_on,
            ]
            for one in rows.iterator(chunk_size=CHUNK)
        ],
        notes=[f"{org_unit.name}, 1 Januari sampai {day:%d-%m-%Y}"],
    )


def report_table(report: Report, half: HalfYear) -> Table:
    """The half-year by village, with the sum of all."""
    return Table(
        title=f"Semester {half.half} {half.year}",
        header=["Desa", "Anggota", "Terbina", "Belum", "Terbina (%)", "Anggota 1 Januari"],
        rows=[_counted_cells(one) for one in (*report.lines, report.total)],
        notes=[f"Keadaan {report.day:%d-%m-%Y}; terbina dihitung orangnya, bukan kehadirannya"],
    )


def _counted_cells(one: Counted) -> Sequence[Cell]:
    return [one.name, one.members, one.trained, one.untrained, one.share, one.january]


@dataclass(frozen=True, slots=True)
class Composed:
    """The Satlinmas of a village in numbers of people, and in sentences what it lacks."""

    village: OrgUnit
    found: Composition
    squads: Sequence[tuple[str, int, int]]
    gaps: Sequence[str]


def composed(found: Iterable[tuple[OrgUnit, Composition]], day: date) -> list[Composed]:
    """Villages with their squads and what they lack by the rule of a day."""
    codes = [str(code) for code in Squad.values]
    return [
        Composed(
            village,
            one,
            [
                (str(Squad(code).label), one.commanders.get(code, 0), one.members.get(code, 0))
                for code in codes
            ],
            [_gap(gap) for gap in composition_gaps(one, codes, day)],
        )
        for village, one in found
    ]


def _gap(problem: Problem) -> str:
    said: dict[str, Any] = dict(problem.facts)
    if "squad" in said:
        said["squad"] = str(Squad(str(said["squad"])).label)
    return refusals.problem_sentence(Problem(problem.code, problem.where, said))


@dataclass(frozen=True, slots=True)
class TaskForce:
    """The task force of a district, and in sentences what it lacks."""

    district: OrgUnit
    heads: int
    members: int
    gaps: Sequence[str]


def task_forces(found: Iterable[tuple[OrgUnit, int, int]], day: date) -> list[TaskForce]:
    """Task forces with what they lack by the rule of a day."""
    return [
        TaskForce(
            district,
            heads,
            members,
            [refusals.problem_sentence(one) for one in task_force_gaps(heads, members, day)],
        )
        for district, heads, members in found
    ]


def composition_table(rows: Sequence[Composed], org_unit: OrgUnit, day: date) -> Table:
    """Villages with the people of their Satlinmas."""
    return Table(
        title="Susunan Satlinmas",
        header=["Desa", "Kepala", "Kepala pelaksana", *map(str, Squad.labels), "Kurang"],
        rows=[
            [
                one.village.name,
                one.found.heads,
                one.found.leaders,
                *(commanders + members for _, commanders, members in one.squads),
                " ".join(one.gaps) or None,
            ]
            for one in rows
        ],
        notes=[f"{org_unit.name}, keadaan {day:%d-%m-%Y}"],
    )


# ── who came to an event


@dataclass(frozen=True, slots=True)
class VillageLine:
    """How many members of a village came, and how many wait for a person."""

    village: OrgUnit
    came: int
    waits: int


def came_by_village(
    villages: Iterable[OrgUnit], attendances: Sequence[Attendance]
) -> list[VillageLine]:
    """The villages of an event with who came, in their order."""
    came: dict[int, int] = {}
    waits: dict[int, int] = {}
    for one in attendances:
        counted = waits if one.confirmed_at is None else came
        counted[one.member.org_unit_id] = counted.get(one.member.org_unit_id, 0) + 1
    return [VillageLine(one, came.get(one.pk, 0), waits.get(one.pk, 0)) for one in villages]


def village_asked(lines: Sequence[VillageLine], slug: str) -> OrgUnit | None:
    """The village whose boxes are asked for; of a single one there is no question."""
    if len(lines) == 1:
        return lines[0].village
    return next((one.village for one in lines if one.village.slug == slug), None)


def following(lines: Sequence[VillageLine], village: OrgUnit) -> OrgUnit | None:
    """The village whose list comes next."""
    order = [one.village for one in lines]
    place = order.index(village) + 1
    return order[place] if place < len(order) else None


def names(attendances: Sequence[Attendance], village: OrgUnit | None) -> list[Attendance]:
    """Who came, of one village or of all, by village and name."""
    found = [one for one in attendances if village is None or one.member.org_unit == village]
    return sorted(found, key=lambda one: (one.member.org_unit.name, one.member.name, one.pk))


@dataclass(frozen=True, slots=True)
class Box:
    """One box of the list, with what is known of its member's attendance."""

    widget: forms.boundfield.BoundWidget
    member: Member
    attendance: Attendance | None
    is_late: bool


def marked(
    form: forms.Form, members: Sequence[Member], attendances: Sequence[Attendance]
) -> list[Box]:
    """Every box with when it was first ticked; later than the day of the first list is late."""
    standing: Mapping[int, Attendance] = {one.member_id: one for one in attendances}
    first = min((one.recorded_at.date() for one in attendances), default=None)
    boxes = []
    for widget, member in zip(form["present"], members, strict=True):
        one = standing.get(member.pk)
        is_late = one is not None and first is not None and one.recorded_at.date() > first
        boxes.append(Box(widget, member, one, is_late))
    return boxes
