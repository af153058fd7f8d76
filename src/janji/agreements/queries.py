"""Reads: which agreements someone may see, and an agreement as values for pages and papers."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from janji.agreements.models import (
    Agreement,
    BasisFile,
    Objective,
    PaperFile,
    Party,
    PartyRole,
    Reading,
    ReadingState,
    Signature,
    SignedPaper,
    Target,
)
from janji.core import agreement as paper
from janji.core.agreement_changes import Reason, ReasonText, reasons
from janji.core.agreement_json import to_json
from janji.core.measuring import QUARTERS, MeasuringPlan, RatioLabels, Shape
from janji.kit.statements import KEY, Statement, number_keys
from janji.orgs import access
from janji.orgs.models import Appointment, OrgUnit
from janji.orgs.queries import government_of, head_of

SORTABLE = {
    "tahun": ("year", "org_unit__path", "revision"),
    "-tahun": ("-year", "org_unit__path", "-revision"),
    "kantor": ("org_unit__name", "-year", "-revision"),
    "-kantor": ("-org_unit__name", "-year", "-revision"),
}


def agreements_seen_by(user: access.Someone, *, on: date) -> QuerySet[Agreement]:
    """Agreements of all offices whose data the user may read."""
    offices = access.org_units_seen_by(user, on=on)
    return Agreement.objects.filter(org_unit__in=offices).select_related("org_unit__region")


def agreement_rows(
    seen: QuerySet[Agreement], *, text: str, year: int | None, state: str, order: str
) -> QuerySet[Agreement]:
    """The list of agreements, filtered and sorted, with the number of indicators; one query a page."""
    second = Signature.objects.filter(agreement=OuterRef("pk"), role=PartyRole.SECOND)
    found = seen.annotate(
        indicator_count=Count("objectives__targets"),
        signed_at=Subquery(second.values("signed_at")[:1]),
    )
    if text:
        found = found.filter(Q(org_unit__name__icontains=text) | Q(parties__name__icontains=text))
        found = found.distinct()
    if year:
        found = found.filter(year=year)
    if state:
        found = found.filter(state=state)
    return found.order_by(*SORTABLE.get(order, SORTABLE["-tahun"]))


def agreements_of_year(org_unit: OrgUnit, year: int) -> QuerySet[Agreement]:
    """An office's agreements of one year, the newest first."""
    found = Agreement.objects.filter(org_unit=org_unit, year=year)
    return found.select_related("org_unit__region").order_by("-revision")


def kept_paper(agreement: Agreement, sheet: str) -> PaperFile | None:
    """The paper that both parties signed; none before that, nor of what was signed in an older Janji."""
    return PaperFile.objects.filter(paper__agreement=agreement, sheet=sheet).first()


def signed_paper(agreement: Agreement) -> SignedPaper | None:
    """What was kept when both had signed, with its public code; one query."""
    return SignedPaper.objects.filter(agreement=agreement).first()


@dataclass(frozen=True, slots=True)
class Change:
    """What an agreement changes or completes, on what basis, and what came after it."""

    before: Agreement | None
    is_complement: bool
    reason: ReasonText | None
    basis_files: Sequence[BasisFile]
    after: Sequence[Agreement]


def change_of(agreement: Agreement) -> Change:
    """How an agreement stands among those of its year; four queries at most."""
    before = agreement.revises or agreement.completes
    later = Q(revises=agreement) | Q(completes=agreement, revises=None)
    return Change(
        before=before,
        is_complement=agreement.revises_id is None and agreement.completes_id is not None,
        reason=reasons()[Reason(agreement.reason)] if agreement.reason else None,
        basis_files=list(agreement.basis_files.all()) if agreement.revises_id else [],
        after=list(Agreement.objects.filter(later).order_by("revision")),
    )


def readings_of(user: access.Someone) -> QuerySet[Reading]:
    """Documents this person uploaded."""
    return Reading.objects.filter(read_by_id=user.pk).select_related("agreement")


def reading_known(user: access.Someone, sha256: str) -> Reading | None:
    """The person's reading of the very same file, while it waits or where it became an agreement."""
    found = readings_of(user).filter(sha256=sha256).defer("content", "source", "stored")
    waits = Q(state=ReadingState.WAITING)
    return found.filter(waits | Q(agreement__isnull=False)).first()


_READING_ORDERS = {
    "dokumen": "name",
    "kantor": "said_org_unit",
    "tahun": "said_year",
    "dibaca": "read_at",
}


