"""What is frozen of a figure when its quarter is submitted, and the digest that seals it.

It holds everything by which the figure can be judged and checked again: what was typed or counted, the
target it stands against, the definition, and every value behind it by office. Numbers are exact: a
fraction is written `258/300` in lowest terms, never as a rounded decimal.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from janji.core.accumulation import QuarterFigure, ToDate
from janji.core.achievement import Undefined
from janji.core.counted import Counted
from janji.core.formulas import evaluating
from janji.core.formulas.evaluating import Value
from janji.core.periods import Window

Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Behind:
    """A value behind a counted figure: of one variable under some terms, in a window, in one office."""

    variable: str
    terms: str
    first: int
    last: int
    office: int
    value: int


@dataclass(frozen=True, slots=True)
class Definition:
    """By what a figure was counted, its results in every window, and the values behind them.

    `ledgers` are register, office and edition of every book that was read.
    """

    key: int
    number: int
    formula: str
    results: Sequence[Counted]
    behind: Sequence[Behind]
    ledgers: Sequence[tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class Kept:
    """A figure of a quarter as it was submitted.

    `aim` is the target up to the quarter, `fair_aim` that of its measured quarters only, which is what
    it is judged against. What was typed names its measurement and the digests of its evidence.
    """

    indicator: str
    version: int
    promised: str | None
    aim: Fraction | None
    fair_aim: Fraction | None
    own: QuarterFigure
    words: str | None
    because: str | None
    to_date: ToDate
    measurement: int | None = None
    evidence: tuple[str, ...] = ()
    definition: Definition | None = None

    @property
    def is_missing(self) -> bool:
        """Whether nothing at all was said of the quarter."""
        return self.measurement is None and self.definition is None

    def counted(self, window: Window) -> Counted | None:
        """What was counted in a window."""
        results = self.definition.results if self.definition else ()
        return next((one for one in results if one.window == window), None)


def digest_of(content: Content) -> str:
    """The seal of what was frozen: the same for the same content, whatever the order of its names."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def to_json(kept: Kept) -> Content:
    """A frozen figure as plain values."""
    return {
        "indicator": kept.indicator,
        "version": kept.version,
        "promised": kept.promised,
        "aim": _text(kept.aim),
        "fair_aim": _text(kept.fair_aim),
        "own": {
            "quarter": kept.own.quarter,
            "value": _text(kept.own.value),
            "numerator": _text(kept.own.numerator),
            "denominator": _text(kept.own.denominator),
        },
        "words": kept.words,
        "because": kept.because,
        "to_date": {
            "value": _text(kept.to_date.value),
            "numerator": _text(kept.to_date.numerator),
            "denominator": _text(kept.to_date.denominator),
            "quarters": list(kept.to_date.quarters),
            "reason": kept.to_date.reason.value if kept.to_date.reason else None,
        },
        "measurement": kept.measurement,
        "evidence": sorted(kept.evidence),
        "definition": _definition(kept.definition) if kept.definition else None,
    }


def _definition(one: Definition) -> Content:
    behind = sorted(
        (each.variable, each.terms, each.first, each.last, each.office, each.value)
        for each in one.behind
    )
    return {
        "key": one.key,
        "number": one.number,
        "formula": one.formula,
        "results": [_result(each) for each in sorted(one.results, key=lambda each: each.window)],
        "behind": [list(each) for each in behind],
        "ledgers": [list(each) for each in sorted(one.ledgers)],
    }


def _result(one: Counted) -> Content:
    return {
        "year": one.window.year,
        "first": one.window.first,
        "last": one.window.last,
        "values": {name: _text(value) for name, value in one.values.items()},
        "value": _text(one.result.value),
        "undefined": one.result.undefined.value if one.result.undefined else None,
        "numerator": _text(one.numerator),
        "denominator": _text(one.denominator),
    }


def from_json(content: Mapping[str, Any]) -> Kept:
    """The frozen figure that `to_json` wrote."""
    own, so_far = content["own"], content["to_date"]
    defined = content["definition"]
    return Kept(
        indicator=content["indicator"],
        version=content["version"],
        promised=content["promised"],
        aim=_number(content["aim"]),
        fair_aim=_number(content["fair_aim"]),
        own=QuarterFigure(
            own["quarter"], *(_number(own[name]) for name in ("value", "numerator", "denominator"))
        ),
        words=content["words"],
        because=content["because"],
        to_date=ToDate(
            value=_number(so_far["value"]),
            numerator=_number(so_far["numerator"]),
            denominator=_number(so_far["denominator"]),
            quarters=tuple(so_far["quarters"]),
            reason=Undefined(so_far["reason"]) if so_far["reason"] else None,
        ),
        measurement=content["measurement"],
        evidence=tuple(content["evidence"]),
        definition=_defined(defined) if defined else None,
    )


def _defined(content: Mapping[str, Any]) -> Definition:
    return Definition(
        key=content["key"],
        number=content["number"],
        formula=content["formula"],
        results=[_counted(one) for one in content["results"]],
        behind=[Behind(*one) for one in content["behind"]],
        ledgers=[(register, office, edition) for register, office, edition in content["ledgers"]],
    )


def _counted(content: Mapping[str, Any]) -> Counted:
    undefined = content["undefined"]
    return Counted(
        window=Window(content["year"], content["first"], content["last"]),
        values={name: _number(text) for name, text in content["values"].items()},
        result=Value(
            _number(content["value"]), evaluating.Undefined(undefined) if undefined else None
        ),
        numerator=_number(content["numerator"]),
        denominator=_number(content["denominator"]),
    )


def _text(number: Any) -> str | None:
    """A number as a fraction in lowest terms; a whole one without its line."""
    return None if number is None else str(Fraction(number))


def _number(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)
