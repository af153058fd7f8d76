"""Who may do what to a quarter: the right a deed asks for, and who keeps their hands off."""

from collections.abc import Sequence
from datetime import date

from janji.core.measurement_life import (
    NEXT_IN_LINE,
    Deed,
    State,
    Taken,
    require_apart,
    speaks_for_figures,
)
from janji.indicators.models import IndicatorVersion
from janji.indicators.queries import registers_behind
from janji.measurements.models import Measurement, OfficeQuarter, QuarterStep
from janji.orgs import access
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission
from janji.registers.catalogue import recorders_among

_RIGHTS = {
    Deed.SUBMIT: Permission.SUBMIT_QUARTER,
    Deed.VERIFY: Permission.VERIFY_QUARTER,
    Deed.APPROVE: Permission.APPROVE_QUARTER,
    Deed.ACCEPT: Permission.ACCEPT_QUARTER,
    Deed.LOCK: Permission.ACCEPT_QUARTER,
    Deed.REOPEN: Permission.REOPEN_QUARTER,
}


def right_for(deed: Deed, state: State) -> Permission:
    """The right that a deed asks for; who is next in line may return the quarter instead."""
    return _RIGHTS[NEXT_IN_LINE.get(state, Deed.ACCEPT) if deed is Deed.RETURN else deed]


def require_right(row: OfficeQuarter, deed: Deed, *, by: User, on: date) -> None:
    """Refuses with `not-allowed` who has no right to a deed in the state that a quarter is in."""
    access.require(by, right_for(deed, State(row.state)), org_unit=row.org_unit, on=on)


def require_other_eyes(row: OfficeQuarter, deed: Deed, *, by: User) -> None:
    """Refuses who entered figures of the quarter, or already spoke for them; at most three queries.

    It looks at the person, whatever role or whose place they act in. Refuses with `apart-from-…`.
    """
    if speaks_for_figures(deed):
        require_apart(deed, by.pk, entered=_entered(row, by), taken=_taken(row))


def _taken(row: OfficeQuarter) -> Sequence[Taken]:
    steps = QuarterStep.objects.filter(office_quarter=row, turn=row.turn)
    return [Taken(Deed(deed), who) for deed, who in steps.values_list("deed", "done_by")]


def typed_by(row: OfficeQuarter) -> set[int]:
    """Everyone who typed a figure of the quarter; one query."""
    typed = Measurement.objects.filter(
        target__objective__agreement__org_unit=row.org_unit_id,
        target__objective__agreement__year=row.year,
        quarter=row.quarter,
    )
    return set(typed.values_list("recorded_by", flat=True))


def _entered(row: OfficeQuarter, by: User) -> set[int]:
    """Everyone who typed a figure of the quarter, and `by` if they recorded something that is counted."""
    found = typed_by(row)
    if by.pk in found:
        return found
    registers = {
        register
        for content in row.figures.filter(turn=row.turn, definition__isnull=False).values_list(
            "content", flat=True
        )
        for register, _, _ in content["definition"]["ledgers"]
    }
    if recorders_among(registers, row.org_unit, row.year, [by.pk]):
        found.add(by.pk)
    return found


def entered_in_year(org_unit: OrgUnit, year: int, by: User) -> bool:
    """Whether someone typed a figure of an office's year, or recorded what is counted for one; at most four queries.

    What was corrected since counts as well, and what was recorded under another agreement of the year.
    """
    typed = Measurement.objects.filter(
        target__objective__agreement__org_unit=org_unit,
        target__objective__agreement__year=year,
        recorded_by=by,
    )
    if typed.exists():
        return True
    promised = IndicatorVersion.objects.filter(
        targets__objective__agreement__org_unit=org_unit, targets__objective__agreement__year=year
    )
    return bool(recorders_among(registers_behind(promised), org_unit, year, [by.pk]))


def taken_in_year(org_unit: OrgUnit, year: int) -> list[Taken]:
    """Every step anybody took in an office's quarters of a year, of all turns; one query."""
    steps = QuarterStep.objects.filter(office_quarter__org_unit=org_unit, office_quarter__year=year)
    return [Taken(Deed(deed), who) for deed, who in steps.values_list("deed", "done_by")]
