"""How official papers write money, service numbers and what is still unknown."""

from decimal import Decimal

from janji.core.numbers import written

DOTTED = "…" * 12
"""The line on a blank form where someone writes by hand."""

UNKNOWN = "—"


def rupiah(amount: Decimal | None) -> str:
    """An amount as papers print it: `Rp 283.000.000,00`, `Rp -` for nothing, `—` if unknown."""
    if amount is None:
        return UNKNOWN
    if amount == 0:
        return "Rp -"
    return f"Rp {written(amount, 2)}"


def grouped_nip(nip: str) -> str:
    """A civil servant's number as printed: `19670425 198903 1 005`. Others stay as they are."""
    if len(nip) != 18 or not (nip.isascii() and nip.isdigit()):
        return nip
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"
