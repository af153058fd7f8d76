"""Programmes with their budget, and the printed total."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from janji.core.agreement import ProgrammeLine, Total, budget_sum
from janji.core.numbers import written
from janji.core.refusals import Problem
from janji.core.targets import read_money
from janji.documents.reading.content import Table, one_line
from janji.documents.reading.roles import BUDGET, roles_of

_NUMBERED = re.compile(r"\d{1,2}[.)]?\s+")
_TOTAL = re.compile(r"(?:jumlah|total)\b", re.IGNORECASE)


class Budget:
    """Collects the rows of budget tables."""

    def __init__(self) -> None:
        self._roles: dict[str, int] = {}
        self._lines: list[tuple[str, str]] = []
        self._total: str | None = None

    def takes(self, table: Table) -> bool:
        """Adds a table when its heading names programmes and amounts, or it goes on from one."""
        rows = list(table.rows)
        if begins_budget(table):
            self._roles, rows = roles_of(rows[0], BUDGET), rows[1:]
        elif not self._roles or not rows or len(rows[0]) <= max(self._roles.values()):
            return False
        for row in rows:
            self._add(row)
        return True

    def _add(self, row: Sequence[str]) -> None:
        label = " ".join(filter(None, (one_line(cell) for cell in row[:-1])))
        amount = self._roles["amount"]
        said = one_line(row[amount]) if amount < len(row) else ""
        if _TOTAL.match(label):
            self._total = said
            return
        name = one_line(row[self._roles["programme"]])
        if name:
            self._lines.append((_NUMBERED.sub("", name, count=1), said))

    def programmes(self) -> tuple[ProgrammeLine, ...]:
        """The programmes; an amount that could not be read is missing, never zero."""
        return tuple(ProgrammeLine(name, _amount(said)) for name, said in self._lines)

    def total(self) -> Total:
        """The printed total beside the sum."""
        printed = _amount(self._total) if self._total else None
        computed = budget_sum(self.programmes()) if self._lines else None
        return Total(printed, computed)

    def problems(self) -> Iterator[Problem]:
        """Amounts that could not be read, and a total that is not the sum."""
        for order, (name, said) in enumerate(self._lines):
            if _amount(said) is None:
                where = f"programmes[{order}].amount"
                yield Problem("amount-unreadable", where, {"programme": name, "said": said})
        total = self.total()
        if total.agrees is False and total.printed is not None and total.computed is not None:
            facts = {"printed": written(total.printed, 0), "computed": written(total.computed, 0)}
            yield Problem("total-disagrees", "total", facts)


def begins_budget(table: Table) -> bool:
    """Whether a table's first row is the heading of programmes and amounts."""
    return bool(table.rows) and {"programme", "amount"} <= roles_of(table.rows[0], BUDGET).keys()


def _amount(said: str) -> Decimal | None:
    amount = read_money(said)
    return amount.quantize(Decimal(1)) if amount is not None and amount == int(amount) else amount
