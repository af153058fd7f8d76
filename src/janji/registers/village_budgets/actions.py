"""Everything that changes the register of village budgets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from janji.core.refusals import Refused
from janji.core.village_budgets import (
    Answer,
    Checklist,
    Course,
    checklist_on,
    checklists,
    result_due,
)
from janji.kit import audit
from janji.kit.editions import held, held_as_seen, held_row, require_seen
from janji.kit.files import CheckedFile
from janji.orgs.access import rows_below
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission
from janji.registers.facts import keeping as facts
from janji.registers.village_budgets import intake
from janji.registers.village_budgets.clocks import calendars_over
from janji.registers.village_budgets.intake import HAPPENED, Happened
from janji.registers.village_budgets.models import (
    ANSWERS,
    REGISTER,
    BudgetCycle,
    BudgetSummary,
    DutyKind,
    Evaluation,
    EvaluationAnswer,
    HandedIn,
    Visit,
    VisitFile,
)
from janji.registers.villages import access

YEARS_AROUND = 2
"""How far from its budget year something may be handed in before we take it for a slip."""


def _require(by: User, permission: Permission, village: OrgUnit, at: datetime) -> None:
    """The right holds in the office above: nobody looks after the own budget."""
    access.require(by, permission, village, on=timezone.localdate(at))


def _mark(cycle: BudgetCycle, *days: date | None) -> None:
    facts.mark_changed(REGISTER, cycle.org_unit, [*days, *intake.marked_days(cycle)])


@transaction.atomic
def open_cycle(
    *,
    village: OrgUnit,
    budget_year: int,
    change: int,
    course: Course,
    by: User,
    at: datetime,
) -> BudgetCycle:
    """A draft of a village's budget, or of an amendment, as far as it has come."""
    village = held_row(OrgUnit.objects, village.pk)
    _require(by, Permission.KEEP_RECORDS, village, at)
    intake.require_village(village)
    today = timezone.localdate(at)
    intake.check_course(course, budget_year=budget_year, change=change, today=today)
    known = set(
        village.budget_cycles.filter(budget_year=budget_year).values_list("change", flat=True)
    )
    made = intake.new_cycle(village, budget_year, change, course, by=by, at=at)
    if change in known:
        raise Refused(
            "budget-cycle-known",
            kind=made.kind_name,
            year=budget_year,
            village=village.name,
            field="change",
        )
    if change > 1 and change - 1 not in known:
        before = f"Perubahan {change - 1}"
        raise Refused(
            "budget-order-of-changes",
            kind=made.kind_name,
            before=before,
            year=budget_year,
            field="change",
        )
    made.save()
    _mark(made)
    audit.note("open-budget-cycle", made, by=by, at=at, kind=made.kind, year=budget_year)
    return made


@transaction.atomic
def set_course(
    *, cycle: BudgetCycle, course: Course, based_on: int | None, by: User, at: datetime
) -> BudgetCycle:
    """How far a draft has come: its days, its numbers, what the evaluation says."""
    found = BudgetCycle.objects.select_related("org_unit")
    cycle = held_as_seen(found, cycle.pk, based_on)
    _require(by, Permission.KEEP_RECORDS, cycle.org_unit, at)
    intake.check_course(
        course,
        budget_year=cycle.budget_year,
        change=cycle.change,
        today=timezone.localdate(at),
    )
    intake.require_balanced(course.outcome, cycle.summaries.filter(as_of=None).first())
    before = intake.marked_days(cycle)
    changed = audit.changes(_said(cycle.course), _said(course))
    intake.apply_course(cycle, course)
    cycle.edition += 1
    cycle.save()
    _mark(cycle, *before)
    audit.note("set-course", cycle, by=by, at=at, **changed)
    return cycle


def _said(course: Course) -> dict[str, object]:
    return {name: getattr(course, name) for name in Course.__dataclass_fields__}


