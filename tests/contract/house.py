"""What the contract tests look at: the source of the house, read as text and as syntax."""

import ast
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

SOURCE = Path(__file__).parents[2] / "src" / "janji"
ROOT = SOURCE.parents[1]


@cache
def _paths() -> dict[str, Path]:
    """Every module's dotted name with its file, migrations left out."""
    return {
        _dotted(path): path
        for path in sorted(SOURCE.rglob("*.py"))
        if "migrations" not in path.parts
    }


@cache
def sources() -> list[tuple[str, ast.Module]]:
    """Every module's dotted name with its syntax tree. Takes seconds: asked by tests, not before."""
    return [(name, ast.parse(path.read_text())) for name, path in _paths().items()]


@cache
def nodes(*kinds: type[ast.AST]) -> list[tuple[str, ast.AST]]:
    """Every piece of syntax of these kinds in the house, with its module's dotted name."""
    if kinds:
        return [(module, node) for module, node in nodes() if isinstance(node, kinds)]
    return [(name, node) for name, tree in sources() for node in ast.walk(tree)]


def _dotted(path: Path) -> str:
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def modules(last_name: str) -> list[ModuleType]:
    """Every module of the house with this last name, such as all `actions`."""
    return [import_module(name) for name in _paths() if name.rsplit(".", 1)[-1] == last_name]
