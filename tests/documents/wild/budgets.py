"""Programmes with their money, in all the writings that were seen, and totals right and wrong."""

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from janji.core.agreement import ProgrammeLine, Total, budget_sum
from tests.documents.wild.pieces import Cell, Grid, Line, Piece
from tests.documents.wild.words import ACTIVITIES, PROGRAMMES


@dataclass(frozen=True, slots=True)
class Money:
    """An amount as printed; `amount` is `None` where nobody could read it."""

    said: str
    amount: Decimal | None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class BudgetPart:
    """Programmes as printed, the activities under each, and the line below them."""

    programmes: tuple[tuple[str, Money], ...]
    activities: tuple[tuple[tuple[str, Money], ...], ...]
    total_label: str | None
    total: Money | None

    def lines(self) -> tuple[ProgrammeLine, ...]:
        """The programmes a reader wants."""
        return tuple(ProgrammeLine(name, money.amount) for name, money in self.programmes)

    def printed_total(self) -> Total:
        """The total a reader wants, as printed and as it should be."""
        computed = budget_sum(self.lines()) if self.programmes else None
        return Total(self.total.amount if self.total else None, computed)


TOTAL_LABELS = (
    "Jumlah Anggaran", "JUMLAH", "TOTAL", "TOTAL ANGARAN", "Total Anggaran", "Jumlah seluruh", "",
)  # fmt: skip


def rupiah(amount: int, chance: Random) -> str:
    """The amount in one of the usual writings."""
    digits = f"{amount:,}".replace(",", ".")
    if amount == 0:
        return chance.choice(("Rp -", "Rp. -", "Rp 0", "-"))
    return chance.choice(
        (
            f"Rp {digits},00",
            f"Rp{digits},00",
            f"Rp. {digits}",
            f"Rp         {digits}",
            digits,
            f"Rp. {digits},-",
            f"Rp Rp{digits},00",
            f"{amount:,}.00",
        )
    )


def _odd_money(chance: Random) -> Money:
    """What only a person can settle, or what says a round sum in words."""
    return chance.choice(
        (
            Money("pn", None),
            Money("89,3405,300", None),
            Money("", None),
            Money("Rp4,295 miliar", Decimal(4_295_000_000)),
            Money("Rp 1,28 miliar", Decimal(1_280_000_000)),
            Money("Rp518 juta lebih", Decimal(518_000_000), sure=False),
        )
    )


def random_budget(chance: Random) -> BudgetPart:
    """Some programmes, now and then none."""
    names = chance.sample(PROGRAMMES, chance.choice((0, 1, 2, 3, 3, 4, 5, 7)))
    begin = chance.choice(("Program ", "Program ", "PROGRAM ", ""))
    odd = chance.randrange(len(names)) if names and chance.random() < 0.12 else None
    amounts = [chance.choice((0, *[chance.randrange(1, 90_000_000) * 100] * 9)) for _ in names]
    programmes = [
        (begin + (name.upper() if begin.isupper() else name), _odd_money(chance) if place == odd else
         Money(rupiah(amount, chance), Decimal(amount)))
        for place, (name, amount) in enumerate(zip(names, amounts, strict=True))
    ]  # fmt: skip
    with_activities = odd is None and chance.random() < 0.25
    activities = tuple(_activities(amount, chance) if with_activities else () for amount in amounts)
    label, total = _total(amounts, chance) if len(names) > 1 and odd is None else (None, None)
    return BudgetPart(tuple(programmes), activities, label, total)


