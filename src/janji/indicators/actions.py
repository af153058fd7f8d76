"""Everything that changes the dictionary of indicators."""

from datetime import datetime

from django.db import transaction

from janji.core.measuring import MeasuringPlan
from janji.core.refusals import Refused
from janji.indicators.models import IndicatorVersion
from janji.kit import audit
from janji.orgs.models import User


@transaction.atomic
def set_way_of_measuring(
    *, version: IndicatorVersion, plan: MeasuringPlan, by: User, at: datetime
) -> IndicatorVersion:
    """Settles direction, shape and year-end rule of a version that is not frozen yet."""
    if version.frozen_at is not None:
        raise Refused("version-frozen")
    version.direction = plan.direction
    version.lower_variant = plan.lower_variant
    version.shape = plan.shape.value
    version.numerator_label = plan.labels.numerator if plan.labels else None
    version.denominator_label = plan.labels.denominator if plan.labels else None
    version.year_end = plan.year_end
    version.save()
    audit.note(
        "set-way-of-measuring", version, by=by, at=at, direction=plan.direction, shape=plan.shape
    )
    return version


@transaction.atomic
def freeze_version(*, version: IndicatorVersion, by: User, at: datetime) -> IndicatorVersion:
    """From now on the version cannot change: an agreement with it is signed. Doing it twice is harmless."""
    if version.frozen_at is None:
        version.frozen_by, version.frozen_at = by, at
        version.save()
        audit.note("freeze-indicator", version, by=by, at=at)
    return version
