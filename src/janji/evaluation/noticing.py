"""What is noticed about figures: their numbers gathered for the rules of `core.signals`."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from django.utils import timezone

from janji.core.accumulation import QuarterFigure, YearEnd, figure_value
from janji.core.achievement import Direction
from janji.core.bands import BandSet
from janji.core.measurement_life import submit_until
from janji.core.signals import (
    Revision,
    Signal,
    all_full,
    bunched,
    jump,
    late_change,
    softer_target,
)
from janji.measurements.models import Measurement
from janji.measurements.queries import IndicatorYear, QuarterCell


def revisions_of(versions: Sequence[int], quarter: int) -> dict[int, list[Revision]]:
    """How the typed figures of a quarter were changed, by the version of the indicator, the first change first; one query."""
    found: dict[int, list[Revision]] = {}
    last: dict[int, Fraction] = {}
    rows = Measurement.objects.filter(
        target__indicator_version__in=versions, quarter=quarter
    ).select_related("target")
    for one in rows.order_by("recorded_at", "pk"):
        value = _value(one)
        if value is None:
            continue
        version = one.target.indicator_version_id
        before = last.get(version)
        if before is not None and before != value:
            day = timezone.localdate(one.recorded_at)
            found.setdefault(version, []).append(Revision(day, before, value))
        last[version] = value
    return found


def _value(measurement: Measurement) -> Fraction | None:
    figure = QuarterFigure(
        measurement.quarter, measurement.value, measurement.numerator, measurement.denominator
    )
    value = figure_value(figure)
    return value if isinstance(value, Fraction) else None


def noticed(
    shown: IndicatorYear,
    last_year: IndicatorYear | None,
    revisions: Sequence[Revision],
    quarter: int,
) -> tuple[Signal, ...]:
    """The signals of one indicator up to a quarter; no query."""
    direction = Direction(shown.plan.direction)
    year = shown.target.objective.agreement.year
    own = _own_values(shown, quarter)
    earlier = _own_values(last_year, 4) if last_year else []
    found = [
        softer_target(
            target=shown.promised.value,
            last_actual=last_year.to_date.value if last_year else None,
            direction=direction,
        ),
        jump([*earlier, *own[:-1]], own[-1]) if own else None,
        late_change(revisions, due=submit_until(year, quarter), direction=direction),
    ]
    return tuple(one for one in found if one is not None)


def _own_values(shown: IndicatorYear, quarter: int) -> list[Fraction]:
    """What each quarter showed by itself, as far as it is known; a growing sum by its steps."""
    cells = [_own(one) for one in shown.cells[:quarter]]
    known = [one for one in cells if one is not None]
    if shown.plan.year_end == YearEnd.PROGRESSIVE:
        return [later - earlier for earlier, later in pairwise([Fraction(0), *known])]
    return known


def _own(cell: QuarterCell) -> Fraction | None:
    if cell.counted is not None:
        return None if cell.counted.value is None else Fraction(cell.counted.value)
    return None if cell.measurement is None else _value(cell.measurement)


def noticed_together(achievements: Iterable[Fraction], scale: BandSet) -> tuple[Signal, ...]:
    """The signals of an agreement as a whole; no query."""
    known = list(achievements)
    found = [bunched(known, scale), all_full(known)]
    return tuple(one for one in found if one is not None)


Revisions = Mapping[int, Sequence[Revision]]
