"""Formulas that can be read but make no sense, and formulas inside formulas."""

import pytest
from hypothesis import given

from janji.core.formulas.checking import CODES, check, expand
from janji.core.formulas.evaluating import evaluate
from janji.core.formulas.nodes import MOST_DEPTH, MOST_NODES
from janji.core.formulas.parsing import parse
from janji.core.formulas.printing import printed
from janji.core.refusals import Refused
from tests.core.formulas.trees import NAMES, any_trees, number_trees, values

KNOWN = {"a", "b", "c", "jumlah_layanan", "jumlah_keluhan"}


def refusal(text):
    with pytest.raises(Refused) as caught:
        check(parse(text), KNOWN)
    return caught.value


@pytest.mark.parametrize(
    ("text", "used"),
    [
        ("1", ()),
        ("b / a * 100 + b", ("b", "a")),
        ("jika(c > 0 dan bukan a = b; a; minimum(b; 1))", ("c", "a", "b")),
        ("a * 100 %%", ("a",)),
        ("a * 99%", ("a",)),
        ("a / 100%", ("a",)),
        ("minimum(1; 5)", ()),
        ("minimum(1)", ()),
        ("indeks_survei(0,111; a; b)", ("a", "b")),
        ("A + B", ("a", "b")),
    ],
)
def test_names_in_use(text, used):
    assert check(parse(text), KNOWN) == used


