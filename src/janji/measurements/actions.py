"""Everything that changes measurements and how they are scored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from janji.agreements import actions as agreement_actions
from janji.agreements.models import Agreement, Target
from janji.core.agreement import TargetKind
from janji.core.agreement_life import State
from janji.core.bands import band_set as shipped_band_set
from janji.core.measuring import Shape
from janji.core.ordinals import scale_of
from janji.core.periods import has_begun
from janji.core.refusals import Refused
from janji.indicators.queries import holding_definitions
from janji.kit import audit
from janji.kit.editions import held_row, require_seen
from janji.kit.files import CheckedFile
from janji.measurements.complements import rests
from janji.measurements.kept import require_writable
from janji.measurements.models import Evidence, Measurement, Scoring
from janji.measurements.queries import latest
from janji.orgs import access
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission

FIGURE = ("numerator", "denominator", "value", "words", "not_measured_because", "notes")
"""What of a measurement its entry in the audit chain repeats."""


@dataclass(frozen=True, slots=True)
class EnteredFigure:
    """What someone says was reached: two counts, one value, a grade, or why there is none."""

    numerator: Decimal | None = None
    denominator: Decimal | None = None
    value: Decimal | None = None
    words: str | None = None
    not_measured_because: str | None = None


@transaction.atomic
def record_actual(
    *,
    target: Target,
    quarter: int,
    figure: EnteredFigure,
    notes: str | None,
    evidence: Sequence[CheckedFile],
    based_on: int | None,
    by: User,
    at: datetime,
    keep_evidence: Sequence[int] = (),
) -> Measurement:
    """Keeps what was reached in a quarter; an earlier figure stays as history.

    `based_on` is the measurement the person had on screen, so that nobody overwrites a figure
    they have not seen. `keep_evidence` names files of that measurement that still belong.
    """
    agreement = held_row(
        Agreement.objects.select_related("org_unit"), target.objective.agreement_id
    )
    access.require(by, Permission.RECORD_ACTUAL, org_unit=agreement.org_unit, on=at.date())
    _require_open(agreement, quarter, at)
    if holding_definitions([target.indicator_version_id]):
        raise Refused("counted-from-records")
    _require_sound(target, figure)
    last = latest(target, quarter)
    require_seen(last, based_on)
    if last is not None:
        last.is_latest = False
        last.save(update_fields=["is_latest"])
    made = Measurement.objects.create(
        target=target,
        quarter=quarter,
        numerator=figure.numerator,
        denominator=figure.denominator,
        value=figure.value,
        words=figure.words,
        not_measured_because=figure.not_measured_because,
        notes=notes,
        recorded_by=by,
        recorded_at=at,
    )
    _attach(made, evidence)
    if last is not None:
        _carry_over(last, made, keep_evidence)
    before = audit.values(last, FIGURE)
    audit.note(
        "record-actual",
        made,
        by=by,
        at=at,
        target=target.pk,
        quarter=quarter,
        files=sorted(made.evidence.values_list("sha256", flat=True)),
        **audit.changed(made, before),
    )
    return made


def _require_open(agreement: Agreement, quarter: int, at: datetime) -> None:
    if agreement.state != State.IN_FORCE:
        raise Refused("agreement-not-in-force")
    if not has_begun(agreement.year, quarter, timezone.localdate(at)):
        raise Refused("quarter-not-begun", quarter=quarter, year=agreement.year)
    # Whoever submits the quarter holds the agreement too: one of both comes first.
    require_writable(agreement.org_unit, agreement.year, quarter)


def _require_sound(target: Target, figure: EnteredFigure) -> None:
    """Exactly one thing is said, and it fits the way the indicator is measured."""
    said = [
        figure.numerator is not None or figure.denominator is not None,
        figure.value is not None,
        figure.words is not None,
        figure.not_measured_because is not None,
    ]
    if sum(said) != 1:
        raise Refused("figure-missing")
    if figure.not_measured_because is not None:
        return
    if not TargetKind(target.kind).is_numeric and target.indicator_version.direction != "range":
        _require_grade(target, figure.words)
    elif target.indicator_version.shape == Shape.RATIO:
        _require_counts(figure)
    elif figure.value is None:
        raise Refused("value-missing", field="value")


def _require_grade(target: Target, words: str | None) -> None:
    scale = scale_of(target.raw or "")
    if words is None or scale is None or scale.rank(words) is None:
        grades = ", ".join(scale.grades) if scale else "–"
        raise Refused("grade-unknown", field="words", said=words or "", grades=grades)


def _require_counts(figure: EnteredFigure) -> None:
    if figure.numerator is None:
        raise Refused("count-missing", field="numerator")
    if figure.denominator is None:
        raise Refused("count-missing", field="denominator")
    for field, count in (("numerator", figure.numerator), ("denominator", figure.denominator)):
        if count < 0:
            raise Refused("count-negative", field=field)


def _attach(measurement: Measurement, files: Sequence[CheckedFile]) -> None:
    for checked in files:
        evidence = Evidence(
            measurement=measurement,
            name=checked.name,
            content_type=checked.kind.value,
            size=len(checked.data),
            sha256=checked.sha256,
        )
        evidence.file.save(f"{checked.sha256[:24]}.bin", ContentFile(checked.data), save=False)
        evidence.save()


def _carry_over(last: Measurement, made: Measurement, keys: Sequence[int]) -> None:
    """The same stored file, named by the new measurement too."""
    Evidence.objects.bulk_create(
        Evidence(
            measurement=made,
            name=one.name,
            file=one.file.name,
            content_type=one.content_type,
            size=one.size,
            sha256=one.sha256,
        )
        for one in last.evidence.filter(pk__in=keys)
    )


@transaction.atomic
def draft_complement(*, agreement: Agreement, starts_on: date, by: User, at: datetime) -> Agreement:
    """A draft for the official who takes over, with what remains of every target by what was reached.

    The agreement is held, so that no figure is recorded between counting and drafting.
    """
    agreement = held_row(Agreement.objects.select_related("org_unit"), agreement.pk)
    on = timezone.localdate(at)
    remaining = {
        one.target.pk: one.remaining
        for one in rests(agreement, starts_on, on=on)
        if one.remaining is not None
    }
    return agreement_actions.draft_complement(
        agreement=agreement, starts_on=starts_on, remaining=remaining, by=by, at=at
    )


@transaction.atomic
def set_scoring(
    *,
    org_unit: OrgUnit,
    from_year: int,
    cap: Decimal | None,
    band_set: str,
    based_on: int | None,
    by: User,
    at: datetime,
) -> Scoring:
    """How achievements of an office and all below it are scored from a year on.

    `based_on` is the setting that was on screen, whose place another row takes.
    """
    org_unit = held_row(OrgUnit.objects, org_unit.pk)
    access.require(by, Permission.SET_SCORING, org_unit=org_unit, on=at.date())
    shipped_band_set(band_set)
    if cap is not None and cap < 100:
        raise Refused("cap-below-100", field="cap")
    known = Scoring.objects.filter(org_unit=org_unit, from_year=from_year).first()
    before = audit.values(known, ("cap", "band_set"))
    if known is not None:
        require_seen(known, based_on)
        Scoring.objects.filter(pk=known.pk).delete()
    scoring = Scoring.objects.create(
        org_unit=org_unit, from_year=from_year, cap=cap, band_set=band_set
    )
    changed = audit.changed(scoring, before)
    audit.note("set-scoring", scoring, by=by, at=at, from_year=from_year, **changed)
    return scoring
