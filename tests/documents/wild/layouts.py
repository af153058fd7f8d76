"""Layouts with a table that were found in real documents (documents in the wild, section 2.2)."""

from dataclasses import replace
from random import Random

from janji.core.agreement import AgreementText
from tests.documents.wild.annexes import (
    Columns,
    columns_for,
    explained,
    indicator_cells,
    labels,
    named,
    objective_cells,
    plain_rows,
    row_of,
    shown_in,
)
from tests.documents.wild.budgets import budget_pieces, listed_budget
from tests.documents.wild.letters import letter, new_page, signatures
from tests.documents.wild.offices import Draft, random_draft
from tests.documents.wild.pieces import Cell, Grid, Line, NewPage, Piece, Written
from tests.documents.wild.words import MONTHS

Rows = list[tuple[Cell | None, ...]]


def whole(draft: Draft, columns: Columns, annex: list[Piece], chance: Random) -> Written:
    """Letter, annex, budget and signatures as one document."""
    return around(draft, columns, [*annex, *budget_pieces(draft.budget, chance)], chance)


def around(draft: Draft, columns: Columns, annex: list[Piece], chance: Random) -> Written:
    """The same with a budget already among the pieces of the annex."""
    before, shown = letter(draft.agreement, chance)
    pieces = [*before, *new_page(draft.agreement, chance), *annex]
    if chance.random() < 0.5:
        signed, again = signatures(draft.agreement, shown, chance)
        pieces += [Line(), *signed]
        shown = _both(shown, again)
    return Written(pieces, shown_in(columns, shown), draft.unsure)


def _both(shown: AgreementText, again: AgreementText) -> AgreementText:
    """What either of two pages with signatures shows of the parties."""
    parties = {
        name: replace(one, nip=one.nip or other.nip, rank=one.rank or other.rank)
        for name, one, other in (
            ("first_party", shown.first_party, again.first_party),
            ("second_party", shown.second_party, again.second_party),
        )
    }
    return replace(shown, **parties)


def grid(columns: Columns, rows: Rows) -> Grid:
    """The annex as one table under its heading."""
    heading = columns.heading_rows()
    return Grid((*heading, *rows), heading=len(heading), widths=columns.widths)


def carried(draft: Draft, chance: Random) -> Written:
    """One row an indicator; the objective stands on its first row, merged or above empty cells."""
    columns = columns_for(draft.agreement, chance)
    return whole(draft, columns, [grid(columns, plain_rows(draft, columns, chance))], chance)


def pages(draft: Draft, chance: Random) -> Written:
    """The heading on every page; an explanation goes on beside the next indicator."""
    columns = columns_for(draft.agreement, chance, "explanation")
    habit = replace(labels(chance), joint="\n")
    rows: Rows = []
    left: list[str] = []
    for one, promises in zip(draft.agreement.objectives, draft.promises, strict=True):
        heads = objective_cells(one, columns, len(one.indicators), merged=False)
        for head, indicator, promise in zip(heads, one.indicators, promises, strict=True):
            own = indicator_cells(indicator, promise, columns, habit, chance)
            parts = explained(indicator, habit)
            kept = parts[: chance.randrange(1, len(parts) + 1)] if chance.random() < 0.4 else parts
            own["explanation"] = Cell("\n".join((*left, *kept)))
            left = parts[len(kept) :]
            rows.append(row_of(columns, {**own, **head}))
    if left:
        rows.append(row_of(columns, {"explanation": Cell("\n".join(left))}))
    parted = _parted(rows, chance)
    pieces: list[Piece] = []
    for part in parted:
        pieces += [grid(columns, part), NewPage()]
    return whole(draft, columns, pieces[:-1], chance)


def _parted(rows: Rows, chance: Random) -> list[Rows]:
    """The rows of each page."""
    parts: list[Rows] = []
    while rows:
        size = chance.randrange(1, 4)
        parts.append(rows[:size])
        rows = rows[size:]
    return parts


def paired(draft: Draft, chance: Random) -> Written:
    """All indicators of an objective in one cell, their targets in another, in the same order."""
    columns = columns_for(draft.agreement, chance)
    habit = replace(labels(chance), joint="\n")
    unequal = chance.random() < 0.15
    rows: Rows = []
    unsure: set[str] = set()
    objectives = []
    for place, (one, promises) in enumerate(
        zip(draft.agreement.objectives, draft.promises, strict=True)
    ):
        if "source" in columns.roles:
            # An empty paragraph would leave open which source belongs to which indicator.
            filled = (
                replace(each, data_source=each.data_source or "Buku induk")
                for each in one.indicators
            )
            one = replace(one, indicators=tuple(filled))
        own = [
            indicator_cells(indicator, promise, columns, habit, chance)
            for indicator, promise in zip(one.indicators, promises, strict=True)
        ]
        several = len(own) > 1
        joined = {role: [cells[role].text or "-" for cells in own] for role in own[0]}
        if several:
            sign = chance.choice((" ", ". ", ") "))
            joined["indicator"] = [
                f"{k}{sign}{text}" for k, text in enumerate(joined["indicator"], 1)
            ]
        if several and unequal:
            joined["target"].pop(chance.randrange(len(own)))
            unsure |= {f"objectives[{place}].indicators[{k}].target" for k in range(len(own))}
            one = replace(
                one, indicators=tuple(replace(each, target=None) for each in one.indicators)
            )
        objectives.append(one)
        head = objective_cells(one, columns, 1, merged=False)[0]
        cells: dict[str, Cell | None] = {
            role: Cell("\n".join(texts)) for role, texts in joined.items()
        }
        rows.append(row_of(columns, {**cells, **head}))
    changed = replace(draft, agreement=replace(draft.agreement, objectives=tuple(objectives)))
    made = whole(changed, columns, [grid(columns, rows)], chance)
    return replace(made, unsure=made.unsure | unsure)