@transaction.atomic
def keep_summary(
    *,
    cycle: BudgetCycle,
    as_of: date | None,
    amounts: Mapping[str, int | None],
    based_on: int | None,
    by: User,
    at: datetime,
) -> BudgetSummary:
    """The sums of a budget; or, with a day, what was realised by then."""
    cycle = held_row(BudgetCycle.objects.select_related("org_unit"), cycle.pk)
    _require(by, Permission.KEEP_RECORDS, cycle.org_unit, at)
    kept = held(BudgetSummary.objects.filter(cycle=cycle, as_of=as_of)).first()
    require_seen(kept, based_on)
    if as_of is not None:
        _check_realised(cycle, as_of, timezone.localdate(at))
    intake.check_amounts(amounts)
    said = BudgetSummary(cycle=cycle, as_of=as_of, recorded_by=by, recorded_at=at)
    summary, before = kept or said, audit.values(kept, amounts)
    for name, value in amounts.items():
        setattr(summary, name, value)
    if as_of is None:
        intake.require_balanced(cycle.outcome, summary)
    if kept is not None:
        summary.edition += 1
    summary.save()
    told = {"cycle": cycle.pk, "as_of": as_of} | audit.changed(summary, before)
    audit.note("keep-summary", summary, by=by, at=at, **told)
    return summary


def _check_realised(cycle: BudgetCycle, as_of: date, today: date) -> None:
    day = f"{as_of:%d-%m-%Y}"
    if as_of > today:
        raise Refused("realised-day-ahead", field="as_of", day=day)
    if not cycle.budget_year <= as_of.year <= cycle.budget_year + 1:
        raise Refused("realised-early", field="as_of", day=day, year=cycle.budget_year)


SAID: Mapping[str, str] = dict(ANSWERS)
"""What an answer is called."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer to a question, with what the village has to know of it."""

    answer: str
    notes: str | None = None
    account: str | None = None


@transaction.atomic
def record_answers(
    *,
    cycle: BudgetCycle,
    evaluator: str,
    answers: Mapping[str, Answered],
    based_on: int | None,
    by: User,
    at: datetime,
) -> Evaluation:
    """All questions of the list that held when the draft came, answered."""
    cycle = held_row(BudgetCycle.objects.select_related("org_unit"), cycle.pk)
    _require(by, Permission.KEEP_RECORDS, cycle.org_unit, at)
    kept = held(Evaluation.objects.filter(cycle=cycle)).first()
    require_seen(kept, based_on)
    questions = (
        checklists()[kept.checklist]
        if kept
        else checklist_on(cycle.received_on or timezone.localdate(at))
    )
    _check_answers(questions, answers)
    found = kept or Evaluation(
        cycle=cycle, checklist=questions.code, recorded_by=by, recorded_at=at
    )
    before = audit.values(kept, ["evaluator"])
    found.evaluator = evaluator
    if kept is not None:
        found.edition += 1
    found.save()
    stood = _keep_answers(found, questions, answers)
    before |= {code: SAID[one] for code, one in stood.items()}
    now = {"evaluator": evaluator} | {code: SAID[answers[code].answer] for code in stood}
    changed = audit.changes(before, now, personal=found.personal)
    no = [code for code, one in answers.items() if one.answer == Answer.NO]
    audit.note("record-answers", found, by=by, at=at, cycle=cycle.pk, no=no, **changed)
    return found


def _keep_answers(
    evaluation: Evaluation, questions: Checklist, answers: Mapping[str, Answered]
) -> dict[str, str]:
    """Stores the answers; those that stood there before, by their questions."""
    rows = {one.item: one for one in evaluation.answers.all()}
    before = {code: str(row.answer) for code, row in rows.items()}
    fresh = [
        EvaluationAnswer(evaluation=evaluation, item=one.code)
        for one in questions.items
        if one.code not in rows
    ]
    for row in (*rows.values(), *fresh):
        said = answers[row.item]
        row.answer, row.notes, row.account = said.answer, said.notes, said.account
    EvaluationAnswer.objects.bulk_create(fresh)
    EvaluationAnswer.objects.bulk_update(rows.values(), ["answer", "notes", "account"])
    return before


def _check_answers(questions: Checklist, answers: Mapping[str, Answered]) -> None:
    codes = [one.code for one in questions.items]
    for code in answers:
        if code not in codes:
            raise Refused("question-unknown", item=code)
    missing = [code for code in codes if code not in answers]
    if missing:
        raise Refused("questions-unanswered", count=len(missing), items=", ".join(missing[:6]))
    for code, one in answers.items():
        if one.answer == Answer.NO and not one.notes:
            raise Refused("question-note-missing", item=code)


