"""What an evaluation keeps of the figures when it is published, so that it can be read unchanged later."""

import hashlib
import json
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from janji.core.bands import Band
from janji.core.efficiency import Efficiency
from janji.core.evaluation import Mean, Weighted
from janji.evaluation.queries import Evaluated, EvaluatedIndicator, EvaluatedObjective
from janji.measurements.kept import OfficialFigure

Frozen = dict[str, Any]


def scores_of(found: Evaluated, efficiency: Efficiency) -> Frozen:
    """Everything an evaluation says in numbers, each exact as a fraction in text."""
    return {
        "quarter": found.quarter,
        "scale": found.rule.scale.code,
        "cap": None if found.rule.cap is None else f"{found.rule.cap:f}",
        "undefined": found.chosen.undefined.value,
        "is_weighted": found.is_weighted,
        "weighted": _weighted(found.weighted),
        "band": _band(found.band),
        "efficiency": {
            "formula": efficiency.formula.value,
            "value": _exact(efficiency.value),
            "reason": efficiency.reason.value if efficiency.reason else None,
            "status": efficiency.status.value if efficiency.status else None,
            "value_of_efficiency": _exact(efficiency.value_of_efficiency),
        },
        "objectives": [_objective(one) for one in found.objectives],
    }


def _objective(block: EvaluatedObjective) -> Frozen:
    return {
        "number": block.objective.number,
        "text": block.objective.text,
        "weight": _exact(block.weight),
        "weighted": _weighted(block.weighted),
        "band": _band(block.band),
        "indicators": [_indicator(one) for one in block.indicators],
    }


def _indicator(one: EvaluatedIndicator) -> Frozen:
    words = one.year.last_cell.measurement if one.year.last_cell else None
    return {
        "target": one.target.pk,
        "text": one.target.indicator_version.text,
        "promised": one.year.promised.raw,
        "aim": _exact(one.aim),
        "official": _official(one.official),
        "actual": _exact(one.to_date.value),
        "words": words.words if words else None,
        "unit": one.year.unit,
        "weight": _exact(one.weight),
        "raw": _exact(one.achievement.raw),
        "shown": _exact(one.achievement.shown),
        "reason": one.achievement.reason.value if one.achievement.reason else None,
        "band": _band(one.band),
        "grid": _exact(one.grid.score) if one.grid else None,
        "by_grid": one.grid is not None,
        "explained": one.explanation is not None,
    }


def _official(found: OfficialFigure | None) -> Frozen | None:
    """Which approved quarter the figure is of, and the digest it was frozen with."""
    if found is None:
        return None
    return {"quarter": found.row.office_quarter.quarter, "digest": found.row.digest}


def _weighted(found: Weighted) -> Frozen:
    return {"raw": _mean(found.raw), "shown": _mean(found.shown)}


def _mean(mean: Mean) -> Frozen:
    return {
        "value": _exact(mean.value),
        "counted": mean.counted,
        "total": mean.total,
        "weight": _exact(mean.weight),
    }


def _band(band: Band | None) -> Frozen | None:
    return None if band is None else {"label": band.label, "tone": band.tone}


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def digest_of(scores: Frozen) -> str:
    """By what frozen scores are known: the same numbers give the same digest."""
    text = json.dumps(scores, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def moved_since(frozen: Frozen, now: Frozen) -> Iterator[tuple[Frozen, Frozen]]:
    """Indicators that show another actual or achievement now than when they were frozen."""
    standing = {one["target"]: one for block in now["objectives"] for one in block["indicators"]}
    for block in frozen["objectives"]:
        for one in block["indicators"]:
            other = standing.get(one["target"])
            if other is not None and any(
                one[key] != other[key] for key in ("actual", "words", "raw")
            ):
                yield one, other
