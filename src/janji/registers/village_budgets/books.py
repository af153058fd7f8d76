"""Reading a sheet of drafts: one row a draft with its days and numbers."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from janji.core.cells import Row
from janji.core.refusals import Problem, Refused
from janji.core.village_budgets import Course, Outcome
from janji.kit import refusals
from janji.orgs.models import OrgUnit
from janji.registers.communities.cells import (
    Cells,
    Wrong,
    day,
    plain,
    rows_beneath,
    said,
    short,
    text,
)
from janji.registers.imports.headings import Headings
from janji.registers.village_budgets import intake, queries
from janji.registers.village_budgets.models import BudgetCycle
from janji.registers.village_budgets.wording import LABELS

VILLAGE = ("desa", "nama desa", "desa kelurahan")
YEAR = ("tahun anggaran", "tahun", "ta")
WORDS = {
    "village": VILLAGE,
    "year": YEAR,
    "kind": ("jenis", "jenis apbdes", "jenis anggaran"),
    "agreed_on": ("disepakati bpd", "tanggal sepakat bpd", "disepakati", "tanggal kesepakatan"),
    "sent_on": ("dikirim desa", "tanggal kirim", "dikirim"),
    "received_on": ("diterima kecamatan", "tanggal diterima kec", "diterima", "tanggal terima"),
    "result_on": ("tanggal surat hasil", "tanggal hasil", "tanggal evaluasi"),
    "letter_number": ("nomor surat hasil", "nomor keputusan", "nomor surat"),
    "outcome": ("hasil", "hasil evaluasi"),
    "correct_until": ("perbaikan diminta sampai", "batas perbaikan"),
    "corrected_on": ("diperbaiki", "tanggal perbaikan"),
    "enacted_on": ("ditetapkan", "tanggal ditetapkan", "tanggal perdes"),
    "regulation_number": ("nomor perdes", "no perdes"),
    "reported_on": ("perdes disampaikan", "tanggal lapor", "dilaporkan"),
}
REQUIRED = ("village", "year", "received_on")
DAYS = (
    "agreed_on",
    "sent_on",
    "received_on",
    "result_on",
    "correct_until",
    "corrected_on",
    "enacted_on",
    "reported_on",
)
OUTCOMES = {
    "": None,
    "sesuai": Outcome.CONFORMS.value,
    "tidak sesuai": Outcome.DIFFERS.value,
    "belum sesuai": Outcome.DIFFERS.value,
}
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True, slots=True)
class NewCycle:
    """A draft that the register does not have yet."""

    village: OrgUnit
    budget_year: int
    change: int
    course: Course


class Names:
    """The villages of an office by their names and codes; an office of one village need not name it."""

    def __init__(self, org_unit: OrgUnit) -> None:
        every = list(queries.villages_below(org_unit))
        self.known: dict[str, list[OrgUnit]] = {}
        for one in every:
            self.known.setdefault(plain(one.name), []).append(one)
            if one.region_id:
                self.known[str(one.region_id)] = [one]
        self.only = org_unit if every == [org_unit] else None

    def of(self, written: str) -> OrgUnit | None:
        """The one village that a name or a code means."""
        found = self.known.get(written) or self.known.get(plain(written)) or []
        return found[0] if len(found) == 1 else None

    def named(self, cells: Cells, otherwise: str = "") -> OrgUnit:
        """The village of a row, or the one chosen on screen."""
        written = text(cells.get("village")) or otherwise.strip()
        if not written:
            if self.only is None:
                raise Wrong("village", "budget-sheet-village-missing")
            return self.only
        found = self.of(written)
        if found is None:
            raise Wrong("village", "budget-sheet-village-unknown", said=written[:60])
        return found


def year(cells: Cells, otherwise: int | None = None) -> int:
    """The budget year of a row, or the one chosen on screen."""
    written = text(cells.get("year")).removesuffix(".0")
    if not written and otherwise is not None:
        return otherwise
    if not re.fullmatch(r"\d{4}", written) or not FIRST_YEAR <= int(written) <= LAST_YEAR:
        raise Wrong("year", "budget-sheet-year-unreadable", said=said(cells.get("year")))
    return int(written)


def change(cells: Cells) -> int:
    """0 for the budget of the year, else which amendment."""
    written = plain(text(cells.get("kind")))
    if written in {"", "murni", "apbdes", "apbdes murni", "induk"}:
        return 0
    found = re.fullmatch(r"(?:apbdes )?(?:perubahan|p)(?: ke)?(?: ?(\d{1,2}|i{1,3}))?", written)
    if found is None:
        raise Wrong("kind", "budget-sheet-kind-unreadable", said=said(cells.get("kind")))
    which = found[1] or "1"
    return len(which) if which.startswith("i") else int(which) or 1


def read(
    names: Names, headings: Headings, table: Sequence[Row], today: date
) -> Iterator[NewCycle | Problem | None]:
    """A new draft, what is wrong, or nothing for one that is known, for every row."""
    reader = _Reader(names, today)
    for line, cells in rows_beneath(headings, table, ("village", "received_on", "agreed_on")):
        try:
            yield reader.read(cells)
        except Wrong as wrong:
            yield wrong.problem(headings, line)


class _Reader:
    """Reads rows one after another, and remembers the drafts of the sheet."""

    def __init__(self, names: Names, today: date) -> None:
        self.names, self.today = names, today
        self.seen: set[tuple[int, int, int]] = set()
        villages = {one.pk for several in names.known.values() for one in several}
        self.known = {
            (one.org_unit_id, one.budget_year, one.change): one
            for one in BudgetCycle.objects.filter(org_unit__in=villages)
        }

    def read(self, cells: Cells) -> NewCycle | None:
        """One row."""
        village, budget_year, which = self.names.named(cells), year(cells), change(cells)
        name = f"APBDes {budget_year} {village.name}"
        key = (village.pk, budget_year, which)
        if key in self.seen:
            raise Wrong("village", "budget-sheet-twice", said=name)
        self.seen.add(key)
        course = _course(cells)
        if (kept := self.known.get(key)) is not None:
            _require_same(kept, course, name)
            return None
        try:
            intake.check_course(course, budget_year=budget_year, change=which, today=self.today)
        except Refused as refusal:
            column = str(refusal.facts.get("field", "village"))
            sentence = refusals.sentence(refusal)
            raise Wrong(column, "budget-sheet-refused", sentence=sentence) from refusal
        return NewCycle(village, budget_year, which, course)


def _course(cells: Cells) -> Course:
    found: dict[str, Any] = {name: day(cells, name, "budget-sheet-day-unreadable") for name in DAYS}
    for name in ("letter_number", "regulation_number"):
        found[name] = short(cells, name, 80, "budget-sheet-text-long")
    written = plain(text(cells.get("outcome")))
    if written not in OUTCOMES:
        raise Wrong("outcome", "budget-sheet-outcome-unreadable", said=said(cells.get("outcome")))
    return Course(**found, outcome=OUTCOMES[written])


def _require_same(kept: BudgetCycle, course: Course, name: str) -> None:
    """What a sheet says of a draft that is known must be what is known; what it leaves out is not asked."""
    values: Mapping[str, Any] = {one: getattr(course, one) for one in Course.__dataclass_fields__}
    for column, value in values.items():
        known = getattr(kept, column)
        if value is not None and value != known:
            shown = f"{known:%d-%m-%Y}" if isinstance(known, date) else known or "kosong"
            raise Wrong(
                column, "budget-sheet-differs", said=name, label=LABELS[column], known=shown
            )
