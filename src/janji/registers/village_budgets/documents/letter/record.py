"""The letter of a stored draft: everything it says, read once."""

from django.utils import timezone

from janji.core.village_budgets import checklists, dues, is_evaluated
from janji.documents.letterhead import letterhead_for
from janji.orgs.models import OrgUnit
from janji.orgs.queries import government_of, head_of
from janji.registers.village_budgets.clocks import calendar_over
from janji.registers.village_budgets.documents.letter.content import ResultLetter, Said, Undersigned
from janji.registers.village_budgets.intake import arithmetic
from janji.registers.village_budgets.models import BudgetCycle, Evaluation
from janji.registers.villages import access

DRAFT, LATE = "DRAF", "HASIL LEWAT BATAS"


def letter_of(cycle: BudgetCycle) -> ResultLetter:
    """The letter as it stands now; the same draft gives the same bytes. Some ten queries."""
    village = cycle.org_unit
    office = access.above(village)
    government = government_of(office)
    summary = cycle.summaries.filter(as_of=None).first()
    found = Evaluation.objects.filter(cycle=cycle).prefetch_related("answers").first()
    moments = [cycle.recorded_at]
    if summary is not None:
        moments.append(summary.recorded_at)
    if found is not None:
        moments.append(found.recorded_at)
    limits = dues(cycle.course, calendar_over(village), result_due_on=cycle.result_due_on)
    return ResultLetter(
        letterhead=letterhead_for(
            region=government.name,
            org_unit=office.name,
            address=office.address,
            contact=office.contact,
        ),
        office=office.name,
        village=village.name,
        kind=cycle.kind.lower(),
        budget_year=cycle.budget_year,
        received_on=cycle.received_on,
        result_on=cycle.result_on,
        letter_number=cycle.letter_number,
        outcome=cycle.outcome,
        correct_until=cycle.correct_until,
        correct_by_law=limits.corrected,
        sums=summary.sums if summary else None,
        arithmetic=arithmetic(summary.sums) if summary else None,
        answers=_answers(found),
        head=_head_of(office),
        government=government.name,
        made_at=timezone.localtime(max(moments)),
        state_note=_state(cycle),
    )


def _state(cycle: BudgetCycle) -> str | None:
    if cycle.result_on is None:
        return DRAFT
    return None if is_evaluated(cycle.result_due_on, cycle.result_on) else LATE


def _answers(found: Evaluation | None) -> list[Said]:
    if found is None:
        return []
    kept = {one.item: one for one in found.answers.all()}
    return [
        Said(item, kept[item.code].answer, kept[item.code].notes, kept[item.code].account)
        for item in checklists()[found.checklist].items
        if item.code in kept
    ]


def _head_of(office: OrgUnit) -> Undersigned:
    held = head_of(office)
    if held is None:
        return Undersigned(f"Kepala {office}")
    return Undersigned(held.position.title, held.official.name, held.official.nip)
