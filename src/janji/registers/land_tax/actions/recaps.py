"""What was assessed for villages, their recaps, and how both are put right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from janji.core.land_tax import Recap as RecapFigures
from janji.core.land_tax import contradictions, rp
from janji.core.refusals import Refused
from janji.kit import audit, refusals
from janji.kit.editions import held, held_as_seen, held_row
from janji.orgs import access
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission
from janji.registers.land_tax import computing, intake, queries
from janji.registers.land_tax.models import Assessment, Basis, Recap, RecapCorrection, TaxYear


@dataclass(frozen=True, slots=True)
class AssessmentFigures:
    """What a decision of the tax office says of a village's year, from a day on."""

    bills: int
    amount: int
    due_on: date
    holds_from: date
    decree: str
    basis: str = Basis.ASSESSMENT.value
    budget_target: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A village's line of a recap."""

    org_unit: OrgUnit
    figures: RecapFigures


@transaction.atomic
def open_tax_years(
    *,
    org_unit: OrgUnit,
    year: int,
    figures: Mapping[OrgUnit, AssessmentFigures],
    by: User,
    at: datetime,
) -> list[TaxYear]:
    """The tax year of villages of an office begins, with what was assessed for each."""
    access.require(by, Permission.CHECK_RECORDS, org_unit=org_unit, on=at.date())
    if not figures:
        raise Refused("land-tax-nothing-typed")
    for village, one in figures.items():
        _require_village(village, org_unit)
        _require_sound(year, one)
    # The villages are held, so that two who begin the same year come one after the other.
    villages = list(held(OrgUnit.objects.filter(pk__in=[one.pk for one in figures])).order_by("pk"))
    known = TaxYear.objects.filter(org_unit__in=villages, year=year).select_related("org_unit")
    if (there := known.order_by().first()) is not None:
        raise Refused(
            "land-tax-year-open",
            village=there.org_unit_id,
            field="amount",
            office=there.org_unit.name,
            year=year,
        )
    made = TaxYear.objects.bulk_create(
        TaxYear(org_unit=one, year=year, opened_by=by, opened_at=at) for one in villages
    )
    by_village = {village.pk: one for village, one in figures.items()}
    Assessment.objects.bulk_create(
        _assessment(one, 1, by_village[one.org_unit_id], None, by, at) for one in made
    )
    intake.mark(year, villages)
    audit.note("open-tax-year", org_unit, by=by, at=at, year=year, villages=len(made))
    return made


def _require_village(village: OrgUnit, org_unit: OrgUnit) -> None:
    if village.kind not in queries.VILLAGES:
        raise Refused("land-tax-not-a-village", office=village.name)
    if not village.path.startswith(org_unit.path):
        deed = Permission.KEEP_RECORDS.value
        raise Refused("not-allowed", deed=deed, org_unit=village.name)


def _require_sound(year: int, figures: AssessmentFigures) -> None:
    for field in ("due_on", "holds_from"):
        day: date = getattr(figures, field)
        if day.year != year:
            raise Refused("land-tax-outside-year", field=field, day=f"{day:%d-%m-%Y}", year=year)
    if not figures.decree.strip():
        raise Refused("land-tax-basis-missing", field="decree")
    if figures.basis == Basis.BUDGET and not figures.budget_target:
        raise Refused("land-tax-target-missing", field="budget_target")


def _assessment(
    tax_year: TaxYear,
    version: int,
    figures: AssessmentFigures,
    reason: str | None,
    by: User,
    at: datetime,
) -> Assessment:
    return Assessment(
        tax_year=tax_year,
        org_unit_id=tax_year.org_unit_id,
        version=version,
        holds_from=figures.holds_from,
        bills=figures.bills,
        amount=figures.amount,
        due_on=figures.due_on,
        basis=figures.basis,
        budget_target=figures.budget_target,
        decree=figures.decree.strip(),
        reason=reason,
        recorded_by=by,
        recorded_at=at,
    )


def _figures(one: Assessment) -> dict[str, Any]:
    names = ("holds_from", "bills", "amount", "due_on", "basis", "budget_target", "decree")
    return audit.values(one, names)


