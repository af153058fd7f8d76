"""What corrections of an office's documents are remembered, and what they say of its next one."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from janji.agreements.models import Reading, ReadingHabit
from janji.core.agreement import AgreementText
from janji.core.agreement_json import from_json
from janji.core.reading_habits import Habit, HabitKind, apply, lessons, normal
from janji.core.refusals import Problem
from janji.kit import audit, dates
from janji.orgs import access
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission

WORDS = ("kind", "printed", "meant")
"""What the audit chain tells of a habit."""
LONGEST = 80
"""Letters of printed words that a remark repeats."""


def key_of(said: str) -> str:
    """The digest of words as they are compared."""
    return hashlib.sha256(normal(said).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Learned:
    """What a document changed of an office's habits: those kept, each with what it said before, and
    those taken away."""

    kept: list[tuple[ReadingHabit, Mapping[str, Any]]]
    forgotten: list[ReadingHabit]


def taught_by(
    reading: Reading,
    stored: AgreementText,
    org_unit: OrgUnit,
    moved: Mapping[str, str],
    *,
    by: User,
    at: datetime,
) -> list[Habit]:
    """What a person made of the words of a document, the office's name included."""
    read = from_json(reading.content)
    found = list(lessons(read, stored, moved))
    offices = access.org_units_permitting(by, Permission.DRAFT_AGREEMENT, on=at.date())
    # Where another office bears the printed name, the choice was made for this document alone.
    if read.org_unit and not offices.filter(name__iexact=read.org_unit).exists():
        found.append(Habit(HabitKind.OFFICE, read.org_unit, org_unit.name))
    return found


def learn(org_unit: OrgUnit, taught: Iterable[Habit], *, by: User, at: datetime) -> Learned:
    """Keeps what corrects, and takes away what was right as printed; the office's row is held."""
    known = {(one.kind, one.key): one for one in ReadingHabit.objects.filter(org_unit=org_unit)}
    learned = Learned([], [])
    for habit in taught:
        key = key_of(habit.said)
        row = known.get((habit.kind.value, key))
        if not habit.corrects:
            if row is not None:
                learned.forgotten.append(row)
                ReadingHabit.objects.filter(pk=row.pk).delete()
        elif row is None or row.meant != habit.meant:
            before = audit.values(row, WORDS)
            row = row or ReadingHabit(org_unit=org_unit, kind=habit.kind.value, key=key)
            row.printed, row.meant, row.learned_by, row.learned_at = habit.said, habit.meant, by, at
            row.save()
            learned.kept.append((row, before))
    return learned


def of_office(org_unit: OrgUnit) -> QuerySet[ReadingHabit]:
    """What is remembered for an office, the newest first."""
    return ReadingHabit.objects.filter(org_unit=org_unit).select_related("learned_by")


@dataclass(frozen=True, slots=True)
class Suggested:
    """A reading as it is put before a person: the office it seems to be of, and its habits applied.

    Every habit that changed something is among the problems of the text.
    """

    org_unit: OrgUnit | None
    text: AgreementText


def suggested(read: AgreementText, offices: QuerySet[OrgUnit]) -> Suggested:
    """What the habits of an office make of its document; three queries at most."""
    if not read.org_unit:
        return Suggested(None, read)
    named = offices.filter(name__iexact=read.org_unit).first()
    if named is not None:
        return Suggested(named, _applied(read, of_office(named)))
    rows = ReadingHabit.objects.filter(
        kind=HabitKind.OFFICE.value, key=key_of(read.org_unit), org_unit__in=offices
    )
    row = rows.select_related("org_unit", "learned_by").first()
    if row is None:
        return Suggested(None, read)
    said = replace(read, problems=(_remark("org_unit", row), *read.problems))
    return Suggested(row.org_unit, _applied(said, of_office(row.org_unit)))


def _applied(read: AgreementText, rows: Iterable[ReadingHabit]) -> AgreementText:
    known = {Habit(HabitKind(row.kind), row.printed, row.meant): row for row in rows}
    applied = apply(read, known)
    remarks = [_remark(path, known[habit]) for path, habit in applied.used.items()]
    return replace(applied.text, problems=(*_left(read.problems, applied.used), *remarks))


def _left(problems: Iterable[Problem], used: Mapping[str, Habit]) -> Iterator[Problem]:
    """The problems without those of a printed target that a habit put right; the remark says so."""
    settled = {path for path, habit in used.items() if habit.kind is HabitKind.TARGET}
    return (one for one in problems if one.where not in settled)


def _remark(path: str, row: ReadingHabit) -> Problem:
    said = row.printed if len(row.printed) <= LONGEST else f"{row.printed[:LONGEST]}…"
    facts = {"said": said, "by": str(row.learned_by), "on": dates.day(row.learned_at)}
    return Problem("habit-applied", path, facts)
