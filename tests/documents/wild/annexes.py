"""The annex as a table: its columns under all the names that were seen, its rows and cells."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from janji.core.agreement import (
    Accumulation,
    AgreementText,
    IndicatorText,
    ObjectiveText,
    TargetKind,
)
from tests.documents.wild.offices import Draft
from tests.documents.wild.pieces import Cell
from tests.documents.wild.promises import Promise

HEADINGS = {
    "number": ("NO", "No.", "No", "NO.", "N0", "/vo|"),
    "objective": (
        "SASARAN STRATEGIS", "SASARAN PROGRAM", "SASARAN", "SASARAN KEGIATAN", "Sasaran Program/Kegiatan",
        "TUJUAN/ SASARAN STRATEGIS", "TUJUAN DAN SASARAN STRATEGIS", "KINERJA UTAMA",
        "Sasaran Perangkat Daerah",
    ),
    "indicator": (
        "INDIKATOR KINERJA", "INDIKATOR KINERJA UTAMA", "Indikator Sasaran",
        "Indikator Kinerja sesuai Tugas dan Fungsi", "Idikator Kinerja", "INDIKATOR",
    ),
    "explanation": (
        "PENJELASAN", "ALASAN/PENJELASAN", "Formulasi perhitungan/penjelasan",
        "PENJELASAN/ FORMULASI PENGHITUNGAN", "DEFINISI OPERASIONAL",
    ),
    "formula": ("FORMULASI", "Formulasi Perhitungan", "RUMUS"),
    "source": ("SUMBER DATA", "Sumber Data"),
    "owner": ("PENANGGUNG JAWAB", "Penanggung Jawab"),
    "unit": ("SATUAN", "Satuan", "Sat"),
    "target": ("TARGET", "Target", "Target Tahun {year}", "Target PK {year}", "TARGET {year}"),
    "other year": ("Target {other}", "TARGET {other}"),
}  # fmt: skip
WIDTHS = {"number": 1, "objective": 5, "indicator": 5, "explanation": 9, "formula": 6, "source": 4,
          "owner": 4, "unit": 2, "target": 3, "other year": 3}  # fmt: skip
OWNERS = ("Sekretaris", "Kasi Pemerintahan", "Bidang Olahraga", "Subbagian Umum dan Kepegawaian")


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns are for, in their order, and what stands over them."""

    roles: tuple[str, ...]
    headings: tuple[str, ...]
    numbering: tuple[str, ...] | None

    @property
    def widths(self) -> tuple[int, ...]:
        """Shares of the page."""
        return tuple(WIDTHS[role] for role in self.roles)

    def heading_rows(self) -> list[tuple[Cell | None, ...]]:
        """The heading, and the row that counts the columns where there is one."""
        rows: list[tuple[Cell | None, ...]] = [tuple(Cell(one) for one in self.headings)]
        if self.numbering:
            rows.append(tuple(Cell(one) for one in self.numbering))
        return rows


PLANS = (
    ("number", "objective", "indicator", "target"),
    ("number", "objective", "indicator", "target"),
    ("objective", "indicator", "target"),
    ("number", "objective", "indicator", "explanation", "target"),
    ("number", "objective", "indicator", "explanation", "target"),
    ("number", "objective", "indicator", "unit", "target"),
    ("number", "objective", "indicator", "target", "unit"),
    ("objective", "indicator", "unit", "target"),
    ("number", "objective", "indicator", "explanation", "unit", "target"),
    ("number", "objective", "indicator", "target", "explanation"),
    ("number", "objective", "indicator", "formula", "source", "target"),
    ("number", "objective", "indicator", "unit", "target", "formula", "source", "owner"),
    ("number", "objective", "indicator", "target", "source"),
    ("number", "objective", "indicator", "explanation", "owner", "target"),
)


def columns_for(agreement: AgreementText, chance: Random, *must: str) -> Columns:
    """One of the usual sets of columns, among those with all the roles in `must`."""
    roles = chance.choice([plan for plan in PLANS if set(must) <= set(plan)])
    return named(roles, agreement, chance)


def named(roles: tuple[str, ...], agreement: AgreementText, chance: Random) -> Columns:
    """Columns under some of their names."""
    year = agreement.year or 0
    other = year + (1 if roles[-1] == "other year" else -1)
    headings = tuple(chance.choice(HEADINGS[role]).format(year=year, other=other) for role in roles)
    places = range(1, len(roles) + 1)
    numbering = chance.choice(
        (
            None,
            tuple(str(k) for k in places),
            tuple(f"({k})" for k in places),
            tuple(f"({k + (k == len(roles))})" for k in places),
        )
    )
    return Columns(roles, headings, numbering)


@dataclass(frozen=True, slots=True)
class Labels:
    """How a document writes the parts of an explanation."""

    formula: str
    accumulation: str
    source: str
    notes: str
    owner: str | None
    sign: str
    joint: str
    cumulative: str
    non_cumulative: str


