"""Reads: where quarters stand, what was frozen of them, who did what, and what has drifted since."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.db.models import Min, Q, QuerySet
from django.utils import timezone

from janji.agreements.models import Agreement
from janji.core.agreement_life import State as AgreementState
from janji.core.kept_figures import Behind, Definition, Kept, from_json
from janji.core.measurement_life import (
    NEED_A_REASON,
    WRITABLE,
    Deed,
    QuarterStanding,
    State,
    days_late,
    deeds_now,
    submit_until,
)
from janji.core.measuring import QUARTERS
from janji.core.periods import Window, has_begun, is_over
from janji.core.refusals import Refused
from janji.kit import refusals
from janji.kit.models import AuditEntry
from janji.measurements.account import NumberUsed, numbers_behind
from janji.measurements.kept import editions_of, ledgers_read, values_behind, windows_of
from janji.measurements.models import AcceptedGap, KeptFigure, OfficeQuarter, QuarterStep
from janji.measurements.quarters.access import require_other_eyes, right_for
from janji.measurements.quarters.changes import entries_about
from janji.measurements.quarters.gaps import Gap, gaps_in
from janji.measurements.queries import IndicatorYear, QuarterCell, year_of, years_of
from janji.orgs import access
from janji.orgs.models import OrgUnit, User
from janji.registers.facts.keeping import Wanted, with_companions
from janji.registers.variables import scale_of

MOST_CHANGES = 10
"""Entries of the audit chain that a drift names; the chain itself has all."""


def quarter_states(org_units: Collection[OrgUnit], year: int) -> dict[int, dict[int, State]]:
    """Where the quarters of some offices stand in a year, by the office's key; one query.

    A quarter that nobody submitted yet is open.
    """
    found = {one.pk: dict.fromkeys(QUARTERS, State.OPEN) for one in org_units}
    rows = OfficeQuarter.objects.filter(org_unit__in=found, year=year)
    for office, quarter, state in rows.values_list("org_unit", "quarter", "state"):
        found[office][quarter] = State(state)
    return found


Standings = Mapping[int, QuarterStanding]
"""How the quarters of an office's year stand, by quarter."""


def quarter_standings(
    org_units: Collection[OrgUnit], years: Collection[int], *, on: date
) -> dict[tuple[int, int], Standings]:
    """How the quarters of some offices stand on a day, by the office's key and year; one query."""
    rows = OfficeQuarter.objects.filter(
        org_unit__in={one.pk for one in org_units}, year__in=set(years)
    )
    first = Min("steps__done_at", filter=Q(steps__deed=Deed.SUBMIT.value))
    found = {
        (office, year, quarter): (State(state), moment and timezone.localdate(moment))
        for office, year, quarter, state, moment in rows.order_by()
        .annotate(first=first)
        .values_list("org_unit", "year", "quarter", "state", "first")
    }
    return {
        (one.pk, year): {
            quarter: QuarterStanding(
                year, quarter, *found.get((one.pk, year, quarter), (State.OPEN, None)), on
            )
            for quarter in QUARTERS
        }
        for one in org_units
        for year in years
    }


def office_quarter(org_unit: OrgUnit, year: int, quarter: int) -> OfficeQuarter | None:
    """A quarter of an office; `None` before it was ever submitted. One query."""
    rows = OfficeQuarter.objects.filter(org_unit=org_unit, year=year, quarter=quarter)
    return rows.select_related("org_unit").first()


def kept_figures(office_quarter: OfficeQuarter, turn: int | None = None) -> list[KeptFigure]:
    """What was frozen of a quarter, when it was last submitted unless said, in the order of the paper."""
    turn = office_quarter.turn if turn is None else turn
    rows = KeptFigure.objects.filter(office_quarter=office_quarter, turn=turn)
    related = (
        "target__objective__agreement",
        "target__indicator_version",
        "measurement__recorded_by",
    )
    return list(rows.select_related(*related))


def steps_of(office_quarter: OfficeQuarter) -> QuerySet[QuarterStep]:
    """Everything that was done to a quarter, in order, with who did it."""
    return office_quarter.steps.select_related("done_by")


def gaps_of(office_quarter: OfficeQuarter, turn: int | None = None) -> QuerySet[AcceptedGap]:
    """What a quarter lacked when it was last submitted unless said, with the reasons."""
    turn = office_quarter.turn if turn is None else turn
    rows = office_quarter.gaps.filter(turn=turn)
    return rows.select_related("target__indicator_version", "accepted_by", "declared_by")


def accepted_gaps(org_unit: OrgUnit, year: int) -> list[AcceptedGap]:
    """The exceptions with which quarters of a year were approved, for every paper that shows it; one query."""
    found = AcceptedGap.objects.filter(
        office_quarter__org_unit=org_unit, office_quarter__year=year, accepted_at__isnull=False
    )
    related = ("office_quarter", "target__indicator_version", "accepted_by")
    rows = found.select_related(*related).order_by("office_quarter__quarter", "pk")
    # Of what was opened again nothing is accepted any more, until it is approved anew.
    return [
        one
        for one in rows
        if one.office_quarter.is_official and one.turn == one.office_quarter.turn
    ]


