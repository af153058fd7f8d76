"""What formulas come to: exact numbers, or a reason and a place."""

from fractions import Fraction

import pytest
from hypothesis import given

from janji.core.formulas.evaluating import MOST_BITS, Undefined, Value, evaluate
from janji.core.formulas.nodes import (
    Binary,
    Call,
    Comparison,
    Logical,
    Name,
    Negative,
    Not,
    Number,
    Percent,
)
from janji.core.formulas.parsing import parse
from tests.core.formulas.trees import number_trees, values

KNOWN = {
    "a": Fraction(3),
    "b": Fraction(4),
    "zero": Fraction(0),
    "below": Fraction(-5),
    "huge": Fraction(2**MOST_BITS),
    "tiny": Fraction(1, 2**MOST_BITS),
    "missing": None,
}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10/3", Fraction(10, 3)),
        ("1+2*3", 7),
        ("(1+2)*3", 9),
        ("10-4-3", 3),
        ("100/10/5", 2),
        ("100/10*5", 50),
        ("-3^2", -9),
        ("(-3)^2", 9),
        ("2^2^2", 16),
        ("2^3^2", 512),
        ("(2^3)^2", 64),
        ("2^--2", 4),
        ("2^-2", Fraction(1, 4)),
        ("2^-2*4", 1),
        ("(1/2)^-3", 8),
        ("0^0", 1),
        ("0^3", 0),
        ("2^64", 2**64),
        ("2^-64", Fraction(1, 2**64)),
        ("1--1", 2),
        ("2*-3", -6),
        ("0,1+0,2", Fraction(3, 10)),
        ("50%", Fraction(1, 2)),
        ("50%%", Fraction(1, 200)),
        ("-50%", Fraction(-1, 2)),
        ("4^50%^0", 4),
        ("200*5%", 10),
        ("a/b*100", 75),
        ("minimum(3; -1; 2)", -1),
        ("maksimum(3; -1; 2)", 3),
        ("rata_rata(1; 2; 4)", Fraction(7, 3)),
        ("rata_rata(5)", 5),
        ("indeks_survei(0,111; 3; 3,2)", Fraction(17205, 1000)),
        ("jika(a < b; 1; 2)", 1),
        ("jika(a > b; 1; 2)", 2),
        ("jika(a = 3; 1; 2)", 1),
        ("jika(a <> 3; 1; 2)", 2),
        ("jika(a <= 3; 1; 2)", 1),
        ("jika(a >= 4; 1; 2)", 2),
        ("jika(bukan a = b; 1; 2)", 1),
        ("jika(a = 3 dan b = 4; 1; 2)", 1),
        ("jika(a = 3 dan b = 5; 1; 2)", 2),
        ("jika(a = 4 atau b = 4; 1; 2)", 1),
        ("jika(a = 4 atau b = 5; 1; 2)", 2),
        ("jika(a = 4 dan b = 4 atau a = 3; 1; 2)", 1),
        ("jika(1/3 + 1/3 + 1/3 = 1; 1; 2)", 1),
        # what is not chosen need not exist
        ("jika(zero = 0; 0; a / zero)", 0),
        ("jika(a = 3; 7; missing)", 7),
        ("jika(zero <> 0 dan a / zero > 1; 1; 2)", 2),
        ("jika(zero = 0 atau a / zero > 1; 1; 2)", 1),
    ],
)
def test_numbers(text, value):
    assert evaluate(parse(text), KNOWN) == Value(Fraction(value))


@pytest.mark.parametrize(
    ("text", "reason", "at", "name"),
    [
        ("80+4/0", "zero-denominator", 4, None),
        ("1,0/(1-1)", "zero-denominator", 3, None),
        ("a / zero", "zero-denominator", 2, None),
        ("0/0", "zero-denominator", 1, None),
        ("0^-1", "zero-denominator", 1, None),
        ("0^-100", "zero-denominator", 1, None),
        ("a + missing", "not-measured", 4, "missing"),
        ("a + unheard_of", "not-measured", 4, "unheard_of"),
        ("0 * missing", "not-measured", 4, "missing"),
        ("missing / 0", "not-measured", 0, "missing"),
        ("1/0 + missing", "zero-denominator", 1, None),
        ("minimum(1; missing; 1/0)", "not-measured", 11, "missing"),
        ("rata_rata(1; 1/0)", "zero-denominator", 14, None),
        ("indeks_survei(missing; 1)", "not-measured", 14, "missing"),
        ("jika(missing > 0; 1; 1)", "not-measured", 5, "missing"),
        ("jika(a = 3; missing; 1)", "not-measured", 12, "missing"),
        ("jika(missing > 0 dan a = 4; 1; 1)", "not-measured", 5, "missing"),
        ("jika(a = 3 dan missing > 0; 1; 1)", "not-measured", 15, "missing"),
        ("2^0,5", "power-not-whole", 1, None),
        ("0^-0,5", "power-not-whole", 1, None),
        ("1^65", "too-large", 1, None),
        ("2^-65", "too-large", 1, None),
        ("2^64^64", "too-large", 1, None),
        ("(2^64)^64", "too-large", 6, None),
        ("(2^-64)^64", "too-large", 7, None),
        ("(2^64)^63 * 2^64", "too-large", 10, None),
        ("(2^64)^-63 / 2^64", "too-large", 11, None),
        ("1 + huge", "too-large", 4, "huge"),
        ("1 + tiny", "too-large", 4, "tiny"),
    ],
)
def test_reasons(text, reason, at, name):
    found = evaluate(parse(text), KNOWN)
    assert found == Value(undefined=Undefined(reason), at=at, name=name)


