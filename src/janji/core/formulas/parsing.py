"""Reading a formula's text into a tree, or saying exactly where it cannot be read.

A comma is always the decimal sign and a dot is never part of a number: arguments stand
between semicolons. From loosest to tightest: `atau`, `dan`, `bukan`, comparisons (never
chained), `+ −`, `× ÷`, the minus sign, `^` (from the right), `%`.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from janji.core.formulas.nodes import (
    CONNECTIVE_BINDING,
    MOST_DEPTH,
    MOST_NODES,
    NOT,
    OPERATOR_BINDING,
    WORDS,
    Binary,
    Binding,
    Call,
    Comparison,
    Connective,
    Logical,
    Name,
    Negative,
    Node,
    Not,
    Number,
    Operator,
    Percent,
    Place,
    Relation,
    children,
)
from janji.core.numbers import MOST_DIGITS, read_number
from janji.core.refusals import Refused

MOST_CHARACTERS = 4000
MOST_NEAR = 30


class TextCode(StrEnum):
    """Why a text is no formula."""

    EMPTY = "formula-empty"
    TOO_LONG = "formula-too-long"
    TOO_DEEP = "formula-too-deep"
    TOO_LARGE = "formula-too-large"
    CHARACTER = "formula-character"
    DECIMAL_POINT = "formula-decimal-point"
    NUMBER_TOO_LONG = "formula-number-too-long"
    COMMA = "formula-comma"
    SEPARATOR = "formula-separator"
    INCOMPLETE = "formula-incomplete"
    OPERAND_MISSING = "formula-operand-missing"
    OPERATOR_MISSING = "formula-operator-missing"
    PARENTHESIS_OPEN = "formula-parenthesis-open"
    PARENTHESIS_EXTRA = "formula-parenthesis-extra"
    COMPARISON_CHAIN = "formula-comparison-chain"


def refusal_at(
    code: str, place: Place, near: str, suggestion: str | None = None, **facts: object
) -> Refused:
    """A refusal that says where in the text and near what; `suggestion` is what to write instead.

    Its facts are `at`, `line`, `column`, `near`, `suggestion` and those given.
    """
    return Refused(
        code,
        at=place.at,
        line=place.line,
        column=place.column,
        near=_shown(near[:MOST_NEAR])[:MOST_NEAR],
        suggestion=suggestion,
        **facts,
    )


def _shown(text: str) -> str:
    """Text that can be printed: what cannot be seen is named by its number."""
    return "".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in text)


def parse(text: str) -> Node:
    """The tree of a formula; refuses with one of `TextCode`, at the first place that does not fit.

    No tree has more than `MOST_NODES` nodes or is deeper than `MOST_DEPTH`.
    """
    if len(text) > MOST_CHARACTERS:
        place = _place_in(text, MOST_CHARACTERS)
        near = text[MOST_CHARACTERS : MOST_CHARACTERS + MOST_NEAR]
        raise refusal_at(TextCode.TOO_LONG, place, near, most=MOST_CHARACTERS)
    return _Parser(text).formula()


def _place_in(text: str, at: int) -> Place:
    return Place(at, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


_SPACE = re.compile(r"[ \t\r\n\u00a0\u202f]*")
_TOKEN = re.compile(
    r"(?P<dotted>[0-9]+(?:,[0-9]+)?\.[0-9]+(?:[.,][0-9]+)*)"
    r"|(?P<number>[0-9]+(?:,[0-9]+)?)"
    r"|(?P<word>[A-Za-z][A-Za-z0-9_]*)"
    r"|(?P<sign><>|<=|>=|[-−–+*×/÷^%()=<>≠≤≥;,])"
)
_NUMBER = "number"
_NAME = "name"
_END = "end"

_OPERATORS = {
    "+": Operator.PLUS,
    "-": Operator.MINUS,
    "−": Operator.MINUS,
    "–": Operator.MINUS,
    "*": Operator.TIMES,
    "×": Operator.TIMES,
    "/": Operator.DIVIDED,
    "÷": Operator.DIVIDED,
    "^": Operator.POWER,
}
_RELATIONS = {
    "=": Relation.EQUAL,
    "<>": Relation.UNEQUAL,
    "≠": Relation.UNEQUAL,
    "<": Relation.LESS,
    "<=": Relation.AT_MOST,
    "≤": Relation.AT_MOST,
    ">": Relation.MORE,
    ">=": Relation.AT_LEAST,
    "≥": Relation.AT_LEAST,
}
_SIGNS: dict[str, str] = {**_OPERATORS, **_RELATIONS}
_MEANT = {
    ":": "÷",
    "·": "×",
    "⋅": "×",
    "∙": "×",
    "—": "−",
    "‐": "−",
    "‑": "−",
    "∕": "÷",
    "⁄": "÷",
    "[": "(",
    "{": "(",
    "]": ")",
    "}": ")",
    "!": "<>",
}
"""Characters outside the language, with the sign their writer most likely means."""


@dataclass(frozen=True, slots=True)
class _Token:
    """A stretch of the text: `symbol` is what it stands for, in one spelling only."""

    symbol: str
    said: str
    at: int

    @property
    def end(self) -> int:
        return self.at + len(self.said)


class _Parser:
    """Reads one formula from left to right, one token ahead, binding the tightest first."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._heights: dict[int, int] = {}
        self._parentheses = 0
        self._above = 0
        self._ahead = self._token(0)

    def formula(self) -> Node:
        """The whole text as one tree."""
        if self._ahead.symbol == _END:
            raise self._refusal(TextCode.EMPTY, self._ahead)
        tree = self._expression(Binding.OR)
        if self._ahead.symbol != _END:
            raise self._unfit_after_operand()
        return tree

    # Tokens

    def _token(self, start: int) -> _Token:
        at = self._end_of_space(start)
        if at == len(self._text):
            return _Token(_END, "", at)
        found = _TOKEN.match(self._text, at)
        if found is None:
            strange = _Token("", self._text[at], at)
            raise self._refusal(TextCode.CHARACTER, strange, _MEANT.get(strange.said))
        said = found[0]
        if found.lastgroup == "word":
            word = said.lower()
            return _Token(word if word in WORDS else _NAME, said, at)
        if found.lastgroup == "sign":
            return _Token(_SIGNS.get(said, said), said, at)
        token = _Token(_NUMBER, said, at)
        if found.lastgroup == "dotted":
            raise self._refusal(TextCode.DECIMAL_POINT, token, _with_comma(said), said=said[:60])
        return token

    def _end_of_space(self, start: int) -> int:
        found = _SPACE.match(self._text, start)
        return found.end() if found else start

    def _take(self) -> _Token:
        token = self._ahead
        self._ahead = self._token(token.end)
        return token

    def _place(self, token: _Token) -> Place:
        return _place_in(self._text, token.at)

    def _refusal(
        self, code: TextCode, token: _Token, suggestion: str | None = None, **facts: object
    ) -> Refused:
        return refusal_at(code, self._place(token), token.said, suggestion, **facts)

    # Expressions

    def _expression(self, least: int) -> Node:
        """What binds at least this tightly, from here on."""
        left = self._operand(least)
        compared = False
        while True:
            sign = self._ahead
            binding = _binding(sign.symbol)
            if binding < least:
                return left
            if compared and binding == Binding.COMPARISON:
                raise self._refusal(TextCode.COMPARISON_CHAIN, sign, Connective.AND.value)
            self._take()
            left = self._joined(left, sign, binding)
            compared = compared or binding == Binding.COMPARISON

    def _joined(self, left: Node, sign: _Token, binding: int) -> Node:
        """The part that a sign makes of what stands before and behind it."""
        place = self._place(sign)
        if binding == Binding.PERCENT:
            return self._built(Percent(left, place=place), sign)
        right = self._below(sign, binding if binding == Binding.POWER else binding + 1)
        if binding == Binding.COMPARISON:
            return self._built(Comparison(Relation(sign.symbol), left, right, place=place), sign)
        if binding in CONNECTIVE_BINDING.values():
            return self._built(Logical(Connective(sign.symbol), left, right, place=place), sign)
        return self._built(Binary(Operator(sign.symbol), left, right, place=place), sign)

    def _operand(self, least: int) -> Node:
        token = self._ahead
        if token.symbol == _NUMBER:
            return self._number(self._take())
        if token.symbol == _NAME:
            return self._name_or_call(self._take())
        if token.symbol == "(":
            return self._group(self._take())
        if token.symbol == Operator.MINUS:
            self._take()
            operand = self._below(token, Binding.NEGATIVE)
            return self._built(Negative(operand, place=self._place(token)), token)
        if token.symbol == NOT and least <= Binding.NOT:
            self._take()
            operand = self._below(token, Binding.NOT)
            return self._built(Not(operand, place=self._place(token)), token)
        incomplete = token.symbol == _END
        code = TextCode.INCOMPLETE if incomplete else TextCode.OPERAND_MISSING
        raise self._refusal(code, token)

    def _number(self, token: _Token) -> Node:
        if sum(c != "," for c in token.said) > MOST_DIGITS:
            raise self._refusal(TextCode.NUMBER_TOO_LONG, token, most=MOST_DIGITS)
        value = Fraction(token.said.replace(",", "."))
        return self._built(Number(value, place=self._place(token)), token)

    def _name_or_call(self, token: _Token) -> Node:
        name, place = token.said.lower(), self._place(token)
        if self._ahead.symbol != "(":
            return self._built(Name(name, place=place), token)
        arguments = self._arguments(self._take())
        return self._built(Call(name, arguments, place=place), token)

    def _arguments(self, opening: _Token) -> tuple[Node, ...]:
        """What stands between a function's parentheses."""
        self._open(opening)
        found: list[Node] = []
        while self._ahead.symbol != ")" or found:
            found.append(self._below(opening, Binding.OR))
            if self._ahead.symbol == ",":
                raise self._refusal(TextCode.COMMA, self._ahead, ";")
            if self._ahead.symbol != ";":
                break
            self._take()
        self._close(opening)
        return tuple(found)

    def _group(self, opening: _Token) -> Node:
        self._open(opening)
        inner = self._expression(Binding.OR)
        self._close(opening)
        return inner

    def _open(self, opening: _Token) -> None:
        self._parentheses += 1
        if self._parentheses > MOST_DEPTH:
            raise self._refusal(TextCode.TOO_DEEP, opening, most=MOST_DEPTH)

    def _close(self, opening: _Token) -> None:
        if self._ahead.symbol == _END:
            raise self._refusal(TextCode.PARENTHESIS_OPEN, opening, ")")
        if self._ahead.symbol != ")":
            raise self._unfit_after_operand()
        self._take()
        self._parentheses -= 1

    def _unfit_after_operand(self) -> Refused:
        """Why what comes next cannot follow an operand."""
        token = self._ahead
        if token.symbol == ")":
            return self._refusal(TextCode.PARENTHESIS_EXTRA, token)
        if token.symbol in {";", ","}:
            return self._refusal(TextCode.SEPARATOR, token)
        times = token.symbol == "(" or token.said in {"x", "X"}
        return self._refusal(TextCode.OPERATOR_MISSING, token, "×" if times else None)

    # Limits

    def _below(self, token: _Token, least: int) -> Node:
        """An operand of the node that `token` makes; the way down is as bounded as the tree."""
        self._above += 1
        if self._above >= MOST_DEPTH:
            raise self._refusal(TextCode.TOO_DEEP, token, most=MOST_DEPTH)
        operand = self._expression(least)
        self._above -= 1
        return operand

    def _built(self, node: Node, token: _Token) -> Node:
        """The node, if the tree stays within its limits."""
        # Every node built stays in the tree, so that its identity stays its own.
        height = 1 + max((self._heights[id(part)] for part in children(node)), default=0)
        self._heights[id(node)] = height
        if height > MOST_DEPTH:
            raise self._refusal(TextCode.TOO_DEEP, token, most=MOST_DEPTH)
        if len(self._heights) > MOST_NODES:
            raise self._refusal(TextCode.TOO_LARGE, token, most=MOST_NODES)
        return node


_BINDINGS: dict[str, int] = {
    **OPERATOR_BINDING,
    **CONNECTIVE_BINDING,
    **dict.fromkeys(Relation, Binding.COMPARISON),
    "%": Binding.PERCENT,
}


def _binding(symbol: str) -> int:
    """How tightly a sign between or behind operands binds; zero when it is none."""
    return _BINDINGS.get(symbol, 0)


def _with_comma(said: str) -> str | None:
    """A number with dots as the house reads it, without dots; `None` when it cannot be told."""
    try:
        value = read_number(said).value
    except Refused:
        return None
    return f"{value:f}".replace(".", ",")