def _activities(amount: int, chance: Random) -> tuple[tuple[str, Money], ...]:
    """Activities that add up to their programme."""
    if amount < 300:
        return ()
    parts = [amount // 3, amount - amount // 3]
    begin = chance.choice(("Kegiatan ", "Kegiatan ", ""))
    return tuple(
        (f"{begin}{name}", Money(rupiah(part, chance), Decimal(part)))
        for name, part in zip(chance.sample(ACTIVITIES, 2), parts, strict=True)
    )


def _total(amounts: list[int], chance: Random) -> tuple[str | None, Money | None]:
    right = sum(amounts)
    kind = chance.random()
    if kind < 0.25 or not right:
        return None, None
    printed = right + 50_000_000 if kind > 0.9 else right
    return chance.choice(TOTAL_LABELS), Money(rupiah(printed, chance), Decimal(printed))


def budget_pieces(part: BudgetPart, chance: Random) -> list[Piece]:
    """The budget as a table, in one of the usual shapes."""
    if not part.programmes:
        return []
    numbered, noted = chance.random() < 0.5, chance.random() < 0.4
    apart = chance.random() < 0.15
    in_front = not numbered and chance.random() < 0.8
    word = chance.choice(
        ("PROGRAM", "Program", "PROGRAM/KEGIATAN" if any(part.activities) else "PROGRAM")
    )
    money = chance.choice(("ANGGARAN", "Anggaran", "PAGU ANGGARAN", "Pagu", "ANGGARAN (Rp. 000)"))
    rows = [_row("NO", word, money, "KET" if noted else "Keterangan", (numbered, noted, apart))]
    if chance.random() < 0.3:
        width = len(rows[0])
        rows.append(tuple(Cell(str(k)) for k in range(1, width + 1)))
    shape = (numbered, noted, apart)
    for place, ((name, amount), own) in enumerate(
        zip(part.programmes, part.activities, strict=True)
    ):
        label = f"{place + 1}. {name}" if in_front else name
        rows.append(_row(f"{place + 1}.", label, amount, "APBD", shape))
        for order, (activity, sum_of) in enumerate(own):
            rows.append(_row("", f"{chr(97 + order)}. {activity}", sum_of, "APBD", shape))
    if part.total is not None:
        rows.append(_row("", part.total_label or "", part.total, "", shape))
    return [Line(), Grid(tuple(rows), heading=1, widths=_widths(shape))]


def _row(
    number: str, name: str, amount: Money | str, note: str, shape: tuple[bool, bool, bool]
) -> tuple[Cell, ...]:
    numbered, noted, apart = shape
    begin = (Cell(number),) if numbered else ()
    end = (Cell(note),) if noted else ()
    return (*begin, Cell(name), *_money_cells(amount, apart), *end)


def _widths(shape: tuple[bool, bool, bool]) -> tuple[int, ...]:
    numbered, noted, apart = shape
    return (*(1,) * numbered, 8, *(1,) * apart, 4, *(2,) * noted)


def _money_cells(amount: Money | str, apart: bool) -> tuple[Cell, ...]:
    """One cell, or `Rp.` in a cell of its own before the digits."""
    if isinstance(amount, str):
        return (Cell(amount), Cell("")) if apart else (Cell(amount),)
    whole = Cell(amount.said, figure=amount.amount if amount.sure else None, shape="#,##0")
    if not apart:
        return (whole,)
    if amount.said.startswith("Rp") and not amount.said.startswith("Rp Rp"):
        digits = amount.said.removeprefix("Rp").removeprefix(".").strip()
        return Cell("Rp."), Cell(digits, figure=whole.figure, shape="#,##0")
    return Cell(""), whole


def listed_budget(part: BudgetPart, chance: Random) -> list[Piece]:
    """The budget as a list in three pieces: the name, `Rp.`, the digits."""
    if not part.programmes:
        return []
    pieces: list[Piece] = [Line(), Line("PROGRAM DAN ANGGARAN:")]
    lines = [(f"{k}. {name}", money) for k, (name, money) in enumerate(part.programmes, 1)]
    if part.total is not None:
        lines.append((part.total_label or "Jumlah", part.total))
    together = chance.random() < 0.3
    for name, money in lines:
        _, digits = _money_cells(money, apart=True)
        if together:
            pieces.append(Line(f"{name}   Rp. {digits.text}"))
        else:
            pieces += [Line(name), Line("Rp."), Line(digits.text)]
    return pieces
