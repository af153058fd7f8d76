"""Everything that changes the dictionary of indicators."""

from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from janji.core.accumulation import YearEnd
from janji.core.counted import percent_ratio, require_fit
from janji.core.formulas.nodes import Node
from janji.core.formulas.printing import printed
from janji.core.measuring import MeasuringPlan, Shape
from janji.core.refusals import Refused
from janji.indicators.counting import names_of_formulas, open_terms, read_formula
from janji.indicators.models import IndicatorVersion, OperationalDefinition
from janji.kit import audit
from janji.kit.editions import held_row, require_seen
from janji.orgs import access
from janji.orgs.models import User
from janji.orgs.roles import Permission
from janji.registers import catalogue
from janji.registers.variables import Term, Terms

WAY_OF_MEASURING = (
    *("direction", "lower_variant", "shape", "numerator_label", "denominator_label", "year_end"),
    "owner",
)
DEFINED = ("formula", "terms", "wording")


@transaction.atomic
def set_way_of_measuring(
    *, version: IndicatorVersion, plan: MeasuringPlan, by: User, at: datetime
) -> IndicatorVersion:
    """Settles direction, shape and year-end rule of a version that is not frozen yet."""
    version = held_row(IndicatorVersion.objects, version.pk)
    if version.frozen_at is not None:
        raise Refused("version-frozen")
    before = audit.values(version, WAY_OF_MEASURING)
    version.direction = plan.direction
    version.lower_variant = plan.lower_variant
    version.shape = plan.shape.value
    version.numerator_label = plan.labels.numerator if plan.labels else None
    version.denominator_label = plan.labels.denominator if plan.labels else None
    version.year_end = plan.year_end
    version.owner = plan.owner
    version.save()
    changed = audit.changed(version, before)
    audit.note("set-way-of-measuring", version, by=by, at=at, **changed)
    return version


@transaction.atomic
def name_owner(
    *, version: IndicatorVersion, owner: str, by: User, at: datetime
) -> IndicatorVersion:
    """Says who answers for a frozen version of which nobody had said it: what was signed stays as it was."""
    version = held_row(IndicatorVersion.objects, version.pk)
    if version.owner:
        raise Refused("version-frozen")
    version.owner = owner
    version.save()
    audit.note("name-owner", version, by=by, at=at, before=None, after=owner)
    return version


@transaction.atomic
def freeze_version(*, version: IndicatorVersion, by: User, at: datetime) -> IndicatorVersion:
    """From now on the version cannot change: an agreement with it is signed. Doing it twice is harmless."""
    version = held_row(IndicatorVersion.objects, version.pk)
    if version.frozen_at is None:
        version.frozen_by, version.frozen_at = by, at
        version.save()
        audit.note("freeze-indicator", version, by=by, at=at)
    return version


@dataclass(frozen=True, slots=True)
class SheetEntries:
    """What the dictionary says of an indicator beyond its paper; `None` where nothing was written."""

    definition: str | None = None
    reason: str | None = None
    unit_of_measure: str | None = None
    owner: str | None = None
    frequency: str | None = None
    baseline: Decimal | None = None
    baseline_year: int | None = None


@transaction.atomic
def fill_sheet(
    *,
    version: IndicatorVersion,
    entries: SheetEntries,
    based_on: int | None,
    by: User,
    at: datetime,
) -> IndicatorVersion:
    """Writes the indicator's sheet, as long as no signed agreement uses this version."""
    office = version.indicator.org_unit
    access.require(by, Permission.DEFINE_INDICATOR, org_unit=office, on=at.date())
    version = held_row(IndicatorVersion.objects, version.pk)
    if version.frozen_at is not None:
        raise Refused("version-frozen")
    require_seen(version, based_on)
    names = [field.name for field in fields(entries)]
    before = audit.values(version, names)
    for name in names:
        setattr(version, name, getattr(entries, name))
    version.edition += 1
    version.save()
    changed = audit.changed(version, before)
    audit.note("fill-indicator-sheet", version, by=by, at=at, **changed)
    return version


