"""What the rows of an annex promise: values, their places, and what a person must look at."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from janji.core.agreement import Accumulation, IndicatorText, ObjectiveText, TargetKind
from janji.core.refusals import Problem
from janji.core.targets import ReadTarget, understood
from janji.documents.reading.annex import Annex, IndicatorRow
from janji.documents.reading.content import Said
from janji.documents.reading.explaining import accumulation_of

_TORN = re.compile(r"[<>{}|]|^[^\w(“\"'‘]|(?<!\S)\d+[a-z]{3,}")


@dataclass(slots=True)
class AnnexValues:
    """The objectives with where each of their values stands, by path."""

    objectives: tuple[ObjectiveText, ...] = ()
    cells: dict[str, Said] = field(default_factory=dict)
    targets: dict[str, ReadTarget] = field(default_factory=dict)


def annex_values(annex: Annex) -> AnnexValues:
    """The collected rows as values."""
    values = AnnexValues()
    objectives = []
    for place, objective in enumerate(annex.objectives):
        where = f"objectives[{place}]"
        if objective.cells:
            values.cells[f"{where}.text"] = objective.cells[0]
        indicators = tuple(
            _indicator(one, f"{where}.indicators[{order}]", values)
            for order, one in enumerate(objective.indicators)
        )
        objectives.append(ObjectiveText(objective.number, objective.text, indicators))
    values.objectives = tuple(objectives)
    return values


def _indicator(one: IndicatorRow, where: str, values: AnnexValues) -> IndicatorText:
    said = one.explanation
    values.cells[f"{where}.text"] = one.cells[0]
    names = {
        "formula": "formula_text",
        "accumulation": "accumulation",
        "source": "data_source",
        "notes": "notes",
    }
    for role, cell in said.cells.items():
        values.cells[f"{where}.{names[role]}"] = cell
    read = None
    if one.target is not None:
        values.cells[f"{where}.target"] = one.target
        read = understood(one.target.line, one.unit.line if one.unit else None, one.text)
        values.targets[where] = read
    return IndicatorText(
        number=one.number,
        text=one.text,
        formula_text=said.said("formula"),
        accumulation=accumulation_of(said.said("accumulation")),
        data_source=said.said("source"),
        notes=said.said("notes"),
        target=read.text if read else None,
    )


def annex_problems(annex: Annex, values: AnnexValues) -> Iterator[Problem]:
    """What a person must look at, in the order of the paper."""
    if annex.rows_unsure:
        yield Problem("rows-unsure", "objectives")
    if annex.heading is not None and annex.heading.indicator_unsure:
        yield Problem("indicator-columns", "objectives")
    yield from annex.loose
    odd = _odd_accumulation(values.objectives)
    heading = annex.heading
    unsure = heading is not None and heading.unsure
    for place, objective in enumerate(annex.objectives):
        where = f"objectives[{place}]"
        if not objective.text:
            yield Problem("objective-unreadable", f"{where}.text")
        elif any(cell.unclear for cell in objective.cells) or _looks_torn(objective.text):
            yield Problem("cell-unclear", f"{where}.text", {"said": objective.text})
        if objective.is_torn:
            yield Problem("row-torn", f"{where}.text", {"said": objective.text})
        if not objective.indicators and not annex.is_empty:
            yield Problem("objective-alone", where, {"objective": objective.text})
        for order, one in enumerate(objective.indicators):
            path = f"{where}.indicators[{order}]"
            yield from _of_indicator(one, path, values, annex, unsure=unsure)
            value = values.objectives[place].indicators[order]
            yield from _of_accumulation(one, value, path, odd)
    yield from _gaps(values.objectives)


def _unit_in(read: ReadTarget | None) -> str:
    return (read.text.unit_text or read.text.unit_of_measure or "") if read else ""


def _is_bare(read: ReadTarget) -> bool:
    return read.text.kind is TargetKind.NUMBER and not (
        read.text.unit_of_measure or read.text.unit_text
    )


def _of_indicator(
    one: IndicatorRow, path: str, values: AnnexValues, annex: Annex, *, unsure: bool
) -> Iterator[Problem]:
    for doubt in one.doubts:
        yield Problem(doubt, f"{path}.text", {"said": one.text})
    if any(cell.unclear for cell in one.cells) or _looks_torn(one.text):
        yield Problem("cell-unclear", f"{path}.text", {"said": one.text})
    said = one.target.line if one.target else ""
    read = values.targets.get(path)
    for doubt in ("target-absent",) if read is None else read.doubts:
        unit = one.unit.line if one.unit else _unit_in(read)
        yield Problem(doubt, f"{path}.target", {"raw": said, "unit": unit})
    if read is not None and annex.has_units and one.unit is None and _is_bare(read):
        yield Problem("unit-absent", f"{path}.target", {"raw": said})
    if one.target is not None and one.target.unclear:
        yield Problem("cell-unclear", f"{path}.target", {"said": said})
    elif annex.heading and annex.heading.indicator_unsure:
        yield Problem("target-of-another", f"{path}.target", {"raw": said})
    elif unsure:
        yield Problem("target-columns", f"{path}.target", {"raw": said})
    for role, name in (("formula", "formula_text"), ("source", "data_source"), ("notes", "notes")):
        cell = one.explanation.cells.get(role)
        text = one.explanation.said(role) or ""
        if cell is not None and (cell.unclear or _looks_torn(text)):
            yield Problem("cell-unclear", f"{path}.{name}", {"said": text})


def _looks_torn(text: str) -> bool:
    """Whether letters of a neighbour, or halves of a tag, seem to stand in a text."""
    return _TORN.search(text) is not None


def _of_accumulation(
    one: IndicatorRow, value: IndicatorText, path: str, odd: object
) -> Iterator[Problem]:
    said = one.explanation.said("accumulation")
    cell = one.explanation.cells.get("accumulation")
    if said and value.accumulation is None:
        yield Problem("accumulation-unreadable", f"{path}.accumulation", {"said": said})
    elif value.accumulation is not None and value.accumulation is odd:
        yield Problem("accumulation-differs", f"{path}.accumulation")
    elif cell is not None and cell.unclear:
        yield Problem("cell-unclear", f"{path}.accumulation", {"said": said or ""})


def _gaps(objectives: Sequence[ObjectiveText]) -> Iterator[Problem]:
    """Numbers that skip: a row may have been lost, or the paper skips them itself."""
    yield from _skipped([(one.number, f"objectives[{k}]") for k, one in enumerate(objectives)])
    yield from _skipped(
        [
            (indicator.number, f"objectives[{place}].indicators[{order}]")
            for place, objective in enumerate(objectives)
            for order, indicator in enumerate(objective.indicators)
        ]
    )


def _skipped(numbered: Sequence[tuple[str | None, str]]) -> Iterator[Problem]:
    before = 0
    for number, where in numbered:
        if number is None or not number.isdigit():
            continue
        here = int(number)
        if here not in {before + 1, 1}:
            facts = {"before": before, "number": here}
            gap = Problem("numbering-gap", where, facts)
            yield gap if before else Problem("numbering-late", where, {"number": here})
        before = here


def _odd_accumulation(objectives: Sequence[ObjectiveText]) -> Accumulation | None:
    """The type that only a minority of the ratios has: often a slip, so a person is asked."""
    ratios = [
        indicator.accumulation
        for objective in objectives
        for indicator in objective.indicators
        if indicator.accumulation and "dibagi" in (indicator.formula_text or "").lower()
    ]
    kinds = sorted(set(ratios), key=ratios.count)
    return kinds[0] if len(kinds) == 2 and ratios.count(kinds[0]) * 2 < len(ratios) else None
