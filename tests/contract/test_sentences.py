"""Every refusal and every problem has its Indonesian sentence, and no sentence is orphaned."""

import ast
import string
from functools import cache

import pytest

from janji.core.formulas import checking
from janji.kit import refusals
from tests.contract.house import modules, nodes

MADE_BY = {"Refused": "REFUSALS", "Problem": "PROBLEMS"}


@cache
def made_in_source(maker: str) -> list[tuple[str, str, ast.Call]]:
    """Every `Refused("…", …)` or `Problem("…", …)`: where it stands, its code, the call."""
    found = []
    for module, node in nodes(ast.Call):
        if not node.args:
            continue
        called = node.func.id if isinstance(node.func, ast.Name) else None
        first = node.args[0]
        if called == maker and isinstance(first, ast.Constant) and isinstance(first.value, str):
            found.append((f"{module}:{node.lineno}", first.value, node))
    return found


def facts_of(maker: str, call: ast.Call) -> set[str] | None:
    """The names of the facts a call gives; `None` where the source does not spell them out."""
    if maker == "Refused":
        names = [keyword.arg for keyword in call.keywords]
        return None if None in names else {name for name in names if name}
    given = [one.value for one in call.keywords if one.arg == "facts"] or call.args[2:]
    if not given:
        return set()
    if not isinstance(given[0], ast.Dict):
        return None
    keys = [key.value if isinstance(key, ast.Constant) else None for key in given[0].keys]
    return None if None in keys else {str(key) for key in keys}


def named_in(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


@cache
def literals() -> set[str]:
    """Every text constant of the house outside the wording modules."""
    return {
        node.value
        for name, node in nodes(ast.Constant)
        if not name.endswith(".wording") and isinstance(node.value, str)
    }


@pytest.mark.parametrize("maker", MADE_BY)
def test_every_code_has_a_sentence(maker):
    codes = {code for _, code, _ in made_in_source(maker)}
    assert len(codes) > 5
    assert codes <= set(refusals.sentences(MADE_BY[maker]))


@pytest.mark.parametrize(("maker", "least"), [("Refused", 80), ("Problem", 20)])
def test_every_fact_a_sentence_names_is_given(maker, least):
    sentences = refusals.sentences(MADE_BY[maker])
    checked = [
        (place, code, named_in(sentences[code]) - facts)
        for place, code, call in made_in_source(maker)
        if (facts := facts_of(maker, call)) is not None
    ]
    assert len(checked) >= least
    assert [one for one in checked if one[2]] == []


@pytest.mark.parametrize("kind", ["REFUSALS", "PROBLEMS"])
def test_no_sentence_is_orphaned(kind):
    assert set(refusals.sentences(kind)) <= literals()


def test_every_refusal_of_a_formula_has_a_sentence():
    assert {str(code) for code in checking.CODES} <= set(refusals.sentences("REFUSALS"))


def test_no_two_rooms_word_the_same_code():
    for kind in MADE_BY.values():
        seen = [code for room in modules("wording") for code in getattr(room, kind, {})]
        assert sorted(seen) == sorted(set(seen))


def test_every_deed_of_the_audit_chain_has_a_name():
    deeds = set()
    for _, node in nodes(ast.Call):
        is_note = (
            isinstance(node.func, ast.Attribute)
            and node.func.attr == "note"
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "audit"
        )
        if is_note and isinstance(node.args[0], ast.Constant):
            deeds.add(node.args[0].value)
    assert len(deeds) > 10
    assert deeds <= set(refusals.sentences("DEEDS"))


@pytest.mark.parametrize("kind", ["REFUSALS", "PROBLEMS"])
def test_sentences_are_whole_sentences(kind):
    for code, sentence in refusals.sentences(kind).items():
        assert all(name.isidentifier() for name in named_in(sentence)), code
        assert sentence.rstrip()[-1] in ".?”", code