@transaction.atomic
def draft_definition(
    *,
    version: IndicatorVersion,
    formula: str,
    terms: Terms,
    wording: str | None,
    based_on: int | None,
    by: User,
    at: datetime,
) -> OperationalDefinition:
    """Proposes how the indicator is counted. An earlier proposal that nobody signed is replaced.

    `based_on` is the edition of the newest definition on screen. `terms` needs a value for every term the formula leaves open. Refuses with `formula-…`,
    `term-open`, `formula-not-ratio` or `average-of-ratios`.
    """
    office = version.indicator.org_unit
    access.require(by, Permission.DEFINE_INDICATOR, org_unit=office, on=at.date())
    names = catalogue.names_for(office)
    tree, _ = read_formula(formula, names)
    _require_shape(version, tree)
    kept = {term.code: _kept(term, terms) for term in open_terms(formula, names)}
    version = held_row(IndicatorVersion.objects, version.pk)
    last = version.definitions.first()
    require_seen(last, based_on)
    before = audit.values(last, DEFINED)
    if last is not None and last.signed_at is None and last.ended_at is None:
        proposed = last
    else:
        proposed = OperationalDefinition(version=version, number=last.number + 1 if last else 1)
    proposed.edition = last.edition + 1 if last else 1
    proposed.formula, proposed.terms, proposed.wording = printed(tree), kept, wording
    proposed.drafted_by, proposed.drafted_at = by, at
    proposed.save()
    changed = audit.changed(proposed, before)
    audit.note("draft-definition", proposed, by=by, at=at, number=proposed.number, **changed)
    return proposed


def _kept(term: Term, terms: Terms) -> object:
    if term.code not in terms:
        raise Refused("term-open", title=term.title)
    return term.to_json(term.checked(terms[term.code]))


def _require_shape(version: IndicatorVersion, tree: Node) -> None:
    """What is counted has the shape that was agreed, and a year-end rule that may be used on it."""
    if version.shape == Shape.RATIO and percent_ratio(tree) is None:
        raise Refused("formula-not-ratio", field="formula")
    require_fit(tree, YearEnd(version.year_end or YearEnd.STOCK_LAST))


@transaction.atomic
def sign_definition(
    *, definition: OperationalDefinition, based_on: int | None, by: User, at: datetime
) -> OperationalDefinition:
    """The head of the office makes a proposal hold; an earlier definition ends with it.

    `based_on` is the edition that was read. Whoever wrote a proposal cannot sign it.
    """
    office = definition.version.indicator.org_unit
    access.require(by, Permission.SIGN_DEFINITION, org_unit=office, on=at.date())
    definition = _held(definition)
    if definition.signed_at is not None or definition.ended_at is not None:
        raise Refused("definition-done")
    if definition.drafted_by_id == by.pk:
        raise Refused("definition-own")
    require_seen(definition, based_on)
    names = names_of_formulas([(office, definition.formula)])[office]
    _, used = read_formula(definition.formula, names)
    relied_on = [names.variables[one] for one in used if one in names.variables]
    catalogue.settle(relied_on, by=by, at=at)
    stood = list(definition.version.definitions.filter(signed_at__isnull=False, ended_at=None))
    for one in stood:
        _end(one, f"Diganti definisi {definition.number}", by, at)
    changed = audit.changed(definition, audit.values(stood[-1] if stood else None, DEFINED))
    definition.signed_by, definition.signed_at = by, at
    definition.save()
    audit.note("sign-definition", definition, by=by, at=at, number=definition.number, **changed)
    return definition


@transaction.atomic
def end_definition(
    *, definition: OperationalDefinition, reason: str, by: User, at: datetime
) -> OperationalDefinition:
    """From now on the figures are typed again; what was counted stays explained in the history."""
    office = definition.version.indicator.org_unit
    access.require(by, Permission.SIGN_DEFINITION, org_unit=office, on=at.date())
    definition = _held(definition)
    if definition.ended_at is not None:
        raise Refused("definition-done")
    _end(definition, reason, by, at)
    return definition


def _held(definition: OperationalDefinition) -> OperationalDefinition:
    """The definition read anew; its version's row is held, so that all of them stand still."""
    held_row(IndicatorVersion.objects, definition.version_id)
    return OperationalDefinition.objects.get(pk=definition.pk)


def _end(definition: OperationalDefinition, reason: str, by: User, at: datetime) -> None:
    definition.ended_by, definition.ended_at, definition.end_reason = by, at, reason
    definition.save()
    told = {"number": definition.number} | audit.removed(definition, DEFINED)
    audit.note("end-definition", definition, by=by, at=at, why=reason, **told)
