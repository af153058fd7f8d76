"""Everything that changes figures and their entries."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from janji.core import figures as rules
from janji.core.refusals import Refused
from janji.kit import audit
from janji.kit.editions import held_as_seen, held_row
from janji.kit.files import CheckedFile
from janji.orgs import access
from janji.orgs.models import OrgUnit, User
from janji.orgs.queries import government_of
from janji.orgs.roles import Permission
from janji.registers.catalogue import house_names
from janji.registers.facts.models import Ledger
from janji.registers.figures import intake, queries
from janji.registers.figures.intake import Answer, NewEntry
from janji.registers.figures.models import (
    REGISTER,
    Entry,
    EntryCorrection,
    EntryEvidence,
    Figure,
    FigureChange,
)

WORDS = ("title", "definition", "data_source", "due_days")
"""What may still change once a figure is settled, with a reason."""
_REQUIRED = ("title", "definition", "unit_of_measure", "data_source")


@dataclass(frozen=True, slots=True)
class FigureSheet:
    """What a definition says of a figure."""

    code: str
    title: str
    definition: str
    unit_of_measure: str
    kind: str
    frequency: str
    decimals: int
    allows_negative: bool
    data_source: str
    asked_of: str
    since: date
    due_days: int


@transaction.atomic
def define_figure(*, org_unit: OrgUnit, sheet: FigureSheet, by: User, at: datetime) -> Figure:
    """An office asks for a number from a period on; its code means one thing in all its line of offices."""
    access.require(by, Permission.CHECK_RECORDS, org_unit=org_unit, on=timezone.localdate(at))
    _require_whole(sheet)
    # Two who define at once anywhere in the tree wait for each other here.
    held_row(OrgUnit.objects, government_of(org_unit).pk)
    _require_free(sheet.code, org_unit, None)
    made = Figure(org_unit=org_unit, recorded_by=by, recorded_at=at)
    _write(made, sheet)
    made.save()
    audit.note("define-figure", made, by=by, at=at, code=made.code)
    return made


def _write(figure: Figure, sheet: FigureSheet) -> list[str]:
    """Writes what is said; the names of what changed."""
    changed = []
    for one in fields(sheet):
        value = getattr(sheet, one.name)
        if isinstance(value, str):
            value = value.strip()
        if getattr(figure, one.name) != value:
            setattr(figure, one.name, value)
            changed.append(one.name)
    return changed


def _require_whole(sheet: FigureSheet) -> None:
    rules.require_code(sheet.code)
    for name in _REQUIRED:
        if not getattr(sheet, name).strip():
            raise Refused("figure-words-missing", field=name)


def _require_free(code: str, org_unit: OrgUnit, own: int | None) -> None:
    if code in set(house_names()):
        raise Refused("figure-code-of-house", field="code", code=code)
    there = Figure.objects.filter(queries.in_line(org_unit), code=code)
    if own is not None:
        there = there.exclude(pk=own)
    other = there.select_related("org_unit").first()
    if other is not None:
        office = other.org_unit.name
        raise Refused("figure-code-taken", field="code", code=code, office=office)


@transaction.atomic
def change_figure(
    *,
    figure: Figure,
    sheet: FigureSheet,
    reason: str,
    based_on: int | None,
    by: User,
    at: datetime,
) -> Figure:
    """Changes a figure; once it is settled only its words, with a reason, and the old ones stay readable."""
    office = figure.org_unit
    access.require(by, Permission.CHECK_RECORDS, org_unit=office, on=timezone.localdate(at))
    _require_whole(sheet)
    if sheet.code != figure.code:
        held_row(OrgUnit.objects, government_of(office).pk)
    figure = held_as_seen(Figure.objects.select_related("org_unit"), figure.pk, based_on)
    if sheet.code != figure.code:
        _require_free(sheet.code, office, figure.pk)
    stood = FigureChange(
        figure=figure,
        reason=reason.strip(),
        recorded_by=by,
        recorded_at=at,
        **{name: getattr(figure, name) for name in WORDS},
    )
    before = audit.values(figure, FigureSheet.__dataclass_fields__)
    changed = _write(figure, sheet)
    if not changed:
        raise Refused("figure-nothing-changed")
    if figure.settled_at is not None:
        if set(changed) - set(WORDS):
            raise Refused("figure-settled")
        if not reason.strip():
            raise Refused("figure-reason-missing", field="reason")
        stood.save()
    figure.edition += 1
    figure.save()
    said = audit.changed(figure, before)
    audit.note("change-figure", figure, by=by, at=at, why=reason.strip(), **said)
    return figure


@transaction.atomic
def end_figure(
    *, figure: Figure, until: date, reason: str, based_on: int | None, by: User, at: datetime
) -> Figure:
    """Nothing is asked for any more after a day; what was answered stays and is still counted."""
    office = figure.org_unit
    access.require(by, Permission.CHECK_RECORDS, org_unit=office, on=timezone.localdate(at))
    figure = held_as_seen(Figure.objects.select_related("org_unit"), figure.pk, based_on)
    if not reason.strip():
        raise Refused("figure-reason-missing", field="reason")
    if until < figure.since:
        raise Refused("figure-ends-early", field="until", day=f"{figure.since:%d-%m-%Y}")
    last = figure.entries.order_by("-last_day").first()
    if last is not None and until < last.last_day:
        raise Refused("figure-ends-early", field="until", day=f"{last.last_day:%d-%m-%Y}")
    first, before = min(until, figure.until or until), audit.values(figure, ["until"])
    figure.until, figure.end_reason = until, reason.strip()
    figure.edition += 1
    figure.save()
    # What is owed changes with it in every office that answers; what they entered does not.
    ledgers = Ledger.objects.filter(
        access.subtree(office, office="org_unit"), register=REGISTER, year__gte=first.year
    )
    ledgers.update(edition=F("edition") + 1)
    changed = audit.changed(figure, before)
    audit.note("end-figure", figure, by=by, at=at, why=figure.end_reason, **changed)
    return figure


@transaction.atomic
def record_entries(
    *,
    org_unit: OrgUnit,
    entries: Sequence[NewEntry],
    evidence: Sequence[CheckedFile],
    by: User,
    at: datetime,
) -> list[Entry]:
    """Answers of an office or of those below it. One that cannot stand keeps all of them out.

    The evidence belongs to every one of them, so all must be of one office: whoever sees one office
    alone would read of the others in its files.
    """
    today = timezone.localdate(at)
    access.require(by, Permission.KEEP_RECORDS, org_unit=org_unit, on=today)
    if not entries:
        raise Refused("figure-nothing-typed")
    if evidence and len({one.org_unit.pk for one in entries}) > 1:
        raise Refused("figure-evidence-of-many")
    for one in entries:
        # Who may here may below; an office elsewhere is asked about for itself.
        if not one.org_unit.path.startswith(org_unit.path):
            access.require(by, Permission.KEEP_RECORDS, org_unit=one.org_unit, on=today)
    intake.hold_offices(one.org_unit.pk for one in entries)
    intake.settle({one.figure for one in entries}, by=by, at=at)
    known = queries.known_entries(
        {one.figure.pk for one in entries},
        {one.org_unit.pk for one in entries},
        {one.period.last_day for one in entries},
    )
    for one in entries:
        there = known.get((one.figure.pk, one.org_unit.pk, one.period.last_day))
        if (problem := next(intake.problems_of(one, there, today=today), None)) is not None:
            raise intake.refuse(problem, one)
    made = Entry.objects.bulk_create(intake.row(one, source=None, by=by, at=at) for one in entries)
    _attach(made, evidence, by=by, at=at)
    intake.mark(made)
    audit.note("record-figures", org_unit, by=by, at=at, count=len(made), evidence=len(evidence))
    return made


def _attach(
    entries: Sequence[Entry], evidence: Sequence[CheckedFile], *, by: User, at: datetime
) -> None:
    """Keeps each file once; every entry refers to it."""
    for checked in evidence:
        kept: EntryEvidence | None = None
        rows = []
        for entry in entries:
            row = EntryEvidence(
                entry=entry,
                name=checked.name,
                content_type=checked.kind.value,
                size=len(checked.data),
                sha256=checked.sha256,
                recorded_by=by,
                recorded_at=at,
            )
            if kept is None:
                content = ContentFile(checked.data)
                row.file.save(f"{checked.sha256[:24]}.bin", content, save=False)
                kept = row
            row.file = kept.file.name
            rows.append(row)
        EntryEvidence.objects.bulk_create(rows)


@transaction.atomic
def correct_entry(
    *,
    entry: Entry,
    answer: Answer,
    evidence: Sequence[CheckedFile],
    reason: str,
    based_on: int | None,
    by: User,
    at: datetime,
) -> Entry:
    """An entry was written down wrongly; what stood there stays readable. Evidence is added, never taken away."""
    office = entry.org_unit
    access.require(by, Permission.KEEP_RECORDS, org_unit=office, on=timezone.localdate(at))
    found = Entry.objects.select_related("figure__org_unit", "org_unit")
    entry = held_as_seen(found, entry.pk, based_on)
    if not reason.strip():
        raise Refused("figure-reason-missing", field="reason")
    for problem in intake.answer_problems(entry.figure, answer):
        raise Refused(problem.code, field=problem.where, **problem.facts)
    before = Answer(entry.number, entry.unavailable, entry.notes)
    if answer == before and not evidence:
        raise Refused("figure-nothing-changed")
    EntryCorrection.objects.create(
        entry=entry,
        number=before.number,
        unavailable=before.unavailable,
        notes=before.notes,
        number_after=answer.number,
        reason=reason.strip(),
        recorded_by=by,
        recorded_at=at,
    )
    entry.number, entry.unavailable, entry.notes = answer.number, answer.unavailable, answer.notes
    entry.edition += 1
    entry.save()
    _attach([entry], evidence, by=by, at=at)
    intake.mark([entry])
    changed = audit.changes(asdict(before), asdict(answer))
    audit.note("correct-figure", entry, by=by, at=at, why=reason.strip(), **changed)
    return entry