@pytest.mark.parametrize("text", ["(2^63)^64", "2^64 * (2^64)^62", "huge - 1 + 1"])
def test_what_just_fits_is_computed(text):
    known = {"huge": Fraction(2**MOST_BITS - 1)}
    assert evaluate(parse(text), known).value is not None


def test_many_large_numbers_with_nothing_in_common_end_soon():
    """A sum stops at the step where it grows too large, not after all of its terms."""
    known = {f"n{n}": Fraction(1, 2 ** (MOST_BITS - 1) - n) for n in range(300)}
    text = f"rata_rata({'; '.join(known)})"
    assert evaluate(parse(text), known).undefined is Undefined.TOO_LARGE


# A second evaluator, written without the first: reasons are passed on as text.


def naive(node, known):
    match node:
        case Number():
            return node.value
        case Name():
            value = known.get(node.name)
            return "not-measured" if value is None else bounded(value)
        case Call("jika", (condition, then, otherwise)):
            chosen = naive(condition, known)
            if isinstance(chosen, str):
                return chosen
            return naive(then if chosen else otherwise, known)
        case Logical("dan" | "atau" as word, left, right):
            first = naive(left, known)
            settled = isinstance(first, str) or first is (word == "atau")
            return first if settled else naive(right, known)
        case Call(function, arguments):
            return applied(function, [naive(one, known) for one in arguments])
        case Negative(operand) | Percent(operand) | Not(operand):
            return applied(type(node).__name__, [naive(operand, known)])
        case Binary(sign, left, right) | Comparison(sign, left, right):
            return applied(sign, [naive(left, known), naive(right, known)])


def applied(what, parts):
    reason = next((part for part in parts if isinstance(part, str)), None)
    if reason is not None:
        return reason
    if what in {"÷", "^"}:
        return hard(what, *parts)
    return bounded(
        {
            "Negative": lambda x: -x,
            "Percent": lambda x: x * Fraction(1, 100),
            "Not": lambda x: not x,
            "+": lambda x, y: x + y,
            "−": lambda x, y: x + -y,
            "×": lambda x, y: x * y,
            "=": lambda x, y: x == y,
            "≠": lambda x, y: x < y or y < x,
            "<": lambda x, y: x < y,
            "≤": lambda x, y: not y < x,
            ">": lambda x, y: y < x,
            "≥": lambda x, y: not x < y,
            "minimum": lambda *xs: sorted(xs)[0],
            "maksimum": lambda *xs: sorted(xs)[-1],
            "rata_rata": lambda *xs: total(xs, Fraction(1, len(xs))),
            "indeks_survei": lambda weight, *xs: total(xs, weight, Fraction(25)),
        }[what](*parts)
    )


def hard(sign, left, right):
    if sign == "÷":
        return bounded(left * (1 / right)) if right else "zero-denominator"
    if right.denominator > 1:
        return "power-not-whole"
    if left == 0 and right < 0:
        return "zero-denominator"
    return bounded(left ** int(right)) if abs(right) <= 64 else "too-large"


def total(numbers, *factors):
    found = Fraction(0)
    for number in numbers:
        found = found if isinstance(found, str) else bounded(found + number)
    for factor in factors:
        found = found if isinstance(found, str) else bounded(found * factor)
    return found


def bounded(value):
    if not isinstance(value, Fraction):
        return value
    largest = max(abs(value.numerator), value.denominator)
    return value if largest < 2**MOST_BITS else "too-large"


@given(number_trees, values)
def test_two_evaluators_agree(tree, known):
    found = evaluate(tree, known)
    expected = naive(tree, known)
    assert (found.value if found.undefined is None else found.undefined) == expected


@given(number_trees, values)
def test_every_formula_comes_to_a_number_or_a_reason(tree, known):
    found = evaluate(tree, known)
    assert (found.value is None) is (found.undefined is not None) is (found.at is not None)
    assert found.value is None or type(found.value) is Fraction
    assert (found.name is None) or known.get(found.name) is None