@pytest.mark.parametrize(
    ("text", "code", "at", "near", "suggestion"),
    [
        ("a + jumlah_layann", "formula-name-unknown", 4, "jumlah_layann", "jumlah_layanan"),
        ("a + zzz", "formula-name-unknown", 4, "zzz", None),
        ("rata-rata(a; b)", "formula-name-unknown", 0, "rata", "rata_rata"),
        ("q" * 100, "formula-name-unknown", 0, "q" * 30, None),
        ("1 + minimun(a)", "formula-function-unknown", 4, "minimun", "minimum"),
        ("wxyz(a)", "formula-function-unknown", 0, "wxyz", None),
        ("a(b)", "formula-function-unknown", 0, "a", None),
        ("1 + minimum()", "formula-arguments", 4, "minimum", None),
        ("jika(a > 0; 1)", "formula-arguments", 0, "jika", None),
        ("jika(a > 0; 1; 2; 3)", "formula-arguments", 0, "jika", None),
        ("indeks_survei(a)", "formula-arguments", 0, "indeks_survei", None),
        ("minimum(1,5)", "formula-comma", 8, "1,5", ";"),
        ("1 + (a > b)", "formula-number-needed", 5, "a > b", None),
        ("-(a > b)", "formula-number-needed", 2, "a > b", None),
        ("(a > b)%", "formula-number-needed", 1, "a > b", None),
        ("jika((a > b) = (b > c); 1; 2)", "formula-number-needed", 6, "a > b", None),
        ("minimum(a; bukan a > b)", "formula-number-needed", 11, "bukan a > b", None),
        ("jika(a > b; b > c; 1)", "formula-number-needed", 12, "b > c", None),
        ("jika(a; 1; 2)", "formula-truth-needed", 5, "a", None),
        ("jika(a > 1 dan b + c; 1; 2)", "formula-truth-needed", 15, "b + c", None),
        ("jika(bukan a; 1; 2)", "formula-truth-needed", 11, "a", None),
        ("a > b", "formula-result-truth", 0, "a > b", None),
        ("bukan a", "formula-result-truth", 0, "bukan a", None),
        ("a > 1 atau b > 1", "formula-result-truth", 0, "a > 1 atau b > 1", None),
        ("a / b * 100%", "formula-hundred-percent", 8, "100%", "× 100"),
        ("100 % × a", "formula-hundred-percent", 0, "100%", "× 100"),
        ("a × (100,0%) × b", "formula-hundred-percent", 5, "100%", "× 100"),
        ("minimum(a; b × 100%)", "formula-hundred-percent", 15, "100%", "× 100"),
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
    facts = refusal("a +\n  zzz").facts
    assert (facts["at"], facts["line"], facts["column"]) == (6, 2, 3)


@pytest.mark.parametrize(
    ("text", "function", "least", "most", "found"),
    [
        ("maksimum()", "maksimum", 1, None, 0),
        ("rata_rata()", "rata_rata", 1, None, 0),
        ("jika(1)", "jika", 3, 3, 1),
        ("indeks_survei(1)", "indeks_survei", 2, None, 1),
    ],
)
def test_how_many_arguments_were_expected(text, function, least, most, found):
    facts = refusal(text).facts
    told = (facts["function"], facts["least"], facts["most"], facts["found"])
    assert told == (function, least, most, found)


def test_codes_are_of_formulas_and_each_only_once():
    assert all(code.startswith("formula-") for code in CODES)
    assert len(set(CODES)) == len(CODES) == 23


@given(any_trees)
def test_any_tree_is_accepted_or_refused(tree):
    assert code_of_check(tree) in {None, *CODES}


def code_of_check(tree):
    try:
        check(tree, KNOWN)
    except Refused as refused:
        return refused.code
    return None


# Formulas inside formulas


def expanded(text, **formulas):
    return expand(parse(text), {name: parse(one) for name, one in formulas.items()})


def expansion_refusal(text, **formulas):
    with pytest.raises(Refused) as caught:
        expanded(text, **formulas)
    return caught.value


@pytest.mark.parametrize(
    ("text", "formulas", "shown"),
    [
        ("a + b", {}, "a + b"),
        ("ikm * 2", {"ikm": "a + b"}, "(a + b) × 2"),
        ("jika(bukan x > 1; x%; -x)", {"x": "a / b"}, "jika(bukan a ÷ b > 1; (a ÷ b)%; −(a ÷ b))"),
        ("x + y", {"x": "y * 2", "y": "z - 1", "z": "c"}, "(c − 1) × 2 + (c − 1)"),
        ("jika(x > 1 dan y > 1; 1; 2)", {"y": "x^2"}, "jika(x > 1 dan x^2 > 1; 1; 2)"),
    ],
)
def test_names_of_formulas_are_replaced(text, formulas, shown):
    assert printed(expanded(text, **formulas)) == shown


def test_what_is_put_in_stands_where_its_name_stood():
    value = evaluate(expanded("1 + x", x="y", y="10 + 1/0"), {})
    assert value.at == 4


@pytest.mark.parametrize(
    ("text", "formulas", "at", "circle"),
    [
        ("1 + x", {"x": "x"}, 4, ("x", "x")),
        ("1 + x", {"x": "y + 1", "y": "2 * x"}, 4, ("x", "y", "x")),
        ("w", {"w": "x", "x": "y", "y": "minimum(a; x)"}, 0, ("x", "y", "x")),
    ],
)
def test_circles_are_refused(text, formulas, at, circle):
    refused = expansion_refusal(text, **formulas)
    assert refused.code == "formula-circle"
    assert (refused.facts["at"], refused.facts["near"]) == (at, circle[0])
    assert refused.facts["circle"] == circle


def test_the_same_formula_twice_is_no_circle():
    assert printed(expanded("x + x", x="a")) == "a + a"


def doubling(levels):
    return {f"x{n}": f"x{n + 1} + x{n + 1}" for n in range(levels)}


def test_what_grows_too_large_is_refused():
    refused = expansion_refusal("1 + x0", **doubling(50))
    assert refused.code == "formula-too-large"
    assert (refused.facts["at"], refused.facts["near"]) == (4, "x0")
    assert refused.facts["most"] == MOST_NODES
    expanded("x0", **doubling(8))


@pytest.mark.parametrize("body", ["x{}", "x{} + 1"])
def test_what_grows_too_deep_is_refused(body):
    chain = {f"x{n}": body.format(n + 1) for n in range(1000)}
    refused = expansion_refusal("x0", **chain)
    assert refused.code == "formula-too-deep"
    assert refused.facts["most"] == MOST_DEPTH


@given(number_trees, number_trees, values)
def test_an_expanded_formula_comes_to_the_same(outer, inner, known):
    """A formula put in and its value put in are the same, wherever the value exists."""
    value = evaluate(inner, known).value
    try:
        tree = expand(outer, {NAMES[0]: without(inner)})
    except Refused:
        return
    if value is not None and inner == without(inner):
        assert evaluate(tree, known).value == evaluate(outer, {**known, NAMES[0]: value}).value


def without(tree):
    """The tree with the replaced name's own uses under another name."""
    return expand(tree, {NAMES[0]: parse("b")})
