"""Every change of state is one action: keyword-only, by someone, at a time."""

import inspect

import pytest

from tests.contract.house import modules


def belongs(thing, module):
    """Defined in the module of actions, or in a part of it when actions are a folder."""
    home = inspect.unwrap(thing).__module__
    return home == module.__name__ or home.startswith(f"{module.__name__}.")


ACTIONS = [
    (f"{module.__name__}.{name}", thing)
    for module in modules("actions")
    for name, thing in vars(module).items()
    if inspect.isfunction(thing) and not name.startswith("_") and belongs(thing, module)
]


def test_there_are_actions():
    assert len(ACTIONS) >= 15


@pytest.mark.parametrize(("name", "action"), ACTIONS, ids=[name for name, _ in ACTIONS])
def test_an_action_is_keyword_only_and_says_by_whom_and_when(name, action):
    parameters = inspect.signature(inspect.unwrap(action)).parameters
    assert all(one.kind is inspect.Parameter.KEYWORD_ONLY for one in parameters.values())
    assert {"by", "at"} <= set(parameters)
    assert inspect.getdoc(action)
