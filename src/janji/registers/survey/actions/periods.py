"""Changes of questionnaires and survey periods."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from janji.core.refusals import Refused
from janji.core.sampling import methods
from janji.core.satisfaction import asked_codes, cutoffs, weighting
from janji.core.survey_life import NEEDS_REASON, PeriodDeed, PeriodState, after
from janji.kit import audit
from janji.kit.editions import held_row, require_seen
from janji.orgs import access
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission
from janji.registers.facts import keeping as facts
from janji.registers.survey import queries
from janji.registers.survey.models import (
    REGISTER,
    Instrument,
    Period,
    PopulationSource,
    Question,
    SourceStatus,
)
from janji.registers.survey.questionnaire import (
    STANDARD_NAME,
    STANDARD_SOURCE,
    QuestionText,
    standard_questions,
)

LONGEST = timedelta(days=366)
"""The survey is held at least once a year (PermenPANRB 14/2017, Pasal 1), so no period is longer."""
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def random_word(length: int) -> str:
    """A word for an address that cannot be guessed; without letters that look alike."""
    return "".join(secrets.choice(LETTERS) for _ in range(length))


@transaction.atomic
def set_instrument(
    *,
    org_unit: OrgUnit,
    name: str,
    source: str,
    status: str,
    max_blank: int,
    questions: Sequence[QuestionText],
    based_on: int | None,
    by: User,
    at: datetime,
) -> Instrument:
    """A new version of the office's questionnaire, in the order given; running periods keep theirs.

    `based_on` is the newest version on screen.
    """
    org_unit = held_row(OrgUnit.objects, org_unit.pk)
    access.require(by, Permission.MANAGE_SURVEY, org_unit=org_unit, on=at.date())
    if sorted(one.element for one in questions) != sorted(asked_codes()):
        raise Refused("survey-elements-incomplete")
    if any(not one.text.strip() or not all(one.options) for one in questions):
        raise Refused("survey-question-empty")
    last = queries.newest_instrument(org_unit)
    require_seen(last, based_on)
    made = Instrument.objects.create(
        org_unit=org_unit,
        version=(last.version if last else 0) + 1,
        name=name,
        source=source,
        status=status,
        max_blank=max_blank,
        set_by=by,
        set_at=at,
    )
    Question.objects.bulk_create(
        Question(
            instrument=made,
            element=one.element,
            place=place,
            name=one.name,
            text=one.text,
            options=list(one.options),
        )
        for place, one in enumerate(questions, start=1)
    )
    # The first one is the regulation's as a rule, and is not repeated here.
    changed = audit.changes(_asked(last), _asked(made)) if last else audit.changed(made, NOTHING)
    audit.note("set-instrument", made, by=by, at=at, version=made.version, **changed)
    return made


NOTHING = dict.fromkeys(("name", "source", "status", "max_blank"))


def _asked(instrument: Instrument) -> dict[str, Any]:
    """What a questionnaire says, each question by its element."""
    said = audit.values(instrument, NOTHING)
    for one in instrument.questions.all():
        said |= {one.element: one.text, f"{one.element}: pilihan": one.options}
    return said


@dataclass(frozen=True, slots=True)
class Sampling:
    """How many were served, where that comes from, and how the sample is found."""

    method: str
    population: int | None = None

    @property
    def source(self) -> PopulationSource:
        """Counted from the services register unless a number was typed."""
        return PopulationSource.COUNTED if self.population is None else PopulationSource.TYPED


@transaction.atomic
def create_period(
    *,
    org_unit: OrgUnit,
    name: str,
    starts_on: date,
    ends_on: date,
    frequency: str,
    sampling: Sampling,
    by: User,
    at: datetime,
) -> Period:
    """A draft of a survey; an office without a questionnaire gets the regulation's."""
    access.require(by, Permission.MANAGE_SURVEY, org_unit=org_unit, on=at.date())
    _require_days(org_unit, starts_on, ends_on)
    _require_sampling(sampling)
    instrument = queries.newest_instrument(org_unit) or set_instrument(
        org_unit=org_unit,
        name=STANDARD_NAME,
        source=STANDARD_SOURCE,
        status=SourceStatus.SEEN,
        max_blank=1,
        questions=standard_questions(),
        based_on=None,
        by=by,
        at=at,
    )
    period = Period.objects.create(
        org_unit=org_unit,
        instrument=instrument,
        name=name,
        starts_on=starts_on,
        ends_on=ends_on,
        frequency=frequency,
        population=sampling.population,
        population_source=sampling.source,
        sample_method=sampling.method,
        slug=random_word(10),
        kiosk_key=random_word(20),
        created_by=by,
        created_at=at,
    )
    audit.note("create-period", period, by=by, at=at, name=name)
    return period