def labels(chance: Random) -> Labels:
    """One habit of writing explanations."""
    return Labels(
        formula=chance.choice(("Formulasi", "Formulasi", "Formulasi Pengukuran")),
        accumulation=chance.choice(("Tipe Perhitungan", "Tipe Perhitungan", "Tipe Penghitungan")),
        source=chance.choice(("Sumber data", "Sumber Data")),
        notes=chance.choice(("Keterangan", "Keterangan", "Alasan Pemilihan Indikator")),
        owner=chance.choice((None, None, None, "SKPD Penanggungjawab")),
        sign=chance.choice((" : ", " = ", ": ")),
        joint=chance.choice(("\n", "\n", " ")),
        cumulative=chance.choice(("Kumulatif", "Komulatif")),
        non_cumulative=chance.choice(
            ("Non Kumulatif", "Non Kumulatif", "Non Komulatif", "Non-Kumulatif")
        ),
    )


def explained(one: IndicatorText, habit: Labels) -> list[str]:
    """The labelled parts of an explanation."""
    types = {
        Accumulation.CUMULATIVE: habit.cumulative,
        Accumulation.NON_CUMULATIVE: habit.non_cumulative,
    }
    said = (
        (habit.formula, one.formula_text),
        (habit.accumulation, types[one.accumulation] if one.accumulation else None),
        (habit.source, one.data_source),
        (habit.notes, one.notes),
        (habit.owner, "Dinas Kesehatan"),
    )
    return [f"{label}{habit.sign}{text}" for label, text in said if label and text]


def aim_cell(promise: Promise, chance: Random, *, bare: bool) -> Cell:
    """The target's cell; on a sheet it is now and then a number with a format."""
    said = promise.bare if bare else promise.said
    target = promise.target
    if target.value is None or chance.random() < 0.5:
        return Cell(said)
    if said.endswith("%"):
        places = max(0, -int(target.value.as_tuple().exponent))
        shape = f"0.{'0' * places}%" if places else "0%"
        return Cell(said, figure=target.value / Decimal(100), shape=shape)
    if target.kind is TargetKind.NUMBER and said == promise.bare:
        return Cell(said, figure=target.value)
    if target.kind is TargetKind.COUNT and bare and "(" not in said:
        return Cell(said, figure=target.value, shape="#,##0")
    return Cell(said)


def indicator_cells(
    one: IndicatorText, promise: Promise, columns: Columns, habit: Labels, chance: Random
) -> dict[str, Cell]:
    """The cells of an indicator by role, without those of its objective."""
    bare = "unit" in columns.roles
    return {
        "indicator": Cell(f"{one.number} {one.text}" if one.number else one.text),
        "explanation": Cell(habit.joint.join(explained(one, habit))),
        "formula": Cell(one.formula_text or ""),
        "source": Cell(one.data_source or ""),
        "owner": Cell(chance.choice(OWNERS)),
        "unit": Cell(promise.unit),
        "target": aim_cell(promise, chance, bare=bare),
        "other year": Cell(promise.bare if bare else promise.said),
    }


def row_of(columns: Columns, cells: dict[str, Cell | None]) -> tuple[Cell | None, ...]:
    """Cells in the order of the columns; what is not said is an empty cell."""
    return tuple(cells.get(role, Cell()) for role in columns.roles)


def objective_cells(
    one: ObjectiveText, columns: Columns, rows: int, *, merged: bool
) -> list[dict[str, Cell | None]]:
    """Number and objective for each row: on the first one, then merged or empty."""
    number = f"{one.number}." if one.number else ""
    text = one.text if "number" in columns.roles else f"{number} {one.text}".strip()
    down = rows if merged else 1
    first: dict[str, Cell | None] = {
        "number": Cell(number, down=down),
        "objective": Cell(text, down=down),
    }
    later: dict[str, Cell | None] = (
        {"number": None, "objective": None} if merged else {"number": Cell(), "objective": Cell()}
    )
    return [first, *[later] * (rows - 1)]


def plain_rows(
    draft: Draft,
    columns: Columns,
    chance: Random,
    objectives: Sequence[ObjectiveText] | None = None,
) -> list[tuple[Cell | None, ...]]:
    """A row for each indicator, the objective on the first of its rows."""
    merged, habit = chance.random() < 0.5, labels(chance)
    rows = []
    for one, promises in zip(objectives or draft.agreement.objectives, draft.promises, strict=True):
        heads = objective_cells(one, columns, len(one.indicators), merged=merged)
        for head, indicator, promise in zip(heads, one.indicators, promises, strict=True):
            own = indicator_cells(indicator, promise, columns, habit, chance)
            rows.append(row_of(columns, {**own, **head}))
    return rows


def shown_in(columns: Columns, agreement: AgreementText) -> AgreementText:
    """The agreement without what these columns do not print."""
    explanation = "explanation" in columns.roles
    hidden: dict[str, None] = {}
    if not explanation:
        hidden |= {"accumulation": None, "notes": None}
        hidden |= {} if "formula" in columns.roles else {"formula_text": None}
        hidden |= {} if "source" in columns.roles else {"data_source": None}
    return replace(
        agreement,
        objectives=tuple(
            replace(one, indicators=tuple(replace(each, **hidden) for each in one.indicators))
            for one in agreement.objectives
        ),
    )
