"""Real rows of eight agencies, 2020–2024: what they printed recomputes to what was expected."""

import json
from decimal import Decimal

from janji.core.achievement_lines import answer
from janji.core.numbers import rounded
from tests.shared_files import shared

DIRECTIONS = {"max": "higher", "min": "lower"}


def test_every_computable_row_comes_out_as_expected():
    rows = json.loads(shared("cases/achievement-triples.json").read_text(), parse_float=Decimal)[
        "rows"
    ]
    computable = [row for row in rows if row["expected"] is not None]
    wrong = []
    for row in computable:
        line = {
            "target": row["target"],
            "actual": row["actual"],
            "direction": DIRECTIONS[row["polarity"]],
        }
        raw = json.loads(answer(json.dumps(line)))["raw"]
        if raw is None or rounded(Decimal(raw), 4) != rounded(row["expected"], 4):
            wrong.append((row, raw))
    assert wrong == []
    assert len(computable) >= 200