def _require_days(org_unit: OrgUnit, starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        raise Refused("survey-period-reversed", field="ends_on")
    if ends_on - starts_on >= LONGEST:
        raise Refused("survey-period-too-long", field="ends_on")
    # Every response belongs to one period by its day, so two cannot share a day. The office's
    # row is held, or two people could make overlapping ones at once.
    held_row(OrgUnit.objects, org_unit.pk)
    other = Period.objects.filter(
        org_unit=org_unit, starts_on__lte=ends_on, ends_on__gte=starts_on
    ).first()
    if other is not None:
        raise Refused("survey-period-overlaps", field="starts_on", name=other.name)


def _require_sampling(sampling: Sampling) -> None:
    if sampling.method not in methods():
        raise Refused("sample-method-unknown", field="sample_method")
    if sampling.population is not None and sampling.population < 1:
        raise Refused("population-not-positive", field="population")


@transaction.atomic
def set_population(
    *, period: Period, sampling: Sampling, based_on: int | None, by: User, at: datetime
) -> Period:
    """Another population or another way to the sample, while the survey is not yet closed."""
    period = locked(period)
    access.require(by, Permission.MANAGE_SURVEY, org_unit=period.org_unit, on=at.date())
    if period.state not in {PeriodState.DRAFT, PeriodState.RUNNING}:
        raise Refused("survey-settled", name=period.name)
    require_seen(period, based_on)
    _require_sampling(sampling)
    before = audit.values(period, ("population", "population_source", "sample_method"))
    period.population = sampling.population
    period.population_source = sampling.source
    period.sample_method = sampling.method
    period.edition += 1
    period.save()
    changed = audit.changed(period, before)
    audit.note("set-population", period, by=by, at=at, **changed)
    return period


@transaction.atomic
def set_scoring(
    *,
    period: Period,
    weighting_code: str,
    cutoffs_code: str,
    based_on: int | None,
    by: User,
    at: datetime,
) -> Period:
    """The weighting and the cut-offs of a period; both are printed with its result."""
    period = locked(period)
    access.require(by, Permission.MANAGE_SURVEY, org_unit=period.org_unit, on=at.date())
    if period.state == PeriodState.PUBLISHED:
        raise Refused("survey-settled", name=period.name)
    require_seen(period, based_on)
    before = audit.values(period, ("weighting", "cutoffs"))
    period.weighting = weighting(weighting_code).code
    period.cutoffs = cutoffs(cutoffs_code).code
    period.edition += 1
    period.save()
    audit.note(
        "set-survey-scoring",
        period,
        by=by,
        at=at,
        **audit.changed(period, before),
    )
    return period


@transaction.atomic
def move_period(
    *,
    period: Period,
    deed: PeriodDeed,
    based_on: int | None,
    by: User,
    at: datetime,
    reason: str = "",
) -> Period:
    """Opens, closes or reopens a survey. Closing keeps the counted population."""
    if deed in {PeriodDeed.PUBLISH, PeriodDeed.WITHDRAW}:
        raise Refused("survey-move-not-now", state=period.state, deed=deed.value)
    period = locked(period)
    access.require(by, Permission.MANAGE_SURVEY, org_unit=period.org_unit, on=at.date())
    require_seen(period, based_on)
    if deed in NEEDS_REASON and not reason.strip():
        raise Refused("survey-reason-missing", field="reason")
    to = after(PeriodState(period.state), deed)
    before = audit.values(period, ("state", "population"))
    if period.population_source == PopulationSource.COUNTED:
        counted = queries.count_population(period)
        period.population = counted if to is PeriodState.CLOSED else None
    move_to(period, to)
    changed = audit.changed(period, before)
    audit.note("move-survey-period", period, by=by, at=at, why=reason.strip(), **changed)
    return period


def locked(period: Period) -> Period:
    """The period's row, held until the transaction ends."""
    return held_row(Period.objects.select_related("org_unit", "instrument"), period.pk)


def move_to(period: Period, state: PeriodState) -> None:
    """The new state; what formulas count may depend on it, so the facts are counted anew."""
    period.state = state.value
    period.edition += 1
    period.save()
    facts.mark_changed(REGISTER, period.org_unit, [period.starts_on, period.ends_on])
