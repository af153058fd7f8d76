"""Freezing a quarter: every figure with its target, where it came from, and its digest."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from janji.core.accumulation import YearEnd, target_to_date
from janji.core.kept_figures import Kept, digest_of, to_json
from janji.measurements.kept import editions_of, frozen_definition, ledgers_read
from janji.measurements.models import Evidence, KeptFigure, OfficeQuarter
from janji.measurements.queries import IndicatorYear


def freeze(row: OfficeQuarter, years: Sequence[IndicatorYear], *, at: datetime) -> str:
    """Keeps every figure of a quarter as it stands now; gives the digest over all of them.

    Three queries, whatever their number.
    """
    keys = [one.cells[row.quarter - 1].measurement for one in years]
    evidence: dict[int, list[str]] = {}
    files = Evidence.objects.filter(measurement__in=[one.pk for one in keys if one])
    for key, sha256 in files.values_list("measurement", "sha256"):
        evidence.setdefault(key, []).append(sha256)
    counted = [one.counted for one in years if one.counted is not None]
    editions = editions_of(key for one in counted for key in ledgers_read(one))
    made = [_kept_row(row, one, evidence, editions, at) for one in years]
    KeptFigure.objects.bulk_create(made)
    return digest_of({str(one.target_id): one.digest for one in made})


def _kept_row(
    row: OfficeQuarter,
    year: IndicatorYear,
    evidence: Mapping[int, Sequence[str]],
    editions: Mapping[int, tuple[str, int, int]],
    at: datetime,
) -> KeptFigure:
    kept = _kept(year, row.quarter, evidence, editions)
    content = to_json(kept)
    return KeptFigure(
        office_quarter=row,
        turn=row.turn,
        target=year.target,
        content=content,
        digest=digest_of(content),
        measurement_id=kept.measurement,
        definition_id=kept.definition.key if kept.definition else None,
        kept_at=at,
    )


def _kept(
    year: IndicatorYear,
    quarter: int,
    evidence: Mapping[int, Sequence[str]],
    editions: Mapping[int, tuple[str, int, int]],
) -> Kept:
    cell = year.cells[quarter - 1]
    typed, version = cell.measurement, year.target.indicator_version
    rule = YearEnd(year.plan.year_end or YearEnd.STOCK_LAST)
    fair = target_to_date(
        year.plan.quarter_targets, rule, through=quarter, measured=cell.to_date.quarters
    )
    is_counted = cell.counted is not None and year.counted is not None
    return Kept(
        indicator=version.text,
        version=version.number,
        promised=year.promised.raw,
        aim=cell.target,
        fair_aim=fair if cell.has_figure else None,
        own=cell.own,
        words=typed.words if typed else None,
        because=typed.not_measured_because if typed else None,
        to_date=cell.to_date,
        measurement=typed.pk if typed else None,
        evidence=tuple(sorted(evidence.get(typed.pk, ()))) if typed else (),
        definition=frozen_definition(year.counted, quarter, editions)
        if is_counted and year.counted
        else None,
    )