@transaction.atomic
def correct_assessment(
    *,
    tax_year: TaxYear,
    figures: AssessmentFigures,
    reason: str,
    based_on: int | None,
    by: User,
    at: datetime,
) -> Assessment:
    """What was assessed changes from a day on, by a decision of the tax office. Older recaps keep theirs.

    Refuses with `land-tax-recap-contradicts` when a recap from that day on could no longer be true.
    """
    access.require(by, Permission.CHECK_RECORDS, org_unit=tax_year.org_unit, on=at.date())
    rows = TaxYear.objects.select_related("org_unit")
    tax_year = held_as_seen(rows, tax_year.pk, based_on)
    _require_sound(tax_year.year, figures)
    because = intake.require_reason(reason)
    last = tax_year.assessments.filter(computed=False).latest("version")
    if figures.holds_from < last.holds_from:
        day = f"{last.holds_from:%d-%m-%Y}"
        raise Refused("land-tax-change-earlier", field="holds_from", day=day)
    changed = _assessment(tax_year, last.version + 1, figures, because, by, at)
    if _said(changed) == _said(last):
        raise Refused("land-tax-nothing-changed")
    if not tax_year.by_objects:
        _require_recaps_fit(tax_year, changed)
    changed.save()
    tax_year.edition += 1
    tax_year.save(update_fields=["edition"])
    if tax_year.by_objects:
        computing.follow(tax_year, by=by, at=at)
    intake.mark(tax_year.year, [tax_year.org_unit])
    audit.note(
        "correct-assessment",
        tax_year,
        by=by,
        at=at,
        why=because,
        **audit.changed(changed, _figures(last)),
        decree=changed.decree,
    )
    return changed


def _said(one: Assessment) -> tuple[object, ...]:
    return (one.bills, one.amount, one.due_on, one.basis, one.budget_target)


def _require_recaps_fit(tax_year: TaxYear, changed: Assessment) -> None:
    for one in tax_year.recaps.filter(as_of__gte=changed.holds_from).order_by("as_of"):
        found = next(contradictions(one.figures, changed.figures), None)
        if found is not None:
            raise Refused(
                "land-tax-recap-contradicts",
                field="holds_from",
                day=f"{one.as_of:%d-%m-%Y}",
                detail=refusals.problem_sentence(found),
            )


@transaction.atomic
def record_week(
    *,
    org_unit: OrgUnit,
    year: int,
    as_of: date,
    lines: Sequence[Line],
    source: str,
    by: User,
    at: datetime,
) -> list[Recap]:
    """How far villages of an office are on a day. One line that cannot be true keeps all of them out."""
    access.require(by, Permission.KEEP_RECORDS, org_unit=org_unit, on=at.date())
    intake.require_day(year, as_of, at, field="as_of")
    if not source.strip():
        raise Refused("land-tax-basis-missing", field="source")
    if not lines:
        raise Refused("land-tax-nothing-typed")
    for one in lines:
        _require_village(one.org_unit, org_unit)
    villages = [one.org_unit.pk for one in lines]
    intake.hold_years(villages, year)
    known = queries.known_around(Q(org_unit__in=villages), year, as_of)
    made = []
    for one in lines:
        there = known.get(one.org_unit.pk)
        found = intake.problems_of(one.figures, there, office=one.org_unit, year=year, day=as_of)
        if (problem := next(found, None)) is not None or there is None:
            assert problem is not None  # noqa: S101 -- without a tax year there is one
            raise intake.refuse(problem, one.org_unit)
        made.append(
            intake.row(there.tax_year, as_of, one.figures, source=source.strip(), by=by, at=at)
        )
    kept = Recap.objects.bulk_create(made)
    intake.mark(year, [one.org_unit for one in lines])
    audit.note("record-recap", org_unit, by=by, at=at, year=year, as_of=as_of, villages=len(kept))
    return kept


@transaction.atomic
def correct_recap(
    *,
    recap: Recap,
    figures: RecapFigures,
    reason: str,
    based_on: int | None,
    by: User,
    at: datetime,
) -> Recap:
    """A recap was written down wrongly; what stood there stays readable. It must fit its neighbours."""
    access.require(by, Permission.KEEP_RECORDS, org_unit=recap.org_unit, on=at.date())
    # The year first, as for a new recap: its neighbours must stand still.
    tax_year = held_row(TaxYear.objects.select_related("org_unit"), recap.tax_year_id)
    recap = held_as_seen(Recap.objects.select_related("org_unit"), recap.pk, based_on)
    _require_by_recaps(tax_year)
    because = intake.require_reason(reason)
    if figures == recap.figures:
        raise Refused("land-tax-nothing-changed")
    _require_fits(tax_year, recap, figures)
    names = ("paid", "bills_paid", "penalties", "remaining")
    before = audit.values(recap, names)
    _put_right(recap, figures, because, by, at)
    intake.mark(tax_year.year, [tax_year.org_unit])
    changed = audit.changed(recap, before)
    audit.note("correct-recap", recap, by=by, at=at, why=because, **changed)
    return recap


