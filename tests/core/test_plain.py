"""The core is plain Python, and never computes in binary floating point."""

import ast
import sys
from pathlib import Path

import pytest

CORE = Path(__file__).parents[2] / "src" / "janji" / "core"
MODULES = sorted(CORE.rglob("*.py"))


def names_imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_only_the_standard_library(path):
    for name in names_imported(ast.parse(path.read_text())):
        assert name.split(".")[0] in sys.stdlib_module_names or name.startswith("janji.core")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_no_binary_floating_point_and_no_clock(path):
    for node in ast.walk(ast.parse(path.read_text())):
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"float", "round", "open", "print"}
        if isinstance(node, ast.Attribute):
            assert node.attr not in {"today", "now", "utcnow"}


def test_there_is_a_core():
    assert len(MODULES) > 12