def waiting_readings(user: access.Someone, order: str = "") -> QuerySet[Reading]:
    """Documents that wait for this person's review, the newest first unless asked otherwise.

    With the office, the year and the problems that were read, and without everything else.
    """
    column = _READING_ORDERS.get(order.removeprefix("-"))
    ordered = f"-{column}" if column and order.startswith("-") else column
    return (
        readings_of(user)
        .filter(state=ReadingState.WAITING)
        .defer("content", "source", "stored")
        .annotate(
            said_org_unit=F("content__org_unit"),
            said_year=F("content__year"),
            said_problems=F("content__problems"),
        )
        .order_by(ordered or "-read_at", "-pk")
    )


def targets_of(*agreements: Agreement) -> list[Target]:
    """All targets in the order of the paper, with versions and quarter targets; two queries."""
    by_key = {one.pk: one for one in agreements}
    found = _targets_of(len(by_key)).ask(*by_key) if by_key else []
    for target in found:
        target.objective.agreement = by_key[target.objective.agreement_id]
    return found


@lru_cache
def _targets_of(count: int) -> Statement[Target]:
    return Statement(
        Target.objects.filter(objective__agreement__in=number_keys(count))
        .select_related("objective", "indicator_version__indicator", "whole__indicator_version")
        .prefetch_related("quarter_targets", "whole__quarter_targets")
        .order_by("objective__agreement", "objective__order", "order"),
        count,
    )


@cache
def agreement_by_key() -> Statement[Agreement]:
    """Asks for an agreement with its office."""
    return Statement(Agreement.objects.filter(pk=KEY).select_related("org_unit__region"))


def agreements_by_keys(keys: Sequence[int]) -> list[Agreement]:
    """Agreements with their offices, in the order of the keys; one query."""
    found = {one.pk: one for one in _agreements(len(keys)).ask(*keys)} if keys else {}
    return [found[key] for key in keys if key in found]


@lru_cache
def _agreements(count: int) -> Statement[Agreement]:
    found = Agreement.objects.filter(pk__in=number_keys(count))
    return Statement(found.select_related("org_unit__region"), count)


@cache
def target_by_key() -> Statement[Target]:
    """Asks for a target with its agreement and its indicator."""
    return Statement(
        Target.objects.filter(pk=KEY).select_related(
            "objective__agreement__org_unit",
            "indicator_version__indicator",
            "whole__indicator_version",
        )
    )


def office_of_target(target: Target) -> OrgUnit:
    """The office that promises it."""
    return target.objective.agreement.org_unit


def plan_of(target: Target) -> MeasuringPlan:
    """How a target is measured; reads its quarter targets."""
    version = target.indicator_version
    labels = None
    if version.numerator_label is not None and version.denominator_label is not None:
        labels = RatioLabels(version.numerator_label, version.denominator_label)
    by_quarter = {one.quarter: one.value for one in target.quarter_targets.all()}
    return MeasuringPlan(
        direction=version.direction,
        shape=Shape(version.shape),
        labels=labels,
        year_end=version.year_end,
        lower_variant=version.lower_variant,
        low=target.low,
        high=target.high,
        quarter_targets=tuple(by_quarter.get(quarter) for quarter in QUARTERS),
        owner=version.owner,
    )


def promise_of_year(target: Target) -> Target:
    """What is promised of the whole year: the target itself, but of a complement's the first part's.

    One that measures its indicator in another way cannot go on from the first part's figures.
    """
    whole = target.whole
    goes_on = whole is not None and whole.indicator_version_id == target.indicator_version_id
    return whole if whole is not None and goes_on else target


def _target_text(target: Target) -> paper.TargetText | None:
    if target.raw is None:
        return None
    kind = paper.TargetKind(target.kind)
    return paper.TargetText(target.raw, kind, target.value, target.unit_of_measure)


def _indicator_text(target: Target) -> paper.IndicatorText:
    version = target.indicator_version
    return paper.IndicatorText(
        number=target.number,
        text=version.text,
        formula_text=version.formula_text,
        accumulation=paper.Accumulation(version.accumulation) if version.accumulation else None,
        data_source=version.data_source,
        notes=version.notes,
        target=_target_text(target),
    )


def _party(party: Party | None) -> paper.Party:
    if party is None:
        return paper.Party()
    return paper.Party(party.name, party.position, party.nip, party.rank)


@dataclass(frozen=True, slots=True)
class Parties:
    """Who promises, and to whom."""

    first: paper.Party
    second: paper.Party


def parties_of(agreement: Agreement) -> Parties:
    """Both parties as the paper names them; one query."""
    found = {party.role: party for party in agreement.parties.all()}
    return Parties(_party(found.get(PartyRole.FIRST)), _party(found.get(PartyRole.SECOND)))


