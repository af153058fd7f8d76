"""Reading formulas: what signs mean, how tightly they bind, and where a text goes wrong."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.formulas.nodes import (
    MOST_DEPTH,
    MOST_NODES,
    Binary,
    Call,
    Comparison,
    Connective,
    Logical,
    Name,
    Negative,
    Not,
    Number,
    Operator,
    Percent,
    Place,
    Relation,
)
from janji.core.formulas.parsing import MOST_CHARACTERS, TextCode, parse
from janji.core.refusals import Refused

A, B, C = Name("a"), Name("b"), Name("c")
TWO = Number(Fraction(2))


def refusal(text):
    with pytest.raises(Refused) as caught:
        parse(text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("12", Number(Fraction(12))),
        ("0,111", Number(Fraction(111, 1000))),
        ("007,50", Number(Fraction(15, 2))),
        ("9" * 30, Number(Fraction(10**30 - 1))),
        ("Jumlah_2", Name("jumlah_2")),
        ("a\u00a0+\n\tb", Binary(Operator.PLUS, A, B)),
        ("a - b", Binary(Operator.MINUS, A, B)),
        ("a − b", Binary(Operator.MINUS, A, B)),
        ("a – b", Binary(Operator.MINUS, A, B)),
        ("a * b", Binary(Operator.TIMES, A, B)),
        ("a × b", Binary(Operator.TIMES, A, B)),
        ("a / b", Binary(Operator.DIVIDED, A, B)),
        ("a ÷ b", Binary(Operator.DIVIDED, A, B)),
        ("a ^ b", Binary(Operator.POWER, A, B)),
        ("a%", Percent(A)),
        ("a%%", Percent(Percent(A))),
        ("-a%", Negative(Percent(A))),
        ("–a", Negative(A)),
        ("--a", Negative(Negative(A))),
        ("((a))", A),
        ("a = b", Comparison(Relation.EQUAL, A, B)),
        ("a <> b", Comparison(Relation.UNEQUAL, A, B)),
        ("a ≠ b", Comparison(Relation.UNEQUAL, A, B)),
        ("a < b", Comparison(Relation.LESS, A, B)),
        ("a <= b", Comparison(Relation.AT_MOST, A, B)),
        ("a ≤ b", Comparison(Relation.AT_MOST, A, B)),
        ("a > b", Comparison(Relation.MORE, A, B)),
        ("a >= b", Comparison(Relation.AT_LEAST, A, B)),
        ("a ≥ b", Comparison(Relation.AT_LEAST, A, B)),
        ("BUKAN a", Not(A)),
        ("bukan bukan a", Not(Not(A))),
        ("bukan(a)", Not(A)),
        ("MINIMUM (a; 2)", Call("minimum", (A, TWO))),
        ("tidak_ada()", Call("tidak_ada", ())),
        ("minimum", Name("minimum")),
        ("minimum(1,5)", Call("minimum", (Number(Fraction(3, 2)),))),
    ],
)
def test_reading(text, tree):
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("a - b - c", "(a - b) - c"),
        ("a / b / c", "(a / b) / c"),
        ("a / b * c", "(a / b) * c"),
        ("a + b * c", "a + (b * c)"),
        ("a ^ b ^ c", "a ^ (b ^ c)"),
        ("-a ^ b", "-(a ^ b)"),
        ("a ^ -b ^ c", "a ^ (-(b ^ c))"),
        ("a ^ -b * c", "(a ^ (-b)) * c"),
        ("a ^ b%", "a ^ (b%)"),
        ("-a * b", "(-a) * b"),
        ("a * -b + c", "(a * (-b)) + c"),
        ("a + b > c * 2", "(a + b) > (c * 2)"),
        ("bukan a > b dan c > 2", "(bukan (a > b)) dan (c > 2)"),
        ("a > 1 atau b > 1 dan c > 1", "(a > 1) atau ((b > 1) dan (c > 1))"),
        ("a > 1 dan b > 1 atau c > 1", "((a > 1) dan (b > 1)) atau (c > 1)"),
        ("a > 1 atau b > 1 atau c > 1", "((a > 1) atau (b > 1)) atau (c > 1)"),
        ("(a > b) > c", "((a > b)) > c"),
    ],
)
def test_what_binds_tighter(text, same):
    assert parse(text) == parse(same)


def test_words_join_conditions():
    a_above, b_above = (Comparison(Relation.MORE, name, TWO) for name in (A, B))
    assert parse("a > 2 dan b > 2") == Logical(Connective.AND, a_above, b_above)
    assert parse("a > 2 ATAU b > 2") == Logical(Connective.OR, a_above, b_above)


def test_parts_know_their_places():
    tree = parse("a\n + bb%")
    assert tree.place == Place(at=3, line=2, column=2)
    assert tree.left.place == Place(at=0, line=1, column=1)
    assert tree.right.place == Place(at=7, line=2, column=6)
    assert tree.right.operand.place == Place(at=5, line=2, column=4)


def test_places_do_not_count_in_comparisons():
    assert parse("a+b") == parse("  a  + b")
    assert hash(parse("a+b")) == hash(parse("  a  + b"))


@pytest.mark.parametrize(
    ("text", "code", "at", "near", "suggestion"),
    [
        ("", "formula-empty", 0, "", None),
        ("  \n", "formula-empty", 3, "", None),
        ("1+1+1 > 0 _ 1", "formula-character", 10, "_", None),
        ("a + $b", "formula-character", 4, "$", None),
        ("a : b", "formula-character", 2, ":", "÷"),
        ("a · b", "formula-character", 2, "·", "×"),
        ("[a]", "formula-character", 0, "[", "("),
        ("a != b", "formula-character", 2, "!", "<>"),
        ("a\x00", "formula-character", 1, "U+0000", None),
        ("a\u200bb", "formula-character", 1, "U+200B", None),
        ("\ud800", "formula-character", 0, "U+D800", None),
        ("１", "formula-character", 0, "１", None),
        ("٣", "formula-character", 0, "٣", None),
        ("a²", "formula-character", 1, "²", None),
        ("а + 1", "formula-character", 0, "а", None),  # a Cyrillic letter
        ("İ", "formula-character", 0, "İ", None),
        (".5", "formula-character", 0, ".", None),
        ("5.", "formula-character", 1, ".", None),
        ("2 * 12.5", "formula-decimal-point", 4, "12.5", "12,5"),
        ("1.000", "formula-decimal-point", 0, "1.000", "1000"),
        ("1.000,50", "formula-decimal-point", 0, "1.000,50", "1000,50"),
        ("1,000.50", "formula-decimal-point", 0, "1,000.50", "1000,50"),
        ("0.350", "formula-decimal-point", 0, "0.350", "0,350"),
        ("1.2.3", "formula-decimal-point", 0, "1.2.3", None),
        ("1 + " + "9" * 31, "formula-number-too-long", 4, "9" * 30, None),
        ("0," + "0" * 30, "formula-number-too-long", 0, "0," + "0" * 28, None),
        ("minimum(a, b)", "formula-comma", 9, ",", ";"),
        ("minimum(1, 2)", "formula-comma", 9, ",", ";"),
        ("minimum(1,2,3)", "formula-comma", 11, ",", ";"),
        ("jika(a > 1; minimum(b; c), 0)", "formula-comma", 25, ",", ";"),
        ("a, b", "formula-separator", 1, ",", None),
        ("a; b", "formula-separator", 1, ";", None),
        ("minimum((a; b))", "formula-separator", 10, ";", None),
        ("1 +", "formula-incomplete", 3, "", None),
        ("1 + ", "formula-incomplete", 4, "", None),
        ("minimum(", "formula-incomplete", 8, "", None),
        ("()", "formula-operand-missing", 1, ")", None),
        ("1 + * 2", "formula-operand-missing", 4, "*", None),
        ("+1", "formula-operand-missing", 0, "+", None),
        ("2 ** 3", "formula-operand-missing", 3, "*", None),
        ("a == b", "formula-operand-missing", 3, "=", None),
        ("minimum(a;)", "formula-operand-missing", 10, ")", None),
        ("minimum(;a)", "formula-operand-missing", 8, ";", None),
        ("dan a", "formula-operand-missing", 0, "dan", None),
        ("1 + bukan a", "formula-operand-missing", 4, "bukan", None),
        ("a b", "formula-operator-missing", 2, "b", None),
        ("2e3", "formula-operator-missing", 1, "e3", None),
        ("a " + "b" * 50, "formula-operator-missing", 2, "b" * 30, None),
        ("a x b", "formula-operator-missing", 2, "x", "×"),
        ("2(a)", "formula-operator-missing", 1, "(", "×"),
        ("(a b)", "formula-operator-missing", 3, "b", None),
        ("a bukan b", "formula-operator-missing", 2, "bukan", None),
        ("1 + (2 * (3 + 4)", "formula-parenthesis-open", 4, "(", ")"),
        ("minimum(a; b", "formula-parenthesis-open", 7, "(", ")"),
        ("(a))", "formula-parenthesis-extra", 3, ")", None),
        ("a < b < c", "formula-comparison-chain", 6, "<", "dan"),
        ("jika(0 <= a <= 1; 1; 2)", "formula-comparison-chain", 12, "<=", "dan"),
        ("a = b dan a = b = c", "formula-comparison-chain", 16, "=", "dan"),
    ],
)
def test_refusing(text, code, at, near, suggestion):
    refused = refusal(text)
    assert refused.code == code
    assert {name: refused.facts[name] for name in ("at", "near", "suggestion")} == {
        "at": at,
        "near": near,
        "suggestion": suggestion,
    }


def test_a_refusal_counts_lines_and_columns_from_one():
    facts = refusal("a +\n  $").facts
    assert (facts["at"], facts["line"], facts["column"]) == (6, 2, 3)


def test_a_dot_is_told_with_what_was_said():
    assert refusal("1.000").facts["said"] == "1.000"


@pytest.mark.parametrize(
    ("text", "code", "most"),
    [
        ("a" * (MOST_CHARACTERS + 1), "formula-too-long", MOST_CHARACTERS),
        ("9" * 31, "formula-number-too-long", 30),
        ("minimum(" + "1;" * MOST_NODES + "1)", "formula-too-large", MOST_NODES),
        ("(" * 61 + "1" + ")" * 61, "formula-too-deep", MOST_DEPTH),
        ("-" * 60 + "1", "formula-too-deep", MOST_DEPTH),
        ("1" + "%" * 60, "formula-too-deep", MOST_DEPTH),
        ("+".join("1" * 61), "formula-too-deep", MOST_DEPTH),
        ("^".join("1" * 61), "formula-too-deep", MOST_DEPTH),
        ("minimum(" * 60 + "1" + ")" * 60, "formula-too-deep", MOST_DEPTH),
        ("bukan " * 60 + "a", "formula-too-deep", MOST_DEPTH),
    ],
)
def test_limits(text, code, most):
    refused = refusal(text)
    assert refused.code == code
    assert refused.facts["most"] == most


@pytest.mark.parametrize(
    "text",
    [
        "a" * MOST_CHARACTERS,
        "minimum(" + "1;" * (MOST_NODES - 2) + "1)",
        "(" * 60 + "1" + ")" * 60,
        "-" * 59 + "1",
        "1" + "%" * 59,
        "+".join("1" * 60),
        "^".join("1" * 60),
        "minimum(" * 59 + "1" + ")" * 59,
        "(1+" * 59 + "1" + ")" * 59,
        "(" * 30 + "-(" * 30 + "1" + ")" * 60,
    ],
)
def test_what_is_just_within_the_limits_is_read(text):
    parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 10**5,
        ")" * 10**5,
        "(" * MOST_CHARACTERS,
        "minimum(" * (MOST_CHARACTERS // 8),
        "-" * MOST_CHARACTERS,
        "−–" * (MOST_CHARACTERS // 2),
        "1" + "^-1" * 1333,
        "bukan " * 666,
        "1+" * 1999 + "1",
        "1" + "%" * 3999,
        "9" * 10**6,
        "9" * MOST_CHARACTERS,
        "1," * 2000,
        "1." * 2000,
        "1.1" * 1333,
        "1e999999999",
        "0x10",
        "\x00" * 100,
        "\u202e1+1",
        "\ufeff1",
        "1\u2028+1",
        "a\u0301",
        "ⅷ",
        "½",
        "𝟏",
        "__import__('os')",
        "a.b",
        "{{ a }}",
        "%s",
        "=1+1",
        '"a"',
        "nan nan",
    ],
)
def test_hostile_text_is_refused(text):
    assert refusal(text).code in set(TextCode)


alphabet = st.sampled_from("ab1209,.;()+-−–*×/÷^%=<>≠≤≥ \n_x²\x00")
pieces = st.sampled_from(
    ["minimum(", "jika(", "dan", "atau", "bukan", "(", ")", ";", "1", "a", "-"]
)


@given(st.one_of(st.text(), st.text(alphabet), st.lists(pieces).map(" ".join)))
def test_any_text_is_read_or_refused_in_place(text):
    refused = refusal_or_none(text)
    if refused is not None:
        assert refused.code in set(TextCode)
        assert 0 <= refused.facts["at"] <= len(text)
        assert len(refused.facts["near"]) <= 30


def refusal_or_none(text):
    try:
        parse(text)
    except Refused as refused:
        return refused
    return None