@transaction.atomic
def record_visit(
    *,
    village: OrgUnit,
    said: Happened,
    files: Mapping[str, Sequence[CheckedFile]],
    client_key: UUID,
    by: User,
    at: datetime,
) -> Visit:
    """A day of guidance or supervision, with its files by what they show.

    `client_key` was made where it was filled in: whoever sends the same once more gets what was kept.
    """
    village = held_row(OrgUnit.objects.select_related("village_record"), village.pk)
    _require(by, Permission.KEEP_RECORDS, village, at)
    kept = Visit.objects.filter(client_key=client_key).first()
    if kept is not None:
        same = all(getattr(kept, name) == getattr(said, name) for name in HAPPENED)
        if kept.org_unit_id != village.pk or not same:
            raise Refused("budget-visit-differs")
        return kept
    intake.check_visit(village, said, timezone.localdate(at))
    made = intake.new_visit(village, said, client_key=client_key, by=by, at=at)
    made.save()
    for kind, several in files.items():
        _attach(made, kind, several, by=by, at=at)
    facts.mark_changed(REGISTER, made.org_unit, [said.day])
    audit.note("record-visit", made, by=by, at=at, kind=said.kind, day=said.day)
    return made


def _attach(
    visit: Visit, kind: str, files: Sequence[CheckedFile], *, by: User, at: datetime
) -> None:
    for checked in files:
        if visit.files.filter(kind=kind, sha256=checked.sha256).exists():
            raise Refused("visit-file-known", name=checked.name, field="attached")
        row = VisitFile(
            visit=visit,
            kind=kind,
            name=checked.name,
            content_type=checked.kind.value,
            size=len(checked.data),
            sha256=checked.sha256,
            added_by=by,
            added_at=at,
        )
        row.file.save(f"{checked.sha256[:24]}.bin", ContentFile(checked.data), save=False)
        row.save()


def _standing_visit(visit: Visit, based_on: int | None, by: User, at: datetime) -> Visit:
    found = Visit.objects.select_related("org_unit__village_record")
    visit = held_as_seen(found, visit.pk, based_on)
    _require(by, Permission.KEEP_RECORDS, visit.org_unit, at)
    if visit.withdrawn_at is not None:
        raise Refused("budget-visit-withdrawn")
    return visit


@transaction.atomic
def correct_visit(
    *, visit: Visit, said: Happened, based_on: int | None, by: User, at: datetime
) -> Visit:
    """What was written down of a visit is put right; what stood there stays in the history."""
    visit = _standing_visit(visit, based_on, by, at)
    intake.check_visit(visit.org_unit, said, timezone.localdate(at))
    if visit.followed_up_on is not None and said.day > visit.followed_up_on:
        raise Refused("follow-up-outside", field="day", day=f"{said.day:%d-%m-%Y}")
    before = audit.values(visit, HAPPENED)
    for name in HAPPENED:
        setattr(visit, name, getattr(said, name))
    visit.edition += 1
    visit.save()
    facts.mark_changed(REGISTER, visit.org_unit, [before["day"], said.day])
    changed = audit.changed(visit, before)
    audit.note("correct-visit", visit, by=by, at=at, **changed)
    return visit


@transaction.atomic
def attach_files(
    *, visit: Visit, kind: str, files: Sequence[CheckedFile], by: User, at: datetime
) -> Visit:
    """More files of a visit, such as the signed minutes."""
    visit = held_row(Visit.objects.select_related("org_unit"), visit.pk)
    _require(by, Permission.KEEP_RECORDS, visit.org_unit, at)
    if visit.withdrawn_at is not None:
        raise Refused("budget-visit-withdrawn")
    _attach(visit, kind, files, by=by, at=at)
    facts.mark_changed(REGISTER, visit.org_unit, [visit.day])
    digests = [one.sha256[:16] for one in files]
    audit.note("attach-files", visit, by=by, at=at, kind=kind, files=digests)
    return visit


@transaction.atomic
def settle_follow_up(
    *,
    visit: Visit,
    followed_up_on: date,
    follow_up: str,
    based_on: int | None,
    by: User,
    at: datetime,
) -> Visit:
    """What a visit asked for was done: when, and how one sees it."""
    visit = _standing_visit(visit, based_on, by, at)
    if visit.followed_up_on is not None:
        raise Refused("follow-up-done", day=f"{visit.followed_up_on:%d-%m-%Y}")
    if not (visit.findings or visit.recommendation or visit.follow_up_due_on):
        raise Refused("follow-up-unwanted")
    if not visit.day <= followed_up_on <= timezone.localdate(at):
        raise Refused("follow-up-outside", field="followed_up_on", day=f"{visit.day:%d-%m-%Y}")
    before = audit.values(visit, ("followed_up_on", "follow_up"))
    visit.followed_up_on, visit.follow_up = followed_up_on, follow_up
    visit.edition += 1
    visit.save()
    audit.note("settle-follow-up", visit, by=by, at=at, **audit.changed(visit, before))
    return visit


