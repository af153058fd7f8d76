"""Reports checked as files: real pages, and the real triples laid out in every kind of file."""

import json
from collections import Counter

import pytest

from janji.documents.reading.checking import check_bytes, to_json
from tests.documents.report_papers import MADE, one_year_page, years_page
from tests.shared_files import shared

PAGES = {1: "agency-01", 2: "agency-07", 3: "agency-09", 4: "agency-13"}


@pytest.fixture(scope="module")
def triples():
    return json.loads(shared("cases/achievement-triples.json").read_text())["rows"]


def figures(row):
    return row["target"], row["actual"], row["printed"]


def expected(row):
    """What the facts say of a printed value."""
    return {"wrong": "wrong", None: "not_computable"}.get(row["match"], "ok")


def indicators(rows):
    """The facts by indicators: a year that is not later begins the next one."""
    found = []
    for row in rows:
        if not found or found[-1][-1]["year"] >= row["year"]:
            found.append([])
        found[-1].append(row)
    return found


def checked(data, name="laporan"):
    return to_json(check_bytes(data, name))["rows"]


@pytest.mark.parametrize("page", PAGES)
def test_every_triple_of_a_real_page_is_found_and_judged(page, triples):
    data = shared(f"cases/documents/achievement-table-{page}.pdf").read_bytes()
    of_agency = [row for row in triples if row["agency"] == PAGES[page]]
    rows = checked(data)
    found = Counter((row["year"], *figures(row), row["verdict"]) for row in rows)
    facts = Counter((row["year"], *figures(row), expected(row)) for row in of_agency)
    assert facts - found == Counter()
    assert [row for row in rows if row["verdict"] == "wrong"] == [
        row for row in rows if (row["year"], *figures(row), "wrong") in facts
    ]


@pytest.mark.parametrize("kind", MADE)
def test_the_triples_one_below_the_other(kind, triples):
    rows = checked(MADE[kind]([one_year_page([figures(row) for row in triples])]))
    assert [row["number"] for row in rows] == list(range(1, 226))
    assert [(*figures(row), row["verdict"]) for row in rows] == [
        (*figures(row), expected(row)) for row in triples
    ]
    explained = [row for row in rows if row["verdict"] == "ok"]
    assert all(row["rule"] and row["rounding"] for row in explained)


@pytest.mark.parametrize("ordinals", [False, True], ids=["years", "ordinals"])
@pytest.mark.parametrize("kind", MADE)
def test_the_triples_with_their_years_side_by_side(kind, ordinals, triples):
    lines = indicators(triples)
    page = years_page(
        [{row["year"]: figures(row) for row in line} for line in lines], ordinals=ordinals
    )
    rows = checked(MADE[kind]([page]))
    assert [(row["number"], row["year"], *figures(row), row["verdict"]) for row in rows] == [
        (number, row["year"], *figures(row), expected(row))
        for number, line in enumerate(lines, 1)
        for row in line
    ]
