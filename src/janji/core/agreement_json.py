"""The plain form of an agreement: what `janji read --json` writes, and back again."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from janji.core.agreement import (
    Accumulation,
    AgreementText,
    IndicatorText,
    ObjectiveText,
    Party,
    ProgrammeLine,
    TargetKind,
    TargetText,
    Total,
)
from janji.core.numbers import MOST_DIGITS
from janji.core.origins import Confidence, Origin, Place
from janji.core.refusals import Problem, Refused

Json = dict[str, Any]

_PLACE = ("page", "table", "row", "cell", "line")


def to_json(text: AgreementText) -> Json:
    """The agreement as plain data; decimals are written out as text, missing is null.

    Origins and the writing of a unit are left out where there are none: what was signed before
    they were kept has the same plain form, and the same digest, as ever.
    """
    plain: Json = {
        "year": text.year,
        "revision": text.revision,
        "org_unit": text.org_unit,
        "region": text.region,
        "place": text.place,
        "date_text": text.date_text,
        "first_party": _party(text.first_party),
        "second_party": _party(text.second_party),
        "objectives": [_objective(one) for one in text.objectives],
        "programmes": [
            {"name": one.name, "amount": _digits(one.amount)} for one in text.programmes
        ],
        "total": {
            "printed": _digits(text.total.printed),
            "computed": _digits(text.total.computed),
            "agrees": text.total.agrees,
        },
        "problems": [
            {"code": one.code, "where": one.where, "facts": dict(one.facts)}
            for one in text.problems
        ],
    }
    if text.origins:
        plain["origins"] = {path: _origin(one) for path, one in text.origins.items()}
    return plain


def _origin(one: Origin) -> Json:
    place = {name: getattr(one.place, name) for name in _PLACE}
    said = {name: value for name, value in place.items() if value is not None}
    return {**said, "confidence": one.confidence.value}


def _digits(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _party(party: Party) -> Json:
    return {"name": party.name, "position": party.position, "nip": party.nip, "rank": party.rank}


def _objective(one: ObjectiveText) -> Json:
    indicators = [_indicator(indicator) for indicator in one.indicators]
    return {"number": one.number, "text": one.text, "indicators": indicators}


def _indicator(one: IndicatorText) -> Json:
    return {
        "number": one.number,
        "text": one.text,
        "formula_text": one.formula_text,
        "accumulation": one.accumulation.value if one.accumulation else None,
        "data_source": one.data_source,
        "notes": one.notes,
        "target": _target(one.target),
    }


def _target(one: TargetText | None) -> Json | None:
    if one is None:
        return None
    plain: Json = {
        "raw": one.raw,
        "kind": one.kind.value,
        "value": _digits(one.value),
        "unit_of_measure": one.unit_of_measure,
    }
    return plain if one.unit_text is None else {**plain, "unit_text": one.unit_text}


def from_json(data: Mapping[str, Any]) -> AgreementText:
    """The agreement that plain data describe; refuses other data with `agreement-json`."""
    try:
        return _agreement(data)
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as wrong:
        raise Refused("agreement-json") from wrong


def _agreement(data: Mapping[str, Any]) -> AgreementText:
    total = data["total"]
    return AgreementText(
        year=data["year"],
        revision=data["revision"],
        org_unit=data["org_unit"],
        region=data["region"],
        place=data["place"],
        date_text=data["date_text"],
        first_party=Party(**data["first_party"]),
        second_party=Party(**data["second_party"]),
        objectives=tuple(_read_objective(one) for one in data["objectives"]),
        programmes=tuple(
            ProgrammeLine(one["name"], _decimal(one["amount"])) for one in data["programmes"]
        ),
        total=Total(_decimal(total["printed"]), _decimal(total["computed"])),
        problems=_read_problems(data["problems"]),
        origins={path: _read_origin(one) for path, one in data.get("origins", {}).items()},
    )


def _read_origin(data: Mapping[str, Any]) -> Origin:
    place = Place(**{name: data.get(name) for name in _PLACE})
    return Origin(place, Confidence(data["confidence"]))


def _decimal(digits: Any) -> Decimal | None:
    if digits is None:
        return None
    if not isinstance(digits, str):
        raise TypeError(digits)
    value = Decimal(digits)
    if not value.is_finite() or abs(value.adjusted()) > MOST_DIGITS:
        raise ValueError(digits)
    return value


def _read_objective(data: Mapping[str, Any]) -> ObjectiveText:
    indicators = tuple(_read_indicator(one) for one in data["indicators"])
    return ObjectiveText(data["number"], data["text"], indicators)


def _read_indicator(data: Mapping[str, Any]) -> IndicatorText:
    target, accumulation = data["target"], data["accumulation"]
    return IndicatorText(
        number=data["number"],
        text=data["text"],
        formula_text=data["formula_text"],
        accumulation=None if accumulation is None else Accumulation(accumulation),
        data_source=data["data_source"],
        notes=data["notes"],
        target=None if target is None else _read_target(target),
    )


def _read_target(data: Mapping[str, Any]) -> TargetText:
    kind, value = TargetKind(data["kind"]), _decimal(data["value"])
    unit, unit_text = data["unit_of_measure"], data.get("unit_text")
    return TargetText(data["raw"], kind, value, unit, unit_text)


def _read_problems(data: Sequence[Mapping[str, Any]]) -> tuple[Problem, ...]:
    return tuple(Problem(one["code"], one["where"], one["facts"]) for one in data)
