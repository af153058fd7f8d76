"""The survey index of a file of filled-in forms, as JSON: `janji survey-index BERKAS`.

Needs no framework and no database.
"""

from collections.abc import Mapping
from pathlib import Path

from janji.core.numbers import Exact, rounded
from janji.core.refusals import Problem
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
from janji.core.survey_sheets import SurveySheet, survey_in
from janji.documents.workbooks import tables_of_file

MEAN_DECIMALS = 4
INDEX_DECIMALS = 2


def survey_index_json(path: Path, *, mapping: Mapping[int, int] | None = None) -> dict[str, object]:
    """The index of a CSV or XLSX file under every weighting, with what a person must look at.

    Values are decimal strings, rounded once. `reason` says why there is no index. Refuses with
    `document-…`, `file-empty`, `sheet-file-kind` and what `read_sheet` refuses.
    """
    _, sheet, more = survey_in(tables_of_file(path), mapping=mapping)
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
