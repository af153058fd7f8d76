"""A target whose unit stands apart from its number, in a column or a field of its own."""

from dataclasses import replace

from janji.core.agreement import TargetKind, TargetText

PERCENT = frozenset({"%", "persen"})
_WITHOUT_COUNT = frozenset({"indeks", "nilai", "skor", "angka", "poin"})
"""Units of what is measured, not counted."""
_OPEN = frozenset({TargetKind.NUMBER, TargetKind.COUNT, TargetKind.PERCENT})


def in_unit(target: TargetText, unit: str) -> TargetText:
    """The same number in a unit; what is no plain number, such as money or a grade, stays as it is."""
    if target.kind not in _OPEN:
        return target
    plain = unit.strip().lower()
    if plain in PERCENT:
        return replace(target, kind=TargetKind.PERCENT, unit_of_measure="%")
    kind = TargetKind.NUMBER if plain in _WITHOUT_COUNT else TargetKind.COUNT
    return replace(target, kind=kind, unit_of_measure=unit.strip())