@dataclass(frozen=True, slots=True)
class VariableDrift:
    """A number behind a figure that is another one now, and the offices where it changed."""

    title: str
    window: Window
    before: Fraction
    after: Fraction
    offices: Sequence[tuple[str, Fraction, Fraction]]


@dataclass(frozen=True, slots=True)
class LedgerDrift:
    """A book of a register that was written in since: how often."""

    register: str
    office: str
    changes: int


@dataclass(frozen=True, slots=True)
class Drift:
    """A frozen figure, and what the records now give in its place: what changed, who did it and when."""

    row: KeptFigure
    kept: Kept
    unit: str
    now: QuarterCell
    variables: Sequence[VariableDrift]
    ledgers: Sequence[LedgerDrift]
    changes: Sequence[AuditEntry]


def drift_of(office_quarter: OfficeQuarter, *, on: date) -> list[Drift]:
    """The frozen figures of a quarter that its records no longer give.

    Figures only drift; what was frozen stands. About ten queries, and some for each figure that did.
    """
    rows = kept_figures(office_quarter)
    return _drifts(office_quarter, rows, _years_for(office_quarter, rows, on))


def _years_for(
    office_quarter: OfficeQuarter, rows: Sequence[KeptFigure], on: date
) -> list[IndicatorYear]:
    """The years of the agreements whose figures were frozen."""
    agreements = {one.target.objective.agreement for one in rows}
    for one in agreements:
        one.org_unit = office_quarter.org_unit
    return [
        one
        for blocks in years_of(list(agreements), on=on).values()
        for block in blocks
        for one in block.indicators
    ]


def _drifts(
    office_quarter: OfficeQuarter, rows: Sequence[KeptFigure], years: Sequence[IndicatorYear]
) -> list[Drift]:
    by_version = {one.target.indicator_version_id: one for one in years}
    found = []
    for row in rows:
        year, kept = by_version[row.target.indicator_version_id], from_json(row.content)
        cell = year.cells[office_quarter.quarter - 1]
        now = cell.drift.now if cell.drift else cell
        if not now.says_as(kept):
            found.append(_drift(row, kept, year, now, office_quarter))
    return found


def _drift(
    row: KeptFigure,
    kept: Kept,
    year: IndicatorYear,
    now: QuarterCell,
    office_quarter: OfficeQuarter,
) -> Drift:
    variables: list[VariableDrift] = []
    ledgers: list[LedgerDrift] = []
    changes: Sequence[AuditEntry] = ()
    if kept.definition is not None and year.counted is not None:
        wanted = {one.key: one for one in with_companions(year.counted.counting.wanted)}
        live = values_behind(year.counted, windows_of(year.counted, office_quarter.quarter))
        variables = _changed(kept.definition.behind, live, wanted, office_quarter.year)
        ledgers = _written_in(kept.definition, ledgers_read(year.counted))
    if ledgers:
        codes = {one.register for one in ledgers}
        entries = entries_about(codes, office_quarter.org_unit, since=row.kept_at)
        changes = entries[:MOST_CHANGES]
    return Drift(row, kept, year.unit, now, variables, ledgers, changes)


def _changed(
    then: Sequence[Behind],
    now: Sequence[Behind],
    wanted: Mapping[tuple[str, str], Wanted],
    year: int,
) -> list[VariableDrift]:
    """The numbers that differ, by window; those that the definition of now does not ask for are left."""
    before, after = (_by_number(some) for some in (then, now))
    differing = [
        place
        for place in sorted(before.keys() | after.keys())
        if before.get(place) != after.get(place) and place[:2] in wanted
    ]
    offices = {
        office
        for place in differing
        for office in before.get(place, {}).keys() | after.get(place, {}).keys()
    }
    names = dict(OrgUnit.objects.filter(pk__in=offices).values_list("pk", "name"))
    found = []
    for place in differing:
        variable = wanted[place[:2]].variable
        scale = scale_of(variable)
        old, new = before.get(place, {}), after.get(place, {})
        parts = [
            (name, Fraction(old.get(key, 0), scale), Fraction(new.get(key, 0), scale))
            for key, name in names.items()
            if old.get(key, 0) != new.get(key, 0)
        ]
        was, now_is = (Fraction(sum(some.values()), scale) for some in (old, new))
        window = Window(year, place[2], place[3])
        found.append(VariableDrift(variable.title, window, was, now_is, parts))
    return found


def _by_number(values: Sequence[Behind]) -> dict[tuple[str, str, int, int], dict[int, int]]:
    """Values of every number and window by office."""
    found: dict[tuple[str, str, int, int], dict[int, int]] = {}
    for one in values:
        place = (one.variable, one.terms, one.first, one.last)
        found.setdefault(place, {})[one.office] = one.value
    return found


def _written_in(definition: Definition, ledgers: Collection[int]) -> list[LedgerDrift]:
    """Books whose edition is another one than when they were read."""
    then = {(register, office): edition for register, office, edition in definition.ledgers}
    now = {
        (register, office): edition for register, office, edition in editions_of(ledgers).values()
    }
    grown = {
        one: edition - then.get(one, 0)
        for one, edition in now.items()
        if edition != then.get(one, 0)
    }
    offices = {office for _, office in grown}
    names = dict(OrgUnit.objects.filter(pk__in=offices).values_list("pk", "name"))
    return [
        LedgerDrift(register, names[office], changes)
        for (register, office), changes in sorted(grown.items())
    ]


