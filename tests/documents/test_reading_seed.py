"""The founding agreement, read from its text."""

from dataclasses import replace

import pytest

from janji.core.agreement_json import to_json
from janji.documents.reading import read_bytes, read_file
from janji.documents.reading.content import Paragraph, untagged
from janji.documents.reading.sources import content_of
from tests.documents.wild.formats import made
from tests.documents.wild.pieces import Cell, Grid, Line, Written
from tests.shared_files import shared


@pytest.fixture(scope="module")
def seed():
    return to_json(read_file(shared("seed/000_7c61b1c7fd33fd77.txt")))


def indicators(seed):
    return [one for objective in seed["objectives"] for one in objective["indicators"]]


def test_its_statement(seed):
    assert (seed["year"], seed["revision"]) == (2019, 0)
    assert (seed["org_unit"], seed["region"]) == ("Kecamatan Ajibarang", "Kabupaten Banyumas")
    assert (seed["place"], seed["date_text"]) == ("Purwokerto", "Maret 2019")
    assert seed["first_party"]["position"] == "Camat Ajibarang"
    assert seed["first_party"]["nip"] == "196704251989031005"
    assert seed["first_party"]["rank"] == "Pembina Tingkat I"
    assert seed["second_party"]["position"] == "Bupati Banyumas"
    assert seed["second_party"]["nip"] is None


def test_three_objectives_with_nine_indicators(seed):
    assert [one["number"] for one in seed["objectives"]] == ["1", "2", "3"]
    assert [len(one["indicators"]) for one in seed["objectives"]] == [1, 2, 6]
    assert [one["number"] for one in indicators(seed)] == [None] * 3 + list("123456")
    assert [one["target"]["value"] for one in indicators(seed)] == [
        "82", "100", "86", "100", "100", "95", "80", "95", "100",
    ]  # fmt: skip
    assert [one["target"]["kind"] for one in indicators(seed)] == ["number"] + ["percent"] * 8


def test_every_indicator_has_its_explanation(seed):
    assert all(one["formula_text"] for one in indicators(seed))
    kinds = [one["accumulation"] for one in indicators(seed)]
    assert kinds == ["non_kumulatif"] * 3 + ["kumulatif"] + ["non_kumulatif"] * 5
    # The paper itself names no source for the third one.
    assert [bool(one["data_source"]) for one in indicators(seed)] == [True] * 2 + [False] + [
        True
    ] * 6


def test_what_a_page_break_tore_apart_is_whole_again(seed):
    third, fourth, eighth = (indicators(seed)[k] for k in (2, 3, 7))
    lines = third["notes"].splitlines()
    assert [line[:2] for line in lines[1:]] == ["1.", "2.", "3."]
    assert "60 %" in lines[3]
    assert fourth["notes"] is None
    assert fourth["formula_text"].startswith("Jumlah permohonan")
    assert (eighth["accumulation"], eighth["data_source"]) == ("non_kumulatif", "Data KSM")


def test_programmes_and_the_printed_total(seed):
    assert [one["amount"] for one in seed["programmes"]] == ["283000000", "0", "762988000"]
    assert seed["total"] == {"printed": "1045988000", "computed": "1045988000", "agrees": True}


def test_what_a_person_must_look_at(seed):
    assert {(one["code"], one["where"]) for one in seed["problems"]} == {
        ("place-differs", "place"),
        ("name-spelled-differently", "second_party.name"),
        ("accumulation-differs", "objectives[2].indicators[0].accumulation"),
    }


def test_the_example_carries_the_same_facts(seed):
    from janji.site.example import agreement  # noqa: PLC0415 -- needs the apps, only here

    facts = {part: said for part, said in seed.items() if part != "origins"}
    assert to_json(agreement()) == {**facts, "problems": []}


def test_every_value_knows_its_place(seed):
    target = seed["origins"]["objectives[2].indicators[3].target"]
    assert target == {"table": 3, "row": 4, "cell": 5, "confidence": "high"}
    assert seed["origins"]["first_party.name"] == {"line": 15, "confidence": "high"}
    # The two spellings of the superior's name are asked about, so neither is sure.
    assert seed["origins"]["second_party.name"]["confidence"] == "low"


def pieces_of(blocks):
    """The seed's own paragraphs and tables, as pieces that any format can be made of."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield Line(untagged(block.text))
        else:
            rows = tuple(tuple(Cell(untagged(text)) for text in row) for row in block.rows)
            yield Grid(rows, widths=(2,) * len(rows[0]) if len(rows[0]) == 2 else (1, 4, 4, 6, 2))


@pytest.mark.parametrize("format_name", ["docx", "html", "print", "xlsx", "ods", "ruled", "tags"])
def test_made_anew_in_another_format_it_says_the_same(format_name):
    path = shared("seed/000_7c61b1c7fd33fd77.txt")
    known = read_file(path)
    pieces = list(pieces_of(content_of(path.read_bytes(), path.name)))
    again = read_bytes(made(Written(pieces, known), format_name, 1), f"seed.{format_name}")
    assert to_json(replace(again, origins={})) == to_json(replace(known, origins={}))