@transaction.atomic
def withdraw_visit(
    *, visit: Visit, reason: str, based_on: int | None, by: User, at: datetime
) -> Visit:
    """A visit was written down wrongly: it no longer counts, and stays readable with the reason."""
    visit = _standing_visit(visit, based_on, by, at)
    _require(by, Permission.CHECK_RECORDS, visit.org_unit, at)
    if not reason.strip():
        raise Refused("budget-visit-reason-missing", field="reason")
    visit.withdrawn_by, visit.withdrawn_at, visit.withdrawn_because = by, at, reason.strip()
    visit.edition += 1
    visit.save()
    facts.mark_changed(REGISTER, visit.org_unit, [visit.day])
    told = audit.COUNTS_NO_LONGER
    audit.note("withdraw-visit", visit, by=by, at=at, why=reason.strip(), **told)
    return visit


@dataclass(frozen=True, slots=True)
class Brought:
    """When something came, who brought it, under which number."""

    received_on: date
    sender: str
    number: str | None = None


def _check_brought(said: Brought, budget_year: int, at: datetime) -> None:
    day = f"{said.received_on:%d-%m-%Y}"
    if said.received_on > timezone.localdate(at):
        raise Refused("handed-in-ahead", field="received_on", day=day)
    if abs(said.received_on.year - budget_year) > YEARS_AROUND:
        raise Refused("handed-in-early", field="received_on", day=day, year=budget_year)


@transaction.atomic
def note_handed_in(
    *, village: OrgUnit, budget_year: int, duty: str, said: Brought, by: User, at: datetime
) -> HandedIn:
    """Something that a village owes for a budget year came."""
    village = held_row(OrgUnit.objects, village.pk)
    _require(by, Permission.KEEP_RECORDS, village, at)
    intake.require_village(village)
    _check_brought(said, budget_year, at)
    if village.budget_reports.filter(budget_year=budget_year, duty=duty).exists():
        told = {"duty": DutyKind(duty).label, "year": budget_year, "village": village.name}
        raise Refused("handed-in-known", field="duty", **told)
    made = HandedIn.objects.create(
        org_unit=village,
        budget_year=budget_year,
        duty=duty,
        received_on=said.received_on,
        sender=said.sender,
        number=said.number,
        recorded_by=by,
        recorded_at=at,
    )
    audit.note("note-handed-in", made, by=by, at=at, duty=duty, received_on=said.received_on)
    return made


@transaction.atomic
def correct_handed_in(
    *, handed_in: HandedIn, said: Brought, based_on: int | None, by: User, at: datetime
) -> HandedIn:
    """What was written down of it is put right."""
    found = HandedIn.objects.select_related("org_unit")
    handed_in = held_as_seen(found, handed_in.pk, based_on)
    _require(by, Permission.KEEP_RECORDS, handed_in.org_unit, at)
    _check_brought(said, handed_in.budget_year, at)
    names = ("received_on", "number", "sender")
    before = audit.values(handed_in, names)
    handed_in.received_on, handed_in.sender = said.received_on, said.sender
    handed_in.number = said.number
    handed_in.edition += 1
    handed_in.save()
    changed = audit.changed(handed_in, before)
    audit.note("correct-handed-in", handed_in, by=by, at=at, **changed)
    return handed_in


@transaction.atomic
def follow_calendar(*, org_unit: OrgUnit, by: User | None, at: datetime) -> None:
    """Extends the limits of drafts that wait for their result after the calendar changed; never shortens one."""
    found = held(BudgetCycle.objects.select_related("org_unit")).filter(
        rows_below(org_unit), result_due_on__isnull=False, result_on=None
    )
    waiting = list(found.order_by("org_unit", "pk"))
    calendars = calendars_over(one.org_unit for one in waiting)
    extended: list[tuple[BudgetCycle, list[date | None]]] = []
    for cycle in waiting:
        assert cycle.received_on is not None  # noqa: S101 -- a limit belongs to a receipt
        due = result_due(cycle.received_on, calendars[cycle.org_unit_id])
        if cycle.result_due_on is not None and due > cycle.result_due_on:
            before = intake.marked_days(cycle)
            cycle.result_due_on = due
            extended.append((cycle, before))
    BudgetCycle.objects.bulk_update([one for one, _ in extended], ["result_due_on"])
    for cycle, before in extended:
        _mark(cycle, *before)
    if extended:
        keys = [one.pk for one, _ in extended]
        audit.note("follow-calendar-budgets", org_unit, by=by, at=at, cycles=keys)
