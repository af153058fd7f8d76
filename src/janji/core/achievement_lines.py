"""Achievements by the line: one JSON object in, one out. What cannot be read gets a reason."""

import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from janji.core.achievement import (
    Achievement,
    Direction,
    LowerVariant,
    RangeVariant,
    achievement,
    judged,
)
from janji.core.numbers import MOST_DIGITS, clean, read_number, rounded
from janji.core.ordinals import grade_achievement, scale_of
from janji.core.refusals import Refused

SHOWN_DECIMALS = 2
RAW_DECIMALS = 10
LONGEST_LINE = 100_000

_UNKNOWN = {
    "direction": "direction-unknown",
    "lower_variant": "lower-variant-unknown",
    "range_variant": "range-variant-unknown",
}
_NUMBERS = ("target", "actual", "low", "high", "cap")


def answer(line: str) -> str:
    """The achievement asked for by one line of JSON, as one line of JSON; never an exception.

    In: `target`, `actual`, `direction` (`higher`, `lower`, `range` with `low` and `high`), `cap`,
    optionally `lower_variant` and `range_variant`; numbers as Indonesian text or as JSON numbers.
    Out: `achievement` with 2 decimals, `raw` with 10, or `null` with a `reason`.
    """
    try:
        result = _judge(_asked(line))
    except Refused as refusal:
        return _written(None, None, refusal.code)
    reason = result.reason.value if result.reason else None
    return _written(result.shown, result.raw, reason)


def _written(shown: Fraction | None, raw: Fraction | None, reason: str | None) -> str:
    said = {
        "achievement": None if shown is None else f"{rounded(shown, SHOWN_DECIMALS):f}",
        "raw": None if raw is None else f"{rounded(raw, RAW_DECIMALS):f}",
        "reason": reason,
    }
    return json.dumps(said, separators=(",", ":"))


def _asked(line: str) -> Mapping[str, Any]:
    if len(line) > LONGEST_LINE:
        raise Refused("line-too-long")
    try:
        asked = json.loads(line, parse_float=Decimal, parse_int=Decimal)
    except (ValueError, RecursionError) as wrong:
        raise Refused("line-unreadable") from wrong
    except InvalidOperation as wrong:  # an exponent that no decimal holds
        raise Refused("number-too-long", text=line[:60], most=MOST_DIGITS) from wrong
    if not isinstance(asked, dict):
        raise Refused("line-unreadable")
    return asked


def _judge(asked: Mapping[str, Any]) -> Achievement:
    direction = _chosen(asked, "direction", Direction, Direction.HIGHER)
    cap = _number(asked.get("cap"))
    target = asked.get("target")
    if direction is not Direction.RANGE and isinstance(target, str) and scale_of(target):
        actual = asked.get("actual")
        return judged(grade_achievement(target, None if actual is None else str(actual)), cap)
    numbers = {name: _number(asked.get(name)) for name in _NUMBERS}
    return achievement(
        direction=direction,
        lower_variant=_chosen(asked, "lower_variant", LowerVariant, LowerVariant.MIRROR),
        range_variant=_chosen(asked, "range_variant", RangeVariant, RangeVariant.STABLE),
        **numbers,
    )


def _chosen(asked: Mapping[str, Any], name: str, kind: type[Any], default: Any) -> Any:
    """A word of a fixed list; left out means the default."""
    word = asked.get(name)
    if word is None:
        return default
    if not isinstance(word, str) or word not in {one.value for one in kind}:
        raise Refused(_UNKNOWN[name])
    return kind(word)


def _number(given: object) -> Decimal | None:
    """An Indonesian number with or without a percent sign; empty is missing."""
    if given is None:
        return None
    if isinstance(given, Decimal):
        return _sensible(given)
    if not isinstance(given, str):
        raise Refused("number-unreadable", text=str(given)[:60])
    text = clean(given).removesuffix("%").strip()
    return read_number(text).value if text else None


def _sensible(number: Decimal) -> Decimal:
    """A JSON number, unless writing it out would take more digits than any figure has."""
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or max(abs(number.adjusted()), -exponent) > MOST_DIGITS:
        raise Refused("number-too-long", text=str(number)[:60], most=MOST_DIGITS)
    return number
