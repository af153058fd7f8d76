"""Every change is told in the audit chain: what stood before, what stands after, and why.

Read in the source: which notes an action reaches, through its own helpers, and what they carry.
"""

import ast
import inspect
from dataclasses import dataclass
from functools import cache

import pytest
from django.apps import apps

from janji.kit import audit
from tests.contract.house import sources
from tests.contract.test_actions import ACTIONS
from tests.contract.test_editions import ONCE, WITHOUT, short

CHANGES = {
    "audit.changes",
    "audit.changed",
    "audit.removed",
    "audit.COUNTS_NO_LONGER",
    "audit.COUNTS_AGAIN",
    "saying.rewritten",
}
"""What gives the facts `before` and `after`."""
WHY = {"reason", "reasons", "because", "remark"}
"""What actions call the words of someone who says why."""

GIVING = ast.Assign | ast.AnnAssign | ast.AugAssign

TELLS_OTHERWISE = {
    "orgs.reset_password": "a password is never told, neither the old one nor the new one",
    "linmas.add_decree": "adds a row; the edition is that of the member it is about",
    "evaluation.correct_evaluation": "adds a draft; what is published stays as it was",
    "musrenbang.confirm_arrival": "tells of the attendance that it adds",
    "orgs.found_installation": "adds the first rows",
    "survey.answer_invitation": "tells of the response that it adds",
}
"""Actions that change something that was there and note no change, each with its reason."""

TELLING_OF_PEOPLE = {
    *("nip", "nik_digest", "nik_last", "nik_last_four", "person_key", "applicant", "handed_to"),
    *("complainant", "payer", "sender", "team", "evaluator", "proposer", "official_name"),
}
"""Names of fields that are about a person wherever they stand."""


@dataclass(frozen=True)
class Place:
    """A function of the house: its module, its syntax and everything at the top of that module."""

    module: str
    tree: ast.FunctionDef

    @property
    def beside(self):
        return functions()[self.module]


@cache
def functions():
    return {
        module: {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
        for module, tree in sources()
    }


def place_of(action):
    inner = inspect.unwrap(action)
    return Place(inner.__module__, functions()[inner.__module__][inner.__name__])


def called_by(place):
    """Functions of the same module that this one calls."""
    names = {
        node.func.id
        for node in ast.walk(place.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    return [Place(place.module, place.beside[name]) for name in sorted(names & {*place.beside})]


def notes_of(place, seen=frozenset()):
    """Every note that a function reaches, with the function it stands in; the nearest ones.

    A helper's note is what an action says only where it says nothing itself.
    """
    own = [
        (node, place)
        for node in ast.walk(place.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "audit.note"
    ]
    if own:
        return own
    known = seen | {place.tree.name}
    further = [one for one in called_by(place) if one.tree.name not in known]
    return [found for one in further for found in notes_of(one, known)]


def tells_change(value, place, seen=frozenset()):
    """Whether an expression comes from what gives the facts `before` and `after`."""
    if any(
        ast.unparse(one) in CHANGES for one in ast.walk(value) if isinstance(one, ast.Attribute)
    ):
        return True
    names = {one.id for one in ast.walk(value) if isinstance(one, ast.Name)} - seen
    return any(
        tells_change(one, whose, seen | names)
        for name in sorted(names)
        for one, whose in (*given_to(name, place), *returned_by(name, place))
    )


def given_to(name, place):
    """What a name is assigned in a function."""
    for one in ast.walk(place.tree):
        if isinstance(one, GIVING) and one.value is not None and name in assigned(one):
            yield one.value, place


def returned_by(name, place):
    """What a function of the same module gives back."""
    helper = place.beside.get(name)
    for one in ast.walk(helper) if helper is not None else ():
        if isinstance(one, ast.Return) and one.value is not None:
            yield one.value, Place(place.module, helper)


def assigned(statement):
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    return {one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)}


def says_change(note, place):
    keywords = {one.arg: one.value for one in note.keywords}
    if {"before", "after"} <= keywords.keys():
        return True
    return any(one.arg is None and tells_change(one.value, place) for one in note.keywords)


def says_why(note, place):
    """`why`, and not just nothing; or in a mapping whose keys are written there."""
    for one in note.keywords:
        if one.arg == "why":
            return not (isinstance(one.value, ast.Constant) and one.value.value is None)
        if one.arg is None and isinstance(one.value, ast.Name):
            mappings = [given for given, _ in given_to(one.value.id, place)]
            keys = [
                key.value
                for mapping in mappings
                for node in ast.walk(mapping)
                if isinstance(node, ast.Dict)
                for key in node.keys
                if isinstance(key, ast.Constant)
            ]
            if "why" in keys:
                return True
    return False


def parameters(action):
    return {*inspect.signature(inspect.unwrap(action)).parameters}


CHANGING = [
    (short(name), action)
    for name, action in ACTIONS
    if "based_on" in parameters(action) or WITHOUT.get(short(name)) == ONCE
]
"""What carries the edition of something, or can be done to it once."""
REASONED = [(short(name), action) for name, action in ACTIONS if WHY & parameters(action)]


def ids(actions):
    return [name for name, _ in actions]


def test_what_changes_something_and_what_has_a_reason_is_found():
    assert len(CHANGING) > 80
    assert len(REASONED) > 50


@pytest.mark.parametrize(("name", "action"), CHANGING, ids=ids(CHANGING))
def test_a_change_says_what_stood_before_and_what_stands_after(name, action):
    found = notes_of(place_of(action))
    assert found, "notes nothing"
    silent = [ast.unparse(note) for note, place in found if not says_change(note, place)]
    assert bool(silent) == (name in TELLS_OTHERWISE), silent


def test_the_list_of_exceptions_names_actions_that_there_are():
    assert TELLS_OTHERWISE.keys() <= {*ids(CHANGING)}


@pytest.mark.parametrize(("name", "action"), REASONED, ids=ids(REASONED))
def test_a_reason_is_told(name, action):
    del name
    found = notes_of(place_of(action))
    assert found, "notes nothing"
    assert [ast.unparse(note) for note, place in found if not says_why(note, place)] == []


def models_of_the_house():
    return [one for one in apps.get_models() if one.__module__.startswith("janji.")]


def test_what_tells_about_people_is_marked():
    """Of it the chain keeps only that it changed (H-08)."""
    open_still = {
        f"{model._meta.label}.{field.name}"
        for model in models_of_the_house()
        for field in model._meta.concrete_fields
        if field.name in TELLING_OF_PEOPLE and field.name not in audit.personal_of(model())
    }
    assert open_still == set()


def test_what_is_marked_is_there():
    for model in models_of_the_house():
        names = {field.name for field in model._meta.concrete_fields}
        assert {*audit.personal_of(model())} <= names, model
