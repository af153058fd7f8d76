"""What a check found, in sentences for people."""

from collections.abc import Iterator, Sequence

from janji.core.numbers import written
from janji.core.origins import Place
from janji.core.printed_achievement import Verdict
from janji.documents import wording
from janji.documents.reading.checking import SHOWN_DECIMALS, CheckedRow
from janji.documents.reading.content import one_line

VERDICTS = {
    Verdict.OK: "sesuai",
    Verdict.WRONG: "keliru",
    Verdict.NOT_COMPUTABLE: "tidak dapat dihitung",
}
_PARTS = {"pk": "Perjanjian Kinerja", "rpjmd": "RPJMD", "rkpd": "RKPD"}
LONGEST_CELL = 60
_EMPTY = "–"


def summary(rows: Sequence[CheckedRow]) -> str:
    """How many are right, then one by one what is not."""
    counts = {verdict: [one for one in rows if one.found.verdict is verdict] for verdict in Verdict}
    told = ", ".join(f"{len(some)} {VERDICTS[verdict]}" for verdict, some in counts.items())
    explained = [one for one in counts[Verdict.OK] if one.found.cause]
    parts = {
        "Keliru": counts[Verdict.WRONG],
        "Sesuai dengan catatan": explained,
        "Tidak dapat dihitung": counts[Verdict.NOT_COMPUTABLE],
    }
    lines = [f"Diperiksa {len(rows)} capaian: {told}."]
    for title, some in parts.items():
        if some:
            lines += ["", f"{title}:", *(f"- {_line(one)}" for one in some)]
    return "\n".join(lines)


def sentences(checked: CheckedRow) -> str:
    """What was recomputed and why it differs, or why nothing could be recomputed."""
    return " ".join(_sentences(checked))


def _sentences(checked: CheckedRow) -> Iterator[str]:
    found = checked.found
    if found.recomputed is not None:
        yield f"Hitungan ulang: {written(found.recomputed, SHOWN_DECIMALS)}."
    if found.reason:
        yield wording.NOT_COMPUTABLE[found.reason]
    elif found.cause:
        yield wording.CAUSES[found.cause].format(printed=_short(checked.row.triple.printed))
    elif found.verdict is Verdict.WRONG:
        yield wording.CAUSE_UNKNOWN


def _line(checked: CheckedRow) -> str:
    row, triple = checked.row, checked.row.triple
    said = ", ".join(
        f"{name} {_short(text)}"
        for name, text in (
            ("target", triple.target),
            ("realisasi", triple.actual),
            ("capaian tercetak", triple.printed),
        )
    )
    return f"{_name(checked)}: {said}. {sentences(checked)} ({place(row.place).capitalize()}.)"


def _name(checked: CheckedRow) -> str:
    row = checked.row
    number = None if row.number is None else f"Nomor {row.number}"
    year = None if row.year is None else f"tahun {row.year}"
    quarter = None if row.quarter is None else f"triwulan {row.quarter}"
    part = row.part and _PARTS.get(row.part, row.part.capitalize())
    return ", ".join(filter(None, (number, year, quarter, part, _short(row.indicator))))


def _short(text: str) -> str:
    plain = one_line(text) or _EMPTY
    return plain if len(plain) <= LONGEST_CELL else plain[: LONGEST_CELL - 1] + "…"


def place(where: Place) -> str:
    """Where a printed achievement stands, as `halaman 2, tabel 3, baris 7`."""
    named = (("halaman", where.page), ("tabel", where.table), ("baris", where.row))
    return ", ".join(f"{name} {number}" for name, number in named if number is not None)
