"""The survey index of a file of filled-in forms, as JSON: `janji survey-index BERKAS`.

Needs no framework and no database. A spreadsheet's binary numbers become exact before any rule
sees them.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from janji.core.numbers import Exact, rounded
from janji.core.refusals import Problem, Refused
from janji.core.satisfaction import (
    DEFAULT_MAX_BLANK,
    ElementTally,
    NoIndex,
    all_cutoffs,
    blanks,
    element,
    is_valid,
    quality,
    survey_index,
    tally,
    weightings,
)
from janji.core.survey_sheets import Cell, Row, SurveySheet, read_sheet

MEAN_DECIMALS = 4
INDEX_DECIMALS = 2
MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
_PACKAGE = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_SEPARATORS = ",;\t"
_NOT_A_SURVEY = {"survey-sheet-empty", "survey-columns-unclear"}


def survey_index_json(path: Path, *, mapping: Mapping[int, int] | None = None) -> dict[str, object]:
    """The index of a CSV or XLSX file under every weighting, with what a person must look at.

    Values are decimal strings, rounded once. `reason` says why there is no index. Refuses with
    `document-…`, `file-empty`, `survey-file-kind` and what `read_sheet` refuses.
    """
    sheet, more = _survey_in(_tables(path), mapping)
    valid = [one for one in sheet.responses if is_valid(one.answers)]
    counted = tally(one.answers for one in valid)
    indices = {code: survey_index(counted, how) for code, how in weightings().items()}
    reasons = [one for one in indices.values() if isinstance(one, NoIndex)]
    return {
        "respondents": counted.respondents,
        "elements": [_element_json(one) for one in counted.elements],
        "index": {code: _index_json(value) for code, value in indices.items()},
        "reason": reasons[0].value if reasons else None,
        "quality": {
            version: {code: _quality_json(value, version) for code, value in indices.items()}
            for version in all_cutoffs()
        },
        "problems": [_problem_json(one) for one in (*more, *sheet.problems, *_left_out(sheet))],
    }


def _element_json(one: ElementTally) -> dict[str, object]:
    return {
        "code": one.code,
        "name": element(one.code).name,
        "answers": one.filled,
        "sum": one.total,
        "mean": None if one.mean is None else _shown(one.mean, MEAN_DECIMALS),
    }


def _index_json(value: Exact | NoIndex) -> str | None:
    return None if isinstance(value, NoIndex) else _shown(value, INDEX_DECIMALS)


def _quality_json(value: Exact | NoIndex, version: str) -> dict[str, str] | None:
    if isinstance(value, NoIndex):
        return None
    grade = quality(value, all_cutoffs()[version])
    return {"mark": grade.mark, "label": grade.label}


def _shown(value: Exact, decimals: int) -> str:
    return f"{rounded(value, decimals):f}"


def _problem_json(problem: Problem) -> dict[str, object]:
    return {"code": problem.code, "where": problem.where, "facts": dict(problem.facts)}


def _left_out(sheet: SurveySheet) -> list[Problem]:
    """The responses with too many blanks to count."""
    return [
        Problem(
            "survey-response-blanks",
            str(one.row),
            {"row": one.row, "blank": blanks(one.answers), "most": DEFAULT_MAX_BLANK},
        )
        for one in sheet.responses
        if not is_valid(one.answers)
    ]


def _survey_in(
    tables: Mapping[str, Sequence[Row]], mapping: Mapping[int, int] | None
) -> tuple[SurveySheet, list[Problem]]:
    """The first sheet that holds a survey; further ones are named, never added silently."""
    found: dict[str, SurveySheet] = {}
    refused: list[Refused] = []
    for name, rows in tables.items():
        try:
            found[name] = read_sheet(rows, mapping=mapping)
        except Refused as refusal:
            # Beside the answers a workbook may hold a cover or a recap, but not a survey in doubt.
            if refusal.code not in _NOT_A_SURVEY:
                raise
            refused.append(refusal)
    if not found:
        raise refused[0] if refused else Refused("survey-sheet-empty")
    answered = [name for name, sheet in found.items() if sheet.responses] or list(found)
    first, *others = answered
    more = {"sheet": first, "others": ", ".join(others)}
    return found[first], [Problem("survey-sheets-more", first, more)] if others else []


# Files


def _tables(path: Path) -> Mapping[str, Sequence[Row]]:
    """The sheets of a file by name, the kind decided by what is in it."""
    data = _bytes(path)
    if data.startswith((_PACKAGE, _OLD_OFFICE)):
        return _workbook(data, path.name)
    return {path.name: _comma_separated(_decoded(data, path.name), path.name)}


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as wrong:
        raise Refused("document-missing", name=str(path)) from wrong
    if not data.strip():
        raise Refused("file-empty", name=path.name)
    if len(data) > MOST_BYTES:
        raise Refused("document-too-large", name=path.name, most=MOST_BYTES // 1024**2)
    return data


def _decoded(data: bytes, name: str) -> str:
    if b"\x00" in data or data.startswith(b"%PDF-"):
        raise Refused("survey-file-kind", name=name)
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("document-encoding", name=name)


def _comma_separated(text: str, name: str) -> Sequence[Row]:
    """Rows by the separator that parts the text into the most cells."""
    try:
        readings = [
            list(csv.reader(io.StringIO(text, newline=""), delimiter=mark)) for mark in _SEPARATORS
        ]
    except csv.Error as wrong:
        raise Refused("document-broken", name=name) from wrong
    return max(readings, key=lambda rows: sum(map(len, rows)) - len(rows))


def _workbook(data: bytes, name: str) -> Mapping[str, Sequence[Row]]:
    from python_calamine import (  # noqa: PLC0415 -- only workbooks need it
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
    )

    _require_small(data, name)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            names = [one.name for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
            # From the very first row on, so that row numbers are those people see.
            return {
                name: [
                    _exact(row)
                    for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                ]
                for name in names
            }
    except PasswordError as wrong:
        raise Refused("document-locked", name=name) from wrong
    except (CalamineError, OSError, ValueError) as wrong:
        raise Refused("document-broken", name=name) from wrong


def _require_small(data: bytes, name: str) -> None:
    """A small package can unpack into more than the machine holds."""
    if not data.startswith(_PACKAGE):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            unpacked = sum(part.file_size for part in package.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as wrong:
        raise Refused("document-broken", name=name) from wrong
    if unpacked > MOST_UNPACKED:
        raise Refused("document-too-complex", name=name)


def _exact(row: Iterable[object]) -> list[Cell]:
    return [_exact_cell(cell) for cell in row]


def _exact_cell(cell: object) -> Cell:
    """A cell without binary numbers: a whole number, or the decimals that were typed."""
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else Decimal(repr(cell))
    if cell is None or isinstance(cell, str | int | date):
        return cell
    return str(cell)
