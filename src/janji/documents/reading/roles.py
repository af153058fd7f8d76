"""What a column is for, by the words of its heading."""

import re
from collections.abc import Mapping, Sequence

from janji.documents.reading.content import one_line

ANNEX = {
    "number": ("no", "nomor"),
    "objective": ("sasaran", "tujuan", "kinerja utama"),
    "indicator": ("indikator",),
    "explanation": ("penjelasan", "keterangan", "definisi operasional"),
    "formula": ("formulasi", "formula", "rumus", "cara perhitungan"),
    "accumulation": ("tipe perhitungan", "jenis perhitungan"),
    "source": ("sumber data",),
    "unit": ("satuan",),
    "target": ("target",),
}
BUDGET = {
    "number": ("no", "nomor"),
    "programme": ("program", "nama program"),
    "amount": ("anggaran", "pagu", "jumlah dana"),
}
_NOT_TARGET = re.compile(r"\btw|triwulan|realisasi", re.IGNORECASE)


def roles_of(row: Sequence[str], words: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """For each role the first column whose heading begins with one of its words."""
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        heading = one_line(cell).lower().strip(" .:")
        if len(heading) > 60 or _NOT_TARGET.search(heading):
            continue
        for role, names in words.items():
            if role not in found and _is_named(heading, role, names):
                found[role] = place
                break
    return found


def _is_named(heading: str, role: str, names: Sequence[str]) -> bool:
    if role == "number":
        return heading in names
    return any(re.match(rf"{re.escape(name)}\b", heading) for name in names)


def is_column_count(row: Sequence[str]) -> bool:
    """Whether a row only counts the columns: 1, 2, 3 …"""
    said = [one_line(cell).strip("()") for cell in row if one_line(cell)]
    return len(said) > 1 and said == [str(k) for k in range(1, len(said) + 1)]
