"""Reading OpenDK's list of accounts (`no_akun, nama_akun, jumlah`) into the summary of a draft.

Codes are those of Permendagri 20/2018: 4 income, 6 financing, and spending by its activity, whose
first digit is the field. An account of spending (5.1 pay, 5.2 goods, …) does not tell the field.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from janji.core.cells import Cell, Row
from janji.core.land_tax import rp
from janji.core.numbers import read_number
from janji.core.refusals import Problem, Refused
from janji.orgs.models import OrgUnit
from janji.registers.communities.cells import Cells, Wrong, rows_beneath, said, text
from janji.registers.imports.headings import Headings
from janji.registers.imports.layouts import Options
from janji.registers.village_budgets.books import VILLAGE, YEAR, Names, year
from janji.registers.village_budgets.intake import arithmetic, require_balanced
from janji.registers.village_budgets.models import (
    FINANCING,
    INCOME,
    SPENDING,
    BudgetCycle,
    BudgetSummary,
)

WORDS = {
    "code": ("no akun", "nomor akun", "kode akun", "kode rekening", "no rekening"),
    "name": ("nama akun", "uraian", "nama rekening"),
    "amount": ("jumlah", "anggaran", "jumlah rp", "nilai anggaran"),
    "field": ("bidang",),
    "village": VILLAGE,
    "year": YEAR,
}
REQUIRED = ("code", "amount")
HEADINGS = ("no_akun", "nama_akun", "jumlah", "bidang", "desa", "tahun")
EXAMPLES = (
    ("4.1.2-01", "Pengelolaan tanah kas desa", 8_000_000, "", "Kracak", 2019),
    ("4.2.1-01", "Dana Desa", 812_000_000, "", "Kracak", 2019),
    ("1.1.01", "Penghasilan tetap kepala desa", 210_000_000, "", "Kracak", 2019),
    ("2.3.10", "Jalan usaha tani", 560_000_000, "", "Kracak", 2019),
    ("5.2.1", "Belanja barang kegiatan PKK", 60_000_000, 3, "Kracak", 2019),
    ("6.1.1-01", "SiLPA tahun lalu", 10_000_000, "", "Kracak", 2019),
)
BY_CODE = {
    "41": "income_own",
    "42": "income_transfer",
    "43": "income_other",
    "61": "financing_in",
    "62": "financing_out",
}
EMERGENCY = ("bencana", "darurat", "mendesak", "tak terduga", "tidak terduga")
MOST = 10**15
COLUMNS = (*INCOME, *SPENDING, *FINANCING)


@dataclass(frozen=True, slots=True)
class NewSummary:
    """The sums of a draft that has none yet."""

    cycle: BudgetCycle
    amounts: Mapping[str, int]

    @property
    def village(self) -> OrgUnit:
        """Whose it is."""
        return self.cycle.org_unit


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of a list: its line, its code as a kind and digits, where its amount belongs."""

    line: int
    code: str
    column: str | None
    amount: int
    cells: Cells


@dataclass
class _Budget:
    """The rows of one draft."""

    village: OrgUnit
    budget_year: int
    lines: list[_Line] = field(default_factory=list)

    def amounts(self) -> dict[str, int]:
        """What the rows add up to, those left out that are totals of others below them."""
        found = dict.fromkeys(COLUMNS, 0)
        for one in self.leaves():
            if one.column is not None:
                found[one.column] += one.amount
        return found

    def leaves(self) -> Iterator[_Line]:
        """Rows whose code is not the beginning of another row's."""
        codes = {one.code for one in self.lines}
        longer = {code[:size] for code in codes for size in range(2, len(code))}
        return (one for one in self.lines if one.code not in longer)


def read(
    names: Names, headings: Headings, table: Sequence[Row], options: Options
) -> Iterator[NewSummary | Problem | None]:
    """A summary for every draft of the list, what is wrong, or nothing where it is known."""
    budgets: dict[tuple[int, int], _Budget] = {}
    wrong: set[tuple[int, int]] = set()
    which = options.get("change") or 0
    for line, cells in rows_beneath(headings, table, ("code", "amount")):
        key: tuple[int, int] | None = None
        try:
            village = names.named(cells, options.get("village") or "")
            budget_year = year(cells, options.get("budget_year"))
            key = (village.pk, budget_year)
            one = _line(line, cells)
        except Wrong as error:
            if key is not None:
                wrong.add(key)
            yield error.problem(headings, line)
        else:
            budgets.setdefault(key, _Budget(village, budget_year)).lines.append(one)
    for key, budget in budgets.items():
        try:
            _require_fields(budget)
            # A list with a wrong row says nothing of the whole.
            if key not in wrong:
                yield _summary(budget, which)
        except _At as error:
            yield error.wrong.problem(headings, error.line)