@dataclass(frozen=True, slots=True)
class Budget:
    """The programmes of an agreement and their sum."""

    programmes: tuple[paper.ProgrammeLine, ...]
    total: paper.Total


def budget_of(agreement: Agreement) -> Budget:
    """The programmes in the order of the paper; one query."""
    programmes = tuple(
        paper.ProgrammeLine(one.name, one.amount) for one in agreement.programmes.all()
    )
    total = paper.Total(agreement.printed_total, paper.budget_sum(programmes))
    return Budget(programmes, total)


def agreement_text(
    agreement: Agreement, targets: Iterable[Target] | None = None
) -> paper.AgreementText:
    """The whole agreement as values; five queries whatever its size, four when its targets are at hand."""
    if targets is None:
        found = Target.objects.filter(objective__agreement=agreement)
        targets = found.select_related("indicator_version")
    indicators: dict[int, list[paper.IndicatorText]] = {}
    for target in sorted(targets, key=lambda one: one.order):
        indicators.setdefault(target.objective_id, []).append(_indicator_text(target))
    parties, budget = parties_of(agreement), budget_of(agreement)
    return paper.AgreementText(
        year=agreement.year,
        revision=agreement.revision,
        org_unit=agreement.org_unit.name,
        region=government_of(agreement.org_unit).name,
        place=agreement.place,
        date_text=agreement.date_text,
        first_party=parties.first,
        second_party=parties.second,
        objectives=tuple(
            paper.ObjectiveText(one.number, one.text, tuple(indicators.get(one.pk, ())))
            for one in agreement.objectives.all()
        ),
        programmes=budget.programmes,
        total=budget.total,
    )


def blank_text(org_unit: OrgUnit | None) -> paper.AgreementText:
    """What a new draft begins with: one empty row of each kind, and the heads in office as parties."""
    first, second = paper.Party(), paper.Party()
    if org_unit is not None:
        first = _as_party(head_of(org_unit))
        second = _as_party(head_of(government_of(org_unit)))
    indicator = paper.IndicatorText(None, "")
    return paper.AgreementText(
        year=None,
        first_party=first,
        second_party=second,
        objectives=(paper.ObjectiveText("1", "", (indicator,)),),
        programmes=(paper.ProgrammeLine("", None),),
    )


def _as_party(held: Appointment | None) -> paper.Party:
    if held is None:
        return paper.Party()
    who = held.official
    return paper.Party(who.name, held.position.title, who.nip, who.rank)


def content_digest(agreement: Agreement) -> str:
    """What a signature says yes to: the paper's text and the way each target is measured."""
    return hashlib.sha256(sealed_content(agreement).encode()).hexdigest()


def sealed_content(agreement: Agreement) -> str:
    """The same as plain text, always in the same order; its SHA-256 is the digest of a signature."""
    targets = targets_of(agreement)
    plans = [plan_of(target) for target in targets]
    sealed: dict[str, object] = {
        "text": to_json(agreement_text(agreement, targets)),
        "plans": [
            [
                plan.direction,
                plan.lower_variant,
                plan.shape.value,
                [plan.labels.numerator, plan.labels.denominator] if plan.labels else None,
                plan.year_end,
                *[str(value) for value in (plan.low, plan.high, *plan.quarter_targets)],
            ]
            for plan in plans
        ],
    }
    # Only what changes or completes another agreement says so: the others keep their digests.
    if agreement.revises_id is not None:
        sealed["revises"] = [agreement.revises_id, *_basis(agreement)]
    if agreement.completes_id is not None:
        sealed["completes"] = [agreement.completes_id, str(agreement.starts_on)]
    return json.dumps(sealed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _basis(agreement: Agreement) -> list[str | None]:
    said = (agreement.reason, agreement.basis_kind, agreement.basis_number)
    return [*said, str(agreement.basis_date)]


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target beside the way it is measured, for the agreement's page."""

    target: Target
    plan: MeasuringPlan


def target_rows(agreement: Agreement) -> list[TargetRow]:
    """All targets with their plans; two queries."""
    return [TargetRow(target, plan_of(target)) for target in targets_of(agreement)]


@dataclass(frozen=True, slots=True)
class ObjectiveBlock:
    """An objective with its targets."""

    objective: Objective
    rows: list[TargetRow]


def objective_blocks(rows: Iterable[TargetRow]) -> list[ObjectiveBlock]:
    """Target rows gathered under their objectives, in the order of the paper; no query."""
    blocks: list[ObjectiveBlock] = []
    for row in rows:
        if not blocks or blocks[-1].objective.pk != row.target.objective_id:
            blocks.append(ObjectiveBlock(row.target.objective, []))
        blocks[-1].rows.append(row)
    return blocks