@dataclass(frozen=True, slots=True)
class Offer:
    """A deed that someone has the right to now, or why it must be someone else's."""

    deed: str
    why_not: str | None = None


def offers(row: OfficeQuarter, user: User, *, on: date) -> list[Offer]:
    """What someone may do with a submitted quarter; four queries."""
    state = State(row.state)
    found = []
    for deed in sorted(deeds_now(state), key=lambda one: (one.value in {"return", "reopen"}, one)):
        if deed.value == "submit":
            continue
        if not access.may(user, right_for(deed, state), org_unit=row.org_unit, on=on):
            continue
        try:
            require_other_eyes(row, deed, by=user)
        except Refused as refusal:
            found.append(Offer(deed.value, refusals.sentence(refusal)))
        else:
            found.append(Offer(deed.value))
    return found


@dataclass(frozen=True, slots=True)
class FigureLine:
    """An indicator in the quarter: how it stands, and what was frozen of it."""

    year: IndicatorYear
    cell: QuarterCell
    row: KeptFigure | None
    kept: Kept | None

    @property
    def behind(self) -> Sequence[NumberUsed]:
        """The numbers that a counted figure is made from, each with the rows where it is put right."""
        if self.year.counted is None or self.cell.counted is None:
            return ()
        return numbers_behind(self.year.counted, self.cell.counted)


@dataclass(frozen=True, slots=True)
class QuarterPage:
    """Everything the page of a quarter shows. `turn` is that of the frozen figures on it, 0 when there are none."""

    agreement: Agreement
    quarter: int
    row: OfficeQuarter | None
    turn: int
    lines: Sequence[FigureLine]
    missing: Sequence[Gap]
    gaps: Sequence[AcceptedGap]
    steps: Sequence[QuarterStep]
    drifts: Sequence[Drift]
    is_over: bool
    is_begun: bool
    until: date
    late: int

    @property
    def state(self) -> State:
        """Where it stands."""
        return State(self.row.state) if self.row else State.OPEN

    @property
    def may_be_submitted(self) -> bool:
        """Whether its time has come."""
        return self.is_over and self.state in WRITABLE

    @property
    def is_open(self) -> bool:
        """Whether its figures are being written: typed in, or counted from what is recorded."""
        in_force = self.agreement.state == AgreementState.IN_FORCE
        return in_force and self.is_begun and self.state in WRITABLE

    @property
    def brought_back(self) -> QuarterStep | None:
        """Who returned it or opened it again, and why, while it waits to be put right."""
        last = self.steps[-1] if self.steps and self.state in WRITABLE else None
        return last if last and last.deed in NEED_A_REASON else None


def quarter_page(
    agreement: Agreement, quarter: int, *, turn: int | None, now: datetime
) -> QuarterPage:
    """A quarter of an office; about fifteen queries, and some for each figure that has drifted.

    `turn` asks for what was frozen at an earlier time.
    """
    on = timezone.localdate(now)
    row = office_quarter(agreement.org_unit, agreement.year, quarter)
    years = [one for block in year_of(agreement, on=on) for one in block.indicators]
    # What is written again shows the figures as they stand, not those that were returned.
    shown = turn or (
        row.turn if row and State(row.state) not in {State.OPEN, State.RETURNED} else 0
    )
    frozen = kept_figures(row, shown) if row and shown else []
    kept = {one.target.indicator_version_id: one for one in frozen}
    steps = list(steps_of(row)) if row else []
    sent = [one.done_at for one in steps if one.deed == Deed.SUBMIT.value]
    # Whoever handed in in time is not late because it came back: `core.measurement_life`.
    day = timezone.localdate(sent[0]) if sent else on
    is_current = row is not None and shown == row.turn
    # Frozen under an agreement that a revision has followed since, it may have measured otherwise.
    known = {one.target.indicator_version_id for one in years}
    of_these = years
    if row and is_current and not kept.keys() <= known:
        of_these = _years_for(row, list(kept.values()), on)
    return QuarterPage(
        agreement=agreement,
        quarter=quarter,
        row=row,
        turn=shown,
        lines=[_line(one, quarter, kept.get(one.target.indicator_version_id)) for one in years],
        missing=gaps_in(years, quarter) if not shown else (),
        gaps=list(gaps_of(row, shown)) if row and shown else (),
        steps=steps,
        drifts=_drifts(row, list(kept.values()), of_these) if row and is_current else (),
        is_over=is_over(agreement.year, quarter, on),
        is_begun=has_begun(agreement.year, quarter, on),
        until=submit_until(agreement.year, quarter),
        late=days_late(agreement.year, quarter, day),
    )


def _line(year: IndicatorYear, quarter: int, row: KeptFigure | None) -> FigureLine:
    return FigureLine(year, year.cells[quarter - 1], row, from_json(row.content) if row else None)
