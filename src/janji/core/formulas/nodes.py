"""What a formula means, as a tree: exact numbers, names, arithmetic, conditions and functions.

The tree says nothing about how the formula was typed, except for the place of each part.
Places do not count when trees are compared.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from fractions import Fraction

from janji.core.numbers import MOST_DIGITS

MOST_NODES = 800
MOST_DEPTH = 60
"""How many nodes may stand on the way from the whole formula down to its deepest part."""


class Operator(StrEnum):
    """Arithmetic with two operands, by its printed sign."""

    PLUS = "+"
    MINUS = "−"
    TIMES = "×"
    DIVIDED = "÷"
    POWER = "^"


class Relation(StrEnum):
    """A comparison of two numbers, by its printed sign."""

    EQUAL = "="
    UNEQUAL = "≠"
    LESS = "<"
    AT_MOST = "≤"
    MORE = ">"
    AT_LEAST = "≥"


class Connective(StrEnum):
    """What joins two conditions, by the word officials write."""

    AND = "dan"
    OR = "atau"


NOT = "bukan"
"""The word that turns a condition around."""

WORDS = frozenset({*Connective, NOT})
"""Words that can never be names."""


class Function(StrEnum):
    """The functions a formula may call, by the name officials write."""

    MINIMUM = "minimum"
    MAXIMUM = "maksimum"
    MEAN = "rata_rata"
    IF = "jika"
    SURVEY_INDEX = "indeks_survei"
    """25 × weight × sum of the mean answers (PermenPANRB 14/2017, annex V)."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part stands in its text: `at` counts characters from zero, the others from one."""

    at: int = 0
    line: int = 1
    column: int = 1


START = Place()


@dataclass(frozen=True, slots=True)
class _Placed:
    place: Place = field(default=START, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Number(_Placed):
    """A number as written: never below zero, and in at most `MOST_DIGITS` digits."""

    value: Fraction

    def __post_init__(self) -> None:
        if self.value < 0 or not self._is_writable():
            raise ValueError(f"not a number that a formula can write: {self.value}")

    @property
    def decimals(self) -> int:
        """How many digits stand behind its comma."""
        decimals = 0
        while 10**decimals % self.value.denominator:
            decimals += 1
        return decimals

    def _is_writable(self) -> bool:
        # One digit at least stands before the comma.
        if 10 ** (MOST_DIGITS - 1) % self.value.denominator:
            return False
        without_comma: Fraction = self.value * 10**self.decimals
        return len(str(without_comma)) <= MOST_DIGITS


@dataclass(frozen=True, slots=True)
class Name(_Placed):
    """A variable, a constant or another formula, in lower case."""

    name: str


@dataclass(frozen=True, slots=True)
class Negative(_Placed):
    """The operand with its sign turned."""

    operand: "Node"


@dataclass(frozen=True, slots=True)
class Percent(_Placed):
    """A hundredth of the operand."""

    operand: "Node"


@dataclass(frozen=True, slots=True)
class Binary(_Placed):
    """Arithmetic with two numbers; its place is that of the sign."""

    operator: Operator
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Comparison(_Placed):
    """Whether two numbers stand in a relation; its place is that of the sign."""

    relation: Relation
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Logical(_Placed):
    """Two conditions joined; its place is that of the word between."""

    connective: Connective
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Not(_Placed):
    """A condition turned around."""

    operand: "Node"


@dataclass(frozen=True, slots=True)
class Call(_Placed):
    """A function with its arguments. Whether there is such a function is for the check to say."""

    function: str
    arguments: tuple["Node", ...]


Node = Number | Name | Negative | Percent | Binary | Comparison | Logical | Not | Call


class Binding(IntEnum):
    """How tightly a part holds together; one with less needs parentheses inside one with more."""

    OR = 1
    AND = 2
    NOT = 3
    COMPARISON = 4
    SUM = 5
    PRODUCT = 6
    NEGATIVE = 7
    POWER = 8
    PERCENT = 9
    WHOLE = 10


OPERATOR_BINDING: Mapping[str, Binding] = {
    Operator.PLUS: Binding.SUM,
    Operator.MINUS: Binding.SUM,
    Operator.TIMES: Binding.PRODUCT,
    Operator.DIVIDED: Binding.PRODUCT,
    Operator.POWER: Binding.POWER,
}
CONNECTIVE_BINDING: Mapping[str, Binding] = {Connective.AND: Binding.AND, Connective.OR: Binding.OR}


def is_truth(node: Node) -> bool:
    """Whether a part is a condition; every other part is a number."""
    return isinstance(node, Comparison | Logical | Not)


def start_of(node: Node) -> Place:
    """The place of a part's first number, name or sign; parentheses around it do not count."""
    while isinstance(node, Binary | Comparison | Logical | Percent):
        node = node.operand if isinstance(node, Percent) else node.left
    return node.place


def children(node: Node) -> tuple[Node, ...]:
    """The parts directly below, from left to right."""
    match node:
        case Number() | Name():
            return ()
        case Negative(operand) | Percent(operand) | Not(operand):
            return (operand,)
        case Binary(_, left, right) | Comparison(_, left, right) | Logical(_, left, right):
            return (left, right)
        case Call(_, arguments):
            return arguments
