"""What a draft, its sums, a visit go through on their way in, by form or by sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from janji.core.land_tax import rp
from janji.core.refusals import Refused
from janji.core.village_budgets import Course, Outcome, Sums, contradiction, result_due
from janji.orgs.models import OrgUnit, OrgUnitKind, User
from janji.registers.facts import keeping as facts
from janji.registers.village_budgets.clocks import calendar_over
from janji.registers.village_budgets.models import (
    COURSE,
    REGISTER,
    BudgetCycle,
    BudgetSummary,
    Visit,
)
from janji.registers.village_budgets.wording import AMOUNT_LABELS, LABELS
from janji.registers.villages.queries import is_there

ONE_DAY = timedelta(days=1)


def follow_village(village: OrgUnit) -> None:
    """The days between which a village is counted changed."""
    facts.mark_all_changed(REGISTER, village)


def require_village(office: OrgUnit) -> None:
    """Refuses any office but a village; a kelurahan has no budget of its own."""
    if office.kind != OrgUnitKind.VILLAGE:
        raise Refused("budget-without-village", village=office.name, field="village")


def check_course(course: Course, *, budget_year: int, change: int, today: date) -> None:
    """Refuses days and numbers that cannot be true together."""
    found = contradiction(course, budget_year=budget_year, change=change, today=today)
    if found is None:
        return
    known = {"label": LABELS[found.field], "year": budget_year}
    said = known | {"day": _day(course.days.get(found.field))}
    if found.other is not None:
        said |= {
            "other_label": LABELS[found.other],
            "other_day": _day(course.days.get(found.other)),
        }
    raise Refused(found.code, field=found.field, **said)


def _day(day: date | None) -> str:
    return f"{day:%d-%m-%Y}" if day else ""


def apply_course(cycle: BudgetCycle, course: Course) -> None:
    """Puts days and numbers on a row; the limit is computed anew when the day of receipt changes."""
    if course.received_on is None:
        cycle.result_due_on = None
    elif course.received_on != cycle.received_on or cycle.result_due_on is None:
        cycle.result_due_on = result_due(course.received_on, calendar_over(cycle.org_unit))
    for name in COURSE:
        setattr(cycle, name, getattr(course, name))


def new_cycle(
    village: OrgUnit,
    budget_year: int,
    change: int,
    course: Course,
    *,
    by: User,
    at: datetime,
    source: str | None = None,
) -> BudgetCycle:
    """A row for a draft that was checked; the caller saves it."""
    made = BudgetCycle(
        org_unit=village,
        budget_year=budget_year,
        change=change,
        source=source,
        recorded_by=by,
        recorded_at=at,
    )
    apply_course(made, course)
    return made


def marked_days(cycle: BudgetCycle) -> list[date | None]:
    """The days in whose years something of a draft is counted."""
    due = cycle.result_due_on
    return [cycle.result_on, due, due + ONE_DAY if due else None]


def arithmetic(sums: Sums) -> str:
    """`1.420 − 1.455 + (60 − 25) = 0`, in rupiah."""
    return (
        f"pendapatan {rp(sums.all_income)} − belanja {rp(sums.all_spending)}"
        f" + (penerimaan {rp(sums.financing_in)} − pengeluaran pembiayaan"
        f" {rp(sums.financing_out)}) = {rp(sums.balance)}"
    )


def check_amounts(amounts: Mapping[str, int | None]) -> None:
    """Refuses amounts that no budget can have. One that does not balance is taken: that is a finding."""
    for name, value in amounts.items():
        if value is not None and value < 0:
            raise Refused("budget-amount-negative", label=AMOUNT_LABELS[name], field=name)
    sums = BudgetSummary(**amounts).sums
    if sums.limited is not None and sums.limited > max(sums.limit_base, 0):
        said = {"limited": rp(sums.limited), "base": rp(max(sums.limit_base, 0))}
        raise Refused("budget-limited-above", field="limited", **said)


def require_balanced(outcome: str | None, summary: BudgetSummary | None) -> None:
    """Refuses to call a budget in line whose sums are known not to balance."""
    if outcome != Outcome.CONFORMS or summary is None or summary.sums.balance == 0:
        return
    said = arithmetic(summary.sums)
    raise Refused("budget-unbalanced-conforms", arithmetic=said, field="outcome")


@dataclass(frozen=True, slots=True)
class Happened:
    """What is said of a visit."""

    kind: str
    day: date
    team: str
    subject: str
    findings: str | None = None
    recommendation: str | None = None
    minutes_number: str | None = None
    follow_up_due_on: date | None = None


HAPPENED = tuple(Happened.__dataclass_fields__)


def check_visit(village: OrgUnit, said: Happened, today: date) -> None:
    """Refuses what a visit cannot say."""
    require_village(village)
    day = f"{said.day:%d-%m-%Y}"
    if said.day > today:
        raise Refused("budget-visit-ahead", field="day", day=day)
    if not is_there(village, said.day):
        raise Refused("village-not-kept-on-day", field="day", village=village.name, day=day)
    if said.follow_up_due_on is not None and said.follow_up_due_on < said.day:
        raise Refused("follow-up-due-early", field="follow_up_due_on", day=day)


def new_visit(
    village: OrgUnit, said: Happened, *, client_key: UUID, by: User, at: datetime
) -> Visit:
    """A row for a visit that was checked; the caller saves it."""
    return Visit(
        org_unit=village,
        client_key=client_key,
        recorded_by=by,
        recorded_at=at,
        **{name: getattr(said, name) for name in HAPPENED},
    )