class _At(Exception):
    """Something wrong in a line that was read before."""

    def __init__(self, line: int, wrong: Wrong) -> None:
        super().__init__(wrong)
        self.line, self.wrong = line, wrong


def _line(line: int, cells: Cells) -> _Line:
    digits = re.sub(r"\D", "", text(cells.get("code")))
    if not digits:
        raise Wrong("code", "budget-sheet-account-unknown", said=said(cells.get("code")))
    chosen = re.sub(r"\D", "", text(cells.get("field")).removesuffix(".0"))[:1]
    is_spending = bool(chosen) or digits[0] in "1235"
    column = _spending(digits, chosen, cells) if is_spending else _other(digits, cells)
    # Activities of field 4 begin like income: each is a total of its own kind only.
    code = f"{'b' if is_spending else 'a'}{digits}"
    return _Line(line, code, column, _amount(cells.get("amount")), cells)


def _other(digits: str, cells: Cells) -> str | None:
    """Where income and financing belong; nothing for their totals."""
    if digits in {"4", "6"}:
        return None
    if digits[:2] not in BY_CODE:
        raise Wrong("code", "budget-sheet-account-unknown", said=said(cells.get("code")))
    return BY_CODE[digits[:2]]


def _spending(digits: str, chosen: str, cells: Cells) -> str | None:
    """The field of an amount spent; nothing where neither its column, its code, nor its name tells it."""
    if chosen and chosen not in "12345":
        raise Wrong("field", "budget-sheet-account-unknown", said=said(cells.get("field")))
    if chosen or digits[0] in "123":
        return SPENDING[int(chosen or digits[0]) - 1]
    name = text(cells.get("name")).casefold()
    return SPENDING[-1] if any(word in name for word in EMERGENCY) else None


def _amount(cell: Cell) -> int:
    written = text(cell).removeprefix("Rp").removeprefix(".").strip().removesuffix(",00")
    try:
        value = read_number(written).value if written else None
    except Refused:
        value = None
    if value is None or value != int(value) or not 0 <= value <= MOST:
        raise Wrong("amount", "budget-sheet-amount-unreadable", said=said(cell))
    return int(value)


def _require_fields(budget: _Budget) -> None:
    for one in budget.leaves():
        if one.column is None and one.code.startswith("b"):
            name = text(one.cells.get("code")) + " " + text(one.cells.get("name"))
            wrong = Wrong("code", "budget-sheet-field-unknown", said=name.strip()[:60])
            raise _At(one.line, wrong)


def _summary(budget: _Budget, change: int) -> NewSummary | None:
    first = budget.lines[0].line
    found = BudgetCycle.objects.select_related("org_unit").filter(
        org_unit=budget.village, budget_year=budget.budget_year, change=change
    )
    name = f"APBDes {budget.budget_year} {budget.village.name}"
    cycle = found.first()
    if cycle is None:
        raise _At(first, Wrong("village", "budget-sheet-no-cycle", said=name))
    amounts = budget.amounts()
    made = BudgetSummary(**amounts)
    kept = cycle.summaries.filter(as_of=None).first()
    if kept is not None:
        if all(getattr(kept, column) == amounts[column] for column in COLUMNS):
            return None
        facts: dict[str, Any] = {
            "said": name,
            "known": rp(kept.sums.all_spending),
            "found": rp(made.sums.all_spending),
        }
        raise _At(first, Wrong("amount", "budget-sheet-summary-known", **facts))
    try:
        require_balanced(cycle.outcome, made)
    except Refused as refusal:
        sentence = f"{name} sudah dinyatakan sesuai, tetapi {arithmetic(made.sums)}."
        raise _At(first, Wrong("amount", "budget-sheet-refused", sentence=sentence)) from refusal
    return NewSummary(cycle, amounts)