def _put_right(recap: Recap, figures: RecapFigures, reason: str, by: User, at: datetime) -> None:
    """The recap says something else now; what stood there is kept beside it."""
    RecapCorrection.objects.create(
        recap=recap,
        paid=recap.paid,
        bills_paid=recap.bills_paid,
        penalties=recap.penalties,
        remaining=recap.remaining,
        paid_after=figures.paid,
        reason=reason,
        recorded_by=by,
        recorded_at=at,
    )
    recap.paid, recap.bills_paid = figures.paid, figures.bills_paid
    recap.penalties, recap.remaining = figures.penalties, figures.remaining
    recap.edition += 1
    recap.save()


def _require_by_recaps(tax_year: TaxYear) -> None:
    if tax_year.by_objects:
        said = {"office": tax_year.org_unit.name, "year": tax_year.year}
        raise Refused("land-tax-by-objects", **said)


@transaction.atomic
def reverse_recaps(
    *,
    tax_year: TaxYear,
    since: date,
    amount: int,
    bills: int,
    reason: str,
    based_on: int | None,
    by: User,
    at: datetime,
) -> list[Recap]:
    """Money was booked wrongly from a day on: every recap from then on is put right by the same amount.

    So a later recap may lie lower (R8.11). None may fall below the recap before that day.
    """
    access.require(by, Permission.KEEP_RECORDS, org_unit=tax_year.org_unit, on=at.date())
    rows = TaxYear.objects.select_related("org_unit")
    tax_year = held_as_seen(rows, tax_year.pk, based_on)
    _require_by_recaps(tax_year)
    because = intake.require_reason(reason)
    if amount < 1:
        raise Refused("payment-of-nothing", field="amount")
    found = list(held(tax_year.recaps.filter(as_of__gte=since)).order_by("as_of"))
    if not found:
        raise Refused("reversal-of-nothing", field="since", day=f"{since:%d-%m-%Y}")
    before = tax_year.recaps.filter(as_of__lt=since).order_by("-as_of").first()
    least = before.standing if before else None
    paid = {_day(one): one.paid for one in found}
    _require_enough(found[0], least.paid if least else 0, amount, field="amount")
    for one in found:
        if one.bills_paid is not None and one.bills_paid - bills < (
            (least.bills_paid if least else None) or 0
        ):
            raise Refused("reversal-of-too-many", field="bills", day=f"{one.as_of:%d-%m-%Y}")
        _put_right(one, _lowered(one, amount, bills), because, by, at)
    tax_year.edition += 1
    tax_year.save(update_fields=["edition"])
    intake.mark(tax_year.year, [tax_year.org_unit])
    lower = audit.changes(paid, {_day(one): one.paid for one in found})
    audit.note(
        "reverse-recaps",
        tax_year,
        by=by,
        at=at,
        since=since,
        amount=amount,
        recaps=len(found),
        why=because,
        **lower,
    )
    return found


def _day(one: Recap) -> str:
    return f"lunas per {one.as_of:%d-%m-%Y}"


def _require_enough(first: Recap, least: int, amount: int, *, field: str) -> None:
    if first.paid - amount < least:
        said = {"day": f"{first.as_of:%d-%m-%Y}", "paid": rp(first.paid)}
        most = rp(first.paid - least)
        raise Refused("reversal-too-large", field=field, most=most, **said)


def _lowered(one: Recap, amount: int, bills: int) -> RecapFigures:
    return RecapFigures(
        one.paid - amount,
        None if one.bills_paid is None else one.bills_paid - bills,
        one.penalties,
        None if one.remaining is None else one.remaining + amount,
    )


def _require_fits(tax_year: TaxYear, recap: Recap, figures: RecapFigures) -> None:
    held_then = queries.assessment_by(tax_year, recap.as_of)
    assert held_then is not None  # noqa: S101 -- a recap is never older than what was assessed
    before, after = queries.neighbours(tax_year, recap.as_of)
    found = contradictions(
        figures,
        held_then.figures,
        before=before.standing if before else None,
        after=after.standing if after else None,
    )
    if (problem := next(found, None)) is not None:
        raise intake.refuse(problem, recap.org_unit)
