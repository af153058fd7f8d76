"""Questions to the database that are asked again and again with another key.

Composing the SQL of a long question takes longer than answering it; here it is composed once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

from django.db import connection
from django.db.models import QuerySet

KEY: Final = -702_025_004
"""Stands for the key while a question is composed; no row has it."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A question for columns of rows with some key; its answers are the database's own values.

    Fit for whole numbers and texts: dates and switches of SQLite would come as it keeps them.
    """

    sql: str
    parameters: Sequence[Any]
    names: tuple[str, ...]

    @classmethod
    def of(cls, rows: "QuerySet[Any, Any]") -> Self:
        """Composes what `values` or `values_list` of rows with `KEY` would ask."""
        sql, parameters = rows.query.sql_with_params()
        if not any(one == KEY for one in parameters):
            raise ValueError("Nothing in these rows asks for the key.")
        return cls(sql, parameters, tuple(rows.query.selected or ()))

    def ask(self, key: int) -> list[tuple[Any, ...]]:
        """The rows with a key, their columns in the order of `names`; one query."""
        values = [type(one)(key) if one == KEY else one for one in self.parameters]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, values)
            found: list[tuple[Any, ...]] = cursor.fetchall()
            return found
