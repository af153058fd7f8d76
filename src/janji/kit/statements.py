"""Questions to the database that are asked again and again with other keys.

Composing the SQL of a question takes Django longer than the database needs to answer it. Here it
is composed once; reading the answer is left to Django.
"""

from copy import copy
from typing import Any, Final, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

_FIRST_NUMBER: Final = -702_025_004
_FIRST_TEXT: Final = "\ue000"
_LARGEST: Final = 2**63 - 1
"""The largest number a column holds; addresses may have larger ones, which no row has."""
Row = TypeVar("Row", covariant=True)


def number_keys(count: int) -> list[int]:
    """Stand-ins for numbers while a question is composed; no row has them."""
    return [_FIRST_NUMBER - place for place in range(count)]


def text_keys(count: int) -> list[str]:
    """Stand-ins for texts."""
    return [f"{_FIRST_TEXT}{place}" for place in range(count)]


KEY: Final = number_keys(1)[0]
TEXT_KEY: Final = text_keys(1)[0]


class Statement(Generic[Row]):
    """Rows whose columns equal `count` keys, which are given when they are asked for.

    Everything else stays as it was composed, moments and days included.
    """

    def __init__(self, rows: "QuerySet[Any, Row]", count: int = 1) -> None:
        self._rows = rows
        self._compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        self._sql, self._parameters = self._compiler.as_sql()
        numbers, texts = number_keys(count), text_keys(count)
        self._places = {
            at: (numbers if one in numbers else texts).index(one)
            for at, one in enumerate(self._parameters)
            if one in numbers or one in texts
        }
        if set(self._places.values()) != set(range(count)):
            raise ValueError("These rows do not ask for every key.")

    def ask(self, *keys: int | str) -> list[Row]:
        """The rows with these keys; one query, and those of what is prefetched."""
        if any(isinstance(one, int) and abs(one) > _LARGEST for one in keys):
            return []
        parameters = list(self._parameters)
        for at, place in self._places.items():
            # The type of a parameter tells PostgreSQL how wide a number is.
            parameters[at] = type(parameters[at])(keys[place])
        compiler = copy(self._compiler)
        compiler.connection = connections[DEFAULT_DB_ALIAS]
        compiler.as_sql = lambda *_, **__: (self._sql, parameters)
        rows = self._rows.all()
        # Past the setter, which would make dictionaries of tuples.
        rows._query = _Composed(rows.query, compiler)  # type: ignore[attr-defined]  # noqa: SLF001
        return list(rows)


class _Composed:
    """A query that has its compiler already."""

    def __init__(self, query: Any, compiler: SQLCompiler) -> None:
        self._query, self._compiler = query, compiler

    def get_compiler(self, *_: object, **__: object) -> SQLCompiler:
        return self._compiler

    def __getattr__(self, name: str) -> Any:
        return getattr(self._query, name)