def tagged(draft: Draft, chance: Random) -> Written:
    """Leftovers of a web page inside the cells."""
    columns = columns_for(draft.agreement, chance)
    rows = plain_rows(draft, columns, chance)

    def soiled(cell: Cell | None) -> Cell | None:
        if cell is None or not cell.text:
            return cell
        broken = cell.text.replace("\n", "</p><p>")
        words = broken.split(" ")
        if len(words) > 3 and chance.random() < 0.2:
            broken = (
                " ".join(words[:2])
                + chance.choice((r" \r\n", r"\r\n", "<br>"))
                + " ".join(words[2:])
            )
        return replace(cell, text=f"<p>{broken}</p>", figure=None)

    dirty = [tuple(soiled(cell) for cell in one) for one in rows]
    return whole(draft, columns, [grid(columns, dirty)], chance)


def fraction(draft: Draft, chance: Random) -> Written:
    """Formulas whose fraction has lost its line: numerator and denominator, one above the other."""
    objectives = tuple(
        replace(
            one,
            indicators=tuple(
                replace(each, formula_text=chance.choice((
                    f"Realisasi {each.text.lower()}\nTarget {each.text.lower()}",
                    "Hasil survei internal + hasil survei eksternal\n2",
                )))
                for each in one.indicators
            ),
        )
        for one in draft.agreement.objectives
    )  # fmt: skip
    changed = replace(draft, agreement=replace(draft.agreement, objectives=objectives))
    columns = columns_for(draft.agreement, chance, chance.choice(("explanation", "formula")))
    return whole(changed, columns, [grid(columns, plain_rows(changed, columns, chance))], chance)


def skipping(draft: Draft, chance: Random) -> Written:
    """Objectives numbered 1, 3 …; indicators counted on across objectives."""
    number, objectives, place = 0, [], 0
    for one in draft.agreement.objectives:
        place += chance.choice((1, 1, 2))
        counted = []
        for each in one.indicators:
            number += 1
            counted.append(replace(each, number=f"{number}."))
        objectives.append(replace(one, number=str(place), indicators=tuple(counted)))
    changed = replace(draft, agreement=replace(draft.agreement, objectives=tuple(objectives)))
    columns = columns_for(draft.agreement, chance)
    return whole(changed, columns, [grid(columns, plain_rows(changed, columns, chance))], chance)


def listed(draft: Draft, chance: Random) -> Written:
    """The budget as a list: the programme, `Rp.`, the digits, each on its own line."""
    columns = columns_for(draft.agreement, chance)
    annex = grid(columns, plain_rows(draft, columns, chance))
    return around(draft, columns, [annex, *listed_budget(draft.budget, chance)], chance)


def two_years(draft: Draft, chance: Random) -> Written:
    """A column of targets for another year beside the one of this year."""
    begin = ("number", "objective", "indicator")
    end = chance.choice((("other year", "target"), ("target", "other year")))
    columns = named((*begin, *end), draft.agreement, chance)
    year = draft.agreement.year
    headings = tuple(
        f"Target {year}" if role == "target" else heading
        for role, heading in zip(columns.roles, columns.headings, strict=True)
    )
    columns = replace(columns, headings=headings)
    others = random_draft(chance)
    promises = [promise for each in others.promises for promise in each]
    place = columns.roles.index("other year")
    rows = [
        (*one[:place], Cell(promises[k % len(promises)].said), *one[place + 1 :])
        for k, one in enumerate(plain_rows(draft, columns, chance))
    ]
    return whole(draft, columns, [grid(columns, rows)], chance)


def action_plan(draft: Draft, chance: Random) -> list[Piece]:
    """The same indicators once more, with values for months or quarters."""
    times = chance.choice((MONTHS, ("TW I", "TW II", "TW III", "TW IV"), ("I", "II", "III", "IV")))
    heading = [Cell(one, down=2) for one in ("NO", "SASARAN", "INDIKATOR KINERJA", "TARGET")]
    over = Cell(chance.choice(("TARGET", "RENCANA AKSI", "Target Bulan")), across=len(times))
    rows: Rows = [
        (*heading, over, *[None] * (len(times) - 1)),
        (*[None] * 4, *(Cell(one) for one in times)),
    ]
    for one, promises in zip(draft.agreement.objectives, draft.promises, strict=True):
        for k, (each, promise) in enumerate(zip(one.indicators, promises, strict=True)):
            begin = (f"{one.number}", one.text) if k == 0 else ("", "")
            values = [chance.choice(("", "0", "25", "50%", "100")) for _ in times]
            rows.append(tuple(Cell(text) for text in (*begin, each.text, promise.said, *values)))
    return [
        NewPage(),
        Line(f"RENCANA AKSI PERJANJIAN KINERJA TAHUN {draft.agreement.year}"),
        Line((draft.agreement.org_unit or "").upper()),
        Grid(tuple(rows), heading=2),
    ]


def followed(draft: Draft, chance: Random) -> Written:
    """An action plan by months or quarters after the agreement, in the same file."""
    made = carried(draft, chance)
    return replace(made, pieces=[*made.pieces, *action_plan(draft, chance)])
