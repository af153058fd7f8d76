"""The number a formula comes to, exactly, or the first reason why there is none."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from janji.core.formulas.nodes import (
    Binary,
    Call,
    Comparison,
    Connective,
    Function,
    Logical,
    Name,
    Negative,
    Node,
    Not,
    Number,
    Operator,
    Percent,
    Relation,
    children,
)

Values = Mapping[str, Fraction | None]
"""What each name comes to; `None` where nothing was measured."""

MOST_BITS = 4096
MOST_POWER = 64
ZERO = Fraction(0)
SURVEY_FACTOR = 25
"""Turns a mean answer from 1 to 4 into a hundred (PermenPANRB 14/2017, annex V)."""


class Undefined(StrEnum):
    """Why a formula comes to no number."""

    ZERO_DENOMINATOR = "zero-denominator"
    NOT_MEASURED = "not-measured"
    POWER_NOT_WHOLE = "power-not-whole"
    TOO_LARGE = "too-large"


@dataclass(frozen=True, slots=True)
class Value:
    """What a formula comes to. `value` is `None` exactly when it is `undefined`.

    Then `at` is the character of the formula where it failed, and `name` the name that had no
    usable number, if it was a name.
    """

    value: Fraction | None = None
    undefined: Undefined | None = None
    name: str | None = None
    at: int | None = None


class _NoNumber(Exception):
    """Ends the evaluation at the first part without a number; never leaves this module."""

    def __init__(self, reason: Undefined, node: Node) -> None:
        super().__init__(reason)
        self.reason = reason
        self.node = node


def evaluate(tree: Node, values: Values) -> Value:
    """What a checked formula comes to.

    Parts are taken from left to right; the first without a number decides. Of `jika` only the
    chosen branch is taken, and `dan` and `atau` stop as soon as they are settled. Nothing above
    or below the line may exceed `MOST_BITS` at any step, nor an exponent `MOST_POWER`. Zero to
    the power of zero is one.
    """
    try:
        return Value(_number(tree, values))
    except _NoNumber as failure:
        node = failure.node
        name = node.name if isinstance(node, Name) else None
        return Value(undefined=failure.reason, name=name, at=node.place.at)


def parts_taken(node: Node, values: Values) -> tuple[Node, ...]:
    """The parts directly below that count with these values: only the chosen branch of `jika`."""
    try:
        match node:
            case Call(Function.IF, arguments):
                return (arguments[0], _chosen(arguments, values))
            case Logical(_, left, right):
                return (left,) if _is_settled(node, values) else (left, right)
    except _NoNumber:
        return children(node)[:1]
    return children(node)


def _number(node: Node, values: Values) -> Fraction:
    match node:
        case Number(value):
            return value
        case Name(name):
            return _measured(node, values.get(name))
        case Negative(operand):
            return -_number(operand, values)
        case Percent(operand):
            return _bounded(_number(operand, values) / 100, node)
        case Binary(_, left, right):
            return _calculated(node, _number(left, values), _number(right, values))
        case Call(Function.IF, arguments):
            return _number(_chosen(arguments, values), values)
        case Call(function, arguments):
            numbers = [_number(argument, values) for argument in arguments]
            return _CALLS[Function(function)](numbers, node)
        case _:
            raise TypeError(node)


def _truth(node: Node, values: Values) -> bool:
    match node:
        case Comparison(relation, left, right):
            return _compared(relation, _number(left, values), _number(right, values))
        case Logical(connective, _, right):
            if _is_settled(node, values):
                return connective is Connective.OR
            return _truth(right, values)
        case Not(operand):
            return not _truth(operand, values)
        case _:
            raise TypeError(node)


def _chosen(arguments: tuple[Node, ...], values: Values) -> Node:
    condition, then, otherwise = arguments
    return then if _truth(condition, values) else otherwise


def _is_settled(node: Logical, values: Values) -> bool:
    """Whether the left condition alone decides."""
    return _truth(node.left, values) is (node.connective is Connective.OR)


def _measured(node: Name, value: Fraction | None) -> Fraction:
    if value is None:
        raise _NoNumber(Undefined.NOT_MEASURED, node)
    return _bounded(value, node)


def _bounded(value: Fraction, node: Node) -> Fraction:
    """The value, if it is small enough to go on with; two such make at most twice the digits."""
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > MOST_BITS:
        raise _NoNumber(Undefined.TOO_LARGE, node)
    return value


def _calculated(node: Binary, left: Fraction, right: Fraction) -> Fraction:
    match node.operator:
        case Operator.PLUS:
            return _bounded(left + right, node)
        case Operator.MINUS:
            return _bounded(left - right, node)
        case Operator.TIMES:
            return _bounded(left * right, node)
        case Operator.DIVIDED:
            if not right:
                raise _NoNumber(Undefined.ZERO_DENOMINATOR, node)
            return _bounded(left / right, node)
        case Operator.POWER:
            return _power(left, right, node)


def _power(base: Fraction, exponent: Fraction, node: Node) -> Fraction:
    if exponent.denominator != 1:
        raise _NoNumber(Undefined.POWER_NOT_WHOLE, node)
    if not base and exponent < 0:
        raise _NoNumber(Undefined.ZERO_DENOMINATOR, node)
    times = exponent.numerator
    bits = max(base.numerator.bit_length(), base.denominator.bit_length())
    # A number of so many bits has at least `(bits - 1) × times` as a power: asked beforehand.
    if abs(times) > MOST_POWER or (bits - 1) * abs(times) >= MOST_BITS:
        raise _NoNumber(Undefined.TOO_LARGE, node)
    raised = Fraction(base.numerator ** abs(times), base.denominator ** abs(times))
    return _bounded(1 / raised if times < 0 else raised, node)


def _compared(relation: Relation, left: Fraction, right: Fraction) -> bool:
    match relation:
        case Relation.EQUAL:
            return left == right
        case Relation.UNEQUAL:
            return left != right
        case Relation.LESS:
            return left < right
        case Relation.AT_MOST:
            return left <= right
        case Relation.MORE:
            return left > right
        case Relation.AT_LEAST:
            return left >= right


def _sum(numbers: Iterable[Fraction], node: Node) -> Fraction:
    total = ZERO
    for number in numbers:
        total = _bounded(total + number, node)
    return total


def _mean(numbers: list[Fraction], node: Node) -> Fraction:
    return _bounded(_sum(numbers, node) / len(numbers), node)


def _survey_index(numbers: list[Fraction], node: Node) -> Fraction:
    weight, *answers = numbers
    weighted = _bounded(weight * _sum(answers, node), node)
    return _bounded(SURVEY_FACTOR * weighted, node)


_CALLS: Mapping[Function, Callable[[list[Fraction], Node], Fraction]] = {
    Function.MINIMUM: lambda numbers, _: min(numbers),
    Function.MAXIMUM: lambda numbers, _: max(numbers),
    Function.MEAN: _mean,
    Function.SURVEY_INDEX: _survey_index,
}
