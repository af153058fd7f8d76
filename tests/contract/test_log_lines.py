"""What we write into the log is constant; what changes is a number or a name from the source."""

import ast
from functools import cache

from janji.site.logs import FACTS
from tests.contract.house import nodes

WRITES = {"debug", "info", "warning", "error", "exception", "critical"}


@cache
def log_calls():
    """Every call of a logger: where, its sentence, what else it gives."""
    return list(_log_calls())


def _log_calls():
    for module, node in nodes(ast.Call):
        called = node.func
        if not isinstance(called, ast.Attribute) or not isinstance(called.value, ast.Name):
            continue
        if called.value.id == "logger" and called.attr in WRITES | {"log"}:
            yield f"{module}:{node.lineno}", called.attr, node


def test_there_are_lines():
    assert len(log_calls()) >= 8


def test_a_sentence_is_constant_and_takes_no_arguments():
    """The log leaves arguments out; a call that gives some would say less than it means."""
    for place, name, call in log_calls():
        said = call.args[1:] if name == "log" else call.args
        assert len(said) == 1, place
        assert isinstance(said[0], ast.Constant), place
        assert not set("%{") & set(said[0].value), place


def test_what_is_added_has_a_known_name():
    added = 0
    for place, _, call in log_calls():
        for keyword in call.keywords:
            assert keyword.arg in {"extra", "exc_info"}, place
            if keyword.arg == "extra":
                assert isinstance(keyword.value, ast.Dict), place
                assert {key.value for key in keyword.value.keys} <= set(FACTS), place
                added += 1
    assert added > 0


def test_every_logger_is_called_logger():
    """Or the tests above would not see it."""
    for module, node in nodes(ast.Assign):
        if isinstance(node.value, ast.Call) and "getLogger" in ast.dump(node.value.func):
            names = {target.id for target in node.targets if isinstance(target, ast.Name)}
            assert names in ({"logger"}, set()), module
