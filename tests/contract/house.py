"""What the contract tests look at: the source of the house, read as text and as syntax."""

import ast
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

SOURCE = Path(__file__).parents[2] / "src" / "janji"
ROOT = SOURCE.parents[1]


@cache
def sources() -> list[tuple[str, ast.Module]]:
    """Every module's dotted name with its syntax tree, migrations left out."""
    return [
        (_dotted(path), ast.parse(path.read_text()))
        for path in sorted(SOURCE.rglob("*.py"))
        if "migrations" not in path.parts
    ]


def _dotted(path: Path) -> str:
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def modules(last_name: str) -> list[ModuleType]:
    """Every module of the house with this last name, such as all `actions`."""
    names = [name for name, _ in sources() if name.rsplit(".", 1)[-1] == last_name]
    return [import_module(name) for name in names]
